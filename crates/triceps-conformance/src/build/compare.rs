//! Compares one case with its recorded text, JSON and hashes.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde_json::Value;
use triceps::emit::Generator;
use triceps::read::MemoryFiles;
use triceps::{Checked, Diagnostic};

use super::report::Outcome;
use super::{Build, document};

/// How much has to be equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Text, JSON and hashes.
    Exact,
    /// JSON but for hashes and the order of keys in the bodies of resources, which the models choose.
    Model,
}

/// Builds, checks and emits the case recorded in `folder`. The check has to find exactly `diagnostics`.
pub(super) fn case(folder: &Path, build: Build, diagnostics: &[&str], mode: Mode) -> io::Result<Outcome> {
    let recorded = Recorded::read(folder)?;
    Ok(match differences(&recorded, build, diagnostics, mode) {
        Ok(()) => Outcome::Same,
        Err(difference) => Outcome::Differs(difference),
    })
}

/// What the compiler was given and what it made of it.
struct Recorded {
    /// `.bicep` files and `bicepconfig.json` by name.
    texts: BTreeMap<String, String>,
    /// All files, as what loads them finds them.
    files: MemoryFiles,
    arm: Value,
}

impl Recorded {
    fn read(folder: &Path) -> io::Result<Self> {
        let mut texts = BTreeMap::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if Path::new(&name).extension().is_some_and(|extension| extension == "bicep") {
                texts.insert(name, comparable(&fs::read_to_string(entry.path())?));
            }
        }
        let arm = serde_json::from_slice(&fs::read(folder.join("main.json"))?)?;
        let mut files = MemoryFiles::new();
        add(&mut files, folder, "")?;
        Ok(Self { texts, files, arm })
    }
}

/// Adds the files of a folder, and of those in it, by their paths.
fn add(files: &mut MemoryFiles, folder: &Path, prefix: &str) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            add(files, &entry.path(), &format!("{path}/"))?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// A recorded text without what is the author's choice: lines that silence the compiler, and `\u{..}` for a character
/// that can stand as it is.
fn comparable(text: &str) -> String {
    let silences = |line: &&str| {
        ["#disable-next-line ", "#disable-diagnostics ", "#restore-diagnostics "]
            .iter()
            .any(|directive| line.trim_start().starts_with(directive))
    };
    let kept: String = text.split_inclusive('\n').filter(|line| !silences(line)).collect();
    let mut parts = kept.split("\\u{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let escaped = part.split_once('}').and_then(|(digits, rest)| {
            let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
            let stands = !c.is_ascii() && !c.is_control() && !matches!(c, '\u{a0}' | '\u{2028}' | '\u{2029}');
            stands.then_some((c, rest))
        });
        match escaped {
            Some((c, rest)) => {
                text.push(c);
                text.push_str(rest);
            }
            None => {
                text.push_str("\\u{");
                text.push_str(part);
            }
        }
    }
    text
}

fn differences(recorded: &Recorded, build: Build, diagnostics: &[&str], mode: Mode) -> Result<(), String> {
    let checked = build()
        .and_then(|template| template.check_with(&recorded.files))
        .map_err(|diagnostics| format!("refused: {}", one_line(&diagnostics.to_string())))?;
    let found: Vec<&str> = checked.warnings().iter().map(Diagnostic::id).collect();
    if found != diagnostics {
        let text = one_line(&checked.warnings().to_string());
        return Err(format!("warned of {found:?} where {diagnostics:?} is right: {text}"));
    }
    if mode == Mode::Model {
        let arm = parsed(&checked.to_arm_string())?;
        return document::template(
            "$",
            &document::without_generators(&recorded.arm),
            &document::without_generators(&arm),
        );
    }
    texts(&recorded.texts, &checked)?;
    let generator = |key: &str| {
        let value = recorded.arm.pointer(&format!("/metadata/_generator/{key}")).and_then(Value::as_str);
        value.map(str::to_owned).ok_or_else(|| format!("main.json: no `metadata._generator.{key}`"))
    };
    let arm = parsed(&checked.to_arm_string_by(&Generator::new(generator("name")?, generator("version")?)))?;
    // The template without hashes first: a wrong value also makes the hash wrong, and says more.
    document::ordered("$", &document::without_generators(&recorded.arm), &document::without_generators(&arm))?;
    document::ordered("$", &recorded.arm, &arm)
}

fn parsed(arm: &str) -> Result<Value, String> {
    serde_json::from_str(arm).map_err(|error| format!("the emitted JSON is none: {error}"))
}

fn texts(recorded: &BTreeMap<String, String>, checked: &Checked) -> Result<(), String> {
    let emitted: BTreeMap<String, String> = checked
        .files()
        .map_err(|found| found.to_string())?
        .into_iter()
        .map(|file| (file.path, file.text))
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|extension| extension == "bicep"))
        .collect();
    // `files` and `to_bicep` have to agree on the main file.
    if emitted.get("main.bicep") != Some(&checked.to_bicep()) {
        return Err("`files` and `to_bicep` give different texts".into());
    }
    for (name, expected) in recorded {
        let actual = emitted.get(name).ok_or_else(|| format!("{name}: not emitted"))?;
        text(name, expected, actual)?;
    }
    match emitted.keys().find(|name| !recorded.contains_key(*name)) {
        Some(name) => Err(format!("{name}: emitted, but not recorded")),
        None => Ok(()),
    }
}

/// The first line in which two texts differ.
fn text(name: &str, expected: &str, actual: &str) -> Result<(), String> {
    if expected == actual {
        return Ok(());
    }
    let mut lines = (expected.split('\n').map(Some).chain([None]), actual.split('\n').map(Some).chain([None]));
    for number in 1.. {
        let (expected, actual) = (lines.0.next().flatten(), lines.1.next().flatten());
        if expected != actual {
            return Err(format!("{name}:{number}: expected {}, got {}", quoted(expected), quoted(actual)));
        }
    }
    Ok(())
}

fn quoted(line: Option<&str>) -> String {
    line.map_or_else(|| "the end".to_owned(), |line| format!("`{line}`"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{comparable, text};

    #[test]
    fn the_first_line_that_differs_is_told() {
        for (expected, actual, difference) in [
            ("a\nb\n", "a\nc\n", "main.bicep:2: expected `b`, got `c`"),
            ("a\n", "a", "main.bicep:2: expected ``, got the end"),
            ("a", "a\r", "main.bicep:1: expected `a`, got `a\r`"),
        ] {
            assert_eq!(text("main.bicep", expected, actual), Err(difference.to_owned()));
        }
        assert_eq!(text("main.bicep", "a\n", "a\n"), Ok(()));
    }

    #[test]
    fn what_is_the_authors_choice_is_taken_out() {
        for (recorded, expected) in [
            ("a\n  #disable-next-line BCP081\nb\n", "a\nb\n"),
            ("#disable-next-lines\n", "#disable-next-lines\n"),
            ("'e\\u{301}\\u{1f600}'", "'e\u{301}😀'"),
            ("'\\u{1b}\\u{2028}\\u{41}\\u{110000}\\u{'", "'\\u{1b}\\u{2028}\\u{41}\\u{110000}\\u{'"),
        ] {
            assert_eq!(comparable(recorded), expected);
        }
    }
}
