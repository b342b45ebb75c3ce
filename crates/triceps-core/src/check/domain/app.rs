//! Container apps as a whole.

use std::cell::OnceCell;

use triceps_diagnostics::codes;
use triceps_middle::DeclId;

use super::identities::Identities;
use super::view::{Cx, Names};
use super::words as w;
use super::{container, ingress, pull, resources, scale, secrets};
use crate::check::values::{Form, Value};

/// What the rules of one app share.
pub(super) struct App<'a, 'm> {
    pub(super) properties: Value,
    pub(super) identities: &'a Identities,
    /// The names of the app's secrets; none where not all of them are known.
    pub(super) secrets: OnceCell<Option<Names<'m>>>,
}

pub(super) fn check(cx: &mut Cx<'_, '_>, id: DeclId, body: Value) {
    let identities = Identities::of(cx, body);
    for properties in cx.objects(body, w::PROPERTIES) {
        let app = App { properties, identities: &identities, secrets: OnceCell::new() };
        for configuration in cx.objects(properties, w::CONFIGURATION) {
            secrets::check(cx, &app, configuration);
            secrets::registries(cx, &app, configuration);
            identity_settings(cx, &app, configuration);
            ingress::check(cx, configuration);
            dapr(cx, configuration);
            pull::check(cx, id, configuration);
        }
        for template in cx.objects(properties, w::TEMPLATE) {
            container::check(cx, &app, template);
            scale::check(cx, &app, template);
            revision_suffix(cx, template);
        }
        resources::check(cx, properties);
    }
}

fn identity_settings(cx: &mut Cx<'_, '_>, app: &App<'_, '_>, configuration: Value) {
    for (_, setting) in cx.items(configuration, w::IDENTITY_SETTINGS) {
        secrets::assigned(cx, app, setting);
    }
}

fn revision_suffix(cx: &mut Cx<'_, '_>, template: Value) {
    for (value, suffix) in cx.texts(template, w::REVISION_SUFFIX) {
        let edges = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let fits = suffix.starts_with(edges)
            && suffix.ends_with(edges)
            && !suffix.contains("--")
            && suffix.chars().all(|c| edges(c) || c == '-');
        if !fits {
            cx.report(
                codes::TRI0104,
                value,
                format!("`{suffix}` is not a valid suffix of a revision"),
                "use lower-case letters, digits and single hyphens, with no hyphen at either end",
            );
        }
    }
}

fn dapr(cx: &mut Cx<'_, '_>, configuration: Value) {
    for dapr in cx.objects(configuration, w::DAPR) {
        if cx.bool(dapr, w::ENABLED) == Some(true) && cx.lacks(dapr, w::APP_ID) {
            cx.report(
                codes::TRI0180,
                dapr,
                "Dapr is enabled without an `appId`",
                "set the `appId` that other apps call this one by",
            );
        }
        cx.port(dapr, w::APP_PORT);
        for health in cx.objects(dapr, w::APP_HEALTH) {
            for word in [w::PROBE_INTERVAL_SECONDS, w::PROBE_TIMEOUT_MILLISECONDS, w::THRESHOLD] {
                cx.within(codes::TRI0181, health, word, 1..=i64::from(i32::MAX));
            }
        }
    }
}

/// Whether an expression is the text `system`, which names the app's own identity.
pub(super) fn is_system(cx: &Cx<'_, '_>, identity: Value) -> bool {
    matches!(cx.values.form(identity), Form::Text(text) if text.eq_ignore_ascii_case("system"))
}
