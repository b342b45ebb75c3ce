//! Logs and alerts.

use triceps::Diagnostic;

use super::{error, warning};
use crate::config::{LogDestination, Portal};

pub(super) fn check(portal: &Portal, findings: &mut Vec<Diagnostic>) {
    if let Some(alerts) = &portal.alerts {
        for (index, email) in alerts.emails.iter().enumerate() {
            let same = |other: &&crate::config::EmailAddress| other.as_str().eq_ignore_ascii_case(email.as_str());
            if alerts.emails[..index].iter().any(|other| same(&other)) {
                error(
                    findings,
                    "TRI0357",
                    format!("alerts.emails[{index}]"),
                    format!("`{email}` is told already"),
                    "remove one of the two",
                );
            }
        }
    }
    let logs = &portal.logs;
    if logs.destination == LogDestination::None {
        warning(
            findings,
            "TRI0358",
            "logs.destination",
            "the output of the portal is not kept: after a restart nobody can tell why",
            "write `azure-monitor`",
        );
        if logs.sentinel && !logs.diagnostics {
            warning(
                findings,
                "TRI0359",
                "logs.sentinel",
                "nothing is logged into the workspace that Microsoft Sentinel watches",
                "set `diagnostics = true`",
            );
        }
    }
}
