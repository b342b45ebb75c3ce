//! ARM JSON, equal to what the compiler makes of the Bicep text.

mod access;
mod call;
mod depends;
mod expr;
mod frames;
mod hash;
mod identity;
#[cfg(feature = "serde_json")]
mod json;
mod literals;
mod measure;
mod module;
mod names;
mod order;
mod origin;
mod reader;
mod references;
mod resource;
mod schema;
mod template;
mod upper;
mod value;
mod writer;

pub use measure::{Sizes, measure};
pub use origin::Origin;
pub use reader::NotJson;

use std::io;

use crate::checked::{Checked, ModuleTemplate};
use triceps_middle::document::{Generator, JsonBuffer};

/// The hash that Azure's compiler writes into `metadata._generator.templateHash` of a template, from the template's text.
///
/// A hash that the template has already is left out. The name and the version of the generator are part of the hash.
///
/// # Errors
///
/// If the text is not JSON.
///
/// ```
/// let template = r#"{
///   "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
///   "contentVersion": "1.0.0.0",
///   "metadata": { "_generator": { "name": "bicep", "version": "dev" } },
///   "resources": []
/// }"#;
/// assert_eq!(triceps_emit::template_hash(template)?, "12740863314443779634");
/// # Ok::<(), triceps_emit::NotJson>(())
/// ```
pub fn template_hash(template: &str) -> Result<String, NotJson> {
    let buffer = reader::read(template)?;
    Ok(hash::template_hash(&buffer, 0))
}

impl Checked {
    /// The template as ARM JSON, with two spaces of indentation and without a newline at its end.
    pub fn to_arm_string(&self) -> String {
        self.to_arm_string_by(&Generator::default())
    }

    /// Like [`to_arm_string`](Self::to_arm_string), in the name of another generator.
    pub fn to_arm_string_by(&self, generator: &Generator) -> String {
        if let Some(kept) = self.kept_json().by(generator) {
            return kept.to_text();
        }
        written(self, generator).into_text()
    }

    /// Writes the template as ARM JSON, without having it as a whole in memory: large modules are many copies of text.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write_arm(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let generator = Generator::default();
        match self.kept_json().by(&generator) {
            Some(kept) => kept.write_to(out),
            None => written(self, &generator).write_to(out),
        }
    }

    /// Writes the ARM JSON of this template and of all Bicep files that it deploys, and keeps it for
    /// [`to_arm_string_by`](Self::to_arm_string_by) and for templates that deploy this one. What is kept already stays as
    /// it is, in the name of the first generator. Says how many templates were written.
    pub fn keep_arm(&self, generator: &Generator) -> usize {
        if self.kept_json().is_there() {
            return 0;
        }
        let files = self.linked().modules().iter().map(|module| match module {
            ModuleTemplate::Checked(checked) => checked.keep_arm(generator),
            ModuleTemplate::Broken(_) | ModuleTemplate::Json(_) | ModuleTemplate::Spec { .. } => 0,
        });
        let files: usize = files.sum();
        self.kept_json().keep(generator, written(self, generator));
        files + 1
    }
}

/// Writes a template.
fn written(checked: &Checked, generator: &Generator) -> JsonBuffer {
    let mut buffer = JsonBuffer::with_capacity(checked.middle().expr_count());
    template::write(checked, generator, &mut buffer, None);
    buffer
}
