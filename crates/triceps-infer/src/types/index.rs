//! Types of the resource index, taken as they are asked for.

use triceps_middle::data::{Shape, ShapeKey, Variant, is_unbound, shape_key};
use triceps_middle::kinds::{Additional, Bounds, Depth, Property, PropertyFlags, ScopeKinds, TypeFlags, TypeId};
use triceps_middle::map::Map;
use triceps_middle::strings::Str;
use triceps_types::{DiscriminatedObjectType, ObjectType, TypeId as StoredId, TypeKind};

use super::body::BodyId;
use super::object::{Object, ObjectKind, Variants, VariantsKind};
use super::table::Types;

/// What was taken from the index already.
#[derive(Debug)]
pub(super) struct IndexTypes {
    /// By the place of a type in the index: those that are not simple, and not objects.
    types: Map<(StoredId, Depth), TypeId>,
    /// By what the properties of an object type are known by.
    listed: Map<(ShapeKey, Depth), IndexObject>,
    listings: Vec<Listing>,
    /// By property of the listings, where that was asked for: what is expected of a value that is written, and the type
    /// of one that is read.
    members: Vec<[Option<TypeId>; 2]>,
}

impl IndexTypes {
    pub(super) fn new() -> Self {
        Self {
            types: Map::with_capacity(16),
            listed: Map::with_capacity(48),
            listings: Vec::with_capacity(32),
            members: Vec::with_capacity(512),
        }
    }
}

/// Positions among the types of a member.
const WRITTEN: usize = 0;
const READ: usize = 1;

/// The properties of an object type of the index.
#[derive(Debug)]
struct Listing {
    object: ObjectType<'static>,
    depth: Depth,
    shape: &'static Shape,
    /// The type, once it is made.
    ty: Option<TypeId>,
    /// Where the types of its members start.
    members: usize,
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

impl Types<'_> {
    /// A type of the index outside of a body: what a function takes or gives.
    pub(super) fn index_value(&mut self, kind: TypeKind<'static>, id: StoredId) -> TypeId {
        self.index_type(kind, id, Depth::Deep)
    }

    fn index_type(&mut self, kind: TypeKind<'static>, id: StoredId, depth: Depth) -> TypeId {
        let flags = depth.flags();
        match kind {
            TypeKind::Boolean => return self.with_flags(TypeId::BOOL, flags),
            TypeKind::Integer(integer) => {
                let bounds = Bounds { min: integer.min(), max: integer.max() };
                return self.int(bounds, flags);
            }
            TypeKind::String(string) => return self.index_string(string, flags),
            TypeKind::Literal(text) => {
                let literal = self.literal(text);
                return self.with_flags(literal, flags);
            }
            // Bodies are shared by types that differ in name and version; those two are replaced anyway.
            TypeKind::Object(object) => {
                let listing = self.listing(object, None, depth);
                return self.index_object(listing);
            }
            _ => {}
        }
        if let Some(found) = self.index.types.get(&(id, depth)) {
            return *found;
        }
        let ty = match kind {
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

    fn index_object(&mut self, listing: IndexObject) -> TypeId {
        let Listing { object, depth, ty, .. } = &self.index.listings[listing.0 as usize];
        if let Some(ty) = ty {
            return *ty;
        }
        let secret = if object.is_sensitive() { TypeFlags::SECURE } else { TypeFlags::NONE };
        let flags = depth.flags() | secret;
        let kind = ObjectKind::Index(listing);
        let ty = self.push_object(Object { name: None, flags, scope: ScopeKinds::NONE, kind });
        self.index.listings[listing.0 as usize].ty = Some(ty);
        ty
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

    /// What an object type of the index is called.
    pub(super) fn index_name(&self, object: IndexObject) -> &'static str {
        self.stored(object).name
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
    fn listing(&mut self, object: ObjectType<'static>, variant: Option<Variant>, depth: Depth) -> IndexObject {
        let key = (shape_key(object, variant), depth);
        if let Some(listing) = self.index.listed.get(&key) {
            return *listing;
        }
        let shape = Shape::of(object, variant);
        let members = self.index.members.len();
        self.index.members.resize(members + shape.members().len(), [None; 2]);
        let listing = IndexObject(u32::try_from(self.index.listings.len()).expect("the index is small"));
        self.index.listings.push(Listing { object, depth, shape, ty: None, members });
        self.index.listed.insert(key, listing);
        listing
    }

    /// The properties of an object of the index, as they are stored.
    pub(super) fn stored(&self, object: IndexObject) -> &'static Shape {
        self.index.listings[object.0 as usize].shape
    }

    /// Where an object of the index has the property of this name.
    pub(super) fn position_of(&self, object: IndexObject, name: Str) -> Option<usize> {
        self.stored(object).position(self.texts.hash_of(name), self.str(name))
    }

    pub(super) fn index_property(&mut self, object: IndexObject, name: Str) -> Option<Property> {
        let position = self.position_of(object, name)?;
        Some(self.index_property_at(object, position, name))
    }

    /// A property that is written: where the index knows some strings among others, any string is expected.
    pub(super) fn index_expected_at(&mut self, object: IndexObject, position: usize, name: Str) -> Property {
        let listing = &self.index.listings[object.0 as usize];
        let member = &listing.shape.members()[position];
        let flags = member.marks();
        let slot = listing.members + position;
        if let Some(ty) = self.index.members[slot][WRITTEN] {
            return Property { name, ty, flags };
        }
        let depth = listing.depth.inner();
        let ty = match member.kind {
            TypeKind::Union(union) if union.other().is_some_and(is_plain) => depth.string(),
            TypeKind::String(string) if is_plain(string) => depth.string(),
            kind => self.index_type(kind, member.id, depth),
        };
        self.index.members[slot][WRITTEN] = Some(ty);
        Property { name, ty, flags }
    }

    pub(super) fn index_property_at(&mut self, object: IndexObject, position: usize, name: Str) -> Property {
        let listing = &self.index.listings[object.0 as usize];
        let member = &listing.shape.members()[position];
        let flags = member.marks();
        let slot = listing.members + position;
        if let Some(ty) = self.index.members[slot][READ] {
            return Property { name, ty, flags };
        }
        let depth = listing.depth.inner();
        let ty = self.index_type(member.kind, member.id, depth);
        self.index.members[slot][READ] = Some(ty);
        Property { name, ty, flags }
    }

    pub(super) fn index_properties(&mut self, object: IndexObject) -> Vec<Property> {
        let mut properties = Vec::with_capacity(self.stored(object).members().len());
        for (position, member) in self.stored(object).members().iter().enumerate() {
            let name = self.text(member.name);
            properties.push(self.index_property_at(object, position, name));
        }
        properties
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
        let (position, found) = (0..).zip(variants.object.variants()).find(|(_, variant)| variant.value() == value)?;
        let variant = Variant { of: variants.object, value: found.value(), position };
        let listing = self.listing(found.object(), Some(variant), variants.depth);
        Some(match variants.body {
            Some(body) => self.variant_body(body, listing, variant.value),
            None => self.index_object(listing),
        })
    }
}

/// Whether a string may be any.
fn is_plain(string: triceps_types::StringType<'_>) -> bool {
    is_unbound(string) && !string.is_sensitive()
}
