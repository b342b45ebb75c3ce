//! How Bicep is laid out: a flat [`Document`] and one function a construct.
//!
//! Two callers share it: a printer that has a model and no comments, and the formatter that has a
//! syntax tree with comments. Both call the functions in the order of the text and write the parts
//! between the calls; the functions know nothing of trees. The text equals what `bicep format`
//! makes of it, for any width, indentation and line end ([`Options`]).
//!
//! - Lists between brackets ([`List`]): [`object`](Document::object), [`array`](Document::array),
//!   [`arguments`](Document::arguments), [`parameters`](Document::parameters),
//!   [`type_arguments`](Document::type_arguments), [`for_loop`](Document::for_loop). Object types,
//!   tuple types and lists of imports are laid out as objects and arrays.
//! - What hangs: [`ternary`](Document::ternary), [`arrow`](Document::arrow) of lambdas and declared
//!   functions, [`union`](Document::union).
//! - What never breaks: operators, access, property names, keywords.
//! - [Strings](Document::string) and which characters they escape.
//! - [`Statements`] of a file.
//!
//! A group is on one line if its own text fits into the width; what follows it on the same line
//! does not count. Groups are decided from the outermost inwards.

mod declaration;
mod document;
mod expression;
mod groups;
mod hang;
mod list;
mod names;
mod options;
mod string;

pub use document::Document;
pub use hang::{Body, Ternary, Union};
pub use list::{Arguments, Form, Items, List, Statements};
pub use names::{LITERAL_KEYWORDS, MAX_IDENTIFIER_LENGTH, is_identifier, is_identifier_part, is_identifier_start};
pub use options::{IndentKind, Newline, Options};
pub use string::{Interpolation, can_be_multi_line};
