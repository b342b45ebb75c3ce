//! The diagnostics of one check.

use std::error::Error;
use std::fmt;

use crate::{Diagnostic, Severity};

/// All diagnostics of one check, in the order of the template.
///
/// As an error it renders every diagnostic in full, since build scripts unwrap it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// The diagnostics in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// Adds one at the end.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            write!(f, "{diagnostic:#}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;

    fn unused() -> Diagnostic {
        Diagnostic::new(codes::NO_UNUSED_PARAMS, "params.old", "`old` is never used").with_help("remove it")
    }

    fn missing() -> Diagnostic {
        Diagnostic::new(codes::BCP025, "vars.a", "`x` is declared twice")
    }

    /// Paths in order, as each way to read the list gives them.
    fn paths(list: &Diagnostics) -> Vec<&str> {
        let by_reference: Vec<&str> = list.into_iter().map(Diagnostic::path).collect();
        assert_eq!(list.iter().map(Diagnostic::path).collect::<Vec<_>>(), by_reference);
        let by_value: Vec<String> = list.clone().into_iter().map(|diagnostic| diagnostic.path().to_owned()).collect();
        assert_eq!(by_value, by_reference);
        assert_eq!((list.len(), list.is_empty()), (by_reference.len(), by_reference.is_empty()));
        by_reference
    }

    #[test]
    fn a_list_keeps_all_its_diagnostics_in_order() {
        let mut list = Diagnostics::default();
        assert_eq!(paths(&list), [""; 0]);
        list.push(unused());
        assert_eq!(paths(&list), ["params.old"]);
        list.extend([missing(), unused()]);
        assert_eq!(paths(&list), ["params.old", "vars.a", "params.old"]);
        let collected: Diagnostics = [unused(), missing(), unused()].into_iter().collect();
        assert_eq!(collected, list);
    }

    #[test]
    fn only_an_error_makes_a_list_with_errors() {
        let list = |diagnostics: &[Diagnostic]| diagnostics.iter().cloned().collect::<Diagnostics>();
        assert!(!list(&[]).has_errors());
        assert!(!list(&[unused()]).has_errors());
        assert!(!list(&[missing().with_severity(Severity::Warning)]).has_errors());
        assert!(list(&[unused(), missing()]).has_errors());
    }

    #[test]
    fn a_list_shows_each_diagnostic_in_full() {
        let list: Diagnostics = [unused(), missing()].into_iter().collect();
        let shown = "warning[no-unused-params]: `old` is never used\n  --> params.old\n  help: remove it\n\n\
                     error[BCP025]: `x` is declared twice\n  --> vars.a";
        assert_eq!(list.to_string(), shown);
        assert_eq!(format!("{list:?}"), format!("\n{shown}"), "`unwrap` shows the list below its own words");
    }
}
