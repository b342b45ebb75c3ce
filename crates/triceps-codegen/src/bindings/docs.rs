//! Sentences about parameters: descriptions of others as plain text, bounds, defaults.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use triceps_core::json::Json;
use triceps_modules::{Schema, Shape};

use crate::render::escaped_start;

/// Longer defaults are left out.
const MAX_DEFAULT: usize = 80;

/// Longer descriptions are cut.
const MAX_DESCRIPTION: usize = 2_000;

/// Longer code stands as text.
const MAX_CODE: usize = 60;

/// A description as one paragraph of text: no line of it is a block of code, markup or a link.
pub(super) fn plain(description: &str) -> String {
    let mut whole = one_line(description);
    let is_cut = whole.len() > MAX_DESCRIPTION;
    if is_cut {
        let end = (0..=MAX_DESCRIPTION).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
        whole.truncate(whole[..end].rfind(' ').unwrap_or(end));
        whole.push_str(" ..");
    }
    let mut text = String::with_capacity(whole.len() + 16);
    let mut rest = whole.as_str();
    while let Some(at) = rest.find('`') {
        push_text(&mut text, &rest[..at]);
        rest = &rest[at..];
        let code = code_at(rest);
        let length = code.map_or_else(|| rest.bytes().take_while(|byte| *byte == b'`').count(), str::len);
        match code {
            Some(code) => text.push_str(code),
            None => text.push_str(&"\\`".repeat(length)),
        }
        rest = &rest[length..];
    }
    push_text(&mut text, rest);
    escaped_start(&text).unwrap_or(text)
}

/// The words of a text on one line, without what is not seen.
fn one_line(text: &str) -> String {
    let text: String = text.chars().filter(|letter| letter.is_whitespace() || !is_hidden(*letter)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The code between single backticks that a text begins with, with these.
fn code_at(text: &str) -> Option<&str> {
    let length = text[1..].find('`')?;
    let (code, after) = (&text[1..=length], &text[length + 2..]);
    let is_plain = !code.is_empty() && code.len() <= MAX_CODE && code.trim() == code && !code.contains(['|', '\\']);
    (is_plain && !after.starts_with('`')).then_some(&text[..length + 2])
}

/// Adds text in which each sign that means something is escaped.
fn push_text(text: &mut String, part: &str) {
    for (at, letter) in part.char_indices() {
        let rest = &part[at + letter.len_utf8()..];
        let next = rest.chars().next();
        let is_markup = match letter {
            '\\' | '*' | '[' | ']' | '|' | '~' | '$' => true,
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            // Inside of a word it is a letter.
            '_' => !(text.ends_with(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            // The name or number of a character may follow.
            '&' => next.is_some_and(|next| next.is_alphanumeric() || next == '#'),
            // An address is not a link.
            ':' => rest.starts_with("//"),
            '@' => text.ends_with(|before: char| !before.is_whitespace()),
            _ => false,
        };
        if is_markup {
            text.push('\\');
        }
        text.push(letter);
    }
}

/// Characters that are not seen, or turn the direction of the text around them.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Any text as code, or in quotes where it has backticks.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
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
