//! Each construct on one line and broken, as a printer calls it.

use triceps_layout::{Document, Form, IndentKind, Items, List, Newline, Options, Statements};

fn narrow(width: usize) -> Document {
    Document::new(Options { width, ..Options::default() })
}

fn object(doc: &mut Document, form: Form, entries: &[(&str, i64)]) {
    let mut object = doc.object(if entries.is_empty() { Form::Fit } else { form });
    for (name, value) in entries {
        object.item(doc);
        doc.property(name);
        doc.integer(*value);
    }
    object.close(doc);
}

fn words(doc: &mut Document, mut list: List, words: &[&str]) {
    for word in words {
        list.argument(doc);
        doc.text(word);
    }
    list.close(doc);
}

#[test]
fn objects_and_arrays() {
    let mut doc = narrow(20);
    doc.text("x");
    doc.assign();
    object(&mut doc, Form::Fit, &[("a", 1), ("b-c", -2)]);
    assert_eq!(doc.finish(), "x = {\n  a: 1\n  'b-c': -2\n}\n");

    let mut doc = narrow(24);
    doc.text("x");
    doc.assign();
    object(&mut doc, Form::Fit, &[("a", 1), ("b-c", -2)]);
    assert_eq!(doc.finish(), "x = { a: 1, 'b-c': -2 }\n");

    let mut doc = narrow(20);
    let mut array = doc.array(Form::Broken);
    array.item(&mut doc);
    object(&mut doc, Form::Broken, &[("a", 1)]);
    array.line_end();
    array.blank_line();
    array.item(&mut doc);
    object(&mut doc, Form::Broken, &[]);
    array.blank_line();
    array.close(&mut doc);
    assert_eq!(doc.finish(), "[\n  {\n    a: 1\n  }\n\n  {}\n]\n");
}

#[test]
fn a_broken_item_breaks_what_is_around_it() {
    let mut doc = narrow(80);
    let mut array = doc.array(Form::Fit);
    for _ in 0..2 {
        array.item(&mut doc);
        object(&mut doc, Form::Broken, &[("a", 1)]);
    }
    array.close(&mut doc);
    assert_eq!(doc.finish(), "[\n  {\n    a: 1\n  }\n  {\n    a: 1\n  }\n]\n");
}

#[test]
fn calls() {
    for (width, expected) in [(9, "f(aa, bb)\n"), (8, "f(\n  aa,\n  bb\n)\n")] {
        let mut doc = narrow(width);
        doc.text("f");
        let arguments = doc.arguments(2);
        words(&mut doc, arguments, &["aa", "bb"]);
        assert_eq!(doc.finish(), expected);
    }
    let mut doc = narrow(4);
    doc.text("f");
    let arguments = doc.arguments(1);
    words(&mut doc, arguments, &["longer"]);
    assert_eq!(doc.finish(), "f(longer)\n");
}

fn call_with_tail(width: usize, entries: &[(&str, i64)], lambda: bool) -> String {
    let mut doc = narrow(width);
    let mut array = doc.array(Form::Fit);
    array.item(&mut doc);
    doc.text("union");
    let mut arguments = doc.arguments(2);
    arguments.argument(&mut doc);
    doc.text("aa");
    arguments.argument(&mut doc);
    arguments.tail(&doc);
    if lambda {
        doc.text("x");
        let body = doc.arrow(true);
        body.item(&mut doc);
        object(&mut doc, Form::Broken, entries);
        body.close(&mut doc);
    } else {
        object(&mut doc, Form::Broken, entries);
    }
    arguments.end_tail(&mut doc);
    arguments.close(&mut doc);
    array.close(&mut doc);
    doc.finish()
}

#[test]
fn a_last_argument_stays_on_the_line() {
    assert_eq!(call_with_tail(20, &[("a", 1)], false), "[\n  union(aa, {\n    a: 1\n  })\n]\n");
    assert_eq!(call_with_tail(13, &[("a", 1)], false), "[\n  union(aa, {\n    a: 1\n  })\n]\n");
    assert_eq!(call_with_tail(12, &[("a", 1)], false), "[\n  union(\n    aa,\n    {\n      a: 1\n    }\n  )\n]\n");
    assert_eq!(call_with_tail(18, &[("a", 1)], true), "[\n  union(aa, x => {\n    a: 1\n  })\n]\n");
    assert_eq!(call_with_tail(12, &[], false), "[union(aa, {})]\n");
    assert_eq!(call_with_tail(11, &[], false), "[\n  union(\n    aa,\n    {}\n  )\n]\n");
}

#[test]
fn a_stable_document_keeps_a_last_argument_that_does_not_fit_on_the_line() {
    let print = |doc: Document, width: usize, form: Form| {
        let mut doc = doc;
        doc.text("f");
        let mut arguments = doc.arguments(2);
        arguments.argument(&mut doc);
        doc.text("aa");
        arguments.argument(&mut doc);
        arguments.tail(&doc);
        object(&mut doc, form, &[("a", 1), ("b", 2)]);
        arguments.end_tail(&mut doc);
        arguments.close(&mut doc);
        (width, doc.finish())
    };
    let hugged = "f(aa, {\n  a: 1\n  b: 2\n})\n";
    let apart = "f(\n  aa,\n  { a: 1, b: 2 }\n)\n";
    for (width, expected) in [(23, "f(aa, { a: 1, b: 2 })\n"), (20, apart), (16, apart), (15, hugged), (7, hugged)] {
        assert_eq!(print(narrow(width).stable(), width, Form::Fit), (width, expected.to_owned()));
    }
    let first = "f(\n  aa,\n  {\n    a: 1\n    b: 2\n  }\n)\n";
    assert_eq!(print(narrow(15), 15, Form::Fit), (15, first.to_owned()));
    assert_eq!(print(narrow(15), 15, Form::Broken), (15, hugged.to_owned()));
    assert_eq!(print(narrow(6).stable(), 6, Form::Fit), (6, first.to_owned()));
}

#[test]
fn ternaries() {
    for (width, expected) in [(9, "c ? a : b\n"), (8, "c\n  ? a\n  : b\n")] {
        let mut doc = narrow(width);
        let ternary = doc.ternary();
        doc.text("c");
        ternary.question(&mut doc);
        doc.text("a");
        ternary.colon(&mut doc);
        doc.text("b");
        ternary.close(&mut doc);
        assert_eq!(doc.finish(), expected);
    }
    let mut doc = narrow(80);
    let ternary = doc.ternary();
    doc.text("c");
    ternary.question(&mut doc);
    object(&mut doc, Form::Broken, &[("a", 1)]);
    ternary.colon(&mut doc);
    object(&mut doc, Form::Fit, &[("a", 1)]);
    ternary.close(&mut doc);
    assert_eq!(doc.finish(), "c\n  ? {\n      a: 1\n    }\n  : { a: 1 }\n");
}

#[test]
fn lambdas_and_functions() {
    for (width, expected) in [(12, "(a, b) => ab\n"), (11, "(a, b) =>\n  ab\n")] {
        let mut doc = narrow(width);
        let parameters = doc.parameters();
        words(&mut doc, parameters, &["a", "b"]);
        let body = doc.arrow(false);
        body.item(&mut doc);
        doc.text("ab");
        body.close(&mut doc);
        assert_eq!(doc.finish(), expected);
    }
}

#[test]
fn unions() {
    for (width, expected) in [(19, "type t = 'a' | 'bc'\n"), (18, "type t =\n  | 'a'\n  | 'bc'\n")] {
        let mut doc = narrow(width);
        doc.text("type t");
        doc.assign();
        let mut union = doc.union();
        for member in ["a", "bc"] {
            union.member(&mut doc);
            doc.string(member);
        }
        union.close(&mut doc);
        assert_eq!(doc.finish(), expected);
    }
}

#[test]
fn loops() {
    for (form, expected) in
        [(Form::Fit, "[for x in xs: { a: 1 }]\n"), (Form::Broken, "[\n  for x in xs: {\n    a: 1\n  }\n]\n")]
    {
        let mut doc = narrow(80);
        let mut list = doc.for_loop(form);
        list.item(&mut doc);
        doc.keyword("for");
        doc.keyword("x");
        doc.keyword("in");
        doc.text("xs");
        doc.colon();
        object(&mut doc, form, &[("a", 1)]);
        list.close(&mut doc);
        assert_eq!(doc.finish(), expected);
    }
}

#[test]
fn strings() {
    let mut doc = narrow(4);
    let mut string = doc.interpolation();
    string.text(&mut doc, "it's ${\u{1}\u{2028}");
    string.open_hole(&mut doc);
    doc.text("f");
    let arguments = doc.arguments(2);
    words(&mut doc, arguments, &["aaaa", "bbbb"]);
    string.close_hole(&mut doc);
    string.close(&mut doc);
    doc.space();
    doc.multi_line_string("a\nb");
    doc.space();
    doc.multi_line_string("a'");
    assert_eq!(doc.finish(), "'it\\'s \\${\\u{1}\\u{2028}${f(aaaa, bbbb)}' '''\na\nb''' 'a\\''\n");

    let mut doc = narrow(80);
    let mut string = doc.multi_line_interpolation(2, false);
    string.text(&mut doc, "${");
    string.open_hole(&mut doc);
    doc.text("x");
    string.close_hole(&mut doc);
    string.close(&mut doc);
    assert_eq!(doc.finish(), "$$'''${$${x}'''\n");
}

#[test]
fn comments() {
    let mut doc = narrow(80);
    let mut statements = Statements::new();
    statements.item(&mut doc);
    doc.comment_line("// first");
    statements.item(&mut doc);
    doc.keyword("var");
    doc.text("x");
    doc.assign();
    let mut array = doc.array(Form::Fit);
    array.item(&mut doc);
    doc.integer(1);
    doc.end_of_line_comment("// one");
    array.item(&mut doc);
    doc.integer(2);
    array.item(&mut doc);
    doc.comment_line("/* last */");
    array.close(&mut doc);
    assert_eq!(doc.finish(), "// first\nvar x = [\n  1 // one\n  2\n  /* last */\n]\n");
}

#[test]
fn width_counts_utf16_and_not_what_follows_a_group() {
    for (width, expected) in [(7, "[𝒜, é]\n"), (6, "[\n  𝒜\n  é\n]\n")] {
        let mut doc = narrow(width);
        let mut array = doc.array(Form::Fit);
        for text in ["𝒜", "é"] {
            array.item(&mut doc);
            doc.text(text);
        }
        array.close(&mut doc);
        assert_eq!(doc.finish(), expected);
    }
    let mut doc = narrow(4);
    let mut array = doc.array(Form::Fit);
    array.item(&mut doc);
    doc.text("ab");
    array.close(&mut doc);
    doc.property_access("longer", true);
    assert_eq!(doc.finish(), "[ab].?longer\n");
}

#[test]
fn options() {
    let options =
        Options { indent_kind: IndentKind::Tab, newline: Newline::CrLf, final_newline: false, ..Options::default() };
    let mut doc = Document::new(options);
    object(&mut doc, Form::Broken, &[("a", 1)]);
    doc.text_with_lines(" /* a\u{2028}b\nc */");
    assert_eq!(doc.finish(), "{\r\n\ta: 1\r\n} /* a\r\nb\r\nc */");
}
