//! `laws`: what holds for every program. A text that compiles is printed from what it means, without its tree; the
//! formatter leaves what is printed as it is, and what is read from it means the same, has the same diagnostics and is
//! printed to the same bytes. A text that is laid out means the same too, and is what is printed if the author left the
//! spelling to the printer.

mod law;
mod normal;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use triceps_compile::{MemoryFiles, Modules, NoModules};
use triceps_modules::{Cache, Resolver};

use self::law::{Kept, keep};
use crate::corpora::compile::files_in;
use crate::corpora::registry::{folder_of, rows};
use crate::corpora::repository::Repository;
use crate::disk::{entries, folders, unpacked};

/// How many exceptions of a set are shown.
const SHOWN: usize = 20;

/// Where the programs are.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// A folder with all recorded programs, in place of those of the repository.
    pub vectors: Option<PathBuf>,
    /// An unpacked module cache, for the repositories.
    pub cache: Option<PathBuf>,
    /// A bare repository of Azure/bicep.
    pub bicep_repo: Option<PathBuf>,
    /// A bare repository of Azure/bicep-registry-modules.
    pub avm_repo: Option<PathBuf>,
}

impl Sources {
    /// Reads the options of the command.
    ///
    /// # Errors
    ///
    /// An option that is not known or has no value.
    pub fn parse(args: &[String]) -> Result<Self, String> {
        let mut sources = Self::default();
        let mut places = [
            ("--vectors", &mut sources.vectors),
            ("--cache", &mut sources.cache),
            ("--bicep-repo", &mut sources.bicep_repo),
            ("--avm-repo", &mut sources.avm_repo),
        ];
        folders("laws", args, &mut places)?;
        Ok(sources)
    }
}

/// How many programs of a set keep each law.
#[derive(Debug, Default)]
pub struct Outcome {
    name: String,
    programs: usize,
    /// Those that compile.
    pub compiled: usize,
    laid_out: usize,
    means_the_same: usize,
    formatted_means_the_same: usize,
    same_diagnostics: usize,
    /// Those of which the printer writes the text that was laid out, as it has to.
    pub normal: usize,
    not_normal: usize,
    deviations: BTreeMap<&'static str, usize>,
    exceptions: Vec<String>,
}

impl Outcome {
    fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    fn add(&mut self, name: &str, kept: Option<Kept>) {
        self.programs += 1;
        let Some(kept) = kept else { return };
        self.compiled += 1;
        self.laid_out += usize::from(kept.laid_out);
        self.means_the_same += usize::from(kept.means_the_same);
        self.formatted_means_the_same += usize::from(kept.formatted_means_the_same);
        self.same_diagnostics += usize::from(kept.same_diagnostics);
        match kept.normal {
            Ok(true) => self.normal += 1,
            Ok(false) => self.not_normal += 1,
            Err(deviation) => *self.deviations.entry(deviation).or_default() += 1,
        }
        self.exceptions.extend(kept.difference.map(|difference| format!("{name}: {difference}")));
    }

    /// Whether all programs keep all laws.
    pub fn is_clean(&self) -> bool {
        self.exceptions.is_empty()
    }

    /// The figures, and the first exceptions.
    pub fn report(&self) -> String {
        let normal = self.normal + self.not_normal;
        let mut report = format!(
            "{}: {} of {} programs compile; printed: {} laid out, {} mean the same, {} with the same diagnostics; formatted: {} mean the same, {} of {normal} in the normal form are as printed\n",
            self.name,
            self.compiled,
            self.programs,
            self.laid_out,
            self.means_the_same,
            self.same_diagnostics,
            self.formatted_means_the_same,
            self.normal,
        );
        if !self.deviations.is_empty() {
            let list: Vec<String> =
                self.deviations.iter().map(|(deviation, count)| format!("{count} {deviation}")).collect();
            let _ = writeln!(report, "  not in the normal form: {}", list.join(", "));
        }
        for exception in self.exceptions.iter().take(SHOWN) {
            let _ = writeln!(report, "  {exception}");
        }
        if let Some(more) = self.exceptions.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let _ = writeln!(report, "  and {more} more");
        }
        report
    }
}

/// Tries everything that the options reach; figures and exceptions of each set.
///
/// # Errors
///
/// The report, if a program breaks a law, or an input cannot be read.
pub(crate) fn run(sources: &Sources) -> Result<String, String> {
    let folder = sources.vectors.clone().unwrap_or_else(own);
    let mut outcomes = recorded(&folder)?;
    for (set, repo) in [("samples", &sources.bicep_repo), ("avm", &sources.avm_repo)] {
        if let Some(repo) = repo {
            let cache = sources.cache.as_ref().ok_or("repositories need `--cache DIR`")?;
            outcomes.push(repository(set, repo, &folder, &Resolver::new(&Cache::new(cache)))?);
        }
    }
    let report: String = outcomes.iter().map(Outcome::report).collect();
    if outcomes.iter().all(Outcome::is_clean) { Ok(report) } else { Err(report) }
}

fn own() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance")
}

/// The programs that this repository has.
///
/// # Errors
///
/// An input that cannot be read.
pub fn outcomes() -> Result<Vec<Outcome>, String> {
    recorded(&own())
}

fn recorded(folder: &Path) -> Result<Vec<Outcome>, String> {
    let mut build = Outcome::new("build");
    for case in entries(&folder.join("build"))?.into_iter().filter(|path| path.join("main.bicep").exists()) {
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        build.add(&name, keep(&files_in(&case)?, &NoModules, "main.bicep"));
    }
    let mut silent = Outcome::new("silent");
    let files = files_in(&folder.join("silent"))?;
    for path in entries(&folder.join("silent"))?.iter().filter(|path| path.extension().is_some_and(|it| it == "bicep"))
    {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        silent.add(&name, keep(&files, &NoModules, &name));
    }
    let mut outcomes = vec![build, silent];
    for path in entries(&folder.join("generated"))?.iter().filter(|path| path.extension().is_some_and(|it| it == "gz"))
    {
        outcomes.push(programs(path)?);
    }
    Ok(outcomes)
}

/// Programs, one a line.
fn programs(path: &Path) -> Result<Outcome, String> {
    let stem = path.file_name().unwrap_or_default().to_string_lossy().replace(".jsonl.gz", "");
    let mut outcome = Outcome::new(format!("generated {stem}"));
    for line in unpacked(path)?.lines() {
        let value: Value = serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut files = MemoryFiles::new();
        for (name, content) in value["files"].as_object().into_iter().flatten() {
            files.insert(name.clone(), content.as_str().unwrap_or_default());
        }
        outcome.add(value["name"].as_str().unwrap_or_default(), keep(&files, &NoModules, "main.bicep"));
    }
    Ok(outcome)
}

/// Microsoft's own sources.
fn repository(set: &str, repo: &Path, vectors: &Path, modules: &dyn Modules) -> Result<Outcome, String> {
    let table = unpacked(&vectors.join("corpora/all.tsv.gz"))?;
    let all = rows(&table, Some(set));
    let pinned: BTreeSet<(&str, &str)> = all.iter().map(|(path, row)| (path.as_str(), row.blob.as_str())).collect();
    let files = Repository::open(repo, folder_of(set), &pinned)?;
    let mut outcome = Outcome::new(set);
    for path in all.keys() {
        outcome.add(path, keep(&files, modules, path));
    }
    Ok(outcome)
}
