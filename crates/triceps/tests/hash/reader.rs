//! Reading the text of a template.

use triceps::emit::template_hash;

#[track_caller]
fn same(a: &str, b: &str) {
    assert_eq!(template_hash(a).expect(a), template_hash(b).expect(b));
}

#[track_caller]
fn refused(text: &str, offset: usize) {
    let error = template_hash(text).expect_err(text);
    assert_eq!(error.offset(), offset, "{error}");
}

#[test]
fn blanks_and_escapes_do_not_count() {
    same(
        r#"{"resources":[],"variables":{"a":"/\né😀"}}"#,
        "\u{feff} { \"resources\" : [ ] ,\r\n\t\"variables\" : {\"a\" : \"\\/\\u000a\\u00e9\\uD83D\\ude00\"} } ",
    );
}

#[test]
fn half_of_a_pair_is_replaced() {
    same(r#"{"variables":{"a":"\ud83dx\ude00"}}"#, r#"{"variables":{"a":"\ufffdx\ufffd"}}"#);
    same(r#"{"variables":{"a":"\ud83d\u0041"}}"#, r#"{"variables":{"a":"\ufffdA"}}"#);
}

#[test]
fn numbers_keep_their_text() {
    let hash = |number: &str| template_hash(&format!("{{\"variables\":{{\"a\":{number}}}}}")).expect(number);
    assert_ne!(hash("1.0"), hash("1"));
    assert_ne!(hash("123456789012345678901234567890"), hash("123456789012345678901234567891"));
    assert_eq!(hash("1e-7"), hash("1E-7"));
}

#[test]
fn what_is_not_json_is_refused() {
    refused("", 0);
    refused("  ", 2);
    refused("{", 1);
    refused("[1,]", 3);
    refused("[1 2]", 3);
    refused("{\"a\" 1}", 5);
    refused("{\"a\":1,}", 7);
    refused("[1}", 2);
    refused("[] []", 3);
    refused("\"a", 2);
    refused("\"\\x\"", 3);
    refused("\"\\u12g4\"", 3);
    refused("\"\\ud83d\\u12\"", 9);
    refused("nul", 0);
    refused("1.", 0);
    refused("--1", 0);
    refused("1e", 0);
    refused("'a'", 0);
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(template_hash(&nested(512)).is_ok());
    refused(&nested(513), 512);
    refused(&"[".repeat(1_000_000), 512);
}
