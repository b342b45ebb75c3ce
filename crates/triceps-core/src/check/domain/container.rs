//! Containers: environment variables, mounts, volumes.

use triceps_diagnostics::codes;

use super::app::App;
use super::probe;
use super::secrets::reference;
use super::view::Cx;
use super::words as w;
use crate::check::values::Value;

/// What Azure sets itself.
const RESERVED: [&str; 6] = [
    "CONTAINER_APP_NAME",
    "CONTAINER_APP_REVISION",
    "CONTAINER_APP_HOSTNAME",
    "CONTAINER_APP_ENV_DNS_SUFFIX",
    "CONTAINER_APP_PORT",
    "CONTAINER_APP_REPLICA_NAME",
];

pub(super) fn check<'m>(cx: &mut Cx<'_, 'm>, app: &App<'_, 'm>, template: Value) {
    for word in [w::INIT_CONTAINERS, w::CONTAINERS] {
        for (_, container) in cx.items(template, word) {
            environment(cx, app, container);
            mounts(cx, template, container);
            probe::check(cx, container);
        }
        cx.twice(codes::TRI0134, template, word, "container");
    }
    volumes(cx, app, template);
}

fn environment<'m>(cx: &mut Cx<'_, 'm>, app: &App<'_, 'm>, container: Value) {
    for (_, variable) in cx.items(container, w::ENV) {
        let [secret, own] = [w::SECRET_REF, w::VALUE].map(|word| cx.slot(variable, word));
        if secret.is_set() && own.is_set() {
            cx.report(
                codes::TRI0130,
                variable,
                "the variable has both a `value` and a `secretRef`",
                "give it one of them",
            );
        }
        reference(cx, app, &secret.values);
        for (value, text) in cx.texts_among(&own.values) {
            if let Some(name) = text.strip_prefix("secretref:") {
                cx.report(
                    codes::TRI0133,
                    value,
                    "the container would see the text `secretref:..`, which only the command line understands",
                    format!("set `secretRef` to `{name}` instead of `value`"),
                );
            }
        }
        for (value, name) in cx.texts(variable, w::NAME) {
            if RESERVED.contains(&&*name) {
                cx.report(
                    codes::TRI0132,
                    value,
                    format!("`{name}` is set by Azure itself"),
                    "choose another name; the variable can be read without being set",
                );
            }
        }
    }
    cx.twice(codes::TRI0131, container, w::ENV, "variable");
}

fn mounts(cx: &mut Cx<'_, '_>, template: Value, container: Value) {
    let mounts = cx.items(container, w::VOLUME_MOUNTS);
    if mounts.is_empty() {
        return;
    }
    let volumes = cx.names(template, w::VOLUMES);
    for (_, mount) in mounts {
        for (value, volume) in cx.texts(mount, w::VOLUME_NAME) {
            if volumes.as_ref().is_some_and(|volumes| !volumes.contain(&volume)) {
                cx.report(
                    codes::TRI0140,
                    value,
                    format!("the app has no volume `{volume}`"),
                    "add it to `volumes` of the template, or mount one that is there",
                );
            }
        }
        for (value, place) in cx.texts(mount, w::MOUNT_PATH) {
            if place.contains(':') {
                cx.report(
                    codes::TRI0142,
                    value,
                    format!("`{place}` contains `:`"),
                    "mount the volume at a path without `:`",
                );
            }
        }
    }
}

fn volumes<'m>(cx: &mut Cx<'_, 'm>, app: &App<'_, 'm>, template: Value) {
    for (_, volume) in cx.items(template, w::VOLUMES) {
        let kind = cx.text(volume, w::STORAGE_TYPE);
        if let Some(kind @ ("AzureFile" | "NfsAzureFile")) = kind.as_deref()
            && cx.lacks(volume, w::STORAGE_NAME)
        {
            cx.report(
                codes::TRI0141,
                volume,
                format!("a volume of the type `{kind}` needs a `storageName`"),
                "name a storage of the environment",
            );
        }
        for (_, item) in cx.items(volume, w::SECRETS) {
            reference(cx, app, &cx.each(item, w::SECRET_REF));
        }
    }
    cx.twice(codes::TRI0143, template, w::VOLUMES, "volume");
}
