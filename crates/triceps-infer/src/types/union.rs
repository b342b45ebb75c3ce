//! Unions: one of several types.

use std::cmp::Ordering;

use triceps_middle::kinds::{Bounds, Type, TypeFlags, TypeId};
use triceps_middle::order::{sort, sort_by};

use super::table::Types;

impl Types<'_> {
    /// One of several types: flat, without doubles, in the order of their names. One type alone is itself, none is
    /// `never`, and what may be anything is `any`.
    pub fn union(&mut self, members: &[TypeId]) -> TypeId {
        let mut flat: Vec<TypeId> = Vec::with_capacity(members.len());
        let mut has_array = false;
        let mut open: Vec<TypeId> = members.iter().rev().copied().collect();
        while let Some(member) = open.pop() {
            let member = self.resolved_if_known(member);
            match self.raw(member) {
                Type::Union(list) => open.extend(self.list(list).iter().rev()),
                Type::Any => return TypeId::ANY,
                Type::Never => {}
                Type::Array { .. } | Type::Tuple { .. } if has_array => {}
                _ if member == TypeId::ARRAY => {
                    has_array = true;
                    flat.retain(|other| !matches!(self.get(*other), Type::Array { .. } | Type::Tuple { .. }));
                    flat.push(member);
                }
                _ => flat.push(member),
            }
        }
        // Without a set: equal types lie side by side once they are sorted by id.
        if flat.len() > 1 {
            let mut seen: Vec<(TypeId, usize)> = flat.iter().copied().zip(0..).collect();
            sort(&mut seen);
            seen.dedup_by_key(|(id, _)| *id);
            sort_by(&mut seen, |(_, a), (_, b)| a.cmp(b));
            flat.clear();
            flat.extend(seen.into_iter().map(|(id, _)| id));
        }
        match flat.as_slice() {
            [] => TypeId::NEVER,
            [only] => *only,
            _ => {
                self.sort(&mut flat);
                let list = self.intern_list(&flat);
                self.intern(Type::Union(list))
            }
        }
    }

    /// `T | null`
    pub fn nullable(&mut self, ty: TypeId) -> TypeId {
        self.union(&[ty, TypeId::NULL])
    }

    /// The type without null; none where it cannot be null.
    pub fn without_null(&mut self, ty: TypeId) -> Option<TypeId> {
        let Type::Union(list) = self.get(ty) else { return None };
        let members = self.list(list);
        if !members.contains(&TypeId::NULL) {
            return None;
        }
        let rest: Vec<TypeId> = members.iter().copied().filter(|member| *member != TypeId::NULL).collect();
        Some(self.union(&rest))
    }

    /// Whether a type is a union with null.
    pub fn is_nullable(&self, ty: TypeId) -> bool {
        matches!(self.get(ty), Type::Union(list) if self.list(list).contains(&TypeId::NULL))
    }

    /// The members of a union; of another type itself; none of `never`.
    pub fn members(&self, ty: TypeId) -> Vec<TypeId> {
        match self.get(ty) {
            Type::Union(list) => self.list(list).to_vec(),
            Type::Never => Vec::new(),
            _ => vec![self.resolved(ty)],
        }
    }

    fn sort(&self, members: &mut [TypeId]) {
        if let [first, second] = members {
            if self.compare(*first, *second) == Ordering::Greater {
                std::mem::swap(first, second);
            }
            return;
        }
        // Few unions have members with long names, so names are made once.
        let mut keyed: Vec<(Option<String>, TypeId)> = members.iter().map(|id| (self.sort_name(*id), *id)).collect();
        sort_by(&mut keyed, |(left_name, left), (right_name, right)| match (left_name, right_name) {
            (Some(left_name), Some(right_name)) => {
                self.compare_refined(*left, *right).unwrap_or_else(|| ordinal(left_name, right_name))
            }
            _ => self.compare(*left, *right),
        });
        for (slot, (_, id)) in members.iter_mut().zip(keyed) {
            *slot = id;
        }
    }

    /// The name by which a type is sorted; none where two types are compared without it.
    fn sort_name(&self, id: TypeId) -> Option<String> {
        (!matches!(self.get(id), Type::StringLiteral(..))).then(|| self.whole_name(id))
    }

    fn compare(&self, left: TypeId, right: TypeId) -> Ordering {
        if let (Type::StringLiteral(a, _), Type::StringLiteral(b, _)) = (self.get(left), self.get(right)) {
            let (a, b) = (self.str(a), self.str(b));
            let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if plain(a) && plain(b) {
                // The closing quote is less than letters and digits.
                return a.cmp(b);
            }
        }
        self.compare_refined(left, right).unwrap_or_else(|| ordinal(&self.whole_name(left), &self.whole_name(right)))
    }

    /// Types of one name are sorted by their bounds; those without come last.
    fn compare_refined(&self, left: TypeId, right: TypeId) -> Option<Ordering> {
        let is_refined = match (self.get(left), self.get(right)) {
            (Type::Int(..), Type::Int(..)) | (Type::String { .. }, Type::String { .. }) => true,
            (Type::Array { .. } | Type::Tuple { .. }, Type::Array { .. } | Type::Tuple { .. }) => {
                self.whole_name(left) == self.whole_name(right)
            }
            _ => false,
        };
        let last = |bound: Option<i64>| (bound.is_none(), bound);
        let (left, right) = (self.bounds_of(left), self.bounds_of(right));
        let key = |bounds: Bounds| (last(bounds.min), last(bounds.max));
        is_refined.then(|| key(left).cmp(&key(right)))
    }

    /// Marks of all members.
    pub fn flags_within(&self, ty: TypeId) -> TypeFlags {
        match self.get(ty) {
            Type::Union(list) => {
                self.list(list).iter().fold(TypeFlags::NONE, |flags, member| flags | self.flags(*member))
            }
            _ => self.flags(ty),
        }
    }
}

/// Order by UTF-16 units.
pub(super) fn ordinal(left: &str, right: &str) -> Ordering {
    if left.is_ascii() && right.is_ascii() { left.cmp(right) } else { left.encode_utf16().cmp(right.encode_utf16()) }
}
