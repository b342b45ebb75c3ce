//! Deployments that are written as resources.

use triceps_diagnostics::codes;
use triceps_infer::{Types, listed};
use triceps_language::DecoratorId;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{Callee, DeclId, DeclKind, Expr, ExprId, Middle, Place, Resource};

use crate::check::context::Context;
use crate::check::typing::literal_text;

const DEPLOYMENTS: &str = "Microsoft.Resources/deployments";

pub(super) fn check(context: &Context<'_>, types: &Types<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    for (id, decl) in middle.decls() {
        let Some(resource) = decl.as_resource() else { continue };
        if !middle.str(resource.type_name).eq_ignore_ascii_case(DEPLOYMENTS) {
            continue;
        }
        diagnostics.report(
            codes::NO_DEPLOYMENTS_RESOURCES,
            Place::Head(id),
            "a nested deployment is written as a resource",
            ("use `Module`", "write a `module`"),
        );
        nested(context, types, id, resource, diagnostics);
    }
}

fn nested(context: &Context<'_>, types: &Types<'_>, id: DeclId, resource: &Resource, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let Some(properties) = middle.property(resource.body, known::PROPERTIES) else { return };
    let Some(template) = property(middle, properties, "template") else { return };
    let scope = property(middle, properties, "expressionEvaluationOptions")
        .and_then(|options| property(middle, options, "scope"))
        .and_then(|scope| literal_text(types, scope));
    let inner = scope.is_some_and(|scope| scope.eq_ignore_ascii_case("inner"));
    if inner || context.facts.symbolic {
        middle.walk(template, &mut |part| {
            if let Expr::Decl(decl) | Expr::Call { callee: Callee::Declared(decl), .. } = middle.expr(part) {
                diagnostics.report(
                    codes::NESTED_DEPLOYMENT_TEMPLATE_SCOPING,
                    Place::Expr(part),
                    format!("`{}` does not exist within the nested template", middle.str(middle.decl(decl).name)),
                    (
                        "give it to the nested template as a parameter, or use `Module`",
                        "give it to the nested template as a parameter, or write a `module`",
                    ),
                );
            }
        });
    } else if middle.object(template).is_some() {
        secrets(middle, id, diagnostics);
    }
}

fn property(middle: &Middle, object: ExprId, name: &str) -> Option<ExprId> {
    middle.property(object, middle.find_str(name)?)
}

/// The history of deployments keeps what an outer template writes into a nested one.
fn secrets(middle: &Middle, id: DeclId, diagnostics: &mut RawDiagnostics) {
    let mut names: Vec<&str> = Vec::new();
    let mut list = None;
    middle.for_each_root(id, |root| {
        middle.walk(root, &mut |part| match middle.expr(part) {
            Expr::Decl(decl) => {
                let own = middle.decl(decl);
                let name = middle.str(own.name);
                if matches!(own.kind, DeclKind::Param { .. })
                    && middle.has_decorator(decl, DecoratorId::Secure)
                    && !names.contains(&name)
                {
                    names.push(name);
                }
            }
            Expr::Call { callee: Callee::List(name), .. } if list.is_none() => list = Some(middle.str(name)),
            _ => {}
        });
    });
    let help = (
        "set `expressionEvaluationOptions.scope` to `inner`, or use `Module`",
        "set `expressionEvaluationOptions.scope` to `inner`, or write a `module`",
    );
    if !names.is_empty() {
        diagnostics.report(
            codes::SECURE_PARAMS_IN_NESTED_DEPLOY,
            Place::Decl(id),
            format!("the history of deployments would keep the secrets {}", listed(names)),
            help,
        );
    }
    if let Some(list) = list {
        diagnostics.report(
            codes::SECURE_PARAMS_IN_NESTED_DEPLOY,
            Place::Decl(id),
            format!("the history of deployments would keep the result of `{list}`"),
            help,
        );
    }
}
