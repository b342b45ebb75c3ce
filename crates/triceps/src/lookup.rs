//! Resource types in the type index, and their names in its spelling.

use std::borrow::Cow;

use triceps_types::{Catalog, Index, ResourceType};

use crate::template::{DeclKind, ExtensionDecl, ResourceDecl, Template};

/// The extension that brings the type of a resource, or none for the types of Azure.
pub(crate) fn extension_of<'t>(template: &'t Template, resource: &ResourceDecl) -> Option<&'t ExtensionDecl> {
    template.decls.iter().find_map(|decl| match &decl.kind {
        DeclKind::Extension(extension) if extension.brings(&resource.type_name) => Some(extension),
        _ => None,
    })
}

/// The types of an extension at its release.
pub(crate) fn catalog_of(extension: &ExtensionDecl) -> Option<Catalog<'static>> {
    let (path, release) = extension.registry.rsplit_once(':')?;
    let known = Index::builtin().extensions().find(|known| {
        known.name() == extension.provider
            && known.release() == release
            && path.strip_suffix(known.channel()).is_some_and(|before| before.ends_with('/'))
    });
    known.map(|known| known.catalog())
}

/// The type of a resource at a version.
pub(crate) fn resource_type(
    extension: Option<&ExtensionDecl>,
    type_name: &str,
    version: &str,
) -> Option<ResourceType<'static>> {
    match extension {
        Some(extension) => catalog_of(extension)?.resource_type(type_name, version),
        None => Index::builtin().resource_type(type_name, version),
    }
}

/// The type and API version of a resource as ARM JSON spells them: as the index does, where it has the type at that
/// version. The text keeps what the author wrote.
#[derive(Clone)]
pub(crate) struct Spelling<'t> {
    pub(crate) type_name: Cow<'t, str>,
    pub(crate) version: &'t str,
}

impl<'t> Spelling<'t> {
    /// The spellings of all declarations, from their types; empty where one is not a resource.
    pub(crate) fn of_template(template: &'t Template, types: &[Option<ResourceType<'static>>]) -> Vec<Self> {
        let mut spellings = vec![None; template.decls.len()];
        for index in 0..template.decls.len() {
            spell(template, index, types, &mut spellings);
        }
        spellings.into_iter().map(|spelling| spelling.unwrap_or(Self { type_name: "".into(), version: "" })).collect()
    }
}

fn spell<'t>(
    template: &'t Template,
    index: usize,
    types: &[Option<ResourceType<'static>>],
    spellings: &mut [Option<Spelling<'t>>],
) {
    let Some(resource) = template.decls[index].as_resource().filter(|_| spellings[index].is_none()) else { return };
    if let Some(known) = types.get(index).copied().flatten() {
        spellings[index] = Some(Spelling { type_name: known.name().into(), version: known.version().as_str() });
        return;
    }
    let written = template.version_of(resource).unwrap_or_default();
    // Stops at cycles, which a check refuses.
    spellings[index] = Some(Spelling { type_name: (&*resource.type_name).into(), version: written });
    let below_parent = resource.container.and_then(|container| {
        let parent = template.decl(container)?.as_resource()?;
        spell(template, container.index as usize, types, spellings);
        below(resource, written, parent, spellings[container.index as usize].as_ref()?)
    });
    if below_parent.is_some() {
        spellings[index] = below_parent;
    }
}

/// A nested resource of an unknown type: its own segment, below its parent's type as that is spelled.
fn below<'t>(
    resource: &'t ResourceDecl,
    written: &'t str,
    parent: &ResourceDecl,
    spelling: &Spelling<'t>,
) -> Option<Spelling<'t>> {
    let (start, rest) = resource.type_name.split_at_checked(parent.type_name.len())?;
    if !start.eq_ignore_ascii_case(&parent.type_name) || !rest.starts_with('/') {
        return None;
    }
    let version = if resource.api_version.is_some() { written } else { spelling.version };
    Some(Spelling { type_name: format!("{}{rest}", spelling.type_name).into(), version })
}

/// A type and version, `Provider/type@version`, in the spelling of the index.
pub(crate) fn spelled(type_and_version: &str) -> Cow<'_, str> {
    let found = type_and_version.split_once('@').and_then(|(name, version)| resource_type(None, name, version));
    match found {
        Some(found) => format!("{}@{}", found.name(), found.version()).into(),
        None => type_and_version.into(),
    }
}
