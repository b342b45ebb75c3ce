//! `infra`: the files of the small template, and of the portals in `fixtures/portals`.

mod options;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use triceps::build::{Bundle, Files, Mode};
use triceps_backstage::config::Portal;
use triceps_backstage::{BundleFile, Graph, bundle};

const COMMAND: &str = "cargo xtask infra";
/// The portals whose bundles and pictures are kept under `snapshots/portals`.
const PORTALS: [&str; 5] = ["minimal", "medium", "hardened", "environments", "azd"];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["infra"] => run(Mode::Write),
        ["infra", "--check"] => run(Mode::Check),
        words => Err(format!("`{}`: see `cargo xtask --help`", words.join(" "))),
    };
    xtask::finish(outcome)
}

/// Writes or compares `infra/main.bicep`, `main.json` and `main.bicepparam` of the small template, the bundle of the
/// minimal portal in `infra/minimal`, the bundles and pictures of all portals in `snapshots/portals`, and the page on all
/// options.
///
/// # Errors
///
/// Diagnostics of a template or a portal, or, with [`Mode::Check`], the differences and the command to run.
fn run(mode: Mode) -> Result<String, String> {
    let tasks = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = tasks.ancestors().nth(2).expect("the package is two folders below the root");
    let mut written = template(&root.join("infra"), mode)?;
    let mut files = Files::new().command(COMMAND).file(root.join("docs/portal-options.md"), options::page());
    let mut left_over = Vec::new();
    for name in PORTALS {
        let (bundle, pictures) = read(&root.join(format!("fixtures/portals/{name}.toml")))?;
        let mut folders = Vec::new();
        if name == "minimal" {
            folders.push((root.join("infra/minimal"), bundle.clone()));
        }
        folders.push((root.join("snapshots/portals").join(name), [bundle, pictures].concat()));
        for (folder, bundle) in folders {
            left_over.extend(others(&folder, &bundle)?);
            for BundleFile { path, text, executable } in bundle {
                let path = folder.join(path);
                files = if executable { files.executable(path, text) } else { files.file(path, text) };
            }
        }
    }
    written.extend(files.run(mode).map_err(|error| error.to_string())?.written().to_vec());
    if mode == Mode::Check && !left_over.is_empty() {
        return Err(format!("no portal has these files: {left_over:#?}\nrun `{COMMAND}`"));
    }
    let mut lines: Vec<String> = written.iter().map(|path| format!("wrote {}\n", path.display())).collect();
    for path in left_over {
        fs::remove_file(&path).map_err(|error| format!("could not remove `{}`: {error}", path.display()))?;
        lines.push(format!("removed {}\n", path.display()));
    }
    Ok(if lines.is_empty() {
        "infra/, snapshots/portals/ and docs/portal-options.md are up to date\n".to_owned()
    } else {
        lines.concat()
    })
}

/// The files of the small template, and which of them were written.
fn template(folder: &Path, mode: Mode) -> Result<Vec<PathBuf>, String> {
    let outcome = Bundle::new(triceps_backstage::minimal_portal())
        .bicep(folder.join("main.bicep"))
        .arm(folder.join("main.json"))
        .bicepparam(folder.join("main.bicepparam"))
        .command(COMMAND)
        .run(mode)
        .map_err(|error| error.to_string())?;
    if outcome.warnings().is_empty() { Ok(outcome.written().to_vec()) } else { Err(outcome.warnings().to_string()) }
}

/// All files of a portal, and the pictures of its resources.
fn read(path: &Path) -> Result<(Vec<BundleFile>, Vec<BundleFile>), String> {
    let text = fs::read_to_string(path).map_err(|error| format!("could not read `{}`: {error}", path.display()))?;
    let portal =
        Portal::from_toml(&path.display().to_string(), &text).map_err(|diagnostics| diagnostics.to_string())?;
    let bundle = bundle(&portal).map_err(|diagnostics| diagnostics.to_string())?;
    let graph = Graph::new(&portal).map_err(|diagnostics| diagnostics.to_string())?;
    let picture = |path: &str, text| BundleFile { path: path.to_owned(), text, executable: false };
    Ok((bundle.files, vec![picture("graph.mmd", graph.to_mermaid()), picture("graph.svg", graph.to_svg())]))
}

/// The files in a folder that are not of the bundle.
fn others(folder: &Path, bundle: &[BundleFile]) -> Result<Vec<PathBuf>, String> {
    let expected: Vec<PathBuf> = bundle.iter().map(|file| folder.join(&file.path)).collect();
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let entries = match fs::read_dir(&next) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(format!("could not list `{}`: {error}", next.display())),
        };
        for entry in entries {
            let path = entry.map_err(|error| format!("could not list `{}`: {error}", next.display()))?.path();
            if path.is_dir() {
                open.push(path);
            } else if !expected.contains(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_files_are_fresh() {
        if let Err(message) = run(Mode::Check) {
            panic!("{message}");
        }
    }
}
