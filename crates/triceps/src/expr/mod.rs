//! Expressions: the tree that every model is made of.

mod args;
mod build;
mod comment;
mod into;
mod local;
mod measure;
mod name;
mod node;
mod object;
mod symbol;
mod value;
mod view;

pub use args::{AnyArgs, Args};
pub use comment::Comment;
pub use into::{IntoExpr, Plain};
pub(crate) use local::Local;
pub(crate) use measure::{Measure, Refusal};
pub(crate) use name::LanguageName;
pub(crate) use node::{Callee, Composite, ForLoop, Node, Part};
pub use object::{Array, Object};
pub(crate) use object::{Between, Entry, Key};
pub(crate) use symbol::{Symbol, TemplateId};
pub use triceps_core::language::{BinaryOp, UnaryOp};
pub use value::{Any, Expr, Value};
