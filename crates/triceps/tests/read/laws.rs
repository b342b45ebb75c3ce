//! What holds for every program: text, read, lowered and printed from what it means.

use std::fs;
use std::path::{Path, PathBuf};

use triceps::read::{Compilation, Disk, MemoryFiles, compile};
use triceps_syntax::ast::{self, AstNode as _, StringPart};
use triceps_syntax::{Language, Options, SyntaxKind, format, parse};

use crate::{PROFILES, programs, template};

fn formatted(text: &str) -> String {
    format(&parse(text.to_owned(), Language::Bicep), &Options::default())
}

/// Whether a text that is laid out has nothing that the printer writes in another way: comments, blank lines and
/// parentheses that mean nothing, other spellings of text, what is within `${..}` as it was typed.
fn is_normal(text: &str) -> bool {
    if text.contains("\\u{") {
        return false;
    }
    let tree = parse(text.to_owned(), Language::Bicep);
    let is_plain = |token: triceps_syntax::Token<'_>| {
        token.leading_comments().next().is_none() && token.trailing_comments().next().is_none()
    };
    let mut open = vec![tree.root()];
    while let Some(node) = open.pop() {
        let is_fine = match node.kind() {
            SyntaxKind::StringLiteral => ast::StringLiteral::cast(node).is_some_and(is_normal_string),
            SyntaxKind::Lambda => node
                .child_nodes()
                .next()
                .is_none_or(|it| it.kind() != SyntaxKind::VariableBlock || it.child_nodes().count() != 1),
            SyntaxKind::IndexAccess => ast::IndexAccess::cast(node)
                .and_then(ast::IndexAccess::index)
                .is_none_or(|index| !matches!(index, ast::Expr::String(_))),
            SyntaxKind::File => true,
            kind => {
                // Blank lines within something, and members of types that have decorators.
                let ends = node.children().filter(|child| child.kind() == SyntaxKind::NewLine);
                let is_declaration = kind.is_declaration();
                ends.into_iter().all(|end| end.as_token().is_some_and(|end| end.text() == "\n"))
                    && (is_declaration || node.child(0).is_none_or(|first| first.kind() != SyntaxKind::Decorators))
                    && (kind != SyntaxKind::Resource || node.parent().is_some_and(|it| it.kind() == SyntaxKind::File))
            }
        };
        if !is_fine {
            return false;
        }
        open.extend(node.child_nodes());
    }
    tree.tokens().all(is_plain)
}

fn is_normal_string(string: ast::StringLiteral<'_>) -> bool {
    let text = string.syntax().text();
    let is_escaped = text.replace("\\${", "").contains("\\$");
    let has_controls =
        text.chars().any(|c| c.is_control() || matches!(c, '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}'));
    let holes = string.parts().all(|part| match part {
        StringPart::Hole(hole) => {
            let (node, text) = (hole.syntax(), string.syntax().tree().text());
            let alone = format!("var x = {}\n", node.text());
            let (start, end) = (node.range().start as usize, node.range().end as usize);
            formatted(&alone) == alone && text[..start].ends_with("${") && text[end..].starts_with('}')
        }
        StringPart::Text(_) => true,
    });
    !text.starts_with("'''") && !text.starts_with('$') && !is_escaped && !has_controls && holes
}

#[test]
fn printed_programs_are_laid_out_and_mean_the_same() {
    let (mut count, mut normal) = (0, 0);
    for program in PROFILES.iter().flat_map(|profile| programs(profile)) {
        let compilation = compile(&program.files, "main.bicep");
        let Some(checked) = compilation.checked() else { continue };
        let printed = checked.to_bicep();
        assert_eq!(formatted(&printed), printed, "{}", program.name);
        let mut files = program.files.clone();
        files.insert("main.bicep", printed.clone());
        let again = compile(&files, "main.bicep");
        assert_eq!(template(&again), template(&compilation), "{}", program.name);
        assert_eq!(again.checked().map(triceps::Checked::to_bicep).as_ref(), Some(&printed), "{}", program.name);
        let laid_out = formatted(&program.main);
        if is_normal(&laid_out) {
            assert_eq!(laid_out, printed, "{}", program.name);
            normal += 1;
        }
        count += 1;
    }
    assert!(count > 560 && normal > 100, "{normal} of {count}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All files below a folder whose names end so, by path.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A text that was written from a model is printed to the same bytes, and its template is that of the model.
fn same_bytes(compilation: &Compilation, path: &Path, json: &Path) {
    let text = fs::read_to_string(path).expect("it is there");
    let checked = compilation.checked().unwrap_or_else(|| panic!("{}{}", path.display(), compilation.diagnostics()));
    assert_eq!(checked.to_bicep(), text, "{}", path.display());
    if let Ok(json) = fs::read_to_string(json) {
        assert_eq!(checked.to_arm_string(), json.trim_end(), "{}", path.display());
    }
}

#[test]
fn models_that_were_written_are_read_and_printed_to_the_same_bytes() {
    let mut count = 0;
    for folder in ["snapshots/portals", "infra", "examples"] {
        for path in files(&root().join(folder), ".bicep") {
            // The modules of this one are in its lock; its own test compiles it with them.
            if path.starts_with(root().join("examples/modules")) {
                continue;
            }
            let compilation = compile(&Disk, &Disk::path(&path).expect("a path"));
            same_bytes(&compilation, &path, &path.with_extension("json"));
            count += 1;
        }
    }
    for path in files(&root().join("snapshots"), "main-bicep.snap.bicep") {
        let folder = path.parent().expect("a folder");
        let mut files = MemoryFiles::new().with("main.bicep", fs::read(&path).expect("it is there"));
        // Modules are kept beside the file that names them.
        if let Ok(module) = fs::read(folder.join("modules-network-bicep.snap.bicep")) {
            files.insert("modules/network.bicep", module);
        }
        same_bytes(&compile(&files, "main.bicep"), &path, &folder.join("main-json.snap.json"));
        count += 1;
    }
    assert!(count >= 18, "{count} files");
}

#[test]
fn recorded_programs_are_printed_to_the_same_bytes() {
    let mut count = 0;
    for path in files(&root().join("fixtures/conformance/build"), "/main.bicep") {
        let text = fs::read_to_string(&path).expect("it is there");
        let compilation = compile(&Disk, &Disk::path(&path).expect("a path"));
        let Some(checked) = compilation.checked() else { continue };
        if is_normal(&text) {
            assert_eq!(checked.to_bicep(), text, "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 40, "{count} programs");
}
