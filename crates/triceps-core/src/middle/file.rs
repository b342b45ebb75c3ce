//! Module files.

use std::sync::Arc;

use crate::Checked;
use crate::interface::Interface;
use crate::json::ArmTemplate;

/// A file that modules of this one deploy.
#[derive(Clone, Debug)]
pub struct ModuleFile {
    /// Its path relative to the folder of this file, with `/` between folders; or a reference to a registry, as it is
    /// written.
    pub path: String,
    /// The template in it.
    pub template: ModuleTemplate,
}

/// The template of a module file.
#[derive(Clone, Debug)]
pub enum ModuleTemplate {
    /// What was built or read as Bicep.
    Checked(Arc<Checked>),
    /// A file with errors, so that the one that deploys it has one too: what it shows.
    Broken(Arc<Interface>),
    /// ARM JSON, which is embedded as it is.
    Json(Arc<ArmTemplate>),
    /// A template spec, which is linked.
    Spec {
        /// The id of its version in Azure.
        id: String,
        /// The template in it.
        template: Arc<ArmTemplate>,
    },
}

impl ModuleTemplate {
    /// What the template shows to others.
    pub fn interface(&self) -> &Interface {
        match self {
            Self::Checked(checked) => checked.interface(),
            Self::Broken(interface) => interface,
            Self::Json(template) | Self::Spec { template, .. } => template.interface(),
        }
    }

    /// Whether any output is secure.
    pub(crate) fn has_secure_output(&self) -> bool {
        match self {
            Self::Checked(checked) => checked.facts().secrets.has_secure_output(),
            Self::Broken(_) | Self::Json(_) | Self::Spec { .. } => {
                self.interface().outputs().iter().any(|output| output.is_secure)
            }
        }
    }

    /// Whether the output of this name is secure.
    pub(crate) fn is_secure_output(&self, name: &str) -> bool {
        match self {
            Self::Checked(checked) => checked.facts().secrets.is_secure_output(checked.middle(), name),
            Self::Broken(_) | Self::Json(_) | Self::Spec { .. } => {
                self.interface().output(name).is_some_and(|output| output.is_secure)
            }
        }
    }

    /// How many files deploy each other from this one on.
    pub(crate) fn depth(&self) -> usize {
        match self {
            Self::Checked(checked) => checked.depth(),
            Self::Broken(_) | Self::Json(_) | Self::Spec { .. } => 1,
        }
    }

    /// An upper bound of the bytes of its JSON in the template that deploys it.
    pub(crate) fn size_bound(&self) -> usize {
        match self {
            Self::Checked(checked) => checked.size_bound(),
            Self::Broken(_) => 0,
            Self::Json(template) => template.size(),
            Self::Spec { id, .. } => id.len(),
        }
    }
}

impl From<Checked> for ModuleTemplate {
    fn from(checked: Checked) -> Self {
        Self::Checked(Arc::new(checked))
    }
}

impl From<Arc<Checked>> for ModuleTemplate {
    fn from(checked: Arc<Checked>) -> Self {
        Self::Checked(checked)
    }
}

impl From<ArmTemplate> for ModuleTemplate {
    fn from(template: ArmTemplate) -> Self {
        Self::Json(Arc::new(template))
    }
}
