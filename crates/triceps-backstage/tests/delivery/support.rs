//! Portals and their files.

use serde_json::Value;
use triceps_backstage::config::Portal;
use triceps_backstage::{Bundle, bundle};

const FIXTURES: [(&str, &str); 8] = [
    ("azd", include_str!("../../../../fixtures/portals/azd.toml")),
    ("password", include_str!("../../../../fixtures/portals/password.toml")),
    ("minimal", include_str!("../../../../fixtures/portals/minimal.toml")),
    ("medium", include_str!("../../../../fixtures/portals/medium.toml")),
    ("hardened", include_str!("../../../../fixtures/portals/hardened.toml")),
    ("credentials", include_str!("../../../../fixtures/portals/credentials.toml")),
    ("resolvers", include_str!("../../../../fixtures/portals/resolvers.toml")),
    ("providers", include_str!("../../../../fixtures/portals/providers.toml")),
];

/// What else changes the files, below the name of a portal.
const VARIANTS: [&str; 8] = [
    "[entra]\nclient-id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\n[key-vault]",
    "[entra]\nregistration = \"graph\"\n[[catalog.azure-blob]]\nid = \"files\"\naccount = \"stcatalog\"\ncontainer = \"catalog\"",
    "locks = true\n[logs]\ndestination = \"log-analytics\"",
    "[logs]\ndestination = \"none\"\n[catalog.microsoft-graph]",
    "[network]\n[key-vault]\n[[secrets]]\nname = \"github-token\"\nenv = \"GITHUB_TOKEN\"\n[postgres]\nauthentication = \"password\"",
    "title = \"O'Brien & Sons\"\n[delivery]\nresource-group = \"rg-shared\"\nlocation = \"westeurope\"\n[github]\nrepository = \"contoso/portal\"\nsubjects = [{ branch = \"release\" }, { tag = \"v1\" }]",
    "[delivery]\nresource-group = \"rg-shared\"\n[front-door]\n[network]\n[redis]\n[key-vault]\n[catalog.microsoft-graph]",
    "[domain]\nhost = \"portal.contoso.com\"\n[techdocs]\nbuilder = \"local\"\n[entra]\naudience = \"multi-tenant\"\ngroup-claims = \"all\"",
];

/// The fixtures and more, each with its name and files.
pub(crate) fn portals() -> Vec<(String, Portal, Bundle)> {
    let variants = VARIANTS.iter().map(|below| {
        ((*below).to_owned(), format!("name = \"backstage\"\n{below}\n[[catalog.users]]\nname = \"mona\"\n"))
    });
    let fixtures = FIXTURES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    fixtures
        .chain(variants)
        .map(|(name, text)| {
            let (portal, bundle) = made(&text);
            (name, portal, bundle)
        })
        .collect()
}

pub(crate) fn made(text: &str) -> (Portal, Bundle) {
    let portal = Portal::from_toml("portal.toml", text).unwrap_or_else(|diagnostics| panic!("{text}\n{diagnostics}"));
    let bundle = bundle(&portal).unwrap_or_else(|diagnostics| panic!("{text}\n{diagnostics}"));
    (portal, bundle)
}

pub(crate) fn fixture(name: &str) -> Bundle {
    let (_, text) = FIXTURES.iter().find(|(known, _)| *known == name).expect("a fixture");
    made(text).1
}

pub(crate) fn find<'a>(bundle: &'a Bundle, path: &str) -> Option<&'a str> {
    bundle.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
}

pub(crate) fn text<'a>(bundle: &'a Bundle, path: &str) -> &'a str {
    find(bundle, path).unwrap_or_else(|| panic!("{path} is not there"))
}

pub(crate) fn json(bundle: &Bundle, path: &str) -> Value {
    serde_json::from_str(text(bundle, path)).expect("it is JSON")
}

pub(crate) fn yaml(bundle: &Bundle, path: &str) -> Value {
    serde_saphyr::from_str(text(bundle, path)).expect("it is YAML")
}

/// Paths of files, for example those that begin with `scripts/`.
pub(crate) fn paths<'a>(bundle: &'a Bundle, prefix: &str, suffix: &str) -> Vec<&'a str> {
    let paths = bundle.files.iter().map(|file| file.path.as_str());
    paths.filter(|path| path.starts_with(prefix) && path.ends_with(suffix)).collect()
}

/// A setting of the scripts.
pub(crate) fn setting<'a>(bundle: &'a Bundle, key: &str) -> &'a str {
    let lines = text(bundle, "scripts/settings.env").lines();
    let line = { lines }.find_map(|line| line.strip_prefix("PORTAL_")?.strip_prefix(key)?.strip_prefix('='));
    line.unwrap_or_else(|| panic!("{key} is not a setting"))
}
