//! References to declarations: which template, which place in its list.

use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};

/// Tells templates apart, so that a handle of one cannot be used in another unnoticed. Never printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TemplateId(u32);

impl TemplateId {
    /// An id that no other template of the process has.
    pub fn unique() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// A declaration of a template, by its place in the order of creation.
#[derive(Clone, Copy, Debug)]
pub struct Symbol {
    /// The template.
    pub template: TemplateId,
    /// The place, from 0.
    pub index: u32,
    /// A nested resource is printed through its parent even where its name alone would do. It is the
    /// same declaration either way.
    pub qualified: bool,
}

impl Symbol {
    /// A declaration by its own name.
    pub fn new(template: TemplateId, index: u32) -> Self {
        Self { template, index, qualified: false }
    }
}

impl PartialEq for Symbol {
    fn eq(&self, other: &Self) -> bool {
        (self.template, self.index) == (other.template, other.index)
    }
}

impl Eq for Symbol {}

impl Hash for Symbol {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.template, self.index).hash(state);
    }
}
