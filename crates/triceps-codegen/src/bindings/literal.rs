//! JSON values as expressions of Rust.

use triceps_core::json::Json;

/// An expression that is the value, whatever it is given to. It names what it uses by full paths.
pub(super) fn expression(value: &Json) -> String {
    match value {
        Json::Null => "::triceps::Expr::NULL".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Number(digits) if digits.parse::<i64>().is_ok() => format!("{digits}_i64"),
        Json::Number(digits) => format!("{digits}_f64"),
        Json::String(text) => format!("\"{}\"", text.escape_default()),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| format!(".push({})", expression(item))).collect();
            format!("::triceps::Array::new(){}", items.concat())
        }
        Json::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!(".set(\"{}\", {})", name.escape_default(), expression(value)))
                .collect();
            format!("::triceps::Object::new(){}", members.concat())
        }
    }
}

#[cfg(test)]
mod tests {
    use triceps_core::json::{Json, Times};

    use super::expression;

    #[test]
    fn each_kind_of_value() {
        let json = r#"{ "a": [true, 1, 1.5, null], "\"": "\n" }"#;
        let value = Json::parse(json, Times::Keep).expect("JSON");
        assert_eq!(
            expression(&value),
            "::triceps::Object::new().set(\"a\", ::triceps::Array::new().push(true).push(1_i64).push(1.5_f64)\
             .push(::triceps::Expr::NULL)).set(\"\\\"\", \"\\n\")"
        );
    }
}
