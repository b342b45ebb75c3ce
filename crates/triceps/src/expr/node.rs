//! The nodes of the expression tree.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{Array, BinaryOp, Comment, Expr, LanguageName, Local, Measure, Object, Refusal, Symbol, UnaryOp};

#[derive(Clone, PartialEq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Int(i64),
    Str(Cow<'static, str>),
    /// A declaration of a template.
    Symbol(Symbol),
    /// A variable of an enclosing loop, lambda or function.
    Local(Local),
    Composite(Arc<Measured>),
    /// What was not made, since it is past the limits.
    Refused(Refusal),
}

/// A composite with its measure.
#[derive(Clone, PartialEq)]
pub(crate) struct Measured {
    measure: Measure,
    composite: Composite,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Composite {
    /// A literal printed between `'''`.
    MultiLine(String),
    /// `dollars` is the number of `$` before the opening `'''`; zero stands for a single-line string.
    Interpolation {
        parts: Vec<Part>,
        dollars: u8,
    },
    Object(Object),
    Array(Array),
    Property {
        base: Expr,
        name: Cow<'static, str>,
        safe: bool,
    },
    Index {
        base: Expr,
        index: Expr,
        safe: bool,
        from_end: bool,
    },
    NonNull(Expr),
    /// Parentheses that carry meaning: they end a safe-access chain.
    Paren(Expr),
    /// An expression with a comment beside it.
    Commented {
        inner: Expr,
        comment: Comment,
        is_before: bool,
    },
    Unary(UnaryOp, Expr),
    Binary(BinaryOp, Expr, Expr),
    Ternary(Expr, Expr, Expr),
    Call {
        callee: Callee,
        args: Vec<Expr>,
    },
    Method {
        base: Expr,
        name: Cow<'static, str>,
        args: Vec<Expr>,
    },
    Lambda {
        params: Vec<Local>,
        body: Expr,
    },
    For(ForLoop),
}

const _: () = assert!(size_of::<Measured>() <= 88, "a composite fits into the blocks that allocators keep at hand");

/// What a call names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Callee {
    /// A function of `sys` or `az`.
    Builtin(LanguageName),
    /// A `func` declaration of the template.
    Declared(Symbol),
}

#[derive(Clone, PartialEq)]
pub(crate) struct ForLoop {
    pub(crate) item: Local,
    pub(crate) index: Option<Local>,
    pub(crate) array: Expr,
    pub(crate) body: Expr,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Part {
    Text(Cow<'static, str>),
    Hole(Expr),
}

impl Expr {
    /// The composite, or the refusal to make it.
    pub(crate) fn composite(composite: Composite) -> Self {
        let measure = composite.measure();
        match measure.refusal() {
            None => Self::new(Node::Composite(Arc::new(Measured { measure, composite }))),
            Some(refusal) => Self::new(Node::Refused(refusal)),
        }
    }

    pub(crate) fn local(local: &Local) -> Self {
        Self::new(Node::Local(local.clone()))
    }

    /// How deep and how large it is.
    pub(crate) fn measure(&self) -> Measure {
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
    pub(crate) fn composite(&self) -> &Composite {
        &self.composite
    }

    pub(crate) fn into_composite(self) -> Composite {
        self.composite
    }

    /// Changes the composite, which may not become another kind, and measures it again.
    pub(crate) fn edit<R>(&mut self, edit: impl FnOnce(&mut Composite) -> R) -> R {
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
