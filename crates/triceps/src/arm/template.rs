//! The whole template: its sections in their order.

use super::access::DEPLOYMENTS_API_VERSION;
use super::context::{Context, Mention};
use super::env::{Binding, Env};
use super::expr::Writer;
use super::hash::template_hash;
use super::tape::Tape;
use super::value::as_loop;
use super::{Generator, access::Shape};
use crate::check::Checked;
use crate::expr::{Composite, Entry, Expr, ForLoop, Symbol};
use crate::lookup::Spelling;
use crate::template::{Decl, DeclKind, ModuleDecl, ResourceDecl, TargetScope};

/// Writes a template with its hash onto the tape.
pub(crate) fn write_template(checked: &Checked, generator: &Generator, tape: &mut Tape) {
    let cx = Context::new(checked);
    let root = tape.tokens.len();
    if root == 0 {
        tape.reserve(checked.size_bound);
    }
    let mut writer = Writer { cx: &cx, tape, ids: vec![None; checked.template.decls.len()], in_extension: false };
    let hash = writer.template(checked, generator);
    let value = template_hash(tape, root);
    tape.replace_scalar(hash, &value);
}

impl<'m> Writer<'m, '_> {
    /// Writes all sections; the position of the hash, which is written last.
    fn template(&mut self, checked: &'m Checked, generator: &Generator) -> usize {
        let template = self.cx.template;
        let decls = || checked.order.iter().map(|index| &template.decls[*index as usize]);
        let mark = self.tape.open_object();
        self.tape.text_property("$schema", schema_of(template.scope));
        if self.cx.symbolic {
            self.tape.text_property("languageVersion", "2.0");
        }
        self.tape.text_property("contentVersion", "1.0.0.0");
        let hash = self.template_metadata(decls(), generator);
        self.definitions(decls());
        self.functions(decls());
        self.parameters(decls());
        self.variables(&checked.order);
        self.extensions(decls());
        self.resources(generator);
        self.outputs(decls());
        self.tape.close(mark);
        hash
    }

    fn template_metadata(&mut self, decls: impl Iterator<Item = &'m Decl> + Clone, generator: &Generator) -> usize {
        self.tape.key("metadata");
        let mark = self.tape.open_object();
        self.tape.key("_generator");
        let inner = self.tape.open_object();
        self.tape.text_property("name", &generator.name);
        self.tape.text_property("version", &generator.version);
        self.tape.key("templateHash");
        self.tape.text("");
        let hash = self.tape.tokens.len() - 1;
        self.tape.close(inner);
        self.exported_variables(decls.clone());
        for decl in decls {
            if let DeclKind::Metadata(value) = &decl.kind {
                self.tape.key(&decl.name);
                self.value(value, &Env::Root);
            }
        }
        self.tape.close(mark);
        hash
    }

    fn exported_variables(&mut self, decls: impl Iterator<Item = &'m Decl>) {
        let mut exported =
            decls.filter(|decl| matches!(decl.kind, DeclKind::Var { .. }) && decl.decorators.has("export")).peekable();
        if exported.peek().is_none() {
            return;
        }
        self.tape.key("__bicep_exported_variables!");
        let mark = self.tape.open_array();
        for decl in exported {
            let DeclKind::Var { ty, .. } = &decl.kind else { continue };
            let inner = self.tape.open_object();
            self.tape.text_property("name", &decl.name);
            if let Some(description) = decl.decorators.argument("description") {
                self.tape.key("description");
                self.value(description, &Env::Root);
            }
            if let Some(ty) = ty {
                self.tape.key("type");
                let mark = self.tape.open_object();
                self.plain_schema(ty);
                self.tape.close(mark);
            }
            self.tape.close(inner);
        }
        self.tape.close(mark);
    }

    /// Writes a section, unless nothing is in it.
    fn section(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        let tokens = self.tape.tokens.len();
        self.tape.key(name);
        let mark = self.tape.open_object();
        write(self);
        if self.tape.is_empty_since(mark) {
            self.tape.tokens.truncate(tokens);
        } else {
            self.tape.close(mark);
        }
    }

    fn definitions(&mut self, decls: impl Iterator<Item = &'m Decl>) {
        self.section("definitions", |writer| {
            for decl in decls {
                if let DeclKind::Type(ty) = &decl.kind {
                    writer.tape.key(&decl.name);
                    let mark = writer.tape.open_object();
                    writer.schema(ty, None, &decl.decorators);
                    writer.tape.close(mark);
                }
            }
        });
    }

    fn functions(&mut self, decls: impl Iterator<Item = &'m Decl>) {
        let mut functions = decls.filter(|decl| matches!(decl.kind, DeclKind::Func { .. })).peekable();
        if functions.peek().is_none() {
            return;
        }
        self.tape.key("functions");
        let list = self.tape.open_array();
        let namespace = self.tape.open_object();
        self.tape.text_property("namespace", "__bicep");
        self.tape.key("members");
        let members = self.tape.open_object();
        for decl in functions {
            let DeclKind::Func { params, returns, body } = &decl.kind else { continue };
            self.tape.key(&decl.name);
            let mark = self.tape.open_object();
            self.tape.key("parameters");
            let list = self.tape.open_array();
            for (name, ty) in params {
                let mark = self.tape.open_object();
                self.plain_schema(ty);
                self.tape.text_property("name", name);
                self.tape.close(mark);
            }
            self.tape.close(list);
            self.tape.key("output");
            let output = self.tape.open_object();
            self.plain_schema(returns);
            self.tape.key("value");
            let names: Vec<&'m str> = params.iter().map(|(name, _)| &**name).collect();
            self.function_body(&names, body, &Env::Root);
            self.tape.close(output);
            self.metadata(&decl.decorators);
            self.tape.close(mark);
        }
        self.tape.close(members);
        self.tape.close(namespace);
        self.tape.close(list);
    }

    fn function_body(&mut self, params: &[&'m str], body: &'m Expr, env: &Env<'m, '_>) {
        match params {
            [] => self.value(body, env),
            [first, rest @ ..] => {
                let frame = Env::Frame { parent: env, name: first, binding: Binding::Parameter };
                self.function_body(rest, body, &frame);
            }
        }
    }

    fn parameters(&mut self, decls: impl Iterator<Item = &'m Decl>) {
        self.section("parameters", |writer| {
            for decl in decls {
                if let DeclKind::Param { ty, default } = &decl.kind {
                    writer.tape.key(&decl.name);
                    let mark = writer.tape.open_object();
                    writer.schema(ty, default.as_ref(), &decl.decorators);
                    writer.tape.close(mark);
                }
            }
        });
    }

    fn variables(&mut self, order: &[u32]) {
        let kept = || {
            order.iter().filter_map(|index| {
                let decl = &self.cx.template.decls[*index as usize];
                match &decl.kind {
                    DeclKind::Var { value, .. } if !self.cx.is_inlined(self.cx.symbol(*index as usize)) => {
                        Some((&*decl.name, value))
                    }
                    _ => None,
                }
            })
        };
        let loops: Vec<(&str, &ForLoop)> = kept().filter_map(|(name, value)| Some((name, as_loop(value)?))).collect();
        let plain: Vec<(&str, &Expr)> = kept().filter(|(_, value)| as_loop(value).is_none()).collect();
        self.section("variables", |writer| {
            if !loops.is_empty() {
                writer.tape.key("copy");
                let mark = writer.tape.open_array();
                for (name, each) in loops {
                    writer.copy(Some(name), each, Some(name), &Env::Root);
                }
                writer.tape.close(mark);
            }
            for (name, value) in plain {
                writer.tape.key(name);
                writer.value(value, &Env::Root);
            }
        });
    }

    fn extensions(&mut self, decls: impl Iterator<Item = &'m Decl>) {
        self.section("imports", |writer| {
            for decl in decls {
                if let DeclKind::Extension(extension) = &decl.kind {
                    writer.tape.key(&decl.name);
                    let mark = writer.tape.open_object();
                    writer.tape.text_property("provider", &extension.provider);
                    writer.tape.text_property("version", &extension.version);
                    writer.tape.close(mark);
                }
            }
        });
    }

    fn resources(&mut self, generator: &Generator) {
        self.tape.key("resources");
        let mark = if self.cx.symbolic { self.tape.open_object() } else { self.tape.open_array() };
        for symbol in self.cx.resources() {
            let Some(resource) = self.cx.resource(symbol) else { continue };
            if resource.existing && (!self.cx.symbolic || self.cx.is_inlined(symbol)) {
                continue;
            }
            self.resource_key(symbol);
            let mention = Mention { symbol, index: None };
            self.in_body(mention, &Env::Root, |writer, env| writer.resource(symbol, resource, env));
        }
        for symbol in self.cx.printed() {
            let Some(module) = self.cx.module(symbol) else { continue };
            self.resource_key(symbol);
            let mention = Mention { symbol, index: None };
            self.in_body(mention, &Env::Root, |writer, env| writer.module(symbol, module, generator, env));
        }
        self.tape.close(mark);
    }

    fn resource_key(&mut self, symbol: Symbol) {
        if self.cx.symbolic {
            let name = self.cx.symbolic_name(symbol);
            self.tape.key(&name);
        }
    }

    fn resource(&mut self, symbol: Symbol, resource: &'m ResourceDecl, env: &Env<'m, '_>) {
        let decl = self.cx.decl(symbol);
        let mark = self.tape.open_object();
        self.copy_and_condition(symbol, env);
        if resource.existing {
            self.tape.key("existing");
            self.tape.raw("true");
        }
        let extension = self.cx.extension_of(resource);
        self.in_extension = extension.is_some();
        if let Some(extension) = extension {
            self.tape.text_property("import", &extension.name);
        }
        self.options(decl);
        let Spelling { type_name, version } = self.cx.spelling(symbol);
        if extension.is_some() {
            self.tape.key("type");
            let start = self.tape.begin();
            self.push("\"");
            self.push(type_name);
            self.push("@");
            self.push(version);
            self.push("\"");
            self.tape.end_scalar(start);
        } else {
            self.tape.text_property("type", type_name);
            self.tape.text_property("apiVersion", version);
        }
        self.scope_properties(symbol, env);
        if extension.is_some() {
            self.tape.key("properties");
            let inner = self.tape.open_object();
            self.properties(&resource.body, |key| !matches!(key, "parent" | "scope" | "dependsOn"), env);
            self.tape.close(inner);
        } else {
            self.resource_name(symbol, resource, env);
            self.properties(&resource.body, |key| !matches!(key, "parent" | "scope" | "dependsOn" | "name"), env);
        }
        self.depends_on(symbol, env);
        self.metadata(&decl.decorators);
        self.tape.close(mark);
    }

    fn resource_name(&mut self, symbol: Symbol, resource: &'m ResourceDecl, env: &Env<'m, '_>) {
        let Some(name) = resource.body.get("name") else { return };
        self.tape.key("name");
        if self.cx.parent(resource).is_some() {
            self.expression_value(|writer| writer.qualified_name(symbol, env));
        } else {
            self.value(name, env);
        }
    }

    /// Writes `copy` and `condition` of a resource or module.
    fn copy_and_condition(&mut self, symbol: Symbol, env: &Env<'m, '_>) {
        let decl = self.cx.decl(symbol);
        if let Some(header) = decl.header() {
            self.tape.key("copy");
            let mark = self.tape.open_object();
            let name = self.cx.symbolic_name(symbol);
            self.tape.text_property("name", &name);
            self.count(&header.array, &Env::Root);
            if let Some(size) = decl.decorators.argument("batchSize") {
                self.tape.text_property("mode", "serial");
                self.tape.key("batchSize");
                self.value(size, &Env::Root);
            }
            self.tape.close(mark);
        }
        let conditions = self.cx.conditions(symbol);
        match conditions.as_slice() {
            [] => {}
            [only] => {
                self.tape.key("condition");
                self.value(only, env);
            }
            several => {
                self.tape.key("condition");
                self.expression_value(|writer| writer.conditions(several, env));
            }
        }
    }

    /// Writes `@options`: the decorators that the engine itself knows.
    fn options(&mut self, decl: &'m Decl) {
        let known = |name: &str| matches!(name, "retryOn" | "onlyIfNotExists" | "nullIfNotFound");
        let mut options = decl.decorators.0.iter().filter(|decorator| known(&decorator.name)).peekable();
        if options.peek().is_none() {
            return;
        }
        self.tape.key("@options");
        let mark = self.tape.open_object();
        for decorator in options {
            self.tape.key(&decorator.name);
            let args = self.tape.open_array();
            for arg in &decorator.args {
                self.value(arg, &Env::Root);
            }
            self.tape.close(args);
        }
        self.tape.close(mark);
    }

    fn module(&mut self, symbol: Symbol, module: &'m ModuleDecl, generator: &Generator, env: &Env<'m, '_>) {
        let decl = self.cx.decl(symbol);
        let mark = self.tape.open_object();
        self.copy_and_condition(symbol, env);
        self.tape.text_property("type", "Microsoft.Resources/deployments");
        self.tape.text_property("apiVersion", DEPLOYMENTS_API_VERSION);
        self.tape.key("name");
        match module.body.get("name") {
            Some(name) => self.value(name, env),
            None => self.expression_value(|writer| writer.module_name(Mention { symbol, index: None }, env)),
        }
        if !self.scope_properties(symbol, env) {
            let location = match self.cx.template.scope {
                TargetScope::ResourceGroup => "[resourceGroup().location]",
                _ => "[deployment().location]",
            };
            if module.body.get("scope").is_some() || self.cx.template.scope != TargetScope::ResourceGroup {
                self.tape.text_property("location", location);
            }
        }
        self.tape.key("properties");
        let properties = self.tape.open_object();
        self.tape.key("expressionEvaluationOptions");
        let options = self.tape.open_object();
        self.tape.text_property("scope", "inner");
        self.tape.close(options);
        self.tape.text_property("mode", "Incremental");
        if let Some(params) = module.body.get("params").and_then(Expr::as_object) {
            self.tape.key("parameters");
            let mark = self.tape.open_object();
            for entry in &params.entries {
                if let Entry::Property { key, value } = entry {
                    self.key(key, env);
                    self.module_argument(value, env);
                }
            }
            self.tape.close(mark);
        }
        self.tape.key("template");
        write_template(&self.cx.template.files[module.file].template, generator, self.tape);
        self.tape.close(properties);
        self.depends_on(symbol, env);
        self.metadata(&decl.decorators);
        self.tape.close(mark);
    }

    /// Writes `{ value }` or `{ reference }` of a module's parameter.
    fn module_argument(&mut self, expr: &'m Expr, env: &Env<'m, '_>) {
        if let Some(Composite::Ternary(..)) = expr.as_composite() {
            return self.expression_value(|writer| writer.wrapped_argument(expr, env));
        }
        let mark = self.tape.open_object();
        if let Some((vault, args)) = as_get_secret(expr) {
            self.tape.key("reference");
            let reference = self.tape.open_object();
            self.tape.key("keyVault");
            let inner = self.tape.open_object();
            self.tape.key("id");
            self.expression_value(|writer| {
                if let Some(mention) = writer.cx.mention(vault) {
                    writer.resource_id(mention, env);
                }
            });
            self.tape.close(inner);
            for (name, arg) in ["secretName", "secretVersion"].into_iter().zip(args) {
                self.tape.key(name);
                self.value(arg, env);
            }
            self.tape.close(reference);
        } else if let Some(each) = as_loop(expr) {
            self.tape.key("copy");
            let list = self.tape.open_array();
            self.copy(Some("value"), each, Some("value"), env);
            self.tape.close(list);
        } else {
            self.tape.key("value");
            self.value(expr, env);
        }
        self.tape.close(mark);
    }

    /// Writes a parameter chosen by a condition: one expression that makes the whole object.
    fn wrapped_argument(&mut self, expr: &'m Expr, env: &Env<'m, '_>) {
        if let Some(Composite::Ternary(condition, yes, no)) = expr.as_composite() {
            self.push("if(");
            self.expr(condition, env);
            self.push(", ");
            self.wrapped_argument(yes, env);
            self.push(", ");
            self.wrapped_argument(no, env);
            return self.push(")");
        }
        let Some((vault, args)) = as_get_secret(expr) else {
            self.push("createObject('value', ");
            let _: Shape = self.expr(expr, env);
            return self.push(")");
        };
        self.push("createObject('reference', createObject('keyVault', createObject('id', ");
        if let Some(mention) = self.cx.mention(vault) {
            self.resource_id(mention, env);
        }
        self.push(")");
        for (name, arg) in ["secretName", "secretVersion"].into_iter().zip(args) {
            self.push(", ");
            self.literal(name);
            self.push(", ");
            self.expr(arg, env);
        }
        self.push("))");
    }

    fn outputs(&mut self, decls: impl Iterator<Item = &'m Decl>) {
        self.section("outputs", |writer| {
            for decl in decls {
                let DeclKind::Output { ty, value } = &decl.kind else { continue };
                writer.tape.key(&decl.name);
                let mark = writer.tape.open_object();
                writer.output_schema(ty, &decl.decorators);
                match as_loop(value) {
                    Some(each) => {
                        writer.tape.key("copy");
                        writer.copy(None, each, None, &Env::Root);
                    }
                    None => {
                        writer.tape.key("value");
                        writer.value(value, &Env::Root);
                    }
                }
                writer.tape.close(mark);
            }
        });
    }
}

/// The vault and the arguments of `vault.getSecret(..)`.
fn as_get_secret(expr: &Expr) -> Option<(&Expr, &[Expr])> {
    match expr.as_composite()? {
        Composite::Method { base, name, args } if name == "getSecret" => Some((base, args)),
        _ => None,
    }
}

fn schema_of(scope: TargetScope) -> &'static str {
    match scope {
        TargetScope::ResourceGroup => "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        TargetScope::Subscription => {
            "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#"
        }
        TargetScope::ManagementGroup => {
            "https://schema.management.azure.com/schemas/2019-08-01/managementGroupDeploymentTemplate.json#"
        }
        TargetScope::Tenant => "https://schema.management.azure.com/schemas/2019-08-01/tenantDeploymentTemplate.json#",
    }
}
