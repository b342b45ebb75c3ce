//! Ids: positions in the vectors of a [`Middle`](super::Middle), 32 bits each.

use std::num::NonZeroU32;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(NonZeroU32);

        impl $name {
            /// The id of the first element.
            pub const FIRST: Self = Self(NonZeroU32::MIN);

            /// The id of the element at a position.
            ///
            /// # Panics
            ///
            /// From the position 2³² - 1 on, which the limits on size keep out of reach.
            pub fn new(index: usize) -> Self {
                let number = u32::try_from(index + 1).ok().and_then(NonZeroU32::new);
                Self(number.expect("limits on size keep ids within 32 bits"))
            }

            /// The position.
            pub fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }
    )*};
}

ids! {
    /// A declaration of a file.
    DeclId;
    /// An expression of a file. Each has one parent.
    ExprId;
    /// A type as it is written.
    TypeNodeId;
    /// A variable of a loop, a lambda or a function.
    LocalId;
    /// A module file that a file deploys from.
    FileId;
}

/// A run of neighbours in one of the shared vectors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    start: u32,
    len: u32,
}

impl Run {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let narrow = |number| u32::try_from(number).expect("limits on size keep ids within 32 bits");
        Self { start: narrow(start), len: narrow(end - start) }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    pub(crate) fn range(self) -> std::ops::Range<usize> {
        let start = self.start as usize;
        start..start + self.len as usize
    }
}
