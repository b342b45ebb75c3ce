//! Reading items by index, and properties by computed name.

use triceps_diagnostics::{Code, codes};
use triceps_middle::kinds::{Type, TypeId, TypeList};
use triceps_middle::{DeclId, Expr, ExprId, Place};

use super::Infer;

/// An access by index.
#[derive(Clone, Copy)]
struct At {
    /// The access.
    id: ExprId,
    base: ExprId,
    index: ExprId,
    safe: bool,
    from_end: bool,
}

impl Infer<'_, '_> {
    pub(super) fn item(
        &mut self,
        id: ExprId,
        base_type: TypeId,
        read_from: Option<DeclId>,
        index_type: TypeId,
        safe: bool,
        from_end: bool,
    ) -> TypeId {
        let Expr::Index { base, index, .. } = self.middle.expr(id) else { return TypeId::ERROR };
        let at = At { id, base, index, safe, from_end };
        if base_type == TypeId::ERROR || index_type == TypeId::ERROR {
            return TypeId::ERROR;
        }
        if let Some(rest) = self.types.without_null(index_type) {
            let ty = self.item_at(at, base_type, read_from, rest);
            if ty != TypeId::ERROR {
                let expected = self.types.name(rest);
                self.maybe_null(index, &expected, index_type);
            }
            return ty;
        }
        self.item_at(at, base_type, read_from, index_type)
    }

    fn item_at(&mut self, at: At, shown: TypeId, read_from: Option<DeclId>, index: TypeId) -> TypeId {
        let base = self.unwrapped(shown);
        if base == TypeId::ERROR {
            return TypeId::ERROR;
        }
        if let Some(rest) = self.types.without_null(base) {
            self.may_fail(Place::Access(at.id), &self.types.name(base));
            return self.item_at(at, rest, read_from, index);
        }
        if self.may_be_missing(read_from) {
            let shown = format!("{} | null", self.types.name(base));
            self.may_fail(Place::Access(at.id), &shown);
            return self.item_at(at, base, None, index);
        }
        let is_int = self.types.assignable(index, TypeId::INT);
        let is_string = self.types.assignable(index, TypeId::STRING);
        match self.types.get(base) {
            Type::Any if index == TypeId::ANY => TypeId::ANY,
            Type::Any if is_string && at.from_end => {
                let message = format!("`^` counts positions, not names such as `{}`", self.types.name(index));
                self.invalid(at, codes::BCP415, Place::Name(at.id), message)
            }
            Type::Any if is_int || is_string => TypeId::ANY,
            Type::Any => {
                let message = format!("an index is a position or a name, not `{}`", self.types.name(index));
                self.invalid(at, codes::BCP049, Place::Expr(at.index), message)
            }
            Type::Tuple { items, .. } if self.positions(index).is_some() => {
                let positions = self.positions(index).unwrap_or_default();
                let mut found = Vec::with_capacity(positions.len());
                for position in positions {
                    found.push(self.tuple_item(at, base, items, position));
                }
                if found.contains(&TypeId::ERROR) { TypeId::ERROR } else { self.types.union(&found) }
            }
            Type::Array { .. } | Type::Tuple { .. } => {
                if let Type::IntLiteral(position, _) = self.types.get(index)
                    && position < 0
                {
                    let message = format!("{position} is not a position in an array: positions start at 0");
                    self.diagnostics.report(
                        codes::BCP339,
                        Place::Expr(at.index),
                        message,
                        "count from the end with `[^1]`",
                    );
                    return TypeId::ERROR;
                }
                if is_int {
                    return self.types.item_type(base);
                }
                let message = format!("an array is indexed by `int`, not by `{}`", self.types.name(index));
                self.invalid(at, codes::BCP074, Place::Expr(at.index), message)
            }
            Type::Object(_) | Type::Variants(_) if at.from_end => {
                let message = format!("`^` counts the items of an array, which `{}` is not", self.types.name(base));
                self.invalid(at, codes::BCP414, Place::Name(at.id), message)
            }
            Type::Object(_) => {
                if !is_string && index != TypeId::ANY {
                    let message = format!("an object is indexed by `string`, not by `{}`", self.types.name(index));
                    return self.invalid(at, codes::BCP075, Place::Expr(at.index), message);
                }
                if let Type::StringLiteral(name, _) = self.types.get(index) {
                    let warns = at.safe || self.types.warns_of_properties(base);
                    return self.property_of_object(Place::Expr(at.index), name, base, at.safe, warns);
                }
                if self.types.additional(base).is_some() || !self.types.properties(base).is_empty() {
                    return TypeId::ANY;
                }
                let message = format!("`{}` has no properties", self.types.name(base));
                self.diagnostics.report(codes::BCP056, Place::Expr(at.index), message, "read from another object");
                TypeId::ERROR
            }
            Type::Variants(_) if is_string => TypeId::ANY,
            Type::Variants(_) => {
                let message = format!("an object is indexed by `string`, not by `{}`", self.types.name(index));
                self.invalid(at, codes::BCP075, Place::Expr(at.index), message)
            }
            Type::Never => TypeId::NEVER,
            Type::Union(_) => {
                let members = self.types.members(base);
                let before = self.diagnostics.len();
                let found: Vec<TypeId> =
                    members.into_iter().map(|member| self.item_at(at, member, read_from, index)).collect();
                if !found.contains(&TypeId::ERROR) {
                    return self.types.union(&found);
                }
                self.diagnostics.take_back_errors(before);
                let message = format!("`{}` cannot be indexed", self.types.name(base));
                let help = "every value that it may be must be an array or object with such an item";
                self.diagnostics.report(codes::BCP076, Place::Expr(at.base), message, help);
                TypeId::ERROR
            }
            _ => {
                let message = format!("`{}` cannot be indexed", self.types.name(shown));
                self.invalid(at, codes::BCP076, Place::Expr(at.base), message)
            }
        }
    }

    /// The positions that an index of this type can be, where they are all known.
    fn positions(&self, index: TypeId) -> Option<Vec<i64>> {
        let position = |member| match self.types.get(member) {
            Type::IntLiteral(position, _) => Some(position),
            _ => None,
        };
        self.types.members(index).into_iter().map(position).collect()
    }

    fn tuple_item(&mut self, at: At, base: TypeId, items: TypeList, position: i64) -> TypeId {
        let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let found = if at.from_end { length.checked_sub(position) } else { Some(position) };
        let item = found.filter(|found| (0..length).contains(found)).and_then(|found| usize::try_from(found).ok());
        if let Some(item) = item.and_then(|item| self.types.item(items, item)) {
            return item;
        }
        let message = format!("`{}` has no item at {position}", self.types.name(base));
        let help = match length {
            0 => "it has no items".to_owned(),
            _ if at.from_end => format!("counted from the end, it has the positions 1 to {length}"),
            _ => format!("it has the positions 0 to {}", length - 1),
        };
        self.diagnostics.report(codes::BCP311, Place::Expr(at.index), message, help);
        TypeId::ERROR
    }

    /// Reports an access that cannot work: a safe one is null then.
    fn invalid(&mut self, at: At, code: Code, place: Place, message: String) -> TypeId {
        let help = "use a number for an array, and a string for an object";
        self.diagnostics.report_as(code, Self::warning_or_error(at.safe), place, message, help);
        if at.safe { TypeId::NULL } else { TypeId::ERROR }
    }
}
