//! What a name means at a place: symbols, nested resources, and what hides what.

use triceps_language::{Namespace, namespace_of};
use triceps_middle::strings::Str;
use triceps_middle::{DeclId, DeclKind, Import, ImportedNames, LocalId};

use super::printer::{ImportedPath, Printer};

impl<'a> Printer<'a> {
    /// Notes the symbols that hide names of the language.
    pub(super) fn learn_symbols(&mut self) {
        for id in self.middle.order() {
            let decl = self.middle.decl(*id);
            let name = self.middle.str(decl.name);
            if let DeclKind::Import(position) = decl.kind {
                self.learn_import(&self.middle.imports()[position as usize]);
            } else if !matches!(decl.kind, DeclKind::Metadata { .. } | DeclKind::Output { .. })
                && namespace_of(name).is_some()
            {
                self.shadows.push(name);
            }
        }
    }

    /// Notes by which names what is imported is reached, and which of them hide names of the language.
    fn learn_import(&mut self, import: &'a Import) {
        match &import.names {
            ImportedNames::List(names) => {
                for name in names {
                    let own = name.alias.as_deref().unwrap_or(&name.original);
                    self.shadows.extend(namespace_of(own).map(|_| own));
                    if let Some(decl) = name.decl {
                        self.imported.or_insert_with(decl, ImportedPath::default).alone = Some(("", own));
                    }
                }
            }
            ImportedNames::All { alias, decls } => {
                self.shadows.extend(namespace_of(alias).map(|_| alias.as_str()));
                for (name, decl) in decls {
                    self.imported.or_insert_with(*decl, ImportedPath::default).whole = Some((alias, name));
                }
            }
        }
    }

    /// A declaration by the shortest path that means it here; with the hint by its full path.
    pub(super) fn symbol(&mut self, decl: DeclId, is_full: bool) {
        if let Some(imported) = self.imported.get(&decl) {
            let (whole, own) =
                if is_full { imported.whole.or(imported.alone) } else { imported.alone.or(imported.whole) }
                    .unwrap_or_default();
            if !whole.is_empty() {
                self.doc.text(whole);
                self.doc.glued(".");
            }
            return self.doc.text(own);
        }
        self.path(decl, is_full);
    }

    fn path(&mut self, decl: DeclId, is_full: bool) {
        let is_local = |name: Str| self.locals.iter().any(|local| self.names.local(*local) == name);
        let (_, is_bare) = self.names.start_of(self.middle, decl, &self.bodies, is_local);
        let name = self.str(self.names.decl(decl));
        match self.middle.decl(decl).container() {
            Some(container) if is_full || !is_bare => {
                self.path(container, false);
                self.doc.nested_resource(name);
            }
            _ => self.doc.text(name),
        }
    }

    /// A variable of a loop, lambda or function.
    pub(super) fn local(&mut self, local: LocalId) {
        let name = self.str(self.names.local(local));
        self.doc.text(name);
    }

    /// A name that the language brings, with its namespace where that is asked for or a symbol hides it.
    pub(super) fn language_name(&mut self, namespace: Namespace, name: &str, is_qualified: bool) {
        if is_qualified || self.is_hidden(name) {
            self.doc.text(namespace.name());
            self.doc.glued(".");
        }
        self.doc.text(name);
    }

    fn is_hidden(&self, name: &str) -> bool {
        if self.shadows.contains(&name) {
            return true;
        }
        if self.locals.is_empty() && self.bodies.is_empty() {
            return false;
        }
        let Some(name) = self.middle.find_str(name) else { return false };
        self.locals.iter().any(|local| self.names.local(*local) == name)
            || self.names.nested_named(self.middle, name, &self.bodies).is_some()
    }
}
