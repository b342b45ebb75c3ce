//! The pin file: name, version and SHA-256 of each archive.

use std::{collections::BTreeMap, fs, path::Path};

/// The pinned archives.
pub(crate) struct Lock {
    pub(crate) azure: Pin,
    pub(crate) graph: Pin,
}

/// One pinned archive.
#[derive(Clone)]
pub(crate) struct Pin {
    pub(crate) name: String,
    pub(crate) version: String,
    /// Of the archive, in small hexadecimal digits.
    pub(crate) sha256: String,
}

impl Lock {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut tables: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        let mut table = "";
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                table = name;
            } else if let Some((key, value)) = line.split_once('=') {
                tables.entry(table).or_default().insert(key.trim(), value.trim().trim_matches('"'));
            } else {
                return Err(format!("{}: expected `key = \"value\"`, found `{line}`", path.display()));
            }
        }
        let pin = |name: &str| {
            let field = |key: &str| {
                let value = tables.get(name).and_then(|table| table.get(key));
                value.map(|value| (*value).to_owned()).ok_or_else(|| format!("the pin file lacks `{name}.{key}`"))
            };
            Ok::<_, String>(Pin { name: field("name")?, version: field("version")?, sha256: field("sha256")? })
        };
        Ok(Self { azure: pin("azure")?, graph: pin("graph")? })
    }

    /// The pins of the archives in use.
    pub(crate) fn pins(&self, with_graph: bool) -> Vec<Pin> {
        let mut pins = vec![self.azure.clone()];
        pins.extend(with_graph.then(|| self.graph.clone()));
        pins
    }
}

impl Pin {
    /// Compares the SHA-256 of an archive with the pinned one.
    pub(crate) fn admit(&self, sha256: &str) -> Result<(), String> {
        let Self { name, version, sha256: pinned } = self;
        if sha256 != pinned {
            return Err(format!("{name} {version} is pinned to the SHA-256 {pinned}, the archive has {sha256}"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Pin;

    #[test]
    fn an_archive_needs_the_pinned_digest() {
        let pin = Pin { name: "types".to_owned(), version: "1.2".to_owned(), sha256: "ab".to_owned() };
        assert_eq!(pin.admit("ab"), Ok(()));
        let refused = "types 1.2 is pinned to the SHA-256 ab, the archive has cd";
        assert_eq!(pin.admit("cd"), Err(refused.to_owned()));
    }
}
