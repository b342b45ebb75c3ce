//! Variables of loops, lambdas and functions.

use super::{DeclId, ExprId, TypeNodeId};
use crate::strings::Str;

/// A variable of a loop, a lambda or a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// The name that the author or the library prefers. What is printed is decided by
    /// `Names`, since this one may clash.
    pub name: Str,
    /// What it is a variable of.
    pub kind: LocalKind,
    /// Whether the author chose the name: it has to be one then, and is kept where another one can change.
    pub named: bool,
    /// The construct that binds it.
    pub binder: Binder,
    /// Its declared type: parameters of functions have one.
    pub ty: Option<TypeNodeId>,
}

/// What a local is a variable of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalKind {
    /// The items of a loop.
    Item,
    /// The positions of a loop.
    Index,
    /// A parameter of a lambda, by position.
    LambdaParam(u8),
    /// A parameter of a declared function, by position.
    FuncParam(u16),
}

/// The construct that binds a local.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binder {
    /// A lambda, or a loop that is a value.
    Expr(ExprId),
    /// A looped resource or module, or a function.
    Decl(DeclId),
}
