//! Operators: their tokens, their precedence and the ARM functions they stand for.

/// An operator with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `!x`
    Not,
    /// `-x`
    Minus,
}

impl UnaryOp {
    /// How it is written.
    pub fn token(self) -> &'static str {
        match self {
            Self::Not => "!",
            Self::Minus => "-",
        }
    }
}

/// An operator with two operands. All of them group from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `a ?? b`: `b` where `a` is null.
    Coalesce,
    /// `a || b`
    Or,
    /// `a && b`
    And,
    /// `a == b`
    Equal,
    /// `a != b`
    NotEqual,
    /// `a =~ b`: equal but for the case of letters.
    EqualIgnoreCase,
    /// `a !~ b`
    NotEqualIgnoreCase,
    /// `a < b`
    Less,
    /// `a <= b`
    LessOrEqual,
    /// `a > b`
    Greater,
    /// `a >= b`
    GreaterOrEqual,
    /// `a + b`
    Add,
    /// `a - b`
    Subtract,
    /// `a * b`
    Multiply,
    /// `a / b`
    Divide,
    /// `a % b`
    Modulo,
}

/// How tightly a construct holds its operands, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precedence {
    /// `a ? b : c`
    Ternary,
    /// `??`
    Coalesce,
    /// `||`
    Or,
    /// `&&`
    And,
    /// `==` and its like.
    Equality,
    /// `<` and its like.
    Relational,
    /// `+`, `-`
    Additive,
    /// `*`, `/`, `%`
    Multiplicative,
    /// `-x`, `!x`
    Unary,
    /// Literals, accesses, calls, parentheses.
    Primary,
}

impl BinaryOp {
    /// How it is written.
    pub fn token(self) -> &'static str {
        match self {
            Self::Coalesce => "??",
            Self::Or => "||",
            Self::And => "&&",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::EqualIgnoreCase => "=~",
            Self::NotEqualIgnoreCase => "!~",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
        }
    }

    /// How tightly it holds its operands.
    pub fn precedence(self) -> Precedence {
        match self {
            Self::Coalesce => Precedence::Coalesce,
            Self::Or => Precedence::Or,
            Self::And => Precedence::And,
            Self::Equal | Self::NotEqual | Self::EqualIgnoreCase | Self::NotEqualIgnoreCase => Precedence::Equality,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => Precedence::Relational,
            Self::Add | Self::Subtract => Precedence::Additive,
            Self::Multiply | Self::Divide | Self::Modulo => Precedence::Multiplicative,
        }
    }
}

impl Precedence {
    /// The next tighter level: what the right operand of an operator that groups from the left must have.
    pub fn tighter(self) -> Self {
        match self {
            Self::Ternary => Self::Coalesce,
            Self::Coalesce => Self::Or,
            Self::Or => Self::And,
            Self::And => Self::Equality,
            Self::Equality => Self::Relational,
            Self::Relational => Self::Additive,
            Self::Additive => Self::Multiplicative,
            Self::Multiplicative => Self::Unary,
            Self::Unary | Self::Primary => Self::Primary,
        }
    }
}
