//! Logs and alerts.

use triceps_diagnostics::Diagnostic;

use super::repeated::repeated;
use super::report;
use crate::codes;
use crate::config::{LogDestination, Portal};

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(alerts) = &portal.alerts {
        for index in repeated(alerts.emails.iter().map(|email| email.as_str().to_ascii_lowercase())) {
            report(
                diagnostics,
                codes::TRI0357,
                format!("alerts.emails[{index}]"),
                format!("`{}` is in the list already", alerts.emails[index]),
                "remove one of the two",
            );
        }
    }
    let logs = &portal.logs;
    if logs.destination == LogDestination::None {
        report(
            diagnostics,
            codes::TRI0358,
            "logs.destination",
            "the output of the portal is not kept: after a restart the reason cannot be found",
            "write `azure-monitor`",
        );
        if logs.sentinel && !logs.diagnostics {
            report(
                diagnostics,
                codes::TRI0359,
                "logs.sentinel",
                "nothing is logged into the workspace that Microsoft Sentinel watches",
                "set `diagnostics = true`",
            );
        }
    }
}
