//! What readers of each language find in the files of a portal.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tree_sitter::{Node, Parser};
use triceps_backstage::BundleFile;

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
    let documents: Result<Vec<Value>, _> = text.split("---\n").map(serde_saphyr::from_str).collect();
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
pub(super) fn differences(plain: &Read, read: &Read, mark: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in plain.0.keys().chain(read.0.keys().filter(|path| !plain.0.contains_key(*path))) {
        match (plain.0.get(path), read.0.get(path)) {
            (Some(one), Some(other)) => compare(one, other, path, &spellings(mark, text), &mut found),
            _ => found.push(format!("{path} is there once only")),
        }
    }
    found
}

/// How a text may be spelled.
struct Spellings {
    /// The text as it is, in an expression of a template, or with references escaped, in place of the mark.
    whole: Vec<(String, String)>,
    /// What names are made of the mark, and of the text.
    names: Vec<(String, String)>,
}

fn spellings(mark: &str, text: &str) -> Spellings {
    let quoted = text.replace('\'', "''");
    let pattern = quoted.replace('{', "{{").replace('}', "}}");
    let bracket = if text.starts_with('[') { format!("[{text}") } else { text.to_owned() };
    let line = text.replace(['\n', '\r'], " ");
    let in_quotes = format!("\"{text}\"");
    // Names of federated credentials have letters and digits only.
    let name = text.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    let all =
        [text.to_owned(), quoted, pattern, bracket, line, name, escaped(text), in_quotes.clone(), escaped(&in_quotes)];
    let forms: [fn(&str) -> String; 5] = [
        camel,
        |text| text.to_uppercase().replace('-', "_"),
        str::to_lowercase,
        |text| text.replace('.', "-"),
        |text| text.to_lowercase().replace('.', "-"),
    ];
    let mut names: Vec<(String, String)> = forms.iter().map(|form| (form(mark), form(text))).collect();
    names.retain(|(mark, _)| mark.len() > 3);
    Spellings { whole: all.into_iter().map(|spelling| (mark.to_owned(), spelling)).collect(), names }
}

/// `first-secret` as `firstSecret`.
fn camel(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut upper = false;
    for letter in text.chars() {
        match letter {
            '-' => upper = true,
            letter if upper => {
                out.extend(letter.to_uppercase());
                upper = false;
            }
            letter => out.push(letter),
        }
    }
    out
}

/// Whether a text is the other one with the mark replaced, in all its forms.
fn is_expected(one: &str, other: &str, spellings: &Spellings) -> bool {
    spellings.whole.iter().any(|(mark, text)| {
        let whole = one.replace(mark.as_str(), text);
        whole == other
            || spellings.names.iter().fold(whole, |whole, (mark, text)| whole.replace(mark.as_str(), text)) == other
    })
}

/// A text as Backstage's loader gives it back: each reference has a second `$`.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("${") {
        let (before, reference) = rest.split_at(start);
        out.push_str(before);
        let closes = reference[2..].find(['{', '}']).is_some_and(|end| reference[2 + end..].starts_with('}'));
        out.push_str(if closes { "$${" } else { "${" });
        rest = &reference[2..];
    }
    out + rest
}

fn compare(one: &Value, other: &Value, at: &str, spellings: &Spellings, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) if one.len() == other.len() => {
            for (key, value) in one.iter().filter(|(key, _)| *key != "templateHash") {
                // A name of the configuration may be one of the template.
                let same = other.get(key).or_else(|| {
                    let key = other.keys().find(|other| is_expected(key, other, spellings))?;
                    other.get(key)
                });
                match same {
                    Some(same) => compare(value, same, &format!("{at}.{key}"), spellings, found),
                    None => found.push(format!("{at}.{key} is not there")),
                }
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                compare(one, other, &format!("{at}[{index}]"), spellings, found);
            }
        }
        (Value::String(one), Value::String(other)) => {
            if one != other && !is_expected(one, other, spellings) {
                found.push(format!("{at}: {other:?}"));
            }
        }
        _ if one == other => {}
        _ => found.push(format!("{at} has another form")),
    }
}
