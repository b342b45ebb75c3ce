//! Decorators: which may stand where, and how often.

use triceps_diagnostics::{Code, codes};
use triceps_infer::Types;
use triceps_infer::closest;
use triceps_language::{DecoratorId, Function, Namespace, Targets};
use triceps_middle::map::Set;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{Decl, DeclId, DeclKind, Decorator, DecoratorName, Place};

use crate::check::context::Context;

pub(in crate::check) fn check(cx: &Context<'_>, types: &Types<'_>, diagnostics: &mut RawDiagnostics) {
    for (id, decl) in cx.middle.decls() {
        if !decl.decorators.is_empty() && types.has_decorators(id) {
            decorators(cx, id, decl, diagnostics);
        }
    }
}

fn decorators(cx: &Context<'_>, id: DeclId, decl: &Decl, diagnostics: &mut RawDiagnostics) {
    let middle = cx.middle;
    let list = middle.decorators(decl.decorators);
    let (mut all, mut twice, mut told) = (0_u64, 0_u64, 0_u64);
    let bit = |known: DecoratorId| 1_u64 << (known as u32 % u64::BITS);
    for decorator in list {
        if let DecoratorName::Known(known) = decorator.name
            && middle.is_validated(decorator)
        {
            twice |= all & bit(known);
            all |= bit(known);
        }
    }
    for (position, decorator) in list.iter().enumerate() {
        let position_in_list = u32::try_from(position).unwrap_or(u32::MAX);
        let place = Place::Decorator(id, position_in_list);
        let name = Place::DecoratorName(id, position_in_list);
        let known = match decorator.name {
            // Those of tests and assertions are looked up as functions.
            DecoratorName::Known(known) if middle.is_text() && has_no_decorators(&decl.kind) => {
                let message = format!("`@{}` cannot be used on this {}", known.name(), decl.kind.noun());
                let closest = closest(known.name(), Function::ALL.iter().map(|function| function.name()));
                not_found(closest, decorator.qualified, name, message, diagnostics);
                continue;
            }
            DecoratorName::Known(known) => known,
            DecoratorName::Named(_) => continue,
            DecoratorName::Unknown(text) => {
                unknown(middle.str(text), decorator.qualified, name, diagnostics);
                continue;
            }
        };
        target(cx, decl, (decorator, known), (place, name), diagnostics);
        if !middle.is_validated(decorator) {
            continue;
        }
        let is_told = told & bit(known) != 0;
        told |= bit(known);
        if twice & bit(known) != 0 && (middle.is_text() || is_told) {
            let message = format!("`@{}` is given twice", known.name());
            diagnostics.report(codes::BCP166, place, message, "keep one of the two");
        }
        if known == DecoratorId::Export && matches!(decl.kind, DeclKind::Var { .. }) && reads_unexportable(cx, id) {
            let message = "an exported variable cannot read parameters, resources or modules";
            diagnostics.report(codes::BCP372, place, message, "export a function that takes them as arguments");
        }
        if known == DecoratorId::BatchSize
            && let [size] = middle.list(decorator.args)
            && middle.int(*size).is_some_and(|size| size < 1)
        {
            diagnostics.report(codes::BCP154, Place::Expr(*size), "a batch has at least one item", "give 1 or more");
        }
    }
}

/// Whether a declaration refers to a parameter, resource or module, directly or through others.
fn reads_unexportable(cx: &Context<'_>, id: DeclId) -> bool {
    let mut seen = Set::from_iter([id]);
    let mut open = vec![id];
    while let Some(decl) = open.pop() {
        for target in cx.graph.targets(decl) {
            match cx.middle.decl(*target).kind {
                DeclKind::Param { .. } | DeclKind::Resource(_) | DeclKind::Module(_) => return true,
                _ if seen.insert(*target) => open.push(*target),
                _ => {}
            }
        }
    }
    false
}

/// What is not a decorator of the language.
fn unknown(text: &str, is_qualified: bool, place: Place, diagnostics: &mut RawDiagnostics) {
    let (namespace, name) = text.split_once('.').map_or((None, text), |(namespace, name)| (Some(namespace), name));
    let is_in = |function: &Function| namespace.is_none_or(|namespace| function.namespace().name() == namespace);
    if Function::find(name).as_ref().is_some_and(is_in) {
        let message = format!("the function `{text}` is not a decorator");
        return diagnostics.report(codes::BCP152, place, message, "leave it out");
    }
    let message = format!("`@{text}` is not a decorator of Bicep");
    let functions = Function::ALL.iter().filter(|function| is_in(function)).map(|function| function.name());
    let decorators = if namespace == Some(Namespace::Az.name()) { &[] } else { DecoratorId::ALL };
    let decorators = decorators.iter().filter(|decorator| decorator.row().experiment.is_none());
    let known = decorators.map(|decorator| decorator.name()).chain(functions);
    not_found(closest(name, known), is_qualified, place, message, diagnostics);
}

fn not_found(
    closest: Option<&str>,
    is_qualified: bool,
    place: Place,
    message: String,
    diagnostics: &mut RawDiagnostics,
) {
    let code = match (closest, is_qualified) {
        (Some(_), true) => codes::BCP108,
        (None, true) => codes::BCP107,
        (Some(_), false) => codes::BCP082,
        (None, false) => codes::BCP057,
    };
    let help = closest.map_or("leave it out".to_owned(), |closest| format!("did you mean `@{closest}`?"));
    diagnostics.report(code, place, message, help);
}

fn target(
    cx: &Context<'_>,
    decl: &Decl,
    (decorator, known): (&Decorator, DecoratorId),
    (place, name): (Place, Place),
    diagnostics: &mut RawDiagnostics,
) {
    let is_text = cx.middle.is_text();
    // Nothing is reported for those above imports.
    if is_text && matches!(decl.kind, DeclKind::Import(_)) {
        return;
    }
    let row = known.row();
    let (target, code) = target_of(&decl.kind);
    // Functions and extensions may have any, as far as their type and form allow it.
    let takes_all = is_text && matches!(decl.kind, DeclKind::Func { .. } | DeclKind::Extension { .. });
    let is_existing = decl.as_resource().is_some_and(|resource| resource.existing);
    let is_of_deployed = matches!(known, DecoratorId::RetryOn | DecoratorId::OnlyIfNotExists | DecoratorId::WaitUntil);
    if !takes_all && (!row.targets.contains(target) || (is_existing && is_of_deployed)) {
        let message = format!("`@{}` cannot be used on this {}", known.name(), decl.kind.noun());
        let help =
            if row.targets.contains(target) { "it belongs to a resource that is deployed" } else { "leave it out" };
        diagnostics.report(code, name, message, help);
    } else if cx.middle.is_validated(decorator) {
        form(decl, known, place, diagnostics);
    }
}

/// Whether a decorator fits the form of what it is used on: a loop, an existing resource.
fn form(decl: &Decl, decorator: DecoratorId, place: Place, diagnostics: &mut RawDiagnostics) {
    let row = decorator.row();
    if row.looped && decl.header().is_none() {
        let message = format!("`@{}` can only be used on a loop", decorator.name());
        let help = (
            "it belongs to a resource or module in a loop, as `add_each` makes",
            "it belongs to a resource or module in a loop: `= [for .. in ..: { .. }]`",
        );
        diagnostics.report(codes::BCP155, place, message, help);
    }
    if row.existing && !decl.as_resource().is_some_and(|resource| resource.existing) {
        let message = format!("`@{}` can only be used on an existing resource", decorator.name());
        let help = "add the resource with `existing`, or leave the decorator out";
        diagnostics.report(codes::BCP445, place, message, help);
    }
}

fn has_no_decorators(kind: &DeclKind) -> bool {
    matches!(kind, DeclKind::Assert { .. } | DeclKind::Test { .. })
}

fn target_of(kind: &DeclKind) -> (Targets, Code) {
    match kind {
        DeclKind::Metadata { .. } => (Targets::METADATA, codes::BCP269),
        DeclKind::Import(_) => (Targets::IMPORT, codes::BCP269),
        DeclKind::Extension { .. } => (Targets::EXTENSION, codes::BCP269),
        DeclKind::Assert { .. } | DeclKind::Test { .. } => (Targets::NONE, codes::BCP269),
        DeclKind::Type { .. } => (Targets::TYPE, codes::BCP297),
        DeclKind::Param { .. } => (Targets::PARAM, codes::BCP125),
        DeclKind::Var { .. } => (Targets::VAR, codes::BCP126),
        DeclKind::Func { .. } => (Targets::FUNC, codes::BCP269),
        DeclKind::Resource(_) => (Targets::RESOURCE, codes::BCP127),
        DeclKind::Module(_) => (Targets::MODULE, codes::BCP128),
        DeclKind::Output { .. } => (Targets::OUTPUT, codes::BCP129),
    }
}
