//! Who may do what: `Microsoft.Authorization`.

mod assignment;
mod generated;
mod grant;
mod principal;
mod role;

pub use grant::GrantScope;
pub use principal::{IntoPrincipal, Principal};
pub use role::{IntoRole, Role, RoleDefinition};

pub use crate::generated::authorization::*;
