//! Comparing files with what is there.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::error::{Error, Kind};
use super::manifest::Manifest;
use super::system;

/// A file as it should be.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) role: Role,
}

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It is read by programs that take any line ends.
    Read,
    /// It is read by programs that take one kind of line ends.
    Exact,
    /// It is run.
    Run,
    /// It lists the others.
    List,
    /// It is written once, and then belongs to whoever edits it.
    Seed,
}

/// A file that differs from what it should be.
#[derive(Debug)]
pub(super) struct StaleFile {
    pub(super) path: PathBuf,
    pub(super) state: State,
    /// Whether someone else wrote or edited it.
    pub(super) foreign: bool,
}

/// How a file differs.
#[derive(Debug)]
pub(super) enum State {
    Missing(Target),
    /// With its text as it is, line ends as in what it should be.
    Different(Target, String),
    LineEnds(Target),
    NotExecutable(Target),
    /// It is not made any more.
    Obsolete,
}

impl StaleFile {
    /// What it should be; none if it should not be there.
    pub(super) fn target(&self) -> Option<&Target> {
        match &self.state {
            State::Missing(target)
            | State::Different(target, _)
            | State::LineEnds(target)
            | State::NotExecutable(target) => Some(target),
            State::Obsolete => None,
        }
    }
}

/// The file, if it is not as it should be.
pub(super) fn compare(target: &Target, own: impl Fn(&str) -> bool) -> Result<Option<StaleFile>, Error> {
    let path = target.path.clone();
    let failed = |error| Error::from(Kind::disk("read", &path, error));
    let Some(mut file) = open(&path)? else {
        return Ok(Some(StaleFile { path, state: State::Missing(target.clone()), foreign: false }));
    };
    if target.role == Role::Seed {
        return Ok(None);
    }
    let exact = matches!(target.role, Role::Exact | Role::Run);
    if let Some(bytes) = different(&mut file, target.text.as_bytes()).map_err(failed)? {
        let current = normalized(&bytes);
        if current != target.text {
            let foreign = !own(&current);
            return Ok(Some(StaleFile { path, state: State::Different(target.clone(), current), foreign }));
        }
        if exact {
            return Ok(Some(StaleFile { path, state: State::LineEnds(target.clone()), foreign: false }));
        }
    }
    let is_fine = target.role != Role::Run || system::can_be_run(&path);
    Ok((!is_fine).then(|| StaleFile { path, state: State::NotExecutable(target.clone()), foreign: false }))
}

/// A file of an earlier run that is not made any more, if it is still there.
pub(super) fn obsolete(path: PathBuf, name: &Path, manifest: &Manifest) -> Result<Option<StaleFile>, Error> {
    let inside = path.ancestors().skip(1).take(name.components().count() - 1);
    if inside.into_iter().any(|folder| folder.symlink_metadata().is_ok_and(|data| data.is_symlink())) {
        return Ok(None);
    }
    let Some(mut file) = open(&path)? else { return Ok(None) };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| Error::from(Kind::disk("read", &path, error)))?;
    let foreign = !manifest.has(name, &normalized(&bytes));
    Ok(Some(StaleFile { path, state: State::Obsolete, foreign }))
}

fn normalized(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n")
}

/// The content of a file if it differs from what it should be. It is read in pieces, as most files do not differ.
fn different(file: &mut impl io::Read, wanted: &[u8]) -> io::Result<Option<Vec<u8>>> {
    const PIECE: usize = 32 * 1024;
    let mut piece = Vec::with_capacity(PIECE);
    let mut rest = wanted;
    loop {
        piece.clear();
        file.take(PIECE as u64).read_to_end(&mut piece)?;
        match rest.strip_prefix(piece.as_slice()) {
            Some(after) if !piece.is_empty() => rest = after,
            Some([]) => return Ok(None),
            _ => {
                let mut bytes = wanted[..wanted.len() - rest.len()].to_vec();
                bytes.append(&mut piece);
                file.read_to_end(&mut bytes)?;
                return Ok(Some(bytes));
            }
        }
    }
}

/// A file to read; none if there is nothing. What is not a file is not opened: a pipe would never end.
fn open(path: &Path) -> Result<Option<File>, Error> {
    let failed = |error| Error::from(Kind::disk("read", path, error));
    match fs::metadata(path) {
        Ok(data) if data.is_file() => File::open(path).map(Some).map_err(failed),
        Ok(data) => Err(failed(io::Error::other(if data.is_dir() {
            "it is a folder"
        } else {
            "it is a pipe, a device or a socket"
        }))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::symlink_metadata(path) {
            Ok(_) => Err(failed(io::Error::other("it is a link that leads nowhere"))),
            Err(_) => Ok(None),
        },
        Err(error) => Err(failed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::different;

    #[test]
    fn only_content_that_differs_is_kept() {
        let wanted: Vec<u8> = (0..100_000_u32).map(|at| (at % 251) as u8).collect();
        let changed = |at: usize| {
            let mut bytes = wanted.clone();
            bytes[at] = 255;
            bytes
        };
        let longer = [wanted.as_slice(), b"x"].concat();
        let cases = [
            wanted.clone(),
            Vec::new(),
            wanted[..1].to_vec(),
            wanted[..32 * 1024].to_vec(),
            wanted[..99_999].to_vec(),
            longer,
            changed(0),
            changed(32 * 1024),
            changed(99_999),
        ];
        for found in cases {
            let expected = (found != wanted).then(|| found.clone());
            assert_eq!(different(&mut found.as_slice(), &wanted).unwrap(), expected, "{} bytes", found.len());
        }
        assert_eq!(different(&mut [0_u8; 0].as_slice(), &[]).unwrap(), None);
    }
}
