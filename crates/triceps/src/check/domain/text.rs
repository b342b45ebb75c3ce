//! What is known of a text that is put together: constants are computed, of the rest the bounds are known.

use std::borrow::Cow;

use super::cut::{replaced, skipped, taken};
use super::view::{Cx, int};
use crate::expr::{BinaryOp, Callee, Composite, Entry, Expr, Key, Node, Part};
use crate::names::{Piece, bounds};
use crate::template::{Decl, DeclKind, Decorators};
use crate::types::{TypeExpr, TypeNode};

/// How many expressions are looked at for one text, so that variables of variables come to an end.
const FUEL: u32 = 256;

/// Calls `visit` with the parts of a text in order.
pub(super) fn pieces<'a>(cx: &Cx<'a>, expr: &'a Expr, visit: &mut dyn FnMut(Piece<'a>)) {
    Reader { cx, fuel: FUEL }.walk(expr, Case::AsWritten, visit);
}

/// What functions around a text do to its letters.
#[derive(Clone, Copy)]
enum Case {
    AsWritten,
    Lower,
    Upper,
}

impl Case {
    fn apply<'a>(self, text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
        let text = text.into();
        match self {
            Self::Lower if text.chars().any(|c| c.is_ascii_uppercase()) => text.to_ascii_lowercase().into(),
            Self::Upper if text.chars().any(|c| c.is_ascii_lowercase()) => text.to_ascii_uppercase().into(),
            _ => text,
        }
    }

    fn apply_to(self, piece: Piece<'_>) -> Piece<'_> {
        match piece {
            Piece::Literal(text) => Piece::Literal(self.apply(text)),
            Piece::Choice(options) => Piece::Choice(options.into_iter().map(|option| self.apply(option)).collect()),
            Piece::Made { length, chars, by } => {
                let chars = match self {
                    Self::AsWritten => chars,
                    Self::Lower => chars.to_lower(),
                    Self::Upper => chars.to_upper(),
                };
                Piece::Made { length, chars, by }
            }
            other @ Piece::Unknown { .. } => other,
        }
    }
}

struct Reader<'c, 'a> {
    cx: &'c Cx<'a>,
    fuel: u32,
}

impl<'a> Reader<'_, 'a> {
    fn walk(&mut self, expr: &'a Expr, case: Case, visit: &mut dyn FnMut(Piece<'a>)) {
        let Some(fuel) = self.fuel.checked_sub(1) else { return visit(Piece::UNKNOWN) };
        self.fuel = fuel;
        let expr = self.cx.resolve(expr);
        if let Some(text) = expr.as_str() {
            return visit(Piece::Literal(case.apply(text)));
        }
        match &expr.0 {
            Node::Int(value) => visit(Piece::Literal(value.to_string().into())),
            Node::Symbol(symbol) => match self.cx.template.decl(*symbol) {
                Some(decl) => visit(case.apply_to(self.parameter(decl))),
                None => visit(Piece::UNKNOWN),
            },
            Node::Composite(composite) => self.composite(composite, case, visit),
            _ => visit(Piece::UNKNOWN),
        }
    }

    fn composite(&mut self, composite: &'a Composite, case: Case, visit: &mut dyn FnMut(Piece<'a>)) {
        match composite {
            Composite::Interpolation { parts, .. } => {
                for part in parts {
                    match part {
                        Part::Text(text) => visit(Piece::Literal(case.apply(&**text))),
                        Part::Hole(hole) => self.walk(hole, case, visit),
                    }
                }
            }
            Composite::NonNull(inner) => self.walk(inner, case, visit),
            Composite::Ternary(_, one, other) | Composite::Binary(BinaryOp::Coalesce, one, other) => {
                let (one, other) = (self.list(one, case), self.list(other, case));
                visit(either(&one, &other));
            }
            Composite::Property { base, name, .. } => self.property(base, name, case, visit),
            Composite::Index { base, index, from_end: false, .. } => {
                let item = self
                    .cx
                    .resolve(base)
                    .as_array()
                    .filter(|array| array.spreads.is_empty())
                    .and_then(|array| array.items.get(usize::try_from(int(self.cx.resolve(index))?).ok()?));
                self.walk_known(item, case, visit);
            }
            Composite::Call { callee: Callee::Builtin(name), args } => self.call(name, args, case, visit),
            _ => visit(Piece::UNKNOWN),
        }
    }

    fn walk_known(&mut self, expr: Option<&'a Expr>, case: Case, visit: &mut dyn FnMut(Piece<'a>)) {
        match expr {
            Some(expr) => self.walk(expr, case, visit),
            None => visit(Piece::UNKNOWN),
        }
    }

    fn list(&mut self, expr: &'a Expr, case: Case) -> Vec<Piece<'a>> {
        let mut list = Vec::new();
        self.walk(expr, case, &mut |piece| list.push(piece));
        list
    }

    /// A constant text, or none.
    fn constant(&mut self, expr: &'a Expr) -> Option<Cow<'a, str>> {
        match self.cx.resolve(expr).as_str() {
            Some(text) => Some(Cow::Borrowed(text)),
            None => joined(self.list(expr, Case::AsWritten)),
        }
    }

    fn number(&self, args: &'a [Expr], index: usize) -> Option<usize> {
        // What is negative counts as nothing.
        int(self.cx.resolve(args.get(index)?)).map(|value| usize::try_from(value).unwrap_or(0))
    }

    /// `object.name`, `resource.name` and the ids of subscription and tenant.
    fn property(&mut self, base: &'a Expr, name: &str, case: Case, visit: &mut dyn FnMut(Piece<'a>)) {
        let base = self.cx.resolve(base);
        if let Some(object) = base.as_object() {
            let known = object.entries.iter().all(|entry| matches!(entry, Entry::Property { key: Key::Text(_), .. }));
            return self.walk_known(object.get(name).filter(|_| known), case, visit);
        }
        if let Some(symbol) = base.as_symbol().filter(|_| name == "name")
            && let Some(DeclKind::Resource(resource)) = self.cx.template.decl(symbol).map(|decl| &decl.kind)
            && resource.header.is_none()
            && resource.type_name.matches('/').count() == 1
        {
            return self.walk_known(resource.body.get("name"), case, visit);
        }
        match base.as_composite() {
            Some(Composite::Call { callee: Callee::Builtin(function), .. })
                if matches!(
                    (&**function, name),
                    ("subscription", "subscriptionId" | "tenantId") | ("tenant", "tenantId")
                ) =>
            {
                Piece::guid().into_iter().for_each(|piece| visit(case.apply_to(piece)));
            }
            _ => visit(Piece::UNKNOWN),
        }
    }

    /// What a parameter can be, as its decorators and its type say. The default says nothing.
    fn parameter(&self, decl: &'a Decl) -> Piece<'a> {
        let DeclKind::Param { ty, .. } = &decl.kind else { return Piece::UNKNOWN };
        let allowed = decl.decorators.argument("allowed").and_then(|allowed| {
            let texts = allowed.as_array()?.items.iter().map(|item| item.as_str().map(Cow::Borrowed));
            texts.collect::<Option<Vec<_>>>()
        });
        match allowed {
            Some(options) if !options.is_empty() => choice(options),
            _ => self.declared(ty, &decl.decorators, 0),
        }
    }

    fn declared(&self, ty: &'a TypeExpr, decorators: &Decorators, depth: u8) -> Piece<'a> {
        let bound = |name| decorators.argument(name).and_then(int).and_then(|n| usize::try_from(n).ok());
        let (least, most) = (bound("minLength"), bound("maxLength"));
        match &ty.0 {
            TypeNode::Named(name) if name == "string" => Piece::Unknown { min: least.unwrap_or(0), max: most },
            TypeNode::Declared(symbol) if depth < 8 => match self.cx.template.decl(*symbol) {
                Some(Decl { kind: DeclKind::Type(ty), decorators, .. }) => {
                    match self.declared(ty, decorators, depth + 1) {
                        Piece::Unknown { min, max } => Piece::Unknown { min: least.unwrap_or(min), max: most.or(max) },
                        piece => piece,
                    }
                }
                _ => Piece::UNKNOWN,
            },
            TypeNode::Literal(text) => text.as_str().map_or(Piece::UNKNOWN, Piece::literal),
            TypeNode::Union(members) => {
                let texts = members.iter().map(|member| match &member.0 {
                    TypeNode::Literal(text) => text.as_str().map(Cow::Borrowed),
                    _ => None,
                });
                texts.collect::<Option<Vec<_>>>().map_or(Piece::UNKNOWN, choice)
            }
            _ => Piece::UNKNOWN,
        }
    }

    fn call(&mut self, name: &str, args: &'a [Expr], case: Case, visit: &mut dyn FnMut(Piece<'a>)) {
        let known = match (name, args) {
            ("toLower", [text]) => {
                let lower = &mut |piece| visit(case.apply_to(piece));
                return self.walk(text, Case::Lower, lower);
            }
            ("toUpper", [text]) => {
                let upper = &mut |piece| visit(case.apply_to(piece));
                return self.walk(text, Case::Upper, upper);
            }
            ("string", [text]) => return self.walk(text, case, visit),
            ("concat", texts) => {
                texts.iter().for_each(|text| self.walk(text, case, visit));
                return;
            }
            ("uniqueString", _) => return visit(case.apply_to(Piece::HASH)),
            ("guid" | "newGuid" | "getRoleAssignmentName", _) => Piece::guid().into(),
            ("take", [text, _]) => {
                let pieces = self.list(text, Case::AsWritten);
                match self.number(args, 1) {
                    Some(most) => taken(pieces, most),
                    None => vec![Piece::Unknown { min: 0, max: bounds(&pieces).1 }],
                }
            }
            ("skip" | "substring", [text, _]) => {
                let pieces = self.list(text, Case::AsWritten);
                match self.number(args, 1) {
                    Some(count) => skipped(pieces, count),
                    None => vec![Piece::Unknown { min: 0, max: bounds(&pieces).1 }],
                }
            }
            ("substring", [text, _, _]) => self.substring(text, args),
            ("replace", [text, old, new]) => {
                let pieces = self.list(text, Case::AsWritten);
                match (self.constant(old), self.constant(new)) {
                    (Some(old), Some(new)) => replaced(pieces, &old, &new),
                    _ => vec![Piece::UNKNOWN],
                }
            }
            ("trim", [text]) => match self.list(text, Case::AsWritten) {
                pieces if joined(pieces.clone()).is_some() => {
                    let text = joined(pieces).unwrap_or_default();
                    vec![Piece::Literal(text.trim().to_owned().into())]
                }
                pieces => vec![Piece::Unknown { min: 0, max: bounds(&pieces).1 }],
            },
            ("padLeft", [text, _, _]) => {
                let (min, max) = bounds(&self.list(text, Case::AsWritten));
                let width = self.number(args, 1);
                let max = max.zip(width).map(|(max, width)| max.max(width));
                vec![Piece::Unknown { min: min.max(width.unwrap_or(0)), max }]
            }
            ("format", [pattern, values @ ..]) => self.format(pattern, values),
            ("join", [texts, delimiter]) => self.join(texts, delimiter),
            _ => vec![Piece::UNKNOWN],
        };
        known.into_iter().for_each(|piece| visit(case.apply_to(piece)));
    }

    fn substring(&mut self, text: &'a Expr, args: &'a [Expr]) -> Vec<Piece<'a>> {
        let (start, length) = (self.number(args, 1), self.number(args, 2));
        let Some(length) = length else { return vec![Piece::UNKNOWN] };
        let pieces = start.map(|start| taken(skipped(self.list(text, Case::AsWritten), start), length));
        match pieces {
            Some(pieces) if bounds(&pieces) == (length, Some(length)) => pieces,
            _ => vec![Piece::Unknown { min: length, max: Some(length) }],
        }
    }

    /// Holes with a format, as `{0:D3}`, are unknown.
    fn format(&mut self, pattern: &'a Expr, values: &'a [Expr]) -> Vec<Piece<'a>> {
        let Some(pattern) = self.constant(pattern) else { return vec![Piece::UNKNOWN] };
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = &*pattern;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            if c != '{' || after.starts_with('{') {
                let doubled = matches!(c, '{' | '}') && after.starts_with(c);
                text.push(c);
                rest = if doubled { &after[1..] } else { after };
                continue;
            }
            let Some((hole, after)) = after.split_once('}') else { return vec![Piece::UNKNOWN] };
            pieces.push(Piece::Literal(std::mem::take(&mut text).into()));
            match hole.parse::<usize>().ok().and_then(|index| values.get(index)) {
                Some(value) => self.walk(value, Case::AsWritten, &mut |piece| pieces.push(piece)),
                None => pieces.push(Piece::UNKNOWN),
            }
            rest = after;
        }
        pieces.push(Piece::Literal(text.into()));
        pieces
    }

    fn join(&mut self, texts: &'a Expr, delimiter: &'a Expr) -> Vec<Piece<'a>> {
        let texts = self.cx.resolve(texts).as_array().filter(|array| array.spreads.is_empty());
        let (Some(texts), Some(delimiter)) = (texts, self.constant(delimiter)) else { return vec![Piece::UNKNOWN] };
        let mut pieces = Vec::new();
        for (index, text) in texts.items.iter().enumerate() {
            if index > 0 {
                pieces.push(Piece::Literal(delimiter.clone()));
            }
            self.walk(text, Case::AsWritten, &mut |piece| pieces.push(piece));
        }
        pieces
    }
}

/// The text that these pieces are, if all of them are known.
fn joined(mut pieces: Vec<Piece<'_>>) -> Option<Cow<'_, str>> {
    if let [Piece::Literal(text)] = pieces.as_mut_slice() {
        return Some(std::mem::take(text));
    }
    let mut text = String::new();
    for piece in pieces {
        let Piece::Literal(part) = piece else { return None };
        text.push_str(&part);
    }
    Some(text.into())
}

/// One of two texts.
fn either<'a>(one: &[Piece<'a>], other: &[Piece<'a>]) -> Piece<'a> {
    let options = |pieces: &[Piece<'a>]| match pieces {
        [Piece::Choice(options)] => Some(options.clone()),
        pieces => joined(pieces.to_vec()).map(|text| vec![text]),
    };
    if let (Some(mut options), Some(more)) = (options(one), options(other)) {
        options.extend(more);
        return choice(options);
    }
    let ((least, most), (min, max)) = (bounds(one), bounds(other));
    Piece::Unknown { min: least.min(min), max: most.zip(max).map(|(most, max)| most.max(max)) }
}

fn choice(mut options: Vec<Cow<'_, str>>) -> Piece<'_> {
    match options.len() {
        0 => Piece::UNKNOWN,
        1 => Piece::Literal(options.swap_remove(0)),
        _ => Piece::Choice(options),
    }
}
