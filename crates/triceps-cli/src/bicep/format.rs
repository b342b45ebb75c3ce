//! `triceps format`: Bicep text laid out.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;
use triceps::read::configuration;
use triceps_syntax::{Language, formatting_options, parse};

use super::args::FormatArgs;
use super::inputs::{self, Input, Workspace};
use super::{outputs, parallel};
use crate::output::{self, Code, Failure};

pub(super) fn run(args: &FormatArgs) -> Result<Code, Failure> {
    let inputs = inputs(args)?;
    let workspace = Workspace::new(args.config.as_deref())?;
    let formatted = parallel::map("formatting", &inputs, |input| format(args, &workspace, &input.file));
    let mut failed = false;
    let mut changed = Vec::new();
    for (input, outcome) in inputs.into_iter().zip(formatted) {
        match outcome {
            Ok(text) => changed.push((input, text)),
            Err(failure) => {
                output::failure(&failure);
                failed = true;
            }
        }
    }
    if args.target.stdout {
        for (_, Formatted { after, .. }) in &changed {
            output::stdout(after)?;
        }
    } else if args.check {
        failed |= check(&changed)?;
    } else {
        let is_written = |(input, text): &(Input, Formatted)| input.file != input.output || text.before != text.after;
        outputs::write(
            changed.into_iter().filter(is_written).map(|(input, text)| (input.output, text.after)).collect(),
        )?;
    }
    Ok(if failed { Code::Diagnostics } else { Code::Fine })
}

/// A text as it is and as it should be.
struct Formatted {
    before: String,
    after: String,
}

fn format(args: &FormatArgs, workspace: &Workspace, path: &Path) -> Result<Formatted, Failure> {
    let before = inputs::read(path)?;
    let path_of_text = inputs::full(path)?;
    // One that cannot be had counts as none, as for the compiler.
    let config = configuration(workspace, &path_of_text).ok().flatten().unwrap_or_default();
    let config = parse(String::from_utf8_lossy(&config), Language::Json);
    let options = args.layout.over(formatting_options(&config));
    let language = if inputs::is_params(path) { Language::BicepParam } else { Language::Bicep };
    let tree = parse(before, language);
    let after = triceps_syntax::format(&tree, &options);
    Ok(Formatted { before: tree.text().to_owned(), after })
}

/// Prints what would change, as `patch` reads it. Whether anything would.
fn check(files: &[(Input, Formatted)]) -> Result<bool, Failure> {
    let mut count = 0;
    for (Input { file, .. }, Formatted { before, after }) in files {
        if before == after {
            continue;
        }
        count += 1;
        let name = file.display().to_string();
        output::stdout(&TextDiff::from_lines(before, after).unified_diff().header(&name, &name).to_string())?;
    }
    match count {
        0 => {}
        1 => output::note("1 file would change\n"),
        count => output::note(&format!("{count} files would change\n")),
    }
    Ok(count > 0)
}

/// The files to lay out, each once.
fn inputs(args: &FormatArgs) -> Result<Vec<Input>, Failure> {
    let target = &args.target;
    if let Some(pattern) = target.pattern.as_ref().filter(|_| args.files.is_empty()) {
        if target.outdir.is_some() {
            return Err(Failure::new("`--outdir` cannot be used with `--pattern`"));
        }
        let found = inputs::matching(pattern, target, None)?;
        found.iter().try_for_each(|input| refuse_others(&input.file))?;
        return Ok(found);
    }
    let is_one = args.files.len() == 1 && !args.files[0].is_dir();
    if !is_one && (target.stdout || target.outdir.is_some() || target.outfile.is_some()) {
        return Err(Failure::new("`--stdout`, `--outdir` and `--outfile` are for one file"));
    }
    let mut inputs = Vec::new();
    let mut seen: HashSet<PathBuf> = HashSet::new();
    for path in &args.files {
        let files = if path.is_dir() {
            inputs::within(path)?
        } else {
            refuse_others(path)?;
            vec![path.clone()]
        };
        let new = |file: &PathBuf| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone()));
        inputs.extend(files.into_iter().filter(new).map(|file| Input::new(file, target, None)));
    }
    Ok(inputs)
}

fn refuse_others(path: &Path) -> Result<(), Failure> {
    if inputs::is_bicep(path) || inputs::is_params(path) {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` is neither a `.bicep` nor a `.bicepparam` file", path.display())))
}
