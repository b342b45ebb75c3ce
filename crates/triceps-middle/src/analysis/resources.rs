//! What is known of the resources of a file: how their types are spelled, whose children they are, where they are.

use triceps_types::{Index, ResourceType};

use super::{Graph, ResourceReference, ResourceReferences};
use crate::data::{self, Known};
use crate::language::Function;
use crate::map::Map;
use crate::middle::{DeclId, DeclKind, Entry, Expr, ExprId, Key, Middle, Resource, TargetScope};
use crate::strings::{Str, known};

/// What is known of the resources of a file, by declaration.
#[derive(Clone, Debug)]
pub struct Resources {
    rows: Vec<Row>,
    /// Types of nested resources that the index does not know, below one whose type it spells in another way.
    spelt: Map<DeclId, String>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Row {
    known: Option<Known>,
    version: Option<Str>,
    extension: Option<DeclId>,
    parent: Option<ResourceReference>,
    /// The topmost of its ancestors; none where it has none.
    root: Option<DeclId>,
    varies: bool,
}

/// Where a resource or module is deployed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// The tenant.
    Tenant,
    /// A management group; none: the one that is deployed to.
    ManagementGroup(Option<LocationName>),
    /// A subscription; none: the one that is deployed to.
    Subscription(Option<LocationName>),
    /// A resource group; none: the one that is deployed to.
    ResourceGroup {
        /// Its subscription.
        subscription: Option<LocationName>,
        /// Its name.
        group: Option<LocationName>,
    },
    /// An extension of another resource.
    Resource(ResourceReference),
}

/// What names a subscription or group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocationName {
    /// An expression.
    Expr(ExprId),
    /// A resource of the file, which is that group.
    Of(ResourceReference),
}

/// The value of a property; none where a text gives it twice, so that the compiler does not know which is meant.
fn single(middle: &Middle, object: ExprId, name: Str) -> Option<ExprId> {
    let value = middle.property(object, name)?;
    let is_it = |entry: &&Entry| entry.key == Key::Name(name);
    let is_double = middle.is_text() && middle.object(object)?.iter().filter(is_it).count() > 1;
    (!is_double).then_some(value)
}

impl Resources {
    /// Looks at all resources of a file.
    pub fn new(middle: &Middle, graph: &Graph, references: &ResourceReferences) -> Self {
        let mut resources = Self { rows: vec![Row::default(); middle.decl_count()], spelt: Map::new() };
        let extensions: Vec<DeclId> = middle
            .decls()
            .filter(|(_, decl)| matches!(decl.kind, DeclKind::Extension { .. }))
            .map(|(id, _)| id)
            .collect();
        let mut types: Map<(Str, Option<Str>, bool), Option<Known>> = Map::with_capacity(8);
        for id in graph.order() {
            let Some(resource) = middle.decl(*id).as_resource() else {
                let looped = middle.decl(*id).header().is_some();
                resources.rows[id.index()].varies = looped;
                continue;
            };
            let version = resource.api_version.or_else(|| resources.rows[resource.container?.index()].version);
            let extension = extensions.iter().copied().find(|extension| brings(middle, *extension, resource));
            let known = *types.or_insert_with((resource.type_name, version, extension.is_some()), || {
                find_type(middle.str(resource.type_name), middle.str(version?), extension.is_some())
            });
            let parent = match resource.container {
                Some(container) => Some(ResourceReference::whole(container)),
                None => {
                    single(middle, resource.body, known::PARENT).and_then(|parent| references.parent(middle, parent))
                }
            };
            let root = parent.map(|parent| resources.root(parent.decl));
            resources.rows[id.index()] = Row { known, version, extension, parent, root, varies: false };
            if known.is_none()
                && let Some(container) = resource.container
            {
                resources.spell(middle, *id, resource, container);
            }
            resources.rows[id.index()].varies = resources.varies_by(middle, references, *id, resource);
        }
        resources
    }

    /// A nested resource of unknown type keeps its own segment, below those of the resource around it.
    fn spell(&mut self, middle: &Middle, id: DeclId, resource: &Resource, container: DeclId) {
        let Some((written, own)) = middle.str(resource.type_name).rsplit_once('/') else { return };
        let above = self.type_name(middle, container);
        if above != written && above.eq_ignore_ascii_case(written) {
            self.spelt.insert(id, format!("{above}/{own}"));
        }
    }

    fn varies_by(&self, middle: &Middle, references: &ResourceReferences, id: DeclId, resource: &Resource) -> bool {
        let varies = |reference: ResourceReference| self.rows[reference.decl.index()].varies;
        resource.header.is_some()
            || self.parent(id).is_some_and(varies)
            || match self.location(middle, references, id) {
                Location::Resource(extended) => varies(extended),
                Location::ManagementGroup(Some(LocationName::Of(named)))
                | Location::ResourceGroup { group: Some(LocationName::Of(named)), .. } => varies(named),
                _ => false,
            }
    }

    /// The type as the index has it; none where the index does not.
    pub fn known(&self, id: DeclId) -> Option<ResourceType<'static>> {
        self.rows[id.index()].known.map(|known| known.ty)
    }

    /// Whether the data of its type have a secret anywhere.
    pub fn holds_secret(&self, id: DeclId) -> bool {
        self.rows[id.index()].known.is_some_and(|known| known.holds_secret)
    }

    /// The full type, spelled as the index has it.
    pub fn type_name<'a>(&'a self, middle: &'a Middle, id: DeclId) -> &'a str {
        if let Some(known) = self.rows[id.index()].known {
            return known.name;
        }
        if let Some(spelt) = self.spelt.get(&id) {
            return spelt;
        }
        middle
            .decl(id)
            .as_resource()
            .map_or("Microsoft.Resources/deployments", |resource| middle.str(resource.type_name))
    }

    /// The API version, spelled as the index has it.
    pub fn api_version<'a>(&self, middle: &'a Middle, id: DeclId) -> &'a str {
        let row = &self.rows[id.index()];
        match (row.known, row.version) {
            (Some(known), _) => known.version,
            (None, Some(version)) => match middle.decl(id).as_resource() {
                Some(Resource { api_version: None, container: Some(container), .. }) => {
                    self.api_version(middle, *container)
                }
                _ => middle.str(version),
            },
            (None, None) => "",
        }
    }

    /// The extension that brings the type; none for a type of Azure.
    pub fn extension(&self, id: DeclId) -> Option<DeclId> {
        self.rows[id.index()].extension
    }

    /// Whether this is a resource of Azure.
    pub fn is_azure(&self, middle: &Middle, id: DeclId) -> bool {
        middle.decl(id).as_resource().is_some() && self.extension(id).is_none()
    }

    /// The parent: the resource it is written in, or that of `parent:`.
    pub fn parent(&self, id: DeclId) -> Option<ResourceReference> {
        self.rows[id.index()].parent
    }

    /// The topmost of its ancestors, or itself.
    pub fn root(&self, id: DeclId) -> DeclId {
        self.rows[id.index()].root.unwrap_or(id)
    }

    /// Whether it is in a loop, or its parent is, or what it extends.
    pub fn varies(&self, id: DeclId) -> bool {
        self.rows[id.index()].varies
    }

    /// Where a resource without parent, or a module, is deployed.
    pub fn location(&self, middle: &Middle, references: &ResourceReferences, id: DeclId) -> Location {
        let scope = middle.body_property(id, known::SCOPE);
        scope
            .and_then(|scope| self.scope(middle, references, scope))
            .unwrap_or_else(|| Location::target(middle.scope()))
    }

    /// What an expression names as a scope.
    fn scope(&self, middle: &Middle, references: &ResourceReferences, scope: ExprId) -> Option<Location> {
        if let Some(reference) = references.of(middle, scope) {
            middle.decl(reference.decl).as_resource()?;
            let name = LocationName::Of(reference);
            let type_name = self.type_name(middle, reference.decl);
            return Some(if type_name.eq_ignore_ascii_case("Microsoft.Resources/resourceGroups") {
                let scope = middle.body_property(reference.decl, known::SCOPE);
                let subscription = match scope.and_then(|scope| Self::called_scope(middle, scope)) {
                    Some(Location::Subscription(subscription)) => subscription,
                    _ => None,
                };
                Location::ResourceGroup { subscription, group: Some(name) }
            } else if type_name.eq_ignore_ascii_case("Microsoft.Management/managementGroups") {
                Location::ManagementGroup(Some(name))
            } else {
                Location::Resource(reference)
            });
        }
        Self::called_scope(middle, scope)
    }

    /// The scope that a call gives, perhaps through variables.
    fn called_scope(middle: &Middle, scope: ExprId) -> Option<Location> {
        let (function, args) = middle.builtin_call(Self::value_of(middle, scope))?;
        let arg = |position: usize| args.get(position).copied().map(LocationName::Expr);
        match function {
            Function::Tenant => Some(Location::Tenant),
            Function::ManagementGroup => Some(Location::ManagementGroup(arg(0))),
            Function::Subscription => Some(Location::Subscription(arg(0))),
            Function::ResourceGroup if args.len() > 1 => {
                Some(Location::ResourceGroup { subscription: arg(0), group: arg(1) })
            }
            Function::ResourceGroup => Some(Location::ResourceGroup { subscription: None, group: arg(0) }),
            _ => None,
        }
    }

    /// The value of a variable, of the one that it names, and so on.
    fn value_of(middle: &Middle, expr: ExprId) -> ExprId {
        let mut id = middle.unwrapped(expr);
        // A circle of variables ends here too.
        for _ in 0..middle.decl_count() {
            let Expr::Decl(decl) = middle.expr(id) else { break };
            let DeclKind::Var { value, .. } = middle.decl(decl).kind else { break };
            id = middle.unwrapped(value);
        }
        id
    }
}

impl Location {
    /// Where a file is deployed.
    fn target(scope: TargetScope) -> Self {
        match scope {
            TargetScope::Tenant => Self::Tenant,
            TargetScope::ManagementGroup => Self::ManagementGroup(None),
            TargetScope::Subscription => Self::Subscription(None),
            TargetScope::ResourceGroup => Self::ResourceGroup { subscription: None, group: None },
        }
    }
}

/// Whether an extension brings the type of a resource.
fn brings(middle: &Middle, extension: DeclId, resource: &Resource) -> bool {
    let DeclKind::Extension { position, .. } = middle.decl(extension).kind else { return false };
    middle.extension(position).brings(middle.str(resource.type_name))
}

fn find_type(name: &str, version: &str, of_extension: bool) -> Option<Known> {
    if !of_extension {
        return data::resource_type(name, version);
    }
    let mut extensions = Index::builtin().extensions();
    extensions.find_map(|extension| extension.catalog().resource_type(name, version)).map(Known::new)
}
