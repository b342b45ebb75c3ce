//! Who may do what: `Microsoft.Authorization`.
//!
//! Every resource has a module of its own, named after it, with all types of its objects and enums. They are found here
//! as well, unless two resources have different types of one name.

mod assignment;
mod generated;
mod grant;
mod principal;
mod role;

pub use grant::GrantScope;
pub use principal::{IntoPrincipal, Principal};
pub use role::{IntoRole, Role, RoleDefinition};

pub use crate::generated::authorization::*;
