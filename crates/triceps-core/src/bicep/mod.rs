//! Bicep text: the same that the official formatter leaves untouched.
//!
//! The printer walks the middle and calls one function of `triceps-layout` for each construct.

mod declarations;
mod expressions;
mod files;
mod literals;
mod params;
mod printer;
mod resources;
mod scope;
mod types;

pub use files::File;

use crate::checked::Checked;
use printer::Printer;

impl Checked {
    /// The template as Bicep text, with line feeds and one of them at the end.
    pub fn to_bicep(&self) -> String {
        Printer::new(self).print()
    }
}
