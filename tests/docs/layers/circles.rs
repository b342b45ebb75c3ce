//! Files that import each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::Imports;

/// The sets of two files or more of which each imports all others, directly or through others.
pub(super) fn circles(imports: &Imports) -> Vec<BTreeSet<&str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|file| (file.as_str(), reached(imports, file))).collect();
    let mut circles = Vec::<BTreeSet<&str>>::new();
    for (&file, from_file) in &reached {
        let circle: BTreeSet<_> = from_file.iter().copied().filter(|other| reached[other].contains(file)).collect();
        if circle.len() > 1 && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

/// All files that a file imports, directly or through others.
fn reached<'i>(imports: &'i Imports, file: &'i str) -> BTreeSet<&'i str> {
    let mut found = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        open.extend(imports[file].keys().map(String::as_str).filter(|imported| found.insert(*imported)));
    }
    found
}

/// The imports in a circle that lead from one top-level module to another.
pub(super) fn crossings(imports: &Imports, circle: &BTreeSet<&str>) -> Vec<String> {
    let mut crossings = Vec::new();
    for &from in circle {
        for (to, import) in imports[from].iter().filter(|(to, _)| circle.contains(to.as_str())) {
            if top_level(from) != top_level(to) {
                crossings.push(import.display(from, to));
            }
        }
    }
    crossings
}

/// The top-level module of a file; the root file is one of its own.
pub(super) fn top_level(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}
