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
mod names;
mod reader;
mod schema;
mod tape;
mod template;
mod upper;
mod value;

use std::borrow::Cow;

use crate::check::Checked;
pub(crate) use measure::{inlined, measure};
pub use reader::NotJson;
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
/// assert_eq!(triceps::template_hash(template)?, "12740863314443779634");
/// # Ok::<(), triceps::NotJson>(())
/// ```
pub fn template_hash(template: &str) -> Result<String, NotJson> {
    let tape = reader::read(template)?;
    Ok(hash::template_hash(&tape, 0))
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
