//! Modules.

use super::access::DEPLOYMENTS_API_VERSION;
use super::frames::Env;
use super::generator::Generator;
use super::tape::{Position, Tape};
use super::template;
use super::writer::Writer;
use crate::analysis::Mention;
use crate::json::Json;
use crate::middle::{DeclId, Expr, ExprId, FileId, Module, ModuleTemplate, Place, TargetScope};
use crate::strings::known;

/// By module file: where its template was written first.
pub(super) type Written = Vec<Option<(Position, Position)>>;

/// Writes the JSON of a template as it is.
fn embed(tape: &mut Tape, value: &Json) {
    match value {
        Json::Null => tape.raw("null"),
        Json::Bool(value) => tape.raw(if *value { "true" } else { "false" }),
        Json::Number(digits) => tape.raw(digits),
        Json::String(text) => tape.text(text),
        Json::Array(items) => {
            let mark = tape.open_array();
            items.iter().for_each(|item| embed(tape, item));
            tape.close(mark);
        }
        Json::Object(members) => {
            let mark = tape.open_object();
            for (name, value) in members {
                tape.key(name);
                embed(tape, value);
            }
            tape.close(mark);
        }
    }
}

impl<'m> Writer<'m, '_> {
    pub(super) fn module(&mut self, id: DeclId, module: &Module, generator: &Generator, written: &mut Written) {
        let middle = self.middle;
        let decl = middle.decl(id);
        let frames = self.frames.mark();
        let env = self.enter(Mention::whole(id), Env::ROOT);
        let mark = self.tape.open_object();
        self.copy_and_condition(id, decl, env);
        self.tape.text_property("type", "Microsoft.Resources/deployments");
        self.tape.text_property("apiVersion", DEPLOYMENTS_API_VERSION);
        let body = middle.object(module.body).unwrap_or_default();
        let is_own = |key| {
            !matches!(key, known::NAME | known::PARAMS | known::EXTENSION_CONFIGS | known::SCOPE | known::DEPENDS_ON)
        };
        self.properties(body, is_own, env);
        self.tape.key("name");
        if let Some(name) = self.own_name(id) {
            self.value(name, env);
        } else {
            let start = self.open_expression();
            self.module_name(Mention::whole(id), env);
            self.close_expression(start, None);
        }
        if !self.scope_properties(id, env) {
            let location = match middle.scope() {
                TargetScope::ResourceGroup => "[resourceGroup().location]",
                TargetScope::Subscription | TargetScope::ManagementGroup | TargetScope::Tenant => {
                    "[deployment().location]"
                }
            };
            self.tape.text_property("location", location);
        }
        self.tape.key("properties");
        let properties = self.tape.open_object();
        self.tape.key("expressionEvaluationOptions");
        let options = self.tape.open_object();
        self.tape.text_property("scope", "inner");
        self.tape.close(options);
        self.tape.text_property("mode", "Incremental");
        self.arguments(module.body, env);
        self.template_of(module.file, generator, written);
        self.tape.close(properties);
        self.depends_on(id, env);
        self.description_alone(decl.decorators, None);
        self.tape.close(mark);
        self.frames.leave(frames);
    }

    /// Writes the template of a file: all modules of one are equally deep, so that it is the same text again.
    fn template_of(&mut self, file: Option<FileId>, generator: &Generator, written: &mut Written) {
        let template = file.map(|file| (file, &self.middle.file(file).template));
        if let Some((_, ModuleTemplate::Spec { id, .. })) = template {
            self.tape.key("templateLink");
            let mark = self.tape.open_object();
            self.tape.text_property("id", id);
            return self.tape.close(mark);
        }
        self.tape.key("template");
        let Some((file, template)) = template else { return self.tape.raw("null") };
        written.resize(self.middle.files().len(), None);
        if let Some((from, to)) = written[file.index()] {
            return self.tape.repeat(from, to);
        }
        let from = self.tape.position();
        match template {
            ModuleTemplate::Checked(checked) => template::write(checked, generator, self.tape, None),
            ModuleTemplate::Json(template) | ModuleTemplate::Spec { template, .. } => embed(self.tape, template.json()),
            // Nothing that deploys such a file is emitted.
            ModuleTemplate::Broken(_) => self.tape.raw("null"),
        }
        written[file.index()] = Some((from, self.tape.position()));
    }

    fn arguments(&mut self, body: ExprId, env: Env) {
        let Some(params) = self.middle.property(body, known::PARAMS).and_then(|params| self.middle.object(params))
        else {
            return;
        };
        self.tape.key("parameters");
        let mark = self.tape.open_object();
        for entry in params {
            self.key(entry.key, env);
            self.argument_of_module(entry.value, env);
        }
        self.tape.close(mark);
    }

    /// Writes `{ value }` or `{ reference }` of a module's parameter.
    fn argument_of_module(&mut self, id: ExprId, env: Env) {
        if let Some((header, body)) = self.as_loop(id) {
            let mark = self.tape.open_object();
            self.tape.key("copy");
            let list = self.tape.open_array();
            self.copy_argument(header, body, env);
            self.tape.close(list);
            return self.tape.close(mark);
        }
        let (id, env) = self.resolved(id, env);
        if let Expr::Ternary(..) = self.middle.expr(id) {
            let start = self.open_expression();
            self.wrapped_argument(id, env);
            return self.close_expression(start, Some(Place::Expr(id)));
        }
        let mark = self.tape.open_object();
        if let Some((vault, args)) = self.as_get_secret(id) {
            self.tape.key("reference");
            let reference = self.tape.open_object();
            self.tape.key("keyVault");
            let inner = self.tape.open_object();
            self.tape.key("id");
            let start = self.open_expression();
            self.resource_id(vault, env);
            self.close_expression(start, Some(Place::Expr(id)));
            self.tape.close(inner);
            for (name, arg) in ["secretName", "secretVersion"].into_iter().zip(args) {
                self.tape.key(name);
                self.value(*arg, env);
            }
            self.tape.close(reference);
        } else {
            self.tape.key("value");
            self.value(id, env);
        }
        self.tape.close(mark);
    }

    /// Writes a parameter chosen by a condition: one expression that makes the whole object.
    fn wrapped_argument(&mut self, id: ExprId, env: Env) {
        let (id, env) = self.resolved(id, env);
        if let Expr::Ternary(condition, yes, no) = self.middle.expr(id) {
            self.push("if(");
            self.expr(condition, env);
            self.push(", ");
            self.wrapped_argument(yes, env);
            self.push(", ");
            self.wrapped_argument(no, env);
            return self.push(")");
        }
        let Some((vault, args)) = self.as_get_secret(id) else {
            self.push("createObject('value', ");
            self.expr(id, env);
            return self.push(")");
        };
        self.push("createObject('reference', createObject('keyVault', createObject('id', ");
        self.resource_id(vault, env);
        self.push(")");
        for (name, arg) in ["secretName", "secretVersion"].into_iter().zip(args) {
            self.push(", ");
            self.literal(name);
            self.push(", ");
            self.expr(*arg, env);
        }
        self.push("))");
    }

    /// The vault and the arguments of `vault.getSecret(..)`.
    fn as_get_secret(&self, id: ExprId) -> Option<(Mention, &'m [ExprId])> {
        let Expr::Method { base, name, args } = self.middle.expr(id) else { return None };
        (self.middle.str(name) == "getSecret").then_some(())?;
        Some((self.mention(base)?, self.middle.list(args)))
    }
}
