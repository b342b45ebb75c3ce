//! References to declarations: which template, which place in its list.

use std::sync::atomic::{AtomicU32, Ordering};

/// Tells templates apart, so that a handle of one cannot be used in another unnoticed. Never printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TemplateId(u32);

impl TemplateId {
    pub(crate) fn unique() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// A declaration of a template, by its place in the order of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Symbol {
    pub(crate) template: TemplateId,
    pub(crate) index: u32,
}
