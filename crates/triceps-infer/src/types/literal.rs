//! The types of object and array literals, once their parts have types.

use triceps_diagnostics::codes;
use triceps_middle::kinds::{Additional, Property, PropertyFlags, Type, TypeFlags, TypeId};
use triceps_middle::map::Set;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{Expr, ExprId, Key, Place};

use super::table::Types;

/// Types with more parts than this are not looked through.
const MOST_PARTS: usize = 4096;

impl Types<'_> {
    /// Whether only one value has a type. What an object may have beside its properties counts only where it says so.
    pub fn is_literal(&mut self, ty: TypeId) -> bool {
        let mut open = vec![ty];
        for _ in 0..MOST_PARTS {
            let Some(ty) = open.pop() else { return true };
            match self.get(ty) {
                Type::Null | Type::BoolLiteral(..) | Type::IntLiteral(..) | Type::StringLiteral(..) => {}
                Type::Tuple { items, .. } => open.extend_from_slice(self.list(items)),
                Type::Object(_) => {
                    if self.additional(ty).is_some_and(|more| !more.flags.contains(PropertyFlags::FALLBACK)) {
                        return false;
                    }
                    for property in self.properties(ty) {
                        if !property.flags.contains(PropertyFlags::REQUIRED) {
                            return false;
                        }
                        open.push(property.ty);
                    }
                }
                _ => return false,
            }
        }
        false
    }
}

/// The type of an object literal. A fault in a part is a fault of the whole, as nothing certain is left to say about it.
pub(crate) fn object(types: &mut Types<'_>, diagnostics: &mut RawDiagnostics, expr: ExprId) -> TypeId {
    let middle = types.middle();
    let Some(entries) = middle.object(expr) else { return TypeId::ERROR };
    let mut is_plain = true;
    let mut is_wrong = false;
    for (position, entry) in entries.iter().enumerate() {
        let ty = types.of(entry.value);
        match entry.key {
            Key::Name(_) => {}
            Key::Computed(key) => {
                is_plain = false;
                is_wrong |= types.of(key) == TypeId::ERROR;
            }
            Key::Spread => {
                is_plain = false;
                if ty != TypeId::ERROR && !types.assignable(ty, TypeId::OBJECT) {
                    let place = Place::Key(expr, u32::try_from(position).unwrap_or(u32::MAX));
                    report_spread(types, diagnostics, place, entry.value, TypeId::OBJECT);
                    is_wrong = true;
                }
            }
        }
        is_wrong |= ty == TypeId::ERROR;
    }
    let has_doubles = has_doubles(types, expr);
    if has_doubles && middle.is_text() {
        report_doubles(types, diagnostics, expr);
    }
    if is_wrong || has_doubles {
        return TypeId::ERROR;
    }
    if is_plain {
        return types.object_literal(expr);
    }
    let mut properties: Vec<Property> = Vec::with_capacity(entries.len());
    let mut others: Vec<TypeId> = Vec::new();
    for entry in entries {
        let ty = types.of(entry.value);
        match entry.key {
            Key::Name(name) => put(&mut properties, Property { name, ty, flags: PropertyFlags::REQUIRED }),
            Key::Computed(_) => others.push(ty),
            Key::Spread if matches!(types.get(ty), Type::Object(_)) => {
                for property in types.properties(ty) {
                    put(&mut properties, property);
                }
                others.extend(types.additional(ty).map(|additional| additional.ty));
            }
            Key::Spread => others.push(TypeId::ANY),
        }
    }
    let additional = match others.as_slice() {
        [] => None,
        others => Some(Additional { ty: types.union(others), flags: PropertyFlags::NONE }),
    };
    let name = types.text("object");
    types.object(Some(name), TypeFlags::NONE, &properties, additional)
}

/// What comes later replaces what came before.
fn put(properties: &mut Vec<Property>, property: Property) {
    match properties.iter_mut().find(|other| other.name == property.name) {
        Some(slot) => *slot = property,
        None => properties.push(property),
    }
}

/// Whether a key is given twice, which is reported with the structure of the file.
fn has_doubles(types: &Types<'_>, expr: ExprId) -> bool {
    let middle = types.middle();
    if !middle.has_unsure_keys(expr) {
        return false;
    }
    let entries = middle.object(expr).unwrap_or_default();
    let mut seen = Set::new();
    entries.iter().any(|entry| matches!(entry.key, Key::Name(name) if !seen.insert(name)))
}

/// Reports every key that is given more than once.
fn report_doubles(types: &Types<'_>, diagnostics: &mut RawDiagnostics, expr: ExprId) {
    let entries = types.middle().object(expr).unwrap_or_default();
    let (mut seen, mut doubles) = (Set::new(), Set::new());
    for entry in entries {
        if let Key::Name(name) = entry.key
            && !seen.insert(name)
        {
            doubles.insert(name);
        }
    }
    for (position, entry) in (0..).zip(entries) {
        if let Key::Name(name) = entry.key
            && doubles.contains(&name)
        {
            let message = format!("the property `{}` is declared more than once", types.str(name));
            let help = "keep one of them, or rename the others";
            diagnostics.report(codes::BCP025, Place::Key(expr, position), message, help);
        }
    }
}

/// The type of an array literal: a tuple, or where other arrays are spread in it an array of all their items.
pub(crate) fn array(types: &mut Types<'_>, diagnostics: &mut RawDiagnostics, expr: ExprId) -> TypeId {
    let middle = types.middle();
    let Some(items) = middle.array(expr) else { return TypeId::ERROR };
    let mut own = std::mem::take(&mut types.items);
    own.clear();
    let ty = of_items(types, diagnostics, items, &mut own);
    types.items = own;
    ty
}

/// The type of an array literal. `own` is room for the types of its items.
fn of_items(
    types: &mut Types<'_>,
    diagnostics: &mut RawDiagnostics,
    items: &[ExprId],
    own: &mut Vec<TypeId>,
) -> TypeId {
    let middle = types.middle();
    let mut spread: Vec<TypeId> = Vec::new();
    let mut is_wrong = false;
    for item in items {
        let Expr::Spread(inner) = middle.expr(*item) else {
            let ty = types.of(*item);
            is_wrong |= ty == TypeId::ERROR;
            own.push(ty);
            continue;
        };
        let ty = types.of(inner);
        types.set(*item, ty);
        is_wrong |= ty == TypeId::ERROR;
        if ty != TypeId::ERROR && !types.assignable(ty, TypeId::ARRAY) {
            report_spread(types, diagnostics, Place::Expr(*item), inner, TypeId::ARRAY);
            is_wrong = true;
        }
        match types.get(ty) {
            Type::Tuple { items, .. } => own.extend_from_slice(types.list(items)),
            Type::Array { item, .. } => spread.push(item),
            _ => spread.push(TypeId::ANY),
        }
    }
    if is_wrong {
        return TypeId::ERROR;
    }
    if spread.is_empty() {
        return types.tuple(own, TypeFlags::NONE);
    }
    own.extend(spread);
    let item = types.union(own);
    types.array(item)
}

fn report_spread(types: &Types<'_>, diagnostics: &mut RawDiagnostics, place: Place, inner: ExprId, expected: TypeId) {
    let (expected, found) = (types.name(expected), types.name(types.of(inner)));
    let message = format!("a value of type `{found}` cannot be spread here, only one of type `{expected}`");
    diagnostics.report(codes::BCP402, place, message, format!("spread a value of type `{expected}`"));
}
