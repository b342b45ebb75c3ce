//! Values that have to be known when the deployment starts.

use triceps_types::{Property, TypeKind};

use super::Checker;
use super::top::Traits;
use super::usual;
use crate::check::Path;
use crate::diagnostic::{Diagnostic, Severity};
use crate::expr::{Callee, Composite, Entry, Expr, Key, Node, Symbol};
use crate::template::{Decl, DeclKind, ResourceDecl, Template};

/// Checks what decides whether, how often, where and under which name a resource is deployed.
pub(super) fn check(
    checker: &mut Checker<'_, '_>,
    decl: &Decl,
    resource: &ResourceDecl,
    traits: &Traits,
    path: &Path<'_>,
) {
    if resource.existing {
        return;
    }
    if let Some(condition) = decl.condition() {
        let what = Wanted { id: "BCP177", what: Subject::Condition };
        expression(checker, condition, &path.name("if"), what, false);
    }
    if let Some(header) = decl.header() {
        let what = Wanted { id: "BCP178", what: Subject::Loop };
        expression(checker, &header.array, &path.name("for"), what, false);
    }
    for entry in &resource.body.entries {
        let Entry::Property { key: Key::Text(key), value } = entry else { continue };
        let inner = path.name(key);
        // Most values are known at the start, and then there is no need to ask the type.
        if may_be_late(value) && is_constant(traits, resource, key) {
            let what = Wanted { id: "BCP120", what: Subject::Property(key) };
            expression(checker, value, &inner, what, matches!(&**key, "scope" | "parent"));
        } else {
            loops(checker, value, &inner);
        }
    }
}

/// Whether an expression mentions anything that may not be known at the start.
fn may_be_late(expr: &Expr) -> bool {
    match &expr.0 {
        Node::Symbol(_) => true,
        Node::Composite(composite) => {
            let mut late = match &**composite {
                Composite::Method { .. } => true,
                Composite::Call { callee: Callee::Builtin(name), .. } => is_runtime_function(name),
                _ => false,
            };
            expr.for_each_child(|child| late = late || may_be_late(child));
            late
        }
        _ => false,
    }
}

fn is_runtime_function(name: &str) -> bool {
    name == "reference" || name.starts_with("list") || name.starts_with("this.")
}

/// Whether a property at the top has to be known at the start.
fn is_constant(traits: &Traits, resource: &ResourceDecl, key: &str) -> bool {
    let body = traits.resource.map(|known| known.body());
    if traits.extension {
        return match body {
            Some(TypeKind::Object(body)) => {
                body.property(key).is_some_and(|property| property.is_deploy_time_constant())
            }
            _ => false,
        };
    }
    if matches!(key, "properties" | "dependsOn") {
        return false;
    }
    if let Some(TypeKind::Discriminated(body)) = body
        && (body.discriminator() != "name" || traits.short_name)
    {
        // Without a variant the compiler knows no properties.
        let Some(variant) = resource.body.get(body.discriminator()).and_then(Expr::as_str) else { return false };
        let Some(variant) = body.variant(variant) else { return false };
        let property = variant.property(key);
        return is_of_the_language(traits, key) || property.is_some_and(|property| is_marked(property, key));
    }
    is_of_the_language(traits, key)
        || match body {
            Some(TypeKind::Object(body)) => body.property(key).is_some_and(|property| is_marked(property, key)),
            _ => usual::is_constant(key),
        }
}

fn is_of_the_language(traits: &Traits, key: &str) -> bool {
    matches!(key, "name" | "scope" | "parent" | "id" | "type" | "apiVersion")
        || (traits.deployments && matches!(key, "subscriptionId" | "resourceGroup"))
}

fn is_marked(property: Property<'_>, key: &str) -> bool {
    usual::is_constant(key) || property.is_deploy_time_constant()
}

#[derive(Clone, Copy)]
struct Wanted<'k> {
    id: &'static str,
    what: Subject<'k>,
}

#[derive(Clone, Copy)]
enum Subject<'k> {
    Property(&'k str),
    Condition,
    Loop,
}

/// The arrays of loops inside a value.
fn loops(checker: &mut Checker<'_, '_>, expr: &Expr, path: &Path<'_>) {
    match expr.as_composite() {
        Some(Composite::For(each)) => {
            expression(checker, &each.array, path, Wanted { id: "BCP178", what: Subject::Loop }, false);
            loops(checker, &each.body, path);
        }
        Some(Composite::Object(object)) => {
            for entry in &object.entries {
                if let Entry::Property { key: Key::Text(key), value } = entry {
                    loops(checker, value, &path.name(key));
                }
            }
        }
        Some(Composite::Array(array)) => {
            for (index, item) in array.items.iter().enumerate() {
                loops(checker, item, &path.index(index));
            }
        }
        _ => {}
    }
}

/// Checks one expression. A parent or scope may name a whole resource.
fn expression(checker: &mut Checker<'_, '_>, expr: &Expr, path: &Path<'_>, wanted: Wanted<'_>, may_name: bool) {
    if matches!(expr.0, Node::Null | Node::Bool(_) | Node::Int(_) | Node::Str(_) | Node::Local(_)) {
        return;
    }
    let mut walk = Walk { checker, wanted, variables: Vec::new(), stop: false };
    if may_name && walk.names_resource(expr) {
        return;
    }
    walk.visit(expr, path);
}

struct Walk<'c, 't, 'a, 'k> {
    checker: &'c mut Checker<'t, 'a>,
    wanted: Wanted<'k>,
    /// The variables that were followed.
    variables: Vec<Symbol>,
    /// Set after the first finding inside a variable.
    stop: bool,
}

impl Walk<'_, '_, '_, '_> {
    /// Whether the expression is a resource or an item of a loop of them, and nothing more.
    fn names_resource(&self, expr: &Expr) -> bool {
        self.checker.scope.resource_of(expr).is_some()
    }

    fn visit(&mut self, expr: &Expr, path: &Path<'_>) {
        if self.stop {
            return;
        }
        match &expr.0 {
            Node::Symbol(symbol) => self.symbol(*symbol, path),
            Node::Composite(composite) => self.composite(expr, composite, path),
            _ => {}
        }
    }

    fn symbol(&mut self, symbol: Symbol, path: &Path<'_>) {
        let template: &Template = self.checker.scope.template;
        let Some(decl) = template.decl(symbol) else { return };
        match &decl.kind {
            DeclKind::Resource(_) | DeclKind::Module(_) => self.report(Some(decl), None, path),
            DeclKind::Var { value, .. } if !self.variables.contains(&symbol) => {
                self.variables.push(symbol);
                self.visit(value, path);
                self.variables.pop();
                if self.variables.is_empty() {
                    self.stop = false;
                }
            }
            _ => {}
        }
    }

    fn composite(&mut self, expr: &Expr, composite: &Composite, path: &Path<'_>) {
        let template: &Template = self.checker.scope.template;
        match composite {
            Composite::Object(object) if self.variables.is_empty() => {
                for entry in &object.entries {
                    match entry {
                        Entry::Property { key: Key::Text(key), value } => self.visit(value, &path.name(key)),
                        Entry::Property { key: Key::Computed(key), value } => {
                            self.visit(key, path);
                            self.visit(value, path);
                        }
                        Entry::Spread(other) => self.visit(other, path),
                    }
                }
            }
            Composite::Array(array) if self.variables.is_empty() => {
                for (index, item) in array.items.iter().enumerate() {
                    self.visit(item, &path.index(index));
                }
            }
            Composite::Property { base, name, .. } => {
                let Some(symbol) = deployed(base, template) else { return self.visit(base, path) };
                if let Some(Composite::Index { index, .. }) = base.as_composite() {
                    self.visit(index, path);
                }
                if let Some(decl) = template.decl(symbol)
                    && !is_known_at_start(decl, name)
                {
                    self.report(Some(decl), Some(name), path);
                }
            }
            Composite::Method { base, args, .. } => {
                match deployed(base, template) {
                    Some(_) => self.report(None, None, path),
                    None => self.visit(base, path),
                }
                for arg in args {
                    self.visit(arg, path);
                }
            }
            Composite::Call { callee: Callee::Builtin(function), args } => {
                if is_runtime_function(function) {
                    self.report(None, None, path);
                }
                if function != "nameof" {
                    for arg in args {
                        self.visit(arg, path);
                    }
                }
            }
            _ => expr.for_each_child(|child| self.visit(child, path)),
        }
    }

    fn report(&mut self, read: Option<&Decl>, property: Option<&str>, path: &Path<'_>) {
        let template = self.checker.scope.template;
        let Wanted { id, what } = self.wanted;
        let subject = match what {
            Subject::Property(name) => format!("`{name}` has to be known when the deployment starts"),
            Subject::Condition => "the condition has to be known when the deployment starts".to_owned(),
            Subject::Loop => "what is looped over has to be known when the deployment starts".to_owned(),
        };
        let reason = match (read, property) {
            (Some(decl), Some(property)) => format!("`{}.{property}` is not", decl.name),
            (Some(decl), None) => format!("`{}` is not", decl.name),
            (None, _) => "the result of a call to Azure is not".to_owned(),
        };
        let names: Vec<&str> =
            self.variables.iter().filter_map(|symbol| template.decl(*symbol)).map(|decl| &*decl.name).collect();
        let through = if names.is_empty() {
            String::new()
        } else {
            self.stop = true;
            format!(" (through the variable `{}`)", names.join("` -> `"))
        };
        let help = match read {
            Some(decl) if decl.as_module().is_some() => {
                "only `name` of a module is known then; put the resource into another module that takes the value as a parameter"
            }
            _ => "use a parameter, what the value was made of, or `id`, `name`, `type`, `apiVersion` of the resource",
        };
        let message = format!("{subject}, and {reason}{through}");
        self.checker.findings.push(Diagnostic::new(id, Severity::Error, path.to_string(), message).with_help(help));
    }
}

/// The resource or module that an expression names.
fn deployed(expr: &Expr, template: &Template) -> Option<Symbol> {
    match expr.as_composite() {
        Some(Composite::NonNull(base) | Composite::Paren(base)) => deployed(base, template),
        Some(Composite::Index { base, .. }) => {
            let symbol = deployed(base, template)?;
            template.decl(symbol)?.header().map(|_| symbol)
        }
        Some(_) => None,
        None => {
            let symbol = expr.as_symbol()?;
            let decl = template.decl(symbol)?;
            matches!(decl.kind, DeclKind::Resource(_) | DeclKind::Module(_)).then_some(symbol)
        }
    }
}

fn is_known_at_start(decl: &Decl, property: &str) -> bool {
    match decl.kind {
        DeclKind::Module(_) => property == "name",
        _ => matches!(property, "id" | "name" | "type" | "apiVersion"),
    }
}
