//! The whole template: its sections in their order.

use triceps_language::DecoratorId;
use triceps_middle::collate;
use triceps_middle::document::{Generator, JsonBuffer};
use triceps_middle::order::sort_by;
use triceps_middle::{Decl, DeclId, DeclKind, ExprId, MODULE_EXTENSION_CONFIGS, Place, Run, TargetScope, TypeNodeId};

use super::frames::Env;
use super::hash::template_hash;
use super::order;
use super::schema::Owner;
use super::writer::Writer;
use crate::checked::Checked;

/// What Azure's tools write into templates that need an experiment.
const EXPERIMENTAL_WARNING: &str = "This template uses ARM features that are experimental. Experimental features should be enabled for testing purposes only, as there are no guarantees about the quality or stability of these features. Do not enable these settings for any production usage, or your production environment may be subject to breaking.";

/// Writes a template with its hash onto a tape, and the length of each of its expressions into `sizes`.
pub(super) fn write(
    checked: &Checked,
    generator: &Generator,
    buffer: &mut JsonBuffer,
    sizes: Option<&mut Vec<(Place, usize)>>,
) {
    let root = buffer.tokens.len();
    let hash = Writer::new(checked, buffer, sizes).template(generator);
    let value = template_hash(buffer, root);
    buffer.fill(hash, &value);
}

impl<'m> Writer<'m, '_> {
    /// Writes all sections; the position of the hash, which is filled in last.
    fn template(&mut self, generator: &Generator) -> usize {
        let mark = self.buffer.open_object();
        self.buffer.text_property("$schema", schema_of(self.middle.scope()));
        if self.has_extension_configs() {
            self.buffer.text_property("languageVersion", "2.2-experimental");
        } else if !self.middle.experiments().is_empty() {
            self.buffer.text_property("languageVersion", "2.1-experimental");
        } else if self.facts.symbolic {
            self.buffer.text_property("languageVersion", "2.0");
        }
        self.buffer.text_property("contentVersion", "1.0.0.0");
        let hash = self.template_metadata(generator);
        self.definitions();
        self.functions();
        self.parameters();
        self.variables();
        self.extensions();
        self.resources(generator);
        self.outputs();
        self.asserts();
        self.buffer.close(mark);
        hash
    }

    /// The declarations at the top of the file, in the order of the text.
    fn decls(&self) -> impl Iterator<Item = (DeclId, &'m Decl)> + use<'m> {
        let middle = self.middle;
        middle.order().iter().map(|id| (*id, middle.decl(*id)))
    }

    fn template_metadata(&mut self, generator: &Generator) -> usize {
        self.buffer.key("metadata");
        let mark = self.buffer.open_object();
        self.experiments();
        self.buffer.key("_generator");
        let inner = self.buffer.open_object();
        self.buffer.text_property("name", &generator.name);
        self.buffer.text_property("version", &generator.version);
        self.buffer.key("templateHash");
        self.buffer.text("");
        let hash = self.buffer.tokens.len() - 1;
        self.buffer.close(inner);
        self.exported_variables();
        for (id, decl) in self.decls() {
            if let DeclKind::Metadata { value } = decl.kind {
                self.buffer.key(self.decl_name(id));
                self.value(value, Env::ROOT);
            }
        }
        self.buffer.close(mark);
        hash
    }

    /// Says which experiments of the deployment engine the template needs.
    fn experiments(&mut self) {
        let experiments = self.middle.experiments();
        if experiments.is_empty() {
            return;
        }
        self.buffer.text_property("_EXPERIMENTAL_WARNING", EXPERIMENTAL_WARNING);
        self.buffer.key("_EXPERIMENTAL_FEATURES_ENABLED");
        let list = self.buffer.open_array();
        experiments.iter().for_each(|experiment| self.buffer.text(experiment));
        self.buffer.close(list);
    }

    fn exported_variables(&mut self) {
        let mut exported: Vec<(&str, Option<TypeNodeId>, Run)> = self
            .decls()
            .filter_map(|(id, decl)| match decl.kind {
                DeclKind::Var { ty, .. } if self.middle.has_decorator(id, DecoratorId::Export) => {
                    Some((self.decl_name(id), ty, decl.decorators))
                }
                _ => None,
            })
            .collect();
        if exported.is_empty() {
            return;
        }
        sort_by(&mut exported, |(a, ..), (b, ..)| a.cmp(b));
        self.buffer.key("__bicep_exported_variables!");
        let mark = self.buffer.open_array();
        for (name, ty, decorators) in exported {
            let inner = self.buffer.open_object();
            self.buffer.text_property("name", name);
            if let Some(description) = self.argument_of(decorators, DecoratorId::Description) {
                self.buffer.key("description");
                self.description(description);
            }
            if let Some(ty) = ty {
                self.buffer.key("type");
                let mark = self.buffer.open_object();
                self.plain_schema(ty);
                self.buffer.close(mark);
            }
            self.buffer.close(inner);
        }
        self.buffer.close(mark);
    }

    /// Writes a section, unless nothing is in it.
    fn section(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        let start = self.buffer.position();
        self.buffer.key(name);
        let mark = self.buffer.open_object();
        write(self);
        if self.buffer.is_empty_since(mark) {
            self.buffer.take_back(start);
        } else {
            self.buffer.close(mark);
        }
    }

    fn definitions(&mut self) {
        self.section("definitions", |writer| {
            for (id, decl) in writer.decls() {
                if let DeclKind::Type { ty } = decl.kind {
                    writer.buffer.key(writer.decl_name(id));
                    let mark = writer.buffer.open_object();
                    writer.schema(ty, Owner::Definition(writer.middle.imported(id)), decl.decorators);
                    writer.buffer.close(mark);
                }
            }
        });
    }

    fn functions(&mut self) {
        let mut functions: Vec<(DeclId, &str, &str)> = Vec::new();
        for (id, decl) in self.decls() {
            if matches!(decl.kind, DeclKind::Func { .. }) {
                let (namespace, name) = self.decl_name(id).split_once('.').unwrap_or(("__bicep", self.decl_name(id)));
                functions.push((id, namespace, name));
            }
        }
        if functions.is_empty() {
            return;
        }
        sort_by(&mut functions, |(a, _, left), (b, _, right)| {
            match (self.middle.imported(*a), self.middle.imported(*b)) {
                (Some(_), Some(_)) => collate(left, right),
                (left, right) => left.is_some().cmp(&right.is_some()),
            }
        });
        let mut namespaces: Vec<&str> = Vec::new();
        for (_, namespace, _) in &functions {
            if !namespaces.contains(namespace) {
                namespaces.push(namespace);
            }
        }
        self.buffer.key("functions");
        let list = self.buffer.open_array();
        for namespace in namespaces {
            let mark = self.buffer.open_object();
            self.buffer.text_property("namespace", namespace);
            self.buffer.key("members");
            let members = self.buffer.open_object();
            for (id, _, name) in functions.iter().filter(|(_, own, _)| *own == namespace) {
                if let DeclKind::Func { params, returns, body } = self.middle.decl(*id).kind {
                    self.buffer.key(name);
                    self.declared_function(*id, params, returns, body);
                }
            }
            self.buffer.close(members);
            self.buffer.close(mark);
        }
        self.buffer.close(list);
    }

    fn declared_function(&mut self, id: DeclId, params: Run, returns: TypeNodeId, body: ExprId) {
        let mark = self.buffer.open_object();
        self.buffer.key("parameters");
        let list = self.buffer.open_array();
        for param in self.middle.params(params) {
            let mark = self.buffer.open_object();
            if let Some(ty) = self.middle.local(param).ty {
                self.plain_schema(ty);
            }
            self.buffer.text_property("name", self.str(self.names.local(param)));
            self.buffer.close(mark);
        }
        self.buffer.close(list);
        self.buffer.key("output");
        let output = self.buffer.open_object();
        self.plain_schema(returns);
        self.buffer.key("value");
        self.value(body, Env::ROOT);
        self.buffer.close(output);
        self.function_metadata(id);
        self.buffer.close(mark);
    }

    fn parameters(&mut self) {
        self.section("parameters", |writer| {
            for (id, decl) in writer.decls() {
                if let DeclKind::Param { ty, default } = decl.kind {
                    writer.buffer.key(writer.decl_name(id));
                    let mark = writer.buffer.open_object();
                    writer.schema(ty, Owner::Parameter { default }, decl.decorators);
                    writer.buffer.close(mark);
                }
            }
        });
    }

    fn variables(&mut self) {
        let is_kept = |(id, decl): (DeclId, &Decl)| match decl.kind {
            DeclKind::Var { value, .. } if !self.facts.inlining.is_inlined(id) => Some((id, value)),
            _ => None,
        };
        let kept = self.decls().filter_map(is_kept);
        let (loops, plain): (Vec<_>, Vec<_>) = kept.partition(|(_, value)| self.as_loop(*value).is_some());
        self.section("variables", |writer| {
            if !loops.is_empty() {
                writer.buffer.key("copy");
                let mark = writer.buffer.open_array();
                for (id, value) in loops {
                    if let Some((header, body)) = writer.as_loop(value) {
                        let name = Some(writer.names.decl(id));
                        writer.copy(name, header, body, name, Env::ROOT);
                    }
                }
                writer.buffer.close(mark);
            }
            for (id, value) in plain {
                writer.buffer.key(writer.decl_name(id));
                writer.value(value, Env::ROOT);
            }
        });
    }

    /// Whether those who deploy a template give settings to its extensions, which are written in another way then.
    pub(super) fn has_extension_configs(&self) -> bool {
        self.middle.experiments().contains(&MODULE_EXTENSION_CONFIGS)
    }

    fn extensions(&mut self) {
        let is_new = self.has_extension_configs();
        let (section, name) = if is_new { ("extensions", "name") } else { ("imports", "provider") };
        self.section(section, |writer| {
            for (id, decl) in writer.decls() {
                if let DeclKind::Extension { position, config } = decl.kind {
                    let extension = writer.middle.extension(position);
                    writer.buffer.key(writer.decl_name(id));
                    let mark = writer.buffer.open_object();
                    writer.buffer.text_property(name, &extension.provider);
                    writer.buffer.text_property("version", &extension.version);
                    if let Some(config) = config {
                        writer.buffer.key("config");
                        writer.extension_config(config, is_new);
                    }
                    writer.buffer.close(mark);
                }
            }
        });
    }

    fn extension_config(&mut self, config: ExprId, is_new: bool) {
        let Some(entries) = self.middle.object(config).filter(|_| is_new) else {
            return self.value(config, Env::ROOT);
        };
        let mark = self.buffer.open_object();
        for entry in entries {
            self.key(entry.key, Env::ROOT);
            let inner = self.buffer.open_object();
            self.buffer.key("defaultValue");
            self.value(entry.value, Env::ROOT);
            self.buffer.close(inner);
        }
        self.buffer.close(mark);
    }

    fn resources(&mut self, generator: &Generator) {
        self.buffer.key("resources");
        let mark = if self.facts.symbolic { self.buffer.open_object() } else { self.buffer.open_array() };
        let middle = self.middle;
        for id in order::resources(middle, self.facts) {
            let Some(resource) = middle.decl(id).as_resource() else { continue };
            self.resource_key(id);
            self.resource(id, resource);
        }
        let mut written = Vec::new();
        for id in order::modules(middle) {
            let Some(module) = middle.decl(id).as_module() else { continue };
            self.resource_key(id);
            self.module(id, module, generator, &mut written);
        }
        self.buffer.close(mark);
    }

    fn resource_key(&mut self, id: DeclId) {
        if self.facts.symbolic {
            let start = self.buffer.begin();
            self.push("\"");
            self.symbolic_name(id);
            self.push("\"");
            self.buffer.end_key(start);
        }
    }

    fn asserts(&mut self) {
        self.section("asserts", |writer| {
            for (id, decl) in writer.decls() {
                if let DeclKind::Assert { value } = decl.kind {
                    writer.buffer.key(writer.decl_name(id));
                    writer.value(value, Env::ROOT);
                }
            }
        });
    }

    fn outputs(&mut self) {
        self.section("outputs", |writer| {
            for (id, decl) in writer.decls() {
                let DeclKind::Output { ty, value } = decl.kind else { continue };
                writer.buffer.key(writer.decl_name(id));
                let mark = writer.buffer.open_object();
                writer.schema(ty, Owner::Output, decl.decorators);
                match writer.as_loop(value) {
                    Some((header, body)) => {
                        writer.buffer.key("copy");
                        writer.copy(None, header, body, None, Env::ROOT);
                    }
                    None => {
                        writer.buffer.key("value");
                        writer.value(value, Env::ROOT);
                    }
                }
                writer.buffer.close(mark);
            }
        });
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
