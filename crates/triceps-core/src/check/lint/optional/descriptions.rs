//! Declarations without a description.

use triceps_diagnostics::{Code, codes};
use triceps_language::DecoratorId;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclKind, Middle, Place, Run, TypeNode, TypeNodeId};

use super::Rules;

const HELP: &str = "write `@description('..')` above it";

pub(super) fn check(middle: &Middle, rules: Rules<'_>, diagnostics: &mut RawDiagnostics) {
    for (id, decl) in middle.decls() {
        let code = match decl.kind {
            DeclKind::Param { .. } => codes::USE_DESCRIPTION_PARAMS,
            DeclKind::Var { .. } => codes::USE_DESCRIPTION_VARS,
            DeclKind::Output { .. } => codes::USE_DESCRIPTION_OUTPUTS,
            DeclKind::Type { .. } if !middle.has_decorator(id, DecoratorId::Discriminator) => {
                codes::USE_DESCRIPTION_TYPES
            }
            DeclKind::Type { .. }
            | DeclKind::Metadata { .. }
            | DeclKind::Import(_)
            | DeclKind::Extension { .. }
            | DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Func { .. }
            | DeclKind::Resource(_)
            | DeclKind::Module(_) => continue,
        };
        if rules.has(code) && decl.name != known::EMPTY && middle.foreign(id).is_none() {
            described(middle, code, decl.decorators, Place::Decl(id), diagnostics);
        }
    }
    if rules.has(codes::USE_DESCRIPTION_TYPE_PROPERTIES) {
        properties(middle, diagnostics);
    }
}

/// The properties of object types anywhere in the declared types.
fn properties(middle: &Middle, diagnostics: &mut RawDiagnostics) {
    for node in (0..middle.type_node_count()).map(TypeNodeId::new) {
        let TypeNode::Object { members, has_additional } = middle.type_node(node) else { continue };
        let decl = middle.decl_of_type(node);
        if !matches!(middle.decl(decl).kind, DeclKind::Type { .. }) || middle.foreign(decl).is_some() {
            continue;
        }
        let members = middle.members(members);
        for (position, member) in members.iter().enumerate() {
            let is_additional = has_additional && position + 1 == members.len();
            if is_additional || member.name != known::EMPTY {
                let code = codes::USE_DESCRIPTION_TYPE_PROPERTIES;
                described(middle, code, member.decorators, Place::Member(member.ty), diagnostics);
            }
        }
    }
}

fn described(middle: &Middle, code: Code, decorators: Run, place: Place, diagnostics: &mut RawDiagnostics) {
    let Some(decorator) = middle.decorator(decorators, DecoratorId::Description) else {
        return diagnostics.report(code, place, "it has no description", HELP);
    };
    if let [text] = middle.list(decorator.args)
        && middle.text(*text).is_some_and(|text| text.trim().is_empty())
    {
        diagnostics.report(code, Place::Expr(*text), "its description is empty", HELP);
    }
}
