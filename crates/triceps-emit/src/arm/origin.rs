//! Where a part of the JSON comes from: from a path in it, as errors of Azure name it, to the model.

use std::fmt;
use std::panic::Location;

use triceps_diagnostics::Span;
use triceps_middle::strings::known;
use triceps_middle::{Decl, DeclId, DeclKind, Expr, ExprId, Key, Middle, Module, Place};

use super::order;
use crate::checked::{Checked, ModuleTemplate};

/// Where a part of the JSON comes from.
///
/// `Display` is the path in the model and the line of Rust, and the same of the modules around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    path: String,
    location: Option<&'static Location<'static>>,
    span: Option<Span>,
    module: Option<Box<Origin>>,
}

impl Origin {
    /// The path in the model: `resources.portal.properties.template`. It ends where the model knows no more of what is
    /// inside.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line of Rust that added the declaration; known in debug builds.
    pub fn location(&self) -> Option<&'static Location<'static>> {
        self.location
    }

    /// The range of text, for a file that was read.
    pub fn span(&self) -> Option<&Span> {
        self.span.as_ref()
    }

    /// The module that deploys the template of this part, if it is not the main one.
    pub fn module(&self) -> Option<&Self> {
        self.module.as_deref()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(Span { file, start: (line, column), .. }) = &self.span {
            write!(f, " at {file}:{line}:{column}")?;
        }
        if let Some(location) = self.location {
            write!(f, ", made at {}:{}", location.file(), location.line())?;
        }
        let mut around = self.module();
        while let Some(module) = around {
            write!(f, ", in {}", module.path)?;
            if let Some(location) = module.location {
                write!(f, ", made at {}:{}", location.file(), location.line())?;
            }
            around = module.module();
        }
        Ok(())
    }
}

impl Checked {
    /// Where a part of the JSON comes from, by its path there: as a JSON pointer, `/resources/0/properties/sku`, or as
    /// errors of Azure write it, `$.resources[0].properties.sku` and `properties.template.resources[0]`. Names of
    /// properties are compared without the case of their letters, as Azure does. None where the template has no such
    /// part.
    ///
    /// ```
    /// # use triceps_emit::{Checked, Origin};
    /// fn explain(checked: &Checked, target: &str) -> String {
    ///     checked.origin_of(target).map_or_else(|| target.to_owned(), |origin| origin.to_string())
    /// }
    /// ```
    pub fn origin_of(&self, path: &str) -> Option<Origin> {
        let segments = segments(path)?;
        let mut rest = segments.as_slice();
        // A template within the body of the request.
        if let [first, second, ..] = rest
            && is(first, "properties")
            && is(second, "template")
        {
            rest = &rest[2..];
        }
        let mut checked = self;
        let mut around = None;
        loop {
            let part = Part::of(checked, rest)?;
            let origin = checked.origin(part.place, around);
            let Some((inner, inside)) = part.inside else { return Some(origin) };
            (checked, rest, around) = (inner, inside, Some(Box::new(origin)));
        }
    }

    fn origin(&self, place: Place, module: Option<Box<Origin>>) -> Origin {
        let middle = self.middle();
        Origin {
            path: middle.path(place),
            location: middle.decl_of_place(place).and_then(|decl| middle.line_of(decl)),
            span: middle.origins().and_then(|origins| origins.span(middle, place)),
            module,
        }
    }
}

/// A part of a template, and what of the path lies in the template of a module.
struct Part<'c> {
    place: Place,
    inside: Option<(&'c Checked, &'c [String])>,
}

impl<'c> Part<'c> {
    fn of(checked: &'c Checked, path: &'c [String]) -> Option<Self> {
        let middle = checked.middle();
        let Some((section, rest)) = path.split_first() else { return Some(Self::at(Place::File)) };
        let Some((name, rest)) = rest.split_first() else { return Some(Self::at(Place::File)) };
        let of_kind = |wanted: fn(&DeclKind) -> bool, name: &str| {
            let mut decls = middle.decls().filter(|(_, decl)| wanted(&decl.kind)).map(|(id, _)| id);
            decls.find(|id| is(middle.str(checked.names().decl(*id)), name))
        };
        let found = match section.to_ascii_lowercase().as_str() {
            "parameters" => of_kind(|kind| matches!(kind, DeclKind::Param { .. }), name)?,
            "outputs" => of_kind(|kind| matches!(kind, DeclKind::Output { .. }), name)?,
            "asserts" => of_kind(|kind| matches!(kind, DeclKind::Assert { .. }), name)?,
            "definitions" => of_kind(|kind| matches!(kind, DeclKind::Type { .. }), name)?,
            "imports" => of_kind(|kind| matches!(kind, DeclKind::Extension { .. }), name)?,
            "metadata" => of_kind(|kind| matches!(kind, DeclKind::Metadata { .. }), name)?,
            "variables" => return variable(checked, name, rest),
            "functions" => {
                let [members, name, ..] = rest else { return Some(Self::at(Place::File)) };
                is(members, "members").then_some(())?;
                of_kind(|kind| matches!(kind, DeclKind::Func { .. }), name)?
            }
            "resources" => return resource(checked, name, rest),
            "$schema" | "contentversion" | "languageversion" => return Some(Self::at(Place::File)),
            _ => return None,
        };
        let place = match (&middle.decl(found).kind, rest) {
            (DeclKind::Param { default: Some(value), .. }, [slot, rest @ ..]) if is(slot, "defaultValue") => {
                descend(middle, *value, rest)
            }
            (DeclKind::Output { value, .. }, [slot, rest @ ..]) if is(slot, "value") || is(slot, "copy") => {
                descend(middle, *value, rest)
            }
            (DeclKind::Metadata { value }, rest) => descend(middle, *value, rest),
            _ => Place::Decl(found),
        };
        Some(Self::at(place))
    }

    fn at(place: Place) -> Self {
        Self { place, inside: None }
    }
}

/// `variables/name/..`, or `variables/copy/0/..` of a variable that is a loop.
fn variable<'c>(checked: &'c Checked, name: &str, rest: &'c [String]) -> Option<Part<'c>> {
    let middle = checked.middle();
    let variables = middle.order().iter().filter_map(|id| match middle.decl(*id).kind {
        DeclKind::Var { value, .. } => Some((*id, value)),
        _ => None,
    });
    if is(name, "copy") && rest.is_empty() {
        return Some(Part::at(Place::File));
    }
    if let (true, [position, rest @ ..]) = (is(name, "copy"), rest) {
        let is_loop = |(_, value): &(DeclId, ExprId)| matches!(middle.expr(middle.unwrapped(*value)), Expr::For { .. });
        let mut loops = variables.clone().filter(|(id, _)| !checked.facts().inlining.is_inlined(*id)).filter(is_loop);
        let (_, value) = loops.nth(position.parse().ok()?)?;
        return Some(Part::at(looped(middle, value, rest)));
    }
    let (_, value) = variables.clone().find(|(id, _)| is(middle.str(checked.names().decl(*id)), name))?;
    Some(Part::at(descend(middle, value, rest)))
}

/// `resources/0/..` or `resources/name/..`.
fn resource<'c>(checked: &'c Checked, name: &str, rest: &'c [String]) -> Option<Part<'c>> {
    let middle = checked.middle();
    let mut written = order::resources(middle, checked.facts()).into_iter().chain(order::modules(middle));
    let id = match name.parse() {
        Ok(position) => written.nth(position)?,
        Err(_) => written.find(|id| is(&symbolic_name(checked, *id), name))?,
    };
    let decl = middle.decl(id);
    let Some((slot, inner)) = rest.split_first() else { return Some(Part::at(Place::Decl(id))) };
    let place = match slot.to_ascii_lowercase().as_str() {
        "condition" => decl.condition().map_or(Place::Decl(id), Place::Expr),
        "copy" => decl.header().map_or(Place::Decl(id), |header| Place::Expr(header.array)),
        "type" | "apiversion" | "existing" | "import" => Place::Decl(id),
        "properties" => match &decl.kind {
            DeclKind::Module(module) => return Some(of_module(checked, id, module, inner)),
            // What an extension makes has all of its body there.
            _ if checked.facts().resources.extension(id).is_some() => in_body(middle, id, decl, inner),
            _ => in_body(middle, id, decl, rest),
        },
        _ => in_body(middle, id, decl, rest),
    };
    Some(Part::at(place))
}

/// `properties/..` of the deployment of a module.
fn of_module<'c>(checked: &'c Checked, id: DeclId, module: &Module, path: &'c [String]) -> Part<'c> {
    let middle = checked.middle();
    match path {
        [slot, rest @ ..] if is(slot, "template") => {
            let inside = module.file.and_then(|file| match checked.linked().module(file) {
                ModuleTemplate::Checked(checked) => Some((&**checked, rest)),
                // What others wrote has no lines of Rust.
                ModuleTemplate::Broken(_) | ModuleTemplate::Json(_) | ModuleTemplate::Spec { .. } => None,
            });
            Part { place: Place::Decl(id), inside: inside.filter(|(_, rest)| !rest.is_empty()) }
        }
        [slot, rest @ ..] if is(slot, "parameters") => {
            let Some(params) = middle.property(module.body, known::PARAMS) else { return Part::at(Place::Decl(id)) };
            let place = match rest {
                [] => Place::Expr(params),
                [name, rest @ ..] => match member(middle, params, name) {
                    // Below the name stands `value` or `reference`.
                    Some(value) => descend(middle, value, rest.get(1..).unwrap_or_default()),
                    None => Place::Expr(params),
                },
            };
            Part::at(place)
        }
        _ => Part::at(Place::Decl(id)),
    }
}

fn in_body(middle: &Middle, id: DeclId, decl: &Decl, path: &[String]) -> Place {
    match decl.body() {
        Some(body) => match descend(middle, body, path) {
            Place::Expr(found) if found == body => Place::Decl(id),
            place => place,
        },
        None => Place::Decl(id),
    }
}

/// The part of a value, as deep as the model has it.
fn descend(middle: &Middle, value: ExprId, path: &[String]) -> Place {
    let (mut value, mut rest) = (middle.unwrapped(value), path);
    while let Some((segment, inner)) = rest.split_first() {
        let next = match middle.expr(value) {
            Expr::Object(_) => match (inner, is(segment, "copy"), segment) {
                ([position, inner @ ..], true, _) if member(middle, value, "copy").is_none() => {
                    return match nth_loop(middle, value, position) {
                        Some(found) => looped(middle, found, inner),
                        None => Place::Expr(value),
                    };
                }
                (_, _, name) => member(middle, value, name),
            },
            Expr::Array(run) => {
                let items = middle.list(run);
                let is_spread = |item: &ExprId| matches!(middle.expr(*item), Expr::Spread(_));
                let position = segment.parse::<usize>().ok();
                position.filter(|at| !items.iter().take(at + 1).any(is_spread)).and_then(|at| items.get(at).copied())
            }
            Expr::For { body, .. } => segment.parse::<usize>().is_ok().then_some(body),
            _ => None,
        };
        let Some(next) = next else { break };
        (value, rest) = (middle.unwrapped(next), inner);
    }
    Place::Expr(value)
}

/// `{ name, count, input }` of a loop.
fn looped(middle: &Middle, value: ExprId, path: &[String]) -> Place {
    let value = middle.unwrapped(value);
    match (middle.expr(value), path) {
        (Expr::For { body, .. }, [slot, rest @ ..]) if is(slot, "input") => descend(middle, body, rest),
        (Expr::For { array, .. }, [slot, ..]) if is(slot, "count") => Place::Expr(array),
        _ => Place::Expr(value),
    }
}

/// The loop at a position among those of an object: they are gathered under `copy`.
fn nth_loop(middle: &Middle, object: ExprId, position: &str) -> Option<ExprId> {
    let mut loops = middle.object(object)?.iter().filter(|entry| {
        matches!(entry.key, Key::Name(_)) && matches!(middle.expr(middle.unwrapped(entry.value)), Expr::For { .. })
    });
    loops.nth(position.parse().ok()?).map(|entry| entry.value)
}

fn member(middle: &Middle, object: ExprId, name: &str) -> Option<ExprId> {
    let named = |entry: &&triceps_middle::Entry| matches!(entry.key, Key::Name(own) if is(middle.str(own), name));
    middle.object(object)?.iter().find(named).map(|entry| entry.value)
}

fn symbolic_name(checked: &Checked, id: DeclId) -> String {
    let middle = checked.middle();
    let mut name = middle.str(checked.names().decl(id)).to_owned();
    let mut current = id;
    // Nested resources are as deep as their types have segments.
    while let Some(container) = middle.decl(current).container() {
        name.insert_str(0, "::");
        name.insert_str(0, middle.str(checked.names().decl(container)));
        current = container;
    }
    name
}

fn is(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right)
}

/// The segments of a pointer (`/a/0`) or of a path (`$.a[0]['b']`); none where it is neither.
fn segments(path: &str) -> Option<Vec<String>> {
    let path = path.trim().trim_start_matches('#');
    if let Some(pointer) = path.strip_prefix('/') {
        let pointer = pointer.trim_end_matches('/');
        return Some(pointer.split('/').map(|segment| segment.replace("~1", "/").replace("~0", "~")).collect());
    }
    let mut found = Vec::new();
    let mut rest = path.strip_prefix('$').unwrap_or(path);
    while let Some(first) = rest.chars().next() {
        if first == '[' {
            let inner = &rest[1..];
            let quote = inner.chars().next().filter(|quote| matches!(quote, '\'' | '"'));
            let (segment, after) = match quote {
                Some(quote) => {
                    let (segment, after) = inner[1..].split_once(quote)?;
                    (segment, after.strip_prefix(']')?)
                }
                None => inner.split_once(']')?,
            };
            found.push(segment.to_owned());
            rest = after;
        } else {
            let name = rest.strip_prefix('.').unwrap_or(rest);
            let end = name.find(['.', '[']).unwrap_or(name.len());
            if end == 0 {
                return None;
            }
            found.push(name[..end].to_owned());
            rest = &name[end..];
        }
    }
    Some(found)
}
