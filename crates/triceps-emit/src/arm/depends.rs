//! What a resource or module has to wait for, and how that is written.

use std::cmp::Ordering;

use triceps_middle::analysis::{Edge, ResourceReference};
use triceps_middle::order::sort_by;
use triceps_middle::{DeclId, DeclKind};

use super::frames::Env;
use super::writer::Writer;

/// An entry of `dependsOn`.
#[derive(Clone, Copy)]
struct Dependency {
    target: DeclId,
    /// Which item of a loop.
    reference: ResourceReference,
    env: Env,
    /// The mention it comes from; none for a whole loop or what is not one.
    item: Option<usize>,
}

/// What is mentioned by something that is not waited for itself.
struct Followed {
    next: usize,
    end: usize,
    env: Env,
    all_use_copy_index: bool,
}

/// Which mentions were followed already, each under the circumstances that matter.
#[derive(Debug, Default)]
pub(super) struct Seen {
    kinds: Vec<u8>,
    list: Vec<usize>,
}

impl Seen {
    fn is_new(&mut self, edge: usize, uses: bool, all: bool) -> bool {
        let kind = 1 << (u8::from(uses) * 2 + u8::from(all));
        let kinds = &mut self.kinds[edge];
        if *kinds == 0 {
            self.list.push(edge);
        }
        let is_new = *kinds & kind == 0;
        *kinds |= kind;
        is_new
    }

    fn clear(&mut self, edges: usize) {
        self.kinds.resize(edges, 0);
        for edge in self.list.drain(..) {
            self.kinds[edge] = 0;
        }
    }
}

impl Writer<'_, '_> {
    /// Writes `dependsOn` of a resource or module, if it waits for anything.
    pub(super) fn depends_on(&mut self, decl: DeclId, env: Env) {
        if self.facts.dependencies.range(decl).is_empty() {
            return;
        }
        let frames = self.frames.mark();
        let mut kept = self.dependencies(decl, env);
        if !kept.is_empty() {
            sort_by(&mut kept, |a, b| self.compare(a.target, b.target));
            self.buffer.key("dependsOn");
            let mark = self.buffer.open_array();
            for dependency in kept {
                let start = self.buffer.begin();
                self.dependency(dependency);
                self.buffer.end_scalar(start);
            }
            self.buffer.close(mark);
        }
        self.frames.leave(frames);
    }

    /// Collects what a declaration waits for, through variables and existing resources. A whole loop stands for its
    /// items too.
    fn dependencies(&mut self, decl: DeclId, env: Env) -> Vec<Dependency> {
        let facts = self.facts;
        let mut kept: Vec<Dependency> = Vec::new();
        self.seen.clear(facts.dependencies.count());
        let range = facts.dependencies.range(decl);
        let mut way = vec![Followed { next: range.start, end: range.end, env, all_use_copy_index: true }];
        while let Some(Followed { next, end, env, all_use_copy_index }) = way.last_mut() {
            if next == end {
                way.pop();
                continue;
            }
            let (position, env, all) = (*next, *env, *all_use_copy_index);
            *next += 1;
            let edge = facts.dependencies.edge(position);
            let uses = edge.index.is_some_and(|index| self.frames.uses_copy_index(self.middle, index, env));
            if !self.seen.is_new(position, uses, all) {
                continue;
            }
            let index = edge.index.filter(|_| !uses || all);
            let reference = ResourceReference { decl: edge.target, index, by_variable: false };
            if self.is_waited_for(edge) {
                let item = index.map(|_| position);
                keep(&mut kept, Dependency { target: edge.target, reference, env, item });
            } else {
                let env = self.enter(reference, env);
                let range = facts.dependencies.range(edge.target);
                way.push(Followed { next: range.start, end: range.end, env, all_use_copy_index: all && uses });
            }
        }
        kept
    }

    /// Whether what is mentioned is waited for itself, and not what it mentions.
    fn is_waited_for(&self, edge: Edge) -> bool {
        match self.middle.decl(edge.target).kind {
            DeclKind::Module(_) => true,
            DeclKind::Resource(resource) => {
                !resource.existing
                    || (self.facts.symbolic && !edge.weak && !self.facts.inlining.is_inlined(edge.target))
            }
            _ => false,
        }
    }

    fn dependency(&mut self, Dependency { reference, env, .. }: Dependency) {
        self.push("\"");
        if self.is_collection(reference) || (self.facts.symbolic && reference.index.is_none()) {
            self.symbolic_name(reference.decl);
            return self.push("\"");
        }
        self.push("[");
        self.target(reference, env);
        self.push("]\"");
    }

    /// The order of symbolic names: signs, digits, letters; the case of letters decides last.
    fn compare(&self, a: DeclId, b: DeclId) -> Ordering {
        if a == b {
            return Ordering::Equal;
        }
        if self.middle.decl(a).container().is_none() && self.middle.decl(b).container().is_none() {
            return compare_names(self.decl_name(a).chars(), self.decl_name(b).chars());
        }
        let (a, b) = (self.path_of(a), self.path_of(b));
        let chars = |path: &[DeclId]| -> Vec<char> {
            path.iter().map(|decl| self.decl_name(*decl)).collect::<Vec<_>>().join("::").chars().collect()
        };
        compare_names(chars(&a).into_iter(), chars(&b).into_iter())
    }

    /// A declaration after those it is written in.
    fn path_of(&self, decl: DeclId) -> Vec<DeclId> {
        let mut path = vec![decl];
        let mut around = decl;
        while let Some(container) = self.middle.decl(around).container() {
            path.push(container);
            around = container;
        }
        path.reverse();
        path
    }
}

/// Adds an entry, unless it is there already or a whole loop stands for it.
fn keep(kept: &mut Vec<Dependency>, entry: Dependency) {
    let Some(item) = entry.item else {
        return match kept.iter().position(|other| other.target == entry.target) {
            None => kept.push(entry),
            Some(first) if kept[first].item.is_none() => {}
            Some(first) => {
                kept[first] = entry;
                let mut position = 0;
                kept.retain(|other| {
                    position += 1;
                    other.target != entry.target || position - 1 == first
                });
            }
        };
    };
    let covered = |other: &Dependency| other.target == entry.target && other.item.is_none_or(|other| other == item);
    if !kept.iter().any(covered) {
        kept.push(entry);
    }
}

fn compare_names(a: impl Iterator<Item = char> + Clone, b: impl Iterator<Item = char> + Clone) -> Ordering {
    let primary = |c: char| {
        let class = match c {
            '_' => 0,
            ':' => 1,
            '0'..='9' => 2,
            _ => 3,
        };
        (class, c.to_ascii_lowercase())
    };
    a.clone().map(primary).cmp(b.clone().map(primary)).then_with(|| {
        // Lower case before upper case.
        let case = |c: char| c.is_ascii_uppercase();
        a.map(case).cmp(b.map(case))
    })
}

#[cfg(test)]
mod tests {
    use super::compare_names;

    #[test]
    fn names_are_sorted_as_people_do() {
        let sorted = ["_first", "Alpha", "beta", "Delta", "hub_1", "hub10", "hub2", "hubrg", "hubVNET", "zeta"];
        assert!(sorted.is_sorted_by(|a, b| compare_names(a.chars(), b.chars()).is_lt()));
        assert!(compare_names("network::apps".chars(), "networkExtra".chars()).is_lt());
        assert!(compare_names("name".chars(), "Name".chars()).is_lt());
    }
}
