//! Expressions: the one tree that every model lowers to and every emitter reads.

mod build;
mod local;
mod measure;
mod name;
mod node;
mod object;
mod symbol;
mod view;

pub(crate) use local::Local;
pub(crate) use measure::{Measure, Refusal};
pub(crate) use name::LanguageName;
pub use node::Expr;
pub(crate) use node::{Callee, Composite, ForLoop, Node, Part};
pub use object::{Array, Object};
pub(crate) use object::{Entry, Key};
pub(crate) use symbol::{Symbol, TemplateId};
pub(crate) use triceps_core::language::Precedence;
pub use triceps_core::language::{BinaryOp, UnaryOp};
pub(crate) use view::Place;
