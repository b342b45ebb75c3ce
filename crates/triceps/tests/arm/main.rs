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

#[cfg(feature = "serde_json")]
#[test]
fn a_deep_template_is_a_value() {
    let mut t = Template::for_resource_group();
    let deep = (0..200).fold(triceps::Expr::NULL, |inner, _| triceps::array![inner].into());
    t.output_as::<Vec<triceps::Any>>("o", deep);
    let mut value = &t.check().expect("a template without errors").to_arm()["outputs"]["o"]["value"];
    for _ in 0..200 {
        value = &value[0];
    }
    assert_eq!(value, &Value::Null);
}
