//! Which file imports which: every path is followed through re-exports to the file that has the item.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Binding, Module, ModulePath, Named, Use, modules};

/// The first import of one file by another.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) line: usize,
    pub(super) path: String,
}

impl Import {
    /// The import as a line of a report.
    pub(super) fn display(&self, from: &str, to: &str) -> String {
        format!("{from}:{} imports {to} (`{}`)", self.line, self.path)
    }
}

/// The imports between the files of a crate, by the file that imports and the one that is imported.
pub(super) type Imports = BTreeMap<String, BTreeMap<String, Import>>;

/// The imports of all modules that belong to a root file, such as `lib.rs`.
pub(super) fn imports(root: &str, files: &BTreeMap<String, String>) -> Imports {
    let tree = Tree { modules: modules(root, files) };
    let mut imports = Imports::new();
    for (path, module) in &tree.modules {
        let of_file = imports.entry(module.file.clone()).or_default();
        for (file, named) in tree.imports_of(path, module) {
            if file != module.file {
                of_file.entry(file).or_insert_with(|| Import { line: named.line, path: named.segments.join("::") });
            }
        }
    }
    imports
}

/// How many re-exports a path may lead through.
const LONGEST_CHAIN: usize = 16;

struct Tree {
    modules: BTreeMap<ModulePath, Module>,
}

/// Where a path leads.
#[derive(Clone, Debug)]
enum Target {
    Module(ModulePath),
    /// An item of this file, or a part of one.
    Item(String),
    Outside,
}

impl Tree {
    fn imports_of<'t>(&'t self, path: &ModulePath, module: &'t Module) -> Vec<(String, &'t Named)> {
        let mut found = Vec::new();
        let mut add = |target, named| {
            if let Target::Item(file) = target {
                found.push((file, named));
            }
        };
        for import in &module.uses {
            let target = self.resolve(path, &import.path.segments, 0);
            match (&import.binding, target) {
                (Binding::All, Target::Module(of)) => {
                    for name in &module.identifiers {
                        if let Some(target) = self.lookup(path, &of, name, 0) {
                            add(target, &import.path);
                        }
                    }
                }
                // What is only passed on is imported by those who name it.
                (Binding::Name(name), _) if import.is_public && !module.identifiers.contains(name) => {}
                (_, target) => add(target, &import.path),
            }
        }
        for named in &module.paths {
            let target = match &*named.segments {
                [name] => self.macro_named(path, name),
                segments => self.resolve(path, segments, 0),
            };
            add(target, named);
        }
        found
    }

    fn resolve(&self, from: &ModulePath, segments: &[String], depth: usize) -> Target {
        let Some((first, rest)) = segments.split_first() else { return Target::Outside };
        match &**first {
            "crate" => self.walk(from, Vec::new(), rest, depth),
            "self" => self.walk(from, from.clone(), rest, depth),
            "super" => {
                let mut module = from.clone();
                module.pop();
                let above = rest.iter().take_while(|segment| *segment == "super").count();
                module.truncate(module.len().saturating_sub(above));
                self.walk(from, module, &rest[above..], depth)
            }
            name => match self.lookup(from, from, name, depth) {
                Some(Target::Module(module)) => self.walk(from, module, rest, depth),
                Some(target) => target,
                None if self.is_own_name(name) => self.walk(from, Vec::new(), rest, depth),
                None => Target::Outside,
            },
        }
    }

    /// Whether the crate has this name for itself, as of `extern crate self as name`.
    fn is_own_name(&self, name: &str) -> bool {
        self.modules[&ModulePath::new()].uses.iter().any(|import| {
            import.binding == Binding::Name(name.to_owned()) && import.path.segments.as_slice() == ["crate"]
        })
    }

    /// Follows the segments from a module down.
    fn walk(&self, from: &ModulePath, mut module: ModulePath, segments: &[String], depth: usize) -> Target {
        for segment in segments {
            match self.lookup(from, &module, segment, depth) {
                Some(Target::Module(next)) => module = next,
                Some(target) => return target,
                None if module.is_empty() => return self.macro_named(&module, segment),
                // Made by a macro.
                None => return Target::Item(self.modules[&module].file.clone()),
            }
        }
        Target::Module(module)
    }

    /// What a name stands for in the module at `path`, as the module `from` sees it.
    fn lookup(&self, from: &ModulePath, path: &ModulePath, name: &str, depth: usize) -> Option<Target> {
        let module = &self.modules[path];
        let is_seen = |import: &&Use| import.is_public || from.starts_with(path);
        if module.children.contains(name) {
            return Some(Target::Module(path.iter().cloned().chain([name.to_owned()]).collect()));
        }
        if module.items.contains(name) {
            return Some(Target::Item(module.file.clone()));
        }
        if depth == LONGEST_CHAIN {
            return Some(Target::Outside);
        }
        let mut is_bound = false;
        let has_name = |import: &&Use| import.binding == Binding::Name(name.to_owned());
        for import in module.uses.iter().filter(is_seen).filter(has_name) {
            is_bound = true;
            if import.path.segments.as_slice() != [name] {
                match self.resolve(path, &import.path.segments, depth + 1) {
                    Target::Outside => {}
                    target => return Some(target),
                }
            }
        }
        if is_bound {
            return Some(Target::Outside);
        }
        let is_glob = |import: &&Use| import.binding == Binding::All;
        module.uses.iter().filter(is_seen).filter(is_glob).find_map(|import| {
            match self.resolve(path, &import.path.segments, depth + 1) {
                Target::Module(of) => self.lookup(path, &of, name, depth + 1),
                Target::Item(_) | Target::Outside => None,
            }
        })
    }

    /// A macro by name: they are seen in all of the crate below their place.
    fn macro_named(&self, from: &ModulePath, name: &str) -> Target {
        if let Some(target) = self.lookup(from, from, name, 0) {
            return target;
        }
        let found: BTreeSet<_> =
            self.modules.values().filter(|module| module.macros.contains(name)).map(|module| &module.file).collect();
        match found.first() {
            Some(file) if found.len() == 1 => Target::Item((*file).clone()),
            _ => Target::Outside,
        }
    }
}
