//! Children that have the name of their parent in their own.

use triceps_diagnostics::codes;

use super::access::looked_up;
use super::same::same;
use crate::check::context::Context;
use crate::map::Map;
use crate::middle::{DeclId, Expr, ExprId, Middle, Part, Place};
use crate::raw::RawDiagnostics;
use crate::strings::known;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let mut by_type: Option<Map<String, Vec<DeclId>>> = None;
    for (id, decl) in middle.decls() {
        let Some(resource) = decl.as_resource() else { continue };
        let type_name = middle.str(resource.type_name);
        if type_name.bytes().filter(|byte| *byte == b'/').count() < 2
            || resource.container.is_some()
            || middle.property(resource.body, known::PARENT).is_some()
            || !context.facts.resources.is_azure(middle, id)
        {
            continue;
        }
        let Some((parent_type, _)) = type_name.rsplit_once('/') else { continue };
        let Some(name) = middle.property(resource.body, known::NAME) else { continue };
        let Some(child) = Text::of(middle, name) else { continue };
        let parent = child.named_parent(context, parent_type).or_else(|| {
            let all = by_type.get_or_insert_with(|| resources_by_type(middle));
            let candidates = all.get(&parent_type.to_ascii_lowercase())?;
            candidates.iter().copied().find(|candidate| child.continues(middle, *candidate))
        });
        if let Some(parent) = parent {
            let parent = middle.str(middle.decl(parent).name);
            diagnostics.report(
                codes::USE_PARENT_PROPERTY,
                Place::Expr(name),
                format!("the name starts with that of `{parent}`"),
                (
                    format!("give `{parent}` as `.parent(..)` and only the last segment as name"),
                    format!("write `parent: {parent}` and only the last segment as name"),
                ),
            );
        }
    }
}

fn resources_by_type(middle: &Middle) -> Map<String, Vec<DeclId>> {
    let mut all: Map<String, Vec<DeclId>> = Map::new();
    for (id, decl) in middle.decls() {
        if let Some(resource) = decl.as_resource() {
            all.or_insert_with(middle.str(resource.type_name).to_ascii_lowercase(), Vec::new).push(id);
        }
    }
    all
}

/// A string: texts with one hole between each two of them.
struct Text<'m> {
    texts: Vec<&'m str>,
    holes: Vec<ExprId>,
}

impl<'m> Text<'m> {
    fn of(middle: &'m Middle, expr: ExprId) -> Option<Self> {
        match middle.expr(expr) {
            Expr::String(text) => Some(Self { texts: vec![middle.str(text)], holes: Vec::new() }),
            Expr::Interpolation(run) => {
                let mut text = Self { texts: vec![""], holes: Vec::new() };
                for part in middle.parts(run) {
                    match part {
                        Part::Text(own) => *text.texts.last_mut()? = middle.str(*own),
                        Part::Hole(hole) => {
                            text.holes.push(*hole);
                            text.texts.push("");
                        }
                    }
                }
                Some(text)
            }
            _ => None,
        }
    }

    /// `'${parent.name}/child'`
    fn named_parent(&self, context: &Context<'_>, parent_type: &str) -> Option<DeclId> {
        let middle = context.middle;
        let (first, next) = (*self.holes.first()?, self.texts.get(1)?);
        let Expr::Property { base, name: known::NAME, .. } = middle.expr(first) else { return None };
        let parent = looked_up(context, base)?;
        let resource = middle.decl(parent).as_resource()?;
        let is_parent = middle.str(resource.type_name).eq_ignore_ascii_case(parent_type);
        (next.starts_with('/') && is_parent).then_some(parent)
    }

    /// Whether it is the name of a resource and one segment more.
    fn continues(&self, middle: &Middle, parent: DeclId) -> bool {
        let Some(name) = middle.name_of(parent).filter(|_| middle.decl(parent).header().is_none()) else {
            return false;
        };
        let Some(parent) = Text::of(middle, name) else {
            return self.texts.get(1).is_some_and(|text| text.starts_with('/'))
                && self.holes.first().is_some_and(|hole| same(middle, *hole, name));
        };
        let Some((last, before)) = parent.texts.split_last() else { return false };
        let Some(own) = self.texts.get(before.len()) else { return false };
        self.texts[..before.len()] == *before
            && own.strip_prefix(last).is_some_and(|rest| rest.starts_with('/'))
            && self.holes.len() >= parent.holes.len()
            && self.holes.iter().zip(&parent.holes).all(|(own, other)| same(middle, *own, *other))
    }
}
