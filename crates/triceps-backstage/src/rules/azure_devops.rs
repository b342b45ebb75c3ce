//! Hosts and credentials of Azure DevOps.

use triceps::Diagnostic;

use crate::config::Portal;

pub(super) fn check(_portal: &Portal, _findings: &mut Vec<Diagnostic>) {}
