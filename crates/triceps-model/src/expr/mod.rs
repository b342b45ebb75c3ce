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
mod same;
mod symbol;
mod value;
mod view;

pub use args::{AnyArgs, Args};
pub use comment::Comment;
pub use into::{IntoExpr, Plain};
pub use local::Local;
pub use measure::{Measure, Refusal};
pub use name::LanguageName;
pub use node::{Callee, Composite, ForLoop, Measured, Node, Part};
pub use object::{Array, Object, key_of};
pub use object::{Between, Entry, Key};
pub use symbol::{Symbol, TemplateId};
pub use triceps_language::{BinaryOp, UnaryOp};
pub use value::{Any, Expr, Value};
