//! Functions of resources: `listKeys()` and its like.

use super::Checker;
use super::near::nearest;
use super::target::listed;
use crate::check::{Path, root_of, uses::for_each_expr};
use crate::diagnostic::{Diagnostic, Severity};
use crate::expr::{Composite, Expr};
use crate::template::Decl;

/// Checks every call of a function of a resource within a declaration.
pub(super) fn check(checker: &mut Checker<'_, '_>, decl: &Decl) {
    let root = root_of(decl);
    let path = root.name(&decl.name);
    for_each_expr(decl, |expr| visit(checker, expr, &path));
}

fn visit(checker: &mut Checker<'_, '_>, expr: &Expr, path: &Path<'_>) {
    if expr.as_composite().is_none() {
        return;
    }
    if let Some(Composite::Method { base, name, .. }) = expr.as_composite()
        && let Some((symbol, _)) = checker.scope.resource_of(base)
        && let Some(decl) = checker.scope.template.decl(symbol)
    {
        method(checker, decl, symbol.index as usize, name, path);
    }
    expr.for_each_child(|child| visit(checker, child, path));
}

fn method(checker: &mut Checker<'_, '_>, decl: &Decl, index: usize, name: &str, path: &Path<'_>) {
    let Some(resource) = decl.as_resource() else { return };
    let is_vault = resource.type_name.eq_ignore_ascii_case("Microsoft.KeyVault/vaults");
    let is_list = name.strip_prefix("list").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let known = checker.scope.types.known(index).resource;
    if is_list || (is_vault && name == "getSecret") || known.is_some_and(|known| known.function(name).is_some()) {
        return;
    }
    let functions: Vec<&str> =
        known.into_iter().flat_map(|known| known.functions()).map(|function| function.name()).collect();
    let help = match nearest(name, functions.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if functions.is_empty() => "functions of resources begin with `list`".to_owned(),
        None => format!("it has {}", listed(functions)),
    };
    let message = format!("`{}` has no function `{name}`", resource.type_name);
    checker.findings.push(Diagnostic::new("BCP109", Severity::Error, path.to_string(), message).with_help(help));
}
