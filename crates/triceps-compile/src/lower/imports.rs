//! What the file takes over from others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use triceps_core::types::{closest, listed};
use triceps_core::{
    DeclHint, DeclId, DeclKind, Import as CoreImport, ImportKind, ImportSource, ImportedName, ImportedNames, Imports,
    ModuleTemplate,
};
use triceps_diagnostics::{Severity, codes};
use triceps_syntax::ast::{AstNode, Declaration, Import, ImportName, ImportedSymbols, StringLiteral};
use triceps_syntax::{SyntaxKind, TextRange, Token};

use super::Lower;
use super::scope::is_one_line;
use crate::origins::ELSEWHERE;
use crate::paths;
use crate::unit::Target;

/// What the file imports.
#[derive(Default)]
pub(super) struct Imported<'t> {
    imports: Imports,
    /// The names that are imported, in the order of the text.
    names: Vec<Name<'t>>,
    /// By name: the position in `names`.
    positions: HashMap<&'t str, usize>,
    /// Files that are imported as a whole.
    namespaces: Vec<HashMap<String, DeclId>>,
    kinds: HashMap<DeclId, ImportKind>,
    /// The imports as declarations.
    statements: HashMap<DeclId, DeclKind>,
}

/// A name that an import brings.
struct Name<'t> {
    text: &'t str,
    range: TextRange,
    /// Where it stands with its original name.
    whole: TextRange,
    target: ImportTarget,
    is_used: bool,
}

/// What an imported name means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ImportTarget {
    Decl(DeclId),
    Namespace(usize),
    Lost,
}

impl Imported<'_> {
    /// What an imported declaration is.
    pub(super) fn kind(&self, id: DeclId) -> Option<ImportKind> {
        self.kinds.get(&id).copied()
    }

    /// What a name means that is imported, which counts as a use of it.
    pub(super) fn find(&mut self, name: &str) -> Option<ImportTarget> {
        let name = &mut self.names[*self.positions.get(name)?];
        name.is_used = true;
        Some(name.target)
    }

    /// What a file that is imported as a whole exports under a name.
    pub(super) fn exported(&self, namespace: usize, name: &str) -> Option<DeclId> {
        self.namespaces[namespace].get(name).copied()
    }

    pub(super) fn is_function(&self, decl: DeclId) -> bool {
        self.kinds.get(&decl) == Some(&ImportKind::Function)
    }

    /// An import as a declaration.
    pub(super) fn statement(&mut self, id: DeclId) -> Option<DeclKind> {
        self.statements.remove(&id)
    }
}

/// A name, and where an import has it.
type Spelling<'n> = (&'n str, Option<TextRange>);

/// What a declaration is to the files that import it.
fn import_kind(declaration: Declaration<'_>) -> Option<ImportKind> {
    match declaration {
        Declaration::TypeDeclaration(_) => Some(ImportKind::Type),
        Declaration::Var(_) => Some(ImportKind::Variable),
        Declaration::Func(_) => Some(ImportKind::Function),
        _ => None,
    }
}

/// A file that is imported from: what it is called in the template, and its content.
type From = (String, ImportSource);

impl<'t> Lower<'t> {
    /// Finds out what all imports mean.
    pub(super) fn import_names(&mut self) {
        let symbols = self.symbols;
        for (index, item) in symbols.items.iter().enumerate() {
            if let Declaration::Import(import) = item.declaration {
                self.import(DeclId::new(index), import);
            }
        }
        self.declared_twice();
        self.imported_twice();
        self.differ_in_case();
    }

    fn import(&mut self, id: DeclId, import: Import<'t>) {
        if import.path().is_none() && import.symbols().is_some() {
            let end = import.syntax().range().end;
            let skipped = import.syntax().last_child().filter(|last| last.kind() == SyntaxKind::Skipped);
            let range = skipped.map_or(TextRange { start: end, end }, triceps_syntax::Element::range);
            self.report(codes::BCP358, range, "the import has no path");
        }
        let path = import.path().and_then(StringLiteral::value).map(std::borrow::Cow::into_owned).unwrap_or_default();
        let from = import.path().and_then(|path| self.imported_file(path));
        let source = from.as_ref().map(|(_, source)| source.clone());
        let names = match import.symbols() {
            Some(ImportedSymbols::All(all)) => self.import_all(all.alias(), from.as_ref()),
            Some(ImportedSymbols::List(list)) => {
                if !is_one_line(list) {
                    self.builder.decl_hint(id, DeclHint::Broken);
                }
                self.import_list(import, from.as_ref())
            }
            None => ImportedNames::List(Vec::new()),
        };
        let kind = self.linked.add_import(&mut self.builder, CoreImport { path, names }, source);
        self.imports.statements.insert(id, kind);
    }

    fn imported_file(&mut self, path: StringLiteral<'t>) -> Option<From> {
        let range = path.syntax().range();
        let Some(text) = path.value() else {
            self.report(codes::BCP092, range, "the path of a file cannot hold an interpolation");
            return None;
        };
        // The compiler points at the word before the path too.
        let clause = path.syntax().parent().map_or(range, triceps_syntax::Node::range);
        match self.units[self.at].target(&text)?.clone() {
            Ok(Target::Text(target)) => match self.units[target].outcome.clone() {
                Ok(checked) => {
                    let file = paths::relative(&self.source().path, &self.units[target].source.path);
                    Some((file, ImportSource::Checked(checked)))
                }
                Err(_) => {
                    self.report(codes::BCP104, clause, format!("the file `{text}` has errors"));
                    None
                }
            },
            Ok(Target::Json(target)) => {
                if let Some((code, message)) = &target.error {
                    self.report(*code, clause, message.clone());
                    return None;
                }
                let file = if target.is_registry {
                    target.identifier.clone()
                } else {
                    paths::relative(&self.source().path, &target.identifier)
                };
                match &target.template {
                    ModuleTemplate::Json(template) | ModuleTemplate::Spec { template, .. } => {
                        Some((file, ImportSource::Json(template.clone())))
                    }
                    ModuleTemplate::Checked(checked) => Some((file, ImportSource::Checked(checked.clone()))),
                    ModuleTemplate::Broken(_) => None,
                }
            }
            Err((code, message)) => {
                self.report(code, range, message);
                None
            }
        }
    }

    fn import_all(&mut self, alias: Option<Token<'t>>, from: Option<&From>) -> ImportedNames {
        let mut decls = Vec::new();
        if let Some((file, source)) = from {
            for (name, _) in source.exports() {
                if let Some((decl, kind)) = self.imports.imports.add(&mut self.builder, file, source, &name) {
                    self.imports.kinds.insert(decl, kind);
                    decls.push((name, decl));
                }
            }
        }
        if let Some(alias) = alias {
            let target = match from {
                Some(_) => {
                    self.imports.namespaces.push(decls.iter().cloned().collect());
                    ImportTarget::Namespace(self.imports.namespaces.len() - 1)
                }
                None => ImportTarget::Lost,
            };
            self.import_name(alias.text(), alias.range(), alias.range(), target);
        }
        ImportedNames::All { alias: alias.map_or_else(String::new, |alias| alias.text().to_owned()), decls }
    }

    fn import_list(&mut self, import: Import<'t>, from: Option<&From>) -> ImportedNames {
        let mut names = Vec::new();
        for item in import.items() {
            let range = item.syntax().range();
            let alias = item.alias();
            let (original, plain) = match item.name() {
                Some(ImportName::Name(name)) => (name.text().to_owned(), Some(name.text())),
                Some(ImportName::String(name)) => match name.value() {
                    Some(text) => (text.into_owned(), None),
                    None => continue,
                },
                None => continue,
            };
            // The parser says that the other name is missing.
            let is_renamed = item.syntax().child_nodes().any(|node| node.kind() == SyntaxKind::AsClause);
            let plain = plain.filter(|_| !is_renamed || alias.is_some());
            let mut decl = None;
            if let Some((file, source)) = from {
                match self.imports.imports.add(&mut self.builder, file, source, &original) {
                    Some((found, kind)) => {
                        self.imports.kinds.insert(found, kind);
                        decl = Some(found);
                    }
                    None => {
                        let message = format!("the file exports no `{original}`");
                        self.report(codes::BCP360, range, message);
                    }
                }
            }
            // What is not there keeps its own name, whatever it would be called here. An import in quotes without an
            // alias is reported by the parser.
            let alias_text = alias.map(Token::text);
            if let Some(name) = if decl.is_some() { alias_text.or(plain) } else { plain.or(alias_text) } {
                let own = alias.map_or(range, Token::range);
                self.import_name(name, own, range, decl.map_or(ImportTarget::Lost, ImportTarget::Decl));
            }
            names.push(ImportedName { original, alias: alias.map(|alias| alias.text().to_owned()), decl });
        }
        ImportedNames::List(names)
    }

    /// Says that a file that is imported as a whole does not export a name. Functions are not properties of it.
    pub(super) fn export_missing(&mut self, namespace: usize, name: &str, range: TextRange) {
        let is_property = |decl: &DeclId| !self.imports.is_function(*decl);
        let all = &self.imports.namespaces[namespace];
        let exports = || all.iter().filter(|(_, decl)| is_property(decl)).map(|(name, _)| name.as_str());
        let is_similar = self.comparisons.allow(all.len()) && closest(name, exports()).is_some();
        let code = match exports().next() {
            None => codes::BCP052,
            Some(_) if is_similar => codes::BCP083,
            Some(_) => codes::BCP053,
        };
        let message = match self.imports.exported(namespace, name) {
            Some(decl) if !is_property(&decl) => format!("`{name}` is a function, not a property of the file"),
            _ => format!("the file exports no `{name}`"),
        };
        let diagnostic = self.source().diagnostic(code, range, message);
        self.diagnostics.push(diagnostic.with_severity(Severity::Error));
    }

    fn import_name(&mut self, name: &'t str, range: TextRange, whole: TextRange, target: ImportTarget) {
        if self.is_implicit(name) {
            self.report(codes::BCP084, range, format!("`{name}` is the name of a namespace"));
        }
        self.imports.positions.entry(name).or_insert(self.imports.names.len());
        self.imports.names.push(Name { text: name, range, whole, target, is_used: false });
    }

    /// Says which names are imported that other imports or declarations have too.
    fn declared_twice(&mut self) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for name in &self.imports.names {
            *counts.entry(name.text).or_default() += 1;
        }
        let symbols = self.symbols;
        let imported = self.imports.names.iter().map(|name| (name.text, name.range));
        let mut twice: Vec<(&str, TextRange)> =
            imported.filter(|(name, _)| counts[name] > 1 || symbols.top(name).is_some()).collect();
        // A declaration that is imported is compared with the own ones as they are with each other.
        let is_declared = |name: &str| {
            let own = symbols.items.iter().filter(|item| item.is_symbol() && item.name == name).count();
            let mut imported = self.imports.names.iter().filter(|found| found.text == name);
            own > 1 || imported.any(|found| matches!(found.target, ImportTarget::Decl(_)))
        };
        for name in counts.keys().copied().filter(|name| !is_declared(name)) {
            let own = symbols.top(name).and_then(|id| symbols.items.get(id.index()));
            twice.extend(own.map(|own| (name, own.range)));
        }
        twice.sort_by_key(|(_, range)| range.start);
        for (name, range) in twice {
            self.report(codes::BCP028, range, format!("the name `{name}` is declared more than once"));
        }
    }

    /// Says which names are imported that others of their kind have but for the case of letters. The declarations of the
    /// file itself are compared with the structure of the file.
    fn differ_in_case(&mut self) {
        let symbols = self.symbols;
        let own = symbols.items.iter().filter_map(|item| Some((import_kind(item.declaration)?, item.name, None)));
        let imported = self.imports.names.iter().filter_map(|name| match name.target {
            ImportTarget::Decl(decl) => Some((self.imports.kind(decl)?, name.text, Some(name.range))),
            ImportTarget::Namespace(_) | ImportTarget::Lost => None,
        });
        let mut alike: BTreeMap<(ImportKind, String), Vec<Spelling<'_>>> = BTreeMap::new();
        for (kind, name, range) in own.chain(imported) {
            alike.entry((kind, name.to_ascii_lowercase())).or_default().push((name, range));
        }
        for group in alike.into_values().filter(|group| group.len() > 1) {
            let names: BTreeSet<&str> = group.iter().map(|(name, _)| *name).collect();
            // Equal names are reported as such.
            if names.len() < group.len() {
                continue;
            }
            let message = format!("{} differ in the case of letters only", listed(names));
            for range in group.into_iter().filter_map(|(_, range)| range) {
                self.report(codes::BCP353, range, message.clone());
            }
        }
    }

    /// Says what is imported under several names.
    fn imported_twice(&mut self) {
        let mut names: HashMap<DeclId, Vec<usize>> = HashMap::new();
        for (position, name) in self.imports.names.iter().enumerate() {
            if let ImportTarget::Decl(decl) = name.target {
                names.entry(decl).or_default().push(position);
            }
        }
        let mut several: Vec<Vec<usize>> = names.into_values().filter(|positions| positions.len() > 1).collect();
        several.sort();
        for positions in several {
            let names = positions.iter().map(|position| self.imports.names[*position].text);
            let message = format!("this is imported several times, as {}", listed(names));
            for position in positions {
                self.report(codes::BCP362, self.imports.names[position].whole, message.clone());
            }
        }
    }

    /// Makes the declarations of other files that are needed, and says in which order they follow the own ones.
    pub(super) fn make_imported(&mut self) -> Vec<DeclId> {
        let mut named = HashMap::new();
        for name in &self.imports.names {
            if let ImportTarget::Decl(decl) = name.target {
                named.entry(decl).or_insert_with(|| name.text.to_owned());
            }
        }
        let mut imports = std::mem::take(&mut self.imports.imports);
        imports.make(&mut self.builder);
        let order = imports.name(&mut self.builder, &named);
        // What is found there is reported for the other files.
        let middle = self.builder.middle();
        self.origins.exprs.resize(middle.expr_count(), ELSEWHERE);
        self.origins.types.resize(middle.type_node_count(), ELSEWHERE);
        self.origins.locals.resize(middle.local_count(), ELSEWHERE);
        self.origins.decls.resize(middle.decl_count(), ELSEWHERE);
        order
    }

    /// Says which imported names nothing in the file reads.
    pub(super) fn unused_imports(&mut self) {
        let unused = self.imports.names.iter().filter(|name| !name.is_used && name.target != ImportTarget::Lost);
        let unused: Vec<(TextRange, String)> =
            unused.map(|name| (name.range, format!("the import `{}` is never used", name.text))).collect();
        for (range, message) in unused {
            self.warn(codes::NO_UNUSED_IMPORTS, range, message);
        }
    }
}
