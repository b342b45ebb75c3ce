//! The words of the project: [style.md](../../docs/style.md) is the rule, and these are the turns and names that it
//! rules out, each with what to write instead.

use std::fs;
use std::path::{Path, PathBuf};

use regex_lite::Regex;

/// Turns of sentences, in pages, documentation, messages and names of tests: a part of the text that all of them have,
/// the pattern, and what to write instead.
const TURNS: &[(&str, &str, &str)] = &[
    (" no ", r"\b(is|are|was|were) no (?P<rest>\w+)", "`is not a ..`, `are not ..`"),
    ("not said", r"(?i)\b(if|unless) not said\b", "by default"),
    ("said", r"(?i)\bsaid\b", "given, stated, reported"),
    ("say of", r"(?i)\bsay of\b", "about"),
    ("says of", r"(?i)\bsays of\b", "about"),
    ("account", r"(?i)\bof no account\b", "is ignored"),
    ("so many", r"(?i)\bso many\b", "the number, or `many`"),
    ("you like", r"(?i)\bas you like\b", "any"),
    ("two commands", r"(?i)\btwo commands are all\b", "the commands"),
    ("its kin", r"(?i)\band its kin\b", "and the other .."),
    ("somebody", r"(?i)\bsomebody\b", "someone"),
    ("everybody", r"(?i)\beverybody\b", "everyone"),
    ("anybody", r"(?i)\banybody\b", "anyone"),
    ("spelt", r"(?i)\bmis-?spelt\b", "misspelled"),
    ("nought", r"(?i)\bnought\b", "zero"),
    ("mend", r"(?i)\bmend(s|ed|ing)?\b", "fix"),
    ("blame", r"(?i)\bto blame\b", "the cause"),
    ("is well", r"(?i)\ball is well\b", "success"),
    ("a word", r"(?i)\bwithout a word\b", "silently"),
    ("tell", r"(?i)\btells? of\b", "returns, describes"),
    ("of it", r"(?i)\bcomes? of it\b", "the result"),
    ("finding", r"\bfindings?(?:[^.\w`]|$)", "diagnostic"),
    ("flaw", r"\bflaws?(?:[^\w`]|$)", "error, violation"),
    ("thereof", r"(?i)\bthereof\b", "a sentence of its own"),
    ("therein", r"(?i)\btherein\b", "a sentence of its own"),
    ("whereof", r"(?i)\bwhereof\b", "a sentence of its own"),
    ("thereby", r"(?i)\bthereby\b", "a sentence of its own"),
    ("whereby", r"(?i)\bwhereby\b", "a sentence of its own"),
    (" stand ", r"(?i)\b(can|cannot|may) stand (here|above|for|beside)\b", "can be used"),
    ("one's own", r"(?i)\bone's own\b", "your own, custom"),
];

/// Words of identifiers: names that need explaining.
const NAMES: &[(&str, &str)] = &[
    ("near", "closest"),
    ("nearest", "closest, find"),
    ("usual", "standard, default"),
    ("judge", "check"),
    ("tape", "buffer"),
    ("witness", "comparison"),
    ("testimony", "outline"),
    ("settle", "apply, resolve"),
    ("mention", "reference"),
    ("mentions", "references"),
    ("finding", "diagnostic"),
    ("findings", "diagnostics"),
    ("flaw", "error, violation"),
    ("said", "reported"),
];

/// The text of the project: pages and Rust, without what is generated or recorded.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> =
        ["crates", "docs", "examples", "tests", "xtask", "fuzz/fuzz_targets"].map(|name| root.join(name)).into();
    let pages = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "build.rs"];
    let mut files: Vec<PathBuf> = pages.map(|name| root.join(name)).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it is read")) {
            let path = entry.path();
            let name = entry.file_name();
            let name = name.to_str().expect("names are UTF-8");
            let is_foreign = matches!(name, "generated" | "data" | "target" | "node_modules")
                || path.ends_with("examples/modules/src/modules")
                || path.ends_with("build/cases");
            if path.is_dir() {
                folders.extend((!is_foreign).then_some(path));
            } else if [".rs", ".md"].iter().any(|end| name.ends_with(end))
                && !path.ends_with("docs/style.md")
                && !path.ends_with("docs/words.rs")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn sentences_are_plain() {
    let turns = TURNS.iter().map(|(part, turn, instead)| (*part, Regex::new(turn).expect("it is a pattern"), *instead));
    let turns: Vec<(&str, Regex, &str)> = turns.collect();
    let mut wrong = Vec::new();
    for path in files() {
        let text = fs::read_to_string(&path).expect("it is UTF-8");
        let lower = text.to_ascii_lowercase();
        let candidates: Vec<_> = turns.iter().filter(|(part, ..)| lower.contains(part)).collect();
        for (number, (line, lower)) in text.lines().zip(lower.lines()).enumerate() {
            for (_, turn, instead) in candidates.iter().filter(|(part, ..)| lower.contains(part)) {
                for found in turn.captures_iter(line) {
                    let whole = found.get(0).expect("the whole match");
                    let is_plain = found.name("rest").is_some_and(|rest| {
                        let before = line[..whole.start()].trim_end().to_ascii_lowercase();
                        matches!(rest.as_str(), "longer" | "more") || before.ends_with("there")
                    });
                    if !is_plain {
                        let at = format!("{}:{}", path.display(), number + 1);
                        wrong.push(format!("{at}: `{}`: write {instead}", whole.as_str()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_need_no_explanation() {
    let name = Regex::new(r"\b(?:fn|struct|enum|trait|type|mod|const|static|let mut|let) +([A-Za-z_][A-Za-z0-9_]*)");
    let name = name.expect("it is a pattern");
    let mut wrong = Vec::new();
    for path in files().iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let text = fs::read_to_string(path).expect("it is UTF-8");
        let names = text.lines().enumerate().flat_map(|(number, line)| {
            name.captures_iter(line).map(move |found| (number + 1, found.get(1).expect("a name").as_str()))
        });
        for (number, found) in std::iter::once((1, stem)).chain(names) {
            let found_words = words(found);
            let is_short = found_words.len() <= 4;
            for (word, instead) in
                NAMES.iter().filter(|(word, _)| is_short && found_words.iter().any(|own| own == word))
            {
                wrong.push(format!("{}:{number}: `{word}` in `{found}`: write {instead}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words of a name in any case, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        if letter == '_' || (letter.is_uppercase() && name.chars().any(char::is_lowercase)) {
            words.push(String::new());
        }
        if letter != '_' {
            words.last_mut().expect("there is one").push(letter.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn words_of_names_are_taken_apart() {
    assert_eq!(words("near_name"), ["near", "name"]);
    assert_eq!(words("NearName"), ["near", "name"]);
    assert_eq!(words("NEAR_NAME"), ["near", "name"]);
}
