//! Why bytes are not an index.

use std::{error, fmt};

/// Bytes that are not an index, or no longer the one that was written.
///
/// ```
/// use triceps_types::{Index, IndexErrorKind};
///
/// let error = Index::open(b"not an index").unwrap_err();
/// assert_eq!(error.kind(), IndexErrorKind::NotAnIndex);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexError {
    kind: IndexErrorKind,
}

/// What is wrong with the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IndexErrorKind {
    /// The bytes do not begin like an index.
    NotAnIndex,
    /// The index is of another version of the format.
    OtherFormat,
    /// The index is shorter than it says.
    Truncated,
    /// The bytes are not those the checksum was made of.
    Checksum,
    /// Something points at what is not there.
    Structure,
}

impl IndexError {
    pub(crate) const fn new(kind: IndexErrorKind) -> Self {
        Self { kind }
    }

    /// What is wrong.
    pub const fn kind(&self) -> IndexErrorKind {
        self.kind
    }
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            IndexErrorKind::NotAnIndex => "the bytes do not begin like a type index",
            IndexErrorKind::OtherFormat => "the type index is of another version of the format",
            IndexErrorKind::Truncated => "the type index is shorter than its header states",
            IndexErrorKind::Checksum => "the type index does not have the checksum it was written with",
            IndexErrorKind::Structure => "the type index points at something that is not there",
        })
    }
}

impl error::Error for IndexError {}
