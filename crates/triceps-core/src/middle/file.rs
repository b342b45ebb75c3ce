//! Module files.

use std::sync::Arc;

use crate::Checked;

/// A file that modules of this one deploy.
#[derive(Clone, Debug)]
pub struct ModuleFile {
    /// Its path relative to the folder of this file, with `/` between folders.
    pub path: String,
    /// The template in it.
    pub template: Arc<Checked>,
}
