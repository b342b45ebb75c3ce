//! The pages of `docs/`: their examples run, and they say what the code says.

mod bicep_to_rust;
mod codes;
mod first_hour;
