//! Who may do what: `Microsoft.Authorization`.

mod generated;
mod grant;
mod principal;
mod role;
mod role_assignment;

pub use grant::GrantScope;
pub use principal::{IntoPrincipal, Principal, PrincipalType};
pub use role::{IntoRole, Role, RoleDefinition};
pub use role_assignment::{RoleAssignment, RoleAssignmentRef};

#[cfg(feature = "authorization")]
pub use crate::generated::authorization::*;
