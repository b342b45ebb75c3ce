//! What types refer to: `#/definitions/a/properties/b`, or a part of a resource type.

use std::fmt::Write;

use triceps_middle::{DeclKind, Direction, TypeAccess, TypeNode, TypeNodeId};
use triceps_types::{Index, TypeKind};

use super::writer::Writer;

/// What a type refers to.
#[derive(Clone, Debug)]
pub(super) enum Referred {
    /// A declared type, or a part of one.
    Declared {
        /// Its path, without the `#`.
        path: String,
        /// How it is written there.
        declaration: TypeNodeId,
    },
    /// A resource type, or a part of one.
    Derived(Derived),
}

/// A resource type, or a part of one.
#[derive(Clone, Debug)]
pub(super) struct Derived {
    pub(super) direction: Direction,
    /// `Type@version`
    resource: String,
    /// The part of it: `properties/sku`.
    path: String,
    /// What it is; none where the index does not say.
    kind: Option<TypeKind<'static>>,
    /// The kind of value, as a schema names it, where it is one.
    pub(super) kind_name: Option<&'static str>,
}

/// By type node: what it refers to, once that is asked for.
pub(super) type ReferredTypes = Vec<Option<Referred>>;

impl Writer<'_, '_> {
    /// What a named type or a part of one refers to; none for other types.
    pub(super) fn referred(&mut self, ty: TypeNodeId) -> Option<Referred> {
        if self.referred_types.is_empty() {
            self.prepare_references();
        }
        self.refer(ty)
    }

    /// How a part of a type is written where it is declared.
    pub(super) fn declaration_of(&mut self, ty: TypeNodeId) -> Option<TypeNodeId> {
        match self.referred(ty)? {
            Referred::Declared { declaration, .. } => Some(declaration),
            Referred::Derived(_) => None,
        }
    }

    /// Looks at accesses in an order in which each comes after those that it goes through.
    fn prepare_references(&mut self) {
        self.referred_types = vec![None; self.middle.type_node_count()];
        for id in self.order {
            if let DeclKind::Type { ty } = self.middle.decl(*id).kind {
                self.prepare_in(ty);
            }
        }
    }

    fn prepare_in(&mut self, ty: TypeNodeId) {
        match self.middle.type_node(ty) {
            TypeNode::Access { .. } => {
                self.refer(ty);
            }
            TypeNode::Array(inner)
            | TypeNode::Nullable(inner)
            | TypeNode::NonNull(inner)
            | TypeNode::Derived { fallback: inner, .. } => self.prepare_in(inner),
            TypeNode::Object { members, .. } | TypeNode::Tuple(members) => {
                for member in self.middle.members(members) {
                    self.prepare_in(member.ty);
                }
            }
            TypeNode::Union(members) => {
                for member in self.middle.type_list(members) {
                    self.prepare_in(*member);
                }
            }
            TypeNode::Error(_)
            | TypeNode::Ambient(_)
            | TypeNode::Decl(_)
            | TypeNode::Literal(_)
            | TypeNode::Resource { .. } => {}
        }
    }

    fn refer(&mut self, ty: TypeNodeId) -> Option<Referred> {
        if let Some(known) = &self.referred_types[ty.index()] {
            return Some(known.clone());
        }
        let referred = match self.middle.type_node(ty) {
            TypeNode::Decl(decl) => {
                let DeclKind::Type { ty } = self.middle.decl(decl).kind else { return None };
                Referred::Declared { path: format!("/definitions/{}", self.decl_name(decl)), declaration: ty }
            }
            TypeNode::Resource { direction, resource } => {
                Referred::Derived(Derived::new(direction, self.str(resource)))
            }
            TypeNode::Access { base, member } => {
                let base = self.refer(base)?;
                self.part(base, member)?
            }
            TypeNode::Error(_)
            | TypeNode::Ambient(_)
            | TypeNode::Literal(_)
            | TypeNode::Array(_)
            | TypeNode::Nullable(_)
            | TypeNode::NonNull(_)
            | TypeNode::Derived { .. }
            | TypeNode::Object { .. }
            | TypeNode::Tuple(_)
            | TypeNode::Union(_) => return None,
        };
        self.referred_types[ty.index()] = Some(referred.clone());
        Some(referred)
    }

    /// A part of what is referred to, through names of names.
    fn part(&mut self, base: Referred, member: TypeAccess) -> Option<Referred> {
        let mut base = base;
        // A circle of names ends too.
        for _ in 0..=self.middle.type_node_count() {
            match &base {
                Referred::Derived(derived) => return Some(Referred::Derived(self.derived_part(derived, member))),
                Referred::Declared { path, declaration } => {
                    if let Some(part) = self.declared_part(path, *declaration, member) {
                        return Some(part);
                    }
                    base = self.refer(*declaration)?;
                }
            }
        }
        None
    }

    fn declared_part(&self, path: &str, declaration: TypeNodeId, member: TypeAccess) -> Option<Referred> {
        let middle = self.middle;
        let (step, declaration) = match (middle.type_node(declaration), member) {
            (TypeNode::Object { members, has_additional }, TypeAccess::Property(name)) => {
                let members = middle.members(members);
                let named = &members[..members.len() - usize::from(has_additional)];
                let property = named.iter().find(|member| member.name == name)?;
                (format!("/properties/{}", pointer(self.str(name))), property.ty)
            }
            (TypeNode::Object { members, has_additional: true }, TypeAccess::Additional) => {
                ("/additionalProperties".to_owned(), middle.members(members).last()?.ty)
            }
            (TypeNode::Tuple(items), TypeAccess::Index(position)) => {
                (format!("/prefixItems/{position}"), middle.members(items).get(position as usize)?.ty)
            }
            (TypeNode::Array(item), TypeAccess::Items) => ("/items".to_owned(), item),
            _ => return None,
        };
        Some(Referred::Declared { path: format!("{path}{step}"), declaration })
    }

    fn derived_part(&self, base: &Derived, member: TypeAccess) -> Derived {
        let (step, kind) = match member {
            TypeAccess::Property(name) => {
                let name = self.str(name);
                let kind = match base.kind {
                    Some(TypeKind::Object(object)) => {
                        object.property(name).map(|property| property.kind()).or_else(|| object.additional_properties())
                    }
                    Some(TypeKind::Discriminated(object)) if object.discriminator() == name => {
                        let step = format!("properties/{}", pointer(name));
                        return Derived { kind_name: Some("string"), ..base.below(&step, None) };
                    }
                    Some(TypeKind::Discriminated(object)) => {
                        let mut properties = object.base_properties();
                        properties.find(|property| property.is_named(name)).map(|property| property.kind())
                    }
                    _ => None,
                };
                if kind.is_none() && base.path.is_empty() {
                    let step = format!("properties/{}", pointer(name));
                    return Derived { kind_name: standard_kind(name), ..base.below(&step, None) };
                }
                (format!("properties/{}", pointer(name)), kind)
            }
            TypeAccess::Items => {
                let kind = if let Some(TypeKind::Array(array)) = base.kind { Some(array.item()) } else { None };
                ("items".to_owned(), kind)
            }
            TypeAccess::Additional => {
                let kind = match base.kind {
                    Some(TypeKind::Object(object)) => object.additional_properties(),
                    _ => None,
                };
                ("additionalProperties".to_owned(), kind)
            }
            TypeAccess::Index(position) => (format!("prefixItems/{position}"), None),
            // What is checked has none.
            TypeAccess::Resource(_) => return base.below("", None),
        };
        base.below(&step, kind)
    }
}

impl Derived {
    fn new(direction: Direction, written: &str) -> Self {
        let written = written.strip_prefix("az:").unwrap_or(written);
        let known = written.split_once('@').and_then(|(name, version)| Index::builtin().resource_type(name, version));
        let resource =
            known.map_or_else(|| written.to_owned(), |known| format!("{}@{}", known.name(), known.version().as_str()));
        let kind = known.map(|known| known.body());
        Self { direction, resource, path: String::new(), kind, kind_name: Some("object") }
    }

    fn below(&self, step: &str, kind: Option<TypeKind<'static>>) -> Self {
        let path = if self.path.is_empty() { step.to_owned() } else { format!("{}/{step}", self.path) };
        let kind_name = kind.and_then(name_of_kind);
        Self { direction: self.direction, resource: self.resource.clone(), path, kind, kind_name }
    }

    /// `Type@version#properties/sku`
    pub(super) fn source(&self) -> String {
        if self.path.is_empty() { self.resource.clone() } else { format!("{}#{}", self.resource, self.path) }
    }

    /// What it is by the literal that a property has: itself, or each of its variants.
    pub(super) fn variants(&self, property: &str) -> Vec<(String, Self)> {
        match self.kind {
            Some(TypeKind::Discriminated(object)) => object
                .variants()
                .map(|variant| {
                    let below = self.below(&format!("discriminator/mapping/{}", pointer(variant.value())), None);
                    (variant.value().to_owned(), Self { kind_name: Some("object"), ..below })
                })
                .collect(),
            Some(TypeKind::Object(object)) => match object.property(property).map(|property| property.kind()) {
                Some(TypeKind::Literal(tag)) => vec![(tag.to_owned(), self.clone())],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}

/// The kind of value, as a schema names it; none for what may be anything.
fn name_of_kind(kind: TypeKind<'_>) -> Option<&'static str> {
    match kind {
        TypeKind::Boolean => Some("bool"),
        TypeKind::Integer(_) => Some("int"),
        TypeKind::String(_) | TypeKind::Literal(_) | TypeKind::Union(_) => Some("string"),
        TypeKind::Array(_) => Some("array"),
        TypeKind::Object(_) | TypeKind::Discriminated(_) => Some("object"),
        // The index may learn of others.
        _ => None,
    }
}

/// The kind of a property that any resource may have though its type does not list it.
fn standard_kind(name: &str) -> Option<&'static str> {
    match name {
        "asserts" | "extendedLocation" | "identity" | "placement" | "plan" | "properties" | "scale" | "sku"
        | "tags" => Some("object"),
        "apiVersion" | "eTag" | "id" | "kind" | "location" | "managedBy" | "name" | "type" => Some("string"),
        "managedByExtended" | "zones" => Some("array"),
        _ => None,
    }
}

/// A step of a JSON pointer in an address.
fn pointer(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.replace('~', "~0").replace('/', "~1").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::pointer;

    #[test]
    fn steps_of_pointers_are_escaped() {
        assert_eq!(pointer("a~b/c"), "a~0b~1c");
        assert_eq!(pointer("a b'é"), "a%20b%27%C3%A9");
    }
}
