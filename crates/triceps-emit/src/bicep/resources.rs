//! Resources, modules and what is nested in them.

use triceps_layout::{Form, Items};
use triceps_middle::{CommentPlace, DeclId, Expr, ExprId, Header, Module, Place, Resource};

use super::printer::Printer;

impl Printer<'_> {
    /// `resource name 'Type@version' = ..`
    pub(super) fn resource(&mut self, id: DeclId, resource: &Resource) {
        self.mark(Place::Decl(id));
        self.doc.keyword("resource");
        self.comments_within(id, CommentPlace::AfterKeyword);
        let name = self.str(self.names.decl(id));
        self.doc.text(name);
        self.doc.space();
        self.resource_type(resource);
        if resource.existing {
            self.doc.space();
            self.doc.text("existing");
        }
        self.doc.assign();
        self.braces(id, resource.header.as_ref(), resource.condition, resource.body);
    }

    /// `module name 'path' = ..`
    pub(super) fn module(&mut self, id: DeclId, module: &Module) {
        self.mark(Place::Decl(id));
        if let Some(file) = module.file {
            self.mark(Place::ModuleFile(file));
        }
        self.doc.keyword("module");
        self.comments_within(id, CommentPlace::AfterKeyword);
        let name = self.str(self.names.decl(id));
        self.doc.text(name);
        self.doc.space();
        let path = module.file.map_or("", |file| &self.middle.file(file).path);
        self.doc.string(path);
        self.doc.assign();
        self.braces(id, module.header.as_ref(), module.condition, module.body);
    }

    /// The type and version; inside the body of a parent only what it adds.
    fn resource_type(&mut self, resource: &Resource) {
        let parent = resource.container.and_then(|container| self.middle.decl(container).as_resource());
        let full = self.str(resource.type_name);
        let relative = parent.and_then(|parent| {
            let parent = self.str(parent.type_name);
            let (start, rest) = full.split_at_checked(parent.len())?;
            rest.strip_prefix('/').filter(|_| start.eq_ignore_ascii_case(parent))
        });
        let mut text = relative.unwrap_or(full).to_owned();
        if let Some(version) = resource.api_version {
            text.push('@');
            text.push_str(self.str(version));
        }
        self.doc.string(&text);
    }

    /// The loop, the condition and the braces.
    fn braces(&mut self, id: DeclId, header: Option<&Header>, condition: Option<ExprId>, body: ExprId) {
        let Some(header) = header else {
            self.condition(condition);
            return self.body(id, body);
        };
        let form =
            if self.is_broken_object(body) || !self.middle.nested_in(id).is_empty() { Form::Broken } else { Form::Fit };
        let depth = self.locals.len();
        let mut list = self.doc.for_loop(form);
        list.item(&mut self.doc);
        self.loop_header(header.item, header.index, header.array);
        self.condition(condition);
        self.body(id, body);
        list.close(&mut self.doc);
        self.locals.truncate(depth);
    }

    /// `if (condition) `
    fn condition(&mut self, condition: Option<ExprId>) {
        let Some(condition) = condition else { return };
        self.doc.keyword("if");
        // Parentheses that are part of the expression serve as well.
        if matches!(self.middle.expr(condition), Expr::Paren(_)) {
            self.expr(condition);
        } else {
            self.parenthesized(condition);
        }
        self.doc.space();
    }

    fn body(&mut self, id: DeclId, body: ExprId) {
        let middle = self.middle;
        let nested = middle.nested_in(id);
        if nested.is_empty() {
            return self.expr(body);
        }
        self.mark(Place::Expr(body));
        self.bodies.push(id);
        let mut list = self.doc.object(Form::Broken);
        if let Expr::Object(run) = middle.expr(body) {
            self.entries(body, run, &mut list);
            self.comments_at(body, run.len(), &mut list);
        }
        for (position, child) in nested.iter().enumerate() {
            if position > 0 || middle.object(body).is_some_and(|entries| !entries.is_empty()) {
                list.blank_line();
            }
            self.above(*child, middle.decl(*child), &mut list);
            if let Some(resource) = middle.decl(*child).as_resource() {
                list.item(&mut self.doc);
                self.comments_within(*child, CommentPlace::Before);
                self.resource(*child, resource);
                self.comments_behind(*child, CommentPlace::After);
            }
        }
        list.close(&mut self.doc);
        self.bodies.pop();
    }
}
