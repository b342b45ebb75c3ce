//! Handles: small references to what was added, through which its properties are read.

use std::fmt;
use std::marker::PhantomData;

use super::{IntoTyped, LoopHeader, Model};
use crate::expr::{Expr, ForLoop, Local, Node, Symbol};
use crate::value::{IntoExpr, IntoValue, Plain, Value};

/// How a handle reaches what was added, and so what reading a property gives.
pub trait Access: Clone + fmt::Debug {
    /// What reading a property of the type `T` gives.
    type Read<T>;

    /// The expression that names it: its symbol, or an item of a loop.
    fn symbol(&self) -> Expr;

    /// Reads the property at a path of names.
    fn read<T>(&self, path: &[&'static str]) -> Self::Read<T>;

    /// Reads the property at a path of names, of any type.
    fn read_expr(&self, path: &[&'static str]) -> Expr;
}

fn walk(base: Expr, path: &[&'static str]) -> Expr {
    path.iter().fold(base, |base, name| base.prop(*name))
}

/// Always deployed: reading gives a plain value.
#[derive(Clone, Copy, Debug)]
pub struct Declared(Symbol);

/// Deployed on a condition: reading gives null where it is not deployed.
#[derive(Clone, Copy, Debug)]
pub struct Conditional(Symbol);

/// Deployed on a condition and taken to be deployed: prints `!`.
#[derive(Clone, Copy, Debug)]
pub struct Assumed(Symbol);

/// One item of a loop.
#[derive(Clone, Debug)]
pub struct Item(Expr);

impl Access for Declared {
    type Read<T> = Value<T>;

    fn symbol(&self) -> Expr {
        Expr::new(Node::Symbol(self.0))
    }

    fn read<T>(&self, path: &[&'static str]) -> Value<T> {
        Value::from_expr(self.read_expr(path))
    }

    fn read_expr(&self, path: &[&'static str]) -> Expr {
        walk(self.symbol(), path)
    }
}

impl Access for Conditional {
    type Read<T> = Value<Option<T>>;

    fn symbol(&self) -> Expr {
        Expr::new(Node::Symbol(self.0))
    }

    fn read<T>(&self, path: &[&'static str]) -> Value<Option<T>> {
        Value::from_expr(self.read_expr(path))
    }

    fn read_expr(&self, path: &[&'static str]) -> Expr {
        match path.split_first() {
            Some((first, rest)) => walk(self.symbol().safe_prop(*first), rest),
            None => self.symbol(),
        }
    }
}

impl Access for Assumed {
    type Read<T> = Value<T>;

    fn symbol(&self) -> Expr {
        Expr::new(Node::Symbol(self.0))
    }

    fn read<T>(&self, path: &[&'static str]) -> Value<T> {
        Value::from_expr(self.read_expr(path))
    }

    fn read_expr(&self, path: &[&'static str]) -> Expr {
        walk(self.symbol().non_null(), path)
    }
}

impl Access for Item {
    type Read<T> = Value<T>;

    fn symbol(&self) -> Expr {
        self.0.clone()
    }

    fn read<T>(&self, path: &[&'static str]) -> Value<T> {
        Value::from_expr(self.read_expr(path))
    }

    fn read_expr(&self, path: &[&'static str]) -> Expr {
        walk(self.0.clone(), path)
    }
}

impl Declared {
    pub(crate) fn new(symbol: Symbol) -> Self {
        Self(symbol)
    }

    pub(crate) fn conditional(self) -> Conditional {
        Conditional(self.0)
    }

    /// The same, printed through its parent even where its name alone would do.
    pub fn qualified(self) -> Self {
        Self(Symbol { qualified: true, ..self.0 })
    }
}

impl Conditional {
    /// The same, taken to be deployed.
    pub fn assume_exists(self) -> Assumed {
        Assumed(self.0)
    }
}

/// A handle of a resource of any type, for what takes every resource: scopes, parents, grants.
pub trait ResourceRef {
    /// The expression that names it: its symbol, or an item of a loop.
    fn symbol(&self) -> Expr;
}

impl<R: ResourceRef> ResourceRef for &R {
    fn symbol(&self) -> Expr {
        (**self).symbol()
    }
}

/// All resources or modules of a loop.
pub struct Collection<M: Model> {
    symbol: Symbol,
    header: LoopHeader,
    model: PhantomData<fn() -> M>,
}

impl<M: Model> Collection<M> {
    pub(crate) fn new(symbol: Symbol, header: LoopHeader) -> Self {
        Self { symbol, header, model: PhantomData }
    }

    /// The one at a position of the loop: `name[index]`.
    pub fn at(&self, index: impl IntoValue<i64>) -> M::Ref<Item> {
        M::reference(Item(self.into_expr().at(index.into_value())))
    }

    /// An array of what `read` takes from every one: `[for (x, i) in xs: name[i].id]`.
    pub fn each<V: IntoTyped>(&self, read: impl FnOnce(M::Ref<Item>) -> V) -> Value<Vec<V::Kind>> {
        let index = self.header.index.as_ref().map_or_else(|| Local::unnamed("i"), Local::renewed);
        let item = read(self.at(Value::<i64>::from_expr(Expr::local(&index))));
        Value::from_expr(Expr::for_loop(ForLoop {
            item: self.header.item.renewed(),
            index: Some(index),
            array: self.header.array.clone(),
            body: item.into_typed().into_expr(),
        }))
    }
}

impl<M: Model> IntoExpr for &Collection<M> {
    fn into_expr(self) -> Expr {
        Expr::new(Node::Symbol(self.symbol))
    }
}

impl<M: Model> Plain for &Collection<M> {}

impl<M: Model> fmt::Debug for Collection<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Collection").field(&self.symbol).finish()
    }
}
