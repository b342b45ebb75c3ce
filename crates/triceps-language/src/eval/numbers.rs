//! Whole numbers of 64 bits.

use super::{Failure, Outcome, Value, fails};

fn operands(args: &[Value]) -> Result<[i64; 2], Failure> {
    match args {
        [Value::Int(left), Value::Int(right)] => Ok([*left, *right]),
        _ => Err(Failure::Unknown),
    }
}

/// Sums that need more than 64 bits end the compiler itself.
pub(crate) fn add(args: &[Value]) -> Outcome {
    let [left, right] = operands(args)?;
    let crash = || Failure::Crash(format!("{left} + {right} does not fit into 64 bits").into());
    left.checked_add(right).map(Value::Int).ok_or_else(crash)
}

pub(crate) fn subtract(args: &[Value]) -> Outcome {
    let [left, right] = operands(args)?;
    let crash = || Failure::Crash(format!("{left} - {right} does not fit into 64 bits").into());
    left.checked_sub(right).map(Value::Int).ok_or_else(crash)
}

pub(crate) fn multiply(args: &[Value]) -> Outcome {
    let [left, right] = operands(args)?;
    match left.checked_mul(right) {
        Some(product) => Ok(Value::Int(product)),
        None => fails(format!("overflows: {left} times {right} does not fit into 64 bits")),
    }
}

pub(crate) fn divide(args: &[Value]) -> Outcome {
    let [left, right] = operands(args)?;
    match (right, left.checked_div(right)) {
        (0, _) => fails("divides by zero"),
        (_, Some(quotient)) => Ok(Value::Int(quotient)),
        (_, None) => fails(format!("overflows: {left} by {right} does not fit into 64 bits")),
    }
}

pub(crate) fn modulo(args: &[Value]) -> Outcome {
    let [left, right] = operands(args)?;
    match (right, left.checked_rem(right)) {
        (0, _) => fails("divides by zero"),
        (_, Some(rest)) => Ok(Value::Int(rest)),
        (_, None) => fails(format!("overflows: {left} by {right} does not fit into 64 bits")),
    }
}

fn list(args: &[Value]) -> Result<Vec<i64>, Failure> {
    let items = match args {
        [Value::Array(items)] => items,
        _ => args,
    };
    items
        .iter()
        .map(|item| match item {
            Value::Int(number) => Ok(*number),
            _ => Err(Failure::Unknown),
        })
        .collect()
}

const EMPTY: &str = "`min` and `max` of nothing have no value";

pub(crate) fn min(args: &[Value]) -> Outcome {
    list(args)?.into_iter().min().map(Value::Int).ok_or(Failure::Crash(EMPTY.into()))
}

pub(crate) fn max(args: &[Value]) -> Outcome {
    list(args)?.into_iter().max().map(Value::Int).ok_or(Failure::Crash(EMPTY.into()))
}

#[cfg(test)]
mod tests {
    use super::super::{Failure, Value};

    #[test]
    fn results_that_do_not_fit() {
        let max = [Value::Int(i64::MAX), Value::Int(1)];
        assert!(matches!(super::add(&max), Err(Failure::Crash(_))));
        assert!(matches!(super::multiply(&[Value::Int(i64::MAX), Value::Int(2)]), Err(Failure::Fails(_))));
        assert!(matches!(super::divide(&[Value::Int(i64::MIN), Value::Int(-1)]), Err(Failure::Fails(_))));
        assert!(matches!(super::divide(&[Value::Int(1), Value::Int(0)]), Err(Failure::Fails(_))));
        assert!(matches!(super::max(&[Value::Array(Vec::new())]), Err(Failure::Crash(_))));
    }

    #[test]
    fn division_cuts_towards_zero() {
        assert_eq!(super::divide(&[Value::Int(-7), Value::Int(2)]), Ok(Value::Int(-3)));
        assert_eq!(super::modulo(&[Value::Int(-7), Value::Int(3)]), Ok(Value::Int(-1)));
        assert_eq!(super::min(&[Value::Int(2), Value::Int(-5)]), Ok(Value::Int(-5)));
        assert_eq!(super::max(&[Value::Array(vec![Value::Int(2), Value::Int(3)])]), Ok(Value::Int(3)));
    }
}
