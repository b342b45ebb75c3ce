//! The order in which the compiler sorts names: by letters, whatever their case.

use std::cmp::Ordering;

/// Punctuation in the order of the Unicode collation, before digits and letters.
const PUNCTUATION: &[u8] = b" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// Compares names as the compiler sorts them: punctuation, digits, then letters without their case; names that differ
/// in case alone have small letters first.
///
/// ```
/// use triceps_middle::collate;
///
/// let mut names = ["name_cost", "Test", "nameAs", "edge", "name1", "test"];
/// names.sort_by(|a, b| collate(a, b));
/// assert_eq!(names, ["edge", "name_cost", "name1", "nameAs", "test", "Test"]);
/// ```
pub fn collate(a: &str, b: &str) -> Ordering {
    let letters = a.chars().map(weight).cmp(b.chars().map(weight));
    letters.then_with(|| a.chars().map(char::is_uppercase).cmp(b.chars().map(char::is_uppercase)))
}

fn weight(letter: char) -> (u8, u32) {
    let punctuation = u8::try_from(letter).ok().and_then(|byte| PUNCTUATION.iter().position(|other| *other == byte));
    match punctuation.and_then(|position| u32::try_from(position).ok()) {
        Some(position) => (0, position),
        None if letter.is_numeric() => (1, letter.into()),
        None => (2, letter.to_lowercase().next().unwrap_or(letter).into()),
    }
}
