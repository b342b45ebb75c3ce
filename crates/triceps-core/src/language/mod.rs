//! What the language brings: functions, decorators, types, operators. One table, read by the checker, the printer and
//! the emitters.

mod ambient;
mod decorators;
mod functions;
mod names;
mod operators;

pub use ambient::Ambient;
pub use decorators::DecoratorId;
pub use functions::Function;
pub use names::{Namespace, is_identifier, namespace_of};
pub use operators::{BinaryOp, Precedence, UnaryOp};
