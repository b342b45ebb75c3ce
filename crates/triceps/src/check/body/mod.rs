//! Bodies of resources, checked against the type index.

use crate::diagnostic::Diagnostics;
use crate::template::Template;

/// Checks all resources against their types.
pub(crate) fn check(_template: &Template, _findings: &mut Diagnostics) {}
