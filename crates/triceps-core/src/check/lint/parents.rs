//! Children that have the name of their parent in their own.

use std::hash::Hasher;

use triceps_diagnostics::codes;
use triceps_middle::hasher::FastHasher;
use triceps_middle::map::Map;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{DeclId, Expr, ExprId, Middle, Part, Place};

use super::access::looked_up;
use super::same::{fingerprint, hash_of_type, same};
use crate::check::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = context.middle;
    let mut names = None;
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
            let names = names.get_or_insert_with(|| Names::of(middle));
            names.continued(middle, &child, parent_type)
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

/// Resources by hashes of their types and names.
struct Names(Map<u64, Vec<DeclId>>);

impl Names {
    fn of(middle: &Middle) -> Self {
        let mut all: Map<u64, Vec<DeclId>> = Map::new();
        for (id, decl) in middle.decls() {
            let Some(resource) = decl.as_resource().filter(|_| decl.header().is_none()) else { continue };
            let Some(name) = middle.name_of(id) else { continue };
            let start = hash_of_type(middle.str(resource.type_name));
            let hash = match Text::of(middle, name) {
                Some(text) => text.hash(middle, start, &mut |_| {}),
                None => hash_of_value(middle, start, name),
            };
            all.or_insert_with(hash, Vec::new).push(id);
        }
        Self(all)
    }

    /// The first resource of a type whose name is continued by that of a child.
    fn continued(&self, middle: &Middle, child: &Text<'_>, parent_type: &str) -> Option<DeclId> {
        let start = hash_of_type(parent_type);
        let mut found: Option<DeclId> = None;
        let mut look = |hash: u64| {
            let candidates = self.0.get(&hash).into_iter().flatten().copied();
            let mut candidates = candidates.take_while(|id| found.is_none_or(|found| *id < found));
            let is_parent = |id: &DeclId| has_type(middle, *id, parent_type) && child.continues(middle, *id);
            if let Some(parent) = candidates.find(is_parent) {
                found = Some(parent);
            }
        };
        if let (Some(hole), Some(next)) = (child.holes.first(), child.texts.get(1))
            && next.starts_with('/')
        {
            look(hash_of_value(middle, start.clone(), *hole));
        }
        child.hash(middle, start, &mut look);
        found
    }
}

fn has_type(middle: &Middle, id: DeclId, type_name: &str) -> bool {
    let resource = middle.decl(id).as_resource();
    resource.is_some_and(|resource| middle.str(resource.type_name).eq_ignore_ascii_case(type_name))
}

fn hash_of_value(middle: &Middle, mut start: FastHasher, name: ExprId) -> u64 {
    start.write_u64(fingerprint(middle, name));
    start.finish()
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

    /// The hash of the whole. Calls `visit` with the hash of each start that a `/` follows.
    fn hash(&self, middle: &Middle, mut hash: FastHasher, visit: &mut dyn FnMut(u64)) -> u64 {
        for (position, text) in self.texts.iter().enumerate() {
            if let Some(hole) = position.checked_sub(1).and_then(|before| self.holes.get(before)) {
                hash.write_u64(fingerprint(middle, *hole));
            }
            for byte in text.bytes() {
                if byte == b'/' {
                    visit(hash.finish());
                }
                hash.write_u8(byte);
            }
        }
        hash.finish()
    }

    /// `'${parent.name}/child'`
    fn named_parent(&self, context: &Context<'_>, parent_type: &str) -> Option<DeclId> {
        let middle = context.middle;
        let (first, next) = (*self.holes.first()?, self.texts.get(1)?);
        let Expr::Property { base, name: known::NAME, .. } = middle.expr(first) else { return None };
        let parent = looked_up(context, base)?;
        (next.starts_with('/') && has_type(middle, parent, parent_type)).then_some(parent)
    }

    /// Whether it is the name of a resource and one segment more.
    fn continues(&self, middle: &Middle, parent: DeclId) -> bool {
        let Some(name) = middle.name_of(parent) else { return false };
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
