//! Mutants that do not compile, kept for the next run: what the compiler needs most time for.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::ByFile;
use crate::sample;
use crate::tree::Tree;

#[derive(Debug)]
pub(super) struct Kept {
    path: PathBuf,
    /// The key of each mutant: its name and the text of its file.
    keys: BTreeMap<u32, String>,
    /// Those of which it was known before, with what the compiler reported.
    pub(super) known: BTreeMap<u32, String>,
}

impl Kept {
    /// Reads what is known of these mutants, before they are in the files.
    ///
    /// # Errors
    ///
    /// If a file cannot be read.
    pub(super) fn read(tree: &Tree, files: &ByFile) -> Result<Kept, String> {
        let path = tree.kept.join("broken.tsv");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let lines: HashMap<&str, &str> = text.lines().filter_map(|line| line.split_once('\t')).collect();
        let (mut keys, mut known) = (BTreeMap::new(), BTreeMap::new());
        for (file, mutants) in files {
            let source = tree.read(file)?;
            for (number, mutant) in mutants {
                let key = sample::key(&format!("{}\n{source}", mutant.name));
                if let Some(reason) = lines.get(key.as_str()) {
                    known.insert(*number, (*reason).to_owned());
                }
                keys.insert(*number, key);
            }
        }
        Ok(Kept { path, keys, known })
    }

    /// Writes all that do not compile.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub(super) fn write(&self, broken: &BTreeMap<u32, String>) -> Result<(), String> {
        let mut text = String::new();
        for (number, reason) in broken {
            if let Some(key) = self.keys.get(number) {
                let _ = writeln!(text, "{key}\t{}", reason.replace(['\n', '\t'], " "));
            }
        }
        fs::write(&self.path, text).map_err(|error| format!("{}: {error}", self.path.display()))
    }
}
