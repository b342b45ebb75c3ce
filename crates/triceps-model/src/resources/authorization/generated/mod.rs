//! Data of `Microsoft.Authorization`.

pub(super) mod roles;
