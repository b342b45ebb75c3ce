//! Declarations and what stands between them.

use super::printer::Printer;
use crate::expr::Symbol;
use crate::template::{Decl, DeclKind, Decorators, TargetScope};

impl<'a> Printer<'a> {
    /// The whole file: these declarations in this order.
    pub(super) fn print(mut self, order: &[u32]) -> String {
        let mut scope = Some(self.template.scope).filter(|scope| *scope != TargetScope::ResourceGroup);
        let mut last: Option<&'a Decl> = None;
        let mut last_spans_lines = false;
        for index in order {
            let Some(decl) = self.template.decls.get(*index as usize) else { continue };
            if let Some(scope) = scope.take_if(|_| !matches!(decl.kind, DeclKind::Metadata(_))) {
                self.target_scope(scope);
                last = None;
            }
            let joined = match decl.blank_line_before {
                Some(blank) => last.is_some() && !blank,
                None => last.is_some_and(|last| is_joined(last, decl)),
            };
            if self.len() > 0 {
                self.newline(0);
                if !joined {
                    self.newline(0);
                }
            }
            let start = self.len();
            self.decl(Symbol::new(self.template.id, *index), decl);
            // Types that span lines are set off, though they are of one kind.
            let is_type = matches!(decl.kind, DeclKind::Type(_));
            let spans_lines = is_type && self.spans_lines(start);
            if joined && is_type && decl.blank_line_before.is_none() && (spans_lines || last_spans_lines) {
                self.insert_blank_line(start);
            }
            last = Some(decl);
            last_spans_lines = spans_lines;
        }
        if let Some(scope) = scope {
            self.target_scope(scope);
        }
        self.newline(0);
        self.into_text()
    }

    /// `@name(..)`, each on a line of its own, and the start of the line after them.
    pub(super) fn decorators(&mut self, decorators: &'a Decorators, indent: usize) {
        for decorator in &decorators.0 {
            self.put("@");
            self.call_name(&decorator.name);
            self.arguments(&decorator.args, indent);
            self.newline(indent);
        }
    }

    fn target_scope(&mut self, scope: TargetScope) {
        if self.len() > 0 {
            self.blank_line(0);
        }
        self.put("targetScope = ");
        self.string(scope.name());
    }

    fn decl(&mut self, symbol: Symbol, decl: &'a Decl) {
        self.decorators(&decl.decorators, 0);
        match &decl.kind {
            DeclKind::Metadata(value) => {
                self.keyword("metadata ", decl);
                self.put(" = ");
                self.expr(value, 0);
            }
            DeclKind::Extension(extension) => {
                self.put("extension ");
                self.put_text(&extension.specification);
            }
            DeclKind::Type(declared) => {
                self.keyword("type ", decl);
                self.put(" = ");
                self.type_expr(declared, 0);
            }
            DeclKind::Param { ty, default } => {
                self.keyword("param ", decl);
                self.put(" ");
                self.type_expr(ty, 0);
                if let Some(default) = default {
                    self.put(" = ");
                    self.expr(default, 0);
                }
            }
            DeclKind::Var { ty, value } => {
                self.keyword("var ", decl);
                if let Some(ty) = ty {
                    self.put(" ");
                    self.type_expr(ty, 0);
                }
                self.put(" = ");
                self.expr(value, 0);
            }
            DeclKind::Func { params, returns, body } => {
                self.keyword("func ", decl);
                self.parameters(params, 0, |printer, (name, ty), indent| {
                    printer.put_text(name);
                    printer.put(" ");
                    printer.type_expr(ty, indent);
                });
                self.put(" ");
                self.type_expr(returns, 0);
                self.put(" => ");
                self.locals.extend(params.iter().map(|(name, _)| &**name));
                self.lambda_body(body, 0);
                self.locals.clear();
            }
            DeclKind::Resource(resource) => self.resource(symbol, decl, resource, 0),
            DeclKind::Module(module) => self.module(decl, module),
            DeclKind::Output { ty, value } => {
                self.keyword("output ", decl);
                self.put(" ");
                self.type_expr(ty, 0);
                self.put(" = ");
                self.expr(value, 0);
            }
        }
    }

    fn keyword(&mut self, keyword: &str, decl: &Decl) {
        self.put(keyword);
        self.put_text(&decl.name);
    }
}

/// Whether two neighbours stand on lines below each other: plain ones of the same kind.
fn is_joined(first: &Decl, second: &Decl) -> bool {
    first.decorators.0.is_empty()
        && second.decorators.0.is_empty()
        && matches!(
            (&first.kind, &second.kind),
            (DeclKind::Metadata(_), DeclKind::Metadata(_))
                | (DeclKind::Type(_), DeclKind::Type(_))
                | (DeclKind::Param { .. }, DeclKind::Param { .. })
                | (DeclKind::Var { .. }, DeclKind::Var { .. })
                | (DeclKind::Func { .. }, DeclKind::Func { .. })
                | (DeclKind::Output { .. }, DeclKind::Output { .. })
        )
}
