//! Limits of Azure Resource Manager on the size of a template and its parts.

use super::uses::for_each_expr;
use super::{Checked, about};
use crate::arm;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::expr::{Callee, Composite, Entry, Expr, Key, Node, Part, Symbol};
use crate::template::{Decl, DeclKind, Template};

/// The longest expression, in characters of the JSON string.
const MAX_EXPRESSION: usize = 24_576;
/// The largest template, in bytes.
const MAX_TEMPLATE: usize = 4 * 1024 * 1024;
/// Bounds are off by far less than this is above the limits, so it need not be written to be measured.
const MAX_MEASURED: usize = 1 << 30;

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
    let mut weights = Weights::new(template, None);
    let bound = weights.total();
    if weights.deepest < MAX_EXPRESSION && bound < MAX_TEMPLATE {
        return bound;
    }
    // Only variables with run-time values are written out where they are mentioned.
    let mut weights = Weights::new(template, Some(arm::inlined(checked)));
    let bound = weights.total();
    if bound > MAX_MEASURED {
        for decl in (0..template.decls.len()).filter(|index| weights.written(*index) > MAX_MEASURED) {
            let decl = &template.decls[decl];
            let message = format!("`{}` has an expression of more than {MAX_EXPRESSION} characters as JSON", decl.name);
            findings.push(about("TRI0006", Severity::Error, decl, message).with_help(SHORTER));
        }
        return bound;
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
            findings.push(Diagnostic::new("TRI0006", Severity::Error, path, message).with_help(SHORTER));
        }
    }
    sizes.template
}

const SHORTER: &str = "compute a part of it in a parameter's default, a variable without run-time values, or a module";

/// Upper bounds of how long expressions become in the JSON.
struct Weights<'a> {
    template: &'a Template,
    /// By declaration: whether a mention of it is replaced by its value. None: all are.
    inlined: Option<Vec<bool>>,
    known: Vec<Option<usize>>,
    /// The greatest weight of a single expression.
    deepest: usize,
}

impl<'a> Weights<'a> {
    fn new(template: &'a Template, inlined: Option<Vec<bool>>) -> Self {
        Self { template, inlined, known: vec![None; template.decls.len()], deepest: 0 }
    }

    /// The weight of the whole template.
    fn total(&mut self) -> usize {
        let mut total = 1000usize;
        for index in 0..self.template.decls.len() {
            // What a declaration mentions may stand in its `dependsOn` again.
            total = total.saturating_add(self.written(index).saturating_mul(2));
        }
        for module in self.template.decls.iter().filter_map(Decl::as_module) {
            total = total.saturating_add(self.template.files[module.file].template.size_bound);
        }
        total
    }

    /// The weight of a declaration where it stands. What is replaced by its value stands nowhere.
    fn written(&mut self, index: usize) -> usize {
        if self.inlined.as_ref().is_some_and(|inlined| inlined[index]) {
            return 0;
        }
        let decl = &self.template.decls[index];
        let mut weight = if decl.body().is_some() { self.identity(decl) } else { 64 };
        for_each_expr(decl, |expr| weight = weight.saturating_add(self.value(expr)));
        weight
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

    /// What a mention of a declaration comes to.
    fn mention(&mut self, symbol: Symbol) -> usize {
        let index = symbol.index as usize;
        if let Some(weight) = self.known[index] {
            return weight;
        }
        self.known[index] = Some(64);
        let decl = &self.template.decls[index];
        let stays = self.inlined.as_ref().is_some_and(|inlined| !inlined[index]);
        let weight = match &decl.kind {
            DeclKind::Var { .. } if stays => decl.name.len() + 16,
            DeclKind::Var { value, .. } => self.value(value),
            DeclKind::Resource(_) | DeclKind::Module(_) => self.identity(decl),
            _ => decl.name.len() + 16,
        };
        self.known[index] = Some(weight);
        weight
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
            Node::Null | Node::Refused(_) | Node::Bool(_) => 8,
            Node::Int(_) => 28,
            Node::Str(text) => text.len() + 4,
            Node::Symbol(symbol) => self.mention(*symbol),
            // An item is written as the array of its loop.
            Node::Local(_) => 256,
            Node::Composite(composite) => {
                let own = match composite.composite() {
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
