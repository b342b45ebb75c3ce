//! Configurations that extend others.

use std::collections::HashMap;

use triceps_core::json::{Json, Name, Times};
use triceps_core::paths::{beside, has_drive};
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
/// A path that is absolute or leads nowhere or in a circle, and an extended file that is not JSON. No configuration holds
/// then.
pub fn configuration(files: &dyn Files, path: &str) -> Result<Option<Vec<u8>>, Unresolved> {
    let Some(own) = files.config(path) else { return Ok(None) };
    let Some(mut at) = files.config_path(path) else { return Ok(Some(own)) };
    let Ok(first) = read(&own, &at) else { return Ok(Some(own)) };
    let mut layers = vec![first];
    let mut seen = vec![at.clone()];
    while let Some(next) = layers.last().and_then(base_of) {
        if next.starts_with(['/', '\\']) || has_drive(next) {
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

/// A value with another one over it: members of objects are merged, and everything else is replaced.
fn merge(base: Json, over: Json) -> Json {
    let (mut members, others) = match (base, over) {
        (Json::Object(members), Json::Object(others)) => (members, others),
        (_, over) => return over,
    };
    let positions: HashMap<Name, usize> =
        members.iter().enumerate().map(|(position, (name, _))| (name.clone(), position)).collect();
    for (name, value) in others {
        match positions.get(&name) {
            Some(position) => {
                let own = &mut members[*position].1;
                *own = merge(std::mem::replace(own, Json::Null), value);
            }
            None => members.push((name, value)),
        }
    }
    Json::Object(members)
}
