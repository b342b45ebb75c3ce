//! `corpora compile`: compiles recorded programs in process, and compares templates and diagnostics with what the official
//! compiler makes of them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use triceps_compile::{Compilation, MemoryFiles, compile};
use triceps_core::Generator;

use crate::disk::{entries, text, unpacked};

/// How many differences of a set are shown.
const SHOWN: usize = 5;

/// The compiler that the vectors are recorded from.
const VERSION: &str = "0.49.2.45890";

/// How many programs of a set come out as recorded.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The name of the set.
    pub name: String,
    /// Programs that the official compiler makes a template of.
    pub templates: usize,
    /// Those of which ours is the same.
    pub equal: usize,
    /// Programs with recorded diagnostics.
    pub programs: usize,
    /// Those of which ours have the same codes at the same places.
    pub same_diagnostics: usize,
    /// Programs that only one of the two refuses.
    pub refusals: usize,
    differences: Vec<String>,
}

impl Outcome {
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The figures in one line, and the first differences.
    pub fn report(&self, shown: usize) -> String {
        let Self { name, templates, equal, programs, same_diagnostics, refusals, differences } = self;
        let mut report = format!(
            "{name}: {equal} of {templates} templates equal, diagnostics of {same_diagnostics} of {programs} programs the same, \
             {refusals} refused by one side only\n"
        );
        for difference in differences.iter().take(shown) {
            let _ = writeln!(report, "  {difference}");
        }
        report
    }

    /// Whether every template is equal.
    pub fn is_clean(&self) -> bool {
        self.equal == self.templates
    }

    pub(crate) fn template(
        &mut self,
        name: &str,
        ours: Option<String>,
        official: Option<&str>,
        compilation: &Compilation,
    ) {
        match (ours, official) {
            (Some(ours), Some(official)) => {
                self.templates += 1;
                if ours == *official {
                    self.equal += 1;
                } else {
                    self.differences.push(format!("{name}: {}", first_difference(&ours, official)));
                }
            }
            (None, Some(_)) => {
                self.templates += 1;
                self.refusals += 1;
                let errors = compilation.diagnostics().iter().filter(|found| found.severity().name() == "error");
                let error = errors.map(ToString::to_string).next().unwrap_or_default();
                self.differences.push(format!("{name}: refused: {error}"));
            }
            (Some(_), None) => {
                self.refusals += 1;
                self.differences.push(format!("{name}: not refused"));
            }
            (None, None) => {}
        }
    }

    /// Compares diagnostics of the main file by place and code.
    pub(super) fn diagnostics(&mut self, name: &str, main: &str, compilation: &Compilation, official: &[String]) {
        self.programs += 1;
        let mut counts: BTreeMap<String, i32> = BTreeMap::new();
        for line in official {
            *counts.entry(line.clone()).or_default() -= 1;
        }
        for found in compilation.diagnostics().iter().filter(|found| !found.id().starts_with("TRI")) {
            let Some(span) = found.span().filter(|span| span.file == main) else { continue };
            *counts.entry(format!("{}:{} {}", span.start.0, span.start.1, found.id())).or_default() += 1;
        }
        counts.retain(|_, count| *count != 0);
        if counts.is_empty() {
            self.same_diagnostics += 1;
            return;
        }
        let list: Vec<String> =
            counts.iter().map(|(line, count)| format!("{}{line}", if *count < 0 { '-' } else { '+' })).collect();
        self.differences.push(format!("{name}: diagnostics {}", list.join(", ")));
    }
}

/// Compiles everything in a folder of vectors.
///
/// # Errors
///
/// An input that cannot be read.
pub fn outcomes(folder: &Path, most: usize) -> Result<Vec<Outcome>, String> {
    let mut outcomes = vec![build(&folder.join("build"))?, silent(&folder.join("silent"))?];
    for file in entries(&folder.join("generated"))? {
        if file.extension().is_some_and(|extension| extension == "gz") {
            outcomes.push(programs(&file, most)?);
        }
    }
    let semantic = folder.join("diagnostics/semantic");
    if semantic.exists() {
        outcomes.push(cases(&semantic)?);
    }
    Ok(outcomes)
}

/// Compiles everything that the option reaches; one line a set.
///
/// # Errors
///
/// The report, where a template differs from what is recorded, or an input cannot be read.
pub fn run(vectors: Option<&Path>) -> Result<String, String> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance");
    let outcomes = outcomes(vectors.unwrap_or(&own), usize::MAX)?;
    let report: String = outcomes.iter().map(|outcome| outcome.report(SHOWN)).collect();
    if outcomes.iter().all(Outcome::is_clean) { Ok(report) } else { Err(report) }
}

/// All files in a folder, by their paths in it.
pub(crate) fn files_in(folder: &Path) -> Result<MemoryFiles, String> {
    let mut files = MemoryFiles::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for path in entries(&current)? {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).map_err(|error| error.to_string())?;
            let name = name.to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?);
        }
    }
    Ok(files)
}

pub(crate) fn template(compilation: &Compilation) -> Option<String> {
    Some(compilation.checked()?.to_arm_string_by(&Generator::new("bicep", VERSION)))
}

fn build(folder: &Path) -> Result<Outcome, String> {
    let mut outcome = Outcome::new("build");
    for case in entries(folder)?.into_iter().filter(|path| path.join("main.json").exists()) {
        let compilation = compile(&files_in(&case)?, "main.bicep");
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        let official = text(&case.join("main.json"))?;
        outcome.template(&name, template(&compilation).map(|ours| lines(&ours)), Some(&lines(&official)), &compilation);
    }
    Ok(outcome)
}

/// Text without differences in the ends of lines.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim_end().to_owned()
}

/// Single files with their diagnostics, and their templates where they have one.
fn cases_in(folder: &Path, name: &str, with_templates: bool) -> Result<Outcome, String> {
    let mut outcome = Outcome::new(name);
    let files = files_in(folder)?;
    for case in entries(folder)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "bicep")) {
        let diagnostics = case.with_extension("txt");
        if !diagnostics.exists() {
            continue;
        }
        let stem = case.file_stem().unwrap_or_default().to_string_lossy();
        let main = format!("{stem}.bicep");
        let compilation = compile(&files, &main);
        let recorded = text(&diagnostics)?;
        let mut official = Vec::new();
        for line in recorded.lines() {
            if let [span, _, code, ..] = line.split(' ').collect::<Vec<_>>()[..] {
                official.push(format!("{} {code}", span.split('-').next().unwrap_or_default()));
            }
        }
        outcome.diagnostics(&stem, &main, &compilation, &official);
        let json = case.with_extension("json");
        if with_templates && json.exists() {
            let official = lines(&text(&json)?);
            outcome.template(&stem, template(&compilation).map(|ours| lines(&ours)), Some(&official), &compilation);
        }
    }
    Ok(outcome)
}

fn silent(folder: &Path) -> Result<Outcome, String> {
    cases_in(folder, "silent", true)
}

fn cases(folder: &Path) -> Result<Outcome, String> {
    cases_in(folder, "semantic", false)
}

/// Programs, one a line; templates are compared without what names their maker.
fn programs(path: &Path, most: usize) -> Result<Outcome, String> {
    let stem = path.file_name().unwrap_or_default().to_string_lossy().replace(".jsonl.gz", "");
    let mut outcome = Outcome::new(format!("generated {stem}"));
    let all = unpacked(path)?;
    for line in all.lines().take(most) {
        let value: Value = serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut files = MemoryFiles::new();
        for (name, content) in value["files"].as_object().into_iter().flatten() {
            files.insert(name.clone(), content.as_str().unwrap_or_default());
        }
        let name = value["name"].as_str().unwrap_or_default();
        let compilation = compile(&files, "main.bicep");
        let ours = template(&compilation).map(|ours| {
            let mut value: Value = serde_json::from_str(&ours).unwrap_or(Value::Null);
            without_generator(&mut value);
            format!("{value:#}")
        });
        let official = (!value["json"].is_null()).then(|| format!("{:#}", value["json"]));
        outcome.template(name, ours, official.as_deref(), &compilation);
        let mut reported = Vec::new();
        for line in value["diagnostics"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            // Lines about other files start with their names.
            if let [place, _, code, ..] = line.split(' ').collect::<Vec<_>>()[..]
                && line.starts_with(|first: char| first.is_ascii_digit())
            {
                reported.push(format!("{place} {code}"));
            }
        }
        outcome.diagnostics(name, "main.bicep", &compilation, &reported);
    }
    Ok(outcome)
}

pub(crate) fn without_generator(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.shift_remove("_generator");
            members.values_mut().for_each(without_generator);
        }
        Value::Array(items) => items.iter_mut().for_each(without_generator),
        _ => {}
    }
}

fn first_difference(ours: &str, official: &str) -> String {
    let mut pairs = ours.lines().zip(official.lines()).enumerate();
    match pairs.find(|(_, (ours, official))| ours != official) {
        Some((line, (ours, official))) => {
            format!("line {}: ours `{}`, official `{}`", line + 1, ours.trim(), official.trim())
        }
        None => "one is longer".to_owned(),
    }
}
