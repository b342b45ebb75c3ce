//! Names and scopes that change with every deployment.

use std::fmt::Write;

use triceps_diagnostics::codes;
use triceps_infer::listed;
use triceps_language::Function;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{Callee, DeclId, DeclKind, Expr, ExprId, Middle, Place};

use super::same::same;
use crate::check::context::Context;

/// How many steps from declaration to declaration are taken in a file, as there may be very many ways.
const MOST_STEPS: usize = 10_000;
/// How many ways to a call are reported for one identifier.
const MOST_WAYS: usize = 100;

/// What makes a value another one at each deployment: a call, or a declaration that has one in it.
#[derive(Clone, Copy)]
enum Cause {
    Call(Function, ExprId),
    Declared(DeclId),
}

/// A call that gives another value each time, and the declarations on the way to it.
struct Way {
    through: Vec<DeclId>,
    function: Function,
    call: ExprId,
}

pub(super) fn check(context: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let none = vec![false; middle.decl_count()];
    let mut search = Search { middle, changes: none.clone(), entered: none, steps_left: MOST_STEPS };
    for id in context.graph.order() {
        search.changes[id.index()] = value_of(middle, *id).is_some_and(|value| search.changes(value));
    }
    for (id, decl) in middle.decls() {
        if decl.as_resource().is_none() {
            continue;
        }
        for key in [known::NAME, known::SCOPE, known::PARENT] {
            let Some(value) = middle.body_property(id, key) else { continue };
            if search.changes(value) {
                report(middle, middle.str(key), value, &search.ways(value), diagnostics);
            }
        }
    }
}

/// What a variable holds, or a parameter that is not given.
fn value_of(middle: &Middle, decl: DeclId) -> Option<ExprId> {
    match middle.decl(decl).kind {
        DeclKind::Var { value, .. } => Some(value),
        DeclKind::Param { default, .. } => default,
        _ => None,
    }
}

struct Search<'m> {
    middle: &'m Middle,
    /// By declaration: whether its value changes with every deployment.
    changes: Vec<bool>,
    /// By declaration: whether it is on the way just now. What refers to itself is reported elsewhere.
    entered: Vec<bool>,
    steps_left: usize,
}

impl Search<'_> {
    fn cause(&self, part: ExprId) -> Option<Cause> {
        match self.middle.expr(part) {
            Expr::Decl(decl) if self.changes[decl.index()] => Some(Cause::Declared(decl)),
            Expr::Call { callee: Callee::Function(function @ (Function::NewGuid | Function::UtcNow)), .. } => {
                Some(Cause::Call(function, part))
            }
            _ => None,
        }
    }

    fn changes(&self, value: ExprId) -> bool {
        self.middle.any(value, &mut |part| self.cause(part).is_some())
    }

    fn causes(&self, value: ExprId) -> std::vec::IntoIter<Cause> {
        let mut causes = Vec::new();
        self.middle.walk(value, &mut |part| causes.extend(self.cause(part)));
        causes.into_iter()
    }

    /// All ways from a value to calls, through variables and defaults of parameters.
    fn ways(&mut self, value: ExprId) -> Vec<Way> {
        let mut ways = Vec::new();
        let mut through = Vec::new();
        let mut open = vec![self.causes(value)];
        while let Some(causes) = open.last_mut() {
            match causes.next() {
                Some(Cause::Call(function, call)) if ways.len() < MOST_WAYS => {
                    let is_it = |way: &Way| way.through == through && same(self.middle, way.call, call);
                    if !ways.iter().any(is_it) {
                        ways.push(Way { through: through.clone(), function, call });
                    }
                }
                Some(Cause::Declared(decl)) if self.steps_left > 0 && ways.len() < MOST_WAYS => {
                    if let Some(value) = value_of(self.middle, decl)
                        && !std::mem::replace(&mut self.entered[decl.index()], true)
                    {
                        self.steps_left -= 1;
                        through.push(decl);
                        open.push(self.causes(value));
                    }
                }
                Some(_) => {}
                None => {
                    open.pop();
                    if let Some(left) = through.pop() {
                        self.entered[left.index()] = false;
                    }
                }
            }
        }
        ways
    }
}

fn report(middle: &Middle, key: &str, value: ExprId, ways: &[Way], diagnostics: &mut RawDiagnostics) {
    let name = |decl: &DeclId| middle.str(middle.decl(*decl).name);
    for (position, way) in ways.iter().enumerate() {
        let function = way.function.name();
        let mut message = format!("`{key}` changes with every deployment, since it is made with `{function}`");
        let alike = |other: &&Way| other.function == way.function && other.through == way.through;
        let before = ways[..position].iter().filter(alike).count();
        if before > 0 {
            let _ = write!(message, " (call {})", before + 1);
        }
        if !way.through.is_empty() {
            let _ = write!(message, ", through {}", listed(way.through.iter().map(name)));
        }
        let help = (
            "use `unique_string` or `guid` over values that do not change",
            "use `uniqueString` or `guid` over values that do not change",
        );
        diagnostics.report(codes::USE_STABLE_RESOURCE_IDENTIFIERS, Place::Expr(value), message, help);
    }
}
