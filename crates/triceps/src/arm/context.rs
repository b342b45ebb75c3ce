//! What the writers know about the whole template: its mode, what is inlined, who is whose parent.

use crate::check::Checked;
use crate::expr::{Callee, Composite, Expr, Node, Symbol};
use crate::lookup::Spelling;
use crate::template::{Decl, DeclKind, ModuleDecl, ResourceDecl, Template};
use crate::types::{TypeExpr, TypeNode};

pub(crate) struct Context<'m> {
    pub(crate) template: &'m Template,
    /// The top-level declarations in printed order.
    order: &'m [u32],
    /// Whether resources are an object keyed by symbolic names.
    pub(crate) symbolic: bool,
    extensions: Vec<&'m Decl>,
    /// By declaration: variables that are replaced by their value, existing resources without entry.
    inlined: Vec<bool>,
    /// By declaration.
    spellings: Vec<Spelling<'m>>,
}

/// A mention of a resource or module in an expression: which, and which item of a loop.
#[derive(Clone, Copy)]
pub(crate) struct Mention<'m> {
    pub(crate) symbol: Symbol,
    pub(crate) index: Option<&'m Expr>,
}

impl<'m> Context<'m> {
    pub(crate) fn new(checked: &'m Checked) -> Self {
        let template = &checked.template;
        let mut context = Self {
            template,
            order: &checked.order,
            symbolic: needs_symbolic_names(template),
            extensions: template.decls.iter().filter(|decl| matches!(decl.kind, DeclKind::Extension(_))).collect(),
            inlined: Vec::new(),
            spellings: Spelling::of_template(template, &checked.types),
        };
        let mut decisions = vec![None; template.decls.len()];
        for index in 0..template.decls.len() {
            context.decide_inlining(index, &mut decisions);
        }
        context.inlined = decisions.into_iter().map(|decision| decision == Some(true)).collect();
        context
    }

    pub(crate) fn decl(&self, symbol: Symbol) -> &'m Decl {
        &self.template.decls[symbol.index as usize]
    }

    pub(crate) fn symbol(&self, index: usize) -> Symbol {
        Symbol::new(self.template.id, u32::try_from(index).expect("indexes of declarations fit"))
    }

    pub(crate) fn is_inlined(&self, symbol: Symbol) -> bool {
        self.inlined[symbol.index as usize]
    }

    pub(crate) fn into_inlined(self) -> Vec<bool> {
        self.inlined
    }

    pub(crate) fn resource(&self, symbol: Symbol) -> Option<&'m ResourceDecl> {
        self.decl(symbol).as_resource()
    }

    pub(crate) fn module(&self, symbol: Symbol) -> Option<&'m ModuleDecl> {
        self.decl(symbol).as_module()
    }

    /// The template that a module deploys.
    pub(crate) fn module_template(&self, module: &ModuleDecl) -> &'m Template {
        &self.template.files[module.file].template.template
    }

    pub(crate) fn has_secure_output(&self, module: &ModuleDecl, name: &str) -> bool {
        self.module_template(module).decls.iter().any(|decl| {
            matches!(decl.kind, DeclKind::Output { .. }) && decl.name == name && decl.decorators.has("secure")
        })
    }

    pub(crate) fn has_secure_outputs(&self, module: &ModuleDecl) -> bool {
        has_secure_outputs(self.module_template(module))
    }

    /// The type and API version of a resource; a nested one may have the version of its parent.
    pub(crate) fn spelling(&self, symbol: Symbol) -> &Spelling<'m> {
        &self.spellings[symbol.index as usize]
    }

    /// The extension that brings the type of a resource, or none for Azure's own.
    pub(crate) fn extension_of(&self, resource: &ResourceDecl) -> Option<&'m Decl> {
        self.extensions.iter().copied().find(|decl| match &decl.kind {
            DeclKind::Extension(extension) => extension.brings(&resource.type_name),
            _ => false,
        })
    }

    /// The parent of a resource: the one it is written in, or that of `parent:`.
    pub(crate) fn parent(&self, resource: &'m ResourceDecl) -> Option<Mention<'m>> {
        if let Some(symbol) = resource.container {
            return Some(Mention { symbol, index: None });
        }
        self.mention(resource.body.get("parent")?)
    }

    /// The resource or module that an expression names, with the item of a loop.
    pub(crate) fn mention(&self, expr: &'m Expr) -> Option<Mention<'m>> {
        match &expr.0 {
            Node::Symbol(symbol) => {
                let decl = self.template.decl(*symbol)?;
                matches!(decl.kind, DeclKind::Resource(_) | DeclKind::Module(_))
                    .then_some(Mention { symbol: *symbol, index: None })
            }
            Node::Composite(composite) => match &**composite {
                Composite::NonNull(inner) | Composite::Paren(inner) => self.mention(inner),
                Composite::Index { base, index, safe: false, from_end: false } => {
                    let mention = self.mention(base)?;
                    let looped = self.decl(mention.symbol).header().is_some() && mention.index.is_none();
                    looped.then_some(Mention { index: Some(index), ..mention })
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The key of a resource or module: its name, with those it is nested in before it.
    pub(crate) fn symbolic_name(&self, symbol: Symbol) -> String {
        let decl = self.decl(symbol);
        match decl.container() {
            Some(container) => format!("{}::{}", self.symbolic_name(container), decl.name),
            None => decl.name.clone().into_owned(),
        }
    }

    /// All resources in the order they are written: nested ones first, then the others.
    pub(crate) fn resources(&self) -> Vec<Symbol> {
        let mut order = Vec::new();
        let mut top_level = Vec::new();
        let any_nested = self.template.decls.iter().any(|decl| decl.container().is_some());
        for symbol in self.printed().filter(|symbol| self.resource(*symbol).is_some()) {
            if any_nested {
                self.push_nested(symbol, &mut order);
            }
            top_level.push(symbol);
        }
        order.extend(top_level);
        order
    }

    /// The top-level declarations in printed order.
    pub(crate) fn printed(&self) -> impl Iterator<Item = Symbol> + use<'m> {
        let template = self.template.id;
        self.order.iter().map(move |index| Symbol::new(template, *index))
    }

    fn push_nested(&self, symbol: Symbol, order: &mut Vec<Symbol>) {
        let children: Vec<Symbol> = self.template.nested_in(symbol).collect();
        for child in &children {
            self.push_nested(*child, order);
        }
        order.extend(children);
    }

    fn decide_inlining(&self, index: usize, decisions: &mut Vec<Option<bool>>) -> bool {
        if let Some(decision) = decisions[index] {
            return decision;
        }
        // Stops at cycles, which a check refuses.
        decisions[index] = Some(false);
        let decision = match &self.template.decls[index].kind {
            DeclKind::Var { value, .. } => self.needs_inlining(value, decisions),
            DeclKind::Resource(resource) if resource.existing && self.extension_of(resource).is_none() => {
                let through = |mention: Option<Mention<'_>>, decisions: &mut Vec<Option<bool>>| {
                    mention.is_some_and(|mention| self.decide_inlining(mention.symbol.index as usize, decisions))
                };
                through(self.parent(resource), decisions)
                    || through(resource.body.get("scope").and_then(|scope| self.mention(scope)), decisions)
                    || resource.body.get("name").is_some_and(|name| self.needs_inlining(name, decisions))
            }
            _ => false,
        };
        decisions[index] = Some(decision);
        decision
    }

    /// Whether a value cannot be a variable of the template, since it is known only at run time.
    fn needs_inlining(&self, expr: &'m Expr, decisions: &mut Vec<Option<bool>>) -> bool {
        if let Some(symbol) = expr.as_symbol() {
            return match self.template.decl(symbol).map(|decl| &decl.kind) {
                Some(DeclKind::Var { .. }) => self.decide_inlining(symbol.index as usize, decisions),
                Some(DeclKind::Resource(_) | DeclKind::Module(_)) => true,
                _ => false,
            };
        }
        match expr.as_composite() {
            Some(Composite::Property { base, name, .. }) => {
                if let Some(mention) = self.mention(base) {
                    return !self.is_known_at_start(mention.symbol, name, decisions)
                        || mention.index.is_some_and(|index| self.needs_inlining(index, decisions));
                }
            }
            Some(Composite::Call { callee: Callee::Builtin(name), args }) => {
                if name == "nameof" {
                    return false;
                }
                return requires_inlining(name) || args.iter().any(|arg| self.needs_inlining(arg, decisions));
            }
            Some(Composite::Method { base, name, args }) => {
                if is_list_function(name) && self.mention(base).is_some() {
                    return true;
                }
                return self.needs_inlining(base, decisions)
                    || args.iter().any(|arg| self.needs_inlining(arg, decisions));
            }
            _ => {}
        }
        let mut found = false;
        expr.for_each_child(|child| found = found || self.needs_inlining(child, decisions));
        found
    }

    fn is_known_at_start(&self, symbol: Symbol, property: &str, decisions: &mut Vec<Option<bool>>) -> bool {
        match &self.decl(symbol).kind {
            DeclKind::Resource(resource) if self.extension_of(resource).is_none() => match property {
                "id" | "name" => !self.decide_inlining(symbol.index as usize, decisions),
                "type" | "apiVersion" => true,
                _ => false,
            },
            DeclKind::Module(_) => property == "name",
            _ => false,
        }
    }
}

pub(crate) fn is_list_function(name: &str) -> bool {
    name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("list"))
}

fn requires_inlining(function: &str) -> bool {
    is_list_function(function)
        || function.starts_with("this.")
        || matches!(function, "reference" | "toLogicalZone" | "toLogicalZones" | "toPhysicalZone" | "toPhysicalZones")
}

fn has_secure_outputs(template: &Template) -> bool {
    template.decls.iter().any(|decl| matches!(decl.kind, DeclKind::Output { .. }) && decl.decorators.has("secure"))
}

/// Whether the compiler writes symbolic names: the template uses something that the classic form lacks.
fn needs_symbolic_names(template: &Template) -> bool {
    if template.reads_this {
        return true;
    }
    let any_loop = template.decls.iter().any(|decl| decl.header().is_some());
    let mentions_collection = |value: &Expr| any_loop && self::mentions_collection(template, value);
    template.decls.iter().any(|decl| match &decl.kind {
        DeclKind::Extension(_) | DeclKind::Type(_) | DeclKind::Func { .. } => true,
        DeclKind::Var { ty, value } => ty.is_some() || mentions_collection(value),
        DeclKind::Param { ty, default } => is_composed(ty) || default.as_ref().is_some_and(mentions_collection),
        DeclKind::Output { ty, value } => {
            is_composed(ty) || decl.decorators.has("secure") || mentions_collection(value)
        }
        DeclKind::Metadata(_) => false,
        DeclKind::Resource(resource) => {
            (resource.existing && resource.body.get("dependsOn").is_some())
                || decl.decorators.has("onlyIfNotExists")
                || decl.decorators.has("retryOn")
                || decl.decorators.has("nullIfNotFound")
                || (any_loop && body_mentions_collection(template, decl))
        }
        DeclKind::Module(module) => {
            module.body.get("name").is_none()
                || has_secure_outputs(&template.files[module.file].template.template)
                || (any_loop && body_mentions_collection(template, decl))
        }
    })
}

/// Whether a type is written with the syntax of user-defined types.
fn is_composed(ty: &TypeExpr) -> bool {
    match &ty.0 {
        TypeNode::Named(_) | TypeNode::Declared(_) | TypeNode::Literal(_) | TypeNode::Resource { .. } => false,
        TypeNode::NonNull(inner) => is_composed(inner),
        TypeNode::Access { base, .. } => is_composed(base),
        TypeNode::Array(_) | TypeNode::Nullable(_) | TypeNode::Object(_) | TypeNode::Tuple(_) | TypeNode::Union(_) => {
            true
        }
    }
}

/// Whether the body of a resource or module uses a loop as a whole, other than in `dependsOn`.
fn body_mentions_collection(template: &Template, decl: &Decl) -> bool {
    use crate::expr::{Entry, Key};
    let in_body = decl.body().is_some_and(|body| {
        body.entries.iter().any(|entry| match entry {
            Entry::Property { key: Key::Text(key), .. } if key == "dependsOn" => false,
            Entry::Property { value, .. } | Entry::Spread(value) => mentions_collection(template, value),
        })
    });
    in_body
        || decl.condition().is_some_and(|condition| mentions_collection(template, condition))
        || decl.header().is_some_and(|header| mentions_collection(template, &header.array))
}

fn mentions_collection(template: &Template, expr: &Expr) -> bool {
    match &expr.0 {
        Node::Symbol(symbol) => template.decl(*symbol).is_some_and(|decl| decl.header().is_some()),
        Node::Composite(composite) => match &**composite {
            Composite::Index { base, index, .. } if base.as_symbol().is_some() => mentions_collection(template, index),
            Composite::Property { base, .. } if base.as_symbol().is_some() => false,
            _ => {
                let mut found = false;
                expr.for_each_child(|child| found = found || mentions_collection(template, child));
                found
            }
        },
        _ => false,
    }
}
