//! Properties of objects.

use super::{Owner, TypeId, TypeKind};
use crate::{bytes::Cursor, index::Index};

/// A property of an object type.
///
/// ```
/// use triceps_types::{Index, TypeKind};
///
/// let app = Index::builtin().resource_type("Microsoft.App/containerApps", "2025-07-01").expect("known");
/// let TypeKind::Object(body) = app.body() else { panic!("a container app has no variants") };
/// let id = body.property("id").expect("every body has an id");
/// assert!(id.is_read_only() && id.is_deploy_time_constant() && !id.is_required());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Property<'a> {
    index: &'a Index<'a>,
    owner: Owner,
    /// Compared as bytes, since most names are passed over.
    name: &'a [u8],
    flags: PropertyFlags,
    kind: u32,
}

impl<'a> Property<'a> {
    pub(crate) fn read(index: &'a Index<'a>, number: u32, owner: Owner) -> Option<Self> {
        let widths = index.widths;
        let width = u64::from(widths.name) + u64::from(widths.flags) + u64::from(widths.kind);
        let mut bits = Bits { bytes: index.sections.properties, at: u64::from(number) * width };
        let name = index.string_bytes(bits.take(widths.name)?)?;
        let flags = PropertyFlags(u8::try_from(bits.take(widths.flags)?).ok()?);
        let kind = bits.take(widths.kind)?;
        Some(Self { index, owner, name, flags, kind })
    }

    /// The name.
    pub fn name(&self) -> &'a str {
        str::from_utf8(self.name).unwrap_or_default()
    }

    /// Whether this is the name, letter case included. Cheaper than reading the name.
    ///
    /// ```
    /// use triceps_types::{Index, TypeKind};
    ///
    /// let app = Index::builtin().resource_type("Microsoft.App/containerApps", "2025-07-01").expect("known");
    /// let TypeKind::Object(body) = app.body() else { panic!("a container app has no variants") };
    /// assert!(body.properties().any(|property| property.is_named("location")));
    /// ```
    pub fn is_named(&self, name: &str) -> bool {
        self.name == name.as_bytes()
    }

    /// The type of the value.
    pub fn kind(&self) -> TypeKind<'a> {
        TypeKind::read(self.index, self.kind, self.owner)
    }

    /// All marks of the property.
    pub const fn flags(&self) -> PropertyFlags {
        self.flags
    }

    /// Whether the property has to be given. Those that are read-only as well are not asked for.
    pub const fn is_required(&self) -> bool {
        self.flags.contains(PropertyFlags::REQUIRED)
    }

    /// Whether the property cannot be written.
    pub const fn is_read_only(&self) -> bool {
        self.flags.contains(PropertyFlags::READ_ONLY)
    }

    /// Whether the property cannot be read.
    pub const fn is_write_only(&self) -> bool {
        self.flags.contains(PropertyFlags::WRITE_ONLY)
    }

    /// Whether the value is known before the deployment.
    pub const fn is_deploy_time_constant(&self) -> bool {
        self.flags.contains(PropertyFlags::DEPLOY_TIME_CONSTANT)
    }

    /// Whether the property identifies the resource. Microsoft Graph only.
    pub const fn is_identifier(&self) -> bool {
        self.flags.contains(PropertyFlags::IDENTIFIER)
    }

    /// Identity of the type of the value.
    pub const fn type_id(&self) -> TypeId {
        TypeId(self.kind)
    }

    pub(crate) const fn kind_id(&self) -> u32 {
        self.kind
    }
}

impl PartialEq for Property<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.index, other.index)
            && (self.owner, self.name, self.flags, self.kind) == (other.owner, other.name, other.flags, other.kind)
    }
}

impl Eq for Property<'_> {}

/// Marks of a property.
///
/// ```
/// use triceps_types::PropertyFlags;
///
/// assert_eq!(PropertyFlags::READ_ONLY.bits(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PropertyFlags(u8);

impl PropertyFlags {
    /// Has to be given.
    pub const REQUIRED: Self = Self(1);
    /// Cannot be written.
    pub const READ_ONLY: Self = Self(2);
    /// Cannot be read.
    pub const WRITE_ONLY: Self = Self(4);
    /// Known before the deployment.
    pub const DEPLOY_TIME_CONSTANT: Self = Self(8);
    /// Identifies the resource.
    pub const IDENTIFIER: Self = Self(16);

    /// Whether every mark of `other` is among these.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The marks as the type data writes them.
    pub const fn bits(self) -> u8 {
        self.0
    }
}

/// Properties of an object, in the order of the data.
#[derive(Clone, Debug)]
pub struct Properties<'a> {
    list: PropertyList<'a>,
}

impl<'a> Iterator for Properties<'a> {
    type Item = Property<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.list.count = self.list.count.checked_sub(1)?;
        let number = self.list.cursor.small()?;
        Property::read(self.list.index, number, self.list.owner)
    }
}

/// Where the properties of an object are listed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PropertyList<'a> {
    pub(crate) index: &'a Index<'a>,
    pub(crate) owner: Owner,
    cursor: Cursor<'a>,
    count: u32,
}

impl<'a> PropertyList<'a> {
    /// Reads the length and passes over the list.
    pub(crate) fn read(index: &'a Index<'a>, cursor: &mut Cursor<'a>, owner: Owner) -> Option<Self> {
        let count = cursor.small()?;
        let list = Self { index, owner, cursor: *cursor, count };
        for _ in 0..count {
            cursor.skip()?;
        }
        Some(list)
    }

    /// The list that ends a type: nothing after it is wanted.
    pub(crate) fn read_last(index: &'a Index<'a>, cursor: &mut Cursor<'a>, owner: Owner) -> Option<Self> {
        let count = cursor.small()?;
        Some(Self { index, owner, cursor: *cursor, count })
    }

    pub(crate) fn iter(self) -> Properties<'a> {
        Properties { list: self }
    }

    pub(crate) const fn stated_len(&self) -> u32 {
        self.count
    }

    pub(crate) fn is_of_same_owner(&self, other: &Self) -> bool {
        std::ptr::eq(self.index, other.index) && self.owner == other.owner
    }
}

impl PartialEq for PropertyList<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.is_of_same_owner(other) && self.iter().eq(other.iter())
    }
}

impl Eq for PropertyList<'_> {}

/// A place in a run of bits, lowest first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: u64,
}

impl Bits<'_> {
    fn take(&mut self, width: u8) -> Option<u32> {
        let first = usize::try_from(self.at / 8).ok()?;
        let mask = 1_u64.checked_shl(u32::from(width))? - 1;
        if let Some(window) = self.bytes.get(first..).and_then(|bytes| bytes.first_chunk::<8>()) {
            let value = u64::from_le_bytes(*window) >> (self.at % 8) & mask;
            self.at += u64::from(width);
            return u32::try_from(value).ok();
        }
        let last = usize::try_from((self.at + u64::from(width)).div_ceil(8)).ok()?;
        let window = self.bytes.get(first..last)?;
        let number = window.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let value = number >> (self.at % 8) & mask;
        self.at += u64::from(width);
        u32::try_from(value).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: Owner = Owner { name: 1, version: 2 };

    #[test]
    fn properties_are_equal_if_all_their_parts_are() {
        let (index, copy) = (Index::builtin(), *Index::builtin());
        let property = Property { index, owner: OWNER, name: b"sku", flags: PropertyFlags::REQUIRED, kind: 7 };
        assert_eq!(property, property.clone());
        for other in [
            Property { index: &copy, ..property },
            Property { owner: Owner { version: 3, ..OWNER }, ..property },
            Property { name: b"Sku", ..property },
            Property { flags: PropertyFlags::READ_ONLY, ..property },
            Property { kind: 8, ..property },
        ] {
            assert_ne!(property, other);
        }
    }

    #[test]
    fn lists_are_equal_if_owner_and_properties_are() {
        let list =
            |bytes: &'static [u8], owner| PropertyList::read_last(Index::builtin(), &mut Cursor::at(bytes, 0)?, owner);
        let two = list(&[2, 0, 1], OWNER);
        assert!(two.is_some());
        assert_eq!(two, list(&[2, 0, 1, 9], OWNER), "what comes after a list does not count");
        assert_ne!(two, list(&[2, 1, 0], OWNER));
        assert_ne!(two, list(&[1, 0], OWNER));
        assert_ne!(two, list(&[2, 0, 1], Owner { name: 3, ..OWNER }));
    }
}
