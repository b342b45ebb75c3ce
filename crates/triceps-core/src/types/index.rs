//! Types of the resource index, taken as they are asked for.

use std::collections::HashMap;

use triceps_types::{DiscriminatedObjectType, ObjectType, Property as IndexProperty, TypeId as StoredId, TypeKind};

use super::body::BodyId;
use super::kind::{Additional, Bounds, Property, PropertyFlags, ScopeKinds, TypeFlags, TypeId};
use super::object::{Object, ObjectKind, Variants, VariantsKind};
use super::table::{Mix, Types};
use crate::strings::Str;

/// How deep in the body of a resource a type stands: mistakes far inside are warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Depth {
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

    const fn string(self) -> TypeId {
        match self {
            Self::Body => TypeId::STRING,
            Self::Top => TypeId::TOP_STRING,
            Self::Deep => TypeId::DEEP_STRING,
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
    /// By the place of an object type in the index.
    listed: HashMap<(StoredId, Depth), IndexObject, Mix>,
    listings: Vec<Listing>,
}

/// A property as the index stores it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    pub(super) flags: PropertyFlags,
    property: IndexProperty<'static>,
}

/// The properties of an object type of the index.
#[derive(Debug)]
struct Listing {
    object: ObjectType<'static>,
    depth: Depth,
    properties: Vec<Stored>,
}

/// An object type of the index: a position among the listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct IndexObject(u32);

/// An object type with variants of the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct IndexVariants {
    pub(super) object: DiscriminatedObjectType<'static>,
    pub(super) depth: Depth,
    /// Where the variants are bodies of a resource: what they have in common.
    pub(super) body: Option<BodyId>,
}

impl IndexVariants {
    pub(super) fn of_body(object: DiscriminatedObjectType<'static>, body: BodyId) -> Self {
        Self { object, depth: Depth::Body, body: Some(body) }
    }
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
            (property.is_identifier(), PropertyFlags::IDENTIFIER),
        ];
        for (_, mark) in marks.into_iter().filter(|(is_set, _)| *is_set) {
            flags |= mark;
        }
        Self { flags, property }
    }

    pub(super) fn name(&self) -> &'static str {
        self.property.name()
    }

    pub(super) fn is_named(&self, name: &str) -> bool {
        self.property.is_named(name)
    }
}

impl Types<'_> {
    /// A type of the index outside of a body: what a function takes or gives.
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
            TypeKind::Object(object) => {
                let listing = self.listing(object, None, depth);
                self.index_object(listing, object.name())
            }
            TypeKind::Discriminated(object) => self.index_variants_type(object, depth, flags),
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

    fn index_object(&mut self, listing: IndexObject, name: &str) -> TypeId {
        let name = Some(self.text(name));
        let Listing { object, depth, .. } = &self.index.listings[listing.0 as usize];
        let secret = if object.is_sensitive() { TypeFlags::SECURE } else { TypeFlags::NONE };
        let flags = depth.flags() | secret;
        self.push_object(Object { name, flags, scope: ScopeKinds::NONE, kind: ObjectKind::Index(listing) })
    }

    /// The body of a resource, as the index has it.
    pub(super) fn body_listing(&mut self, object: ObjectType<'static>) -> IndexObject {
        self.listing(object, None, Depth::Body)
    }

    /// An object type of the index and how deep it stands.
    pub(super) fn index_object_of(&self, object: IndexObject) -> (ObjectType<'static>, Depth) {
        let Listing { object, depth, .. } = &self.index.listings[object.0 as usize];
        (*object, *depth)
    }

    /// An object type of the index by itself.
    pub(super) fn listing_of(&mut self, object: ObjectType<'static>, depth: Depth) -> IndexObject {
        self.listing(object, None, depth)
    }

    pub(super) fn index_variants_type(
        &mut self,
        object: DiscriminatedObjectType<'static>,
        depth: Depth,
        flags: TypeFlags,
    ) -> TypeId {
        let name = Some(self.text(object.name()));
        let discriminator = self.text(object.discriminator());
        let kind = VariantsKind::Index(IndexVariants { object, depth, body: None });
        self.push_variants(Variants { name, flags, discriminator, kind })
    }

    /// Reads the properties of an object, those of all variants too where it is one.
    fn listing(
        &mut self,
        object: ObjectType<'static>,
        variants: Option<DiscriminatedObjectType<'static>>,
        depth: Depth,
    ) -> IndexObject {
        // A variant is met nowhere but in its object.
        let key = (object.id(), depth);
        if let Some(listing) = self.index.listed.get(&key) {
            return *listing;
        }
        let mut properties: Vec<Stored> = object.properties().map(Stored::of).collect();
        if let Some(variants) = variants {
            let own = properties.len();
            for base in variants.base_properties() {
                if !properties[..own].iter().any(|own| own.name().eq_ignore_ascii_case(base.name())) {
                    properties.push(Stored::of(base));
                }
            }
        }
        let listing = IndexObject(u32::try_from(self.index.listings.len()).expect("the index is small"));
        self.index.listings.push(Listing { object, depth, properties });
        self.index.listed.insert(key, listing);
        listing
    }

    /// The properties of an object of the index, as they are stored.
    pub(super) fn stored(&self, object: IndexObject) -> &[Stored] {
        &self.index.listings[object.0 as usize].properties
    }

    fn stored_property(&mut self, stored: Stored, depth: Depth) -> Property {
        let name = self.text(stored.name());
        let ty = self.index_type(stored.property.kind(), stored.property.type_id(), depth.inner());
        Property { name, ty, flags: stored.flags }
    }

    pub(super) fn index_property(&mut self, object: IndexObject, name: &str) -> Option<Property> {
        let stored = *self.stored(object).iter().find(|stored| stored.is_named(name))?;
        Some(self.stored_property(stored, self.depth(object)))
    }

    /// A property that is written: where the index knows some strings among others, any string is expected.
    pub(super) fn index_expected_at(&mut self, object: IndexObject, position: usize, name: Str) -> Property {
        let stored = self.stored(object)[position];
        let depth = self.depth(object).inner();
        let ty = match stored.property.kind() {
            TypeKind::Union(union) if union.other().is_some_and(is_plain) => depth.string(),
            TypeKind::String(string) if is_plain(string) => depth.string(),
            kind => self.index_type(kind, stored.property.type_id(), depth),
        };
        Property { name, ty, flags: stored.flags }
    }

    pub(super) fn index_property_at(&mut self, object: IndexObject, position: usize) -> Property {
        let stored = self.stored(object)[position];
        self.stored_property(stored, self.depth(object))
    }

    pub(super) fn index_properties(&mut self, object: IndexObject) -> Vec<Property> {
        (0..self.stored(object).len()).map(|position| self.index_property_at(object, position)).collect()
    }

    pub(super) fn index_additional(&mut self, object: IndexObject) -> Option<Additional> {
        let Listing { object, depth, .. } = &self.index.listings[object.0 as usize];
        let (kind, id, depth) = (object.additional_properties()?, object.additional_type_id()?, depth.inner());
        let ty = self.index_type(kind, id, depth);
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
        let listing = self.listing(variant.object(), Some(variants.object), variants.depth);
        let ty = match variants.body {
            Some(body) => return Some(self.variant_body(body, listing, variant.value())),
            None => self.index_object(listing, variant.value()),
        };
        self.index.types.insert(key, ty);
        Some(ty)
    }

    fn depth(&self, object: IndexObject) -> Depth {
        self.index.listings[object.0 as usize].depth
    }
}

/// Whether a string may be any.
fn is_plain(string: triceps_types::StringType<'_>) -> bool {
    string.min_length().is_none()
        && string.max_length().is_none()
        && string.pattern().is_none()
        && !string.is_sensitive()
}
