//! Where secrets flow: what is computed from one is one, and must not end in plain sight.

use super::{Path, root_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::expr::{Callee, Composite, Entry, Expr, Key};
use crate::template::{Decl, DeclKind, Template};

pub(super) fn check(template: &Template, findings: &mut Diagnostics) {
    let taint = Taint::of(template);
    for decl in &template.decls {
        let root = root_of(decl);
        let path = root.name(&decl.name);
        match &decl.kind {
            DeclKind::Output { value, .. } => {
                if !decl.decorators.has("secure") && taint.is_secret(value) {
                    let message = "the output holds a secret, and outputs are kept in plain text";
                    report(
                        "outputs-should-not-contain-secrets",
                        &path,
                        message,
                        "use `secure_output`, or leave it out",
                        findings,
                    );
                }
            }
            DeclKind::Metadata(value) => {
                if taint.is_secret(value) {
                    report("TRI0002", &path, "metadata holds a secret", "leave it out", findings);
                }
            }
            DeclKind::Resource(resource) => {
                let app = resource.type_name.get(..13).is_some_and(|start| start.eq_ignore_ascii_case("Microsoft.App"));
                for entry in &resource.body.entries {
                    let Entry::Property { key: Key::Text(key), value } = entry else { continue };
                    let path = path.name(key);
                    match &**key {
                        "name" | "tags" | "location" | "scope" | "parent" => {
                            if taint.is_secret(value) {
                                let message =
                                    format!("`{key}` holds a secret, and everyone who may read the resource sees it");
                                report(
                                    "TRI0002",
                                    &path,
                                    message,
                                    "keep it in a Key Vault or in a property made for secrets",
                                    findings,
                                );
                            }
                        }
                        _ if app => environment(&taint, value, &path, findings),
                        _ => {}
                    }
                }
            }
            DeclKind::Module(module) => {
                if let Some(file) = template.files.get(module.file) {
                    arguments(&taint, decl, &file.template.template, &path, findings);
                }
            }
            _ => {}
        }
    }
}

fn report(
    id: &'static str,
    path: &Path<'_>,
    message: impl Into<String>,
    help: &'static str,
    findings: &mut Diagnostics,
) {
    findings.push(Diagnostic::new(id, Severity::Error, path.to_string(), message).with_help(help));
}

/// Environment values of containers are readable by everyone who may read the app.
fn environment(taint: &Taint<'_>, expr: &Expr, path: &Path<'_>, findings: &mut Diagnostics) {
    match expr.as_composite() {
        Some(Composite::Object(object)) => {
            for entry in &object.entries {
                let Entry::Property { key: Key::Text(key), value } = entry else { continue };
                let path = path.name(key);
                if key == "env" && taint.any {
                    env_values(taint, value, &path, findings);
                } else {
                    environment(taint, value, &path, findings);
                }
            }
        }
        Some(Composite::Array(array)) => {
            for (index, item) in array.items.iter().enumerate() {
                environment(taint, item, &path.index(index), findings);
            }
        }
        _ => {}
    }
}

fn env_values(taint: &Taint<'_>, env: &Expr, path: &Path<'_>, findings: &mut Diagnostics) {
    let help = "add it with `.secret(Secret::value(..))` and refer to it with `.env_secret(..)`";
    let Some(array) = env.as_array() else {
        if taint.is_secret(env) {
            report("TRI0002", path, "an environment value holds a secret", help, findings);
        }
        return;
    };
    for (index, item) in array.items.iter().enumerate() {
        if taint.is_secret(item) {
            let path = path.index(index);
            report("TRI0002", &path, "an environment value holds a secret", help, findings);
        }
    }
}

fn arguments(taint: &Taint<'_>, decl: &Decl, file: &Template, path: &Path<'_>, findings: &mut Diagnostics) {
    let Some(params) = decl.body().and_then(|body| body.get("params")).and_then(Expr::as_object) else { return };
    let path = path.name("params");
    for entry in &params.entries {
        let Entry::Property { key: Key::Text(key), value } = entry else { continue };
        let secure = file.decls.iter().any(|param| {
            matches!(param.kind, DeclKind::Param { .. }) && param.name == *key && param.decorators.has("secure")
        });
        if !secure && taint.is_secret(value) {
            let message = format!("the parameter `{key}` of the module is not secure, but is given a secret");
            report(
                "TRI0002",
                &path.name(key),
                message,
                "declare it with `Param::secure_string` in the module",
                findings,
            );
        }
    }
}

/// Which variables hold secrets.
pub(super) struct Taint<'a> {
    template: &'a Template,
    variables: Vec<Option<bool>>,
    /// Whether the template has any secret at all.
    any: bool,
}

impl<'a> Taint<'a> {
    pub(super) fn of(template: &'a Template) -> Self {
        let mut taint = Self { template, variables: vec![None; template.decls.len()], any: false };
        for index in 0..template.decls.len() {
            let secret = taint.decide(index);
            taint.any = taint.any || secret;
        }
        taint
    }

    fn decide(&mut self, index: usize) -> bool {
        if let Some(secret) = self.variables[index] {
            return secret;
        }
        self.variables[index] = Some(false);
        let secret = match &self.template.decls[index].kind {
            DeclKind::Param { .. } => self.template.decls[index].decorators.has("secure"),
            DeclKind::Var { value, .. } => {
                self.decide_symbols(value);
                self.is_secret(value)
            }
            _ => false,
        };
        self.variables[index] = Some(secret);
        secret
    }

    fn decide_symbols(&mut self, expr: &'a Expr) {
        if let Some(symbol) = expr.as_symbol() {
            self.decide(symbol.index as usize);
        }
        expr.for_each_child(|child| self.decide_symbols(child));
    }

    /// Whether the value of an expression is, or is computed from, a secret.
    pub(super) fn is_secret(&self, expr: &Expr) -> bool {
        if let Some(symbol) = expr.as_symbol() {
            return self.variables[symbol.index as usize] == Some(true);
        }
        match expr.as_composite() {
            None => false,
            Some(Composite::Method { name, .. }) if is_list(name) || name == "getSecret" => true,
            Some(Composite::Call { callee: Callee::Builtin(name), .. }) if is_list(name) => true,
            // Whether there is one does not tell what it is.
            Some(Composite::Call { callee: Callee::Builtin(name), .. }) if name == "empty" || name == "nameof" => false,
            Some(Composite::Property { base, name, .. }) if self.is_secure_output(base, name) => true,
            // The condition chooses, but is not part of the value.
            Some(Composite::Ternary(_, yes, no)) => self.is_secret(yes) || self.is_secret(no),
            Some(_) => {
                let mut secret = false;
                expr.for_each_child(|child| secret = secret || self.is_secret(child));
                secret
            }
        }
    }

    fn is_secure_output(&self, base: &Expr, name: &str) -> bool {
        let Some(Composite::Property { base: module, name: outputs, .. }) = base.as_composite() else { return false };
        if outputs != "outputs" {
            return false;
        }
        let mut inner = module;
        while let Some(Composite::NonNull(next) | Composite::Index { base: next, .. } | Composite::Paren(next)) =
            inner.as_composite()
        {
            inner = next;
        }
        let module = inner.as_symbol().and_then(|symbol| self.template.decl(symbol)).and_then(Decl::as_module);
        let Some(file) = module.and_then(|module| self.template.files.get(module.file)) else { return false };
        file.template.template.decls.iter().any(|decl| {
            matches!(decl.kind, DeclKind::Output { .. }) && decl.name == name && decl.decorators.has("secure")
        })
    }
}

fn is_list(name: &str) -> bool {
    name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("list"))
}
