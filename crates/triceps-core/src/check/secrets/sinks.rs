//! Places in plain sight: outputs, metadata, names, tags, defaults and parameters that are not secure.

use triceps_diagnostics::{Severity, codes};
use triceps_infer::Types;
use triceps_language::DecoratorId;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, Key, Place, Resource};

use super::apps;
use super::declared::Declared;
use super::leak::{IN_PLAIN_SIGHT, Leaks};
use crate::check::context::Context;
use crate::check::values::{Form, MemberKey, Value};

pub(super) fn check(
    context: &Context<'_>,
    types: &mut Types<'_>,
    leaks: &Leaks<'_, '_>,
    diagnostics: &mut RawDiagnostics,
) {
    let middle = context.middle;
    for (id, decl) in middle.decls() {
        match &decl.kind {
            DeclKind::Output { value, .. } => {
                // In a text the linter says what the compiler says.
                if !middle.is_text() && !middle.has_decorator(id, DecoratorId::Secure) {
                    output(leaks, *value, diagnostics);
                }
            }
            DeclKind::Metadata { value } => {
                if leaks.expr(*value) {
                    let message = "metadata holds a secret, and everyone who can read the template sees it";
                    diagnostics.report(codes::TRI0002, Place::Expr(*value), message, "leave it out");
                }
            }
            DeclKind::Param { default: Some(default), .. } => {
                let secure = Declared::of_decl(middle, id).is_some_and(Declared::is_secret);
                if !secure && leaks.expr(*default) {
                    let name = middle.str(decl.name);
                    diagnostics.report(
                        codes::TRI0002,
                        Place::Expr(*default),
                        format!("the default of `{name}` holds a secret, and the parameter is not secure"),
                        "make the parameter secure",
                    );
                }
            }
            DeclKind::Resource(resource) => self::resource(context, leaks, resource, diagnostics),
            DeclKind::Module(_) => self::module(context, types, leaks, id, diagnostics),
            DeclKind::Param { default: None, .. }
            | DeclKind::Import(_)
            | DeclKind::Extension { .. }
            | DeclKind::Assert { .. }
            | DeclKind::Test { .. }
            | DeclKind::Type { .. }
            | DeclKind::Var { .. }
            | DeclKind::Func { .. } => {}
        }
    }
}

/// Reports each part of an output that holds a secret, or is computed from one.
fn output(leaks: &Leaks<'_, '_>, value: ExprId, diagnostics: &mut RawDiagnostics) {
    let middle = leaks.values().middle();
    let mut parts: Vec<ExprId> = match middle.expr(value) {
        Expr::Object(run) => middle.entries(run).iter().map(|entry| entry.value).collect(),
        Expr::Array(run) => middle.list(run).to_vec(),
        Expr::Paren(inner) => vec![inner],
        Expr::Ternary(_, yes, no) => vec![yes, no],
        _ => Vec::new(),
    };
    parts.retain(|part| leaks.expr(*part));
    if !parts.is_empty() {
        return parts.into_iter().for_each(|part| output(leaks, part, diagnostics));
    }
    let code = codes::OUTPUTS_SHOULD_NOT_CONTAIN_SECRETS;
    let help = ("use `secure_output`, or leave it out", "write `@secure()` above it, or leave it out");
    if leaks.expr(value) {
        let message = "the output holds a secret, and outputs are kept in plain text";
        diagnostics.report(code, Place::Expr(value), message, help);
    } else if leaks.names_secret(value) {
        let message = "the output is computed from a secret, though it may not hold it";
        diagnostics.report_as(code, Severity::Warning, Place::Expr(value), message, help);
    }
}

fn resource(context: &Context<'_>, leaks: &Leaks<'_, '_>, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    for entry in middle.object(resource.body).unwrap_or_default() {
        match entry.key {
            Key::Name(name) if IN_PLAIN_SIGHT.contains(&name) => {
                if leaks.expr(entry.value) {
                    diagnostics.report(
                        codes::TRI0002,
                        Place::Expr(entry.value),
                        format!(
                            "`{}` holds a secret, and everyone who can read the resource sees it",
                            middle.str(name)
                        ),
                        "keep it in a Key Vault or in a property made for secrets",
                    );
                }
            }
            Key::Name(_) | Key::Computed(_) | Key::Spread => {}
        }
    }
    if !resource.existing && context.flow.holds(resource.body) {
        apps::check(leaks, resource, diagnostics);
    }
}

fn module(
    context: &Context<'_>,
    types: &mut Types<'_>,
    leaks: &Leaks<'_, '_>,
    decl: DeclId,
    diagnostics: &mut RawDiagnostics,
) {
    let middle = context.middle;
    let DeclKind::Module(module) = &middle.decl(decl).kind else { return };
    for property in [known::NAME, known::SCOPE] {
        if let Some(value) = middle.property(module.body, property)
            && leaks.expr(value)
        {
            diagnostics.report(
                codes::TRI0002,
                Place::Expr(value),
                format!("`{}` of the module holds a secret, and deployments are listed with it", middle.str(property)),
                "name it after something that is not secret",
            );
        }
    }
    let Some(params) = middle.property(module.body, known::PARAMS).filter(|params| context.flow.holds(*params)) else {
        return;
    };
    let Some(file) = module.file.map(|file| middle.file(file)) else { return };
    let values = leaks.values();
    let since = diagnostics.len();
    for given in values.alternatives(Value::of(params)) {
        if values.form(given) != Form::Object {
            if leaks.value(given) {
                let message = "a parameter of the module holds a secret, but it is not known which one";
                diagnostics.report(codes::TRI0002, given.place(), message, "name each parameter");
            }
            continue;
        }
        let mut found = Vec::new();
        let all = values.members(given, &mut |key, value| found.push((key, value)));
        for (key, value) in found {
            let MemberKey::Name(name) = key else { continue };
            let name = middle.str(name);
            let fits = match file.middle() {
                Some(inner) => {
                    let param = inner
                        .decls()
                        .find(|(_, decl)| matches!(decl.kind, DeclKind::Param { .. }) && inner.str(decl.name) == name);
                    let Some(declared) = param.and_then(|(id, _)| Declared::of_decl(inner, id)) else { continue };
                    leaks.fits(declared, value)
                }
                None => {
                    let Some(parameter) = file.interface.parameter(name) else { continue };
                    parameter.is_secure || !leaks.value(value) || is_made_for_secrets(types, decl, name)
                }
            };
            if !fits {
                diagnostics.report(
                    codes::TRI0002,
                    value.place(),
                    format!("the parameter `{name}` of the module is not secure, but is given a secret"),
                    (
                        "declare it with `Param::secure_string` in the module",
                        "write `@secure()` above it in the module",
                    ),
                );
            }
        }
        let is_reported = || diagnostics.iter().skip(since).any(|diagnostic| diagnostic.place == given.place());
        if !all && leaks.value(given) && !is_reported() {
            // What is spread and not known may bring a secret under any name.
            unknown_params(leaks, given, diagnostics);
        }
    }
}

/// Whether the type of a parameter has a place for a secret, also where it comes from a resource type.
fn is_made_for_secrets(types: &mut Types<'_>, module: DeclId, parameter: &str) -> bool {
    let body = types.module_body(module);
    let params = types.property(body, "params");
    let parameter = params.and_then(|params| types.property(params.ty, parameter));
    parameter.is_some_and(|parameter| types.holds_secret(parameter.ty))
}

/// Objects that are spread into parameters and hold secrets under names that are not known.
fn unknown_params(leaks: &Leaks<'_, '_>, given: Value, diagnostics: &mut RawDiagnostics) {
    let values = leaks.values();
    let Some((expr, _)) = values.expr(given) else { return };
    for entry in values.middle().object(expr).unwrap_or_default() {
        if entry.key != Key::Spread {
            continue;
        }
        let spread = given.part(entry.value);
        let opaque = values.alternatives(spread).iter().any(|own| values.form(own) == Form::Other && leaks.value(own));
        if opaque {
            let message = "an object that is spread into the parameters holds a secret, but it is not known which parameter receives it";
            diagnostics.report(codes::TRI0002, spread.place(), message, "name each parameter");
        }
    }
}
