//! Two copies of the last commit: one as it is, and one with the mutants, whose build stays for the next run.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::sample;

/// The crate that says which mutant is on.
const SWITCH: &str = include_str!("switch.rs");
const SWITCH_FOLDER: &str = "crates/mutant-switch";

#[derive(Debug)]
pub(super) struct Tree {
    /// The commit as it is.
    commit: PathBuf,
    /// The commit with the mutants.
    pub(super) root: PathBuf,
    /// The folder of both, for what is kept of a run.
    pub(super) kept: PathBuf,
    /// Where tests write. It is outside of the workspace, whose files would change what some of them find.
    pub(super) scratch: PathBuf,
}

impl Tree {
    /// Checks out the last commit.
    ///
    /// # Errors
    ///
    /// If git fails.
    pub(super) fn checkout(workspace: &Path) -> Result<Tree, String> {
        let kept = workspace.join("target/mutants");
        let commit = kept.join("commit");
        if commit.join("Cargo.toml").exists() {
            git(&commit, &["checkout", "--quiet", "--force", "--detach", &git(workspace, &["rev-parse", "HEAD"])?])?;
        } else {
            git(workspace, &["worktree", "prune"])?;
            let path = commit.display().to_string();
            git(workspace, &["worktree", "add", "--quiet", "--force", "--detach", &path, "HEAD"])?;
        }
        let scratch = std::env::temp_dir().join(format!("triceps-mutants-{}", std::process::id()));
        fs::create_dir_all(&scratch).map_err(|error| format!("{}: {error}", scratch.display()))?;
        Ok(Tree { commit, root: kept.join("tree"), kept, scratch })
    }

    /// Makes the tree equal to the commit, but for the files that get mutants. A file that is equal keeps its time, so
    /// that it is not built again.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written.
    pub(super) fn update(&self, with_mutants: &BTreeSet<&str>) -> Result<(), String> {
        let list = git(&self.commit, &["ls-files", "-z"])?;
        let files: BTreeSet<&str> = list.split('\0').filter(|file| !file.is_empty()).collect();
        let with_switch: BTreeSet<String> = with_mutants.iter().filter_map(|file| manifest_of(file)).collect();
        for file in &files {
            if !with_mutants.contains(file) && !with_switch.contains(*file) {
                self.copy(file)?;
            }
        }
        for file in &with_switch {
            let dependency = "[dependencies]\nmutant-switch = { path = \"../mutant-switch\" }\n";
            let manifest = self.read(file)?;
            let manifest = if manifest.contains("[dependencies]\n") {
                manifest.replacen("[dependencies]\n", dependency, 1)
            } else {
                format!("{manifest}\n{dependency}")
            };
            self.write(file, manifest.as_bytes())?;
        }
        let package = b"[package]\nname = \"mutant-switch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n";
        self.write(&format!("{SWITCH_FOLDER}/Cargo.toml"), package)?;
        self.write(&format!("{SWITCH_FOLDER}/src/lib.rs"), SWITCH.as_bytes())?;
        self.remove_others(&files)
    }

    /// Copies a file with its permissions, unless it is there already.
    fn copy(&self, file: &str) -> Result<(), String> {
        let (from, to) = (self.commit.join(file), self.root.join(file));
        if fs::read(&to).is_ok_and(|there| fs::read(&from).is_ok_and(|bytes| bytes == there)) {
            return Ok(());
        }
        to.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::copy(&from, &to))
            .map_err(|error| format!("{file}: {error}"))?;
        Ok(())
    }

    /// Removes files that are not of the commit.
    fn remove_others(&self, files: &BTreeSet<&str>) -> Result<(), String> {
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let path = entry.map_err(failed)?.path();
                let Some(name) = path.strip_prefix(&self.root).ok().and_then(Path::to_str) else { continue };
                if path.is_dir() && !path.is_symlink() {
                    if name != SWITCH_FOLDER && path.file_name() != Some(OsStr::new("target")) {
                        folders.push(path);
                    }
                } else if !files.contains(name) {
                    fs::remove_file(&path).map_err(failed)?;
                }
            }
        }
        Ok(())
    }

    /// Reads a file of the commit.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub(super) fn read(&self, file: &str) -> Result<String, String> {
        fs::read_to_string(self.commit.join(file)).map_err(|error| format!("{file}: {error}"))
    }

    /// Writes a file of the tree, unless it is there already.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), String> {
        let path = self.root.join(file);
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, bytes))
            .map_err(|error| format!("{file}: {error}"))
    }

    /// What `cargo mutants` finds in the code of the commit, as JSON. The list is kept until the code is another one.
    ///
    /// # Errors
    ///
    /// If it is missing or fails.
    pub(super) fn list(&self) -> Result<String, String> {
        let code = git(&self.commit, &["ls-files", "--stage", ":(glob)crates/*/src/**"])?;
        if code.is_empty() {
            return Err("git lists no code".to_owned());
        }
        let file = self.kept.join(format!("list-{}.json", sample::key(&code)));
        if let Ok(list) = fs::read_to_string(&file) {
            return Ok(list);
        }
        let list = output(cargo(&["mutants", "--workspace", "--list", "--json"]).current_dir(&self.commit))?;
        fs::write(&file, &list).map_err(|error| format!("{}: {error}", file.display()))?;
        Ok(list)
    }

    /// A command of cargo on the tree.
    pub(super) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo(arguments);
        command.current_dir(&self.root).stdin(Stdio::null());
        command
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).env_remove("CARGO_TARGET_DIR");
    command
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    output(Command::new("git").args(arguments).current_dir(folder)).map(|text| text.trim().to_owned())
}

/// The manifest of the crate of a file.
fn manifest_of(file: &str) -> Option<String> {
    let (name, _) = file.strip_prefix("crates/")?.split_once('/')?;
    Some(format!("crates/{name}/Cargo.toml"))
}

/// What a command prints.
///
/// # Errors
///
/// If it fails; then what it prints as errors.
pub(super) fn output(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return String::from_utf8(output.stdout).map_err(|error| error.to_string());
    }
    let mut message = String::from_utf8_lossy(&output.stderr).into_owned();
    if message.contains("no such command") {
        message.push_str("install it: cargo install cargo-mutants --locked\n");
    }
    Err(message)
}
