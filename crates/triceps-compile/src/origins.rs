//! Where the parts of a middle stand in the text.

use std::sync::Arc;

use triceps_core::language::Hosts;
use triceps_core::{DeclId, Expr, ExprId, Middle, Place, TypeNodeId, VersionAges};
use triceps_diagnostics::{Code, Severity, Span};
use triceps_syntax::TextRange;

use crate::source::Source;

/// The range of what stands in another file. What is found there is reported for that file.
pub(crate) const ELSEWHERE: TextRange = TextRange { start: u32::MAX, end: u32::MAX };

/// Where the parts of a middle stand in the text: a table for each kind of id, and sparse ones for their names. These are
/// in the order of their keys: a part is noted when it is made, and declarations are lowered in their order.
#[derive(Debug)]
pub(crate) struct Origins {
    source: Arc<Source>,
    pub(crate) exprs: Vec<TextRange>,
    pub(crate) types: Vec<TextRange>,
    pub(crate) locals: Vec<TextRange>,
    pub(crate) decls: Vec<TextRange>,
    pub(crate) files: Vec<TextRange>,
    /// Names of properties and functions, by expression.
    names: Vec<(ExprId, TextRange)>,
    /// Keys of objects, by object and position.
    keys: Vec<((ExprId, u32), TextRange)>,
    decorators: Vec<((DeclId, u32), (TextRange, TextRange))>,
    /// Types of resources and paths of modules.
    heads: Vec<(DeclId, TextRange)>,
    /// Names of members of types.
    members: Vec<(TypeNodeId, TextRange)>,
    /// What an access to a type reads.
    parts: Vec<(TypeNodeId, TextRange)>,
    member_decorators: Vec<((TypeNodeId, u32), (TextRange, TextRange))>,
    conditions: Vec<(DeclId, TextRange)>,
    values: Vec<(DeclId, TextRange)>,
    wholes: Vec<(DeclId, TextRange)>,
}

impl Origins {
    pub(crate) fn new(source: Arc<Source>, decls: usize) -> Self {
        Self {
            source,
            exprs: Vec::new(),
            types: Vec::new(),
            locals: Vec::new(),
            decls: vec![TextRange { start: 0, end: 0 }; decls],
            files: Vec::new(),
            names: Vec::new(),
            keys: Vec::new(),
            decorators: Vec::new(),
            heads: Vec::new(),
            members: Vec::new(),
            parts: Vec::new(),
            member_decorators: Vec::new(),
            conditions: Vec::new(),
            values: Vec::new(),
            wholes: Vec::new(),
        }
    }

    pub(crate) fn name(&mut self, expr: ExprId, range: TextRange) {
        self.names.push((expr, range));
    }

    pub(crate) fn key(&mut self, object: ExprId, position: usize, range: TextRange) {
        self.keys.push(((object, u32::try_from(position).unwrap_or(u32::MAX)), range));
    }

    /// Notes where a decorator stands, and its name in it.
    pub(crate) fn decorator(&mut self, decl: DeclId, position: usize, range: TextRange, name: TextRange) {
        self.decorators.push(((decl, u32::try_from(position).unwrap_or(u32::MAX)), (range, name)));
    }

    pub(crate) fn head(&mut self, decl: DeclId, range: TextRange) {
        self.heads.push((decl, range));
    }

    pub(crate) fn member(&mut self, ty: TypeNodeId, range: TextRange) {
        self.members.push((ty, range));
    }

    pub(crate) fn part(&mut self, ty: TypeNodeId, range: TextRange) {
        self.parts.push((ty, range));
    }

    pub(crate) fn value(&mut self, decl: DeclId, range: TextRange) {
        self.values.push((decl, range));
    }

    pub(crate) fn whole(&mut self, decl: DeclId, range: TextRange) {
        self.wholes.push((decl, range));
    }

    pub(crate) fn condition(&mut self, decl: DeclId, range: TextRange) {
        self.conditions.push((decl, range));
    }

    pub(crate) fn member_decorator(&mut self, ty: TypeNodeId, position: usize, range: TextRange, name: TextRange) {
        self.member_decorators.push(((ty, u32::try_from(position).unwrap_or(u32::MAX)), (range, name)));
    }

    fn range(&self, middle: &Middle, place: Place) -> Option<TextRange> {
        match place {
            Place::Decl(decl) => self.decls.get(decl.index()).copied(),
            Place::Expr(expr) => self.exprs.get(expr.index()).copied(),
            Place::Key(object, position) => {
                find(&self.keys, &(object, position)).or_else(|| self.range(middle, Place::Expr(object)))
            }
            Place::Entry(object, position) => {
                let key = self.range(middle, Place::Key(object, position))?;
                let value = middle.object(object)?.get(position as usize)?.value;
                let end = self.exprs.get(value.index()).map_or(key.end, |value| value.end);
                Some(TextRange { start: key.start, end: end.max(key.end) })
            }
            Place::Name(expr) => find(&self.names, &expr).or_else(|| self.range(middle, Place::Expr(expr))),
            Place::Access(expr) => {
                let range = self.exprs.get(expr.index()).copied()?;
                let base = match middle.expr(expr) {
                    Expr::Property { base, .. } | Expr::Index { base, .. } => self.exprs.get(base.index()),
                    _ => None,
                };
                Some(base.map_or(range, |base| rest(range, *base)))
            }
            Place::Arguments(expr) => {
                let range = self.exprs.get(expr.index()).copied()?;
                Some(find(&self.names, &expr).map_or(range, |name| rest(range, name)))
            }
            Place::Value(decl) => find(&self.values, &decl).or_else(|| self.range(middle, Place::Decl(decl))),
            Place::Whole(decl) => find(&self.wholes, &decl).or_else(|| self.range(middle, Place::Decl(decl))),
            Place::Inside(expr) => {
                let (Expr::Call { args, .. } | Expr::Method { args, .. }) = middle.expr(expr) else { return None };
                let (first, last) = (middle.list(args).first()?, middle.list(args).last()?);
                let (first, last) = (self.exprs.get(first.index())?, self.exprs.get(last.index())?);
                Some(TextRange { start: first.start, end: last.end })
            }
            Place::Host(string, before) => {
                let string = self.range(middle, string.whole())?;
                Some(self.host(string, before).unwrap_or(string))
            }
            Place::Type(ty) => self.types.get(ty.index()).copied(),
            Place::Member(ty) => find(&self.members, &ty).or_else(|| self.range(middle, Place::Type(ty))),
            Place::TypePart(ty) => find(&self.parts, &ty).or_else(|| self.range(middle, Place::Type(ty))),
            Place::Head(decl) => find(&self.heads, &decl).or_else(|| self.range(middle, Place::Decl(decl))),
            Place::Version(decl) => {
                let head = self.range(middle, Place::Head(decl))?;
                let version = middle.str(middle.api_version(decl)?);
                let length = u32::try_from(version.len()).unwrap_or(0);
                let text = head.of(self.source.tree.text()).unwrap_or_default();
                // Where the version is that of the resource around it, the linter points before the type.
                let start = match text.find(version) {
                    Some(before) => head.start + u32::try_from(before).unwrap_or(0),
                    None => head.start.saturating_sub(1),
                };
                Some(TextRange { start, end: start + length })
            }
            Place::MemberDecorator(ty, position) => {
                let found = find(&self.member_decorators, &(ty, position)).map(|(range, _)| range);
                found.or_else(|| self.range(middle, Place::Type(ty)))
            }
            Place::MemberDecoratorName(ty, position) => {
                let found = find(&self.member_decorators, &(ty, position)).map(|(_, name)| name);
                found.or_else(|| self.range(middle, Place::Type(ty)))
            }
            Place::MemberDecoratorArguments(ty, position) => {
                let found = find(&self.member_decorators, &(ty, position)).map(|(range, name)| rest(range, name));
                found.or_else(|| self.range(middle, Place::Type(ty)))
            }
            Place::Condition(decl) => find(&self.conditions, &decl).or_else(|| self.range(middle, Place::Decl(decl))),
            Place::DecoratorArguments(decl, position) => {
                let found = find(&self.decorators, &(decl, position)).map(|(range, name)| rest(range, name));
                found.or_else(|| self.range(middle, Place::Decl(decl)))
            }
            Place::Local(local) => self.locals.get(local.index()).copied(),
            Place::DecoratorName(decl, position) => {
                let found = find(&self.decorators, &(decl, position)).map(|(_, name)| name);
                found.or_else(|| self.range(middle, Place::Decl(decl)))
            }
            Place::Decorator(decl, position) => {
                let found = find(&self.decorators, &(decl, position)).map(|(range, _)| range);
                found.or_else(|| self.range(middle, Place::Decl(decl)))
            }
            Place::ModuleFile(file) => self.files.get(file.index()).copied(),
            // The file as a whole, and what is added later.
            Place::File => Some(TextRange { start: 0, end: 0 }),
        }
    }

    /// A host in the string at a range, and how many are before it.
    fn host(&self, string: TextRange, before: u8) -> Option<TextRange> {
        let mut node = self.source.tree.node_at(string.start);
        while node.range() != string {
            node = node.parent()?;
        }
        let tokens: Vec<_> = node.tokens().collect();
        let found =
            *self.source.config.hosts().find(tokens.iter().map(|token| token.text())).get(usize::from(before))?;
        let start = tokens[found.token].range().start + u32::try_from(found.start).ok()?;
        Some(TextRange { start, end: start + u32::try_from(found.length).ok()? })
    }
}

/// What follows a part of a range.
fn rest(range: TextRange, part: TextRange) -> TextRange {
    TextRange { start: part.end.clamp(range.start, range.end), end: range.end }
}

fn find<K: Ord, V: Copy>(table: &[(K, V)], key: &K) -> Option<V> {
    let position = table.binary_search_by(|(other, _)| other.cmp(key)).ok()?;
    Some(table[position].1)
}

impl triceps_core::Origins for Origins {
    fn span(&self, middle: &Middle, place: Place) -> Option<Span> {
        self.range(middle, place).filter(|range| *range != ELSEWHERE).map(|range| self.source.span(range))
    }

    fn level(&self, code: Code, severity: Severity, span: Option<&Span>) -> Option<Severity> {
        span?;
        self.source.level(code, severity, span)
    }

    fn accepts(&self, code: Code, severity: Severity, span: &Span) -> bool {
        self.source.config.level(code, severity).is_some() && self.source.accepts(code, span)
    }

    fn asks_for(&self, code: Code) -> bool {
        self.source.config.asks_for(code)
    }

    fn version_ages(&self) -> Option<VersionAges> {
        self.source.config.version_ages()
    }

    fn hosts(&self) -> &Hosts {
        self.source.config.hosts()
    }

    fn recent_power_shell(&self) -> Option<&str> {
        self.source.config.recent_power_shell()
    }
}
