//! The list of the files that were written: what is overwritten, and what is removed.

use std::fs;

use triceps::build::{Files, Mode, Outcome};

use super::{folder, listing};

/// Files by their names, with a list, in the folder of a test.
struct Written {
    folder: std::path::PathBuf,
}

impl Written {
    fn new(test: &str) -> Self {
        Self { folder: folder(test) }
    }

    fn files(&self, files: &[(&str, &str)]) -> Files {
        let empty = Files::new().manifest(self.folder.join(".manifest")).command("make");
        files.iter().fold(empty, |all, (name, text)| all.file(self.folder.join(name), *text))
    }

    /// The names of the files that were written, removed and left.
    fn write(&self, files: Files) -> [Vec<String>; 3] {
        let outcome: Outcome = files.run(Mode::Write).unwrap_or_else(|error| panic!("{error}"));
        [outcome.written(), outcome.removed(), outcome.left()].map(|paths| {
            let below = paths.iter().map(|path| path.strip_prefix(&self.folder).expect("below the folder"));
            below.map(|path| path.display().to_string()).collect()
        })
    }

    fn edit(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).expect("the folder can be written to");
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).expect("it is there")
    }
}

fn names<const W: usize, const R: usize, const L: usize>(
    written: [&str; W],
    removed: [&str; R],
    left: [&str; L],
) -> [Vec<String>; 3] {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    [owned(&written), owned(&removed), owned(&left)]
}

#[test]
fn what_is_in_the_list_and_was_not_edited_is_overwritten_and_removed() {
    let folder = Written::new("manifest_kept");
    assert_eq!(folder.write(folder.files(&[("a", "1\n"), ("b/c", "1\n")])), names(["a", "b/c"], [], []));
    assert_eq!(folder.write(folder.files(&[("a", "2\n"), ("b/c", "1\n")])), names(["a"], [], []));
    folder.edit("a", "2\r\n");
    assert_eq!(folder.write(folder.files(&[("a", "3\n")])), names(["a"], ["b/c"], []), "line ends are not an edit");
    assert_eq!(folder.write(folder.files(&[("a", "3\n")])), names([], [], []));
    assert_eq!(listing(&folder.folder), [".manifest", "a"]);
}

#[test]
fn what_someone_else_wrote_is_overwritten_only_by_force() {
    let folder = Written::new("manifest_foreign");
    folder.write(folder.files(&[("a", "1\n")]));
    folder.edit("a", "mine\n");
    folder.edit("b", "mine\n");
    let files = || folder.files(&[("a", "2\n"), ("b", "2\n"), ("c", "2\n")]);
    let error = files().run(Mode::Write).expect_err("two files are not ours").to_string();
    for name in ["a", "b"] {
        let path = folder.folder.join(name);
        assert!(error.contains(&format!("`{}` was there before, or someone edited it", path.display())), "{error}");
        assert_eq!(folder.text(name), "mine\n");
    }
    assert_eq!(listing(&folder.folder), [".manifest", "a", "b"]);
    let error = files().run(Mode::Check).expect_err("out of date").to_string();
    assert_eq!(error.matches("is out of date, and someone edited it").count(), 2, "{error}");
    assert_eq!(folder.write(files().force(true)), names(["a", "b", "c"], [], []));
    files().run(Mode::Check).expect("fresh");
}

#[test]
fn what_is_not_made_any_more_is_left_where_it_was_edited() {
    let folder = Written::new("manifest_obsolete");
    folder.write(folder.files(&[("a", "1\n"), ("b", "1\n")]));
    folder.edit("a", "mine\n");
    let error = folder.files(&[]).run(Mode::Check).expect_err("two files are obsolete").to_string();
    assert!(error.contains("a` is not generated any more, and was edited\n"), "{error}");
    assert!(error.contains("b` is not made any more\n"), "{error}");
    assert_eq!(folder.write(folder.files(&[])), names([], ["b"], ["a"]));
    assert_eq!(folder.text("a"), "mine\n");
}

#[test]
fn a_seed_is_not_in_the_list() {
    let folder = Written::new("manifest_seed");
    let files = || folder.files(&[("a", "1\n")]).seed(folder.folder.join("seed"), "1\n");
    assert_eq!(folder.write(files()), names(["a", "seed"], [], []));
    assert!(!folder.text(".manifest").contains("seed"));
    folder.edit("seed", "mine\n");
    assert_eq!(folder.write(files()), names([], [], []));
    assert_eq!(folder.write(folder.files(&[("a", "1\n")])), names([], [], []));
    assert_eq!(folder.text("seed"), "mine\n");
}
