//! Which Rust types stand for which Bicep types.

use crate::expr::Object;
use crate::types::TypeExpr;

/// The type of anything. `Value<Vec<Any>>` is an `array` without an item type.
#[derive(Clone, Copy, Debug)]
pub enum Any {}

/// A number that may have a fraction. Bicep's own numbers are whole; a fraction prints as
/// `json('0.5')`.
#[derive(Clone, Copy, Debug)]
pub enum Number {}

/// The id of a resource: text, or a handle of one.
#[derive(Clone, Copy, Debug)]
pub enum ResourceId {}

/// A type that a parameter, an output or a variable can be declared with.
///
/// `String`, `i64`, `bool`, [`Object`], `Vec<T>`, `Option<T>` and every open enum of a model.
pub trait ArmType {
    /// The declared type in Bicep.
    fn declared() -> TypeExpr;
}

impl ArmType for String {
    fn declared() -> TypeExpr {
        TypeExpr::named("string")
    }
}

impl ArmType for i64 {
    fn declared() -> TypeExpr {
        TypeExpr::named("int")
    }
}

impl ArmType for bool {
    fn declared() -> TypeExpr {
        TypeExpr::named("bool")
    }
}

impl ArmType for Object {
    fn declared() -> TypeExpr {
        TypeExpr::named("object")
    }
}

impl ArmType for Any {
    fn declared() -> TypeExpr {
        TypeExpr::named("any")
    }
}

impl ArmType for ResourceId {
    fn declared() -> TypeExpr {
        TypeExpr::named("string")
    }
}

impl<T: ArmType> ArmType for Vec<T> {
    fn declared() -> TypeExpr {
        let item = T::declared();
        if item == Any::declared() { TypeExpr::named("array") } else { item.array() }
    }
}

impl<T: ArmType> ArmType for Option<T> {
    fn declared() -> TypeExpr {
        T::declared().nullable()
    }
}
