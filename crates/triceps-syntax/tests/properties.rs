//! What holds for any text.

mod common;

use std::sync::LazyLock;

use common::{Program, check_tree, programs};
use proptest::prelude::*;
use triceps_syntax::{IndentKind, Language, LineIndex, Newline, Options, format, parse};

static PROGRAMS: LazyLock<Vec<Program>> = LazyLock::new(|| programs("generated/types.jsonl.gz"));

fn language() -> impl Strategy<Value = Language> {
    prop_oneof![Just(Language::Bicep), Just(Language::BicepParam), Just(Language::Json)]
}

fn options() -> impl Strategy<Value = Options> {
    (any::<bool>(), 0usize..9, 0usize..140, 0usize..3, any::<bool>()).prop_map(
        |(tabs, indent_size, width, newline, final_newline)| Options {
            indent_kind: if tabs { IndentKind::Tab } else { IndentKind::Space },
            indent_size,
            width,
            newline: [Newline::Lf, Newline::CrLf, Newline::Cr][newline],
            final_newline,
        },
    )
}

/// Words and signs of the language, in any order.
fn tokens() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "param",
        "var",
        "type",
        "resource",
        "module",
        "output",
        "func",
        "import",
        "as",
        "from",
        "with",
        "existing",
        "for",
        "in",
        "if",
        "true",
        "null",
        "a",
        "b",
        "string",
        "int",
        "1",
        "'",
        "''",
        "'a'",
        "'${",
        "}'",
        "'''",
        "$'''",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        ",",
        ".",
        "?",
        ":",
        "::",
        "=",
        "==",
        "=>",
        "|",
        "||",
        "&&",
        "&",
        "!",
        "-",
        "+",
        "*",
        "/",
        "%",
        "??",
        "...",
        "^",
        "@",
        "#disable-next-line",
        "// c",
        "/* c */",
        "/*",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "\\",
        "\"",
        "é",
        "\u{1d49c}",
        "\u{feff}",
        "\u{2028}",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_byte_of_any_text_is_lost(text in any::<String>(), language in language(), options in options()) {
        let tree = parse(text.as_str(), language);
        check_tree(&tree);
        format(&tree, &options);
    }

    #[test]
    fn no_byte_of_any_tokens_is_lost(text in tokens(), language in language(), options in options()) {
        let tree = parse(text.as_str(), language);
        check_tree(&tree);
        format(&tree, &options);
        let lines = LineIndex::new(&text);
        for error in tree.errors() {
            prop_assert!(error.range.start <= error.range.end && error.range.end as usize <= text.len());
            prop_assert!(lines.position(error.range.start) <= lines.position(error.range.end));
            prop_assert!(!error.message(&text).is_empty());
        }
    }

    #[test]
    fn damage_anywhere_is_survived(
        index in any::<prop::sample::Index>(),
        start in any::<prop::sample::Index>(),
        length in 0usize..30,
        inserted in tokens(),
        options in options(),
    ) {
        let program = &PROGRAMS[index.index(PROGRAMS.len())];
        let mut text = program.text.clone();
        let mut from = start.index(text.len());
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        let mut to = (from + length).min(text.len());
        while !text.is_char_boundary(to) {
            to += 1;
        }
        text.replace_range(from..to, &inserted);
        let tree = parse(text.as_str(), Language::Bicep);
        check_tree(&tree);
        format(&tree, &options);
    }
}
