//! The diagnostics of values that do not fit.

use triceps_diagnostics::codes;
use triceps_middle::Parent;
use triceps_middle::kinds::{Type, TypeId};
use triceps_middle::order::sort_by;
use triceps_middle::strings::Str;

use super::{At, Expected, Setting, Slot, Validator};
use crate::types::suggest::closest;
use crate::types::text::{listed, quoted};

impl Validator<'_, '_> {
    /// The name of an expected type.
    pub(super) fn expected_name(&mut self, expected: Expected) -> String {
        let ty = if expected.nullable { self.types.nullable(expected.ty) } else { expected.ty };
        self.types.name(ty)
    }

    pub(super) fn report_null(&mut self, setting: Setting, at: At, given: TypeId, expected: Expected) {
        let (expected, given) = (self.expected_name(expected), self.types.name(given));
        let message = match setting.slot {
            // Several properties of one value may be null.
            Slot::Property { name, .. } if !self.is_written_for(at, name) => {
                let name = self.types.str(name);
                format!("the property `{name}` takes `{expected}`, but its value is `{given}`: it may be null")
            }
            _ => format!("`{expected}` is expected, but the value is `{given}`: it may be null"),
        };
        let help = "give a value for null with `??`, or state with `!` that it is not null";
        self.report(codes::BCP321, true, at.place(), message, help.to_owned());
    }

    /// Whether a value is what an object literal gives a property.
    fn is_written_for(&self, at: At, name: Str) -> bool {
        let middle = self.types.middle();
        let At::Expr(expr) = at else { return false };
        let Parent::Expr(object) = middle.parent(expr) else { return false };
        middle.property(object, name) == Some(expr)
    }

    /// Reports a value of another type than is expected.
    pub(super) fn mismatch(&mut self, setting: Setting, at: At, given: TypeId, expected: Expected) {
        let place = setting.place(at);
        let help = self.help_for(given, expected);
        let (wanted, found) = (self.expected_name(expected), self.types.name(given));
        match setting.slot {
            Slot::Value => {
                let warns = self.types.warns(expected.ty);
                let message = format!("a value of type `{wanted}` is expected, not `{found}`");
                self.report(codes::BCP033, warns, place, message, help);
            }
            Slot::Item { warns } => {
                let message = format!("an item takes `{wanted}`, not `{found}`");
                self.report_at_slot(setting, codes::BCP034, warns, at.place(), message, help);
            }
            Slot::Spread { warns } => {
                let message = format!("an array of type `{wanted}` can be spread here, not `{found}`");
                self.report_at_slot(setting, codes::BCP403, warns, at.place(), message, help);
            }
            Slot::Property { name, warns } => {
                let closest = self.closest_literal(setting, given, expected);
                let name = self.types.str(name);
                let message = match self.source(setting) {
                    Some(source) => {
                        format!("the property `{name}` takes `{wanted}`, not `{found}` (in `{source}`)")
                    }
                    None => format!("the property `{name}` takes `{wanted}`, not `{found}`"),
                };
                match closest {
                    Some(closest) => {
                        let help = format!("did you mean `{closest}`?");
                        self.report_at_slot(setting, codes::BCP088, warns, place, message, help);
                    }
                    None => self.report_at_slot(setting, codes::BCP036, warns, place, message, help),
                }
            }
        }
    }

    /// The literal that was probably meant, as Bicep writes it. None where null is possible, or a variable is
    /// between.
    fn closest_literal(&mut self, setting: Setting, given: TypeId, expected: Expected) -> Option<String> {
        let Type::StringLiteral(text, _) = self.types.get(given) else { return None };
        if expected.nullable || self.source(setting).is_some() {
            return None;
        }
        let text = quoted(self.types.str(text));
        let candidates = self.literals(expected.ty)?;
        closest(&text, candidates.iter().map(String::as_str)).map(str::to_owned)
    }

    /// The string literals that a type consists of, as Bicep writes them, sorted. None where there are too many to compare.
    pub(super) fn literals(&mut self, ty: TypeId) -> Option<Vec<String>> {
        let members = self.types.members(ty);
        if !self.types.comparisons.allow(members.len()) {
            return None;
        }
        let mut literals = Vec::new();
        for member in members {
            let Type::StringLiteral(text, _) = self.types.get(member) else { return None };
            literals.push(quoted(self.types.str(text)));
        }
        sort_by(&mut literals, |left, right| left.to_lowercase().cmp(&right.to_lowercase()));
        (!literals.is_empty()).then_some(literals)
    }

    /// Says which string literals can be written.
    pub(super) fn one_of(&mut self, ty: TypeId) -> Option<String> {
        let literals = self.literals(ty)?;
        Some(match literals.as_slice() {
            [only] => format!("write `{only}`"),
            literals => format!("write one of {}", listed(literals.iter().map(String::as_str))),
        })
    }

    fn help_for(&mut self, given: TypeId, expected: Expected) -> String {
        if let Some(help) = self.one_of(expected.ty) {
            return help;
        }
        let text = match self.types.get(expected.ty) {
            Type::Bool(_) => "write `true` or `false`",
            Type::Int(..) if matches!(self.types.get(given), Type::String { .. } | Type::StringLiteral(..)) => {
                "write a whole number without quotes; a fraction is `json('0.5')`"
            }
            Type::Int(..) => "write a whole number",
            Type::String { .. } => "write a string",
            Type::Array { .. } | Type::Tuple { .. } => "write an array",
            Type::Object(_) | Type::Variants(_) => "write an object",
            Type::ParentOf(_) => "name the resource that it is a child of",
            Type::Scope(_) => "name a scope, such as `resourceGroup()` or a resource",
            _ => return format!("write a value of type `{}`", self.types.name(expected.ty)),
        };
        text.to_owned()
    }
}
