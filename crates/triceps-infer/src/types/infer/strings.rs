//! Results that are strings, and their lengths.

use triceps_language::eval::{Value, interpolate};
use triceps_middle::kinds::{Bounds, Type, TypeFlags, TypeId};

use super::fold::{self, length_as_text};
use super::{ExprId, Infer, Part};
use crate::types::utf16_length;

/// A literal whose holes are known grows no longer than this.
const LONGEST: usize = 131_072;

impl Infer<'_, '_> {
    /// The type of a string with holes: a literal where all are known, else bounds of its length.
    pub(super) fn interpolated(&mut self, _id: ExprId, parts: &[Part]) -> TypeId {
        let (mut least, mut most) = (0i64, Some(0i64));
        let is_open = |part: &Part| match part {
            Part::Text(_) => false,
            Part::Hole(hole) => {
                let ty = self.types.get(self.types.of(*hole));
                matches!(ty, Type::Any | Type::String { .. } | Type::Int(..) | Type::Bool(_))
            }
        };
        let mut known: Option<Vec<Value>> = (!parts.iter().any(is_open)).then(|| Vec::with_capacity(parts.len()));
        for part in parts {
            let (min, max) = match part {
                Part::Text(text) => {
                    let text = self.middle.str(*text);
                    if let Some(known) = &mut known {
                        known.push(Value::text(text));
                    }
                    let length = fold::length(text);
                    (length, Some(length))
                }
                Part::Hole(hole) => {
                    let ty = self.types.of(*hole);
                    let value = known.as_ref().and_then(|_| self.values_of(&[ty]));
                    known = known.zip(value).map(|(mut known, value)| {
                        known.extend(value);
                        known
                    });
                    length_as_text(self.types, ty)
                }
            };
            least = least.saturating_add(min);
            most = most.zip(max).map(|(most, max)| most.saturating_add(max));
        }
        if let Some(Ok(Value::Text(text))) = known.map(|known| interpolate(&known))
            && text.len() <= LONGEST
        {
            return self.types.literal(&text);
        }
        // That it may be empty is not a bound: nothing is reported where a length is asked for.
        let min = (least > 0).then_some(least);
        self.types.string(Bounds { min, max: most }, None, TypeFlags::NONE)
    }

    pub(super) fn same_string(&mut self, text: TypeId) -> TypeId {
        match self.types.get(text) {
            Type::String { .. } => text,
            _ => TypeId::STRING,
        }
    }

    pub(super) fn trimmed(&mut self, text: TypeId) -> TypeId {
        match self.types.get(text) {
            Type::String { flags, .. } => {
                let max = self.types.bounds_of(text).max;
                self.types.string(Bounds { min: None, max }, None, flags)
            }
            _ => TypeId::STRING,
        }
    }

    pub(super) fn padded(&mut self, text: TypeId, width: TypeId) -> TypeId {
        let (least, most) = length_as_text(self.types, text);
        let flags = self.types.flags(text);
        let bounds = match self.types.get(width) {
            Type::IntLiteral(width, _) => Bounds { min: Some(least.max(width)), max: most.map(|most| most.max(width)) },
            _ => Bounds { min: Some(least), max: None },
        };
        self.types.string(bounds, None, flags)
    }

    pub(super) fn length_of(&mut self, of: TypeId) -> TypeId {
        let flags = self.types.flags(of);
        match self.types.get(of) {
            Type::Tuple { items, .. } => self.types.int_literal(i64::try_from(items.len()).unwrap_or(i64::MAX)),
            Type::Array { .. } => {
                let bounds = self.types.bounds_of(of);
                self.types.int(Bounds { min: Some(bounds.min.unwrap_or(0)), ..bounds }, TypeFlags::NONE)
            }
            Type::String { .. } => {
                let bounds = self.types.bounds_of(of);
                self.types.int(Bounds { min: Some(bounds.min.unwrap_or(0)), ..bounds }, flags)
            }
            Type::Object(_) => {
                let (min, max) = self.count_of_properties(of);
                self.types.int(Bounds { min: Some(min), max }, flags)
            }
            Type::Variants(variants) => {
                let members = self.types.variants(variants);
                let counts: Vec<_> = members.into_iter().map(|(_, member)| self.count_of_properties(member)).collect();
                let min = counts.iter().map(|(min, _)| *min).min();
                let max = counts.iter().map(|(_, max)| *max).try_fold(0, |all, max| Some(all.max(max?)));
                self.types.int(Bounds { min, max }, TypeFlags::NONE)
            }
            _ => TypeId::INT,
        }
    }

    fn count_of_properties(&mut self, object: TypeId) -> (i64, Option<i64>) {
        let properties = self.types.properties(object);
        let is_sure = |property: &&crate::types::Property| {
            property.flags.contains(crate::types::PropertyFlags::REQUIRED) && !self.types.is_nullable(property.ty)
        };
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let min = count(properties.iter().filter(is_sure).count());
        let max = self.types.additional(object).is_none().then(|| count(properties.len()));
        (min, max)
    }

    pub(super) fn joined(&mut self, items: TypeId, delimiter: TypeId) -> TypeId {
        let (gap_min, gap_max) = length_as_text(self.types, delimiter);
        let gaps = |count: i64| (count - 1).max(0);
        let (mut min, mut max) = (0i64, None);
        match self.types.get(items) {
            Type::Tuple { items, .. } => {
                let items = self.types.list(items).to_vec();
                let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
                let mut most = Some(0i64);
                for item in items {
                    let (least, longest) = length_as_text(self.types, item);
                    min = min.saturating_add(least);
                    most = most.zip(longest).map(|(most, longest)| most.saturating_add(longest));
                }
                min = min.saturating_add(gaps(count).saturating_mul(gap_min));
                max = most.zip(gap_max).map(|(most, gap)| most.saturating_add(gaps(count).saturating_mul(gap)));
            }
            Type::Array { item, .. } => {
                let bounds = self.types.bounds_of(items);
                let (least, longest) = length_as_text(self.types, item);
                let count = bounds.min.unwrap_or(0);
                min = count.saturating_mul(least).saturating_add(gaps(count).saturating_mul(gap_min));
                max = longest.zip(gap_max).zip(bounds.max).map(|((longest, gap), count)| {
                    longest.saturating_mul(count).saturating_add(gaps(count).saturating_mul(gap))
                });
            }
            _ => {}
        }
        self.types.string(Bounds { min: Some(min), max }, None, TypeFlags::NONE)
    }

    pub(super) fn substring(&mut self, text: TypeId, start: TypeId, length: Option<TypeId>) -> TypeId {
        let flags = self.types.flags(text);
        if let Some(length) = length
            && matches!(self.types.get(length), Type::Int(..) | Type::IntLiteral(..))
        {
            let bounds = self.types.bounds_of(length);
            return self.types.string(bounds, None, flags);
        }
        let whole = match self.types.get(text) {
            Type::StringLiteral(text, _) => {
                let length = i64::try_from(utf16_length(self.types.str(text))).unwrap_or(i64::MAX);
                Bounds::exactly(length)
            }
            Type::String { .. } => self.types.bounds_of(text),
            _ => Bounds::NONE,
        };
        let less = |bound: Option<i64>, by: i64| bound.map(|bound| bound.saturating_sub(by).max(0));
        let bounds = match self.types.get(start) {
            Type::IntLiteral(start, _) => Bounds {
                min: whole.min.filter(|min| *min >= start).map(|min| min.saturating_sub(start)),
                max: whole.max.map(|max| if max >= start { max.saturating_sub(start) } else { max }),
            },
            Type::Int(..) => {
                let start = self.types.bounds_of(start);
                Bounds {
                    min: start.max.and_then(|most| less(whole.min, most)),
                    max: start.min.map_or(whole.max, |least| less(whole.max, least)),
                }
            }
            _ => Bounds { min: None, ..whole },
        };
        self.types.string(bounds, None, flags)
    }

    /// The first or last character of a string.
    pub(super) fn one_character(&mut self, text: TypeId) -> TypeId {
        let flags = self.types.flags(text);
        let min = match self.types.get(text) {
            Type::String { .. } => self.types.bounds_of(text).min.map(|min| min.min(1)),
            _ => None,
        };
        self.types.string(Bounds { min, max: Some(1) }, None, flags)
    }
}
