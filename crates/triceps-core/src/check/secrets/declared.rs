//! Secrets that types declare: by `@secure()`, or in the data of a resource type.

use triceps_language::DecoratorId;
use triceps_middle::data::{self, holds_secret, is_sensitive};
use triceps_middle::{DeclId, DeclKind, Direction, Middle, Run, TypeAccess, TypeNode, TypeNodeId};
use triceps_types::{ObjectType, TypeKind};

/// How deep secrets are looked for: types may contain themselves.
const DEEPEST: u8 = 12;

/// Whether the type that a declaration is given holds a secret.
pub(in crate::check) fn holds_declared_secret(middle: &Middle, decl: DeclId) -> bool {
    Declared::of_decl(middle, decl).is_some_and(Declared::holds_secret)
}

/// A declared type, or one of the data.
#[derive(Clone, Copy)]
pub(super) enum Declared<'m> {
    /// A type as it is written, and whether a decorator marks it as a secret.
    Written { middle: &'m Middle, node: TypeNodeId, marked: bool },
    /// A type of the data, as it is sent.
    Data(TypeKind<'static>),
    /// A type of the data, as it is read back.
    Read(TypeKind<'static>),
}

/// A part of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Step<'s> {
    Property(&'s str),
    Item,
}

impl<'m> Declared<'m> {
    /// The type of a parameter, an output or a named type.
    pub(super) fn of_decl(middle: &'m Middle, decl: DeclId) -> Option<Self> {
        let own = middle.decl(decl);
        let (DeclKind::Param { ty, .. }
        | DeclKind::Output { ty, .. }
        | DeclKind::Type { ty }
        | DeclKind::Var { ty: Some(ty), .. }) = own.kind
        else {
            return None;
        };
        // A union of literals cannot be a secret, and its mark is an error.
        let marked = is_marked(middle, own.decorators) && !matches!(middle.type_node(ty), TypeNode::Union(_));
        Some(Self::Written { middle, node: ty, marked })
    }

    /// Whether a value of this type is a secret itself.
    pub(super) fn is_secret(self) -> bool {
        match self {
            Self::Written { marked: true, .. } => true,
            Self::Written { middle, node, .. } => is_secure_type(middle, node) || self.is_secret_of_data(),
            Self::Data(kind) | Self::Read(kind) => is_sensitive(kind),
        }
    }

    fn is_secret_of_data(self) -> bool {
        self.data(0).is_some_and(is_sensitive)
    }

    /// Whether a value of this type is a secret or holds one.
    pub(super) fn holds_secret(self) -> bool {
        match self {
            Self::Written { marked: true, .. } => true,
            Self::Written { middle, node, .. } => written_holds(middle, node, 0),
            Self::Data(kind) | Self::Read(kind) => holds_secret(kind),
        }
    }

    /// The types that a part of a value can have; none where nothing is known of it.
    pub(super) fn part(self, step: Step<'_>) -> Vec<Self> {
        let mut found = Vec::new();
        match self {
            Self::Written { middle, node, .. } => match self.data(0) {
                Some(kind) => data_part(kind, step, &mut found),
                None => written_part(middle, node, step, 0, &mut found),
            },
            Self::Data(kind) => data_part(kind, step, &mut found),
            Self::Read(TypeKind::Object(object)) if is_write_only(object, step) => {}
            Self::Read(kind) => {
                data_part(kind, step, &mut found);
                for own in &mut found {
                    if let Self::Data(kind) = *own {
                        *own = Self::Read(kind);
                    }
                }
            }
        }
        found
    }

    /// The type of the data that `resourceInput<..>.properties` and its like name.
    fn data(self, depth: u8) -> Option<TypeKind<'static>> {
        let Self::Written { middle, node, .. } = self else { return None };
        if depth >= DEEPEST {
            return None;
        }
        let of = |node| Self::Written { middle, node, marked: false }.data(depth + 1);
        match middle.type_node(node) {
            TypeNode::Resource { direction: Direction::Input | Direction::Output, resource } => {
                let (name, version) = middle.str(resource).split_once('@')?;
                Some(data::resource_type(name, version)?.ty.body())
            }
            TypeNode::Access { base, member } => {
                let mut found = Vec::new();
                let step = match member {
                    TypeAccess::Property(name) => Step::Property(middle.str(name)),
                    TypeAccess::Index(_) | TypeAccess::Items | TypeAccess::Additional | TypeAccess::Resource(_) => {
                        Step::Item
                    }
                };
                data_part(of(base)?, step, &mut found);
                match found.as_slice() {
                    [Self::Data(kind)] => Some(*kind),
                    _ => None,
                }
            }
            TypeNode::Nullable(inner) | TypeNode::NonNull(inner) | TypeNode::Derived { fallback: inner, .. } => {
                of(inner)
            }
            TypeNode::Decl(decl) => match middle.decl(decl).kind {
                DeclKind::Type { ty } => of(ty),
                _ => None,
            },
            TypeNode::Error(_)
            | TypeNode::Ambient(_)
            | TypeNode::Literal(_)
            | TypeNode::Array(_)
            | TypeNode::Object { .. }
            | TypeNode::Tuple(_)
            | TypeNode::Union(_) => None,
        }
    }
}

fn is_marked(middle: &Middle, decorators: Run) -> bool {
    middle.decorator(decorators, DecoratorId::Secure).is_some()
}

/// Whether a written type is a secret by itself: a name of one, perhaps nullable, or a part that is declared secure.
pub(in crate::check) fn is_secure_type(middle: &Middle, mut node: TypeNodeId) -> bool {
    for _ in 0..64 {
        match middle.type_node(node) {
            TypeNode::Decl(decl) => match middle.decl(decl).kind {
                _ if is_marked(middle, middle.decl(decl).decorators) => return true,
                DeclKind::Type { ty } => node = ty,
                _ => return false,
            },
            TypeNode::Nullable(inner) | TypeNode::NonNull(inner) => node = inner,
            TypeNode::Access { base, member: TypeAccess::Property(name) } => {
                let mut found = Vec::new();
                written_part(middle, base, Step::Property(middle.str(name)), 0, &mut found);
                match found.as_slice() {
                    [Declared::Written { marked: true, .. }] => return true,
                    [Declared::Written { node: member, .. }] => node = *member,
                    _ => return false,
                }
            }
            TypeNode::Error(_)
            | TypeNode::Ambient(_)
            | TypeNode::Literal(_)
            | TypeNode::Array(_)
            | TypeNode::Object { .. }
            | TypeNode::Tuple(_)
            | TypeNode::Union(_)
            | TypeNode::Derived { .. }
            | TypeNode::Resource { .. }
            | TypeNode::Access { .. } => return false,
        }
    }
    false
}

fn written_holds(middle: &Middle, node: TypeNodeId, depth: u8) -> bool {
    if depth >= DEEPEST {
        return false;
    }
    let holds = |node| written_holds(middle, node, depth + 1);
    match middle.type_node(node) {
        TypeNode::Decl(decl) => {
            let own = middle.decl(decl);
            is_marked(middle, own.decorators) || matches!(own.kind, DeclKind::Type { ty } if holds(ty))
        }
        TypeNode::Array(inner)
        | TypeNode::Nullable(inner)
        | TypeNode::NonNull(inner)
        | TypeNode::Derived { fallback: inner, .. } => holds(inner),
        TypeNode::Object { members, .. } | TypeNode::Tuple(members) => {
            middle.members(members).iter().any(|member| is_marked(middle, member.decorators) || holds(member.ty))
        }
        TypeNode::Union(members) => middle.type_list(members).iter().any(|member| holds(*member)),
        TypeNode::Access { base, member } => {
            let own = Declared::Written { middle, node, marked: false };
            if let Some(kind) = own.data(0) {
                return holds_secret(kind);
            }
            let step = match member {
                TypeAccess::Property(name) => Step::Property(middle.str(name)),
                TypeAccess::Index(_) | TypeAccess::Items | TypeAccess::Additional | TypeAccess::Resource(_) => {
                    Step::Item
                }
            };
            let mut found = Vec::new();
            written_part(middle, base, step, depth + 1, &mut found);
            found.iter().any(|part| match part {
                Declared::Written { marked: true, .. } => true,
                Declared::Written { node, .. } => holds(*node),
                Declared::Data(kind) | Declared::Read(kind) => holds_secret(*kind),
            })
        }
        TypeNode::Resource { .. } => {
            Declared::Written { middle, node, marked: false }.data(0).is_some_and(holds_secret)
        }
        TypeNode::Error(_) | TypeNode::Ambient(_) | TypeNode::Literal(_) => false,
    }
}

fn written_part<'m>(middle: &'m Middle, node: TypeNodeId, step: Step<'_>, depth: u8, found: &mut Vec<Declared<'m>>) {
    if depth >= DEEPEST {
        return;
    }
    match middle.type_node(node) {
        TypeNode::Decl(decl) => {
            if let DeclKind::Type { ty } = middle.decl(decl).kind {
                written_part(middle, ty, step, depth + 1, found);
            }
        }
        TypeNode::Nullable(inner) | TypeNode::NonNull(inner) | TypeNode::Derived { fallback: inner, .. } => {
            written_part(middle, inner, step, depth + 1, found);
        }
        TypeNode::Union(members) => {
            for member in middle.type_list(members) {
                written_part(middle, *member, step, depth + 1, found);
            }
        }
        TypeNode::Array(item) => {
            if step == Step::Item {
                found.push(Declared::Written { middle, node: item, marked: false });
            }
        }
        TypeNode::Tuple(items) => {
            if step == Step::Item {
                found.extend(middle.members(items).iter().map(|item| Declared::Written {
                    middle,
                    node: item.ty,
                    marked: is_marked(middle, item.decorators),
                }));
            }
        }
        TypeNode::Object { members, has_additional } => {
            let members = middle.members(members);
            let named = &members[..members.len() - usize::from(has_additional)];
            let chosen = match step {
                Step::Property(name) => {
                    let own = named.iter().find(|member| middle.str(member.name) == name);
                    own.or(if has_additional { members.last() } else { None })
                }
                Step::Item => None,
            };
            let any = if step == Step::Item { members } else { &[] };
            found.extend(chosen.into_iter().chain(any).map(|member| Declared::Written {
                middle,
                node: member.ty,
                marked: is_marked(middle, member.decorators),
            }));
        }
        TypeNode::Access { base, member } => {
            let own = match member {
                TypeAccess::Property(name) => Step::Property(middle.str(name)),
                TypeAccess::Index(_) | TypeAccess::Items | TypeAccess::Additional | TypeAccess::Resource(_) => {
                    Step::Item
                }
            };
            let mut bases = Vec::new();
            written_part(middle, base, own, depth + 1, &mut bases);
            for base in bases {
                match base {
                    Declared::Written { node, .. } => written_part(middle, node, step, depth + 1, found),
                    Declared::Data(kind) | Declared::Read(kind) => data_part(kind, step, found),
                }
            }
        }
        TypeNode::Error(_) | TypeNode::Ambient(_) | TypeNode::Literal(_) | TypeNode::Resource { .. } => {}
    }
}

/// Whether a property cannot be read: to read it is a fault of its own.
fn is_write_only(object: ObjectType<'_>, step: Step<'_>) -> bool {
    matches!(step, Step::Property(name) if object.property(name).is_some_and(|own| own.is_write_only()))
}

fn data_part(kind: TypeKind<'static>, step: Step<'_>, found: &mut Vec<Declared<'_>>) {
    match (kind, step) {
        (TypeKind::Object(object), Step::Property(name)) => {
            let own = object.property(name).map(|property| property.kind()).or(object.additional_properties());
            found.extend(own.map(Declared::Data));
        }
        (TypeKind::Object(object), Step::Item) => found.extend(object.additional_properties().map(Declared::Data)),
        (TypeKind::Array(array), Step::Item) => found.push(Declared::Data(array.item())),
        (TypeKind::Discriminated(object), Step::Property(name)) => {
            let own = object.base_properties().filter(|property| property.is_named(name));
            let further = object.variants().filter_map(|variant| variant.property(name));
            found.extend(own.chain(further).map(|property| Declared::Data(property.kind())));
        }
        _ => {}
    }
}
