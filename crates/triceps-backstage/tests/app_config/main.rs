//! The configuration of Backstage: what it can and cannot express, and the rules about it.
//!
//! What Backstage's own packages make of the files is tested in `tests/backstage-node`.

mod defects;
mod facts;
mod rules;
mod support;
mod variables;
