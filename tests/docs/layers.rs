//! The modules of each crate are layers: no file imports in a circle across top-level modules, and
//! `docs/architecture.md` names their order. Files of one folder may need each other.

mod cases;
mod circles;
mod imports;
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use circles::{circles, crossings, top_level};
use imports::{Imports, imports};

/// The heading of the table of layers.
const HEADING: &str = "## Layers of the modules";

/// A crate, and the imports between its files.
struct Package {
    name: String,
    imports: Imports,
}

static PACKAGES: LazyLock<Vec<Package>> = LazyLock::new(packages);

#[test]
fn no_file_imports_in_a_circle_across_modules() {
    let mut found = Vec::new();
    for Package { name, imports } in &*PACKAGES {
        for circle in circles(imports) {
            let crossings = crossings(imports, &circle);
            if !crossings.is_empty() {
                let files: Vec<_> = circle.into_iter().collect();
                found.push(format!("{name}: {}\n    {}", files.join(", "), crossings.join("\n    ")));
            }
        }
    }
    assert!(found.is_empty(), "files import each other in a circle across modules:\n{}", found.join("\n"));
}

#[test]
fn modules_import_only_what_the_book_has_below_them() {
    let book = fs::read_to_string(workspace().join("docs/architecture.md")).expect("the page is there");
    let orders = orders(&book);
    let mut found = Vec::new();
    for Package { name, imports } in &*PACKAGES {
        let order = orders.get(name.as_str()).map_or(&[][..], Vec::as_slice);
        found.extend(order_errors(imports, order).into_iter().map(|error| format!("{name}: {error}")));
    }
    assert!(found.is_empty(), "the table \"{HEADING}\" of docs/architecture.md:\n{}", found.join("\n"));
}

/// The modules of each crate from the bottom up, as the table of the page has them.
fn orders(book: &str) -> BTreeMap<&str, Vec<&str>> {
    let (_, after) = book.split_once(HEADING).expect("the page has the heading");
    let section = after.split("\n## ").next().unwrap_or(after);
    section.lines().filter_map(row).collect()
}

/// A row with the name of a crate and those of its modules.
fn row(line: &str) -> Option<(&str, Vec<&str>)> {
    let mut names = line.strip_prefix('|')?.split('`').skip(1).step_by(2);
    Some((names.next()?, names.collect()))
}

/// Imports of a module that stands higher, modules without a place, and places without a module.
fn order_errors(imports: &Imports, order: &[&str]) -> Vec<String> {
    let mut errors = Vec::new();
    let mut is_there = vec![false; order.len()];
    for (from, imported) in imports {
        let module = top_level(from);
        if matches!(module, "lib" | "main") {
            continue;
        }
        let Some(place) = order.iter().position(|name| *name == module) else {
            errors.push(format!("`{module}` has no place in the order"));
            continue;
        };
        is_there[place] = true;
        for (to, import) in imported {
            if !order[..=place].contains(&top_level(to)) {
                errors.push(format!("`{module}` stands below `{}`: {}", top_level(to), import.display(from, to)));
            }
        }
    }
    let missing = order.iter().zip(is_there).filter(|(_, is_there)| !is_there);
    errors.extend(missing.map(|(name, _)| format!("there is no module `{name}`")));
    errors.dedup();
    errors
}

/// All crates.
fn packages() -> Vec<Package> {
    let mut folders: Vec<PathBuf> = fs::read_dir(workspace().join("crates"))
        .expect("the folder is there")
        .map(|entry| entry.expect("it is read").path().join("src"))
        .filter(|folder| folder.is_dir())
        .collect();
    folders.sort();
    let package = |folder: &PathBuf| {
        let name = folder.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        let files = files(folder);
        let roots = ["lib.rs", "main.rs"].into_iter().filter(|root| files.contains_key(*root));
        let imports = roots.flat_map(|root| imports(root, &files)).collect();
        Package { name: name.expect("crates have names of UTF-8").to_owned(), imports }
    };
    folders.iter().map(package).collect()
}

/// The texts of a folder, by their paths with `/`.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(inner) = open.pop() {
        for entry in fs::read_dir(inner).expect("the folder is there") {
            let path = entry.expect("it is read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(folder).expect("it is in the folder").to_str().expect("names are UTF-8");
                files.insert(name.replace('\\', "/"), fs::read_to_string(&path).expect("the file is text"));
            }
        }
    }
    files
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
