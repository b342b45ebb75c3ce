//! What is known of files from compilations before.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use triceps_core::{Checked, Day, ImportSource, Interface, TargetScope};
use triceps_diagnostics::{Diagnostic, codes};
use triceps_syntax::{Language, parse};

use crate::config::Config;
use crate::extends::configuration;
use crate::files::Files;
use crate::modules::Unresolved;
use crate::paths::CodedError;
use crate::source::Source;
use crate::text;
use crate::unit::{JsonTarget, Outcome};

/// How many files a compilation has worked on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Files whose text was read into a tree.
    pub parsed: usize,
    /// Files that were lowered and checked.
    pub lowered: usize,
    /// Files whose JSON was written.
    pub written: usize,
}

/// What is known of files. Everything is kept beside what it was made of, and used again where that is the same.
#[derive(Debug)]
pub(crate) struct Memory {
    /// By content, with what it extends, or by what is wrong with it.
    configs: HashMap<Result<Option<Vec<u8>>, String>, Arc<Config>>,
    /// By path.
    sources: HashMap<String, Arc<Source>>,
    /// By path or reference, with the content.
    templates: HashMap<String, (Content, Arc<JsonTarget>)>,
    /// By path.
    files: HashMap<String, Known>,
    nothing: Arc<Interface>,
    /// The day on which API versions are looked at.
    today: Option<Day>,
    pub(crate) work: Work,
}

/// The content of a template.
#[derive(Debug)]
enum Content {
    /// Plain UTF-8, which is the text of the template.
    Text(Arc<String>),
    /// In another encoding.
    Bytes(Vec<u8>),
}

/// What came of a file, and all that it was made of.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) source: Arc<Source>,
    /// What is wrong with its configuration.
    pub(crate) errors: Vec<Diagnostic>,
    /// What the paths in it lead to, in the order of the text.
    pub(crate) names: Vec<Named>,
    /// Other files it has read, with their content.
    pub(crate) reads: Vec<(String, Option<Vec<u8>>)>,
    /// Folders it has listed, with what was in them.
    pub(crate) lists: Vec<(String, Option<Vec<String>>)>,
    pub(crate) outcome: Outcome,
    pub(crate) diagnostics: Arc<[Diagnostic]>,
}

/// What a path in a file leads to.
#[derive(Debug)]
pub(crate) enum Named {
    Error(CodedError),
    Json(Arc<JsonTarget>),
    /// A file of Bicep.
    Text(Outcome),
}

/// What is new about the files that a file names.
enum Change {
    Nothing,
    /// Other files, which show the same to this one.
    Replaced(Vec<(Arc<Checked>, Arc<Checked>)>),
    Everything,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            configs: HashMap::new(),
            sources: HashMap::new(),
            templates: HashMap::new(),
            files: HashMap::new(),
            nothing: Arc::new(Interface::empty(TargetScope::ResourceGroup)),
            today: None,
            work: Work::default(),
        }
    }
}

impl Memory {
    /// What a file shows before it is compiled: nothing.
    pub(crate) fn nothing(&self) -> Arc<Interface> {
        self.nothing.clone()
    }

    /// Sets the day on which API versions are looked at.
    pub(crate) fn set_today(&mut self, today: Day) {
        self.today = Some(today);
        self.configs.clear();
    }

    /// The configuration that holds for a file.
    pub(crate) fn config(&mut self, files: &dyn Files, path: &str) -> Arc<Config> {
        let (content, error) = match configuration(files, path) {
            Ok(content) => (Ok(content), None),
            Err(Unresolved { code, message }) => (Err(message.clone()), Some((code, message))),
        };
        if let Some(known) = self.configs.get(&content) {
            return known.clone();
        }
        let config = Arc::new(match error {
            None => Config::read(content.as_ref().ok().and_then(Option::as_deref), self.today),
            Some(error) => Config::refused(error, self.today),
        });
        self.configs.insert(content, config.clone());
        config
    }

    /// A text with its tree.
    pub(crate) fn source(&mut self, path: &str, text: String, config: Arc<Config>) -> Arc<Source> {
        let known = self.sources.get(path).filter(|known| known.tree.text() == text);
        let tree = match known {
            Some(known) if Arc::ptr_eq(&known.config, &config) => return known.clone(),
            Some(known) => known.tree.clone(),
            None => {
                self.work.parsed += 1;
                Arc::new(parse(text, Language::Bicep))
            }
        };
        let source = Arc::new(Source::new(path.to_owned(), tree, config));
        self.sources.insert(path.to_owned(), source.clone());
        source
    }

    /// A template that is ARM JSON.
    pub(crate) fn json(
        &mut self,
        identifier: &str,
        content: Vec<u8>,
        read: impl FnOnce(Arc<String>) -> JsonTarget,
    ) -> Arc<JsonTarget> {
        if let Some((known, target)) = self.templates.get(identifier)
            && known.is(&content)
        {
            return target.clone();
        }
        let (content, text) = Content::of(content);
        let target = Arc::new(read(text));
        self.templates.insert(identifier.to_owned(), (content, target.clone()));
        target
    }

    /// Fills in what came of a file before, if nothing that it depends on is new to it.
    pub(crate) fn recall(&self, files: &dyn Files, new: &mut Known) -> bool {
        let Some(known) = self.files.get(&new.source.path) else { return false };
        let is_same =
            Arc::ptr_eq(&known.source, &new.source) && known.errors == new.errors && known.has_same_reads(files);
        if !is_same {
            return false;
        }
        // What-if follows values into modules, deeper than what these show.
        let looks_inside = new.source.config.asks_for(codes::WHAT_IF_SHORT_CIRCUITING);
        let outcome = match (known.change(new), &known.outcome) {
            (Change::Replaced(_), _) if looks_inside => return false,
            (Change::Everything, _) | (Change::Replaced(_), Err(_)) => return false,
            (Change::Nothing, outcome) => outcome.clone(),
            (Change::Replaced(pairs), Ok(checked)) => {
                let replacement = |old: &Arc<Checked>| {
                    let pair = pairs.iter().find(|(known, _)| Arc::ptr_eq(known, old));
                    pair.map(|(_, new)| new.clone())
                };
                let Some(mut replaced) = triceps_core::relink(checked, &replacement) else { return false };
                if pairs.iter().all(|(old, new)| old.shares_json(new)) {
                    replaced.share_json(checked);
                }
                Ok(Arc::new(replaced))
            }
        };
        new.outcome = outcome;
        new.reads.clone_from(&known.reads);
        new.lists.clone_from(&known.lists);
        new.diagnostics = known.diagnostics.clone();
        true
    }

    /// Takes over the JSON of a file that was lowered again, if it is the same as before.
    pub(crate) fn lowered(&mut self, new: &mut Known) {
        self.work.lowered += 1;
        let Some(known) = self.files.get(&new.source.path) else { return };
        let (Ok(old), Ok(checked)) = (&known.outcome, &mut new.outcome) else { return };
        let has_same_text =
            Arc::ptr_eq(&known.source.config, &new.source.config) && known.source.has_same_tokens(&new.source);
        if !has_same_text || known.reads != new.reads || known.lists != new.lists {
            return;
        }
        let has_same_names = known.names.len() == new.names.len()
            && known.names.iter().zip(&new.names).all(|(known, new)| match (known, new) {
                (Named::Json(known), Named::Json(new)) => Arc::ptr_eq(known, new),
                (Named::Text(Ok(known)), Named::Text(Ok(new))) => known.shares_json(new),
                _ => false,
            });
        if has_same_names && let Some(checked) = Arc::get_mut(checked) {
            checked.share_json(old);
        }
    }

    /// Keeps what came of a file for the next time.
    pub(crate) fn keep(&mut self, known: Known) {
        self.files.insert(known.source.path.clone(), known);
    }
}

impl Content {
    /// The content, and its text.
    fn of(bytes: Vec<u8>) -> (Self, Arc<String>) {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if text::marked_encoding(text.as_bytes()).is_none() => {
                let text = Arc::new(text);
                return (Self::Text(text.clone()), text);
            }
            Ok(marked) => marked.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        (Self::Bytes(bytes.clone()), Arc::new(text::decode(bytes)))
    }

    fn is(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Text(text) => text.as_bytes() == bytes,
            Self::Bytes(own) => own == bytes,
        }
    }
}

impl Known {
    fn has_same_reads(&self, files: &dyn Files) -> bool {
        let is_same = |(path, content): &(String, Option<Vec<u8>>)| files.read(path) == *content;
        let is_same_folder = |(folder, names): &(String, Option<Vec<String>>)| files.list(folder) == *names;
        self.reads.iter().all(is_same) && self.lists.iter().all(is_same_folder)
    }

    /// What is new about the files that this one names.
    fn change(&self, new: &Self) -> Change {
        let mut pairs = Vec::new();
        if self.names.len() != new.names.len() {
            return Change::Everything;
        }
        for (known, new) in self.names.iter().zip(&new.names) {
            match (known, new) {
                (Named::Error(known), Named::Error(new)) if known == new => {}
                (Named::Json(known), Named::Json(new)) if Arc::ptr_eq(known, new) => {}
                (Named::Text(Err(known)), Named::Text(Err(new))) if known == new => {}
                (Named::Text(Ok(known)), Named::Text(Ok(new))) if Arc::ptr_eq(known, new) => {}
                (Named::Text(Ok(known)), Named::Text(Ok(new))) if shows_the_same(known, new) => {
                    pairs.push((known.clone(), new.clone()));
                }
                _ => return Change::Everything,
            }
        }
        if pairs.is_empty() { Change::Nothing } else { Change::Replaced(pairs) }
    }
}

/// Whether a file shows the same to those that deploy it or import from it.
fn shows_the_same(known: &Arc<Checked>, new: &Arc<Checked>) -> bool {
    let exports = |checked: &Arc<Checked>| ImportSource::from(checked.clone());
    known.is_deployed_like(new) && exports(known).exports_the_same(&exports(new))
}

/// Files that notes what is read.
pub(crate) struct Recorder<'f> {
    files: &'f dyn Files,
    reads: RefCell<BTreeMap<String, Option<Vec<u8>>>>,
    lists: RefCell<BTreeMap<String, Option<Vec<String>>>>,
}

/// What was read and listed.
type Reads = (Vec<(String, Option<Vec<u8>>)>, Vec<(String, Option<Vec<String>>)>);

impl<'f> Recorder<'f> {
    pub(crate) fn new(files: &'f dyn Files) -> Self {
        Self { files, reads: RefCell::default(), lists: RefCell::default() }
    }

    /// What was read and listed, by path.
    pub(crate) fn finish(self) -> Reads {
        (self.reads.into_inner().into_iter().collect(), self.lists.into_inner().into_iter().collect())
    }
}

impl Files for Recorder<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let content = self.files.read(path);
        self.reads.borrow_mut().insert(path.to_owned(), content.clone());
        content
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        let names = self.files.list(folder);
        self.lists.borrow_mut().insert(folder.to_owned(), names.clone());
        names
    }
}
