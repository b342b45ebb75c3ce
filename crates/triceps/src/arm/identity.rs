//! Ids, names and scopes of resources and modules.

use super::context::{Context, Mention};
use super::env::Env;
use super::expr::Writer;
use crate::expr::{Callee, Composite, Expr, Symbol};
use crate::template::{DeclKind, TargetScope};

/// Where a resource or module is.
#[derive(Clone, Copy)]
pub(crate) enum Place<'m> {
    Tenant,
    ManagementGroup(Option<Argument<'m>>),
    Subscription(Option<Argument<'m>>),
    ResourceGroup {
        subscription: Option<Argument<'m>>,
        group: Option<Argument<'m>>,
    },
    /// An extension of another resource.
    Resource(Mention<'m>),
}

/// A part of a scope: an expression, or the name of a resource group or management group of the
/// template.
#[derive(Clone, Copy)]
pub(crate) enum Argument<'m> {
    Expr(&'m Expr),
    NameOf(Mention<'m>),
}

impl<'m> Context<'m> {
    /// Where the root of a resource's family, or a module, is.
    fn place(&self, symbol: Symbol) -> Place<'m> {
        let scope = self.decl(symbol).body().and_then(|body| body.get("scope"));
        scope.and_then(|scope| self.scope(scope)).unwrap_or_else(|| self.target_place())
    }

    fn target_place(&self) -> Place<'m> {
        match self.template.scope {
            TargetScope::Tenant => Place::Tenant,
            TargetScope::ManagementGroup => Place::ManagementGroup(None),
            TargetScope::Subscription => Place::Subscription(None),
            TargetScope::ResourceGroup => Place::ResourceGroup { subscription: None, group: None },
        }
    }

    fn scope(&self, scope: &'m Expr) -> Option<Place<'m>> {
        if let Some(mention) = self.mention(scope) {
            let resource = self.resource(mention.symbol)?;
            let name = Argument::NameOf(mention);
            return Some(if resource.type_name.eq_ignore_ascii_case("Microsoft.Resources/resourceGroups") {
                let subscription = match self.place(mention.symbol) {
                    Place::Subscription(subscription) => subscription,
                    _ => None,
                };
                Place::ResourceGroup { subscription, group: Some(name) }
            } else if resource.type_name.eq_ignore_ascii_case("Microsoft.Management/managementGroups") {
                Place::ManagementGroup(Some(name))
            } else {
                Place::Resource(mention)
            });
        }
        match scope.as_composite()? {
            Composite::Paren(inner) => self.scope(inner),
            Composite::Call { callee: Callee::Builtin(function), args } => match (&**function, args.as_slice()) {
                ("tenant", _) => Some(Place::Tenant),
                ("managementGroup", args) => Some(Place::ManagementGroup(args.first().map(Argument::Expr))),
                ("subscription", args) => Some(Place::Subscription(args.first().map(Argument::Expr))),
                ("resourceGroup", []) => Some(Place::ResourceGroup { subscription: None, group: None }),
                ("resourceGroup", [group]) => {
                    Some(Place::ResourceGroup { subscription: None, group: Some(Argument::Expr(group)) })
                }
                ("resourceGroup", [subscription, group, ..]) => Some(Place::ResourceGroup {
                    subscription: Some(Argument::Expr(subscription)),
                    group: Some(Argument::Expr(group)),
                }),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a resource, what it is a child of or what it extends is an item of a loop.
    fn is_in_loop(&self, symbol: Symbol) -> bool {
        let looped = self.decl(symbol).header().is_some();
        let parent = self.resource(symbol).and_then(|resource| self.parent(resource));
        let extended = match self.place(symbol) {
            Place::Resource(extended) => Some(extended),
            Place::ManagementGroup(Some(Argument::NameOf(named)))
            | Place::ResourceGroup { group: Some(Argument::NameOf(named)), .. } => Some(named),
            _ => None,
        };
        looped || parent.into_iter().chain(extended).any(|mention| self.is_in_loop(mention.symbol))
    }

    /// The conditions that a resource or module is deployed under, outermost first.
    pub(crate) fn conditions(&self, symbol: Symbol) -> Vec<&'m Expr> {
        let decl = self.decl(symbol);
        let mut conditions = decl.container().map_or_else(Vec::new, |container| self.conditions(container));
        conditions.extend(decl.condition());
        conditions
    }

    /// What `nameof` gives.
    pub(crate) fn name_of(&self, expr: &Expr) -> String {
        match expr.as_composite() {
            Some(Composite::Property { name, .. }) => name.clone().into_owned(),
            Some(Composite::Index { base: inner, .. } | Composite::NonNull(inner) | Composite::Paren(inner)) => {
                self.name_of(inner)
            }
            _ => expr.as_symbol().map_or_else(String::new, |symbol| self.decl(symbol).name.clone().into_owned()),
        }
    }
}

impl<'m> Writer<'m, '_> {
    /// Writes the id of a resource.
    pub(crate) fn resource_id(&mut self, mention: Mention<'m>, env: &Env<'m, '_>) {
        let slot = mention.symbol.index as usize;
        if let Some(id) = &self.ids[slot] {
            self.tape.text.push_str(id);
            return;
        }
        let start = self.tape.text.len();
        self.write_resource_id(mention, env);
        if !self.cx.is_in_loop(mention.symbol) {
            self.ids[slot] = Some(self.tape.text[start..].into());
        }
    }

    fn write_resource_id(&mut self, mention: Mention<'m>, env: &Env<'m, '_>) {
        self.in_body(mention, env, |writer, env| {
            writer.in_root(mention.symbol, env, &mut |writer, root, root_env| {
                let place = writer.cx.place(root);
                let type_name = &writer.cx.spelling(mention.symbol).type_name;
                writer.open_id(place, type_name, root_env);
            });
            writer.segments(mention.symbol, env);
        });
        self.push(")");
    }

    /// Writes the id of a module's deployment.
    pub(crate) fn module_id(&mut self, mention: Mention<'m>, env: &Env<'m, '_>) {
        self.in_body(mention, env, |writer, env| {
            let place = writer.cx.place(mention.symbol);
            writer.open_id(place, "Microsoft.Resources/deployments", env);
        });
        self.push(", ");
        self.module_name(mention, env);
        self.push(")");
    }

    /// Runs `write` with the topmost ancestor of a resource and its bindings.
    fn in_root(&mut self, symbol: Symbol, env: &Env<'m, '_>, write: &mut dyn FnMut(&mut Self, Symbol, &Env<'m, '_>)) {
        match self.cx.resource(symbol).and_then(|resource| self.cx.parent(resource)) {
            None => write(self, symbol, env),
            Some(parent) => {
                self.in_body(parent, env, |writer, env| writer.in_root(parent.symbol, env, write));
            }
        }
    }

    /// Writes the id function of a place up to the type: `resourceId('T/x'`.
    fn open_id(&mut self, place: Place<'m>, type_name: &str, env: &Env<'m, '_>) {
        match place {
            Place::Tenant => self.push("tenantResourceId("),
            Place::Subscription(subscription) => {
                self.push("subscriptionResourceId(");
                if let Some(subscription) = subscription {
                    self.argument_of_scope(subscription, env);
                    self.push(", ");
                }
            }
            Place::ResourceGroup { subscription: None, group: None } => self.push("resourceId("),
            Place::ResourceGroup { subscription, group } => {
                self.push("extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}', ");
                match subscription {
                    Some(subscription) => self.argument_of_scope(subscription, env),
                    None => self.push("subscription().subscriptionId"),
                }
                self.push(", ");
                if let Some(group) = group {
                    self.argument_of_scope(group, env);
                }
                self.push("), ");
            }
            Place::ManagementGroup(group) => {
                self.push("extensionResourceId(");
                match group {
                    None => self.push("managementGroup().id"),
                    Some(group) => self.management_group_id(group, env),
                }
                self.push(", ");
            }
            Place::Resource(extended) => {
                self.push("extensionResourceId(");
                self.resource_id(extended, env);
                self.push(", ");
            }
        }
        self.literal(type_name);
    }

    fn management_group_id(&mut self, group: Argument<'m>, env: &Env<'m, '_>) {
        self.push("tenantResourceId('Microsoft.Management/managementGroups', ");
        self.argument_of_scope(group, env);
        self.push(")");
    }

    fn argument_of_scope(&mut self, argument: Argument<'m>, env: &Env<'m, '_>) {
        match argument {
            Argument::Expr(expr) => {
                self.expr(expr, env);
            }
            Argument::NameOf(mention) => self.plain_name(mention, env),
        }
    }

    /// Writes one name for each segment of the type, each after a comma.
    fn segments(&mut self, symbol: Symbol, env: &Env<'m, '_>) {
        let Some(resource) = self.cx.resource(symbol) else { return };
        let Some(name) = resource.body.get("name") else { return };
        if let Some(parent) = self.cx.parent(resource) {
            self.in_body(parent, env, |writer, env| writer.segments(parent.symbol, env));
            self.push(", ");
            self.expr(name, env);
            return;
        }
        match resource.type_name.matches('/').count() {
            0 | 1 => {
                self.push(", ");
                self.expr(name, env);
            }
            count => {
                for segment in 0..count {
                    self.push(", split(");
                    self.expr(name, env);
                    self.push(", '/')[");
                    super::tape::push_int(&mut self.tape.text, i64::try_from(segment).unwrap_or(0));
                    self.push("]");
                }
            }
        }
    }

    /// Writes the name as it is written in the resource, without those of its ancestors.
    pub(crate) fn plain_name(&mut self, mention: Mention<'m>, env: &Env<'m, '_>) {
        let Some(name) = self.cx.decl(mention.symbol).body().and_then(|body| body.get("name")) else { return };
        self.in_body(mention, env, |writer, env| {
            writer.expr(name, env);
        });
    }

    /// Writes the whole name of a child: `format('{0}/{1}', parent, child)`.
    pub(crate) fn qualified_name(&mut self, symbol: Symbol, env: &Env<'m, '_>) {
        let start = self.tape.text.len();
        self.segments(symbol, env);
        // The number of segments is that of the type, and their text is already in place.
        let count = self.cx.resource(symbol).map_or(0, |resource| resource.type_name.matches('/').count());
        let mut format = String::from("format('");
        for segment in 0..count {
            if segment > 0 {
                format.push('/');
            }
            format.push('{');
            super::tape::push_int(&mut format, i64::try_from(segment).unwrap_or(0));
            format.push('}');
        }
        format.push('\'');
        self.tape.text.insert_str(start, &format);
        self.push(")");
    }

    /// Writes the name of a module's deployment, given or generated.
    pub(crate) fn module_name(&mut self, mention: Mention<'m>, env: &Env<'m, '_>) {
        let decl = self.cx.decl(mention.symbol);
        if decl.body().is_some_and(|body| body.get("name").is_some()) {
            return self.plain_name(mention, env);
        }
        let looped = decl.header().is_some();
        // Names of deployments have at most 64 characters.
        let prefix = &decl.name[..decl.name.len().min(if looped { 46 } else { 50 })];
        self.push("format('");
        self.push(prefix);
        if looped {
            self.push("-{0}-{1}', ");
            match mention.index {
                Some(index) => {
                    self.expr(index, env);
                }
                None => self.push("copyIndex()"),
            }
            self.push(", ");
        } else {
            self.push("-{0}', ");
        }
        self.push("uniqueString('");
        self.push(&decl.name);
        self.push("', deployment().name))");
    }

    /// Writes the keys that say where a resource or module is deployed; whether that is a resource
    /// group.
    pub(crate) fn scope_properties(&mut self, symbol: Symbol, env: &Env<'m, '_>) -> bool {
        let is_module = matches!(self.cx.decl(symbol).kind, DeclKind::Module(_));
        let mut in_group = true;
        self.in_root(symbol, env, &mut |writer, root, env| {
            in_group = writer.write_scope(root, is_module, env);
        });
        in_group
    }

    fn write_scope(&mut self, root: Symbol, is_module: bool, env: &Env<'m, '_>) -> bool {
        let target = self.cx.template.scope;
        match self.cx.place(root) {
            Place::Tenant => {
                if target != TargetScope::Tenant {
                    self.tape.text_property("scope", "/");
                }
            }
            Place::ManagementGroup(group) => {
                if let Some(group) = group {
                    self.key_expression("scope", |writer| {
                        if matches!(target, TargetScope::Tenant | TargetScope::ManagementGroup) {
                            writer.push("format('Microsoft.Management/managementGroups/{0}', ");
                            writer.argument_of_scope(group, env);
                            writer.push(")");
                        } else {
                            writer.management_group_id(group, env);
                        }
                    });
                }
            }
            Place::Subscription(Some(subscription)) => {
                self.scope_argument("subscriptionId", subscription, env);
            }
            Place::Subscription(None) => {
                if target == TargetScope::ResourceGroup {
                    self.tape.text_property("subscriptionId", "[subscription().subscriptionId]");
                }
            }
            Place::ResourceGroup { subscription, group } => {
                if let Some(subscription) = subscription {
                    self.scope_argument("subscriptionId", subscription, env);
                }
                if let Some(group) = group {
                    self.scope_argument("resourceGroup", group, env);
                }
                return true;
            }
            Place::Resource(extended) => {
                debug_assert!(!is_module, "a module cannot extend a resource");
                self.key_expression("scope", |writer| writer.resource_id(extended, env));
            }
        }
        false
    }

    fn scope_argument(&mut self, key: &str, argument: Argument<'m>, env: &Env<'m, '_>) {
        self.tape.key(key);
        match argument {
            Argument::Expr(expr) => self.value(expr, env),
            Argument::NameOf(mention) => self.name_value(mention, env),
        }
    }

    fn key_expression(&mut self, key: &str, write: impl FnOnce(&mut Self)) {
        self.tape.key(key);
        self.expression_value(write);
    }
}
