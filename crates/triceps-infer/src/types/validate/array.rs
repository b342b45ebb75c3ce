//! Arrays, item by item.

use triceps_middle::kinds::{Bounds, Type, TypeId};
use triceps_middle::{Expr, ExprId};

use super::bounds::Unit;
use super::{At, Setting, Slot, Validator};

impl Validator<'_, '_> {
    /// Compares an array with an array type. Whether there was something to compare.
    pub(super) fn array(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId) -> bool {
        let middle = self.types.middle();
        if let At::Expr(expr) = at
            && let Expr::Array(run) = middle.expr(expr)
            // An argument is compared by its type.
            && setting.origin != Some(expr)
        {
            if middle.is_broken(expr) {
                return true;
            }
            self.array_literal(setting, at, middle.list(run), expected);
            return true;
        }
        if let Some((origin, inner)) = self.followed(at) {
            let given = self.type_at(inner);
            self.value(Setting { origin: Some(origin), ..setting }, inner, given, expected.into());
            return true;
        }
        let warns = setting.is_body || self.types.warns(expected);
        if let (Type::Tuple { items: own, .. }, Type::Tuple { items: others, .. }) =
            (self.types.get(given), self.types.get(expected))
        {
            if own.len() != others.len() {
                let count = |items: usize| Bounds::exactly(i64::try_from(items).unwrap_or(i64::MAX));
                self.length(warns, at, count(own.len()), count(others.len()), Unit::Items);
                return true;
            }
            for position in 0..own.len() {
                let pair = (self.types.item(own, position), self.types.item(others, position));
                if let (Some(given), Some(expected)) = pair
                    && !self.fitting.contains(&(at, given, expected))
                {
                    let before = self.diagnostics.len();
                    self.value(setting, at, given, expected.into());
                    if self.diagnostics.len() == before {
                        self.fitting.insert((at, given, expected));
                    }
                }
            }
            return true;
        }
        if !matches!(self.types.get(given), Type::Array { .. } | Type::Tuple { .. }) {
            return false;
        }
        let (value, allowed) = (self.types.bounds_of(given), self.types.bounds_of(expected));
        if !self.length(warns, at, value, allowed, Unit::Items) {
            return true;
        }
        let (given, expected) = (self.types.item_type(given), self.types.item_type(expected));
        if self.compared.insert((at, given, expected)) {
            self.value(setting, at, given, expected.into());
        }
        true
    }

    pub(super) fn array_literal(&mut self, setting: Setting, at: At, items: &[ExprId], expected: TypeId) {
        let middle = self.types.middle();
        let warns = self.types.warns(expected);
        let mut has_spread = false;
        for (position, item) in items.iter().enumerate() {
            if let Expr::Spread(inner) = middle.expr(*item) {
                has_spread = true;
                let ty = self.types.item_type(expected);
                let flags = self.types.flags(expected);
                let target = self.types.array_within(ty, Bounds::NONE, flags);
                let given = self.types.of(inner);
                self.value(self.in_slot(setting, Slot::Spread { warns }), At::Expr(inner), given, target.into());
                continue;
            }
            let target = match self.types.get(expected) {
                Type::Tuple { items, .. } if !has_spread => self.types.item(items, position).unwrap_or(TypeId::ANY),
                _ => self.types.item_type(expected),
            };
            let given = self.types.of(*item);
            if self.followed(At::Expr(*item)).is_none() && self.types.certainly_fits(given, target) {
                continue;
            }
            self.value(self.in_slot(setting, Slot::Item { warns }), At::Expr(*item), given, target.into());
        }
        if !has_spread {
            let warns = setting.is_body || warns;
            let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
            let allowed = self.types.bounds_of(expected);
            self.length(warns, at, Bounds::exactly(count), allowed, Unit::Items);
        }
    }
}
