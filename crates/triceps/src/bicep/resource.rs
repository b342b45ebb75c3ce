//! Resources, modules and what is nested in them.

use super::printer::Printer;
use crate::expr::{Expr, Object, Symbol};
use crate::template::{Decl, LoopHeader, ModuleDecl, ResourceDecl};

impl<'a> Printer<'a> {
    /// `resource name 'Type@version' = ..`
    pub(super) fn resource(&mut self, symbol: Symbol, decl: &'a Decl, resource: &'a ResourceDecl, indent: usize) {
        self.put("resource ");
        self.put_text(&decl.name);
        self.put(" '");
        self.resource_type(resource);
        self.put(if resource.existing { "' existing = " } else { "' = " });
        self.body(resource.header.as_ref(), resource.condition.as_ref(), indent, |printer, indent| {
            printer.resource_body(symbol, &resource.body, indent);
        });
    }

    /// `module name 'path' = ..`
    pub(super) fn module(&mut self, decl: &'a Decl, module: &'a ModuleDecl) {
        self.put("module ");
        self.put_text(&decl.name);
        self.put(" ");
        let path = self.template.files.get(module.file).map_or("", |file| &file.path);
        self.string(path);
        self.put(" = ");
        self.body(module.header.as_ref(), module.condition.as_ref(), 0, |printer, indent| {
            printer.object(&module.body, indent, false);
        });
    }

    /// The loop and the condition around the braces.
    fn body(
        &mut self,
        header: Option<&'a LoopHeader>,
        condition: Option<&'a Expr>,
        indent: usize,
        braces: impl Fn(&mut Self, usize),
    ) {
        let inner = |printer: &mut Self, indent| {
            if let Some(condition) = condition {
                printer.condition(condition, indent);
            }
            braces(printer, indent);
        };
        match header {
            Some(header) => self.for_loop(&header.item, header.index.as_ref(), &header.array, indent, inner),
            None => inner(self, indent),
        }
    }

    fn resource_body(&mut self, symbol: Symbol, body: &'a Object, indent: usize) {
        let template = self.template;
        let count = self.nested_in(symbol).len();
        if count == 0 {
            return self.object(body, indent, false);
        }
        // Never on one line; an attempt to put a loop around it there ends here.
        self.fail();
        if self.failed() {
            return;
        }
        self.ancestors.push(symbol);
        self.put("{");
        self.entries(body, indent + 1);
        for position in 0..count {
            let nested = Symbol::new(symbol.template, self.nested_in(symbol)[position]);
            let Some((decl, resource)) = template.decl(nested).and_then(|decl| Some((decl, decl.as_resource()?)))
            else {
                continue;
            };
            if position > 0 || !body.is_empty() {
                self.newline(0);
            }
            self.newline(indent + 1);
            self.decorators(&decl.decorators, indent + 1);
            self.resource(nested, decl, resource, indent + 1);
        }
        self.newline(indent);
        self.put("}");
        self.ancestors.pop();
    }

    /// The type and version; inside the body of a parent only what it adds.
    fn resource_type(&mut self, resource: &'a ResourceDecl) {
        let parent = resource.container.and_then(|container| self.template.decl(container)?.as_resource());
        let full = &*resource.type_name;
        let relative = parent.and_then(|parent| {
            let (start, rest) = full.split_at_checked(parent.type_name.len())?;
            rest.strip_prefix('/').filter(|_| start.eq_ignore_ascii_case(&parent.type_name))
        });
        self.escaped(relative.unwrap_or(full));
        if let Some(version) = &resource.api_version {
            self.put("@");
            self.escaped(version);
        }
    }
}
