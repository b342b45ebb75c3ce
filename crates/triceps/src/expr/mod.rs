//! Expressions: the one tree that every model lowers to and every emitter reads.

mod build;
mod name;
mod node;
mod object;
mod operator;
mod symbol;
mod view;

pub(crate) use name::LanguageName;
pub use node::Expr;
pub(crate) use node::{Callee, Composite, ForLoop, Node, Part};
pub use object::{Array, Object};
pub(crate) use object::{Entry, Key};
pub(crate) use operator::Precedence;
pub use operator::{BinaryOp, UnaryOp};
pub(crate) use symbol::{Symbol, TemplateId};
pub(crate) use view::Place;
