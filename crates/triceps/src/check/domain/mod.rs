//! Rules of the domain: what Azure says of resources that the compiler lets through.

use crate::diagnostic::Diagnostics;
use crate::template::Template;

/// Checks all resources of the known types.
pub(crate) fn check(_template: &Template, _findings: &mut Diagnostics) {}
