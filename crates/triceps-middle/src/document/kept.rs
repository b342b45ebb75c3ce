//! JSON that is kept, so that templates that deploy this one take it over.

use std::sync::OnceLock;

use super::buffer::JsonBuffer;
use super::generator::Generator;

/// The JSON of a template in the name of one generator, once it is written.
#[derive(Debug, Default)]
pub struct Kept(OnceLock<(Generator, JsonBuffer)>);

impl Kept {
    /// The JSON in the name of a generator.
    pub fn by(&self, generator: &Generator) -> Option<&JsonBuffer> {
        self.0.get().filter(|(own, _)| own == generator).map(|(_, buffer)| buffer)
    }

    /// Whether there is JSON, in the name of any generator.
    pub fn is_there(&self) -> bool {
        self.0.get().is_some()
    }

    /// Keeps the JSON in the name of a generator, if none is kept.
    pub fn keep(&self, generator: &Generator, json: JsonBuffer) {
        let _ = self.0.set((generator.clone(), json));
    }
}
