//! Words of the language that matter to layout and reading.

/// Words that are literals everywhere, and so not identifiers.
pub const LITERAL_KEYWORDS: [&str; 3] = ["true", "false", "null"];

/// The most characters of an identifier.
pub const MAX_IDENTIFIER_LENGTH: usize = 255;

/// Whether a name may stand without quotes, as a key or after a dot: ASCII letters, digits and `_`,
/// not starting with a digit, and not `true`, `false` or `null`.
pub fn is_identifier(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.first().is_some_and(|first| is_identifier_start(*first))
        && bytes[1..].iter().all(|byte| is_identifier_part(*byte))
        && !LITERAL_KEYWORDS.contains(&name)
}

/// Whether an identifier may start with this character.
pub const fn is_identifier_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

/// Whether an identifier may contain this character.
pub const fn is_identifier_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
