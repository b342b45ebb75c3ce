//! Lowering: from what Rust wrote to what it means.
//!
//! Takes a template apart and drops each declaration once it is lowered. References become ids; what leads nowhere
//! becomes an error node and a finding, so that all checks run on what is left.

mod decl;
mod expr;
#[cfg(feature = "read")]
pub(crate) mod fragment;
mod types;

use triceps_core::{
    DeclHint, DeclId, Findings, LocalId, LocalKind, Middle, MiddleBuilder, ModuleFile, Place, TargetScope,
};
use triceps_diagnostics::codes;

use crate::expr::{Local, Measure, Refusal, Symbol, TemplateId};
use crate::template::{Acceptance, Parts, Template};

/// What a template means, and what was found on the way.
pub(crate) fn lower(template: Template) -> (Middle, Findings) {
    let Parts { id, scope, decls, order, files, accepted } = template.into_parts();
    let nodes = decls.iter().map(|decl| decl.nodes() as usize).sum::<usize>().min(Measure::MAX_NODES as usize);
    let mut lower = Lower::new(id, scope, decls.len(), nodes);
    for file in files {
        lower.builder.file(ModuleFile { path: file.path.into_owned(), template: file.template.into() });
    }
    let mut groups: Vec<u8> = Vec::with_capacity(decls.len());
    for (index, decl) in decls.into_iter().enumerate() {
        groups.push(decl.kind.group());
        lower.declaration(DeclId::new(index), decl);
    }
    for Acceptance { decl, code, reason } in &accepted {
        let (code, reason) = (lower.builder.intern(code), lower.builder.intern(reason));
        lower.builder.decl_hint(DeclId::new(*decl as usize), DeclHint::Accept { code, reason });
    }
    let mut order: Vec<DeclId> = order.into_iter().map(|index| DeclId::new(index as usize)).collect();
    order.sort_by_key(|decl| groups[decl.index()]);
    (lower.builder.finish(&order), lower.findings)
}

struct Lower {
    builder: MiddleBuilder,
    findings: Findings,
    template: TemplateId,
    /// How many declarations the template has.
    decls: usize,
    /// How many nodes are lowered so far.
    nodes: u32,
    /// The variables of loops, lambdas and functions around the place, outermost first.
    scope: Vec<(Local, LocalId)>,
    /// Parts of the composites around the place.
    stack: Vec<triceps_core::ExprId>,
    entries: Vec<triceps_core::Entry>,
    parts: Vec<triceps_core::Part>,
}

impl Lower {
    /// Lowers a template with that many declarations, and about that many nodes.
    fn new(template: TemplateId, scope: TargetScope, decls: usize, nodes: usize) -> Self {
        Self {
            builder: MiddleBuilder::new(scope, decls, nodes),
            findings: Findings::default(),
            template,
            decls,
            nodes: 0,
            scope: Vec::new(),
            stack: Vec::new(),
            entries: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The declaration that a symbol stands for, if it is one of the template.
    fn decl(&self, symbol: Symbol) -> Option<DeclId> {
        let index = symbol.index as usize;
        (symbol.template == self.template && index < self.decls).then(|| DeclId::new(index))
    }

    fn foreign(&mut self, place: Place) {
        let help = "use handles that this template's methods returned; values go into a module as parameters and come out as outputs";
        self.findings.report(codes::TRI0001, place, "a handle of another template is used here", help);
    }

    fn refused(&mut self, refusal: Refusal, place: Place) {
        self.findings.report(codes::TRI0009, place, refusal.message(), refusal.help());
    }

    /// Counts the nodes of an expression or type that is about to be lowered, or says that there are too many.
    fn admit(&mut self, measure: Measure) -> Result<(), Refusal> {
        self.nodes = self.nodes.saturating_add(measure.nodes());
        if self.nodes > Measure::MAX_NODES { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    /// Makes a variable visible.
    fn bind(&mut self, local: &Local, kind: LocalKind, ty: Option<triceps_core::TypeNodeId>) -> LocalId {
        let id = self.builder.local(local.name(), kind, local.is_named(), ty);
        self.scope.push((local.clone(), id));
        id
    }
}
