//! What `bicepconfig.json` says about layout.

use triceps_layout::{IndentKind, Newline, Options};

use crate::ast::JsonValue;
use crate::tree::Tree;

/// The options under `formatting` of a `bicepconfig.json`, the defaults for what it does not say.
///
/// ```
/// use triceps_syntax::{Language, formatting_options, parse};
///
/// let config = parse(r#"{ "formatting": { "indentSize": 4, /* narrow */ "width": 80, } }"#, Language::Json);
/// let options = formatting_options(&config);
/// assert_eq!((options.indent_size, options.width, options.final_newline), (4, 80, true));
/// ```
pub fn formatting_options(config: &Tree) -> Options {
    let mut options = Options::default();
    let Some(formatting) = config.json().and_then(|root| root.get("formatting")) else { return options };
    let count = |key: &str| formatting.get(key).and_then(JsonValue::as_int);
    let word = |key: &str| formatting.get(key).and_then(JsonValue::as_str);
    match word("indentKind").as_deref().map(str::to_ascii_lowercase).as_deref() {
        Some("tab") => options.indent_kind = IndentKind::Tab,
        Some("space") => options.indent_kind = IndentKind::Space,
        _ => {}
    }
    match word("newlineKind").as_deref().map(str::to_ascii_lowercase).as_deref() {
        Some("lf") => options.newline = Newline::Lf,
        Some("crlf") => options.newline = Newline::CrLf,
        Some("cr") => options.newline = Newline::Cr,
        _ => {}
    }
    if let Some(size) = count("indentSize") {
        options.indent_size = usize::try_from(size.max(0)).unwrap_or(usize::MAX).min(Options::MAX_INDENT_SIZE);
    }
    if let Some(width) = count("width") {
        options.width = usize::try_from(width.max(0)).unwrap_or(usize::MAX);
    }
    if let Some(insert) = formatting.get("insertFinalNewline").and_then(JsonValue::as_bool) {
        options.final_newline = insert;
    }
    options
}
