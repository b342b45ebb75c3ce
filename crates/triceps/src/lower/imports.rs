//! Imports: which declaration each imported name is.

use std::collections::{HashMap, HashSet};

use triceps_core::{DeclId, DeclKind as CoreKind, Import, ImportedName, ImportedNames, Imports, Place};
use triceps_diagnostics::codes;
use triceps_model::tree::Symbol;

use super::Lower;
use crate::template::{Decl, DeclKind, ImportDecl};

/// What is imported, while the template is lowered.
#[derive(Default)]
pub(super) struct Imported {
    imports: Imports,
    /// By declaration of an import: its statement.
    statements: HashMap<DeclId, CoreKind>,
    /// The names under which something is imported.
    named: HashMap<DeclId, String>,
    /// The names that the imports bring, each with its import and its handles.
    names: Vec<(DeclId, String, Vec<u32>)>,
    /// Handles of what is reached through a file that is imported as a whole.
    qualified: HashSet<u32>,
    /// Handles of what is not exported, which is reported already.
    lost: HashSet<u32>,
    /// Handles that something reads.
    used: HashSet<u32>,
}

impl Imported {
    /// Notes that a handle of the template is read, and says whether it is reached through a whole file.
    pub(super) fn read(&mut self, symbol: Symbol) -> bool {
        // Few templates import something.
        if self.names.is_empty() {
            return false;
        }
        self.used.insert(symbol.index);
        self.qualified.contains(&symbol.index)
    }

    /// Whether there is nothing that a handle stands for, which is reported already.
    pub(super) fn is_lost(&self, symbol: Symbol) -> bool {
        self.lost.contains(&symbol.index)
    }

    /// Notes that a handle is one of a name that an import brings.
    fn add_handle(&mut self, import: DeclId, name: &str, handle: u32) {
        match self.names.iter_mut().find(|(known, same, _)| *known == import && same == name) {
            Some((_, _, handles)) => handles.push(handle),
            None => self.names.push((import, name.to_owned(), vec![handle])),
        }
    }
}

impl Lower<'_> {
    /// Finds out what all imported names mean.
    pub(super) fn imports(&mut self, decls: &[Decl]) {
        for index in 0..decls.len() {
            let DeclKind::Import(import) = &decls[index].kind else { continue };
            let Some(id) = self.ids[index] else { continue };
            let path = import.path.to_string();
            let names = match &import.alias {
                Some(alias) => {
                    self.imported.names.push((id, alias.to_string(), Vec::new()));
                    self.all_names(import, alias)
                }
                None => ImportedNames::List(Vec::new()),
            };
            let names = self.names(id, index, import, names, decls);
            let source = Some(import.source.clone());
            let kind = self.linked.add_import(&mut self.builder, Import { path, names }, source);
            self.imported.statements.insert(id, kind);
        }
        for (index, decl) in (0..).zip(decls) {
            let DeclKind::Imported(_) = decl.kind else { continue };
            if self.ids[index as usize].is_none() && self.imported.lost.insert(index) {
                let message = format!("`{}` is imported through an import of another template", decl.name);
                let help = "give the handle that this template's `import` returned";
                self.diagnostics.report(codes::TRI0001, Place::File, message, help);
            }
        }
    }

    /// The statement of an import that was looked at.
    pub(super) fn import_statement(&mut self, id: DeclId) -> CoreKind {
        match self.imported.statements.remove(&id) {
            Some(statement) => statement,
            None => unreachable!("every import was looked at"),
        }
    }

    fn all_names(&mut self, import: &ImportDecl, alias: &str) -> ImportedNames {
        let mut all = Vec::new();
        for (name, _) in import.source.exports() {
            let added = self.imported.imports.add(&mut self.builder, &import.path, &import.source, &name);
            all.extend(added.map(|(decl, _)| (name, decl)));
        }
        ImportedNames::All { alias: alias.to_owned(), decls: all }
    }

    /// The names that are taken over through an import.
    fn names(
        &mut self,
        id: DeclId,
        index: usize,
        import: &ImportDecl,
        mut names: ImportedNames,
        decls: &[Decl],
    ) -> ImportedNames {
        for (handle, decl) in (0..).zip(decls) {
            let DeclKind::Imported(imported) = &decl.kind else { continue };
            if imported.import.is_none_or(|symbol| symbol.index as usize != index) {
                continue;
            }
            let added = self.imported.imports.add(&mut self.builder, &import.path, &import.source, &imported.original);
            let Some((found, _)) = added else {
                let message = format!("`{}` exports no `{}`", import.path, imported.original);
                let help = "export it there, or name something else";
                self.diagnostics.report(codes::BCP360, Place::Decl(id), message, help);
                self.imported.lost.insert(handle);
                continue;
            };
            self.ids[handle as usize] = Some(found);
            match &mut names {
                ImportedNames::All { alias, .. } => {
                    self.imported.qualified.insert(handle);
                    self.imported.add_handle(id, alias, handle);
                }
                ImportedNames::List(list) => {
                    self.imported.add_handle(id, &decl.name, handle);
                    let name = ImportedName {
                        original: imported.original.to_string(),
                        alias: (decl.name != imported.original).then(|| decl.name.to_string()),
                        decl: Some(found),
                    };
                    self.list_name(id, import, name, list);
                }
            }
        }
        names
    }

    /// Adds a name to the list of an import. It may have several handles there, but no second name.
    fn list_name(&mut self, id: DeclId, import: &ImportDecl, name: ImportedName, list: &mut Vec<ImportedName>) {
        let Some(found) = name.decl else { return };
        let own = name.alias.as_ref().unwrap_or(&name.original);
        let Some(known) = self.imported.named.get(&found) else {
            self.imported.named.insert(found, own.clone());
            return list.push(name);
        };
        if known == own && list.iter().any(|other| other.decl == Some(found)) {
            return;
        }
        let original = &name.original;
        let message = format!("`{original}` of `{}` is imported several times, as `{known}` and `{own}`", import.path);
        self.diagnostics.report(codes::BCP362, Place::Decl(id), message, "import it once and use that name everywhere");
    }

    /// Reports the imported names that nothing reads.
    pub(super) fn unused_imports(&mut self) {
        for (import, name, handles) in std::mem::take(&mut self.imported.names) {
            if !handles.iter().any(|handle| self.imported.used.contains(handle)) {
                let message = format!("the import `{name}` is never used");
                let help = "use it or leave it out";
                self.diagnostics.report(codes::NO_UNUSED_IMPORTS, Place::Decl(import), message, help);
            }
        }
    }

    /// Makes the declarations of other files that are needed, and says in which order they follow the own ones.
    pub(super) fn make_imported(&mut self) -> Vec<DeclId> {
        let Imported { mut imports, named, .. } = std::mem::take(&mut self.imported);
        imports.make(&mut self.builder);
        imports.name(&mut self.builder, &named)
    }
}
