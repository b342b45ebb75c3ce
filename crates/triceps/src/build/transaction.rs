//! Changing several files as one: all of them or none, whatever happens in between.
//!
//! New files and links to the old ones are put into a folder of the run. Then the journal is there under its name, and
//! from this moment on the new files count: whoever comes next finishes what a killed run began. Before it, whoever
//! comes next throws the folder away.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Error, Kind};
use super::journal::{Plan, Step};
use super::lock::Lock;
use super::system;

/// The folder of a run. It exists only during one, and after one that was killed.
pub(super) const FOLDER: &str = ".triceps-run";
/// What keeps the folder out of version control.
const IGNORE: &str = ".gitignore";
/// The plan while the new files are made.
const PLAN: &str = "plan";
/// The plan once all new files are there.
const JOURNAL: &str = "journal";
/// The plan while the old files are put back.
const UNDO: &str = "undo";

/// A file that is written or removed.
#[derive(Debug)]
pub(super) struct Change<'a> {
    /// Below the root.
    pub(super) path: &'a Path,
    /// None where the file is removed.
    pub(super) text: Option<&'a str>,
    pub(super) executable: bool,
}

/// A run that excludes all others below its root.
#[derive(Debug)]
pub(super) struct Transaction {
    root: PathBuf,
    folder: PathBuf,
    lock: Lock,
}

/// Whether a run is under way, or was killed.
pub(super) fn is_open(root: &Path) -> bool {
    root.join(FOLDER).exists()
}

impl Transaction {
    /// Waits for other runs, and finishes or undoes one that was killed.
    pub(super) fn begin(root: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(root).map_err(|error| Kind::disk("create", root, error))?;
        let folder = root.join(FOLDER);
        let lock = Lock::acquire(&folder).map_err(|error| Kind::disk("lock", &folder, error))?;
        let transaction = Self { root: root.to_owned(), folder, lock };
        transaction.recover()?;
        Ok(transaction)
    }

    /// Makes all changes, or none if one of them cannot be made, and ends the run.
    pub(super) fn commit(self, changes: &[Change<'_>]) -> Result<(), Error> {
        let plan = self.plan(changes);
        let outcome = self.stage(&plan, changes).and_then(|()| {
            let journal = self.folder.join(JOURNAL);
            system::rename(&self.folder.join(PLAN), &journal)
                .map_err(|error| Kind::disk("write", &journal, error).into())
        });
        if let Err(error) = outcome {
            self.remove_folders(&plan);
            self.end();
            return Err(error);
        }
        system::sync(&self.folder);
        if let Err(error) = self.apply(&plan, false) {
            // What cannot be put back now is left to the next run.
            self.roll_back(&plan)?;
            self.end();
            return Err(error);
        }
        self.end();
        Ok(())
    }

    fn plan(&self, changes: &[Change<'_>]) -> Plan {
        let mut names = Names::default();
        let mut plan = Plan::default();
        let mut folders = BTreeSet::new();
        for change in changes {
            let exists = self.root.join(change.path).symlink_metadata().is_ok();
            let above = change.path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
            folders.extend(above.filter(|folder| !self.root.join(folder).exists()).map(Path::to_owned));
            plan.steps.push(Step {
                target: change.path.to_owned(),
                staged: change.text.map(|_| names.next()),
                backup: exists.then(|| names.next()),
            });
        }
        plan.folders = folders.into_iter().collect();
        plan
    }

    /// Makes the new files and keeps the old ones, all in the folder of the run.
    fn stage(&self, plan: &Plan, changes: &[Change<'_>]) -> Result<(), Error> {
        let ignore = self.folder.join(IGNORE);
        match system::create(&ignore, "*\n", None) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(Kind::disk("write", &ignore, error).into());
            }
            _ => {}
        }
        let text = plan.to_text().map_err(|path| Kind::Unwritable(path.to_owned()))?;
        let path = self.folder.join(PLAN);
        let new = self.folder.join(Names::default().next());
        system::create(&new, &text, None)
            .and_then(|()| system::rename(&new, &path))
            .map_err(|error| Kind::disk("write", &path, error))?;
        for folder in plan.folders.iter().map(|folder| self.root.join(folder)) {
            system::make_folder(&folder).map_err(|error| Kind::disk("create", &folder, error))?;
        }
        for (step, change) in plan.steps.iter().zip(changes) {
            let target = self.root.join(&step.target);
            if let Some(backup) = &step.backup {
                let backup = self.folder.join(backup);
                system::keep(&target, &backup).map_err(|error| Kind::disk("keep", &target, error))?;
            }
            if let (Some(staged), Some(text)) = (&step.staged, change.text) {
                let permissions = std::fs::symlink_metadata(&target)
                    .ok()
                    .filter(std::fs::Metadata::is_file)
                    .map(|data| data.permissions());
                let staged = self.folder.join(staged);
                system::create(&staged, text, permissions.as_ref())
                    .and_then(|()| if change.executable { system::make_executable(&staged) } else { Ok(()) })
                    .map_err(|error| Kind::disk("write", &target, error))?;
            }
        }
        Ok(())
    }

    /// Puts the new files into their places. What was changed since a killed run is left alone.
    fn apply(&self, plan: &Plan, late: bool) -> Result<(), Error> {
        for step in &plan.steps {
            let target = self.root.join(&step.target);
            if late && self.was_changed(step) {
                continue;
            }
            match &step.staged {
                Some(staged) => system::place(&self.folder.join(staged), &target)
                    .map_err(|error| Kind::disk("replace", &target, error))?,
                None => system::remove(&target).map_err(|error| Kind::disk("remove", &target, error))?,
            }
        }
        Ok(())
    }

    /// Whether someone changed a file between the run that was killed and this one.
    fn was_changed(&self, step: &Step) -> bool {
        let kept = |name: &Option<String>| name.as_ref().and_then(|name| system::read(&self.folder.join(name)));
        let Some(current) = system::read(&self.root.join(&step.target)) else { return false };
        let known = [kept(&step.backup), kept(&step.staged)];
        // Without either of the two the step is done.
        !known.iter().flatten().any(|known| *known == current)
    }

    /// Puts the old files back.
    fn roll_back(&self, plan: &Plan) -> Result<(), Error> {
        let undo = self.folder.join(UNDO);
        system::rename(&self.folder.join(JOURNAL), &undo).map_err(|error| Kind::disk("write", &undo, error))?;
        self.undo(plan)
    }

    fn undo(&self, plan: &Plan) -> Result<(), Error> {
        for step in plan.steps.iter().rev() {
            let target = self.root.join(&step.target);
            let is_applied =
                step.staged.as_ref().is_none_or(|staged| self.folder.join(staged).symlink_metadata().is_err());
            match &step.backup {
                Some(backup) => system::place(&self.folder.join(backup), &target)
                    .map_err(|error| Kind::disk("put back", &target, error))?,
                None if is_applied => {
                    system::remove(&target).map_err(|error| Kind::disk("remove", &target, error))?;
                }
                None => {}
            }
        }
        self.remove_folders(plan);
        Ok(())
    }

    fn remove_folders(&self, plan: &Plan) {
        for folder in plan.folders.iter().rev() {
            // One with other files in it stays.
            let _ = system::remove_folder(&self.root.join(folder));
        }
    }

    /// Finishes or undoes what a killed run began.
    fn recover(&self) -> Result<(), Error> {
        if let Some(plan) = self.read(UNDO)? {
            self.undo(&plan)?;
        } else if let Some(plan) = self.read(JOURNAL)? {
            if self.apply(&plan, true).is_err() {
                self.roll_back(&plan)?;
            }
        } else if let Some(plan) = self.read(PLAN)? {
            self.remove_folders(&plan);
        }
        self.clear().map_err(|error| Kind::disk("clear", &self.folder, error).into())
    }

    fn read(&self, name: &str) -> Result<Option<Plan>, Error> {
        let path = self.folder.join(name);
        match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Kind::disk("read", &path, error).into()),
            Ok(text) => match Plan::parse(&text) {
                Some(plan) => Ok(Some(plan)),
                None => Err(Kind::Journal(path).into()),
            },
        }
    }

    /// Removes what is in the folder of the run, the plan first: what is left without one is of no use.
    fn clear(&self) -> io::Result<()> {
        for name in [PLAN, JOURNAL, UNDO] {
            system::remove(&self.folder.join(name))?;
        }
        for entry in std::fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path != self.lock.path() {
                system::remove(&path)?;
            }
        }
        Ok(())
    }

    /// Ends the run: its folder is removed.
    pub(super) fn end(self) {
        if self.clear().is_ok() {
            let _ = system::remove(self.lock.path());
            // Another run may have taken the folder over.
            let _ = system::remove_folder(&self.folder);
        }
    }
}

/// Names that nobody can foresee.
#[derive(Default)]
struct Names {
    seed: RandomState,
    count: u64,
}

impl Names {
    fn next(&mut self) -> String {
        self.count += 1;
        format!("{:016x}", self.seed.hash_one(self.count))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;

    use super::super::system::{Fault, faults};
    use super::*;

    const OLD: [(&str, &str); 3] = [("a.txt", "old a\n"), ("gone/b.txt", "old b\n"), ("same.txt", "same\n")];
    const NEW: [(&str, &str); 3] = [("a.txt", "new a\n"), ("made/here/c.txt", "new c\n"), ("same.txt", "same\n")];

    fn folder(name: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("triceps-transaction-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        root
    }

    fn reset(root: &Path) {
        let _ = fs::remove_dir_all(root);
        for (path, text) in OLD {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("it is below the root")).expect("the folder can be made");
            fs::write(path, text).expect("the file can be written");
        }
    }

    fn change(root: &Path) -> Result<(), Error> {
        let write = |path: &'static str, text| Change { path: Path::new(path), text: Some(text), executable: false };
        let remove = Change { path: Path::new("gone/b.txt"), text: None, executable: false };
        Transaction::begin(root)?.commit(&[write("a.txt", "new a\n"), remove, write("made/here/c.txt", "new c\n")])
    }

    fn files(root: &Path) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut open = vec![root.to_owned()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(&next).expect("it is a folder") {
                let path = entry.expect("it is an entry").path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(root).expect("it is below the root").display().to_string();
                    files.insert(name, fs::read_to_string(&path).expect("it is text"));
                }
            }
        }
        files
    }

    fn state(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    /// How often it takes a fault until the change is made, with the state that follows each.
    fn each_fault(name: &str, fault: fn(usize) -> Fault, check: impl Fn(&Path, usize)) -> usize {
        let root = folder(name);
        for step in 0.. {
            reset(&root);
            faults::set(Some(fault(step)));
            let outcome = change(&root);
            faults::set(None);
            check(&root, step);
            if outcome.is_ok() && files(&root) == state(&NEW) && !root.join(FOLDER).exists() {
                fs::remove_dir_all(&root).expect("it can be removed");
                return step;
            }
        }
        unreachable!("the steps come to an end")
    }

    #[test]
    fn a_run_that_is_killed_at_any_step_leaves_the_old_or_the_new_files() {
        let steps = each_fault("killed", Fault::Kill, |root, step| {
            Transaction::begin(root).expect("the next run continues").end();
            let found = files(root);
            assert!(found == state(&OLD) || found == state(&NEW), "killed before step {step}: {found:?}");
            assert!(!root.join(FOLDER).exists(), "killed before step {step}");
            assert!(found == state(&NEW) || !root.join("made").exists(), "killed before step {step}");
        });
        assert!(steps >= 20, "{steps}");
    }

    #[test]
    fn the_next_run_may_be_killed_too() {
        let root = folder("killed-twice");
        for first in 0..40 {
            for second in 0..20 {
                reset(&root);
                faults::set(Some(Fault::Kill(first)));
                let _ = change(&root);
                faults::set(Some(Fault::Kill(second)));
                let _ = Transaction::begin(&root).map(Transaction::end);
                faults::set(None);
                Transaction::begin(&root).expect("the next run continues").end();
                let found = files(&root);
                assert!(found == state(&OLD) || found == state(&NEW), "{first}, {second}: {found:?}");
            }
        }
        fs::remove_dir_all(&root).expect("it can be removed");
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_files() {
        each_fault("failed", Fault::Fail, |root, step| {
            let mut found = files(root);
            // What cannot be removed now is removed by the next run.
            found.retain(|path, _| !path.starts_with(FOLDER));
            if found != state(&NEW) {
                assert_eq!(found, state(&OLD), "step {step} failed");
                assert!(!root.join("made").exists(), "step {step} failed");
            }
        });
    }

    #[test]
    fn what_was_changed_after_a_kill_is_left_alone() {
        let root = folder("changed");
        for step in 0..40 {
            reset(&root);
            faults::set(Some(Fault::Kill(step)));
            let _ = change(&root);
            faults::set(None);
            fs::write(root.join("a.txt"), "mine\n").expect("it can be written");
            Transaction::begin(&root).expect("the next run continues").end();
            assert_eq!(files(&root)["a.txt"], "mine\n", "killed before step {step}");
        }
        fs::remove_dir_all(&root).expect("it can be removed");
    }

    #[test]
    fn a_journal_that_cannot_be_read_is_named() {
        let root = folder("journal");
        fs::create_dir_all(root.join(FOLDER)).expect("it can be made");
        fs::write(root.join(FOLDER).join(JOURNAL), "file\t").expect("it can be written");
        let error = Transaction::begin(&root).expect_err("it is not a plan").to_string();
        assert!(error.contains("journal") && error.contains("remove"), "{error}");
        fs::remove_dir_all(&root).expect("it can be removed");
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_of_a_run_is_not_a_link() {
        let (root, other) = (folder("link"), folder("link-target"));
        fs::create_dir_all(&root).expect("it can be made");
        fs::create_dir_all(&other).expect("it can be made");
        std::os::unix::fs::symlink(&other, root.join(FOLDER)).expect("it can be made");
        let error = Transaction::begin(&root).expect_err("it is a link").to_string();
        assert!(error.contains("not a folder"), "{error}");
        assert_eq!(fs::read_dir(&other).expect("it is a folder").count(), 0);
        fs::remove_dir_all(&root).expect("it can be removed");
        fs::remove_dir_all(&other).expect("it can be removed");
    }
}
