//! The command line, from the outside.

mod bad;
mod build;
mod changes;
mod commands;
mod doctor;
mod files;
mod format;
mod generate;
mod graph;
mod interrupted;
mod modules;
mod new;
mod schema;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn portals() -> PathBuf {
    root().join("fixtures/portals")
}

/// Where tests write. A variable of the same name replaces the folder of cargo, so that two runs do not meet.
fn scratch() -> PathBuf {
    env::var_os("CARGO_TARGET_TMPDIR").map_or_else(|| env!("CARGO_TARGET_TMPDIR").into(), PathBuf::from)
}

/// An empty folder of its own for one test.
fn folder(test: &str) -> PathBuf {
    let folder = scratch().join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of the last run can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Runs `triceps` in a folder.
fn triceps(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_triceps"));
    command.args(args).current_dir(folder).env_remove("NO_COLOR");
    command.output().expect("the command starts")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it was not stopped")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("it prints UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("it prints UTF-8")
}

/// All files below a folder, relative to it, in order.
fn listing(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("below the folder").display().to_string());
            }
        }
    }
    found.sort();
    found
}
