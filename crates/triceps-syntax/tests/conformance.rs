//! Recorded programs: what the official formatter and parser make of them.

mod common;

use std::fs;
use std::path::Path;

use common::{Program, check_tree, fixtures, programs};
use triceps_syntax::{Element, Language, LineIndex, Options, SyntaxError, Tree, format, formatting_options, parse};

fn language(path: &Path) -> Language {
    if path.extension().is_some_and(|extension| extension == "bicepparam") {
        Language::BicepParam
    } else {
        Language::Bicep
    }
}

#[test]
fn every_format_case_is_formatted() {
    let mut cases = 0;
    for folder in fs::read_dir(fixtures().join("format")).expect("the folder exists") {
        let folder = folder.expect("the folder can be read").path();
        let options = match fs::read_to_string(folder.join("bicepconfig.json")) {
            Ok(config) => formatting_options(&parse(config, Language::Json)),
            Err(_) => Options::default(),
        };
        for extension in ["bicep", "bicepparam"] {
            let Ok(input) = fs::read_to_string(folder.join(std::format!("input.{extension}"))) else { continue };
            let expected = fs::read_to_string(folder.join(std::format!("formatted.{extension}"))).expect("recorded");
            let tree = parse(input, language(Path::new(&std::format!("a.{extension}"))));
            check_tree(&tree);
            assert_eq!(tree.errors(), [], "{}", folder.display());
            assert_eq!(format(&tree, &options), expected, "{}", folder.display());
            cases += 1;
        }
    }
    assert_eq!(cases, 26);
}

#[test]
fn files_of_templates_are_left_as_they_are() {
    let mut folders = vec![fixtures().join("build")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder exists") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "bicep") {
                let text = fs::read_to_string(&path).expect("a file");
                let tree = parse(text.as_str(), Language::Bicep);
                check_tree(&tree);
                assert_eq!(tree.errors(), [], "{}", path.display());
                assert_eq!(format(&tree, &Options::default()), text, "{}", path.display());
                files += 1;
            }
        }
    }
    assert!(files > 90);
}

#[track_caller]
fn check(profile: &str) {
    let programs = programs(&std::format!("generated/{profile}.jsonl.gz"));
    assert_eq!(programs.len(), 100);
    for program in &programs {
        let tree = parse(program.text.as_str(), Language::Bicep);
        check_tree(&tree);
        assert_eq!(errors(&tree, false), recorded(program), "{}", program.name);
        let formatted = format(&tree, &Options::default());
        if program.is_fault {
            // The official text does not compile; ours has to.
            let again = parse(formatted.as_str(), Language::Bicep);
            assert_eq!(again.errors(), [], "{}", program.name);
            assert_eq!(words(&again), words(&tree), "{}", program.name);
        } else {
            assert_eq!(formatted, program.formatted, "{}", program.name);
        }
    }
}

/// What the text means: the kinds of all nodes, and all tokens but line ends, commas and bars.
fn words(tree: &Tree) -> Vec<String> {
    use triceps_syntax::SyntaxKind as K;
    let mut words = Vec::new();
    let mut stack = vec![tree.root()];
    while let Some(node) = stack.pop() {
        words.push(std::format!("{:?}", node.kind()));
        for child in node.children() {
            match child {
                Element::Node(node) => stack.push(node),
                Element::Token(token) if matches!(token.kind(), K::NewLine | K::Comma | K::Pipe) => {}
                Element::Token(token) => words.push(token.text().replace("\r\n", "\n")),
            }
        }
    }
    words
}

/// Whether only lexer and parser raise a code.
fn is_of_parser(code: &str) -> bool {
    !["BCP010", "BCP032"].contains(&code) && SyntaxError::codes().any(|known| known == code)
}

fn errors(tree: &Tree, with_end: bool) -> Vec<String> {
    let lines = LineIndex::new(tree.text());
    let mut errors: Vec<String> = tree
        .errors()
        .iter()
        .filter(|error| is_of_parser(error.code()))
        .map(|error| {
            let (start, end) = (lines.position(error.range.start), lines.position(error.range.end));
            let end = if with_end { std::format!("-{}:{}", end.line, end.column) } else { String::new() };
            std::format!("{}:{}{end} Error {} {}", start.line, start.column, error.code(), error.message(tree.text()))
        })
        .collect();
    errors.sort();
    errors
}

fn recorded(program: &Program) -> Vec<String> {
    let mut errors: Vec<String> = program
        .diagnostics
        .iter()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_digit()))
        .filter(|line| line.split(' ').nth(2).is_some_and(is_of_parser))
        .cloned()
        .collect();
    errors.sort();
    errors
}

#[test]
fn expressions() {
    check("expressions");
}

#[test]
fn widths() {
    check("widths");
}

#[test]
fn resources() {
    check("resources");
}

#[test]
fn types() {
    check("types");
}

#[test]
fn modules() {
    check("modules");
}

#[test]
fn deps() {
    check("deps");
}

#[test]
fn damaged_programs_are_read_and_formatted_as_the_official_compiler_does() {
    let programs = programs("broken/programs.jsonl.gz");
    assert_eq!(programs.len(), 250);
    let mut different = Vec::new();
    for program in &programs {
        let tree = parse(program.text.as_str(), Language::Bicep);
        check_tree(&tree);
        assert_eq!(errors(&tree, true), recorded(program), "{}", program.name);
        let formatted = format(&tree, &Options::default());
        if formatted != program.formatted {
            let official = parse(program.formatted.as_str(), Language::Bicep);
            let ours = parse(formatted.as_str(), Language::Bicep);
            // Where the official formatter adds an error, ours does not.
            assert!(ours.errors().len() < official.errors().len(), "{}", program.name);
            different.push(program.name.as_str());
        }
    }
    assert!(different.len() <= 2, "{different:?}");
}

#[test]
fn formatted_text_of_valid_programs_is_valid() {
    for profile in ["expressions", "widths", "types"] {
        for program in programs(&std::format!("generated/{profile}.jsonl.gz")) {
            let tree = parse(program.text.as_str(), Language::Bicep);
            if !tree.errors().is_empty() {
                continue;
            }
            for width in [20, 40, 80] {
                let options = Options { width, ..Options::default() };
                let again = parse(format(&tree, &options), Language::Bicep);
                assert_eq!(again.errors(), [], "{} at {width}", program.name);
                assert_eq!(words(&again), words(&tree), "{} at {width}", program.name);
            }
        }
    }
}
