//! Bodies of resources against the type index: what is said of right and wrong ones.

mod cases;

use triceps::{Diagnostics, Template};

/// The findings of a template whose codes are those of the checks of bodies, one a line.
fn findings(template: Template) -> Vec<String> {
    let findings: Diagnostics = match template.check() {
        Ok(checked) => checked.warnings().clone(),
        Err(findings) => findings,
    };
    findings.iter().map(ToString::to_string).filter(|line| !line.contains("[no-unused-")).collect()
}

#[track_caller]
fn expect(template: Template, expected: &[&str]) {
    assert_eq!(findings(template), expected);
}
