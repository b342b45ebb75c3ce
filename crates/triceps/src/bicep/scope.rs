//! What a name means at a place: symbols, nested resources, and what hides what.

use super::names::namespace;
use super::printer::Printer;
use crate::expr::{LanguageName, Symbol};
use crate::template::DeclKind;

impl Printer<'_> {
    /// Notes the symbols that hide names of the language, and who is nested in whom.
    pub(super) fn learn_symbols(&mut self) {
        for index in self.template.in_order() {
            let decl = &self.template.decls[index as usize];
            if let Some(container) = decl.container() {
                if self.children.is_empty() {
                    self.children.resize(self.template.decls.len(), Vec::new());
                }
                if let Some(siblings) = self.children.get_mut(container.index as usize) {
                    siblings.push(index);
                }
            } else if !matches!(decl.kind, DeclKind::Metadata(_) | DeclKind::Output { .. })
                && namespace(&decl.name).is_some()
            {
                self.shadows.push(&decl.name);
            }
        }
    }

    /// The resources nested in a resource, in the order they are printed.
    pub(super) fn nested_in(&self, symbol: Symbol) -> &[u32] {
        self.children.get(symbol.index as usize).map_or(&[], Vec::as_slice)
    }

    /// A declaration by the shortest path that means it here.
    pub(super) fn symbol(&mut self, symbol: Symbol) {
        let Some(decl) = self.template.decl(symbol) else {
            // Checks refuse a handle of another template; the text stays one that parses.
            self.put("null");
            return;
        };
        if let Some(container) = decl.container()
            && (symbol.qualified || !self.is_visible(symbol, &decl.name))
        {
            self.symbol(container);
            self.put("::");
        }
        self.put_text(&decl.name);
    }

    /// The name of a function or decorator, with its namespace where that is asked for or needed.
    pub(super) fn call_name(&mut self, name: &LanguageName) {
        match namespace(name) {
            Some(namespace) if name.qualified => {
                self.put(namespace.prefix());
                self.put_text(name);
            }
            _ => self.language_name(name),
        }
    }

    /// A name that the language brings, with its namespace where a symbol hides it.
    pub(super) fn language_name(&mut self, name: &str) {
        if let Some(namespace) = namespace(name)
            && self.is_hidden(name)
        {
            self.put(namespace.prefix());
        }
        self.put_text(name);
    }

    fn is_hidden(&self, name: &str) -> bool {
        self.shadows.contains(&name) || self.locals.contains(&name) || self.nested_named(name).is_some()
    }

    /// Whether the bare name means this nested resource here.
    fn is_visible(&self, symbol: Symbol, name: &str) -> bool {
        !self.locals.contains(&name) && self.nested_named(name) == Some(symbol)
    }

    /// The nested resource that a bare name means in the bodies around, innermost first.
    fn nested_named(&self, name: &str) -> Option<Symbol> {
        let symbols = self.ancestors.iter().rev().flat_map(|ancestor| {
            let template = ancestor.template;
            self.nested_in(*ancestor).iter().map(move |index| Symbol::new(template, *index))
        });
        symbols.into_iter().find(|symbol| self.template.decl(*symbol).is_some_and(|decl| decl.name == name))
    }
}
