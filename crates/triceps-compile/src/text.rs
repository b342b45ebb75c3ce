//! Bytes to text.

/// A text in UTF-8 or, where a mark at its start says so, in UTF-16.
///
/// # Errors
///
/// Why the bytes are not a text.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, &'static str> {
    let wide = |read: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| read(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    Ok(match bytes {
        [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
        _ => lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).to_vec()),
    })
}

/// A text in UTF-8. What is not is replaced, as by the compiler.
pub(crate) fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
