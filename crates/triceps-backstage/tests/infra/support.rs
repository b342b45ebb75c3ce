//! Portals, and ways around in their ARM JSON.

use serde_json::Value;
use triceps_backstage::config::Portal;
use triceps_backstage::{bundle, infrastructure};

pub(crate) const MINIMAL: &str = include_str!("../../../../fixtures/portals/minimal.toml");
pub(crate) const MEDIUM: &str = include_str!("../../../../fixtures/portals/medium.toml");
pub(crate) const HARDENED: &str = include_str!("../../../../fixtures/portals/hardened.toml");

/// The portal of a TOML text that follows the rules.
pub(crate) fn portal(text: &str) -> Portal {
    Portal::from_toml("portal.toml", text).unwrap_or_else(|diagnostics| panic!("{diagnostics}\n{text}"))
}

/// `infra/main.json` of the bundle of a portal.
pub(crate) fn arm(text: &str) -> Value {
    let bundle = bundle(&portal(text)).unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"));
    let file = bundle.files.iter().find(|file| file.path == "infra/main.json").expect("a bundle has its template");
    serde_json::from_str(&file.text).expect("the template is JSON")
}

/// The ARM JSON of a portal, and a failure where the template has a diagnostic of any kind.
pub(crate) fn clean_arm(portal: &Portal) -> Result<Value, String> {
    let checked = infrastructure(portal).check().map_err(|diagnostics| format!("{diagnostics:?}"))?;
    if !checked.warnings().is_empty() {
        return Err(format!("{:?}", checked.warnings()));
    }
    serde_json::from_str(&checked.to_arm_string()).map_err(|error| error.to_string())
}

/// All resources with their names in the template, nested ones as `parent::name`. Modules are among them.
pub(crate) fn resources(arm: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let resources = &arm["resources"];
    let named = resources.as_object().into_iter().flatten().map(|(name, resource)| (name.as_str(), resource));
    let listed = resources.as_array().into_iter().flatten().map(|resource| ("", resource));
    named.chain(listed)
}

/// The resources of a type that the template deploys.
pub(crate) fn of_type<'a>(arm: &'a Value, kind: &'a str) -> Vec<&'a Value> {
    resources(arm)
        .map(|(_, resource)| resource)
        .filter(|resource| resource["existing"] != true && type_of(resource).eq_ignore_ascii_case(kind))
        .collect()
}

/// The type without the API version that types of an extension carry.
pub(crate) fn type_of(resource: &Value) -> &str {
    let text = resource["type"].as_str().unwrap_or_default();
    text.split('@').next().unwrap_or_default()
}

/// The one resource of a type.
#[track_caller]
pub(crate) fn only<'a>(arm: &'a Value, kind: &'a str) -> &'a Value {
    match of_type(arm, kind)[..] {
        [resource] => resource,
        ref several => panic!("{} resources of the type `{kind}`", several.len()),
    }
}

/// The container app.
pub(crate) fn app(arm: &Value) -> &Value {
    only(arm, "Microsoft.App/containerApps")
}

/// The container of the portal.
pub(crate) fn container(arm: &Value) -> &Value {
    &app(arm)["properties"]["template"]["containers"][0]
}

/// The value or the name of the secret of an environment variable.
pub(crate) fn variable<'a>(arm: &'a Value, name: &str) -> Option<&'a str> {
    let variable = container(arm)["env"].as_array()?.iter().find(|variable| variable["name"] == name)?;
    variable["value"].as_str().or(variable["secretRef"].as_str())
}

/// Whether something in the template, written as JSON, has this text in it.
pub(crate) fn contains_text(value: &Value, text: &str) -> bool {
    value.to_string().contains(text)
}
