//! The parts of a text that is put together, as far as they are known.

use std::borrow::Cow;

use super::chars::{Chars, LOWER_OR_DIGIT};

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece<'a> {
    Literal(Cow<'a, str>),
    /// One of these.
    Choice(Vec<Cow<'a, str>>),
    /// A number of characters of these, and any of them can come.
    Made {
        length: usize,
        chars: Chars,
        by: &'static str,
    },
    /// Any text with a length between two bounds.
    Unknown {
        min: usize,
        max: Option<usize>,
    },
}

/// How many characters `uniqueString` gives.
pub(crate) const HASH_LENGTH: usize = 13;

const HEX: Chars = Chars::of("0123456789abcdef");

impl<'a> Piece<'a> {
    pub(crate) const UNKNOWN: Self = Self::Unknown { min: 0, max: None };

    /// What `uniqueString` gives.
    pub(crate) const HASH: Self = Self::Made { length: HASH_LENGTH, chars: LOWER_OR_DIGIT, by: "uniqueString" };

    pub(crate) fn literal(text: &'a str) -> Self {
        Self::Literal(Cow::Borrowed(text))
    }

    /// The groups of a GUID with their hyphens.
    pub(crate) fn guid() -> [Self; 9] {
        let group = |length| Self::Made { length, chars: HEX, by: "guid" };
        let hyphen = || Self::literal("-");
        [group(8), hyphen(), group(4), hyphen(), group(4), hyphen(), group(4), hyphen(), group(12)]
    }

    pub(crate) fn min(&self) -> usize {
        match self {
            Self::Literal(text) => count(text),
            Self::Choice(options) => options.iter().map(|option| count(option)).min().unwrap_or(0),
            Self::Made { length, .. } => *length,
            Self::Unknown { min, .. } => *min,
        }
    }

    pub(crate) fn max(&self) -> Option<usize> {
        match self {
            Self::Choice(options) => options.iter().map(|option| count(option)).max(),
            Self::Unknown { max, .. } => *max,
            _ => Some(self.min()),
        }
    }
}

/// The least and the greatest number of characters of all of them together.
pub(crate) fn bounds(pieces: &[Piece<'_>]) -> (usize, Option<usize>) {
    pieces.iter().fold((0, Some(0)), |(min, max), piece| (min.saturating_add(piece.min()), sum(max, piece.max())))
}

/// The sum of two limits, of which each may be missing.
pub(crate) fn sum(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    one?.checked_add(other?)
}

fn count(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}
