//! Bytes to text.

/// A text in UTF-8 or, where a mark at its start says so, in UTF-16.
pub(crate) fn decode(bytes: Vec<u8>) -> String {
    marked(&bytes).unwrap_or_else(|| lossy(bytes))
}

/// A text in an encoding, unless a mark at its start says another one; none where the encoding is not known.
pub(crate) fn decode_as(bytes: &[u8], encoding: &str) -> Option<String> {
    let read: fn(&[u8]) -> String = match encoding {
        "utf-8" => |bytes| lossy(bytes.to_vec()),
        "us-ascii" => |bytes| bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect(),
        "iso-8859-1" => |bytes| bytes.iter().map(|byte| char::from(*byte)).collect(),
        "utf-16" => |bytes| wide(u16::from_le_bytes, bytes),
        "utf-16BE" => |bytes| wide(u16::from_be_bytes, bytes),
        _ => return None,
    };
    Some(marked(bytes).unwrap_or_else(|| read(bytes)))
}

/// The encoding that a mark at the start of a text names.
pub(crate) fn marked_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] => Some("utf-16"),
        [0xfe, 0xff, ..] => Some("utf-16BE"),
        [0xef, 0xbb, 0xbf, ..] => Some("utf-8"),
        _ => None,
    }
}

/// A text in UTF-8. What is not is replaced, as by the compiler.
pub(crate) fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// A text whose encoding is marked at its start.
fn marked(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Some(wide(u16::from_le_bytes, rest)),
        [0xfe, 0xff, rest @ ..] => Some(wide(u16::from_be_bytes, rest)),
        [0xef, 0xbb, 0xbf, rest @ ..] => Some(lossy(rest.to_vec())),
        _ => None,
    }
}

fn wide(read: fn([u8; 2]) -> u16, bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| read(*pair)).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::{decode, decode_as};

    #[test]
    fn bytes_become_text() {
        assert_eq!(decode(b"\xef\xbb\xbfa".to_vec()), "a");
        assert_eq!(decode(b"\xff\xfea\0".to_vec()), "a");
        assert_eq!(decode(b"a\xff".to_vec()), "a\u{fffd}");
        assert_eq!(decode_as(b"\xe9", "iso-8859-1").as_deref(), Some("é"));
        assert_eq!(decode_as(b"a\xe9", "us-ascii").as_deref(), Some("a?"));
        assert_eq!(decode_as(b"\xff\xfea\0", "utf-16").as_deref(), Some("a"));
        assert_eq!(decode_as(b"\0a", "utf-16BE").as_deref(), Some("a"));
        assert_eq!(decode_as(b"a", "latin"), None);
    }
}
