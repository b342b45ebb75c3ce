//! The configuration: what is read, what is refused, and where.

mod many;
mod read;
mod rules;
mod secrets;
