//! Bicep text: the same that the official formatter leaves untouched.
//!
//! The printer walks the middle and calls one function of `triceps-layout` for each construct.

mod accepted;
mod comments;
mod declarations;
mod expressions;
mod fragment;
mod literals;
mod nesting;
mod params;
mod printer;
mod resources;
mod scope;
mod types;

pub use fragment::{Fragments, Placement};
pub use nesting::nested_too_deeply;

use crate::checked::Checked;
use printer::Printer;
use triceps_middle::Middle;
use triceps_middle::analysis::Names;

/// The text of a file that was not checked, for tests of how constructs are laid out whether they are right or not.
#[doc(hidden)]
pub fn unchecked_text(mut middle: Middle) -> String {
    let names = Names::new(&mut middle);
    Printer::new(&middle, &names).print()
}

impl Checked {
    /// The template as Bicep text, with line feeds and one of them at the end.
    pub fn to_bicep(&self) -> String {
        Printer::new(self.middle(), self.names()).print_accepting(self.accepted())
    }
}
