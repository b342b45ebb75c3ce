//! Types and versions that the index does not know, and what was probably meant.

use triceps_diagnostics::codes;
use triceps_infer::{catalog_of, closest, listed};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{DeclId, Middle, Place, Resource};
use triceps_types::{Index, VersionedType};

/// In a file of mistakes the first ones get a suggestion.
const MOST_SUGGESTIONS: usize = 1_000;

pub(super) fn report(middle: &Middle, decl: DeclId, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    if middle.extension_of(decl).is_some_and(|(_, extension)| extension.is_kubernetes()) {
        return;
    }
    let name = middle.str(resource.type_name);
    let version = middle.api_version(decl).map_or("", |version| middle.str(version));
    if has_extension_in_name(name) {
        let message = format!("`{name}` names a resource that another one extends by the path of both");
        let help = "give the type of the extension alone, and set `scope` to the resource that it extends";
        diagnostics.report(codes::BCP174, Place::Head(decl), message, help);
        return;
    }
    let message = format!("there is no type data for `{name}@{version}`, so its body is not checked");
    let help = if diagnostics.len() < MOST_SUGGESTIONS {
        help_for(middle, decl, name, version)
    } else {
        "correct the type or the version".to_owned()
    };
    diagnostics.report(codes::BCP081, Place::Head(decl), message, help);
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
        return closest_versions(known, version);
    }
    let provider = name.split_once('/').map_or(name, |(provider, _)| provider);
    let closest = match catalog.provider(provider) {
        Some(provider) => closest(name, provider.types().map(|known| known.name())),
        None => closest(name, catalog.types().map(|known| known.name())),
    };
    match closest.and_then(|closest| catalog.versioned_type(closest)) {
        Some(closest) => {
            let version =
                closest.newest_stable().or(closest.newest()).map_or(version, |newest| newest.version().as_str());
            format!("did you mean `{}@{version}`?", closest.name())
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

fn closest_versions(known: VersionedType<'static>, version: &str) -> String {
    let newest = known.newest_stable().or(known.newest()).map(|newest| newest.version().as_str());
    let closest = closest(version, known.versions().map(|version| version.as_str()));
    match (closest, newest) {
        (Some(closest), Some(newest)) if closest != newest => {
            format!("did you mean `{closest}`? The newest stable version of `{}` is `{newest}`", known.name())
        }
        (_, Some(newest)) => format!("the newest stable version of `{}` is `{newest}`", known.name()),
        _ => format!("check the version of `{}`", known.name()),
    }
}
