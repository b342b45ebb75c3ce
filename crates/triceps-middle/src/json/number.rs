//! Numbers as they are written out.

/// A number of JSON as it is written out again; none for what is not a number.
pub(crate) fn normalized(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    if let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        return Some(format!("{sign}{}", i64::from_str_radix(hex, 16).ok()?));
    }
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole && digits.len() > 1 && digits.starts_with('0') {
        return Some(format!("{sign}{}", i64::from_str_radix(digits, 8).ok()?));
    }
    if is_whole {
        // There is no negative zero among whole numbers.
        return Some(if digits == "0" { "0".to_owned() } else { text.to_owned() });
    }
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') || digits == "." {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    value.is_finite().then(|| {
        let mut text = shown(value);
        if !text.contains(['.', 'E']) {
            text.push_str(".0");
        }
        text
    })
}

/// A number of 64 bits with the fewest digits that mean it: `0.75`, `1E+16`, `1.5E-07`.
pub fn shown(value: f64) -> String {
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>().unwrap_or(0) {
        -5..=14 => format!("{value}"),
        exponent => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{mantissa}E{sign}{:02}", exponent.unsigned_abs())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn numbers_are_written_as_the_compiler_does() {
        for (text, expected) in [
            ("0", "0"),
            ("-0", "0"),
            ("9007199254740993", "9007199254740993"),
            ("0x10", "16"),
            ("010", "8"),
            ("1.50", "1.5"),
            ("1e3", "1000.0"),
            ("1.0", "1.0"),
            ("-2.5e-7", "-2.5E-07"),
            ("1e15", "1E+15"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ] {
            assert_eq!(normalized(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "-", "+1", "e3", "1.2.3", "abc", "inf", "NaN", "."] {
            assert_eq!(normalized(text), None, "{text}");
        }
    }
}
