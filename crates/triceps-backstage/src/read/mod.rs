//! From the text of a TOML file to a [`Portal`], and from the path of a finding to its line and column.

mod correct;
mod document;
mod findings;
mod lines;
mod near;
mod node;
pub(crate) mod path;
mod render;
mod snippet;
mod walk;

use triceps::Diagnostic;

pub use document::Document;
pub use findings::{Finding, Findings};
pub(crate) use near::nearest;

use crate::config::{Portal, schema};

impl Portal {
    /// Reads the text of a TOML file and checks it. `file` is its name in findings.
    ///
    /// Warnings refuse nothing and are left out here; [`Document`] and [`bundle`](crate::bundle) give them too.
    ///
    /// ```
    /// use triceps_backstage::config::Portal;
    ///
    /// let portal = Portal::from_toml("portal.toml", "name = \"backstage\"")?;
    /// assert_eq!(portal.name.as_str(), "backstage");
    ///
    /// let findings = Portal::from_toml("portal.toml", "name = \"backstage\"\n[scale]\nmax = 3\n").unwrap_err();
    /// assert!(findings.iter().any(|finding| finding.path() == "scale.max" && finding.line() == Some(3)));
    /// # Ok::<(), triceps_backstage::Findings>(())
    /// ```
    ///
    /// # Errors
    ///
    /// All findings at once, if one of them is an error.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Findings> {
        let document = Document::new(file, text);
        let portal = document.portal()?;
        let findings = portal.check();
        if findings.has_errors() {
            return Err(document.locate(findings));
        }
        Ok(portal)
    }
}

/// What breaks the limits that the types do not keep, in a portal that a program built.
pub(crate) fn limits(portal: &Portal, findings: &mut Vec<Diagnostic>) {
    let data = serde_json::to_value(portal).expect("a portal is data with text as keys");
    let found = walk::check(schema(), &node::Node::of_data(&data)).found;
    findings.extend(found.into_iter().map(|found| found.diagnostic));
}
