//! Types, parameters and outputs.

use serde_json::{Value, json};
use triceps_language::{Ambient, DecoratorId};
use triceps_middle::{Decl, DeclKind, Direction, Run, TypeAccess, TypeMember};

use super::File;

fn definition(json: &Value, name: &str) -> String {
    json["definitions"][name].to_string()
}

#[test]
fn unions_are_sorted_flat_and_through_names() {
    let mut file = File::new(4);
    // type small = 'a' | 'b'?
    let (a, b) = (file.literal_type("b"), file.literal_type("a"));
    let b = file.builder.type_nullable(b);
    let union = file.builder.type_union(&[a, b]);
    let small = file.ty("small", union);
    // type large = small | 'c'
    let (one, two) = (file.named_type(small), file.literal_type("c"));
    let union = file.builder.type_union(&[one, two]);
    file.ty("large", union);
    // type list = (small | 10 | 2)[]
    let one = file.named_type(small);
    let [ten, two] = [10, 2].map(|value| {
        let value = file.i(value);
        file.builder.type_literal(value)
    });
    let union = file.builder.type_union(&[one, ten, two]);
    let list = file.builder.type_array(union);
    file.ty("list", list);
    let json = file.json();
    assert_eq!(definition(&json, "small"), r#"{"type":"string","allowedValues":["a","b"],"nullable":true}"#);
    assert_eq!(definition(&json, "large"), r#"{"type":"string","allowedValues":["a","b","c"],"nullable":true}"#);
    assert_eq!(definition(&json, "list"), r#"{"type":"array","allowedValues":["a","b",10,2,null]}"#);
}

#[test]
fn literal_objects_and_tuples_are_values() {
    let mut file = File::new(2);
    let kind = file.literal_type("a");
    let object = file.object_type(&[("kind", kind)]);
    let list = file.builder.type_array(object);
    file.ty("list", list);
    let kind = file.literal_type("a");
    let one = file.object_type(&[("kind", kind)]);
    let kind = file.literal_type("b");
    let item = file.member("", kind);
    let two = file.builder.type_tuple(&[item]);
    let union = file.builder.type_union(&[two, one]);
    let list = file.builder.type_array(union);
    file.ty("mixed", list);
    let json = file.json();
    assert_eq!(definition(&json, "list"), r#"{"type":"array","allowedValues":[{"kind":"a"}]}"#);
    assert_eq!(definition(&json, "mixed"), r#"{"type":"array","allowedValues":[["b"],{"kind":"a"}]}"#);
}

#[test]
fn the_outermost_mark_says_whether_null_is_a_value() {
    let mut file = File::new(2);
    let ty = file.ambient(Ambient::String);
    let ty = file.builder.type_nullable(ty);
    let ty = file.builder.type_non_null(ty);
    file.ty("surely", ty);
    let a = file.literal_type("a");
    let null = file.null();
    let null = file.builder.type_literal(null);
    let union = file.builder.type_union(&[a, null]);
    let ty = file.builder.type_non_null(union);
    file.ty("not", ty);
    let json = file.json();
    assert_eq!(definition(&json, "surely"), r#"{"type":"string","nullable":false}"#);
    assert_eq!(definition(&json, "not"), r#"{"type":"string","allowedValues":["a"],"nullable":false}"#);
}

#[test]
fn parts_are_referred_to_where_they_are_declared() {
    let mut file = File::new(5);
    let text = file.ambient(Ambient::String);
    let items = file.builder.type_array(text);
    let object = file.object_type(&[("a/b c", items)]);
    let first = file.ty("first", object);
    // type second = first
    let ty = file.named_type(first);
    let second = file.ty("second", ty);
    // type part = second['a/b c']
    let base = file.named_type(second);
    let name = file.builder.intern("a/b c");
    let ty = file.builder.type_access(base, TypeAccess::Property(name));
    let part = file.ty("part", ty);
    // type item = part[*]
    let base = file.named_type(part);
    let ty = file.builder.type_access(base, TypeAccess::Items);
    file.ty("item", ty);
    let ty = file.named_type(second);
    file.param_of("p", ty);
    let json = file.json();
    assert_eq!(json["definitions"]["second"], json!({ "$ref": "#/definitions/first" }));
    assert_eq!(json["definitions"]["part"], json!({ "$ref": "#/definitions/first/properties/a~1b%20c" }));
    assert_eq!(json["definitions"]["item"], json!({ "$ref": "#/definitions/first/properties/a~1b%20c/items" }));
    assert_eq!(json["parameters"]["p"], json!({ "$ref": "#/definitions/second" }));
}

#[test]
fn parts_of_an_object_with_more_properties_are_referred_to() {
    let mut file = File::new(3);
    // type open = { first: string, second: int, *: bool }
    let members = [("first", Ambient::String), ("second", Ambient::Int), ("", Ambient::Bool)].map(|(name, ambient)| {
        let ty = file.ambient(ambient);
        file.member(name, ty)
    });
    let object = file.builder.type_object(&members, true);
    let open = file.ty("open", object);
    // type named = open.second
    let base = file.named_type(open);
    let name = file.builder.intern("second");
    let ty = file.builder.type_access(base, TypeAccess::Property(name));
    file.ty("named", ty);
    // type rest = open.*
    let base = file.named_type(open);
    let ty = file.builder.type_access(base, TypeAccess::Additional);
    file.ty("rest", ty);
    let json = file.json();
    assert_eq!(json["definitions"]["named"], json!({ "$ref": "#/definitions/open/properties/second" }));
    assert_eq!(json["definitions"]["rest"], json!({ "$ref": "#/definitions/open/additionalProperties" }));
}

#[test]
fn a_union_takes_the_literals_of_a_part() {
    let mut file = File::new(2);
    // type shape = { kind: 'b' }
    let kind = file.literal_type("b");
    let object = file.object_type(&[("kind", kind)]);
    let shape = file.ty("shape", object);
    // type kinds = shape.kind | 'a'
    let base = file.named_type(shape);
    let name = file.builder.intern("kind");
    let (part, own) = (file.builder.type_access(base, TypeAccess::Property(name)), file.literal_type("a"));
    let union = file.builder.type_union(&[part, own]);
    file.ty("kinds", union);
    assert_eq!(definition(&file.json(), "kinds"), r#"{"type":"string","allowedValues":["a","b"]}"#);
}

#[test]
fn a_derived_type_has_the_marks_of_its_fallback() {
    let mut file = File::new(2);
    let source = "Microsoft.Storage/storageAccounts@2023-05-01#properties/accessTier";
    let text = file.ambient(Ambient::String);
    let nullable = file.builder.type_nullable(text);
    let ty = file.builder.type_derived(Direction::Input, source, nullable);
    file.ty("inner", ty);
    let text = file.ambient(Ambient::String);
    let nullable = file.builder.type_nullable(text);
    let ty = file.builder.type_derived(Direction::Input, source, nullable);
    let ty = file.builder.type_non_null(ty);
    file.ty("outer", ty);
    let json = file.json();
    assert_eq!(json["definitions"]["inner"]["nullable"], json!(true));
    assert_eq!(json["definitions"]["outer"]["nullable"], json!(false));
}

#[test]
fn a_part_of_a_resource_has_its_kind() {
    let app = "Microsoft.App/containerApps@2025-07-01";
    let script = "Microsoft.Resources/deploymentScripts@2023-08-01";
    // What the index does not have has the properties of any resource.
    let other = "Contoso.Hotels/rooms@2024-01-01";
    for (resource, path, kind) in [
        (app, &["properties", "configuration", "ingress", "targetPort"][..], Some("int")),
        (app, &["properties", "configuration", "ingress", "external"], Some("bool")),
        (app, &["properties", "configuration", "ingress", "transport"], Some("string")),
        (app, &["properties", "configuration", "secrets"], Some("array")),
        (app, &["properties", "configuration"], Some("object")),
        (script, &["kind"], Some("string")),
        (script, &["identity"], Some("object")),
        (other, &["name"], Some("string")),
        (other, &["location"], Some("string")),
        (other, &["tags"], Some("object")),
        (other, &["zones"], Some("array")),
        (other, &["beds"], None),
    ] {
        let mut file = File::new(1);
        let mut ty = file.builder.type_resource(Direction::Input, resource);
        for name in path {
            let name = file.builder.intern(name);
            ty = file.builder.type_access(ty, TypeAccess::Property(name));
        }
        file.ty("part", ty);
        let json = file.json();
        assert_eq!(json["definitions"]["part"]["type"].as_str(), kind, "{resource} {path:?}");
    }
}

#[test]
fn derived_types_have_the_kind_of_the_part_and_one_metadata() {
    let mut file = File::new(4);
    let base = file.builder.type_resource(Direction::Input, "microsoft.STORAGE/storageaccounts@2023-05-01");
    let account = file.ty("account", base);
    // type kind = account.kind, with a description
    let base = file.named_type(account);
    let name = file.builder.intern("kind");
    let ty = file.builder.type_access(base, TypeAccess::Property(name));
    let text = file.s("What it is.");
    let decorators = file.decorators(&[(DecoratorId::Description, vec![text]), (DecoratorId::Export, Vec::new())]);
    file.declare("kind", DeclKind::Type { ty }, decorators);
    let base = file.builder.type_resource(Direction::Output, "Contoso.Hotels/rooms@2024-01-01");
    let name = file.builder.intern("beds");
    let ty = file.builder.type_access(base, TypeAccess::Property(name));
    file.ty("beds", ty);
    let json = file.json();
    assert_eq!(
        definition(&json, "account"),
        r#"{"type":"object","metadata":{"__bicep_resource_derived_type!":{"source":"Microsoft.Storage/storageAccounts@2023-05-01"}}}"#
    );
    assert_eq!(
        definition(&json, "kind"),
        r#"{"type":"string","metadata":{"__bicep_resource_derived_type!":{"source":"Microsoft.Storage/storageAccounts@2023-05-01#properties/kind"},"__bicep_export!":true,"description":"What it is."}}"#
    );
    assert_eq!(
        definition(&json, "beds"),
        r#"{"metadata":{"__bicep_resource_derived_type!":{"source":"Contoso.Hotels/rooms@2024-01-01#properties/beds","output":true}}}"#
    );
}

#[test]
fn tagged_unions_take_others_apart() {
    let mut file = File::new(4);
    let tag = file.literal_type("a");
    let object = file.object_type(&[("kind", tag)]);
    let first = file.ty("first", object);
    let discriminator = |file: &mut File| {
        let name = file.s("kind");
        file.decorators(&[(DecoratorId::Discriminator, vec![name])])
    };
    let tag = file.literal_type("b");
    let own = file.object_type(&[("kind", tag)]);
    let one = file.named_type(first);
    let ty = file.builder.type_union(&[one, own]);
    let decorators = discriminator(&mut file);
    let second = file.declare("second", DeclKind::Type { ty }, decorators);
    let tag = file.literal_type("c");
    let own = file.object_type(&[("kind", tag)]);
    let one = file.named_type(second);
    let ty = file.builder.type_union(&[own, one]);
    let decorators = discriminator(&mut file);
    file.declare("third", DeclKind::Type { ty }, decorators);
    let json = file.json();
    let object =
        |tag: &str| json!({ "type": "object", "properties": { "kind": { "type": "string", "allowedValues": [tag] } } });
    assert_eq!(
        json["definitions"]["third"]["discriminator"].to_string(),
        json!({ "propertyName": "kind", "mapping": {
            "c": object("c"), "a": { "$ref": "#/definitions/first" }, "b": object("b")
        } })
        .to_string()
    );
}

#[test]
fn functions_are_described_before_they_are_exported() {
    let mut file = File::new(1);
    let first = file.builder.local_count();
    let ty = file.ambient(Ambient::String);
    let a = file.builder.local("a", triceps_middle::LocalKind::FuncParam(0), true, Some(ty));
    let params = file.builder.locals_from(first);
    let returns = file.ambient(Ambient::String);
    let a = file.l(a);
    let body = file.text(&[Err(a), Ok("!")]);
    let text = file.s("Joins.");
    let decorators = file.decorators(&[(DecoratorId::Export, Vec::new()), (DecoratorId::Description, vec![text])]);
    let name = file.builder.intern("joined");
    let id = file.later(0);
    file.builder.declare(id, Decl { name, kind: DeclKind::Func { params, returns, body }, decorators }, None);
    file.order.push(id);
    assert_eq!(
        file.json()["functions"][0]["members"]["joined"].to_string(),
        r#"{"parameters":[{"type":"string","name":"a"}],"output":{"type":"string","value":"[format('{0}!', parameters('a'))]"},"metadata":{"description":"Joins.","__bicep_export!":true}}"#
    );
}

#[test]
fn modifiers_have_their_order() {
    let mut file = File::new(1);
    let ty = file.ambient(Ambient::String);
    let (one, two, text, fact) = (file.i(1), file.i(2), file.s("a\n  b\n    c"), file.i(3));
    let facts = file.object(&[("x", fact)]);
    let decorators = file.decorators(&[
        (DecoratorId::Description, vec![text]),
        (DecoratorId::MaxLength, vec![two]),
        (DecoratorId::MinLength, vec![one]),
        (DecoratorId::Metadata, vec![facts]),
        (DecoratorId::Secure, Vec::new()),
    ]);
    let default = file.s("xx");
    file.declare("p", DeclKind::Param { ty, default: Some(default) }, decorators);
    assert_eq!(
        file.json()["parameters"]["p"].to_string(),
        r#"{"type":"securestring","defaultValue":"xx","metadata":{"x":3,"description":"a\nb\n  c"},"minLength":1,"maxLength":2}"#
    );
}

#[test]
fn a_secure_part_makes_an_output_secure() {
    let mut file = File::new(3);
    let ty = file.ambient(Ambient::String);
    let decorators = file.decorators(&[(DecoratorId::Secure, Vec::new())]);
    let name = file.builder.intern("token");
    let secret = TypeMember { name, ty, decorators };
    let ty = file.ambient(Ambient::String);
    let name = file.builder.intern("user");
    let plain = TypeMember { name, ty, decorators: Run::default() };
    let object = file.builder.type_object(&[secret, plain], false);
    let login = file.ty("login", object);
    for name in ["token", "user"] {
        let base = file.named_type(login);
        let part = file.builder.intern(name);
        let ty = file.builder.type_access(base, TypeAccess::Property(part));
        let value = file.s("x");
        file.declare(name, DeclKind::Output { ty, value }, Run::default());
    }
    let checked = file.checked();
    let secure: Vec<&str> = checked.facts().secrets.outputs(checked.middle()).collect();
    assert_eq!(secure, ["token"]);
}

#[test]
fn objects_of_objects_end() {
    // Each has the one before it twice, so that their values are more than can be written.
    let mut file = File::new(42);
    let text = file.literal_type("a");
    let object = file.object_type(&[("a", text)]);
    let mut last = file.ty("t", object);
    for number in 0..40 {
        let (a, b) = (file.named_type(last), file.named_type(last));
        let object = file.object_type(&[("a", a), ("b", b)]);
        last = file.ty(&format!("t{number}"), object);
    }
    let item = file.named_type(last);
    let ty = file.object_type(&[("x", item)]);
    let ty = file.builder.type_array(ty);
    file.ty("list", ty);
    let json = file.json();
    assert_eq!(json["definitions"]["list"]["items"]["properties"]["x"], json!({ "$ref": "#/definitions/t39" }));
}
