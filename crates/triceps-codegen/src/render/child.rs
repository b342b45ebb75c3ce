//! Constructors of a child on the handle of its parent.

use super::docs;
use super::types::argument;
use super::writer::{Method, Writer};
use crate::shape::{Model, NameRule};

pub(super) fn write(writer: &mut Writer, model: &Model, parent: &Model) {
    let Model { rust_name, module, .. } = model;
    writer.import("Access");
    writer.blank();
    writer.line(0, &format!("impl<A: Access> super::{}Ref<A> {{", parent.rust_name));
    for constructor in &model.record.constructors {
        let mut params = Vec::new();
        if let NameRule::Chosen(_) = model.name {
            writer.import("IntoValue");
            params.push(("name".to_owned(), "impl IntoValue<String>".to_owned()));
        }
        for field in constructor.arguments.iter().map(|at| &model.record.fields[*at]) {
            let (kind, _) = argument(writer, model, &field.kind, docs::argument(field));
            params.push((docs::argument(field).to_owned(), kind));
        }
        let names: Vec<&str> = params.iter().map(|(name, _)| name.as_str()).collect();
        let body = vec![format!("{rust_name}::{}({}).parent(self)", constructor.name, names.join(", "))];
        let name = match constructor.name.as_str() {
            "new" => format!("new_{module}"),
            variant => format!("new_{module}_{variant}"),
        };
        writer.blank();
        writer.doc(1, &format!("[`{rust_name}::{}`] as a child of this resource.", constructor.name));
        writer.method(&Method { name: &name, receiver: "&self", params, returns: rust_name, body });
    }
    writer.line(0, "}");
}
