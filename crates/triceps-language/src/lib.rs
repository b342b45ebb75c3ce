//! What the language brings: functions, decorators, types, operators, keywords. One table, read by the checker, the
//! printer and the emitters.

mod ambient;
mod banned;
mod decorators;
mod direction;
pub mod eval;
mod functions;
mod hosts;
mod keywords;
mod murmur;
mod names;
mod namespace;
mod operators;
mod row;
mod scope;
mod sig;

pub use ambient::Ambient;
pub use banned::{Banned, BannedKind};
pub use decorators::{DecoratorId, DecoratorRow, Targets};
pub use direction::Direction;
pub use eval::{Eval, Failure, Outcome, Value};
pub use functions::{DEPLOYMENT_RECORD, Function, list_row};
pub use hosts::{HostMatch, Hosts};
pub use keywords::{Keyword, KeywordKind};
pub use murmur::Murmur;
pub use names::namespace_of;
pub use namespace::Namespace;
pub use operators::{BinaryOp, Precedence, UnaryOp};
pub use row::{Emission, Flags, Overload, Param, Rest, Row, Rule, Scopes};
pub use scope::TargetScope;
pub use sig::{Field, LambdaSig, RecordSig, Sig};
pub use triceps_layout::is_identifier;
