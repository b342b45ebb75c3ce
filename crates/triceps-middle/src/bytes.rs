//! Texts eight bytes at a time: how far one goes on without certain bytes, and whether one has to be escaped.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// How many bytes at the start of a text are written as they are, and begin no character that may have to be escaped.
pub(crate) fn length_of_clean(bytes: &[u8]) -> usize {
    length_before(bytes, |word| suspects::<false>(word.to_le_bytes()))
}

/// How many bytes come before the first quote or backslash.
pub(crate) fn length_of_run(bytes: &[u8], quote: u8) -> usize {
    length_before(bytes, |word| equal(word, quote) | equal(word, b'\\'))
}

/// How many bytes come before the first line end.
pub(crate) fn length_of_line(bytes: &[u8]) -> usize {
    length_before(bytes, |word| equal(word, b'\n'))
}

/// How many spaces come first.
pub(crate) fn length_of_indentation(bytes: &[u8]) -> usize {
    length_before(bytes, |word| {
        let different = word ^ (ONES * u64::from(b' '));
        (((different & !HIGHS) + !HIGHS) | different) & HIGHS
    })
}

/// How many bytes come before the first whose high bit is set: eight bytes at a time.
///
/// Bits above the lowest one may be wrong.
#[inline]
fn length_before(bytes: &[u8], marked: impl Fn(u64) -> u64) -> usize {
    let length = |marks: u64| marks.trailing_zeros() as usize / 8;
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (at, chunk) in chunks.iter().enumerate() {
        let marks = marked(u64::from_le_bytes(*chunk));
        if marks != 0 {
            return at * 8 + length(marks);
        }
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    bytes.len() - rest.len() + length(marked(u64::from_le_bytes(last))).min(rest.len())
}

/// The high bit of each byte that is equal to one. Those above the lowest may be wrong.
#[inline]
fn equal(word: u64, byte: u8) -> u64 {
    below(word ^ (ONES * u64::from(byte)), 1)
}

/// The high bit of each byte that is below a number, of those that are ASCII. Those above the lowest may be wrong.
#[inline]
fn below(word: u64, number: u64) -> u64 {
    word.wrapping_sub(ONES * number) & !word & HIGHS
}

/// Whether a text is written as it is, in JSON and in a literal.
pub(crate) fn is_plain(text: &str) -> bool {
    is_clean::<true>(text)
}

/// Whether a text is written as it is in JSON, or in a literal too, where quotes are doubled: eight bytes at a time.
pub(crate) fn is_clean<const IN_LITERAL: bool>(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(last) = bytes.last_chunk::<8>() else {
        return bytes.iter().all(|byte| match byte {
            b'"' | b'\\' => false,
            b'\'' => !IN_LITERAL,
            b' '..=b'~' => true,
            _ => false,
        });
    };
    let (chunks, _) = bytes.as_chunks::<8>();
    // The last eight bytes overlap with those before them.
    chunks.iter().fold(suspects::<IN_LITERAL>(*last), |found, chunk| found | suspects::<IN_LITERAL>(*chunk)) == 0
}

/// The high bit of each byte that has to be escaped, or may begin a character that has to.
fn suspects<const IN_LITERAL: bool>(chunk: [u8; 8]) -> u64 {
    let word = u64::from_le_bytes(chunk);
    let quotes = if IN_LITERAL { equal(word, b'\'') } else { 0 };
    (word & HIGHS) | below(word, 0x20) | equal(word, b'"') | equal(word, b'\\') | quotes
}

#[cfg(test)]
mod tests {
    use super::{is_clean, is_plain, length_of_clean, length_of_indentation, length_of_line, length_of_run};

    #[test]
    fn plain_text_has_nothing_to_escape() {
        for text in ["", "a", "abcdefgh", "a longer text, without anything in it ~", "[x]{0}"] {
            assert!(is_plain(text) && is_clean::<false>(text), "{text}");
        }
        for suspect in ['"', '\\', '\'', '\n', '\u{1f}', '\0', 'é', '\u{85}', '\u{2028}', '😀'] {
            for position in 0..20 {
                let mut text = "x".repeat(20);
                text.insert(position, suspect);
                assert!(!is_plain(&text), "{text:?}");
                assert_eq!(is_clean::<false>(&text), suspect == '\'', "{text:?}");
                let short = &text[position..];
                assert_eq!(is_clean::<false>(short), suspect == '\'', "{short:?}");
            }
        }
    }

    #[test]
    fn lengths_end_before_the_first_byte_that_counts() {
        type Length = fn(&[u8]) -> usize;
        let ends: [(Length, &str, &str, &str); 4] = [
            (length_of_clean, "a !~\u{7f}#[]", "\"\\\n\u{1f}\0", "é"),
            (|bytes| length_of_run(bytes, b'"'), "a !\0\n\u{1f}é\u{80}", "\"\\", ""),
            (length_of_line, "a !\u{b}\u{9}é\u{8a}", "\n", ""),
            (length_of_indentation, " ", "!\"a\0", "é\u{a0}"),
        ];
        for (length, before, end, wide) in ends {
            for count in 0..40 {
                let text: String = before.chars().cycle().take(count).collect();
                assert_eq!(length(text.as_bytes()), text.len(), "{text:?}");
                for end in end.chars().chain(wide.chars()) {
                    for after in ["", "a", "          ", "\"\n\\\"\n\\\"\n\\!!!!!!!!!"] {
                        assert_eq!(length(format!("{text}{end}{after}").as_bytes()), text.len(), "{text:?} {end:?}");
                    }
                }
            }
        }
    }
}
