//! How large a template becomes.

use std::fmt::Write;

use super::Generator;
use super::context::Context;
use super::tape::{Tape, Token};
use super::template::write_template;
use crate::check::Checked;

/// The sizes that Azure Resource Manager limits.
pub(crate) struct Sizes {
    /// Bytes of the whole template, without white space.
    pub(crate) template: usize,
    /// The length of every expression, with its path.
    pub(crate) expressions: Vec<(String, usize)>,
}

/// Writes a template and measures it.
pub(crate) fn measure(checked: &Checked) -> Sizes {
    let mut tape = Tape::default();
    write_template(checked, &Generator::default(), &mut tape);
    let mut sizes = Sizes { template: tape.text.len() + tape.tokens.len(), expressions: Vec::new() };
    collect(&tape, 0, &mut String::new(), &mut sizes.expressions);
    sizes
}

/// By declaration: whether a mention of it is replaced by its value.
pub(crate) fn inlined(checked: &Checked) -> Vec<bool> {
    Context::new(checked).into_inlined()
}

fn collect(tape: &Tape, token: usize, path: &mut String, expressions: &mut Vec<(String, usize)>) {
    let length = path.len();
    match tape.tokens[token] {
        Token::Scalar(start, end) => {
            let text = tape.slice(start, end);
            if text.starts_with("\"[") {
                expressions.push((path.clone(), text.chars().count() - 2));
            }
        }
        Token::Key(..) => {}
        Token::Object(_) => {
            for (key, value) in tape.properties(token) {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key.trim_matches('"'));
                collect(tape, value, path, expressions);
                path.truncate(length);
            }
        }
        Token::Array(_) => {
            for (index, item) in tape.items(token).enumerate() {
                write!(path, "[{index}]").expect("writing to a string does not fail");
                collect(tape, item, path, expressions);
                path.truncate(length);
            }
        }
    }
}
