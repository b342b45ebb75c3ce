//! Module files.

use std::sync::Arc;

use super::Middle;
use crate::interface::Interface;

/// A file that modules of this one deploy: what is seen of it from here. Its template lies beside the middle, in
/// `LinkedFiles`.
#[derive(Clone, Debug)]
pub struct ModuleFile {
    /// Its path relative to the folder of this file, with `/` between folders; or a reference to a registry, as it is
    /// written.
    pub path: String,
    /// What it holds.
    pub kind: ModuleFileKind,
    /// What it shows to others.
    pub interface: Arc<Interface>,
    /// The names of its secure outputs.
    pub secure_outputs: Vec<String>,
    /// How many files deploy each other from it on, itself included.
    pub depth: usize,
}

/// What a module file holds.
#[derive(Clone, Debug)]
pub enum ModuleFileKind {
    /// Bicep without errors: what it means.
    Bicep(Arc<Middle>),
    /// Bicep with errors.
    Broken,
    /// ARM JSON, which is embedded as it is.
    Json,
    /// A template spec, which is linked.
    Spec,
}

impl ModuleFile {
    /// Whether any output is secure.
    pub fn has_secure_output(&self) -> bool {
        !self.secure_outputs.is_empty()
    }

    /// Whether the output of this name is secure.
    pub fn is_secure_output(&self, name: &str) -> bool {
        self.secure_outputs.iter().any(|output| output == name)
    }

    /// What it means, where it is Bicep without errors.
    pub fn middle(&self) -> Option<&Middle> {
        match &self.kind {
            ModuleFileKind::Bicep(middle) => Some(middle),
            ModuleFileKind::Broken | ModuleFileKind::Json | ModuleFileKind::Spec => None,
        }
    }
}
