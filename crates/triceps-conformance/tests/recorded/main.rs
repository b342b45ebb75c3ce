//! What the official compiler recorded, against what this workspace makes of the same programs.

mod build;
mod extremes;
mod format;
mod laws;
