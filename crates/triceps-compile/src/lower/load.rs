//! Functions that take over files while compiling.

use triceps_core::language::Function;
use triceps_core::{Callee, Decl, DeclId, DeclKind, Entry, Expr, ExprId, Imported, Key, Run};
use triceps_diagnostics::codes;
use triceps_syntax::ast::{Arguments, AstNode, Expr as AstExpr, JsonValue};
use triceps_syntax::{Language, TextRange, parse};

use super::Lower;
use crate::paths;

impl<'t> Lower<'t> {
    /// Whether a function reads a file.
    pub(super) fn is_load(function: Function) -> bool {
        matches!(
            function,
            Function::LoadDirectoryFileInfo
                | Function::LoadFileAsBase64
                | Function::LoadJsonContent
                | Function::LoadTextContent
                | Function::LoadYamlContent
        )
    }

    /// Lowers a call that takes over a file: to a literal where it is the whole value of a variable or stands in a
    /// function, else to a variable of its own.
    pub(super) fn load(&mut self, function: Function, arguments: Option<Arguments<'t>>, range: TextRange) -> ExprId {
        let arguments: Vec<AstExpr<'t>> = arguments.into_iter().flat_map(Arguments::values).collect();
        let is_known =
            matches!(function, Function::LoadTextContent | Function::LoadFileAsBase64 | Function::LoadJsonContent);
        // What another file loads would need a name of its own here.
        if !is_known || self.context > 0 || arguments.is_empty() || arguments.len() > 2 {
            self.unread_anywhere(range);
            return self.root(None, range);
        }
        let mut texts = Vec::new();
        for argument in &arguments {
            match argument {
                AstExpr::String(text) if !text.has_holes() => texts.push(text.value().unwrap_or_default()),
                _ => {
                    let message = "the argument has to be known while compiling";
                    self.report(codes::BCP032, argument.syntax().range(), message);
                    return self.root(None, range);
                }
            }
        }
        let path_range = arguments[0].syntax().range();
        let place = match paths::resolve(&self.source().path, &texts[0]) {
            Ok(place) => place,
            Err((code, message)) => {
                self.report(code, path_range, message);
                return self.root(None, range);
            }
        };
        let Some(bytes) = self.reader.read(&place) else {
            self.report(codes::BCP091, path_range, format!("there is no file `{place}`"));
            return self.root(None, range);
        };
        let is_literal = self.in_function || (self.direct == Some(range) && function != Function::LoadJsonContent);
        let value = match function {
            Function::LoadFileAsBase64 => {
                let text = base64(&bytes);
                let id = self.builder.string(&text);
                self.at(id, range)
            }
            Function::LoadTextContent => {
                let Some(text) = decode(&bytes, texts.get(1).map(|text| &**text)) else {
                    self.unread_anywhere(range);
                    return self.root(None, range);
                };
                let id = self.builder.string(&text);
                self.at(id, range)
            }
            _ => match self.json(&bytes, texts.get(1).map(|text| &**text), &arguments, range) {
                Some(value) => value,
                None => return self.root(None, range),
            },
        };
        if is_literal { value } else { self.loaded_variable(value, &texts[0], range) }
    }

    fn json(
        &mut self,
        bytes: &[u8],
        part: Option<&str>,
        arguments: &[AstExpr<'t>],
        range: TextRange,
    ) -> Option<ExprId> {
        let tree = parse(String::from_utf8_lossy(bytes).into_owned(), Language::Json);
        let root = tree.json().filter(|_| tree.errors().is_empty());
        let Some(mut value) = root else {
            self.report(codes::BCP186, arguments[0].syntax().range(), "the file is not JSON");
            return None;
        };
        if let Some(part) = part {
            let Some(steps) = steps(part) else {
                self.unread_anywhere(range);
                return None;
            };
            for step in steps {
                let next = match step.parse::<usize>() {
                    Ok(position) if matches!(value, JsonValue::Array(_)) => value.items().nth(position),
                    _ => value.get(step),
                };
                let Some(next) = next else {
                    let at = arguments.get(1).map_or(range, |argument| argument.syntax().range());
                    self.report(codes::BCP235, at, format!("the file has no part `{part}`"));
                    return None;
                };
                value = next;
            }
        }
        Some(self.json_value(value, range))
    }

    /// Lowers a value of JSON, whose depth the parser bounds.
    fn json_value(&mut self, value: JsonValue<'_>, range: TextRange) -> ExprId {
        let id = match value {
            JsonValue::Object(_) => {
                let mut entries = Vec::new();
                for member in value.members() {
                    if let (Some(key), Some(value)) = (member.key(), member.value()) {
                        let key = Key::Name(self.builder.intern(&key));
                        entries.push(Entry { key, value: self.json_value(value, range) });
                    }
                }
                self.builder.object(&entries)
            }
            JsonValue::Array(_) => {
                let items: Vec<ExprId> = value.items().map(|item| self.json_value(item, range)).collect();
                self.builder.array(&items)
            }
            JsonValue::Scalar(token) => {
                if let Some(text) = value.as_str() {
                    self.builder.string(&text)
                } else if let Some(number) = value.as_int() {
                    self.builder.leaf(Expr::Int(number))
                } else if let Some(flag) = value.as_bool() {
                    self.builder.leaf(Expr::Bool(flag))
                } else if token.text() == "null" {
                    self.builder.leaf(Expr::Null)
                } else {
                    // Numbers that are not whole are texts to the compiler.
                    let text = self.builder.string(token.text());
                    self.at(text, range);
                    self.builder.call(Callee::Function(Function::Json), &[text])
                }
            }
        };
        self.at(id, range)
    }

    /// A variable that holds what was loaded, which comes before those of the file.
    fn loaded_variable(&mut self, value: ExprId, path: &str, range: TextRange) -> ExprId {
        let decl = self.builder.reserve();
        self.items.push(None);
        self.origins.decls.push(crate::origins::ELSEWHERE);
        let name = self.builder.intern(&format!("$fxv#{}", self.loaded.len()));
        let kind = DeclKind::Var { ty: None, value };
        self.builder.declare(decl, Decl { name, kind, decorators: Run::default() }, None);
        let from = self.builder.intern(path);
        self.builder.import(decl, name, Imported { from, original: None });
        self.loaded.push(decl);
        let id = self.builder.leaf(Expr::Decl(decl));
        self.at(id, range)
    }

    /// The variables of what was loaded, in the order of their names as text: `$fxv#10` before `$fxv#2`.
    pub(super) fn loaded_order(&self) -> Vec<DeclId> {
        let mut order: Vec<(String, DeclId)> =
            self.loaded.iter().enumerate().map(|(number, decl)| (number.to_string(), *decl)).collect();
        order.sort();
        order.into_iter().map(|(_, decl)| decl).collect()
    }
}

/// The steps of a path in JSON: `$.a.b[0]`, `a['b']`; none for what is more than names and positions.
fn steps(path: &str) -> Option<Vec<&str>> {
    let mut rest = path.strip_prefix('$').unwrap_or(path);
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let (step, after) = inner.split_once(']')?;
            let name = step.strip_prefix('\'').and_then(|step| step.strip_suffix('\''));
            if name.is_none() && !step.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            steps.push(name.unwrap_or(step));
            rest = after;
            continue;
        }
        rest = rest.strip_prefix('.').unwrap_or(rest);
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (step, after) = rest.split_at(end);
        if step.is_empty() || !step.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-')) {
            return None;
        }
        steps.push(step);
        rest = after;
    }
    Some(steps)
}

/// The text of bytes in an encoding; none where it is not known.
fn decode(bytes: &[u8], encoding: Option<&str>) -> Option<String> {
    let wide = |read: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| read(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    Some(match encoding {
        None | Some("utf-8") => {
            String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned()
        }
        Some("us-ascii") => bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect(),
        Some("iso-8859-1") => bytes.iter().map(|byte| char::from(*byte)).collect(),
        Some("utf-16") => wide(u16::from_le_bytes, bytes.strip_prefix(b"\xff\xfe").unwrap_or(bytes)),
        Some("utf-16BE") => wide(u16::from_be_bytes, bytes.strip_prefix(b"\xfe\xff").unwrap_or(bytes)),
        Some(_) => return None,
    })
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |position: usize| u32::from(group.get(position).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            let letter = (bits >> (18 - 6 * position)) & 63;
            text.push(if position > group.len() { '=' } else { char::from(LETTERS[letter as usize]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, decode, steps};

    #[test]
    fn bytes_become_text() {
        assert_eq!(["", "M", "Ma", "Man"].map(|text| base64(text.as_bytes())), ["", "TQ==", "TWE=", "TWFu"]);
        assert_eq!(decode(b"\xe9", Some("iso-8859-1")).as_deref(), Some("é"));
        assert_eq!(decode(b"\xff\xfea\0", Some("utf-16")).as_deref(), Some("a"));
        assert_eq!(decode(b"a", Some("latin")), None);
    }

    #[test]
    fn paths_in_json() {
        assert_eq!(steps("$.a[0]['b c'].d"), Some(vec!["a", "0", "b c", "d"]));
        assert_eq!(steps("endpoints[0].port"), Some(vec!["endpoints", "0", "port"]));
        assert_eq!(steps("$..a"), None);
        assert_eq!(steps("$.a[*]"), None);
    }
}
