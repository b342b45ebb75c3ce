//! Declared types made narrower by what is written.

use triceps_middle::kinds::{Property, PropertyFlags, Type, TypeId};
use triceps_middle::{Entry, Expr, ExprId, Key};

use super::object::{Object, ObjectKind};
use super::table::Types;

impl Types<'_> {
    /// The type of a place that is declared, once this expression is given for it: what the language remembers of a
    /// variable with a type, or of a resource.
    pub fn narrowed(&mut self, expr: ExprId, declared: TypeId) -> TypeId {
        let declared = self.resolved(declared);
        let inner = self.middle.unwrapped(expr);
        if let (Type::Object(_), Expr::Object(_)) = (self.get(declared), self.middle.expr(inner)) {
            return self.narrowed_object(declared, inner);
        }
        if let (Type::Variants(id), Expr::Object(_)) = (self.get(declared), self.middle.expr(inner)) {
            let given = self.middle.property(inner, self.variants_of(id).discriminator);
            let value = given.map(|given| self.get(self.of(given)));
            let Some(Type::StringLiteral(value, _)) = value else { return declared };
            let value = self.str(value).to_owned();
            return self.variant(id, &value).map_or(declared, |variant| self.narrowed_object(variant, inner));
        }
        let given = self.of(expr);
        self.narrowed_type(given, declared)
    }

    #[allow(clippy::match_same_arms, reason = "the order of the arms decides")]
    fn narrowed_type(&mut self, given: TypeId, declared: TypeId) -> TypeId {
        if !self.assignable(given, declared) {
            return declared;
        }
        let flags = self.flags(declared);
        match (self.get(given), self.get(declared)) {
            (Type::Any | Type::Error, _) => declared,
            (_, Type::Any) => given,
            (Type::StringLiteral(..), Type::String { .. } | Type::StringLiteral(..))
            | (Type::IntLiteral(..), Type::Int(..))
            | (Type::BoolLiteral(..), Type::Bool(_)) => given,
            (Type::String { .. }, Type::String { .. }) => {
                let bounds = self.bounds_of(given).narrowed(self.bounds_of(declared));
                self.string(bounds, None, flags)
            }
            (Type::Int(..), Type::Int(..)) => {
                let bounds = self.bounds_of(given).narrowed(self.bounds_of(declared));
                self.int(bounds, flags)
            }
            (Type::Array { .. }, Type::Array { item, .. }) => {
                let inner = self.item_type(given);
                let inner = self.narrowed_type(inner, item);
                let bounds = self.bounds_of(given).narrowed(self.bounds_of(declared));
                self.array_within(inner, bounds, flags)
            }
            (Type::Tuple { items, .. }, Type::Array { item, .. }) => {
                let items = self.list(items).to_vec();
                let items: Vec<TypeId> = items.into_iter().map(|given| self.narrowed_type(given, item)).collect();
                self.tuple(&items, flags)
            }
            (_, Type::Union(_)) => {
                let given = self.members(given);
                let expected = self.members(declared);
                let mut members = Vec::with_capacity(given.len());
                for member in given {
                    for candidate in &expected {
                        if self.assignable(member, *candidate) {
                            members.push(self.narrowed_type(member, *candidate));
                        }
                    }
                }
                self.union(&members)
            }
            _ => declared,
        }
    }

    pub(super) fn narrowed_object(&mut self, declared: TypeId, literal: ExprId) -> TypeId {
        let Type::Object(id) = self.get(declared) else { return declared };
        let object = Object { kind: ObjectKind::Narrowed { declared, literal }, ..*self.object_of(id) };
        self.push_object(object)
    }

    /// A property of a declared object of which a literal was given.
    pub(super) fn narrowed_property(&mut self, property: Property, literal: ExprId) -> Property {
        let middle = self.middle;
        let value = middle.object(literal).unwrap_or_default().iter().find_map(|entry| match *entry {
            Entry { key: Key::Name(name), value } => (name == property.name).then_some(value),
            Entry { key: Key::Computed(_) | Key::Spread, .. } => None,
        });
        match value {
            // Through an optional property the service may answer something else.
            Some(value) if property.flags.contains(PropertyFlags::REQUIRED) => {
                Property { ty: self.narrowed(value, property.ty), ..property }
            }
            _ => property,
        }
    }
}
