//! Resources.

use triceps_language::DecoratorId;
use triceps_middle::analysis::ResourceReference;
use triceps_middle::strings::known;
use triceps_middle::{Decl, DeclId, DecoratorName, Place, Resource};

use super::frames::Env;
use super::writer::Writer;

impl Writer<'_, '_> {
    pub(super) fn resource(&mut self, id: DeclId, resource: &Resource) {
        let middle = self.middle;
        let decl = middle.decl(id);
        let frames = self.frames.mark();
        let env = self.enter(ResourceReference::whole(id), Env::ROOT);
        let mark = self.buffer.open_object();
        self.copy_and_condition(id, decl, env);
        if resource.existing {
            self.buffer.key("existing");
            self.buffer.raw("true");
        }
        let extension = self.facts.resources.extension(id);
        let is_new = self.has_extension_configs();
        if let Some(extension) = extension {
            self.buffer.text_property(if is_new { "extension" } else { "import" }, self.decl_name(extension));
        }
        self.options(decl);
        let type_name = self.facts.resources.type_name(middle, id);
        let version = self.facts.resources.api_version(middle, id);
        let body = middle.object(resource.body).unwrap_or_default();
        if extension.is_some() {
            if is_new {
                self.buffer.text_property("type", type_name);
                self.buffer.text_property("apiVersion", version);
            } else {
                self.buffer.text_property("type", &format!("{type_name}@{version}"));
            }
            self.scope_properties(id, env);
            self.buffer.key("properties");
            let inner = self.buffer.open_object();
            self.properties(body, |key| !matches!(key, known::PARENT | known::SCOPE | known::DEPENDS_ON), env);
            self.buffer.close(inner);
        } else {
            self.buffer.text_property("type", type_name);
            self.buffer.text_property("apiVersion", version);
            self.scope_properties(id, env);
            self.resource_name(id, env);
            let is_own = |key| !matches!(key, known::NAME | known::PARENT | known::SCOPE | known::DEPENDS_ON);
            self.properties(body, is_own, env);
        }
        self.depends_on(id, env);
        self.description_alone(decl.decorators, None);
        self.buffer.close(mark);
        self.frames.leave(frames);
    }

    fn resource_name(&mut self, id: DeclId, env: Env) {
        let Some(name) = self.own_name(id) else { return };
        self.buffer.key("name");
        if self.facts.resources.parent(id).is_none() {
            return self.scalar(name, env);
        }
        let start = self.open_expression();
        self.qualified_name(id, env);
        self.close_expression(start, Some(Place::Expr(name)));
    }

    /// Writes `copy` and `condition` of a resource or module.
    pub(super) fn copy_and_condition(&mut self, id: DeclId, decl: &Decl, env: Env) {
        if let Some(header) = decl.header() {
            self.buffer.key("copy");
            let mark = self.buffer.open_object();
            self.buffer.key("name");
            let start = self.buffer.begin();
            self.push("\"");
            self.symbolic_name(id);
            self.push("\"");
            self.buffer.end_scalar(start);
            self.count(header.array, Env::ROOT);
            if let Some(size) = self.middle.decorator_argument(id, DecoratorId::BatchSize) {
                self.buffer.text_property("mode", "serial");
                self.buffer.key("batchSize");
                self.value(size, Env::ROOT);
            }
            self.buffer.close(mark);
        }
        let conditions = self.conditions_of(id);
        match conditions.as_slice() {
            [] => {}
            [only] => {
                self.buffer.key("condition");
                self.value(*only, env);
            }
            [.., last] => {
                self.buffer.key("condition");
                let start = self.open_expression();
                self.conditions(&conditions, env);
                self.close_expression(start, Some(Place::Expr(*last)));
            }
        }
    }

    /// Writes `@options` and `method`: the decorators that the engine itself knows.
    fn options(&mut self, decl: &Decl) {
        let middle = self.middle;
        let mut options = middle
            .decorators(decl.decorators)
            .iter()
            .filter_map(|decorator| match decorator.name {
                DecoratorName::Known(known) if is_option(known) => Some((known, decorator)),
                DecoratorName::Known(_) | DecoratorName::Named(_) | DecoratorName::Unknown(_) => None,
            })
            .peekable();
        if options.peek().is_some() {
            self.buffer.key("@options");
            let mark = self.buffer.open_object();
            for (known, decorator) in options {
                self.buffer.key(known.name());
                let args = self.buffer.open_array();
                for arg in middle.list(decorator.args) {
                    self.value(*arg, Env::ROOT);
                }
                self.buffer.close(args);
            }
            self.buffer.close(mark);
        }
        if middle.decorator(decl.decorators, DecoratorId::Patch).is_some() {
            self.buffer.text_property("method", "PATCH");
        }
    }
}

/// Whether a decorator of a resource is an option of the engine.
fn is_option(decorator: DecoratorId) -> bool {
    match decorator {
        DecoratorId::NullIfNotFound | DecoratorId::OnlyIfNotExists | DecoratorId::RetryOn | DecoratorId::WaitUntil => {
            true
        }
        DecoratorId::Allowed
        | DecoratorId::BatchSize
        | DecoratorId::Description
        | DecoratorId::Discriminator
        | DecoratorId::Export
        | DecoratorId::MaxLength
        | DecoratorId::MaxValue
        | DecoratorId::Metadata
        | DecoratorId::MinLength
        | DecoratorId::MinValue
        | DecoratorId::Patch
        | DecoratorId::Sealed
        | DecoratorId::Secure
        | DecoratorId::Validate => false,
    }
}
