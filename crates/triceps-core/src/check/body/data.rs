//! Types and versions that the index does not know, and what was probably meant.

use triceps_diagnostics::codes;
use triceps_types::{Index, VersionedType};

use crate::check::Findings;
use crate::middle::{DeclId, Middle, Place, Resource};
use crate::types::{catalog_of, listed, nearest};

pub(super) fn report(middle: &Middle, decl: DeclId, resource: &Resource, findings: &mut Findings) {
    if middle.extension_of(decl).is_some_and(|(_, extension)| extension.is_kubernetes()) {
        return;
    }
    let name = middle.str(resource.type_name);
    let version = middle.api_version(decl).map_or("", |version| middle.str(version));
    if has_extension_in_name(name) {
        let message = format!("`{name}` names a resource that another one extends by the path of both");
        let help = "give the type of the extension alone, and say with `scope` which resource it extends";
        findings.report(codes::BCP174, Place::Head(decl), message, help);
        return;
    }
    let message = format!("there is no type data for `{name}@{version}`, so its body is not checked");
    let help = help_for(middle, decl, name, version);
    findings.report(codes::BCP081, Place::Head(decl), message, help);
}

/// Whether `providers` stands between the parts of a type.
fn has_extension_in_name(name: &str) -> bool {
    let segments: Vec<&str> = name.split('/').collect();
    let inner = segments.get(2..segments.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().any(|segment| segment.eq_ignore_ascii_case("providers"))
}

/// The nearest version of a known type, or the nearest type.
fn help_for(middle: &Middle, decl: DeclId, name: &str, version: &str) -> String {
    let azure = Index::builtin().azure();
    let extension = middle.extension_of(decl).and_then(|(_, extension)| catalog_of(extension));
    let catalog = extension.unwrap_or(azure);
    if let Some(known) = catalog.versioned_type(name) {
        return versions_near(known, version);
    }
    let provider = name.split_once('/').map_or(name, |(provider, _)| provider);
    let near = match catalog.provider(provider) {
        Some(provider) => nearest(name, provider.types().map(|known| known.name())),
        None => nearest(name, catalog.types().map(|known| known.name())),
    };
    match near.and_then(|near| catalog.versioned_type(near)) {
        Some(near) => {
            let version = near.newest_stable().or(near.newest()).map_or(version, |newest| newest.version().as_str());
            format!("did you mean `{}@{version}`?", near.name())
        }
        None => match catalog.provider(provider) {
            Some(provider) => {
                let segments = name.matches('/').count();
                let types =
                    provider.types().map(|known| known.name()).filter(|name| name.matches('/').count() == segments);
                let some: Vec<&str> = types.take(8).collect();
                format!("types of `{}` are {} and others", provider.name(), listed(some))
            }
            None => format!("the type data has no namespace `{provider}`; check the spelling"),
        },
    }
}

fn versions_near(known: VersionedType<'static>, version: &str) -> String {
    let newest = known.newest_stable().or(known.newest()).map(|newest| newest.version().as_str());
    let near = nearest(version, known.versions().map(|version| version.as_str()));
    match (near, newest) {
        (Some(near), Some(newest)) if near != newest => {
            format!("did you mean `{near}`? The newest stable version of `{}` is `{newest}`", known.name())
        }
        (_, Some(newest)) => format!("the newest stable version of `{}` is `{newest}`", known.name()),
        _ => format!("check the version of `{}`", known.name()),
    }
}
