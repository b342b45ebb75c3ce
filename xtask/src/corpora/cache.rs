//! A module cache in the compiler's layout, which recorded programs with modules of registries need.

use std::fs;
use std::path::PathBuf;

use triceps_compile::{Artifact, ArtifactKind, Files, Modules, Unresolved};
use triceps_core::json::{Json, Times};
use triceps_diagnostics::codes;

/// An unpacked cache.
pub(super) struct Cache {
    pub(super) root: PathBuf,
}

impl Modules for Cache {
    fn resolve(&self, files: &dyn Files, from: &str, reference: &str) -> Result<Artifact, Unresolved> {
        let missing = || Unresolved { code: codes::BCP190, message: format!("`{reference}` is not in the cache") };
        let full = normal_form(files, from, reference).ok_or_else(missing)?;
        let (kind, folder) = place(&full).ok_or_else(missing)?;
        let content = fs::read(self.root.join(folder).join("main.json")).map_err(|_| missing())?;
        Ok(Artifact { reference: full, kind, content })
    }
}

/// The reference without its alias.
fn normal_form(files: &dyn Files, from: &str, reference: &str) -> Option<String> {
    let (scheme, rest) = reference.split_once(':')?;
    let Some((scheme, alias)) = scheme.split_once('/') else {
        // Letter case of a host does not count.
        let (host, path) = rest.split_once('/')?;
        let host = if scheme == "br" { host.to_lowercase() } else { host.to_owned() };
        return Some(format!("{scheme}:{host}/{path}"));
    };
    let config = config(files, from);
    let alias_of = config.as_ref().and_then(|config| config.get("moduleAliases")?.get(scheme)?.get(alias));
    let text = |name: &str| alias_of.and_then(|alias| alias.get(name)?.as_str());
    if scheme == "ts" {
        return Some(format!("ts:{}/{}/{rest}", text("subscription")?, text("resourceGroup")?));
    }
    let registry = match (alias, text("registry")) {
        (_, Some(registry)) => registry.to_lowercase(),
        ("public", None) => return Some(format!("br:mcr.microsoft.com/bicep/{rest}")),
        _ => return None,
    };
    let path = text("modulePath").map_or(String::new(), |path| format!("{path}/"));
    Some(format!("br:{registry}/{path}{rest}"))
}

fn config(files: &dyn Files, from: &str) -> Option<Json> {
    let mut folder = from;
    while !folder.is_empty() {
        folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
        let place =
            if folder.is_empty() { "bicepconfig.json".to_owned() } else { format!("{folder}/bicepconfig.json") };
        if let Some(bytes) = files.read(&place) {
            return Json::parse(&String::from_utf8_lossy(&bytes), Times::Keep).ok();
        }
    }
    None
}

/// The folder of a module in the cache.
fn place(full: &str) -> Option<(ArtifactKind, String)> {
    let (scheme, rest) = full.split_once(':')?;
    if scheme == "ts" {
        let (path, version) = rest.rsplit_once(':')?;
        return Some((ArtifactKind::TemplateSpec, format!("ts/{path}/{version}").to_lowercase()));
    }
    let (host, path) = rest.split_once('/')?;
    let (path, version) = match path.split_once('@') {
        Some((path, digest)) => (path, digest.replace(':', "#")),
        None => {
            let (path, tag) = path.rsplit_once(':')?;
            let mask = tag.chars().rev().fold(0_u128, |mask, letter| mask << 1 | u128::from(letter.is_uppercase()));
            let mask = if mask == 0 { String::new() } else { format!("{mask:x}") };
            (path, format!("{tag}${mask}"))
        }
    };
    Some((ArtifactKind::Template, format!("br/{}/{}/{version}", host.replace(':', "$"), path.replace('/', "$"))))
}
