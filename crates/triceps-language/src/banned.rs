//! Functions that templates have and Bicep does not, and what to write instead.

use triceps_diagnostics::{Code, codes};

/// A function of templates that Bicep has another form for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Banned {
    /// Its name in templates.
    pub name: &'static str,
    /// Why it does not exist.
    pub kind: BannedKind,
    /// What to write instead.
    pub instead: &'static str,
}

/// What takes the place of a function that Bicep does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BannedKind {
    /// The name of a variable.
    Variables,
    /// The name of a parameter.
    Parameters,
    /// The ternary operator.
    If,
    /// An array literal.
    Array,
    /// An object literal.
    Object,
    /// An operator.
    Operator,
    /// A construct of its own; the name is simply not known.
    Construct,
}

impl BannedKind {
    /// The code of an error about such a function.
    pub const fn code(self) -> Code {
        match self {
            Self::Variables => codes::BCP060,
            Self::Parameters => codes::BCP061,
            Self::If => codes::BCP100,
            Self::Array => codes::BCP101,
            Self::Object => codes::BCP102,
            Self::Operator => codes::BCP069,
            Self::Construct => codes::BCP057,
        }
    }
}

impl Banned {
    /// The function of this name, or none.
    ///
    /// ```
    /// use triceps_language::Banned;
    ///
    /// assert_eq!(Banned::find("createArray").map(|banned| banned.instead), Some("an array literal, `array!` in Rust"));
    /// assert_eq!(Banned::find("concat"), None);
    /// ```
    pub fn find(name: &str) -> Option<&'static Self> {
        BANNED.iter().find(|banned| banned.name == name)
    }

    /// All of them.
    pub const ALL: &'static [Self] = BANNED;
}

const fn banned(name: &'static str, kind: BannedKind, instead: &'static str) -> Banned {
    Banned { name, kind, instead }
}

const BANNED: &[Banned] = &[
    banned("variables", BannedKind::Variables, "the variable itself, its handle in Rust"),
    banned("parameters", BannedKind::Parameters, "the parameter itself, its handle in Rust"),
    banned("if", BannedKind::If, "`condition ? yes : no`, `Value::then_else` in Rust"),
    banned("createArray", BannedKind::Array, "an array literal, `array!` in Rust"),
    banned("createObject", BannedKind::Object, "an object literal, `object!` in Rust"),
    banned("add", BannedKind::Operator, "the operator `+`"),
    banned("sub", BannedKind::Operator, "the operator `-`"),
    banned("mul", BannedKind::Operator, "the operator `*`"),
    banned("div", BannedKind::Operator, "the operator `/`"),
    banned("mod", BannedKind::Operator, "the operator `%`"),
    banned("less", BannedKind::Operator, "the operator `<`, `Value::less_than` in Rust"),
    banned("lessOrEquals", BannedKind::Operator, "the operator `<=`, `Value::at_most` in Rust"),
    banned("greater", BannedKind::Operator, "the operator `>`, `Value::greater_than` in Rust"),
    banned("greaterOrEquals", BannedKind::Operator, "the operator `>=`, `Value::at_least` in Rust"),
    banned("equals", BannedKind::Operator, "the operator `==`, `Value::equals` in Rust"),
    banned("not", BannedKind::Operator, "the operator `!`"),
    banned("and", BannedKind::Operator, "the operator `&&`, `Value::and` in Rust"),
    banned("or", BannedKind::Operator, "the operator `||`, `Value::or` in Rust"),
    banned("coalesce", BannedKind::Operator, "the operator `??`, `or` of an optional value in Rust"),
    banned("true", BannedKind::Construct, "the literal `true`"),
    banned("false", BannedKind::Construct, "the literal `false`"),
    banned("null", BannedKind::Construct, "the literal `null`"),
    banned("tryGet", BannedKind::Construct, "the safe access `.?name` or `[?index]`"),
    banned("indexFromEnd", BannedKind::Construct, "the index `[^1]`"),
    banned("tryIndexFromEnd", BannedKind::Construct, "the safe index `[?^1]`"),
    banned("copyIndex", BannedKind::Construct, "the index of the loop"),
    banned("lambda", BannedKind::Construct, "a lambda as the argument of `map` or another function"),
    banned("lambdaVariables", BannedKind::Construct, "the parameter of the lambda"),
    banned("references", BannedKind::Construct, "the collection of resources itself"),
    banned("target", BannedKind::Construct, "`this.existingResource()`"),
];
