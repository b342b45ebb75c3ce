//! What other files export, lowered into the file that imports it.

use std::collections::HashMap;

use triceps_core::language::is_identifier;
use triceps_core::{DeclId, Imported as CoreImported, collate};
use triceps_diagnostics::codes;
use triceps_syntax::{SyntaxKind, TextRange};
use triceps_syntax::ast::{AstNode, Declaration, Expr, Import, ImportName, ImportedSymbols, StringLiteral};

use super::Lower;
use super::scope::Symbols;
use crate::compilation::Unit;
use crate::origins::ELSEWHERE;
use crate::paths;
use crate::source::Source;

/// A file whose declarations are lowered: the one at hand, or one that it imports from.
pub(super) struct Context<'t> {
    pub(super) source: &'t Source,
    pub(super) symbols: Symbols<'t>,
    /// By name here: the position among the names that are imported, and what is meant.
    pub(super) imports: HashMap<&'t str, (usize, Imported)>,
    /// Where the names that are imported stand, with the name and its original.
    pub(super) names: Vec<ImportedName<'t>>,
    /// What is wrong with the imports.
    flaws: Vec<(triceps_diagnostics::Code, TextRange, String)>,
}

/// What an imported name means: contexts and items by position.
#[derive(Clone, Copy)]
pub(super) enum Imported {
    Item(usize, DeclId),
    Namespace(usize),
    Lost,
}

/// A name that an import brings.
pub(super) struct ImportedName<'t> {
    pub(super) name: &'t str,
    original: &'t str,
    range: TextRange,
    /// Where it stands with its original name.
    whole: TextRange,
    target: Imported,
}

/// The file at hand, and all files that it imports from, directly or through others.
pub(super) fn contexts(units: &[Unit], at: usize) -> Vec<Context<'_>> {
    let mut contexts: Vec<Context<'_>> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut files = vec![at];
    places.insert(at, 0);
    let mut next = 0;
    // First the files, then what their names mean, since the files that export have to be there.
    while next < files.len() {
        let unit = &units[files[next]];
        next += 1;
        let symbols = Symbols::of(unit.source.tree.file());
        for import in &symbols.imports {
            let target = import.path().and_then(StringLiteral::value).and_then(|path| unit.target(&path).cloned());
            if let Some(Ok(target)) = target
                && units[target].checked.is_some()
                && !places.contains_key(&target)
            {
                places.insert(target, files.len());
                files.push(target);
            }
        }
        contexts.push(Context {
            source: &unit.source,
            symbols,
            imports: HashMap::new(),
            names: Vec::new(),
            flaws: Vec::new(),
        });
    }
    for context in 0..contexts.len() {
        let imports = contexts[context].symbols.imports.clone();
        for import in imports {
            read(&mut contexts, context, import, units, &units[files[context]], &places);
        }
        report_repeated(&mut contexts[context]);
    }
    contexts
}

fn read<'t>(
    contexts: &mut [Context<'t>],
    context: usize,
    import: Import<'t>,
    units: &[Unit],
    unit: &Unit,
    places: &HashMap<usize, usize>,
) {
    let mut flaws = Vec::new();
    if import.path().is_none() && import.symbols().is_some() {
        let end = import.syntax().range().end;
        let skipped = import.syntax().last_child().filter(|last| last.kind() == SyntaxKind::Skipped);
        let range = skipped.map_or(TextRange { start: end, end }, triceps_syntax::Element::range);
        flaws.push((codes::BCP358, range, "the import has no path".to_owned()));
    }
    let from = import.path().and_then(|path| {
        let range = path.syntax().range();
        let Some(text) = path.value() else {
            flaws.push((codes::BCP092, range, "the path of a file cannot have holes".to_owned()));
            return None;
        };
        match unit.target(&text)? {
            Ok(target) if units[*target].checked.is_some() => places.get(target).copied(),
            Ok(_) => {
                // The compiler points at the word before the path too.
                let range = path.syntax().parent().map_or(range, triceps_syntax::Node::range);
                flaws.push((codes::BCP104, range, format!("the file `{text}` has errors")));
                None
            }
            Err((code, message)) => {
                flaws.push((*code, range, message.clone()));
                None
            }
        }
    });
    let mut names = Vec::new();
    if let Some(ImportedSymbols::All(all)) = import.symbols()
        && let Some(alias) = all.alias()
    {
        let target = from.map_or(Imported::Lost, Imported::Namespace);
        names.push(ImportedName { name: alias.text(), original: alias.text(), range: alias.range(), whole: alias.range(), target });
    }
    for item in import.items() {
        let (original, range) = match item.name() {
            Some(ImportName::Name(name)) => (Some(name.text()), item.syntax().range()),
            // A name in quotes that is an identifier is borrowed from the text.
            Some(ImportName::String(name)) => {
                let range = name.syntax().range();
                let text = name.syntax().text().trim_matches('\'');
                (Some(text).filter(|text| is_identifier(text)), range)
            }
            None => continue,
        };
        let Some(name) = item.alias().map(triceps_syntax::Token::text).or(original) else { continue };
        let mut target = Imported::Lost;
        if let (Some(from), Some(original)) = (from, original) {
            let symbols = &contexts[from].symbols;
            match symbols.top(original).filter(|found| is_exported(symbols.items[found.index()].declaration)) {
                Some(found) => target = Imported::Item(from, found),
                None => flaws.push((codes::BCP360, range, format!("the file exports no `{original}`"))),
            }
        } else if original.is_none() {
            flaws.push((codes::TRI0053, range, "imports by a name in quotes are not read yet".to_owned()));
        }
        let whole = item.syntax().range();
        let range = item.alias().map_or(range, triceps_syntax::Token::range);
        names.push(ImportedName { name, original: original.unwrap_or(name), range, whole, target });
    }
    for name in names.iter().filter(|name| matches!(name.name, "sys" | "az")) {
        flaws.push((codes::BCP084, name.range, format!("`{}` is the name of a namespace", name.name)));
    }
    let context = &mut contexts[context];
    context.flaws.extend(flaws);
    for name in names {
        if context.symbols.top(name.name).is_some() || context.imports.contains_key(name.name) {
            let message = format!("the name `{}` is declared more than once", name.name);
            context.flaws.push((codes::BCP028, name.range, message));
        }
        context.imports.entry(name.name).or_insert((context.names.len(), name.target));
        context.names.push(name);
    }
}

/// Says which symbols are imported under several names.
fn report_repeated(context: &mut Context<'_>) {
    let mut counts: HashMap<(usize, DeclId), usize> = HashMap::new();
    for name in &context.names {
        if let Imported::Item(file, item) = name.target {
            *counts.entry((file, item)).or_default() += 1;
        }
    }
    for name in &context.names {
        if let Imported::Item(file, item) = name.target
            && counts[&(file, item)] > 1
        {
            let message = format!("`{}` is imported more than once", name.original);
            context.flaws.push((codes::BCP362, name.whole, message));
        }
    }
}

/// Whether a declaration may be imported.
pub(super) fn is_exported(declaration: Declaration<'_>) -> bool {
    declaration.decorators().any(|decorator| {
        let name = match decorator.expression() {
            Some(Expr::Call(call)) => call.name(),
            Some(Expr::MethodCall(call)) => call.name(),
            _ => None,
        };
        name.is_some_and(|name| name.text() == "export")
    })
}

impl<'t> Lower<'t> {
    /// The declaration of an item, which is reserved if it is of another file and new.
    pub(super) fn id_of(&mut self, context: usize, item: DeclId) -> DeclId {
        if context == 0 {
            return item;
        }
        if let Some(known) = self.foreign.get(&(context, item)) {
            return *known;
        }
        let id = self.builder.reserve();
        self.foreign.insert((context, item), id);
        self.items.push(Some((context, item)));
        self.origins.decls.push(ELSEWHERE);
        id
    }

    /// Reserves all that the file names, whether it uses it or not.
    pub(super) fn import_names(&mut self) {
        let contexts = self.contexts;
        let own = &contexts[0];
        if !own.symbols.imports.is_empty() {
            self.builder.imports();
        }
        for (code, range, message) in &own.flaws {
            self.report(*code, *range, message.clone());
        }
        for name in &own.names {
            match name.target {
                Imported::Item(context, item) => {
                    self.id_of(context, item);
                }
                Imported::Namespace(context) => {
                    let symbols = &contexts[context].symbols;
                    for (index, item) in symbols.items.iter().enumerate() {
                        if is_exported(item.declaration) {
                            self.id_of(context, DeclId::new(index));
                        }
                    }
                }
                Imported::Lost => {}
            }
        }
    }

    /// Lowers declarations of other files until none is missing. What they read is reserved on the way.
    pub(super) fn lower_imported(&mut self) {
        let mut next = self.contexts[0].symbols.items.len();
        while next < self.items.len() {
            if let Some((context, item)) = self.items[next] {
                self.context = context;
                let contexts = self.contexts;
                self.declaration(DeclId::new(next), &contexts[context].symbols.items[item.index()]);
            }
            next += 1;
        }
        self.context = 0;
    }

    /// Gives declarations of other files the names that they have here, and says in which order they follow the
    /// own ones.
    pub(super) fn name_imported(&mut self) -> Vec<DeclId> {
        let contexts = self.contexts;
        let path = |context: usize| paths::relative(&contexts[0].source.path, &contexts[context].source.path);
        let mut direct: HashMap<DeclId, &ImportedName<'t>> = HashMap::new();
        for name in &contexts[0].names {
            if let Imported::Item(context, item) = name.target
                && let Some(id) = self.foreign.get(&(context, item))
            {
                direct.entry(*id).or_insert(name);
            }
        }
        let mut hidden: Vec<(String, usize, DeclId)> = Vec::new();
        let mut named: Vec<(String, DeclId)> = Vec::new();
        for (index, item) in self.items.iter().enumerate().skip(contexts[0].symbols.items.len()) {
            let Some((context, item)) = item else { continue };
            let id = DeclId::new(index);
            if let Some(name) = direct.get(&id) {
                named.push((name.name.to_owned(), id));
            } else {
                let name = contexts[*context].symbols.items[item.index()].name;
                hidden.push((format!("{}_{name}", path(*context)), *context, id));
            }
        }
        hidden.sort_by(|(a, ..), (b, ..)| collate(a, b));
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        for (_, context, id) in hidden {
            let next = numbers.len() + 1;
            let number = *numbers.entry(context).or_insert(next);
            if let Some((_, item)) = self.items[id.index()] {
                let name = contexts[context].symbols.items[item.index()].name;
                named.push((format!("_{number}.{name}"), id));
            }
        }
        named.sort_by(|(a, _), (b, _)| collate(a, b));
        for (name, id) in &named {
            let Some((context, _)) = self.items[id.index()] else { continue };
            let from = self.builder.intern(&path(context));
            let original = direct.get(id).filter(|found| found.original != found.name).map(|found| found.original);
            let original = original.map(|original| self.builder.intern(original));
            let name = self.builder.intern(name);
            self.builder.import(*id, name, CoreImported { from, original });
        }
        named.into_iter().map(|(_, id)| id).collect()
    }

    /// Says which imported names nothing in the file reads.
    pub(super) fn unused_imports(&mut self) {
        let contexts = self.contexts;
        for (name, is_used) in contexts[0].names.iter().zip(self.used.clone()) {
            if !is_used && !matches!(name.target, Imported::Lost) {
                let message = format!("the import `{}` is never used", name.name);
                self.warn(codes::NO_UNUSED_IMPORTS, name.range, message);
            }
        }
    }
}
