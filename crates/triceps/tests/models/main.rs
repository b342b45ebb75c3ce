//! Typed models: shorthands.

mod shorthands;
