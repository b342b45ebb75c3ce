//! What is known of a text that is put together: constants are computed, of the rest the bounds are known.

use std::borrow::Cow;

use triceps_language::{Ambient, DecoratorId, Function};
use triceps_middle::{DeclId, DeclKind, Expr, ExprId, Part, TypeNode, TypeNodeId};

use super::cut::{replaced, skipped, taken};
use super::{Form, Value, Values};
use crate::names::{Piece, bounds};

/// How many expressions are looked at for one text, so that variables of variables come to an end.
const FUEL: u32 = 256;

/// What functions around a text do to its letters.
#[derive(Clone, Copy)]
enum Case {
    AsWritten,
    Lower,
    Upper,
}

impl Case {
    fn apply<'m>(self, text: impl Into<Cow<'m, str>>) -> Cow<'m, str> {
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

struct Reader<'v, 'm> {
    values: &'v Values<'m>,
    fuel: u32,
}

type Visit<'f, 'm> = dyn FnMut(Piece<'m>) + 'f;

impl<'m> Values<'m> {
    /// Calls `visit` with the parts of a text in order.
    pub(crate) fn pieces(&self, value: Value, visit: &mut Visit<'_, 'm>) {
        Reader { values: self, fuel: FUEL }.walk(value, Case::AsWritten, visit);
    }

    /// The text that is computed from constants alone.
    pub(super) fn constant_text(&self, value: Value) -> Option<Cow<'m, str>> {
        // Little else gives a text, and nothing has to be put together to see that.
        let (_, expr) = self.expr(value)?;
        if !matches!(expr, Expr::Interpolation(_) | Expr::Call { .. }) {
            return None;
        }
        self.deeper(|| joined(Reader { values: self, fuel: FUEL }.list(value, Case::AsWritten)))?
    }
}

impl<'m> Reader<'_, 'm> {
    fn walk(&mut self, value: Value, case: Case, visit: &mut Visit<'_, 'm>) {
        let Some(fuel) = self.fuel.checked_sub(1) else { return visit(Piece::UNKNOWN) };
        self.fuel = fuel;
        let alternatives = self.values.alternatives(value);
        if let Some(value) = alternatives.only() {
            return self.single(value, case, visit);
        }
        let mut all: Option<Piece<'m>> = None;
        for alternative in alternatives.iter() {
            // Where there is something else, `null` stands for its absence.
            if self.values.form(alternative) == Form::Null {
                continue;
            }
            let mut list = Vec::new();
            self.single(alternative, case, &mut |piece| list.push(piece));
            all = Some(match all {
                None => either(&list, &list),
                Some(before) => either(&[before], &list),
            });
        }
        visit(all.unwrap_or(Piece::UNKNOWN));
    }

    fn single(&mut self, value: Value, case: Case, visit: &mut Visit<'_, 'm>) {
        match self.values.form(value) {
            Form::Text(text) => return visit(Piece::Literal(case.apply(text))),
            Form::Int(number) => return visit(Piece::Literal(number.to_string().into())),
            Form::Null | Form::Bool(_) | Form::Object | Form::Array => return visit(Piece::UNKNOWN),
            Form::Other => {}
        }
        let Some((expr, kind)) = self.values.expr(value) else { return visit(Piece::UNKNOWN) };
        let middle = self.values.middle();
        match kind {
            Expr::Interpolation(run) => {
                for part in middle.parts(run) {
                    match part {
                        Part::Text(text) => visit(Piece::Literal(case.apply(middle.str(*text)))),
                        Part::Hole(hole) => self.walk(value.part(*hole), case, visit),
                    }
                }
            }
            Expr::Decl(decl) => visit(case.apply_to(self.parameter(decl))),
            Expr::Property { base, name, .. } => {
                let base = middle.unwrapped(base);
                let is_guid = matches!(
                    (middle.builtin_call(base), middle.str(name)),
                    (Some((Function::Subscription, _)), "subscriptionId" | "tenantId")
                        | (Some((Function::Tenant, _)), "tenantId")
                );
                if is_guid {
                    Piece::guid().into_iter().for_each(|piece| visit(case.apply_to(piece)));
                } else {
                    visit(Piece::UNKNOWN);
                }
            }
            Expr::Call { .. } => match middle.builtin_call(expr) {
                Some((function, args)) => self.call(value, function, args, case, visit),
                None => visit(Piece::UNKNOWN),
            },
            _ => visit(Piece::UNKNOWN),
        }
    }

    fn list(&mut self, value: Value, case: Case) -> Vec<Piece<'m>> {
        let mut list = Vec::new();
        self.walk(value, case, &mut |piece| list.push(piece));
        list
    }

    /// A constant text, or none.
    fn constant(&mut self, value: Value) -> Option<Cow<'m, str>> {
        joined(self.list(value, Case::AsWritten))
    }

    fn number(&self, call: Value, args: &[ExprId], position: usize) -> Option<usize> {
        let value = self.values.alternatives(call.part(*args.get(position)?)).only()?;
        match self.values.form(value) {
            // What is negative counts as nothing.
            Form::Int(number) => Some(usize::try_from(number).unwrap_or(0)),
            _ => None,
        }
    }

    /// What a parameter can be, as its decorators and its type say. The default says nothing.
    fn parameter(&self, decl: DeclId) -> Piece<'m> {
        let middle = self.values.middle();
        let DeclKind::Param { ty, .. } = middle.decl(decl).kind else { return Piece::UNKNOWN };
        let allowed = middle.decorator_argument(decl, DecoratorId::Allowed).and_then(|allowed| {
            let texts = middle.array(allowed)?.iter().map(|item| middle.text(*item).map(Cow::Borrowed));
            texts.collect::<Option<Vec<_>>>()
        });
        match allowed {
            Some(options) if !options.is_empty() => choice(options),
            _ => self.declared(ty, decl, 0),
        }
    }

    fn declared(&self, ty: TypeNodeId, decl: DeclId, depth: u8) -> Piece<'m> {
        let middle = self.values.middle();
        let bound = |decorator| {
            let argument = middle.decorator_argument(decl, decorator)?;
            match self.values.form(Value::of(argument)) {
                Form::Int(number) => usize::try_from(number).ok(),
                _ => None,
            }
        };
        let (least, most) = (bound(DecoratorId::MinLength), bound(DecoratorId::MaxLength));
        match middle.type_node(ty) {
            TypeNode::Ambient(Ambient::String) => Piece::Unknown { min: least.unwrap_or(0), max: most },
            TypeNode::Decl(named) if depth < 8 => match middle.decl(named).kind {
                DeclKind::Type { ty } => match self.declared(ty, named, depth + 1) {
                    Piece::Unknown { min, max } => Piece::Unknown { min: least.unwrap_or(min), max: most.or(max) },
                    piece => piece,
                },
                _ => Piece::UNKNOWN,
            },
            TypeNode::Literal(text) => middle.text(text).map_or(Piece::UNKNOWN, Piece::literal),
            TypeNode::Union(members) => {
                let texts = middle.type_list(members).iter().map(|member| match middle.type_node(*member) {
                    TypeNode::Literal(text) => middle.text(text).map(Cow::Borrowed),
                    _ => None,
                });
                texts.collect::<Option<Vec<_>>>().map_or(Piece::UNKNOWN, choice)
            }
            _ => Piece::UNKNOWN,
        }
    }

    fn call(&mut self, call: Value, function: Function, args: &[ExprId], case: Case, visit: &mut Visit<'_, 'm>) {
        let part = |expr: &ExprId| call.part(*expr);
        let known = match (function, args) {
            (Function::ToLower, [text]) => {
                let lower = &mut |piece| visit(case.apply_to(piece));
                return self.walk(part(text), Case::Lower, lower);
            }
            (Function::ToUpper, [text]) => {
                let upper = &mut |piece| visit(case.apply_to(piece));
                return self.walk(part(text), Case::Upper, upper);
            }
            (Function::String, [text]) => return self.walk(part(text), case, visit),
            (Function::Concat, texts) => {
                texts.iter().for_each(|text| self.walk(part(text), case, visit));
                return;
            }
            (Function::UniqueString, _) => return visit(case.apply_to(Piece::HASH)),
            (Function::Guid | Function::NewGuid | Function::GetRoleAssignmentName, _) => Piece::guid().into(),
            (Function::Take, [text, _]) => {
                let pieces = self.list(part(text), Case::AsWritten);
                match self.number(call, args, 1) {
                    Some(most) => taken(pieces, most),
                    None => vec![Piece::Unknown { min: 0, max: bounds(&pieces).1 }],
                }
            }
            (Function::Skip | Function::Substring, [text, _]) => {
                let pieces = self.list(part(text), Case::AsWritten);
                match self.number(call, args, 1) {
                    Some(count) => skipped(pieces, count),
                    None => vec![Piece::Unknown { min: 0, max: bounds(&pieces).1 }],
                }
            }
            (Function::Substring, [text, _, _]) => self.substring(call, part(text), args),
            (Function::Replace, [text, old, new]) => {
                let pieces = self.list(part(text), Case::AsWritten);
                match (self.constant(part(old)), self.constant(part(new))) {
                    (Some(old), Some(new)) => replaced(pieces, &old, &new),
                    _ => vec![Piece::UNKNOWN],
                }
            }
            (Function::Trim, [text]) => {
                let pieces = self.list(part(text), Case::AsWritten);
                let max = bounds(&pieces).1;
                match joined(pieces) {
                    Some(text) => vec![Piece::Literal(text.trim().to_owned().into())],
                    None => vec![Piece::Unknown { min: 0, max }],
                }
            }
            (Function::PadLeft, [text, _, _]) => {
                let (min, max) = bounds(&self.list(part(text), Case::AsWritten));
                let width = self.number(call, args, 1);
                let max = max.zip(width).map(|(max, width)| max.max(width));
                vec![Piece::Unknown { min: min.max(width.unwrap_or(0)), max }]
            }
            (Function::Format, [pattern, holes @ ..]) => self.format(call, part(pattern), holes),
            (Function::Join, [texts, delimiter]) => self.join(part(texts), part(delimiter)),
            _ => vec![Piece::UNKNOWN],
        };
        known.into_iter().for_each(|piece| visit(case.apply_to(piece)));
    }

    fn substring(&mut self, call: Value, text: Value, args: &[ExprId]) -> Vec<Piece<'m>> {
        let (start, length) = (self.number(call, args, 1), self.number(call, args, 2));
        let Some(length) = length else { return vec![Piece::UNKNOWN] };
        let pieces = start.map(|start| taken(skipped(self.list(text, Case::AsWritten), start), length));
        match pieces {
            Some(pieces) if bounds(&pieces) == (length, Some(length)) => pieces,
            _ => vec![Piece::Unknown { min: length, max: Some(length) }],
        }
    }

    /// Holes with a format, as `{0:D3}`, are not known.
    fn format(&mut self, call: Value, pattern: Value, holes: &[ExprId]) -> Vec<Piece<'m>> {
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
            match hole.parse::<usize>().ok().and_then(|position| holes.get(position)) {
                Some(hole) => {
                    self.walk(call.part(*hole), Case::AsWritten, &mut |piece| pieces.push(piece));
                }
                None => pieces.push(Piece::UNKNOWN),
            }
            rest = after;
        }
        pieces.push(Piece::Literal(text.into()));
        pieces
    }

    fn join(&mut self, texts: Value, delimiter: Value) -> Vec<Piece<'m>> {
        let texts = self.values.alternatives(texts).only().filter(|texts| self.values.form(*texts) == Form::Array);
        let (Some(texts), Some(delimiter)) = (texts, self.constant(delimiter)) else { return vec![Piece::UNKNOWN] };
        let items = self.values.items(texts);
        if !items.is_complete() || items.iter().any(|item| !item.certain) {
            return vec![Piece::UNKNOWN];
        }
        let mut pieces = Vec::new();
        for (position, text) in items.iter().enumerate() {
            if position > 0 {
                pieces.push(Piece::Literal(delimiter.clone()));
            }
            self.walk(text.value, Case::AsWritten, &mut |piece| pieces.push(piece));
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
fn either<'m>(one: &[Piece<'m>], other: &[Piece<'m>]) -> Piece<'m> {
    let options = |pieces: &[Piece<'m>]| match pieces {
        [Piece::Choice(options)] => Some(options.clone()),
        pieces => joined(pieces.to_vec()).map(|text| vec![text]),
    };
    if let (Some(mut options), Some(more)) = (options(one), options(other)) {
        for option in more {
            if !options.contains(&option) {
                options.push(option);
            }
        }
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
