//! Diagnostics that are known and accepted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An accepted diagnostic. Errors cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Accept {
    /// Id of the diagnostic, for example `TRI0401`.
    #[schemars(length(min = 1))]
    pub id: String,
    /// Why it is fine here.
    #[schemars(length(min = 10))]
    pub reason: String,
}
