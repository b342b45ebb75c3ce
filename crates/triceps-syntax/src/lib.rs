//! Bicep text: lexer, lossless syntax tree, parser and formatter.

mod error;
mod format;
mod kind;
mod lexer;
mod parser;
mod position;
mod tree;

pub use error::SyntaxError;
pub use format::format;
pub use kind::SyntaxKind;
pub use parser::{Language, parse};
pub use position::{LineIndex, Position};
pub use triceps_layout::{IndentKind, Newline, Options};
pub use tree::{Element, Node, NodeId, TextRange, Token, Tree, Trivia, TriviaKind};
