//! What a resource or module has to wait for, and how that is written.

use std::cmp::Ordering;

use super::context::{Context, Mention};
use super::env::Env;
use super::expr::Writer;
use crate::expr::{Composite, Entry, Expr, Key, Node, Symbol};
use crate::template::DeclKind;

/// A mention of a declaration in another one.
#[derive(Clone, Copy)]
struct Edge<'m> {
    target: Symbol,
    index: Option<&'m Expr>,
    /// Only its id, name, type or API version is read, or a function is called on it.
    weak: bool,
}

/// A finished entry of `dependsOn`.
struct Dependency {
    key: String,
    target: Symbol,
    /// Which mention it came from: the declaration and the place in it. None for a whole collection
    /// or what is not a loop.
    item: Option<(Symbol, usize)>,
    text: String,
}

impl<'m> Writer<'m, '_> {
    /// Writes `dependsOn` of a resource or module, if it waits for anything.
    pub(crate) fn depends_on(&mut self, symbol: Symbol, env: &Env<'m, '_>) {
        let mut entries: Vec<Dependency> = Vec::new();
        let mut path = vec![symbol];
        self.follow(symbol, env, true, &mut path, &mut entries);
        if entries.is_empty() {
            return;
        }
        let mut kept: Vec<Dependency> = Vec::with_capacity(entries.len());
        for entry in entries {
            match entry.item {
                None => {
                    // The whole collection stands for its items too.
                    match kept.iter().position(|other| other.target == entry.target) {
                        Some(first) if kept[first].item.is_none() => {}
                        Some(first) => {
                            kept[first] = entry;
                            let target = kept[first].target;
                            let mut position = 0;
                            kept.retain(|other| {
                                position += 1;
                                other.target != target || position - 1 == first
                            });
                        }
                        None => kept.push(entry),
                    }
                }
                Some(item) => {
                    let covered = |other: &Dependency| {
                        other.target == entry.target && (other.item.is_none() || other.item == Some(item))
                    };
                    if !kept.iter().any(covered) {
                        kept.push(entry);
                    }
                }
            }
        }
        kept.sort_by(|a, b| compare_names(&a.key, &b.key));
        self.tape.key("dependsOn");
        let mark = self.tape.open_array();
        for entry in &kept {
            let start = self.tape.begin();
            self.push("\"");
            self.push(&entry.text);
            self.push("\"");
            self.tape.end_scalar(start);
        }
        self.tape.close(mark);
    }

    /// Collects what `symbol` depends on, through variables and existing resources.
    fn follow(
        &mut self,
        symbol: Symbol,
        env: &Env<'m, '_>,
        all_use_copy_index: bool,
        path: &mut Vec<Symbol>,
        entries: &mut Vec<Dependency>,
    ) {
        for (position, edge) in self.cx.edges(symbol).into_iter().enumerate() {
            let uses_copy_index = edge.index.is_some_and(|index| env.uses_copy_index(index));
            let index = edge.index.filter(|_| !uses_copy_index || all_use_copy_index);
            let mention = Mention { symbol: edge.target, index };
            if self.cx.ends_path(edge) {
                let item = index.map(|_| (symbol, position));
                let text = self.dependency_text(mention, env);
                let key = self.cx.symbolic_name(edge.target);
                entries.push(Dependency { key, target: edge.target, item, text });
            } else if !path.contains(&edge.target) {
                path.push(edge.target);
                let all = all_use_copy_index && uses_copy_index;
                self.in_body(mention, env, |writer, env| writer.follow(edge.target, env, all, path, entries));
                path.pop();
            }
        }
    }

    fn dependency_text(&mut self, mention: Mention<'m>, env: &Env<'m, '_>) -> String {
        let start = self.tape.text.len();
        let collection = self.cx.decl(mention.symbol).header().is_some() && mention.index.is_none();
        if collection || (self.cx.symbolic && mention.index.is_none()) {
            return self.cx.symbolic_name(mention.symbol);
        }
        self.push("[");
        if self.cx.symbolic {
            self.target(mention, env);
        } else if self.cx.module(mention.symbol).is_some() {
            self.module_id(mention, env);
        } else {
            self.resource_id(mention, env);
        }
        self.push("]");
        self.tape.text.split_off(start)
    }
}

impl<'m> Context<'m> {
    /// Whether a dependency is written as it is, not replaced by those of its target.
    fn ends_path(&self, edge: Edge<'m>) -> bool {
        match &self.decl(edge.target).kind {
            DeclKind::Module(_) => true,
            DeclKind::Resource(resource) => {
                !resource.existing || (self.symbolic && !edge.weak && !self.is_inlined(edge.target))
            }
            _ => false,
        }
    }

    /// Everything that a declaration mentions, in the order of its text.
    fn edges(&self, symbol: Symbol) -> Vec<Edge<'m>> {
        let mut edges = Vec::new();
        let decl = self.decl(symbol);
        match &decl.kind {
            DeclKind::Var { value, .. } => self.collect(value, false, &mut Vec::new(), &mut edges),
            DeclKind::Resource(_) | DeclKind::Module(_) => {
                if let Some(target) = decl.container() {
                    push_edge(&mut edges, Edge { target, index: None, weak: true });
                }
                let mut bound: Vec<&str> = Vec::new();
                if let Some(header) = decl.header() {
                    self.collect(&header.array, false, &mut Vec::new(), &mut edges);
                }
                if let Some(condition) = decl.condition() {
                    self.collect(condition, false, &mut bound, &mut edges);
                }
                for entry in decl.body().into_iter().flat_map(|body| &body.entries) {
                    match entry {
                        Entry::Property { key, value } => {
                            if let Key::Computed(key) = key {
                                self.collect(key, false, &mut bound, &mut edges);
                            }
                            let weak = matches!(key, Key::Text(key) if key == "parent" || key == "scope");
                            self.collect(value, weak, &mut bound, &mut edges);
                        }
                        Entry::Spread(value) => self.collect(value, false, &mut bound, &mut edges),
                    }
                }
            }
            _ => {}
        }
        edges
    }

    /// Collects the mentions in an expression. `inner` are variables bound inside the body, whose
    /// value is not known where `dependsOn` is evaluated.
    fn collect(&self, expr: &'m Expr, weak: bool, inner: &mut Vec<&'m str>, edges: &mut Vec<Edge<'m>>) {
        match &expr.0 {
            Node::Symbol(target) => {
                if matches!(self.decl(*target).kind, DeclKind::Resource(_) | DeclKind::Module(_) | DeclKind::Var { .. })
                {
                    push_edge(edges, Edge { target: *target, index: None, weak });
                }
            }
            Node::Composite(composite) => match composite.composite() {
                Composite::Index { base, index, .. } if self.is_loop(base) => {
                    let known = !mentions_named(index, inner);
                    let target = base.as_symbol().expect("`is_loop` takes symbols only");
                    push_edge(edges, Edge { target, index: known.then_some(index), weak });
                    self.collect(index, false, inner, edges);
                }
                Composite::Property { base, name, .. } => {
                    let identity = matches!(&**name, "id" | "name" | "type" | "apiVersion");
                    self.collect(base, weak || (identity && self.is_azure_resource(base)), inner, edges);
                }
                Composite::Method { base, args, .. } => {
                    self.collect(base, weak || self.is_azure_resource(base), inner, edges);
                    for arg in args {
                        self.collect(arg, weak, inner, edges);
                    }
                }
                Composite::Call { callee: crate::expr::Callee::Builtin(name), .. } if name == "nameof" => {}
                Composite::Lambda { params, body } => {
                    let depth = inner.len();
                    inner.extend(params.iter().map(|param| &**param));
                    self.collect(body, weak, inner, edges);
                    inner.truncate(depth);
                }
                Composite::For(each) => {
                    self.collect(&each.array, weak, inner, edges);
                    let depth = inner.len();
                    inner.push(&each.item);
                    inner.extend(each.index.as_deref());
                    for part in [&each.body] {
                        self.collect(part, weak, inner, edges);
                    }
                    inner.truncate(depth);
                }
                Composite::NonNull(base) => self.collect(base, weak, inner, edges),
                _ => expr.for_each_child(|child| {
                    self.collect(child, weak && matches!(composite.composite(), Composite::Paren(_)), inner, edges);
                }),
            },
            _ => {}
        }
    }

    fn is_loop(&self, expr: &Expr) -> bool {
        expr.as_symbol().is_some_and(|symbol| self.decl(symbol).header().is_some())
    }

    fn is_azure_resource(&self, base: &'m Expr) -> bool {
        self.mention(base)
            .and_then(|mention| self.resource(mention.symbol))
            .is_some_and(|resource| self.extension_of(resource).is_none())
    }
}

/// Mentions without an index are one; those of items stay apart.
fn push_edge<'m>(edges: &mut Vec<Edge<'m>>, edge: Edge<'m>) {
    let same = |other: &Edge<'m>| {
        other.target == edge.target && other.weak == edge.weak && other.index.is_none() && edge.index.is_none()
    };
    if !edges.iter().any(same) {
        edges.push(edge);
    }
}

/// The order of symbolic names: signs, digits, letters; the case of letters decides last.
fn compare_names(a: &str, b: &str) -> Ordering {
    let primary = |c: char| {
        let class = match c {
            '_' => 0,
            ':' => 1,
            '0'..='9' => 2,
            _ => 3,
        };
        (class, c.to_ascii_lowercase())
    };
    a.chars().map(primary).cmp(b.chars().map(primary)).then_with(|| {
        // Lower case before upper case.
        let case = |c: char| c.is_ascii_uppercase();
        a.chars().map(case).cmp(b.chars().map(case))
    })
}

fn mentions_named(expr: &Expr, names: &[&str]) -> bool {
    if matches!(&expr.0, Node::Local(local) if names.contains(&local.name())) {
        return true;
    }
    let mut found = false;
    expr.for_each_child(|child| found = found || mentions_named(child, names));
    found
}
