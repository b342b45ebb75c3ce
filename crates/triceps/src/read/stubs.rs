//! What a file declares, as declarations of a template that expressions can name.

use triceps_model::tree::{ExtensionDecl, Local, ModuleDecl, ModuleTarget, ResourceDecl, Symbol};
use triceps_model::{Expr, Object, TypeExpr};
use triceps_syntax::ast::{Declaration, Expr as Syntax, ImportName, ImportedSymbols, Resource, StringLiteral};

use super::pieces::Pieces;
use super::place::children;
use crate::template::{DeclKind, Template};

/// Where a declaration stands.
#[derive(Clone, Debug)]
pub(super) struct Home {
    /// None: it was removed.
    pub(super) piece: Option<usize>,
    /// The names of the resources inside of others, from the declaration of the piece on.
    pub(super) names: Vec<String>,
    pub(super) kind: Kind,
    /// The variables of the loops around its body, outermost first.
    pub(super) loops: Vec<(Local, Option<Local>)>,
    /// The resources in whose bodies its body stands, and itself, outermost first.
    pub(super) bodies: Vec<usize>,
}

/// What a declaration is to those who look for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Metadata,
    Type,
    Param,
    Var,
    Func,
    /// Deployed once.
    Resource,
    /// Deployed once, if a condition holds.
    ConditionalResource,
    /// Deployed as often as a loop says.
    LoopedResource,
    Module,
    Output,
    /// A name that another file declares.
    Imported,
}

/// Adds what a file declares to a template without declarations.
pub(super) fn add(template: &mut Template, pieces: &Pieces) -> Vec<Home> {
    let mut homes = Vec::new();
    for id in pieces.ids() {
        let Some(declaration) = pieces.get(id).declaration() else { continue };
        if let Declaration::Import(import) = declaration {
            let all = match import.symbols() {
                Some(ImportedSymbols::All(all)) => all.alias(),
                Some(ImportedSymbols::List(_)) | None => None,
            };
            let listed = import.items().filter_map(|item| match (item.alias(), item.name()?) {
                (Some(alias), _) => Some(alias),
                (None, ImportName::Name(name)) => Some(name),
                (None, ImportName::String(_)) => None,
            });
            for name in all.into_iter().chain(listed) {
                template.push_read(name.text().to_owned(), DeclKind::Var { ty: None, value: Expr::NULL });
                homes.push(Home::new(id, Kind::Imported));
            }
            continue;
        }
        let Some(name) = declaration.name().map(|name| name.text().to_owned()) else { continue };
        let any = || TypeExpr::named("any");
        let (kind, decl) = match declaration {
            Declaration::Metadata(_) => (Kind::Metadata, DeclKind::Metadata(Expr::NULL)),
            Declaration::TypeDeclaration(_) => (Kind::Type, DeclKind::Type(any())),
            Declaration::Param(_) => (Kind::Param, DeclKind::Param { ty: any(), default: None }),
            Declaration::Var(_) => (Kind::Var, DeclKind::Var { ty: None, value: Expr::NULL }),
            Declaration::Func(_) => {
                (Kind::Func, DeclKind::Func { params: Vec::new(), returns: any(), body: Expr::NULL })
            }
            Declaration::Output(_) => (Kind::Output, DeclKind::Output { ty: any(), value: Expr::NULL }),
            Declaration::Module(it) => {
                // Nothing is deployed of it: it is there for its name.
                let target = ModuleTarget::File { template: template.id, index: usize::MAX };
                let module = ModuleDecl { target, header: None, condition: None, body: Object::new() };
                template.push_read(name, DeclKind::Module(module));
                let loops = it.body().and_then(variables).into_iter().collect();
                homes.push(Home { loops, ..Home::new(id, Kind::Module) });
                continue;
            }
            Declaration::Resource(it) => {
                add_resource(template, &mut homes, id, it);
                continue;
            }
            Declaration::TargetScope(_)
            | Declaration::Assert(_)
            | Declaration::Test(_)
            | Declaration::Import(_)
            | Declaration::Extension(_)
            | Declaration::MissingDeclaration(_)
            | Declaration::Using(_)
            | Declaration::Extends(_)
            | Declaration::ParamAssignment(_)
            | Declaration::ExtensionConfig(_)
            | Declaration::Skipped(_) => continue,
        };
        template.push_read(name, decl);
        homes.push(Home::new(id, kind));
    }
    homes
}

/// Adds a resource and those in its body.
fn add_resource(template: &mut Template, homes: &mut Vec<Home>, piece: usize, resource: Resource<'_>) {
    let mut open: Vec<(Resource<'_>, Option<Symbol>)> = vec![(resource, None)];
    while let Some((resource, container)) = open.pop() {
        let Some(name) = resource.name().map(|name| name.text().to_owned()) else { continue };
        let around = container.map(|symbol| homes[symbol.index as usize].clone());
        let full = resource.resource_type().and_then(StringLiteral::value).unwrap_or_default().into_owned();
        let (own, version) = full.split_once('@').map_or((full.as_str(), None), |(own, version)| (own, Some(version)));
        let parent = container.and_then(|symbol| template.decl(symbol)?.as_resource());
        let type_name = parent.map_or_else(|| own.to_owned(), |parent| format!("{}/{own}", parent.type_name));
        let decl = ResourceDecl {
            type_name: type_name.into(),
            api_version: version.map(|version| version.to_owned().into()),
            existing: resource.existing().is_some(),
            container,
            header: None,
            condition: None,
            body: Object::new(),
        };
        let kind = match resource.body() {
            Some(Syntax::For(_)) => Kind::LoopedResource,
            Some(Syntax::If(_)) => Kind::ConditionalResource,
            _ => Kind::Resource,
        };
        let symbol = template.push_read(name.clone(), DeclKind::Resource(decl));
        let mut home = Home::new(piece, kind);
        if let Some(around) = around {
            home.names = around.names;
            home.names.push(name);
            home.loops = around.loops;
            home.bodies = around.bodies;
        }
        home.loops.extend(resource.body().and_then(variables));
        home.bodies.push(symbol.index as usize);
        homes.push(home);
        let mut inner: Vec<_> = children(resource).map(|child| (child, Some(symbol))).collect();
        inner.reverse();
        open.append(&mut inner);
    }
}

/// The variables of a loop.
fn variables(body: Syntax<'_>) -> Option<(Local, Option<Local>)> {
    let Syntax::For(it) = body else { return None };
    let mut names = it.variables().filter_map(|variable| Some(Local::named(variable.name()?.text())));
    Some((names.next()?, names.next()))
}

impl Home {
    pub(super) fn new(piece: usize, kind: Kind) -> Self {
        Self { piece: Some(piece), names: Vec::new(), kind, loops: Vec::new(), bodies: Vec::new() }
    }
}

impl Kind {
    /// What was added.
    pub(super) fn of(decl: &DeclKind) -> Self {
        match decl {
            DeclKind::Metadata(_) => Self::Metadata,
            DeclKind::Extension(ExtensionDecl { .. }) | DeclKind::Import(_) | DeclKind::Imported(_) => Self::Imported,
            DeclKind::Type(_) => Self::Type,
            DeclKind::Param { .. } => Self::Param,
            DeclKind::Var { .. } => Self::Var,
            DeclKind::Func { .. } => Self::Func,
            DeclKind::Resource(ResourceDecl { header: Some(_), .. }) => Self::LoopedResource,
            DeclKind::Resource(ResourceDecl { condition: Some(_), .. }) => Self::ConditionalResource,
            DeclKind::Resource(_) => Self::Resource,
            DeclKind::Module(_) => Self::Module,
            DeclKind::Output { .. } => Self::Output,
        }
    }
}
