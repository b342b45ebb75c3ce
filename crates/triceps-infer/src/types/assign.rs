//! Whether a value of one type may be given where another is expected.

use triceps_middle::DeclId;
use triceps_middle::kinds::{BoundsId, ScopeKinds, Type, TypeFlags, TypeId};
use triceps_middle::strings::Str;

use super::table::Types;

impl Types<'_> {
    /// Whether a value of the type `source` may be given where `target` is expected. What is inside of objects and
    /// arrays, bounds and patterns do not count here: they are a matter of validation.
    #[allow(clippy::match_same_arms, reason = "the order of the arms decides")]
    pub fn assignable(&mut self, source: TypeId, target: TypeId) -> bool {
        if source == target {
            return !self.has_error(source);
        }
        let (source, target) = (self.resolved(source), self.resolved(target));
        let is_loose = |flags: TypeFlags| flags.contains(TypeFlags::LOOSE);
        match (self.get(source), self.get(target)) {
            (Type::Error | Type::Any, _) | (_, Type::Error | Type::Any) => true,
            (
                Type::Lambda { params, required, returns },
                Type::Lambda { params: others, required: others_required, returns: expected },
            ) => {
                params.len() >= usize::from(others_required)
                    && usize::from(required) <= others.len()
                    && (returns != TypeId::ERROR || !self.middle().is_text())
                    && self.assignable(returns, expected)
                    && (0..params.len().min(others.len())).all(|position| {
                        let (Some(own), Some(other)) = (self.item(params, position), self.item(others, position))
                        else {
                            return true;
                        };
                        self.assignable(own, other)
                    })
            }
            // Which kinds of scopes go together is checked elsewhere, with more to say.
            (Type::Union(_), Type::Scope(_)) => self.members(source).into_iter().all(|member| self.is_scope(member)),
            (_, Type::Scope(_)) => self.is_scope(source),
            (_, Type::Union(_)) if target == TypeId::DEPENDENCY => {
                self.is_scope(source)
                    || matches!(self.get(source), Type::Array { item, .. } if self.is_scope(item))
                    || matches!(self.get(source), Type::Tuple { items, .. }
                        if !items.is_empty() && self.list(items).iter().all(|item| self.is_scope(*item)))
            }
            (Type::Resource(parent), Type::ParentOf(child)) => self.is_parent_type(parent, child),
            (Type::Resource(decl), _) => {
                let body = self.body_of(decl);
                self.assignable(body, target)
            }
            (Type::Module(decl), _) => {
                let body = self.module_body(decl);
                self.assignable(body, target)
            }
            (Type::StringLiteral(text, _), Type::StringLiteral(other, _)) => text == other,
            (Type::IntLiteral(value, _), Type::IntLiteral(other, _)) => value == other,
            (Type::BoolLiteral(value, _), Type::BoolLiteral(other, _)) => value == other,
            (Type::String { flags, .. }, Type::StringLiteral(..))
            | (Type::Int(_, flags), Type::IntLiteral(..))
            | (Type::Bool(flags), Type::BoolLiteral(..)) => is_loose(flags),
            (Type::StringLiteral(..) | Type::String { .. }, Type::String { .. })
            | (Type::IntLiteral(..) | Type::Int(..), Type::Int(..))
            | (Type::BoolLiteral(..) | Type::Bool(_), Type::Bool(_))
            | (Type::Null, Type::Null)
            | (Type::Array { .. } | Type::Tuple { .. }, Type::Array { .. } | Type::Tuple { .. })
            | (Type::Object(_) | Type::Variants(_), Type::Object(_) | Type::Variants(_)) => true,
            (Type::Union(list), _) => (0..list.len()).all(|position| {
                let member = self.item(list, position).unwrap_or(TypeId::ERROR);
                member != TypeId::ERROR && self.assignable(member, target)
            }),
            (Type::Never, _) => true,
            (_, Type::Union(list)) => (0..list.len()).any(|position| {
                let member = self.item(list, position).unwrap_or(TypeId::ERROR);
                member != TypeId::ERROR && self.assignable(source, member)
            }),
            _ => false,
        }
    }

    /// Whether a type is a choice one of whose members has an error.
    fn has_error(&self, ty: TypeId) -> bool {
        matches!(self.raw(ty), Type::Union(list) if self.list(list).contains(&TypeId::ERROR))
    }

    /// Whether there is nothing to say about a value of the type `source` where `target` is expected: both are simple,
    /// and no bounds have to be kept. Most values are such.
    pub(super) fn certainly_fits(&self, source: TypeId, target: TypeId) -> bool {
        let unbound = |length: BoundsId, pattern: Option<Str>| length == BoundsId::NONE && pattern.is_none();
        match (self.raw(source), self.raw(target)) {
            (Type::String { .. } | Type::StringLiteral(..), Type::String { length, pattern, .. }) => {
                unbound(length, pattern)
            }
            (Type::Int(..) | Type::IntLiteral(..), Type::Int(bounds, _)) => bounds == BoundsId::NONE,
            (Type::Bool(_) | Type::BoolLiteral(..), Type::Bool(_)) => true,
            (Type::StringLiteral(text, _), Type::Union(list)) => self
                .list(list)
                .iter()
                .any(|member| matches!(self.raw(*member), Type::StringLiteral(other, _) if other == text)),
            _ => false,
        }
    }

    /// The type without null, where it is assignable without it but not with it.
    pub fn assignable_without_null(&mut self, source: TypeId, target: TypeId) -> Option<TypeId> {
        let rest = self.without_null(source).filter(|rest| *rest != TypeId::ERROR)?;
        self.assignable(rest, target).then_some(rest)
    }

    /// Whether a type is what `resourceGroup()` and the other functions of scopes give.
    pub fn is_called_scope(&self, ty: TypeId) -> bool {
        matches!(self.get(ty), Type::Object(object) if self.object_of(object).scope != ScopeKinds::NONE)
    }

    /// Whether a value may stand where a scope is expected: a resource, a module, `resourceGroup()`.
    pub fn is_scope(&self, ty: TypeId) -> bool {
        match self.get(ty) {
            Type::Resource(_) | Type::Module(_) | Type::Scope(_) | Type::ParentOf(_) => true,
            Type::Object(object) => self.object_of(object).scope != ScopeKinds::NONE,
            _ => false,
        }
    }

    /// Whether the type of one resource is the one above that of another.
    fn is_parent_type(&self, parent: DeclId, child: DeclId) -> bool {
        let (parent, child) = (self.type_of_resource(parent), self.type_of_resource(child));
        child.rsplit_once('/').is_some_and(|(above, _)| above.eq_ignore_ascii_case(parent))
    }

    /// Whether a mismatch with this type is a warning.
    pub fn warns(&self, target: TypeId) -> bool {
        self.flags_within(target).contains(TypeFlags::WARN)
    }

    /// Whether a property that is unknown, missing, read-only or write-only in this type is a warning.
    pub fn warns_of_properties(&self, target: TypeId) -> bool {
        self.flags_within(target).contains(TypeFlags::WARN_PROPERTIES)
    }
}
