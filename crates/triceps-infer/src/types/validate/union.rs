//! Values where one of several types is expected.

use triceps_diagnostics::codes;
use triceps_middle::kinds::{Type, TypeId};
use triceps_middle::raw::RawDiagnostics;

use super::{At, Expected, Setting, Validator};

impl Validator<'_, '_> {
    /// Looks into a value that fits where null is welcome too.
    pub(super) fn nullable(&mut self, setting: Setting, at: At, given: TypeId, expected: Expected) {
        if given == TypeId::NULL {
            return;
        }
        if let Some((origin, inner)) = self.followed(at) {
            let given = self.type_at(inner);
            let setting = Setting { origin: Some(origin), ..setting };
            return self.value(setting, inner, given, expected);
        }
        let members = match self.types.get(given) {
            Type::Union(_) => self.types.members(given),
            _ => return self.inside_choice(setting, at, given, expected.ty),
        };
        for member in members {
            if member != TypeId::NULL {
                self.member(setting, at, member, expected);
            }
        }
    }

    /// Looks into a value that fits one of several types.
    pub(super) fn union(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId) {
        match self.types.get(given) {
            Type::Union(list) if given == expected && self.types.list(list).iter().all(|it| self.is_literal(*it)) => {}
            Type::Union(_) => {
                for member in self.types.members(given) {
                    self.member(setting, at, member, expected.into());
                }
            }
            _ => self.inside_choice(setting, at, given, expected),
        }
    }

    fn is_literal(&self, ty: TypeId) -> bool {
        matches!(
            self.types.get(ty),
            Type::StringLiteral(..) | Type::IntLiteral(..) | Type::BoolLiteral(..) | Type::Null
        )
    }

    /// One of the types that a value may be of. A mistake in it makes the whole not fit.
    fn member(&mut self, setting: Setting, at: At, given: TypeId, expected: Expected) {
        let found = self.apart(|validator| validator.inside_choice(setting, at, given, expected.ty));
        let is_wrong = found.has_errors();
        self.diagnostics.append(found);
        if is_wrong {
            let (wanted, found) = (self.expected_name(expected), self.types.name(given));
            let message = format!("a value of type `{wanted}` is expected, but it may be `{found}`");
            self.report(codes::BCP070, false, at.place(), message, format!("write a value of type `{wanted}`"));
        }
    }

    /// Compares with each type that the value fits: one without a mistake is enough.
    fn inside_choice(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId) {
        let Type::Union(list) = self.types.get(expected) else {
            return self.value(setting, at, given, expected.into());
        };
        let mut right: Vec<RawDiagnostics> = Vec::new();
        let mut wrong: Vec<RawDiagnostics> = Vec::new();
        for position in 0..list.len() {
            let candidate = self.types.item(list, position).unwrap_or(TypeId::ERROR);
            if !self.types.assignable(given, candidate) {
                continue;
            }
            let found = self.apart(|validator| validator.value(setting, at, given, candidate.into()));
            if found.has_errors() { wrong.push(found) } else { right.push(found) }
        }
        let reported = if right.is_empty() { wrong } else { right };
        if reported.iter().any(RawDiagnostics::is_empty) {
            return;
        }
        for found in reported {
            self.diagnostics.append(found);
        }
    }
}
