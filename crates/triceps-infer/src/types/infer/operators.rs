//! Operators.

use triceps_diagnostics::codes;
use triceps_language::{BinaryOp, Sig, UnaryOp};
use triceps_middle::kinds::{Bounds, Type, TypeFlags, TypeId};
use triceps_middle::{ExprId, Place};

use super::{Infer, NULL_HELP};
use crate::types::table::Types;

/// Arithmetic that ends the compiler itself.
struct Overflow;

impl Infer<'_, '_> {
    pub(super) fn unary(&mut self, id: ExprId, op: UnaryOp, operand: ExprId) -> TypeId {
        let ty = self.expr(operand);
        if ty == TypeId::ERROR {
            return TypeId::ERROR;
        }
        let expected = self.sig(op.operand());
        if self.types.assignable(ty, expected) {
            return self.unary_result(op, ty);
        }
        if self.branches > 0
            && let Some(rest) = self.types.assignable_without_null(ty, expected)
        {
            self.nullable_operand(id, "the", rest, ty);
            return self.unary_result(op, rest);
        }
        let message = format!("the operator `{}` takes `{}`, not `{}`", op.token(), op.operand(), self.types.name(ty));
        self.diagnostics.report(codes::BCP044, Place::Expr(id), message, operand_help(op.operand()));
        TypeId::ERROR
    }

    fn unary_result(&mut self, op: UnaryOp, ty: TypeId) -> TypeId {
        match op {
            UnaryOp::Not => self.negated(ty),
            UnaryOp::Minus => negative(self.types, ty),
        }
    }

    fn negated(&mut self, ty: TypeId) -> TypeId {
        match self.types.get(ty) {
            Type::BoolLiteral(value, _) => self.types.bool_literal(!value),
            Type::Bool(_) => ty,
            Type::Union(_) => {
                let members = self.types.members(ty);
                let members: Vec<TypeId> = members.into_iter().map(|member| self.negated(member)).collect();
                self.types.union(&members)
            }
            _ => TypeId::BOOL,
        }
    }

    pub(super) fn binary(&mut self, id: ExprId, op: BinaryOp, left: ExprId, right: ExprId) -> TypeId {
        let (first, second) = (self.expr(left), self.expr(right));
        if first == TypeId::ERROR || second == TypeId::ERROR {
            return TypeId::ERROR;
        }
        if let Some(result) = self.binary_result(id, op, first, second) {
            return result;
        }
        let (first_rest, second_rest) = (self.types.without_null(first), self.types.without_null(second));
        if self.branches > 0
            && (first_rest.is_some() || second_rest.is_some())
            && let Some(result) = self.binary_result(id, op, first_rest.unwrap_or(first), second_rest.unwrap_or(second))
        {
            for (which, rest, ty) in [("the left", first_rest, first), ("the right", second_rest, second)] {
                if let Some(rest) = rest {
                    self.nullable_operand(id, which, rest, ty);
                }
            }
            return result;
        }
        let message = format!(
            "the operator `{}` does not take `{}` and `{}`",
            op.token(),
            self.types.name(first),
            self.types.name(second)
        );
        let are_strings = self.types.assignable(first, TypeId::STRING) && self.types.assignable(second, TypeId::STRING);
        let help = match (op, op.operands()) {
            (BinaryOp::Add, _) if are_strings => "write one string with both in interpolations: `'${a}${b}'`",
            (_, [only]) => operand_help(*only),
            _ => "give it two numbers or two strings",
        };
        self.diagnostics.report(codes::BCP045, Place::Expr(id), message, help);
        TypeId::ERROR
    }

    fn nullable_operand(&mut self, id: ExprId, which: &str, expected: TypeId, ty: TypeId) {
        let (expected, ty) = (self.types.name(expected), self.types.name(ty));
        let message = format!("`{expected}` is expected, but {which} operand is `{ty}`");
        self.diagnostics.report(codes::BCP321, Place::Expr(id), message, NULL_HELP);
    }

    /// The type of an operation, or none if the operands do not fit.
    fn binary_result(&mut self, id: ExprId, op: BinaryOp, left: TypeId, right: TypeId) -> Option<TypeId> {
        let fits = op.operands().iter().any(|sig| {
            let expected = self.sig(*sig);
            self.types.assignable(left, expected) && self.types.assignable(right, expected)
        });
        if !fits {
            return None;
        }
        if let Some(literal) = self.folded(op.eval(), &[left, right], Place::Expr(id), op.token()) {
            return Some(literal);
        }
        let derived = match op {
            BinaryOp::Coalesce => Ok(Some(self.coalesced(left, right))),
            BinaryOp::Or => Ok(self.logical(left, right, true)),
            BinaryOp::And => Ok(self.logical(left, right, false)),
            BinaryOp::Less => Ok(compared(self.types, left, right, |left, right| left < right)),
            BinaryOp::LessOrEqual => Ok(compared(self.types, left, right, |left, right| left <= right)),
            BinaryOp::Greater => Ok(compared(self.types, right, left, |right, left| right < left)),
            BinaryOp::GreaterOrEqual => Ok(compared(self.types, right, left, |right, left| right <= left)),
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::EqualIgnoreCase
            | BinaryOp::NotEqualIgnoreCase
            | BinaryOp::Multiply
            | BinaryOp::Divide => Ok(None),
            BinaryOp::Add => arithmetic(self.types, left, right, &sum).map(Some),
            BinaryOp::Subtract => arithmetic(self.types, left, right, &|types, left, right| {
                let right = negative(types, right);
                sum(types, left, right)
            })
            .map(Some),
            BinaryOp::Modulo => {
                if let Type::IntLiteral(0, _) = self.types.get(right) {
                    let message = "the right operand of `%` is zero";
                    self.diagnostics.report(codes::BCP410, Place::Expr(id), message, "divide by another number");
                    return Some(TypeId::ERROR);
                }
                arithmetic(self.types, left, right, &remainder).map(Some)
            }
        };
        let generic = self.sig(op.result());
        match derived {
            Ok(derived) => Some(derived.unwrap_or(generic)),
            Err(Overflow) => {
                // Literals are reported with their values already.
                if self.values_of(&[left, right]).is_none() {
                    let message = format!(
                        "the result of `{}` may not fit into 64 bits, which crashes the Bicep compiler",
                        op.token()
                    );
                    let help = "narrow the bounds of the operands";
                    self.diagnostics.report(codes::TRI0011, Place::Expr(id), message, help);
                }
                Some(TypeId::ERROR)
            }
        }
    }

    fn coalesced(&mut self, left: TypeId, right: TypeId) -> TypeId {
        if left == TypeId::NULL {
            return right;
        }
        match self.types.without_null(left) {
            Some(rest) => self.types.union(&[rest, right]),
            None => left,
        }
    }

    /// The result of `||` or `&&` where one operand decides it.
    fn logical(&mut self, left: TypeId, right: TypeId, decides: bool) -> Option<TypeId> {
        let is = |types: &Types<'_>, ty| matches!(types.get(ty), Type::BoolLiteral(value, _) if value == decides);
        (is(self.types, left) || is(self.types, right)).then(|| self.types.bool_literal(decides))
    }
}

fn operand_help(sig: Sig) -> &'static str {
    match sig {
        Sig::Bool => "give it conditions, such as comparisons",
        Sig::Int => "give it whole numbers; `int()` converts a string",
        Sig::String => "give it strings; `string()` converts other values",
        _ => "give it values of the right type",
    }
}

fn least(types: &Types<'_>, ty: TypeId) -> Option<i64> {
    match types.get(ty) {
        Type::IntLiteral(value, _) => Some(value),
        Type::Int(..) => types.bounds_of(ty).min,
        Type::Union(_) => types.members(ty).into_iter().filter_map(|member| least(types, member)).min(),
        _ => None,
    }
}

fn greatest(types: &Types<'_>, ty: TypeId) -> Option<i64> {
    match types.get(ty) {
        Type::IntLiteral(value, _) => Some(value),
        Type::Int(..) => types.bounds_of(ty).max,
        Type::Union(_) => types.members(ty).into_iter().filter_map(|member| greatest(types, member)).max(),
        _ => None,
    }
}

/// The result of `lower test upper` where bounds decide it; `test` is `<` or `<=`.
fn compared(types: &mut Types<'_>, lower: TypeId, upper: TypeId, test: fn(i64, i64) -> bool) -> Option<TypeId> {
    if let (Some(most), Some(least)) = (greatest(types, lower), least(types, upper))
        && test(most, least)
    {
        return Some(TypeId::TRUE);
    }
    if let (Some(least), Some(most)) = (least(types, lower), greatest(types, upper))
        && !test(least, most)
    {
        return Some(TypeId::FALSE);
    }
    None
}

/// A number with the other sign.
pub(super) fn negative(types: &mut Types<'_>, ty: TypeId) -> TypeId {
    match types.get(ty) {
        Type::IntLiteral(value, flags) => match value.checked_neg() {
            Some(value) => types.int(Bounds::exactly(value), flags),
            None => TypeId::INT,
        },
        Type::Int(_, flags) => {
            let bounds = types.bounds_of(ty);
            let turned = |bound: Option<i64>| bound.and_then(i64::checked_neg);
            types.int(Bounds { min: turned(bounds.max), max: turned(bounds.min) }, flags)
        }
        Type::Union(_) => {
            let members = types.members(ty);
            let members: Vec<TypeId> = members.into_iter().map(|member| negative(types, member)).collect();
            types.merged(&members)
        }
        _ => TypeId::INT,
    }
}

type Combine = dyn Fn(&mut Types<'_>, TypeId, TypeId) -> Result<TypeId, Overflow>;

/// Combines each member of one operand with each of the other.
fn arithmetic(types: &mut Types<'_>, left: TypeId, right: TypeId, combine: &Combine) -> Result<TypeId, Overflow> {
    let (first, second) = (types.members(left), types.members(right));
    if let ([left], [right]) = (first.as_slice(), second.as_slice()) {
        return combine(types, *left, *right);
    }
    // A union of many members with another of many would take their product.
    if first.len() * second.len() > 1024 {
        return Ok(TypeId::INT);
    }
    let mut results = Vec::with_capacity(first.len() * second.len());
    for left in &first {
        for right in &second {
            results.push(combine(types, *left, *right)?);
        }
    }
    Ok(types.merged(&results))
}

fn sum(types: &mut Types<'_>, left: TypeId, right: TypeId) -> Result<TypeId, Overflow> {
    let is_int = |ty| matches!(types.get(ty), Type::Int(..) | Type::IntLiteral(..));
    if !is_int(left) || !is_int(right) {
        return Ok(TypeId::INT);
    }
    let (first, second) = (types.bounds_of(left), types.bounds_of(right));
    let add = |first: Option<i64>, second: Option<i64>| match (first, second) {
        (Some(first), Some(second)) => first.checked_add(second).map(Some).ok_or(Overflow),
        _ => Ok(None),
    };
    let bounds = Bounds { min: add(first.min, second.min)?, max: add(first.max, second.max)? };
    Ok(types.int(bounds, TypeFlags::NONE))
}

fn remainder(types: &mut Types<'_>, left: TypeId, right: TypeId) -> Result<TypeId, Overflow> {
    let most = match types.get(right) {
        Type::IntLiteral(0, _) => return Ok(TypeId::ERROR),
        Type::IntLiteral(divisor, _) => {
            if let Type::IntLiteral(dividend, _) = types.get(left) {
                let rest = dividend.checked_rem(divisor).ok_or(Overflow)?;
                return Ok(types.int_literal(rest));
            }
            Some(divisor.checked_abs().ok_or(Overflow)?)
        }
        Type::Int(..) => {
            let bounds = types.bounds_of(right);
            match (bounds.min.filter(|min| *min > i64::MIN), bounds.max) {
                (Some(min), Some(max)) => Some(min.abs().max(max.checked_abs().ok_or(Overflow)?)),
                _ => None,
            }
        }
        _ => None,
    };
    let Some(most) = most else { return Ok(TypeId::INT) };
    let from = if least(types, left).is_some_and(|least| least >= 0) { 0 } else { 1 - most };
    let to = if greatest(types, left).is_some_and(|greatest| greatest <= 0) { 0 } else { most - 1 };
    Ok(types.int(Bounds { min: Some(from), max: Some(to) }, TypeFlags::NONE))
}
