//! Types that are derived from resource types.

use triceps_middle::Direction;
use triceps_middle::kinds::DerivedFrom;
use triceps_middle::kinds::{PropertyFlags, Type, TypeId};
use triceps_types::Index;

use super::table::Types;

impl Types<'_> {
    /// The part of a resource type that a type is derived from; none where the index does not have it.
    pub(super) fn derived(&mut self, from: &DerivedFrom) -> Option<TypeId> {
        let (name, version) = from.resource.split_once('@')?;
        let body = self.free_body(Index::builtin().resource_type(name, version)?);
        let marks = match from.direction {
            Direction::Input => PropertyFlags::WRITE_ONLY,
            Direction::Output => PropertyFlags::READ_ONLY,
        };
        let mut ty = self.stripped(body, marks);
        let mut steps = from.steps.iter().map(String::as_str);
        while let Some(step) = steps.next() {
            ty = self.without_null(ty).unwrap_or(ty);
            ty = match step {
                "properties" => self.property(ty, steps.next()?)?.ty,
                "additionalProperties" => self.additional(ty)?.ty,
                "items" => match self.get(ty) {
                    Type::Array { item, .. } => item,
                    _ => return None,
                },
                "prefixItems" => match self.get(ty) {
                    Type::Tuple { items, .. } => self.item(items, steps.next()?.parse().ok()?)?,
                    _ => return None,
                },
                "discriminator" => {
                    let Type::Variants(variants) = self.get(ty) else { return None };
                    let value = steps.nth(1)?;
                    let variants = self.variants(variants);
                    variants.into_iter().find(|(own, _)| self.str(*own) == value).map(|(_, ty)| ty)?
                }
                _ => return None,
            };
        }
        Some(ty)
    }
}
