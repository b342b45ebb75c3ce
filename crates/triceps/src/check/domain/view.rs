//! Looking at literal values, through variables.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::check::Path;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::expr::{Array, Callee, Composite, Entry, Expr, Key, Object, Symbol, UnaryOp};
use crate::template::{DeclKind, ResourceDecl, Template};

/// A rule: its stable id and how bad it is to break it.
pub(super) struct Rule {
    id: &'static str,
    severity: Severity,
}

/// A rule that Azure is known to refuse.
pub(super) const fn error(id: &'static str) -> Rule {
    Rule { id, severity: Severity::Error }
}

/// A rule that is broken by mistake more often than on purpose.
pub(super) const fn warning(id: &'static str) -> Rule {
    Rule { id, severity: Severity::Warning }
}

/// The template that is looked at, and where findings go.
pub(super) struct Cx<'a> {
    pub(super) template: &'a Template,
    findings: &'a mut Diagnostics,
}

impl<'a> Cx<'a> {
    pub(super) fn new(template: &'a Template, findings: &'a mut Diagnostics) -> Self {
        Self { template, findings }
    }

    pub(super) fn report(
        &mut self,
        rule: &Rule,
        path: &Path<'_>,
        message: impl Into<String>,
        help: impl Into<Cow<'static, str>>,
    ) {
        let finding = Diagnostic::new(rule.id, rule.severity, path.to_string(), message).with_help(help);
        self.findings.push(finding);
    }

    /// What a variable stands for; anything else is itself.
    pub(super) fn resolve(&self, expr: &'a Expr) -> &'a Expr {
        resolve(self.template, expr)
    }

    /// A property that is set to something other than `null`.
    pub(super) fn get(&self, object: &'a Object, name: &str) -> Option<&'a Expr> {
        object.get(name).map(|value| self.resolve(value)).filter(|value| !value.is_null())
    }

    pub(super) fn object(&self, object: &'a Object, name: &str) -> Option<&'a Object> {
        self.get(object, name)?.as_object()
    }

    pub(super) fn array(&self, object: &'a Object, name: &str) -> Option<&'a Array> {
        self.get(object, name)?.as_array()
    }

    pub(super) fn text(&self, object: &'a Object, name: &str) -> Option<&'a str> {
        self.get(object, name)?.as_str()
    }

    pub(super) fn bool(&self, object: &'a Object, name: &str) -> Option<bool> {
        self.get(object, name)?.as_bool()
    }

    /// Whether a property is certainly missing: nothing computed could bring it.
    pub(super) fn lacks(&self, object: &'a Object, name: &str) -> bool {
        is_closed(object) && object.get(name).is_none_or(|value| self.resolve(value).is_null())
    }

    /// The objects of an array with their positions.
    pub(super) fn objects(&self, array: &'a Array) -> impl Iterator<Item = (usize, &'a Object)> + use<'a> {
        let template = self.template;
        let items = array.items.iter().enumerate().filter(|(index, _)| !array.spreads.contains(index));
        items.filter_map(move |(index, item)| Some((index, resolve(template, item).as_object()?)))
    }

    /// The least and the greatest number that a value can be.
    pub(super) fn bounds(&self, expr: &'a Expr) -> RangeInclusive<i64> {
        if let Some(value) = int(expr) {
            return value..=value;
        }
        let bounds = expr.as_symbol().and_then(|symbol| self.template.decl(symbol)).map(|decl| {
            let bound = |name| decl.decorators.argument(name).and_then(int);
            bound("minValue").unwrap_or(i64::MIN)..=bound("maxValue").unwrap_or(i64::MAX)
        });
        bounds.unwrap_or(i64::MIN..=i64::MAX)
    }

    /// Reports a property that is certainly outside a range.
    pub(super) fn within(
        &mut self,
        rule: &Rule,
        object: &'a Object,
        name: &'static str,
        allowed: RangeInclusive<i64>,
        path: &Path<'_>,
    ) {
        let Some(value) = self.get(object, name) else { return };
        let bounds = self.bounds(value);
        if bounds.end() < allowed.start() || bounds.start() > allowed.end() {
            let found = if bounds.end() < allowed.start() { bounds.end() } else { bounds.start() };
            let (least, most) = (allowed.start(), allowed.end());
            self.report(
                rule,
                &path.name(name),
                format!("`{name}` is {found}, and has to be between {least} and {most}"),
                format!("give a number from {least} to {most}"),
            );
        }
    }

    /// The resource that a symbol stands for.
    pub(super) fn resource(&self, symbol: Symbol) -> Option<&'a ResourceDecl> {
        match &self.template.decl(symbol)?.kind {
            DeclKind::Resource(resource) => Some(resource),
            _ => None,
        }
    }

    /// The resource of this type whose id an expression is.
    pub(super) fn resource_of_id(&self, expr: &'a Expr, type_name: &str) -> Option<&'a ResourceDecl> {
        let resource = self.resource(symbol_of(self.resolve(expr), "id")?)?;
        resource.type_name.eq_ignore_ascii_case(type_name).then_some(resource)
    }
}

fn resolve<'a>(template: &'a Template, mut expr: &'a Expr) -> &'a Expr {
    // A variable may name another one; a cycle is somebody else's finding.
    for _ in 0..16 {
        match expr.as_composite() {
            Some(Composite::Paren(inner)) => expr = inner,
            Some(_) => return expr,
            None => match expr.as_symbol().and_then(|symbol| template.decl(symbol)).map(|decl| &decl.kind) {
                Some(DeclKind::Var { value, .. }) => expr = value,
                _ => return expr,
            },
        }
    }
    expr
}

/// Whether all keys are known.
pub(super) fn is_closed(object: &Object) -> bool {
    object.entries.iter().all(|entry| matches!(entry, Entry::Property { key: Key::Text(_), .. }))
}

/// Whether all items are known.
pub(super) fn is_complete(array: &Array) -> bool {
    array.spreads.is_empty()
}

/// The number that a literal is, with its sign.
pub(super) fn int(expr: &Expr) -> Option<i64> {
    match expr.as_composite() {
        Some(Composite::Unary(UnaryOp::Minus, operand)) => operand.as_int()?.checked_neg(),
        _ => expr.as_int(),
    }
}

/// The number that a literal is, or `json('0.5')`.
pub(super) fn number(expr: &Expr) -> Option<f64> {
    match expr.as_composite() {
        Some(Composite::Call { callee: Callee::Builtin(name), args }) if name == "json" => {
            args.first()?.as_str()?.parse().ok()
        }
        #[allow(clippy::cast_precision_loss)]
        _ => int(expr).map(|value| value as f64),
    }
}

/// The declaration that a property is read of: `symbol.name`.
pub(super) fn symbol_of(expr: &Expr, property: &str) -> Option<Symbol> {
    match expr.as_composite()? {
        Composite::Property { base, name, .. } if name == property => base.as_symbol(),
        _ => None,
    }
}
