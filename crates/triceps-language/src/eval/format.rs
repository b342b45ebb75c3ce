//! Composite formats and interpolation.

use super::strings::units;
use super::{Failure, Outcome, Value, fails, json, limited};

/// A value as `format` and interpolation print it.
fn shown(value: &Value) -> Result<String, Failure> {
    Ok(match value {
        Value::Null => String::new(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Int(number) => number.to_string(),
        Value::Fraction(_) => return Err(Failure::Unknown),
        Value::Text(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => json::write(value, '\''),
    })
}

/// The pieces of a string with holes, one after the other.
///
/// # Errors
///
/// If it fails in a deployment too, or if the result is not known here.
pub fn interpolate(parts: &[Value]) -> Outcome {
    let parts = parts.iter().map(shown).collect::<Result<Vec<_>, _>>()?;
    limited(Value::Text(parts.concat()))
}

pub(crate) fn format(args: &[Value]) -> Outcome {
    let [Value::Text(format), values @ ..] = args else { return Err(Failure::Unknown) };
    let mut text = String::with_capacity(format.len());
    let mut rest = format.as_str();
    while let Some(found) = rest.find(['{', '}']) {
        text.push_str(&rest[..found]);
        let brace = &rest[found..];
        if let Some(after) = brace.strip_prefix("{{") {
            text.push('{');
            rest = after;
        } else if let Some(after) = brace.strip_prefix("}}") {
            text.push('}');
            rest = after;
        } else if let Some(item) = brace.strip_prefix('{') {
            let Some(end) = item.find('}') else {
                return fails("has a `{` without its `}`");
            };
            text.push_str(&place(&item[..end], values)?);
            rest = &item[end + 1..];
        } else {
            return fails("has a `}` without its `{`");
        }
        if text.len() > super::LIMIT {
            return Err(Failure::Unknown);
        }
    }
    text.push_str(rest);
    limited(Value::Text(text))
}

/// `0`, `0,10`, `0:X`, `0,10:X`
fn place(item: &str, values: &[Value]) -> Result<String, Failure> {
    let (head, specifier) = item.split_once(':').map_or((item, None), |(head, specifier)| (head, Some(specifier)));
    let (index, width) = head.split_once(',').map_or((head, None), |(index, width)| (index, Some(width)));
    if !index.starts_with(|first: char| first.is_ascii_digit()) {
        return fails("has a place without a number");
    }
    let Ok(index) = index.trim_end().parse::<usize>() else { return Err(Failure::Unknown) };
    let Some(value) = values.get(index) else {
        return fails(format!("has a place for value {index}, but there are only {} values", values.len()));
    };
    if specifier.is_some_and(|specifier| !specifier.is_empty()) && !matches!(value, Value::Text(_) | Value::Bool(_)) {
        // Formats of numbers are the engine's business.
        return Err(Failure::Unknown);
    }
    let text = shown(value)?;
    let Some(width) = width else { return Ok(text) };
    let Ok(width) = width.trim().parse::<i32>() else { return Err(Failure::Unknown) };
    let missing = (width.unsigned_abs() as usize).min(super::LIMIT).saturating_sub(units(&text));
    let blanks = " ".repeat(missing);
    Ok(if width < 0 { text + &blanks } else { blanks + &text })
}

#[cfg(test)]
mod tests {
    use super::super::{Failure, Value};

    fn format(format: &str, values: &[Value]) -> super::Outcome {
        super::format(&[&[Value::text(format)], values].concat())
    }

    #[test]
    fn places() {
        assert_eq!(format("{0}-{1}-{0}", &[Value::text("a"), Value::Int(5)]), Ok(Value::text("a-5-a")));
        assert_eq!(format("{{{0,4}|{0,-4}}}", &[Value::Bool(true)]), Ok(Value::text("{True|True}")));
        assert_eq!(format("[{0,3}]", &[Value::Null]), Ok(Value::text("[   ]")));
        assert_eq!(format("{0 }", &[Value::text("a")]), Ok(Value::text("a")));
    }

    #[test]
    fn wrong_formats() {
        for wrong in ["{1}", "{", "}", "{ 0}", "{}"] {
            assert!(matches!(format(wrong, &[Value::text("a")]), Err(Failure::Fails(_))), "{wrong}");
        }
        assert_eq!(format("{0:X}", &[Value::Int(1)]), Err(Failure::Unknown));
    }

    #[test]
    fn composites_are_written_with_single_quotes() {
        let object = Value::Object(vec![("b".into(), Value::Int(1)), ("a".into(), Value::Null)]);
        assert_eq!(super::interpolate(&[object]), Ok(Value::text("{'b':1,'a':null}")));
    }
}
