//! The files of a commit of a bare repository.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use triceps_compile::Files;

/// The files of a commit, each read when it is asked for.
pub(crate) struct Repository {
    blobs: HashMap<String, String>,
    git: RefCell<Git>,
}

struct Git {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    read: HashMap<String, Vec<u8>>,
}

impl Repository {
    /// Opens a folder of the newest commit of a repository. Files in `pinned` have the content with that id.
    ///
    /// # Errors
    ///
    /// Git cannot be started or does not know the repository.
    pub(crate) fn open(repo: &Path, folder: &str, pinned: &BTreeSet<(&str, &str)>) -> Result<Self, String> {
        let list = Command::new("git").arg("-C").arg(repo).args(["ls-tree", "-r", "-z", "HEAD"]).output();
        let list = list.map_err(|error| format!("could not start git: {error}"))?;
        if !list.status.success() {
            return Err(format!("{}: {}", repo.display(), String::from_utf8_lossy(&list.stderr)));
        }
        let mut blobs = HashMap::new();
        for line in String::from_utf8_lossy(&list.stdout).split('\0') {
            if let Some((about, path)) = line.split_once('\t')
                && let Some(id) = about.split(' ').nth(2)
                && let Some(path) = path.strip_prefix(folder)
            {
                blobs.insert(path.to_owned(), id.to_owned());
            }
        }
        blobs.extend(pinned.iter().map(|(path, id)| ((*path).to_owned(), (*id).to_owned())));
        let mut git = Command::new("git");
        git.arg("-C").arg(repo).args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = git.spawn().map_err(|error| format!("could not start git: {error}"))?;
        let input = process.stdin.take();
        let output = BufReader::new(process.stdout.take().ok_or("git has no output")?);
        Ok(Self { blobs, git: RefCell::new(Git { process, input, output, read: HashMap::new() }) })
    }
}

impl Git {
    fn blob(&mut self, id: &str) -> Option<Vec<u8>> {
        if let Some(known) = self.read.get(id) {
            return Some(known.clone());
        }
        let input = self.input.as_mut()?;
        writeln!(input, "{id}").ok()?;
        input.flush().ok()?;
        let mut header = String::new();
        self.output.read_line(&mut header).ok()?;
        let size = header.split_whitespace().nth(2)?.parse::<usize>().ok()?;
        let mut bytes = vec![0; size + 1];
        self.output.read_exact(&mut bytes).ok()?;
        bytes.pop();
        self.read.insert(id.to_owned(), bytes.clone());
        Some(bytes)
    }
}

impl Drop for Git {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.process.wait();
    }
}

impl Files for Repository {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let id = self.blobs.get(path)?;
        self.git.borrow_mut().blob(id)
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let inside: Vec<&str> = self.blobs.keys().filter_map(|path| path.strip_prefix(start.as_str())).collect();
        if inside.is_empty() {
            return None;
        }
        Some(inside.into_iter().filter(|path| !path.contains('/')).map(str::to_owned).collect())
    }
}
