//! Shorthands of the Dapr sidecar.

use super::Dapr;
use crate::IntoValue;

impl Dapr {
    /// `enabled: true` with this `appId`.
    pub fn enabled_as(app_id: impl IntoValue<String>) -> Self {
        Self::new().enabled(true).app_id(app_id)
    }
}
