//! Unions as one type, where that is possible: strings and numbers by their bounds, objects by what they have in
//! common.

use triceps_middle::kinds::{Additional, Bounds, Property, PropertyFlags, Type, TypeFlags, TypeId};
use triceps_middle::order::sort_by;
use triceps_middle::strings::Str;

use super::object::{Variants, VariantsKind};
use super::pattern;
use super::table::{Types, utf16_length};
use super::union::ordinal;

impl Types<'_> {
    /// The union of types, as one type where that is possible.
    pub fn merged(&mut self, members: &[TypeId]) -> TypeId {
        let union = self.union(members);
        self.collapsed(union).unwrap_or(union)
    }

    /// A type with the members of its union merged; none where they cannot be.
    pub fn collapsed(&mut self, ty: TypeId) -> Option<TypeId> {
        match self.get(ty) {
            Type::Any | Type::Never => None,
            Type::Union(list) => {
                let ty = self.resolved(ty);
                if let Some(found) = self.collapsed.get(&ty) {
                    return *found;
                }
                let members = self.list(list).to_vec();
                let found = self.collapse(&members);
                self.collapsed.insert(ty, found);
                found
            }
            _ => Some(self.resolved(ty)),
        }
    }

    fn collapse(&mut self, members: &[TypeId]) -> Option<TypeId> {
        let is_nullable = members.contains(&TypeId::NULL);
        let rest: Vec<TypeId> = members.iter().copied().filter(|member| *member != TypeId::NULL).collect();
        let first = *rest.first()?;
        let all = |test: fn(Type) -> bool, types: &Self| rest.iter().all(|member| test(types.get(*member)));
        let mut merged = match self.get(first) {
            Type::String { .. } | Type::StringLiteral(..)
                if all(|ty| matches!(ty, Type::String { .. } | Type::StringLiteral(..)), self) =>
            {
                self.collapse_strings(&rest)
            }
            Type::Int(..) | Type::IntLiteral(..)
                if all(|ty| matches!(ty, Type::Int(..) | Type::IntLiteral(..)), self) =>
            {
                let spans = rest.iter().map(|member| Span::of(self.bounds_of(*member), self.flags(*member)));
                let spans = Span::fused(spans.collect());
                spans.into_iter().map(|span| self.int(span.bounds(), span.flags)).collect()
            }
            Type::Bool(_) | Type::BoolLiteral(..)
                if all(|ty| matches!(ty, Type::Bool(_) | Type::BoolLiteral(..)), self) =>
            {
                let flags = rest.iter().fold(TypeFlags::NONE, |flags, member| flags | self.flags(*member));
                let literal = match self.get(first) {
                    Type::BoolLiteral(value, _)
                        if rest.iter().all(
                            |member| matches!(self.get(*member), Type::BoolLiteral(other, _) if other == value),
                        ) =>
                    {
                        Type::BoolLiteral(value, flags)
                    }
                    _ => Type::Bool(flags),
                };
                vec![self.intern(literal)]
            }
            Type::Array { .. } | Type::Tuple { .. }
                if all(|ty| matches!(ty, Type::Array { .. } | Type::Tuple { .. }), self) =>
            {
                self.collapse_arrays(&rest)
            }
            Type::Object(_) | Type::Variants(_)
                if rest.iter().all(|member| {
                    matches!(self.get(*member), Type::Object(_) | Type::Variants(_)) && !self.is_scope(*member)
                }) =>
            {
                vec![self.collapse_objects(&rest)]
            }
            _ => return None,
        };
        if is_nullable {
            merged.push(TypeId::NULL);
        }
        Some(self.union(&merged))
    }

    fn collapse_strings(&mut self, members: &[TypeId]) -> Vec<TypeId> {
        let mut spans = Vec::new();
        let mut common: Option<Option<Str>> = None;
        for member in members {
            if let Type::String { length, pattern, flags } = self.get(*member) {
                spans.push(Span::of(self.bounds(length).of_length(), flags));
                // Patterns cannot be joined, so two strings have none.
                common = Some(if common.is_none() { pattern } else { None });
            }
        }
        let pattern = common.flatten();
        let spans = Span::fused(spans);
        let mut merged: Vec<TypeId> = members
            .iter()
            .copied()
            .filter(|member| {
                let Type::StringLiteral(text, _) = self.get(*member) else { return false };
                let text = self.str(text);
                let length = i64::try_from(utf16_length(text)).unwrap_or(i64::MAX);
                let is_within = spans.iter().any(|span| span.contains(length));
                !is_within || pattern.is_some_and(|pattern| pattern::matches(self.str(pattern), text) == Some(false))
            })
            .collect();
        for span in spans {
            merged.push(self.string(span.bounds(), pattern, span.flags));
        }
        merged
    }

    fn collapse_arrays(&mut self, members: &[TypeId]) -> Vec<TypeId> {
        let mut spans: Vec<(TypeId, Vec<Span>)> = Vec::new();
        let mut tuples = Vec::new();
        for member in members {
            let (item, flags) = match self.get(*member) {
                Type::Array { item, flags, .. } => (item, flags),
                Type::Tuple { items, flags, .. } => {
                    let list = self.list(items);
                    match list.first() {
                        Some(first) if list.iter().all(|item| item == first) => (*first, flags),
                        _ => {
                            tuples.push(*member);
                            continue;
                        }
                    }
                }
                _ => continue,
            };
            let span = Span::of(self.bounds_of(*member).of_length(), flags);
            match spans.iter_mut().find(|(other, _)| *other == item) {
                Some((_, list)) => list.push(span),
                None => spans.push((item, vec![span])),
            }
        }
        let spans: Vec<(TypeId, Vec<Span>)> = spans.into_iter().map(|(item, list)| (item, Span::fused(list))).collect();
        let mut merged = Vec::new();
        for tuple in tuples {
            let length = self.bounds_of(tuple).min.unwrap_or(0);
            let item = self.item_type(tuple);
            let is_within = spans
                .iter()
                .any(|(other, list)| list.iter().any(|span| span.contains(length)) && self.assignable(item, *other));
            if !is_within {
                merged.push(tuple);
            }
        }
        for (item, list) in spans {
            for span in list {
                merged.push(self.array_within(item, span.bounds(), span.flags));
            }
        }
        merged
    }

    fn collapse_objects(&mut self, members: &[TypeId]) -> TypeId {
        let mut flags = TypeFlags::NONE;
        let mut objects: Vec<TypeId> = Vec::new();
        for member in members {
            flags |= self.flags(*member);
            let variants = match self.get(*member) {
                Type::Variants(id) => self.variants(id).into_iter().map(|(_, ty)| ty).collect(),
                _ => vec![self.resolved(*member)],
            };
            for variant in variants {
                if !objects.contains(&variant) {
                    objects.push(variant);
                }
            }
        }
        match objects.as_slice() {
            [only] => *only,
            _ => match self.discriminator_of(&objects, None) {
                Some((discriminator, values)) => {
                    let members = values.into_iter().zip(objects).collect();
                    self.push_variants(Variants {
                        name: None,
                        flags,
                        discriminator,
                        kind: VariantsKind::Listed(members),
                    })
                }
                None => self.common_object(&objects, flags),
            },
        }
    }

    /// The property that tells objects apart: required in each, each with another literal. Of several `type`, then
    /// `kind`, then the first by name.
    pub(super) fn discriminator_of(&mut self, objects: &[TypeId], wanted: Option<Str>) -> Option<(Str, Vec<Str>)> {
        let first = self.properties(*objects.first()?);
        let mut found: Option<(Str, Vec<Str>)> = None;
        for candidate in first {
            if wanted.is_some_and(|wanted| wanted != candidate.name) {
                continue;
            }
            let name = self.str(candidate.name).to_owned();
            let mut values: Vec<Str> = Vec::with_capacity(objects.len());
            for object in objects {
                let Some(property) = self.property(*object, &name) else { break };
                let Type::StringLiteral(value, _) = self.get(property.ty) else { break };
                let is_taken = values.iter().any(|other| self.str(*other).eq_ignore_ascii_case(self.str(value)));
                if !property.flags.contains(PropertyFlags::REQUIRED) || is_taken {
                    break;
                }
                values.push(value);
            }
            if values.len() < objects.len() {
                continue;
            }
            let rank = |name: &str| match name {
                "type" => 0,
                "kind" => 1,
                _ => 2,
            };
            let is_better = found.as_ref().is_none_or(|(other, _)| {
                let other = self.str(*other);
                (rank(&name), name.as_str()) < (rank(other), other)
            });
            if is_better {
                found = Some((candidate.name, values));
            }
        }
        found
    }

    /// The object that all of these are: each property is one of its types in them.
    fn common_object(&mut self, objects: &[TypeId], flags: TypeFlags) -> TypeId {
        let mut names: Vec<Str> = Vec::new();
        for object in objects {
            names.extend(self.properties(*object).into_iter().map(|property| property.name));
        }
        sort_by(&mut names, |left, right| ordinal(self.str(*left), self.str(*right)));
        names.dedup();
        let additional: Vec<Option<Additional>> = objects.iter().map(|object| self.additional(*object)).collect();
        let mut properties = Vec::with_capacity(names.len());
        for name in names {
            let text = self.str(name).to_owned();
            let mut possible = Vec::with_capacity(objects.len());
            let mut common: Option<PropertyFlags> = None;
            let mut is_everywhere = true;
            for (object, additional) in objects.iter().zip(&additional) {
                let flags = match (self.property(*object, &text), additional) {
                    (Some(property), _) => {
                        possible.push(property.ty);
                        property.flags
                    }
                    (None, Some(additional)) => {
                        is_everywhere = false;
                        possible.push(additional.ty);
                        additional.flags
                    }
                    (None, None) => {
                        is_everywhere = false;
                        PropertyFlags::FALLBACK
                    }
                };
                common = Some(common.map_or(flags, |common| common.common(flags)));
            }
            let mut flags = common.unwrap_or_default();
            if !is_everywhere {
                flags = flags.without(PropertyFlags::REQUIRED);
            }
            let ty = self.merged(&possible);
            properties.push(Property { name, ty, flags });
        }
        let additional = self.common_additional(&additional);
        self.object(None, flags, &properties, additional)
    }

    fn common_additional(&mut self, all: &[Option<Additional>]) -> Option<Additional> {
        let given: Vec<Additional> = all.iter().copied().flatten().collect();
        let is_explicit = |additional: &Additional| !additional.flags.contains(PropertyFlags::FALLBACK);
        if given.is_empty() {
            return None;
        }
        if given.len() == all.len() && given.iter().all(is_explicit) {
            return Some(Additional { ty: TypeId::ANY, flags: PropertyFlags::FALLBACK });
        }
        let mut flags = given.iter().skip(1).fold(given[0].flags, |flags, more| flags.common(more.flags));
        if given.len() < all.len() {
            flags |= PropertyFlags::FALLBACK;
        }
        let types: Vec<TypeId> = given.iter().map(|additional| additional.ty).collect();
        Some(Additional { ty: self.merged(&types), flags })
    }

    /// The type of the items of an array or tuple; `any` of anything else.
    pub fn item_type(&mut self, ty: TypeId) -> TypeId {
        match self.get(ty) {
            Type::Array { item, .. } => item,
            Type::Tuple { items, .. } => {
                let items = self.list(items).to_vec();
                self.union(&items)
            }
            _ => TypeId::ANY,
        }
    }
}

/// Numbers from one to another.
#[derive(Clone, Copy)]
struct Span {
    min: i64,
    max: i64,
    flags: TypeFlags,
}

impl Span {
    fn of(bounds: Bounds, flags: TypeFlags) -> Self {
        Self { min: bounds.min.unwrap_or(i64::MIN), max: bounds.max.unwrap_or(i64::MAX), flags }
    }

    fn bounds(self) -> Bounds {
        Bounds { min: (self.min != i64::MIN).then_some(self.min), max: (self.max != i64::MAX).then_some(self.max) }
    }

    fn contains(self, number: i64) -> bool {
        self.min <= number && number <= self.max
    }

    /// Spans that overlap, or lie side by side, as one. In the order of their least numbers.
    fn fused(mut spans: Vec<Self>) -> Vec<Self> {
        sort_by(&mut spans, |a, b| (a.min, a.max).cmp(&(b.min, b.max)));
        let mut fused: Vec<Self> = Vec::with_capacity(spans.len());
        for span in spans {
            match fused.last_mut() {
                Some(last) if span.min <= last.max.saturating_add(1) => {
                    last.max = last.max.max(span.max);
                    last.flags |= span.flags;
                }
                _ => fused.push(span),
            }
        }
        fused
    }
}
