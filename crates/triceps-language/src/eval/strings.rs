//! Strings. A character is a UTF-16 unit.

use super::compare::equal_values;
use super::{Failure, Outcome, Value, fails, json, limited, texts};

/// The UTF-16 length of a string.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The part of a string between two UTF-16 positions, or unknown where that halves a character.
pub(super) fn slice(text: &str, start: usize, end: usize) -> Outcome {
    if text.is_ascii() {
        return Ok(Value::text(&text[start..end]));
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[start..end]).map(Value::Text).map_err(|_| Failure::Unknown)
}

/// Whether comparisons of a string need no knowledge of languages.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

pub(crate) fn to_lower(args: &[Value]) -> Outcome {
    let [text] = texts(args)?;
    lower(text).map(Value::Text)
}

/// A string in lower case: one character for each, without regard to languages.
pub(super) fn lower(text: &str) -> Result<String, Failure> {
    cased(text, |c| {
        let mut mapped = c.to_lowercase();
        match (mapped.next(), mapped.next()) {
            (Some(one), None) => Some(one),
            // A capital I with a dot stays.
            _ if c == 'İ' => Some(c),
            _ => None,
        }
    })
}

pub(crate) fn to_upper(args: &[Value]) -> Outcome {
    let [text] = texts(args)?;
    let upper = cased(text, |c| {
        let mut mapped = c.to_uppercase();
        match (mapped.next(), mapped.next()) {
            // A small i without a dot stays.
            _ if matches!(c, 'ß' | 'ı') => Some(c),
            (Some(one), None) => Some(one),
            _ => None,
        }
    })?;
    Ok(Value::Text(upper))
}

fn cased(text: &str, map: impl Fn(char) -> Option<char>) -> Result<String, Failure> {
    text.chars().map(map).collect::<Option<String>>().ok_or(Failure::Unknown)
}

pub(crate) fn trim(args: &[Value]) -> Outcome {
    let [text] = texts(args)?;
    Ok(Value::text(text.trim()))
}

pub(crate) fn replace(args: &[Value]) -> Outcome {
    let [text, old, new] = texts(args)?;
    if old.is_empty() {
        return fails("needs something to replace: its second argument is empty");
    }
    let count = text.matches(old).count();
    if text.len() + count * new.len() > super::LIMIT {
        return Err(Failure::Unknown);
    }
    Ok(Value::Text(text.replace(old, new)))
}

pub(crate) fn pad_left(args: &[Value]) -> Outcome {
    let (text, width, pad) = match args {
        [text, Value::Int(width)] => (text, *width, " "),
        [text, Value::Int(width), Value::Text(pad)] => (text, *width, pad.as_str()),
        _ => return Err(Failure::Unknown),
    };
    let text = match text {
        Value::Text(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        _ => return Err(Failure::Unknown),
    };
    if units(pad) != 1 {
        return fails("pads with exactly one character");
    }
    let Some(width) = usize::try_from(width).ok().filter(|width| (1..=16).contains(width)) else {
        return fails("pads to a width between 1 and 16");
    };
    let missing = width.saturating_sub(units(&text));
    Ok(Value::Text(pad.repeat(missing) + &text))
}

pub(crate) fn split(args: &[Value]) -> Outcome {
    let [Value::Text(text), delimiter] = args else { return Err(Failure::Unknown) };
    let mut delimiters: Vec<&str> = Vec::new();
    match delimiter {
        Value::Text(delimiter) => delimiters.push(delimiter),
        Value::Array(items) => {
            for item in items {
                let Value::Text(delimiter) = item else { return Err(Failure::Unknown) };
                delimiters.push(delimiter);
            }
        }
        _ => return Err(Failure::Unknown),
    }
    delimiters.retain(|delimiter| !delimiter.is_empty());
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < text.len() {
        match delimiters.iter().find(|delimiter| text[at..].starts_with(**delimiter)) {
            Some(delimiter) => {
                parts.push(Value::text(&text[start..at]));
                at += delimiter.len();
                start = at;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(Value::text(&text[start..]));
    limited(Value::Array(parts))
}

/// A value as `join` and `concat` take it.
pub(super) fn stringable(value: &Value) -> Result<String, Failure> {
    match value {
        Value::Text(text) => Ok(text.clone()),
        Value::Int(number) => Ok(number.to_string()),
        Value::Bool(true) => Ok("True".into()),
        Value::Bool(false) => Ok("False".into()),
        _ => Err(Failure::Unknown),
    }
}

pub(crate) fn join(args: &[Value]) -> Outcome {
    let [Value::Array(items), Value::Text(delimiter)] = args else { return Err(Failure::Unknown) };
    let items = items.iter().map(stringable).collect::<Result<Vec<_>, _>>()?;
    limited(Value::Text(items.join(delimiter)))
}

/// What the function `string` makes of its argument.
///
/// # Errors
///
/// If it fails in a deployment too, or if the result is not known here.
pub fn string(args: &[Value]) -> Outcome {
    match args {
        [Value::Array(_) | Value::Object(_)] => Ok(Value::Text(json::write(&args[0], '"'))),
        [value] => stringable(value).map(Value::Text),
        _ => Err(Failure::Unknown),
    }
}

pub(crate) fn substring(args: &[Value]) -> Outcome {
    let (text, start, length) = match args {
        [Value::Text(text), Value::Int(start)] => (text, *start, None),
        [Value::Text(text), Value::Int(start), Value::Int(length)] => (text, *start, Some(*length)),
        _ => return Err(Failure::Unknown),
    };
    let total = units(text);
    let Ok(start) = usize::try_from(start) else { return fails("cannot start before the string") };
    if length.is_some_and(|length| length < 0) {
        return fails("cannot give a negative number of characters");
    }
    if start > total {
        return fails(format!("cannot start at {start}: the string has {total} characters"));
    }
    let end = match length {
        None => total,
        Some(length) => usize::try_from(length).map_or(usize::MAX, |length| start.saturating_add(length)),
    };
    if end > total {
        return fails(format!("cannot reach beyond the {total} characters of the string"));
    }
    slice(text, start, end)
}

pub(crate) fn starts_with(args: &[Value]) -> Outcome {
    let [text, start] = plain(args)?;
    Ok(Value::Bool(text.starts_with(&start)))
}

pub(crate) fn ends_with(args: &[Value]) -> Outcome {
    let [text, end] = plain(args)?;
    Ok(Value::Bool(text.ends_with(&end)))
}

/// Two strings that can be compared without knowledge of languages, in lower case.
fn plain(args: &[Value]) -> Result<[String; 2], Failure> {
    let both: [&str; 2] = texts(args)?;
    if both.iter().all(|text| is_plain(text)) { Ok(both.map(str::to_ascii_lowercase)) } else { Err(Failure::Unknown) }
}

fn position(found: Option<usize>) -> Value {
    Value::Int(found.and_then(|found| i64::try_from(found).ok()).unwrap_or(-1))
}

pub(crate) fn index_of(args: &[Value]) -> Outcome {
    if let [Value::Array(items), item] = args {
        return Ok(position(items.iter().position(|other| equal_values(other, item))));
    }
    let [text, part] = plain(args)?;
    Ok(position(text.find(&part)))
}

pub(crate) fn last_index_of(args: &[Value]) -> Outcome {
    if let [Value::Array(items), item] = args {
        return Ok(position(items.iter().rposition(|other| equal_values(other, item))));
    }
    let [text, part] = plain(args)?;
    if part.is_empty() {
        return Ok(position(text.len().checked_sub(1).or(Some(0))));
    }
    Ok(position(text.rfind(&part)))
}

pub(crate) fn like(args: &[Value]) -> Outcome {
    let [text, pattern] = plain(args)?;
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return Ok(Value::Bool(false)) };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return Ok(Value::Bool(rest.is_empty())) };
    for piece in pieces {
        match rest.find(piece) {
            Some(found) => rest = &rest[found + piece.len()..],
            None => return Ok(Value::Bool(false)),
        }
    }
    Ok(Value::Bool(rest.ends_with(last)))
}

#[cfg(test)]
mod tests {
    use super::super::{Failure, Value};

    fn text(text: &str) -> Value {
        Value::text(text)
    }

    fn list(items: &[&str]) -> Value {
        Value::Array(items.iter().map(|item| text(item)).collect())
    }

    #[test]
    fn parts_of_strings() {
        assert_eq!(super::substring(&[text("abc"), Value::Int(1)]), Ok(text("bc")));
        assert_eq!(super::substring(&[text("abc"), Value::Int(3)]), Ok(text("")));
        assert!(matches!(super::substring(&[text("abc"), Value::Int(4)]), Err(Failure::Fails(_))));
        assert!(matches!(super::substring(&[text("abc"), Value::Int(1), Value::Int(3)]), Err(Failure::Fails(_))));
        assert_eq!(super::substring(&[text("😀a"), Value::Int(0), Value::Int(1)]), Err(Failure::Unknown));
        assert_eq!(super::substring(&[text("😀a"), Value::Int(2), Value::Int(1)]), Ok(text("a")));
    }

    #[test]
    fn the_first_delimiter_that_fits_wins() {
        let both = |first, second| Value::Array(vec![text(first), text(second)]);
        assert_eq!(super::split(&[text("a-b--c"), both("-", "--")]), Ok(list(&["a", "b", "", "c"])));
        assert_eq!(super::split(&[text("a--b-c"), both("--", "-")]), Ok(list(&["a", "b", "c"])));
        assert_eq!(super::split(&[text("abc"), text("")]), Ok(list(&["abc"])));
        assert_eq!(super::split(&[text(""), text(",")]), Ok(list(&[""])));
    }

    #[test]
    fn padding_has_limits() {
        assert_eq!(super::pad_left(&[Value::Int(-5), Value::Int(4), text("0")]), Ok(text("00-5")));
        assert_eq!(super::pad_left(&[text("abcd"), Value::Int(3)]), Ok(text("abcd")));
        assert!(matches!(super::pad_left(&[text("a"), Value::Int(17)]), Err(Failure::Fails(_))));
        assert!(matches!(super::pad_left(&[text("a"), Value::Int(3), text("ab")]), Err(Failure::Fails(_))));
    }

    #[test]
    fn patterns() {
        for (value, pattern, fits) in [
            ("abc", "a*", true),
            ("abc", "*C", true),
            ("", "*", true),
            ("abc", "*b*", true),
            ("abc", "b", false),
            ("ab", "a*b*b", false),
            ("abab", "a*b", true),
        ] {
            assert_eq!(super::like(&[text(value), text(pattern)]), Ok(Value::Bool(fits)), "{value} {pattern}");
        }
    }

    #[test]
    fn case_is_one_character_for_one() {
        assert_eq!(super::to_upper(&[text("straße ı")]), Ok(text("STRAßE ı")));
        assert_eq!(super::to_lower(&[text("ÄΣ İ")]), Ok(text("äσ İ")));
        assert_eq!(super::to_upper(&[text("ŉ")]), Err(Failure::Unknown));
    }

    #[test]
    fn search_beyond_ascii_is_not_guessed() {
        assert_eq!(super::index_of(&[text("abcabc"), text("B")]), Ok(Value::Int(1)));
        assert_eq!(super::last_index_of(&[text("abc"), text("")]), Ok(Value::Int(2)));
        assert_eq!(super::index_of(&[text("é"), text("e\u{301}")]), Err(Failure::Unknown));
    }

    #[test]
    fn plain_values_become_text() {
        for (value, result) in
            [(text("a"), "a"), (Value::Int(-5), "-5"), (Value::Bool(true), "True"), (list(&["a"]), "[\"a\"]")]
        {
            assert_eq!(super::string(&[value]), Ok(text(result)));
        }
        assert_eq!(super::string(&[Value::Null]), Err(Failure::Unknown));
        let mixed = Value::Array(vec![Value::Int(1), Value::Bool(false), text("a")]);
        assert_eq!(super::join(&[mixed, text("-")]), Ok(text("1-False-a")));
    }

    #[test]
    fn what_grows_too_long_stays_unknown() {
        let long = "a".repeat(super::super::LIMIT);
        assert_eq!(super::replace(&[text(&long), text("b"), text("c")]), Ok(text(&long)));
        assert_eq!(super::replace(&[text(&(long + "b")), text("b"), text("c")]), Err(Failure::Unknown));
    }
}
