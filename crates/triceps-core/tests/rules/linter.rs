//! Rules of the linter.
