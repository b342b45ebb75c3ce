//! ARM JSON: what no recorded template has.

mod origin;
mod presence;
mod spelling;

use serde_json::Value;
use triceps::Template;

/// The JSON of a template, whatever the check warns of.
#[track_caller]
fn arm(template: Template) -> Value {
    serde_json::from_str(&template.check().expect("a template without errors").to_arm_string()).expect("JSON")
}
