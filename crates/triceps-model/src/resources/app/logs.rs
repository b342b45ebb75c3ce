//! Where logs of environments go.

use super::{AppLogs, LogAnalyticsConfiguration};
use crate::operational_insights::WorkspaceRef;
use crate::{Access, IntoSecure, IntoValue, Value};

impl AppLogs {
    /// Through Azure Monitor: diagnostic settings of the environment say where to. No key is needed.
    pub fn azure_monitor() -> Self {
        Self::new().destination("azure-monitor")
    }

    /// Nowhere but the live stream.
    pub fn none() -> Self {
        Self::new().destination("none")
    }

    /// Into a Log Analytics workspace. `customer_id`: `logAnalyticsConfiguration.customerId`; `shared_key`:
    /// `logAnalyticsConfiguration.sharedKey`, never read back.
    pub fn log_analytics(customer_id: impl IntoValue<String>, shared_key: impl IntoSecure<String>) -> Self {
        let workspace = LogAnalyticsConfiguration::new().customer_id(customer_id).shared_key(shared_key);
        Self::new().destination("log-analytics").log_analytics_configuration(workspace)
    }
}

/// `logs(&workspace)` reads id and key of the workspace.
impl<A: Access> IntoValue<AppLogs> for &WorkspaceRef<A> {
    fn into_value(self) -> Value<AppLogs> {
        let customer_id = Value::<String>::from_expr(self.prop("properties").prop("customerId"));
        AppLogs::log_analytics(customer_id, self.list_keys().primary_shared_key()).into_value()
    }
}

impl<A: Access> IntoValue<AppLogs> for WorkspaceRef<A> {
    fn into_value(self) -> Value<AppLogs> {
        (&self).into_value()
    }
}
