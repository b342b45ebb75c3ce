//! Declared types: what follows the name of a parameter, an output or a typed variable.

use std::borrow::Cow;

use crate::expr::{Expr, Node, Symbol};
use crate::template::Decorators;
use crate::value::IntoExpr;

/// A declared type, as `string[]`, `int?` or `{ name: string }`.
///
/// ```
/// use triceps::TypeExpr;
///
/// let stamp = TypeExpr::object([("region", TypeExpr::named("string")), ("replicas", TypeExpr::named("int"))]);
/// let stamps = stamp.array();
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TypeExpr(pub(crate) TypeNode);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TypeNode {
    /// An ambient type: `string`, `object`.
    Named(Cow<'static, str>),
    /// A `type` declaration of the template.
    Declared(Symbol),
    Literal(Expr),
    Array(Box<TypeExpr>),
    Nullable(Box<TypeExpr>),
    NonNull(Box<TypeExpr>),
    Object(ObjectType),
    Tuple(Vec<TypeMember>),
    Union(Vec<TypeExpr>),
    /// `resourceInput<'T@v'>` and `resourceOutput<'T@v'>`.
    Resource {
        function: Cow<'static, str>,
        resource: String,
    },
    /// `base.name`, `base[0]`, `base[*]`, `base.*`.
    Access {
        base: Box<TypeExpr>,
        member: TypeAccess,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TypeAccess {
    Property(Cow<'static, str>),
    Index(i64),
    Items,
    Additional,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ObjectType {
    pub(crate) members: Vec<TypeMember>,
    /// `*: type`
    pub(crate) additional: Option<Box<TypeMember>>,
    pub(crate) one_line: bool,
    /// Printed without blank lines around decorated properties.
    pub(crate) compact: bool,
}

/// A property of an object type or an item of a tuple type; the latter has no name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TypeMember {
    pub(crate) name: Cow<'static, str>,
    pub(crate) value: TypeExpr,
    pub(crate) decorators: Decorators,
}

impl TypeExpr {
    /// A type that the language knows: `string`, `int`, `bool`, `object`, `array`.
    pub fn named(name: impl Into<Cow<'static, str>>) -> Self {
        Self(TypeNode::Named(name.into()))
    }

    /// The type of one literal: `'dev'`, `3`, `true`, `null`.
    pub fn literal(value: impl IntoExpr) -> Self {
        Self(TypeNode::Literal(value.into_expr()))
    }

    /// One of several types: `'dev' | 'prod'`.
    pub fn union(members: impl IntoIterator<Item = Self>) -> Self {
        Self(TypeNode::Union(members.into_iter().collect()))
    }

    /// An object with exactly these properties.
    pub fn object<N: Into<Cow<'static, str>>>(members: impl IntoIterator<Item = (N, Self)>) -> Self {
        let members = members.into_iter().map(|(name, value)| TypeMember::new(name, value)).collect();
        Self(TypeNode::Object(ObjectType { members, ..ObjectType::default() }))
    }

    /// An array whose items are of these types, in this order.
    pub fn tuple(items: impl IntoIterator<Item = Self>) -> Self {
        Self(TypeNode::Tuple(items.into_iter().map(|item| TypeMember::new("", item)).collect()))
    }

    /// An array of this type: `T[]`.
    pub fn array(self) -> Self {
        Self(TypeNode::Array(Box::new(self)))
    }

    /// Adds an item to a tuple type. Other types stay as they are.
    pub fn with_item(mut self, value: Self) -> Self {
        if let TypeNode::Tuple(items) = &mut self.0 {
            items.push(TypeMember::new("", value));
        }
        self
    }

    /// This type or null: `T?`.
    pub fn nullable(self) -> Self {
        Self(TypeNode::Nullable(Box::new(self)))
    }

    /// This type without null: `T!`.
    pub fn non_null(self) -> Self {
        Self(TypeNode::NonNull(Box::new(self)))
    }

    /// The type of what a resource type takes: `resourceInput<'Type@version'>`, to be narrowed with
    /// [`prop`](Self::prop).
    pub fn resource_input(type_and_version: impl Into<String>) -> Self {
        Self(TypeNode::Resource { function: Cow::Borrowed("resourceInput"), resource: type_and_version.into() })
    }

    /// The type of what a resource type gives: `resourceOutput<'Type@version'>`.
    pub fn resource_output(type_and_version: impl Into<String>) -> Self {
        Self(TypeNode::Resource { function: Cow::Borrowed("resourceOutput"), resource: type_and_version.into() })
    }

    /// The type of a property: `T.name`.
    pub fn prop(self, name: impl Into<Cow<'static, str>>) -> Self {
        self.access(TypeAccess::Property(name.into()))
    }

    /// The type of an item of a tuple: `T[0]`.
    pub fn at(self, index: u32) -> Self {
        self.access(TypeAccess::Index(index.into()))
    }

    /// The type of the items of an array: `T[*]`.
    pub fn items(self) -> Self {
        self.access(TypeAccess::Items)
    }

    /// The type of the further properties of an object: `T.*`.
    pub fn additional_type(self) -> Self {
        self.access(TypeAccess::Additional)
    }

    fn last_member(&mut self) -> Option<&mut TypeMember> {
        match &mut self.0 {
            TypeNode::Object(ObjectType { additional: Some(member), .. }) => Some(&mut **member),
            TypeNode::Object(ObjectType { members, .. }) | TypeNode::Tuple(members) => members.last_mut(),
            _ => None,
        }
    }

    fn access(self, member: TypeAccess) -> Self {
        Self(TypeNode::Access { base: Box::new(self), member })
    }

    /// Adds `*: type`: what any other property of an object type is. Other types stay as they are.
    pub fn additional(mut self, value: Self) -> Self {
        if let TypeNode::Object(object) = &mut self.0 {
            object.additional = Some(Box::new(TypeMember::new("", value)));
        }
        self
    }

    /// Prints an object type on one line where it fits: `{ size: 1 }`. Other types stay as they are.
    pub fn one_line(mut self) -> Self {
        if let TypeNode::Object(object) = &mut self.0 {
            object.one_line = true;
        }
        self
    }

    /// Prints an object type without blank lines around its decorated properties. Other types stay as
    /// they are.
    pub fn compact(mut self) -> Self {
        if let TypeNode::Object(object) = &mut self.0 {
            object.compact = true;
        }
        self
    }

    /// Describes the property added last to an object type or tuple. Other types stay as they are.
    pub fn describe_last(mut self, text: impl IntoExpr) -> Self {
        if let Some(member) = self.last_member() {
            member.decorators.push("description", [text.into_expr()]);
        }
        self
    }

    /// Adds any decorator to the property added last to an object type or tuple. Other types stay as
    /// they are.
    pub fn decorate_last<const N: usize>(mut self, name: &'static str, args: [Expr; N]) -> Self {
        if let Some(member) = self.last_member() {
            member.decorators.append(name, args);
        }
        self
    }

    /// Adds a property to an object type. Other types stay as they are.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: Self) -> Self {
        if let TypeNode::Object(object) = &mut self.0 {
            object.members.push(TypeMember::new(name, value));
        }
        self
    }
}

/// A declared type stands for its declaration, for [`Template::describe`](crate::Template::describe)
/// and its like. Any other type stands for nothing.
impl IntoExpr for &TypeExpr {
    fn into_expr(self) -> Expr {
        match self.0 {
            TypeNode::Declared(symbol) => Expr(Node::Symbol(symbol)),
            _ => Expr::NULL,
        }
    }
}

impl TypeMember {
    fn new(name: impl Into<Cow<'static, str>>, value: TypeExpr) -> Self {
        Self { name: name.into(), value, decorators: Decorators::default() }
    }
}
