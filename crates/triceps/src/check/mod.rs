//! Checks: everything that is wrong with a template, all at once.

use crate::diagnostic::Diagnostics;
use crate::template::Template;

/// A template without errors: the only thing that can be emitted.
#[derive(Debug)]
pub struct Checked {
    pub(crate) template: Template,
    pub(crate) warnings: Diagnostics,
    /// The top-level declarations in printed order.
    pub(crate) order: Vec<u32>,
}

impl Checked {
    /// What is worth mending, though nothing is refused.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }
}

pub(crate) fn check(template: Template) -> Result<Checked, Diagnostics> {
    let order = template.printed_order();
    Ok(Checked { template, warnings: Diagnostics::default(), order })
}
