//! Any text that goes into a model comes out of the ARM JSON as it was.

mod clashes;
mod comments;

use proptest::prelude::*;
use serde_json::Value as Json;
use triceps::functions::call;
use triceps::functions::to_upper;
use triceps::{Param, Template, interpolate, object};

/// Any text, often with what JSON, ARM or Bicep give a meaning.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        any::<char>().prop_map(String::from),
        Just("'".to_owned()),
        Just("\"".to_owned()),
        Just("\\".to_owned()),
        Just("${".to_owned()),
        Just("{0}".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just("[[".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{0}".to_owned()),
        Just("\u{2028}".to_owned()),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn arm(template: Template) -> Json {
    let checked = template.check().expect("the template has no errors");
    serde_json::from_str(&checked.to_arm_string()).expect("ARM JSON is JSON")
}

/// The text that a JSON string stands for in a template: a literal, or an expression in brackets.
fn meaning(json: &Json) -> Meaning {
    let text = json.as_str().expect("a string");
    let Some(rest) = text.strip_prefix('[').filter(|rest| rest.ends_with(']')) else {
        return Meaning::Literal(text.to_owned());
    };
    // A second bracket takes the meaning from the first.
    if rest.starts_with('[') {
        return Meaning::Literal(rest.to_owned());
    }
    Meaning::Expression(rest[..rest.len() - 1].to_owned())
}

#[derive(Debug, PartialEq)]
enum Meaning {
    Literal(String),
    Expression(String),
}

/// The string literals of an ARM expression, in which a quote is doubled.
fn literals(expression: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut chars = expression.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\'' {
            continue;
        }
        let mut literal = String::new();
        while let Some(c) = chars.next() {
            match c {
                '\'' if chars.next_if_eq(&'\'').is_none() => break,
                c => literal.push(c),
            }
        }
        literals.push(literal);
    }
    literals
}

/// The text that `format` makes of a pattern whose only hole is `{0}`.
fn formatted(pattern: &str, hole: &str) -> String {
    let mut text = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '{' if chars.as_str().starts_with("0}") => {
                text.push_str(hole);
                chars.nth(1);
            }
            '{' | '}' => {
                assert_eq!(chars.next(), Some(c), "a brace of a pattern is doubled: {pattern}");
                text.push(c);
            }
            c => text.push(c),
        }
    }
    text
}

proptest! {
    #[test]
    fn a_literal_keeps_its_text(text in text()) {
        let mut t = Template::for_resource_group();
        t.output("text", &*text);
        let json = arm(t);
        prop_assert_eq!(meaning(&json["outputs"]["text"]["value"]), Meaning::Literal(text));
    }

    #[test]
    fn a_literal_in_an_object_keeps_its_text(text in text()) {
        let mut t = Template::for_resource_group();
        t.var("facts", object! { nested: [{ text: &*text }] });
        let json = arm(t);
        prop_assert_eq!(meaning(&json["variables"]["facts"]["nested"][0]["text"]), Meaning::Literal(text));
    }

    #[test]
    fn an_argument_keeps_its_text(text in text()) {
        let mut t = Template::for_resource_group();
        t.output("upper", to_upper(&*text));
        let json = arm(t);
        let Meaning::Expression(expression) = meaning(&json["outputs"]["upper"]["value"]) else {
            panic!("a call is an expression");
        };
        prop_assert!(expression.starts_with("toUpper('") && expression.ends_with("')"), "{}", expression);
        prop_assert_eq!(literals(&expression), [text]);
    }

    #[test]
    fn several_arguments_keep_their_texts(texts in proptest::collection::vec(text(), 1..5)) {
        let mut t = Template::for_resource_group();
        t.output_as::<String>("digest", call("guid", texts.clone()));
        let json = arm(t);
        let Meaning::Expression(expression) = meaning(&json["outputs"]["digest"]["value"]) else {
            panic!("a call is an expression");
        };
        prop_assert_eq!(literals(&expression), texts);
    }

    #[test]
    fn text_around_a_hole_is_kept(before in text(), after in text()) {
        let mut t = Template::for_resource_group();
        let name = t.param(Param::string("name"));
        t.output("text", interpolate!("{before}{name}{after}"));
        let json = arm(t);
        let Meaning::Expression(expression) = meaning(&json["outputs"]["text"]["value"]) else {
            panic!("a text with a hole is an expression");
        };
        let found = literals(&expression);
        if before.is_empty() && after.is_empty() {
            prop_assert!(expression.contains("parameters('name')"), "{}", expression);
        } else {
            prop_assert_eq!(&found[1..], ["name"]);
            prop_assert_eq!(formatted(&found[0], "\u{1}"), format!("{before}\u{1}{after}"));
        }
    }
}
