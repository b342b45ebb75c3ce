//! Writing a template onto a tape.

use triceps_language::Function;
use triceps_middle::analysis::{Facts, Names, ResourceReference};
use triceps_middle::document::{JsonBuffer, escape_literal, position};
use triceps_middle::strings::{Str, known};
use triceps_middle::{Callee, DeclId, DeclKind, Expr, ExprId, LocalId, Middle, Place};

use super::depends::Seen;
use super::frames::{Bound, Env, Frames, Index};
use super::literals::DeclaredLiterals;
use super::references::ReferredTypes;
use crate::checked::{Checked, LinkedFiles};

/// Writes a template onto a tape.
pub(super) struct Writer<'m, 't> {
    pub(super) checked: &'m Checked,
    pub(super) middle: &'m Middle,
    pub(super) linked: &'m LinkedFiles,
    pub(super) names: &'m Names,
    pub(super) facts: &'m Facts,
    pub(super) order: &'m [DeclId],
    pub(super) buffer: &'t mut JsonBuffer,
    pub(super) frames: Frames,
    /// The length of every expression, where it is asked for.
    pub(super) sizes: Option<&'t mut Vec<(Place, usize)>>,
    pub(super) seen: Seen,
    pub(super) declared_literals: DeclaredLiterals,
    pub(super) literals_left: u32,
    pub(super) referred_types: ReferredTypes,
    /// By declaration: where an id that does not vary was written first.
    ids: Vec<(u32, u32)>,
    /// Declarations whose id was written, in the order of the text.
    written: Vec<DeclId>,
}

impl<'m, 't> Writer<'m, 't> {
    pub(super) fn new(
        checked: &'m Checked,
        buffer: &'t mut JsonBuffer,
        sizes: Option<&'t mut Vec<(Place, usize)>>,
    ) -> Self {
        Self {
            checked,
            middle: checked.middle(),
            linked: checked.linked(),
            names: checked.names(),
            facts: checked.facts(),
            order: checked.graph().order(),
            buffer,
            frames: Frames::default(),
            sizes,
            seen: Seen::default(),
            declared_literals: None,
            literals_left: 0,
            referred_types: Vec::new(),
            ids: vec![(0, 0); checked.middle().decl_count()],
            written: Vec::new(),
        }
    }

    pub(super) fn str(&self, text: Str) -> &'m str {
        self.middle.str(text)
    }

    /// The name of a declaration in the output.
    pub(super) fn decl_name(&self, decl: DeclId) -> &'m str {
        self.str(self.names.decl(decl))
    }

    pub(super) fn push(&mut self, token: &str) {
        self.buffer.text.push_str(token);
    }

    /// Writes a literal of the expression language: `'it''s'`.
    pub(super) fn literal(&mut self, text: &str) {
        self.buffer.text.push('\'');
        escape_literal(&mut self.buffer.text, text);
        self.buffer.text.push('\'');
    }

    /// Writes a string of the file as a literal of the expression language.
    pub(super) fn string(&mut self, text: Str) {
        self.push("'");
        self.inside(text);
        self.push("'");
    }

    /// Writes what stands between the quotes of such a literal.
    pub(super) fn inside(&mut self, text: Str) {
        let (plain, text) = (self.middle.is_plain(text), self.str(text));
        if plain { self.push(text) } else { escape_literal(&mut self.buffer.text, text) }
    }

    /// Writes `function('name')`.
    pub(super) fn named(&mut self, function: &str, name: Str) {
        self.push(function);
        self.push("('");
        self.inside(name);
        self.push("')");
    }

    /// Writes text before what was written since `start`.
    pub(super) fn insert(&mut self, start: usize, text: &str) {
        self.buffer.text.insert_str(start, text);
        while let Some(decl) = self.written.pop_if(|decl| self.ids[decl.index()].0 as usize >= start) {
            self.ids[decl.index()] = (0, 0);
        }
    }

    /// Writes an id that was written before; false if none was.
    pub(super) fn repeat_id(&mut self, decl: DeclId) -> bool {
        let (start, end) = self.ids[decl.index()];
        self.buffer.text.extend_from_within(start as usize..end as usize);
        end > 0
    }

    /// Remembers an id that was written from `start` on.
    pub(super) fn remember_id(&mut self, decl: DeclId, start: usize) {
        let end = self.buffer.text.len();
        self.ids[decl.index()] = (position(start), position(end));
        self.written.push(decl);
    }

    /// What an expression is without what leaves no trace in the output, and where its variables are bound: parentheses,
    /// `!`, `any(..)`, and names of variables that are written out.
    pub(super) fn resolved(&self, mut id: ExprId, mut env: Env) -> (ExprId, Env) {
        loop {
            match self.middle.expr(id) {
                Expr::Paren(inner) | Expr::NonNull(inner) => id = inner,
                Expr::Call { callee: Callee::Function(Function::Any), args } if args.len() == 1 => {
                    id = self.middle.list(args)[0];
                }
                Expr::Decl(decl) if self.facts.inlining.is_inlined(decl) => match self.middle.decl(decl).kind {
                    DeclKind::Var { value, .. } => (id, env) = (value, Env::ROOT),
                    _ => return (id, env),
                },
                _ => return (id, env),
            }
        }
    }

    /// The resource or module that an expression names.
    pub(super) fn referenced(&self, id: ExprId) -> Option<ResourceReference> {
        self.facts.references.of(self.middle, id)
    }

    /// The name of a resource or module, as it is written in its body.
    pub(super) fn own_name(&self, decl: DeclId) -> Option<ExprId> {
        self.middle.body_property(decl, known::NAME)
    }

    /// Whether all items of a loop are mentioned.
    pub(super) fn is_collection(&self, reference: ResourceReference) -> bool {
        reference.index.is_none() && self.middle.decl(reference.decl).header().is_some()
    }

    /// Enters the body of a resource or module at the iteration that is mentioned. Leave by
    /// [`Frames::leave`](super::frames::Frames::leave).
    pub(super) fn enter(&mut self, reference: ResourceReference, env: Env) -> Env {
        let bound = self.bound(reference);
        self.frames.enter(self.middle, reference, bound, env)
    }

    /// Enters the body of a resource or module for an expression other than its name: all variables of the loop stand for
    /// the iteration that is mentioned.
    pub(super) fn enter_whole(&mut self, reference: ResourceReference, env: Env) -> Env {
        self.frames.enter(self.middle, reference, Bound::ALL, env)
    }

    /// Which variables of its loop the name of what is mentioned depends on.
    fn bound(&self, reference: ResourceReference) -> Bound {
        let middle = self.middle;
        let header = middle.decl(reference.decl).header();
        let (Some(header), Some(_)) = (header, reference.index) else { return Bound::ALL };
        let uses = |local| self.name_uses(reference.decl, local);
        Bound { item: uses(header.item), position: header.index.is_some_and(uses) }
    }

    /// Whether the name of a resource or module, with those of its parents, depends on a variable of its loop.
    fn name_uses(&self, decl: DeclId, local: LocalId) -> bool {
        let reads = |expr| self.middle.any(expr, &mut |part| self.middle.expr(part) == Expr::Local(local));
        let parent = self.facts.resources.parent(decl);
        self.own_name(decl).is_some_and(reads) || parent.and_then(|parent| parent.index).is_some_and(reads)
    }

    /// Writes which iteration is meant.
    pub(super) fn index(&mut self, index: Index) {
        match index {
            Index::Current(None) => self.push("copyIndex()"),
            Index::Current(Some(name)) => self.named("copyIndex", name),
            Index::At(index, env) => {
                self.expr(index, env);
            }
        }
    }

    /// Writes the name of a resource or module with those it is written in: `outer::inner`.
    pub(super) fn symbolic_name(&mut self, decl: DeclId) {
        // Nested resources are as deep as their types have segments.
        if let Some(container) = self.middle.decl(decl).container() {
            self.symbolic_name(container);
            self.push("::");
        }
        self.push(self.decl_name(decl));
    }
}
