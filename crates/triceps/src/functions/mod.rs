//! The functions of Bicep, under their names in snake case.
//!
//! What is missing here is reached with [`call`](crate::call).

mod az;
mod lambda;
mod sys;

pub use az::*;
pub use lambda::*;
pub use sys::*;

/// Declares typed functions: `fn name(argument: Type, ..) -> Type = "bicepName"`.
macro_rules! functions {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $kind:ty),* $(,)?) -> $result:ty = $bicep:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name($($arg: impl $crate::IntoValue<$kind>),*) -> $crate::Value<$result> {
            $crate::Value::from_expr($crate::Expr::call(
                $bicep,
                vec![$($crate::IntoExpr::into_expr($arg.into_value())),*],
            ))
        }
    )*};
}
use functions;
