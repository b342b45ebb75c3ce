//! Expressions.

use super::{DeclId, ExprId, LocalId, Run};
use crate::language::{BinaryOp, Function, UnaryOp};
use crate::strings::Str;

/// An expression. What it consists of are ids and runs in the vectors of its [`Middle`](super::Middle).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expr {
    /// What cannot be resolved or built, with the text that it stands for. Its fault is reported already, and its
    /// type silences what would follow from it.
    Error(Str),
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A whole number. A literal is not negative; in text a minus is an operator, in a model it may be part of it.
    Int(i64),
    /// A string without holes. [`Hint::MultiLine`](super::Hint) prints it between `'''`.
    String(Str),
    /// A string with holes: a run of [`Part`]s.
    Interpolation(Run),
    /// A declaration of the file.
    Decl(DeclId),
    /// A variable of a loop, lambda or function around.
    Local(LocalId),
    /// An object literal: a run of [`Entry`]s.
    Object(Run),
    /// An array literal: a run of expressions, of which some are [`Expr::Spread`].
    Array(Run),
    /// An item of an array literal that is spread: `...x`.
    Spread(ExprId),
    /// `base.name`, `base.?name`
    Property {
        /// What is read from.
        base: ExprId,
        /// The name of the property.
        name: Str,
        /// Whether it may be missing: `.?`
        safe: bool,
    },
    /// `base[index]`, `base[?index]`, `base[^index]`, `base[?^index]`
    Index {
        /// What is read from.
        base: ExprId,
        /// A position, or a computed name.
        index: ExprId,
        /// Whether it may be missing: `[?`
        safe: bool,
        /// Whether the position counts from the end: `[^`
        from_end: bool,
    },
    /// `base!`
    NonNull(ExprId),
    /// Parentheses that were written. They end a chain of safe accesses; else they mean nothing.
    Paren(ExprId),
    /// `-x`, `!x`
    Unary(UnaryOp, ExprId),
    /// `a + b` and its like.
    Binary(BinaryOp, ExprId, ExprId),
    /// `condition ? yes : no`
    Ternary(ExprId, ExprId, ExprId),
    /// `function(args)`; the arguments are a run of expressions.
    Call {
        /// What is called.
        callee: Callee,
        /// The arguments.
        args: Run,
    },
    /// `base.name(args)`: a function of a resource.
    Method {
        /// The resource.
        base: ExprId,
        /// The name of its function.
        name: Str,
        /// The arguments.
        args: Run,
    },
    /// `(a, b) => body`; the parameters are a run of locals.
    Lambda {
        /// The parameters.
        params: Run,
        /// The body.
        body: ExprId,
    },
    /// `[for (item, index) in array: body]`
    For {
        /// The variable of the items.
        item: LocalId,
        /// The variable of the positions, where it has one.
        index: Option<LocalId>,
        /// What it runs over.
        array: ExprId,
        /// What each item becomes.
        body: ExprId,
    },
}

const _: () = assert!(size_of::<Expr>() <= 24, "expressions lie close together");

/// What a call names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callee {
    /// A function of the language. [`Hint::Qualified`](super::Hint) prints its namespace.
    Function(Function),
    /// A function of `az` that starts with `list`, by its name.
    List(Str),
    /// A function that the file declares.
    Declared(DeclId),
    /// A function of ARM templates that was imported from one, by its name there.
    Arm(Str),
    /// What is not known as a function.
    Unknown(Str),
}

/// A piece of a string with holes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Literal text.
    Text(Str),
    /// `${..}`
    Hole(ExprId),
}

/// A member of an object literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// How it is called.
    pub key: Key,
    /// Its value, or what is spread.
    pub value: ExprId,
}

/// How a member of an object literal is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A fixed name. Quotes are printed where it is not an identifier, or by [`Hint::QuotedKey`](super::Hint).
    Name(Str),
    /// A computed name: in Bicep a string, in imported ARM JSON any expression.
    Computed(ExprId),
    /// None: the members of another object are taken over, `...x`.
    Spread,
}
