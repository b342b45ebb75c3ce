//! `corpora registry`: programs with modules of registries and Microsoft's own sources, compiled and compared with what the
//! official compiler makes of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};
use triceps_compile::{Compilation, Files, compile_with};
use triceps_modules::{Cache, Resolver};

use super::compile::{Outcome, files_in, lines, template, without_generator};
use super::order::has_hash;
use super::repository::Repository;
use crate::disk::{entries, text, unpacked};

/// What to compile.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// A folder with all recorded programs.
    pub vectors: PathBuf,
    /// An unpacked module cache.
    pub cache: PathBuf,
    /// A bare repository of Azure/bicep.
    pub bicep_repo: Option<PathBuf>,
    /// A bare repository of Azure/bicep-registry-modules.
    pub avm_repo: Option<PathBuf>,
    /// Compiles files whose path contains this only, and shows all that differs.
    pub only: Option<String>,
}

impl Sources {
    /// Reads the options of the command.
    ///
    /// # Errors
    ///
    /// An option that is not known or has no value.
    pub fn parse(args: &[String]) -> Result<Self, String> {
        let mut sources = Self::default();
        let mut args = args.iter();
        while let Some(option) = args.next() {
            let value = args.next().ok_or_else(|| format!("`{option}` needs a value"))?;
            match option.as_str() {
                "--vectors" => sources.vectors = value.into(),
                "--cache" => sources.cache = value.into(),
                "--bicep-repo" => sources.bicep_repo = Some(value.into()),
                "--avm-repo" => sources.avm_repo = Some(value.into()),
                "--only" => sources.only = Some(value.clone()),
                other => return Err(format!("`corpora registry` does not know `{other}`")),
            }
        }
        Ok(sources)
    }
}

/// Compiles everything that the options reach; figures and the first differences of each set.
///
/// # Errors
///
/// An input that cannot be read.
pub fn run(sources: &Sources) -> Result<String, String> {
    let cache = Cache::new(&sources.cache);
    let folder = sources.vectors.join("registry");
    let shown = if sources.only.is_some() { usize::MAX } else { 10 };
    let mut report = String::new();
    for set in ["cases", "beyond", "interfaces"] {
        report.push_str(&cases(set, &folder, &cache, sources)?.report(shown));
    }
    report.push_str(&bad(&folder.join("bad"), &cache)?.report(shown));
    for (set, repo) in [("samples", &sources.bicep_repo), ("avm", &sources.avm_repo)] {
        if let Some(repo) = repo {
            report.push_str(&repository(set, repo, &cache, sources)?);
        }
    }
    Ok(report)
}

fn is_asked(sources: &Sources, name: &str) -> bool {
    sources.only.as_ref().is_none_or(|only| name.contains(only.as_str()))
}

/// Programs beside their JSON: `main.bicep`, or several of a folder.
fn cases(set: &str, folder: &Path, cache: &Cache, sources: &Sources) -> Result<Outcome, String> {
    let mut outcome = Outcome::new(format!("registry {set}"));
    // A path may leave the folder of a case and come back by its name.
    let files = files_in(&folder.join(set))?;
    for case in entries(&folder.join(set))?.into_iter().filter(|path| path.is_dir()) {
        for path in entries(&case)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "bicep")) {
            let json = path.with_extension("json");
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            if !json.exists() || !is_asked(sources, &name) {
                continue;
            }
            let main = path.strip_prefix(folder.join(set)).unwrap_or(&path).to_string_lossy().into_owned();
            let compilation = compile_with(&files, &Resolver::new(cache), &main);
            let plain = |json: &str| -> Result<String, String> {
                let mut value: Value = serde_json::from_str(json).map_err(|error| format!("{name}: {error}"))?;
                without_generator(&mut value);
                Ok(format!("{value:#}"))
            };
            let ours = template(&compilation).map(|ours| plain(&ours)).transpose()?;
            // A recording may have been cut before its last bracket.
            let recorded = lines(&text(&json)?);
            let recorded = plain(&recorded).or_else(|_| plain(&format!("{recorded}}}")))?;
            outcome.template(&name, ours, Some(&recorded), &compilation);
        }
    }
    Ok(outcome)
}

/// Wrong programs beside their diagnostics.
fn bad(folder: &Path, cache: &Cache) -> Result<Outcome, String> {
    let mut outcome = Outcome::new("registry bad");
    for case in entries(folder)? {
        let compilation = compile_with(&files_in(&case)?, &Resolver::new(cache), "main.bicep");
        let recorded = text(&case.join("diagnostics.txt"))?;
        let of_main = recorded.lines().filter_map(|line| line.strip_prefix("main.bicep:"));
        let mut official = Vec::new();
        for line in of_main {
            if let [place, _, code, ..] = line.split(' ').collect::<Vec<_>>()[..] {
                official.push(format!("{place} {code}"));
            }
        }
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        outcome.diagnostics(&name, "main.bicep", &compilation, &official);
    }
    Ok(outcome)
}

pub(crate) struct Row {
    pub(crate) blob: String,
    hash: String,
}

/// By path: the row of a file.
pub(crate) fn rows(table: &str, set: Option<&str>) -> BTreeMap<String, Row> {
    let mut rows = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells: Vec<&str> = line.split('\t').collect();
        if let Some(set) = set
            && cells.remove(0) != set
        {
            continue;
        }
        if let [path, blob, hash, ..] = cells[..]
            && path != "path"
        {
            rows.insert(path.to_owned(), Row { blob: blob.to_owned(), hash: hash.to_owned() });
        }
    }
    rows
}

/// Where the paths of a set start in its repository.
pub(crate) fn folder_of(set: &str) -> &'static str {
    if set == "samples" { "src/Bicep.Core.Samples/Files/" } else { "" }
}

fn repository(set: &str, repo: &Path, cache: &Cache, sources: &Sources) -> Result<String, String> {
    let corpora = sources.vectors.join("corpora");
    let table = unpacked(&corpora.join("all.tsv.gz"))?;
    let all = rows(&table, Some(set));
    let mut sets = vec![(set.to_owned(), rows(&text(&corpora.join(format!("{set}.tsv")))?, None))];
    if set == "avm" {
        sets.push(("registry/avm".to_owned(), rows(&text(&sources.vectors.join("registry/avm.tsv"))?, None)));
    }
    let pinned: BTreeSet<(&str, &str)> = all.iter().map(|(path, row)| (path.as_str(), row.blob.as_str())).collect();
    let files = Repository::open(repo, folder_of(set), &pinned)?;
    let (mut equal, mut reordered): (BTreeSet<&str>, BTreeSet<&str>) = Default::default();
    let mut differences = Vec::new();
    for (path, row) in all.iter().filter(|(path, _)| is_asked(sources, path)) {
        match compare(&files, cache, path, &row.hash) {
            Comparison::Equal => {
                equal.insert(path);
            }
            Comparison::Reordered => {
                reordered.insert(path);
            }
            Comparison::Different(difference) => differences.push(format!("{path}: {difference}")),
        }
    }
    let mut report = String::new();
    let sets = sets.iter().map(|(name, rows)| (name.clone(), rows)).chain([(format!("all ({set})"), &all)]);
    for (name, rows) in sets {
        let wanted: Vec<&str> = rows
            .iter()
            .filter(|(path, row)| row.hash != "-" && is_asked(sources, path))
            .map(|(path, _)| path.as_str())
            .collect();
        let count = |set: &BTreeSet<&str>| wanted.iter().filter(|path| set.contains(**path)).count();
        let _ = writeln!(
            report,
            "{name}: {} of {} templates equal, {} more but for the order of items of one loop in `dependsOn`",
            count(&equal),
            wanted.len(),
            count(&reordered)
        );
    }
    for difference in &differences {
        let _ = writeln!(report, "  {difference}");
    }
    Ok(report)
}

enum Comparison {
    Equal,
    /// But for the order of items of one loop in `dependsOn`.
    Reordered,
    Different(String),
}

fn compare(files: &dyn Files, cache: &Cache, path: &str, official: &str) -> Comparison {
    let compilation: Compilation = compile_with(files, &Resolver::new(cache), path);
    let ours = match (template(&compilation), official) {
        (None, "-") => return Comparison::Equal,
        (Some(_), "-") => return Comparison::Different("not refused".to_owned()),
        (None, _) => {
            let mut errors = compilation.diagnostics().iter().filter(|found| found.severity().name() == "error");
            let first = errors.next().map(ToString::to_string).unwrap_or_default();
            return Comparison::Different(format!("refused: {first}"));
        }
        (Some(ours), _) => ours,
    };
    let mut value: Value = match serde_json::from_str(&ours) {
        Ok(value) => value,
        Err(error) => return Comparison::Different(error.to_string()),
    };
    without_generators(&mut value);
    let is_official = |hash: &[u8]| {
        let hex = hash.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        hex == official
    };
    if is_official(&Sha256::digest(value.to_string())) {
        Comparison::Equal
    } else if has_hash(&value, &is_official) {
        Comparison::Reordered
    } else {
        Comparison::Different("differs".to_owned())
    }
}

/// Drops `_generator` where it is in metadata.
fn without_generators(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::Object(metadata)) = members.get_mut("metadata") {
                metadata.shift_remove("_generator");
            }
            members.values_mut().for_each(without_generators);
        }
        Value::Array(items) => items.iter_mut().for_each(without_generators),
        _ => {}
    }
}
