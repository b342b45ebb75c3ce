//! What the linter asks of types.

use triceps_infer::{Type, TypeId, Types};
use triceps_middle::{Expr, ExprId, TypeNodeId};

/// Whether values of a type certainly are of another one. What has a fault, or is `any`, is not sure.
fn certainly(types: &mut Types<'_>, ty: TypeId, expected: TypeId) -> bool {
    !matches!(types.get(ty), Type::Any | Type::Error) && types.assignable(ty, expected)
}

/// Whether an expression certainly is a string.
pub(super) fn is_string(types: &mut Types<'_>, expr: ExprId) -> bool {
    certainly(types, types.of(expr), TypeId::STRING)
}

/// The text of an expression whose type is a single string.
pub(super) fn literal_text<'t>(types: &'t Types<'_>, expr: ExprId) -> Option<&'t str> {
    match types.get(types.of(expr)) {
        Type::StringLiteral(text, _) => Some(types.str(text)),
        _ => None,
    }
}

/// Whether an expression may be something that is not a secret. What has a fault is not judged.
pub(super) fn may_be_insecure(types: &mut Types<'_>, expr: ExprId) -> bool {
    is_insecure(types, types.of(expr))
}

fn is_insecure(types: &mut Types<'_>, ty: TypeId) -> bool {
    match types.get(ty) {
        Type::Error | Type::Null => false,
        Type::StringLiteral(text, _) => !types.str(text).is_empty(),
        Type::Union(members) => {
            let members = types.list(members).to_vec();
            members.into_iter().any(|member| is_insecure(types, member))
        }
        _ => !types.is_secure(ty),
    }
}

/// Whether a written type is a string or an object.
pub(super) fn is_string_or_object(types: &mut Types<'_>, ty: TypeNodeId) -> bool {
    let ty = types.of_node(ty);
    certainly(types, ty, TypeId::STRING) || certainly(types, ty, TypeId::OBJECT)
}

/// Whether an access reads a property that may be missing from an object that is there.
pub(super) fn reads_optional(types: &mut Types<'_>, access: ExprId) -> bool {
    let (Expr::Property { safe: false, base, .. } | Expr::Index { safe: false, base, .. }) =
        types.middle().expr(access)
    else {
        return false;
    };
    matches!(types.get(types.of(base)), Type::Object(_)) && {
        let own = types.of(access);
        !matches!(types.get(own), Type::Any | Type::Error) && types.assignable(TypeId::NULL, own)
    }
}
