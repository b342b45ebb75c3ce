//! Locations of resources that are written out, or are those of the deployment.

use triceps_diagnostics::codes;
use triceps_language::Function;
use triceps_middle::map::Set;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, Middle, Module, ModuleFileKind, Place};

use super::Rules;

pub(super) fn check(middle: &Middle, rules: Rules<'_>, diagnostics: &mut RawDiagnostics) {
    let (literals, calls) = (rules.has(codes::NO_HARDCODED_LOCATION), rules.has(codes::NO_LOC_EXPR_OUTSIDE_PARAMS));
    let explicit = rules.has(codes::EXPLICIT_VALUES_FOR_LOC_PARAMS);
    let mut variables = Set::new();
    for (id, decl) in middle.decls() {
        match decl.kind {
            DeclKind::Resource(resource) if literals => {
                if let Some(location) = middle.property(resource.body, known::LOCATION) {
                    literal(middle, location, &mut variables, diagnostics);
                }
            }
            DeclKind::Module(module) if literals || explicit => {
                for name in parameters_of(middle, module) {
                    match given(middle, module, &name) {
                        Some(value) if literals => literal(middle, value, &mut variables, diagnostics),
                        None if explicit => missing(middle, id, module, &name, diagnostics),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        if calls && !matches!(decl.kind, DeclKind::Param { .. }) && middle.foreign(id).is_none() {
            middle.for_each_root(id, |root| {
                middle.walk(root, &mut |part| {
                    if is_location_of_deployment(middle, part) {
                        let message = "the location is that of the deployment";
                        let help = "take it as the default of a parameter";
                        diagnostics.report(codes::NO_LOC_EXPR_OUTSIDE_PARAMS, Place::Expr(part), message, help);
                    }
                });
            });
        }
    }
}

/// A location that is a literal, or a variable that holds one.
fn literal(middle: &Middle, value: ExprId, reported: &mut Set<DeclId>, diagnostics: &mut RawDiagnostics) {
    let (mut at, mut variable) = (value, None);
    let mut followed = Set::new();
    let text = loop {
        match middle.expr(at) {
            Expr::String(text) => break middle.str(text),
            Expr::Decl(decl) => match middle.decl(decl).kind {
                // A variable with a type may hold another string.
                DeclKind::Var { value, ty: None } if followed.insert(decl) => (at, variable) = (value, Some(decl)),
                _ => return,
            },
            _ => return,
        }
    };
    if text.eq_ignore_ascii_case("global") || variable.is_some_and(|variable| !reported.insert(variable)) {
        return;
    }
    let place = variable.map_or(Place::Expr(value), Place::Decl);
    let message = format!("the location `{text}` is hard-coded");
    diagnostics.report(codes::NO_HARDCODED_LOCATION, place, message, "take it as a parameter");
}

/// `resourceGroup().location` or `deployment().location`.
fn is_location_of_deployment(middle: &Middle, expr: ExprId) -> bool {
    let Expr::Property { base, name: known::LOCATION, .. } = middle.expr(expr) else { return false };
    matches!(middle.builtin_call(base), Some((Function::ResourceGroup | Function::Deployment, _)))
}

/// The parameters of a module that have a default and are about locations.
fn parameters_of(middle: &Middle, module: Module) -> Vec<String> {
    let kind = module.file.map(|file| &middle.file(file).kind);
    let Some(ModuleFileKind::Bicep(inner)) = kind else { return Vec::new() };
    let mut names: Vec<String> = Vec::new();
    let mut add = |id: DeclId| {
        let name = inner.str(inner.decl(id).name);
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    };
    for (id, decl) in inner.decls() {
        if let DeclKind::Param { default: Some(default), .. } = decl.kind
            && inner.any(default, &mut |part| is_location_of_deployment(inner, part))
        {
            add(id);
        }
    }
    for (_, decl) in inner.decls() {
        let Some(resource) = decl.as_resource() else { continue };
        let Some(location) = inner.property(resource.body, known::LOCATION) else { continue };
        inner.walk(location, &mut |part| {
            if let Expr::Decl(decl) = inner.expr(part)
                && matches!(inner.decl(decl).kind, DeclKind::Param { default: Some(_), .. })
            {
                add(decl);
            }
        });
    }
    names
}

/// The value that a module gets for a parameter.
fn given(middle: &Middle, module: Module, name: &str) -> Option<ExprId> {
    let params = middle.property(module.body, known::PARAMS)?;
    middle.property(params, middle.find_str(name)?)
}

fn missing(middle: &Middle, id: DeclId, module: Module, name: &str, diagnostics: &mut RawDiagnostics) {
    let place = middle.entry_place(module.body, known::PARAMS).unwrap_or(Place::Decl(id));
    let message = format!("`{name}` of the module is a location, but gets no value");
    diagnostics.report(codes::EXPLICIT_VALUES_FOR_LOC_PARAMS, place, message, "give it one");
}
