//! What resources wait for.

use serde_json::{Value, json};
use triceps_language::Ambient;
use triceps_middle::{Header, LocalId, Resource};

use super::{ACCOUNT, File, VAULT};

/// A loop of accounts over the parameter `names`.
fn looped(file: &mut File, name: &str, names: triceps_middle::DeclId) -> triceps_middle::DeclId {
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let own = file.l(item);
    let own = file.text(&[Ok(name), Err(own)]);
    file.resource_with(name, ACCOUNT, &[("name", own)], |resource| Resource {
        header: Some(Header { item, index, array }),
        ..resource
    })
}

/// A loop of vaults over `names` whose tags read what `read` makes of the index.
fn reader(
    file: &mut File,
    names: triceps_middle::DeclId,
    read: impl FnOnce(&mut File, LocalId) -> triceps_middle::ExprId,
) {
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let own = file.l(item);
    let value = read(file, index.expect("an index"));
    let tags = file.object(&[("x", value)]);
    file.resource_with("reader", VAULT, &[("name", own), ("tags", tags)], |resource| Resource {
        header: Some(Header { item, index, array }),
        ..resource
    });
}

fn depends_on(file: File) -> Value {
    let json = file.json();
    let resources = json["resources"].as_array().expect("classic");
    resources.last().expect("a resource")["dependsOn"].clone()
}

const ITEM: &str =
    "[resourceId('Microsoft.Storage/storageAccounts', format('a{0}', parameters('names')[copyIndex()]))]";

#[test]
fn items_of_the_own_iteration_are_waited_for_alone() {
    let mut file = File::new(3);
    let names = file.param("names", Ambient::Array);
    let accounts = looped(&mut file, "a", names);
    reader(&mut file, names, |file, i| {
        let (base, i) = (file.d(accounts), file.l(i));
        let base = file.at(base, i);
        file.get(base, "id")
    });
    assert_eq!(depends_on(file), json!([ITEM]));
}

#[test]
fn items_are_followed_through_loops_of_variables() {
    let mut file = File::new(4);
    let names = file.param("names", Ambient::Array);
    let accounts = looped(&mut file, "a", names);
    // var ids = [for (item, i) in names: a[i].id]
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let (base, i) = (file.d(accounts), file.l(index.expect("an index")));
    let base = file.at(base, i);
    let body = file.get(base, "id");
    let each = file.builder.for_loop(item, index, array, body);
    let ids = file.var("ids", each);
    reader(&mut file, names, |file, i| {
        let (base, i) = (file.d(ids), file.l(i));
        file.at(base, i)
    });
    assert_eq!(depends_on(file), json!([ITEM]));
}

#[test]
fn a_variable_as_a_whole_stands_for_the_whole_loop() {
    let mut file = File::new(4);
    let names = file.param("names", Ambient::Array);
    let accounts = looped(&mut file, "a", names);
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let (base, i) = (file.d(accounts), file.l(index.expect("an index")));
    let base = file.at(base, i);
    let body = file.get(base, "id");
    let each = file.builder.for_loop(item, index, array, body);
    let ids = file.var("ids", each);
    reader(&mut file, names, |file, _| file.d(ids));
    assert_eq!(depends_on(file), json!(["a"]));
}

#[test]
fn a_whole_loop_stands_for_an_item_before_it() {
    let mut file = File::new(5);
    let names = file.param("names", Ambient::Array);
    let accounts = looped(&mut file, "a", names);
    let name = file.s("b");
    let other = file.resource("b", ACCOUNT, &[("name", name)]);
    // var ids = [for (item, i) in names: a[i].id]
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let (base, i) = (file.d(accounts), file.l(index.expect("an index")));
    let base = file.at(base, i);
    let body = file.get(base, "id");
    let each = file.builder.for_loop(item, index, array, body);
    let ids = file.var("ids", each);
    reader(&mut file, names, |file, i| {
        let (base, i) = (file.d(accounts), file.l(i));
        let item = file.at(base, i);
        let (item, other, whole) = (file.get(item, "id"), file.d(other), file.d(ids));
        let other = file.get(other, "id");
        file.builder.array(&[item, other, whole])
    });
    assert_eq!(depends_on(file), json!(["a", "[resourceId('Microsoft.Storage/storageAccounts', 'b')]"]));
}

#[test]
fn an_index_of_an_inner_loop_stands_for_the_whole_loop() {
    let mut file = File::new(3);
    let names = file.param("names", Ambient::Array);
    let accounts = looped(&mut file, "a", names);
    reader(&mut file, names, |file, _| {
        let array = file.d(names);
        let Header { item, index, array } = file.header(array);
        let (base, i) = (file.d(accounts), file.l(index.expect("an index")));
        let base = file.at(base, i);
        let body = file.get(base, "id");
        file.builder.for_loop(item, index, array, body)
    });
    assert_eq!(depends_on(file), json!(["a"]));
}

#[test]
fn existing_resources_are_seen_through_unless_they_are_read() {
    let reads = |symbolic: bool, property: &str, in_brackets: bool| {
        let mut file = File::new(4);
        let name = file.s("account");
        let account = file.resource("account", ACCOUNT, &[("name", name)]);
        let base = file.d(account);
        let name = file.get(base, "name");
        let vault = file.existing("vault", VAULT, &[("name", name)]);
        let (base, name) = (file.d(vault), file.s("r"));
        let value = if in_brackets {
            let property = file.s(property);
            file.at(base, property)
        } else {
            file.get(base, property)
        };
        file.resource("reader", ACCOUNT, &[("name", name), ("location", value)]);
        let ty = file.ambient(Ambient::String);
        if symbolic {
            file.ty("t", ty);
        } else {
            file.param_of("p", ty);
        }
        let json = file.json();
        let reader = if symbolic { &json["resources"]["reader"] } else { &json["resources"][1] };
        reader["dependsOn"].clone()
    };
    let id = json!(["[resourceId('Microsoft.Storage/storageAccounts', 'account')]"]);
    for (property, expected) in [("id", "account"), ("location", "vault")] {
        for in_brackets in [false, true] {
            assert_eq!(reads(false, property, in_brackets), id, "{property} {in_brackets}");
            assert_eq!(reads(true, property, in_brackets), json!([expected]), "{property} {in_brackets}");
        }
    }
}

#[test]
fn scopes_and_parents_are_weak_whatever_they_read() {
    let mut file = File::new(4);
    let name = file.s("kv");
    let vault = file.existing("vault", VAULT, &[("name", name)]);
    let (parent, name) = (file.d(vault), file.s("s"));
    file.resource("secret", "Microsoft.KeyVault/vaults/secrets@2023-07-01", &[("parent", parent), ("name", name)]);
    let (scope, name) = (file.d(vault), file.s("l"));
    file.resource("lock", "Microsoft.Authorization/locks@2020-05-01", &[("scope", scope), ("name", name)]);
    let ty = file.ambient(Ambient::String);
    file.ty("t", ty);
    let json = file.json();
    assert!(json["resources"]["secret"].get("dependsOn").is_none());
    assert!(json["resources"]["lock"].get("dependsOn").is_none());
    assert_eq!(json["resources"]["secret"]["name"], "[format('{0}/{1}', 'kv', 's')]");
}

#[test]
fn many_ways_to_one_resource_are_one() {
    // Each variable names the one before it twice.
    let mut file = File::new(42);
    let name = file.s("account");
    let account = file.resource("account", ACCOUNT, &[("name", name)]);
    let base = file.d(account);
    let value = file.get(base, "id");
    let mut last = file.var("v", value);
    for number in 0..39 {
        let (one, two) = (file.d(last), file.d(last));
        let value = file.builder.array(&[one, two]);
        last = file.var(&format!("v{number}"), value);
    }
    let (name, value) = (file.s("r"), file.d(last));
    file.resource("reader", VAULT, &[("name", name), ("tags", value)]);
    assert_eq!(depends_on(file), json!(["[resourceId('Microsoft.Storage/storageAccounts', 'account')]"]));
}

#[test]
fn many_ways_to_one_item_are_one() {
    // Each loop reads the same item of the one before it twice, but for the first.
    let mut file = File::new(42);
    let names = file.param("names", Ambient::Array);
    let mut last = looped(&mut file, "a", names);
    for number in 0..39 {
        let array = file.d(names);
        let Header { item, index, array } = file.header(array);
        let i = index.expect("an index");
        let (base, one) = (file.d(last), file.l(i));
        let first = file.at(base, one);
        let body = if number == 0 {
            file.get(first, "id")
        } else {
            let (base, two) = (file.d(last), file.l(i));
            let second = file.at(base, two);
            file.builder.array(&[first, second])
        };
        let each = file.builder.for_loop(item, index, array, body);
        last = file.var(&format!("v{number}"), each);
    }
    reader(&mut file, names, |file, i| {
        let (base, i) = (file.d(last), file.l(i));
        file.at(base, i)
    });
    assert_eq!(depends_on(file), json!([ITEM]));
}
