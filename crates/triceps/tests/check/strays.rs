//! Calls about something that is not a declaration of the template, and additions to types that take none.

use triceps::Severity;
use triceps::annotations::CommentPlace;
use triceps::{Diagnostics, IntoExpr, Param, Raw, Template, TypeExpr, Value, each, object};

use super::check;

fn refused(call: impl FnOnce(&mut Template)) -> Diagnostics {
    let mut t = Template::for_resource_group();
    call(&mut t);
    t.check().expect_err("the call is reported")
}

/// What is reported of a call, which is the only error.
#[track_caller]
fn reported(call: impl FnOnce(&mut Template)) -> String {
    let found = refused(call);
    let errors = found.iter().filter(|found| found.severity() == Severity::Error);
    let [only] = errors.collect::<Vec<_>>()[..] else { panic!("{found}") };
    assert!(only.location().expect("known in debug builds").file().ends_with("strays.rs"), "{only:#}");
    only.to_string()
}

fn foreign() -> Value<String> {
    Template::for_resource_group().param(Param::string("foreign"))
}

#[test]
fn a_call_with_a_handle_of_another_template() {
    type Call = fn(&mut Template);
    let calls: [(&str, Call); 9] = [
        ("describe", |t| t.describe(foreign(), "x")),
        ("export", |t| t.export(foreign())),
        ("batch_size", |t| t.batch_size(foreign(), 1)),
        ("decorate", |t| t.decorate(foreign(), "secure", [])),
        ("accept", |t| t.accept(foreign(), "no-unused-params", "why")),
        ("comment", |t| t.comment(foreign(), "why")),
        ("comment", |t| t.comment_at(foreign(), CommentPlace::After, "why")),
        ("blank_line_before", |t| t.blank_line_before(foreign(), true)),
        ("place_after", |t| {
            let size = t.declare_type("size", TypeExpr::named("int"));
            t.export(&size);
            t.place_after(&size, foreign());
        }),
    ];
    for (name, call) in calls {
        let expected = format!("error[TRI0001] template: `{name}` is called with a handle of another template");
        assert_eq!(reported(call), expected);
    }
}

#[test]
fn a_call_with_what_is_not_a_declaration() {
    let expected =
        |name| format!("error[TRI0015] template: `{name}` is called with something that is not a declaration");
    assert_eq!(reported(|t| t.batch_size(7, 2)), expected("batch_size"));
    assert_eq!(reported(|t| t.describe("hello", "x")), expected("describe"));
    assert_eq!(
        reported(|t| {
            let size = t.declare_type("size", TypeExpr::named("int"));
            t.export(&size);
            t.export(&size.nullable());
        }),
        expected("export"),
    );
    assert_eq!(
        reported(|t| {
            let login = t.param(Param::object("login"));
            t.output("login", &login);
            t.decorate(login.prop("password"), "secure", []);
        }),
        expected("decorate"),
    );
}

#[test]
fn a_call_about_a_declaration_of_another_file() {
    let mut shared = Template::for_resource_group();
    let size = shared.var("size", 3);
    shared.export(&size);
    let shared = shared.check().unwrap();
    let found = reported(|t| {
        let import = t.import("shared.bicep", shared);
        let size: Value<i64> = t.imported_var(&import, "size");
        t.output("size", &size);
        t.describe(&size, "Of another file.");
    });
    assert_eq!(found, "error[TRI0015] template: `describe` is called with a name that is declared in another file");
}

#[test]
fn every_call_is_reported_with_its_line() {
    let line = line!() + 2;
    let found = refused(|t| {
        t.describe(1, "x");
        t.describe(2, "x");
    });
    let lines: Vec<u32> = found.iter().map(|found| found.location().expect("known in debug builds").line()).collect();
    assert_eq!(lines, [line, line + 1]);
}

#[test]
fn types_that_take_no_addition() {
    let int = || TypeExpr::named("int");
    let object = || TypeExpr::object([("size", int())]);
    let expected = |message| [format!("error[TRI0014] types.x: {message}")];
    let not_an_object = "a property is added to a type that is not written as an object";
    let not_a_tuple = "an item is added to a type that is not written as a tuple";
    let no_member = "the last property is decorated of a type that is not written with properties";
    let empty = TypeExpr::object::<&str>([]);
    for (wrong, message) in [
        (object().nullable().with("more", int()), not_an_object),
        (object().array().additional(int()), not_an_object),
        (object().with_item(int()), not_a_tuple),
        (object().nullable().describe_last("x"), no_member),
        (empty.decorate_last("metadata", [object! {}.into_expr()]), no_member),
        (int().with_item(int()).with("more", int()), not_a_tuple),
    ] {
        let expected = expected(message);
        check(
            |t| {
                let x = t.declare_type("x", wrong);
                t.export(&x);
            },
            &[&expected[0]],
        );
    }
    let found = refused(|t| {
        let declared = t.declare_type("declared", object());
        t.declare_type("x", declared.with("more", int()));
    });
    assert!(found.to_string().contains(not_an_object), "{found}");
}

#[test]
fn an_item_of_a_collection_has_no_children_in_its_body() {
    let expected =
        |call| format!("error[TRI0015] template: `{call}` is called with an item of a collection as the parent");
    let vaults = |t: &mut Template| {
        t.add_each("vaults", each("name", ["kv-a", "kv-b"]), |name, _| {
            Raw::existing("Microsoft.KeyVault/vaults@2023-07-01", object! { name: name })
        })
    };
    let secret =
        |name: &'static str| Raw::existing("Microsoft.KeyVault/vaults/secrets@2023-07-01", object! { name: name });
    assert_eq!(
        reported(|t| {
            let vaults = vaults(t);
            let child = t.nested(&vaults.at(0), "child", secret("kv-a/x"));
            t.output("id", child.id());
        }),
        expected("nested"),
    );
    assert_eq!(
        reported(|t| {
            let vaults = vaults(t);
            let children = t.nested_each(&vaults.at(0), "child", each("i", ["a"]), |_, _| secret("kv-a/x"));
            t.output("id", children.at(0).id());
        }),
        expected("nested_each"),
    );
}
