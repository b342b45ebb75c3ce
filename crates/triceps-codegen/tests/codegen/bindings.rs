//! Bindings of modules from registries, from small templates.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use triceps_codegen::model::{Kind, Model, Record};
use triceps_codegen::{Binding, Generated, binding, bindings};
use triceps_core::json::Json;
use triceps_modules::{BicepConfig, Interface, Reference};

const REFERENCE: &str = "br/public:avm/res/contoso/portal:1.0.0";

/// A template with these members beside what every one has.
fn template(members: &str) -> String {
    let schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    format!(
        r#"{{ "$schema": "{schema}", "languageVersion": "2.0", "contentVersion": "1.0.0.0", "resources": {{}}, {members} }}"#
    )
}

#[track_caller]
fn generated_as(name: &str, members: &str, names: &BTreeMap<String, String>) -> Generated {
    let reference = Reference::parse(REFERENCE, &BicepConfig::default()).expect("a reference");
    let interface = Interface::read(&reference, template(members).as_bytes()).expect("a template");
    let generated = binding(&Binding {
        name,
        reference: REFERENCE,
        is_template_spec: false,
        template: "\"{}\"",
        interface: &interface,
        names,
        defaults: &BTreeMap::new(),
    });
    if let Err(error) = syn::parse_file(&generated.text) {
        panic!("{error}\n{}", generated.text);
    }
    generated
}

#[track_caller]
fn generated(members: &str) -> Generated {
    generated_as("portal", members, &BTreeMap::new())
}

fn parameters(parameters: &str) -> Generated {
    generated(&format!(r#""parameters": {{ {parameters} }}"#))
}

/// The arguments of the constructor of a record.
fn arguments(record: &Record) -> Vec<&str> {
    record.arguments.iter().map(|at| &*record.fields[*at].name).collect()
}

fn methods(record: &Record) -> Vec<&str> {
    record.fields.iter().map(|field| &*field.method).collect()
}

/// `bool`, `[text]`, `{int}`, or the name of the type.
fn shown(model: &Model, kind: &Kind) -> String {
    match kind {
        Kind::Any => "any".to_owned(),
        Kind::Bool => "bool".to_owned(),
        Kind::Int => "int".to_owned(),
        Kind::Text => "text".to_owned(),
        Kind::Enum(at) => model.enums[*at].rust_name.clone(),
        Kind::Record(at) => model.records[*at].rust_name.clone(),
        Kind::Union(at) => model.unions[*at].rust_name.clone(),
        Kind::Tuple(at) => {
            let tuple = &model.tuples[*at];
            let items: Vec<String> = tuple.items.iter().map(|item| shown(model, item)).collect();
            format!("{}({})", tuple.rust_name, items.join(", "))
        }
        Kind::Map(item) => format!("{{{}}}", shown(model, item)),
        Kind::List(item) => format!("[{}]", shown(model, item)),
        Kind::Secret(inner) => format!("secret {}", shown(model, inner)),
        Kind::Nullable(inner) => format!("{}?", shown(model, inner)),
    }
}

/// The types of the parameters.
fn kinds(model: &Model) -> Vec<String> {
    model.parameters.fields.iter().map(|field| shown(model, &field.kind)).collect()
}

#[test]
fn constructors_take_two_required_values_that_cannot_be_swapped() {
    let cases: &[(&str, &[&str])] = &[
        (r#""a": { "type": "string", "defaultValue": "" }"#, &[]),
        (r#""a": { "type": "string", "nullable": true }"#, &[]),
        (r#""a": { "type": "string" }"#, &["a"]),
        (r#""a": { "type": "string" }, "b": { "type": "int" }"#, &["a", "b"]),
        (r#""a": { "type": "string" }, "b": { "type": "securestring" }"#, &["a", "b"]),
        (r#""a": { "type": "string" }, "b": { "type": "string" }"#, &[]),
        (r#""a": { "type": "array", "items": { "type": "int" } }, "b": { "type": "int" }"#, &["a", "b"]),
        (r#""a": { "type": "string" }, "b": { "type": "int" }, "c": { "type": "bool" }"#, &[]),
        (r#""x": { "type": "bool", "defaultValue": true }, "a": { "type": "string" }"#, &["a"]),
    ];
    for (given, expected) in cases {
        let made = parameters(given);
        assert_eq!(arguments(&made.model.parameters), *expected, "{given}");
        assert_eq!(made.text.contains("impl Default for Portal"), expected.is_empty(), "{given}");
    }
    // Nested objects follow the same rule, and the documentation names what is missing.
    let nested = r#""o": { "type": "object", "properties": {
        "a": { "type": "string" }, "b": { "type": "string" }, "c": { "type": "int", "nullable": true } } }"#;
    let made = parameters(nested);
    assert!(arguments(&made.model.records[0]).is_empty());
    assert!(made.text.contains("Required: [`a`](Self::a), [`b`](Self::b)."), "{}", made.text);
    assert!(made.text.contains("impl Default for O {"), "{}", made.text);
    let nested = r#""o": { "type": "object", "properties": { "a": { "type": "string" } } }"#;
    let made = parameters(nested);
    assert!(made.text.contains("impl O {") && !made.text.contains("impl Default for O {"), "{}", made.text);
}

#[test]
fn names_are_unique_and_no_keywords() {
    let made = parameters(
        r#""type": { "type": "string" }, "new": { "type": "string" }, "clone": { "type": "string" },
           "Type": { "type": "string" }, "tags": { "type": "object", "additionalProperties": { "type": "string" } },
           "tag": { "type": "string" }, "2fast": { "type": "string" }, "name": { "type": "string" }"#,
    );
    let record = &made.model.parameters;
    let names = methods(record);
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names.len(), "{names:?}");
    for reserved in ["new", "clone", "type", "self"] {
        assert!(!names.contains(&reserved), "{names:?}");
    }
    assert!(names.contains(&"name") && names.contains(&"type_value"), "{names:?}");
    // The setter of `tag` keeps its name, so tags are added one by one under another name, or not at all.
    let tags = record.fields.iter().find(|field| field.name == "tags").expect("given");
    assert_ne!(tags.adder.as_deref(), Some("tag"));

    let object = |property: &str| {
        format!(r#"{{ "type": "object", "properties": {{ "{property}": {{ "type": "int", "nullable": true }} }} }}"#)
    };
    let clashes = format!(
        r##""parameters": {{ "lock": {{ "$ref": "#/definitions/lockType" }}, "other": {{ "$ref": "#/definitions/_1.lockType" }},
            "object": {}, "value": {}, "portal": {}, "portalOutputs": {} }},
           "definitions": {{ "lockType": {}, "_1.lockType": {}, "LockType": {} }}"##,
        object("a"),
        object("b"),
        object("c"),
        object("d"),
        object("e"),
        object("f"),
        object("g"),
    );
    let made = generated(&clashes);
    let names: Vec<&str> = made.model.records.iter().map(|record| &*record.rust_name).collect();
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((once.len(), names.len()), (6, 6), "{names:?}");
    for taken in ["Object", "Value", "Portal", "PortalOutputs"] {
        assert!(!names.contains(&taken), "{names:?}");
    }
}

#[test]
fn equal_choices_of_one_name_are_one_type() {
    let choice = |values: &str| format!(r#"{{ "type": "string", "allowedValues": [{values}], "nullable": true }}"#);
    let object = |values: &str| format!(r#"{{ "type": "object", "properties": {{ "kind": {} }} }}"#, choice(values));
    let (ab, ac) = (r#""a", "b""#, r#""a", "c""#);
    let made = parameters(&format!(
        r#""one": {}, "two": {}, "three": {}, "kind": {}, "level": {}"#,
        object(ab),
        object(ab),
        object(ac),
        choice(ab),
        choice(ab)
    ));
    let kinds: Vec<String> = made
        .model
        .records
        .iter()
        .chain([&made.model.parameters])
        .flat_map(|record| record.fields.iter().map(|field| shown(&made.model, &field.kind)))
        .collect();
    assert_eq!(kinds, ["Kind", "Kind", "ThreeKind", "One", "Two", "Three", "Kind", "Level"]);
    assert_eq!(made.model.enums.len(), 3, "{:?}", made.model.enums);
}

#[test]
fn kept_names_stay() {
    let one = r#""parameters": { "settings": { "type": "object", "properties": { "a": { "type": "int" } } } }"#;
    let first = generated(one);
    assert_eq!(first.names, BTreeMap::from([("settings".to_owned(), "Settings".to_owned())]));
    let kept = BTreeMap::from([("settings".to_owned(), "Options".to_owned())]);
    let second = generated_as("portal", one, &kept);
    assert_eq!(second.names, kept);
    assert!(second.text.contains("impl Options {") && !second.text.contains("impl Settings {"), "{}", second.text);
    // An item or entry has the singular.
    let object = r#"{ "type": "object", "properties": { "a": { "type": "int" } } }"#;
    let parts = parameters(&format!(
        r#""limits": {{ "type": "object", "additionalProperties": {object} }}, "rules": {{ "type": "array", "items": {object} }},
           "policies": {{ "type": "object", "properties": {{ "b": {{ "type": "int" }} }}, "additionalProperties": {object} }}"#
    ));
    let names: Vec<(&str, &str)> = parts.names.iter().map(|(place, name)| (&**place, &**name)).collect();
    assert_eq!(names, [("limits.*", "Limit"), ("policies", "Policies"), ("policies.*", "Policy"), ("rules[]", "Rule")]);
    // Another type does not take a name that is kept.
    let two = r#""parameters": { "options": { "type": "object", "properties": { "b": { "type": "int" } } },
        "settings": { "type": "object", "properties": { "a": { "type": "int" } } } }"#;
    let third = generated_as("portal", two, &kept);
    assert_eq!(third.names["settings"], "Options");
    assert_ne!(third.names["options"], "Options");
    assert_eq!(third.text, generated_as("portal", two, &third.names).text);
}

#[test]
fn each_type_of_a_template_is_typed() {
    let made = generated(
        r##""parameters": {
            "text": { "type": "string" }, "count": { "type": "int" }, "flag": { "type": "bool" },
            "secret": { "type": "securestring" }, "any": { "type": "object" }, "list": { "type": "array" },
            "texts": { "type": "array", "items": { "type": "string" } },
            "map": { "type": "object", "additionalProperties": { "type": "int" } },
            "level": { "type": "string", "allowedValues": ["a", "b"] },
            "levels": { "type": "array", "items": { "type": "string", "allowedValues": ["c"] } },
            "secure": { "type": "secureObject", "properties": { "key": { "type": "securestring" } } },
            "maps": { "type": "array", "items": { "type": "object", "additionalProperties": {
                "type": "array", "items": { "$ref": "#/definitions/shape" } } } },
            "tuple": { "type": "array", "prefixItems": [{ "type": "int" }, { "$ref": "#/definitions/circle" }], "items": false },
            "zones": { "type": "array", "allowedValues": [1, 2] },
            "zone": { "type": "int", "allowedValues": [1, 2] },
            "odd": { "type": "array", "allowedValues": [true] },
            "shapes": { "type": "array", "items": { "$ref": "#/definitions/shape" }, "minLength": 1, "maxLength": 3 }
        },
        "definitions": { "shape": { "type": "object", "discriminator": { "propertyName": "kind", "mapping": {
            "circle": { "$ref": "#/definitions/circle" }, "square": { "$ref": "#/definitions/square" } } } },
            "circle": { "type": "object", "properties": {
                "kind": { "type": "string", "allowedValues": ["circle"] }, "radius": { "type": "int" } } },
            "square": { "type": "object", "properties": {
                "kind": { "type": "string", "allowedValues": ["square"] },
                "inner": { "$ref": "#/definitions/shape", "nullable": true } } } }"##,
    );
    let expected = [
        "text",
        "int",
        "bool",
        "secret text",
        "any",
        "any",
        "[text]",
        "{int}",
        "Level",
        "[PortalLevel]",
        "secret PortalSecure",
        "[{[PortalMap]}]",
        "Tuple(int, Tuple2)",
        "[int]",
        "int",
        "any",
        "[PortalMap]",
    ];
    assert_eq!(kinds(&made.model), expected);
    assert_eq!(made.untyped, [""; 0]);
    assert!(made.text.contains("pub fn new(item_0: impl IntoValue<i64>, item_1: impl IntoValue<Tuple2>) -> Self"));
    assert!(
        made.text.contains("`zone` (one of 1, 2, required)") || made.text.contains("`zone` (required, one of 1, 2)")
    );
    let [union] = made.model.unions.as_slice() else { panic!("{:?}", made.model.unions) };
    assert_eq!(union.by, "kind");
    let variants: Vec<(&str, &str)> = union.variants.iter().map(|(name, value, _)| (&**name, &**value)).collect();
    assert_eq!(variants, [("Circle", "circle"), ("Square", "square")]);
    let names: Vec<&str> = made.model.records.iter().map(|record| &*record.rust_name).collect();
    assert_eq!(names, ["PortalSecure", "PortalMapCircle", "PortalMapSquare", "Tuple2"]);
    assert!(made.text.contains("`shapes` (required, 1 to 3 items)"), "{}", made.text);
    // Each parameter, item, entry, variant and property, where it is written.
    assert_eq!(made.places, 31);
    // A variant holds the union itself; the property that tells it apart is set by its constructor.
    let square = &made.model.records[union.variants[1].2];
    assert_eq!(square.tag, Some(("kind".to_owned(), "square".to_owned())));
    assert_eq!(square.fields.iter().map(|field| &field.kind).collect::<Vec<_>>(), [&Kind::Union(0)]);
    assert!(made.text.contains(r#"Object::new().set("kind", "square")"#), "{}", made.text);
    assert!(made.text.contains("impl IntoSecretArgument<String>"), "{}", made.text);
}

#[test]
fn values_of_enums_have_constants() {
    let made = parameters(
        r#""level": { "type": "string", "allowedValues": ["", "*", "-1", "1", "functionapp,linux", "a-b", "a_b", "KNOWN", "new"] }"#,
    );
    let [item] = made.model.enums.as_slice() else { panic!("{:?}", made.model.enums) };
    let names: Vec<&str> = item.values.iter().map(|(name, _)| &**name).collect();
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), 9, "{names:?}");
    assert_eq!(names[..2], ["EMPTY", "ASTERISK"]);
    assert!(!names.contains(&"KNOWN") && names.contains(&"NEW"), "{names:?}");
    for (name, value) in &item.values {
        assert!(made.text.contains(&format!("{name} = {value:?},")), "{name}");
    }
}

#[test]
fn types_may_hold_themselves() {
    let made = generated(
        r##""parameters": { "tree": { "$ref": "#/definitions/node" } },
        "definitions": { "node": { "type": "object", "properties": {
            "children": { "type": "array", "items": { "$ref": "#/definitions/node" }, "nullable": true },
            "byName": { "type": "object", "additionalProperties": { "$ref": "#/definitions/node" }, "nullable": true },
            "value": { "type": "string" } } } }"##,
    );
    let [node] = made.model.records.as_slice() else { panic!("{:?}", made.model.records) };
    let kinds: Vec<String> = node.fields.iter().map(|field| shown(&made.model, &field.kind)).collect();
    assert_eq!(kinds, [format!("[{}]", node.rust_name), format!("{{{}}}", node.rust_name), "text".to_owned()]);
    assert_eq!(arguments(node), ["value"]);
}

#[test]
fn items_and_entries_may_be_null() {
    let made = generated(
        r##""parameters": {
            "names": { "type": "array", "items": { "type": "string", "nullable": true } },
            "levels": { "type": "array", "items": { "$ref": "#/definitions/level" }, "nullable": true },
            "sizes": { "type": "object", "additionalProperties": { "type": "int", "nullable": true } },
            "keys": { "type": "array", "items": { "type": "securestring", "nullable": true } },
            "node": { "type": "object", "properties": { "name": { "type": "string" } },
                "additionalProperties": { "type": "bool", "nullable": true } } },
        "definitions": { "level": { "type": "string", "allowedValues": ["low", "high"], "nullable": true } },
        "outputs": { "zones": { "type": "array", "items": { "type": "int", "nullable": true }, "value": [] } }"##,
    );
    let kinds: Vec<String> = made.model.parameters.fields.iter().map(|field| shown(&made.model, &field.kind)).collect();
    assert_eq!(kinds, ["[text?]", "[Level?]", "{int?}", "[secret text]", "Node"]);
    for text in [
        "names(self, value: impl IntoValue<Vec<Option<String>>>)",
        "name(self, value: impl IntoValue<Option<String>>)",
        "levels(self, value: impl IntoValue<Option<Vec<Option<Level>>>>)",
        "size(self, key: impl Into<Cow<'static, str>>, value: impl IntoValue<Option<i64>>)",
        "entry(self, key: impl Into<Cow<'static, str>>, value: impl IntoValue<Option<bool>>)",
        "zones(&self) -> A::Read<Vec<Option<i64>>>",
    ] {
        assert!(made.text.contains(text), "{text}\n{}", made.text);
    }
}

#[test]
fn arrays_that_hold_themselves_come_to_an_end() {
    let made = generated(
        r##""parameters": { "pair": { "$ref": "#/definitions/pair" }, "list": { "$ref": "#/definitions/list" },
            "part": { "$ref": "#/definitions/tree/properties/inner" } },
        "definitions": {
            "pair": { "type": "array", "prefixItems": [
                { "$ref": "#/definitions/pair", "nullable": true }, { "$ref": "#/definitions/pair", "nullable": true } ] },
            "list": { "type": "array", "items": { "$ref": "#/definitions/list" } },
            "tree": { "type": "object", "properties": { "inner": { "type": "object", "properties": {
                "left": { "$ref": "#/definitions/tree/properties/inner", "nullable": true },
                "right": { "$ref": "#/definitions/tree/properties/inner", "nullable": true } } } } } }"##,
    );
    let kinds: Vec<&Kind> = made.model.parameters.fields.iter().map(|field| &field.kind).collect();
    assert_eq!(kinds, [&Kind::Tuple(0), &Kind::List(Box::new(Kind::Any)), &Kind::Record(0)]);
    let pair = Kind::Nullable(Box::new(Kind::Tuple(0)));
    assert_eq!(made.model.tuples[0].items, [pair.clone(), pair]);
    assert_eq!(made.untyped, ["list[]: a list or map that holds itself"]);
    let [part] = made.model.records.as_slice() else { panic!("{:?}", made.model.records) };
    assert_eq!(part.fields.iter().map(|field| &field.kind).collect::<Vec<_>>(), [&Kind::Record(0), &Kind::Record(0)]);
}

#[test]
fn references_keep_what_is_written_on_their_way() {
    let made = generated(
        r##""parameters": {
            "level": { "$ref": "#/definitions/a/properties/level" }, "key": { "$ref": "#/definitions/key" },
            "size": { "$ref": "#/definitions/small" }, "must": { "$ref": "#/definitions/may", "nullable": false },
            "zones": { "type": "array", "items": { "type": "string" }, "allowedValues": ["1", "2"] } },
        "definitions": {
            "a": { "type": "object", "properties": {
                "level": { "type": "string", "allowedValues": ["x"] }, "key": { "type": "securestring" } } },
            "key": { "$ref": "#/definitions/a/properties/key" },
            "size": { "type": "int", "minValue": 1, "metadata": { "description": "How many." } },
            "small": { "$ref": "#/definitions/middle" }, "middle": { "$ref": "#/definitions/size", "maxValue": 9 },
            "may": { "type": "bool", "nullable": true } }"##,
    );
    assert_eq!(kinds(&made.model), ["Level", "secret text", "int", "bool", "[Zones]"]);
    let fields = &made.model.parameters.fields;
    assert_eq!((&*fields[2].facts[0], fields[2].description.as_deref()), ("1 to 9", Some("How many.")));
    assert!(fields.iter().all(|field| field.is_required), "{fields:?}");
}

#[test]
fn variants_may_come_from_resources() {
    let made = parameters(
        r#""disk": { "type": "object", "discriminator": { "propertyName": "name", "mapping": {
            "Standard_LRS": { "type": "object", "metadata": { "__bicep_resource_derived_type!": {
                "source": "Microsoft.Storage/storageAccounts@2024-01-01#properties/properties/properties/networkAcls" } } } } } }"#,
    );
    let record = &made.model.records[made.model.unions[0].variants[0].2];
    assert_eq!(record.tag, Some(("name".to_owned(), "Standard_LRS".to_owned())));
    assert!(record.fields.iter().any(|field| field.name == "defaultAction"), "{record:?}");
}

#[test]
fn documentation_reads_as_prose() {
    let words = |description: &str| json(description);
    let made = parameters(&format!(
        r#""must": {{ "type": "string", "metadata": {{ "description": {} }} }},
        "may": {{ "type": "int", "defaultValue": 1, "metadata": {{ "description": {} }} }},
        "odd": {{ "type": "bool", "defaultValue": true, "metadata": {{ "description": {} }} }},
        "bare": {{ "type": "bool", "defaultValue": true, "metadata": {{ "description": {} }} }}"#,
        words("Required. The name."),
        words("Optional. R&D & Standard_LRS _not_ a&b; &amp;"),
        words("Required. If so."),
        words("Optional."),
    ));
    for part in [
        "/// `must` (required): The name.",
        "/// `may` (default `1`): R\\&D & Standard_LRS \\_not\\_ a\\&b; \\&amp;.",
        "/// `odd` (default `true`): Required. If so.",
        "/// `bare` (default `true`): Optional.",
    ] {
        assert!(made.text.contains(part), "{part}\n{}", made.text);
    }
}

#[test]
fn lists_and_maps_grow_by_one_item() {
    let made = parameters(
        r#""zones": { "type": "array", "items": { "type": "string" } }, "name": { "type": "string" },
        "tags": { "type": "object", "additionalProperties": { "type": "string" } },
        "data": { "type": "array", "items": { "type": "int" } }, "settings": { "type": "object" }"#,
    );
    let adders: Vec<Option<&str>> = made.model.parameters.fields.iter().map(|field| field.adder.as_deref()).collect();
    assert_eq!(adders, [Some("zone"), None, Some("tag"), Some("add_data"), None]);
    for part in [
        "pub fn zone(self, value: impl IntoValue<String>) -> Self",
        "pub fn tag(self, key: impl Into<Cow<'static, str>>, value: impl IntoValue<String>) -> Self",
    ] {
        assert!(made.text.contains(part), "{part}\n{}", made.text);
    }
}

#[test]
fn descriptions_that_cannot_be_seen_are_left_out() {
    let made = generated(
        r#""metadata": { "description": "\u200b" },
        "parameters": { "sku": { "type": "object", "metadata": { "description": " \u200b" },
            "properties": { "a": { "type": "int" } } },
            "none": { "type": "array", "prefixItems": [] } },
        "outputs": { "site": { "type": "object", "metadata": { "description": "\u200b" }, "value": {},
            "properties": { "url": { "type": "string" } } } }"#,
    );
    for part in [
        "module_binding! {\n    /// The module `br/public:avm/res/contoso/portal:1.0.0`.",
        "binding_object! {\n    /// The object `sku`.",
        "binding_view! {\n    /// The object `outputs.site`, read with `get`.",
        "impl Default for PortalNone {",
    ] {
        assert!(made.text.contains(part), "{part}\n{}", made.text);
    }
}

#[test]
fn template_specs_are_sources_of_their_own() {
    let text = "ts:00000000-0000-0000-0000-000000000000/rg/portal:1.0.0";
    let reference = Reference::parse(REFERENCE, &BicepConfig::default()).expect("a reference");
    let interface = Interface::read(&reference, template(r#""parameters": {}"#).as_bytes()).expect("a template");
    let (names, defaults) = (BTreeMap::new(), BTreeMap::new());
    for (reference, is_template_spec, call) in
        [(text, true, "ModuleSource::template_spec(\"ts:"), (REFERENCE, false, "ModuleSource::new(\"br/public:")]
    {
        let (name, template, interface) = ("portal", "\"{}\"", &interface);
        let (names, defaults) = (&names, &defaults);
        let made = binding(&Binding { name, reference, is_template_spec, template, interface, names, defaults });
        assert!(made.text.contains(call), "{}", made.text);
    }
}

#[test]
fn objects_have_the_descriptions_of_the_module() {
    let made = generated(
        r#""metadata": { "name": "Portals", "description": "Deploys a portal." },
        "parameters": { "sku": { "type": "object", "metadata": { "description": "What it costs." },
            "properties": { "a": { "type": "int" } } },
            "bare": { "type": "object", "properties": { "b": { "type": "int" } } } },
        "outputs": { "site": { "type": "object", "metadata": { "description": "Where it is." }, "value": {},
            "properties": { "url": { "type": "string" } } } }"#,
    );
    for part in [
        "//! `br/public:avm/res/contoso/portal:1.0.0`: Portals.",
        "/// Deploys a portal.\n    ///\n    /// Deployed to a resource group.",
        "/// What it costs.\n    ///\n    /// The object `sku`.",
        "binding_object! {\n    /// The object `bare`.",
        "/// Where it is.\n    ///\n    /// The object `outputs.site`, read with `get`.",
    ] {
        assert!(made.text.contains(part), "{part}\n{}", made.text);
    }
}

#[test]
fn types_of_resources_are_those_of_the_index() {
    let from = |pointer: &str| {
        format!(
            r#"{{ "type": "object", "nullable": true, "metadata": {{ "__bicep_resource_derived_type!": {{
                "source": "Microsoft.Storage/storageAccounts@2024-01-01#properties/{pointer}" }} }} }}"#
        )
    };
    let made = parameters(&format!(
        r#""tags": {}, "sku": {}, "acls": {}, "nothing": {}"#,
        from("tags"),
        from("sku"),
        from("properties/properties/networkAcls"),
        from("properties/properties/notThere")
    ));
    let kinds = kinds(&made.model);
    assert_eq!(kinds, ["{text}", "Sku", "Acls", "any"]);
    let sku = &made.model.records[0];
    assert_eq!(sku.fields.iter().map(|field| &*field.name).collect::<Vec<_>>(), ["name"], "`tier` is read only");
    assert_eq!(arguments(sku), ["name"]);
    assert!(
        made.model.enums.iter().any(|item| item.is_open && item.values.iter().any(|(name, _)| name == "STANDARD_LRS"))
    );
}

#[test]
fn sensitive_text_of_a_resource_is_a_secret() {
    let made = parameters(
        r#""principal": { "type": "object", "metadata": { "__bicep_resource_derived_type!": {
            "source": "Microsoft.ContainerService/managedClusters@2025-10-01#properties/properties/properties/servicePrincipalProfile" } } }"#,
    );
    let record = made.model.records.first().expect("a record");
    let kinds: BTreeMap<&str, String> =
        record.fields.iter().map(|field| (&*field.name, shown(&made.model, &field.kind))).collect();
    assert_eq!(kinds["secret"], "secret text");
    assert_eq!(kinds["clientId"], "text");
}

#[test]
fn outputs_are_typed_and_may_be_null_or_secret() {
    let made = generated(
        r#""parameters": {}, "outputs": {
            "name": { "type": "string", "value": "x" }, "ports": { "type": "array", "items": { "type": "int" }, "value": [] },
            "key": { "type": "securestring", "value": "x" }, "zone": { "type": "string", "nullable": true, "value": null },
            "clone": { "type": "object", "value": {} } }"#,
    );
    assert_eq!(made.places, 6);
    for part in [
        "pub fn name(&self) -> A::Read<String>",
        "pub fn ports(&self) -> A::Read<Vec<i64>>",
        "pub fn key(&self) -> A::ReadSecret<String>",
        "pub fn zone(&self) -> Value<Option<String>>",
    ] {
        assert!(made.text.contains(part), "{part}\n{}", made.text);
    }
    assert_ne!(made.model.outputs[4].method, "clone");
}

#[test]
fn objects_in_outputs_have_constants_for_their_properties() {
    let made = generated(
        r##""parameters": { "endpoint": { "type": "object", "properties": { "a": { "type": "int" } } } }, "outputs": {
            "endpoint": { "$ref": "#/definitions/endpoint", "value": {} },
            "endpoints": { "type": "array", "items": { "$ref": "#/definitions/endpoint" }, "value": [] },
            "byName": { "type": "object", "additionalProperties": { "$ref": "#/definitions/endpoint" }, "value": {} },
            "any": { "type": "object", "value": {} },
            "either": { "type": "object", "discriminator": { "propertyName": "kind", "mapping": {
                "a": { "$ref": "#/definitions/a" }, "b": { "$ref": "#/definitions/b" } } }, "value": {} },
            "account": { "type": "object", "metadata": { "__bicep_resource_derived_type!": {
                "source": "Microsoft.Storage/storageAccounts@2024-01-01#properties/sku", "output": true } }, "value": {} },
            "settings": { "type": "object", "metadata": { "__bicep_resource_derived_type!": {
                "source": "Microsoft.Resources/deployments@2024-03-01#properties/properties", "output": true } }, "value": {} },
            "acls": { "type": "object", "metadata": { "__bicep_resource_derived_type!": {
                "source": "Microsoft.Storage/storageAccounts@2024-01-01#properties/properties", "output": true } }, "value": {} } },
        "definitions": {
            "endpoint": { "type": "object", "properties": { "url": { "type": "string" },
                "inner": { "$ref": "#/definitions/endpoint", "nullable": true }, "key": { "type": "securestring" },
                "type": { "type": "array", "items": { "type": "int" }, "nullable": true } } },
            "a": { "type": "object", "properties": {
                "kind": { "type": "string", "allowedValues": ["a"] }, "size": { "type": "int" } } },
            "b": { "type": "object", "properties": {
                "kind": { "type": "string", "allowedValues": ["b"] }, "name": { "type": "string" } } } }"##,
    );
    for part in [
        "pub fn endpoint(&self) -> A::Read<EndpointOutput>",
        "pub fn endpoints(&self) -> A::Read<Vec<EndpointOutput>>",
        "pub fn by_name(&self) -> A::Read<Map<EndpointOutput>>",
        "pub fn any(&self) -> A::Read<Object>",
        "pub fn account(&self) -> A::Read<AccountOutput>",
        "URL: Property<String> = \"url\",",
        "INNER: OptionalProperty<EndpointOutput> = \"inner\",",
        "KEY: SecretProperty<String> = \"key\",",
        "TYPE: OptionalProperty<Vec<i64>> = \"type\",",
        "KIND: Property<String> = \"kind\",",
        "SIZE: OptionalProperty<i64> = \"size\",",
        "NAME: OptionalProperty<String> = \"name\",",
        "TIER: OptionalProperty<String> = \"tier\",",
        "OUTPUTS: OptionalProperty<Any> = \"outputs\",",
        "ALLOW_BLOB_PUBLIC_ACCESS: OptionalProperty<bool> = \"allowBlobPublicAccess\",",
        "SAS_POLICY: OptionalProperty<SasPolicyOutput> = \"sasPolicy\",",
    ] {
        assert!(made.text.contains(part), "{part}\n{}", made.text);
    }
    assert_eq!(made.names["outputs/endpoint"], "EndpointOutput");
    assert!(made.untyped.is_empty(), "{:?}", made.untyped);
}

#[test]
fn a_project_gives_parameters_values() {
    let (module, defaults) = (
        template(
            r#""parameters": { "enableTelemetry": { "type": "bool", "defaultValue": true }, "name": { "type": "string" },
               "level": { "type": "int" } }"#,
        ),
        [("enableTelemetry", Json::Bool(false)), ("level", Json::Number("3".to_owned())), ("absent", Json::Null)],
    );
    let reference = Reference::parse(REFERENCE, &BicepConfig::default()).expect("a reference");
    let interface = Interface::read(&reference, module.as_bytes()).expect("a template");
    let defaults = defaults.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let made = binding(&Binding {
        name: "portal",
        reference: REFERENCE,
        is_template_spec: false,
        template: "\"{}\"",
        interface: &interface,
        names: &BTreeMap::new(),
        defaults: &defaults,
    });
    // What the project gives need not be an argument, and a setter may still give another value.
    assert_eq!(arguments(&made.model.parameters), ["name"]);
    let call = r#".set("name", name.into_value()).set("enableTelemetry", false).set("level", 3_i64)"#;
    assert!(made.text.split_whitespace().collect::<String>().contains(&call.replace(' ', "")), "{}", made.text);
    assert!(made.text.contains("set by the project to `false`"), "{}", made.text);
    assert!(made.text.contains("pub fn enable_telemetry(self"), "{}", made.text);
}

/// Whether a type is one of those that several modules have.
fn shares(text: &str, name: &str) -> bool {
    let uses = text.lines().find_map(|line| line.strip_prefix("pub use super::shared::"));
    uses.is_some_and(|uses| uses.trim_matches(['{', '}', ';']).split(", ").any(|known| known.trim_matches('}') == name))
}

#[test]
fn types_that_modules_have_together_are_written_once() {
    let lock = r##""definitions": { "lockType": { "type": "object", "properties": {
        "kind": { "type": "string", "allowedValues": ["None", "CanNotDelete"], "nullable": true },
        "name": { "type": "string", "metadata": { "description": "WORDS" } } } },
        "tree": { "type": "object", "properties": { "inner": { "$ref": "#/definitions/tree", "nullable": true } } },
        "level": { "type": "string", "allowedValues": ["a", EXTRA] } }"##;
    let parameters = r##""parameters": { "lock": { "$ref": "#/definitions/lockType" },
        "tree": { "$ref": "#/definitions/tree" }, "level": { "$ref": "#/definitions/level" } }"##;
    let module = |words: &str, extra: &str| {
        let definitions = lock.replace("WORDS", words).replace("EXTRA", extra);
        let reference = Reference::parse(REFERENCE, &BicepConfig::default()).expect("a reference");
        let text = template(&format!("{parameters}, {definitions}"));
        Interface::read(&reference, text.as_bytes()).expect("a template")
    };
    let interfaces = [module("one", "\"b\""), module("two", "\"c\""), module("three", "\"c\"")];
    let (names, defaults) = (BTreeMap::new(), BTreeMap::new());
    let binding = |interface, name| Binding {
        name,
        reference: REFERENCE,
        is_template_spec: false,
        template: "\"{}\"",
        interface,
        names: &names,
        defaults: &defaults,
    };
    let list: Vec<Binding<'_>> =
        interfaces.iter().zip(["one", "two", "three"]).map(|(interface, name)| binding(interface, name)).collect();
    let made = bindings(&list);
    let shared = made.shared.expect("types are shared");
    for text in made.modules.iter().map(|module| &module.text).chain([&shared]) {
        if let Err(error) = syn::parse_file(text) {
            panic!("{error}\n{text}");
        }
    }
    let [one, two, three] = made.modules.as_slice() else { panic!("three modules") };
    for module in [one, two, three] {
        assert!(shares(&module.text, "Lock") && shares(&module.text, "Kind"), "{}", module.text);
        assert!(!module.text.contains("impl Lock {"), "{}", module.text);
        // A type that holds itself stays where it is.
        assert!(module.text.contains("impl Tree {"), "{}", module.text);
    }
    // The levels of the first differ from those of the others.
    assert!(!shares(&one.text, "Level") && shares(&two.text, "Level"), "{}", two.text);
    assert!(shares(&three.text, "Level"), "{}", three.text);
    assert_eq!(shared.matches("impl Lock {").count(), 1, "{shared}");
    assert!(shared.contains(": one") && !shared.contains(": two"), "the first gives the words: {shared}");
    assert!(bindings(&list[..1]).shared.is_none());
    // Two kinds of one name are told apart among the shared types.
    let fourth = module("four", "\"b\"");
    let list: Vec<Binding<'_>> =
        interfaces.iter().chain([&fourth]).map(|interface| binding(interface, "portal")).collect();
    let made = bindings(&list);
    assert!(made.shared.is_some_and(|shared| shared.contains("Level2 {")));
    assert!(made.modules.iter().any(|module| module.text.contains("pub use super::shared::Level2 as Level;")));
}

/// What a stranger may write into a description.
const HOSTILE: [&str; 22] = [
    "```\npanic!()\n```",
    "```rust\npanic!();\n```",
    "~~~\npanic!()\n~~~",
    "text\n\n    panic!();\n    panic!();\n",
    "\tpanic!()",
    "    ",
    "*/ fn main() {} /*",
    "/// doc\n//! doc",
    "*/",
    "\" #\"# \\\" \\",
    "<script>alert(1)</script> <b",
    "[Vec] [`Vec`] [a](http://x.example) [b]: https://x.example",
    "https://x.example http://x.example <https://x.example> www.x.example user@x.example",
    "\u{202e}evil\u{202c} \u{2066}x\u{2069} \u{200b}\u{feff}",
    "# Heading\n===\n---",
    "1. one\n2) two\n- three\n+ four\n* five",
    "| a | b |\n|---|---|\n| c | d |",
    "$x^2$ &amp; &#60;b&#62;",
    "a\r\nb\rc\u{2028}d\u{85}e",
    "> quote\n>     panic!()",
    "fn\u{0}\u{1b}[31m",
    "1.\n    ```\n    panic!()\n    ```",
];

fn json(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter < ' ' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted + "\""
}

#[test]
fn descriptions_read_as_they_are_meant() {
    let words = "word ".repeat(14);
    for (description, expected) in [
        (
            "kind = FileStorage - note: >=7 and <=90, at most 10340.",
            "kind = FileStorage - note: >=7 and <=90, at most 10340.",
        ),
        ("Set to `[]` or `all logs`. The `name` <b> `a", "Set to `[]` or `all logs`. The `name` \\<b> \\`a"),
        ("``a`` `b`` ` c ` `a|b` `a\\` end", "\\`\\`a\\`\\` \\`b\\`\\` \\` c \\` \\`a\\|b\\` \\`a\\\\\\` end"),
        ("snake_case _x_ a*b x@y.z https://x", "snake_case \\_x\\_ a\\*b x\\@y.z https\\://x"),
    ] {
        let made = parameters(&format!(
            r#""a": {{ "type": "string", "metadata": {{ "description": {} }} }}"#,
            json(description)
        ));
        let doc: Vec<&str> = made.text.lines().filter_map(|line| line.trim().strip_prefix("/// ")).collect();
        assert!(doc.join(" ").contains(&format!("`a` (required): {expected}")), "{description}\n{}", doc.join("\n"));
    }
    // Only what is longer than 2,000 characters is cut, at a word.
    for (end, is_whole) in [("zz", true), ("zzz", false)] {
        let description = json(&("y ".repeat(999) + end));
        let made =
            parameters(&format!(r#""a": {{ "type": "string", "metadata": {{ "description": {description} }} }}"#));
        assert_eq!(made.text.contains("zz"), is_whole, "{}", made.text);
        assert_eq!(made.text.contains("y ..\n"), !is_whole, "{}", made.text);
    }
    // What would start a block stands at the start of a line.
    for (word, escaped) in [("-", "\\-"), ("===", "\\==="), ("#", "\\#"), ("2.", "2\\."), (">7", "\\>7"), ("-1", "-1")]
    {
        let starts = (0..12).any(|letters| {
            let description = format!("{}{words}{word} {words}", "x".repeat(letters));
            let made = parameters(&format!(
                r#""a": {{ "type": "string", "metadata": {{ "description": {} }} }}"#,
                json(&description)
            ));
            is_harmless(&made.text, &description);
            made.text.lines().any(|line| line.trim().starts_with(&format!("/// {escaped} ")))
        });
        assert!(starts, "{word}");
    }
}

#[test]
fn descriptions_are_text() {
    for hostile in HOSTILE {
        let text = json(hostile);
        let made = generated(&format!(
            r#""metadata": {{ "name": {text}, "description": {text} }},
            "parameters": {{
                "a": {{ "type": "string", "defaultValue": {text}, "metadata": {{ "description": {text} }} }},
                "level": {{ "type": "string", "allowedValues": [{text}] }},
                "o": {{ "type": "object", "metadata": {{ "description": {text} }}, "properties": {{
                    {text}: {{ "type": "int", "metadata": {{ "description": {text} }} }} }} }} }},
            "outputs": {{ "b": {{ "type": "string", "value": "x", "metadata": {{ "description": {text} }} }} }}"#
        ));
        is_harmless(&made.text, hostile);
    }
}

/// No line of the documentation is code, markup or a list of its own, and no letter turns the text around.
#[track_caller]
fn is_harmless(text: &str, hostile: &str) {
    let turning = |letter: char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    assert!(!text.contains(turning), "{hostile:?}\n{text}");
    for line in text.lines() {
        let line = line.trim_start();
        let Some(doc) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else {
            assert!(!line.starts_with("/*") && !line.starts_with("*/"), "{hostile:?}\n{line}");
            continue;
        };
        assert!(!doc.starts_with("     ") && !doc.contains('\t'), "indented: {doc:?}");
        let doc = doc.trim_start();
        assert!(!doc.starts_with("```") && !doc.starts_with("~~~"), "a fence: {doc:?}");
        assert!(!doc.starts_with(['#', '>', '+', '=', '|']), "markup: {doc:?}");
        // Lists are our own: of the values that a constructor takes.
        assert!(
            ["`", "\"", "an empty string ("]
                .iter()
                .any(|own| doc.strip_prefix("- ").is_none_or(|item| item.starts_with(own))),
            "an item: {doc:?}"
        );
        let number = doc.trim_start_matches(|letter: char| letter.is_ascii_digit());
        assert!(number == doc || !number.starts_with(['.', ')']), "a number: {doc:?}");
        // Text that stands in no code has each sign that means something escaped.
        let mut letters = without_code(doc).chars().collect::<Vec<_>>().into_iter().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => drop(letters.next()),
                '|' | '*' | '&' | '$' => panic!("{letter} is not escaped: {doc:?}"),
                '<' if letters.peek().is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(*next)) => {
                    panic!("a tag: {doc:?}")
                }
                // Links to the setters of what is required are our own.
                '[' if letters.peek() != Some(&'\u{1}') => panic!("a link: {doc:?}"),
                _ => {}
            }
        }
        let plain = without_code(doc);
        assert!(!plain.replace("\\://", "").contains("://"), "an address: {doc:?}");
    }
}

/// The text without what stands in backticks, for which a mark is left.
fn without_code(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('`') {
        if at > 0 && rest.as_bytes()[at - 1] == b'\\' {
            plain.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        }
        plain.push_str(&rest[..at]);
        let run = rest[at..].bytes().take_while(|byte| *byte == b'`').count();
        let (fence, inner) = rest[at..].split_at(run);
        let Some(end) = inner.find(fence) else { panic!("code without an end: {text:?}") };
        plain.push('\u{1}');
        rest = &inner[end + run..];
    }
    plain + rest
}
