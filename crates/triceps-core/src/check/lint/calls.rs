//! Calls of `reference(..)` and `list*(..)`.

use std::hash::Hasher;

use triceps_diagnostics::codes;
use triceps_infer::Types;
use triceps_language::Function;
use triceps_middle::map::Map;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, Expr, ExprId, Middle, Place};
use triceps_types::Index;

use super::access::looked_up;
use super::same::{fingerprint, hash_of_type, same};
use crate::check::context::Context;
use crate::check::typing::literal_text;

/// Looks at calls one by one.
pub(super) struct Calls<'c, 'm> {
    context: &'c Context<'m>,
    /// Resources by hashes of their types and names, also with their versions. Made for the first `resourceId(..)`.
    resources: Option<Map<u64, Vec<DeclId>>>,
}

impl<'c, 'm> Calls<'c, 'm> {
    pub(super) fn new(context: &'c Context<'m>) -> Self {
        Self { context, resources: None }
    }

    /// A call about a resource of the template, or about a type that nobody knows.
    pub(super) fn check(
        &mut self,
        types: &Types<'_>,
        id: ExprId,
        name: &str,
        args: &[ExprId],
        diagnostics: &mut RawDiagnostics,
    ) {
        let context = self.context;
        let is_list = name != "reference";
        let Some(first) = args.first() else { return };
        if (usize::from(is_list) + 1..=3).contains(&args.len()) && self.names_resource(*first, args.get(1).copied()) {
            let message = format!("`{name}` is called with the id of a resource of the template");
            let help = if is_list {
                ("call it as a method of the handle".to_owned(), format!("call it on the resource: `name.{name}()`"))
            } else {
                let text = "read it from the resource: `name.properties`".to_owned();
                ("read the property from the handle".to_owned(), text)
            };
            diagnostics.report(codes::USE_RESOURCE_SYMBOL_REFERENCE, Place::Expr(id), message, help);
        }
        // The compiler does not look into what has no type.
        let owner = context.middle.decl(context.middle.decl_of(id));
        if context.middle.is_text() && owner.as_module().is_some_and(|module| module.file.is_none()) {
            return;
        }
        if let Some(type_name) = named_type(types, *first)
            && Index::builtin().versioned_type(type_name).is_none()
        {
            diagnostics.report(
                codes::USE_RECOGNIZED_RESOURCE_TYPE,
                Place::Expr(id),
                format!("`{name}` is called with the resource type `{type_name}`, which is not known"),
                "correct the type, or give the API version as an argument",
            );
        }
    }

    /// Whether an id is that of one resource, which has this API version.
    fn names_resource(&mut self, id: ExprId, version: Option<ExprId>) -> bool {
        let middle = self.context.middle;
        let is_resource = |id: &DeclId| middle.decl(*id).as_resource().is_some();
        let named = match middle.expr(id) {
            Expr::Property { base, name: known::ID | known::NAME, .. } => {
                looked_up(self.context, base).filter(is_resource).map(Named::Symbol)
            }
            _ => self.id_call(id),
        };
        let Some(named) = named else { return false };
        match version.map(|version| middle.expr(version)) {
            None => self.is_one(named),
            Some(Expr::Property { base, name: known::API_VERSION, .. }) => {
                looked_up(self.context, base).is_some_and(|resource| named.is(self.context, resource))
            }
            Some(Expr::String(text)) => self.has_version(named, middle.str(text)),
            Some(_) => false,
        }
    }

    /// `resourceId('Microsoft.Web/sites', name)`
    fn id_call(&self, id: ExprId) -> Option<Named<'m>> {
        let middle = self.context.middle;
        match middle.builtin_call(id)? {
            (Function::ResourceId, [type_name, names @ ..]) if !names.is_empty() => {
                let type_name = middle.text(*type_name).filter(|name| name.contains('/'))?;
                Some(Named::Id { type_name, names })
            }
            _ => None,
        }
    }

    fn is_one(&mut self, named: Named<'_>) -> bool {
        let Named::Id { type_name, names } = named else { return true };
        let hash = hash_of(self.context.middle, type_name, names.iter().map(|name| Some(*name)), "");
        let context = self.context;
        self.with(hash).iter().filter(|id| named.is(context, **id)).take(2).count() == 1
    }

    fn has_version(&mut self, named: Named<'_>, version: &str) -> bool {
        let context = self.context;
        let middle = context.middle;
        let has = |id: &DeclId| {
            let own = middle.api_version(*id);
            own.is_some_and(|own| middle.str(own).eq_ignore_ascii_case(version)) && named.is(context, *id)
        };
        match named {
            Named::Symbol(id) => has(&id),
            Named::Id { type_name, names } => {
                let hash = hash_of(middle, type_name, names.iter().map(|name| Some(*name)), version);
                self.with(hash).iter().any(has)
            }
        }
    }

    fn with(&mut self, hash: u64) -> &[DeclId] {
        let context = self.context;
        self.resources.get_or_insert_with(|| resources(context)).get(&hash).map_or(&[], Vec::as_slice)
    }
}

/// What the first argument of a call names.
#[derive(Clone, Copy)]
enum Named<'m> {
    Symbol(DeclId),
    Id { type_name: &'m str, names: &'m [ExprId] },
}

impl Named<'_> {
    fn is(self, context: &Context<'_>, id: DeclId) -> bool {
        let middle = context.middle;
        match self {
            Self::Symbol(own) => own == id,
            Self::Id { type_name, names } => {
                let resource = middle.decl(id).as_resource();
                let has_type = resource.is_some_and(|own| middle.str(own.type_name).eq_ignore_ascii_case(type_name));
                let own = if has_type { names_of(context, id) } else { Vec::new() };
                has_type
                    && own.len() == names.len()
                    && own.iter().zip(names).all(|(own, name)| own.is_some_and(|own| same(middle, own, *name)))
            }
        }
    }
}

/// Resources by hashes of their types and names, without and with their versions.
fn resources(context: &Context<'_>) -> Map<u64, Vec<DeclId>> {
    let middle = context.middle;
    let mut all: Map<u64, Vec<DeclId>> = Map::new();
    for (id, decl) in middle.decls() {
        let Some(resource) = decl.as_resource() else { continue };
        let names = names_of(context, id);
        let version = middle.api_version(id).map(|version| middle.str(version));
        for version in std::iter::once("").chain(version) {
            let hash = hash_of(middle, middle.str(resource.type_name), names.iter().copied(), version);
            all.or_insert_with(hash, Vec::new).push(id);
        }
    }
    all
}

fn hash_of(middle: &Middle, type_name: &str, names: impl Iterator<Item = Option<ExprId>>, version: &str) -> u64 {
    let mut hash = hash_of_type(type_name);
    for name in names {
        hash.write_u64(name.map_or(0, |name| fingerprint(middle, name)));
    }
    version.bytes().for_each(|byte| hash.write_u8(byte.to_ascii_lowercase()));
    hash.finish()
}

/// The names of a resource and of its parents, outermost first.
fn names_of(context: &Context<'_>, mut id: DeclId) -> Vec<Option<ExprId>> {
    let middle = context.middle;
    let mut names = vec![middle.name_of(id)];
    // Parents may go in a circle where the model is wrong.
    for _ in 0..16 {
        let explicit = middle.body_property(id, known::PARENT).and_then(|parent| middle.named(parent));
        let Some(parent) = middle.decl(id).container().or(explicit) else { break };
        names.insert(0, middle.name_of(parent));
        id = parent;
    }
    names
}

/// The resource type that the first argument names.
fn named_type<'t>(types: &'t Types<'_>, arg: ExprId) -> Option<&'t str> {
    let middle = types.middle();
    let literal = |expr: ExprId| literal_text(types, expr).filter(|text| is_type(text));
    match middle.expr(arg) {
        Expr::Call { .. } => match middle.builtin_call(arg)? {
            (Function::ResourceId, args) => args.iter().find_map(|arg| literal(*arg)),
            _ => None,
        },
        _ => literal(arg),
    }
}

/// Whether a text looks like a resource type: `Microsoft.Web/sites`.
pub(super) fn is_type(text: &str) -> bool {
    let letters = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let Some((provider, types)) = text.split_once('/') else { return false };
    let Some((company, product)) = provider.split_once('.') else { return false };
    letters(company) && letters(product) && types.split('/').all(letters)
}
