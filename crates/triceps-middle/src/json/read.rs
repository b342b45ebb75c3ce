//! The text of a template as its sections, and as it is written anew.

use std::sync::Arc;

use super::check;
use super::find;
use super::normal::{self, Normal};
use super::value::{Json, Times};
use crate::document::JsonBuffer;

/// What reading a text gives.
pub(super) struct Read {
    /// Without its resources if the text is taken over as it stands.
    pub(super) root: Json,
    pub(super) is_whole: bool,
    pub(super) times_in_utc: Vec<String>,
    pub(super) written: Arc<String>,
}

impl Read {
    pub(super) fn of(text: &Arc<String>) -> Result<Self, String> {
        let not_json = |error| format!("it is not JSON: {error}");
        let most = |name: &str| match name.to_ascii_lowercase().as_str() {
            "resources" => None,
            "definitions" => Some(check::MOST_DEFINITIONS),
            _ => Some(usize::MAX),
        };
        match normal::sections(text, most) {
            Some(Normal::Sections(sections)) => {
                return Ok(Self {
                    root: Json::Object(sections),
                    is_whole: false,
                    times_in_utc: Vec::new(),
                    written: text.clone(),
                });
            }
            Some(Normal::TooMany) => return Err(check::too_many_definitions()),
            None => {}
        }
        let (root, times_in_utc) = Json::parse_with_offsets(text, Times::Rewrite).map_err(not_json)?;
        if !matches!(root, Json::Object(_)) {
            return Err("it is not an object".to_owned());
        }
        find(&root, "definitions").map_or(Ok(()), |definitions| check::count(definitions.members().len()))?;
        let written = Arc::new(written(&root));
        Ok(Self { root, is_whole: true, times_in_utc, written })
    }
}

/// A value as templates are written here.
pub(super) fn written(value: &Json) -> String {
    let mut buffer = JsonBuffer::default();
    write(&mut buffer, value);
    buffer.into_text()
}

/// The depth of JSON is bounded.
fn write(buffer: &mut JsonBuffer, value: &Json) {
    match value {
        Json::Null => buffer.raw("null"),
        Json::Bool(value) => buffer.raw(if *value { "true" } else { "false" }),
        Json::Number(digits) => buffer.raw(digits),
        Json::String(text) => buffer.text(text),
        Json::Array(items) => {
            let mark = buffer.open_array();
            items.iter().for_each(|item| write(buffer, item));
            buffer.close(mark);
        }
        Json::Object(members) => {
            let mark = buffer.open_object();
            for (name, value) in members {
                buffer.key(name);
                write(buffer, value);
            }
            buffer.close(mark);
        }
    }
}
