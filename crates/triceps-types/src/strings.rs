//! The table of strings: names, literals and patterns, the most used first.

use crate::{
    bytes::{self, Cursor},
    index::Index,
};

/// How many strings share one stored offset.
const BLOCK: u32 = 8;

impl<'a> Index<'a> {
    /// How many strings there are.
    pub(crate) fn string_count(&self) -> u32 {
        self.meta(0).unwrap_or_default()
    }

    /// The string of a number, if there is one.
    pub(crate) fn try_string(&self, id: u32) -> Option<&'a str> {
        str::from_utf8(self.string_bytes(id)?).ok()
    }

    /// The bytes of a string, not checked to be text.
    pub(crate) fn string_bytes(&self, id: u32) -> Option<&'a [u8]> {
        let block = bytes::cell(self.sections.string_blocks, 1, (id / BLOCK) as usize, 0)?;
        let mut cursor = Cursor::at(self.sections.strings, block as usize)?;
        for _ in 0..id % BLOCK {
            let length = cursor.small()?;
            cursor.take(length as usize)?;
        }
        let length = cursor.small()?;
        cursor.take(length as usize)
    }

    /// The string of a number; empty where the index is damaged.
    pub(crate) fn string(&self, id: u32) -> &'a str {
        self.try_string(id).unwrap_or_default()
    }
}
