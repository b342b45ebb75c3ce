//! Typed models print the recorded templates, and nothing but the setters is needed for it.

mod app;
mod identity;
mod shorthands;
mod vault;

use std::fs;
use std::path::Path;

use triceps::Template;

/// The template prints exactly the text of a recorded case, without a finding.
fn prints(case: &str, template: Template) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance/build").join(case);
    let recorded = fs::read_to_string(path.join("main.bicep")).expect("the case is recorded");
    let checked = template.check().expect("the case has no errors");
    assert!(checked.warnings().is_empty(), "{}", checked.warnings());
    let printed = checked.to_bicep();
    for (number, (line, expected)) in printed.lines().zip(recorded.lines()).enumerate() {
        assert_eq!(line, expected, "line {} of {case}", number + 1);
    }
    assert_eq!(printed, recorded, "{case}");
}
