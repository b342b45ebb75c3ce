//! Enums.

use super::scalar::StringType;
use crate::{bytes::Cursor, index::Index};

/// One of several strings: an enum, closed or open.
///
/// ```
/// use triceps_types::{Index, TypeKind};
///
/// let account = Index::builtin().resource_type("Microsoft.Storage/storageAccounts", "2025-01-01").expect("known");
/// let TypeKind::Object(body) = account.body() else { panic!("a storage account has no variants") };
/// let TypeKind::Union(kind) = body.property("kind").expect("an account has a kind").kind() else { panic!("an enum") };
/// assert!(kind.literals().any(|literal| literal == "StorageV2"));
/// assert!(kind.is_open());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct UnionType<'a> {
    index: &'a Index<'a>,
    rest: Option<StringType<'a>>,
    cursor: Cursor<'a>,
    count: u32,
}

impl<'a> UnionType<'a> {
    pub(crate) fn read(index: &'a Index<'a>, cursor: &mut Cursor<'a>, rest: Option<StringType<'a>>) -> Option<Self> {
        let count = cursor.small()?;
        Some(Self { index, rest, cursor: *cursor, count })
    }

    /// The known strings, in the order of the data.
    pub fn literals(&self) -> Literals<'a> {
        Literals { index: self.index, cursor: self.cursor, left: self.count }
    }

    /// Whether other strings are allowed too. Nineteen of twenty enums are open.
    pub const fn is_open(&self) -> bool {
        self.rest.is_some()
    }

    /// The type of the strings that are not among the known ones, if the enum is open.
    pub const fn other(&self) -> Option<StringType<'a>> {
        self.rest
    }

    pub(crate) const fn stated_len(&self) -> u32 {
        self.count
    }
}

impl PartialEq for UnionType<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.rest == other.rest && self.literals().eq(other.literals())
    }
}

impl Eq for UnionType<'_> {}

/// The known strings of an enum.
#[derive(Clone, Debug)]
pub struct Literals<'a> {
    index: &'a Index<'a>,
    cursor: Cursor<'a>,
    left: u32,
}

impl<'a> Iterator for Literals<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        self.index.try_string(self.cursor.small()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enums_are_equal_if_literals_and_openness_are() {
        let read = |bytes: &'static [u8], rest| UnionType::read(Index::builtin(), &mut Cursor::at(bytes, 0)?, rest);
        let closed = read(&[2, 0, 1], None);
        assert!(closed.is_some());
        assert_eq!(closed, read(&[2, 0, 1], None));
        assert_ne!(closed, read(&[2, 1, 0], None));
        assert_ne!(closed, read(&[1, 0], None));
        assert_ne!(closed, read(&[2, 0, 1], Some(StringType::PLAIN)));
    }
}
