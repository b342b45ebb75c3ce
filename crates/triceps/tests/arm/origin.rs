//! From paths in errors of Azure to the model and the line of Rust.

use triceps::diagnostics::Origin;
use triceps::functions::resource_group;
use triceps::{Checked, Extension, Module, Param, Raw, Template, array, each, interpolate, object};

const ACCOUNT: &str = "Microsoft.Storage/storageAccounts@2023-05-01";

/// A template with a module, a loop, a nested child, loops in properties and variables, and the lines that added them.
struct Sample {
    checked: Checked,
    account: u32,
    loops: u32,
    module: u32,
    inner: u32,
}

fn inner() -> (Checked, u32) {
    let mut t = Template::for_resource_group();
    let prefix = t.param(Param::string("prefix"));
    let line = line!() + 1;
    t.add(
        "network",
        Raw::new(
            "Microsoft.Network/virtualNetworks@2023-11-01",
            object! {
                name: interpolate!("{prefix}-vnet"),
                location: resource_group().location(),
                properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
            },
        ),
    );
    t.output("prefix", &prefix);
    (t.check().expect("no errors"), line)
}

fn sample(symbolic: bool) -> Sample {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let names = t.param(Param::array_of::<String>("names"));
    if symbolic {
        t.param(Param::optional_string("unset")).describe_for(&mut t);
    }
    let urls = t.var("urls", each("name", &names).map(|name, _| object! { url: interpolate!("https://{name}") }));
    let account = line!() + 1;
    let storage = t.add(
        "storage",
        Raw::new(
            ACCOUNT,
            object! {
                name: "stcontoso",
                location: &location,
                kind: "StorageV2",
                sku: { name: "Standard_LRS" },
                properties: {
                    networkAcls: {
                        defaultAction: "Deny",
                        ipRules: each("name", &names).map(|name, _| object! { value: name, action: "Allow" }),
                        bypass: "None",
                    },
                },
            },
        ),
    );
    let blobs = object! { name: "default", properties: { cors: { corsRules: array![] } } };
    t.nested(&storage, "blobs", Raw::new("Microsoft.Storage/storageAccounts/blobServices", blobs));
    let loops = line!() + 1;
    t.add_each("identities", each("name", &names), |name, _| {
        let body = object! { name: interpolate!("id-{name}"), location: &location };
        Raw::new("Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31", body).when(name.not_equals(""))
    });
    let (file, inner) = inner();
    let file = t.module_file("network.bicep", file);
    let module = line!() + 1;
    let network = t.add("network", Module::new(&file).name("network").param("prefix", "portal"));
    t.output("prefix", network.output::<String>("prefix"));
    t.output("urls", &urls);
    let checked = t.check().unwrap_or_else(|found| panic!("{found}"));
    Sample { checked, account, loops, module, inner }
}

/// Uses a parameter, so that the linter is content.
trait Describe {
    fn describe_for(self, t: &mut Template);
}

impl Describe for triceps::Value<Option<String>> {
    fn describe_for(self, t: &mut Template) {
        t.output("unset", self.or(""));
    }
}

#[track_caller]
fn origin(checked: &Checked, path: &str) -> Origin {
    checked.origin_of(path).unwrap_or_else(|| panic!("{path} has an origin"))
}

#[track_caller]
fn line(origin: &Origin) -> u32 {
    origin.location().expect("the line of a debug build").line()
}

#[test]
fn a_property_of_a_resource() {
    let sample = sample(false);
    // Nested children come first.
    for path in [
        "/resources/1/properties/networkAcls/defaultAction",
        "#/resources/1/properties/networkAcls/defaultAction",
        "resources[1].properties.networkAcls.defaultAction",
        "$.resources[1].properties['networkAcls'].defaultAction",
        "$['resources'][1]['properties'][\"networkAcls\"]['defaultAction']",
        "properties.template.resources[1].properties.networkAcls.defaultAction",
        "resources.storage.properties.networkacls.DefaultAction",
    ] {
        let found = origin(&sample.checked, path);
        assert_eq!(found.path(), "resources.storage.properties.networkAcls.defaultAction", "{path}");
        assert_eq!(line(&found), sample.account, "{path}");
        assert!(found.module().is_none(), "{path}");
    }
}

#[test]
fn what_is_deeper_than_the_model_ends_at_the_model() {
    let sample = sample(false);
    assert_eq!(origin(&sample.checked, "/resources/1/sku/name/0/x").path(), "resources.storage.sku.name");
    assert_eq!(origin(&sample.checked, "/resources/1").path(), "resources.storage");
    assert_eq!(origin(&sample.checked, "/resources/1/apiVersion").path(), "resources.storage");
}

#[test]
fn loops_in_properties() {
    let sample = sample(false);
    let path = "resources.storage.properties.networkAcls.ipRules";
    let copied = origin(&sample.checked, "/resources/1/properties/networkAcls/copy/0/input/action");
    assert!(copied.path().starts_with(path), "{copied}");
    let expanded = origin(&sample.checked, "resources[1].properties.networkAcls.ipRules[7].action");
    assert_eq!(copied, expanded);
    assert_eq!(origin(&sample.checked, "/resources/1/properties/networkAcls/copy/0/count").path(), path);
    assert_eq!(
        origin(&sample.checked, "/resources/1/properties/networkAcls/bypass").path(),
        "resources.storage.properties.networkAcls.bypass"
    );
}

#[test]
fn loops_and_conditions_of_resources() {
    let sample = sample(false);
    for (path, expected) in [
        ("/resources/2/name", "resources.identities.name"),
        ("/resources/2/condition", "resources.identities.if"),
        ("/resources/2/copy/count", "resources.identities.for"),
        ("/resources/0/properties/cors", "resources.blobs.properties.cors"),
    ] {
        assert_eq!(origin(&sample.checked, path).path(), expected, "{path}");
    }
    assert_eq!(line(&origin(&sample.checked, "/resources/2/name")), sample.loops);
}

#[test]
fn parts_of_a_module() {
    let sample = sample(false);
    let found = origin(&sample.checked, "/resources/3/properties/template/resources/0/properties/addressSpace");
    assert_eq!(found.path(), "resources.network.properties.addressSpace");
    assert_eq!(line(&found), sample.inner);
    let module = found.module().expect("a module around it");
    assert_eq!((module.path(), line(module)), ("modules.network", sample.module));
    assert!(found.to_string().contains(&format!("origin.rs:{}", sample.inner)), "{found}");
    assert!(
        found
            .to_string()
            .contains(&format!(", in modules.network, made at crates/triceps/tests/arm/origin.rs:{}", sample.module)),
        "{found}"
    );

    let given = origin(&sample.checked, "/resources/3/properties/parameters/prefix/value");
    assert_eq!((given.path(), line(&given)), ("modules.network.params.prefix", sample.module));
    assert!(given.module().is_none());
}

#[test]
fn other_sections() {
    let sample = sample(false);
    for (path, expected) in [
        ("/parameters/names", "params.names"),
        ("/parameters/location/defaultValue", "params.location.default"),
        ("/variables/copy/0/input/url", "variables.urls.url"),
        ("variables.urls[3].url", "variables.urls.url"),
        ("/outputs/urls/value", "outputs.urls"),
        ("/contentVersion", "template"),
    ] {
        assert_eq!(origin(&sample.checked, path).path(), expected, "{path}");
    }
}

#[test]
fn symbolic_names() {
    let sample = sample(true);
    for (path, expected) in [
        ("/resources/storage/sku/name", "resources.storage.sku.name"),
        ("/resources/storage::blobs/properties", "resources.blobs.properties"),
        ("$.resources['storage::blobs'].properties.cors", "resources.blobs.properties.cors"),
        ("/resources/network/properties/template/outputs/prefix/value", "outputs.prefix"),
    ] {
        assert_eq!(origin(&sample.checked, path).path(), expected, "{path}");
    }
}

#[test]
fn what_is_not_there_has_none() {
    let sample = sample(false);
    for path in
        ["", "/resources/9/properties", "/parameters/other", "/nothing/at/all", "resources[", "..", "resources['x"]
    {
        let found = sample.checked.origin_of(path);
        assert!(found.is_none() || path.is_empty(), "{path}: {found:?}");
    }
}

#[test]
fn every_part_of_the_json_has_one() {
    for symbolic in [false, true] {
        let Sample { checked, .. } = sample(symbolic);
        let json: serde_json::Value = serde_json::from_str(&checked.to_arm_string()).expect("JSON");
        let mut open = vec![(String::new(), &json)];
        let mut count = 0;
        while let Some((path, value)) = open.pop() {
            let generated = path.contains("/_generator") || path.ends_with("/metadata");
            if !path.is_empty() && !generated {
                assert!(checked.origin_of(&path).is_some(), "{path}");
                count += 1;
            }
            match value {
                serde_json::Value::Object(members) => {
                    let step = |key: &String| format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
                    open.extend(members.iter().map(|(key, value)| (step(key), value)));
                }
                serde_json::Value::Array(items) => {
                    open.extend(items.iter().enumerate().map(|(at, value)| (format!("{path}/{at}"), value)));
                }
                _ => {}
            }
        }
        assert!(count > 90, "{count}");
    }
}

#[test]
fn an_extension_is_found_by_the_name_that_the_template_imports_it_by() {
    let mut t = Template::for_resource_group();
    let added = line!() + 1;
    t.extension(Extension::microsoft_graph());
    let checked = t.check().expect("no errors");
    let json: serde_json::Value = serde_json::from_str(&checked.to_arm_string()).expect("JSON");
    assert!(json["imports"]["microsoftGraphV1"].is_object(), "{json}");
    for path in ["/imports/microsoftGraphV1", "/imports/microsoftGraphV1/provider"] {
        let found = origin(&checked, path);
        assert_eq!(found.path(), "extensions.microsoftGraphV1", "{path}");
        assert_eq!(line(&found), added, "{path}");
    }
    assert_eq!(checked.origin_of("/imports/other"), None);
}
