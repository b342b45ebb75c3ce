//! What readers of each language find in the files of a portal.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tree_sitter::{Node, Parser};
use triceps_backstage::BundleFile;

use super::spellings::Spellings;

/// What was read, by file.
pub(super) struct Read(BTreeMap<String, Value>);

impl Read {
    /// Reads all files whose language is known here.
    pub(super) fn of(files: &[BundleFile]) -> Result<Self, String> {
        let read = files.iter().filter_map(|file| Some((file.path.clone(), read(file)?)));
        read.map(|(path, value)| value.map(|value| (path, value))).collect::<Result<_, _>>().map(Self)
    }

    /// Reads files of which most are as the ones that were read already.
    pub(super) fn with(&self, plain: &[BundleFile], files: &[BundleFile]) -> Result<Self, String> {
        let mut all = BTreeMap::new();
        for file in files {
            let same = plain.iter().any(|other| other.path == file.path && other.text == file.text);
            let value = match self.0.get(&file.path).filter(|_| same) {
                Some(known) => known.clone(),
                None => match read(file) {
                    Some(value) => value?,
                    None => continue,
                },
            };
            all.insert(file.path.clone(), value);
        }
        Ok(Self(all))
    }
}

/// What a file says; nothing where its language is not known here.
fn read(BundleFile { path, text, .. }: &BundleFile) -> Option<Result<Value, String>> {
    let value = match path.rsplit('.').next() {
        Some("json") => serde_json::from_str(text).map_err(|error| error.to_string()),
        Some("yaml") => yaml(text),
        Some("bicep") => bicep(text),
        Some("env") => settings(text),
        Some("sh") => bash("-n", text).map(|_| json!(text)),
        Some("txt" | "bicepparam") => Ok(json!(text.lines().collect::<Vec<_>>())),
        _ => return None,
    };
    Some(value.map_err(|error| format!("{path}: {error}")))
}

pub(super) fn is_yaml(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == "yaml")
}

/// The documents of a text.
pub(super) fn yaml(text: &str) -> Result<Value, String> {
    let documents: Result<Vec<Value>, _> =
        text.trim_start_matches("---\n").split("\n---\n").map(serde_saphyr::from_str).collect();
    documents.map(Value::Array).map_err(|error| error.to_string())
}

/// The kinds of nodes of a text, which a text in a literal does not change. The grammar takes `//` and `/*` in literals
/// for comments.
fn bicep(text: &str) -> Result<Value, String> {
    let plain: String =
        text.lines().filter(|line| !line.contains("/*")).map(|line| line.replace("//", "::") + "\n").collect();
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_bicep::LANGUAGE.into()).map_err(|error| error.to_string())?;
    let tree = parser.parse(&plain, None).ok_or("it is not parsed")?;
    let mut kinds = Vec::new();
    let mut open = vec![tree.root_node()];
    while let Some(node) = open.pop() {
        if node.is_error() || node.is_missing() {
            return Err(format!("no Bicep: {}", &plain[node.byte_range()]));
        }
        kinds.push(node.kind().to_owned());
        // Escapes in a literal are its own matter, holes are not.
        let is_inner = |child: &Node<'_>| node.kind() != "string" || child.kind() == "interpolation";
        let mut cursor = node.walk();
        open.extend(node.named_children(&mut cursor).filter(is_inner));
    }
    Ok(json!(kinds))
}

/// What bash reads line by line.
fn settings(text: &str) -> Result<Value, String> {
    let read =
        bash("-s", &format!("while IFS= read -r line; do printf '%s\\0' \"$line\"; done <<'zq-end'\n{text}zq-end\n"))?;
    Ok(json!(read.split('\0').collect::<Vec<_>>()))
}

fn bash(option: &str, script: &str) -> Result<String, String> {
    let mut child = Command::new("bash")
        .arg(option)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let written = child.stdin.take().map(|mut input| input.write_all(script.as_bytes()));
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    match written {
        Some(Ok(())) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        _ => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// Where two readings differ in more than the text that stands for the mark.
pub(super) fn differences(plain: &Read, read: &Read, spellings: &Spellings) -> Vec<String> {
    let mut found = Vec::new();
    for path in plain.0.keys().chain(read.0.keys().filter(|path| !plain.0.contains_key(*path))) {
        match (plain.0.get(path), read.0.get(path)) {
            (Some(one), Some(other)) => compare(one, other, path, spellings, &mut found),
            _ => found.push(format!("{path} is there once only")),
        }
    }
    found
}

fn compare(one: &Value, other: &Value, at: &str, spellings: &Spellings, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) if one.len() == other.len() => {
            for (key, value) in one.iter().filter(|(key, _)| *key != "templateHash") {
                // A name of the configuration may be one of the template.
                let same = other.get(key).or_else(|| {
                    let key = other.keys().find(|other| spellings.fit(key, other))?;
                    other.get(key)
                });
                match same {
                    Some(same) if key == "dependsOn" => {
                        compare_set(value, same, &format!("{at}.{key}"), spellings, found);
                    }
                    Some(same) => compare(value, same, &format!("{at}.{key}"), spellings, found),
                    None => found.push(format!("{at}.{key} is missing")),
                }
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                compare(one, other, &format!("{at}[{index}]"), spellings, found);
            }
        }
        (Value::String(one), Value::String(other)) => {
            if one != other && !spellings.fit(one, other) {
                found.push(format!("{at}: {other:?}"));
            }
        }
        _ if one == other => {}
        _ => found.push(format!("{at} has another form")),
    }
}

/// Compares lists of names that are sorted, so another name may have another place.
fn compare_set(one: &Value, other: &Value, at: &str, spellings: &Spellings, found: &mut Vec<String>) {
    let names = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut left = names(other);
    for name in names(one) {
        match left.iter().position(|other| name == *other || spellings.fit(&name, other)) {
            Some(index) => {
                left.swap_remove(index);
            }
            None => found.push(format!("{at}: {name:?} is missing")),
        }
    }
    found.extend(left.into_iter().map(|name| format!("{at}: {name:?}")));
}
