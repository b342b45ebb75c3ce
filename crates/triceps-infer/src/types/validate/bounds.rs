//! Lengths, ranges and patterns.

use triceps_diagnostics::codes;
use triceps_middle::kinds::{Bounds, Type, TypeId};

use super::{At, Setting, Validator};
use crate::types::pattern;
use crate::types::table::utf16_length;

/// What is counted.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    Characters,
    Items,
}

impl Unit {
    /// A number of these: `1 item`.
    fn counted(self, number: i64) -> String {
        let noun = match self {
            Self::Characters => "character",
            Self::Items => "item",
        };
        format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
    }

    const fn what(self) -> &'static str {
        match self {
            Self::Characters => "string",
            Self::Items => "array",
        }
    }
}

impl Validator<'_, '_> {
    fn bounds_warn(&self, setting: Setting, expected: TypeId) -> bool {
        setting.is_body || self.types.warns(expected)
    }

    pub(super) fn int(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId) {
        if !matches!(self.types.get(given), Type::Int(..) | Type::IntLiteral(..)) {
            return;
        }
        let warns = self.bounds_warn(setting, expected);
        let (value, allowed) = (self.types.bounds_of(given), self.types.bounds_of(expected));
        if allowed == Bounds::NONE {
            return;
        }
        let help = || match (allowed.min, allowed.max) {
            (Some(min), Some(max)) => format!("write a number from {min} to {max}"),
            (Some(min), None) => format!("write a number of at least {min}"),
            (None, Some(max)) => format!("write a number of at most {max}"),
            (None, None) => String::new(),
        };
        let place = at.place();
        if let (Some(min), Some(most)) = (value.min, allowed.max)
            && min > most
        {
            let message = format!("the number is too large: {min}, but the maximum is {most}");
            return self.report(codes::BCP327, warns, place, message, help());
        }
        if let (Some(max), Some(least)) = (value.max, allowed.min)
            && max < least
        {
            let message = format!("the number is too small: {max}, but the minimum is {least}");
            return self.report(codes::BCP328, warns, place, message, help());
        }
        if let (Some(min), Some(least)) = (value.min, allowed.min)
            && min < least
        {
            let message = format!("the number may be too small: it can be {min}, but the minimum is {least}");
            self.report(codes::BCP329, true, place, message, help());
        }
        if let (Some(max), Some(most)) = (value.max, allowed.max)
            && max > most
        {
            let message = format!("the number may be too large: it can be {max}, but the maximum is {most}");
            self.report(codes::BCP330, true, place, message, help());
        }
    }

    /// One number is expected, and any number may be given: it has to be possible.
    pub(super) fn int_literal(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId) {
        if !matches!(self.types.get(given), Type::Int(..)) {
            return;
        }
        let Bounds { min: Some(wanted), .. } = self.types.bounds_of(expected) else { return };
        let warns = self.bounds_warn(setting, expected);
        let value = self.types.bounds_of(given);
        let help = format!("write {wanted}");
        if let Some(min) = value.min.filter(|min| *min > wanted) {
            let message = format!("the number is too large: at least {min}, only {wanted} is allowed");
            self.report(codes::BCP327, warns, at.place(), message, help);
        } else if let Some(max) = value.max.filter(|max| *max < wanted) {
            let message = format!("the number is too small: at most {max}, only {wanted} is allowed");
            self.report(codes::BCP328, warns, at.place(), message, help);
        }
    }

    pub(super) fn string(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId) {
        let Type::String { pattern, .. } = self.types.get(expected) else { return };
        if !matches!(self.types.get(given), Type::String { .. } | Type::StringLiteral(..)) {
            return;
        }
        let warns = self.bounds_warn(setting, expected);
        let (value, allowed) = (self.types.bounds_of(given), self.types.bounds_of(expected));
        if allowed != Bounds::NONE {
            self.length(warns, at, value, allowed, Unit::Characters);
        }
        if let (Type::StringLiteral(text, _), Some(pattern)) = (self.types.get(given), pattern) {
            let (text, pattern) = (self.types.str(text), self.types.str(pattern));
            if pattern::matches(pattern, text) == Some(false) {
                let message = format!("`{text}` does not match the pattern `{pattern}`");
                let help = "write a string that matches the pattern".to_owned();
                self.report(codes::BCP416, warns, at.place(), message, help);
            }
        }
    }

    /// One string is expected, and any string may be given: its length has to be possible.
    pub(super) fn string_literal(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId) {
        let Type::StringLiteral(wanted, _) = self.types.get(expected) else { return };
        if !matches!(self.types.get(given), Type::String { .. }) {
            return;
        }
        let length = i64::try_from(utf16_length(self.types.str(wanted))).unwrap_or(i64::MAX);
        let value = self.types.bounds_of(given);
        if value.min.is_some_and(|min| min > length) || value.max.is_some_and(|max| max < length) {
            let warns = self.bounds_warn(setting, expected);
            self.length(warns, at, value, Bounds::exactly(length), Unit::Characters);
        }
    }

    /// Compares a length with what is allowed. Whether it can be right.
    pub(super) fn length(&mut self, warns: bool, at: At, value: Bounds, allowed: Bounds, unit: Unit) -> bool {
        let what = unit.what();
        if allowed == Bounds::NONE {
            return true;
        }
        let help = || match (allowed.min, allowed.max) {
            (Some(min), Some(max)) if min == max => format!("give it {}", unit.counted(min)),
            (Some(min), Some(max)) => format!("give it {min} to {}", unit.counted(max)),
            (Some(min), None) => format!("give it at least {}", unit.counted(min)),
            (None, Some(max)) => format!("give it at most {}", unit.counted(max)),
            (None, None) => String::new(),
        };
        let place = at.place();
        let is_known = value.min.is_some() && value.min == value.max;
        if let (Some(min), Some(most)) = (value.min, allowed.max)
            && min > most
        {
            let at_least = if is_known { "" } else { "at least " };
            let message = format!("the {what} is too long: {at_least}{}, but the maximum is {most}", unit.counted(min));
            self.report(codes::BCP332, warns, place, message, help());
            return false;
        }
        if let (Some(max), Some(least)) = (value.max, allowed.min)
            && max < least
        {
            let at_most = if is_known { "" } else { "at most " };
            let message =
                format!("the {what} is too short: {at_most}{}, but the minimum is {least}", unit.counted(max));
            self.report(codes::BCP333, warns, place, message, help());
            return false;
        }
        let advice = "limit the parameters it is made of, or shorten it with `take`";
        if let (Some(min), Some(least)) = (value.min, allowed.min)
            && min < least
        {
            let length = unit.counted(min);
            let message = format!("the {what} may be too short: it can have {length}, but the minimum is {least}");
            self.report(codes::BCP334, true, place, message, format!("{}; {advice}", help()));
        }
        if let (Some(max), Some(most)) = (value.max, allowed.max)
            && max > most
        {
            let length = unit.counted(max);
            let message = format!("the {what} may be too long: it can have {length}, but the maximum is {most}");
            self.report(codes::BCP335, true, place, message, format!("{}; {advice}", help()));
        }
        true
    }
}
