//! Configurations that extend others.

use triceps_core::json::{Json, Times};
use triceps_core::paths::beside;
use triceps_diagnostics::codes;
use triceps_syntax::{Language, parse};

use crate::files::Files;
use crate::modules::Unresolved;

/// How many configurations may extend each other.
const MOST: usize = 64;

/// The configuration that holds for a file, with all that it extends merged into it: a `bicepconfig.json` may name the
/// one that it builds on as `extends`.
///
/// ```
/// use triceps_compile::{MemoryFiles, configuration};
///
/// let files = MemoryFiles::new()
///     .with("bicepconfig.json", r#"{ "extends": "base.json", "a": { "c": 3 } }"#)
///     .with("base.json", r#"{ "a": { "b": 1, "c": 2 } }"#);
/// let merged = configuration(&files, "main.bicep").expect("both are there").expect("there is one");
/// assert_eq!(merged, br#"{"a":{"b":1,"c":3}}"#);
/// ```
///
/// # Errors
///
/// A path that is absolute or leads nowhere or in a circle, and a file that is not JSON. No configuration holds then.
pub fn configuration(files: &dyn Files, path: &str) -> Result<Option<Vec<u8>>, Unresolved> {
    let Some(own) = files.config(path) else { return Ok(None) };
    if !holds(&own, b"\"extends\"") && !holds(&own, b"extends:") {
        return Ok(Some(own));
    }
    let Some(mut at) = files.config_path(path) else { return Ok(Some(own)) };
    let mut layers = vec![read(&own, &at)?];
    let mut seen = vec![at.clone()];
    while let Some(next) = layers.last().and_then(base_of) {
        if is_absolute(next) {
            let message = format!("`{at}` extends an absolute path; write a relative one");
            return Err(Unresolved { code: codes::BCP453, message });
        }
        at = beside(&at, next);
        if seen.contains(&at) {
            let way = seen.join("` -> `");
            let message = format!("configurations extend each other in a circle: `{way}` -> `{at}`");
            return Err(Unresolved { code: codes::BCP454, message });
        }
        if layers.len() == MOST {
            let message = format!("`{}` extends more than {MOST} configurations", seen[0]);
            return Err(Unresolved { code: codes::BCP455, message });
        }
        let Some(content) = files.read(&at) else {
            let message = format!("there is no configuration `{at}`, which `{}` extends", seen[seen.len() - 1]);
            return Err(Unresolved { code: codes::BCP272, message });
        };
        layers.push(read(&content, &at)?);
        seen.push(at.clone());
    }
    if layers.len() == 1 {
        return Ok(Some(own));
    }
    let merged = layers.into_iter().rev().fold(Json::Object(Vec::new()), |base, mut layer| {
        if let Json::Object(members) = &mut layer {
            members.retain(|(name, _)| name != "extends");
        }
        merge(base, layer)
    });
    Ok(Some(merged.to_string().into_bytes()))
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// A configuration as a value.
fn read(content: &[u8], path: &str) -> Result<Json, Unresolved> {
    let text = crate::text::decode(content.to_vec());
    let json = Json::parse(&text, Times::Keep).ok();
    let is_json = parse(text, Language::Json).errors().is_empty();
    json.filter(|_| is_json)
        .ok_or_else(|| Unresolved { code: codes::BCP271, message: format!("the configuration `{path}` is not JSON") })
}

/// What a configuration extends.
fn base_of(config: &Json) -> Option<&str> {
    config.get("extends").and_then(Json::as_str).filter(|path| !path.trim().is_empty())
}

fn is_absolute(path: &str) -> bool {
    let bytes = path.as_bytes();
    let has_drive = bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    path.starts_with(['/', '\\']) || has_drive
}

/// A value with another one over it: members of objects are merged, and everything else is replaced.
fn merge(base: Json, over: Json) -> Json {
    match (base, over) {
        (Json::Object(mut members), Json::Object(others)) => {
            for (name, value) in others {
                match members.iter().position(|(own, _)| *own == name) {
                    Some(position) => {
                        let own = std::mem::replace(&mut members[position].1, Json::Null);
                        members[position].1 = merge(own, value);
                    }
                    None => members.push((name, value)),
                }
            }
            Json::Object(members)
        }
        (_, over) => over,
    }
}
