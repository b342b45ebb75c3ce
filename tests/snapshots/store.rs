//! The folder `snapshots/`: one folder a case, each file as it would be on disk.
//!
//! insta keeps what it knows of a binary snapshot in `<name>.snap` and its content, untouched, in
//! `<name>.snap.<extension>`.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use similar::TextDiff;

/// Compares files with the snapshots, and remembers which there were.
pub(crate) struct Store {
    root: PathBuf,
    expected: BTreeSet<PathBuf>,
    differing: Vec<String>,
}

impl Store {
    pub(crate) fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
        Self { root, expected: BTreeSet::new(), differing: Vec::new() }
    }

    /// Compares one file of a case. All files are compared before [`finish`](Self::finish) fails.
    pub(crate) fn compare(&mut self, case: &str, path: &str, text: String) {
        let (_, extension) = path.rsplit_once('.').expect("files have an extension");
        // insta takes what follows the first dot for the extension, and names without it have to differ.
        let name = path.replace(['/', '.'], "-");
        let folder = self.root.join(case);
        let content = folder.join(format!("{name}.snap.{extension}"));
        self.expected.extend([folder.join(format!("{name}.snap")), content.clone()]);

        let current = fs::read_to_string(&content).unwrap_or_default();
        let diff = (current != text).then(|| TextDiff::from_lines(&current, &text).unified_diff().to_string());
        let snapshot = format!("{name}.{extension}");
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let equal = settings.bind(|| {
            catch_unwind(AssertUnwindSafe(|| insta::assert_binary_snapshot!(&snapshot, text.into_bytes()))).is_ok()
        });
        if !equal {
            self.differing.push(format!("{}\n{}", content.display(), diff.unwrap_or_default()));
        }
    }

    /// Fails with everything that differs, and with files that no case makes.
    pub(crate) fn finish(self) {
        let mut orphans = Vec::new();
        // What portals are made of is kept fresh by `cargo xtask infra`.
        for folder in children(&self.root).into_iter().filter(|folder| !folder.ends_with("portals")) {
            if !folder.is_dir() {
                orphans.push(folder);
                continue;
            }
            orphans.extend(children(&folder).into_iter().filter(|file| !self.is_known(file)));
        }
        assert!(self.differing.is_empty(), "{}\nrun `cargo xtask snapshots --accept`", self.differing.join("\n"));
        assert!(orphans.is_empty(), "no case makes these files, so they are to be deleted: {orphans:#?}");
    }

    /// Whether a case makes it, or it waits for a review.
    fn is_known(&self, file: &Path) -> bool {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        self.expected.contains(file) || name.contains(".snap.new")
    }
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("`snapshots/` can be listed");
    entries.map(|entry| entry.expect("its entries can be read").path()).collect()
}
