//! `dependsOn`: one resource, collections, and what is chosen among them.

use triceps::functions::range;
use triceps::key_vault::Vault;
use triceps::{Array, Expr, IntoExpr, Param, Raw, Template, Value, array, each, interpolate};

use super::{ACCOUNT, account, account_body, group, messages, same};

fn one(t: &mut Template) -> triceps::handle::RawRef {
    t.add("one", account("contosostore1"))
}

fn parts(t: &mut Template) -> triceps::handle::Collection<Raw> {
    t.add_each("parts", each("i", range(0, 2)), |i, _| account(interpolate!("contosostore{i}")))
}

fn two(t: &mut Template, name: &str, depends_on: impl IntoExpr) {
    t.add("two", Raw::new(ACCOUNT, account_body(name).set("dependsOn", depends_on)));
}

fn both(t: &mut Template) -> Value<bool> {
    t.param(Param::bool("both"))
}

fn list(items: Array) -> Expr {
    items.one_line().into_expr()
}

#[test]
fn depends_on_one() {
    let mut t = group();
    let one = one(&mut t);
    two(&mut t, "contosostore2", one);
    same("depends-on-one", t);
}

#[test]
fn depends_on_collection() {
    let mut t = group();
    let parts = parts(&mut t);
    two(&mut t, "contosostorex", &parts);
    same("depends-on-collection", t);
}

#[test]
fn depends_on_ternary() {
    let mut t = group();
    let both = both(&mut t);
    let one = one(&mut t);
    two(&mut t, "contosostore2", Expr::ternary(&both, list(array![&one]), array![]));
    same("depends-on-ternary", t);
}

#[test]
fn depends_on_ternary_collection() {
    let mut t = group();
    let both = both(&mut t);
    let parts = parts(&mut t);
    two(&mut t, "contosostorex", Expr::ternary(&both, array![], list(array![parts.at(0)])));
    same("depends-on-ternary-collection", t);
}

#[test]
fn depends_on_variable() {
    let mut t = group();
    let one = one(&mut t);
    let first = t.var("first", (&one).into_expr());
    two(&mut t, "contosostore2", list(array![&first]));
    t.output_as::<String>("o", first.prop("location"));
    same("depends-on-variable", t);
}

#[test]
fn variables_of_resources_are_dependencies_wherever_they_stand() {
    // Of a typed model, of a module, in a ternary, and through another variable.
    let found = messages(|t| {
        let one = one(t);
        let first = t.var("first", (&one).into_expr());
        let again = t.var("again", &first);
        let tenant = triceps::functions::tenant().tenant_id();
        let vault = Vault::new("kv-contoso", "westeurope", tenant, triceps::key_vault::Sku::STANDARD);
        t.add("vault", vault.depends_on(&first).depends_on(&again));
        let file = super::text_module(t);
        t.add("m", super::named(&file, "m").depends_on(&again));
        let go = super::go(t);
        two(t, "contosostore2", list(array![Expr::ternary(&go, &first, &again)]));
        t.output_as::<String>("o", first.prop("location"));
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn what_is_not_a_resource_is_not_a_dependency() {
    for value in ["text".into_expr(), 1.into_expr(), Expr::NULL] {
        let found = messages(|t| two(t, "contosostore2", list(array![value])));
        assert_eq!(found, ["BCP034 two"]);
    }
    let found = messages(|t| two(t, "contosostore2", "text"));
    assert_eq!(found, ["BCP036 two"]);
    let found = messages(|t| {
        let name = t.param(Param::string("name"));
        two(t, "contosostore2", &name);
    });
    assert_eq!(found, ["BCP036 two"]);
}
