//! Limits of Azure Resource Manager on the size of a template and its parts.

use super::Checked;
use crate::arm;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::expr::{Callee, Composite, Entry, Expr, Key, Node, Part, Symbol};
use crate::template::{Decl, DeclKind, Template};

/// The longest expression, in characters of the JSON string.
const MAX_EXPRESSION: usize = 24_576;
/// The largest template, in bytes.
const MAX_TEMPLATE: usize = 4 * 1024 * 1024;

/// Checks how many declarations there are.
pub(super) fn counts(template: &Template, findings: &mut Diagnostics) {
    let mut count = |id, limit: usize, what: &str, counts: fn(&DeclKind) -> bool| {
        let number = template.decls.iter().filter(|decl| counts(&decl.kind)).count();
        if number > limit {
            let message = format!("the template has {number} {what}, the limit is {limit}");
            findings
                .push(Diagnostic::new(id, Severity::Error, what, message).with_help("move a part of it into a module"));
        }
    };
    count("max-params", 256, "params", |kind| matches!(kind, DeclKind::Param { .. }));
    count("max-variables", 512, "variables", |kind| matches!(kind, DeclKind::Var { .. }));
    count("max-outputs", 64, "outputs", |kind| matches!(kind, DeclKind::Output { .. }));
    count("max-resources", 800, "resources", |kind| matches!(kind, DeclKind::Resource(resource) if !resource.existing));
}

/// Measures the JSON where an upper bound of its size says that a limit may be reached, and gives an
/// upper bound of its bytes.
pub(super) fn sizes(checked: &Checked, findings: &mut Diagnostics) -> usize {
    let template = &checked.template;
    let mut weights = Weights { template, known: vec![None; template.decls.len()], deepest: 0 };
    let mut total = 1000usize;
    for index in 0..template.decls.len() {
        // What a declaration mentions may stand in its `dependsOn` again.
        total = total.saturating_add(weights.declaration(index).saturating_mul(2));
    }
    for module in template.decls.iter().filter_map(Decl::as_module) {
        total = total.saturating_add(template.files[module.file].template.size_bound);
    }
    if weights.deepest < MAX_EXPRESSION && total < MAX_TEMPLATE {
        return total;
    }
    let sizes = arm::measure(checked);
    if sizes.template > MAX_TEMPLATE {
        let message = format!("the template has {} bytes as JSON, the limit is {MAX_TEMPLATE}", sizes.template);
        let help = "split it into several deployments; modules count as parts of it";
        findings.push(Diagnostic::new("TRI0007", Severity::Error, "template", message).with_help(help));
    }
    for (path, length) in sizes.expressions {
        if length > MAX_EXPRESSION {
            let message = format!("the expression has {length} characters as JSON, the limit is {MAX_EXPRESSION}");
            let help = "compute a part of it in a parameter's default, a variable without run-time values, or a module";
            findings.push(Diagnostic::new("TRI0006", Severity::Error, path, message).with_help(help));
        }
    }
    sizes.template
}

/// Upper bounds of how long expressions become in the JSON.
struct Weights<'a> {
    template: &'a Template,
    known: Vec<Option<usize>>,
    /// The greatest weight of a single expression.
    deepest: usize,
}

impl<'a> Weights<'a> {
    /// The weight of everything in a declaration, which is also an upper bound of what a mention of it
    /// is replaced by.
    fn declaration(&mut self, index: usize) -> usize {
        if let Some(weight) = self.known[index] {
            return weight;
        }
        self.known[index] = Some(64);
        let decl = &self.template.decls[index];
        let weight = match &decl.kind {
            DeclKind::Var { value, .. } => self.value(value),
            DeclKind::Resource(_) | DeclKind::Module(_) => self.identity(decl),
            _ => 64,
        };
        self.known[index] = Some(weight);
        if let DeclKind::Output { value, .. } = &decl.kind {
            return self.value(value);
        }
        let Some(body) = decl.body() else { return weight };
        let mut whole = weight;
        for entry in &body.entries {
            let (Entry::Property { value, .. } | Entry::Spread(value)) = entry;
            whole = whole.saturating_add(self.value(value));
        }
        whole
    }

    /// What an id, a name or a reference of a resource comes to.
    fn identity(&mut self, decl: &'a Decl) -> usize {
        let mut weight = 120usize;
        let mut segments = 1;
        if let Some(resource) = decl.as_resource() {
            weight = weight.saturating_add(resource.type_name.len());
            // A name with `/` is split once for each segment of the type.
            segments = resource.type_name.matches('/').count().max(1);
        }
        if let Some(container) = decl.container() {
            weight = weight.saturating_add(self.mention(container));
        }
        for key in ["name", "parent", "scope"] {
            if let Some(value) = decl.body().and_then(|body| body.get(key)) {
                weight = weight.saturating_add(self.expression(value).saturating_mul(segments));
            }
        }
        if let Some(header) = decl.header() {
            weight = weight.saturating_add(self.expression(&header.array).saturating_mul(2));
        }
        weight
    }

    fn mention(&mut self, symbol: Symbol) -> usize {
        let index = symbol.index as usize;
        if self.known[index].is_none() {
            self.declaration(index);
        }
        self.known[index].unwrap_or(64)
    }

    /// Structure counts as its parts; each leaf may be an expression of its own.
    fn value(&mut self, expr: &'a Expr) -> usize {
        match expr.as_composite() {
            Some(Composite::Object(object)) => {
                let mut weight = 2usize;
                for entry in &object.entries {
                    let value = match entry {
                        Entry::Property { key, value } => {
                            weight = weight.saturating_add(match key {
                                Key::Text(key) => key.len() + 4,
                                Key::Computed(key) => self.expression(key),
                            });
                            value
                        }
                        Entry::Spread(value) => value,
                    };
                    weight = weight.saturating_add(self.value(value));
                }
                weight
            }
            Some(Composite::Array(array)) => {
                array.items.iter().fold(2usize, |weight, item| weight.saturating_add(self.value(item)))
            }
            _ => {
                let weight = self.expression(expr);
                if expr.as_str().is_none() {
                    self.deepest = self.deepest.max(weight);
                }
                weight
            }
        }
    }

    fn expression(&mut self, expr: &'a Expr) -> usize {
        match &expr.0 {
            Node::Null | Node::Bool(_) => 8,
            Node::Int(_) => 28,
            Node::Str(text) => text.len() + 4,
            Node::Symbol(symbol) => self.mention(*symbol),
            // An item is written as the array of its loop.
            Node::Local(_) => 256,
            Node::Composite(composite) => {
                let own = match &**composite {
                    Composite::MultiLine(text) => text.len() + 4,
                    Composite::Interpolation { parts, .. } => parts
                        .iter()
                        .map(|part| match part {
                            Part::Text(text) => text.len() + 2,
                            Part::Hole(_) => 6,
                        })
                        .sum::<usize>(),
                    Composite::Property { name, .. } => name.len() + 16,
                    Composite::Call { callee: Callee::Builtin(name), .. } => name.len() + 32,
                    Composite::Method { name, .. } => name.len() + 32,
                    _ => 32,
                };
                let mut weight = own;
                expr.for_each_child(|child| weight = weight.saturating_add(self.expression(child)));
                weight
            }
        }
    }
}
