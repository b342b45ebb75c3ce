//! Expressions.

use super::{AstNode, Resource, StringLiteral, Type, all, ast_nodes, first, last, name, part, parts, typed};
use crate::kind::SyntaxKind as K;
use crate::range::TextRange;
use crate::tree::{Element, Node, Token};

ast_nodes! {
    /// `null`, `true`, `false` or a number.
    Literal = Literal;
    /// A name.
    Name = NameRef;
    /// A variable of a loop or a lambda, where it is declared.
    LocalVariable = LocalVariable;
    /// `{..}`
    Object = Object;
    /// `key: value`
    Property = Property;
    /// `...value`
    Spread = Spread;
    /// `[..]`
    Array = Array;
    /// `[for x in xs: body]`
    For = For;
    /// `if (condition) {..}`
    If = If;
    /// `(value)`
    Paren = Paren;
    /// `name(..)`
    Call = Call;
    /// `base.name(..)`
    MethodCall = MethodCall;
    /// `(..)` after a name.
    Arguments = Arguments;
    /// `base.name`, `base.?name`
    PropertyAccess = PropertyAccess;
    /// `base[i]`, `base[?i]`, `base[^i]`
    IndexAccess = IndexAccess;
    /// `base::name`
    ResourceAccess = ResourceAccess;
    /// `base!`
    NonNull = NonNull;
    /// `!value`, `-value`
    Unary = Unary;
    /// `left + right`
    Binary = Binary;
    /// `condition ? yes : no`
    Ternary = Ternary;
    /// `x => body`, `(a, b) => body`
    Lambda = Lambda;
    /// `(a int) string => body`
    TypedLambda = TypedLambda;
    /// `a int`
    TypedVariable = TypedVariable;
}

macro_rules! expressions {
    ($($name:ident $kind:ident)*) => {
        /// Any expression.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Expr<'t> {
            String(StringLiteral<'t>),
            $($name($name<'t>),)*
            /// What could not be read, or is missing.
            Skipped(Node<'t>),
        }

        impl<'t> AstNode<'t> for Expr<'t> {
            fn cast(node: Node<'t>) -> Option<Self> {
                match node.kind() {
                    K::StringLiteral => StringLiteral::cast(node).map(Self::String),
                    $(K::$kind => Some(Self::$name($name(node))),)*
                    K::Skipped => Some(Self::Skipped(node)),
                    _ => None,
                }
            }

            fn syntax(self) -> Node<'t> {
                match self {
                    Self::String(string) => string.syntax(),
                    $(Self::$name(expression) => expression.0,)*
                    Self::Skipped(node) => node,
                }
            }
        }
    };
}

expressions! {
    Literal Literal
    Name NameRef
    Object Object
    Array Array
    For For
    If If
    Paren Paren
    Call Call
    MethodCall MethodCall
    PropertyAccess PropertyAccess
    IndexAccess IndexAccess
    ResourceAccess ResourceAccess
    NonNull NonNull
    Unary Unary
    Binary Binary
    Ternary Ternary
    Lambda Lambda
}

/// The value of a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralValue {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number without its sign; one beyond 64 signed bits is an error unless it is negated.
    Int(u64),
}

/// The value of a token that is a literal.
pub(super) fn literal_value(node: Node<'_>) -> Option<LiteralValue> {
    let token = node.child(0)?.as_token()?;
    match token.kind() {
        K::Null => Some(LiteralValue::Null),
        K::True => Some(LiteralValue::Bool(true)),
        K::False => Some(LiteralValue::Bool(false)),
        K::Integer => token.text().parse().ok().map(LiteralValue::Int),
        _ => None,
    }
}

impl Literal<'_> {
    /// Its value.
    pub fn value(self) -> Option<LiteralValue> {
        literal_value(self.0)
    }
}

impl<'t> Name<'t> {
    /// The word.
    pub fn token(self) -> Option<Token<'t>> {
        name(self.0, 0)
    }
}

impl<'t> LocalVariable<'t> {
    /// The word.
    pub fn name(self) -> Option<Token<'t>> {
        name(self.0, 0)
    }
}

/// What stands in an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectItem<'t> {
    /// `key: value`
    Property(Property<'t>),
    /// `...value`
    Spread(Spread<'t>),
    /// A nested resource.
    Resource(Resource<'t>),
    /// What could not be read.
    Skipped(Node<'t>),
}

impl<'t> Object<'t> {
    /// What stands in it, in order.
    pub fn items(self) -> impl Iterator<Item = ObjectItem<'t>> {
        self.0.child_nodes().filter_map(|node| match node.kind() {
            K::Property => Some(ObjectItem::Property(Property(node))),
            K::Spread => Some(ObjectItem::Spread(Spread(node))),
            K::Resource => Resource::cast(node).map(ObjectItem::Resource),
            K::MissingSeparator => None,
            _ => Some(ObjectItem::Skipped(node)),
        })
    }

    /// The properties, in order.
    pub fn properties(self) -> impl Iterator<Item = Property<'t>> {
        all(self.0)
    }
}

/// The key of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'t> {
    /// A plain word.
    Name(Token<'t>),
    /// A string, with holes or without.
    String(StringLiteral<'t>),
    /// `*` in an object type.
    Any(Token<'t>),
    /// What could not be read.
    Skipped(Node<'t>),
}

impl Key<'_> {
    /// Where it stands.
    pub fn range(self) -> TextRange {
        match self {
            Self::Name(token) | Self::Any(token) => token.range(),
            Self::String(text) => text.syntax().range(),
            Self::Skipped(node) => node.range(),
        }
    }
}

pub(super) fn key(node: Node<'_>) -> Option<Key<'_>> {
    match part(node, 0)? {
        Element::Token(token) if token.kind() == K::Asterisk => Some(Key::Any(token)),
        Element::Token(token) => Some(Key::Name(token)),
        Element::Node(node) => Some(StringLiteral::cast(node).map_or(Key::Skipped(node), Key::String)),
    }
}

impl<'t> Property<'t> {
    /// The key.
    pub fn key(self) -> Option<Key<'t>> {
        key(self.0)
    }

    /// The value.
    pub fn value(self) -> Option<Expr<'t>> {
        typed(self.0, 2)
    }
}

impl<'t> Spread<'t> {
    /// What is spread.
    pub fn value(self) -> Option<Expr<'t>> {
        typed(self.0, 1)
    }
}

impl<'t> Array<'t> {
    /// Its items: an expression, or `Err` with a spread.
    pub fn items(self) -> impl Iterator<Item = Result<Expr<'t>, Spread<'t>>> {
        self.0.child_nodes().filter_map(|node| match Spread::cast(node) {
            Some(spread) => Some(Err(spread)),
            None => Expr::cast(node).map(Ok),
        })
    }
}

/// The parts of a loop after its brackets: `for`, variables, `in`, the array, `:`, the body.
fn loop_part(node: Node<'_>, index: usize) -> Option<Element<'_>> {
    part(node, index + 1)
}

impl<'t> For<'t> {
    /// The variables: the item, and the index if there are two.
    pub fn variables(self) -> impl Iterator<Item = LocalVariable<'t>> {
        let section = loop_part(self.0, 1).and_then(Element::as_node);
        let single = section.and_then(LocalVariable::cast);
        let block = section.filter(|node| node.kind() == K::VariableBlock);
        single.into_iter().chain(block.into_iter().flat_map(all))
    }

    /// What is looped over.
    pub fn array(self) -> Option<Expr<'t>> {
        Expr::cast(loop_part(self.0, 3)?.as_node()?)
    }

    /// The body.
    pub fn body(self) -> Option<Expr<'t>> {
        Expr::cast(loop_part(self.0, 5)?.as_node()?)
    }
}

impl<'t> If<'t> {
    /// The condition with its parentheses.
    pub fn condition(self) -> Option<Expr<'t>> {
        typed(self.0, 1)
    }

    /// The object.
    pub fn body(self) -> Option<Expr<'t>> {
        typed(self.0, 2)
    }
}

impl<'t> Paren<'t> {
    /// What is between the parentheses.
    pub fn value(self) -> Option<Expr<'t>> {
        first(self.0)
    }
}

impl<'t> Arguments<'t> {
    /// The arguments, in order; one that is missing is [`Expr::Skipped`].
    pub fn values(self) -> impl Iterator<Item = Expr<'t>> {
        let last = self.0.child_count().saturating_sub(1);
        self.0.children().take(last).filter_map(Element::as_node).filter_map(Expr::cast)
    }

    /// The closing parenthesis.
    pub fn close(self) -> Option<Token<'t>> {
        self.0.last_child()?.as_token().filter(|token| token.kind() == K::RightParen)
    }
}

impl<'t> Call<'t> {
    /// The function.
    pub fn name(self) -> Option<Token<'t>> {
        name(self.0, 0)
    }

    /// The arguments.
    pub fn arguments(self) -> Option<Arguments<'t>> {
        first(self.0)
    }
}

macro_rules! with_base {
    ($($name:ident)*) => {
        $(impl<'t> $name<'t> {
            /// What is accessed.
            pub fn base(self) -> Option<Expr<'t>> {
                typed(self.0, 0)
            }
        })*
    };
}

with_base! { MethodCall PropertyAccess IndexAccess ResourceAccess NonNull }

impl<'t> MethodCall<'t> {
    /// The name after the dot.
    pub fn name(self) -> Option<Token<'t>> {
        name(self.0, 2)
    }

    /// The arguments.
    pub fn arguments(self) -> Option<Arguments<'t>> {
        last(self.0)
    }
}

impl<'t> PropertyAccess<'t> {
    /// Whether it is `.?`.
    pub fn is_safe(self) -> bool {
        self.0.token(K::Question).is_some()
    }

    /// The name after the dot.
    pub fn name(self) -> Option<Token<'t>> {
        self.0.token(K::Identifier)
    }
}

impl<'t> IndexAccess<'t> {
    /// Whether it is `[?`.
    pub fn is_safe(self) -> bool {
        self.0.token(K::Question).is_some()
    }

    /// Whether it counts from the end, `[^`.
    pub fn is_from_end(self) -> bool {
        self.0.token(K::Hat).is_some()
    }

    /// The index.
    pub fn index(self) -> Option<Expr<'t>> {
        self.0.child_nodes().nth(1).and_then(Expr::cast)
    }
}

impl<'t> ResourceAccess<'t> {
    /// The name after `::`.
    pub fn name(self) -> Option<Token<'t>> {
        name(self.0, 2)
    }
}

impl<'t> Unary<'t> {
    /// `!` or `-`.
    pub fn operator(self) -> Option<Token<'t>> {
        part(self.0, 0)?.as_token()
    }

    /// The operand.
    pub fn operand(self) -> Option<Expr<'t>> {
        typed(self.0, 1)
    }
}

impl<'t> Binary<'t> {
    /// The left operand. A chain of operators is as deep to the left as it is long.
    pub fn left(self) -> Option<Expr<'t>> {
        typed(self.0, 0)
    }

    /// The operator.
    pub fn operator(self) -> Option<Token<'t>> {
        part(self.0, 1)?.as_token()
    }

    /// The right operand.
    pub fn right(self) -> Option<Expr<'t>> {
        typed(self.0, 2)
    }
}

impl<'t> Ternary<'t> {
    /// The condition.
    pub fn condition(self) -> Option<Expr<'t>> {
        typed(self.0, 0)
    }

    /// The value if the condition is true.
    pub fn yes(self) -> Option<Expr<'t>> {
        typed(self.0, 2)
    }

    /// The value if it is not.
    pub fn no(self) -> Option<Expr<'t>> {
        typed(self.0, 4)
    }
}

impl<'t> Lambda<'t> {
    /// The variables.
    pub fn variables(self) -> impl Iterator<Item = LocalVariable<'t>> {
        let section = part(self.0, 0).and_then(Element::as_node);
        let single = section.and_then(LocalVariable::cast);
        let block = section.filter(|node| node.kind() == K::VariableBlock);
        single.into_iter().chain(block.into_iter().flat_map(all))
    }

    /// The body.
    pub fn body(self) -> Option<Expr<'t>> {
        typed(self.0, 2)
    }
}

impl<'t> TypedLambda<'t> {
    /// The parameters.
    pub fn parameters(self) -> impl Iterator<Item = TypedVariable<'t>> {
        parts(self.0).take(1).filter_map(Element::as_node).flat_map(all)
    }

    /// The return type.
    pub fn return_type(self) -> Option<Type<'t>> {
        typed(self.0, 1)
    }

    /// The body.
    pub fn body(self) -> Option<Expr<'t>> {
        typed(self.0, 3)
    }
}

impl<'t> TypedVariable<'t> {
    /// The name.
    pub fn name(self) -> Option<Token<'t>> {
        name(self.0, 0)
    }

    /// The type.
    pub fn ty(self) -> Option<Type<'t>> {
        typed(self.0, 1)
    }
}
