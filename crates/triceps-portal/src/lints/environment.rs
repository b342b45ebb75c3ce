//! Variables that switch protection off.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::Portal;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    for (name, value) in &portal.env {
        let at = format!("env.{name}");
        match name.as_str() {
            "NODE_TLS_REJECT_UNAUTHORIZED" if value.trim() == "0" => report(
                diagnostics,
                codes::TRI0423,
                at,
                "the portal takes any certificate, so that an attacker in between reads tokens and passwords",
                "remove the key; `NODE_EXTRA_CA_CERTS` names a file with the certificates of your organization",
            ),
            "NODE_ENV" if value.trim() != "production" => report(
                diagnostics,
                codes::TRI0424,
                at,
                format!("with `{value}` Backstage shows errors to everyone and leaves out what production needs"),
                "remove the key: the image sets `production`",
            ),
            _ => {}
        }
    }
}
