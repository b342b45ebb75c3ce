//! Rules about strings and how they are put together.

use triceps_diagnostics::codes;
use triceps_infer::Types;
use triceps_language::{DecoratorId, Hosts};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{
    DeclKind, DecoratorName, Expr, ExprId, Foreign, Hint, Key, Middle, Parent, Part, Place, Run, StringPlace, TypeNode,
};

use crate::check::typing::is_string;

/// Reports the hosts of one cloud in a string value, but for those in descriptions and metadata.
pub(super) fn hosts_of_value(middle: &Middle, hosts: &Hosts, id: ExprId, diagnostics: &mut RawDiagnostics) {
    let tokens = match middle.expr(id) {
        Expr::String(text) => vec![quoted(middle.str(text))],
        Expr::Interpolation(run) if middle.parts(run).iter().any(|part| may_be_in(middle, hosts, *part)) => {
            tokens(middle, middle.parts(run))
        }
        _ => return,
    };
    if !is_loaded(middle, id) {
        report_hosts(middle, hosts, StringPlace::Value(id), &tokens, diagnostics);
    }
}

/// Reports the hosts of one cloud in the names of an object literal.
pub(super) fn hosts_of_keys(middle: &Middle, hosts: &Hosts, object: ExprId, diagnostics: &mut RawDiagnostics) {
    for (position, entry) in (0..).zip(middle.object(object).unwrap_or_default()) {
        if let Key::Name(name) = entry.key
            && hosts.may_be_in(middle.str(name))
        {
            report_hosts(middle, hosts, StringPlace::Key(object, position), &[quoted(middle.str(name))], diagnostics);
        }
    }
}

/// Reports the hosts of one cloud in the names of object types.
pub(super) fn hosts_of_members(middle: &Middle, hosts: &Hosts, diagnostics: &mut RawDiagnostics) {
    for member in middle.all_members().iter().filter(|member| hosts.may_be_in(middle.str(member.name))) {
        report_hosts(middle, hosts, StringPlace::Member(member.ty), &[quoted(middle.str(member.name))], diagnostics);
    }
}

fn may_be_in(middle: &Middle, hosts: &Hosts, part: Part) -> bool {
    matches!(part, Part::Text(text) if hosts.may_be_in(middle.str(text)))
}

/// The tokens of a string with holes.
fn tokens(middle: &Middle, parts: &[Part]) -> Vec<String> {
    let mut tokens = vec!["'".to_owned()];
    for part in parts {
        match (part, tokens.last_mut()) {
            (Part::Text(text), Some(token)) => token.push_str(middle.str(*text)),
            (Part::Hole(_), Some(token)) => {
                token.push_str("${");
                tokens.push("}".to_owned());
            }
            (_, None) => {}
        }
    }
    tokens.last_mut().expect("there is a first one").push('\'');
    tokens
}

fn quoted(text: &str) -> String {
    format!("'{text}'")
}

fn report_hosts(
    middle: &Middle,
    hosts: &Hosts,
    place: StringPlace,
    tokens: &[String],
    diagnostics: &mut RawDiagnostics,
) {
    let found = hosts.find(tokens.iter().map(String::as_str));
    if found.is_empty() || is_exempt(middle, place) {
        return;
    }
    for (before, found) in (0..).zip(found) {
        let host = &tokens[found.token][found.start..found.start + found.length];
        let place = if middle.is_text() { Place::Host(place, before) } else { place.whole() };
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

/// Whether hosts may stand in a string: in metadata, in what describes something, and in types.
fn is_exempt(middle: &Middle, place: StringPlace) -> bool {
    let (StringPlace::Value(mut id) | StringPlace::Key(mut id, _)) = place else { return false };
    loop {
        match middle.parent(id) {
            Parent::Expr(parent) => id = parent,
            Parent::Decl(decl) => return matches!(middle.decl(decl).kind, DeclKind::Metadata { .. }),
            Parent::Type(_) => return true,
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
