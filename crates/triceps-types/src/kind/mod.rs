//! Types of values.

mod array;
mod discriminated;
mod object;
mod property;
mod scalar;
mod union;

pub use array::ArrayType;
pub use discriminated::{DiscriminatedObjectType, Variant, Variants};
pub use object::ObjectType;
pub(crate) use property::PropertyList;
pub use property::{Properties, Property, PropertyFlags};
pub use scalar::{IntegerType, StringType};
pub use union::{Literals, UnionType};

use crate::{bytes::Cursor, index::Index};

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TypeKind<'a> {
    /// Anything.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A number. The data calls fractions integers too.
    Integer(IntegerType),
    /// A string.
    String(StringType<'a>),
    /// One string.
    Literal(&'a str),
    /// One of several strings, perhaps among others.
    Union(UnionType<'a>),
    /// An array.
    Array(ArrayType<'a>),
    /// An object, or a map.
    Object(ObjectType<'a>),
    /// An object with variants.
    Discriminated(DiscriminatedObjectType<'a>),
}

/// Identity of a type within its index: object types that are equal in all depth have the same one.
///
/// The types of `type` and `apiVersion` in the body of a resource do not count: all versions of a type whose bodies
/// differ in these only share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(crate) u32);

/// The resource type a body belongs to: it knows the name and the literals that the shared body leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) name: u32,
    pub(crate) version: u32,
}

impl Owner {
    pub(crate) const NONE: Self = Self { name: u32::MAX, version: u32::MAX };
}

/// First bytes of the stored types.
pub(crate) mod tag {
    pub(crate) const ANY: u8 = 0;
    pub(crate) const BOOLEAN: u8 = 1;
    pub(crate) const INTEGER: u8 = 2;
    pub(crate) const STRING: u8 = 3;
    pub(crate) const LITERAL: u8 = 4;
    pub(crate) const OWN_NAME: u8 = 5;
    pub(crate) const OWN_VERSION: u8 = 6;
    pub(crate) const CLOSED_UNION: u8 = 7;
    pub(crate) const OPEN_UNION: u8 = 8;
    pub(crate) const BOUNDED_UNION: u8 = 9;
    pub(crate) const ARRAY: u8 = 10;
    pub(crate) const BOUNDED_ARRAY: u8 = 11;
    pub(crate) const OBJECT: u8 = 12;
    pub(crate) const DISCRIMINATED: u8 = 13;
}

impl<'a> TypeKind<'a> {
    /// The type at an offset; [`TypeKind::Any`] where the index is damaged.
    pub(crate) fn read(index: &'a Index<'a>, offset: u32, owner: Owner) -> Self {
        Self::try_read(index, offset, owner).unwrap_or(Self::Any)
    }

    pub(crate) fn try_read(index: &'a Index<'a>, offset: u32, owner: Owner) -> Option<Self> {
        let mut cursor = Cursor::at(index.sections.types, offset as usize)?;
        let id = TypeId(offset);
        Some(match cursor.byte()? {
            tag::ANY => Self::Any,
            tag::BOOLEAN => Self::Boolean,
            tag::INTEGER => Self::Integer(IntegerType::read(&mut cursor)?),
            tag::STRING => Self::String(StringType::read(index, &mut cursor)?),
            tag::LITERAL => Self::Literal(index.try_string(cursor.small()?)?),
            tag::OWN_NAME => Self::Literal(index.try_string(owner.name)?),
            tag::OWN_VERSION => Self::Literal(index.try_string(owner.version)?),
            tag::CLOSED_UNION => Self::Union(UnionType::read(index, &mut cursor, None)?),
            tag::OPEN_UNION => Self::Union(UnionType::read(index, &mut cursor, Some(StringType::PLAIN))?),
            tag::BOUNDED_UNION => {
                let rest = StringType::read(index, &mut cursor)?;
                Self::Union(UnionType::read(index, &mut cursor, Some(rest))?)
            }
            tag::ARRAY => Self::Array(ArrayType::read(index, &mut cursor)?),
            tag::BOUNDED_ARRAY => Self::Array(ArrayType::read_bounded(index, &mut cursor)?),
            tag::OBJECT => Self::Object(ObjectType::read(index, id, &mut cursor, owner)?),
            tag::DISCRIMINATED => Self::Discriminated(DiscriminatedObjectType::read(index, id, &mut cursor, owner)?),
            _ => return None,
        })
    }
}
