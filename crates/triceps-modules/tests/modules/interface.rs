//! Interfaces of recorded modules.

use triceps_modules::{Cache, Difference, Interface, MemoryRegistry, Registry as _, Shape};

use crate::common::{recorded_cache, reference};

fn interface(text: &str) -> Interface {
    let reference = reference(text);
    let module = Cache::new(recorded_cache()).fetch(&reference).expect("it is recorded");
    Interface::read(&reference, &module.main).unwrap_or_else(|error| panic!("{error}"))
}

fn of(template: &str) -> Result<Interface, String> {
    let reference = reference("br:contoso.azurecr.io/x:1");
    let main = MemoryRegistry::new().with(reference.clone(), template).fetch(&reference).expect("it is there").main;
    Interface::read(&reference, &main).map_err(|error| error.code().id().to_owned())
}

const SCHEMA: &str = r#""$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0""#;

#[test]
fn the_interface_of_a_module() {
    let vault = interface("br/public:avm/res/key-vault/vault:0.14.0");
    let required: Vec<&str> = vault
        .parameters
        .iter()
        .filter(|parameter| parameter.is_required(&vault.types))
        .map(|parameter| parameter.name.as_str())
        .collect();
    assert_eq!(required, ["name"]);
    let assignments =
        vault.parameters.iter().find(|parameter| parameter.name == "roleAssignments").expect("it is there");
    let Shape::Array(Some(item)) = &assignments.schema.resolve(&vault.types).shape else { panic!("{assignments:?}") };
    let Shape::Object { properties, .. } = &item.resolve(&vault.types).shape else { panic!("{item:?}") };
    let needed: Vec<&str> = properties
        .iter()
        .filter(|property| !property.optional && !property.schema.is_nullable(&vault.types))
        .map(|property| property.name.as_str())
        .collect();
    assert_eq!(needed, ["roleDefinitionIdOrName", "principalId"]);
    assert!(vault.resources.iter().any(|resource| resource.starts_with("Microsoft.KeyVault/vaults@")));
}

#[test]
fn every_recorded_module_has_an_interface() {
    let cache = Cache::new(recorded_cache());
    let mut read = 0;
    for row in
        std::fs::read_to_string(crate::common::fixture("cache.tsv")).expect("the fixture is there").lines().skip(1)
    {
        let name = row.split('\t').next().expect("a name");
        let text = if name.starts_with("ts:") { name.to_owned() } else { format!("br:{name}") };
        let reference = reference(&text);
        let main = cache.fetch(&reference).expect("it is recorded").main;
        match Interface::read(&reference, &main) {
            Ok(_) => read += 1,
            Err(error) => assert!(text.contains("/broken/"), "{error}"),
        }
    }
    assert!(read > 245, "{read}");
}

#[test]
fn what_is_not_a_template_is_refused() {
    for bad in [
        "",
        "[]",
        "{}",
        r#"{"$schema": "https://json-schema.org/x"}"#,
        &format!(r#"{{{SCHEMA}, "parameters": {{"x": {{"type": "number"}}}}}}"#),
        &format!(r##"{{{SCHEMA}, "parameters": {{"x": {{"$ref": "#/definitions/y"}}}}}}"##),
        &format!(
            r##"{{{SCHEMA}, "definitions": {{"x": {{"$ref": "#/definitions/y"}}, "y": {{"$ref": "#/definitions/x"}}}}}}"##
        ),
        &format!(r#"{{{SCHEMA}, "x": {}{}}}"#, "[".repeat(65), "]".repeat(65)),
        &format!(r#"{{{SCHEMA}, "x": {}{}}}"#, "[".repeat(100_000), "]".repeat(100_000)),
    ] {
        let shown: String = bad.chars().take(120).collect();
        assert_eq!(of(bad), Err("BCP188".to_owned()), "{shown}");
    }
    let recursive = format!(
        r##"{{{SCHEMA}, "definitions": {{"x": {{"type": "object", "properties": {{"next": {{"$ref": "#/definitions/x", "nullable": true}}}}}}}}}}"##
    );
    assert!(of(&recursive).is_ok());
    assert!(of(&format!("{{ // a comment\n {SCHEMA}, }}")).is_ok());
}

#[test]
fn references_may_have_escapes_and_name_parts() {
    let text = format!(
        r##"{{{SCHEMA}, "languageVersion": "2.0",
        "definitions": {{"a~b": {{"type": "object", "properties": {{"x": {{"type": "int"}}}}}}}},
        "parameters": {{
            "whole": {{"$ref": "#/definitions/a~0b"}},
            "escaped": {{"$ref": "#/definitions/a%7E0b"}},
            "part": {{"$ref": "#/definitions/a~0b/properties/x"}}
        }}}}"##
    );
    let interface = of(&text).expect("a template");
    let [whole, escaped, part] = interface.parameters.as_slice() else { panic!("three parameters") };
    let named = Shape::Named("a~b".to_owned());
    assert_eq!([&whole.schema.shape, &escaped.schema.shape], [&named, &named]);
    assert_eq!(part.schema.resolve(&interface.types).shape, Shape::Int);
    assert_eq!(part.schema.text(), "a~0b.x");
}

#[test]
fn references_are_followed_to_the_last_that_may_be_there() {
    let chain = |length: usize, is_reversed: bool| {
        let mut types: Vec<String> = (1..length)
            .map(|at| format!(r##""t{at}": {{"$ref": "#/definitions/t{}"}}"##, at + 1))
            .chain([format!(r#""t{length}": {{"type": "string"}}"#)])
            .collect();
        if is_reversed {
            types.reverse();
        }
        let parameter = r##""p": {"$ref": "#/definitions/t1"}"##;
        of(&format!(r#"{{{SCHEMA}, "definitions": {{{}}}, "parameters": {{{parameter}}}}}"#, types.join(", ")))
    };
    for is_reversed in [false, true] {
        for length in [1, 2, 63, 64] {
            let interface = chain(length, is_reversed).expect("a template");
            let schema = &interface.parameters[0].schema;
            assert_eq!(schema.resolve(&interface.types).shape, Shape::String, "{length} {is_reversed}");
        }
        assert_eq!(chain(65, is_reversed), Err("BCP188".to_owned()), "{is_reversed}");
    }
}

#[test]
fn a_step_into_a_type_is_not_the_name_of_another() {
    let text = format!(
        r##"{{{SCHEMA}, "languageVersion": "2.0",
        "definitions": {{
            "a": {{"type": "object", "properties": {{"x y": {{"type": "int"}}}}}},
            "a/properties/x y": {{"type": "string"}}
        }},
        "parameters": {{
            "step": {{"$ref": "#/definitions/a/properties/x%20y"}},
            "name": {{"$ref": "#/definitions/a~1properties~1x%20y"}}
        }}}}"##
    );
    let interface = of(&text).expect("a template");
    let shapes: Vec<&Shape> =
        interface.parameters.iter().map(|parameter| &parameter.schema.resolve(&interface.types).shape).collect();
    assert_eq!(shapes, [&Shape::Int, &Shape::String]);
}

#[test]
fn resources_are_listed_with_the_nested_ones() {
    let text = format!(
        r#"{{{SCHEMA}, "resources": [
            {{"type": "Microsoft.A/b", "apiVersion": "2020-01-01", "resources": [
                {{"type": "c", "apiVersion": "2021-01-01", "resources": [{{"type": "d", "apiVersion": "2022-01-01"}}]}},
                {{"type": "Microsoft.A/b/e", "apiVersion": "2023-01-01"}},
                {{"type": "Microsoft.Resources/deployments", "apiVersion": "2024-01-01", "properties": {{"template": {{
                    "resources": {{"x": {{"type": "Microsoft.F/g"}}}}}}}}}}]}},
            {{"existing": true, "type": "Microsoft.H/i", "apiVersion": "2020-01-01"}},
            {{"existing": false, "type": "Microsoft.J/k", "apiVersion": "2020-01-01"}}]}}"#
    );
    let interface = of(&text).expect("a template");
    assert_eq!(
        interface.resources.iter().collect::<Vec<_>>(),
        [
            "Microsoft.A/b/c/d@2022-01-01",
            "Microsoft.A/b/c@2021-01-01",
            "Microsoft.A/b/e@2023-01-01",
            "Microsoft.A/b@2020-01-01",
            "Microsoft.F/g",
            "Microsoft.J/k@2020-01-01",
        ]
    );
    assert_eq!(interface.deployments, 1);
}

#[test]
fn parts_of_types_keep_what_is_written_about_them() {
    let text = format!(
        r##"{{{SCHEMA}, "languageVersion": "2.0",
        "definitions": {{
            "a": {{"type": "object", "properties": {{
                "key": {{"type": "securestring", "metadata": {{"description": "A key."}}}},
                "level": {{"type": "string", "allowedValues": ["x"], "nullable": true}},
                "tree": {{"type": "object", "properties": {{
                    "left": {{"$ref": "#/definitions/a/properties/tree", "nullable": true}},
                    "right": {{"$ref": "#/definitions/a/properties/tree", "nullable": true}}}}}}}}}},
            "b": {{"$ref": "#/definitions/a/properties/level"}},
            "c": {{"$ref": "#/definitions/b", "nullable": false}}
        }},
        "parameters": {{
            "key": {{"$ref": "#/definitions/a/properties/key"}},
            "level": {{"$ref": "#/definitions/b"}},
            "must": {{"$ref": "#/definitions/c"}},
            "may": {{"$ref": "#/definitions/c", "nullable": true}},
            "tree": {{"$ref": "#/definitions/a/properties/tree"}}
        }}}}"##
    );
    let interface = of(&text).expect("a template");
    let types = &interface.types;
    let [key, level, must, may, tree] = interface.parameters.as_slice() else { panic!("five parameters") };
    assert!(key.schema.is_secure(types) && !level.schema.is_secure(types));
    assert_eq!((key.schema.description(types), level.schema.description(types)), (Some("A key."), None));
    // What is nearest counts.
    let required = [key, level, must, may, tree].map(|parameter| parameter.is_required(types));
    assert_eq!(required, [true, false, true, false, true]);
    assert_eq!(level.schema.resolve(types).allowed.len(), 1);
    let Shape::Object { properties, .. } = &tree.schema.resolve(types).shape else { panic!("{tree:?}") };
    assert_eq!(properties[0].schema.resolve(types), tree.schema.resolve(types));
}

#[test]
fn types_are_shown_in_the_words_of_bicep() {
    for (schema, shown) in [
        (r#""type": "string""#, "string"),
        (r#""type": "securestring", "nullable": true"#, "secure string?"),
        (r#""type": "int", "allowedValues": [1, 2]"#, "1 | 2"),
        (r#""type": "string", "allowedValues": ["it's"]"#, r"'it\'s'"),
        (r#""type": "array""#, "array"),
        (r#""type": "array", "allowedValues": ["a", "b"]"#, "('a' | 'b')[]"),
        (r#""type": "array", "items": {"type": "string"}"#, "string[]"),
        (r#""type": "array", "items": {"type": "string", "nullable": true}"#, "(string?)[]"),
        (r#""type": "array", "items": {"type": "string", "allowedValues": ["a", "b"]}"#, "('a' | 'b')[]"),
        (r#""type": "array", "items": {"type": "int", "allowedValues": [1]}"#, "1[]"),
        (r#""type": "array", "items": {"type": "securestring"}"#, "(secure string)[]"),
        (r#""type": "array", "items": {"type": "array", "allowedValues": ["a", "b"]}"#, "('a' | 'b')[][]"),
        (r#""type": "array", "prefixItems": [{"type": "int"}, {"type": "bool"}]"#, "[int, bool]"),
        (
            r#""type": "array", "items": {"type": "array", "items": {"type": "array", "items": {"type": "array", "prefixItems": [{"type": "int"}]}}}"#,
            "array[][][]",
        ),
        (
            r#""type": "array", "items": {"type": "array", "items": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "int"}}}}"#,
            "object[][][]",
        ),
        (
            r#""type": "array", "items": {"type": "array", "items": {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "int"}}}}}"#,
            "object[][][]",
        ),
        (
            r#""type": "array", "items": {"type": "array", "items": {"type": "array", "prefixItems": [{"type": "int"}]}}"#,
            "[int][][]",
        ),
        (
            r#""type": "array", "items": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "int"}}}"#,
            "{ *: int }[][]",
        ),
        (
            r#""type": "array", "items": {"type": "array", "items": {"type": "array", "items": {"type": "int"}}}"#,
            "int[][][]",
        ),
        (
            r#""type": "array", "items": {"type": "array", "items": {"type": "array", "items": {"type": "array", "items": {"type": "int"}}}}"#,
            "array[][][]",
        ),
        (r#""type": "object""#, "object"),
        (r#""type": "object", "additionalProperties": {"type": "int"}"#, "{ *: int }"),
        (r#""type": "object", "properties": {"a": {"type": "int"}, "b": {"type": "int"}}"#, "{ a, b }"),
        (
            r#""type": "object", "discriminator": {"propertyName": "kind", "mapping": {"x": {"type": "object"}, "y": {"type": "object"}}}"#,
            "{ kind: 'x' | 'y' }",
        ),
    ] {
        let text = format!(r#"{{{SCHEMA}, "languageVersion": "2.0", "parameters": {{"p": {{{schema}}}}}}}"#);
        assert_eq!(of(&text).expect("a template").parameters[0].schema.text(), shown);
    }
}

#[test]
fn a_page_lists_what_is_exported() {
    let page = |members: &str| {
        of(&format!("{{{SCHEMA}{members}}}")).expect("a template").page(&reference("br:a.azurecr.io/x:1"))
    };
    assert!(!page("").contains("## Exports"));
    let own = r#", "definitions": {"own": {"type": "int"}}"#;
    assert!(!page(own).contains("## Exports"));
    let exported = r#", "definitions": {"own": {"type": "int"},
        "shown": {"type": "int", "metadata": {"__bicep_export!": true, "description": "A size."}}}"#;
    assert!(page(exported).ends_with("## Exports\n\n- `type shown`: `int`. A size.\n"), "{}", page(exported));
    let variable = r#", "variables": {"v": 1}, "metadata": {"__bicep_exported_variables!": [{"name": "v"}]}"#;
    assert!(page(variable).ends_with("## Exports\n\n- `var v`\n"), "{}", page(variable));
}

#[test]
fn null_that_fits_no_more_breaks_callers() {
    let module = |one: bool, other: bool, output: bool| {
        let text = format!(
            r#"{{{SCHEMA}, "languageVersion": "2.0", "parameters": {{
            "one": {{"type": "int", "nullable": {one}, "defaultValue": 1}},
            "other": {{"type": "array", "items": {{"type": "int", "nullable": {other}}}}}}},
            "outputs": {{"x": {{"type": "int", "nullable": {output}, "value": 1}}}}}}"#
        );
        of(&text).expect("a template")
    };
    let lines = |old: &Interface, new: &Interface| -> Vec<String> {
        Difference::between(old, new).iter().map(ToString::to_string).collect()
    };
    let (all, none) = (module(true, true, true), module(false, false, false));
    assert_eq!(
        lines(&all, &none),
        [
            "breaking: parameter one: may not be null any more",
            "breaking: parameter other[*]: may not be null any more",
            "output x: may not be null any more",
        ]
    );
    assert_eq!(
        lines(&none, &all),
        [
            "breaking: output x: may be null now",
            "parameter one: may be null now",
            "parameter other[*]: may be null now",
        ]
    );
    assert_eq!(lines(&all, &all), [""; 0]);
}

#[test]
fn only_exported_functions_are_shown() {
    let text = format!(
        r#"{{{SCHEMA}, "functions": [
            {{"namespace": "__bicep", "members": {{
                "shown": {{"parameters": [{{"name": "a", "type": "int"}}], "output": {{"type": "string", "value": ""}},
                    "metadata": {{"__bicep_export!": true, "description": "Shows."}}}},
                "own": {{"output": {{"type": "int", "value": 1}}}}}}}},
            {{"namespace": "other", "members": {{
                "far": {{"output": {{"type": "int", "value": 1}}, "metadata": {{"__bicep_export!": true}}}}}}}}]}}"#
    );
    let interface = of(&text).expect("a template");
    let names: Vec<(&str, usize, Option<&str>)> = interface
        .functions
        .iter()
        .map(|function| (function.name.as_str(), function.parameters.len(), function.description.as_deref()))
        .collect();
    assert_eq!(names, [("shown", 1, Some("Shows.")), ("other.far", 0, None)]);
}

#[test]
fn a_type_that_gets_a_name_is_compared_in_each_place() {
    let object = |kind: &str| format!(r#"{{"type": "object", "properties": {{"x": {{"type": "{kind}"}}}}}}"#);
    let old = format!(r#"{{{SCHEMA}, "parameters": {{"a": {}, "b": {}}}}}"#, object("int"), object("bool"));
    let new = format!(
        r##"{{{SCHEMA}, "definitions": {{"t": {}}},
        "parameters": {{"a": {{"$ref": "#/definitions/t"}}, "b": {{"$ref": "#/definitions/t"}}}}}}"##,
        object("string")
    );
    let difference = Difference::between(&of(&old).expect("a template"), &of(&new).expect("a template"));
    let lines: Vec<String> = difference.iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["breaking: parameter a.x: int → string", "breaking: parameter b.x: bool → string"]);
}

#[test]
fn a_name_without_a_type_is_compared_with_nothing() {
    let written = format!(r#"{{{SCHEMA}, "parameters": {{"p": {{"type": "string"}}}}}}"#);
    let named = format!(
        r##"{{{SCHEMA}, "definitions": {{"t": {{"type": "int"}}}}, "parameters": {{"p": {{"$ref": "#/definitions/t"}}}}}}"##
    );
    let (written, mut named) = (of(&written).expect("a template"), of(&named).expect("a template"));
    assert!(!Difference::between(&named, &written).is_empty());
    named.types.clear();
    assert!(Difference::between(&named, &written).is_empty());
    assert!(Difference::between(&written, &named).is_empty());
}

#[test]
fn the_difference_of_two_versions() {
    let old = format!(
        r##"{{{SCHEMA}, "languageVersion": "2.0",
        "definitions": {{
            "_1.lock": {{"type": "object", "properties": {{"kind": {{"type": "string", "allowedValues": ["a", "b"]}}, "notes": {{"type": "string", "nullable": true}}}}}}
        }},
        "parameters": {{
            "name": {{"type": "string"}},
            "gone": {{"type": "int", "defaultValue": 1}},
            "lock": {{"$ref": "#/definitions/_1.lock", "nullable": true}},
            "count": {{"type": "int", "minValue": 1, "defaultValue": 1}},
            "tags": {{"type": "object", "nullable": true}}
        }},
        "resources": {{"x": {{"type": "Microsoft.A/b", "apiVersion": "2020-01-01"}}}},
        "outputs": {{"id": {{"type": "string"}}, "old": {{"type": "string"}}}}}}"##
    );
    let new = format!(
        r##"{{{SCHEMA}, "languageVersion": "2.0",
        "definitions": {{
            "_2.lock": {{"type": "object", "properties": {{"kind": {{"type": "string", "allowedValues": ["b", "c"]}}, "notes": {{"type": "string"}}}}}}
        }},
        "parameters": {{
            "name": {{"type": "int"}},
            "needed": {{"type": "string"}},
            "lock": {{"$ref": "#/definitions/_2.lock", "nullable": true}},
            "count": {{"type": "int", "minValue": 2, "defaultValue": 3}},
            "tags": {{"type": "object"}},
            "more": {{"type": "bool", "defaultValue": true}}
        }},
        "resources": {{"x": {{"type": "Microsoft.A/b", "apiVersion": "2024-01-01"}}}},
        "outputs": {{"id": {{"type": "int"}}, "new": {{"type": "string"}}}}}}"##
    );
    let (old, new) = (of(&old).expect("a template"), of(&new).expect("a template"));
    let lines: Vec<String> = Difference::between(&old, &new).iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "breaking: parameter name: string → int",
            "breaking: parameter needed: added, required, string",
            "breaking: parameter count: least value or length 1 → 2",
            "breaking: parameter tags: is required now",
            "breaking: parameter gone: removed",
            "breaking: output id: string → int",
            "breaking: output old: removed",
            "breaking: type lock.kind: \"a\" not allowed any more",
            "breaking: type lock.notes: is required now",
            "parameter count: default 1 → 3",
            "parameter more: added, bool",
            "output new: added, string",
            "type lock.kind: \"c\" allowed now",
            "resource Microsoft.A/b: 2020-01-01 → 2024-01-01",
        ]
    );
    assert!(Difference::between(&new, &new).is_empty());
}

#[test]
fn a_page_holds_no_text_that_a_terminal_acts_on() {
    let text = format!(
        "{{{SCHEMA}, \"parameters\": {{\"x\": {{\"type\": \"string\", \"metadata\": {{\"description\": \"a\\u001b[31m\\nb \\u202e c\"}}}}}}}}"
    );
    let page = of(&text).expect("a template").page(&reference("br:contoso.azurecr.io/x:1"));
    assert!(page.contains("- `x`: `string`. a[31m b c\n"), "{page}");
    assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'));
}

/// A type of a parameter and an output, what it becomes, and what that changes.
struct Row {
    old: &'static str,
    new: &'static str,
    forth: &'static [&'static str],
    back: &'static [&'static str],
}

#[test]
fn each_difference_of_a_type_is_for_callers_or_for_readers() {
    let rows = [
        // A type.
        Row {
            old: r#"{"type":"int"}"#,
            new: r#"{"type":"string"}"#,
            forth: &["breaking: parameter p: int → string", "breaking: output o: int → string"],
            back: &["breaking: parameter p: string → int", "breaking: output o: string → int"],
        },
        // An array of anything.
        Row {
            old: r#"{"type":"array"}"#,
            new: r#"{"type":"array","items":{"type":"int"}}"#,
            forth: &["breaking: parameter p: array → int[]", "output o: array → int[]"],
            back: &["breaking: output o: int[] → array", "parameter p: int[] → array"],
        },
        // Items of an array.
        Row {
            old: r#"{"type":"array","items":{"type":"int"}}"#,
            new: r#"{"type":"array","items":{"type":"bool"}}"#,
            forth: &["breaking: parameter p[*]: int → bool", "breaking: output o[*]: int → bool"],
            back: &["breaking: parameter p[*]: bool → int", "breaking: output o[*]: bool → int"],
        },
        // Items of a tuple.
        Row {
            old: r#"{"type":"array","prefixItems":[{"type":"int"},{"type":"bool"}],"items":false}"#,
            new: r#"{"type":"array","prefixItems":[{"type":"int"},{"type":"string"}],"items":false}"#,
            forth: &["breaking: parameter p[1]: bool → string", "breaking: output o[1]: bool → string"],
            back: &["breaking: parameter p[1]: string → bool", "breaking: output o[1]: string → bool"],
        },
        // The length of a tuple.
        Row {
            old: r#"{"type":"array","prefixItems":[{"type":"int"}],"items":false}"#,
            new: r#"{"type":"array","prefixItems":[{"type":"int"},{"type":"int"}],"items":false}"#,
            forth: &["breaking: parameter p: [int] → [int, int]", "breaking: output o: [int] → [int, int]"],
            back: &["breaking: parameter p: [int, int] → [int]", "breaking: output o: [int, int] → [int]"],
        },
        // An object of anything.
        Row {
            old: r#"{"type":"object"}"#,
            new: r#"{"type":"object","properties":{"a":{"type":"int"}},"additionalProperties":false}"#,
            forth: &["breaking: parameter p: object → { a }", "output o: object → { a }"],
            back: &["breaking: output o: { a } → object", "parameter p: { a } → object"],
        },
        // A property.
        Row {
            old: r#"{"type":"object","properties":{"a":{"type":"int"},"b":{"type":"int"}}}"#,
            new: r#"{"type":"object","properties":{"b":{"type":"int"},"c":{"type":"int"},"d":{"type":"int","nullable":true}}}"#,
            forth: &[
                "breaking: parameter p.c: added, required, int",
                "breaking: parameter p.a: removed",
                "breaking: output o.a: removed",
                "parameter p.d: added, int?",
                "output o.c: added, int",
                "output o.d: added, int?",
            ],
            back: &[
                "breaking: parameter p.a: added, required, int",
                "breaking: parameter p.c: removed",
                "breaking: parameter p.d: removed",
                "breaking: output o.c: removed",
                "breaking: output o.d: removed",
                "output o.a: added, int",
            ],
        },
        // A property that may be missing.
        Row {
            old: r#"{"type":"object","properties":{"a":{"type":"int","nullable":true},"b":{"type":"int"}}}"#,
            new: r#"{"type":"object","properties":{"a":{"type":"int"},"b":{"type":"int","nullable":true}}}"#,
            forth: &[
                "breaking: parameter p.a: is required now",
                "breaking: output o.b: may be absent now",
                "parameter p.b: is optional now",
                "output o.a: is always there now",
            ],
            back: &[
                "breaking: parameter p.b: is required now",
                "breaking: output o.a: may be absent now",
                "parameter p.a: is optional now",
                "output o.b: is always there now",
            ],
        },
        // Further properties.
        Row {
            old: r#"{"type":"object","properties":{"a":{"type":"int"}},"additionalProperties":false}"#,
            new: r#"{"type":"object","properties":{"a":{"type":"int"}},"additionalProperties":{"type":"string"}}"#,
            forth: &[
                "breaking: output o: further properties none → string",
                "parameter p: further properties none → string",
            ],
            back: &[
                "breaking: parameter p: further properties string → none",
                "output o: further properties string → none",
            ],
        },
        // Further properties of a type.
        Row {
            old: r#"{"type":"object","properties":{"a":{"type":"int"}},"additionalProperties":{"type":"int"}}"#,
            new: r#"{"type":"object","properties":{"a":{"type":"int"}},"additionalProperties":{"type":"string"}}"#,
            forth: &["breaking: parameter p.*: int → string", "breaking: output o.*: int → string"],
            back: &["breaking: parameter p.*: string → int", "breaking: output o.*: string → int"],
        },
        // Any further property.
        Row {
            old: r#"{"type":"object","properties":{"a":{"type":"int"}},"additionalProperties":{"type":"int"}}"#,
            new: r#"{"type":"object","properties":{"a":{"type":"int"}}}"#,
            forth: &["breaking: output o: further properties int → any", "parameter p: further properties int → any"],
            back: &["breaking: parameter p: further properties any → int", "output o: further properties any → int"],
        },
        // Allowed values.
        Row {
            old: r#"{"type":"string","allowedValues":["a","b"]}"#,
            new: r#"{"type":"string","allowedValues":["b","c"]}"#,
            forth: &[
                r#"breaking: parameter p: "a" not allowed any more"#,
                r#"breaking: output o: "c" allowed now"#,
                r#"parameter p: "c" allowed now"#,
                r#"output o: "a" not allowed any more"#,
            ],
            back: &[
                r#"breaking: parameter p: "c" not allowed any more"#,
                r#"breaking: output o: "a" allowed now"#,
                r#"parameter p: "a" allowed now"#,
                r#"output o: "c" not allowed any more"#,
            ],
        },
        // Any value.
        Row {
            old: r#"{"type":"string"}"#,
            new: r#"{"type":"string","allowedValues":["b"]}"#,
            forth: &[r#"breaking: parameter p: any value → only "b""#, r#"output o: any value → only "b""#],
            back: &[r#"breaking: output o: only "b" → any value"#, r#"parameter p: only "b" → any value"#],
        },
        // Bounds.
        Row {
            old: r#"{"type":"int","minValue":1,"maxValue":5}"#,
            new: r#"{"type":"int","minValue":2,"maxValue":4}"#,
            forth: &[
                "breaking: parameter p: least value or length 1 → 2",
                "breaking: parameter p: greatest value or length 5 → 4",
                "output o: least value or length 1 → 2",
                "output o: greatest value or length 5 → 4",
            ],
            back: &[
                "breaking: output o: least value or length 2 → 1",
                "breaking: output o: greatest value or length 4 → 5",
                "parameter p: least value or length 2 → 1",
                "parameter p: greatest value or length 4 → 5",
            ],
        },
        // Lengths.
        Row {
            old: r#"{"type":"string","minLength":1}"#,
            new: r#"{"type":"string","maxLength":4}"#,
            forth: &[
                "breaking: parameter p: greatest value or length none → 4",
                "breaking: output o: least value or length 1 → none",
                "parameter p: least value or length 1 → none",
                "output o: greatest value or length none → 4",
            ],
            back: &[
                "breaking: parameter p: least value or length none → 1",
                "breaking: output o: greatest value or length 4 → none",
                "parameter p: greatest value or length 4 → none",
                "output o: least value or length none → 1",
            ],
        },
        // Variants.
        Row {
            old: r#"{"type":"object","discriminator":{"propertyName":"k","mapping":{"a":{"type":"object","properties":{"k":{"type":"string","allowedValues":["a"]},"x":{"type":"int"}}},"b":{"type":"object","properties":{"k":{"type":"string","allowedValues":["b"]}}}}}}"#,
            new: r#"{"type":"object","discriminator":{"propertyName":"k","mapping":{"a":{"type":"object","properties":{"k":{"type":"string","allowedValues":["a"]},"x":{"type":"string"}}},"c":{"type":"object","properties":{"k":{"type":"string","allowedValues":["c"]}}}}}}"#,
            forth: &[
                "breaking: parameter p('a').x: int → string",
                "breaking: parameter p: variant 'b' removed",
                "breaking: output o('a').x: int → string",
                "breaking: output o: variant 'c' added",
                "parameter p: variant 'c' added",
                "output o: variant 'b' removed",
            ],
            back: &[
                "breaking: parameter p('a').x: string → int",
                "breaking: parameter p: variant 'c' removed",
                "breaking: output o('a').x: string → int",
                "breaking: output o: variant 'b' added",
                "parameter p: variant 'b' added",
                "output o: variant 'c' removed",
            ],
        },
        // A name for a type.
        Row {
            old: r#"{"type":"object","properties":{"x":{"type":"int"}}}"#,
            new: r##"{"$ref":"#/definitions/t"}"##,
            forth: &["breaking: parameter p.x: int → string", "breaking: output o.x: int → string"],
            back: &["breaking: parameter p.x: string → int", "breaking: output o.x: string → int"],
        },
        // A name for anything.
        Row {
            old: r#"{"type":"object"}"#,
            new: r##"{"$ref":"#/definitions/t"}"##,
            forth: &["breaking: parameter p: object → t", "output o: object → t"],
            back: &["breaking: output o: t → object", "parameter p: t → object"],
        },
        // A secret.
        Row {
            old: r#"{"type":"string"}"#,
            new: r#"{"type":"securestring"}"#,
            forth: &["breaking: output o: is a secret now", "parameter p: is a secret now"],
            back: &["breaking: parameter p: is not a secret any more", "breaking: output o: is not a secret any more"],
        },
    ];
    let module = |schema: &str| {
        let text = format!(
            r#"{{{SCHEMA}, "languageVersion": "2.0",
            "definitions": {{"t": {{"type": "object", "properties": {{"x": {{"type": "string"}}}}}}}},
            "parameters": {{"p": {schema}}}, "outputs": {{"o": {schema}}}}}"#
        );
        of(&text).expect("a template")
    };
    let lines = |old: &Interface, new: &Interface| -> Vec<String> {
        Difference::between(old, new).iter().map(ToString::to_string).collect()
    };
    let mut wrong = Vec::new();
    for row in rows {
        let (old, new) = (module(row.old), module(row.new));
        for (found, expected) in [(lines(&old, &new), row.forth), (lines(&new, &old), row.back)] {
            if found != expected {
                wrong.push(format!("{} and {}: {found:#?}", row.old, row.new));
            }
        }
        assert!(Difference::between(&old, &old).is_empty());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let of_schema = |schema: &str| of(&["{", schema, "}"].concat()).expect("a template");
    let subscription = SCHEMA.replace("2019-04-01/deploymentTemplate", "2018-05-01/subscriptionDeploymentTemplate");
    let found = lines(&of_schema(SCHEMA), &of_schema(&subscription));
    assert_eq!(found, ["breaking: scope: resourceGroup → subscription"]);
}
