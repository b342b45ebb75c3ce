//! Calls that have read a file.

use crate::language::Function;

/// A call that has read a file while the middle was made: `loadTextContent('x.txt')`. What it gave stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The function.
    pub function: Function,
    /// Whether its namespace is printed though nothing hides it.
    pub is_qualified: bool,
    /// Its arguments, which are literals.
    pub args: Vec<String>,
}
