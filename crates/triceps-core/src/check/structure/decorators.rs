//! Decorators: which may stand where, and how often.

use triceps_diagnostics::{Code, codes};

use crate::check::{Context, Findings};
use crate::language::{DecoratorId, Targets};
use crate::middle::{Decl, DeclId, DeclKind, DecoratorName, Middle, Place};

pub(super) fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (id, decl) in cx.middle.decls() {
        if !decl.decorators.is_empty() {
            decorators(cx.middle, id, decl, findings);
        }
    }
}

fn decorators(middle: &Middle, id: DeclId, decl: &Decl, findings: &mut Findings) {
    let list = middle.decorators(decl.decorators);
    for (position, decorator) in list.iter().enumerate() {
        let position_in_list = u32::try_from(position).unwrap_or(u32::MAX);
        let place = Place::Decorator(id, position_in_list);
        let name = Place::DecoratorName(id, position_in_list);
        let known = match decorator.name {
            DecoratorName::Known(known) => known,
            DecoratorName::Unknown(text) => {
                let message = format!("`@{}` is not a decorator of Bicep", middle.str(text));
                findings.report(codes::BCP057, name, message, "leave it out");
                continue;
            }
        };
        if list[..position].iter().any(|other| other.name == decorator.name) {
            let message = format!("`@{}` is given twice", known.name());
            findings.report(codes::BCP166, place, message, "keep one of the two");
        }
        target(decl, known, (place, name), findings);
        if known == DecoratorId::BatchSize
            && let [size] = middle.list(decorator.args)
            && middle.int(*size).is_some_and(|size| size < 1)
        {
            findings.report(codes::BCP154, Place::Expr(*size), "a batch has at least one item", "give 1 or more");
        }
    }
}

fn target(decl: &Decl, decorator: DecoratorId, (place, name): (Place, Place), findings: &mut Findings) {
    let row = decorator.row();
    let (target, code) = target_of(&decl.kind);
    let existing = decl.as_resource().map(|resource| resource.existing);
    let (fits, help) = if !row.targets.contains(target) {
        (false, "leave it out")
    } else if row.looped && decl.header().is_none() {
        let message = format!("`@{}` stands above loops only", decorator.name());
        let help = "it belongs to a resource or module in a loop, as `add_each` makes";
        findings.report(codes::BCP155, place, message, help);
        return;
    } else if row.existing && existing == Some(false) {
        let message = format!("`@{}` stands above existing resources only", decorator.name());
        findings.report(codes::BCP445, place, message, "add the resource with `existing`, or leave the decorator out");
        return;
    } else if existing == Some(true)
        && matches!(decorator, DecoratorId::RetryOn | DecoratorId::OnlyIfNotExists | DecoratorId::WaitUntil)
    {
        (false, "it belongs to a resource that is deployed")
    } else {
        (true, "")
    };

    if !fits {
        let message = format!("`@{}` cannot stand above this {}", decorator.name(), decl.kind.noun());
        findings.report(code, name, message, help);
    }
}

fn target_of(kind: &DeclKind) -> (Targets, Code) {
    match kind {
        DeclKind::Metadata { .. } => (Targets::METADATA, codes::BCP269),
        DeclKind::Import(_) => (Targets::IMPORT, codes::BCP269),
        DeclKind::Extension(_) => (Targets::EXTENSION, codes::BCP269),
        DeclKind::Type { .. } => (Targets::TYPE, codes::BCP297),
        DeclKind::Param { .. } => (Targets::PARAM, codes::BCP125),
        DeclKind::Var { .. } => (Targets::VAR, codes::BCP126),
        DeclKind::Func { .. } => (Targets::FUNC, codes::BCP269),
        DeclKind::Resource(_) => (Targets::RESOURCE, codes::BCP127),
        DeclKind::Module(_) => (Targets::MODULE, codes::BCP128),
        DeclKind::Output { .. } => (Targets::OUTPUT, codes::BCP129),
    }
}
