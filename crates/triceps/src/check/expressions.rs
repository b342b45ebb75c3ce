//! Constructs at places where the language does not have them.

use super::mend::UNKNOWN;
use super::{Path, root_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::expr::{Array, Callee, Composite, Entry, Expr, ForLoop, Key, Node, Object, Part};
use crate::template::{Decl, DeclKind, Template};

/// What the place that an expression stands at allows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A loop may stand here.
    Loop,
    /// The value of a property in the body of a resource or module: so may here, once.
    Body,
    /// Only a value.
    Value,
}

pub(super) fn check(template: &Template, findings: &mut Diagnostics) {
    for decl in &template.decls {
        let root = root_of(decl);
        let path = root.name(&decl.name);
        let mut walk = Walk { template, decl, findings: &mut *findings, locals: Vec::new(), in_body: false };
        walk.declaration(&path);
    }
}

struct Walk<'a, 'f> {
    template: &'a Template,
    decl: &'a Decl,
    findings: &'f mut Diagnostics,
    /// Variables of loops, lambdas and functions around the place.
    locals: Vec<&'a str>,
    /// Whether the place is inside of a resource's body, where that can read itself.
    in_body: bool,
}

impl<'a> Walk<'a, '_> {
    fn declaration(&mut self, path: &Path<'_>) {
        for decorator in &self.decl.decorators.0 {
            for argument in &decorator.args {
                if !is_constant(argument) {
                    let message = format!("the argument of `@{}` has to be a literal", decorator.name);
                    self.report("BCP032", Severity::Error, path, message, "write the value itself");
                }
            }
        }
        match &self.decl.kind {
            DeclKind::Metadata(value) => self.expr(value, path, Place::Value),
            DeclKind::Param { default, .. } => {
                if let Some(default) = default {
                    let path = path.name("default");
                    if self.mentions_resource(default) {
                        let message = "a default cannot depend on resources, modules or variables that do";
                        self.report("BCP072", Severity::Error, &path, message, "use a variable instead of a parameter");
                    }
                    self.expr(default, &path, Place::Value);
                }
            }
            DeclKind::Var { value, .. } | DeclKind::Output { value, .. } => self.expr(value, path, Place::Loop),
            DeclKind::Func { params, body, .. } => {
                self.locals.extend(params.iter().map(|(name, _)| &**name));
                self.expr(body, path, Place::Value);
            }
            DeclKind::Resource(_) | DeclKind::Module(_) => self.body(path),
            DeclKind::Extension(_) | DeclKind::Type(_) => {}
        }
    }

    fn body(&mut self, path: &Path<'_>) {
        if let Some(header) = self.decl.header() {
            self.expr(&header.array, &path.name("for"), Place::Value);
            self.locals.push(&header.item);
            self.locals.extend(header.index.as_deref());
        }
        if let Some(condition) = self.decl.condition() {
            self.expr(condition, &path.name("if"), Place::Value);
        }
        let Some(body) = self.decl.body() else { return };
        self.in_body = self.decl.as_resource().is_some_and(|resource| !resource.existing);
        self.unique_keys(body, path);
        for entry in &body.entries {
            match entry {
                Entry::Property { key: Key::Text(key), value } => {
                    let place = if matches!(&**key, "name" | "scope" | "parent" | "dependsOn") {
                        Place::Value
                    } else {
                        Place::Body
                    };
                    self.expr(value, &path.name(key), place);
                }
                Entry::Property { key: Key::Computed(_), .. } => {
                    self.report(
                        "BCP040",
                        Severity::Error,
                        path,
                        "a top-level property needs a fixed name",
                        "write the name as text",
                    );
                }
                Entry::Spread(_) => {
                    let help = "set the properties one by one; a spread may stand in the objects below";
                    self.report("BCP401", Severity::Error, path, "a spread cannot stand at the top of a body", help);
                }
            }
        }
    }

    fn expr(&mut self, expr: &'a Expr, path: &Path<'_>, place: Place) {
        match &expr.0 {
            Node::Local(name) => {
                if **name != *UNKNOWN && !self.locals.contains(&&**name) {
                    let message = format!("`{name}` is used outside of the loop or lambda that it belongs to");
                    self.report(
                        "BCP057",
                        Severity::Error,
                        path,
                        message,
                        "use the variable inside the closure that was given it",
                    );
                }
            }
            Node::Composite(composite) => self.composite(expr, composite, path, place),
            _ => {}
        }
    }

    fn composite(&mut self, expr: &'a Expr, composite: &'a Composite, path: &Path<'_>, place: Place) {
        match composite {
            Composite::Object(object) => self.object(object, path, place),
            Composite::Array(array) => self.array(array, path, place),
            Composite::For(each) => self.for_loop(each, path, place),
            Composite::Interpolation { parts, dollars } => {
                for part in parts {
                    let Part::Hole(hole) = part else { continue };
                    if *dollars == 0 && contains_literal_list(hole) {
                        let help = "put the array or object into a variable";
                        self.report(
                            "BCP087",
                            Severity::Error,
                            path,
                            "an array or object literal stands inside `${..}`",
                            help,
                        );
                    }
                    self.expr(hole, path, Place::Value);
                }
            }
            Composite::Lambda { params, body } => {
                let depth = self.locals.len();
                self.locals.extend(params.iter().map(|param| &**param));
                self.expr(body, path, Place::Value);
                self.locals.truncate(depth);
            }
            Composite::Call { callee: Callee::Builtin(name), args } => self.call(name, args, path),
            Composite::Property { base, name, .. } => {
                self.module_output(base, name, path);
                self.expr(base, path, Place::Value);
            }
            _ => expr.for_each_child(|child| self.expr(child, path, Place::Value)),
        }
    }

    fn object(&mut self, object: &'a Object, path: &Path<'_>, place: Place) {
        self.unique_keys(object, path);
        let has_loop =
            object.entries.iter().any(|entry| matches!(entry, Entry::Property { value, .. } if is_loop(value)));
        for entry in &object.entries {
            match entry {
                Entry::Property { key: Key::Text(key), value } => {
                    self.expr(value, &path.name(key), place_below(place));
                }
                Entry::Property { key: Key::Computed(key), value } => {
                    self.expr(key, path, Place::Value);
                    if is_loop(value) {
                        let help = "give the property a fixed name, or build the array in a variable";
                        self.report(
                            "BCP143",
                            Severity::Error,
                            path,
                            "a loop cannot be the value of a computed key",
                            help,
                        );
                    }
                    self.expr(value, path, place_below(place));
                }
                Entry::Spread(other) => {
                    if has_loop {
                        let help = "build the array in a variable";
                        self.report(
                            "BCP417",
                            Severity::Error,
                            path,
                            "a spread and a loop cannot stand in one object",
                            help,
                        );
                    }
                    self.expr(other, path, Place::Value);
                }
            }
        }
    }

    fn unique_keys(&mut self, object: &'a Object, path: &Path<'_>) {
        // Short objects are the rule; `set` keeps keys apart, so only literal trees can repeat one.
        for (index, entry) in object.entries.iter().enumerate() {
            let Entry::Property { key: Key::Text(key), .. } = entry else { continue };
            let same = |other: &Entry| matches!(other, Entry::Property { key: Key::Text(other), .. } if other == key);
            if object.entries.len() < 64 && object.entries[..index].iter().any(same) {
                let message = format!("the property `{key}` is given twice");
                self.report("BCP025", Severity::Error, path, message, "keep one of the two");
            }
        }
    }

    fn array(&mut self, array: &'a Array, path: &Path<'_>, place: Place) {
        for (index, item) in array.items.iter().enumerate() {
            let below = if is_loop(item) { Place::Value } else { place_below(place) };
            self.expr(item, &path.index(index), below);
        }
    }

    fn for_loop(&mut self, each: &'a ForLoop, path: &Path<'_>, place: Place) {
        if place == Place::Value {
            let help = "a loop may be the value of a variable, of an output, or of a property in the body of a resource or module; elsewhere use `map`";
            self.report("BCP138", Severity::Error, path, "a loop cannot stand here", help);
        }
        self.expr(&each.array, path, Place::Value);
        let depth = self.locals.len();
        self.locals.push(&each.item);
        self.locals.extend(each.index.as_deref());
        // Loops in the body of a property loop cannot be written in JSON.
        self.expr(&each.body, path, Place::Value);
        self.locals.truncate(depth);
    }

    fn call(&mut self, name: &str, args: &'a [Expr], path: &Path<'_>) {
        if matches!(name, "newGuid" | "utcNow") && !matches!(self.decl.kind, DeclKind::Param { .. }) {
            let message = format!("`{name}` may stand in the default of a parameter only");
            self.report("BCP065", Severity::Error, path, message, "add a parameter with this default and use it here");
        }
        if let Some(instead) = banned(name) {
            let message = format!("`{name}` is no function of Bicep");
            self.report("BCP057", Severity::Error, path, message, instead);
        }
        if let Some(function) = name.strip_prefix("this.") {
            self.this(function, args, path);
        }
        for arg in args {
            self.expr(arg, path, Place::Value);
        }
    }

    /// `this.exists()` and `this.existingResource()` stand in the body of the resource that they are about.
    fn this(&mut self, function: &str, args: &[Expr], path: &Path<'_>) {
        if !matches!(function, "exists" | "existingResource") {
            let message = format!("`this` has no function `{function}`");
            self.report("BCP107", Severity::Error, path, message, "it has `this_exists` and `this_existing_resource`");
        } else if !self.in_body {
            let message = format!("`this.{function}` is used outside of the body of a resource that is deployed");
            let help = "use it in the properties of the resource that it is about";
            self.report("BCP057", Severity::Error, path, message, help);
        } else if !args.is_empty() {
            let message = format!("`this.{function}` takes no arguments, {} are given", args.len());
            self.report("BCP071", Severity::Error, path, message, "leave them out");
        }
    }

    /// `module.outputs.name` has to be an output of the module's file.
    fn module_output(&mut self, base: &Expr, name: &str, path: &Path<'_>) {
        let Some(Composite::Property { base: module, name: outputs, .. }) = base.as_composite() else { return };
        if outputs != "outputs" {
            return;
        }
        let mut inner = module;
        while let Some(Composite::NonNull(next) | Composite::Index { base: next, .. } | Composite::Paren(next)) =
            inner.as_composite()
        {
            inner = next;
        }
        let Some(decl) = inner.as_symbol().and_then(|symbol| self.template.decl(symbol)) else { return };
        let Some(module) = decl.as_module() else { return };
        let Some(file) = self.template.files.get(module.file) else { return };
        let decls = &file.template.template.decls;
        let outputs = || decls.iter().filter(|decl| matches!(decl.kind, DeclKind::Output { .. }));
        if outputs().any(|output| output.name == name) {
            return;
        }
        let known: Vec<String> = outputs().map(|output| format!("`{}`", output.name)).collect();
        let help = if known.is_empty() {
            "the module has no outputs".to_owned()
        } else {
            format!("it has {}", known.join(", "))
        };
        let message = format!("the module `{}` has no output `{name}`", decl.name);
        self.report("BCP053", Severity::Error, path, message, help);
    }

    fn mentions_resource(&self, expr: &Expr) -> bool {
        if let Some(symbol) = expr.as_symbol() {
            let kind = self.template.decl(symbol).map(|decl| &decl.kind);
            return matches!(kind, Some(DeclKind::Resource(_) | DeclKind::Module(_) | DeclKind::Var { .. }));
        }
        let mut found = false;
        expr.for_each_child(|child| found = found || self.mentions_resource(child));
        found
    }

    fn report(
        &mut self,
        id: &'static str,
        severity: Severity,
        path: &Path<'_>,
        message: impl Into<String>,
        help: impl Into<std::borrow::Cow<'static, str>>,
    ) {
        self.findings.push(Diagnostic::new(id, severity, path.to_string(), message).with_help(help));
    }
}

fn place_below(place: Place) -> Place {
    match place {
        Place::Body => Place::Body,
        Place::Loop | Place::Value => Place::Value,
    }
}

fn is_loop(expr: &Expr) -> bool {
    matches!(expr.as_composite(), Some(Composite::For(_)))
}

fn contains_literal_list(expr: &Expr) -> bool {
    if matches!(expr.as_composite(), Some(Composite::Object(_) | Composite::Array(_))) {
        return true;
    }
    let mut found = false;
    expr.for_each_child(|child| found = found || contains_literal_list(child));
    found
}

/// Whether an expression is made of literals alone.
fn is_constant(expr: &Expr) -> bool {
    match &expr.0 {
        Node::Null | Node::Bool(_) | Node::Int(_) | Node::Str(_) => true,
        Node::Symbol(_) | Node::Local(_) => false,
        Node::Composite(composite) => match &**composite {
            Composite::MultiLine(_) => true,
            Composite::Object(_) | Composite::Array(_) | Composite::Unary(..) => {
                let mut constant = true;
                expr.for_each_child(|child| constant = constant && is_constant(child));
                constant
            }
            _ => false,
        },
    }
}

/// What to write instead of a function that only the JSON has.
fn banned(function: &str) -> Option<&'static str> {
    Some(match function {
        "variables" | "parameters" => "use the handle of the variable or parameter",
        "if" => "use `Value::then_else` or `Expr::ternary`",
        "createArray" => "use `array!`",
        "createObject" => "use `object!`",
        "add" | "sub" | "mul" | "div" | "mod" => "use the operator",
        "less" | "lessOrEquals" | "greater" | "greaterOrEquals" | "equals" => "use the comparison, as `Value::equals`",
        "not" | "and" | "or" => "use `!`, `Value::and`, `Value::or`",
        "coalesce" => "use `Value::or` of an optional value",
        "true" | "false" | "null" => "use the literal",
        "tryGet" | "tryIndexFromEnd" | "indexFromEnd" => "use `safe_prop`, `safe_at` or `at_end`",
        "copyIndex" => "use the index that the loop's closure is given",
        "lambda" | "lambdaVariables" => "use `functions::map` and its like, or `Expr::lambda`",
        _ => return None,
    })
}
