//! Where the catalog gets its entities from.

use triceps::Diagnostic;

use crate::config::Portal;

pub(super) fn check(_portal: &Portal, _findings: &mut Vec<Diagnostic>) {}
