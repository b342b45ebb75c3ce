//! From the text of a TOML file to a [`Portal`], and from the path of a diagnostic to its line and column.

mod document;
mod lines;
mod render;
mod report;
mod snippet;

pub use document::Document;
pub use report::{LocatedDiagnostic, Report};

use crate::config::Portal;

impl Portal {
    /// Reads the text of a TOML file and checks it. `file` is its name in diagnostics.
    ///
    /// Warnings refuse nothing and are left out here; a [`Document`] gives them too.
    ///
    /// ```
    /// use triceps_portal::config::Portal;
    ///
    /// let portal = Portal::from_toml("portal.toml", "name = \"backstage\"")?;
    /// assert_eq!(portal.name.as_str(), "backstage");
    ///
    /// let diagnostics = Portal::from_toml("portal.toml", "name = \"backstage\"\n[scale]\nmax = 3\n").unwrap_err();
    /// assert!(diagnostics.iter().any(|diagnostic| diagnostic.path() == "scale.max" && diagnostic.line() == Some(3)));
    /// # Ok::<(), triceps_portal::Report>(())
    /// ```
    ///
    /// # Errors
    ///
    /// All diagnostics at once, if one of them is an error.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Report> {
        let document = Document::new(file, text);
        let portal = document.portal()?;
        let diagnostics = portal.check();
        if diagnostics.has_errors() {
            return Err(document.locate(diagnostics));
        }
        Ok(portal)
    }
}
