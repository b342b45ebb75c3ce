//! Values that are known late and decide which resources a module deploys.

use std::rc::Rc;
use std::sync::Arc;

use triceps_diagnostics::codes;
use triceps_infer::{Type, Types};
use triceps_middle::map::{Map, Set};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, FileId, Key, Middle, ModuleFileKind, Place};

use super::Rules;
use crate::check::constants::LateValues;
use crate::check::context::Context;

/// How many modules deep parameters are followed.
const DEEPEST: u8 = 64;

pub(super) fn check<'m>(
    context: &Context<'m>,
    types: &mut Types<'m>,
    rules: Rules<'_>,
    diagnostics: &mut RawDiagnostics,
) {
    if !rules.has(codes::WHAT_IF_SHORT_CIRCUITING) {
        return;
    }
    let middle = context.middle;
    let late = LateValues::new(context, types);
    let mut modules = Modules::default();
    for (_, decl) in middle.decls() {
        let Some(module) = decl.as_module() else { continue };
        let (Some(file), Some(params)) = (module.file, middle.property(module.body, known::PARAMS)) else { continue };
        let computed = |key: ExprId| match types.get(types.of(key)) {
            Type::StringLiteral(text, _) => Some(types.str(text).to_owned()),
            _ => None,
        };
        let given = Given::of(middle, params, computed);
        let deciding: Set<String> = modules.deciding(middle, file, &given, DEEPEST).into_iter().collect();
        for (name, value) in &given.named {
            if deciding.contains(&name.to_lowercase()) && late.has(context, types, *value) {
                report(&format!("the parameter `{name}`"), *value, diagnostics);
            }
        }
        if deciding.into_keys().any(|name| !given.names.contains(&name)) {
            for value in &given.unnamed {
                if late.has(context, types, *value) {
                    report("a parameter", *value, diagnostics);
                }
            }
        }
    }
}

fn report(what: &str, value: ExprId, diagnostics: &mut RawDiagnostics) {
    let message = format!("{what} decides what the module deploys, but its value is known late: what-if cannot tell");
    let help = "give it a value that is known when the deployment starts";
    diagnostics.report(codes::WHAT_IF_SHORT_CIRCUITING, Place::Expr(value), message, help);
}

/// What a module is given.
struct Given {
    named: Vec<(String, ExprId)>,
    /// The names in lower case.
    names: Set<String>,
    /// Values whose parameters are not known.
    unnamed: Vec<ExprId>,
}

impl Given {
    fn of(middle: &Middle, params: ExprId, computed: impl Fn(ExprId) -> Option<String>) -> Self {
        let mut given = Self { named: Vec::new(), names: Set::new(), unnamed: Vec::new() };
        let Some(entries) = middle.object(params) else {
            given.unnamed.push(params);
            return given;
        };
        for entry in entries {
            let name = match entry.key {
                Key::Name(name) => Some(middle.str(name).to_owned()),
                Key::Computed(key) => computed(key),
                Key::Spread => continue,
            };
            match name {
                Some(name) => {
                    given.names.insert(name.to_lowercase());
                    given.named.push((name, entry.value));
                }
                None => given.unnamed.push(entry.value),
            }
        }
        given
    }

    /// Whether a parameter may be given, by its name in lower case.
    fn has(&self, name: &String) -> bool {
        !self.unnamed.is_empty() || self.names.contains(name)
    }
}

/// A parameter of a file.
#[derive(Debug)]
struct Parameter {
    /// The name in lower case.
    name: String,
    /// Whether it decides which resources there are.
    decides: bool,
    /// The parameters that its default reads.
    reads: Vec<String>,
}

/// What is known of modules.
#[derive(Debug, Default)]
struct Modules {
    known: Map<*const Middle, Rc<[Parameter]>>,
    /// Files that the compiler looks into just now, or has looked into twice: it then sees nothing in them.
    closed: Set<*const Middle>,
}

impl Modules {
    /// Those of the parameters that a module is given which decide what it deploys, in lower case.
    fn deciding(&mut self, middle: &Middle, file: FileId, given: &Given, depth: u8) -> Vec<String> {
        let mut deciding = Vec::new();
        let ModuleFileKind::Bicep(inner) = &middle.file(file).kind else { return deciding };
        for parameter in self.parameters(inner, depth).iter().filter(|parameter| parameter.decides) {
            if given.has(&parameter.name) {
                deciding.push(parameter.name.clone());
            } else {
                // What its default reads decides in its place; the compiler looks no further than that.
                deciding.extend(parameter.reads.iter().filter(|read| given.has(read)).cloned());
            }
        }
        deciding
    }

    fn parameters(&mut self, middle: &Arc<Middle>, depth: u8) -> Rc<[Parameter]> {
        let key = Arc::as_ptr(middle);
        if self.closed.contains(&key) {
            return Rc::default();
        }
        if let Some(known) = self.known.get(&key).cloned() {
            self.closed.insert(key);
            return known;
        }
        let deciding: Set<DeclId> =
            self.decisive(middle, depth).into_iter().flat_map(|expr| read_by(middle, expr)).collect();
        let lower = |decl: DeclId| middle.str(middle.decl(decl).name).to_lowercase();
        let mut parameters = Vec::new();
        for (id, decl) in middle.decls() {
            let DeclKind::Param { default, .. } = decl.kind else { continue };
            let reads = default.map(|default| read_by(middle, default)).unwrap_or_default();
            let reads = reads.into_iter().map(lower).collect();
            parameters.push(Parameter { name: lower(id), decides: deciding.contains(&id), reads });
        }
        let parameters: Rc<[Parameter]> = parameters.into();
        self.known.insert(key, parameters.clone());
        parameters
    }

    /// What decides which resources a file deploys: names, scopes and conditions, and what its modules are given for
    /// theirs.
    fn decisive(&mut self, middle: &Middle, depth: u8) -> Vec<ExprId> {
        let mut decisive: Vec<ExprId> = Vec::new();
        for (_, decl) in middle.decls() {
            decisive.extend(decl.condition());
            if let Some(resource) = decl.as_resource() {
                decisive.extend(middle.property(resource.body, known::NAME));
                decisive.extend(middle.property(resource.body, known::SCOPE));
            }
            let Some(module) = decl.as_module() else { continue };
            decisive.extend(middle.property(module.body, known::SCOPE));
            if let (Some(file), Some(params), Some(depth)) =
                (module.file, middle.property(module.body, known::PARAMS), depth.checked_sub(1))
            {
                let given = Given::of(middle, params, |_| None);
                let deciding: Set<String> = self.deciding(middle, file, &given, depth).into_iter().collect();
                let named = given.named.iter().filter(|(name, _)| deciding.contains(&name.to_lowercase()));
                decisive.extend(named.map(|(_, value)| *value));
                if deciding.into_keys().next().is_some() {
                    decisive.extend(&given.unnamed);
                }
            }
        }
        decisive
    }
}

/// The parameters that an expression reads, through variables too.
fn read_by(middle: &Middle, expr: ExprId) -> Vec<DeclId> {
    let (mut params, mut seen) = (Vec::new(), Set::new());
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        middle.walk(expr, &mut |part| {
            let Expr::Decl(decl) = middle.expr(part) else { return };
            if !seen.insert(decl) {
                return;
            }
            match middle.decl(decl).kind {
                DeclKind::Param { .. } => params.push(decl),
                DeclKind::Var { value, .. } => open.push(value),
                _ => {}
            }
        });
    }
    params
}
