//! Arrays.

use super::{Owner, TypeId, TypeKind};
use crate::{bytes::Cursor, index::Index};

/// An array with the type of its items.
#[derive(Clone, Copy, Debug)]
pub struct ArrayType<'a> {
    index: &'a Index<'a>,
    item: u32,
    min_length: Option<u64>,
    max_length: Option<u64>,
}

impl<'a> ArrayType<'a> {
    pub(crate) fn read(index: &'a Index<'a>, cursor: &mut Cursor<'_>) -> Option<Self> {
        Some(Self { index, item: cursor.reference()?, min_length: None, max_length: None })
    }

    pub(crate) fn read_bounded(index: &'a Index<'a>, cursor: &mut Cursor<'_>) -> Option<Self> {
        let item = cursor.reference()?;
        let given = cursor.byte()?;
        let min_length = if given & 1 != 0 { Some(cursor.varint()?) } else { None };
        let max_length = if given & 2 != 0 { Some(cursor.varint()?) } else { None };
        Some(Self { index, item, min_length, max_length })
    }

    /// The type of the items.
    pub fn item(&self) -> TypeKind<'a> {
        TypeKind::read(self.index, self.item, Owner::NONE)
    }

    /// The smallest number of items. The compiler has no use for it.
    pub const fn min_length(&self) -> Option<u64> {
        self.min_length
    }

    /// The greatest number of items. The compiler has no use for it.
    pub const fn max_length(&self) -> Option<u64> {
        self.max_length
    }

    /// Identity of the type of the items.
    pub const fn item_id(&self) -> TypeId {
        TypeId(self.item)
    }
}

impl PartialEq for ArrayType<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.index, other.index)
            && self.item == other.item
            && self.min_length == other.min_length
            && self.max_length == other.max_length
    }
}

impl Eq for ArrayType<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_are_equal_if_all_their_parts_are() {
        let (index, copy) = (Index::builtin(), *Index::builtin());
        let array = ArrayType { index, item: 7, min_length: Some(1), max_length: Some(9) };
        assert_eq!(array, array.clone());
        for other in [
            ArrayType { index: &copy, ..array },
            ArrayType { item: 8, ..array },
            ArrayType { min_length: None, ..array },
            ArrayType { max_length: Some(8), ..array },
        ] {
            assert_ne!(array, other);
        }
    }
}
