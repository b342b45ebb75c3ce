//! Microsoft's own sources, read from their repositories by the ids of the tables. Only hashes of the
//! official results are kept.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};
use triceps_syntax::{Language, Options};

use super::tally::{Program, Tally, errors};
use crate::disk::{text, unpacked};

/// Which repository.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// Azure/bicep: samples of the compiler.
    Samples,
    /// Azure/bicep-registry-modules.
    Avm,
}

impl Set {
    fn name(self) -> &'static str {
        match self {
            Self::Samples => "samples",
            Self::Avm => "avm",
        }
    }
}

/// A file of a table.
struct Row {
    path: String,
    blob: String,
    formatted: String,
}

pub(super) fn tallies(vectors: &Path, repo: &Path, set: Set) -> Result<Vec<Tally>, String> {
    let folder = vectors.join("corpora");
    let small = rows(&text(&folder.join(format!("{}.tsv", set.name())))?, "formatted_sha256", None)?;
    let all = rows(&unpacked(&folder.join("all.tsv.gz"))?, "formatted_sha256", Some(set.name()))?;
    let diagnostics = diagnostics(&unpacked(&folder.join("findings.tsv.gz"))?, set.name());
    let mut tallies = Vec::new();
    for (name, rows) in [(set.name().to_owned(), small), (format!("all ({})", set.name()), all)] {
        let mut tally = Tally::new(name);
        let texts = blobs(repo, &rows)?;
        for (row, text) in rows.iter().zip(&texts) {
            let program = Program { name: &row.path, text, language: Language::Bicep, options: Options::default() };
            let (tree, ours) = tally.read(&program);
            tally.compare_hash(&program, hex(&ours, 32) == row.formatted);
            if let Some(official) = diagnostics.get(&row.path) {
                tally.compare_errors(&program, errors(&tree, true, |message| hex(message, 4)), official.clone());
            }
        }
        tallies.push(tally);
    }
    Ok(tallies)
}

/// The first bytes of a SHA-256 as text.
fn hex(text: &str, bytes: usize) -> String {
    let mut hex = format!("{:x}", Sha256::digest(text.as_bytes()));
    hex.truncate(2 * bytes);
    hex
}

/// The rows of a table; of one set, where it has more than one.
fn rows(table: &str, formatted: &str, set: Option<&str>) -> Result<Vec<Row>, String> {
    // The names of the columns are the last line of comments or the first line of all.
    let names = table.lines().find(|line| line.contains("blob")).ok_or("a table has no names of columns")?;
    let names: Vec<&str> = names.trim_start_matches("# ").split('\t').collect();
    let column = |name: &str| names.iter().position(|column| *column == name);
    let missing = "a table lacks a column";
    let (path, blob) = (column("path").ok_or(missing)?, column("blob").ok_or(missing)?);
    let formatted = column(formatted).ok_or(missing)?;
    let set_column = column("set");
    let mut rows = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |column: usize| cells.get(column).copied().unwrap_or_default();
        if cell(blob) == "blob" || set_column.is_some_and(|column| Some(cell(column)) != set) {
            continue;
        }
        rows.push(Row { path: cell(path).into(), blob: cell(blob).into(), formatted: cell(formatted).into() });
    }
    Ok(rows)
}

/// What the official compiler says about each file, in the form of our own errors.
fn diagnostics(table: &str, set: &str) -> BTreeMap<String, Vec<String>> {
    let mut diagnostics: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [of, path, _, span, _, code, message] = cells.as_slice() else { continue };
        if *of != set {
            continue;
        }
        let lines = diagnostics.entry((*path).to_owned()).or_default();
        if *span != "-" {
            lines.push(format!("{span} Error {code} {message}"));
        }
    }
    diagnostics
}

/// The texts of all rows, through one process of git.
fn blobs(repo: &Path, rows: &[Row]) -> Result<Vec<String>, String> {
    let mut git = Command::new("git")
        .arg("-C")
        .arg(repo)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("could not start git: {error}"))?;
    let mut input = git.stdin.take().ok_or("git has no input")?;
    let ids: String = rows.iter().flat_map(|row| [row.blob.as_str(), "\n"]).collect();
    let writer = std::thread::spawn(move || input.write_all(ids.as_bytes()));
    let mut output = BufReader::new(git.stdout.take().ok_or("git has no output")?);
    let mut texts = Vec::with_capacity(rows.len());
    for row in rows {
        let mut header = String::new();
        output.read_line(&mut header).map_err(|error| format!("git: {error}"))?;
        let size = header.split_whitespace().nth(2).and_then(|size| size.parse::<usize>().ok());
        let size = size.ok_or_else(|| format!("{}: not in {}", row.path, repo.display()))?;
        let mut bytes = vec![0; size + 1];
        output.read_exact(&mut bytes).map_err(|error| format!("git: {error}"))?;
        bytes.pop();
        texts.push(String::from_utf8(bytes).map_err(|error| format!("{}: {error}", row.path))?);
    }
    let written = writer.join().map_err(|_| "git does not read".to_owned())?;
    written.map_err(|error| format!("git: {error}"))?;
    git.wait().map_err(|error| format!("git: {error}"))?;
    Ok(texts)
}
