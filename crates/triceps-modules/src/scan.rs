//! Which modules the text of a project names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use triceps_diagnostics::{Span, codes};
use triceps_syntax::ast::{AstNode as _, Declaration, ExtensionSpecification, StringLiteral, UsingTarget};
use triceps_syntax::{Language, LineIndex, TextRange, parse};

use crate::config::BicepConfig;
use crate::disk;
use crate::error::Error;
use crate::limits::MAX_LAYER;
use crate::reference::{LocalPath, Reference};
use crate::reference_error::ReferenceError;

/// Folders that hold no text of the project.
const SKIPPED: &[&str] = &["node_modules", "target"];

/// A place in a text that names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Where it is written.
    pub span: Span,
    /// What is written.
    pub text: String,
    /// What it means.
    pub reference: Result<Reference, ReferenceError>,
}

/// All uses in the `.bicep` and `.bicepparam` files of a folder, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Uses(Vec<Use>);

impl Uses {
    /// Reads all files of a folder.
    ///
    /// # Errors
    ///
    /// A folder or file that cannot be read.
    pub fn of_folder(folder: &Path) -> Result<Self, Error> {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = fs::read_dir(&folder).map_err(|error| Error::disk("read", &folder, &error))?;
            for entry in entries {
                let entry = entry.map_err(|error| Error::disk("read", &folder, &error))?;
                let name = entry.file_name();
                let kind = entry.file_type().map_err(|error| Error::disk("read", &entry.path(), &error))?;
                let is_skipped = name.to_str().is_some_and(|name| name.starts_with('.') || SKIPPED.contains(&name));
                if kind.is_dir() && !is_skipped {
                    folders.push(entry.path());
                } else if kind.is_file() && language(&entry.path()).is_some() {
                    files.push(entry.path());
                }
            }
        }
        Self::of_files(files)
    }

    /// Reads files, in the order of their paths.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn of_files(mut files: Vec<PathBuf>) -> Result<Self, Error> {
        files.sort();
        let mut configs = BTreeMap::new();
        let mut uses = Vec::new();
        for file in files {
            read(&file, &mut configs, &mut uses)?;
        }
        Ok(Self(uses))
    }

    /// The uses, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Use> {
        self.0.iter()
    }

    /// What is used of registries and template specs, each once.
    pub fn remote(&self) -> BTreeSet<&Reference> {
        self.0.iter().filter_map(|found| found.reference.as_ref().ok()).filter(|found| found.is_remote()).collect()
    }

    /// What is wrong with what is written, and with paths that leave a folder.
    pub fn errors(&self, root: Option<&Path>) -> Vec<Error> {
        self.0.iter().filter_map(|found| found.error(root)).collect()
    }

    /// The paths that leave a folder.
    pub fn outside(&self, root: &Path) -> Vec<Error> {
        self.0.iter().filter(|found| found.reference.is_ok()).filter_map(|found| found.error(Some(root))).collect()
    }
}

impl<'a> IntoIterator for &'a Uses {
    type Item = &'a Use;
    type IntoIter = std::slice::Iter<'a, Use>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Use {
    fn error(&self, root: Option<&Path>) -> Option<Error> {
        let place = format!("{}({},{})", self.span.file, self.span.start.0, self.span.start.1);
        match (&self.reference, root) {
            (Err(error), _) => Some(Error::reference_error(place, error.clone())),
            (Ok(Reference::Path(path)), Some(root)) => {
                let folder = Path::new(&self.span.file).parent().unwrap_or(Path::new(""));
                leaves(path, folder, root).then(|| {
                    let message = format!("`{path}` leaves the project `{}`", root.display());
                    Error::new(codes::TRI0069, place, message)
                        .with_help("move the file into the project, or allow it with `--allow-outside`")
                })
            }
            (Ok(_), _) => None,
        }
    }
}

/// Whether a path from a folder leads out of a root, links followed.
pub fn leaves(path: &LocalPath, folder: &Path, root: &Path) -> bool {
    let target = crate::reference::normal(&folder.join(path.as_str()));
    let is_inside = |target: &Path, root: &Path| target.starts_with(root);
    match (fs::canonicalize(&target), fs::canonicalize(root)) {
        (Ok(target), Ok(root)) => !is_inside(&target, &root),
        _ => match (std::path::absolute(&target), std::path::absolute(root)) {
            (Ok(target), Ok(root)) => !is_inside(&crate::reference::normal(&target), &root),
            _ => true,
        },
    }
}

/// The folder that path modules stay in: the nearest one upwards with a lock file, else with `.git`.
pub fn root_of(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    let with = |name: &str| folder.ancestors().find(|folder| folder.join(name).exists()).map(Path::to_owned);
    with(crate::files::LOCK_FILE).or_else(|| with(".git"))
}

fn language(path: &Path) -> Option<Language> {
    match path.extension()?.to_str()? {
        "bicep" => Some(Language::Bicep),
        "bicepparam" => Some(Language::BicepParam),
        _ => None,
    }
}

fn read(path: &Path, configs: &mut BTreeMap<PathBuf, BicepConfig>, uses: &mut Vec<Use>) -> Result<(), Error> {
    let Some(language) = language(path) else { return Ok(()) };
    let Some(bytes) = disk::read_bounded(path, MAX_LAYER)? else { return Ok(()) };
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let config = match configs.entry(folder) {
        std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
        std::collections::btree_map::Entry::Vacant(new) => {
            let config =
                BicepConfig::discover(new.key()).map_err(|error| Error::reference_error(path.display(), error))?;
            new.insert(config)
        }
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let tree = parse(text.as_str(), language);
    let lines = LineIndex::new(text.as_str());
    let mut add = |text: &str, range: TextRange| {
        let position = |offset| {
            let position = lines.position(offset);
            (position.line, position.column)
        };
        let span = Span {
            file: path.display().to_string(),
            bytes: range.start as usize..range.end as usize,
            start: position(range.start),
            end: position(range.end),
        };
        uses.push(Use { span, text: text.to_owned(), reference: Reference::parse(text, config) });
    };
    for declaration in tree.file().declarations() {
        let literal: Option<StringLiteral<'_>> = match declaration {
            Declaration::Module(it) => it.path(),
            Declaration::Import(it) => it.path(),
            Declaration::Test(it) => it.path(),
            Declaration::Extends(it) => it.path(),
            Declaration::Using(it) => match it.target() {
                Some(UsingTarget::Path(path)) => Some(path),
                _ => None,
            },
            Declaration::Extension(it) => match it.specification() {
                Some(ExtensionSpecification::String(path)) => Some(path),
                Some(ExtensionSpecification::Name(name)) => {
                    let place = config.extensions().find(|(known, _)| *known == name.text());
                    if let Some((_, place)) = place.filter(|(_, place)| place.starts_with("br")) {
                        add(place, name.range());
                    }
                    None
                }
                None => None,
            },
            _ => None,
        };
        if let Some(literal) = literal
            && let Some(text) = literal.value()
        {
            add(&text, literal.syntax().range());
        }
    }
    Ok(())
}
