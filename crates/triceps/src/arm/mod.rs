//! ARM JSON, equal to what the compiler makes of the Bicep text.

mod access;
mod context;
mod depends;
mod env;
mod expr;
mod hash;
mod identity;
#[cfg(feature = "serde_json")]
mod json;
mod measure;
mod schema;
mod tape;
mod template;
mod value;

use std::borrow::Cow;

#[cfg(feature = "serde_json")]
pub use json::template_hash;

use crate::check::Checked;
pub(crate) use measure::{inlined, measure};
use tape::Tape;

/// Who made a template: `metadata._generator`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generator {
    name: Cow<'static, str>,
    version: Cow<'static, str>,
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

impl Checked {
    /// The template as ARM JSON, with two spaces of indentation and without a newline at its end.
    pub fn to_arm_string(&self) -> String {
        self.to_arm_string_by(&Generator::default())
    }

    /// Like [`to_arm_string`](Self::to_arm_string), in the name of another generator.
    pub fn to_arm_string_by(&self, generator: &Generator) -> String {
        let mut tape = Tape::default();
        template::write_template(self, generator, &mut tape);
        tape.pretty()
    }
}
