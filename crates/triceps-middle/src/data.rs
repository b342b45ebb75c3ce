//! The resource index, decoded once a process: what one check has asked for is at hand for all that come after.
//!
//! The index has a fixed number of types, and only names that it has itself are kept, so that what is kept is bounded.

use std::sync::{OnceLock, PoisonError, RwLock};

use triceps_types::{
    DiscriminatedObjectType, Index, ObjectType, Property, PropertyFlags, ResourceType, StringType, TypeId, TypeKind,
    UnionType,
};

use crate::strings;

/// A table that is filled as it is asked.
type Table<K, V> = RwLock<Map<K, V>>;
use crate::map::{Map, Set};

fn look_up<K: Eq + std::hash::Hash, V: Copy>(table: &Table<K, V>, key: &K) -> Option<V> {
    table.read().unwrap_or_else(PoisonError::into_inner).get(key).copied()
}

fn keep<K: Eq + std::hash::Hash, V: Copy>(table: &Table<K, V>, key: K, value: V) -> V {
    let mut table = table.write().unwrap_or_else(PoisonError::into_inner);
    *table.or_insert_with(key, || value)
}

/// A resource type of Azure at one version, with the spelling of the index.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The type.
    pub ty: ResourceType<'static>,
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// Whether its body holds a secret.
    pub(crate) holds_secret: bool,
}

impl Known {
    pub(crate) fn new(ty: ResourceType<'static>) -> Self {
        Self { ty, name: ty.name(), version: ty.version().as_str(), holds_secret: holds_secret(ty.body()) }
    }
}

/// A type of Azure at one version. Letter case of both is ignored.
pub fn resource_type(name: &str, version: &str) -> Option<Known> {
    static FOUND: Table<u64, Known> = RwLock::new(Map::new());
    let key = u64::from(strings::hash(name)) << 32 | u64::from(strings::hash(version));
    if let Some(known) = look_up(&FOUND, &key)
        && known.name == name
        && known.version == version
    {
        return Some(known);
    }
    let known = Known::new(Index::builtin().resource_type(name, version)?);
    // Only the spelling of the index is kept: of others there may be any number.
    if known.name == name && known.version == version {
        keep(&FOUND, key, known);
    }
    Some(known)
}

/// A property of an object type.
#[derive(Debug)]
pub struct Member {
    /// The name.
    pub name: &'static str,
    /// Its marks.
    pub flags: PropertyFlags,
    /// Its type.
    pub kind: TypeKind<'static>,
    /// The place of its type in the index.
    pub id: TypeId,
    /// What it takes at a glance.
    pub takes: Takes,
}

/// Which values a property takes whatever else is known of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Any text.
    String,
    /// Any number.
    Int,
    /// `true` or `false`.
    Bool,
    /// One of these strings.
    OneOf(UnionType<'static>),
    /// That takes a closer look.
    Other,
}

impl Takes {
    fn of(kind: TypeKind<'static>) -> Self {
        match kind {
            TypeKind::Boolean => Self::Bool,
            TypeKind::Integer(integer) if integer.min().is_none() && integer.max().is_none() => Self::Int,
            TypeKind::String(string) if is_unbound(string) => Self::String,
            TypeKind::Union(union) => match union.other() {
                None => Self::OneOf(union),
                Some(other) if is_unbound(other) && !other.is_sensitive() => Self::String,
                Some(_) => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

/// Whether a string may have any text.
pub fn is_unbound(string: StringType<'_>) -> bool {
    string.min_length().is_none() && string.max_length().is_none() && string.pattern().is_none()
}

/// One variant of an object.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// The object with variants.
    pub of: DiscriminatedObjectType<'static>,
    /// The value that chooses it.
    pub value: &'static str,
    /// Its position among the variants.
    pub position: u32,
}

/// What the properties of an object type are known by: equal variants of several objects are stored once, though each has
/// the properties of its own object too.
pub type ShapeKey = (TypeId, u32);

/// The key of an object type, or of a variant.
pub fn shape_key(object: ObjectType<'static>, variant: Option<Variant>) -> ShapeKey {
    variant.map_or((object.id(), 0), |variant| (variant.of.id(), variant.position + 1))
}

/// The properties of an object type.
#[derive(Debug)]
pub struct Shape {
    /// What the type is called: as in the data, or by the value that chooses the variant.
    pub name: &'static str,
    /// Open addressing by the hash of the name: positions plus one, zero is a free slot. The length is a power of two.
    slots: Box<[u16]>,
    members: Box<[Member]>,
    /// What has to be given and can be written.
    required: Box<[usize]>,
    secrets: OnceLock<Box<[usize]>>,
}

impl Shape {
    /// The properties of an object; of a variant, those that all variants have as well.
    pub fn of(object: ObjectType<'static>, variant: Option<Variant>) -> &'static Self {
        static SHAPES: Table<ShapeKey, &'static Shape> = RwLock::new(Map::new());
        let key = shape_key(object, variant);
        look_up(&SHAPES, &key).unwrap_or_else(|| keep(&SHAPES, key, Box::leak(Box::new(Self::read(object, variant)))))
    }

    fn read(object: ObjectType<'static>, variant: Option<Variant>) -> Self {
        let mut members: Vec<Member> = object.properties().map(Member::of).collect();
        if let Some(variant) = variant {
            let own = members.len();
            for base in variant.of.base_properties().map(Member::of) {
                if !members[..own].iter().any(|own| own.name.eq_ignore_ascii_case(base.name)) {
                    members.push(base);
                }
            }
        }
        let mut slots = vec![0; (members.len() * 2 + 1).next_power_of_two()];
        for (position, member) in (1..).zip(&members) {
            let mut slot = strings::hash(member.name) as usize & (slots.len() - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = position;
        }
        let is_required =
            |flags: PropertyFlags| flags.contains(PropertyFlags::REQUIRED) && !flags.contains(PropertyFlags::READ_ONLY);
        let required = (0..members.len()).filter(|position| is_required(members[*position].flags)).collect();
        let name = variant.map_or_else(|| object.name(), |variant| variant.value);
        Self { name, slots: slots.into(), members: members.into(), required, secrets: OnceLock::new() }
    }

    /// The properties, in the order of the data.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The properties that have to be given and can be written, with their positions.
    pub fn required(&self) -> impl Iterator<Item = (usize, &Member)> {
        self.required.iter().map(|position| (*position, &self.members[*position]))
    }

    /// How many properties have to be given and can be written.
    pub fn required_count(&self) -> usize {
        self.required.len()
    }

    /// Where the property of a name is, letter case included.
    pub fn position(&self, hash: u32, name: &str) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(position) = usize::from(self.slots[slot]).checked_sub(1) {
            if self.members[position].name == name {
                return Some(position);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    /// The properties that are secrets or hold one.
    pub fn secrets(&self) -> impl Iterator<Item = &Member> {
        let positions = self.secrets.get_or_init(|| {
            let members = self.members.iter().enumerate();
            members.filter(|(_, member)| holds_secret(member.kind)).map(|(position, _)| position).collect()
        });
        positions.iter().map(|position| &self.members[*position])
    }
}

impl Member {
    fn of(property: Property<'static>) -> Self {
        let kind = property.kind();
        let takes = Takes::of(kind);
        Self { name: property.name(), flags: property.flags(), kind, id: property.type_id(), takes }
    }
}

/// Whether a type of the data is a secret itself.
pub fn is_sensitive(kind: TypeKind<'_>) -> bool {
    match kind {
        TypeKind::String(text) => text.is_sensitive(),
        TypeKind::Object(object) => object.is_sensitive(),
        _ => false,
    }
}

/// Whether a type of the data is a secret or holds one.
pub fn holds_secret(kind: TypeKind<'static>) -> bool {
    static KNOWN: Table<TypeId, bool> = RwLock::new(Map::new());
    let id = match kind {
        TypeKind::Array(array) => return holds_secret(array.item()),
        TypeKind::Object(object) => object.id(),
        TypeKind::Discriminated(object) => object.id(),
        kind => return is_sensitive(kind),
    };
    if let Some(known) = look_up(&KNOWN, &id) {
        return known;
    }
    let mut seen = Set::default();
    let found = search(kind, &mut seen);
    if !found {
        // Nothing that it leads to holds one either.
        for other in seen.into_keys() {
            keep(&KNOWN, other, false);
        }
    }
    keep(&KNOWN, id, found)
}

fn search(kind: TypeKind<'static>, seen: &mut Set<TypeId>) -> bool {
    match kind {
        TypeKind::Object(object) => {
            object.is_sensitive()
                || (seen.insert(object.id())
                    && (object.properties().any(|property| search(property.kind(), seen))
                        || object.additional_properties().is_some_and(|kind| search(kind, seen))))
        }
        TypeKind::Array(array) => search(array.item(), seen),
        TypeKind::Discriminated(object) => {
            seen.insert(object.id())
                && (object.base_properties().any(|property| search(property.kind(), seen))
                    || object
                        .variants()
                        .any(|variant| variant.properties().any(|property| search(property.kind(), seen))))
        }
        kind => is_sensitive(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, Takes, TypeKind, resource_type};

    #[test]
    fn enums_take_any_text_unless_others_are_bound() {
        for (ty, version, property, expected) in [
            ("Microsoft.Storage/storageAccounts", "2025-01-01", "kind", true),
            ("Microsoft.BotService/botServices", "2022-09-15", "kind", true),
            ("Microsoft.BotService/botServices/channels", "2022-09-15", "name", false),
        ] {
            let TypeKind::Object(body) = resource_type(ty, version).expect("a known type").ty.body() else {
                panic!("{ty} has no variants")
            };
            let member = Shape::of(body, None).members().iter().find(|member| member.name == property);
            let member = member.unwrap_or_else(|| panic!("{ty} has a {property}"));
            assert!(matches!(member.kind, TypeKind::Union(kind) if kind.is_open()), "{ty}");
            assert_eq!(member.takes == Takes::String, expected, "{ty}");
        }
    }
}
