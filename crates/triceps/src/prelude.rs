//! The names that most templates need: `use triceps::prelude::*;`.
//!
//! ```
//! use triceps::prelude::*;
//!
//! let mut t = Template::for_resource_group();
//! let name = t.param(Param::string("name"));
//! t.output("greeting", interpolate!("Hello, {name}"));
//! # t.check()?;
//! # Ok::<(), Diagnostics>(())
//! ```
//!
//! Models of resources come from the module of their provider, functions of Bicep from
//! [`functions`](crate::functions). All names of both modules can be used together:
//!
//! ```
//! use triceps::functions::*;
//! use triceps::prelude::*;
//!
//! let mut t = Template::for_resource_group();
//! let names = t.param(Param::array_of::<String>("names").default(triceps::empty()));
//! t.output("isEmpty", empty(&names)); // the function of Bicep
//! # t.check()?;
//! # Ok::<(), Diagnostics>(())
//! ```

#[doc(no_inline)]
pub use crate::{
    Array, Checked, Diagnostics, Expr, Extension, Func, Module, Object, Param, Raw, ResourceId, Secure, Template,
    TypeExpr, Value, array, each,
    functions::call,
    interpolate, interpolate_secret, object,
    scope::{Scope, management_group_named, resource_group_named, resource_group_of, subscription_of},
};
// Their methods only: the names stay free.
pub use crate::{
    Access as _, IntoExpr as _, IntoReference as _, IntoSecure as _, IntoValue as _, Model as _,
    convert::IntoArray as _, scope::IntoScope as _,
};
