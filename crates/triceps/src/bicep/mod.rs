//! Bicep text: the same that the official formatter leaves untouched.

mod array;
mod call;
mod decl;
mod expr;
mod files;
mod names;
mod object;
mod params;
mod printer;
mod resource;
mod scope;
mod string;
mod types;

pub use files::File;

use crate::check::Checked;
use printer::Printer;

impl Checked {
    /// The template as Bicep text, with line feeds and one of them at the end.
    ///
    /// ```
    /// use triceps::{Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name").default("portal"));
    /// t.output("named", &name);
    /// let bicep = t.check()?.to_bicep();
    /// assert_eq!(bicep, "param name string = 'portal'\n\noutput named string = name\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn to_bicep(&self) -> String {
        Printer::new(&self.template).print(&self.order)
    }
}
