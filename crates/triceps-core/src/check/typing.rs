//! What the linter asks of types. Where an expression is not inferred, its written types answer.

use super::secrets::is_secure_type;
use crate::language::{Ambient, BinaryOp, DecoratorId, Function, Sig};
use crate::middle::{Callee, DeclKind, Expr, ExprId, Middle, TypeAccess, TypeNode, TypeNodeId};
use crate::strings::known;
use crate::types::{Type, TypeId, Types};

/// How far names of types and variables are followed.
const DEEPEST: u8 = 64;

/// The basic type of an expression, where it is sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basic {
    String,
    Int,
    Bool,
    Other,
}

/// The type of an expression, where it is inferred and has no fault.
fn inferred(types: &Types<'_>, expr: ExprId) -> Option<TypeId> {
    types.known(expr).filter(|ty| !matches!(types.get(*ty), Type::Error))
}

/// Whether an expression certainly is a string.
pub(super) fn is_string(types: &mut Types<'_>, expr: ExprId) -> bool {
    match inferred(types, expr) {
        Some(ty) => !matches!(types.get(ty), Type::Any) && types.assignable(ty, TypeId::STRING),
        None => basic(types.middle(), expr) == Some(Basic::String),
    }
}

/// Whether an expression certainly is what `concat` takes to make a string.
pub(super) fn joins_as_text(types: &mut Types<'_>, expr: ExprId) -> bool {
    match inferred(types, expr) {
        Some(ty) => {
            !matches!(types.get(ty), Type::Any)
                && [TypeId::STRING, TypeId::INT, TypeId::BOOL].iter().any(|text| types.assignable(ty, *text))
        }
        None => matches!(basic(types.middle(), expr), Some(Basic::String | Basic::Int | Basic::Bool)),
    }
}

/// Whether an expression may be something that is not a secret. What has a fault is not judged.
pub(super) fn may_be_insecure(types: &mut Types<'_>, expr: ExprId) -> bool {
    match inferred(types, expr) {
        Some(ty) => is_insecure_type(types, ty),
        None => is_insecure(types.middle(), expr, 0),
    }
}

fn is_insecure_type(types: &mut Types<'_>, ty: TypeId) -> bool {
    match types.get(ty) {
        Type::Error | Type::Null => false,
        Type::StringLiteral(text, _) => !types.str(text).is_empty(),
        Type::Union(members) => {
            let members = types.list(members).to_vec();
            members.into_iter().any(|member| is_insecure_type(types, member))
        }
        _ => !types.is_secure(ty),
    }
}

fn is_insecure(middle: &Middle, expr: ExprId, depth: u8) -> bool {
    if depth >= DEEPEST {
        return false;
    }
    let of = |expr| is_insecure(middle, expr, depth + 1);
    match middle.expr(expr) {
        Expr::Null | Expr::Error(_) => false,
        Expr::String(text) => !middle.str(text).is_empty(),
        Expr::Paren(inner) | Expr::NonNull(inner) => of(inner),
        Expr::Ternary(_, yes, no) => of(yes) || of(no),
        Expr::Binary(BinaryOp::Coalesce, left, right) => of(left) || of(right),
        Expr::Decl(decl) => match middle.decl(decl).kind {
            DeclKind::Var { ty: None, value } => of(value),
            DeclKind::Param { ty, .. } | DeclKind::Var { ty: Some(ty), .. } => {
                !middle.has_decorator(decl, DecoratorId::Secure) && !is_secure_type(middle, ty)
            }
            _ => true,
        },
        _ => true,
    }
}

/// The basic type of an expression; none where it is not known.
fn basic(middle: &Middle, expr: ExprId) -> Option<Basic> {
    basic_at(middle, expr, 0)
}

fn basic_at(middle: &Middle, expr: ExprId, depth: u8) -> Option<Basic> {
    if depth >= DEEPEST {
        return None;
    }
    let of = |expr| basic_at(middle, expr, depth + 1);
    let both = |a, b| {
        let a = of(a)?;
        (of(b)? == a).then_some(a)
    };
    match middle.expr(expr) {
        Expr::String(_) | Expr::Interpolation(_) => Some(Basic::String),
        Expr::Int(_) => Some(Basic::Int),
        Expr::Bool(_) => Some(Basic::Bool),
        Expr::Object(_) | Expr::Array(_) | Expr::For { .. } | Expr::Lambda { .. } => Some(Basic::Other),
        Expr::Paren(inner) | Expr::NonNull(inner) => of(inner),
        Expr::Ternary(_, yes, no) => both(yes, no),
        Expr::Binary(op, left, right) => match op {
            BinaryOp::Coalesce => both(left, right),
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo => {
                Some(Basic::Int)
            }
            _ => Some(Basic::Bool),
        },
        Expr::Unary(crate::language::UnaryOp::Not, _) => Some(Basic::Bool),
        Expr::Unary(crate::language::UnaryOp::Minus, _) => Some(Basic::Int),
        Expr::Decl(decl) => match middle.decl(decl).kind {
            DeclKind::Var { ty: None, value } => of(value),
            DeclKind::Param { ty, .. } | DeclKind::Var { ty: Some(ty), .. } => basic_type(middle, ty),
            _ => None,
        },
        Expr::Property { base, name, safe: false } if is_resource(middle, base) => {
            matches!(name, known::ID | known::NAME | known::TYPE | known::API_VERSION | known::LOCATION)
                .then_some(Basic::String)
        }
        Expr::Property { .. } | Expr::Local(_) => basic_type(middle, written(middle, expr)?),
        Expr::Call { callee: Callee::Function(function), args } => {
            basic_call(middle, function, middle.list(args), depth)
        }
        Expr::Call { callee: Callee::Declared(function), .. } => match middle.decl(function).kind {
            DeclKind::Func { returns, .. } => basic_type(middle, returns),
            _ => None,
        },
        Expr::Call { callee: Callee::List(_) | Callee::Unknown(_), .. }
        | Expr::Error(_)
        | Expr::Null
        | Expr::Spread(_)
        | Expr::Index { .. }
        | Expr::Method { .. } => None,
    }
}

fn is_resource(middle: &Middle, base: ExprId) -> bool {
    let base = match middle.expr(middle.unwrapped(base)) {
        Expr::Index { base, .. } => base,
        _ => base,
    };
    middle.named(base).is_some_and(|decl| middle.decl(decl).as_resource().is_some())
}

fn basic_call(middle: &Middle, function: Function, args: &[ExprId], depth: u8) -> Option<Basic> {
    if function == Function::Concat {
        let all = args.iter().map(|arg| basic_at(middle, *arg, depth + 1)).collect::<Option<Vec<_>>>()?;
        return if all.contains(&Basic::Other) { Some(Basic::Other) } else { Some(Basic::String) };
    }
    let mut found = None;
    for overload in function.row().overloads {
        let own = match overload.result {
            Sig::String | Sig::SecureString | Sig::Text(_) | Sig::OneOf(_) => Basic::String,
            Sig::Int | Sig::AtLeast(_) | Sig::Between(..) => Basic::Int,
            Sig::Bool => Basic::Bool,
            _ => return None,
        };
        if found.replace(own).is_some_and(|before| before != own) {
            return None;
        }
    }
    found
}

/// The basic type that a written type is; none where a value can be something else, as `null`.
fn basic_type(middle: &Middle, ty: TypeNodeId) -> Option<Basic> {
    match middle.type_node(resolved(middle, ty)) {
        TypeNode::Ambient(Ambient::String) => Some(Basic::String),
        TypeNode::Ambient(Ambient::Int) => Some(Basic::Int),
        TypeNode::Ambient(Ambient::Bool) => Some(Basic::Bool),
        TypeNode::Ambient(Ambient::Array | Ambient::Object)
        | TypeNode::Object { .. }
        | TypeNode::Array(_)
        | TypeNode::Tuple(_) => Some(Basic::Other),
        TypeNode::Literal(literal) => basic(middle, literal),
        TypeNode::Union(members) => {
            let mut all = middle.type_list(members).iter().map(|member| basic_type(middle, *member));
            let first = all.next()??;
            all.all(|own| own == Some(first)).then_some(first)
        }
        _ => None,
    }
}

/// Whether a written type is a string or an object.
pub(super) fn is_text_or_object(types: &mut Types<'_>, ty: TypeNodeId) -> bool {
    let middle = types.middle();
    match middle.type_node(resolved(middle, ty)) {
        TypeNode::Ambient(Ambient::Object) | TypeNode::Object { .. } => true,
        // What is sent to Azure as a password is a string.
        TypeNode::Access { .. } => true,
        _ => basic_type(middle, ty) == Some(Basic::String),
    }
}

/// The type that a name stands for.
fn resolved(middle: &Middle, mut ty: TypeNodeId) -> TypeNodeId {
    for _ in 0..DEEPEST {
        ty = match middle.type_node(ty) {
            TypeNode::Decl(decl) => match middle.decl(decl).kind {
                DeclKind::Type { ty } => ty,
                _ => return ty,
            },
            TypeNode::NonNull(inner) => inner,
            TypeNode::Access { base, member: TypeAccess::Property(name) } => match member(middle, base, name) {
                Some(member) => member,
                None => return ty,
            },
            TypeNode::Access { base, member: TypeAccess::Items } => match middle.type_node(resolved_once(middle, base))
            {
                TypeNode::Array(item) => item,
                _ => return ty,
            },
            _ => return ty,
        };
    }
    ty
}

/// One name further, for the base of an access.
fn resolved_once(middle: &Middle, ty: TypeNodeId) -> TypeNodeId {
    match middle.type_node(ty) {
        TypeNode::Decl(decl) => match middle.decl(decl).kind {
            DeclKind::Type { ty } => ty,
            _ => ty,
        },
        _ => ty,
    }
}

fn member(middle: &Middle, ty: TypeNodeId, name: crate::strings::Str) -> Option<TypeNodeId> {
    let TypeNode::Object { members, has_additional } = middle.type_node(resolved_once(middle, ty)) else { return None };
    let members = middle.members(members);
    let named = &members[..members.len() - usize::from(has_additional)];
    named.iter().find(|member| member.name == name).map(|member| member.ty)
}

/// The written type of an expression, where it has one.
fn written(middle: &Middle, expr: ExprId) -> Option<TypeNodeId> {
    written_at(middle, expr, 0)
}

fn written_at(middle: &Middle, expr: ExprId, depth: u8) -> Option<TypeNodeId> {
    if depth >= DEEPEST {
        return None;
    }
    match middle.expr(expr) {
        Expr::Paren(inner) => written_at(middle, inner, depth + 1),
        Expr::NonNull(inner) => {
            let ty = resolved(middle, written_at(middle, inner, depth + 1)?);
            match middle.type_node(ty) {
                TypeNode::Nullable(inner) => Some(inner),
                _ => Some(ty),
            }
        }
        Expr::Decl(decl) => match middle.decl(decl).kind {
            DeclKind::Param { ty, .. } | DeclKind::Var { ty: Some(ty), .. } => Some(ty),
            DeclKind::Var { ty: None, value } => written_at(middle, value, depth + 1),
            _ => None,
        },
        Expr::Local(local) => middle.local(local).ty,
        Expr::Property { base, name, safe: false } => {
            member(middle, resolved(middle, written_at(middle, base, depth + 1)?), name)
        }
        _ => None,
    }
}

/// Whether an access reads a property that may be missing from an object that is there.
pub(super) fn reads_optional(types: &mut Types<'_>, access: ExprId) -> bool {
    let middle = types.middle();
    let Expr::Property { safe: false, base, .. } = middle.expr(access) else { return false };
    if let (Some(base), Some(own)) = (inferred(types, base), inferred(types, access)) {
        return matches!(types.get(base), Type::Object(_))
            && !matches!(types.get(own), Type::Any)
            && types.assignable(TypeId::NULL, own);
    }
    let Some(ty) = written(middle, access) else { return false };
    matches!(middle.type_node(resolved(middle, ty)), TypeNode::Nullable(_))
}
