//! Loops of values, and spreads.

use triceps_language::Ambient;
use triceps_middle::{Entry, Header, Key};

use super::File;

#[test]
fn loops_of_variables_outputs_and_properties() {
    let mut file = File::new(4);
    let names = file.param("names", Ambient::Array);
    // var upper = [for (item, i) in names: '${i}-${item}']
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let (i, name) = (file.l(index.expect("an index")), file.l(item));
    let body = file.text(&[Err(i), Ok("-"), Err(name)]);
    let each = file.builder.for_loop(item, index, array, body);
    file.var("upper", each);
    // output five array = [for (item, i) in names: 5]
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let body = file.i(5);
    let each = file.builder.for_loop(item, index, array, body);
    file.output("five", each);
    // output nested object = { items: [for (item, i) in names: { name: item }] }
    let array = file.d(names);
    let Header { item, index, array } = file.header(array);
    let name = file.l(item);
    let body = file.object(&[("name", name)]);
    let each = file.builder.for_loop(item, index, array, body);
    let one = file.i(1);
    let value = file.object(&[("before", one), ("items", each)]);
    file.output("nested", value);
    let json = file.json();
    let count = "[length(parameters('names'))]";
    assert_eq!(
        json["variables"]["copy"],
        serde_json::json!([{
            "name": "upper",
            "count": count,
            "input": "[format('{0}-{1}', copyIndex('upper'), parameters('names')[copyIndex('upper')])]"
        }])
    );
    assert_eq!(json["outputs"]["five"]["copy"], serde_json::json!({ "count": count, "input": "[int(5)]" }));
    assert_eq!(
        json["outputs"]["nested"]["value"].to_string(),
        format!(
            r#"{{"copy":[{{"name":"items","count":"{count}","input":{{"name":"[parameters('names')[copyIndex('items')]]"}}}}],"before":1}}"#
        )
    );
}

#[test]
fn spreads_make_calls() {
    let mut file = File::new(3);
    let o = file.param("o", Ambient::Object);
    let (one, two, base) = (file.i(1), file.i(2), file.d(o));
    let [a, b] = ["a", "b"].map(|name| Key::Name(file.builder.intern(name)));
    let value = file.builder.object(&[
        Entry { key: a, value: one },
        Entry { key: Key::Spread, value: base },
        Entry { key: b, value: two },
    ]);
    file.output("object", value);
    let (one, base) = (file.i(1), file.d(o));
    let spread = file.builder.spread(base);
    let two = file.i(2);
    let value = file.builder.array(&[spread, one, two]);
    file.output("array", value);
    assert_eq!(
        file.outputs(),
        [
            "[shallowMerge(createArray(createObject('a', 1), parameters('o'), createObject('b', 2)))]",
            "[flatten(createArray(parameters('o'), createArray(1, 2)))]"
        ]
    );
}

#[test]
fn computed_keys_and_keys_that_mean_loops() {
    let mut file = File::new(2);
    let o = file.param("o", Ambient::String);
    let (key, one) = (file.d(o), file.i(1));
    let (hole, alone) = (file.d(o), file.d(o));
    let whole = file.text(&[Err(alone)]);
    let (text, two, three) = (file.text(&[Ok("a-"), Err(hole)]), file.i(2), file.i(3));
    let four = file.i(4);
    let copy = Key::Name(file.builder.intern("Copy"));
    let value = file.builder.object(&[
        Entry { key: Key::Computed(key), value: one },
        Entry { key: Key::Computed(whole), value: four },
        Entry { key: Key::Computed(text), value: two },
        Entry { key: copy, value: three },
    ]);
    file.output("o", value);
    assert_eq!(
        file.outputs()[0].to_string(),
        r#"{"[parameters('o')]":1,"[format('{0}', parameters('o'))]":4,"[format('a-{0}', parameters('o'))]":2,"[string('Copy')]":3}"#
    );
}
