//! Modules.

use triceps_middle::analysis::ResourceReference;
use triceps_middle::document::{Generator, Position};
use triceps_middle::strings::known;
use triceps_middle::{DeclId, Expr, ExprId, FileId, Module, Place, TargetScope};

use super::access::DEPLOYMENTS_API_VERSION;
use super::frames::Env;
use super::template;
use super::writer::Writer;
use crate::checked::ModuleTemplate;

/// By module file: where its template was written first.
pub(super) type Written = Vec<Option<(Position, Position)>>;

impl<'m> Writer<'m, '_> {
    pub(super) fn module(&mut self, id: DeclId, module: &Module, generator: &Generator, written: &mut Written) {
        let middle = self.middle;
        let decl = middle.decl(id);
        let frames = self.frames.mark();
        let env = self.enter(ResourceReference::whole(id), Env::ROOT);
        let mark = self.buffer.open_object();
        self.copy_and_condition(id, decl, env);
        self.buffer.text_property("type", "Microsoft.Resources/deployments");
        self.buffer.text_property("apiVersion", DEPLOYMENTS_API_VERSION);
        let body = middle.object(module.body).unwrap_or_default();
        let is_own = |key| {
            !matches!(key, known::NAME | known::PARAMS | known::EXTENSION_CONFIGS | known::SCOPE | known::DEPENDS_ON)
        };
        self.properties(body, is_own, env);
        self.buffer.key("name");
        if let Some(name) = self.own_name(id) {
            self.value(name, env);
        } else {
            let start = self.open_expression();
            self.module_name(ResourceReference::whole(id), env);
            self.close_expression(start, None);
        }
        if !self.scope_properties(id, env) {
            let location = match middle.scope() {
                TargetScope::ResourceGroup => "[resourceGroup().location]",
                TargetScope::Subscription | TargetScope::ManagementGroup | TargetScope::Tenant => {
                    "[deployment().location]"
                }
            };
            self.buffer.text_property("location", location);
        }
        self.buffer.key("properties");
        let properties = self.buffer.open_object();
        self.buffer.key("expressionEvaluationOptions");
        let options = self.buffer.open_object();
        self.buffer.text_property("scope", "inner");
        self.buffer.close(options);
        self.buffer.text_property("mode", "Incremental");
        self.arguments(module.body, env);
        self.template_of(module.file, generator, written);
        self.buffer.close(properties);
        self.depends_on(id, env);
        self.description_alone(decl.decorators, None);
        self.buffer.close(mark);
        self.frames.leave(frames);
    }

    /// Writes the template of a file: all modules of one are equally deep, so that it is the same text again.
    fn template_of(&mut self, file: Option<FileId>, generator: &Generator, written: &mut Written) {
        let template = file.map(|file| (file, self.linked.module(file)));
        if let Some((_, ModuleTemplate::Spec { id, .. })) = template {
            self.buffer.key("templateLink");
            let mark = self.buffer.open_object();
            self.buffer.text_property("id", id);
            return self.buffer.close(mark);
        }
        self.buffer.key("template");
        let Some((file, template)) = template else { return self.buffer.raw("null") };
        written.resize(self.middle.files().len(), None);
        if let Some((from, to)) = written[file.index()] {
            return self.buffer.repeat(from, to);
        }
        let from = self.buffer.position();
        match template {
            ModuleTemplate::Checked(checked) => match checked.kept_json().by(generator) {
                Some(kept) => self.buffer.embed(kept),
                None => template::write(checked, generator, self.buffer, None),
            },
            // A check refuses what deploys it.
            ModuleTemplate::Broken(_) => self.buffer.raw("null"),
            ModuleTemplate::Json(template) | ModuleTemplate::Spec { template, .. } => {
                self.buffer.embed_text(template.written());
            }
        }
        written[file.index()] = Some((from, self.buffer.position()));
    }

    fn arguments(&mut self, body: ExprId, env: Env) {
        let Some(params) = self.middle.property(body, known::PARAMS).and_then(|params| self.middle.object(params))
        else {
            return;
        };
        self.buffer.key("parameters");
        let mark = self.buffer.open_object();
        for entry in params {
            self.key(entry.key, env);
            self.argument_of_module(entry.value, env);
        }
        self.buffer.close(mark);
    }

    /// Writes `{ value }` or `{ reference }` of a module's parameter.
    fn argument_of_module(&mut self, id: ExprId, env: Env) {
        if let Some((header, body)) = self.as_loop(id) {
            let mark = self.buffer.open_object();
            self.buffer.key("copy");
            let list = self.buffer.open_array();
            self.copy_argument(header, body, env);
            self.buffer.close(list);
            return self.buffer.close(mark);
        }
        let (id, env) = self.resolved(id, env);
        if let Expr::Ternary(..) = self.middle.expr(id) {
            let start = self.open_expression();
            self.wrapped_argument(id, env);
            return self.close_expression(start, Some(Place::Expr(id)));
        }
        let mark = self.buffer.open_object();
        if let Some((vault, args)) = self.as_get_secret(id) {
            self.buffer.key("reference");
            let reference = self.buffer.open_object();
            self.buffer.key("keyVault");
            let inner = self.buffer.open_object();
            self.buffer.key("id");
            let start = self.open_expression();
            self.resource_id(vault, env);
            self.close_expression(start, Some(Place::Expr(id)));
            self.buffer.close(inner);
            for (name, arg) in ["secretName", "secretVersion"].into_iter().zip(args) {
                self.buffer.key(name);
                self.value(*arg, env);
            }
            self.buffer.close(reference);
        } else {
            self.buffer.key("value");
            self.value(id, env);
        }
        self.buffer.close(mark);
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
    fn as_get_secret(&self, id: ExprId) -> Option<(ResourceReference, &'m [ExprId])> {
        let Expr::Method { base, name, args } = self.middle.expr(id) else { return None };
        (self.middle.str(name) == "getSecret").then_some(())?;
        Some((self.referenced(base)?, self.middle.list(args)))
    }
}
