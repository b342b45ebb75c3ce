//! The types of a template's resources, each looked up once.

use triceps_types::{Index, ResourceType, TypeKind, VersionedType};

use super::near::nearest;
use super::target::listed;
use crate::check::about;
use crate::check::resources::flaw_of_type;
use crate::diagnostic::{Diagnostics, Severity};
use crate::expr::Symbol;
use crate::lookup::{catalog_of, extension_of, resource_type};
use crate::template::{Decl, ResourceDecl, Template};

/// The types of all declarations, by their place in the template.
pub(super) struct Types {
    found: Vec<Known>,
}

/// What is known of a declaration's type.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    /// None for other declarations than resources, and for types without data.
    pub(super) resource: Option<ResourceType<'static>>,
    /// Whether the type is of an extension rather than of Azure.
    pub(super) extension: bool,
}

impl Types {
    /// Looks up the types of all resources and reports those without data.
    pub(super) fn of_template(template: &Template, findings: &mut Diagnostics) -> Self {
        let mut found: Vec<Known> = vec![Known::default(); template.decls.len()];
        for (index, decl) in template.decls.iter().enumerate() {
            let Some(resource) = decl.as_resource().filter(|resource| flaw_of_type(resource).is_none()) else {
                continue;
            };
            let version = template.version_of(resource);
            let same = template.decls[..index].iter().position(|other| {
                other
                    .as_resource()
                    .is_some_and(|other| other.type_name == resource.type_name && template.version_of(other) == version)
            });
            found[index] = match (same, version) {
                (Some(same), _) => found[same],
                (None, Some(version)) => look_up(template, resource, version),
                (None, None) => Known::default(),
            };
            if found[index].resource.is_none() {
                report(template, decl, resource, version.unwrap_or_default(), findings);
            }
        }
        Self { found }
    }

    pub(super) fn into_resources(self) -> Vec<Option<ResourceType<'static>>> {
        self.found.into_iter().map(|known| known.resource).collect()
    }

    pub(super) fn known(&self, index: usize) -> Known {
        self.found.get(index).copied().unwrap_or_default()
    }

    /// The type of a resource of the same template.
    pub(super) fn of(&self, symbol: Symbol) -> Option<ResourceType<'static>> {
        self.known(symbol.index as usize).resource
    }

    /// The type of a property at the top of a resource's body, where that is the same for all variants.
    pub(super) fn property(&self, symbol: Symbol, name: &str) -> Option<TypeKind<'static>> {
        match self.of(symbol)?.body() {
            TypeKind::Object(body) => body.property(name).map(|property| property.kind()),
            _ => None,
        }
    }
}

fn look_up(template: &Template, resource: &ResourceDecl, version: &str) -> Known {
    let extension = extension_of(template, resource);
    Known { resource: resource_type(extension, &resource.type_name, version), extension: extension.is_some() }
}

fn report(template: &Template, decl: &Decl, resource: &ResourceDecl, version: &str, findings: &mut Diagnostics) {
    let message = format!("there is no type data for `{}@{version}`, so its body is not checked", resource.type_name);
    let help = help_for(template, resource, version);
    findings.push(about("BCP081", Severity::Warning, decl, message).with_help(help));
}

/// The nearest version of a known type, or the nearest type.
fn help_for(template: &Template, resource: &ResourceDecl, version: &str) -> String {
    let azure = Index::builtin().azure();
    let catalog = extension_of(template, resource).and_then(catalog_of).unwrap_or(azure);
    let name = &*resource.type_name;
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
