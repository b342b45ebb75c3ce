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
        (r#""type": "array", "prefixItems": [{"type": "int"}, {"type": "bool"}]"#, "[int, bool]"),
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
