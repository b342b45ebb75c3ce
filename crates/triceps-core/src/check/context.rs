//! What every check is given.

use triceps_middle::Middle;
use triceps_middle::analysis::{Facts, Graph};

use super::contents::Contents;
use super::secrets::Flow;
use super::values::Values;

/// What every check is given.
pub(crate) struct Context<'m> {
    /// What the file means.
    pub(crate) middle: &'m Middle,
    /// Which declaration refers to which.
    pub(crate) graph: &'m Graph,
    /// What is known of resources, modules and variables.
    pub(crate) facts: &'m Facts,
    /// What is known of values, wherever they come from.
    pub(crate) values: &'m Values<'m>,
    /// Which expressions may hold a secret.
    pub(crate) flow: &'m Flow,
    /// What expressions have in them.
    pub(super) contents: &'m Contents,
}
