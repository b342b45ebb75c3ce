//! Lowering of what is added to a file that was read. Of the rest of the file the names alone count; imports that were
//! added are lowered each time, since they tell what their names mean.

use triceps_core::{
    Decl as CoreDecl, DeclHint, DeclId, DeclKind as CoreKind, Expr as CoreExpr, ExprId, Fragments, LocalId, LocalKind,
    Resource,
};
use triceps_diagnostics::Diagnostics;
use triceps_model::Expr;
use triceps_model::tree::Local;

use super::Lower;
use crate::template::{Commented, Decl, DeclKind, Template};

/// An expression that was lowered for a place in a file.
pub(crate) struct Fragment {
    pub(crate) fragments: Fragments,
    pub(crate) expr: ExprId,
    /// The variables of the loops around the place, outermost first.
    pub(crate) locals: Vec<LocalId>,
}

/// Lowers an expression for a place within loops, outermost first.
pub(crate) fn expression(
    template: &Template,
    value: &Expr,
    loops: &[(Local, Option<Local>)],
) -> Result<Fragment, Diagnostics> {
    let count = template.decls.len();
    let mut lower = Lower::beside(template, count + 1);
    lower.stubs(template, count);
    let mut locals = Vec::new();
    let mut headers = Vec::new();
    for (item, index) in loops {
        let item = lower.bind(item, LocalKind::Item, None);
        let index = index.as_ref().map(|index| lower.bind(index, LocalKind::Index, None));
        locals.push(item);
        locals.extend(index);
        headers.push((item, index));
    }
    let expr = lower.root(value);
    // Names are kept apart from those of loops around them by the loops themselves.
    let mut around = expr;
    for (item, index) in headers.into_iter().rev() {
        let array = lower.builder.leaf(CoreExpr::Null);
        around = lower.builder.for_loop(item, index, array, around);
    }
    let name = lower.builder.intern("");
    let kind = CoreKind::Var { ty: None, value: around };
    lower.builder.declare(DeclId::new(count), CoreDecl { name, kind, decorators: triceps_core::Run::default() }, None);
    Ok(Fragment { fragments: lower.fragments(count + 1)?, expr, locals })
}

/// Lowers the declarations from a position on.
pub(crate) fn declarations(template: &Template, from: usize) -> Result<Fragments, Diagnostics> {
    let count = template.decls.len();
    let mut lower = Lower::beside(template, count);
    lower.stubs(template, from);
    lower.strays(&template.strays);
    for (index, decl) in template.decls.iter().enumerate().skip(from) {
        match decl.kind {
            DeclKind::Imported(_) => lower.stub(DeclId::new(index), decl),
            _ => lower.declaration(DeclId::new(index), decl.clone()),
        }
    }
    lower.comments_from(template, from);
    lower.fragments(count)
}

impl Lower<'_> {
    fn beside(template: &Template, decls: usize) -> Self {
        let mut lower = Self::new(template.id, template.past().clone(), template.scope, decls, decls);
        for file in &template.files {
            lower.file(file.clone());
        }
        for (id, decl) in lower.ids.iter_mut().zip(&template.decls) {
            if matches!(decl.kind, DeclKind::Imported(_)) {
                *id = None;
            }
        }
        lower.imports(&template.decls);
        lower
    }

    /// Adds the comments of the declarations from a position on.
    fn comments_from(&mut self, template: &Template, from: usize) {
        for (place, comment) in &template.comments {
            if let Commented::Decl(index, place) = *place
                && index >= from
            {
                let comment = self.comment(comment);
                self.builder.decl_hint(DeclId::new(index), DeclHint::Comment(place, comment));
            }
        }
    }

    fn stubs(&mut self, template: &Template, count: usize) {
        for (index, decl) in template.decls.iter().enumerate().take(count) {
            self.stub(DeclId::new(index), decl);
        }
    }

    /// A declaration of which the name, the decorators and the resource around it count.
    fn stub(&mut self, id: DeclId, decl: &Decl) {
        let name = match decl.kind {
            // It is the declaration of the other file that has the name.
            DeclKind::Imported(_) => self.builder.intern(""),
            _ => self.builder.intern(&decl.name),
        };
        let decorators = self.decorators(&decl.decorators);
        let kind = match &decl.kind {
            DeclKind::Import(_) => self.import_statement(id),
            DeclKind::Resource(resource) => CoreKind::Resource(Resource {
                type_name: self.builder.intern(&resource.type_name),
                api_version: resource.api_version.as_ref().map(|version| self.builder.intern(version)),
                existing: resource.existing,
                container: resource.container.and_then(|symbol| self.decl(symbol)),
                header: None,
                condition: None,
                body: self.builder.object(&[]),
            }),
            // What expressions cannot name hides nothing.
            DeclKind::Metadata(_) | DeclKind::Output { .. } => {
                CoreKind::Metadata { value: self.builder.leaf(CoreExpr::Null) }
            }
            DeclKind::Extension(_)
            | DeclKind::Imported(_)
            | DeclKind::Type(_)
            | DeclKind::Param { .. }
            | DeclKind::Var { .. }
            | DeclKind::Func { .. }
            | DeclKind::Module(_) => CoreKind::Var { ty: None, value: self.builder.leaf(CoreExpr::Null) },
        };
        self.builder.declare(id, CoreDecl { name, kind, decorators }, None);
    }

    fn fragments(mut self, count: usize) -> Result<Fragments, Diagnostics> {
        let mut order: Vec<DeclId> = (0..count).map(DeclId::new).collect();
        order.append(&mut self.make_imported());
        let middle = self.builder.finish(&order);
        if self.diagnostics.has_errors() {
            return Err(self.diagnostics.into_diagnostics(&middle));
        }
        Ok(Fragments::new(middle))
    }
}
