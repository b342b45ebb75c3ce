//! The types of calls of the language's functions.

use triceps_diagnostics::codes;
use triceps_language::eval::{Failure, Value};
use triceps_language::{Function, Overload, Rule};
use triceps_middle::kinds::{Property, PropertyFlags, Type, TypeFlags, TypeId};
use triceps_middle::{DeclKind, Expr, ExprId, Place};

use super::Infer;
use super::fold::{self, json_type_of};

impl Infer<'_, '_> {
    /// The type of a call, once it is known which overload it means.
    pub(super) fn result(
        &mut self,
        id: ExprId,
        name: &str,
        function: Option<Function>,
        overload: &'static Overload,
        types: &[TypeId],
        args: &[ExprId],
    ) -> TypeId {
        if overload.folds
            && let Some(eval) = function.and_then(|function| function.row().eval)
        {
            let is_inside = self.middle.is_text() && !args.is_empty();
            let place = if is_inside { Place::Inside(id) } else { Place::Expr(id) };
            if let Some(literal) = self.folded(eval, types, place, name) {
                return literal;
            }
        }
        let declared = |this: &mut Self| this.sig(overload.result);
        match (overload.rule, types) {
            (Rule::Concat, _) => self.concat(types),
            (Rule::SameString, [text, ..]) => self.same_string(*text),
            (Rule::Trim, [text, ..]) => self.trimmed(*text),
            (Rule::PadLeft, [text, width, ..]) => self.padded(*text, *width),
            (Rule::Length, [of, ..]) => self.length_of(*of),
            (Rule::Join, [items, delimiter, ..]) => self.joined(*items, *delimiter),
            (Rule::Substring, [text, start, rest @ ..]) => self.substring(*text, *start, rest.first().copied()),
            (Rule::Take, [of, count, ..]) => self.taken(overload, *of, *count),
            (Rule::Skip, [of, count, ..]) => self.skipped(overload, *of, *count),
            (Rule::First, [of, ..]) => self.end_of(overload, *of, true),
            (Rule::Last, [of, ..]) => self.end_of(overload, *of, false),
            (Rule::Min, _) => self.extreme(overload, types, true),
            (Rule::Max, _) => self.extreme(overload, types, false),
            (Rule::Range, [start, count, ..]) => self.range(*start, *count),
            (Rule::Json, [text, ..]) => self.json(*text, args.first().copied().unwrap_or(id)),
            (Rule::Items, [object, ..]) => self.items(*object),
            (Rule::Keys, [object, ..]) => self.keys(*object),
            (Rule::Flatten, [arrays, ..]) => self.flattened(*arrays, args.first().copied().unwrap_or(id)),
            (Rule::Filter, [array, ..]) => self.filtered(*array),
            (Rule::Sort, [array, ..]) => self.sorted(*array),
            (Rule::Map, [_, lambda, ..]) => self.mapped(*lambda),
            (Rule::MapValues, [_, lambda, ..]) => self.mapped_values(*lambda),
            (Rule::Reduce, [_, _, lambda, ..]) => self.returned(*lambda).unwrap_or(TypeId::ANY),
            (Rule::ToObject, [array, rest @ ..]) => self.object_of_items(*array, rest.get(1).copied()),
            (Rule::GroupBy, [array, rest @ ..]) => self.grouped(*array, rest.get(1).copied()),
            (Rule::Name, _) => self.name_of_argument(id, args),
            (Rule::Deployment, _) => self.deployment(),
            (Rule::ExistingResource, _) => self.existing_resource(),
            (
                Rule::Declared
                | Rule::SameString
                | Rule::Trim
                | Rule::PadLeft
                | Rule::Length
                | Rule::Join
                | Rule::Substring
                | Rule::Take
                | Rule::Skip
                | Rule::First
                | Rule::Last
                | Rule::Range
                | Rule::Json
                | Rule::Items
                | Rule::Keys
                | Rule::Flatten
                | Rule::Filter
                | Rule::Sort
                | Rule::Map
                | Rule::MapValues
                | Rule::Reduce
                | Rule::ToObject
                | Rule::GroupBy,
                _,
            ) => declared(self),
        }
    }

    fn json(&mut self, text: TypeId, place: ExprId) -> TypeId {
        let Type::StringLiteral(text, _) = self.types.get(text) else { return TypeId::ANY };
        let text = Value::text(self.types.str(text));
        match triceps_language::eval::json(&[text]) {
            Ok(value) => json_type_of(self.types, &value),
            Err(Failure::Unknown) => TypeId::ANY,
            Err(Failure::Fails(_)) => {
                let message = "the text is not JSON";
                let help =
                    "numbers have digits on both sides of the point; `'NaN'` and `'Infinity'` are written in quotes";
                self.diagnostics.report(codes::BCP186, Place::Expr(place), message, help);
                TypeId::ERROR
            }
            Err(failure @ Failure::Crash(_)) => {
                fold::report(self.diagnostics, Place::Expr(place), "json", failure);
                TypeId::ERROR
            }
        }
    }

    /// `nameof(x)`: a literal of the name.
    fn name_of_argument(&mut self, id: ExprId, args: &[ExprId]) -> TypeId {
        let Some(arg) = args.first() else { return TypeId::STRING };
        let name = match self.middle.expr(self.middle.unwrapped(*arg)) {
            Expr::Decl(decl) => Some(self.middle.decl(decl).name),
            Expr::Local(local) => Some(self.middle.local(local).name),
            Expr::Property { name, .. } => Some(name),
            Expr::Index { index, .. } => match self.middle.expr(index) {
                Expr::String(name) => Some(name),
                _ => None,
            },
            _ => None,
        };
        match name {
            Some(name) => self.types.string_literal(name),
            None => {
                let message = "`nameof` takes something that has a name";
                self.diagnostics.report(
                    codes::BCP408,
                    Place::Expr(*arg),
                    message,
                    "give it a declaration or a property",
                );
                let _ = id;
                TypeId::ERROR
            }
        }
    }

    /// `this.existingResource()`: the resource around the call, or null.
    fn existing_resource(&mut self) -> TypeId {
        let body = match self.middle.decl(self.owner).kind {
            DeclKind::Resource(_) => self.types.body_of(self.owner),
            _ => TypeId::OBJECT,
        };
        self.types.nullable(body)
    }

    /// The names and the types of the values of the properties that can be read.
    pub(super) fn keys_and_values(&mut self, object: TypeId) -> (Vec<TypeId>, Vec<TypeId>) {
        let (mut keys, mut values) = (Vec::new(), Vec::new());
        for Property { name, ty, flags } in self.types.properties(object) {
            if !flags.contains(PropertyFlags::WRITE_ONLY) {
                keys.push(self.types.string_literal(name));
                values.push(ty);
            }
        }
        if let Some(additional) = self.types.additional(object) {
            keys.push(TypeId::STRING);
            values.push(additional.ty);
        }
        (keys, values)
    }

    fn items(&mut self, object: TypeId) -> TypeId {
        let (key, value) = match self.types.get(object) {
            Type::Object(_) => {
                let (keys, values) = self.keys_and_values(object);
                let value = self.types.union(&values);
                (self.types.union(&keys), self.types.collapsed(value).unwrap_or(TypeId::ANY))
            }
            _ => (TypeId::STRING, TypeId::ANY),
        };
        let pair = [("key", key), ("value", value)];
        let pair = pair.map(|(name, ty)| Property { name: self.types.text(name), ty, flags: PropertyFlags::NONE });
        let name = self.types.text("object");
        let pair = self.types.object(Some(name), TypeFlags::NONE, &pair, None);
        self.types.array(pair)
    }

    fn keys(&mut self, object: TypeId) -> TypeId {
        let flags = self.types.flags(object);
        let key = match self.types.get(object) {
            Type::Object(_) => {
                let (keys, _) = self.keys_and_values(object);
                self.types.union(&keys)
            }
            _ => TypeId::STRING,
        };
        self.types.array_within(key, crate::types::Bounds::NONE, flags)
    }
}
