//! Modules that are not files of the project.

use triceps_diagnostics::{Code, codes};

use crate::files::Files;

/// Where modules come from that references with a scheme name: `br:`, `br/alias:`, `ts:`, `ts/alias:`.
///
/// A compilation asks for each reference once a file, and never for anything that a registry would have to be asked
/// for: what is not there is a diagnostic.
pub trait Modules {
    /// The module that a reference names in a file at the path `from`. The nearest `bicepconfig.json` upwards of that
    /// file says what its aliases mean.
    ///
    /// # Errors
    ///
    /// Why there is no such module.
    fn resolve(&self, files: &dyn Files, from: &str, reference: &str) -> Result<Artifact, Unresolved>;
}

/// A module that is not a file of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// The reference in its normal form, without an alias: `br:mcr.microsoft.com/bicep/avm/res/storage/account:1.0.0`.
    pub reference: String,
    /// What its content is.
    pub kind: ArtifactKind,
    /// The bytes of its `main.json`.
    pub content: Vec<u8>,
}

/// What the content of a module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArtifactKind {
    /// A template, which is embedded.
    Template,
    /// The ARM resource of a version of a template spec, which deployments link to.
    TemplateSpec,
}

/// Why a reference leads to no module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// The code of the diagnostic.
    pub code: Code,
    /// What is wrong, and what to do.
    pub message: String,
}

/// No modules but files.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoModules;

impl Modules for NoModules {
    fn resolve(&self, _: &dyn Files, _: &str, reference: &str) -> Result<Artifact, Unresolved> {
        let message = format!("the module `{reference}` of a registry is not there");
        Err(Unresolved { code: codes::BCP190, message })
    }
}
