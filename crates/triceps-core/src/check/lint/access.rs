//! Rules about how values are read.

use triceps_diagnostics::codes;
use triceps_types::Index;

use super::same::same;
use crate::check::context::Context;
use crate::check::typing::reads_optional;
use crate::check::values::Value;
use crate::language::Function;
use crate::middle::{DeclId, Expr, ExprId, Middle, Parent, Place};
use crate::raw::RawDiagnostics;
use crate::strings::known;
use crate::types::Types;

/// `contains(o, 'p') ? o.p : d` is `o.?p ?? d`.
pub(super) fn guarded(middle: &Middle, id: ExprId, condition: ExprId, yes: ExprId, diagnostics: &mut RawDiagnostics) {
    let Some((Function::Contains, [object, key])) = middle.builtin_call(condition) else { return };
    let reads = match middle.expr(yes) {
        Expr::Property { base, name, .. } => {
            matches!(middle.expr(*key), Expr::String(key) if key == name) && same(middle, base, *object)
        }
        Expr::Index { base, index, from_end: false, .. } => same(middle, index, *key) && same(middle, base, *object),
        _ => false,
    };
    if reads {
        diagnostics.report(
            codes::USE_SAFE_ACCESS,
            Place::Expr(id),
            "a property is read after a test with `contains`",
            ("use `safe_prop(..).or(..)`", "write `.?name ?? default`"),
        );
    }
}

/// A property that may be missing is read as if it were there.
pub(super) fn optional(types: &mut Types<'_>, id: ExprId, diagnostics: &mut RawDiagnostics) {
    let middle = types.middle();
    if !reads_optional(types, id) {
        return;
    }
    if let Parent::Expr(parent) = middle.parent(id)
        && matches!(middle.expr(parent), Expr::NonNull(_))
    {
        return;
    }
    diagnostics.report(
        codes::USE_SAFE_ACCESS,
        Place::Expr(id),
        "the property may be missing, but is read as if it were there",
        ("use `safe_prop(..)`", "write `.?name`"),
    );
}

/// `reference(..)` and `list*(..)` of a resource of the template, or of a type that nobody knows.
pub(super) fn symbol(context: &Context<'_>, id: ExprId, name: &str, args: &[ExprId], diagnostics: &mut RawDiagnostics) {
    let is_list = name != "reference";
    let Some(first) = args.first() else { return };
    if (usize::from(is_list) + 1..=3).contains(&args.len())
        && resource_of(context, *first, args.get(1).copied()).is_some()
    {
        let message = format!("`{name}` is called with the id of a resource of the template");
        let help = if is_list {
            ("call it as a method of the handle".to_owned(), format!("call it on the resource: `name.{name}()`"))
        } else {
            ("read the property from the handle".to_owned(), "read it from the resource: `name.properties`".to_owned())
        };
        diagnostics.report(codes::USE_RESOURCE_SYMBOL_REFERENCE, Place::Expr(id), message, help);
    }
    // The compiler does not look into what has no type.
    let owner = context.middle.decl(context.middle.decl_of(id));
    if context.middle.is_text() && owner.as_module().is_some_and(|module| module.file.is_none()) {
        return;
    }
    if let Some(type_name) = named_type(context, *first)
        && Index::builtin().versioned_type(&type_name).is_none()
    {
        diagnostics.report(
            codes::USE_RECOGNIZED_RESOURCE_TYPE,
            Place::Expr(id),
            format!("`{name}` is called with the resource type `{type_name}`, which is not known"),
            "correct the type, or give the API version as an argument",
        );
    }
}

/// The resource or module that an expression names. The linter sees neither into collections nor through parentheses
/// and `!`.
pub(super) fn looked_up(context: &Context<'_>, expr: ExprId) -> Option<DeclId> {
    let middle = context.middle;
    let reference = context.facts.references.of(middle, expr)?;
    let is_plain = matches!(middle.expr(expr), Expr::Decl(_)) && reference.index.is_none();
    (is_plain || !middle.is_text()).then_some(reference.decl)
}

/// The resource that an id stands for, if it has this API version.
fn resource_of(context: &Context<'_>, id: ExprId, version: Option<ExprId>) -> Option<DeclId> {
    let middle = context.middle;
    let candidates: Vec<DeclId> = match middle.expr(id) {
        Expr::Property { base, name: known::ID | known::NAME, .. } => looked_up(context, base).into_iter().collect(),
        _ => match middle.builtin_call(id) {
            Some((Function::ResourceId, [type_name, names @ ..])) if !names.is_empty() => {
                let type_name = middle.text(*type_name).filter(|name| name.contains('/'))?;
                middle
                    .decls()
                    .filter(|(_, decl)| {
                        decl.as_resource().is_some_and(|own| middle.str(own.type_name).eq_ignore_ascii_case(type_name))
                    })
                    .filter(|(id, _)| {
                        let own = names_of(context, *id);
                        own.len() == names.len()
                            && own.iter().zip(names).all(|(own, name)| own.is_some_and(|own| same(middle, own, *name)))
                    })
                    .map(|(id, _)| id)
                    .collect()
            }
            _ => Vec::new(),
        },
    };
    let is_resource = |id: &DeclId| middle.decl(*id).as_resource().is_some();
    let candidates: Vec<DeclId> = candidates.into_iter().filter(is_resource).collect();
    match version {
        None => match candidates.as_slice() {
            [only] => Some(*only),
            _ => None,
        },
        Some(version) => match middle.expr(version) {
            Expr::Property { base, name: known::API_VERSION, .. } => {
                let named = looked_up(context, base)?;
                candidates.contains(&named).then_some(named)
            }
            Expr::String(text) => candidates.into_iter().find(|id| {
                middle.api_version(*id).is_some_and(|own| middle.str(own).eq_ignore_ascii_case(middle.str(text)))
            }),
            _ => None,
        },
    }
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
fn named_type(context: &Context<'_>, arg: ExprId) -> Option<String> {
    let middle = context.middle;
    let literal = |expr: ExprId| {
        context.values.text(Value::of(expr)).filter(|text| is_type(text)).map(std::borrow::Cow::into_owned)
    };
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
