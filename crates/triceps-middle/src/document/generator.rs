//! Who makes a template.

use std::borrow::Cow;

/// Who made a template: `metadata._generator`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generator {
    /// The name.
    pub name: Cow<'static, str>,
    /// The version.
    pub version: Cow<'static, str>,
}

impl Generator {
    /// A generator of this name and version. Both are part of the template's hash.
    pub fn new(name: impl Into<Cow<'static, str>>, version: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), version: version.into() }
    }
}

impl Default for Generator {
    /// This library and its version.
    fn default() -> Self {
        Self::new("triceps", env!("CARGO_PKG_VERSION"))
    }
}
