//! The functions of Bicep, under their names in snake case.
//!
//! [`call`] calls any other function by its name.

mod az;
mod files;
mod lambda;
mod network;
mod sys;
mod text;

pub use az::*;
pub use files::*;
pub use lambda::*;
pub use network::*;
pub use sys::*;
pub use text::*;

use std::borrow::Cow;

use crate::expr::{AnyArgs, Callee, Composite, Expr};

/// Calls any function by its Bicep name. Its namespace is printed where a symbol hides it, and always
/// where it is written out: `sys.length`, `az.resourceId`.
///
/// ```
/// use triceps::functions::call;
///
/// # let mut t = triceps::Template::for_resource_group();
/// let subnet = call("cidrSubnet", ("10.0.0.0/16", 24, 0));
/// t.output_as::<String>("subnet", subnet);
/// assert_eq!(t.check()?.to_bicep(), "output subnet string = cidrSubnet('10.0.0.0/16', 24, 0)\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn call(name: impl Into<Cow<'static, str>>, args: impl AnyArgs) -> Expr {
    Expr::composite(Composite::Call { callee: Callee::Builtin(name.into().into()), args: args.into_args() })
}

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
