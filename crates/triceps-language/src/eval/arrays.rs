//! Arrays and objects, and what takes them as well as strings.

use super::compare::equal_values;
use super::strings::{slice, stringable, units};
use super::{Failure, Outcome, Value, limited};

fn count(number: usize) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

pub(crate) fn concat(args: &[Value]) -> Outcome {
    if args.iter().all(|arg| matches!(arg, Value::Array(_))) {
        let items = args.iter().flat_map(|arg| match arg {
            Value::Array(items) => items.as_slice(),
            _ => &[],
        });
        return limited(Value::Array(items.cloned().collect()));
    }
    let texts = args.iter().map(stringable).collect::<Result<Vec<_>, _>>()?;
    limited(Value::Text(texts.concat()))
}

pub(crate) fn length(args: &[Value]) -> Outcome {
    match args {
        [Value::Text(text)] => Ok(count(units(text))),
        [Value::Array(items)] => Ok(count(items.len())),
        [Value::Object(entries)] => Ok(count(entries.len())),
        _ => Err(Failure::Unknown),
    }
}

fn at(number: i64, length: usize) -> usize {
    usize::try_from(number.max(0)).unwrap_or(usize::MAX).min(length)
}

pub(crate) fn take(args: &[Value]) -> Outcome {
    match args {
        [Value::Text(text), Value::Int(number)] => slice(text, 0, at(*number, units(text))),
        [Value::Array(items), Value::Int(number)] => Ok(Value::Array(items[..at(*number, items.len())].to_vec())),
        _ => Err(Failure::Unknown),
    }
}

pub(crate) fn skip(args: &[Value]) -> Outcome {
    match args {
        [Value::Text(text), Value::Int(number)] => {
            let length = units(text);
            slice(text, at(*number, length), length)
        }
        [Value::Array(items), Value::Int(number)] => Ok(Value::Array(items[at(*number, items.len())..].to_vec())),
        _ => Err(Failure::Unknown),
    }
}

pub(crate) fn empty(args: &[Value]) -> Outcome {
    match args {
        [Value::Null] => Ok(Value::Bool(true)),
        [Value::Text(text)] => Ok(Value::Bool(text.is_empty())),
        [Value::Array(items)] => Ok(Value::Bool(items.is_empty())),
        [Value::Object(entries)] => Ok(Value::Bool(entries.is_empty())),
        _ => Err(Failure::Unknown),
    }
}

pub(crate) fn contains(args: &[Value]) -> Outcome {
    match args {
        [Value::Text(text), Value::Text(part)] => Ok(Value::Bool(text.contains(part.as_str()))),
        [Value::Array(items), item] => Ok(Value::Bool(items.iter().any(|other| equal_values(other, item)))),
        [Value::Object(entries), Value::Text(key)] if key.is_ascii() => {
            Ok(Value::Bool(entries.iter().any(|(other, _)| other.eq_ignore_ascii_case(key))))
        }
        _ => Err(Failure::Unknown),
    }
}

pub(crate) fn first(args: &[Value]) -> Outcome {
    match args {
        [Value::Text(text)] => slice(text, 0, units(text).min(1)),
        [Value::Array(items)] => Ok(items.first().cloned().unwrap_or(Value::Null)),
        _ => Err(Failure::Unknown),
    }
}

pub(crate) fn last(args: &[Value]) -> Outcome {
    match args {
        [Value::Text(text)] => {
            let length = units(text);
            slice(text, length.saturating_sub(1), length)
        }
        [Value::Array(items)] => Ok(items.last().cloned().unwrap_or(Value::Null)),
        _ => Err(Failure::Unknown),
    }
}

pub(crate) fn distinct(args: &[Value]) -> Outcome {
    let [Value::Array(items)] = args else { return Err(Failure::Unknown) };
    keep_distinct(items.iter())
}

/// Arrays that are longer stay unknown, since each item is compared with all before it.
const COMPARED: usize = 500;

fn keep_distinct<'a>(items: impl Iterator<Item = &'a Value>) -> Outcome {
    let mut kept: Vec<Value> = Vec::new();
    for item in items {
        if !kept.contains(item) {
            kept.push(item.clone());
        }
        if kept.len() > COMPARED {
            return Err(Failure::Unknown);
        }
    }
    Ok(Value::Array(kept))
}

fn arrays(args: &[Value]) -> Option<Vec<&[Value]>> {
    args.iter()
        .map(|arg| match arg {
            Value::Array(items) => Some(items.as_slice()),
            _ => None,
        })
        .collect()
}

pub(crate) fn union(args: &[Value]) -> Outcome {
    if let Some(arrays) = arrays(args) {
        return keep_distinct(arrays.into_iter().flatten());
    }
    let mut merged: Vec<(String, Value)> = Vec::new();
    for arg in args {
        let Value::Object(entries) = arg else { return Err(Failure::Unknown) };
        merge(&mut merged, entries)?;
    }
    Ok(Value::Object(merged))
}

/// Merges an object into another, members that are objects too. Keys are compared without case, and null gives way.
fn merge(merged: &mut Vec<(String, Value)>, entries: &[(String, Value)]) -> Result<(), Failure> {
    if merged.len() + entries.len() > COMPARED {
        return Err(Failure::Unknown);
    }
    for (key, value) in entries {
        if !key.is_ascii() {
            return Err(Failure::Unknown);
        }
        let Some((name, own)) = merged.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(key)) else {
            merged.push((key.clone(), value.clone()));
            continue;
        };
        name.clone_from(key);
        match (own, value) {
            (_, Value::Null) => {}
            (Value::Object(inner), Value::Object(entries)) => merge(inner, entries)?,
            // What is not alike does not go together.
            (
                Value::Object(_) | Value::Array(_),
                Value::Bool(_) | Value::Int(_) | Value::Text(_) | Value::Fraction(_),
            )
            | (
                Value::Bool(_) | Value::Int(_) | Value::Text(_) | Value::Fraction(_),
                Value::Object(_) | Value::Array(_),
            )
            | (Value::Object(_), Value::Array(_))
            | (Value::Array(_), Value::Object(_)) => return Err(Failure::Unknown),
            (own, value) => *own = value.clone(),
        }
    }
    Ok(())
}

pub(crate) fn intersection(args: &[Value]) -> Outcome {
    let Some(arrays) = arrays(args) else { return Err(Failure::Unknown) };
    let Some((first, rest)) = arrays.split_first() else { return Err(Failure::Unknown) };
    if arrays.iter().any(|items| items.len() > COMPARED) {
        return Err(Failure::Unknown);
    }
    keep_distinct(first.iter().filter(|item| rest.iter().all(|items| items.contains(item))))
}

pub(crate) fn shallow_merge(args: &[Value]) -> Outcome {
    let [Value::Array(objects)] = args else { return Err(Failure::Unknown) };
    let mut merged: Vec<(String, Value)> = Vec::new();
    for object in objects {
        let Value::Object(entries) = object else { return Err(Failure::Unknown) };
        if merged.len() + entries.len() > COMPARED {
            return Err(Failure::Unknown);
        }
        for (key, value) in entries {
            if !key.is_ascii() {
                return Err(Failure::Unknown);
            }
            match merged.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(key)) {
                Some((_, slot)) => *slot = value.clone(),
                None => merged.push((key.clone(), value.clone())),
            }
        }
    }
    Ok(Value::Object(merged))
}

#[cfg(test)]
mod tests {
    use super::super::{Failure, Value};

    fn numbers(numbers: &[i64]) -> Value {
        Value::Array(numbers.iter().map(|number| Value::Int(*number)).collect())
    }

    #[test]
    fn counts_out_of_range_are_cut() {
        assert_eq!(super::take(&[numbers(&[1, 2]), Value::Int(-1)]), Ok(numbers(&[])));
        assert_eq!(super::take(&[Value::text("abc"), Value::Int(9)]), Ok(Value::text("abc")));
        assert_eq!(super::skip(&[numbers(&[1, 2]), Value::Int(1)]), Ok(numbers(&[2])));
        assert_eq!(super::skip(&[Value::text("abc"), Value::Int(9)]), Ok(Value::text("")));
    }

    #[test]
    fn sets_keep_the_order_of_the_first() {
        assert_eq!(super::union(&[numbers(&[2, 1, 2]), numbers(&[3, 1])]), Ok(numbers(&[2, 1, 3])));
        assert_eq!(super::intersection(&[numbers(&[2, 1, 2]), numbers(&[1, 2])]), Ok(numbers(&[2, 1])));
    }

    #[test]
    fn objects_are_merged_deeply() {
        let object = |entries: &[(&str, Value)]| {
            Value::Object(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
        };
        let inner = |key, number| object(&[("a", object(&[(key, Value::Int(number))]))]);
        let both = object(&[("a", object(&[("x", Value::Int(1)), ("y", Value::Int(2))]))]);
        assert_eq!(super::union(&[inner("x", 1), inner("y", 2)]), Ok(both));
        let one = |key, value| object(&[(key, value)]);
        assert_eq!(super::union(&[one("a", Value::Int(1)), one("A", Value::Int(2))]), Ok(one("A", Value::Int(2))));
        assert_eq!(super::union(&[one("a", Value::Int(1)), one("a", Value::Null)]), Ok(one("a", Value::Int(1))));
        assert_eq!(super::union(&[inner("x", 1), one("a", Value::Int(1))]), Err(Failure::Unknown));
        assert_eq!(super::union(&[Value::Object(vec![]), Value::Object(vec![])]), Ok(Value::Object(vec![])));
    }

    #[test]
    fn the_last_value_and_the_first_spelling_stay() {
        let object = |key: &str, value| Value::Object(vec![(key.into(), Value::Int(value))]);
        let merged = super::shallow_merge(&[Value::Array(vec![object("a", 1), object("A", 2)])]);
        assert_eq!(merged, Ok(object("a", 2)));
    }

    #[test]
    fn first_and_last_of_nothing() {
        assert_eq!(super::first(&[numbers(&[])]), Ok(Value::Null));
        assert_eq!(super::last(&[Value::text("")]), Ok(Value::text("")));
        assert_eq!(super::last(&[Value::text("abc")]), Ok(Value::text("c")));
    }

    #[test]
    fn only_what_has_nothing_in_it_is_empty() {
        let object = Value::Object(vec![("a".into(), Value::Null)]);
        for (value, is_empty) in [
            (Value::Null, true),
            (Value::text(""), true),
            (Value::text(" "), false),
            (numbers(&[]), true),
            (numbers(&[0]), false),
            (Value::Object(Vec::new()), true),
            (object, false),
        ] {
            assert_eq!(super::empty(std::slice::from_ref(&value)), Ok(Value::Bool(is_empty)), "{value:?}");
        }
    }

    #[test]
    fn keys_are_found_without_case_where_case_is_plain() {
        let object = Value::Object(vec![("Name".into(), Value::Null)]);
        assert_eq!(super::contains(&[object.clone(), Value::text("nAME")]), Ok(Value::Bool(true)));
        assert_eq!(super::contains(&[object.clone(), Value::text("other")]), Ok(Value::Bool(false)));
        assert_eq!(super::contains(&[object, Value::text("é")]), Err(Failure::Unknown));
    }

    #[test]
    fn what_is_too_long_to_compare_stays_unknown() {
        let most = i64::try_from(super::COMPARED).expect("it is small");
        let items = |count: i64| numbers(&(0..count).collect::<Vec<_>>());
        let object = |count: i64| Value::Object((0..count).map(|key| (key.to_string(), Value::Null)).collect());
        assert_eq!(super::distinct(&[items(most)]), Ok(items(most)));
        assert_eq!(super::distinct(&[items(most + 1)]), Err(Failure::Unknown));
        assert_eq!(super::union(&[object(most)]), Ok(object(most)));
        assert_eq!(super::union(&[object(most + 1)]), Err(Failure::Unknown));
    }
}
