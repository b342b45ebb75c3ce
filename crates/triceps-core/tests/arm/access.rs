//! Reading properties and items.

use triceps_language::{Ambient, Function};
use triceps_middle::{Header, Resource};

use super::{ACCOUNT, File, VAULT};

#[test]
fn names_stand_after_a_dot_or_in_brackets() {
    let mut file = File::new(7);
    let o = file.param("o", Ambient::Object);
    for (position, name) in ["$ref", "é", "a-b", "9a", "it's", "Ⅷ"].into_iter().enumerate() {
        let base = file.d(o);
        let read = match position % 2 {
            0 => file.get(base, name),
            _ => {
                let index = file.s(name);
                file.at(base, index)
            }
        };
        file.output(&format!("o{position}"), read);
    }
    assert_eq!(
        file.outputs(),
        [
            "[parameters('o').$ref]",
            "[parameters('o').é]",
            "[parameters('o')['a-b']]",
            "[parameters('o')['9a']]",
            "[parameters('o')['it''s']]",
            "[parameters('o')['Ⅷ']]"
        ]
    );
}

#[test]
fn a_safe_chain_goes_on_through_assertions_and_any_but_not_through_parentheses() {
    let mut file = File::new(5);
    let o = file.param("o", Ambient::Object);
    let chain = |file: &mut File| {
        let base = file.d(o);
        file.try_get(base, "a")
    };
    // o.?a!.b
    let base = chain(&mut file);
    let base = file.builder.non_null(base);
    let read = file.get(base, "b");
    file.output("asserted", read);
    // any(o.?a).b
    let base = chain(&mut file);
    let base = file.call(Function::Any, &[base]);
    let read = file.get(base, "b");
    file.output("loose", read);
    // (o.?a).b
    let base = chain(&mut file);
    let base = file.builder.paren(base);
    let read = file.get(base, "b");
    file.output("stopped", read);
    // o.?a[^1].b
    let base = chain(&mut file);
    let one = file.i(1);
    let base = file.builder.index(base, one, false, true);
    let read = file.get(base, "b");
    file.output("last", read);
    assert_eq!(
        file.outputs(),
        [
            "[tryGet(parameters('o'), 'a', 'b')]",
            "[tryGet(parameters('o'), 'a', 'b')]",
            "[tryGet(parameters('o'), 'a').b]",
            "[tryGet(parameters('o'), 'a', createObject('value', 1, 'fromEnd', true()), 'b')]"
        ]
    );
}

#[test]
fn items_from_the_end_and_of_literals() {
    let mut file = File::new(4);
    let list = file.param("list", Ambient::Array);
    let (base, one) = (file.d(list), file.i(1));
    let base = file.builder.index(base, one, false, true);
    let read = file.get(base, "x");
    file.output("last", read);
    let (base, one) = (file.d(list), file.i(1));
    let read = file.builder.index(base, one, true, true);
    file.output("maybe", read);
    let (base, zero) = (file.s("foo"), file.i(0));
    let read = file.at(base, zero);
    file.output("letter", read);
    assert_eq!(
        file.outputs(),
        ["[indexFromEnd(parameters('list'), 1).x]", "[tryIndexFromEnd(parameters('list'), 1)]", "[string('foo')[0]]"]
    );
}

#[test]
fn properties_of_resources() {
    let mut file = File::new(9);
    let name = file.s("kv");
    let vault = file.resource("vault", VAULT, &[("name", name)]);
    for (position, name) in ["id", "name", "type", "apiVersion", "location"].into_iter().enumerate() {
        let base = file.d(vault);
        let read = file.get(base, name);
        file.output(&format!("o{position}"), read);
    }
    // (vault).properties.x, any(vault)!.properties['x'], vault['properties']['x']
    let base = file.d(vault);
    let base = file.builder.paren(base);
    let base = file.get(base, "properties");
    let read = file.get(base, "x");
    file.output("parens", read);
    let base = file.d(vault);
    let base = file.call(Function::Any, &[base]);
    let base = file.builder.non_null(base);
    let base = file.get(base, "properties");
    let x = file.s("x");
    let read = file.at(base, x);
    file.output("any", read);
    let (base, properties, x) = (file.d(vault), file.s("properties"), file.s("x"));
    let base = file.at(base, properties);
    let read = file.at(base, x);
    file.output("indexes", read);
    let id = "resourceId('Microsoft.KeyVault/vaults', 'kv')";
    let short = format!("[reference({id}, '2023-07-01').x]");
    assert_eq!(
        file.outputs(),
        [
            format!("[{id}]"),
            "kv".to_owned(),
            "Microsoft.KeyVault/vaults".to_owned(),
            "2023-07-01".to_owned(),
            format!("[reference({id}, '2023-07-01', 'full').location]"),
            short.clone(),
            short.clone(),
            short
        ]
    );
}

#[test]
fn an_index_between_a_resource_and_a_property_is_lost() {
    // vault['sku'].name: the compiler takes `sku` for an item of a loop.
    let mut file = File::new(2);
    let name = file.s("kv");
    let vault = file.resource("vault", VAULT, &[("name", name)]);
    let (base, sku) = (file.d(vault), file.s("sku"));
    let base = file.at(base, sku);
    let read = file.get(base, "name");
    file.output("o", read);
    assert_eq!(file.outputs(), ["kv"]);
}

#[test]
fn what_may_not_be_deployed_is_read_under_its_condition() {
    let mut file = File::new(4);
    let on = file.param("on", Ambient::Bool);
    let (name, condition) = (file.s("kv"), file.d(on));
    let vault = file.resource_with("vault", VAULT, &[("name", name)], |resource| Resource {
        condition: Some(condition),
        ..resource
    });
    let base = file.d(vault);
    let read = file.try_get(base, "id");
    file.output("id", read);
    let base = file.d(vault);
    let base = file.try_get(base, "properties");
    let read = file.get(base, "x");
    file.output("x", read);
    let id = "resourceId('Microsoft.KeyVault/vaults', 'kv')";
    assert_eq!(
        file.outputs(),
        [
            format!("[if(parameters('on'), {id}, null())]"),
            format!("[tryGet(if(parameters('on'), reference({id}, '2023-07-01', 'full'), null()), 'properties', 'x')]")
        ]
    );
}

#[test]
fn items_of_loops_are_named_by_an_index_right_behind_the_name() {
    let mut file = File::new(5);
    let names = file.param("names", Ambient::Array);
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let name = file.l(item);
    let accounts = file.resource_with("accounts", ACCOUNT, &[("name", name)], |resource| Resource {
        header: Some(Header { item, index, array }),
        ..resource
    });
    let (base, zero) = (file.d(accounts), file.i(0));
    let base = file.at(base, zero);
    let read = file.get(base, "id");
    file.output("id", read);
    let (base, one) = (file.d(accounts), file.i(1));
    let base = file.at(base, one);
    let base = file.builder.paren(base);
    let name = file.builder.intern("listKeys");
    let read = file.builder.method(base, name, &[]);
    file.output("keys", read);
    // (accounts)[0].location reads the whole loop.
    let base = file.d(accounts);
    let base = file.builder.paren(base);
    let zero = file.i(0);
    let base = file.at(base, zero);
    let read = file.get(base, "location");
    file.output("location", read);
    let id = |index: usize| format!("resourceId('Microsoft.Storage/storageAccounts', parameters('names')[{index}])");
    assert_eq!(
        file.outputs(),
        [
            format!("[{}]", id(0)),
            format!("[listKeys({}, '2023-05-01')]", id(1)),
            "[references('accounts', 'full')[0].location]".to_owned()
        ]
    );
}

#[test]
fn variables_that_are_not_in_the_name_are_those_of_the_own_loop() {
    let mut file = File::new(3);
    let names = file.param("names", Ambient::Array);
    // resource a 'Microsoft.Storage/..' existing = [for (item, i) in names: {
    //   name: item
    //   scope: resourceGroup('rg${i}')
    // }]
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let (name, i) = (file.l(item), file.l(index.expect("an index")));
    let group = file.text(&[Ok("rg"), Err(i)]);
    let scope = file.call(Function::ResourceGroup, &[group]);
    let accounts = file.resource_with("a", ACCOUNT, &[("name", name), ("scope", scope)], |resource| Resource {
        existing: true,
        header: Some(Header { item, index, array }),
        ..resource
    });
    let (base, one) = (file.d(accounts), file.i(1));
    let base = file.at(base, one);
    let id = file.get(base, "id");
    file.output("id", id);
    assert_eq!(
        file.outputs(),
        [
            "[extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}', subscription().subscriptionId, format('rg{0}', copyIndex())), 'Microsoft.Storage/storageAccounts', parameters('names')[1])]"
        ]
    );
}
