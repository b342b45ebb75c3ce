//! Lengths, patterns and ranges.

use triceps_types::StringType;

use super::Checker;
use super::inferred::{Bounds, Inferred, Text, utf16_length};
use super::pattern;
use super::place::Place;
use super::target::Shape;
use crate::diagnostic::Severity;

/// Checks a value of the right kind against what its type says beyond that.
pub(super) fn check(checker: &mut Checker<'_, '_>, inferred: &Inferred<'_>, shape: Shape, place: &Place<'_>) {
    match (inferred, shape) {
        (Inferred::Int(value), Shape::Integer { min, max }) => range(checker, *value, Bounds { min, max }, place),
        (Inferred::Text(text), Shape::Text(Some(rules))) => self::text(checker, text, rules, place),
        (Inferred::Text(Text::Of { length, .. }), Shape::Enum(union))
            if !union.literals().any(|literal| can_be(*length, utf16_length(literal))) =>
        {
            let mut lengths: Vec<u64> = union.literals().map(utf16_length).collect();
            lengths.sort_unstable();
            lengths.dedup();
            for allowed in lengths {
                self::length(checker, *length, Bounds::exactly(allowed), place);
            }
        }
        (Inferred::Text(Text::Of { length, .. }), Shape::Literal(literal))
            if !can_be(*length, utf16_length(literal)) =>
        {
            self::length(checker, *length, Bounds::exactly(utf16_length(literal)), place);
        }
        _ => {}
    }
}

fn can_be(length: Bounds<u64>, wanted: u64) -> bool {
    length.min.is_none_or(|min| min <= wanted) && length.max.is_none_or(|max| wanted <= max)
}

fn text(checker: &mut Checker<'_, '_>, text: &Text<'_>, rules: StringType<'static>, place: &Place<'_>) {
    length(checker, text.length(), Bounds { min: rules.min_length(), max: rules.max_length() }, place);
    if let (Text::Literal(text), Some(pattern)) = (text, rules.pattern())
        && pattern::matches(pattern, text) == Some(false)
    {
        let message = format!("`{text}` does not match the pattern `{pattern}`");
        place.report(checker.findings, "BCP416", Severity::Warning, message, "write a text that matches the pattern");
    }
}

fn length(checker: &mut Checker<'_, '_>, value: Bounds<u64>, allowed: Bounds<u64>, place: &Place<'_>) {
    let help = || match (allowed.min, allowed.max) {
        (Some(min), Some(max)) if min == max => format!("{min} characters are allowed"),
        (Some(min), Some(max)) => format!("from {min} to {max} characters are allowed"),
        (Some(min), None) => format!("at least {min} characters are needed"),
        (None, Some(max)) => format!("at most {max} characters are allowed"),
        (None, None) => String::new(),
    };
    let known = value.min.is_some() && value.min == value.max;
    let mut report = |id, message: String, help: String| {
        place.report(checker.findings, id, Severity::Warning, message, help);
    };
    match (value.min, allowed.max) {
        (Some(min), Some(most)) if min > most => {
            let at_least = if known { "" } else { "at least " };
            return report(
                "BCP332",
                format!("the text is too long: {at_least}{min} characters, at most {most} are allowed"),
                help(),
            );
        }
        _ => {}
    }
    match (value.max, allowed.min) {
        (Some(max), Some(least)) if max < least => {
            let at_most = if known { "" } else { "at most " };
            return report(
                "BCP333",
                format!("the text is too short: {at_most}{max} characters, at least {least} are needed"),
                help(),
            );
        }
        _ => {}
    }
    let advice = "bound the parameters it is made of with `length(..)`, or cut it with `take`";
    if let (Some(min), Some(least)) = (value.min, allowed.min)
        && min < least
    {
        let message = format!("the text may be too short: it can have {min} characters, at least {least} are needed");
        report("BCP334", message, format!("{}; {advice}", help()));
    }
    if let (Some(max), Some(most)) = (value.max, allowed.max)
        && max > most
    {
        let message = format!("the text may be too long: it can have {max} characters, at most {most} are allowed");
        report("BCP335", message, format!("{}; {advice}", help()));
    }
}

fn range(checker: &mut Checker<'_, '_>, value: Bounds<i64>, allowed: Bounds<i64>, place: &Place<'_>) {
    let help = || match (allowed.min, allowed.max) {
        (Some(min), Some(max)) => format!("{min} to {max} is allowed"),
        (Some(min), None) => format!("the least that is allowed is {min}"),
        (None, Some(max)) => format!("the most that is allowed is {max}"),
        (None, None) => String::new(),
    };
    let mut report = |id, message: String| place.report(checker.findings, id, Severity::Warning, message, help());
    match (value.min, allowed.max) {
        (Some(min), Some(most)) if min > most => {
            return report("BCP327", format!("the number is too large: {min}, at most {most} is allowed"));
        }
        _ => {}
    }
    match (value.max, allowed.min) {
        (Some(max), Some(least)) if max < least => {
            return report("BCP328", format!("the number is too small: {max}, at least {least} is allowed"));
        }
        _ => {}
    }
    if let (Some(min), Some(least)) = (value.min, allowed.min)
        && min < least
    {
        report("BCP329", format!("the number may be too small: it can be {min}, at least {least} is allowed"));
    }
    if let (Some(max), Some(most)) = (value.max, allowed.max)
        && max > most
    {
        report("BCP330", format!("the number may be too large: it can be {max}, at most {most} is allowed"));
    }
}
