//! Rules of names, and names that keep them.

mod rules;
mod unique;
