//! Imports: which declaration each imported name is.

use std::collections::HashMap;

use triceps_core::{DeclId, DeclKind as CoreKind, Import, ImportedName, ImportedNames, Imports, Place};
use triceps_diagnostics::codes;

use super::Lower;
use crate::template::{Decl, DeclKind, ImportDecl};

/// What is imported, while the template is lowered.
#[derive(Default)]
pub(super) struct Imported {
    imports: Imports,
    /// By declaration of an import: its statement.
    pub(super) statements: HashMap<DeclId, CoreKind>,
    /// The names under which something is imported.
    named: HashMap<DeclId, String>,
}

impl Lower<'_> {
    /// Finds out what all imported names mean.
    pub(super) fn imports(&mut self, decls: &[Decl]) {
        for index in 0..decls.len() {
            let DeclKind::Import(import) = &decls[index].kind else { continue };
            let Some(id) = self.ids[index] else { continue };
            let path = import.path.to_string();
            let names = match &import.alias {
                Some(alias) => self.all_names(import, alias),
                None => ImportedNames::List(Vec::new()),
            };
            let names = self.names(id, index, import, names, decls);
            let source = Some(import.source.clone());
            let kind = self.linked.add_import(&mut self.builder, Import { path, names }, source);
            self.imported.statements.insert(id, kind);
        }
        for (index, decl) in decls.iter().enumerate() {
            if matches!(decl.kind, DeclKind::Imported(_)) && self.ids[index].is_none() {
                let message = format!("`{}` is imported through an import of another template", decl.name);
                let help = "give the handle that this template's `import` returned";
                self.diagnostics.report(codes::TRI0001, Place::File, message, help);
            }
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
        for (position, decl) in decls.iter().enumerate() {
            let DeclKind::Imported(imported) = &decl.kind else { continue };
            if imported.import.is_none_or(|symbol| symbol.index as usize != index) {
                continue;
            }
            let added = self.imported.imports.add(&mut self.builder, &import.path, &import.source, &imported.original);
            let Some((found, _)) = added else {
                let message = format!("`{}` exports no `{}`", import.path, imported.original);
                self.diagnostics.report(
                    codes::BCP360,
                    Place::Decl(id),
                    message,
                    "export it there, or name something else",
                );
                // What stands for it is never looked at, since the template has an error.
                self.ids[position] = Some(id);
                continue;
            };
            self.ids[position] = Some(found);
            match &mut names {
                ImportedNames::All { .. } => {
                    self.qualified.insert(found);
                }
                ImportedNames::List(list) => {
                    self.imported.named.insert(found, decl.name.to_string());
                    let alias = (decl.name != imported.original).then(|| decl.name.to_string());
                    list.push(ImportedName { original: imported.original.to_string(), alias, decl: Some(found) });
                }
            }
        }
        names
    }

    /// Makes the declarations of other files that are needed, and says in which order they follow the own ones.
    pub(super) fn make_imported(&mut self) -> Vec<DeclId> {
        let Imported { mut imports, named, .. } = std::mem::take(&mut self.imported);
        imports.make(&mut self.builder);
        imports.name(&mut self.builder, &named)
    }
}
