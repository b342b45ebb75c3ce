//! Kinds of tokens and nodes.

/// What a token or a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum SyntaxKind {
    // Tokens.
    At,
    Unrecognized,
    LeftBrace,
    RightBrace,
    LeftParen,
    RightParen,
    LeftSquare,
    RightSquare,
    Comma,
    Dot,
    Question,
    Colon,
    Semicolon,
    Assign,
    Plus,
    Minus,
    Asterisk,
    Slash,
    Percent,
    Exclamation,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Equal,
    NotEqual,
    EqualIgnoreCase,
    NotEqualIgnoreCase,
    And,
    Or,
    Identifier,
    /// `'..${` or `$'''..${`
    StringStart,
    /// `}..${`
    StringMiddle,
    /// `}..'` or `}..'''`
    StringEnd,
    /// A string without holes.
    StringComplete,
    Integer,
    True,
    False,
    Null,
    /// One or more line ends without anything between them.
    NewLine,
    EndOfFile,
    DoubleQuestion,
    DoubleColon,
    Arrow,
    Pipe,
    Ellipsis,
    Hat,
    /// A number of JSON that is not an integer.
    JsonNumber,
    /// A string of JSON.
    JsonString,
    /// A word of JSON other than `true`, `false` and `null`.
    JsonWord,

    // Nodes: files.
    File,
    /// Tokens that belong to no construct, or nothing where something is missing.
    Skipped,
    /// Nothing, where a comma or a line end is missing between two items.
    MissingSeparator,

    // Declarations.
    Decorators,
    Decorator,
    TargetScope,
    Metadata,
    TypeDeclaration,
    Param,
    Var,
    Func,
    Resource,
    Module,
    Test,
    Output,
    Import,
    Extension,
    Assert,
    /// Decorators without a declaration.
    MissingDeclaration,
    Using,
    Extends,
    ParamAssignment,
    ExtensionConfig,
    WithClause,
    AsClause,
    FromClause,
    ImportList,
    ImportItem,
    WildcardImport,
    ParamDefault,
    NoneLiteral,

    // Expressions.
    Literal,
    StringLiteral,
    NameRef,
    Object,
    Property,
    Spread,
    Array,
    For,
    VariableBlock,
    LocalVariable,
    If,
    Paren,
    Call,
    MethodCall,
    Arguments,
    PropertyAccess,
    IndexAccess,
    ResourceAccess,
    NonNull,
    Unary,
    Binary,
    Ternary,
    Lambda,
    TypedLambda,
    TypedVariableBlock,
    TypedVariable,

    // Types.
    TypeName,
    TypeInstantiation,
    QualifiedTypeInstantiation,
    TypeArguments,
    TypePropertyAccess,
    TypeAdditionalPropertiesAccess,
    TypeItemsAccess,
    TypeIndexAccess,
    ArrayType,
    NullableType,
    NonNullType,
    UnaryType,
    ParenType,
    ObjectType,
    ObjectTypeProperty,
    ObjectTypeAdditionalProperties,
    TupleType,
    TupleTypeItem,
    UnionType,
    LiteralType,
    StringType,
    ResourceType,

    // JSON.
    JsonObject,
    JsonMember,
    JsonArray,
    JsonValue,
}

use SyntaxKind as K;

impl SyntaxKind {
    /// Whether it is a token.
    pub fn is_token(self) -> bool {
        self < K::File
    }

    /// Whether it is a declaration that stands on its own line.
    pub fn is_declaration(self) -> bool {
        matches!(
            self,
            K::TargetScope
                | K::Metadata
                | K::TypeDeclaration
                | K::Param
                | K::Var
                | K::Func
                | K::Resource
                | K::Module
                | K::Test
                | K::Output
                | K::Import
                | K::Extension
                | K::Assert
                | K::Using
                | K::Extends
                | K::ParamAssignment
                | K::ExtensionConfig
        )
    }

    /// Whether comments right after a token of this kind belong to it.
    pub(crate) fn takes_trailing_comments(self) -> bool {
        matches!(
            self,
            K::RightParen
                | K::RightSquare
                | K::RightBrace
                | K::StringEnd
                | K::Question
                | K::Exclamation
                | K::False
                | K::True
                | K::Null
                | K::StringComplete
                | K::Integer
                | K::Identifier
        )
    }

    /// Whether a token of this kind is printed with the comments before it. Those before the
    /// others, operators for one, are lost by the official formatter.
    pub(crate) fn takes_leading_comments(self) -> bool {
        self.takes_trailing_comments()
            || matches!(
                self,
                K::NewLine
                    | K::Pipe
                    | K::At
                    | K::Minus
                    | K::EndOfFile
                    | K::LeftParen
                    | K::LeftSquare
                    | K::LeftBrace
                    | K::StringStart
            )
    }

    /// How tightly a binary operator binds; 0 if it is none.
    pub(crate) fn precedence(self) -> u8 {
        match self {
            K::Percent | K::Asterisk | K::Slash => 7,
            K::Plus | K::Minus => 6,
            K::Greater | K::GreaterOrEqual | K::Less | K::LessOrEqual => 5,
            K::Equal | K::NotEqual | K::EqualIgnoreCase | K::NotEqualIgnoreCase => 4,
            K::And => 3,
            K::Or => 2,
            K::DoubleQuestion => 1,
            _ => 0,
        }
    }
}

/// A set of kinds of tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KindSet(u64);

impl KindSet {
    pub(crate) const fn new(kinds: &[SyntaxKind]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < kinds.len() {
            bits |= 1 << (kinds[at] as u8);
            at += 1;
        }
        Self(bits)
    }

    pub(crate) fn contains(self, kind: SyntaxKind) -> bool {
        kind.is_token() && self.0 >> (kind as u8) & 1 == 1
    }
}
