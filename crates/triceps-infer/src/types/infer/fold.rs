//! Types of literals as values, and back.

use triceps_diagnostics::codes;
use triceps_language::eval::{Eval, Failure, Value, string};
use triceps_middle::Place;
use triceps_middle::kinds::{Bounds, Property, PropertyFlags, Type, TypeFlags, TypeId};
use triceps_middle::raw::RawDiagnostics;

use super::Infer;
use crate::types::table::Types;
use crate::types::utf16_length;

/// Literals with more parts than this are not evaluated.
const MOST_PARTS: usize = 4096;

/// The value of a type that only one value has.
pub(crate) fn value_of(types: &mut Types<'_>, ty: TypeId) -> Option<Value> {
    let mut budget = MOST_PARTS;
    read(types, ty, &mut budget)
}

fn read(types: &mut Types<'_>, ty: TypeId, budget: &mut usize) -> Option<Value> {
    *budget = budget.checked_sub(1)?;
    Some(match types.get(ty) {
        Type::Null => Value::Null,
        Type::BoolLiteral(value, _) => Value::Bool(value),
        Type::IntLiteral(value, _) => Value::Int(value),
        Type::StringLiteral(text, _) => Value::text(types.str(text)),
        Type::Tuple { items, .. } => {
            if items.len() > *budget {
                return None;
            }
            let items = types.list(items).to_vec();
            Value::Array(items.into_iter().map(|item| read(types, item, budget)).collect::<Option<_>>()?)
        }
        Type::Object(_) => {
            if types.additional(ty).is_some() {
                return None;
            }
            let properties = types.properties(ty);
            if properties.len() > *budget {
                return None;
            }
            let mut entries = Vec::with_capacity(properties.len());
            for property in properties {
                let value = read(types, property.ty, budget)?;
                entries.push((types.str(property.name).to_owned(), value));
            }
            Value::Object(entries)
        }
        Type::Error
        | Type::Any
        | Type::Never
        | Type::Bool(_)
        | Type::Int(..)
        | Type::String { .. }
        | Type::Array { .. }
        | Type::Variants(_)
        | Type::Union(_)
        | Type::Lambda { .. }
        | Type::Resource(_)
        | Type::Module(_)
        | Type::ParentOf(_)
        | Type::Scope(_)
        | Type::Named(_) => return None,
    })
}

/// The type that only this value has; `any` for fractions, which the language does not know.
fn type_of(types: &mut Types<'_>, value: &Value) -> TypeId {
    match value {
        Value::Null => TypeId::NULL,
        Value::Bool(value) => types.bool_literal(*value),
        Value::Int(value) => types.int_literal(*value),
        Value::Fraction(_) => TypeId::ANY,
        Value::Text(text) => types.literal(text),
        Value::Array(items) => {
            let items: Vec<TypeId> = items.iter().map(|item| type_of(types, item)).collect();
            types.tuple(&items, TypeFlags::NONE)
        }
        Value::Object(entries) => {
            let flags = PropertyFlags::REQUIRED | PropertyFlags::NO_ANY;
            object_of(types, entries, None, flags, type_of)
        }
    }
}

/// The type of what a JSON text holds.
pub(super) fn json_type_of(types: &mut Types<'_>, value: &Value) -> TypeId {
    match value {
        Value::Array(items) => {
            let items: Vec<TypeId> = items.iter().map(|item| json_type_of(types, item)).collect();
            let item = types.union(&items);
            types.array(item)
        }
        Value::Object(entries) => {
            let flags = PropertyFlags::READ_ONLY;
            object_of(types, entries, Some("object"), flags, json_type_of)
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Fraction(_) | Value::Text(_) => type_of(types, value),
    }
}

fn object_of(
    types: &mut Types<'_>,
    entries: &[(String, Value)],
    name: Option<&str>,
    flags: PropertyFlags,
    inner: fn(&mut Types<'_>, &Value) -> TypeId,
) -> TypeId {
    let mut properties = Vec::with_capacity(entries.len());
    for (name, value) in entries {
        let ty = inner(types, value);
        properties.push(Property { name: types.text(name), ty, flags });
    }
    let name = name.map(|name| types.text(name));
    types.object(name, TypeFlags::NONE, &properties, None)
}

/// How long a value of a type can be as text: the least and, if there is one, the greatest length.
pub(crate) fn length_as_text(types: &mut Types<'_>, ty: TypeId) -> (i64, Option<i64>) {
    let exactly = |text: &str| {
        let length = length(text);
        (length, Some(length))
    };
    match types.get(ty) {
        Type::BoolLiteral(value, _) => {
            let length = if value { 4 } else { 5 };
            (length, Some(length))
        }
        Type::IntLiteral(value, _) => exactly(&value.to_string()),
        Type::StringLiteral(text, _) => exactly(types.str(text)),
        Type::Tuple { .. } | Type::Object(_) => {
            let text = value_of(types, ty).and_then(|value| string(&[value]).ok());
            match text {
                Some(Value::Text(text)) => exactly(&text),
                _ => (2, None),
            }
        }
        Type::Array { .. } | Type::Variants(_) => (2, None),
        Type::String { .. } => {
            let bounds = types.bounds_of(ty);
            (bounds.min.unwrap_or(0), bounds.max)
        }
        Type::Int(..) => digits(types.bounds_of(ty)),
        Type::Bool(_) => (4, Some(5)),
        Type::Never => (0, Some(0)),
        Type::Union(_) => {
            let members = types.members(ty);
            let lengths: Vec<_> = members.into_iter().map(|member| length_as_text(types, member)).collect();
            let least = lengths.iter().map(|(least, _)| *least).min().unwrap_or(0);
            let most = lengths.iter().map(|(_, most)| *most).try_fold(0, |all, most| Some(all.max(most?)));
            (least, most)
        }
        Type::Error
        | Type::Any
        | Type::Null
        | Type::Lambda { .. }
        | Type::Resource(_)
        | Type::Module(_)
        | Type::ParentOf(_)
        | Type::Scope(_)
        | Type::Named(_) => (0, None),
    }
}

pub(super) fn length(text: &str) -> i64 {
    i64::try_from(utf16_length(text)).unwrap_or(i64::MAX)
}

fn digits(bounds: Bounds) -> (i64, Option<i64>) {
    let (least, greatest) = (bounds.min.unwrap_or(i64::MIN), bounds.max.unwrap_or(i64::MAX));
    let (first, second) = (length(&least.to_string()), length(&greatest.to_string()));
    let shortest = if least < 0 && greatest >= 0 { 1 } else { first.min(second) };
    (shortest, Some(first.max(second)))
}

/// Reports what an evaluation says that would fail.
pub(super) fn report(diagnostics: &mut RawDiagnostics, place: Place, what: &str, failure: Failure) {
    match failure {
        Failure::Unknown => {}
        Failure::Fails(reason) => {
            let help = "correct the arguments";
            diagnostics.report(codes::BCP234, place, format!("`{what}` {reason}"), help);
        }
        Failure::Crash(reason) => {
            let help = "keep numbers within 64 bits";
            diagnostics.report(codes::TRI0011, place, format!("`{what}` crashes the Bicep compiler: {reason}"), help);
        }
    }
}

impl Infer<'_, '_> {
    /// The type of what a function makes of arguments of these types, where all are known.
    pub(super) fn folded(&mut self, eval: Eval, args: &[TypeId], place: Place, what: &str) -> Option<TypeId> {
        let values = self.values_of(args)?;
        match eval(&values) {
            Ok(value) if !holds_fraction(&value) => Some(type_of(self.types, &value)),
            Ok(_) => None,
            Err(failure) => {
                report(self.diagnostics, place, what, failure);
                None
            }
        }
    }

    pub(super) fn values_of(&mut self, args: &[TypeId]) -> Option<Vec<Value>> {
        // Most calls have an argument that is not known: seen before anything is copied.
        let is_open = |ty: TypeId| {
            matches!(
                self.types.get(ty),
                Type::String { .. } | Type::Int(..) | Type::Bool(_) | Type::Any | Type::Array { .. } | Type::Union(_)
            )
        };
        if args.iter().any(|arg| is_open(*arg)) {
            return None;
        }
        args.iter().map(|arg| value_of(self.types, *arg)).collect()
    }
}

fn holds_fraction(value: &Value) -> bool {
    match value {
        Value::Fraction(_) => true,
        Value::Array(items) => items.iter().any(holds_fraction),
        Value::Object(entries) => entries.iter().any(|(_, value)| holds_fraction(value)),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Text(_) => false,
    }
}
