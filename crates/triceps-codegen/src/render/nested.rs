//! The enums and nested objects of a model.

use super::docs;
use super::types::argument;
use super::writer::{Method, Writer};
use crate::naming::{Names, constant};
use crate::shape::{Constructor, Enum, Field, Model, Nested, Record, Type};

/// Writes a nested type; `places`: where it is used.
pub(super) fn write(writer: &mut Writer, model: &Model, nested: Nested, places: &str) {
    match nested {
        Nested::Enum(at) => enumeration(writer, &model.enums[at], places),
        Nested::Record(at) => object(writer, model, &model.records[at], places),
    }
}

fn enumeration(writer: &mut Writer, item: &Enum, places: &str) {
    writer.import("model_enum");
    writer.blank();
    writer.line(0, "model_enum! {");
    let which = if item.is_open { "Known" } else { "All" };
    described(writer, &item.docs);
    writer.doc(1, &format!("{which} values of {places}."));
    writer.line(1, &format!("{} {{", item.rust_name));
    for ((constant, value), text) in constants(item).into_iter().zip(&item.value_docs) {
        let what = text.as_ref().map_or_else(String::new, |text| format!(": {text}."));
        writer.doc(2, &format!("{}{what}", docs::code(value)));
        writer.line(2, &format!("{constant} = {value:?},"));
    }
    writer.line(1, "}");
    writer.line(0, "}");
}

/// What a type is for, above what is known of every type.
fn described(writer: &mut Writer, lines: &[String]) {
    for line in lines {
        writer.verbatim(1, line);
    }
    if !lines.is_empty() {
        writer.doc(1, "");
    }
}

/// The constants of an enum with their values.
pub(super) fn constants(item: &Enum) -> Vec<(String, &str)> {
    let mut names = Names::default();
    item.values.iter().map(|value| (names.take(&[constant(value)]), value.as_str())).collect()
}

fn object(writer: &mut Writer, model: &Model, record: &Record, places: &str) {
    writer.import("model_object");
    let is_empty = |c: &Constructor| c.variant.is_none() && c.arguments.is_empty() && c.fixed.is_empty();
    writer.blank();
    writer.line(0, "model_object! {");
    described(writer, &record.docs);
    writer.doc(1, &format!("The object {places}."));
    if record.constructors.iter().all(is_empty) {
        writer.line(1, "#[derive(Default)]");
    }
    writer.line(1, &record.rust_name);
    writer.line(0, "}");
    writer.blank();
    writer.line(0, &format!("impl {} {{", record.rust_name));
    for constructor in &record.constructors {
        writer.blank();
        self::constructor(writer, model, record, constructor, is_empty(constructor));
    }
    for field in &record.fields {
        setter(writer, model, field);
    }
    writer.line(0, "}");
    if is_resource(record) {
        reference(writer, &record.rust_name);
    }
}

/// Whether an object describes a resource, which has an id.
fn is_resource(record: &Record) -> bool {
    let has = |name: &str| record.fields.iter().any(|field| field.path[0] == name);
    has("id") && has("properties")
}

/// What takes the id of a resource takes the object, too.
fn reference(writer: &mut Writer, name: &str) {
    writer.import("model_reference");
    writer.blank();
    writer.line(0, &format!("model_reference!({name});"));
}

fn constructor(writer: &mut Writer, model: &Model, record: &Record, constructor: &Constructor, is_empty: bool) {
    if is_empty {
        writer.doc(1, "Without any property yet.");
        let body = vec!["Self::default()".to_owned()];
        let name = &constructor.name;
        return writer.method(&Method { name, receiver: "", params: Vec::new(), returns: "Self", body });
    }
    let mut params = Vec::new();
    let mut calls = Vec::new();
    let mut items = Vec::new();
    if let (Some(value), Some(discriminator)) = (&constructor.variant, &record.discriminator) {
        calls.push(format!(".set({discriminator:?}, {value:?})"));
    }
    for (path, value) in &constructor.fixed {
        calls.push(format!(".set_at(&{path:?}, {value:?})"));
    }
    for at in &constructor.arguments {
        let field = &record.fields[*at];
        let (kind, value) = argument(writer, model, &field.kind, docs::argument(field));
        calls.push(set(field, &value));
        params.push((docs::argument(field).to_owned(), kind));
        items.push(format!("- {}", docs::field(model, field)));
    }
    writer.doc(1, &docs::constructor("An object", record, constructor));
    writer.doc_list(1, &items);
    writer.import("Object");
    let body = Writer::wrapped_chain("Object::new()", &calls);
    writer.method(&Method { name: &constructor.name, receiver: "", params, returns: "Self", body });
}

fn setter(writer: &mut Writer, model: &Model, field: &Field) {
    writer.blank();
    writer.doc(1, &docs::field(model, field));
    let (kind, value) = argument(writer, model, &field.kind, "value");
    let body = Writer::wrapped_chain("self.0", &[set(field, &value)]);
    let params = vec![("value".to_owned(), kind)];
    writer.method(&Method { name: &field.method, receiver: "self", params, returns: "Self", body });
    if let (Some(name), Type::List(item)) = (&field.adder, &field.kind) {
        writer.blank();
        writer.doc(1, &docs::adder(field));
        let (kind, value) = argument(writer, model, item, "value");
        let body = Writer::wrapped_chain("self.0", &[format!(".push_at(&{:?}, {value})", field.path)]);
        let params = vec![("value".to_owned(), kind)];
        writer.method(&Method { name, receiver: "self", params, returns: "Self", body });
    }
}

/// The call that sets a field. Below `properties` it has a path.
fn set(field: &Field, value: &str) -> String {
    let mut path = field.path.clone();
    if let Type::Keyed(key, _) = &field.kind {
        path.push(key.clone());
    }
    match path.as_slice() {
        [name] => format!(".set({name:?}, {value})"),
        path => format!(".set_at(&{path:?}, {value})"),
    }
}
