//! Diagnostics that are known and accepted.

use serde::{Deserialize, Serialize};

/// An accepted diagnostic. Errors cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Accept {
    /// Id of the diagnostic, for example `TRI0401`.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub id: String,
    /// Why it is fine here.
    #[cfg_attr(test, schemars(length(min = 10)))]
    pub reason: String,
}
