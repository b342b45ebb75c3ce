//! What is allowed and yet unwise, found on the finished template.

use triceps::{Checked, Diagnostic};

use crate::config::Portal;

pub(crate) fn check(_portal: &Portal, _checked: &Checked, _findings: &mut Vec<Diagnostic>) {}
