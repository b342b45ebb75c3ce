//! Where a file that was read from text has its parts.

use std::fmt::Debug;

use triceps_diagnostics::{Code, Severity, Span};

use super::{Middle, Place};
use crate::day::Day;
use crate::language::Hosts;

/// How old API versions may be on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionAges {
    /// The day.
    pub today: Day,
    /// Versions up to this age in days are recent.
    pub most: i32,
    /// Versions below this age in days are too new to be recommended.
    pub grace: i32,
}

/// Where a file that was read from text has its parts, and which diagnostics its text accepts. A model that was built
/// in Rust has none.
pub trait Origins: Debug + Send + Sync {
    /// The range of text that a diagnostic about a place points at.
    fn span(&self, middle: &Middle, place: Place) -> Option<Span>;

    /// The level that a diagnostic has in this text; none where its rule is off or the text accepts it.
    fn level(&self, code: Code, severity: Severity, span: Option<&Span>) -> Option<Severity>;

    /// Whether a directive is the reason why a diagnostic has no level here.
    fn accepts(&self, code: Code, severity: Severity, span: &Span) -> bool;

    /// Whether the text asks for a rule of the linter that is off by default.
    fn asks_for(&self, code: Code) -> bool;

    /// How old API versions may be; none where the day is not known.
    fn version_ages(&self) -> Option<VersionAges>;

    /// The hosts that belong to one cloud.
    fn hosts(&self) -> &Hosts;

    /// The oldest version of Azure PowerShell that is recent; none for that of the rule.
    fn recent_power_shell(&self) -> Option<&str>;
}
