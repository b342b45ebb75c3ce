//! What functions that take over files give.

use triceps_core::json::Json;
use triceps_core::language::Function;
use triceps_diagnostics::{Code, codes};

use crate::files::Files;
use crate::json_path::{Selection, select};
use crate::{paths, text, yaml};

/// The most characters of a text that is loaded.
const MOST_TEXT: usize = 131_072;

/// The most bytes of a file that is loaded in base64, which has four characters for three bytes.
const MOST_BYTES: usize = MOST_TEXT / 4 * 3;

/// The most characters of a file whose value is loaded.
const MOST_VALUE: usize = 1_048_576;

/// The position of an argument, with the code and message of its diagnostic.
type CodedError = (usize, Code, String);

/// What `loadTextContent` and the other loading functions give for a file that is named in the file at the path `from`.
///
/// # Errors
///
/// What is wrong with the arguments or the file, in a sentence.
pub fn load_content(files: &dyn Files, from: &str, function: Function, args: &[String]) -> Result<Json, String> {
    load(files, from, function, args).map_err(|(_, _, message)| message)
}

/// What a call gives.
pub(crate) fn load(files: &dyn Files, from: &str, function: Function, args: &[String]) -> Result<Json, CodedError> {
    let written = args.first().map_or("", String::as_str);
    let place = paths::resolve_plain(from, written).map_err(|(code, message)| (0, code, message))?;
    if function == Function::LoadDirectoryFileInfo {
        return listing(files, from, written, &place, args.get(1).map_or("", String::as_str));
    }
    let bytes = files.read(&place).ok_or_else(|| match files.list(&place) {
        Some(_) => (0, codes::BCP275, format!("`{place}` is a folder")),
        None => (0, codes::BCP091, format!("there is no file `{place}`")),
    })?;
    let too_long = |most: usize, unit: &str| (0, codes::BCP184, format!("`{place}` has more than {most} {unit}"));
    if function == Function::LoadFileAsBase64 {
        if bytes.len() > MOST_BYTES {
            return Err(too_long(MOST_BYTES, "bytes"));
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
        None => text::decode(bytes),
    };
    let most = if is_text { MOST_TEXT } else { MOST_VALUE };
    if content.encode_utf16().count() > most {
        return Err(too_long(most, "characters"));
    }
    let value = match function {
        Function::LoadTextContent => return Ok(Json::String(content)),
        Function::LoadYamlContent => {
            yaml::parse(&content).ok_or_else(|| (0, codes::BCP340, format!("`{place}` is not YAML")))?
        }
        _ => Json::parse_loaded(&content)
            .map_err(|error| (0, codes::BCP186, format!("`{place}` is not JSON: {error}")))?,
    };
    let Some(path) = args.get(1) else { return Ok(value) };
    match select(&value, path) {
        Selection::Found(part) => Ok(part),
        Selection::Nothing => Err((1, codes::BCP235, format!("`{place}` has no part `{path}`"))),
        Selection::Unread => Err((1, codes::TRI0053, format!("the path `{path}` is not supported yet"))),
    }
}

/// The argument that asks for an encoding which the file does not have, and that of the file.
pub(crate) fn other_encoding(
    files: &dyn Files,
    from: &str,
    function: Function,
    args: &[String],
) -> Option<(usize, &'static str)> {
    let position = match function {
        Function::LoadTextContent => 1,
        Function::LoadJsonContent | Function::LoadYamlContent => 2,
        _ => return None,
    };
    let wanted = args.get(position)?;
    let place = paths::resolve_plain(from, args.first()?).ok()?;
    let marked = text::marked_encoding(&files.read(&place)?)?;
    (marked != wanted).then_some((position, marked))
}

/// The files right in a folder, by their paths.
fn listing(files: &dyn Files, from: &str, written: &str, place: &str, pattern: &str) -> Result<Json, CodedError> {
    let names = files.list(place).ok_or_else(|| match files.read(place) {
        Some(_) => (0, codes::BCP430, format!("`{written}` is a file")),
        None => (0, codes::BCP428, format!("there is no folder `{written}`")),
    })?;
    let pattern = if pattern.is_empty() { "*" } else { pattern };
    let folder = if place.is_empty() { String::new() } else { format!("{place}/") };
    let mut found: Vec<(String, String)> = names
        .into_iter()
        .filter(|name| fits(pattern, name))
        .map(|name| (triceps_core::paths::relative(from, &format!("{folder}{name}")), name))
        .collect();
    found.sort_by_cached_key(|(path, _)| (path.to_uppercase(), path.clone()));
    let text = |text: &str| Json::String(text.to_owned());
    let entry = |(path, name): &(String, String)| {
        let extension = name.rfind('.').map_or("", |dot| &name[dot..]);
        Json::Object(vec![
            ("relativePath".into(), text(path)),
            ("baseName".into(), text(name)),
            ("extension".into(), text(extension)),
        ])
    };
    Ok(Json::Array(found.iter().map(entry).collect()))
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
                // The star is read again, and takes one character more.
                Some((before, from)) => {
                    at = before;
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
        let byte = |position: usize| group.get(position).copied().unwrap_or(0);
        let bits = u32::from_be_bytes([0, byte(0), byte(1), byte(2)]);
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
            ("*ab", "aab", true),
            ("*ab", "aba", false),
            ("a*", "a", true),
            ("*?", "", false),
            ("*.*", "a", false),
            ("", "a", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
