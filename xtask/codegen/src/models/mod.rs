//! `codegen models`: the generated models of `triceps`, and the test that sets every property.

mod samples;
mod set;
mod styles;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use triceps_codegen::Config;

/// How the command is called.
pub(crate) const USAGE: &str = "codegen models [--check]

  --check  compare with the committed files instead of writing them
";

const COMMAND: &str = "cargo xtask codegen models";

/// Generates the models that are checked in. Gives a summary to print.
///
/// # Errors
///
/// If a type is not in the index, a correction of the data or a part of a style no longer applies, a
/// provider has no feature, a file cannot be written, or, with `--check`, a file is out of date.
pub(crate) fn run(args: &[String]) -> Result<String, String> {
    let check = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => false,
        ["--check"] => true,
        _ => return Err(format!("unknown arguments\nusage: {USAGE}")),
    };
    let config = set::CORE.iter().fold(Config::new().command(COMMAND), |config, name| config.core_resource(*name));
    let config = set::TYPES.iter().fold(config, |config, (name, rust_name)| match rust_name {
        Some(rust_name) => config.resource_as(*name, *rust_name),
        None => config.resource(*name),
    });
    let config = styles::all().into_iter().fold(config, Config::style);
    let models = config.models().map_err(|error| error.to_string())?;
    let report = models.report();
    if !report.stale_fixups.is_empty() {
        return Err(format!("corrections that change nothing any more: {}", report.stale_fixups.join(", ")));
    }
    if !report.unused_styles.is_empty() {
        return Err(format!("styles that fit nothing any more:\n{}", report.unused_styles.join("\n")));
    }

    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates");
    let generated = crates.join("triceps-model/src/generated");
    let mut files: Vec<(PathBuf, String)> =
        models.files().into_iter().map(|(path, text)| (generated.join(path), text)).collect();
    let tests = crates.join("triceps/tests/generated");
    let programs = models.tests(&samples::all()).map_err(|error| error.to_string())?;
    files.extend(programs.into_iter().map(|(path, text)| (tests.join(path), text)));
    for name in ["triceps", "triceps-model"] {
        features(&crates.join(name).join("Cargo.toml"), &files)?;
    }
    let expected: BTreeSet<&Path> = files.iter().map(|(path, _)| path.as_path()).collect();
    let present = [present(&generated)?, present(&tests)?].concat();
    for orphan in present.iter().filter(|path| !expected.contains(path.as_path())) {
        if check {
            return Err(format!("{} is not generated any more: run `{COMMAND}`", orphan.display()));
        }
        fs::remove_file(orphan).map_err(|error| format!("{}: {error}", orphan.display()))?;
    }
    for (path, text) in &files {
        write_or_check(check, path, text)?;
    }

    let mut summary = format!("{} models in {} files\n", set::CORE.len() + set::TYPES.len(), files.len());
    let reasons: Vec<String> = report.skipped.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    writeln!(summary, "{} resource types generated, {}: {} in all", report.generated, reasons.join(", "), report.total)
        .map_err(|error| error.to_string())?;
    if report.generated + report.skipped.values().sum::<usize>() != report.total {
        return Err(format!("types went missing:\n{summary}"));
    }
    Ok(summary)
}

/// Every provider needs its feature.
fn features(manifest: &Path, files: &[(PathBuf, String)]) -> Result<(), String> {
    let text = fs::read_to_string(manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
    let missing: BTreeSet<&str> = files
        .iter()
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| line.strip_prefix("#[cfg(feature = \"")?.strip_suffix("\")]"))
        .filter(|feature| !text.lines().any(|line| line.starts_with(&format!("{feature} = "))))
        .collect();
    match missing.into_iter().collect::<Vec<_>>().as_slice() {
        [] => Ok(()),
        missing => Err(format!("{} lacks the features {}", manifest.display(), missing.join(", "))),
    }
}

fn present(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(directory) = open.pop() {
        let Ok(entries) = fs::read_dir(&directory) else { continue };
        for entry in entries {
            let path = entry.map_err(|error| format!("{}: {error}", directory.display()))?.path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

fn write_or_check(check: bool, path: &Path, text: &str) -> Result<(), String> {
    if fs::read(path).is_ok_and(|current| current == text.as_bytes()) {
        return Ok(());
    }
    if check {
        return Err(format!("{} is out of date: run `{COMMAND}`", path.display()));
    }
    let parent = path.parent().ok_or_else(|| format!("{} has no directory", path.display()))?;
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_models_are_fresh() {
        let summary = super::run(&["--check".to_owned()]).expect("run `cargo xtask codegen models`");
        assert!(summary.contains("models in"), "{summary}");
    }
}
