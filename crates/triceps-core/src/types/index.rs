//! Types of the resource index, taken as they are asked for.

use std::collections::HashMap;

use triceps_types::{DiscriminatedObjectType, ObjectType, Property as IndexProperty, TypeId as StoredId, TypeKind};

use super::kind::{Additional, Bounds, Property, PropertyFlags, ScopeKinds, TypeFlags, TypeId};
use super::object::{Object, ObjectKind, Variants, VariantsKind};
use super::table::{Mix, Types};
use crate::strings::Str;

/// How deep in the body of a resource a type stands: mistakes far inside are warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Depth {
    /// The body itself.
    Body,
    /// The value of a property of the body.
    Top,
    /// Everything below.
    Deep,
}

impl Depth {
    const fn flags(self) -> TypeFlags {
        match self {
            Self::Body => TypeFlags::NONE,
            Self::Top => TypeFlags::WARN_PROPERTIES,
            Self::Deep => TypeFlags(TypeFlags::WARN.0 | TypeFlags::WARN_PROPERTIES.0),
        }
    }

    const fn inner(self) -> Self {
        match self {
            Self::Body => Self::Top,
            Self::Top | Self::Deep => Self::Deep,
        }
    }
}

/// What was taken from the index already.
#[derive(Debug, Default)]
pub(super) struct IndexTypes {
    /// By the place of a type in the index.
    types: HashMap<(StoredId, Depth), TypeId, Mix>,
    /// By the place of an object type in the index, and whether it is a variant.
    listed: HashMap<(StoredId, Option<&'static str>), u32, Mix>,
    listings: Vec<Vec<Stored>>,
}

/// A property as the index stores it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    pub(super) name: &'static str,
    pub(super) flags: PropertyFlags,
    property: IndexProperty<'static>,
}

/// An object type of the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct IndexObject {
    object: ObjectType<'static>,
    listing: u32,
    depth: Depth,
}

/// An object type with variants of the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct IndexVariants {
    pub(super) object: DiscriminatedObjectType<'static>,
    depth: Depth,
}

impl Stored {
    fn of(property: IndexProperty<'static>) -> Self {
        let mut flags = PropertyFlags::NONE;
        let marks = [
            (property.is_required(), PropertyFlags::REQUIRED),
            (property.is_read_only(), PropertyFlags::READ_ONLY),
            (property.is_write_only(), PropertyFlags::WRITE_ONLY),
            (property.is_deploy_time_constant(), PropertyFlags::DEPLOY_TIME),
            (!property.is_required() && !property.is_read_only(), PropertyFlags::IMPLICIT_NULL),
        ];
        for (_, mark) in marks.into_iter().filter(|(is_set, _)| *is_set) {
            flags |= mark;
        }
        Self { name: property.name(), flags, property }
    }
}

impl Types<'_> {
    /// The type of the body of a resource, as the index has it.
    pub(super) fn index_body(&mut self, kind: TypeKind<'static>, id: StoredId) -> TypeId {
        self.index_type(kind, id, Depth::Body)
    }

    /// A type of the index that is no part of a body: what a function takes or gives.
    pub(super) fn index_value(&mut self, kind: TypeKind<'static>, id: StoredId) -> TypeId {
        self.index_type(kind, id, Depth::Deep)
    }

    fn index_type(&mut self, kind: TypeKind<'static>, id: StoredId, depth: Depth) -> TypeId {
        // Bodies are shared by types that differ in name and version; those two are replaced anyway.
        if let Some(found) = self.index.types.get(&(id, depth)) {
            return *found;
        }
        let flags = depth.flags();
        let ty = match kind {
            TypeKind::Boolean => self.with_flags(TypeId::BOOL, flags),
            TypeKind::Integer(integer) => {
                let bounds = Bounds { min: integer.min(), max: integer.max() };
                self.int(bounds, flags)
            }
            TypeKind::String(string) => self.index_string(string, flags),
            TypeKind::Literal(text) => {
                let literal = self.literal(text);
                self.with_flags(literal, flags)
            }
            TypeKind::Union(union) => {
                let mut members: Vec<TypeId> = Vec::new();
                for text in union.literals() {
                    let literal = self.literal(text);
                    members.push(self.with_flags(literal, flags));
                }
                if let Some(other) = union.other() {
                    members.push(self.index_string(other, flags));
                }
                self.union(&members)
            }
            TypeKind::Array(array) => {
                let item = self.index_type(array.item(), array.item_id(), Depth::Deep);
                self.array_within(item, Bounds::NONE, Depth::Deep.flags())
            }
            TypeKind::Object(object) => self.index_object(object, object.name(), None, depth),
            TypeKind::Discriminated(object) => {
                let name = Some(self.text(object.name()));
                let discriminator = self.text(object.discriminator());
                let kind = VariantsKind::Index(IndexVariants { object, depth });
                self.push_variants(Variants { name, flags, discriminator, kind })
            }
            _ => TypeId::ANY,
        };
        self.index.types.insert((id, depth), ty);
        ty
    }

    fn index_string(&mut self, string: triceps_types::StringType<'static>, flags: TypeFlags) -> TypeId {
        let length = |length: Option<u64>| length.and_then(|length| i64::try_from(length).ok());
        let length = Bounds { min: length(string.min_length()), max: length(string.max_length()) };
        let pattern = string.pattern().map(|pattern| self.text(pattern));
        let secret = if string.is_sensitive() { TypeFlags::SECURE } else { TypeFlags::NONE };
        self.string(length, pattern, flags | secret)
    }

    fn index_object(
        &mut self,
        object: ObjectType<'static>,
        name: &str,
        variant: Option<IndexVariants>,
        depth: Depth,
    ) -> TypeId {
        let secret = if object.is_sensitive() { TypeFlags::SECURE } else { TypeFlags::NONE };
        let key = (object.id(), variant.map(|variants| variants.object.discriminator()));
        let listing = match self.index.listed.get(&key) {
            Some(listing) => *listing,
            None => {
                let mut stored: Vec<Stored> = object.properties().map(Stored::of).collect();
                if let Some(variants) = variant {
                    let own = stored.len();
                    for base in variants.object.base_properties() {
                        if !stored[..own].iter().any(|own| own.name.eq_ignore_ascii_case(base.name())) {
                            stored.push(Stored::of(base));
                        }
                    }
                }
                let listing = u32::try_from(self.index.listings.len()).expect("the index is small");
                self.index.listings.push(stored);
                self.index.listed.insert(key, listing);
                listing
            }
        };
        let name = Some(self.text(name));
        let kind = ObjectKind::Index(IndexObject { object, listing, depth });
        self.push_object(Object { name, flags: depth.flags() | secret, scope: ScopeKinds::NONE, kind })
    }

    /// The properties of an object of the index, as they are stored.
    pub(super) fn stored(&self, object: IndexObject) -> &[Stored] {
        &self.index.listings[object.listing as usize]
    }

    fn stored_property(&mut self, stored: Stored, depth: Depth) -> Property {
        let name = self.text(stored.name);
        let ty = self.index_type(stored.property.kind(), stored.property.type_id(), depth.inner());
        Property { name, ty, flags: stored.flags }
    }

    pub(super) fn index_property(&mut self, object: IndexObject, name: &str) -> Option<Property> {
        let stored = *self.stored(object).iter().find(|stored| stored.name == name)?;
        Some(self.stored_property(stored, object.depth))
    }

    pub(super) fn index_property_at(&mut self, object: IndexObject, position: usize) -> Property {
        let stored = self.stored(object)[position];
        self.stored_property(stored, object.depth)
    }

    pub(super) fn index_properties(&mut self, object: IndexObject) -> Vec<Property> {
        (0..self.stored(object).len()).map(|position| self.index_property_at(object, position)).collect()
    }

    pub(super) fn index_additional(&mut self, object: IndexObject) -> Option<Additional> {
        let kind = object.object.additional_properties()?;
        let ty = self.index_type(kind, object.object.additional_type_id()?, object.depth.inner());
        Some(Additional { ty, flags: PropertyFlags::NONE })
    }

    pub(super) fn index_variants(&mut self, variants: &IndexVariants) -> Vec<(Str, TypeId)> {
        let values: Vec<&'static str> = variants.object.variants().map(|variant| variant.value()).collect();
        let mut members = Vec::with_capacity(values.len());
        for value in values {
            if let Some(ty) = self.index_variant(variants, value) {
                members.push((self.text(value), ty));
            }
        }
        members
    }

    pub(super) fn index_variant(&mut self, variants: &IndexVariants, value: &str) -> Option<TypeId> {
        let variant = variants.object.variants().find(|variant| variant.value() == value)?;
        // A variant is met nowhere but in its object, so it may share the table of whole types.
        let key = (variant.object().id(), variants.depth);
        if let Some(found) = self.index.types.get(&key) {
            return Some(*found);
        }
        let ty = self.index_object(variant.object(), variant.value(), Some(*variants), variants.depth);
        self.index.types.insert(key, ty);
        Some(ty)
    }
}
