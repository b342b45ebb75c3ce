//! The configuration: what is read, what is refused, and where.

mod read;
mod rules;
