//! Compiling a file and the files that it names.

use std::collections::HashMap;
use std::sync::Arc;

use triceps_core::{Checked, check, findings};
use triceps_diagnostics::{Code, Diagnostic, Diagnostics, codes};
use triceps_syntax::Tree;
use triceps_syntax::ast::{Declaration, StringLiteral};

use crate::config::Config;
use crate::files::Files;
use crate::lower::{Lowered, lower};
use crate::paths;
use crate::source::Source;

/// What came of compiling a file and the files that it names.
#[derive(Clone, Debug)]
pub struct Compilation {
    diagnostics: Diagnostics,
    checked: Option<Arc<Checked>>,
    /// The main file first.
    sources: Vec<Arc<Source>>,
}

impl Compilation {
    /// What was found in every file: the main one first, then the others in the order in which they are named.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The template, if nothing is wrong with it.
    pub fn checked(&self) -> Option<&Checked> {
        self.checked.as_deref()
    }

    /// The syntax tree of the main file; none if there is no such file.
    pub fn tree(&self) -> Option<&Arc<Tree>> {
        self.sources.first().map(|source| &source.tree)
    }

    /// The text of a file of the compilation, by its path.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.sources.iter().find(|source| source.path == path).map(|source| source.tree.text())
    }

    /// The template, to share.
    pub fn into_checked(self) -> Option<Arc<Checked>> {
        self.checked
    }
}

/// Compiles a file and the files that it names. Each is read once.
pub fn compile(files: &impl Files, path: &str) -> Compilation {
    let path = paths::normalize(path);
    let mut program = Program { files, units: Vec::new(), by_path: HashMap::new() };
    let main = match program.unit(&path) {
        Ok(main) => main,
        Err((code, message)) => {
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(Diagnostic::new(code, path, message));
            return Compilation { diagnostics, checked: None, sources: Vec::new() };
        }
    };
    program.compile_from(main);
    let mut diagnostics = Diagnostics::default();
    let mut checked = None;
    let mut sources = Vec::with_capacity(program.units.len());
    for (index, unit) in program.units.into_iter().enumerate() {
        sources.push(unit.source);
        for diagnostic in unit.diagnostics {
            diagnostics.push(diagnostic);
        }
        if index == main {
            checked = unit.checked;
        }
    }
    Compilation { diagnostics, checked, sources }
}

/// Why a file is not there.
pub(crate) type Flaw = (Code, String);

struct Program<'f, F> {
    files: &'f F,
    units: Vec<Unit>,
    by_path: HashMap<String, Result<usize, Flaw>>,
}

/// A file of the program.
pub(crate) struct Unit {
    pub(crate) source: Arc<Source>,
    /// The files it names, by the path as it is written, each once.
    names: Vec<(String, Result<usize, Flaw>)>,
    /// By path as it is written: the position in `names`.
    positions: HashMap<String, usize>,
    /// How many of `names` are visited.
    visited: usize,
    state: State,
    pub(crate) checked: Option<Arc<Checked>>,
    diagnostics: Vec<Diagnostic>,
}

impl Unit {
    /// The file that this one names by a path.
    pub(crate) fn target(&self, path: &str) -> Option<&Result<usize, Flaw>> {
        self.positions.get(path).map(|position| &self.names[*position].1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// A file that it names is compiled before it.
    Waiting,
    Done,
}

impl<F: Files> Program<'_, F> {
    /// The file at a path, which is read if it is new.
    fn unit(&mut self, path: &str) -> Result<usize, Flaw> {
        if let Some(known) = self.by_path.get(path) {
            return known.clone();
        }
        let unit = self.read(path);
        self.by_path.insert(path.to_owned(), unit.clone());
        unit
    }

    fn read(&mut self, path: &str) -> Result<usize, Flaw> {
        let bytes = self.files.read(path).ok_or_else(|| (codes::BCP091, format!("there is no file `{path}`")))?;
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        };
        let config = Arc::new(Config::find(self.files, path));
        let source = Arc::new(Source::new(path.to_owned(), text, config));
        self.units.push(Unit {
            source,
            names: Vec::new(),
            positions: HashMap::new(),
            visited: 0,
            state: State::New,
            checked: None,
            diagnostics: Vec::new(),
        });
        Ok(self.units.len() - 1)
    }

    /// Compiles a file after all that it names, with a stack of our own.
    fn compile_from(&mut self, main: usize) {
        let mut stack = vec![main];
        while let Some(at) = stack.last().copied() {
            if self.units[at].state == State::New {
                self.units[at].state = State::Waiting;
                self.find_names(at);
            }
            let position = self.units[at].visited;
            let Some((_, target)) = self.units[at].names.get(position) else {
                self.finish(at);
                stack.pop();
                continue;
            };
            let target = target.clone();
            self.units[at].visited += 1;
            let Ok(target) = target else { continue };
            match self.units[target].state {
                State::Done => {}
                State::New => stack.push(target),
                State::Waiting => self.circle(&stack, target),
            }
        }
    }

    /// Makes every edge of a circle an error: from the file `target` on the stack to its top, and back.
    fn circle(&mut self, stack: &[usize], target: usize) {
        let start = stack.iter().position(|unit| *unit == target).unwrap_or(0);
        let circle = &stack[start..];
        let paths: Vec<&str> = circle.iter().map(|unit| &*self.units[*unit].source.path).collect();
        let flaw = match paths[..] {
            [_] => (codes::BCP094, "the file deploys itself".to_owned()),
            _ => (codes::BCP095, format!("the files deploy each other in a circle: {}", paths.join(" -> "))),
        };
        for unit in circle {
            let unit = &mut self.units[*unit];
            unit.names[unit.visited - 1].1 = Err(flaw.clone());
        }
    }

    fn find_names(&mut self, at: usize) {
        let source = self.units[at].source.clone();
        let mut names: Vec<(String, Result<usize, Flaw>)> = Vec::new();
        let mut positions = HashMap::new();
        for declaration in source.tree.file().declarations() {
            let path = match declaration {
                Declaration::Module(module) => module.path(),
                Declaration::Import(import) => import.path(),
                _ => None,
            };
            let Some(path) = path.and_then(StringLiteral::value) else { continue };
            if positions.contains_key(&*path) {
                continue;
            }
            positions.insert(path.to_string(), names.len());
            let target = paths::resolve(&source.path, &path).and_then(|place| {
                // Letter case of the extension does not count for the compiler.
                if place.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("json")) {
                    return Err((codes::TRI0053, "modules in JSON are not read yet".to_owned()));
                }
                self.unit(&place)
            });
            names.push((path.into_owned(), target));
        }
        self.units[at].names = names;
        self.units[at].positions = positions;
    }

    fn finish(&mut self, at: usize) {
        let source = self.units[at].source.clone();
        let mut diagnostics: Vec<Diagnostic> = source.errors().collect();
        let Lowered { middle, findings: found, diagnostics: said } = lower(&self.units, at, self.files);
        diagnostics.extend(said.iter().cloned());
        let is_broken =
            diagnostics.iter().any(|diagnostic| diagnostic.severity() == triceps_diagnostics::Severity::Error);
        let mut checked = None;
        if is_broken {
            let mut all = findings(&middle);
            all.append(found);
            all.settle_levels(&middle);
            diagnostics.extend(all.into_diagnostics(&middle).iter().cloned());
        } else {
            match check(middle, found) {
                Ok(template) => {
                    diagnostics.extend(template.warnings().iter().cloned());
                    checked = Some(Arc::new(template));
                }
                Err(all) => diagnostics.extend(all.iter().cloned()),
            }
        }
        diagnostics.sort_by_key(|diagnostic| diagnostic.span().map_or(0, |span| span.bytes.start));
        let unit = &mut self.units[at];
        unit.state = State::Done;
        unit.checked = checked;
        unit.diagnostics = diagnostics;
    }
}
