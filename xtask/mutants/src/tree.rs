//! The worktree in which the mutants are: the last commit, and a build of its own that stays for the next run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The crate that says which mutant is on.
const SWITCH: &str = include_str!("switch.rs");

#[derive(Debug)]
pub(super) struct Tree {
    pub(super) root: PathBuf,
    /// The folder beside the worktree, for what is kept of a run.
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
        let root = kept.join("tree");
        let git = |folder: &Path, arguments: &[&str]| {
            output(Command::new("git").args(arguments).current_dir(folder)).map(|text| text.trim().to_owned())
        };
        if root.join("Cargo.toml").exists() {
            git(&root, &["checkout", "--quiet", "--force", "--detach", &git(workspace, &["rev-parse", "HEAD"])?])?;
            git(&root, &["clean", "--quiet", "--force", "-d"])?;
        } else {
            git(workspace, &["worktree", "prune"])?;
            let path = root.display().to_string();
            git(workspace, &["worktree", "add", "--quiet", "--force", "--detach", &path, "HEAD"])?;
        }
        let scratch = std::env::temp_dir().join(format!("triceps-mutants-{}", std::process::id()));
        Ok(Tree { root, kept, scratch })
    }

    /// Adds the switch, and makes the crates with mutants depend on it.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written.
    pub(super) fn add_switch<'a>(&self, crates: impl Iterator<Item = &'a str>) -> Result<(), String> {
        self.write(
            "crates/mutant-switch/Cargo.toml",
            "[package]\nname = \"mutant-switch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n",
        )?;
        self.write("crates/mutant-switch/src/lib.rs", SWITCH)?;
        for name in crates {
            let path = format!("crates/{name}/Cargo.toml");
            let manifest = self.read(&path)?;
            let dependency = "[dependencies]\nmutant-switch = { path = \"../mutant-switch\" }\n";
            self.write(
                &path,
                &if manifest.contains("[dependencies]\n") {
                    manifest.replacen("[dependencies]\n", dependency, 1)
                } else {
                    format!("{manifest}\n{dependency}")
                },
            )?;
        }
        Ok(())
    }

    pub(super) fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.root.join(path)).map_err(|error| format!("{path}: {error}"))
    }

    /// Writes a file, if its text is another one: the time of an equal file stays.
    pub(super) fn write(&self, path: &str, text: &str) -> Result<(), String> {
        let full = self.root.join(path);
        if fs::read_to_string(&full).is_ok_and(|there| there == text) {
            return Ok(());
        }
        full.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&full, text))
            .map_err(|error| format!("{path}: {error}"))
    }

    pub(super) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(&self.root).stdin(Stdio::null());
        command.env_remove("CARGO_TARGET_DIR");
        command
    }
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
