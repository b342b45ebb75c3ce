//! ARM JSON, equal to what the compiler makes of the Bicep text.

mod access;
mod call;
mod depends;
mod expr;
mod frames;
mod generator;
mod hash;
mod identity;
#[cfg(feature = "serde_json")]
mod json;
mod literals;
mod measure;
mod module;
mod names;
mod references;
mod resource;
mod schema;
mod tape;
mod template;
mod text;
mod value;
mod writer;

pub use generator::Generator;
#[cfg(feature = "serde_json")]
pub use json::template_hash;
pub use measure::{Sizes, measure};

use crate::checked::Checked;
use tape::Tape;

impl Checked {
    /// The template as ARM JSON, with two spaces of indentation and without a newline at its end.
    pub fn to_arm_string(&self) -> String {
        self.to_arm_string_by(&Generator::default())
    }

    /// Like [`to_arm_string`](Self::to_arm_string), in the name of another generator.
    pub fn to_arm_string_by(&self, generator: &Generator) -> String {
        let mut tape = Tape::with_capacity(self.middle().expr_count());
        template::write(self, generator, &mut tape, None);
        tape.into_text()
    }
}
