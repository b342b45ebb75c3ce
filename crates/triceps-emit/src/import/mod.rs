//! What a file takes over from others: types, variables and functions, with all that they need.
//!
//! A file is copied from by what it means, so that it makes no difference whether it was text, Rust or JSON.

mod copy;
mod json;

use std::collections::HashMap;
use std::sync::Arc;

use triceps_language::{DecoratorId, is_identifier};
use triceps_middle::collate;
use triceps_middle::json::{ArmExportKind, ArmTemplate};
use triceps_middle::map::Map;
use triceps_middle::order::sort_by;
use triceps_middle::paths;
use triceps_middle::{DeclId, DeclKind, Foreign, Import, Imported, ImportedNames, Middle, MiddleBuilder, TargetScope};

use crate::checked::{Checked, ImportSource};

/// What kind of thing is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportKind {
    /// A type.
    Type,
    /// A variable.
    Variable,
    /// A function.
    Function,
}

impl ImportSource {
    /// Whether a file that imports from this one takes over the same from another: what it exports, and all that this
    /// needs.
    pub fn exports_the_same(&self, other: &Self) -> bool {
        let exports = |source: &Self| {
            let mut builder = MiddleBuilder::new(TargetScope::ResourceGroup, 0, 0);
            let mut imports = Imports::default();
            for (name, _) in source.exports() {
                imports.add(&mut builder, "", source, &name);
            }
            imports.make(&mut builder);
            let order = imports.name(&mut builder, &HashMap::new());
            builder.finish(&order)
        };
        exports(self).has_same_nodes(&exports(other))
    }

    /// The names that may be imported and what they are, sorted.
    pub fn exports(&self) -> Vec<(String, ImportKind)> {
        match self {
            Self::Checked(checked) => {
                let middle = checked.middle();
                let exported = middle.decls().filter_map(|(id, decl)| {
                    let kind = export_kind(middle, id)?;
                    Some((middle.str(decl.name).to_owned(), kind))
                });
                let mut exports: Vec<(String, ImportKind)> = exported.collect();
                sort_by(&mut exports, |(a, _), (b, _)| a.cmp(b));
                exports
            }
            Self::Json(template) => {
                let kind = |kind| match kind {
                    ArmExportKind::Type => ImportKind::Type,
                    ArmExportKind::Variable => ImportKind::Variable,
                    ArmExportKind::Function => ImportKind::Function,
                };
                template.exports().into_iter().map(|export| (export.name, kind(export.kind))).collect()
            }
        }
    }
}

/// What a declaration is to files that import it; none if they cannot.
fn export_kind(middle: &Middle, id: DeclId) -> Option<ImportKind> {
    if middle.foreign(id).is_some() || !middle.has_decorator(id, DecoratorId::Export) {
        return None;
    }
    match middle.decl(id).kind {
        DeclKind::Type { .. } => Some(ImportKind::Type),
        DeclKind::Var { .. } => Some(ImportKind::Variable),
        DeclKind::Func { .. } => Some(ImportKind::Function),
        _ => None,
    }
}

/// The declarations of other files that a file needs, while it is made.
#[derive(Debug, Default)]
pub struct Imports {
    /// In the order in which they were asked for first.
    symbols: Vec<Symbol>,
    /// By file and name there.
    known: Map<(String, String), usize>,
    /// How many are made.
    made: usize,
}

#[derive(Clone, Debug)]
struct Symbol {
    decl: DeclId,
    /// The file: its path from the file that imports, or a reference.
    file: String,
    /// The name there.
    original: String,
    origin: Origin,
}

#[derive(Clone, Debug)]
enum Origin {
    /// A declaration in the middle of a file, which may be of another file itself: paths in it are seen from that file.
    Checked(Arc<Checked>, DeclId, String),
    Json(Arc<ArmTemplate>, json::Meaning),
}

impl Imports {
    /// Takes over something that a file exports. `file` is its path from the file that imports, or a reference. None if
    /// it exports no such name.
    pub fn add(
        &mut self,
        builder: &mut MiddleBuilder,
        file: &str,
        source: &ImportSource,
        name: &str,
    ) -> Option<(DeclId, ImportKind)> {
        match source {
            ImportSource::Checked(checked) => {
                let middle = checked.middle();
                let is_meant = |(id, kind): &(DeclId, ImportKind)| {
                    let _ = kind;
                    middle.str(middle.decl(*id).name) == name
                };
                let exported = middle.decls().filter_map(|(id, _)| Some((id, export_kind(middle, id)?)));
                let (id, kind) = exported.into_iter().find(is_meant)?;
                let origin = Origin::Checked(checked.clone(), id, file.to_owned());
                Some((self.symbol(builder, file, name, origin), kind))
            }
            ImportSource::Json(template) => {
                let export = template.exports().into_iter().find(|export| export.name == name)?;
                let (meaning, kind) = match export.kind {
                    ArmExportKind::Type => (json::Meaning::Type(format!("#/definitions/{name}")), ImportKind::Type),
                    ArmExportKind::Variable => (json::Meaning::Variable(name.to_owned()), ImportKind::Variable),
                    ArmExportKind::Function => {
                        let (namespace, name) = name.rsplit_once('.').unwrap_or(("__bicep", name));
                        (json::Meaning::Function(namespace.to_owned(), name.to_owned()), ImportKind::Function)
                    }
                };
                let original = meaning.original();
                let origin = Origin::Json(template.clone(), meaning);
                Some((self.symbol(builder, file, &original, origin), kind))
            }
        }
    }

    /// The declaration for something of a file, which is reserved if it is new.
    fn symbol(&mut self, builder: &mut MiddleBuilder, file: &str, original: &str, origin: Origin) -> DeclId {
        let key = (file.to_owned(), original.to_owned());
        if let Some(position) = self.known.get(&key) {
            return self.symbols[*position].decl;
        }
        let decl = builder.reserve();
        self.known.insert(key, self.symbols.len());
        self.symbols.push(Symbol { decl, file: file.to_owned(), original: original.to_owned(), origin });
        decl
    }

    /// Makes all that was asked for, and what that needs.
    pub fn make(&mut self, builder: &mut MiddleBuilder) {
        while let Some(symbol) = self.symbols.get(self.made).cloned() {
            self.made += 1;
            match symbol.origin {
                Origin::Checked(checked, id, base) => copy::copy(self, builder, &base, &checked, id, symbol.decl),
                Origin::Json(template, meaning) => {
                    json::copy(self, builder, &symbol.file, &template, &meaning, symbol.decl);
                }
            }
        }
    }

    /// Gives everything the name that it has in the file, and says in which order it follows what the file declares
    /// itself. `named` holds the names under which the file imports something.
    pub fn name(self, builder: &mut MiddleBuilder, named: &HashMap<DeclId, String>) -> Vec<DeclId> {
        let mut hidden: Vec<&Symbol> = self.symbols.iter().filter(|symbol| !named.contains_key(&symbol.decl)).collect();
        let key = |symbol: &Symbol| format!("{}_{}", symbol.file, symbol.original);
        sort_by(&mut hidden, |a, b| collate(&key(a), &key(b)).then_with(|| key(a).cmp(&key(b))));
        let mut given: Vec<(String, &Symbol)> = Vec::with_capacity(self.symbols.len());
        let mut files: Map<&str, usize> = Map::new();
        let mut last = 0;
        let mut next = || {
            last += 1;
            last
        };
        for symbol in hidden {
            let number = match files.get(&&*symbol.file) {
                Some(number) => *number,
                None => {
                    let number = next();
                    files.insert(&symbol.file, number);
                    number
                }
            };
            let own = if is_identifier(&symbol.original) { symbol.original.clone() } else { format!("_{}", next()) };
            given.push((format!("_{number}.{own}"), symbol));
        }
        for symbol in &self.symbols {
            if let Some(name) = named.get(&symbol.decl) {
                given.push((name.clone(), symbol));
            }
        }
        sort_by(&mut given, |(a, _), (b, _)| collate(a, b));
        let mut order = Vec::with_capacity(given.len());
        for (name, symbol) in given {
            let is_renamed = match builder.middle().decl(symbol.decl).kind {
                DeclKind::Func { .. } => name.rsplit('.').next() != Some(&*symbol.original),
                _ => !name.ends_with(&*symbol.original),
            };
            let (from, original) = (builder.intern(&symbol.file), builder.intern(&symbol.original));
            let name = builder.intern(&name);
            builder.import(symbol.decl, name, Imported { from, original, is_renamed });
            order.push(symbol.decl);
        }
        order
    }

    /// What a declaration of a file that is imported from stands for in the file that imports.
    fn of_checked(&mut self, builder: &mut MiddleBuilder, file: &str, checked: &Arc<Checked>, id: DeclId) -> DeclId {
        let middle = checked.middle();
        let origin = Origin::Checked(checked.clone(), id, file.to_owned());
        match middle.foreign(id) {
            Some(Foreign::Imported(imported)) => {
                let from = seen_from(file, middle.str(imported.from));
                self.symbol(builder, &from, middle.str(imported.original), origin)
            }
            Some(Foreign::Loaded) | None => {
                let name = middle.str(middle.decl(id).name);
                self.symbol(builder, file, name, origin)
            }
        }
    }

    /// Takes over all that a file imports together with something: all names of a file that it imports as a whole.
    fn companions(&mut self, builder: &mut MiddleBuilder, file: &str, checked: &Arc<Checked>, id: DeclId) {
        let middle = checked.middle();
        let holds = |import: &&Import| match &import.names {
            ImportedNames::List(_) => false,
            ImportedNames::All { decls, .. } => decls.iter().any(|(_, decl)| *decl == id),
        };
        if middle.is_listed(id) {
            return;
        }
        if let Some(Import { names: ImportedNames::All { decls, .. }, .. }) = middle.imports().iter().find(holds) {
            for (_, decl) in decls {
                self.of_checked(builder, file, checked, *decl);
            }
        }
    }
}

/// A path that a file names, seen from where the file is; a reference stays as it is.
fn seen_from(file: &str, path: &str) -> String {
    if path.contains(':') {
        return path.to_owned();
    }
    paths::beside(if file.contains(':') { "" } else { file }, path)
}
