//! `corpora diagnostics`: what is found in recorded programs and in Microsoft's own sources, compared with what the official
//! compiler says about them, by code, level and place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use triceps_compile::{Files, MemoryFiles, Modules, NoModules, compile_with};
use triceps_modules::{Cache, Resolver};

use super::repository::Repository;
use crate::disk::{entries, text, unpacked};

/// How many examples of a difference are shown, where no code is asked for.
const SHOWN: usize = 3;

/// What is found in random programs with every rule of the linter on.
const ALL_RULES: &str = "generated/all-rules/findings.jsonl.gz";

/// Codes that need no type of a value: those of texts, files and names.
const OF_TEXT: &[u32] = &[
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15, 16, 17, 18, 19, 20, 22, 50, 51, 57, 60, 61, 63, 64, 68, 69, 82, 85, 86,
    90, 91, 92, 94, 95, 96, 97, 98, 100, 101, 102, 103, 107, 108, 112, 117, 118, 123, 130, 132, 133, 140, 141, 147,
    152, 153, 162, 167, 201, 202, 226, 236, 238, 243, 249, 262, 266, 275, 279, 292, 300, 317, 325, 337, 354, 355, 358,
    360, 362, 375, 405, 408,
];

/// What to compare.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// A folder with all recorded programs, in place of those of the repository.
    pub vectors: Option<PathBuf>,
    /// A bare repository of Azure/bicep.
    pub bicep_repo: Option<PathBuf>,
    /// A bare repository of Azure/bicep-registry-modules.
    pub avm_repo: Option<PathBuf>,
    /// An unpacked module cache, for modules of registries.
    pub cache: Option<PathBuf>,
    /// Shows every difference of this code; those of all codes for `all`.
    pub code: Option<String>,
    /// Compares sets of this name only.
    pub set: Option<String>,
}

impl Question {
    /// Reads the options of the command.
    ///
    /// # Errors
    ///
    /// An option that is not known or has no value.
    pub fn parse(args: &[String]) -> Result<Self, String> {
        let mut question = Self::default();
        let mut args = args.iter();
        while let Some(option) = args.next() {
            let value = args.next().ok_or_else(|| format!("`{option}` needs a value"))?;
            match option.as_str() {
                "--vectors" => question.vectors = Some(value.into()),
                "--bicep-repo" => question.bicep_repo = Some(value.into()),
                "--avm-repo" => question.avm_repo = Some(value.into()),
                "--cache" => question.cache = Some(value.into()),
                "--code" => question.code = Some(value.clone()),
                "--set" => question.set = Some(value.clone()),
                other => return Err(format!("`corpora diagnostics` does not know `{other}`")),
            }
        }
        Ok(question)
    }
}

/// Compares everything that the question reaches: figures of each set, and the differences by code.
///
/// # Errors
///
/// An input that cannot be read.
pub fn run(question: &Question) -> Result<String, String> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance");
    let folder = question.vectors.clone().unwrap_or(own);
    let is_asked = |name: &str| question.set.as_ref().is_none_or(|set| name.contains(set.as_str()));
    let mut report = String::new();
    let mut add = |comparison: &Comparison| report.push_str(&comparison.report(question.code.as_deref()));
    for (name, inner) in [("semantic", "diagnostics/semantic"), ("bodies", "diagnostics/bodies"), ("silent", "silent")]
    {
        if is_asked(name) && folder.join(inner).exists() {
            add(&cases(name, &folder, inner)?);
        }
    }
    for (group, inner) in [("broken", "broken"), ("generated", "generated"), ("bodies", "generated-bodies")] {
        for path in programs_in(&folder.join(inner))? {
            let stem = path.file_name().unwrap_or_default().to_string_lossy().replace(".jsonl.gz", "");
            let name = format!("{group} {stem}");
            if is_asked(&name) {
                add(&programs(name, &path)?);
            }
        }
    }
    if is_asked("all rules") && folder.join(ALL_RULES).exists() {
        add(&all_rules(&folder)?);
    }
    let samples = "src/Bicep.Core.Samples/Files/";
    for (set, repo, inner) in [("samples", &question.bicep_repo, samples), ("avm", &question.avm_repo, "")] {
        if let Some(repo) = repo.as_ref().filter(|_| is_asked(set)) {
            let cache = question.cache.as_ref().map(Cache::new);
            add(&sources(set, &folder, repo, inner, cache.as_ref())?);
        }
    }
    Ok(report)
}

/// A diagnostic: its place, level and code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Diagnostic {
    code: String,
    level: String,
    place: String,
}

impl Diagnostic {
    /// Reads `line:col-endLine:endCol level code message`.
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let (place, level, code) = (words.next()?, words.next()?, words.next()?);
        // Lines about other files start with their names.
        let is_place = place.starts_with(|first: char| first.is_ascii_digit());
        is_place.then(|| Self::new(code, level, place))
    }

    /// The compiler that was recorded has tried to restore modules; here that a restore failed is that nothing is there.
    fn new(code: &str, level: &str, place: &str) -> Self {
        let code = if matches!(code, "BCP192" | "BCP446") { "BCP190" } else { code };
        Self { code: code.into(), level: level.to_ascii_lowercase(), place: place.into() }
    }

    fn is_of_text(&self) -> bool {
        self.code.strip_prefix("BCP").and_then(|number| number.parse().ok()).is_some_and(|code| OF_TEXT.contains(&code))
    }
}

/// How diagnostics of one code differ.
#[derive(Default)]
struct Differences {
    missing: usize,
    extra: usize,
    misplaced: usize,
    leveled: usize,
    examples: Vec<String>,
}

/// What came of a set.
struct Comparison {
    name: String,
    programs: usize,
    equal: usize,
    equal_of_text: usize,
    codes: BTreeMap<String, Differences>,
}

impl Comparison {
    fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), programs: 0, equal: 0, equal_of_text: 0, codes: BTreeMap::new() }
    }

    fn report(&self, code: Option<&str>) -> String {
        let mut report = format!(
            "{}: {} programs, {} equal, {} equal in codes of texts, files and names\n",
            self.name, self.programs, self.equal, self.equal_of_text
        );
        let mut codes: Vec<_> =
            self.codes.iter().filter(|(name, _)| code.is_none_or(|code| code == "all" || *name == code)).collect();
        codes.sort_by_key(|(name, found)| {
            (std::cmp::Reverse(found.missing + found.extra + found.misplaced + found.leveled), name.to_owned())
        });
        for (name, found) in codes {
            let Differences { missing, extra, misplaced, leveled, examples } = found;
            let _ = writeln!(report, "  {name}: missing {missing}, extra {extra}, place {misplaced}, level {leveled}");
            let shown = if code.is_some() { usize::MAX } else { SHOWN };
            for example in examples.iter().take(shown) {
                let _ = writeln!(report, "    {example}");
            }
        }
        report
    }

    fn compare(
        &mut self,
        name: &str,
        files: &impl Files,
        modules: &dyn Modules,
        main: &str,
        mut official: Vec<Diagnostic>,
    ) {
        self.programs += 1;
        let compilation = compile_with(files, modules, main);
        let mut ours: Vec<Diagnostic> = Vec::new();
        for found in compilation.diagnostics().iter().filter(|found| !found.id().starts_with("TRI")) {
            let Some(span) = found.span().filter(|span| span.file == main) else { continue };
            let place = format!("{}:{}-{}:{}", span.start.0, span.start.1, span.end.0, span.end.1);
            ours.push(Diagnostic { code: found.id().into(), level: found.severity().name().into(), place });
        }
        // Where only the start is recorded, only that is compared.
        if official.first().is_some_and(|found| !found.place.contains('-')) {
            for found in &mut ours {
                let start = found.place.split('-').next().unwrap_or_default().len();
                found.place.truncate(start);
            }
        }
        ours.sort();
        official.sort();
        remove_common(&mut ours, &mut official, |ours, official| ours == official);
        self.equal += usize::from(ours.is_empty() && official.is_empty());
        self.equal_of_text += usize::from(!ours.iter().chain(&official).any(Diagnostic::is_of_text));
        let mut pair = |how: fn(&mut Differences), same: fn(&Diagnostic, &Diagnostic) -> bool| {
            for (ours, official) in remove_common(&mut ours, &mut official, same) {
                let found = self.codes.entry(official.code.clone()).or_default();
                how(found);
                found
                    .examples
                    .push(format!("{name}: {} {} for {} {}", ours.place, ours.level, official.place, official.level));
            }
        };
        pair(|found| found.leveled += 1, |ours, official| ours.code == official.code && ours.place == official.place);
        pair(|found| found.misplaced += 1, |ours, official| ours.code == official.code);
        for diagnostic in official {
            let found = self.codes.entry(diagnostic.code).or_default();
            found.missing += 1;
            found.examples.push(format!("{name}: - {} {}", diagnostic.place, diagnostic.level));
        }
        for diagnostic in ours {
            let found = self.codes.entry(diagnostic.code).or_default();
            found.extra += 1;
            found.examples.push(format!("{name}: + {} {}", diagnostic.place, diagnostic.level));
        }
    }
}

/// Takes the pairs that are the same out of two lists.
fn remove_common(
    ours: &mut Vec<Diagnostic>,
    official: &mut Vec<Diagnostic>,
    same: impl Fn(&Diagnostic, &Diagnostic) -> bool,
) -> Vec<(Diagnostic, Diagnostic)> {
    let mut pairs = Vec::new();
    official.retain(|official| {
        let Some(position) = ours.iter().position(|ours| same(ours, official)) else { return true };
        pairs.push((ours.remove(position), official.clone()));
        false
    });
    pairs
}

fn programs_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut paths = entries(folder)?;
    // Patterns are not programs.
    paths.retain(|path| path.to_string_lossy().ends_with(".jsonl.gz") && !path.ends_with("patterns.jsonl.gz"));
    Ok(paths)
}

/// Single files beside their diagnostics, in a folder and those in it.
fn cases(name: &str, folder: &Path, inner: &str) -> Result<Comparison, String> {
    let mut comparison = Comparison::new(name);
    let files = super::compile::files_in(&folder.join(inner))?;
    // Nothing was restored.
    let cache = Cache::new("");
    for path in files.paths().filter(|path| Path::new(path).extension().is_some_and(|end| end == "bicep")) {
        let diagnostics = folder.join(inner).join(path).with_extension("txt");
        // Some of the silent cases make the official compiler throw.
        let Some(recorded) = text(&diagnostics).ok().filter(|text| !text.starts_with("crash")) else { continue };
        let official = recorded.lines().filter_map(Diagnostic::read).collect();
        comparison.compare(path, &files, &Resolver::new(&cache), path, official);
    }
    Ok(comparison)
}

/// Programs, one a line.
fn programs(name: String, path: &Path) -> Result<Comparison, String> {
    let mut comparison = Comparison::new(name);
    for line in unpacked(path)?.lines() {
        let value: Value = serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut files = MemoryFiles::new();
        for (name, content) in value["files"].as_object().into_iter().flatten() {
            files.insert(name.clone(), content.as_str().unwrap_or_default());
        }
        let reported = value["diagnostics"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let official = reported.filter_map(Diagnostic::read).collect();
        comparison.compare(value["name"].as_str().unwrap_or_default(), &files, &NoModules, "main.bicep", official);
    }
    Ok(comparison)
}

/// Random programs beside a configuration that has every rule of the linter on.
fn all_rules(folder: &Path) -> Result<Comparison, String> {
    let config = text(&folder.join("diagnostics/bodies/all-rules/bicepconfig.json"))?;
    let mut recorded: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for line in unpacked(&folder.join(ALL_RULES))?.lines() {
        let value: Value = serde_json::from_str(line).map_err(|error| format!("{ALL_RULES}: {error}"))?;
        let reported = value["diagnostics"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let name = value["name"].as_str().unwrap_or_default().to_owned();
        recorded.insert(name, reported.filter_map(Diagnostic::read).collect());
    }
    let mut comparison = Comparison::new("all rules");
    for path in programs_in(&folder.join("generated"))? {
        for line in unpacked(&path)?.lines() {
            let value: Value = serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
            let Some(official) = recorded.remove(value["name"].as_str().unwrap_or_default()) else { continue };
            let mut files = MemoryFiles::new();
            files.insert("bicepconfig.json", config.clone());
            for (name, content) in value["files"].as_object().into_iter().flatten() {
                files.insert(name.clone(), content.as_str().unwrap_or_default());
            }
            comparison.compare(value["name"].as_str().unwrap_or_default(), &files, &NoModules, "main.bicep", official);
        }
    }
    Ok(comparison)
}

/// Files of a repository.
fn sources(set: &str, folder: &Path, repo: &Path, inner: &str, cache: Option<&Cache>) -> Result<Comparison, String> {
    let table = unpacked(&folder.join("corpora/findings.tsv.gz"))?;
    let mut official: BTreeMap<&str, Vec<Diagnostic>> = BTreeMap::new();
    let mut blobs = BTreeSet::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [of, path, blob, place, level, code, _] = cells[..] else { continue };
        if of != set {
            continue;
        }
        blobs.insert((path, blob));
        let diagnostics = official.entry(path).or_default();
        if place != "-" {
            diagnostics.push(Diagnostic::new(code, level, place));
        }
    }
    let files = Repository::open(repo, inner, &blobs)?;
    let mut comparison = Comparison::new(set);
    for (path, diagnostics) in official {
        match cache {
            Some(cache) => comparison.compare(path, &files, &Resolver::new(cache), path, diagnostics),
            None => comparison.compare(path, &files, &NoModules, path, diagnostics),
        }
    }
    Ok(comparison)
}
