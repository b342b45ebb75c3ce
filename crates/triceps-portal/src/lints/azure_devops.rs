//! How Azure DevOps is read.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::{Credential, Portal, is_cloud};

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    for (index, host) in portal.azure_devops.iter().enumerate().filter(|(_, host)| is_cloud(host.host.as_str())) {
        for (position, credential) in host.credentials.iter().enumerate() {
            let Credential::PersonalAccessToken { organizations, .. } = credential else { continue };
            if organizations.len() != 1 {
                report(
                    diagnostics,
                    codes::TRI0425,
                    format!("azure-devops[{index}].credentials[{position}].kind"),
                    "a token for several organizations is a global one, and those stop working on 1 December 2026",
                    "write `kind = \"managed-identity\"`, or one token for each of `organizations`",
                );
            }
        }
    }
}
