//! Which public items of `triceps` have no example on their pages, as part of the task `api`.
//!
//! A type, trait, function or macro has one of its own, or one of its methods has. A method of a type is called in an
//! example on the page of the type. Models of resources are left out: their setters are all alike, and each resource
//! has an example that is generated with it.

use std::collections::BTreeSet;

use crate::api::plain;

/// Items and methods without an example, which need none.
const WITHOUT: &[&str] = &[
    // The compiler of text asks these, and so does the crate that keeps JSON between compilations.
    "Checked::keep_arm",
    "Checked::middle",
    "Checked::share_json",
    "Checked::shares_json",
    // Generated bindings call them through a macro, which the examples of the types use.
    "OptionalProperty::new",
    "OptionalSecretProperty::new",
    "Property::new",
    "SecretProperty::new",
    // What the language says about operators, for those who work on the middle form.
    "functions::BinaryOp::eval",
    "functions::BinaryOp::operands",
    "functions::BinaryOp::precedence",
    "functions::BinaryOp::result",
    "functions::UnaryOp::operand",
    // The page of `handle::Declared` has it.
    "handle::RawRef::qualified",
];

/// Compares what has no example with the list.
///
/// # Errors
///
/// If something new has none, or if something in the list has one.
pub(crate) fn check(pages: &[(String, String)]) -> Result<(), String> {
    let found: BTreeSet<String> = pages.iter().flat_map(|(path, page)| missing(path, page)).collect();
    let known: BTreeSet<String> = WITHOUT.iter().map(|&name| name.to_owned()).collect();
    let mut message = String::new();
    for name in found.difference(&known) {
        message.extend(["`", name, "` has no example: show the resulting Bicep or ARM path\n"]);
    }
    for name in known.difference(&found) {
        message.extend(["`", name, "` has an example, or is gone: take it out of `xtask/src/examples.rs`\n"]);
    }
    if message.is_empty() { Ok(()) } else { Err(message) }
}

/// The item of a page if it has no example, and the methods that no example calls.
fn missing(path: &str, page: &str) -> Vec<String> {
    let examples: String = page
        .split("<pre class=\"rust rust-example-rendered")
        .skip(1)
        .filter_map(|rest| rest.split_once('>')?.1.split("</pre>").next())
        .map(|example| plain(example) + "\n")
        .collect();
    let mut missing = Vec::new();
    if examples.is_empty() {
        missing.push(path.to_owned());
    }
    let own = page.split("<h2 id=\"trait-implementations\"").next().unwrap_or_default();
    let methods = own.split("<section id=\"method.").skip(1).filter_map(|rest| rest.split(['"', '-']).next());
    let methods: BTreeSet<&str> = methods.collect();
    missing.extend(
        methods.into_iter().filter(|method| !calls(&examples, method)).map(|method| format!("{path}::{method}")),
    );
    missing
}

/// Whether a text has the name of a method as a whole word.
fn calls(text: &str, method: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(method)
        .any(|(at, _)| !text[..at].ends_with(is_part) && !text[at + method.len()..].starts_with(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<pre class=\"rust rust-example-rendered\"><code>Port::<span>new</span>(80).close()</code></pre>\
        <section id=\"method.new\" class=\"method\"><section id=\"method.open-1\" class=\"method\">\
        <h2 id=\"trait-implementations\"><section id=\"method.fmt\" class=\"method\">";

    #[test]
    fn methods_are_called_in_an_example() {
        assert_eq!(missing("Port", PAGE), ["Port::open"]);
        assert_eq!(missing("Port", "<section id=\"method.new\""), ["Port", "Port::new"]);
    }

    #[test]
    fn names_are_whole_words() {
        assert!(calls("t.open()", "open") && calls("open", "open"));
        assert!(!calls("t.reopen()", "open") && !calls("t.open_all()", "open"));
    }

    #[test]
    fn what_is_new_or_listed_in_vain_fails() {
        let page = |text: &str| [("Port".to_owned(), text.to_owned())];
        assert!(check(&page("")).is_err_and(|message| message.contains("`Port` has no example")));
    }
}
