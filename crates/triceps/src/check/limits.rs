//! Limits of Azure Resource Manager on the size of a template.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::template::{DeclKind, Template};

pub(super) fn check(template: &Template, findings: &mut Diagnostics) {
    let mut count = |id, limit: usize, what: &str, counts: fn(&DeclKind) -> bool| {
        let number = template.decls.iter().filter(|decl| counts(&decl.kind)).count();
        if number > limit {
            let message = format!("the template has {number} {what}, the limit is {limit}");
            findings
                .push(Diagnostic::new(id, Severity::Error, what, message).with_help("move a part of it into a module"));
        }
    };
    count("max-params", 256, "params", |kind| matches!(kind, DeclKind::Param { .. }));
    count("max-variables", 512, "variables", |kind| matches!(kind, DeclKind::Var { .. }));
    count("max-outputs", 64, "outputs", |kind| matches!(kind, DeclKind::Output { .. }));
    count("max-resources", 800, "resources", |kind| matches!(kind, DeclKind::Resource(resource) if !resource.existing));
}
