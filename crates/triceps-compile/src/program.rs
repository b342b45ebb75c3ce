//! A program: a file and those that it names, each compiled after all that it names.

use std::collections::HashMap;
use std::sync::Arc;

use triceps_core::json::ArmTemplate;
use triceps_core::{ModuleTemplate, check_or_refuse, refuse};
use triceps_diagnostics::{Code, Diagnostic, Diagnostics, Severity, codes};
use triceps_syntax::TextRange;
use triceps_syntax::ast::{Declaration, StringLiteral};

use crate::compilation::Compilation;
use crate::files::Files;
use crate::lower::{Lowered, lower, reference_of};
use crate::memory::{Known, Memory, Named, Recorder};
use crate::modules::{ArtifactKind, Modules, Unresolved};
use crate::paths::CodedError;
use crate::source::Source;
use crate::unit::{JsonTarget, Outcome, Target, Unit};
use crate::{paths, text};

/// Compiles a file and the files and modules of registries that it names, with what is known of them already.
pub(crate) fn run(memory: &mut Memory, files: &dyn Files, modules: &dyn Modules, path: &str) -> Compilation {
    let path = paths::normalize(path);
    let mut program =
        Program { files, modules, memory, units: Vec::new(), by_path: HashMap::new(), by_reference: HashMap::new() };
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
        for diagnostic in unit.diagnostics.iter() {
            diagnostics.push(diagnostic.clone());
        }
        if index == main {
            checked = unit.outcome.ok();
        }
    }
    Compilation { diagnostics, checked, sources }
}

/// The largest file of Bicep: as large as a template may be.
const MOST_BYTES: usize = 4 * 1024 * 1024;

struct Program<'f> {
    files: &'f dyn Files,
    modules: &'f dyn Modules,
    memory: &'f mut Memory,
    units: Vec<Unit>,
    by_path: HashMap<String, Result<Target, CodedError>>,
    /// By the normal form of a reference.
    by_reference: HashMap<String, Arc<JsonTarget>>,
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
                Ok(Target::Json(self.memory.json(path, bytes, |text| {
                    let template = ArmTemplate::parse_shared(text);
                    JsonTarget::new(path.to_owned(), false, template.map(ModuleTemplate::from))
                })))
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
        let (reference, kind) = (&artifact.reference, artifact.kind);
        let target = self.memory.json(reference, artifact.content, |text| {
            let template = match kind {
                ArtifactKind::Template => ArmTemplate::parse_shared(text).map(ModuleTemplate::from),
                ArtifactKind::TemplateSpec => ArmTemplate::parse_spec(&text)
                    .map(|(id, template)| ModuleTemplate::Spec { id, template: Arc::new(template) }),
            };
            JsonTarget::new(reference.clone(), true, template)
        });
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
        let config = self.memory.config(self.files, path);
        let source = self.memory.source(path, text, config);
        self.units.push(Unit::new(source, self.memory.nothing()));
        Ok(self.units.len() - 1)
    }

    /// Reads all files that a file names, then compiles each after those that it names, with a stack of our own.
    fn compile_from(&mut self, main: usize) {
        let mut next = main;
        while next < self.units.len() {
            self.find_names(next);
            next += 1;
        }
        self.break_circles();
        // What is only reached through a circle has diagnostics too.
        for start in main..self.units.len() {
            let mut stack = vec![start];
            while let Some(at) = stack.last().copied().filter(|at| !self.units[*at].is_done) {
                let position = self.units[at].visited;
                let Some((_, target)) = self.units[at].names.get(position) else {
                    self.finish(at);
                    stack.pop();
                    continue;
                };
                let target = target.clone();
                self.units[at].visited += 1;
                if let Ok(Target::Text(target)) = target
                    && !self.units[target].is_done
                {
                    stack.push(target);
                }
            }
        }
    }

    /// Makes every way to a file an error that deploys itself, directly or through others.
    fn break_circles(&mut self) {
        let targets = |unit: &Unit| -> Vec<usize> {
            let text = |(_, target): &(String, Result<Target, CodedError>)| match target {
                Ok(Target::Text(target)) => Some(*target),
                _ => None,
            };
            unit.names.iter().filter_map(text).collect()
        };
        let graph: Vec<Vec<usize>> = self.units.iter().map(targets).collect();
        let errors: Vec<Option<CodedError>> = circles(&graph)
            .into_iter()
            .map(|circle| {
                let paths: Vec<&str> = circle?.into_iter().map(|unit| &*self.units[unit].source.path).collect();
                Some(match paths[..] {
                    [_] => (codes::BCP094, "the file deploys itself".to_owned()),
                    _ => (codes::BCP095, format!("the files deploy each other in a circle: {}", paths.join(" -> "))),
                })
            })
            .collect();
        for unit in &mut self.units {
            for (_, target) in &mut unit.names {
                if let Ok(Target::Text(text)) = target
                    && let Some(error) = &errors[*text]
                {
                    *target = Err(error.clone());
                }
            }
        }
    }

    fn find_names(&mut self, at: usize) {
        let source = self.units[at].source.clone();
        let mut names: Vec<(String, Result<Target, CodedError>)> = Vec::new();
        let mut positions = HashMap::new();
        for declaration in source.tree.file().declarations() {
            let path = match declaration {
                Declaration::Module(module) => module.path().and_then(StringLiteral::value),
                Declaration::Import(import) => import.path().and_then(StringLiteral::value),
                Declaration::Test(test) => test.path().and_then(StringLiteral::value),
                Declaration::Extension(extension) => reference_of(&source.config, extension),
                _ => None,
            };
            let Some(path) = path else { continue };
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
        let names = self.units[at].names.iter().map(|(_, target)| match target {
            Ok(Target::Json(target)) => Named::Json(target.clone()),
            Ok(Target::Text(target)) => Named::Text(self.units[*target].outcome.clone()),
            Err(error) => Named::Error(error.clone()),
        });
        let mut known = Known {
            source: source.clone(),
            errors: self.versions(at),
            names: names.collect(),
            reads: Vec::new(),
            lists: Vec::new(),
            outcome: Err(self.memory.nothing()),
            diagnostics: Arc::default(),
        };
        if !self.memory.recall(self.files, &mut known) {
            let files = Recorder::new(self.files);
            let lowered = lower(&self.units, at, &files);
            (known.reads, known.lists) = files.finish();
            let (outcome, diagnostics) = examine(&source, &known.errors, lowered);
            known.outcome = outcome;
            known.diagnostics = diagnostics.into();
            self.memory.lowered(&mut known);
        }
        let unit = &mut self.units[at];
        unit.is_done = true;
        unit.outcome.clone_from(&known.outcome);
        unit.diagnostics = known.diagnostics.clone();
        self.memory.keep(known);
    }
}

/// By file: the shortest circle that it is in, from itself on.
fn circles(graph: &[Vec<usize>]) -> Vec<Option<Vec<usize>>> {
    // What leads only to files that are in no circle is in none; of a file's circle all files are left.
    let mut is_left = vec![true; graph.len()];
    let mut ways: Vec<usize> = graph.iter().map(Vec::len).collect();
    let mut namers: Vec<Vec<usize>> = vec![Vec::new(); graph.len()];
    for (from, targets) in graph.iter().enumerate() {
        targets.iter().for_each(|to| namers[*to].push(from));
    }
    let mut ends: Vec<usize> = (0..graph.len()).filter(|file| ways[*file] == 0).collect();
    while let Some(end) = ends.pop() {
        is_left[end] = false;
        for namer in &namers[end] {
            ways[*namer] -= 1;
            if ways[*namer] == 0 {
                ends.push(*namer);
            }
        }
    }
    (0..graph.len()).map(|file| is_left[file].then(|| shortest_circle(graph, &is_left, file)).flatten()).collect()
}

/// The shortest way from a file back to itself.
fn shortest_circle(graph: &[Vec<usize>], is_left: &[bool], file: usize) -> Option<Vec<usize>> {
    let mut before = vec![None; graph.len()];
    let mut wave = vec![file];
    while !wave.is_empty() {
        let mut next = Vec::new();
        for from in wave {
            for to in graph[from].iter().copied().filter(|to| is_left[*to]) {
                if to == file {
                    let mut circle = vec![from];
                    while let Some(earlier) = before[circle[circle.len() - 1]] {
                        circle.push(earlier);
                    }
                    circle.reverse();
                    return Some(circle);
                }
                if before[to].is_none() {
                    before[to] = Some(from);
                    next.push(to);
                }
            }
        }
        wave = next;
    }
    None
}

/// Checks a file; all that is wrong with it, in the order of the text.
fn examine(source: &Source, errors: &[Diagnostic], lowered: Lowered) -> (Outcome, Vec<Diagnostic>) {
    let mut diagnostics: Vec<Diagnostic> = source.errors().collect();
    diagnostics.extend_from_slice(errors);
    let Lowered { middle, linked, raw: found, diagnostics: own } = lowered;
    diagnostics.extend(own.iter().cloned());
    let is_broken = diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    let outcome =
        if is_broken { Err(Box::new(refuse(&middle, found))) } else { check_or_refuse(middle, linked, found) };
    let outcome = match outcome {
        Ok(template) => {
            diagnostics.extend(template.warnings().iter().cloned());
            Ok(Arc::new(template))
        }
        Err(refused) => {
            diagnostics.extend(refused.diagnostics.iter().cloned());
            Err(Arc::new(refused.interface))
        }
    };
    diagnostics.sort_by_key(|diagnostic| diagnostic.span().map_or(0, |span| span.bytes.start));
    (outcome, diagnostics)
}
