//! What holds for any document.

use proptest::prelude::*;
use triceps_layout::{Arguments, Document, Form, Items, Options};

/// A value to lay out.
#[derive(Clone, Debug)]
enum Value {
    Word(String),
    Array(bool, Vec<Value>),
    Object(bool, Vec<Value>),
    Call(Vec<Value>),
    Ternary(Box<[Value; 3]>),
    Lambda(Box<Value>),
    Comment(Box<Value>),
}

fn value() -> impl Strategy<Value = Value> {
    let word = "[a-z]{1,12}".prop_map(Value::Word);
    word.prop_recursive(5, 40, 4, |inner| {
        let items = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            (any::<bool>(), items.clone()).prop_map(|(broken, items)| Value::Array(broken, items)),
            (any::<bool>(), items.clone()).prop_map(|(broken, items)| Value::Object(broken, items)),
            items.prop_map(Value::Call),
            [inner.clone(), inner.clone(), inner.clone()].prop_map(|parts| Value::Ternary(Box::new(parts))),
            inner.clone().prop_map(|body| Value::Lambda(Box::new(body))),
            inner.prop_map(|value| Value::Comment(Box::new(value))),
        ]
    })
}

fn form(broken: bool, items: &[Value]) -> Form {
    if broken && !items.is_empty() { Form::Broken } else { Form::Fit }
}

fn ends_with_comment(value: &Value) -> bool {
    match value {
        Value::Comment(_) => true,
        Value::Ternary(parts) => ends_with_comment(&parts[2]),
        Value::Lambda(body) => ends_with_comment(body),
        Value::Word(_) | Value::Array(..) | Value::Object(..) | Value::Call(_) => false,
    }
}

fn has_brackets(value: &Value) -> bool {
    matches!(value, Value::Array(..) | Value::Object(..))
}

fn write(doc: &mut Document, value: &Value) {
    match value {
        Value::Word(word) => doc.text(word),
        Value::Array(broken, items) => {
            let mut array = doc.array(form(*broken, items));
            for item in items {
                array.item(doc);
                write(doc, item);
            }
            array.close(doc);
        }
        Value::Object(broken, items) => {
            let mut object = doc.object(form(*broken, items));
            for item in items {
                object.item(doc);
                doc.property("key");
                write(doc, item);
            }
            object.close(doc);
        }
        Value::Call(items) => {
            doc.text("call");
            let is_single = items.len() == 1 && !ends_with_comment(&items[0]);
            let mut arguments = doc.arguments(if is_single { Arguments::One } else { Arguments::Other });
            for (position, item) in items.iter().enumerate() {
                // A comma follows all but the last, so a comment cannot.
                if position + 1 < items.len() && ends_with_comment(item) {
                    arguments.argument(doc);
                    doc.text("word");
                    continue;
                }
                arguments.argument(doc);
                let is_tail = items.len() > 1 && position + 1 == items.len() && has_brackets(item);
                if is_tail {
                    arguments.tail(doc);
                }
                write(doc, item);
                if is_tail {
                    arguments.end_tail(doc);
                }
            }
            arguments.close(doc);
        }
        Value::Ternary(parts) => {
            let ternary = doc.ternary();
            write(doc, &parts[0]);
            ternary.question(doc);
            write(doc, &parts[1]);
            ternary.colon(doc);
            write(doc, &parts[2]);
            ternary.close(doc);
        }
        Value::Lambda(inner) => {
            doc.text("x");
            let body = doc.arrow(has_brackets(inner));
            body.item(doc);
            write(doc, inner);
            body.close(doc);
        }
        Value::Comment(value) => {
            write(doc, value);
            doc.end_of_line_comment("// comment");
        }
    }
}

/// The text without blanks, line ends and commas.
fn words(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != ',').collect()
}

fn laid_out(value: &Value, options: Options, stable: bool) -> String {
    let doc = Document::new(options);
    let mut doc = if stable { doc.stable() } else { doc };
    write(&mut doc, value);
    doc.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn only_blanks_and_commas_depend_on_the_width(value in value(), width in 0usize..100, stable in any::<bool>()) {
        let wide = laid_out(&value, Options { width: 100_000, ..Options::default() }, stable);
        let narrow = laid_out(&value, Options { width, ..Options::default() }, stable);
        prop_assert_eq!(words(&wide), words(&narrow));
    }

    #[test]
    fn no_line_ends_with_blanks_and_nothing_follows_a_comment(value in value(), width in 0usize..100) {
        let text = laid_out(&value, Options { width, ..Options::default() }, false);
        for line in text.lines() {
            prop_assert_eq!(line, line.trim_end());
            if let Some(at) = line.find("// comment") {
                // Comments that meet at the end of a line are written one after the other.
                let after = line[at..].replace("// comment", "");
                prop_assert_eq!(after.trim(), "");
            }
        }
        prop_assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
    }
}
