//! Operators: their tokens, their precedence, the types they take and the ARM functions they stand for.

use super::sig::Sig;
use crate::eval::{self, Eval};

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

    /// What its operand has to be; its result is of the same type.
    pub fn operand(self) -> Sig {
        match self {
            Self::Not => Sig::Bool,
            Self::Minus => Sig::Int,
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

    /// What its operands have to be: both of one of these types.
    pub fn operands(self) -> &'static [Sig] {
        match self {
            Self::Coalesce | Self::Equal | Self::NotEqual => &[Sig::Any],
            Self::Or | Self::And => &[Sig::Bool],
            Self::EqualIgnoreCase | Self::NotEqualIgnoreCase => &[Sig::String],
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => &[Sig::Int, Sig::String],
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Modulo => &[Sig::Int],
        }
    }

    /// The type of its result where nothing more is known.
    pub fn result(self) -> Sig {
        match self {
            Self::Coalesce => Sig::Any,
            Self::Or
            | Self::And
            | Self::Equal
            | Self::NotEqual
            | Self::EqualIgnoreCase
            | Self::NotEqualIgnoreCase
            | Self::Less
            | Self::LessOrEqual
            | Self::Greater
            | Self::GreaterOrEqual => Sig::Bool,
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Modulo => Sig::Int,
        }
    }

    /// The function of templates that it stands for. Those with `n` and without case need `not` or `toLower` around.
    pub fn arm_function(self) -> &'static str {
        match self {
            Self::Coalesce => "coalesce",
            Self::Or => "or",
            Self::And => "and",
            Self::Equal | Self::NotEqual | Self::EqualIgnoreCase | Self::NotEqualIgnoreCase => "equals",
            Self::Less => "less",
            Self::LessOrEqual => "lessOrEquals",
            Self::Greater => "greater",
            Self::GreaterOrEqual => "greaterOrEquals",
            Self::Add => "add",
            Self::Subtract => "sub",
            Self::Multiply => "mul",
            Self::Divide => "div",
            Self::Modulo => "mod",
        }
    }

    /// What it makes of known values.
    pub fn eval(self) -> Eval {
        match self {
            Self::Coalesce => eval::coalesce,
            Self::Or => eval::or,
            Self::And => eval::and,
            Self::Equal => eval::equal,
            Self::NotEqual => eval::not_equal,
            Self::EqualIgnoreCase => eval::equal_ignore_case,
            Self::NotEqualIgnoreCase => eval::not_equal_ignore_case,
            Self::Less => eval::less,
            Self::LessOrEqual => eval::less_or_equal,
            Self::Greater => eval::greater,
            Self::GreaterOrEqual => eval::greater_or_equal,
            Self::Add => eval::add,
            Self::Subtract => eval::subtract,
            Self::Multiply => eval::multiply,
            Self::Divide => eval::divide,
            Self::Modulo => eval::modulo,
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

#[cfg(test)]
mod tests {
    use super::BinaryOp;

    #[test]
    fn operators_stand_for_functions_of_templates() {
        for (op, token, function) in [
            (BinaryOp::Coalesce, "??", "coalesce"),
            (BinaryOp::Or, "||", "or"),
            (BinaryOp::And, "&&", "and"),
            (BinaryOp::Equal, "==", "equals"),
            (BinaryOp::NotEqual, "!=", "equals"),
            (BinaryOp::EqualIgnoreCase, "=~", "equals"),
            (BinaryOp::NotEqualIgnoreCase, "!~", "equals"),
            (BinaryOp::Less, "<", "less"),
            (BinaryOp::LessOrEqual, "<=", "lessOrEquals"),
            (BinaryOp::Greater, ">", "greater"),
            (BinaryOp::GreaterOrEqual, ">=", "greaterOrEquals"),
            (BinaryOp::Add, "+", "add"),
            (BinaryOp::Subtract, "-", "sub"),
            (BinaryOp::Multiply, "*", "mul"),
            (BinaryOp::Divide, "/", "div"),
            (BinaryOp::Modulo, "%", "mod"),
        ] {
            assert_eq!((op.token(), op.arm_function()), (token, function));
        }
    }
}
