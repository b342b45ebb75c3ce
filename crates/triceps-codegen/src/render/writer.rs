//! Lines of Rust with their indentation, and the imports they need.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Columns of a line.
pub(crate) const WIDTH: usize = 120;
/// Columns of a comment.
const COMMENT: usize = 100;

/// Collects the items of a module.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    text: String,
    imports: BTreeSet<&'static str>,
    used_types: BTreeSet<String>,
}

/// A method as it is laid out.
pub(crate) struct Method<'a> {
    pub(crate) name: &'a str,
    /// `mut self`, `&self`, or empty.
    pub(crate) receiver: &'a str,
    pub(crate) params: Vec<(String, String)>,
    pub(crate) returns: &'a str,
    pub(crate) body: Vec<String>,
}

impl Writer {
    /// Has an item of `triceps` imported.
    pub(crate) fn import(&mut self, name: &'static str) {
        self.imports.insert(name);
    }

    /// Notes that a nested type of the model is mentioned, which may live in another module.
    pub(crate) fn use_type(&mut self, name: &str) {
        self.used_types.insert(name.to_owned());
    }

    /// The nested types that are mentioned.
    pub(crate) fn used_types(&self) -> &BTreeSet<String> {
        &self.used_types
    }

    /// How many lines the items have so far.
    pub(crate) fn lines(&self) -> usize {
        self.text.lines().count()
    }

    pub(crate) fn line(&mut self, depth: usize, text: &str) {
        if !text.is_empty() {
            self.text.push_str(&"    ".repeat(depth));
            self.text.push_str(text);
        }
        self.text.push('\n');
    }

    pub(crate) fn blank(&mut self) {
        let starts = self.text.is_empty() || self.text.ends_with("\n\n") || self.text.ends_with("{\n");
        if !starts {
            self.text.push('\n');
        }
    }

    /// A paragraph of documentation, broken between words but not inside of code.
    /// A list below the documentation so far, if it has items.
    pub(crate) fn doc_list(&mut self, depth: usize, items: &[String]) {
        if !items.is_empty() {
            self.doc(depth, "");
        }
        for item in items {
            self.doc(depth, item);
        }
    }

    pub(crate) fn doc(&mut self, depth: usize, paragraph: &str) {
        if paragraph.is_empty() {
            return self.line(depth, "///");
        }
        let hanging = if paragraph.starts_with("- ") { "  " } else { "" };
        let room = COMMENT - 4 * depth - 4;
        let mut line = String::new();
        for word in doc_words(paragraph) {
            if !line.trim().is_empty() && line.chars().count() + 1 + word.chars().count() > room {
                self.line(depth, &format!("/// {line}"));
                hanging.clone_into(&mut line);
                line.push_str(escaped_start(&word).as_deref().unwrap_or(&word));
                continue;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        self.line(depth, &format!("/// {line}"));
    }

    /// A line of documentation as it is: it may be code.
    pub(crate) fn verbatim(&mut self, depth: usize, line: &str) {
        self.line(depth, format!("/// {line}").trim_end());
    }

    pub(crate) fn method(&mut self, method: &Method<'_>) {
        let mut params: Vec<String> = Vec::new();
        if !method.receiver.is_empty() {
            params.push(method.receiver.to_owned());
        }
        params.extend(method.params.iter().map(|(name, kind)| format!("{name}: {kind}")));
        let line = format!("pub fn {}({}) -> {} {{", method.name, params.join(", "), method.returns);
        if line.len() + 4 <= WIDTH {
            self.line(1, &line);
        } else {
            self.line(1, &format!("pub fn {}(", method.name));
            for param in params {
                self.line(2, &format!("{param},"));
            }
            self.line(1, &format!(") -> {} {{", method.returns));
        }
        for line in &method.body {
            self.statement(line);
        }
        self.line(1, "}");
    }

    /// A call of the last method of a chain has its arguments one to a line where it is too long.
    fn statement(&mut self, line: &str) {
        let fits = line.len() + 8 <= WIDTH;
        let call = line.strip_suffix(");").and_then(|call| call.split_once(".set(&["));
        match call.and_then(|(target, args)| Some((target, args.split_once("], ")?))) {
            Some((target, (path, value))) if !fits => {
                self.line(2, &format!("{target}.set("));
                self.line(3, &format!("&[{path}],"));
                self.line(3, &format!("{value},"));
                self.line(2, ");");
            }
            _ => self.line(2, line),
        }
    }

    /// `Self(object)`, where the object is a chain of calls.
    pub(crate) fn wrapped_chain(start: &str, calls: &[String]) -> Vec<String> {
        let line = format!("Self({start}{})", calls.concat());
        if line.len() + 8 <= WIDTH {
            return vec![line];
        }
        let line = format!("let object = {start}{};", calls.concat());
        if line.len() + 8 <= WIDTH {
            return vec![line, "Self(object)".to_owned()];
        }
        let line = format!("    {start}{};", calls.concat());
        if line.len() + 8 <= WIDTH {
            return vec!["let object =".to_owned(), line, "Self(object)".to_owned()];
        }
        let mut lines = vec![format!("let object = {start}")];
        lines.extend(calls.iter().map(|call| format!("    {call}")));
        if let Some(last) = lines.last_mut() {
            last.push(';');
        }
        lines.push("Self(object)".to_owned());
        lines
    }

    /// The module: imports first, then these lines, then the items.
    pub(crate) fn finish(self, further: &str) -> String {
        let mut text = String::new();
        let mut names: Vec<&str> = self.imports.into_iter().collect();
        if let Some(at) = names.iter().position(|name| *name == "Cow") {
            names.remove(at);
            text.push_str("use std::borrow::Cow;\n\n");
        }
        let _ = writeln!(text, "{}", import("use ::triceps", &names));
        if !further.is_empty() {
            text.push_str(further);
            text.push('\n');
        }
        text.push_str(&self.text);
        text
    }
}

/// A `use` of some items of one module, as many to a line as fit.
pub(crate) fn import(path: &str, names: &[&str]) -> String {
    if let [name] = names {
        return format!("{path}::{name};\n");
    }
    let line = format!("{path}::{{{}}};\n", names.join(", "));
    if line.len() < WIDTH {
        return line;
    }
    let mut text = format!("{path}::{{\n");
    let mut line = "   ".to_owned();
    for name in names {
        if line.len() + name.len() + 2 >= WIDTH {
            let _ = writeln!(text, "{line}");
            "   ".clone_into(&mut line);
        }
        let _ = write!(line, " {name},");
    }
    let _ = write!(text, "{line}\n}};\n");
    text
}

/// A text whose first word would start a list, a heading, a quote or a rule at the start of a line, with that word
/// escaped; none for any other text.
pub(crate) fn escaped_start(text: &str) -> Option<String> {
    let word = text.split(' ').next().unwrap_or_default();
    let digits = word.trim_end_matches(['.', ')']);
    let is_number = digits.len() + 1 == word.len() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && !digits.is_empty() {
        return Some(format!("{digits}\\{}", &text[digits.len()..]));
    }
    let is_row = |of: u8| !word.is_empty() && word.bytes().all(|byte| byte == of);
    let is_marker = [b'-', b'+', b'=', b'#'].into_iter().any(is_row) || word.starts_with('>');
    is_marker.then(|| format!("\\{text}"))
}

/// The words of a paragraph, where code between backticks counts as one.
fn doc_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut inside = false;
    for word in text.split(' ') {
        match words.last_mut() {
            Some(last) if inside => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
        let mut is_escaped = false;
        for letter in word.chars() {
            inside ^= letter == '`' && !is_escaped;
            // In code a backslash is a letter.
            is_escaped = letter == '\\' && !is_escaped && !inside;
        }
    }
    words
}
