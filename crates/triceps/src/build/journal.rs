//! What a run is going to change, as text that outlives the run.

use std::path::{Component, Path, PathBuf};

/// All changes of a run, with paths below its root.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Folders that are made, outer ones first.
    pub(super) folders: Vec<PathBuf>,
    /// Changes of files.
    pub(super) steps: Vec<Step>,
}

/// The change of one file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) target: PathBuf,
    /// The name of the new file in the folder of the run; none where the target is removed.
    pub(super) staged: Option<String>,
    /// The name of the old file in the folder of the run; none where there was none.
    pub(super) backup: Option<String>,
}

/// The last line, without which the text is not whole.
const END: &str = "end";
const NONE: &str = "-";

impl Plan {
    /// The text, or the path that cannot be written in it.
    pub(super) fn to_text(&self) -> Result<String, &Path> {
        let mut text = String::new();
        for folder in &self.folders {
            text.extend(["folder\t", name(folder)?, "\n"]);
        }
        for Step { target, staged, backup } in &self.steps {
            let or_none = |name: &Option<String>| name.clone().unwrap_or_else(|| NONE.to_owned());
            text.extend(["file\t", &or_none(staged), "\t", &or_none(backup), "\t", name(target)?, "\n"]);
        }
        text.push_str(END);
        Ok(text)
    }

    /// The plan of a text that is whole.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut plan = Self::default();
        let mut lines = text.lines();
        loop {
            let line = lines.next()?;
            if line == END {
                return Some(plan);
            }
            let fields: Vec<&str> = line.split('\t').collect();
            match fields.as_slice() {
                ["folder", path] => plan.folders.push(below(path)?),
                ["file", staged, backup, path] => {
                    let step = Step { target: below(path)?, staged: entry(staged)?, backup: entry(backup)? };
                    plan.steps.push(step);
                }
                _ => return None,
            }
        }
    }
}

fn name(path: &Path) -> Result<&str, &Path> {
    path.to_str().filter(|text| !text.contains(char::is_control)).ok_or(path)
}

/// A path that stays below the root.
pub(super) fn below(text: &str) -> Option<PathBuf> {
    let path = Path::new(text);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    (plain && !text.is_empty()).then(|| path.to_owned())
}

/// The name of a file in the folder of the run.
#[expect(clippy::option_option, reason = "the outer option tells whether the text is a name at all")]
fn entry(text: &str) -> Option<Option<String>> {
    if text == NONE {
        return Some(None);
    }
    text.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| Some(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let step = |target: &str, staged: Option<&str>, backup: Option<&str>| Step {
            target: target.into(),
            staged: staged.map(str::to_owned),
            backup: backup.map(str::to_owned),
        };
        Plan {
            folders: vec!["infra".into(), "infra/a b".into()],
            steps: vec![step("infra/main.bicep", Some("0a"), None), step("old.txt", None, Some("0b"))],
        }
    }

    #[test]
    fn a_plan_is_read_as_it_was_written() {
        let text = plan().to_text().expect("the paths are plain");
        assert_eq!(Plan::parse(&text), Some(plan()));
    }

    #[test]
    fn a_text_that_is_cut_short_is_not_a_plan() {
        let text = plan().to_text().expect("the paths are plain");
        for end in 0..text.len() {
            assert_eq!(Plan::parse(&text[..end]), None, "{end}");
        }
    }

    #[test]
    fn paths_stay_below_the_root() {
        for path in ["../x", "/etc/passwd", "a/../../x", ""] {
            assert_eq!(Plan::parse(&format!("folder\t{path}\nend")), None, "{path}");
        }
        assert_eq!(Plan::parse("file\t../x\t-\ta\nend"), None);
        let plan = Plan { folders: vec!["a\nb".into()], steps: Vec::new() };
        assert_eq!(plan.to_text(), Err(Path::new("a\nb")));
    }
}
