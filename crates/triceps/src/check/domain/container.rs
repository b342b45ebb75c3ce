//! Containers: environment variables, mounts, volumes.

use super::app::App;
use super::probe;
use super::secrets::reference;
use super::view::{Cx, Rule, error, is_complete, warning};
use crate::check::Path;
use crate::expr::{Array, Expr, Object};

const ENV_VALUE: Rule = error("TRI0130");
const ENV_TWICE: Rule = warning("TRI0131");
const ENV_RESERVED: Rule = warning("TRI0132");
const ENV_CLI_SYNTAX: Rule = warning("TRI0133");
const CONTAINER_TWICE: Rule = error("TRI0134");
const NO_VOLUME: Rule = error("TRI0140");
const STORAGE_NAME: Rule = error("TRI0141");
const MOUNT_PATH: Rule = error("TRI0142");
const VOLUME_TWICE: Rule = error("TRI0143");

/// What Azure sets itself.
const RESERVED: [&str; 6] = [
    "CONTAINER_APP_NAME",
    "CONTAINER_APP_REVISION",
    "CONTAINER_APP_HOSTNAME",
    "CONTAINER_APP_ENV_DNS_SUFFIX",
    "CONTAINER_APP_PORT",
    "CONTAINER_APP_REPLICA_NAME",
];

pub(super) fn check<'a>(cx: &mut Cx<'a>, app: &App<'a>, template: &'a Object, path: &Path<'_>) {
    for name in ["initContainers", "containers"] {
        let Some(containers) = cx.array(template, name) else { continue };
        let path = path.name(name);
        for (index, container) in cx.objects(containers) {
            let path = path.index(index);
            environment(cx, app, container, &path);
            mounts(cx, template, container, &path);
            probe::check(cx, container, &path);
        }
        twice(cx, &CONTAINER_TWICE, containers, &path, "container");
    }
    volumes(cx, app, template, path);
}

fn environment<'a>(cx: &mut Cx<'a>, app: &App<'a>, container: &'a Object, path: &Path<'_>) {
    let Some(variables) = cx.array(container, "env") else { return };
    let path = path.name("env");
    for (index, variable) in cx.objects(variables) {
        let path = path.index(index);
        let secret = cx.get(variable, "secretRef");
        if secret.is_some() && cx.get(variable, "value").is_some() {
            cx.report(&ENV_VALUE, &path, "the variable has both a `value` and a `secretRef`", "give it one of them");
        }
        if let Some(secret) = secret {
            reference(cx, app, secret, &path.name("secretRef"));
        }
        let value = cx.text(variable, "value");
        if let Some(name) = value.and_then(|value| value.strip_prefix("secretref:")) {
            cx.report(
                &ENV_CLI_SYNTAX,
                &path.name("value"),
                "the container would see the text `secretref:..`, which only the command line understands",
                format!("set `secretRef` to `{name}` instead of `value`"),
            );
        }
        let Some(name) = cx.text(variable, "name") else { continue };
        if RESERVED.contains(&name) {
            cx.report(
                &ENV_RESERVED,
                &path.name("name"),
                format!("`{name}` is set by Azure itself"),
                "choose another name; the variable can be read without being set",
            );
        }
    }
    twice(cx, &ENV_TWICE, variables, &path, "variable");
}

/// Reports names that an array of objects has more than once.
pub(super) fn twice<'a>(cx: &mut Cx<'a>, rule: &Rule, array: &'a Array, path: &Path<'_>, what: &str) {
    for (index, item) in cx.objects(array) {
        let Some(name) = cx.text(item, "name") else { continue };
        let before = array.items[..index].iter().any(|other| named(cx, other, name));
        if before {
            cx.report(
                rule,
                &path.index(index).name("name"),
                format!("there is a {what} `{name}` already"),
                "give it another name, or drop one of the two",
            );
        }
    }
}

fn named<'a>(cx: &Cx<'a>, item: &'a Expr, name: &str) -> bool {
    cx.resolve(item).as_object().and_then(|item| cx.text(item, "name")) == Some(name)
}

fn mounts<'a>(cx: &mut Cx<'a>, template: &'a Object, container: &'a Object, path: &Path<'_>) {
    let Some(mounts) = cx.array(container, "volumeMounts") else { return };
    let path = path.name("volumeMounts");
    for (index, mount) in cx.objects(mounts) {
        let path = path.index(index);
        if let Some(volume) = cx.text(mount, "volumeName")
            && lacks_volume(cx, template, volume)
        {
            cx.report(
                &NO_VOLUME,
                &path.name("volumeName"),
                format!("the app has no volume `{volume}`"),
                "add it to `volumes` of the template, or mount one that is there",
            );
        }
        if let Some(place) = cx.text(mount, "mountPath").filter(|place| place.contains(':')) {
            cx.report(
                &MOUNT_PATH,
                &path.name("mountPath"),
                format!("`{place}` has a `:` in it"),
                "mount the volume at a path without `:`",
            );
        }
    }
}

fn lacks_volume<'a>(cx: &Cx<'a>, template: &'a Object, name: &str) -> bool {
    match cx.array(template, "volumes") {
        None => cx.lacks(template, "volumes"),
        Some(volumes) => {
            is_complete(volumes)
                && volumes.items.iter().all(|volume| {
                    let volume = cx.resolve(volume).as_object();
                    volume.and_then(|volume| cx.text(volume, "name")).is_some_and(|other| other != name)
                })
        }
    }
}

fn volumes<'a>(cx: &mut Cx<'a>, app: &App<'a>, template: &'a Object, path: &Path<'_>) {
    let Some(volumes) = cx.array(template, "volumes") else { return };
    let path = path.name("volumes");
    for (index, volume) in cx.objects(volumes) {
        let path = path.index(index);
        if let Some(kind @ ("AzureFile" | "NfsAzureFile")) = cx.text(volume, "storageType")
            && cx.lacks(volume, "storageName")
        {
            cx.report(
                &STORAGE_NAME,
                &path,
                format!("a volume of the type `{kind}` needs a `storageName`"),
                "name a storage of the environment",
            );
        }
        let Some(items) = cx.array(volume, "secrets") else { continue };
        let items_path = path.name("secrets");
        for (index, item) in cx.objects(items) {
            if let Some(secret) = cx.get(item, "secretRef") {
                reference(cx, app, secret, &items_path.index(index).name("secretRef"));
            }
        }
    }
    twice(cx, &VOLUME_TWICE, volumes, &path, "volume");
}
