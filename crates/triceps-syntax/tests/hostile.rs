//! Texts that are long, deep or meant to be slow. Each is read and formatted without a panic, and no
//! byte is lost.

mod common;

use common::joined;
use triceps_syntax::{Element, Language, Options, SyntaxKind, Tree, format, parse};

const MANY: usize = 10_000;

#[track_caller]
fn survives(text: &str) -> Tree {
    let tree = parse(text, Language::Bicep);
    assert_eq!(joined(&tree), text);
    format(&tree, &Options::default());
    tree
}

#[test]
fn deep_nesting_is_an_error() {
    let pairs = [
        ("[", "]"),
        ("(", ")"),
        ("{ a: ", " }"),
        ("f(", ")"),
        ("a ? b : ", ""),
        ("x => ", ""),
        ("(x) => ", ""),
        ("a[", "]"),
        ("'${", "}'"),
    ];
    for (open, close) in pairs {
        // What is never closed is one error; what is closed says that it is too deep.
        assert!(!survives(&format!("var x = {}", open.repeat(MANY))).errors().is_empty());
        let closed = survives(&format!("var x = {}1{}\n", open.repeat(MANY), close.repeat(MANY)));
        assert!(closed.errors().iter().any(|error| error.code() == "TRI0050"), "{open}");
    }
    for (open, close) in [("[", "]"), ("(", ")"), ("{ a: ", " }"), ("a<", ">")] {
        assert!(!survives(&format!("type x = {}", open.repeat(MANY))).errors().is_empty());
        let closed = survives(&format!("type x = {}1{}\n", open.repeat(MANY), close.repeat(MANY)));
        assert!(closed.errors().iter().any(|error| error.code() == "TRI0050"), "{open}");
    }
    survives(&format!("resource a 'T@v' = {}", "{\nresource b 'T@v' = ".repeat(MANY)));
}

#[test]
fn moderate_nesting_is_none() {
    for (open, close) in [("[", "]"), ("(", ")"), ("{ a: ", " }"), ("f(", ")"), ("a ? b : ", "")] {
        let text = format!("var x = {}1{}\n", open.repeat(150), close.repeat(150));
        assert_eq!(survives(&text).errors(), []);
    }
}

#[test]
fn long_chains_are_not_nesting() {
    for link in [".a", "[0]", "!", "::a", ".?a", ".f()", " + 1", " ?? b", " && c"] {
        let text = format!("var x = a{}\n", link.repeat(MANY));
        let tree = survives(&text);
        assert_eq!(tree.errors(), []);
        assert_eq!(format(&tree, &Options::default()), text);
    }
    for link in ["[]", ".a", "[*]", ".*"] {
        let text = format!("type x = a{}\n", link.repeat(MANY));
        let tree = survives(&text);
        assert_eq!(tree.errors(), []);
        assert_eq!(format(&tree, &Options::default()), text);
    }
    let union = format!("type x = 'a'{}\n", " | 'a'".repeat(MANY));
    assert_eq!(survives(&union).errors(), []);
}

#[test]
fn long_lists_and_lines() {
    survives(&format!("var x = [{}]\n", "1, ".repeat(MANY)));
    survives(&format!("var x = [{}]\n", "1\n".repeat(MANY)));
    survives(&format!("var x = [{}", "\n \n".repeat(MANY)));
    survives(&format!("var x = f({}", "a\n".repeat(MANY)));
    survives(&format!("var x = f({}", "\n// c\n".repeat(MANY)));
    survives(&format!("var x = f(a{}", "\n// c".repeat(MANY)));
    survives(&format!("{}var x = 1", "@a()\n".repeat(MANY)));
    survives(&"@".repeat(MANY));
    survives(&" ".repeat(MANY * 10));
    survives(&"a".repeat(1_000_000));
    survives(&"x".repeat(300).repeat(1000));
    survives(&"var ".repeat(MANY));
    survives(&"'".repeat(MANY));
    survives(&"'''".repeat(MANY));
    survives(&"$".repeat(MANY));
    survives(&"'${'".repeat(MANY));
    survives(&"'$".repeat(MANY));
    survives(&"/*".repeat(MANY));
    survives(&"}".repeat(MANY));
    survives(&"\u{1d49c}".repeat(MANY));
}

#[test]
fn directives_after_carriage_returns() {
    survives(&format!("{}{}", "\r".repeat(MANY), "\r#disable-next-line a".repeat(MANY)));
    survives(&"#disable-next-line ".repeat(MANY));
    survives(&format!("a{}", "\r#disable-next-line a".repeat(MANY)));
}

#[test]
fn errors_at_one_place_are_said_once() {
    let tree = survives("var x = (f(a");
    let missing = tree.errors().iter().filter(|error| error.code() == "BCP018").count();
    assert_eq!(missing, 1);
}

#[test]
fn json_of_any_depth() {
    for text in ["[".repeat(MANY), "{\"a\":".repeat(MANY), format!("{}{}", "[".repeat(MANY), "]".repeat(MANY))] {
        let tree = parse(text.as_str(), Language::Json);
        assert_eq!(joined(&tree), text);
        assert!(!tree.errors().is_empty());
    }
}

#[test]
fn a_file_is_never_without_its_end() {
    for language in [Language::Bicep, Language::BicepParam, Language::Json] {
        for text in ["", "\u{feff}", "\n", " ", "\u{feff}\n//"] {
            let tree = parse(text, language);
            assert_eq!(joined(&tree), text);
            assert_eq!(tree.root().last_child().map(Element::kind), Some(SyntaxKind::EndOfFile));
        }
    }
}
