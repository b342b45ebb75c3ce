//! The types of resources in the index, each looked up once.

use triceps_middle::{DeclId, DeclKind, Extension};
use triceps_types::{Catalog, Index, ResourceType};

use super::super::table::Types;
use super::Found;

/// What the index knows of the type of a resource.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// None for a type or version without data.
    pub resource: Option<ResourceType<'static>>,
    /// Whether the type is of an extension rather than of Azure.
    pub extension: bool,
    /// Whether it is of an extension whose types are not known.
    pub is_opaque: bool,
    /// Whether the name and the version cannot be those of a type, which is reported with the structure of the file.
    pub is_wrong: bool,
}

impl Types<'_> {
    /// What the index knows of the type of a resource; nothing of what is not a resource.
    pub fn known_type(&mut self, decl: DeclId) -> Known {
        if let Some(found) = self.bodies.found[decl.index()] {
            return found.known;
        }
        let DeclKind::Resource(resource) = self.middle.decl(decl).kind else { return Known::default() };
        let looked_up = self.resources.filter(|resources| resources.extension(decl).is_none());
        if let Some(found) = looked_up.and_then(|resources| resources.known(decl)) {
            let known = Known { resource: Some(found), ..Known::default() };
            self.bodies.found[decl.index()] = Some(Found { known, declared: None, narrowed: None });
            return known;
        }
        let version = self.middle.api_version(decl);
        let key = (resource.type_name, version);
        let known = match self.bodies.looked_up.get(&key) {
            Some(known) => *known,
            None => {
                let name = self.middle.str(resource.type_name);
                let version = version.map_or("", |version| self.middle.str(version));
                let known = match self.middle.extension_of(decl) {
                    Some((_, extension)) => Known {
                        resource: catalog_of(extension).and_then(|catalog| catalog.resource_type(name, version)),
                        extension: true,
                        is_opaque: extension.is_kubernetes(),
                        is_wrong: false,
                    },
                    None => {
                        let resource = Index::builtin().resource_type(name, version);
                        let is_wrong = resource.is_none() && !(is_type(name) && is_version(version));
                        Known { resource, is_wrong, ..Known::default() }
                    }
                };
                self.bodies.looked_up.insert(key, known);
                known
            }
        };
        self.bodies.found[decl.index()] = Some(Found { known, declared: None, narrowed: None });
        known
    }
}

/// The types that an extension brings.
pub fn catalog_of(extension: &Extension) -> Option<Catalog<'static>> {
    let (path, release) = extension.registry.rsplit_once(':')?;
    let known = Index::builtin().extensions().find(|known| {
        known.name() == extension.provider
            && known.release() == release
            && path.strip_suffix(known.channel()).is_some_and(|before| before.ends_with('/'))
    });
    known.map(|known| known.catalog())
}

/// Whether a name may be that of a resource type: `Namespace.Part/type`.
pub fn is_type(name: &str) -> bool {
    let (provider, types) = name.split_once('/').unwrap_or_default();
    let starts_well = provider.starts_with(|first: char| first.is_ascii_alphanumeric());
    starts_well
        && provider.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
        && types.split('/').all(|segment| {
            !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}

/// Whether a text may be an API version: a date, perhaps with the stage of a preview.
pub fn is_version(version: &str) -> bool {
    let Some((date, stage)) = version.split_at_checked(10) else { return false };
    let is_date = date.bytes().enumerate().all(|(position, byte)| match position {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let stages = ["", "-preview", "-alpha", "-beta", "-rc", "-privatepreview"];
    is_date && stages.iter().any(|known| stage.eq_ignore_ascii_case(known))
}
