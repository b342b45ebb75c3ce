//! The nodes of the expression tree.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{Array, BinaryOp, Comment, Expr, LanguageName, Local, Measure, Object, Refusal, Symbol, UnaryOp};

/// What an expression is.
#[derive(Clone)]
pub enum Node {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Int(i64),
    /// A string without values in it.
    Str(Cow<'static, str>),
    /// A declaration of a template.
    Symbol(Symbol),
    /// A variable of an enclosing loop, lambda or function.
    Local(Local),
    /// What has parts.
    Composite(Arc<Measured>),
    /// What was not made, since it is past the limits.
    Refused(Refusal),
}

/// A composite with its measure.
#[derive(Clone)]
pub struct Measured {
    measure: Measure,
    composite: Composite,
}

/// An expression with parts.
#[derive(Clone)]
pub enum Composite {
    /// A literal printed between `'''`.
    MultiLine(String),
    /// A string with values in it.
    Interpolation {
        /// Text and values, in order.
        parts: Vec<Part>,
        /// The number of `$` before the opening `'''`; zero stands for a single-line string.
        dollars: u8,
    },
    /// An object.
    Object(Object),
    /// An array.
    Array(Array),
    /// `base.name`
    Property {
        /// What has the property.
        base: Expr,
        /// The name of the property.
        name: Cow<'static, str>,
        /// Whether it is `base.?name`.
        safe: bool,
    },
    /// `base[index]`
    Index {
        /// What has the item.
        base: Expr,
        /// The place or the name of the item.
        index: Expr,
        /// Whether it is `base[?index]`.
        safe: bool,
        /// Whether it is `base[^index]`.
        from_end: bool,
    },
    /// `base!`
    NonNull(Expr),
    /// Parentheses that carry meaning: they end a safe-access chain.
    Paren(Expr),
    /// An expression with a comment beside it.
    Commented {
        /// The expression.
        inner: Expr,
        /// The comment.
        comment: Comment,
        /// Whether the comment comes first.
        is_before: bool,
    },
    /// `!a`, `-a`
    Unary(UnaryOp, Expr),
    /// `a + b` and its like.
    Binary(BinaryOp, Expr, Expr),
    /// `a ? b : c`
    Ternary(Expr, Expr, Expr),
    /// `callee(args)`
    Call {
        /// The function.
        callee: Callee,
        /// Its arguments.
        args: Vec<Expr>,
    },
    /// `base.name(args)`
    Method {
        /// What has the method.
        base: Expr,
        /// The name of the method.
        name: Cow<'static, str>,
        /// Its arguments.
        args: Vec<Expr>,
    },
    /// `params => body`
    Lambda {
        /// The variables.
        params: Vec<Local>,
        /// The result.
        body: Expr,
    },
    /// `[for item in array: body]`
    For(ForLoop),
}

const _: () = assert!(size_of::<Measured>() <= 88, "a composite fits into the blocks that allocators keep at hand");

/// What a call names.
#[derive(Clone, Debug, PartialEq)]
pub enum Callee {
    /// A function of `sys` or `az`.
    Builtin(LanguageName),
    /// A `func` declaration of the template.
    Declared(Symbol),
}

/// `[for (item, index) in array: body]`
#[derive(Clone)]
pub struct ForLoop {
    /// The variable of an item.
    pub item: Local,
    /// The variable of its place.
    pub index: Option<Local>,
    /// What is looped over.
    pub array: Expr,
    /// What each item becomes.
    pub body: Expr,
}

/// A part of a string with values in it.
#[derive(Clone)]
pub enum Part {
    /// Text.
    Text(Cow<'static, str>),
    /// A value.
    Hole(Expr),
}

impl Expr {
    /// The composite, or the refusal to make it.
    #[doc(hidden)]
    pub fn composite(composite: Composite) -> Self {
        let measure = composite.measure();
        match measure.refusal() {
            None => Self::new(Node::Composite(Arc::new(Measured { measure, composite }))),
            Some(refusal) => Self::new(Node::Refused(refusal)),
        }
    }

    /// A variable.
    #[doc(hidden)]
    pub fn local(local: &Local) -> Self {
        Self::new(Node::Local(local.clone()))
    }

    /// How deep and how large it is.
    #[doc(hidden)]
    pub fn measure(&self) -> Measure {
        match self.node() {
            Node::Composite(measured) => measured.measure,
            _ => Measure::LEAF,
        }
    }
}

impl Composite {
    fn measure(&self) -> Measure {
        match self {
            Self::Object(object) => object.measure(),
            Self::Array(array) => array.measure(),
            _ => {
                let mut measure = Measure::COMPOSITE;
                self.for_each_part(|part| measure = measure.with(part.measure()));
                measure
            }
        }
    }
}

impl Measured {
    /// The composite.
    pub fn composite(&self) -> &Composite {
        &self.composite
    }

    /// The composite alone.
    pub fn into_composite(self) -> Composite {
        self.composite
    }

    /// Changes the composite, which may not become another kind, and measures it again.
    pub fn edit<R>(&mut self, edit: impl FnOnce(&mut Composite) -> R) -> R {
        let result = edit(&mut self.composite);
        self.measure = self.composite.measure();
        result
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Int(value) => value.fmt(f),
            Self::Str(text) => text.fmt(f),
            Self::Symbol(symbol) => symbol.fmt(f),
            Self::Local(local) => local.fmt(f),
            Self::Composite(measured) => measured.composite.fmt(f),
            Self::Refused(refusal) => refusal.fmt(f),
        }
    }
}

impl fmt::Debug for Composite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MultiLine(text) => write!(f, "'''{text}'''"),
            Self::Interpolation { parts, .. } => {
                f.write_str("'")?;
                for part in parts {
                    match part {
                        Part::Text(text) => f.write_str(text)?,
                        Part::Hole(hole) => write!(f, "${{{hole:?}}}")?,
                    }
                }
                f.write_str("'")
            }
            Self::Object(object) => object.fmt(f),
            Self::Array(array) => array.fmt(f),
            Self::Property { base, name, safe } => {
                write!(f, "{base:?}.{}{name}", if *safe { "?" } else { "" })
            }
            Self::Index { base, index, safe, from_end } => {
                let safe = if *safe { "?" } else { "" };
                let from_end = if *from_end { "^" } else { "" };
                write!(f, "{base:?}[{safe}{from_end}{index:?}]")
            }
            Self::NonNull(base) => write!(f, "{base:?}!"),
            Self::Paren(inner) => write!(f, "({inner:?})"),
            Self::Commented { inner, .. } => inner.fmt(f),
            Self::Unary(op, operand) => write!(f, "{}{operand:?}", op.token()),
            Self::Binary(op, left, right) => write!(f, "({left:?} {} {right:?})", op.token()),
            Self::Ternary(condition, yes, no) => write!(f, "({condition:?} ? {yes:?} : {no:?})"),
            Self::Call { callee, args } => {
                match callee {
                    Callee::Builtin(name) => f.write_str(name)?,
                    Callee::Declared(symbol) => symbol.fmt(f)?,
                }
                f.debug_list().entries(args).finish()
            }
            Self::Method { base, name, args } => {
                write!(f, "{base:?}.{name}")?;
                f.debug_list().entries(args).finish()
            }
            Self::Lambda { params, body } => write!(f, "{params:?} => {body:?}"),
            Self::For(each) => write!(f, "[for {:?} in {:?}: {:?}]", each.item, each.array, each.body),
        }
    }
}
