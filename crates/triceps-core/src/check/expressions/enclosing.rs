//! What is around an expression.

use triceps_infer::TypeId;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, ExprId, Key, Middle};

/// Which part of a declaration an expression is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// A decorator or metadata.
    Constant,
    /// The default of a parameter.
    Default,
    /// The value of a variable.
    Variable,
    /// The value of an output.
    Output,
    /// The body of a function.
    Function,
    /// `properties` of a resource, `params` of a module.
    Inner,
    /// `dependsOn`
    Dependencies,
    /// Elsewhere in a resource or module.
    Body,
}

/// What is around an expression.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "facts about a place, independent of each other")]
pub(super) struct Enclosing {
    pub(super) decl: DeclId,
    pub(super) section: Section,
    /// Whether the expression is the whole value of a variable or output, where a loop may stand.
    pub(super) loop_may_stand: bool,
    /// Whether only object and array literals and loops lie between the expression and the body it is in.
    pub(super) in_literals: bool,
    /// Whether it is the value of a property.
    pub(super) is_property: bool,
    /// How many loops are around, that of the resource or module counted.
    pub(super) turns: u32,
    /// How many loops of properties are around.
    pub(super) property_loops: u32,
    /// Whether it is an argument of a call.
    pub(super) argument: bool,
    /// Whether a lambda is around.
    pub(super) in_lambda: bool,
    /// Whether it is the value of a property, or a branch of one: nothing is computed with it.
    pub(super) direct: bool,
    /// The type of the parameter of a module, or of the property in it, that it is given for.
    pub(super) expected: Option<TypeId>,
}

impl Enclosing {
    pub(super) fn new(decl: DeclId) -> Self {
        Self {
            decl,
            section: Section::Body,
            loop_may_stand: false,
            in_literals: false,
            is_property: false,
            turns: 0,
            property_loops: 0,
            argument: false,
            in_lambda: false,
            direct: false,
            expected: None,
        }
    }

    /// Inside of an operator, call or access.
    pub(super) fn inside(self) -> Self {
        Self {
            loop_may_stand: false,
            in_literals: false,
            is_property: false,
            argument: false,
            direct: false,
            expected: None,
            ..self
        }
    }

    /// Whether an object is the whole value of `params` of a module.
    pub(super) fn is_params(&self, object: ExprId, middle: &Middle) -> bool {
        let Some(module) = middle.decl(self.decl).as_module() else { return false };
        let entries = middle.object(module.body).unwrap_or_default();
        entries.iter().any(|entry| entry.key == Key::Name(known::PARAMS) && entry.value == object)
    }
}
