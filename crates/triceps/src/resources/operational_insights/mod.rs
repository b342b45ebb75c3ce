//! Log Analytics: `Microsoft.OperationalInsights`.

mod keys;

pub use keys::SharedKeys;

pub use crate::generated::operational_insights::*;
