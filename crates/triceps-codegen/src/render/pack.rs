//! Which nested types lie in one file.

use std::collections::{BTreeMap, BTreeSet};

use crate::naming::snake;
use crate::shape::{Model, Nested};
use crate::share::types_used_by;

/// More lines than this do not go into one file of types, if they can be parted.
const LINES: usize = 600;

/// A nested type with what decides about its file.
pub(super) struct Item<'m> {
    pub(super) model: &'m Model,
    pub(super) nested: Nested,
    /// How long it is.
    pub(super) lines: usize,
    /// Whether it needs a feature that others in its directory do not need.
    pub(super) is_gated: bool,
}

impl Item<'_> {
    pub(super) fn name(&self) -> &str {
        self.model.nested_name(self.nested)
    }
}

/// A file, and the positions of the types in it.
pub(super) struct File {
    pub(super) name: String,
    pub(super) items: Vec<usize>,
}

/// Puts a type that only one other mentions into the file of that one, as long as there is room;
/// each of the others begins a file, which has its name.
pub(super) fn files(items: &[Item<'_>]) -> Vec<File> {
    let positions: BTreeMap<&str, usize> = items.iter().enumerate().map(|(at, item)| (item.name(), at)).collect();
    let children: Vec<Vec<usize>> = items
        .iter()
        .map(|item| {
            let names = types_used_by(item.model, item.nested).into_iter().map(|child| item.model.nested_name(child));
            let found: BTreeSet<usize> = names.filter_map(|name| positions.get(name).copied()).collect();
            found.into_iter().collect()
        })
        .collect();
    let mut parents = vec![Vec::new(); items.len()];
    for (at, found) in children.iter().enumerate() {
        found.iter().filter(|child| **child != at).for_each(|child| parents[*child].push(at));
    }
    let joins = |at: usize| match parents[at].as_slice() {
        [parent] => items[*parent].is_gated == items[at].is_gated,
        _ => false,
    };
    let mut placed = vec![false; items.len()];
    let mut files = Vec::new();
    let starts = (0..items.len()).filter(|at| !joins(*at)).chain(0..items.len()).collect::<Vec<_>>();
    for start in starts {
        let mut open = vec![start];
        while let Some(first) = open.pop() {
            if !placed[first] {
                files.push(collect(first, items, &children, &joins, &mut placed, &mut open));
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The file that a type begins. What has no room in it is left open, to begin files of its own.
fn collect(
    first: usize,
    items: &[Item<'_>],
    children: &[Vec<usize>],
    joins: &impl Fn(usize) -> bool,
    placed: &mut [bool],
    open: &mut Vec<usize>,
) -> File {
    let mut file = File { name: snake(items[first].name()), items: vec![first] };
    placed[first] = true;
    let mut lines = items[first].lines;
    let mut next = 0;
    while let Some(at) = file.items.get(next).copied() {
        next += 1;
        for child in children[at].iter().copied() {
            if placed[child] || !joins(child) {
                continue;
            }
            if lines + items[child].lines > LINES {
                open.push(child);
            } else {
                placed[child] = true;
                lines += items[child].lines;
                file.items.push(child);
            }
        }
    }
    file
}
