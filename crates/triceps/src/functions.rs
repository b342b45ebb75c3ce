//! The functions of Bicep, under their names in snake case.
//!
//! [`call`] calls any other function by its name.

#[doc(inline)]
pub use triceps_model::functions::*;

/// An operator with two operands, for [`Expr::binary`](crate::Expr::binary). Typed values have methods instead.
///
/// ```
/// # use triceps::functions::BinaryOp;
/// # use triceps::{Expr, Param, Template};
/// # let mut t = Template::for_resource_group();
/// let app = t.param(Param::object("app"));
/// let is_large = Expr::binary(BinaryOp::Greater, app.prop("replicas"), 3);
/// t.output_as::<bool>("isLarge", is_large);
/// assert_eq!(BinaryOp::Greater.token(), ">");
/// assert_eq!(BinaryOp::Greater.arm_function(), "greater");
/// assert!(t.check()?.to_bicep().ends_with("output isLarge bool = app.replicas > 3\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[doc(inline)]
pub use triceps_model::tree::BinaryOp;

/// An operator with one operand, for [`Expr::unary`](crate::Expr::unary). Typed values have `!` and `-` instead.
///
/// ```
/// # use triceps::functions::UnaryOp;
/// # use triceps::{Expr, Param, Template};
/// # let mut t = Template::for_resource_group();
/// let app = t.param(Param::object("app"));
/// t.output_as::<bool>("isOff", Expr::unary(UnaryOp::Not, app.prop("enabled")));
/// assert_eq!(UnaryOp::Not.token(), "!");
/// assert!(t.check()?.to_bicep().ends_with("output isOff bool = !app.enabled\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[doc(inline)]
pub use triceps_model::tree::UnaryOp;
