//! The Bicep text of templates, rule by rule.

mod declarations;
mod files;
mod layout;
mod names;
mod nested;
mod operators;
mod parse;
mod precedence;
mod strings;
mod types;

use triceps::{IntoExpr, Template, convert::IntoTyped};

/// Compares the text of a template, and has another parser read it.
#[track_caller]
fn check(template: Template, expected: &str) {
    let text = check_text(template, expected);
    assert_eq!(parse::errors(&text), Vec::<String>::new(), "{text}");
}

/// Compares the text of a template with what the other parser does not know; a line feed at the
/// start of `expected` is for readability.
#[track_caller]
fn check_text(template: Template, expected: &str) -> String {
    let text = template.to_unchecked_bicep();
    assert_eq!(text, expected.strip_prefix('\n').unwrap_or(expected));
    text
}

/// The text of an expression, as the value of a variable of a template with parameters to name.
#[track_caller]
fn value_of<V: IntoTyped>(build: impl FnOnce(&Names) -> V) -> String {
    let mut t = Template::for_resource_group();
    let names = Names::new(&mut t);
    t.var("x", build(&names));
    let text = t.to_unchecked_bicep();
    let (_, value) = text.rsplit_once("\nvar x = ").expect("the variable is the last declaration");
    value.strip_suffix('\n').expect("a file ends with a line feed").to_owned()
}

/// Parameters of every kind.
struct Names {
    a: triceps::Expr,
    b: triceps::Expr,
    c: triceps::Expr,
    flag: triceps::Expr,
    other: triceps::Expr,
    name: triceps::Expr,
    list: triceps::Expr,
    object: triceps::Expr,
}

impl Names {
    fn new(t: &mut Template) -> Self {
        use triceps::Param;
        Self {
            a: t.param(Param::int("a")).into_expr(),
            b: t.param(Param::int("b")).into_expr(),
            c: t.param(Param::int("c")).into_expr(),
            flag: t.param(Param::bool("flag")).into_expr(),
            other: t.param(Param::bool("other")).into_expr(),
            name: t.param(Param::string("name")).into_expr(),
            list: t.param(Param::array("names")).into_expr(),
            object: t.param(Param::object("object")).into_expr(),
        }
    }
}
