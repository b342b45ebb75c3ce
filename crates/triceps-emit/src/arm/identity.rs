//! Ids, names and scopes of resources and modules.

use triceps_middle::analysis::{Location, LocationName, ResourceReference};
use triceps_middle::document::push_int;
use triceps_middle::{DeclId, ExprId, TargetScope};

use super::frames::Env;
use super::writer::Writer;

/// Where the topmost ancestor of a resource is, and what the variables of loops stand for there.
#[derive(Clone, Copy)]
struct Root {
    decl: DeclId,
    env: Env,
    /// How the ancestor is mentioned by the resource below it: the index, and what variables stand for in that.
    mentioned: Option<(ExprId, Env)>,
}

impl Root {
    /// A place in an id, as the compiler writes it: of a loop the iteration at which the ancestor is mentioned, else the
    /// one that is being deployed, whichever the place names.
    fn deployed(&self, place: ResourceReference) -> (ResourceReference, Env) {
        match self.mentioned {
            Some((index, env)) => (ResourceReference { index: Some(index), by_variable: false, ..place }, env),
            None => (ResourceReference { index: None, ..place }, self.env),
        }
    }

    /// The name of a place of which the compiler writes a property: that of a loop is at the iteration at which the
    /// ancestor is mentioned, else at the one that the place names.
    fn named(&self, place: LocationName) -> (LocationName, Env) {
        match (place, self.mentioned) {
            (LocationName::Of(reference), Some(_)) => {
                let (reference, env) = self.deployed(reference);
                (LocationName::Of(reference), env)
            }
            _ => (place, self.env),
        }
    }
}

impl Writer<'_, '_> {
    /// Writes the id of a resource.
    pub(super) fn resource_id(&mut self, reference: ResourceReference, env: Env) {
        let decl = reference.decl;
        let varies = self.facts.resources.varies(decl);
        if !varies && self.repeat_id(decl) {
            return;
        }
        let start = self.buffer.text.len();
        let mark = self.frames.mark();
        let body = self.enter(reference, env);
        let root = self.root(decl, body);
        let location = self.facts.resources.location(self.middle, &self.facts.references, root.decl);
        self.open_id(location, self.facts.resources.type_name(self.middle, decl), root);
        self.segments(decl, body, self.segment_count(decl));
        self.frames.leave(mark);
        self.push(")");
        if !varies {
            self.remember_id(decl, start);
        }
    }

    /// Writes the id of a module's deployment.
    pub(super) fn module_id(&mut self, reference: ResourceReference, env: Env) {
        let mark = self.frames.mark();
        let body = self.enter(reference, env);
        let location = self.facts.resources.location(self.middle, &self.facts.references, reference.decl);
        let root = Root { decl: reference.decl, env: body, mentioned: None };
        self.open_id(location, "Microsoft.Resources/deployments", root);
        self.frames.leave(mark);
        self.push(", ");
        self.module_name(reference, env);
        self.push(")");
    }

    /// The topmost ancestor of a resource. A place is moved from each ancestor to the resource below it as a whole, unlike
    /// what is read of a resource.
    fn root(&mut self, decl: DeclId, env: Env) -> Root {
        let mut root = Root { decl, env, mentioned: None };
        while let Some(parent) = self.facts.resources.parent(root.decl) {
            let mentioned = parent.index.map(|index| (index, root.env));
            root = Root { decl: parent.decl, env: self.enter_whole(parent, root.env), mentioned };
        }
        root
    }

    /// Writes the id function of a place up to the type: `resourceId('T/x'`.
    fn open_id(&mut self, location: Location, type_name: &str, root: Root) {
        match location {
            Location::Tenant => self.push("tenantResourceId("),
            Location::Subscription(subscription) => {
                self.push("subscriptionResourceId(");
                if let Some(subscription) = subscription {
                    self.name_in_id(subscription, root);
                    self.push(", ");
                }
            }
            Location::ResourceGroup { subscription: None, group: None } => self.push("resourceId("),
            Location::ResourceGroup { subscription, group } => {
                self.push("extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}', ");
                match (subscription, group) {
                    (Some(subscription), Some(LocationName::Of(group))) => {
                        let (group, env) = root.deployed(group);
                        let mark = self.frames.mark();
                        let env = self.enter_whole(group, env);
                        self.location_name(subscription, env);
                        self.frames.leave(mark);
                    }
                    (Some(subscription), _) => self.name_in_id(subscription, root),
                    (None, _) => self.push("subscription().subscriptionId"),
                }
                self.push(", ");
                match group {
                    Some(group) => self.name_in_id(group, root),
                    None => self.push("resourceGroup().name"),
                }
                self.push("), ");
            }
            Location::ManagementGroup(group) => {
                self.push("extensionResourceId(");
                match group {
                    None => self.push("managementGroup().id"),
                    Some(group) => {
                        self.push("tenantResourceId('Microsoft.Management/managementGroups', ");
                        self.name_in_id(group, root);
                        self.push(")");
                    }
                }
                self.push(", ");
            }
            Location::Resource(extended) => {
                self.push("extensionResourceId(");
                let (extended, env) = root.deployed(extended);
                self.resource_id(extended, env);
                self.push(", ");
            }
        }
        self.literal(type_name);
    }

    /// Writes the name of a place inside of an id.
    fn name_in_id(&mut self, name: LocationName, root: Root) {
        match name {
            LocationName::Expr(_) => self.location_name(name, root.env),
            LocationName::Of(reference) => {
                let (reference, env) = root.deployed(reference);
                self.plain_name(reference, env);
            }
        }
    }

    fn management_group_id(&mut self, group: LocationName, env: Env) {
        self.push("tenantResourceId('Microsoft.Management/managementGroups', ");
        self.location_name(group, env);
        self.push(")");
    }

    fn location_name(&mut self, name: LocationName, env: Env) {
        match name {
            LocationName::Expr(expr) => {
                self.expr(expr, env);
            }
            LocationName::Of(reference) => self.plain_name(reference, env),
        }
    }

    /// How many names a resource has: one for each segment of its type.
    fn segment_count(&self, decl: DeclId) -> usize {
        self.facts.resources.type_name(self.middle, decl).matches('/').count()
    }

    /// Writes `count` names, each after a comma: those of its ancestors and its own.
    fn segments(&mut self, decl: DeclId, env: Env, count: usize) {
        let Some(name) = self.own_name(decl) else { return };
        if let Some(parent) = self.facts.resources.parent(decl) {
            let mark = self.frames.mark();
            let parent_env = self.enter(parent, env);
            self.segments(parent.decl, parent_env, count.saturating_sub(1));
            self.frames.leave(mark);
        } else if count > 1 {
            for segment in 0..count {
                self.push(", split(");
                self.expr(name, env);
                self.push(", '/')[");
                push_int(&mut self.buffer.text, i64::try_from(segment).unwrap_or(0));
                self.push("]");
            }
            return;
        }
        self.push(", ");
        self.expr(name, env);
    }

    /// Writes the name as it is written in the resource, without those of its ancestors.
    pub(super) fn plain_name(&mut self, reference: ResourceReference, env: Env) {
        let Some(name) = self.own_name(reference.decl) else { return };
        let mark = self.frames.mark();
        let body = self.enter(reference, env);
        self.expr(name, body);
        self.frames.leave(mark);
    }

    /// Writes the whole name of a child: `format('{0}/{1}', parent, child)`.
    pub(super) fn qualified_name(&mut self, decl: DeclId, env: Env) {
        let count = self.segment_count(decl);
        self.push("format('");
        for segment in 0..count {
            self.push(if segment > 0 { "/{" } else { "{" });
            push_int(&mut self.buffer.text, i64::try_from(segment).unwrap_or(0));
            self.push("}");
        }
        self.push("'");
        self.segments(decl, env, count);
        self.push(")");
    }

    /// Writes the name of a module's deployment, given or generated.
    pub(super) fn module_name(&mut self, reference: ResourceReference, env: Env) {
        if self.own_name(reference.decl).is_some() {
            return self.plain_name(reference, env);
        }
        let looped = self.middle.decl(reference.decl).header().is_some();
        let name = self.decl_name(reference.decl);
        // Names of deployments have at most 64 characters: 13 of the hash, 3 of the position, and dashes.
        let prefix = name.get(..if looped { 46 } else { 50 }).unwrap_or(name);
        self.push("format('");
        self.push(prefix);
        if looped {
            self.push("-{0}-{1}', ");
            match reference.index {
                Some(index) => {
                    self.expr(index, if reference.by_variable { Env::ROOT } else { env });
                }
                None => self.push("copyIndex()"),
            }
            self.push(", ");
        } else {
            self.push("-{0}', ");
        }
        self.push("uniqueString('");
        self.push(name);
        self.push("', deployment().name))");
    }

    /// Writes the keys that say where a resource or module is deployed; whether that is a resource group.
    pub(super) fn scope_properties(&mut self, decl: DeclId, env: Env) -> bool {
        let mark = self.frames.mark();
        let root = self.root(decl, env);
        let in_group = self.location_properties(root);
        self.frames.leave(mark);
        in_group
    }

    fn location_properties(&mut self, root: Root) -> bool {
        let target = self.middle.scope();
        match self.facts.resources.location(self.middle, &self.facts.references, root.decl) {
            Location::Tenant => {
                if target != TargetScope::Tenant {
                    self.buffer.text_property("scope", "/");
                }
            }
            Location::ManagementGroup(None) => {}
            Location::ManagementGroup(Some(group)) => {
                self.buffer.key("scope");
                let start = self.open_expression();
                let (group, env) = root.named(group);
                if matches!(target, TargetScope::Tenant | TargetScope::ManagementGroup) {
                    self.push("format('Microsoft.Management/managementGroups/{0}', ");
                    self.location_name(group, env);
                    self.push(")");
                } else {
                    self.management_group_id(group, env);
                }
                self.close_expression(start, None);
            }
            Location::Subscription(Some(subscription)) => {
                self.location_property("subscriptionId", subscription, root.env);
            }
            Location::Subscription(None) => {
                if target == TargetScope::ResourceGroup {
                    self.buffer.text_property("subscriptionId", "[subscription().subscriptionId]");
                }
            }
            Location::ResourceGroup { subscription, group } => {
                let group = group.map(|group| root.named(group));
                if let Some(subscription) = subscription {
                    // That of a group in the file is what the group says.
                    let mark = self.frames.mark();
                    let env = match group {
                        Some((LocationName::Of(group), env)) => self.enter_whole(group, env),
                        _ => root.env,
                    };
                    self.location_property("subscriptionId", subscription, env);
                    self.frames.leave(mark);
                }
                if let Some((group, env)) = group {
                    self.location_property("resourceGroup", group, env);
                }
                return true;
            }
            Location::Resource(extended) => {
                self.buffer.key("scope");
                let start = self.open_expression();
                self.resource_id(extended, root.env);
                self.close_expression(start, None);
            }
        }
        false
    }

    fn location_property(&mut self, key: &str, name: LocationName, env: Env) {
        self.buffer.key(key);
        match name {
            LocationName::Expr(expr) => self.scalar(expr, env),
            LocationName::Of(reference) => self.name_value(reference, env),
        }
    }

    /// Writes the name of a resource as a value.
    fn name_value(&mut self, reference: ResourceReference, env: Env) {
        let Some(name) = self.own_name(reference.decl) else { return self.buffer.text("") };
        let mark = self.frames.mark();
        let body = self.enter(reference, env);
        self.scalar(name, body);
        self.frames.leave(mark);
    }
}
