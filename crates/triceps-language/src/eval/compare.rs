//! Equality, order and logic.

use std::cmp::Ordering;

use super::strings::lower;
use super::{Failure, Outcome, Value};

/// Whether two values are equal, deeply and without regard to the order of properties. Strings are exact.
pub(super) fn equal_values(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal_values(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, value)| right.iter().any(|(other, found)| other == key && equal_values(value, found)))
        }
        _ => left == right,
    }
}

pub(crate) fn equal(args: &[Value]) -> Outcome {
    let [left, right] = args else { return Err(Failure::Unknown) };
    Ok(Value::Bool(equal_values(left, right)))
}

pub(crate) fn not_equal(args: &[Value]) -> Outcome {
    negated(equal(args))
}

pub(crate) fn equal_ignore_case(args: &[Value]) -> Outcome {
    let [Value::Text(left), Value::Text(right)] = args else { return Err(Failure::Unknown) };
    Ok(Value::Bool(lower(left)? == lower(right)?))
}

pub(crate) fn not_equal_ignore_case(args: &[Value]) -> Outcome {
    negated(equal_ignore_case(args))
}

fn negated(outcome: Outcome) -> Outcome {
    match outcome? {
        Value::Bool(value) => Ok(Value::Bool(!value)),
        _ => Err(Failure::Unknown),
    }
}

fn order(args: &[Value]) -> Result<Ordering, Failure> {
    match args {
        [Value::Int(left), Value::Int(right)] => Ok(left.cmp(right)),
        [Value::Text(left), Value::Text(right)] => order_of_texts(left, right),
        _ => Err(Failure::Unknown),
    }
}

/// Digits before letters, letters without case, then small before capital. Anything else needs knowledge of languages.
fn order_of_texts(left: &str, right: &str) -> Result<Ordering, Failure> {
    if left == right {
        return Ok(Ordering::Equal);
    }
    if !left.bytes().chain(right.bytes()).all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Failure::Unknown);
    }
    let letters = |text: &str| text.to_ascii_lowercase();
    let case = |text: &str| text.bytes().map(|byte| byte.is_ascii_uppercase()).collect::<Vec<_>>();
    Ok(letters(left).cmp(&letters(right)).then_with(|| case(left).cmp(&case(right))))
}

pub(crate) fn less(args: &[Value]) -> Outcome {
    order(args).map(|order| Value::Bool(order.is_lt()))
}

pub(crate) fn less_or_equal(args: &[Value]) -> Outcome {
    order(args).map(|order| Value::Bool(order.is_le()))
}

pub(crate) fn greater(args: &[Value]) -> Outcome {
    order(args).map(|order| Value::Bool(order.is_gt()))
}

pub(crate) fn greater_or_equal(args: &[Value]) -> Outcome {
    order(args).map(|order| Value::Bool(order.is_ge()))
}

pub(crate) fn and(args: &[Value]) -> Outcome {
    match args {
        [Value::Bool(left), Value::Bool(right)] => Ok(Value::Bool(*left && *right)),
        _ => Err(Failure::Unknown),
    }
}

pub(crate) fn or(args: &[Value]) -> Outcome {
    match args {
        [Value::Bool(left), Value::Bool(right)] => Ok(Value::Bool(*left || *right)),
        _ => Err(Failure::Unknown),
    }
}

#[allow(clippy::unnecessary_wraps, reason = "a row of the table")]
pub(crate) fn coalesce(args: &[Value]) -> Outcome {
    Ok(args.iter().find(|arg| **arg != Value::Null).cloned().unwrap_or(Value::Null))
}

#[cfg(test)]
mod tests {
    use super::super::{Failure, Value};

    #[test]
    fn equality_is_deep_and_exact() {
        let object = |pairs: &[(&str, i64)]| {
            Value::Object(pairs.iter().map(|(key, value)| ((*key).into(), Value::Int(*value))).collect())
        };
        let equal = |left: Value, right: Value| super::equal(&[left, right]);
        assert_eq!(equal(object(&[("a", 1), ("b", 2)]), object(&[("b", 2), ("a", 1)])), Ok(Value::Bool(true)));
        assert_eq!(equal(object(&[("a", 1)]), object(&[("A", 1)])), Ok(Value::Bool(false)));
        assert_eq!(equal(Value::Int(1), Value::text("1")), Ok(Value::Bool(false)));
        assert_eq!(super::equal_ignore_case(&[Value::text("Ä"), Value::text("ä")]), Ok(Value::Bool(true)));
    }

    #[test]
    fn order_of_strings() {
        let less = |left, right| super::less(&[Value::text(left), Value::text(right)]);
        assert_eq!(less("a", "A"), Ok(Value::Bool(true)));
        assert_eq!(less("A", "b"), Ok(Value::Bool(true)));
        assert_eq!(less("10", "9"), Ok(Value::Bool(true)));
        assert_eq!(less("e", "é"), Err(Failure::Unknown));
    }

    #[test]
    fn arrays_are_equal_item_by_item() {
        let object = |keys: [&str; 2]| Value::Object(keys.map(|key| (key.to_owned(), Value::text(key))).to_vec());
        let array = |items: &[Value]| Value::Array(items.to_vec());
        let equal = |left: &[Value], right: &[Value]| super::equal(&[array(left), array(right)]);
        assert_eq!(equal(&[object(["a", "b"])], &[object(["b", "a"])]), Ok(Value::Bool(true)));
        assert_eq!(equal(&[Value::Int(1)], &[Value::Int(1), Value::Int(2)]), Ok(Value::Bool(false)));
        assert_eq!(equal(&[Value::Int(1)], &[Value::Int(2)]), Ok(Value::Bool(false)));
    }

    #[test]
    fn logic_needs_booleans() {
        for (left, right, both, either) in [
            (true, true, true, true),
            (true, false, false, true),
            (false, true, false, true),
            (false, false, false, false),
        ] {
            let args = [Value::Bool(left), Value::Bool(right)];
            assert_eq!(super::and(&args), Ok(Value::Bool(both)), "{left} && {right}");
            assert_eq!(super::or(&args), Ok(Value::Bool(either)), "{left} || {right}");
        }
        assert_eq!(super::and(&[Value::Bool(true), Value::Int(1)]), Err(Failure::Unknown));
        assert_eq!(super::or(&[Value::Bool(true), Value::Int(1)]), Err(Failure::Unknown));
    }
}
