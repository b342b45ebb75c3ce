//! Numbers and strings with their constraints.

use crate::{bytes::Cursor, index::Index};

/// A number with its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntegerType {
    min: Option<i64>,
    max: Option<i64>,
}

impl IntegerType {
    pub(crate) fn read(cursor: &mut Cursor<'_>) -> Option<Self> {
        let given = cursor.byte()?;
        let min = if given & 1 != 0 { Some(cursor.signed()?) } else { None };
        let max = if given & 2 != 0 { Some(cursor.signed()?) } else { None };
        Some(Self { min, max })
    }

    /// The smallest number allowed.
    pub const fn min(&self) -> Option<i64> {
        self.min
    }

    /// The greatest number allowed.
    pub const fn max(&self) -> Option<i64> {
        self.max
    }
}

/// A string with its constraints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StringType<'a> {
    min_length: Option<u64>,
    max_length: Option<u64>,
    pattern: Option<&'a str>,
    is_sensitive: bool,
}

impl<'a> StringType<'a> {
    /// Any string.
    pub(crate) const PLAIN: Self = Self { min_length: None, max_length: None, pattern: None, is_sensitive: false };

    pub(crate) fn read(index: &Index<'a>, cursor: &mut Cursor<'_>) -> Option<Self> {
        let given = cursor.byte()?;
        let min_length = if given & 1 != 0 { Some(cursor.varint()?) } else { None };
        let max_length = if given & 2 != 0 { Some(cursor.varint()?) } else { None };
        let pattern = if given & 4 != 0 { Some(index.try_string(cursor.small()?)?) } else { None };
        Some(Self { min_length, max_length, pattern, is_sensitive: given & 8 != 0 })
    }

    /// The smallest length allowed.
    pub const fn min_length(&self) -> Option<u64> {
        self.min_length
    }

    /// The greatest length allowed.
    pub const fn max_length(&self) -> Option<u64> {
        self.max_length
    }

    /// The regular expression to match, anywhere in the string unless it has anchors. The compiler reads it as .NET
    /// does and ignores a tenth of the patterns.
    pub const fn pattern(&self) -> Option<&'a str> {
        self.pattern
    }

    /// Whether the data marks the string as a secret. Many secrets are not marked.
    pub const fn is_sensitive(&self) -> bool {
        self.is_sensitive
    }
}
