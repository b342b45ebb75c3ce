//! Which declarations are used, by which, and whether references lead anywhere.

use super::{about, kind_name, root_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::expr::{Callee, Composite, Entry, Expr, Key, Symbol};
use crate::template::{Decl, DeclKind, Template};
use crate::types::{TypeExpr, TypeNode};

/// Calls `visit` with every expression at the top of a declaration, in the order of its text.
pub(crate) fn for_each_expr<'a>(decl: &'a Decl, mut visit: impl FnMut(&'a Expr)) {
    for decorator in &decl.decorators.0 {
        decorator.args.iter().for_each(&mut visit);
    }
    if let Some(header) = decl.header() {
        visit(&header.array);
    }
    if let Some(condition) = decl.condition() {
        visit(condition);
    }
    match &decl.kind {
        DeclKind::Metadata(value) | DeclKind::Var { value, .. } | DeclKind::Output { value, .. } => visit(value),
        DeclKind::Param { default, .. } => default.iter().for_each(visit),
        DeclKind::Func { body, .. } => visit(body),
        DeclKind::Resource(_) | DeclKind::Module(_) => {
            for entry in decl.body().into_iter().flat_map(|body| &body.entries) {
                match entry {
                    Entry::Property { key, value } => {
                        if let Key::Computed(key) = key {
                            visit(key);
                        }
                        visit(value);
                    }
                    Entry::Spread(value) => visit(value),
                }
            }
        }
        DeclKind::Extension(_) | DeclKind::Type(_) => {}
    }
}

/// What a declaration refers to.
enum Reference {
    Symbol(Symbol),
    /// The resource itself, as it was before the deployment.
    This,
}

fn for_each_symbol(expr: &Expr, visit: &mut impl FnMut(Reference)) {
    if let Some(symbol) = expr.as_symbol() {
        return visit(Reference::Symbol(symbol));
    }
    match expr.as_composite() {
        Some(Composite::Call { callee: Callee::Declared(symbol), .. }) => visit(Reference::Symbol(*symbol)),
        Some(Composite::Call { callee: Callee::Builtin(name), .. }) if name.starts_with("this.") => {
            visit(Reference::This);
        }
        _ => {}
    }
    expr.for_each_child(|child| for_each_symbol(child, visit));
}

fn for_each_type_symbol(ty: &TypeExpr, visit: &mut impl FnMut(Symbol)) {
    match &ty.0 {
        TypeNode::Declared(symbol) => visit(*symbol),
        TypeNode::Array(inner) | TypeNode::Nullable(inner) | TypeNode::NonNull(inner) => {
            for_each_type_symbol(inner, visit);
        }
        TypeNode::Access { base, .. } => for_each_type_symbol(base, visit),
        TypeNode::Object(object) => {
            for member in object.members.iter().chain(object.additional.as_deref()) {
                for_each_type_symbol(&member.value, visit);
            }
        }
        TypeNode::Tuple(items) => items.iter().for_each(|item| for_each_type_symbol(&item.value, visit)),
        TypeNode::Union(members) => members.iter().for_each(|member| for_each_type_symbol(member, visit)),
        TypeNode::Named(_) | TypeNode::Literal(_) | TypeNode::Resource { .. } => {}
    }
}

fn for_each_reference(decl: &Decl, visit: &mut impl FnMut(Reference)) {
    for_each_expr(decl, |expr| for_each_symbol(expr, visit));
    match &decl.kind {
        DeclKind::Type(ty)
        | DeclKind::Param { ty, .. }
        | DeclKind::Output { ty, .. }
        | DeclKind::Var { ty: Some(ty), .. } => {
            for_each_type_symbol(ty, &mut |symbol| visit(Reference::Symbol(symbol)));
        }
        DeclKind::Func { params, returns, .. } => {
            for ty in params.iter().map(|(_, ty)| ty).chain([returns]) {
                for_each_type_symbol(ty, &mut |symbol| visit(Reference::Symbol(symbol)));
            }
        }
        _ => {}
    }
}

/// Who uses whom.
pub(super) struct Uses {
    /// By declaration: those it refers to, each once.
    edges: Vec<Vec<u32>>,
    used: Vec<bool>,
    /// Whether every reference is one to a declaration of the template.
    lead_somewhere: bool,
    /// Whether a function of `this` is called.
    reads_this: bool,
}

impl Uses {
    /// Reports handles of other templates, whose references lead nowhere.
    pub(super) fn of(template: &Template, findings: &mut Diagnostics) -> Self {
        let mut edges = Vec::with_capacity(template.decls.len());
        let mut used = vec![false; template.decls.len()];
        let mut lead_somewhere = true;
        let mut reads_this = false;
        for (index, decl) in template.decls.iter().enumerate() {
            let mut targets: Vec<u32> = Vec::new();
            let mut foreign = false;
            for_each_reference(decl, &mut |reference| {
                let Reference::Symbol(symbol) = reference else {
                    reads_this = true;
                    return;
                };
                if template.decl(symbol).is_none() {
                    foreign = true;
                } else if !targets.contains(&symbol.index) {
                    targets.push(symbol.index);
                }
            });
            if foreign {
                let help = "use handles that this template's methods returned; values go into a module as parameters and come out as outputs";
                findings.push(
                    about("TRI0001", Severity::Error, decl, "a handle of another template is used here")
                        .with_help(help),
                );
            }
            match decl.container() {
                Some(container) if template.decl(container).is_some() => targets.push(container.index),
                Some(_) => foreign = true,
                None => {}
            }
            lead_somewhere &= !foreign;
            for target in &targets {
                if *target as usize != index {
                    used[*target as usize] = true;
                }
            }
            edges.push(targets);
        }
        Self { edges, used, lead_somewhere, reads_this }
    }

    pub(super) fn reads_this(&self) -> bool {
        self.reads_this
    }

    pub(super) fn is_used(&self, index: usize) -> bool {
        self.used[index]
    }

    pub(super) fn lead_somewhere(&self) -> bool {
        self.lead_somewhere
    }

    /// Reports circles, and gives the reference that closes each: who refers to whom.
    pub(super) fn circles(&self, template: &Template, findings: &mut Diagnostics) -> Vec<(usize, u32)> {
        let mut search = Search { state: vec![0; self.edges.len()], way: Vec::new(), closing: Vec::new() };
        for index in 0..self.edges.len() {
            self.find_circle(template, index, &mut search, findings);
        }
        search.closing
    }

    fn find_circle(&self, template: &Template, index: usize, search: &mut Search, findings: &mut Diagnostics) {
        match search.state[index] {
            0 => {}
            1 => {
                let start = search.way.iter().position(|other| *other == index).unwrap_or(0);
                if report_circle(template, index, &search.way[start..], findings)
                    && let (Some(last), Ok(target)) = (search.way.last(), u32::try_from(index))
                {
                    search.closing.push((*last, target));
                }
                return;
            }
            _ => return,
        }
        search.state[index] = 1;
        search.way.push(index);
        for target in &self.edges[index] {
            // Types may contain themselves.
            if !matches!(template.decls[*target as usize].kind, DeclKind::Type(_)) {
                self.find_circle(template, *target as usize, search, findings);
            }
        }
        search.way.pop();
        search.state[index] = 2;
    }
}

/// How far a search for circles has come.
struct Search {
    /// By declaration: 0 not seen, 1 on the way, 2 done.
    state: Vec<u8>,
    way: Vec<usize>,
    closing: Vec<(usize, u32)>,
}

/// Reports the circle from a declaration back to it, unless it is one that is allowed.
fn report_circle(template: &Template, index: usize, circle: &[usize], findings: &mut Diagnostics) -> bool {
    let decl = &template.decls[index];
    // A child of Microsoft Graph reads its parent's name from inside the parent.
    if circle.iter().any(|member| template.decls[*member].container().is_some()) && circle.len() > 1 {
        return false;
    }
    if circle.len() == 1 {
        let message = format!("`{}` refers to itself", decl.name);
        findings.push(
            about("BCP079", Severity::Error, decl, message)
                .with_help("read its own values from the expressions that made them"),
        );
        return true;
    }
    let names: Vec<&str> = circle.iter().chain([&index]).map(|member| &*template.decls[*member].name).collect();
    let message = format!("the declarations refer to each other in a circle: `{}`", names.join("` -> `"));
    findings.push(
        about("BCP080", Severity::Error, decl, message)
            .with_help("break the circle, for example with a parameter or a module"),
    );
    true
}

/// The linter's rules about what nobody uses.
pub(super) fn unused(template: &Template, uses: &Uses, findings: &mut Diagnostics) {
    for (index, decl) in template.decls.iter().enumerate() {
        if uses.is_used(index) || decl.decorators.has("export") {
            continue;
        }
        let id = match &decl.kind {
            DeclKind::Param { .. } => "no-unused-params",
            DeclKind::Var { .. } => "no-unused-vars",
            DeclKind::Type(_) => "no-unused-types",
            DeclKind::Resource(resource) if resource.existing => "no-unused-existing-resources",
            _ => continue,
        };
        let symbol = Symbol::new(template.id, u32::try_from(index).unwrap_or(u32::MAX));
        let message = format!("the {} `{}` is never used", kind_name(template, symbol), decl.name);
        let path = root_of(decl).name(&decl.name).to_string();
        findings.push(Diagnostic::new(id, Severity::Warning, path, message).with_help("use it or leave it out"));
    }
}
