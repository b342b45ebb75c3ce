//! Functions that take over files while compiling.

use triceps_core::json::{Json, Times};
use triceps_core::language::Function;
use triceps_core::{Decl, DeclId, DeclKind, Expr, ExprId, Load, Run};
use triceps_diagnostics::{Code, codes};
use triceps_syntax::TextRange;
use triceps_syntax::ast::{Arguments, AstNode, Expr as AstExpr};

use super::Lower;
use crate::json_path::{Selection, select};
use crate::{paths, text, yaml};

/// The most characters of a text that is loaded.
const MOST_TEXT: usize = 131_072;

/// The most characters of a file whose value is loaded.
const MOST_VALUE: usize = 1_048_576;

/// What is wrong, with the argument that it is said of.
type Flaw = (usize, Code, String);

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
    pub(super) fn load(
        &mut self,
        function: Function,
        is_qualified: bool,
        arguments: Option<Arguments<'t>>,
        range: TextRange,
    ) -> ExprId {
        let arguments: Vec<AstExpr<'t>> = arguments.into_iter().flat_map(Arguments::values).collect();
        let is_value = matches!(function, Function::LoadJsonContent | Function::LoadYamlContent);
        let most = match function {
            Function::LoadFileAsBase64 => 1,
            _ if is_value => 3,
            _ => 2,
        };
        if arguments.is_empty() || arguments.len() > most {
            let message = format!("`{}` takes 1 to {most} arguments", function.name());
            self.report(codes::BCP071, range, message);
            return self.root(None, range);
        }
        let mut args: Vec<String> = Vec::with_capacity(arguments.len());
        for argument in &arguments {
            match argument {
                AstExpr::String(text) if !text.has_holes() => {
                    args.push(text.value().unwrap_or_default().into_owned());
                }
                _ => {
                    let message = "the argument has to be known while compiling";
                    self.report(codes::BCP032, argument.syntax().range(), message);
                    return self.root(None, range);
                }
            }
        }
        let value = match self.content(function, &args) {
            Ok(value) => value,
            Err((argument, code, message)) => {
                let place = arguments.get(argument).map_or(range, |argument| argument.syntax().range());
                self.report(code, place, message);
                return self.root(None, range);
            }
        };
        let id = self.builder.json(&value);
        self.all_at(range);
        let is_text = matches!(function, Function::LoadTextContent | Function::LoadFileAsBase64);
        let is_literal = self.in_function || (is_text && self.direct == Some(range));
        let id = if is_literal { id } else { self.loaded_variable(id, range) };
        self.builder.load(id, Load { function, is_qualified, args });
        id
    }

    /// What a call gives.
    fn content(&self, function: Function, args: &[String]) -> Result<Json, Flaw> {
        let place = paths::resolve(&self.source().path, &args[0]).map_err(|(code, message)| (0, code, message))?;
        if function == Function::LoadDirectoryFileInfo {
            return self.listing(&args[0], &place, args.get(1).map_or("", String::as_str));
        }
        let bytes = self.reader.read(&place).ok_or_else(|| match self.reader.list(&place) {
            Some(_) => (0, codes::BCP275, format!("`{place}` is a folder")),
            None => (0, codes::BCP091, format!("there is no file `{place}`")),
        })?;
        let too_long = |most: usize, unit: &str| (0, codes::BCP184, format!("`{place}` has more than {most} {unit}"));
        if function == Function::LoadFileAsBase64 {
            if bytes.len() > MOST_TEXT / 4 * 3 {
                return Err(too_long(MOST_TEXT / 4 * 3, "bytes"));
            }
            return Ok(Json::String(base64(&bytes)));
        }
        let is_text = function == Function::LoadTextContent;
        let position = if is_text { 1 } else { 2 };
        let content = match args.get(position) {
            Some(encoding) => text::decode_as(&bytes, encoding).ok_or_else(|| {
                let known = "'iso-8859-1', 'us-ascii', 'utf-16', 'utf-16BE' or 'utf-8'";
                (position, codes::BCP070, format!("`{encoding}` is not an encoding; write {known}"))
            })?,
            None => text::decode(&bytes),
        };
        let most = if is_text { MOST_TEXT } else { MOST_VALUE };
        if content.len() > most && content.encode_utf16().count() > most {
            return Err(too_long(most, "characters"));
        }
        let value = match function {
            Function::LoadTextContent => return Ok(Json::String(content)),
            Function::LoadYamlContent => {
                yaml::parse(&content).ok_or_else(|| (0, codes::BCP340, format!("`{place}` is not YAML")))?
            }
            _ => Json::parse(&content, Times::Keep)
                .map_err(|error| (0, codes::BCP186, format!("`{place}` is not JSON: {error}")))?,
        };
        let Some(path) = args.get(1) else { return Ok(value) };
        match select(&value, path) {
            Selection::Found(part) => Ok(part),
            Selection::Nothing => Err((1, codes::BCP235, format!("`{place}` has no part `{path}`"))),
            Selection::Unread => Err((1, codes::TRI0053, format!("the path `{path}` is not read yet"))),
        }
    }

    /// The files right in a folder, by their paths.
    fn listing(&self, written: &str, place: &str, pattern: &str) -> Result<Json, Flaw> {
        let names =
            self.reader.list(place).ok_or_else(|| (0, codes::BCP428, format!("there is no folder `{written}`")))?;
        let pattern = if pattern.is_empty() { "*" } else { pattern };
        let folder = if place.is_empty() { String::new() } else { format!("{place}/") };
        let mut files: Vec<(String, String)> = names
            .into_iter()
            .filter(|name| fits(pattern, name))
            .map(|name| (paths::relative(&self.source().path, &format!("{folder}{name}")), name))
            .collect();
        files.sort_by_cached_key(|(path, _)| (path.to_uppercase(), path.clone()));
        let text = |text: &str| Json::String(text.to_owned());
        let entry = |(path, name): &(String, String)| {
            let extension = name.rfind('.').map_or("", |dot| &name[dot..]);
            Json::Object(vec![
                ("relativePath".to_owned(), text(path)),
                ("baseName".to_owned(), text(name)),
                ("extension".to_owned(), text(extension)),
            ])
        };
        Ok(Json::Array(files.iter().map(entry).collect()))
    }

    /// A variable that holds what was loaded, which comes before those of the file.
    fn loaded_variable(&mut self, value: ExprId, range: TextRange) -> ExprId {
        let decl = self.builder.reserve();
        self.origins.decls.resize(decl.index() + 1, crate::origins::ELSEWHERE);
        let name = self.builder.intern(&format!("$fxv#{}", self.loaded.len()));
        let kind = DeclKind::Var { ty: None, value };
        self.builder.declare(decl, Decl { name, kind, decorators: Run::default() }, None);
        self.builder.loaded(decl);
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

/// Whether a name fits a pattern with `*` and `?`. The place behind the last star is tried again and again, never those
/// before it.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut read) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while read < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(letter) if *letter == '?' || *letter == name[read] => {
                at += 1;
                read += 1;
            }
            _ => match star {
                Some((before, from)) => {
                    star = Some((before, from + 1));
                    at = before + 1;
                    read = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|letter| *letter == '*')
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
    use super::{base64, fits};

    #[test]
    fn bytes_become_text() {
        assert_eq!(["", "M", "Ma", "Man"].map(|text| base64(text.as_bytes())), ["", "TQ==", "TWE=", "TWFu"]);
    }

    #[test]
    fn names_fit_patterns() {
        for (pattern, name, expected) in [
            ("*", "a.json", true),
            ("*.json", "a.json", true),
            ("*.json", "a.jsonc", false),
            ("a?.*", "ab.x", true),
            ("a?.*", "abc.x", false),
            ("*a*b*", "xaxbx", true),
            ("", "a", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
