//! Recorded programs: cases of the formatter, templates, random and damaged programs.

use std::fs;
use std::path::Path;

use serde_json::Value;
use triceps_syntax::{Language, Options, formatting_options, parse};

use super::tally::{Program, Tally, errors};
use crate::disk::{entries, text, unpacked};

pub(super) fn tallies(folder: &Path) -> Result<Vec<Tally>, String> {
    let mut tallies = vec![format_cases(&folder.join("format"))?, templates(&folder.join("build"))?];
    for file in entries(&folder.join("generated"))? {
        if file.extension().is_some_and(|extension| extension == "gz") {
            tallies.push(programs(&file, "generated", false)?);
        }
    }
    tallies.push(programs(&folder.join("broken/programs.jsonl.gz"), "broken", true)?);
    Ok(tallies)
}

fn format_cases(folder: &Path) -> Result<Tally, String> {
    let mut tally = Tally::new("format");
    for case in entries(folder)? {
        let options = match fs::read_to_string(case.join("bicepconfig.json")) {
            Ok(config) => formatting_options(&parse(config, Language::Json)),
            Err(_) => Options::default(),
        };
        for (extension, language) in [("bicep", Language::Bicep), ("bicepparam", Language::BicepParam)] {
            let input = case.join(format!("input.{extension}"));
            if !input.exists() {
                continue;
            }
            let source = text(&input)?;
            let official = text(&case.join(format!("formatted.{extension}")))?;
            let name = case.file_name().unwrap_or_default().to_string_lossy();
            let program = Program { name: &name, text: &source, language, options };
            let (tree, ours) = tally.read(&program);
            tally.compare_text(&program, &tree, &ours, &official);
        }
    }
    Ok(tally)
}

/// Files that the official formatter leaves as they are.
fn templates(folder: &Path) -> Result<Tally, String> {
    let mut tally = Tally::new("build");
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder)? {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "bicep") {
                let source = text(&path)?;
                let name = path.to_string_lossy();
                let program =
                    Program { name: &name, text: &source, language: Language::Bicep, options: Options::default() };
                let (tree, ours) = tally.read(&program);
                tally.compare_text(&program, &tree, &ours, &source);
            }
        }
    }
    Ok(tally)
}

/// Programs, one a line.
fn programs(path: &Path, group: &str, with_end: bool) -> Result<Tally, String> {
    let stem = path.file_name().unwrap_or_default().to_string_lossy().replace(".jsonl.gz", "");
    let mut tally = Tally::new(format!("{group} {stem}"));
    let lines = unpacked(path)?;
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
        let source = value["files"]["main.bicep"].as_str().unwrap_or_default();
        let name = value["name"].as_str().unwrap_or_default();
        let program = Program { name, text: source, language: Language::Bicep, options: Options::default() };
        let (tree, ours) = tally.read(&program);
        tally.compare_text(&program, &tree, &ours, value["formatted"].as_str().unwrap_or(source));
        let official = value["diagnostics"].as_array().into_iter().flatten().filter_map(Value::as_str);
        // Lines about other files start with their names.
        let official = official.filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
        tally.compare_errors(&program, errors(&tree, with_end, str::to_owned), official.map(str::to_owned).collect());
    }
    Ok(tally)
}
