//! Values, objects and resources as they are printed, and as a failed assertion shows them.

use triceps::functions::concat;
use triceps::managed_identity::UserAssignedIdentity;
use triceps::network::PrivateEndpoint;
use triceps::service_bus::Namespace;
use triceps::{Expr, IntoExpr, Map, ModuleSource, Param, Template, TypeExpr, Value, interpolate, object};

/// The Bicep text of a template that is not checked.
fn text(build: impl FnOnce(&mut Template)) -> String {
    let mut template = Template::for_resource_group();
    build(&mut template);
    template.to_unchecked_bicep()
}

#[test]
fn values_are_shown_as_they_are_written() {
    let name: Value<String> = Value::of("portal");
    for (value, shown) in [
        (format!("{name:?}"), "\"portal\""),
        (format!("{:?}", Value::<i64>::of(3)), "3"),
        (format!("{:?}", Expr::NULL), "null"),
        (format!("{:?}", Expr::lambda(["x"], |[x]| x.prop("name"))), "[x] => x.name"),
        (format!("{:?}", Map::<String>::new().entry("a", "b")), "{Property { key: Text(\"a\"), value: \"b\" }}"),
        (format!("{:?}", TypeExpr::named("string")), "Named(\"string\")"),
        (
            format!("{:?}", ModuleSource::new("br:contoso.azurecr.io/empty:1", "{}")),
            "ModuleSource(\"br:contoso.azurecr.io/empty:1\")",
        ),
    ] {
        assert_eq!(value, shown);
    }
}

#[test]
fn a_source_has_the_reference_that_it_was_given() {
    assert_eq!(ModuleSource::template_spec("ts:0/specs/portal:1", "{}").reference(), "ts:0/specs/portal:1");
}

#[test]
fn a_string_is_printed_over_lines_where_that_is_the_same_string() {
    let bicep = text(|t| {
        let name = t.param(Param::string("name"));
        t.var("plain", Value::of("a\nb").multi_line());
        t.var("holes", interpolate!("a\n{name}").multi_line());
        t.var("dollars", interpolate!("a ${{ {name}").multi_line());
        t.var("quotes", interpolate!("'''\n{name}").multi_line());
        t.var("returns", interpolate!("a\r\n{name}").multi_line());
        t.var("closing", interpolate!("{name}\n'").multi_line());
    });
    assert_eq!(
        bicep,
        "param name string\n\nvar plain = '''\na\nb'''\nvar holes = $'''\na\n${name}'''\nvar dollars = $$'''a ${ $${name}'''\n\
         var quotes = '\\'\\'\\'\\n${name}'\nvar returns = 'a\\r\\n${name}'\nvar closing = '${name}\\n\\''\n",
    );
}

#[test]
fn a_hole_alone_is_the_string_in_it() {
    let bicep = text(|t| {
        let name = t.param(Param::string("name"));
        let port = t.param(Param::int("port"));
        t.var("name", interpolate!("{name}"));
        t.var("port", interpolate!("{port}"));
        t.var("literal", interpolate!("{}", "a"));
    });
    assert_eq!(
        bicep,
        "param name string\nparam port int\n\nvar name = name\nvar port = '${port}'\nvar literal = 'a'\n",
    );
}

#[test]
fn lists_of_arrays_are_joined() {
    let bicep = text(|t| {
        let zones = t.param(Param::array_of::<String>("zones"));
        t.var("all", concat(vec![zones.clone(), zones]));
    });
    assert_eq!(bicep, "param zones string[]\n\nvar all = concat(zones, zones)\n",);
}

#[test]
fn a_key_of_a_map_is_computed() {
    let bicep = text(|t| {
        let name = t.param(Param::string("name"));
        t.var("tags", Map::<String>::new().entry("team", "portal").computed_entry(interpolate!("{name}-id"), "1"));
    });
    assert_eq!(bicep, "param name string\n\nvar tags = {\n  team: 'portal'\n  '${name}-id': '1'\n}\n",);
}

#[test]
fn an_identity_is_named_by_its_id() {
    let bicep = text(|t| {
        let identity = t.add("identity", UserAssignedIdentity::new("id", "westeurope"));
        t.add(
            "bus",
            Namespace::new("sb-portal", "westeurope").identity("/subscriptions/0/identities/a").identity(identity.id()),
        );
    });
    assert!(bicep.contains(
        "    userAssignedIdentities: {\n      '/subscriptions/0/identities/a': {}\n      '${identity.id}': {}\n    }\n"
    ));
}

#[test]
fn a_reference_takes_an_object_or_an_id() {
    let bicep = text(|t| {
        let is_prod = t.param(Param::bool("isProd"));
        let id = t.param(Param::typed("subnetId", TypeExpr::named("string")));
        let object = Expr::ternary(&is_prod, object! { id: &id }, Expr::NULL);
        t.add("first", PrivateEndpoint::new("first").subnet(object));
        t.add("second", PrivateEndpoint::new("second").subnet(id));
    });
    assert!(bicep.contains("    subnet: isProd\n      ? {\n          id: subnetId\n        }\n      : null\n"));
    assert!(bicep.contains("    subnet: {\n      id: subnetId\n    }\n"));
}

/// A value of two types.
fn both<A, B>(name: &Value<A>, _: fn(A) -> B) -> Value<String> {
    name.cast()
}

#[test]
fn arguments_of_text_may_have_generics() {
    let bicep = text(|t| {
        let name = t.param(Param::string("name"));
        let port = t.param(Param::int("port"));
        let length = |text: String| text.len();
        let compare = |a: i64, b: i64| if a < b { "a" } else { "b" };
        t.var("generic", interpolate!("{}-{}", both::<String, usize>(&name, |text| text.len()), port));
        t.var("path", interpolate!("{}-{}", <Value<String> as Into<Expr>>::into(name.clone()), port));
        t.var("arrow", interpolate!("{}-{}", both::<String, fn(i64, i64) -> usize>(&name, |_| |_, _| 0), port));
        t.var("less", interpolate!("{}-{}", compare(1, 2), if 1 < length(String::new()) { 1 } else { 2 }));
    });
    assert_eq!(
        bicep,
        "param name string\nparam port int\n\nvar generic = '${name}-${port}'\nvar path = '${name}-${port}'\n\
         var arrow = '${name}-${port}'\nvar less = 'a-2'\n",
    );
}

#[test]
fn a_body_keeps_the_comments_beside_it() {
    let bicep = text(|t| {
        let body = object! { name: "kv-portal" }.into_expr().comment_before("Made by hand.").comment_after("last");
        let body = body.comment_before("First.");
        t.add("vault", triceps::Raw::existing("Microsoft.KeyVault/vaults@2023-07-01", body));
    });
    assert!(
        bicep.ends_with("existing = {\n  // First.\n  // Made by hand.\n  name: 'kv-portal'\n  // last\n}\n"),
        "{bicep}"
    );
}

#[test]
fn values_of_rust_know_their_type() {
    let mut t = Template::for_resource_group();
    t.output("small", 3_u32);
    t.output("hosts", vec!["a".to_owned()]);
    t.output("ports", vec![vec![80, 443]]);
    let bicep = t.to_unchecked_bicep();
    for line in ["output small int = 3\n", "output hosts string[] = [", "output ports int[][] = ["] {
        assert!(bicep.contains(line), "{line}: {bicep}");
    }
}
