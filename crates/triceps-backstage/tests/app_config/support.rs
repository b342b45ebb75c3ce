//! Portals and their files.

use serde_json::Value;
use triceps_backstage::config::Portal;
use triceps_backstage::{Bundle, bundle};

/// All good portals of the fixtures, each with its name.
pub(crate) const PORTALS: [(&str, &str); 6] = [
    ("minimal", include_str!("../../../../fixtures/portals/minimal.toml")),
    ("medium", include_str!("../../../../fixtures/portals/medium.toml")),
    ("hardened", include_str!("../../../../fixtures/portals/hardened.toml")),
    ("credentials", include_str!("../../../../fixtures/portals/credentials.toml")),
    ("resolvers", include_str!("../../../../fixtures/portals/resolvers.toml")),
    ("providers", include_str!("../../../../fixtures/portals/providers.toml")),
];

pub(crate) fn made(text: &str) -> Bundle {
    let portal = Portal::from_toml("portal.toml", text).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    bundle(&portal).unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

pub(crate) fn text<'a>(bundle: &'a Bundle, path: &str) -> &'a str {
    let file = bundle.files.iter().find(|file| file.path == path);
    &file.unwrap_or_else(|| panic!("{path} is not there")).text
}

/// A file of YAML.
pub(crate) fn yaml(bundle: &Bundle, path: &str) -> Value {
    serde_saphyr::from_str(text(bundle, path)).expect("the file is YAML")
}

/// Both files of a portal.
pub(crate) fn configurations(source: &str) -> (Value, Value) {
    let bundle = made(source);
    (yaml(&bundle, "app-config.production.yaml"), yaml(&bundle, "app-config.local.yaml"))
}
