//! Comments of any text, in every place: they stay comments, in text that a compiler reads and the formatter keeps.

use proptest::prelude::*;
use triceps::annotations::{Comment, CommentPlace};
use triceps::functions::union;
use triceps::{Array, IntoExpr, Object, Param, Template, TypeExpr, Value, interpolate, object};
use triceps_compile::{MemoryFiles, compile};
use triceps_syntax::{Language, Options, format, parse};

/// Any text, often with what ends a comment or starts something else.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        any::<char>().prop_map(String::from),
        prop_oneof![
            Just("*/"),
            Just("/*"),
            Just("//"),
            Just("*"),
            Just("/"),
            Just("\n"),
            Just("\r"),
            Just("\u{85}"),
            Just("\u{2028}"),
            Just("\u{202e}"),
            Just("\u{2066}"),
            Just("#disable-next-line no-unused-params"),
            Just("\nparam injected string\n"),
            Just("'"),
            Just("'''"),
            Just("${"),
            Just("\t"),
        ]
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// A template with a comment in every place where one may stand, made by `comment`, or with none.
fn commented(comment: Option<&dyn Fn() -> Comment>) -> Template {
    let mut t = Template::for_subscription();
    let mut places = vec![CommentPlace::Above, CommentPlace::AfterDecorator(0), CommentPlace::BelowDecorators];
    places.extend([CommentPlace::Before, CommentPlace::AfterKeyword, CommentPlace::After]);
    macro_rules! around {
        ($value:expr) => {{
            let value = $value;
            match comment {
                Some(comment) => value.comment_before(comment()).comment_after(comment()),
                None => value,
            }
        }};
    }
    macro_rules! at {
        ($list:expr) => {
            match comment {
                Some(comment) => $list.comment(comment()).blank_line(),
                None => $list,
            }
        };
    }
    let name = t.param(Param::string("name").description("A name.").default(around!(Value::<String>::of("x"))));
    let tags = t.var(
        "tags",
        at!(at!(Object::new())
            .set("a", around!(Value::<i64>::of(1)))
            .set("b", at!(Array::new()).push(around!(name.as_expr())))),
    );
    let shape = t.declare_type("shape", TypeExpr::object([("a", TypeExpr::named("string"))]));
    let inner =
        at!(object! { c: around!(Value::<bool>::of(true)), "d": around!(interpolate!("{}-", around!(name.clone()))) });
    let group = t.add_raw(
        "group",
        "Microsoft.Resources/resourceGroups@2024-03-01",
        at!(object! { name: around!(name.clone()), location: "westeurope" }),
    );
    for declared in [name.clone().into_expr(), tags.clone().into_expr(), shape.into_expr(), group.into_expr()] {
        for place in places.iter().filter(|_| comment.is_some()) {
            if let Some(comment) = comment {
                t.comment_at(&declared, *place, comment());
            }
        }
    }
    if let Some(comment) = comment {
        t.comment_at_start(comment());
        t.comment_at_end(comment());
        t.comment_target_scope(comment());
    }
    t.output("all", union((around!(tags.clone()), inner)));
    let same = around!(name.equals(around!(Value::<String>::of("x"))));
    t.output("chosen", same.then_else(around!(Value::<i64>::of(1)) + 2, around!(Value::<i64>::of(3))));
    t
}

fn stays_comments(text: &str) {
    let plain = commented(None).check().expect("the template has no errors").to_arm_string();
    for make in [Comment::line as fn(String) -> Comment, Comment::block] {
        let checked = commented(Some(&|| make(text.to_owned()))).check().expect("the template has no errors");
        let bicep = checked.to_bicep();
        assert_eq!(checked.to_arm_string(), plain, "{bicep}");
        assert!(text != "plain" || bicep.matches("plain").count() > 40, "{bicep}");
        let compilation = compile(&MemoryFiles::new().with("main.bicep", bicep.clone()), "main.bicep");
        let compiled = compilation.checked().unwrap_or_else(|| panic!("{bicep}\n{}", compilation.diagnostics()));
        assert_eq!(compiled.to_arm_string(), plain, "{bicep}");
        assert_eq!(format(&parse(&bicep, Language::Bicep), &Options::default()), bicep);
        assert!(!bicep.contains(['\u{202e}', '\u{2066}']), "{bicep}");
    }
}

#[test]
fn comments_that_could_end_early_do_not() {
    for text in
        ["plain", "", "*/ param x int /*", "a\nparam x int", "\r\u{85}\u{2028}param x int", "*", "/", "//", "\u{202e}"]
    {
        stays_comments(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_a_comment(text in text()) {
        stays_comments(&text);
    }
}
