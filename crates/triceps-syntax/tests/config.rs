//! JSON with comments and trailing commas, and what `bicepconfig.json` says about layout.

use std::borrow::Cow;

use triceps_syntax::ast::{JsonMember, JsonValue};
use triceps_syntax::{IndentKind, Language, LineIndex, Newline, Options, Position, Token, formatting_options, parse};

#[test]
fn values_are_read() {
    let text =
        "\u{feff}// c\n{ \"a\": [1, -2.5e3, \"x\\n\\u00e9\\\"\",], /* c */ \"b\": { \"c\": true }, \"n\": null,\n}\n";
    let tree = parse(text, Language::Json);
    assert_eq!(tree.errors(), []);
    let root = tree.json().expect("a value");
    let items: Vec<JsonValue<'_>> = root.get("a").expect("a member").items().collect();
    assert_eq!(items.len(), 3);
    assert_eq!((items[0].as_int(), items[1].as_int()), (Some(1), None));
    assert_eq!(items[2].as_str().as_deref(), Some("x\né\""));
    assert_eq!(root.get("b").and_then(|b| b.get("c")).and_then(JsonValue::as_bool), Some(true));
    assert_eq!(root.get("n").and_then(JsonValue::as_bool), None);
    assert_eq!(root.get("z"), None);
    let keys: Vec<String> = root.members().filter_map(JsonMember::key).map(Cow::into_owned).collect();
    assert_eq!(keys, ["a", "b", "n"]);
}

#[test]
fn tokens_know_whether_they_are_whole_and_what_is_before_them() {
    let tree = parse("// c\n{ \"a\": \"b\", /* d */ \"e\": \"\\q\" }", Language::Json);
    let malformed: Vec<&str> = tree.tokens().filter(|token| token.is_malformed()).map(Token::text).collect();
    assert_eq!(malformed, ["\"\\q\""]);
    let after_comment: Vec<&str> =
        tree.tokens().filter(|token| token.leading_comments().count() > 0).map(Token::text).collect();
    assert_eq!(after_comment, ["\n", "\"e\""]);
}

#[test]
fn what_is_not_json_is_an_error() {
    let bad = [
        "",
        "{",
        "[1 2]",
        "{\"a\" 1}",
        "{a: 1}",
        "[01x]",
        "\"a",
        "[1,,]",
        "nul",
        "{} {}",
        "[1e]",
        "[-]",
        "[.5]",
        "\"\\x\"",
        "\"\t\"",
        "/*",
    ];
    for text in bad {
        let tree = parse(text, Language::Json);
        assert!(!tree.errors().is_empty(), "{text}");
    }
    for text in ["1", "-1.5e+3", "[]", "{}", "[1,]", "{\"a\":1,}", " null "] {
        assert_eq!(parse(text, Language::Json).errors(), [], "{text}");
    }
    let tree = parse("{\"a\": x, \"b\": 1}", Language::Json);
    assert_eq!(tree.json().and_then(|root| root.get("b")).and_then(JsonValue::as_int), Some(1));
}

#[test]
fn options_of_layout() {
    let read = |text: &str| formatting_options(&parse(text, Language::Json));
    assert_eq!(read("{}"), Options::default());
    assert_eq!(read("[]"), Options::default());
    let all = "{\"formatting\": {\"indentKind\": \"Tab\", \"indentSize\": 5000, \"width\": -1, \"newlineKind\": \"CR\",
        \"insertFinalNewline\": false}}";
    let expected = Options {
        indent_kind: IndentKind::Tab,
        indent_size: 1_000,
        width: 0,
        newline: Newline::Cr,
        final_newline: false,
    };
    assert_eq!(read(all), expected);
    let crlf = read("{\"formatting\": {\"newlineKind\": \"CRLF\", \"indentKind\": \"space\", \"indentSize\": 0}}");
    assert_eq!((crlf.newline, crlf.indent_kind, crlf.indent_size), (Newline::CrLf, IndentKind::Space, 0));
}

#[test]
fn positions_count_utf16_and_all_line_ends() {
    let text = "\u{feff}aé\u{1d49c}b\r\nc\rd\ne";
    let lines = LineIndex::new(text);
    let at = |needle: &str| lines.position(u32::try_from(text.find(needle).expect("it is there")).expect("short"));
    assert_eq!(at("a"), Position { line: 1, column: 1 });
    assert_eq!(at("\u{1d49c}"), Position { line: 1, column: 3 });
    assert_eq!(at("b"), Position { line: 1, column: 5 });
    assert_eq!(at("c"), Position { line: 2, column: 1 });
    assert_eq!(at("d"), Position { line: 3, column: 1 });
    assert_eq!(at("e"), Position { line: 4, column: 1 });
    let half = u32::try_from(text.find('\u{1d49c}').expect("it is there") + 2).expect("short");
    assert_eq!(lines.position(half), Position { line: 1, column: 4 });
    assert_eq!(lines.position(1_000), Position { line: 4, column: 2 });
}
