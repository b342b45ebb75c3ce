//! Rules about strings and how they are put together.

use triceps_diagnostics::codes;
use triceps_infer::Types;
use triceps_language::{DecoratorId, HOSTS};
use triceps_middle::order::sort_by;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{
    DeclKind, DecoratorName, Expr, ExprId, Foreign, Hint, Key, Middle, Parent, Part, Place, Run, TypeNode,
};

use crate::check::typing::is_string;

/// No host of the list has fewer bytes.
pub(super) const SHORTEST_HOST: usize = 15;

/// Whether a text ends a word in one of the two domains that all hosts end in.
pub(super) fn may_have_host(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= SHORTEST_HOST
        && bytes.contains(&b'.')
        && bytes.windows(4).any(|window| {
            window[0] == b'.' && (window[1..].eq_ignore_ascii_case(b"net") || window[1..].eq_ignore_ascii_case(b"com"))
        })
}

/// Reports hosts of one cloud, but for those in descriptions and metadata.
pub(super) fn host(middle: &Middle, id: ExprId, text: &str, diagnostics: &mut RawDiagnostics) {
    let lower = text.to_ascii_lowercase();
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if is_loaded(middle, id) {
        return;
    }
    let mut found: Vec<(usize, &str, u8)> = Vec::new();
    for (number, host) in (0u8..).zip(HOSTS) {
        for (start, _) in lower.match_indices(host) {
            let before = &lower[..start];
            let after = lower[start + host.len()..].chars().next();
            let excluded = *host == "management.azure.com" && before.ends_with("schema.");
            let last = before.chars().next_back();
            if !word(last) && last != Some('=') && !word(after) && !excluded {
                found.push((start, host, number));
            }
        }
    }
    // Of hosts that overlap the one that starts first counts.
    sort_by(&mut found, |(start, host, _), (other, longer, _)| start.cmp(other).then(longer.len().cmp(&host.len())));
    let mut end = 0;
    found.retain(|(start, host, _)| {
        let apart = *start >= end;
        if apart {
            end = start + host.len();
        }
        apart
    });
    if found.is_empty() || is_documentation(middle, id) {
        return;
    }
    for (position, (_, host, number)) in found.iter().enumerate() {
        let before = found[..position].iter().filter(|(_, _, other)| other == number).count();
        let place = if middle.is_text() {
            Place::Host(id, *number, u8::try_from(before).unwrap_or(u8::MAX))
        } else {
            Place::Expr(id)
        };
        diagnostics.report(
            codes::NO_HARDCODED_ENV_URLS,
            place,
            format!("the host `{host}` is that of one Azure cloud"),
            "read it from `environment()`: `suffixes`, `authentication`, `resourceManager`",
        );
    }
}

/// Whether a string is that of a file.
fn is_loaded(middle: &Middle, id: ExprId) -> bool {
    middle.foreign(middle.decl_of(id)) == Some(Foreign::Loaded)
        || middle.hints(id).any(|hint| matches!(hint, Hint::Loaded(_)))
}

/// Whether an expression is a part of metadata, or of a decorator that describes something.
fn is_documentation(middle: &Middle, mut id: ExprId) -> bool {
    loop {
        match middle.parent(id) {
            Parent::Expr(parent) => id = parent,
            Parent::Decl(decl) => return matches!(middle.decl(decl).kind, DeclKind::Metadata { .. }),
            Parent::Type(_) => return false,
            Parent::Decorator(decl) => return describes(middle, middle.decl(decl).decorators, id),
            Parent::MemberDecorator(ty) => {
                let (TypeNode::Object { members, .. } | TypeNode::Tuple(members)) = middle.type_node(ty) else {
                    return false;
                };
                return middle.members(members).iter().any(|member| describes(middle, member.decorators, id));
            }
        }
    }
}

fn describes(middle: &Middle, decorators: Run, argument: ExprId) -> bool {
    middle.decorators(decorators).iter().any(|decorator| {
        matches!(decorator.name, DecoratorName::Known(DecoratorId::Description | DecoratorId::Metadata))
            && middle.list(decorator.args).contains(&argument)
    })
}

/// Reports hosts in a string with holes.
pub(super) fn hosts_of_parts(middle: &Middle, id: ExprId, parts: &[Part], diagnostics: &mut RawDiagnostics) {
    for part in parts {
        if let Part::Text(text) = part
            && may_have_host(middle.str(*text))
        {
            host(middle, id, middle.str(*text), diagnostics);
        }
    }
}

pub(super) fn interpolation(types: &mut Types<'_>, id: ExprId, parts: &[Part], diagnostics: &mut RawDiagnostics) {
    let middle = types.middle();
    if let [Part::Hole(hole)] = parts
        && is_whole_value(middle, id)
        && is_string(types, *hole)
    {
        diagnostics.report(
            codes::SIMPLIFY_INTERPOLATION,
            Place::Expr(id),
            "the interpolation holds nothing but a string",
            "use the value itself",
        );
    }
}

/// Whether an expression is all that a property, variable, output or default is.
fn is_whole_value(middle: &Middle, id: ExprId) -> bool {
    match middle.parent(id) {
        Parent::Expr(parent) => middle
            .object(parent)
            .is_some_and(|entries| entries.iter().any(|entry| entry.value == id && entry.key != Key::Spread)),
        Parent::Decl(decl) => {
            matches!(middle.decl(decl).kind, DeclKind::Var { .. } | DeclKind::Output { .. } | DeclKind::Param { .. })
        }
        Parent::Type(_) | Parent::Decorator(_) | Parent::MemberDecorator(_) => false,
    }
}

pub(super) fn concat(types: &mut Types<'_>, id: ExprId, args: &[ExprId], diagnostics: &mut RawDiagnostics) {
    if args.len() > 1 && !types.middle().is_broken(id) && is_string(types, id) {
        diagnostics.report(
            codes::PREFER_INTERPOLATION,
            Place::Expr(id),
            "strings are joined with `concat`",
            ("use `interpolate!`", "write one string with the values in it: `'${a}${b}'`"),
        );
    }
}

pub(super) fn json_null(middle: &Middle, id: ExprId, args: &[ExprId], diagnostics: &mut RawDiagnostics) {
    let [arg] = args else { return };
    if matches!(middle.expr(*arg), Expr::String(text) if middle.str(text).trim() == "null") {
        diagnostics.report(
            codes::SIMPLIFY_JSON_NULL,
            Place::Expr(id),
            "`json('null')` is `null`",
            ("use `Expr::NULL`", "write `null`"),
        );
    }
}
