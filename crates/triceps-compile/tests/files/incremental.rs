//! Programs that are compiled again after edits: everything is as in a compilation of its own, and little is done for it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use serde_json::Value;
use triceps_compile::{Compiler, Files, MemoryFiles, NoModules, Work, compile};
use triceps_core::{Checked, Generator};

/// Compiles again, and compares with a compilation of its own.
fn again(compiler: &mut Compiler, files: &MemoryFiles, main: &str) -> Work {
    let ours = compiler.compile(files, &NoModules, main);
    let fresh = compile(files, main);
    let list = |found: &triceps_diagnostics::Diagnostics| found.iter().cloned().collect::<Vec<_>>();
    assert_eq!(list(ours.diagnostics()), list(fresh.diagnostics()));
    let json = compiler.arm_string(&ours, &Generator::default());
    assert!(json == fresh.checked().map(Checked::to_arm_string), "the JSON differs");
    compiler.work()
}

/// A root over ten files, each over nine.
fn hundred() -> MemoryFiles {
    let mut files = MemoryFiles::new();
    let module = |name: &str, path: &str| format!("module {name} '{path}' = {{\n  params: {{ prefix: prefix }}\n}}\n");
    let start = "param prefix string\n";
    let mut root = start.to_owned();
    for branch in 0..9 {
        root += &module(&format!("branch{branch}"), &format!("branches/{branch}.bicep"));
        let mut text = start.to_owned();
        for leaf in 0..10 {
            text += &module(&format!("leaf{leaf}"), &format!("../leaves/{branch}{leaf}.bicep"));
            let content = format!(
                "{start}resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {{\n  name: '${{prefix}}{branch}{leaf}'\n  location: resourceGroup().location\n  kind: 'StorageV2'\n  sku: {{ name: 'Standard_LRS' }}\n}}\noutput id string = account.id\n"
            );
            files.insert(format!("leaves/{branch}{leaf}.bicep"), content);
        }
        text += "output first string = leaf0.outputs.id\n";
        files.insert(format!("branches/{branch}.bicep"), text);
    }
    files.insert("main.bicep", root);
    files
}

fn edit(files: &mut MemoryFiles, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files.read(path).expect("a file")).expect("text");
    assert!(text.contains(from), "{path} has no `{from}`");
    files.insert(path, text.replace(from, to));
}

#[test]
fn an_edit_does_what_it_needs() {
    let mut files = hundred();
    let mut compiler = Compiler::new();
    let work = |parsed, lowered, written| Work { parsed, lowered, written };
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(100, 100, 100));
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(0, 0, 0));
    // In a body: the file, and the JSON of it and of what deploys it.
    edit(&mut files, "leaves/34.bicep", "StorageV2", "BlobStorage");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1, 1, 3));
    // A comment.
    edit(&mut files, "leaves/34.bicep", "output", "// A comment.\noutput");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1, 1, 0));
    // Line ends at the end, and where there was one.
    edit(&mut files, "leaves/34.bicep", "= account.id\n", "= account.id\n\n\n");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1, 1, 0));
    edit(&mut files, "leaves/34.bicep", "// A comment.\n", "// A comment.\n\n");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1, 1, 0));
    // A comment that accepts something.
    edit(&mut files, "branches/3.bicep", "param", "#disable-next-line no-unused-params\nparam");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1, 1, 0));
    // What an output gives, but not its type.
    edit(&mut files, "leaves/34.bicep", "account.id", "account.name");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1, 1, 3));
    // A type that is shown: what deploys the file is compiled again too, and shows the same.
    edit(&mut files, "leaves/34.bicep", "id string", "@minLength(2)\noutput id string");
    edit(&mut files, "leaves/34.bicep", "output @minLength", "@minLength");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1, 2, 3));
    // An error: what deploys the file has one as well.
    edit(&mut files, "leaves/34.bicep", "account.name", "account.nothing.more(");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1, 3, 0));
    edit(&mut files, "leaves/34.bicep", "account.nothing.more(", "account.name");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1, 3, 3));
}

#[test]
fn a_line_end_counts_where_it_separates() {
    let mut files = MemoryFiles::new().with("main.bicep", "output o array = [\n  3\n  -2\n]\n");
    let mut compiler = Compiler::new();
    let work = |written| Work { parsed: 1, lowered: 1, written };
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1));
    // Two items become one.
    edit(&mut files, "main.bicep", "3\n  -2", "3 -2");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1));
    edit(&mut files, "main.bicep", "]\n", "]");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(0));
    edit(&mut files, "main.bicep", "]", "]\n\n// The end.\n");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(0));
}

#[test]
fn another_reason_why_a_file_cannot_be_named_counts() {
    let mut files = MemoryFiles::new().with("main.bicep", "module m 'm.bicep' = {\n}\n");
    let mut compiler = Compiler::new();
    let mut codes = |files: &MemoryFiles| {
        again(&mut compiler, files, "main.bicep");
        let found = compiler.compile(files, &NoModules, "main.bicep").diagnostics().clone();
        found.iter().map(triceps_diagnostics::Diagnostic::id).collect::<Vec<_>>()
    };
    assert_eq!(codes(&files), ["BCP091"]);
    files.insert("m.bicep/inner.bicep", "");
    assert_eq!(codes(&files), ["BCP275"]);
    files.insert("m.bicep", "");
    assert_eq!(codes(&files), [""; 0]);
    files.insert("m.bicep", "output o int = 'x'\n");
    assert_eq!(codes(&files).len(), 2);
}

#[test]
fn a_template_of_json_counts_when_it_changes() {
    let json = |kind: &str| {
        format!(
            r#"{{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0", "resources": [], "outputs": {{ "o": {{ "type": "{kind}", "value": 1 }} }} }}"#
        )
    };
    let mut files = MemoryFiles::new();
    files.insert("a.json", json("int"));
    files.insert("b.bicep", "output o string = 'x'\n");
    files.insert(
        "main.bicep",
        "module a 'a.json' = { name: 'a' }\nmodule b 'b.bicep' = { name: 'b' }\noutput o int = a.outputs.o\n",
    );
    let mut compiler = Compiler::new();
    let work = |parsed, lowered, written| Work { parsed, lowered, written };
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(2, 2, 2));
    edit(&mut files, "b.bicep", "'x'", "'y'");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(1, 1, 2));
    files.insert("a.json", json("string"));
    assert_eq!(again(&mut compiler, &files, "main.bicep"), work(0, 1, 0));
}

#[test]
fn what_is_imported_counts_where_it_is_exported() {
    let mut files = MemoryFiles::new()
        .with("main.bicep", "import { name } from 'shared.bicep'\noutput own string = name\n")
        .with(
            "shared.bicep",
            "var part = 'a'\n@export()\nvar name = '${part}b'\nvar other = loadTextContent('o.txt')\noutput o string = other\n",
        )
        .with("o.txt", "text");
    let mut compiler = Compiler::new();
    again(&mut compiler, &files, "main.bicep");
    edit(&mut files, "o.txt", "text", "another");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), Work { parsed: 0, lowered: 1, written: 1 });
    edit(&mut files, "shared.bicep", "'a'", "'c'");
    assert_eq!(again(&mut compiler, &files, "main.bicep"), Work { parsed: 1, lowered: 2, written: 1 });
    files.insert("bicepconfig.json", r#"{ "analyzers": { "core": { "enabled": false } } }"#);
    assert_eq!(again(&mut compiler, &files, "main.bicep"), Work { parsed: 0, lowered: 2, written: 1 });
}

/// A source of numbers that is the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides.max(1)
    }
}

fn programs(name: &str, step: usize) -> Vec<BTreeMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance/generated").join(name);
    let mut lines = String::new();
    GzDecoder::new(fs::File::open(path).expect("the programs")).read_to_string(&mut lines).expect("text");
    let files = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("JSON");
        serde_json::from_value(value["files"].clone()).expect("texts by path")
    };
    lines.lines().step_by(step).map(files).collect()
}

/// Makes one edit of a text.
fn random(dice: &mut Dice, files: &BTreeMap<String, String>, path: &str) -> String {
    const LINES: [&str; 8] = [
        "// a comment",
        "/* another */",
        "#disable-next-line BCP036 no-unused-params",
        "@secure()",
        "@export()",
        "@description('text')",
        "",
        "var extra = 1",
    ];
    let text = &files[path];
    let mut lines: Vec<&str> = text.split('\n').collect();
    let at = dice.roll(lines.len());
    match dice.roll(6) {
        0 => lines.insert(at, LINES[dice.roll(LINES.len())]),
        1 => {
            lines.remove(at);
        }
        2 => {
            let other: Vec<&str> = files.values().nth(dice.roll(files.len())).expect("a file").split('\n').collect();
            lines.insert(at, other[dice.roll(other.len())]);
        }
        // A word in place of another.
        choice => {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let line = lines[at];
            let starts: Vec<usize> = line
                .char_indices()
                .filter(|(index, c)| is_word(*c) && !line[..*index].ends_with(is_word))
                .map(|(index, _)| index)
                .collect();
            let Some(start) = starts.get(dice.roll(starts.len())).copied() else { return text.clone() };
            let end = line[start..].find(|c| !is_word(c)).map_or(line.len(), |length| start + length);
            let all: Vec<&str> = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
            let new = match choice {
                3 => all[dice.roll(all.len())],
                4 => ["string", "int", "'x'", "7", "null", "{}"][dice.roll(6)],
                _ => ["a", "b", "other", "main"][dice.roll(4)],
            };
            let line = format!("{}{new}{}", &line[..start], &line[end..]);
            return [&lines[..at], &[&*line], &lines[at + 1..]].concat().join("\n");
        }
    }
    lines.join("\n")
}

#[test]
fn random_edits_give_what_a_compilation_of_its_own_gives() {
    let mut dice = Dice(20);
    let mut valid_edits = 0;
    for files in programs("modules.jsonl.gz", 4) {
        let mut compiler = Compiler::new();
        let (mut now, mut valid) = (files.clone(), files.clone());
        for _ in 0..40 {
            let path = now.keys().nth(dice.roll(now.len())).expect("a file").clone();
            let text = random(&mut dice, &now, &path);
            now.insert(path, text);
            let mut memory = MemoryFiles::new();
            now.iter().for_each(|(path, text)| memory.insert(path.clone(), text.clone()));
            again(&mut compiler, &memory, "main.bicep");
            // Most edits break a program: go on from one that is whole.
            if compile(&memory, "main.bicep").checked().is_some() {
                valid_edits += 1;
                valid.clone_from(&now);
            } else if dice.roll(3) != 0 {
                now.clone_from(&valid);
            }
        }
    }
    assert!(valid_edits > 200, "only {valid_edits} of 1,000 edits compiled");
}
