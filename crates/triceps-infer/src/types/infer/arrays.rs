//! Results that are arrays, parts of them or items.

use triceps_diagnostics::codes;
use triceps_language::{Overload, Sig};
use triceps_middle::kinds::{Bounds, Type, TypeFlags, TypeId};
use triceps_middle::{ExprId, Place};

use super::Infer;
use super::fold::length_as_text;

/// How many to take or skip, at least and at most.
fn count(bounds: Bounds) -> (i64, i64) {
    (bounds.min.unwrap_or(i64::MIN), bounds.max.unwrap_or(i64::MAX))
}

/// The longest tuple that a concatenation has: variables can double each other.
const LONGEST_TUPLE: usize = 4_096;

impl Infer<'_, '_> {
    fn is_array(&self, ty: TypeId) -> bool {
        matches!(self.types.get(ty), Type::Array { .. } | Type::Tuple { .. })
    }

    pub(super) fn concat(&mut self, arrays: &[TypeId]) -> TypeId {
        let lengths = arrays.iter().map(|array| match self.types.get(*array) {
            Type::Tuple { items, .. } => Some(self.types.list(items).len()),
            _ => None,
        });
        if lengths.sum::<Option<usize>>().is_some_and(|length| length <= LONGEST_TUPLE) {
            let mut items = Vec::new();
            for array in arrays {
                if let Type::Tuple { items: list, .. } = self.types.get(*array) {
                    items.extend_from_slice(self.types.list(list));
                }
            }
            return self.types.tuple(&items, TypeFlags::NONE);
        }
        if !arrays.iter().all(|array| self.is_array(*array)) {
            return TypeId::ARRAY;
        }
        let (mut min, mut max) = (0i64, Some(0i64));
        let mut items = Vec::with_capacity(arrays.len());
        for array in arrays {
            let bounds = self.types.bounds_of(*array);
            min = min.saturating_add(bounds.min.unwrap_or(0));
            max = max.zip(bounds.max).map(|(all, one)| all.saturating_add(one));
            items.push(self.types.item_type(*array));
        }
        let item = self.types.union(&items);
        self.types.array_within(item, Bounds { min: Some(min), max }, TypeFlags::NONE)
    }

    pub(super) fn taken(&mut self, overload: &Overload, of: TypeId, number: TypeId) -> TypeId {
        let (least, most) = count(self.number_bounds(number));
        let flags = self.types.flags(of);
        let cut = |bounds: Bounds| Bounds {
            min: bounds.min.filter(|_| least > 0).map(|min| min.min(least)),
            max: match bounds.max.unwrap_or(i64::MAX).min(most) {
                i64::MAX => None,
                max => Some(max.max(0)),
            },
        };
        if overload.result == Sig::String {
            let (min, max) = length_as_text(self.types, of);
            return self.types.string(cut(Bounds { min: Some(min), max }), None, flags);
        }
        match self.types.get(of) {
            Type::Tuple { items, .. } if least == most => {
                let items = self.types.list(items).to_vec();
                let end = usize::try_from(least.max(0)).unwrap_or(usize::MAX).min(items.len());
                if end == items.len() {
                    return of;
                }
                self.types.tuple(&items[..end], flags)
            }
            Type::Array { .. } | Type::Tuple { .. } => {
                let item = self.types.item_type(of);
                let bounds = cut(self.types.bounds_of(of));
                self.types.array_within(item, bounds, flags)
            }
            _ => {
                let max = (most < i64::MAX).then_some(most.max(0));
                self.types.array_within(TypeId::ANY, Bounds { min: None, max }, flags)
            }
        }
    }

    pub(super) fn skipped(&mut self, overload: &Overload, of: TypeId, number: TypeId) -> TypeId {
        let (least, most) = count(self.number_bounds(number));
        if most <= 0 {
            return of;
        }
        let flags = self.types.flags(of);
        let cut = |bounds: Bounds| Bounds {
            min: Some(bounds.min.unwrap_or(0).saturating_sub(most)).filter(|min| *min > 0),
            max: bounds.max.map(|max| max.saturating_sub(least.max(0)).max(0)),
        };
        if overload.result == Sig::String {
            let (min, max) = length_as_text(self.types, of);
            return self.types.string(cut(Bounds { min: Some(min), max }), None, flags);
        }
        match self.types.get(of) {
            Type::Tuple { items, .. } if least == most => {
                let items = self.types.list(items).to_vec();
                let start = usize::try_from(least).unwrap_or(usize::MAX).min(items.len());
                self.types.tuple(&items[start..], flags)
            }
            Type::Array { .. } | Type::Tuple { .. } => {
                let item = self.types.item_type(of);
                let bounds = cut(self.types.bounds_of(of));
                self.types.array_within(item, bounds, flags)
            }
            _ => self.types.array_within(TypeId::ANY, Bounds::NONE, flags),
        }
    }

    fn number_bounds(&self, ty: TypeId) -> Bounds {
        match self.types.get(ty) {
            Type::Int(..) | Type::IntLiteral(..) => self.types.bounds_of(ty),
            _ => Bounds::NONE,
        }
    }

    /// The first or the last item or character.
    pub(super) fn end_of(&mut self, overload: &Overload, of: TypeId, first: bool) -> TypeId {
        if overload.result == Sig::String {
            return self.one_character(of);
        }
        match self.types.get(of) {
            Type::Tuple { items, .. } => {
                let items = self.types.list(items);
                let item = if first { items.first() } else { items.last() };
                item.copied().unwrap_or(TypeId::NULL)
            }
            Type::Array { item, .. } => match self.types.bounds_of(of).min {
                Some(1..) => item,
                _ => self.types.nullable(item),
            },
            _ => TypeId::ANY,
        }
    }

    /// `min` or `max`.
    pub(super) fn extreme(&mut self, overload: &Overload, types: &[TypeId], least: bool) -> TypeId {
        if overload.rest.is_some() {
            return self.extreme_of(types, least);
        }
        let Some(array) = types.first() else { return TypeId::INT };
        match self.types.get(*array) {
            Type::Tuple { items, .. } => {
                let items = self.types.list(items).to_vec();
                self.extreme_of(&items, least)
            }
            Type::Array { item, .. } if matches!(self.types.get(item), Type::Int(..) | Type::IntLiteral(..)) => item,
            _ => TypeId::INT,
        }
    }

    fn extreme_of(&mut self, types: &[TypeId], least: bool) -> TypeId {
        let bounds: Vec<Bounds> = types.iter().map(|ty| self.number_bounds(*ty)).collect();
        // The bound on one side needs all, that on the other side any.
        let all = |bound: fn(&Bounds) -> Option<i64>, pick: fn(i64, i64) -> i64| {
            bounds.iter().map(bound).reduce(|all, one| all.zip(one).map(|(all, one)| pick(all, one))).flatten()
        };
        let any =
            |bound: fn(&Bounds) -> Option<i64>, pick: fn(i64, i64) -> i64| bounds.iter().filter_map(bound).reduce(pick);
        let bounds = if least {
            Bounds { min: all(|bounds| bounds.min, i64::min), max: any(|bounds| bounds.max, i64::min) }
        } else {
            Bounds { min: any(|bounds| bounds.min, i64::max), max: all(|bounds| bounds.max, i64::max) }
        };
        self.types.int(bounds, TypeFlags::NONE)
    }

    pub(super) fn range(&mut self, start: TypeId, number: TypeId) -> TypeId {
        let item = self.range_item(start, number);
        let counted = match self.types.get(number) {
            Type::Int(..) | Type::IntLiteral(..) => number,
            _ => self.types.collapsed(number).unwrap_or(number),
        };
        let bounds = self.number_bounds(counted);
        self.types.array_within(item, bounds, TypeFlags::NONE)
    }

    fn range_item(&mut self, start: TypeId, number: TypeId) -> TypeId {
        let (starts, numbers) = (self.types.members(start), self.types.members(number));
        if starts.len() > 1 || numbers.len() > 1 {
            if starts.len() * numbers.len() > 1024 {
                return TypeId::INT;
            }
            let mut items = Vec::new();
            for start in &starts {
                for number in &numbers {
                    items.push(self.range_item(*start, *number));
                }
            }
            return self.types.merged(&items);
        }
        if !matches!(self.types.get(start), Type::Int(..) | Type::IntLiteral(..)) {
            return TypeId::INT;
        }
        let (from, count) = (self.types.bounds_of(start), self.number_bounds(number));
        let last = from.max.zip(count.max).map(|(start, count)| start.wrapping_add(count).wrapping_sub(1));
        self.types.int(Bounds { min: from.min, max: last }, TypeFlags::NONE)
    }

    pub(super) fn flattened(&mut self, arrays: TypeId, place: ExprId) -> TypeId {
        match self.types.get(arrays) {
            Type::Any => TypeId::ARRAY,
            Type::Tuple { items, .. } => {
                let items = self.types.list(items).to_vec();
                let mut flat = Vec::new();
                for item in items {
                    let Type::Tuple { items: inner, .. } = self.types.get(item) else {
                        return self.flattened_array(arrays, place);
                    };
                    flat.extend_from_slice(self.types.list(inner));
                }
                self.types.tuple(&flat, TypeFlags::NONE)
            }
            Type::Array { .. } => self.flattened_array(arrays, place),
            Type::Union(_) => {
                let members = self.types.members(arrays);
                let flat: Vec<TypeId> = members.into_iter().map(|member| self.flattened(member, place)).collect();
                self.flattened_union(arrays, &flat, place)
            }
            _ => self.not_flat(arrays, arrays, place),
        }
    }

    fn flattened_array(&mut self, arrays: TypeId, place: ExprId) -> TypeId {
        let item = self.types.item_type(arrays);
        match self.types.get(item) {
            Type::Error => TypeId::ERROR,
            Type::Any => TypeId::ARRAY,
            Type::Union(_) => {
                let members = self.types.members(item);
                self.flattened_union(arrays, &members, place)
            }
            Type::Tuple { flags, .. } => {
                let inner = self.types.item_type(item);
                self.types.array_within(inner, Bounds::NONE, flags)
            }
            Type::Array { .. } => item,
            _ => self.not_flat(arrays, item, place),
        }
    }

    fn flattened_union(&mut self, arrays: TypeId, members: &[TypeId], place: ExprId) -> TypeId {
        let mut items = Vec::with_capacity(members.len());
        for member in members {
            match self.types.get(*member) {
                Type::Any => return TypeId::ARRAY,
                Type::Error => return TypeId::ERROR,
                Type::Array { .. } | Type::Tuple { .. } => items.push(self.types.item_type(*member)),
                _ => return self.not_flat(arrays, *member, place),
            }
        }
        let item = self.types.union(&items);
        self.types.array(item)
    }

    fn not_flat(&mut self, arrays: TypeId, item: TypeId, place: ExprId) -> TypeId {
        let message = format!(
            "`{}` cannot be flattened, since `{}` is not an array",
            self.types.name(arrays),
            self.types.name(item)
        );
        self.diagnostics.report(codes::BCP309, Place::Expr(place), message, "give it an array of arrays");
        TypeId::ERROR
    }

    pub(super) fn filtered(&mut self, array: TypeId) -> TypeId {
        if !self.is_array(array) {
            return array;
        }
        let item = self.types.item_type(array);
        let flags = self.types.flags(array);
        // The result for an empty tuple is not a tuple.
        let max = self.types.bounds_of(array).max.filter(|max| *max > 0);
        self.types.array_within(item, Bounds { min: None, max }, flags)
    }

    pub(super) fn sorted(&mut self, array: TypeId) -> TypeId {
        let Type::Tuple { flags, .. } = self.types.get(array) else { return array };
        let item = self.types.item_type(array);
        let bounds = self.types.bounds_of(array);
        let bounds = if bounds.max == Some(0) { Bounds::NONE } else { bounds };
        self.types.array_within(item, bounds, flags)
    }
}
