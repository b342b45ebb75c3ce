//! Where resources of loops are, in the JSON.

use triceps_compile::{Compiler, MemoryFiles, NoModules};

fn json(files: &MemoryFiles) -> String {
    let mut compiler = Compiler::new();
    let compilation = compiler.compile(files, &NoModules, "main.bicep");
    compiler.arm_string(&compilation, &triceps_core::Generator::default()).expect("the text has no error")
}

#[test]
fn a_module_in_a_group_of_a_loop_is_in_its_subscription() {
    let text = "targetScope = 'subscription'
var groups = [{ name: 'rg-a', sub: '00000000-0000-0000-0000-000000000000' }]
resource rgs 'Microsoft.Resources/resourceGroups@2021-04-01' existing = [for (rg, at) in groups: {
  name: rg.name
  scope: subscription(rg.sub)
}]
module one 'part.bicep' = {
  name: 'one'
  scope: rgs[0]
}
module each 'part.bicep' = [for i in range(0, 2): {
  name: 'each${i}'
  scope: rgs[i]
}]
";
    let text = json(&MemoryFiles::new().with("main.bicep", text).with("part.bicep", ""));
    for line in [
        "\"subscriptionId\": \"[variables('groups')[0].sub]\"",
        "\"resourceGroup\": \"[variables('groups')[0].name]\"",
        "\"subscriptionId\": \"[variables('groups')[range(0, 2)[copyIndex()]].sub]\"",
        "\"resourceGroup\": \"[variables('groups')[range(0, 2)[copyIndex()]].name]\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn the_id_of_a_child_is_that_below_the_mentioned_parent() {
    let text = "resource lock 'Microsoft.Rp1/one@2020-06-01' = [for i in range(0, 3): {
  name: 'one${i}'
}]
resource outer 'Microsoft.Rp2/two@2020-06-01' = [for k in range(10, 3): {
  scope: lock[k - 10]
  name: 'two${k}'
}]
resource inner 'Microsoft.Rp2/two/three@2020-06-01' = [for l in range(20, 3): {
  parent: outer[l - 20]
  name: 'three${l}'
}]
output id string = inner[2].id
output outerId string = outer[1].id
";
    let text = json(&MemoryFiles::new().with("main.bicep", text));
    let index = "sub(range(20, 3)[2], 20)";
    let id = format!(
        "[extensionResourceId(resourceId('Microsoft.Rp1/one', format('one{{0}}', range(0, 3)[{index}])), \
         'Microsoft.Rp2/two/three', format('two{{0}}', range(10, 3)[{index}]), format('three{{0}}', range(20, 3)[2]))]"
    );
    assert!(text.contains(&id), "{id}\n{text}");
    let id = "[extensionResourceId(resourceId('Microsoft.Rp1/one', format('one{0}', range(0, 3)[copyIndex()])), \
              'Microsoft.Rp2/two', format('two{0}', range(10, 3)[1]))]";
    assert!(text.contains(id), "{id}\n{text}");
}

#[test]
fn an_item_in_an_item_of_another_loop_is_read_at_the_position_of_its_loop() {
    let text = |read: &str| {
        format!(
            "resource lock 'Microsoft.Rp1/one@2020-06-01' = [for i in range(0, 3): {{
  name: 'one${{i}}'
}}]
resource outer 'Microsoft.Rp2/two@2020-06-01' = [for k in range(10, 3): {{
  scope: lock[k - 10]
  name: 'two${{k}}'
}}]
resource single 'Microsoft.Rp2/two@2020-06-01' = {{
  scope: lock[1]
  name: 'single'
}}
output value {read}
"
        )
    };
    let codes = |read: &str| -> Vec<&str> {
        let found = super::one(&text(read));
        found.diagnostics().iter().map(triceps_diagnostics::Diagnostic::id).filter(|id| id.starts_with("TRI")).collect()
    };
    assert_eq!(codes("string = outer[1].id"), ["TRI0202"]);
    assert_eq!(codes("object = outer[1].properties"), ["TRI0202"]);
    assert_eq!(codes("string = outer[1].name"), Vec::<&str>::new());
    assert_eq!(codes("string = single.id"), ["TRI0202"]);
    assert_eq!(codes("string = single.name"), Vec::<&str>::new());
    assert_eq!(codes("string = lock[1].id"), Vec::<&str>::new());
    for right in [
        "array = [for i in range(0, 3): outer[i].id]",
        "array = [for i in range(7, 3): outer[i - 7].id]",
        "array = [for (name, at) in ['a']: outer[(at)].id]",
        "array = [for (name, at) in ['a']: { a: outer[at].id }]",
    ] {
        assert_eq!(codes(right), Vec::<&str>::new(), "{right}");
    }
    for wrong in [
        "array = [for i in range(0, 3): outer[1].id]",
        "array = [for i in range(0, 3): outer[i + 1].id]",
        "array = [for i in range(7, 3): outer[i].id]",
        "array = [for i in range(7, 3): outer[i - 6].id]",
        "array = [for i in range(0, 3): single.id]",
        "array = [for i in [0, 1]: outer[i].id]",
        "array = [for (i, at) in range(2, 3): outer[i].id]",
    ] {
        assert_eq!(codes(wrong), ["TRI0202"], "{wrong}");
    }
}

#[test]
fn loops_of_properties_and_variables_have_no_position_that_is_deployed() {
    let codes = |rest: &str| -> Vec<String> {
        let text = format!(
            "param names array
resource lock 'Microsoft.Rp1/one@2020-06-01' = [for i in range(0, 3): {{ name: 'one${{i}}' }}]
resource outer 'Microsoft.Rp2/two@2020-06-01' = [for (k, at) in names: {{ scope: lock[at], name: 'two${{k}}' }}]
resource last 'Microsoft.Rp2/two@2020-06-01' = [for (k, at) in names: {{ scope: lock[0], name: 'last${{k}}' }}]
{rest}
"
        );
        let found = super::one(&text);
        found.diagnostics().iter().map(|it| it.id().to_owned()).filter(|id| id.starts_with("TRI")).collect()
    };
    let resource = |header: &str, value: &str| {
        format!("resource user 'Microsoft.Rp3/t@2020-06-01' = {header}{{ name: 'u', properties: {{ v: {value} }} }}")
    };
    let each = |value: &str| resource("[for (n, at) in names: ", value) + "]";
    let is_refused = |text: &str| codes(text).iter().any(|code| code == "TRI0202");
    assert!(!is_refused(&each("outer[at].id")));
    assert!(!is_refused(&each("[for x in names: outer[at].id]")));
    assert!(is_refused(&each("[for (x, other) in names: outer[other].id]")));
    assert!(is_refused(&each("last[at].id")));
    assert!(is_refused(&resource("", "[for (x, at) in names: outer[at].id]")));
    assert!(is_refused("var ids = [for (x, at) in names: outer[at].id]"));
}
