//! Compares one case with its recorded text, JSON and hashes.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde_json::Value;
use triceps::{Checked, Diagnostic, Generator};

use super::Build;
use super::report::Outcome;

/// Builds, checks and emits the case recorded in `folder`. The check has to find exactly `findings`.
pub(super) fn case(folder: &Path, build: Build, findings: &[&str]) -> io::Result<Outcome> {
    let recorded = Recorded::read(folder)?;
    Ok(match differences(&recorded, build, findings) {
        Ok(()) => Outcome::Same,
        Err(difference) => Outcome::Differs(difference),
    })
}

/// What the compiler was given and what it made of it.
struct Recorded {
    /// `.bicep` files and `bicepconfig.json` by name.
    texts: BTreeMap<String, String>,
    arm: Value,
}

impl Recorded {
    fn read(folder: &Path) -> io::Result<Self> {
        let mut texts = BTreeMap::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if Path::new(&name).extension().is_some_and(|extension| extension == "bicep") {
                texts.insert(name, fs::read_to_string(entry.path())?);
            }
        }
        let arm = serde_json::from_slice(&fs::read(folder.join("main.json"))?)?;
        Ok(Self { texts, arm })
    }
}

fn differences(recorded: &Recorded, build: Build, findings: &[&str]) -> Result<(), String> {
    let checked = build()
        .and_then(triceps::Template::check)
        .map_err(|findings| format!("refused: {}", one_line(&findings.to_string())))?;
    let found: Vec<&str> = checked.warnings().iter().map(Diagnostic::id).collect();
    if found != findings {
        let text = one_line(&checked.warnings().to_string());
        return Err(format!("warned of {found:?} where {findings:?} is right: {text}"));
    }
    texts(&recorded.texts, &checked)?;
    let generator = |key: &str| {
        let value = recorded.arm.pointer(&format!("/metadata/_generator/{key}")).and_then(Value::as_str);
        value.map(str::to_owned).ok_or_else(|| format!("main.json: no `metadata._generator.{key}`"))
    };
    let arm = checked.to_arm_string_by(&Generator::new(generator("name")?, generator("version")?));
    let arm: Value = serde_json::from_str(&arm).map_err(|error| format!("the emitted JSON is none: {error}"))?;
    // The template without hashes first: a wrong value also makes the hash wrong, and says more.
    json("$", &without_generators(&recorded.arm), &without_generators(&arm))?;
    json("$", &recorded.arm, &arm)
}

fn texts(recorded: &BTreeMap<String, String>, checked: &Checked) -> Result<(), String> {
    let emitted: BTreeMap<String, String> = checked
        .files()
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

/// The first place at which two documents differ. The order of keys counts.
fn json(path: &str, expected: &Value, actual: &Value) -> Result<(), String> {
    match (expected, actual) {
        (Value::Object(left), Value::Object(right)) => {
            let (names, others): (Vec<_>, Vec<_>) = (left.keys().collect(), right.keys().collect());
            if names != others {
                let place = names.iter().zip(&others).position(|(name, other)| name != other);
                let place = place.unwrap_or(names.len().min(others.len()));
                let at = |keys: &[&String]| keys.get(place).map_or("the end".to_owned(), |key| format!("`{key}`"));
                return Err(format!("{path}: expected the key {}, got {}", at(&names), at(&others)));
            }
            left.iter().try_for_each(|(key, value)| json(&format!("{path}.{key}"), value, &right[key]))
        }
        (Value::Array(left), Value::Array(right)) => {
            for (index, (value, other)) in left.iter().zip(right).enumerate() {
                json(&format!("{path}[{index}]"), value, other)?;
            }
            if left.len() == right.len() {
                Ok(())
            } else {
                Err(format!("{path}: expected {} items, got {}", left.len(), right.len()))
            }
        }
        _ if expected == actual => Ok(()),
        _ => Err(format!("{path}: expected {expected}, got {actual}")),
    }
}

/// The document without `metadata._generator` at any depth; metadata that holds nothing else goes
/// with it.
fn without_generators(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut copy = serde_json::Map::new();
            for (key, value) in object {
                let mut value = without_generators(value);
                if key == "metadata"
                    && let Value::Object(metadata) = &mut value
                    && metadata.shift_remove("_generator").is_some()
                    && metadata.is_empty()
                {
                    continue;
                }
                copy.insert(key.clone(), value);
            }
            Value::Object(copy)
        }
        Value::Array(items) => Value::Array(items.iter().map(without_generators).collect()),
        other => other.clone(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{json, text, without_generators};

    fn parse(text: &str) -> Value {
        serde_json::from_str(text).expect("the tests write JSON")
    }

    #[test]
    fn the_first_difference_of_documents_is_told() {
        for (expected, actual, difference) in [
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#, "$: expected the key `a`, got `b`"),
            (r#"{"a":{"b":1}}"#, r#"{"a":{"b":1,"c":2}}"#, "$.a: expected the key the end, got `c`"),
            (r#"{"a":[1,2]}"#, r#"{"a":[1]}"#, "$.a: expected 2 items, got 1"),
            (r#"{"a":[1,2]}"#, r#"{"a":[1,3]}"#, "$.a[1]: expected 2, got 3"),
            ("9223372036854775807", "9223372036854775806", "$: expected 9223372036854775807, got 9223372036854775806"),
            ("1", "1.0", "$: expected 1, got 1.0"),
            (r#""a""#, r#""A""#, r#"$: expected "a", got "A""#),
        ] {
            assert_eq!(json("$", &parse(expected), &parse(actual)), Err(difference.to_owned()));
        }
        assert_eq!(json("$", &parse(r#"{"a":[1,{"b":null}]}"#), &parse(r#"{ "a": [1, { "b": null }] }"#)), Ok(()));
    }

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
    fn generators_are_dropped_at_every_depth() {
        let document = parse(
            r#"{"metadata":{"_generator":{},"name":"x"},"resources":[{"template":{"metadata":{"_generator":{}},"a":1}}]}"#,
        );
        let left = parse(r#"{"metadata":{"name":"x"},"resources":[{"template":{"a":1}}]}"#);
        assert_eq!(json("$", &left, &without_generators(&document)), Ok(()));
    }
}
