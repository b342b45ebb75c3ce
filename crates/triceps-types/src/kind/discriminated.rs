//! Objects with variants.

use super::object::{ObjectType, read_name};
use super::property::{Properties, Property, PropertyList};
use super::{Owner, TypeId, TypeKind};
use crate::{bytes::Cursor, index::Index};

/// An object whose further properties depend on the value of one of them, the discriminator.
///
/// ```
/// use triceps_types::{Index, TypeKind};
///
/// let rule = Index::builtin().resource_type("Microsoft.Insights/scheduledQueryRules", "2018-04-16").expect("known");
/// let TypeKind::Object(body) = rule.body() else { panic!("the body has no variants") };
/// let TypeKind::Object(properties) = body.property("properties").expect("usual").kind() else { panic!("an object") };
/// let TypeKind::Discriminated(action) = properties.property("action").expect("a rule acts").kind() else { panic!() };
/// assert_eq!(action.discriminator(), "odata.type");
/// assert!(action.variants().count() > 1);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DiscriminatedObjectType<'a> {
    id: TypeId,
    name: u32,
    discriminator: u32,
    base: PropertyList<'a>,
    variants: Cursor<'a>,
    count: u32,
}

impl<'a> DiscriminatedObjectType<'a> {
    pub(crate) fn read(index: &'a Index<'a>, id: TypeId, cursor: &mut Cursor<'a>, owner: Owner) -> Option<Self> {
        let name = read_name(cursor, owner)?;
        let discriminator = cursor.small()?;
        let base = PropertyList::read(index, cursor, owner)?;
        let count = cursor.small()?;
        Some(Self { id, name, discriminator, base, variants: *cursor, count })
    }

    /// The name of the type in the data.
    pub fn name(&self) -> &'a str {
        self.base.index.string(self.name)
    }

    /// Identity of the type.
    pub const fn id(&self) -> TypeId {
        self.id
    }

    /// The name of the property that chooses the variant.
    pub fn discriminator(&self) -> &'a str {
        self.base.index.string(self.discriminator)
    }

    /// The properties that all variants have. The discriminator is not among them.
    pub fn base_properties(&self) -> Properties<'a> {
        self.base.iter()
    }

    /// The variants, in the order of the data. A few types have none and are empty objects in effect.
    pub fn variants(&self) -> Variants<'a> {
        Variants { base: self.base, cursor: self.variants, left: self.count }
    }

    /// A variant by the exact value of the discriminator.
    pub fn variant(&self, value: &str) -> Option<Variant<'a>> {
        self.variants().find(|variant| variant.value() == value)
    }

    pub(crate) const fn base(&self) -> PropertyList<'a> {
        self.base
    }

    pub(crate) const fn strings(&self) -> [u32; 2] {
        [self.name, self.discriminator]
    }

    pub(crate) const fn stated_len(&self) -> u32 {
        self.count
    }
}

impl PartialEq for DiscriminatedObjectType<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.base.is_of_same_owner(&other.base)
    }
}

impl Eq for DiscriminatedObjectType<'_> {}

/// One variant of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant<'a> {
    value: &'a str,
    object: ObjectType<'a>,
    base: PropertyList<'a>,
}

impl<'a> Variant<'a> {
    /// The value of the discriminator.
    pub const fn value(&self) -> &'a str {
        self.value
    }

    /// What the variant adds: its own properties, the discriminator among them as a literal.
    pub const fn object(&self) -> ObjectType<'a> {
        self.object
    }

    /// All properties of the variant: those of all variants that it does not replace, then its own.
    pub fn properties(&self) -> impl Iterator<Item = Property<'a>> + use<'a> {
        let own = self.object;
        let replaced = move |base: &Property<'a>| own.properties().any(|p| p.name().eq_ignore_ascii_case(base.name()));
        self.base.iter().filter(move |base| !replaced(base)).chain(own.properties())
    }

    /// A property of the variant by its exact name.
    pub fn property(&self, name: &str) -> Option<Property<'a>> {
        self.properties().find(|property| property.is_named(name))
    }
}

/// The variants of an object.
#[derive(Clone, Debug)]
pub struct Variants<'a> {
    base: PropertyList<'a>,
    cursor: Cursor<'a>,
    left: u32,
}

impl<'a> Iterator for Variants<'a> {
    type Item = Variant<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let PropertyList { index, owner, .. } = self.base;
        let value = index.try_string(self.cursor.small()?)?;
        match TypeKind::try_read(index, self.cursor.reference()?, owner)? {
            TypeKind::Object(object) => Some(Variant { value, object, base: self.base }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_with_variants_are_equal_if_type_and_owner_are() {
        let index = Index::builtin();
        let base = |owner| PropertyList::read_last(index, &mut Cursor::at(&[0], 0)?, owner);
        let read = |id, name| {
            let owner = Owner { name, version: 2 };
            let (base, variants) = (base(owner).expect("an empty list"), Cursor::EMPTY);
            DiscriminatedObjectType { id: TypeId(id), name: 0, discriminator: 0, base, variants, count: 0 }
        };
        assert_eq!(read(5, 1), read(5, 1));
        assert_ne!(read(5, 1), read(6, 1));
        assert_ne!(read(5, 1), read(5, 3));
    }
}
