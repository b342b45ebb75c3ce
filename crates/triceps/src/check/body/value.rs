//! Values against types.

use super::bounds;
use super::inferred::{Inferred, Items, Properties, Text, of_kind};
use super::place::{Place, Slot};
use super::target::{Shape, Target, listed_sorted, quoted};
use super::variants::{self, nearest_literal};
use super::{Checker, object, typed};
use crate::diagnostic::Severity;
use crate::expr::{Array, Composite, Expr, Node};

/// Checks an expression against a type.
pub(super) fn check<'t>(checker: &mut Checker<'t, '_>, expr: &'t Expr, target: Target, place: &Place<'_>) {
    check_shape(checker, expr, target.shape(), place);
}

fn check_shape<'t>(checker: &mut Checker<'t, '_>, expr: &'t Expr, shape: Shape, place: &Place<'_>) {
    if matches!(shape, Shape::Any) {
        return;
    }
    match &expr.0 {
        Node::Local(_) => return,
        Node::Composite(composite) => match (composite.composite(), shape) {
            (Composite::Array(array), Shape::Array(item)) => return check_items(checker, array, item, place),
            (Composite::For(each), Shape::Array(item)) => {
                return check(checker, &each.body, item, &place.of_each());
            }
            (Composite::Paren(inner), _) => return check_shape(checker, inner, shape, place),
            _ => {}
        },
        Node::Symbol(_) => {
            if let Some((name, value)) = checker.followed(expr)
                && !place.is_deep()
                && value.as_composite().is_some()
            {
                return check_shape(checker, value, shape, &place.via(name));
            }
        }
        _ => {}
    }
    let inferred = checker.scope.infer(expr);
    checker.compared.clear();
    compare(checker, inferred, shape, place);
}

/// Checks what is known of a value against a type.
pub(super) fn compare<'t>(checker: &mut Checker<'t, '_>, inferred: Inferred<'t>, shape: Shape, place: &Place<'_>) {
    let inferred = match without_null(inferred, place.nullable) {
        Ok(inferred) => inferred,
        Err(rest) if rest.as_ref().is_some_and(|rest| fits(rest, shape)) => {
            let rest = rest.unwrap_or(Inferred::Any);
            let message = format!("{} takes `{}`, but the value may be null", slot(place), shape.name());
            let help = "give what holds instead of null with `??`, or state with `!` that it is not null";
            place.report(checker.findings, "BCP321", Severity::Warning, message, help);
            rest
        }
        Err(None) => return mismatch(checker, &Inferred::Null, shape, place),
        Err(Some(rest)) => return mismatch(checker, &Inferred::one_of([Inferred::Null, rest]), shape, place),
    };
    if !fits(&inferred, shape) {
        return mismatch(checker, &inferred, shape, place);
    }
    match (inferred, shape) {
        (Inferred::Object(Properties::Literal(value)), Shape::Object(fields)) => {
            object::check(checker, value, &fields, place);
        }
        (Inferred::Object(Properties::Literal(value)), Shape::Variants(kind)) => {
            variants::check(checker, value, kind, place);
        }
        (Inferred::Object(Properties::Declared(declared)), Shape::Object(fields)) => {
            typed::check_declared(checker, declared, &fields, place);
        }
        (Inferred::Object(Properties::Known(known)), Shape::Object(fields)) => {
            typed::check_known(checker, known, &fields, place);
        }
        (Inferred::Array(Items::Literal(array)), Shape::Array(item)) => check_items(checker, array, item, place),
        (Inferred::Array(items), Shape::Array(item)) => {
            let inferred = match items {
                Items::Text => Inferred::TEXT,
                Items::Int => Inferred::INT,
                Items::Declared(item) => checker.scope.declared(item),
                Items::Known(item) => of_kind(item),
                Items::Unknown | Items::Literal(_) => return,
            };
            if !place.is_deep() {
                compare(checker, inferred, item.shape(), &place.of_each());
            }
        }
        (Inferred::OneOf(members), shape) => {
            for member in members {
                match member {
                    member @ (Inferred::Object(_) | Inferred::Array(_)) => {
                        compare(checker, member, shape, &place.of_choice());
                    }
                    // The compiler looks at the members of a choice only where the target is one itself.
                    member if place.nullable || matches!(shape, Shape::Enum(_)) => {
                        bounds::check(checker, &member, shape, place);
                    }
                    _ => {}
                }
            }
        }
        (inferred, shape) => bounds::check(checker, &inferred, shape, place),
    }
}

fn check_items<'t>(checker: &mut Checker<'t, '_>, array: &'t Array, item: Target, place: &Place<'_>) {
    let severity = item_severity(item);
    let shape = item.shape();
    for (index, value) in array.items.iter().enumerate() {
        if array.spreads.contains(&index) {
            check_shape(checker, value, Shape::Array(item), place);
        } else {
            check_shape(checker, value, shape, &place.item(index, severity));
        }
    }
}

fn item_severity(item: Target) -> Severity {
    if matches!(item, Target::Usual(_)) { Severity::Error } else { Severity::Warning }
}

/// The value without null. An error where null is not welcome, with what else it may be.
fn without_null(inferred: Inferred<'_>, nullable: bool) -> Result<Inferred<'_>, Option<Inferred<'_>>> {
    match inferred {
        Inferred::Null if nullable => Ok(Inferred::Any),
        Inferred::Null => Err(None),
        Inferred::OneOf(members) if members.iter().any(|member| matches!(member, Inferred::Null)) => {
            let rest = Inferred::one_of(members.into_iter().filter(|member| !matches!(member, Inferred::Null)));
            if nullable { Ok(rest) } else { Err(Some(rest)) }
        }
        other => Ok(other),
    }
}

/// Whether a value may be assigned, bounds and what is inside aside.
fn fits(inferred: &Inferred<'_>, shape: Shape) -> bool {
    match (inferred, shape) {
        (Inferred::OneOf(members), _) => members.iter().all(|member| fits(member, shape)),
        (Inferred::Any, _)
        | (_, Shape::Any)
        | (Inferred::Bool(_), Shape::Boolean)
        | (Inferred::Int(_), Shape::Integer { .. })
        | (Inferred::Text(_), Shape::Text(_))
        | (Inferred::Array(_), Shape::Array(_))
        | (Inferred::Object(_) | Inferred::Resource, Shape::Object(_) | Shape::Variants(_) | Shape::AnyObject) => true,
        (Inferred::Text(Text::Literal(text)), Shape::Literal(expected)) => text == expected,
        (Inferred::Text(Text::Literal(text)), Shape::Enum(union)) => union.literals().any(|literal| literal == text),
        (Inferred::Text(Text::Of { loose, .. }), Shape::Literal(_) | Shape::Enum(_)) => *loose,
        _ => false,
    }
}

fn mismatch(checker: &mut Checker<'_, '_>, inferred: &Inferred<'_>, shape: Shape, place: &Place<'_>) {
    let message = format!("{} takes `{}`, not `{}`", slot(place), shape.name(), inferred.name());
    let near = match (inferred, shape) {
        (Inferred::Text(Text::Literal(text)), Shape::Enum(union)) => nearest_literal(text, union.literals()),
        (Inferred::Text(Text::Literal(text)), Shape::Literal(literal)) => {
            nearest_literal(text, std::iter::once(literal))
        }
        _ => None,
    };
    let help = match (near, shape) {
        (Some(near), _) => format!("did you mean `{}`?", quoted(near)),
        (None, Shape::Enum(union)) => format!("write one of {}", listed_sorted(union.literals())),
        (None, Shape::Literal(literal)) => format!("write `{}`", quoted(literal)),
        (None, Shape::Boolean) => "write `true` or `false`".to_owned(),
        (None, Shape::Integer { .. }) if matches!(inferred, Inferred::Text(_)) => {
            "write a whole number without quotes; a fraction is `json('0.5')`".to_owned()
        }
        (None, Shape::Integer { .. }) => "write a whole number".to_owned(),
        (None, Shape::Text(_)) => "write text".to_owned(),
        (None, Shape::Array(_)) => "write an array".to_owned(),
        (None, _) => "write an object".to_owned(),
    };
    let id = match place.slot {
        Slot::Item => "BCP034",
        // The compiler looks for near misses only where null is not possible and no variable is between.
        _ if near.is_some() && !place.nullable && place.variable.is_none() => "BCP088",
        _ => "BCP036",
    };
    place.report(checker.findings, id, place.severity, message, help);
}

fn slot(place: &Place<'_>) -> String {
    match place.slot {
        Slot::Property(name) => format!("the property `{name}`"),
        Slot::Item => "an item".to_owned(),
        Slot::Resource(name) => format!("the resource `{name}`"),
    }
}
