//! Declared types: what follows the name of a parameter, an output or a typed variable.

use std::borrow::Cow;
use std::fmt;

use crate::decorators::Decorators;
use crate::expr::{Expr, IntoExpr, Measure, Node, Refusal, Symbol};

/// A declared type, as `string[]`, `int?` or `{ name: string }`.
///
/// ```
/// use triceps::TypeExpr;
///
/// let stamp = TypeExpr::object([("region", TypeExpr::named("string")), ("replicas", TypeExpr::named("int"))]);
/// let stamps = stamp.array();
/// ```
///
/// ```
/// # use triceps::{IntoExpr, Template, TypeExpr};
/// # let mut t = Template::for_resource_group();
/// let string = || TypeExpr::named("string");
/// let app = TypeExpr::object([("name", string())])
///     .with("tags", TypeExpr::object([("team", string())]).one_line().nullable())
///     .describe_last("Free text.")
///     .with("size", TypeExpr::union([TypeExpr::literal("S"), TypeExpr::literal("L")]))
///     .decorate_last("metadata", [triceps::object! { owner: "platform" }.into_expr()])
///     .compact();
/// let app = t.declare_type("app", app);
/// let pair = t.declare_type("pair", TypeExpr::tuple([string()]).with_item(TypeExpr::named("int")));
/// let bag = t.declare_type("bag", TypeExpr::object([("id", string())]).additional(TypeExpr::named("int")));
/// t.declare_type("appName", app.clone().prop("name"));
/// t.declare_type("tags", app.prop("tags").non_null());
/// t.declare_type("first", pair.at(0));
/// t.declare_type("values", bag.clone().additional_type());
/// t.declare_type("bags", bag.array());
/// let list = t.declare_type("list", TypeExpr::named("int").array());
/// t.declare_type("item", list.items());
/// let group = "Microsoft.Resources/resourceGroups@2024-03-01";
/// t.declare_type("location", TypeExpr::resource_input(group).prop("location"));
/// t.declare_type("id", TypeExpr::resource_output(group).prop("id"));
/// let text = t.check()?.to_bicep();
/// for line in [
///     "  tags: { team: string }?",
///     "  size: 'S' | 'L'",
///     "type appName = app.name",
///     "type tags = app.tags!",
///     "type first = pair[0]",
///     "type values = bag.*",
///     "  *: int",
///     "type bags = bag[]",
///     "type location = resourceInput<'Microsoft.Resources/resourceGroups@2024-03-01'>.location",
/// ] {
///     assert!(text.contains(&format!("{line}\n")), "{line}: {text}");
/// }
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone)]
pub struct TypeExpr {
    node: TypeNode,
    measure: Measure,
}

/// What a type is.
#[derive(Clone, Debug)]
pub enum TypeNode {
    /// An ambient type: `string`, `object`.
    Named(Cow<'static, str>),
    /// A `type` declaration of the template.
    Declared(Symbol),
    /// `'a'`, `1`, `true`
    Literal(Expr),
    /// `type[]`
    Array(Box<TypeExpr>),
    /// `type?`
    Nullable(Box<TypeExpr>),
    /// `type!`
    NonNull(Box<TypeExpr>),
    /// `{ name: type }`
    Object(ObjectType),
    /// `[type]`
    Tuple(Vec<TypeMember>),
    /// `type | type`
    Union(Vec<TypeExpr>),
    /// `resourceInput<'T@v'>` and `resourceOutput<'T@v'>`.
    Resource {
        /// Which of the two.
        direction: Direction,
        /// The type and API version of the resource.
        resource: String,
    },
    /// `base.name`, `base[0]`, `base[*]`, `base.*`.
    Access {
        /// The type around it.
        base: Box<TypeExpr>,
        /// The part.
        member: TypeAccess,
    },
    /// What was not made, since it is past the limits.
    Refused(Refusal),
}

/// What is sent to Azure, or what it answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Direction {
    /// What is sent.
    Input,
    /// What is answered.
    Output,
}

/// A part of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeAccess {
    /// `.name`
    Property(Cow<'static, str>),
    /// `[0]`
    Index(u32),
    /// `[*]`
    Items,
    /// `.*`
    Additional,
}

/// The type of an object.
#[derive(Clone, Debug, Default)]
pub struct ObjectType {
    /// The properties.
    pub members: Vec<TypeMember>,
    /// `*: type`
    pub additional: Option<Box<TypeMember>>,
    /// Printed on one line if it fits.
    pub one_line: bool,
    /// Printed without blank lines around decorated properties.
    pub compact: bool,
}

/// A property of an object type or an item of a tuple type; the latter has no name.
#[derive(Clone, Debug)]
pub struct TypeMember {
    /// The name; empty for an item.
    pub name: Cow<'static, str>,
    /// The type.
    pub value: TypeExpr,
    /// The decorators.
    pub decorators: Decorators,
}

impl TypeNode {
    fn object(&mut self) -> Option<&mut ObjectType> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    fn items(&mut self) -> Option<&mut Vec<TypeMember>> {
        match self {
            Self::Tuple(items) => Some(items),
            _ => None,
        }
    }

    /// The property or item that was added last.
    fn last_member(&mut self) -> Option<&mut TypeMember> {
        match self {
            Self::Object(ObjectType { additional: Some(member), .. }) => Some(member),
            Self::Object(ObjectType { members, .. }) | Self::Tuple(members) => members.last_mut(),
            _ => None,
        }
    }

    fn measure(&self) -> Measure {
        let leaf = Measure::LEAF;
        let of = |parts: &mut dyn Iterator<Item = Measure>| parts.fold(Measure::COMPOSITE, Measure::with);
        match self {
            Self::Named(_) | Self::Declared(_) | Self::Resource { .. } | Self::Refused(_) => leaf,
            Self::Literal(literal) => of(&mut [literal.measure()].into_iter()),
            Self::Array(inner) | Self::Nullable(inner) | Self::NonNull(inner) | Self::Access { base: inner, .. } => {
                of(&mut [inner.measure].into_iter())
            }
            Self::Object(object) => {
                of(&mut object.members.iter().chain(object.additional.as_deref()).map(TypeMember::measure))
            }
            Self::Tuple(items) => of(&mut items.iter().map(TypeMember::measure)),
            Self::Union(members) => of(&mut members.iter().map(|member| member.measure)),
        }
    }
}

impl fmt::Debug for TypeExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node.fmt(f)
    }
}

impl TypeExpr {
    /// The type, or the refusal to make it.
    #[doc(hidden)]
    pub fn new(node: TypeNode) -> Self {
        let measure = node.measure();
        match measure.refusal() {
            None => Self { node, measure },
            Some(refusal) => Self { node: TypeNode::Refused(refusal), measure: Measure::LEAF },
        }
    }

    #[doc(hidden)]
    pub fn node(&self) -> &TypeNode {
        &self.node
    }

    /// Whether it is the type of this name that the language knows.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        matches!(&self.node, TypeNode::Named(own) if own == name)
    }

    /// How deep and how large it is.
    #[doc(hidden)]
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// Changes the type and measures it again.
    fn edit(mut self, edit: impl FnOnce(&mut TypeNode)) -> Self {
        edit(&mut self.node);
        Self::new(self.node)
    }

    /// Changes a part of the type, or refuses to where it does not have such a part.
    fn edit_part<P: ?Sized>(
        self,
        part: impl FnOnce(&mut TypeNode) -> Option<&mut P>,
        missing: Refusal,
        edit: impl FnOnce(&mut P),
    ) -> Self {
        if matches!(self.node, TypeNode::Refused(_)) {
            return self;
        }
        self.edit(|node| match part(node) {
            Some(part) => edit(part),
            None => *node = TypeNode::Refused(missing),
        })
    }

    /// A type that the language knows: `string`, `int`, `bool`, `object`, `array`.
    pub fn named(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(TypeNode::Named(name.into()))
    }

    /// The type of one literal: `'dev'`, `3`, `true`, `null`.
    pub fn literal(value: impl IntoExpr) -> Self {
        Self::new(TypeNode::Literal(value.into_expr()))
    }

    /// One of several types: `'dev' | 'prod'`.
    pub fn union(members: impl IntoIterator<Item = Self>) -> Self {
        Self::new(TypeNode::Union(members.into_iter().collect()))
    }

    /// An object with exactly these properties.
    pub fn object<N: Into<Cow<'static, str>>>(members: impl IntoIterator<Item = (N, Self)>) -> Self {
        let members = members.into_iter().map(|(name, value)| TypeMember::new(name, value)).collect();
        Self::new(TypeNode::Object(ObjectType { members, ..ObjectType::default() }))
    }

    /// An array whose items are of these types, in this order.
    pub fn tuple(items: impl IntoIterator<Item = Self>) -> Self {
        Self::new(TypeNode::Tuple(items.into_iter().map(|item| TypeMember::new("", item)).collect()))
    }

    /// An array of this type: `T[]`.
    pub fn array(self) -> Self {
        Self::new(TypeNode::Array(Box::new(self)))
    }

    /// Adds an item to a tuple type. Of any other type the check reports it.
    pub fn with_item(self, value: Self) -> Self {
        self.edit_part(TypeNode::items, Refusal::NotATupleType, |items| items.push(TypeMember::new("", value)))
    }

    /// This type or null: `T?`.
    pub fn nullable(self) -> Self {
        Self::new(TypeNode::Nullable(Box::new(self)))
    }

    /// This type without null: `T!`.
    pub fn non_null(self) -> Self {
        Self::new(TypeNode::NonNull(Box::new(self)))
    }

    /// The type of what a resource type takes: `resourceInput<'Type@version'>`, to be narrowed with
    /// [`prop`](Self::prop).
    pub fn resource_input(type_and_version: impl Into<String>) -> Self {
        Self::new(TypeNode::Resource { direction: Direction::Input, resource: type_and_version.into() })
    }

    /// The output type of a resource type: `resourceOutput<'Type@version'>`.
    pub fn resource_output(type_and_version: impl Into<String>) -> Self {
        Self::new(TypeNode::Resource { direction: Direction::Output, resource: type_and_version.into() })
    }

    /// The type of a property: `T.name`.
    pub fn prop(self, name: impl Into<Cow<'static, str>>) -> Self {
        self.access(TypeAccess::Property(name.into()))
    }

    /// The type of an item of a tuple: `T[0]`.
    pub fn at(self, index: u32) -> Self {
        self.access(TypeAccess::Index(index))
    }

    /// The type of the items of an array: `T[*]`.
    pub fn items(self) -> Self {
        self.access(TypeAccess::Items)
    }

    /// The type of the further properties of an object: `T.*`.
    pub fn additional_type(self) -> Self {
        self.access(TypeAccess::Additional)
    }

    fn edit_last(self, edit: impl FnOnce(&mut TypeMember)) -> Self {
        self.edit_part(TypeNode::last_member, Refusal::NoMember, edit)
    }

    fn access(self, member: TypeAccess) -> Self {
        Self::new(TypeNode::Access { base: Box::new(self), member })
    }

    /// Adds `*: type`: what any other property of an object type is. Of any other type the check reports it.
    pub fn additional(self, value: Self) -> Self {
        self.edit_part(TypeNode::object, Refusal::NotAnObjectType, |object| {
            object.additional = Some(Box::new(TypeMember::new("", value)));
        })
    }

    /// Prints an object type on one line if it fits. It has no effect on other types.
    pub fn one_line(self) -> Self {
        self.edit(|node| {
            if let TypeNode::Object(object) = node {
                object.one_line = true;
            }
        })
    }

    /// Prints an object type without blank lines around its decorated properties. Other types stay as
    /// they are.
    pub fn compact(self) -> Self {
        self.edit(|node| {
            if let TypeNode::Object(object) = node {
                object.compact = true;
            }
        })
    }

    /// Describes the property added last to an object type or tuple. Of any other type the check reports it.
    pub fn describe_last(self, text: impl IntoExpr) -> Self {
        self.edit_last(|member| member.decorators.push("description", [text.into_expr()]))
    }

    /// Adds any decorator to the property added last to an object type or tuple. Of any other type the check reports
    /// it.
    pub fn decorate_last<const N: usize>(self, name: &'static str, args: [Expr; N]) -> Self {
        self.edit_last(|member| member.decorators.append(name, args))
    }

    /// Adds a property to an object type that is not yet declared, nullable or an array. Of any other type the check
    /// reports it.
    ///
    /// ```
    /// # use triceps::{Template, TypeExpr};
    /// # let mut t = Template::for_resource_group();
    /// let app = t.declare_type("app", TypeExpr::object([("name", TypeExpr::named("string"))]));
    /// t.declare_type("more", app.with("port", TypeExpr::named("int"))); // `app` is declared already
    /// let found = t.check().unwrap_err().to_string();
    /// assert!(found.contains("a property is added to a type that is not written as an object"), "{found}");
    /// ```
    pub fn with(self, name: impl Into<Cow<'static, str>>, value: Self) -> Self {
        self.edit_part(TypeNode::object, Refusal::NotAnObjectType, |object| {
            object.members.push(TypeMember::new(name, value));
        })
    }
}

/// A declared type stands for its declaration, for `Template::describe`
/// and its like. Any other type stands for nothing.
impl IntoExpr for &TypeExpr {
    fn into_expr(self) -> Expr {
        match self.node {
            TypeNode::Declared(symbol) => Expr::new(Node::Symbol(symbol)),
            _ => Expr::NULL,
        }
    }
}

impl TypeMember {
    fn measure(&self) -> Measure {
        self.decorators.args().fold(self.value.measure, |measure, arg| measure.with(arg.measure()))
    }

    fn new(name: impl Into<Cow<'static, str>>, value: TypeExpr) -> Self {
        Self { name: name.into(), value, decorators: Decorators::default() }
    }
}
