//! The file with the configuration of a portal.

use std::fs;
use std::path::Path;

use triceps_backstage::Document;

use crate::output::Failure;

/// The name and the text of a file.
pub(crate) struct Source {
    pub(crate) name: String,
    text: String,
}

impl Source {
    pub(crate) fn document(&self) -> Document<'_> {
        Document::new(&self.name, &self.text)
    }
}

pub(crate) fn read(path: &Path) -> Result<Source, Failure> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| Failure::disk("read", path, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::new(format!("`{name}` is not UTF-8 text")))?;
    Ok(Source { name, text })
}
