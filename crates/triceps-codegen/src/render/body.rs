//! The resource itself: its constructors and setters.

use std::fmt::Write as _;

use super::docs;
use super::types::argument;
use super::writer::{Method, Writer};
use crate::naming::singular;
use crate::shape::{Constructor, Field, Identity, Model, NameRule, Type};

pub(super) fn write(writer: &mut Writer, model: &Model) {
    writer.import("resource_model");
    declaration(writer, model);
    writer.blank();
    writer.line(0, &format!("impl {} {{", model.rust_name));
    for constructor in &model.record.constructors {
        writer.blank();
        self::constructor(writer, model, constructor);
    }
    if let Some(identity) = &model.identity {
        identities(writer, model, identity);
    }
    for field in &model.record.fields {
        setter(writer, model, field);
    }
    writer.line(0, "}");
}

fn declaration(writer: &mut Writer, model: &Model) {
    let Model { type_name, version, rust_name, scopes, .. } = model;
    writer.line(0, "resource_model! {");
    for line in &model.record.docs {
        writer.verbatim(1, line);
    }
    let summary = format!("A resource of the type `{type_name}`, API version `{version}`.");
    if model.record.docs.is_empty() {
        writer.doc(1, &summary);
    }
    writer.doc(1, "");
    let mut facts = match &model.name {
        NameRule::Absent(_) => "A type of an extension, which the template has to declare.".to_owned(),
        _ => format!("Deployed to {}.", places(scopes)),
    };
    if !model.record.docs.is_empty() {
        facts = format!("{summary} {facts}");
    }
    if let Some(parent) = &model.parent {
        let _ = write!(facts, " A child of `{parent}`: set its [`parent`](Self::parent).");
    }
    if let Some(name) = docs::name(&model.name) {
        let _ = write!(facts, " {name}");
    }
    writer.doc(1, &facts);
    writer.doc(1, "");
    writer.doc(1, &format!("[Reference]({})", docs::reference(model)));
    let key = match &model.name {
        NameRule::Absent(Some(key)) => format!(", {key:?}"),
        _ => String::new(),
    };
    writer.line(1, &format!("{rust_name}, {rust_name}Ref, \"{type_name}\", \"{version}\"{key}"));
    writer.line(0, "}");
}

/// The scopes in words.
fn places(scopes: &str) -> String {
    let words = scopes.split(", ").map(|scope| match scope {
        "tenant" => "a tenant",
        "managementGroup" => "a management group",
        "subscription" => "a subscription",
        "resourceGroup" => "a resource group",
        _ => "another resource, its [`scope`](Self::scope)",
    });
    words.collect::<Vec<_>>().join(", ")
}

fn constructor(writer: &mut Writer, model: &Model, constructor: &Constructor) {
    writer.import("ResourceBody");
    let mut params = Vec::new();
    let mut items = Vec::new();
    let new = match &model.name {
        NameRule::Chosen(_) => {
            writer.import("IntoValue");
            params.push(("name".to_owned(), "impl IntoValue<String>".to_owned()));
            "new(Self::TYPE, Self::API_VERSION, name)".to_owned()
        }
        NameRule::Fixed(name) => format!("new(Self::TYPE, Self::API_VERSION, {name:?})"),
        NameRule::Absent(_) => "unnamed(Self::TYPE, Self::API_VERSION)".to_owned(),
    };
    let mut sets = Vec::new();
    if let (Some(value), Some(discriminator)) = (&constructor.variant, &model.record.discriminator) {
        sets.push(format!("this.set(&[{discriminator:?}], {value:?});"));
    }
    if model.empty_properties {
        writer.import("Object");
        sets.push("this.set(&[\"properties\"], Object::new());".to_owned());
    }
    // What is not asked for stands before the arguments of the same object, or at the top.
    let parent = |path: &[String]| path.split_last().map(|(_, parent)| parent.to_vec());
    let arguments: Vec<&Field> = constructor.arguments.iter().map(|at| &model.record.fields[*at]).collect();
    let is_beside = |path: &[String]| arguments.iter().any(|field| parent(&full_path(field)) == parent(path));
    let (mut beside, top): (Vec<_>, Vec<_>) = constructor.fixed.iter().partition(|(path, _)| is_beside(path));
    sets.extend(top.iter().map(|(path, value)| format!("this.set(&{path:?}, {value:?});")));
    for field in arguments {
        beside.retain(|(path, value)| {
            let is_here = parent(path) == parent(&full_path(field));
            if is_here {
                sets.push(format!("this.set(&{path:?}, {value:?});"));
            }
            !is_here
        });
        let (kind, value) = argument(writer, model, &field.kind, docs::argument(field));
        params.push((docs::argument(field).to_owned(), kind));
        sets.push(format!("this.set(&{:?}, {value});", full_path(field)));
        items.push(format!("- {}", docs::field(model, field)));
    }
    writer.doc(1, &docs::constructor("A resource", &model.record, constructor));
    writer.doc_list(1, &items);
    let mut body = vec![format!("Self(ResourceBody::{new})")];
    if !sets.is_empty() {
        body = vec![format!("let mut this = ResourceBody::{new};")];
        body.append(&mut sets);
        body.push("Self(this)".to_owned());
    }
    writer.method(&Method { name: &constructor.name, receiver: "", params, returns: "Self", body });
}

fn setter(writer: &mut Writer, model: &Model, field: &Field) {
    writer.blank();
    writer.doc(1, &docs::field(model, field));
    let (kind, value) = argument(writer, model, &field.kind, "value");
    let body = vec![format!("self.0.set(&{:?}, {value});", full_path(field)), "self".to_owned()];
    let params = vec![("value".to_owned(), kind)];
    writer.method(&Method { name: &field.method, receiver: "mut self", params, returns: "Self", body });
    if let (Some(name), Type::List(item)) = (&field.adder, &field.kind) {
        adder(writer, model, field, name, item);
    }
    if let (Type::Map(value), "tags") = (&field.kind, field.method.as_str()) {
        entry(writer, model, field, value);
    }
}

/// Adds to a list instead of replacing it.
fn adder(writer: &mut Writer, model: &Model, field: &Field, name: &str, item: &Type) {
    writer.blank();
    writer.doc(1, &docs::adder(field));
    let (kind, value) = argument(writer, model, item, "value");
    let body = vec![format!("self.0.push(&{:?}, {value});", field.path), "self".to_owned()];
    let params = vec![("value".to_owned(), kind)];
    writer.method(&Method { name, receiver: "mut self", params, returns: "Self", body });
}

/// Adds to a map instead of replacing it.
fn entry(writer: &mut Writer, model: &Model, field: &Field, value: &Type) {
    writer.import("Cow");
    writer.blank();
    writer.doc(1, &format!("Adds one entry to {}.", docs::path("", &field.path)));
    let (kind, value) = argument(writer, model, value, "value");
    let name = singular(&field.method);
    let params = vec![("name".to_owned(), "impl Into<Cow<'static, str>>".to_owned()), ("value".to_owned(), kind)];
    let body = vec![format!("self.0.set_entry(&{:?}, name, {value});", field.path), "self".to_owned()];
    writer.method(&Method { name: &name, receiver: "mut self", params, returns: "Self", body });
}

fn identities(writer: &mut Writer, model: &Model, identity: &Identity) {
    let combined = &identity.combined;
    writer.blank();
    writer.doc(
        1,
        "`identity`: adds a user-assigned identity. Several calls add several; with \
         [`system_identity`](Self::system_identity) the type becomes both.",
    );
    writer.import("IntoValue");
    writer.import("ResourceId");
    let set = |call: &str| vec![format!("self.0.{call};"), "self".to_owned()];
    writer.method(&Method {
        name: "identity",
        receiver: "mut self",
        params: vec![("identity".to_owned(), "impl IntoValue<ResourceId>".to_owned())],
        returns: "Self",
        body: set(&format!("assign_identity(identity, {combined:?})")),
    });
    writer.blank();
    writer.doc(1, "`identity`: gives the resource an identity of its own, that lives as long as it.");
    writer.method(&Method {
        name: "system_identity",
        receiver: "mut self",
        params: Vec::new(),
        returns: "Self",
        body: set(&format!("assign_system_identity({combined:?})")),
    });
    writer.blank();
    writer.doc(
        1,
        "`identity.type`: where the spelling of [`identity`](Self::identity) and \
         [`system_identity`](Self::system_identity) has to be another.",
    );
    let (kind, value) = argument(writer, model, &identity.kind, "value");
    writer.method(&Method {
        name: "identity_type",
        receiver: "mut self",
        params: vec![("value".to_owned(), kind)],
        returns: "Self",
        body: set(&format!("set(&[\"identity\", \"type\"], {value})")),
    });
}

/// The path that a setter writes to: for an object that its name stands for, that of the name.
fn full_path(field: &Field) -> Vec<String> {
    let mut path = field.path.clone();
    if let Type::Keyed(key, _) = &field.kind {
        path.push(key.clone());
    }
    path
}
