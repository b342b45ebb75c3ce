//! Sentences about parameters: descriptions of others as plain text, bounds, defaults.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use triceps_core::json::Json;
use triceps_modules::{Schema, Shape};

/// Longer defaults are left out.
const MAX_DEFAULT: usize = 80;

/// Longer descriptions are cut.
const MAX_DESCRIPTION: usize = 2_000;

/// A description as one paragraph of text: no line of it is code, markup or a link.
pub(super) fn plain(description: &str) -> String {
    let mut text = String::with_capacity(description.len() + 16);
    for word in description.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        for (at, letter) in word.char_indices() {
            if is_hidden(letter) {
                continue;
            }
            let next = word[at + letter.len_utf8()..].chars().next();
            let is_markup = match letter {
                '\\' | '`' | '*' | '<' | '>' | '[' | ']' | '|' | '~' | '$' => true,
                '-' | '+' | '=' | '#' => at == 0,
                // Inside of a word it is a letter.
                '_' => !(text.ends_with(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
                // The name or number of a character may follow.
                '&' => next.is_some_and(|next| next.is_alphanumeric() || next == '#'),
                _ => false,
            };
            if is_markup {
                text.push('\\');
            }
            // An address is not a link.
            let is_scheme = letter == ':' && word[at..].starts_with("://");
            if is_scheme || (letter == '@' && at > 0) {
                text.push('\\');
            }
            text.push(letter);
        }
        let is_number = word
            .strip_suffix(['.', ')'])
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
        if is_number && let Some(end) = text.pop() {
            // Else a line that starts with it were an item of a list.
            text.push('\\');
            text.push(end);
        }
        if text.len() > MAX_DESCRIPTION {
            text.push_str(" ..");
            break;
        }
    }
    text
}

/// Characters that are not seen, or turn the direction of the text around them.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Any text as code, or in quotes where it has backticks.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().filter(|letter| !is_hidden(*letter)).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return "an empty string".to_owned();
    }
    // Code around backticks would start with a run of them, which could be read as a fence.
    if text.contains('`') { format!("\"{}\"", plain(&text)) } else { format!("`{text}`") }
}

/// The bounds of a type, in words. Those of a reference count before those of what it refers to.
pub(super) fn bounds(schema: &Schema, types: &BTreeMap<String, Schema>) -> Vec<String> {
    let chain = || schema.chain(types);
    let allowed = chain().map(|schema| schema.allowed.as_slice()).find(|allowed| !allowed.is_empty());
    let numbers = allowed.unwrap_or_default().iter().filter_map(Json::as_int).map(|number| number.to_string());
    let numbers: Vec<String> = numbers.collect();
    if !numbers.is_empty() {
        return vec![format!("one of {}", numbers.join(", "))];
    }
    let (min, max) = (chain().find_map(|schema| schema.min), chain().find_map(|schema| schema.max));
    let what = match schema.resolve(types).shape {
        Shape::String => " characters",
        Shape::Array(_) => " items",
        Shape::Int => "",
        _ => return Vec::new(),
    };
    match (min, max) {
        (Some(min), Some(max)) if min == max => vec![format!("exactly {min}{what}")],
        (Some(min), Some(max)) => vec![format!("{min} to {max}{what}")],
        (Some(min), None) => vec![format!("at least {min}{what}")],
        (None, Some(max)) => vec![format!("at most {max}{what}")],
        (None, None) => Vec::new(),
    }
}

/// The default of a parameter, in words.
pub(super) fn default(value: &Json) -> Option<String> {
    let text = match value {
        Json::String(text) => match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(expression) if !text.starts_with("[[") => expression.to_owned(),
            _ => format!("'{text}'"),
        },
        other => other.to_string(),
    };
    (text.len() <= MAX_DEFAULT).then(|| format!("default {}", code(&text)))
}

/// The value that a project gives a parameter of every module, in words.
pub(super) fn preset(value: &Json) -> String {
    match default(value) {
        Some(text) => text.replacen("default", "set by the project to", 1),
        None => "set by the project".to_owned(),
    }
}

/// A description without the word at its start that only repeats whether a value has to be given.
pub(super) fn without_need(description: &str, is_required: bool) -> &str {
    let word = if is_required { "Required." } else { "Optional." };
    let rest = description.trim_start().strip_prefix(word).filter(|rest| rest.starts_with(char::is_whitespace));
    rest.map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(description)
}

/// What a field is, in a paragraph.
pub(super) fn field(name: &str, is_required: bool, facts: &[String], description: Option<&str>) -> String {
    let mut text = code(name);
    let mut facts: Vec<&str> = facts.iter().map(String::as_str).collect();
    if is_required {
        facts.insert(0, "required");
    }
    if !facts.is_empty() {
        let _ = write!(text, " ({})", facts.join(", "));
    }
    if let Some(description) = description.map(plain).filter(|text| !text.is_empty()) {
        let _ = write!(text, ": {description}");
    }
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}
