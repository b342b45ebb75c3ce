//! Checks: everything that is wrong with a template, all at once.

mod body;
mod declarations;
mod domain;
mod expressions;
mod limits;
mod lint;
mod mend;
mod modules;
mod path;
mod resources;
mod secrets;
mod uses;

use triceps_types::ResourceType;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::expr::Symbol;
use crate::template::{Decl, DeclKind, Template};
pub(crate) use path::Path;

/// A template without errors: the only thing that can be emitted.
#[derive(Debug)]
pub struct Checked {
    pub(crate) template: Template,
    pub(crate) warnings: Diagnostics,
    /// The top-level declarations in printed order.
    pub(crate) order: Vec<u32>,
    /// By declaration: the types of resources, where the index has them.
    pub(crate) types: Vec<Option<ResourceType<'static>>>,
    /// An upper bound of the bytes of its JSON.
    pub(crate) size_bound: usize,
}

impl Checked {
    /// What is worth mending, though nothing is refused.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The template itself.
    pub fn template(&self) -> &Template {
        &self.template
    }
}

pub(crate) fn check(mut template: Template) -> Result<Checked, Diagnostics> {
    let mut findings = Diagnostics::default();
    declarations::check(&template, &mut findings);
    let uses = uses::Uses::of(&template, &mut findings);
    template.reads_this = uses.reads_this();
    let circular = uses.circles(&template, &mut findings);
    let types = if uses.lead_somewhere() && circular.is_empty() {
        contents(&template, &uses, &mut findings)
    } else {
        let lost = mend::mend(&mut template, &circular);
        let mut further = Diagnostics::default();
        let types = contents(&template, &uses, &mut further);
        for finding in further {
            if !lost.iter().any(|path| finding.path() == path) {
                findings.push(finding);
            }
        }
        types
    };
    limits::counts(&template, &mut findings);
    let order = template.printed_order();
    let mut checked = Checked { template, warnings: Diagnostics::default(), order, types, size_bound: 0 };
    // The size is that of the JSON, which only a template without errors has.
    if !findings.has_errors() {
        checked.size_bound = limits::sizes(&checked, &mut findings);
    }
    if !findings.is_empty() {
        checked.warnings = in_order(&checked.template, &checked.order, findings);
        if checked.warnings.has_errors() {
            return Err(checked.warnings);
        }
    }
    Ok(checked)
}

/// What is inside of the declarations. References lead somewhere, and not in circles.
fn contents(template: &Template, uses: &uses::Uses, findings: &mut Diagnostics) -> Vec<Option<ResourceType<'static>>> {
    expressions::check(template, findings);
    resources::check(template, findings);
    modules::check(template, findings);
    secrets::check(template, findings);
    lint::check(template, uses, findings);
    domain::check(template, findings);
    body::check(template, findings)
}

/// Where a declaration is in the model: `resources.portal`.
pub(crate) fn root_of(decl: &Decl) -> Path<'static> {
    Path::root(match decl.kind {
        DeclKind::Metadata(_) => "metadata",
        DeclKind::Extension(_) => "extensions",
        DeclKind::Type(_) => "types",
        DeclKind::Param { .. } => "params",
        DeclKind::Var { .. } => "variables",
        DeclKind::Func { .. } => "functions",
        DeclKind::Resource(_) => "resources",
        DeclKind::Module(_) => "modules",
        DeclKind::Output { .. } => "outputs",
    })
}

/// A finding about a whole declaration.
pub(crate) fn about(id: &'static str, severity: Severity, decl: &Decl, message: impl Into<String>) -> Diagnostic {
    let root = root_of(decl);
    Diagnostic::new(id, severity, root.name(&decl.name).to_string(), message).with_location(decl.location)
}

/// Sorts the findings by the declarations they are about, in printed order, and adds the lines of
/// Rust that made those.
fn in_order(template: &Template, order: &[u32], findings: Diagnostics) -> Diagnostics {
    let mut places: Vec<(String, usize, &Decl)> = Vec::with_capacity(template.decls.len());
    let nested = (0..template.decls.len()).filter(|index| template.decls[*index].container().is_some());
    for (place, index) in order.iter().map(|index| *index as usize).chain(nested).enumerate() {
        let decl = &template.decls[index];
        places.push((root_of(decl).name(&decl.name).to_string(), place, decl));
    }
    let place_of = |diagnostic: &Diagnostic| {
        places
            .iter()
            .filter(|(path, ..)| {
                diagnostic
                    .path()
                    .strip_prefix(path.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            })
            .max_by_key(|(path, ..)| path.len())
    };
    let mut keyed: Vec<(usize, Diagnostic)> = findings
        .into_iter()
        .map(|diagnostic| match place_of(&diagnostic) {
            Some((_, place, decl)) => {
                let location = diagnostic.location().or(decl.location);
                (*place + 1, diagnostic.with_location(location))
            }
            None => (0, diagnostic),
        })
        .collect();
    keyed.sort_by_key(|(place, _)| *place);
    let mut sorted = Diagnostics::default();
    for (_, diagnostic) in keyed {
        if !sorted.iter().any(|other| *other == diagnostic) {
            sorted.push(diagnostic);
        }
    }
    sorted
}

/// What a symbol is called in messages.
pub(crate) fn kind_name(template: &Template, symbol: Symbol) -> &'static str {
    match template.decl(symbol).map(|decl| &decl.kind) {
        Some(DeclKind::Param { .. }) => "parameter",
        Some(DeclKind::Var { .. }) => "variable",
        Some(DeclKind::Resource(_)) => "resource",
        Some(DeclKind::Module(_)) => "module",
        Some(DeclKind::Type(_)) => "type",
        Some(DeclKind::Func { .. }) => "function",
        _ => "declaration",
    }
}
