//! Keys of objects that are there twice, computed ones too.

use std::borrow::Cow;

use triceps_diagnostics::codes;
use triceps_middle::map::Set;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{Entry, ExprId, Key, Place};

use super::context::Context;
use super::values::Value;

pub(super) fn check(cx: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    for id in cx.middle.objects_with_unsure_keys() {
        object(cx, *id, cx.middle.object(*id).unwrap_or_default(), diagnostics);
    }
}

fn object(cx: &Context<'_>, id: ExprId, entries: &[Entry], diagnostics: &mut RawDiagnostics) {
    let texts: Vec<Option<Cow<'_, str>>> = entries
        .iter()
        .map(|entry| match entry.key {
            Key::Name(name) => Some(Cow::Borrowed(cx.middle.str(name))),
            // A key that could not be read is not one of the others.
            Key::Computed(key) if cx.middle.is_broken(id) => {
                cx.middle.object(key).is_some().then_some(Cow::Borrowed(""))
            }
            Key::Computed(key) => cx.values.text(Value::of(key)),
            Key::Spread => None,
        })
        .collect();
    let twice = repeated(texts.iter().flatten().map(|text| &**text));
    // Where only names are equal in a text, that is what the object has in place of a type.
    let mut computed = Set::new();
    for (entry, text) in entries.iter().zip(&texts) {
        if let (Key::Computed(_), Some(text)) = (entry.key, text) {
            computed.insert(&**text);
        }
    }
    for (position, text) in (0..).zip(&texts) {
        if let Some(text) = text
            && twice.contains(&&**text)
            && (!cx.middle.is_text() || computed.contains(&&**text))
        {
            diagnostics.report(
                codes::BCP025,
                Place::Key(id, position),
                format!("the property `{text}` is declared more than once"),
                "keep one of them, or rename the others",
            );
        }
    }
}

fn repeated<'a>(texts: impl Iterator<Item = &'a str>) -> Set<&'a str> {
    let mut seen = Set::new();
    texts.filter(|text| !seen.insert(*text)).collect()
}
