//! Typed access to a tree: one type a construct, over its node.
//!
//! Each accessor gives `None` where the text lacks the part. A part that could not be read is
//! [`Expr::Skipped`] or [`Type::Skipped`].

mod declarations;
mod expressions;
mod json;
mod strings;
mod types;

pub use declarations::{
    Assert, Declaration, Decorator, Extends, Extension, ExtensionConfig, ExtensionSpecification, File, Func, Import,
    ImportItem, ImportName, ImportedSymbols, Metadata, MissingDeclaration, Module, Output, Param, ParamAssignment,
    Resource, TargetScope, Test, TypeDeclaration, Using, UsingTarget, Var, WildcardImport,
};
pub use expressions::{
    Arguments, Array, Binary, Call, Expr, For, If, IndexAccess, Key, Lambda, Literal, LiteralValue, LocalVariable,
    MethodCall, Name, NonNull, Object, ObjectItem, Paren, Property, PropertyAccess, ResourceAccess, Spread, Ternary,
    TypedLambda, TypedVariable, Unary,
};
pub use json::{JsonMember, JsonValue};
pub use strings::{StringLiteral, StringPart};
pub use types::{
    ArrayType, IndexType, InstantiatedType, ItemsType, LiteralType, NonNullType, NullableType, ObjectType,
    ObjectTypeMember, ParenType, PropertyType, QualifiedInstantiatedType, ResourceType, TupleItem, TupleType, Type,
    TypeName, UnaryType, UnionType,
};

use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node, Token};

/// A type over nodes of some kinds.
pub trait AstNode<'t>: Copy {
    /// The typed node, if the node is of such a kind.
    fn cast(node: Node<'t>) -> Option<Self>;

    /// The node.
    fn syntax(self) -> Node<'t>;
}

macro_rules! ast_nodes {
    ($($(#[$doc:meta])* $name:ident = $($kind:ident)|+;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct $name<'t>(Node<'t>);

            impl<'t> crate::ast::AstNode<'t> for $name<'t> {
                fn cast(node: Node<'t>) -> Option<Self> {
                    matches!(node.kind(), $(K::$kind)|+).then_some(Self(node))
                }

                fn syntax(self) -> Node<'t> {
                    self.0
                }
            }
        )*
    };
}
pub(crate) use ast_nodes;

/// The parts of a node: no decorators and line ends.
fn parts(node: Node<'_>) -> impl DoubleEndedIterator<Item = Element<'_>> {
    node.children().filter(|child| !matches!(child.kind(), K::Decorators | K::NewLine))
}

fn part(node: Node<'_>, index: usize) -> Option<Element<'_>> {
    parts(node).nth(index)
}

/// A part that is a name.
fn name(node: Node<'_>, index: usize) -> Option<Token<'_>> {
    part(node, index)?.as_token().filter(|token| token.kind() == K::Identifier)
}

/// A part that is a node of a type.
fn typed<'t, T: AstNode<'t>>(node: Node<'t>, index: usize) -> Option<T> {
    T::cast(part(node, index)?.as_node()?)
}

/// The last part, which is a node of a type.
fn last<'t, T: AstNode<'t>>(node: Node<'t>) -> Option<T> {
    T::cast(parts(node).next_back()?.as_node()?)
}

/// The first part of a type.
fn first<'t, T: AstNode<'t>>(node: Node<'t>) -> Option<T> {
    node.child_nodes().find_map(T::cast)
}

fn all<'t, T: AstNode<'t>>(node: Node<'t>) -> impl Iterator<Item = T> {
    node.child_nodes().filter_map(T::cast)
}

/// The decorators before a declaration, a member of a type or an item of a tuple.
fn decorators(node: Node<'_>) -> impl Iterator<Item = Decorator<'_>> {
    node.child_nodes().take(1).filter(|first| first.kind() == K::Decorators).flat_map(all)
}
