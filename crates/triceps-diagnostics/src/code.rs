//! The stable identity of a diagnostic.

use std::fmt;

use crate::Severity;

/// Who says it: the Bicep compiler, its linter, or triceps alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Source {
    /// The compiler, under a code such as `BCP037`.
    Compiler,
    /// The linter of the compiler, under the name of a rule such as `no-unused-params`.
    Linter,
    /// triceps, under a code such as `TRI0101`: what the compiler does not know.
    Triceps,
    /// triceps on a portal, under a code such as `TRI0310`: what does not go together in its configuration.
    Portal,
}

/// The code of a diagnostic, with what is known of all its cases.
///
/// Codes compare by their [`id`](Self::id). All of them are constants of [`codes`](crate::codes).
#[derive(Clone, Copy, Debug)]
pub struct Code {
    id: &'static str,
    source: Source,
    level: Severity,
    title: &'static str,
}

impl Code {
    /// A code for the registry.
    pub const fn new(id: &'static str, source: Source, level: Severity, title: &'static str) -> Self {
        Self { id, source, level, title }
    }

    /// The stable id: `BCP037`, `no-unused-params`, `TRI0101`.
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// Who says it.
    pub const fn source(self) -> Source {
        self.source
    }

    /// The level that it has by default.
    pub const fn level(self) -> Severity {
        self.level
    }

    /// What it is about, in a few words.
    pub const fn title(self) -> &'static str {
        self.title
    }

    /// The page of the documentation that explains it.
    pub fn page(self) -> String {
        match self.source {
            Source::Compiler => {
                format!("https://learn.microsoft.com/azure/azure-resource-manager/bicep/diagnostics/{}", lower(self.id))
            }
            Source::Linter => {
                format!("https://learn.microsoft.com/azure/azure-resource-manager/bicep/linter-rule-{}", self.id)
            }
            Source::Triceps => format!("docs/checks.md#{}", lower(self.id)),
            Source::Portal => format!("docs/portal-checks.md#{}", lower(self.id)),
        }
    }
}

fn lower(id: &str) -> String {
    id.to_ascii_lowercase()
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.id == other
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.id == *other
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Code, Severity, Source, codes};

    #[test]
    fn the_page_depends_on_who_defines_the_code() {
        let portal = Code::new("TRI0310", Source::Portal, Severity::Error, "two options exclude each other");
        let learn = "https://learn.microsoft.com/azure/azure-resource-manager/bicep";
        for (code, page) in [
            (codes::BCP035, format!("{learn}/diagnostics/bcp035")),
            (codes::NO_UNUSED_PARAMS, format!("{learn}/linter-rule-no-unused-params")),
            (codes::TRI0110, "docs/checks.md#tri0110".to_owned()),
            (portal, "docs/portal-checks.md#tri0310".to_owned()),
        ] {
            assert_eq!(code.page(), page);
        }
    }

    #[test]
    fn codes_compare_by_their_id() {
        let reworded = Code::new("BCP035", Source::Triceps, Severity::Info, "another title");
        assert_eq!(codes::BCP035, reworded);
        assert_ne!(codes::BCP035, codes::BCP036);
        let id = String::from("BCP035");
        assert!(codes::BCP035 == *id && codes::BCP035 == id.as_str());
        assert!(codes::BCP036 != *id && codes::BCP036 != id.as_str());
        assert!(codes::BCP035 != "bcp035", "letter case matters");
    }

    #[test]
    fn a_code_is_found_by_its_id() {
        for code in codes::ALL {
            let found = codes::find(code.id()).map(|found| (found.to_string(), found.title()));
            assert_eq!(found, Some((code.id().to_owned(), code.title())));
        }
        assert!(codes::find("BCP999").is_none());
    }
}
