//! Log Analytics: `Microsoft.OperationalInsights`.
//!
//! Every resource has a module of its own, named after it, with all types of its objects and enums. They are found here
//! as well, unless two resources have different types of one name.

mod keys;

pub use keys::SharedKeys;

pub use crate::generated::operational_insights::*;
