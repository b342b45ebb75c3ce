//! The index as a whole.

use std::fmt;

use crate::{bytes, error::IndexError, layout::Sections};

/// The bytes of the built-in index. Written by `cargo xtask codegen types`.
static BYTES: &[u8] = include_bytes!("../data/types.bin");

/// Opened by the compiler, so that a broken file does not build.
static BUILTIN: Index<'static> = match Index::open(BYTES) {
    Ok(index) => index,
    Err(_) => panic!("data/types.bin is not a type index"),
};

/// Every resource type and API version.
///
/// ```
/// use triceps_types::Index;
///
/// let index = Index::builtin();
/// let versions = index.versioned_type("Microsoft.Storage/storageAccounts").expect("a known type");
/// assert!(versions.versions().count() > 20);
/// assert!(index.resource_type("Microsoft.Storage/storageAccounts", "1999-01-01").is_none());
/// ```
#[derive(Clone, Copy)]
pub struct Index<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) sections: Sections<'a>,
    pub(crate) widths: Widths,
}

/// How many bits a property's name, flags and type take.
#[derive(Clone, Copy)]
pub(crate) struct Widths {
    pub(crate) name: u8,
    pub(crate) flags: u8,
    pub(crate) kind: u8,
}

impl Index<'static> {
    /// The index that comes with the crate. Costs nothing to open.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }
}

impl<'a> Index<'a> {
    /// Opens an index: checks its frame, not what is inside. [`Index::verify`] checks the rest.
    ///
    /// # Errors
    ///
    /// If the bytes do not begin like an index of this format, or are fewer than the header says.
    pub const fn open(bytes: &'a [u8]) -> Result<Self, IndexError> {
        let sections = match Sections::read(bytes) {
            Ok(sections) => sections,
            Err(error) => return Err(error),
        };
        let widths = match sections.meta {
            [name, flags, kind, ..] => Widths { name: *name, flags: *flags, kind: *kind },
            _ => Widths { name: 0, flags: 0, kind: 0 },
        };
        Ok(Self { bytes, sections, widths })
    }

    pub(crate) fn meta(&self, field: usize) -> Option<u32> {
        bytes::cell(self.sections.meta, 1, 1 + field, 0)
    }
}

impl fmt::Debug for Index<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}
