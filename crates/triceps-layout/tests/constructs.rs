//! Each construct on one line and broken, as a printer calls it.

use triceps_layout::{Document, Form, IndentKind, Items, List, Newline, Options, Statements, can_be_multi_line};

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
        array(&mut doc, Form::Fit, &["𝒜", "é"]);
        assert_eq!(doc.finish(), expected);
    }
    let mut doc = narrow(4);
    array(&mut doc, Form::Fit, &["ab"]);
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

#[test]
fn declarations() {
    let mut doc = narrow(80);
    doc.decorator();
    doc.text("export()");
    doc.space();
    doc.keyword("import");
    doc.text("*");
    doc.alias("lib");
    doc.assign();
    doc.integer(i64::MIN);
    assert_eq!(doc.finish(), "@export() import * as lib = -9223372036854775808\n");
}

#[test]
fn any_line_end_of_a_text_becomes_that_of_the_options() {
    for line_end in ["\n", "\r", "\r\n", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
        let mut doc = narrow(80);
        doc.text_with_lines(&format!("/* a{line_end}b{line_end}{line_end}é\u{a0}c */"));
        doc.end_of_line_comment(&format!("// d{line_end}e"));
        assert_eq!(doc.finish(), "/* a\nb\n\né\u{a0}c */ // d\ne\n", "{line_end:?}");
    }
}

#[test]
fn spaces_at_the_end_of_a_line_vanish() {
    let mut doc = narrow(80);
    doc.text("x");
    let body = doc.arrow(false);
    body.item(&mut doc);
    body.close(&mut doc);
    assert_eq!(doc.finish(), "x =>\n");
    let mut doc = narrow(80);
    doc.text("f");
    let mut arguments = doc.arguments(2);
    arguments.argument(&mut doc);
    doc.text("a");
    arguments.argument(&mut doc);
    arguments.tail(&doc);
    let mut array = doc.array(Form::Broken);
    array.item(&mut doc);
    doc.text("b");
    doc.space();
    array.close(&mut doc);
    arguments.end_tail(&mut doc);
    arguments.close(&mut doc);
    assert_eq!(doc.finish(), "f(a, [\n  b\n])\n");
}

#[test]
fn a_comment_at_the_end_of_a_line_takes_no_width() {
    let ternary = |width: usize, broken: bool| {
        let mut doc = narrow(width);
        let ternary = doc.ternary();
        doc.text("c");
        ternary.question(&mut doc);
        doc.text("a");
        ternary.colon(&mut doc);
        if broken {
            array(&mut doc, Form::Broken, &["b"]);
        } else {
            doc.text("b");
        }
        doc.end_of_line_comment("// a long comment");
        ternary.close(&mut doc);
        doc.finish()
    };
    assert_eq!(ternary(9, false), "c ? a : b // a long comment\n");
    assert_eq!(ternary(8, false), "c\n  ? a\n  : b // a long comment\n");
    assert_eq!(ternary(80, true), "c\n  ? a\n  : [\n      b\n    ] // a long comment\n");
}

#[test]
fn comments_before_the_parts_of_a_ternary_are_indented_with_them() {
    let mut doc = narrow(80);
    let ternary = doc.ternary();
    doc.text("c");
    ternary.comment_before_question(&mut doc);
    doc.comment_line("// first");
    ternary.question(&mut doc);
    doc.text("a");
    for comment in ["// second", "// third"] {
        ternary.comment_before_colon(&mut doc);
        doc.comment_line(comment);
    }
    ternary.colon(&mut doc);
    doc.text("b");
    ternary.close(&mut doc);
    assert_eq!(doc.finish(), "c\n  // first\n  ? a\n  // second\n  // third\n  : b\n");
}

#[test]
fn a_comment_before_a_union_stays_on_its_line() {
    for (width, expected) in [(21, "/* which */ 'a' | 'b'\n"), (20, "/* which */\n  | 'a'\n  | 'b'\n")] {
        let mut doc = narrow(width);
        let mut union = doc.union();
        union.before_first_member();
        doc.text("/* which */");
        for member in ["a", "b"] {
            union.member(&mut doc);
            doc.string(member);
        }
        union.close(&mut doc);
        assert_eq!(doc.finish(), expected, "{width}");
    }
}

#[test]
fn lists_that_never_break_are_on_one_line_however_long() {
    let mut doc = narrow(4);
    let lists = [doc_list(Document::type_arguments), doc_list(|doc| doc.loop_variables_with(|doc| doc.text("(")))];
    assert_eq!(lists, ["x<longer, [than], the line>\n", "x(longer, [than], the line)\n"]);
    doc.text("x");
    let parameters = doc.parameters();
    words(&mut doc, parameters, &["longer", "than", "the line"]);
    assert_eq!(doc.finish(), "x(\n  longer,\n  than,\n  the line\n)\n", "parameters break");
}

/// An array of these items.
fn array(doc: &mut Document, form: Form, items: &[&str]) {
    let mut array = doc.array(form);
    for item in items {
        array.item(doc);
        doc.text(item);
    }
    array.close(doc);
}

/// A list that is too long for its line.
fn doc_list(open: fn(&mut Document) -> List) -> String {
    let mut doc = narrow(4);
    doc.text("x");
    let mut list = open(&mut doc);
    list.argument(&mut doc);
    doc.text("longer");
    list.argument(&mut doc);
    array(&mut doc, Form::Fit, &["than"]);
    list.argument(&mut doc);
    doc.text("the line");
    list.close(&mut doc);
    doc.finish()
}

/// `f(aa, { a: 1, b: 2 })`, or a lambda with that object as its body.
fn call_with_object(doc: &mut Document, is_lambda: bool) {
    doc.text("f");
    let mut arguments = doc.arguments(2);
    arguments.argument(doc);
    doc.text("aa");
    arguments.argument(doc);
    arguments.tail(doc);
    let entries = [("a", 1), ("b", 2)];
    if is_lambda {
        doc.text("x");
        let body = doc.arrow(true);
        body.item(doc);
        object(doc, Form::Fit, &entries);
        body.close(doc);
    } else {
        object(doc, Form::Fit, &entries);
    }
    arguments.end_tail(doc);
    arguments.close(doc);
}

#[test]
fn a_last_argument_in_a_hole_stays_on_the_line_of_the_string() {
    let mut doc = narrow(8).stable();
    let mut array = doc.array(Form::Fit);
    array.item(&mut doc);
    let mut string = doc.interpolation();
    string.text(&mut doc, "text");
    string.open_hole(&mut doc);
    call_with_object(&mut doc, false);
    string.close_hole(&mut doc);
    string.close(&mut doc);
    array.item(&mut doc);
    call_with_object(&mut doc, false);
    array.close(&mut doc);
    let broken = "f(\n    aa,\n    {\n      a: 1\n      b: 2\n    }\n  )";
    assert_eq!(doc.finish(), format!("[\n  'text${{f(aa, {{ a: 1, b: 2 }})}}'\n  {broken}\n]\n"));
}

#[test]
fn the_variables_of_a_lambda_count_where_its_body_does_not_fit() {
    let print = |width: usize| {
        let mut doc = narrow(width).stable();
        call_with_object(&mut doc, true);
        doc.finish()
    };
    let apart = "f(\n  aa,\n  x => { a: 1, b: 2 }\n)\n";
    assert_eq!(print(26), "f(aa, x => { a: 1, b: 2 })\n");
    assert_eq!(print(25), apart);
    assert_eq!(print(21), apart);
    assert_eq!(print(20), "f(aa, x => {\n  a: 1\n  b: 2\n})\n");
}

/// `f(aa, { a: g(bb, { c: 1 }) })`, with both objects broken.
fn tail_in_a_tail(width: usize) -> String {
    let mut doc = narrow(width);
    doc.text("f");
    let mut outer = doc.arguments(2);
    outer.argument(&mut doc);
    doc.text("aa");
    outer.argument(&mut doc);
    outer.tail(&doc);
    let mut value = doc.object(Form::Broken);
    value.item(&mut doc);
    doc.property("a");
    doc.text("g");
    let mut inner = doc.arguments(2);
    inner.argument(&mut doc);
    doc.text("bb");
    inner.argument(&mut doc);
    inner.tail(&doc);
    object(&mut doc, Form::Broken, &[("c", 1)]);
    inner.end_tail(&mut doc);
    inner.close(&mut doc);
    value.close(&mut doc);
    outer.end_tail(&mut doc);
    outer.close(&mut doc);
    doc.finish()
}

#[test]
fn a_call_with_a_tail_is_as_wide_as_its_own_line() {
    let nested = "f(aa, {\n  a: g(bb, {\n    c: 1\n  })\n})\n";
    let inner_apart = "f(aa, {\n  a: g(\n    bb,\n    {\n      c: 1\n    }\n  )\n})\n";
    for (width, expected) in [(80, nested), (12, nested), (11, inner_apart), (7, inner_apart)] {
        assert_eq!(tail_in_a_tail(width), expected, "{width}");
    }
}

#[test]
fn what_follows_a_broken_group_starts_at_its_last_line() {
    for (text, width, is_on_one_line) in [("é", 16, true), ("é", 15, false), ("ab", 16, true), ("ab", 15, false)] {
        let mut doc = narrow(width);
        array(&mut doc, Form::Fit, &[text, "𝒜𝒜𝒜𝒜𝒜𝒜", "éééééééé"]);
        doc.text(".concat");
        let arguments = doc.arguments(2);
        words(&mut doc, arguments, &["bb", "cc"]);
        let items = format!("[\n  {text}\n  𝒜𝒜𝒜𝒜𝒜𝒜\n  éééééééé\n]");
        let call = if is_on_one_line { ".concat(bb, cc)" } else { ".concat(\n  bb,\n  cc\n)" };
        assert_eq!(doc.finish(), format!("{items}{call}\n"), "{width}");
    }
}

#[test]
fn what_follows_a_broken_ternary_starts_after_its_last_value() {
    let condition = "c".repeat(20);
    for (value, width, call) in [
        ("éééé", 24, ".concat(bb, cc)"),
        ("éééé", 23, ".concat(\n  bb,\n  cc\n)"),
        ("eeee", 24, ".concat(bb, cc)"),
        ("eeee", 23, ".concat(\n  bb,\n  cc\n)"),
    ] {
        let mut doc = narrow(width);
        doc.text("(");
        let ternary = doc.ternary();
        doc.text(&condition);
        ternary.question(&mut doc);
        doc.text("𝒜");
        ternary.colon(&mut doc);
        doc.text(value);
        ternary.close(&mut doc);
        doc.text(").concat");
        let arguments = doc.arguments(2);
        words(&mut doc, arguments, &["bb", "cc"]);
        assert_eq!(doc.finish(), format!("({condition}\n  ? 𝒜\n  : {value}){call}\n"), "{width}");
    }
}

#[test]
fn text_between_three_quotes_does_not_open_a_hole() {
    let parts: [(&[Option<&str>], usize, bool); 13] = [
        (&[Some("${a}")], 0, true),
        (&[Some("${a}")], 1, false),
        (&[Some("$ {a}")], 1, true),
        (&[Some("${a}")], 2, true),
        (&[Some("$${a}")], 2, false),
        (&[Some("$$${a}")], 2, false),
        (&[Some("$"), Some("${")], 2, false),
        (&[Some("$"), None, Some("${")], 2, true),
        (&[Some("$$"), None, Some("{")], 2, true),
        (&[Some("a'")], 0, false),
        (&[Some("a'"), None], 1, true),
        (&[Some("a'"), Some("")], 0, false),
        (&[Some("a'''b")], 0, false),
    ];
    for (parts, dollars, expected) in parts {
        assert_eq!(can_be_multi_line(parts.iter().copied(), dollars), expected, "{parts:?} {dollars}");
    }
}
