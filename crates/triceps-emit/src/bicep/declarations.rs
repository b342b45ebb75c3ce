//! Declarations and what stands between them.

use triceps_language::is_identifier;
use triceps_layout::{Form, Items, Statements};
use triceps_middle::{
    CommentPlace, Decl, DeclHint, DeclId, DeclKind, Decorator, DecoratorName, Import, ImportedNames, Place, Run,
    TargetScope,
};

use super::accepted::Marks;
use super::printer::{Printer, document};

impl Printer<'_> {
    /// The whole file.
    pub(super) fn print(self) -> String {
        self.print_marked().0
    }

    /// The whole file with its marks.
    pub(super) fn print_marked(mut self) -> (String, Option<Marks>) {
        let middle = self.middle;
        let is_default = |scope: &TargetScope| *scope == TargetScope::ResourceGroup && middle.scope_comment().is_none();
        let mut scope = Some(middle.scope()).filter(|scope| !is_default(scope));
        let mut statements = Statements::new();
        let mut last: Option<&Decl> = None;
        let mut last_spans_lines = false;
        let [start, end] = middle.comments();
        self.comment_lines(start.iter().copied(), &mut statements);
        // With a comment the scope comes first of all.
        if middle.scope_comment().is_some()
            && let Some(scope) = scope.take()
        {
            self.target_scope(scope, &mut statements);
        }
        for id in middle.order().iter().filter(|id| middle.foreign(**id).is_none()) {
            let decl = middle.decl(*id);
            if let Some(scope) = scope.take_if(|_| !matches!(decl.kind, DeclKind::Metadata { .. })) {
                statements.blank_line();
                self.target_scope(scope, &mut statements);
                last = None;
            }
            let set = middle.decl_hints(*id).find_map(|hint| match hint {
                DeclHint::BlankLineBefore(blank) => Some(blank),
                DeclHint::Broken | DeclHint::Named | DeclHint::Accept { .. } | DeclHint::Comment(..) => None,
            });
            let joined = match set {
                Some(blank) => last.is_some() && !blank,
                None => last.is_some_and(|last| is_joined(last, decl)),
            };
            // Types that span lines are set off, though they are of one kind.
            let spans_lines = matches!(decl.kind, DeclKind::Type { .. }) && self.spans_lines(decl);
            let set_off = set.is_none() && (spans_lines || last_spans_lines);
            if !joined || (set_off && matches!(decl.kind, DeclKind::Type { .. })) {
                statements.blank_line();
            }
            self.above(*id, decl, &mut statements);
            statements.item(&mut self.doc);
            self.comments_within(*id, CommentPlace::Before);
            self.declaration(*id, decl);
            self.comments_behind(*id, CommentPlace::After);
            last = Some(decl);
            last_spans_lines = spans_lines;
        }
        if let Some(scope) = scope {
            statements.blank_line();
            self.target_scope(scope, &mut statements);
        }
        self.comment_lines(end.iter().copied(), &mut statements);
        (self.doc.finish(), self.marks)
    }

    /// Comments and decorators above a declaration, each an item of what it stands in.
    pub(super) fn above(&mut self, id: DeclId, decl: &Decl, items: &mut impl Items) {
        self.comment_lines_of(id, CommentPlace::Above, items);
        self.decorators(Some(id), decl.decorators, items);
        self.comment_lines_of(id, CommentPlace::BelowDecorators, items);
    }

    fn target_scope(&mut self, scope: TargetScope, statements: &mut Statements) {
        statements.item(&mut self.doc);
        self.doc.text("targetScope");
        self.doc.assign();
        self.doc.string(scope.name());
        self.comment_of_scope();
    }

    /// Whether a declaration is laid out on several lines.
    fn spans_lines(&mut self, decl: &Decl) -> bool {
        let DeclKind::Type { ty } = decl.kind else { return false };
        let doc = std::mem::replace(&mut self.doc, document(256));
        let marks = self.marks.take();
        self.doc.keyword("type");
        let name = self.str(decl.name);
        self.doc.text(name);
        self.doc.assign();
        self.ty(ty);
        let text = std::mem::replace(&mut self.doc, doc).finish();
        self.marks = marks;
        text.trim_end().contains('\n')
    }

    /// `@name(..)`, each an item of what it stands in.
    pub(super) fn decorators(&mut self, decl: Option<DeclId>, decorators: Run, items: &mut impl Items) {
        for (position, decorator) in self.middle.decorators(decorators).iter().enumerate() {
            items.item(&mut self.doc);
            if let Some(decl) = decl {
                self.mark(Place::Whole(decl));
                let place = u32::try_from(position).unwrap_or(u32::MAX);
                self.mark(Place::Decorator(decl, place));
                self.mark(Place::DecoratorName(decl, place));
            }
            self.decorator(decorator);
            if let Some(decl) = decl {
                self.comments_behind(decl, CommentPlace::AfterDecorator(position));
            }
        }
    }

    pub(super) fn decorator(&mut self, decorator: &Decorator) {
        self.doc.decorator();
        match decorator.name {
            DecoratorName::Known(known) | DecoratorName::Named(known) => {
                self.language_name(triceps_language::Namespace::Sys, known.name(), decorator.qualified);
            }
            DecoratorName::Unknown(name) => {
                let name = self.str(name);
                self.doc.text(name);
            }
        }
        self.arguments(decorator.args);
    }

    pub(super) fn declaration(&mut self, id: DeclId, decl: &Decl) {
        // Its decorators are parts of it, and have the mark where there are any.
        self.mark(Place::Whole(id));
        match decl.kind {
            DeclKind::Metadata { value } => {
                self.keyword("metadata", id);
                self.doc.assign();
                self.expr(value);
            }
            DeclKind::Import(position) => self.import(id, &self.middle.imports()[position as usize]),
            DeclKind::Extension { position, config } => {
                self.mark(Place::Decl(id));
                self.doc.keyword("extension");
                self.comments_within(id, CommentPlace::AfterKeyword);
                let extension = self.middle.extension(position);
                self.doc.text(&extension.specification);
                if let Some(config) = config {
                    self.doc.space();
                    self.doc.text("with");
                    self.doc.space();
                    self.expr(config);
                }
                let name = self.names.decl(id);
                if self.middle.str(name) != extension.specification {
                    self.doc.space();
                    self.doc.text("as");
                    self.doc.space();
                    self.doc.text(self.middle.str(name));
                }
            }
            DeclKind::Assert { value } => {
                self.keyword("assert", id);
                self.doc.assign();
                self.expr(value);
            }
            DeclKind::Test { file, body } => {
                self.keyword("test", id);
                self.doc.space();
                self.doc.string(file.map_or("", |file| &self.middle.file(file).path));
                self.doc.assign();
                self.expr(body);
            }
            DeclKind::Type { ty } => {
                self.keyword("type", id);
                self.doc.assign();
                self.ty(ty);
            }
            DeclKind::Param { ty, default } => {
                self.keyword("param", id);
                self.doc.space();
                self.ty(ty);
                if let Some(default) = default {
                    self.doc.assign();
                    self.expr(default);
                }
            }
            DeclKind::Var { ty, value } => {
                self.keyword("var", id);
                if let Some(ty) = ty {
                    self.doc.space();
                    self.ty(ty);
                }
                self.doc.assign();
                self.expr(value);
            }
            DeclKind::Func { params, returns, body } => {
                self.keyword("func", id);
                let mut list = self.doc.parameters();
                for param in self.middle.params(params) {
                    list.argument(&mut self.doc);
                    self.mark(Place::Local(param));
                    self.local(param);
                    if let Some(ty) = self.middle.local(param).ty {
                        self.doc.space();
                        self.ty(ty);
                    }
                }
                list.close(&mut self.doc);
                self.doc.space();
                self.ty(returns);
                self.locals.extend(self.middle.params(params));
                self.arrow(body);
                self.locals.clear();
            }
            DeclKind::Resource(resource) => self.resource(id, &resource),
            DeclKind::Module(module) => self.module(id, &module),
            DeclKind::Output { ty, value } => {
                self.keyword("output", id);
                self.doc.space();
                self.ty(ty);
                self.doc.assign();
                self.expr(value);
            }
        }
    }

    /// `import { name as alias } from 'path'`, `import * as alias from 'path'`
    fn import(&mut self, id: DeclId, import: &Import) {
        self.mark(Place::Decl(id));
        self.doc.keyword("import");
        match &import.names {
            ImportedNames::All { alias, .. } => {
                self.doc.text("*");
                self.alias(alias);
            }
            ImportedNames::List(names) => {
                let is_broken = self.middle.decl_hints(id).any(|hint| hint == DeclHint::Broken);
                let mut list = self.doc.object(if is_broken && !names.is_empty() { Form::Broken } else { Form::Fit });
                for name in names {
                    list.item(&mut self.doc);
                    if is_identifier(&name.original) {
                        self.doc.text(&name.original);
                    } else {
                        self.doc.string(&name.original);
                    }
                    if let Some(alias) = &name.alias {
                        self.alias(alias);
                    }
                }
                list.close(&mut self.doc);
            }
        }
        self.doc.space();
        self.doc.keyword("from");
        self.doc.string(&import.path);
    }

    fn alias(&mut self, alias: &str) {
        self.doc.space();
        self.doc.keyword("as");
        self.doc.text(alias);
    }

    fn keyword(&mut self, keyword: &str, id: DeclId) {
        self.mark(Place::Decl(id));
        let name = self.str(self.middle.decl(id).name);
        self.doc.keyword(keyword);
        self.comments_within(id, CommentPlace::AfterKeyword);
        self.doc.text(name);
    }
}

/// Whether two neighbours stand on lines below each other: plain ones of the same kind.
fn is_joined(first: &Decl, second: &Decl) -> bool {
    first.decorators.is_empty()
        && second.decorators.is_empty()
        && matches!(
            (&first.kind, &second.kind),
            (DeclKind::Metadata { .. }, DeclKind::Metadata { .. })
                | (DeclKind::Import(_), DeclKind::Import(_))
                | (DeclKind::Type { .. }, DeclKind::Type { .. })
                | (DeclKind::Param { .. }, DeclKind::Param { .. })
                | (DeclKind::Var { .. }, DeclKind::Var { .. })
                | (DeclKind::Func { .. }, DeclKind::Func { .. })
                | (DeclKind::Output { .. }, DeclKind::Output { .. })
        )
}
