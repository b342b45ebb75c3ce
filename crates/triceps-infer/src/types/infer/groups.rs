//! Results of functions that take lambdas.

use triceps_middle::kinds::{Type, TypeId};

use super::Infer;

impl Infer<'_, '_> {
    /// What a lambda gives.
    pub(super) fn returned(&self, lambda: TypeId) -> Option<TypeId> {
        match self.types.get(lambda) {
            Type::Lambda { returns, .. } => Some(returns),
            _ => None,
        }
    }

    pub(super) fn mapped(&mut self, lambda: TypeId) -> TypeId {
        match self.returned(lambda) {
            Some(item) => self.types.array(item),
            None => TypeId::ANY,
        }
    }

    pub(super) fn mapped_values(&mut self, lambda: TypeId) -> TypeId {
        match self.returned(lambda) {
            Some(value) => self.dictionary(value),
            None => TypeId::ANY,
        }
    }

    /// An object of items, or of what the second lambda gives.
    pub(super) fn object_of_items(&mut self, array: TypeId, values: Option<TypeId>) -> TypeId {
        match self.grouped_item(array, values) {
            Some(value) => self.dictionary(value),
            None => TypeId::OBJECT,
        }
    }

    pub(super) fn grouped(&mut self, array: TypeId, values: Option<TypeId>) -> TypeId {
        match self.grouped_item(array, values) {
            Some(item) => {
                let value = self.types.array(item);
                self.dictionary(value)
            }
            None => TypeId::OBJECT,
        }
    }

    fn grouped_item(&mut self, array: TypeId, values: Option<TypeId>) -> Option<TypeId> {
        match values {
            Some(lambda) => self.returned(lambda),
            None => match self.types.get(array) {
                Type::Array { .. } | Type::Tuple { .. } => Some(self.types.item_type(array)),
                _ => None,
            },
        }
    }

    fn dictionary(&mut self, value: TypeId) -> TypeId {
        let name = self.types.text("object");
        self.types.map(name, value)
    }
}
