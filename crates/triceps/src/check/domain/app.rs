//! Container apps as a whole.

use super::identities::Identities;
use super::secrets::Secrets;
use super::view::{Cx, is_complete, warning};
use super::view::{Rule, error};
use super::{container, ingress, pull, resources, scale, secrets};
use crate::check::Path;
use crate::expr::Object;
use crate::template::ResourceDecl;

const REVISION_SUFFIX: Rule = warning("TRI0104");
const DAPR_WITHOUT_ID: Rule = warning("TRI0180");
const DAPR_HEALTH: Rule = error("TRI0181");

/// What the rules of one app share.
pub(super) struct App<'a> {
    pub(super) identities: Identities<'a>,
    pub(super) secrets: Secrets<'a>,
    pub(super) template: Option<&'a Object>,
}

pub(super) fn check<'a>(cx: &mut Cx<'a>, resource: &'a ResourceDecl, path: &Path<'_>) {
    let Some(properties) = cx.object(&resource.body, "properties") else { return };
    let path = &path.name("properties");
    let configuration = cx.object(properties, "configuration");
    let template = cx.object(properties, "template");
    let app = App {
        identities: Identities::of(cx, &resource.body),
        secrets: Secrets::of(cx, properties, configuration),
        template,
    };
    if let Some(configuration) = configuration {
        let path = &path.name("configuration");
        secrets::check(cx, &app, configuration, path);
        secrets::registries(cx, &app, configuration, path);
        identity_settings(cx, &app, configuration, path);
        ingress::check(cx, configuration, path);
        dapr(cx, configuration, path);
        pull::check(cx, resource, configuration, path);
    }
    if let Some(template) = template {
        let path = &path.name("template");
        container::check(cx, &app, template, path);
        scale::check(cx, &app, properties, template, path);
        revision_suffix(cx, template, path);
    }
    resources::check(cx, properties, path);
}

fn identity_settings<'a>(cx: &mut Cx<'a>, app: &App<'a>, configuration: &'a Object, path: &Path<'_>) {
    let Some(settings) = cx.array(configuration, "identitySettings") else { return };
    let path = path.name("identitySettings");
    for (index, setting) in cx.objects(settings) {
        if let Some(identity) = cx.get(setting, "identity") {
            secrets::assigned(cx, app, identity, &path.index(index).name("identity"));
        }
    }
}

fn revision_suffix(cx: &mut Cx<'_>, template: &Object, path: &Path<'_>) {
    let Some(suffix) = cx.text(template, "revisionSuffix") else { return };
    let edges = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let fits = suffix.starts_with(edges)
        && suffix.ends_with(edges)
        && !suffix.contains("--")
        && suffix.chars().all(|c| edges(c) || c == '-');
    if !fits {
        cx.report(
            &REVISION_SUFFIX,
            &path.name("revisionSuffix"),
            format!("`{suffix}` is no suffix of a revision"),
            "use lower-case letters, digits and single hyphens, with no hyphen at either end",
        );
    }
}

fn dapr<'a>(cx: &mut Cx<'a>, configuration: &'a Object, path: &Path<'_>) {
    let Some(dapr) = cx.object(configuration, "dapr") else { return };
    let path = &path.name("dapr");
    if cx.bool(dapr, "enabled") == Some(true) && cx.lacks(dapr, "appId") {
        cx.report(
            &DAPR_WITHOUT_ID,
            path,
            "Dapr is on without an `appId`",
            "say by which `appId` other apps call this one",
        );
    }
    ingress::port(cx, dapr, "appPort", path);
    if let Some(health) = cx.object(dapr, "appHealth") {
        let path = &path.name("appHealth");
        for name in ["probeIntervalSeconds", "probeTimeoutMilliseconds", "threshold"] {
            cx.within(&DAPR_HEALTH, health, name, 1..=i64::from(i32::MAX), path);
        }
    }
}

/// Whether an app has no container, or an array that may have more than it shows.
pub(super) fn containers<'a>(cx: &Cx<'a>, template: &'a Object) -> Option<&'a crate::expr::Array> {
    cx.array(template, "containers").filter(|containers| is_complete(containers))
}
