//! Types as they are written.

use super::expressions::{key, literal_value};
use super::{
    AstNode, Decorator, Expr, Key, LiteralValue, StringLiteral, all, ast_nodes, decorators, last, name, part, typed,
};
use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node, Token};

ast_nodes! {
    /// A name.
    TypeName = TypeName;
    /// `null`, `true`, `false` or a number.
    LiteralType = LiteralType;
    /// `name<..>`
    InstantiatedType = TypeInstantiation;
    /// `base.name<..>`
    QualifiedInstantiatedType = QualifiedTypeInstantiation;
    /// `base.name`, `base.*`
    PropertyType = TypePropertyAccess | TypeAdditionalPropertiesAccess;
    /// `base[*]`
    ItemsType = TypeItemsAccess;
    /// `base[0]`
    IndexType = TypeIndexAccess;
    /// `item[]`
    ArrayType = ArrayType;
    /// `base?`
    NullableType = NullableType;
    /// `base!`
    NonNullType = NonNullType;
    /// `-1`, `!true`
    UnaryType = UnaryType;
    /// `(type)`
    ParenType = ParenType;
    /// `{..}`
    ObjectType = ObjectType;
    /// `name: type` or `*: type` in an object type.
    ObjectTypeMember = ObjectTypeProperty | ObjectTypeAdditionalProperties;
    /// `[..]`
    TupleType = TupleType;
    /// An item of a tuple.
    TupleItem = TupleTypeItem;
    /// `a | b`
    UnionType = UnionType;
    /// `resource '..'`
    ResourceType = ResourceType;
}

/// Any type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Type<'t> {
    Name(TypeName<'t>),
    Literal(LiteralType<'t>),
    String(StringLiteral<'t>),
    Instantiated(InstantiatedType<'t>),
    QualifiedInstantiated(QualifiedInstantiatedType<'t>),
    Property(PropertyType<'t>),
    Items(ItemsType<'t>),
    Index(IndexType<'t>),
    Array(ArrayType<'t>),
    Nullable(NullableType<'t>),
    NonNull(NonNullType<'t>),
    Unary(UnaryType<'t>),
    Paren(ParenType<'t>),
    Object(ObjectType<'t>),
    Tuple(TupleType<'t>),
    Union(UnionType<'t>),
    Resource(ResourceType<'t>),
    /// What could not be read, or is missing.
    Skipped(Node<'t>),
}

impl<'t> AstNode<'t> for Type<'t> {
    fn cast(node: Node<'t>) -> Option<Self> {
        Some(match node.kind() {
            K::TypeName => Self::Name(TypeName(node)),
            K::LiteralType => Self::Literal(LiteralType(node)),
            K::StringType => return StringLiteral::cast(node).map(Self::String),
            K::TypeInstantiation => Self::Instantiated(InstantiatedType(node)),
            K::QualifiedTypeInstantiation => Self::QualifiedInstantiated(QualifiedInstantiatedType(node)),
            K::TypePropertyAccess | K::TypeAdditionalPropertiesAccess => Self::Property(PropertyType(node)),
            K::TypeItemsAccess => Self::Items(ItemsType(node)),
            K::TypeIndexAccess => Self::Index(IndexType(node)),
            K::ArrayType => Self::Array(ArrayType(node)),
            K::NullableType => Self::Nullable(NullableType(node)),
            K::NonNullType => Self::NonNull(NonNullType(node)),
            K::UnaryType => Self::Unary(UnaryType(node)),
            K::ParenType => Self::Paren(ParenType(node)),
            K::ObjectType => Self::Object(ObjectType(node)),
            K::TupleType => Self::Tuple(TupleType(node)),
            K::UnionType => Self::Union(UnionType(node)),
            K::ResourceType => Self::Resource(ResourceType(node)),
            K::Skipped => Self::Skipped(node),
            _ => return None,
        })
    }

    fn syntax(self) -> Node<'t> {
        match self {
            Self::Name(it) => it.0,
            Self::Literal(it) => it.0,
            Self::String(it) => it.syntax(),
            Self::Instantiated(it) => it.0,
            Self::QualifiedInstantiated(it) => it.0,
            Self::Property(it) => it.0,
            Self::Items(it) => it.0,
            Self::Index(it) => it.0,
            Self::Array(it) => it.0,
            Self::Nullable(it) => it.0,
            Self::NonNull(it) => it.0,
            Self::Unary(it) => it.0,
            Self::Paren(it) => it.0,
            Self::Object(it) => it.0,
            Self::Tuple(it) => it.0,
            Self::Union(it) => it.0,
            Self::Resource(it) => it.0,
            Self::Skipped(node) => node,
        }
    }
}

impl<'t> TypeName<'t> {
    /// The word.
    pub fn token(self) -> Option<Token<'t>> {
        name(self.0, 0)
    }
}

impl LiteralType<'_> {
    /// Its value.
    pub fn value(self) -> Option<LiteralValue> {
        literal_value(self.0)
    }
}

fn arguments(node: Node<'_>) -> impl Iterator<Item = Type<'_>> {
    let list = node.last_child().and_then(Element::as_node);
    list.into_iter().flat_map(|list| {
        let closing = list.child_count().saturating_sub(1);
        list.children().take(closing).filter_map(Element::as_node).filter_map(Type::cast)
    })
}

impl<'t> InstantiatedType<'t> {
    /// The name before `<`.
    pub fn name(self) -> Option<Token<'t>> {
        name(self.0, 0)
    }

    /// What is between `<` and `>`.
    pub fn arguments(self) -> impl Iterator<Item = Type<'t>> {
        arguments(self.0)
    }
}

impl<'t> QualifiedInstantiatedType<'t> {
    /// The name between the dot and `<`.
    pub fn name(self) -> Option<Token<'t>> {
        name(self.0, 2)
    }

    /// What is between `<` and `>`.
    pub fn arguments(self) -> impl Iterator<Item = Type<'t>> {
        arguments(self.0)
    }
}

macro_rules! with_base {
    ($($name:ident)*) => {
        $(impl<'t> $name<'t> {
            /// The type before it.
            pub fn base(self) -> Option<Type<'t>> {
                typed(self.0, 0)
            }
        })*
    };
}

with_base! { QualifiedInstantiatedType PropertyType ItemsType IndexType ArrayType NullableType NonNullType }

impl<'t> PropertyType<'t> {
    /// The name after the dot, or `*`.
    pub fn name(self) -> Option<Token<'t>> {
        part(self.0, 2)?.as_token()
    }
}

impl<'t> IndexType<'t> {
    /// The index.
    pub fn index(self) -> Option<Expr<'t>> {
        typed(self.0, 2)
    }
}

impl<'t> UnaryType<'t> {
    /// `-` or `!`.
    pub fn operator(self) -> Option<Token<'t>> {
        part(self.0, 0)?.as_token()
    }

    /// The operand.
    pub fn operand(self) -> Option<Type<'t>> {
        typed(self.0, 1)
    }
}

impl<'t> ParenType<'t> {
    /// What is between the parentheses.
    pub fn inner(self) -> Option<Type<'t>> {
        typed(self.0, 1)
    }
}

impl<'t> ObjectType<'t> {
    /// The members, in order.
    pub fn members(self) -> impl Iterator<Item = ObjectTypeMember<'t>> {
        all(self.0)
    }
}

impl<'t> ObjectTypeMember<'t> {
    /// The name, or `*`.
    pub fn key(self) -> Option<Key<'t>> {
        key(self.0)
    }

    /// The type.
    pub fn value(self) -> Option<Type<'t>> {
        typed(self.0, 2)
    }

    /// The decorators before it.
    pub fn decorators(self) -> impl Iterator<Item = Decorator<'t>> {
        decorators(self.0)
    }
}

impl<'t> TupleType<'t> {
    /// The items, in order.
    pub fn items(self) -> impl Iterator<Item = TupleItem<'t>> {
        all(self.0)
    }
}

impl<'t> TupleItem<'t> {
    /// The type.
    pub fn value(self) -> Option<Type<'t>> {
        last(self.0)
    }

    /// The decorators before it.
    pub fn decorators(self) -> impl Iterator<Item = Decorator<'t>> {
        decorators(self.0)
    }
}

impl<'t> UnionType<'t> {
    /// The members, in order.
    pub fn members(self) -> impl Iterator<Item = Type<'t>> {
        all(self.0)
    }
}

impl<'t> ResourceType<'t> {
    /// The type and version.
    pub fn resource_type(self) -> Option<StringLiteral<'t>> {
        last(self.0)
    }
}
