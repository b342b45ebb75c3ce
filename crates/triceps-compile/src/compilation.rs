//! Compiling a file and the files that it names.

use std::collections::HashMap;
use std::sync::Arc;

use triceps_core::json::ArmTemplate;
use triceps_core::{Checked, Interface, ModuleTemplate, TargetScope, check_file, check_only};
use triceps_diagnostics::{Code, Diagnostic, Diagnostics, codes};
use triceps_syntax::ast::{Declaration, StringLiteral};
use triceps_syntax::{TextRange, Tree};

use crate::config::Config;
use crate::files::Files;
use crate::lower::{Lowered, lower};
use crate::modules::{ArtifactKind, Modules, NoModules, Unresolved};
use crate::source::Source;
use crate::{paths, text};

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

/// Compiles a file and the files that it names. Each is read once. Modules of registries are not there.
pub fn compile(files: &dyn Files, path: &str) -> Compilation {
    compile_with(files, &NoModules, path)
}

/// Compiles a file and the files and modules of registries that it names. Each is read once.
pub fn compile_with(files: &dyn Files, modules: &dyn Modules, path: &str) -> Compilation {
    let path = triceps_core::paths::normalize(path);
    let mut program =
        Program { files, modules, units: Vec::new(), by_path: HashMap::new(), by_reference: HashMap::new() };
    let main = match program.read(&path) {
        Ok(main) => {
            program.by_path.insert(path, Ok(Target::Text(main)));
            main
        }
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

/// The largest file of Bicep: as large as a template may be.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Why a file is not there.
pub(crate) type CodedError = (Code, String);

/// What a path or reference leads to.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// A file of Bicep, by its position.
    Text(usize),
    /// A template that is ARM JSON.
    Json(Arc<JsonTarget>),
}

/// A template that is ARM JSON.
#[derive(Debug)]
pub(crate) struct JsonTarget {
    /// The path of the file, or the reference in its normal form.
    pub(crate) identifier: String,
    /// Whether it is of a registry.
    pub(crate) is_registry: bool,
    /// The template; an empty one if it has a flaw.
    pub(crate) template: ModuleTemplate,
    pub(crate) error: Option<CodedError>,
}

struct Program<'f> {
    files: &'f dyn Files,
    modules: &'f dyn Modules,
    units: Vec<Unit>,
    by_path: HashMap<String, Result<Target, CodedError>>,
    /// By the normal form of a reference.
    by_reference: HashMap<String, Arc<JsonTarget>>,
}

/// A file of the program.
pub(crate) struct Unit {
    pub(crate) source: Arc<Source>,
    /// The files it names, by the path as it is written, each once.
    names: Vec<(String, Result<Target, CodedError>)>,
    /// By path as it is written: the position in `names`.
    positions: HashMap<String, usize>,
    /// How many of `names` are visited.
    visited: usize,
    state: State,
    pub(crate) checked: Option<Arc<Checked>>,
    /// What a file with errors shows to others.
    pub(crate) interface: Option<Arc<Interface>>,
    diagnostics: Vec<Diagnostic>,
}

impl Unit {
    /// The file that this one names by a path.
    pub(crate) fn target(&self, path: &str) -> Option<&Result<Target, CodedError>> {
        self.positions.get(path).map(|position| &self.names[*position].1)
    }
}

impl JsonTarget {
    fn new(identifier: String, is_registry: bool, template: Result<ModuleTemplate, String>) -> Self {
        let (template, error) = match template {
            Ok(template) => (template, None),
            Err(reason) => {
                let message = format!("`{identifier}` is not a template: {reason}");
                (ArmTemplate::empty(TargetScope::ResourceGroup).into(), Some((codes::BCP188, message)))
            }
        };
        Self { identifier, is_registry, template, error }
    }

    /// What is worth saying of a template that can be embedded.
    pub(crate) fn warning(&self) -> Option<CodedError> {
        let ModuleTemplate::Json(template) = &self.template else { return None };
        let time = template.times_in_utc().first()?;
        Some((codes::TRI0200, format!("the template has the time `{time}`, which is written in UTC")))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// A file that it names is compiled before it.
    Waiting,
    Done,
}

impl Program<'_> {
    /// What a path or reference in a file leads to.
    fn target(&mut self, from: &str, path: &str) -> Result<Target, CodedError> {
        if paths::is_reference(path) {
            return self.artifact(from, path);
        }
        let place = paths::resolve(from, path)?;
        if let Some(known) = self.by_path.get(&place) {
            return known.clone();
        }
        let target = self.file(&place);
        self.by_path.insert(place, target.clone());
        target
    }

    fn file(&mut self, path: &str) -> Result<Target, CodedError> {
        // Letter case of the extension does not count for the compiler.
        let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
        match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("json" | "jsonc" | "arm") => {
                let bytes = self.bytes(path)?;
                let template = ArmTemplate::parse(&text::decode(&bytes));
                Ok(Target::Json(Arc::new(JsonTarget::new(path.to_owned(), false, template.map(ModuleTemplate::from)))))
            }
            Some("bicepparam") => {
                Err((codes::BCP277, format!("`{path}` is a parameter file; name a file of Bicep or ARM JSON")))
            }
            _ => self.read(path).map(Target::Text),
        }
    }

    /// A module of a registry.
    fn artifact(&mut self, from: &str, reference: &str) -> Result<Target, CodedError> {
        let artifact = self.modules.resolve(self.files, from, reference);
        let artifact = artifact.map_err(|Unresolved { code, message }| (code, message))?;
        if let Some(known) = self.by_reference.get(&artifact.reference) {
            return Ok(Target::Json(known.clone()));
        }
        let text = text::decode(&artifact.content);
        let template = match artifact.kind {
            ArtifactKind::Template => ArmTemplate::parse(&text).map(ModuleTemplate::from),
            ArtifactKind::TemplateSpec => ArmTemplate::parse_spec(&text)
                .map(|(id, template)| ModuleTemplate::Spec { id, template: Arc::new(template) }),
        };
        let target = Arc::new(JsonTarget::new(artifact.reference.clone(), true, template));
        self.by_reference.insert(artifact.reference, target.clone());
        Ok(Target::Json(target))
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, CodedError> {
        self.files.read(path).ok_or_else(|| match self.files.list(path) {
            Some(_) => (codes::BCP275, format!("`{path}` is a folder")),
            None => (codes::BCP091, format!("there is no file `{path}`")),
        })
    }

    fn read(&mut self, path: &str) -> Result<usize, CodedError> {
        let bytes = self.bytes(path)?;
        if bytes.len() > MOST_BYTES {
            let message = format!("`{path}` has {} bytes; a file of Bicep may have {MOST_BYTES}", bytes.len());
            return Err((codes::TRI0052, message));
        }
        let text = text::lossy(bytes);
        let config = Arc::new(Config::find(self.files, path));
        let source = Arc::new(Source::new(path.to_owned(), text, config));
        self.units.push(Unit {
            source,
            names: Vec::new(),
            positions: HashMap::new(),
            visited: 0,
            state: State::New,
            checked: None,
            interface: None,
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
            let Ok(Target::Text(target)) = target else { continue };
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
        let error = match paths[..] {
            [_] => (codes::BCP094, "the file deploys itself".to_owned()),
            _ => (codes::BCP095, format!("the files deploy each other in a circle: {}", paths.join(" -> "))),
        };
        for unit in circle {
            let unit = &mut self.units[*unit];
            unit.names[unit.visited - 1].1 = Err(error.clone());
        }
    }

    fn find_names(&mut self, at: usize) {
        let source = self.units[at].source.clone();
        let mut names: Vec<(String, Result<Target, CodedError>)> = Vec::new();
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
            let target = self.target(&source.path, &path);
            names.push((path.into_owned(), target));
        }
        self.units[at].names = names;
        self.units[at].positions = positions;
    }

    /// What is wrong with the configuration of a file, and with the versions that those of other files ask for.
    fn versions(&self, at: usize) -> Vec<Diagnostic> {
        let source = &self.units[at].source;
        let start = TextRange { start: 0, end: 0 };
        let errors = source.config.errors().iter();
        let mut found: Vec<Diagnostic> =
            errors.map(|(code, message)| source.diagnostic(*code, start, message.clone())).collect();
        if at != 0 {
            return found;
        }
        let own = source.config.versions();
        for unit in &self.units[1..] {
            let Some(wanted) = unit.source.config.versions() else { continue };
            let (path, shown) = (&unit.source.path, own.map_or("any version".to_owned(), ToString::to_string));
            let mut warn = |code: Code, message: String| {
                let diagnostic = source.diagnostic(code, start, message);
                if let Some(level) = source.level(code, diagnostic.severity(), diagnostic.span()) {
                    found.push(diagnostic.with_severity(level));
                }
            };
            if own.is_some_and(|own| own.is_apart_from(wanted)) {
                let message = format!("no version of Bicep is both {shown} and {wanted}, which `{path}` asks for");
                warn(codes::NO_CONFLICTING_VERSION_CONSTRAINTS, message);
            }
            if own.is_none_or(|own| !own.is_within(wanted)) {
                let message = format!("{shown} is not within {wanted}, which `{path}` asks for");
                warn(codes::NO_INCOMPATIBLE_ENTRYPOINT_VERSION, message);
            }
        }
        found
    }

    fn finish(&mut self, at: usize) {
        let source = self.units[at].source.clone();
        let mut diagnostics: Vec<Diagnostic> = source.errors().collect();
        diagnostics.extend(self.versions(at));
        let Lowered { middle, raw, diagnostics: of_text } = lower(&self.units, at, self.files);
        diagnostics.extend(of_text.iter().cloned());
        let is_broken =
            diagnostics.iter().any(|diagnostic| diagnostic.severity() == triceps_diagnostics::Severity::Error);
        let (mut checked, mut interface) = (None, None);
        if is_broken {
            let (mut all, shown) = check_only(&middle, raw);
            interface = Some(Arc::new(shown));
            all.apply_levels(&middle);
            diagnostics.extend(all.into_diagnostics(&middle).iter().cloned());
        } else {
            match check_file(middle, raw) {
                Ok(template) => {
                    diagnostics.extend(template.warnings().iter().cloned());
                    checked = Some(Arc::new(template));
                }
                Err(refused) => {
                    diagnostics.extend(refused.diagnostics.iter().cloned());
                    interface = Some(Arc::new(refused.interface));
                }
            }
        }
        diagnostics.sort_by_key(|diagnostic| diagnostic.span().map_or(0, |span| span.bytes.start));
        let unit = &mut self.units[at];
        unit.state = State::Done;
        unit.checked = checked;
        unit.interface = interface;
        unit.diagnostics = diagnostics;
    }
}
