//! ARM JSON of small programs, as the compiler of Azure writes it.

use serde_json::{Value, json};
use triceps_compile::{MemoryFiles, compile};

/// The template that `main.bicep` gives.
fn template(files: &MemoryFiles) -> Value {
    let compilation = compile(files, "main.bicep");
    let Some(checked) = compilation.checked() else { panic!("{:?}", super::messages(&compilation)) };
    serde_json::from_str(&checked.to_arm_string()).expect("JSON")
}

fn main(text: &str) -> Value {
    template(&MemoryFiles::new().with("main.bicep", text))
}

/// The values of the outputs, in the order of their names.
fn outputs(template: &Value) -> Vec<&Value> {
    let outputs = template["outputs"].as_object().expect("outputs");
    outputs.values().map(|output| output.get("value").unwrap_or(&output["copy"]["input"])).collect()
}

#[test]
fn a_text_of_the_template_that_is_reached_through_names_has_no_brackets() {
    let template = main(
        "\
param on bool
resource account 'Microsoft.Storage/storageAccounts@2023-01-01' existing = { name: 'stg' }
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: account.name }
resource lock 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: vault.type }
resource maybe 'Microsoft.Storage/storageAccounts@2023-01-01' = if (on) {
  name: vault.name
  location: 'x'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}
output a string = vault.name
output b string = account.?name ?? 'x'
output c string? = account.?name
output d string? = account[?'name']
output e string = lock.name
output f array = [for i in range(0, 2): vault.name]
output g string = any(vault.name).foo
output h string? = maybe.?name
output i string = maybe.name
output j string = '${vault.name}'
output k string? = maybe.?type
",
    );
    assert_eq!(template["resources"]["maybe"]["name"], "stg");
    let expected = [
        json!("stg"),
        json!("[coalesce('stg', 'x')]"),
        json!("stg"),
        json!("stg"),
        json!("Microsoft.KeyVault/vaults"),
        json!("[string('stg')]"),
        json!("[string('stg').foo]"),
        json!("[if(parameters('on'), 'stg', null())]"),
        json!("stg"),
        json!("[format('{0}', 'stg')]"),
        json!("Microsoft.Storage/storageAccounts"),
    ];
    assert_eq!(outputs(&template), expected.iter().collect::<Vec<_>>());
}

#[test]
fn a_place_that_is_named_by_a_text_has_no_brackets() {
    let files = MemoryFiles::new().with("part.bicep", "").with(
        "main.bicep",
        "\
targetScope = 'subscription'
param other string
resource group 'Microsoft.Resources/resourceGroups@2023-07-01' existing = { name: 'rg' }
module first 'part.bicep' = { name: 'first', scope: resourceGroup(group.name) }
module second 'part.bicep' = { name: 'second', scope: resourceGroup(first.name, group.name) }
module third 'part.bicep' = { name: 'third', scope: resourceGroup('${group.name}-${other}') }
",
    );
    let template = template(&files);
    let places: Vec<_> = template["resources"]
        .as_array()
        .expect("modules")
        .iter()
        .map(|module| (&module["subscriptionId"], &module["resourceGroup"]))
        .collect();
    assert_eq!(
        places,
        [
            (&Value::Null, &json!("rg")),
            (&json!("first"), &json!("rg")),
            (&Value::Null, &json!("[format('{0}-{1}', 'rg', parameters('other'))]"))
        ]
    );
}

#[test]
fn a_name_is_that_of_the_file_in_which_it_is_asked_for() {
    let files = MemoryFiles::new()
        .with("other.bicep", "@export()\nvar far = 1\n\n@export()\nvar more = 2\n")
        .with(
            "lib.bicep",
            "\
import { far as near } from 'other.bicep'
import * as all from 'other.bicep'
var hidden = { part: 1 }
@export()
var shown = 2
@export()
var names = [nameof(hidden), nameof(hidden.part), nameof(shown), nameof(near), nameof(all.more)]
@export()
func asked(text string) string => '${text}${nameof(hidden)}${nameof(text)}'
",
        )
        .with(
            "main.bicep",
            "\
import { names, shown as renamed, asked } from 'lib.bicep'
import * as all from 'other.bicep'
output a array = names
output b string = nameof(renamed)
output c string = asked('x')
output d string = nameof(all.more)
",
        );
    let template = template(&files);
    assert_eq!(template["variables"]["names"], json!(["hidden", "part", "shown", "near", "more"]));
    assert_eq!(template["variables"]["_1.hidden"], json!({ "part": 1 }));
    assert_eq!(template["outputs"]["b"]["value"], "renamed");
    assert_eq!(template["outputs"]["d"]["value"], "more");
    assert_eq!(
        template["functions"][0]["members"]["asked"]["output"]["value"],
        "[format('{0}{1}{2}', parameters('text'), 'hidden', 'text')]"
    );
}

#[test]
fn a_place_moves_to_a_child_with_all_variables_of_its_loop() {
    let template = main(
        "\
param names array
resource net 'Microsoft.Network/virtualNetworks@2023-11-01' existing = [for (n, i) in names: {
  name: 'v${n}'
  scope: resourceGroup('rg${i}')
}]
resource part 'Microsoft.Network/virtualNetworks/subnets@2023-11-01' existing = { parent: net[3], name: 's' }
resource parts 'Microsoft.Network/virtualNetworks/subnets@2023-11-01' existing = [for k in range(0, 2): {
  parent: net[k + 1]
  name: 's${k}'
}]
output a string = part.id
output b string = parts[5].id
output c string = net[4].id
",
    );
    let place = |group: &str, rest: &str| {
        json!(format!(
            "[extensionResourceId(format('/subscriptions/{{0}}/resourceGroups/{{1}}', subscription().subscriptionId, \
             format('rg{{0}}', {group})), 'Microsoft.Network/virtualNetworks{rest})]"
        ))
    };
    let expected = [
        place("3", "/subnets', format('v{0}', parameters('names')[3]), 's'"),
        place(
            "add(range(0, 2)[5], 1)",
            "/subnets', format('v{0}', parameters('names')[add(range(0, 2)[5], 1)]), format('s{0}', range(0, 2)[5])",
        ),
        // What is read of a resource itself has only the variables of its name at the iteration that is meant.
        place("copyIndex()", "', format('v{0}', parameters('names')[4])"),
    ];
    assert_eq!(outputs(&template), expected.iter().collect::<Vec<_>>());
}

#[test]
fn a_child_that_is_written_out_is_in_the_group_at_the_index_of_its_parent() {
    let template = main(
        "\
targetScope = 'subscription'
param names array
param maybe string?
resource groups 'Microsoft.Resources/resourceGroups@2023-07-01' existing = [for n in names: { name: n }]
resource nets 'Microsoft.Network/virtualNetworks@2023-11-01' existing = [for (n, i) in names: {
  name: 'v${n}'
  scope: groups[i + 1]
}]
resource others 'Microsoft.Network/virtualNetworks@2023-11-01' existing = [for (n, i) in names: {
  name: 'v${n}'
  scope: resourceGroup('rg${i}')
}]
resource first 'Microsoft.Network/virtualNetworks/subnets@2023-11-01' existing = { parent: nets[3], name: 's' }
resource second 'Microsoft.Network/virtualNetworks/subnets@2023-11-01' existing = { parent: others[3], name: 's' }
",
    );
    let group = |name: &str| &template["resources"][name]["resourceGroup"];
    assert_eq!(group("nets"), "[parameters('names')[add(copyIndex(), 1)]]");
    assert_eq!(group("first"), "[parameters('names')[3]]");
    assert_eq!(group("others"), "[format('rg{0}', copyIndex())]");
    assert_eq!(group("second"), "[format('rg{0}', 3)]");
}

#[test]
fn a_child_of_an_extension_extends_what_its_parent_extends_at_that_iteration() {
    let template = main(
        "\
param names array
resource accounts 'Microsoft.Storage/storageAccounts@2023-01-01' = [for n in names: {
  name: n
  location: 'x'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}]
resource same 'Foo.Bar/exts@2020-01-01' = [for (n, j) in names: { scope: accounts[j], name: 'e${n}' }]
resource next 'Foo.Bar/exts@2020-01-01' = [for (n, j) in names: { scope: accounts[j + 1], name: 'e${n}' }]
resource kid 'Foo.Bar/exts/kids@2020-01-01' = { parent: same[7], name: 'k' }
resource kids 'Foo.Bar/exts/kids@2020-01-01' = [for k in range(0, 2): { parent: next[k + 2], name: 'k${k}' }]
",
    );
    let scopes: Vec<&Value> =
        template["resources"].as_array().expect("resources").iter().map(|resource| &resource["scope"]).collect();
    let account =
        |index: &str| json!(format!("[resourceId('Microsoft.Storage/storageAccounts', parameters('names')[{index}])]"));
    assert_eq!(
        scopes,
        [
            &Value::Null,
            &account("copyIndex()"),
            &account("add(copyIndex(), 1)"),
            &account("7"),
            &account("add(add(range(0, 2)[copyIndex()], 2), 1)"),
        ]
    );
}

#[test]
fn outputs_are_read_through_value_where_the_type_is_that_of_a_module() {
    let files = MemoryFiles::new().with("part.bicep", "output o string = 'x'\n").with(
        "main.bicep",
        "\
module a 'part.bicep' = { name: 'a' }
module b 'part.bicep' = { name: 'b' }
module m 'part.bicep' = [for i in range(0, 2): { name: 'm${i}' }]
var mods = { web: a }
output a string = mods.web.outputs.o
output b array = map([...[a]], q => q.outputs.o)
output c string = [[a]][0][0].outputs.o
output d array = map([m], x => x[0].outputs.o)
output e array = map(map(m, x => { k: x }), x => x.k.outputs.o)
output f array = map(flatten([[a], [b]]), x => x.outputs.o)
output g object = mapValues({ a: a }, x => x.outputs.o)
output h string = first(m)!.outputs.o
output i string = first([a, b]).outputs.o
output j string? = first(m).?outputs.o
output k string = last(m).outputs.o
output l array = map(union(m, m), q => q.outputs.o)
output m string = any(a).outputs.o
output n string = any(m[0]).outputs.o
output o string = any(m)[0].outputs.o
output p string = (a).outputs.o
",
    );
    let expected = [
        "createObject('web', reference('a')).web.outputs.o.value",
        "map(flatten(createArray(createArray(reference('a')))), lambda('q', lambdaVariables('q').outputs.o.value))",
        "createArray(createArray(reference('a')))[0][0].outputs.o.value",
        "map(createArray(references('m')), lambda('x', lambdaVariables('x')[0].outputs.o.value))",
        "map(map(references('m'), lambda('x', createObject('k', lambdaVariables('x')))), \
         lambda('x', lambdaVariables('x').k.outputs.o.value))",
        "map(flatten(createArray(createArray(reference('a')), createArray(reference('b')))), \
         lambda('x', lambdaVariables('x').outputs.o.value))",
        "mapValues(createObject('a', reference('a')), lambda('x', lambdaVariables('x').outputs.o.value))",
        "first(references('m')).outputs.o.value",
        "first(createArray(reference('a'), reference('b'))).outputs.o.value",
        // An item that may be missing, an item of no known type, and `any` are not modules.
        "tryGet(first(references('m')), 'outputs', 'o')",
        "last(references('m')).outputs.o",
        "map(union(references('m'), references('m')), lambda('q', lambdaVariables('q').outputs.o))",
        "reference('a').outputs.o",
        "reference(format('m[{0}]', 0)).outputs.o",
        "references('m')[0].outputs.o",
        "reference('a').outputs.o.value",
    ];
    let template = template(&files);
    let found: Vec<String> = outputs(&template).into_iter().map(Value::to_string).collect();
    assert_eq!(found, expected.map(|expression| json!(format!("[{expression}]")).to_string()));
}

#[test]
fn a_computed_key_of_imported_json_is_the_call_that_it_was() {
    let lib = r#"{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "metadata": { "__bicep_exported_variables!": [{ "name": "v1" }] },
  "variables": { "v1": { "[format('x{0}', 'l')]": 2, "[string('copy')]": 4, "plain": { "[concat('a', 'b')]": 1 } } },
  "resources": []
}"#;
    let files = MemoryFiles::new().with("lib.json", lib).with(
        "main.bicep",
        "\
import { v1 } from 'lib.json'
param name string
output a object = v1
output b object = { '${name}': 1 }
output c object = union(v1, { '${name}': 1 })
",
    );
    let template = template(&files);
    assert_eq!(
        template["variables"]["v1"],
        json!({ "[format('x{0}', 'l')]": 2, "[string('copy')]": 4, "plain": { "[concat('a', 'b')]": 1 } })
    );
    assert_eq!(template["outputs"]["b"]["value"], json!({ "[format('{0}', parameters('name'))]": 1 }));
    assert_eq!(
        template["outputs"]["c"]["value"],
        "[union(variables('v1'), createObject(format('{0}', parameters('name')), 1))]"
    );
}

#[test]
fn what_reads_the_id_of_an_existing_resource_through_a_variable_does_not_wait_for_it() {
    let files = MemoryFiles::new().with("part.bicep", "param p string\noutput o string = p\n").with(
        "main.bicep",
        "\
param maybe string?
var key = 'id'
var other = key
var typed string = 'id'
var place = 'location'
resource account 'Microsoft.Storage/storageAccounts@2023-01-01' existing = { name: 'stg' }
module a 'part.bicep' = { params: { p: account[key] } }
module b 'part.bicep' = { params: { p: account[(other)] } }
module c 'part.bicep' = { params: { p: account[typed] } }
module d 'part.bicep' = { params: { p: account[place] } }
module e 'part.bicep' = { params: { p: maybe ?? account['id'] } }
",
    );
    let template = template(&files);
    let waits = ["a", "b", "c", "d", "e"].map(|name| template["resources"][name].get("dependsOn"));
    let account = json!(["account"]);
    assert_eq!(waits, [None, None, Some(&account), Some(&account), None]);
}
