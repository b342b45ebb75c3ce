//! Base64, data URIs and escapes in URIs.

use super::{Failure, Outcome, Value, fails, json, limited, texts};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let number = chunk.iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for position in 0..4 {
            if position <= chunk.len() {
                let index = number >> (18 - 6 * position) & 63;
                text.push(char::from(ALPHABET[index as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let mut digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if !digits.len().is_multiple_of(4) {
        return None;
    }
    for _ in 0..2 {
        if digits.last() == Some(&b'=') {
            digits.pop();
        }
    }
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3);
    for chunk in digits.chunks(4) {
        let mut number = 0u32;
        for digit in chunk {
            let index = ALPHABET.iter().position(|other| other == digit)?;
            number = number << 6 | u32::try_from(index).ok()?;
        }
        let count = match chunk.len() {
            4 => 3,
            3 => 2,
            2 => 1,
            _ => return None,
        };
        number <<= 6 * (4 - u32::try_from(chunk.len()).ok()?);
        bytes.extend(number.to_be_bytes()[1..].iter().take(count));
    }
    Some(bytes)
}

pub(crate) fn base64(args: &[Value]) -> Outcome {
    let [text] = texts(args)?;
    limited(Value::Text(encode(text.as_bytes())))
}

pub(crate) fn base64_to_string(args: &[Value]) -> Outcome {
    let [text] = texts(args)?;
    match decode(text) {
        Some(bytes) => Ok(Value::Text(String::from_utf8_lossy(&bytes).into_owned())),
        None => fails("cannot decode this text: it is not base64"),
    }
}

pub(crate) fn data_uri(args: &[Value]) -> Outcome {
    let (kind, text) = match args {
        [Value::Text(text)] => ("text/plain", text.clone()),
        [value @ (Value::Int(_) | Value::Array(_) | Value::Object(_))] => ("application/json", json::write(value, '"')),
        _ => return Err(Failure::Unknown),
    };
    limited(Value::Text(format!("data:{kind};charset=utf-8;base64,{}", encode(text.as_bytes()))))
}

pub(crate) fn data_uri_to_string(args: &[Value]) -> Outcome {
    let [text] = texts(args)?;
    let Some(rest) = text.strip_prefix("data:") else {
        return fails("cannot read this text: it is not a data URI");
    };
    let Some((kind, data)) = rest.split_once(',') else { return Err(Failure::Unknown) };
    let plain = matches!(kind, "text/plain;charset=utf-8;base64" | "application/json;charset=utf-8;base64");
    match decode(data) {
        Some(bytes) if plain => Ok(Value::Text(String::from_utf8_lossy(&bytes).into_owned())),
        _ => Err(Failure::Unknown),
    }
}

pub(crate) fn uri_component(args: &[Value]) -> Outcome {
    let [text] = texts(args)?;
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            escaped.push(char::from(byte));
        } else {
            use std::fmt::Write;
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    limited(Value::Text(escaped))
}

pub(crate) fn uri_component_to_string(args: &[Value]) -> Outcome {
    let [text] = texts(args)?;
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        let escape = pair.filter(|pair| pair.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match (byte, escape.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            (b'%', Some(escape)) => {
                decoded.push(escape);
                at += 3;
                continue;
            }
            (b'+', _) => decoded.push(b' '),
            _ => decoded.push(*byte),
        }
        at += 1;
    }
    String::from_utf8(decoded).map(Value::Text).map_err(|_| Failure::Unknown)
}

#[cfg(test)]
mod tests {
    use super::super::{Failure, Value};

    #[test]
    fn base64_there_and_back() {
        for (text, encoded) in [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("😀", "8J+YgA==")] {
            assert_eq!(super::base64(&[Value::text(text)]), Ok(Value::text(encoded)));
            assert_eq!(super::base64_to_string(&[Value::text(encoded)]), Ok(Value::text(text)));
        }
        for wrong in ["not base64!", "e30", "A===", "===="] {
            assert!(matches!(super::base64_to_string(&[Value::text(wrong)]), Err(Failure::Fails(_))), "{wrong}");
        }
    }

    #[test]
    fn data_uris() {
        let uri = "data:text/plain;charset=utf-8;base64,SGVsbG8=";
        assert_eq!(super::data_uri(&[Value::text("Hello")]), Ok(Value::text(uri)));
        assert_eq!(super::data_uri_to_string(&[Value::text(uri)]), Ok(Value::text("Hello")));
        assert!(matches!(super::data_uri_to_string(&[Value::text("x")]), Err(Failure::Fails(_))));
    }

    #[test]
    fn escapes() {
        assert_eq!(super::uri_component(&[Value::text("a b/é~")]), Ok(Value::text("a%20b%2F%C3%A9~")));
        assert_eq!(super::uri_component_to_string(&[Value::text("a+b%2f%zz")]), Ok(Value::text("a b/%zz")));
    }

    #[test]
    fn values_are_json_in_a_data_uri() {
        for (value, result) in [
            (Value::text("Hello"), "data:text/plain;charset=utf-8;base64,SGVsbG8="),
            (Value::Int(5), "data:application/json;charset=utf-8;base64,NQ=="),
            (Value::Array(vec![Value::text("a")]), "data:application/json;charset=utf-8;base64,WyJhIl0="),
        ] {
            assert_eq!(super::data_uri(&[value]), Ok(Value::text(result)));
        }
        assert_eq!(super::data_uri(&[Value::Null]), Err(Failure::Unknown));
    }
}
