//! Modules: arguments, outputs, names.

use serde_json::json;
use triceps_language::{Ambient, Function};
use triceps_middle::{Header, Module};

use super::{File, VAULT, outputs_file};

#[test]
fn arguments_are_values_references_loops_or_choices() {
    let template = outputs_file(&[]);
    let mut file = File::new(3);
    let on = file.param("on", Ambient::Bool);
    let name = file.s("kv");
    let vault = file.existing("vault", VAULT, &[("name", name)]);
    let get_secret = file.builder.intern("getSecret");
    let (base, secret) = (file.d(vault), file.s("token"));
    let secret = file.builder.method(base, get_secret, &[secret]);
    let (base, chosen) = (file.d(vault), file.s("token"));
    let chosen = file.builder.method(base, get_secret, &[chosen]);
    let (condition, other) = (file.d(on), file.s("none"));
    let choice = file.builder.ternary(condition, chosen, other);
    let choice = file.builder.paren(choice);
    let zero = file.i(0);
    let two = file.i(2);
    let array = file.call(Function::Range, &[zero, two]);
    let Header { item, index, array } = file.header(array);
    let n = file.l(item);
    let body = file.object(&[("n", n)]);
    let each = file.builder.for_loop(item, index, array, body);
    let plain = file.i(1);
    let params = file.object(&[("secret", secret), ("choice", choice), ("each", each), ("plain", plain)]);
    let name = file.s("m");
    file.module("part", &template, &[("name", name), ("params", params)]);
    let id = "[resourceId('Microsoft.KeyVault/vaults', 'kv')]";
    assert_eq!(
        file.json()["resources"][0]["properties"]["parameters"],
        json!({
            "secret": { "reference": { "keyVault": { "id": id }, "secretName": "token" } },
            "choice": format!(
                "[if(parameters('on'), createObject('reference', createObject('keyVault', createObject('id', {}), 'secretName', 'token')), createObject('value', 'none'))]",
                id.trim_matches(['[', ']'])
            ),
            "each": { "copy": [{
                "name": "value",
                "count": "[length(range(0, 2))]",
                "input": "[createObject('n', range(0, 2)[copyIndex('value')])]"
            }] },
            "plain": { "value": 1 }
        })
    );
}

#[test]
fn outputs_of_modules_are_read_by_their_value() {
    let template = outputs_file(&[("x", false), ("y", true)]);
    let mut file = File::new(11);
    let on = file.param("on", Ambient::Bool);
    let name = file.s("m");
    let part = file.module("part", &template, &[("name", name)]);
    let (name, condition) = (file.s("c"), file.d(on));
    let maybe = file
        .module_with("maybe", &template, &[("name", name)], |module| Module { condition: Some(condition), ..module });
    let value = file.d(part);
    let alias = file.var("alias", value);
    let read = |name: &str, file: &mut File, base| {
        let base = file.get(base, "outputs");
        let value = file.get(base, name);
        file.output(&format!("o{}", file.next), value);
    };
    let base = file.d(part);
    read("x", &mut file, base);
    let base = file.d(alias);
    read("x", &mut file, base);
    let base = file.d(part);
    read("y", &mut file, base);
    let (condition, one, other) = (file.d(on), file.d(part), file.d(maybe));
    let base = file.builder.ternary(condition, one, other);
    let base = file.builder.paren(base);
    read("x", &mut file, base);
    // maybe.?outputs.x, maybe.?outputs.y
    for name in ["x", "y"] {
        let base = file.d(maybe);
        let base = file.try_get(base, "outputs");
        let value = file.get(base, name);
        file.output(&format!("maybe{name}"), value);
    }
    // part.outputs['x'] loses `value`, as the compiler does.
    let base = file.d(part);
    let (base, x) = (file.get(base, "outputs"), file.s("x"));
    let value = file.at(base, x);
    file.output("lost", value);
    assert_eq!(
        file.outputs(),
        [
            "[reference('part').outputs.x.value]",
            "[reference('part').outputs.x.value]",
            "[listOutputsWithSecureValues('part', '2025-04-01').y]",
            "[if(parameters('on'), reference('part'), reference('maybe')).outputs.x.value]",
            "[tryGet(if(parameters('on'), reference('maybe'), null()), 'outputs', 'x', 'value')]",
            "[tryGet(if(parameters('on'), listOutputsWithSecureValues('maybe', '2025-04-01'), null()), 'y')]",
            "[listOutputsWithSecureValues('part', '2025-04-01').x]"
        ]
    );
}

#[test]
fn loops_of_modules_are_read_as_a_whole_or_by_item() {
    let template = outputs_file(&[("x", false)]);
    let mut file = File::new(5);
    let names = file.param("names", Ambient::Array);
    let array = file.d(names);
    let header = file.header(array);
    let parts = file.module_with("parts", &template, &[], |module| Module { header: Some(header), ..module });
    // map(parts, m => m.outputs.x)
    let list = file.d(parts);
    let lambda = file.lambda("m", |file, m| {
        let base = file.l(m);
        let base = file.get(base, "outputs");
        file.get(base, "x")
    });
    let value = file.call(Function::Map, &[list, lambda]);
    file.output("mapped", value);
    // first(parts)!.outputs.x, first(parts).outputs.x
    for is_asserted in [true, false] {
        let list = file.d(parts);
        let mut base = file.call(Function::First, &[list]);
        if is_asserted {
            base = file.builder.non_null(base);
        }
        let base = file.get(base, "outputs");
        let value = file.get(base, "x");
        file.output(if is_asserted { "first" } else { "maybe" }, value);
    }
    let json = file.json();
    assert_eq!(
        json["outputs"]["mapped"]["value"],
        "[map(references('parts'), lambda('m', lambdaVariables('m').outputs.x.value))]"
    );
    assert_eq!(json["outputs"]["first"]["value"], "[first(references('parts')).outputs.x.value]");
    // What may be null is not a module.
    assert_eq!(json["outputs"]["maybe"]["value"], "[first(references('parts')).outputs.x]");
    assert_eq!(
        json["resources"]["parts"]["name"],
        "[format('parts-{0}-{1}', copyIndex(), uniqueString('parts', deployment().name))]"
    );
}

#[test]
fn modules_of_one_file_have_the_same_template() {
    let template = outputs_file(&[("x", false)]);
    let mut file = File::new(3);
    let id = Some(file.linked.add_module(&mut file.builder, "part.bicep".to_owned(), template.into()));
    for name in ["one", "two"] {
        let given = file.s(name);
        let body = file.object(&[("name", given)]);
        let module = Module { file: id, header: None, condition: None, body };
        file.declare(name, triceps_middle::DeclKind::Module(module), triceps_middle::Run::default());
    }
    let value = file.s("after");
    file.output("after", value);
    let checked = file.checked();
    let text = checked.to_arm_string();
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let [one, two] = [0, 1].map(|position| json["resources"][position]["properties"]["template"].clone());
    assert_eq!(one, two);
    // The hash is that of the text as it stands.
    let hash = json["metadata"]["_generator"]["templateHash"].as_str().expect("a hash").to_owned();
    assert_eq!(triceps_core::template_hash(&text), Ok(hash));
}

#[test]
fn an_item_of_a_mapped_list_is_a_module_only_if_the_lambda_gives_one() {
    let template = outputs_file(&[("x", false)]);
    let read = |gives_module: bool| {
        let mut file = File::new(2);
        let name = file.s("m");
        let part = file.module("part", &template, &[("name", name)]);
        let base = file.d(part);
        let modules = file.builder.array(&[base]);
        let inner = file.lambda("m", |file, m| {
            let module = file.l(m);
            if gives_module {
                return module;
            }
            let x = file.s("x");
            let outputs = file.object(&[("x", x)]);
            file.object(&[("outputs", outputs)])
        });
        let mapped = file.call(Function::Map, &[modules, inner]);
        let outer = file.lambda("n", |file, n| {
            let base = file.l(n);
            let outputs = file.get(base, "outputs");
            file.get(outputs, "x")
        });
        let value = file.call(Function::Map, &[mapped, outer]);
        file.output("o", value);
        file.outputs()[0].to_string()
    };
    assert!(read(true).ends_with("lambdaVariables('n').outputs.x.value))]\""), "{}", read(true));
    assert!(read(false).ends_with("lambdaVariables('n').outputs.x))]\""), "{}", read(false));
}
