//! What names of resources may look like, and names that always fit.
//!
//! Every type of resource has its own rule: how long a name may be, which characters it may have, what it starts and
//! ends with. [`rule`] gives it, the checks hold all names against it, and [`UniqueName`] says how a name is
//! made that keeps it.

mod chars;
mod piece;
mod rule;
mod scan;
mod table;
mod unique;

pub(crate) use piece::{Piece, bounds};
pub(crate) use rule::Aspect;
pub use rule::NamingRule;
pub(crate) use scan::{Violation, check_name};
pub use unique::{UniqueName, UniqueText};

/// The rule of a resource type, or none where it is not known. The case of letters does not matter.
///
/// ```
/// let rule = triceps_core::names::rule("Microsoft.KeyVault/vaults").expect("the type is known");
/// assert_eq!((rule.min_length(), rule.max_length()), (3, Some(24)));
/// ```
pub fn rule(type_name: &str) -> Option<&'static NamingRule> {
    table::find(type_name)
}

/// All rules, sorted by type.
pub fn rules() -> &'static [NamingRule] {
    table::RULES
}
