//! JSON as it is written: text, its tokens, and in whose name it is made.

mod buffer;
mod generator;
mod kept;
mod text;

pub use buffer::{JsonBuffer, Mark, Position, Token, dense, position};
pub use generator::Generator;
pub use kept::Kept;
pub use text::{escape, escape_literal, length_of_escape, push_int, quote};
