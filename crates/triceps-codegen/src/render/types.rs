//! How types are written in signatures, and how arguments become expressions.

use super::writer::Writer;
use crate::shape::{Model, Type};

/// The type of the value: what stands in `Value<..>`.
pub(super) fn value_type(writer: &mut Writer, model: &Model, kind: &Type) -> String {
    match kind {
        Type::Any | Type::Secret | Type::SecretOrPlain => imported(writer, "Any"),
        Type::Bool => "bool".to_owned(),
        Type::Int { .. } => "i64".to_owned(),
        Type::Number => imported(writer, "Number"),
        Type::Text(_) => "String".to_owned(),
        Type::ResourceId => imported(writer, "ResourceId"),
        Type::Enum(at) => used_type(writer, &model.enums[*at].rust_name),
        Type::Record(at) | Type::Reference(at) => used_type(writer, &model.records[*at].rust_name),
        Type::Keyed(_, inner) => value_type(writer, model, inner),
        Type::Map(_) | Type::Object | Type::SecretObject => imported(writer, "Object"),
        Type::List(item) => format!("Vec<{}>", value_type(writer, model, item)),
    }
}

/// What handles read: ids are text.
pub(super) fn read_type(writer: &mut Writer, model: &Model, kind: &Type) -> String {
    match kind {
        Type::ResourceId => "String".to_owned(),
        Type::List(item) => format!("Vec<{}>", read_type(writer, model, item)),
        kind => value_type(writer, model, kind),
    }
}

/// The type of an argument, and the expression that it becomes.
pub(super) fn argument(writer: &mut Writer, model: &Model, kind: &Type, name: &str) -> (String, String) {
    match kind {
        Type::Any | Type::SecretOrPlain => {
            writer.import("IntoExpr");
            ("impl IntoExpr".to_owned(), name.to_owned())
        }
        // Items of any type need not be of one type either.
        Type::List(item) if matches!(**item, Type::Any) => {
            writer.import("IntoExpr");
            ("impl IntoExpr".to_owned(), name.to_owned())
        }
        Type::Secret | Type::SecretObject => {
            writer.import("IntoSecure");
            let value = if *kind == Type::Secret { "String".to_owned() } else { imported(writer, "Object") };
            (format!("impl IntoSecure<{value}>"), format!("{name}.into_secure()"))
        }
        Type::Reference(_) => {
            writer.import("IntoReference");
            (format!("impl IntoReference<{}>", value_type(writer, model, kind)), format!("{name}.into_reference()"))
        }
        Type::Keyed(_, inner) => argument(writer, model, inner, name),
        kind => {
            writer.import("IntoValue");
            (format!("impl IntoValue<{}>", value_type(writer, model, kind)), format!("{name}.into_value()"))
        }
    }
}

fn used_type(writer: &mut Writer, name: &str) -> String {
    writer.use_type(name);
    name.to_owned()
}

fn imported(writer: &mut Writer, name: &'static str) -> String {
    writer.import(name);
    name.to_owned()
}
