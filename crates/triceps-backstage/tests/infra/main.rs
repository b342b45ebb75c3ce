//! The infrastructure of portals: what the template says, for the three example portals and for any mix of options.

mod book;
mod combinations;
mod comparison;
mod defects;
mod invariants;
mod lints;
mod options;
mod support;
