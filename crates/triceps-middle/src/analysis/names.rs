//! The names that locals and nested resources have in the output.

use crate::language::is_identifier;
use crate::map::{Map, Set};
use crate::middle::{Callee, DeclId, DeclKind, Expr, ExprId, Hint, ImportedNames, LocalId, LocalKind, Middle};
use crate::order::sort;
use crate::strings::Str;

/// The longest name of a symbol.
const MAX_NAME_LENGTH: usize = 255;

/// The names that locals and declarations have in the text and in the JSON.
///
/// Each has the one that it prefers, unless that would hide what is meant: a local, a declaration or an outer local
/// that its body reads; a nested resource, what the body around it reads. Such a name gets a number.
#[derive(Clone, Debug)]
pub struct Names {
    locals: Vec<Str>,
    decls: Vec<Str>,
}

impl Names {
    /// Decides the names of a file. New ones are interned in it.
    pub fn new(middle: &mut Middle) -> Self {
        let mut names = Self {
            locals: middle.locals().map(|local| middle.local(local).name).collect(),
            decls: middle.decls().map(|(_, decl)| decl.name).collect(),
        };
        if middle.local_count() == 0 && !middle.has_nested() {
            return names;
        }
        let wholes = wholes(middle);
        let mut fresh = Fresh::default();
        for id in middle.order().to_vec() {
            let mut search = Search {
                middle,
                names: &names,
                wholes: &wholes,
                locals: Vec::new(),
                bodies: Vec::new(),
                hiding_locals: Vec::new(),
                hiding_decls: Vec::new(),
            };
            search.declaration(id);
            let (hiding_decls, hiding_locals) = (search.hiding_decls, search.hiding_locals);
            fresh.in_decl.clear();
            for decl in hiding_decls {
                names.decls[decl.index()] = fresh.name(middle, names.decls[decl.index()]);
            }
            for local in hiding_locals {
                names.locals[local.index()] = fresh.name(middle, names.locals[local.index()]);
            }
        }
        names
    }

    /// The name of a local.
    pub fn local(&self, id: LocalId) -> Str {
        self.locals[id.index()]
    }

    /// The name of a declaration.
    pub fn decl(&self, id: DeclId) -> Str {
        self.decls[id.index()]
    }

    /// What `nameof` gives for an expression.
    pub fn name_of<'m>(&self, middle: &'m Middle, mut id: ExprId) -> &'m str {
        loop {
            match middle.expr(id) {
                Expr::Property { name, .. } => return middle.str(name),
                Expr::Index { base: inner, index, .. } => match middle.text(index) {
                    Some(name) => return name,
                    None => id = inner,
                },
                Expr::NonNull(inner) | Expr::Paren(inner) => id = inner,
                Expr::Decl(decl) => return middle.str(self.written(middle, decl)),
                Expr::Local(local) => return middle.str(self.local(local)),
                _ => return "",
            }
        }
    }

    /// The name by which the text of the file mentions a declaration: that of one in a file that is imported as a whole is
    /// the name there.
    fn written(&self, middle: &Middle, decl: DeclId) -> Str {
        match middle.imported(decl) {
            Some(imported) if !middle.is_listed(decl) => imported.original,
            _ => self.decl(decl),
        }
    }

    /// The declaration whose bare name a reference begins with, and whether that is the declaration itself: a nested
    /// resource is reached through the resource around it where its own name means nothing or something else.
    /// `bodies` are the resources whose bodies are around the reference, outermost first; `is_local` says whether a
    /// local around it has a name.
    pub fn start_of(
        &self,
        middle: &Middle,
        decl: DeclId,
        bodies: &[DeclId],
        is_local: impl Fn(Str) -> bool,
    ) -> (DeclId, bool) {
        let mut start = decl;
        while let Some(container) = middle.decl(start).container()
            && (is_local(self.decl(start)) || self.nested_named(middle, self.decl(start), bodies) != Some(start))
        {
            start = container;
        }
        (start, start == decl)
    }

    /// The nested resource that a bare name means in the bodies around, innermost first.
    pub fn nested_named(&self, middle: &Middle, name: Str, bodies: &[DeclId]) -> Option<DeclId> {
        let nested = |body: &DeclId| middle.nested_in(*body).iter().copied().find(|child| self.decl(*child) == name);
        bodies.iter().rev().find_map(nested)
    }
}

/// Names that nothing else in the file has.
#[derive(Default)]
struct Fresh {
    /// Those that were made, for any declaration.
    made: Set<Str>,
    /// Those of the declaration at hand. Another one may have the same.
    in_decl: Set<Str>,
}

impl Fresh {
    fn name(&mut self, middle: &mut Middle, preferred: Str) -> Str {
        let preferred = middle.str(preferred).to_owned();
        for number in 2u32.. {
            let candidate = numbered(&preferred, number);
            let free = middle.find_str(&candidate).is_none_or(|known| self.made.contains(&known));
            if free {
                let name = middle.intern(&candidate);
                if self.in_decl.insert(name) {
                    self.made.insert(name);
                    return name;
                }
            }
        }
        unreachable!("a file has fewer names than numbers")
    }
}

/// Finds what hides something that is meant, in one declaration and those nested in it.
struct Search<'a> {
    middle: &'a Middle,
    names: &'a Names,
    wholes: &'a Map<DeclId, Str>,
    /// The locals around the place, outermost first.
    locals: Vec<LocalId>,
    /// The resources whose bodies are around the place, outermost first.
    bodies: Vec<DeclId>,
    hiding_locals: Vec<LocalId>,
    hiding_decls: Vec<DeclId>,
}

impl Search<'_> {
    fn declaration(&mut self, id: DeclId) {
        let middle = self.middle;
        let decl = middle.decl(id);
        let depth = self.locals.len();
        if let Some(header) = decl.header() {
            self.expr(header.array);
            self.bind([Some(header.item), header.index].into_iter().flatten());
        }
        if let DeclKind::Func { params, .. } = decl.kind {
            self.bind(middle.params(params));
        }
        if let Some(condition) = decl.condition() {
            self.expr(condition);
        }
        if decl.body().is_some() && !middle.nested_in(id).is_empty() {
            self.bodies.push(id);
            self.body(id);
            for child in middle.nested_in(id) {
                self.declaration(*child);
            }
            self.bodies.pop();
        } else {
            self.body(id);
        }
        self.locals.truncate(depth);
    }

    fn body(&mut self, id: DeclId) {
        match self.middle.decl(id).kind {
            DeclKind::Metadata { value } | DeclKind::Var { value, .. } | DeclKind::Output { value, .. } => {
                self.expr(value);
            }
            DeclKind::Param { default, .. } => default.into_iter().for_each(|default| self.expr(default)),
            DeclKind::Assert { value } => self.expr(value),
            DeclKind::Func { body, .. } | DeclKind::Test { body, .. } => self.expr(body),
            DeclKind::Extension { config, .. } => config.into_iter().for_each(|config| self.expr(config)),
            DeclKind::Resource(resource) => self.expr(resource.body),
            DeclKind::Module(module) => self.expr(module.body),
            DeclKind::Import(_) | DeclKind::Type { .. } => {}
        }
    }

    /// Makes the locals of one binder visible. Two of one name are told apart; those of a function are what it shows, and stay.
    fn bind(&mut self, locals: impl Iterator<Item = LocalId>) {
        let start = self.locals.len();
        for id in locals {
            let local = self.middle.local(id);
            let twin = |other: &&LocalId| self.middle.local(**other).name == local.name;
            if let Some(other) = self.locals[start..].iter().find(twin).copied() {
                match (local.kind, local.named, self.middle.local(other).named) {
                    (LocalKind::FuncParam(_), ..) => {}
                    (_, true, false) => self.hide_local(other),
                    _ => self.hide_local(id),
                }
            }
            if is_reserved(self.middle.str(local.name)) {
                self.hide_local(id);
            }
            self.locals.push(id);
        }
    }

    fn expr(&mut self, id: ExprId) {
        let middle = self.middle;
        match middle.expr(id) {
            Expr::Decl(decl) => self.reference(id, decl),
            Expr::Call { callee: Callee::Declared(decl), .. } => {
                self.reference(id, decl);
                middle.for_each_child(id, |child| self.expr(child));
            }
            Expr::Local(local) => self.keep_local_visible(local),
            Expr::Lambda { params, body } => {
                let depth = self.locals.len();
                self.bind(middle.params(params));
                self.expr(body);
                self.locals.truncate(depth);
            }
            Expr::For { item, index, array, body } => {
                self.expr(array);
                let depth = self.locals.len();
                self.bind([Some(item), index].into_iter().flatten());
                self.expr(body);
                self.locals.truncate(depth);
            }
            _ => middle.for_each_child(id, |child| self.expr(child)),
        }
    }

    /// Keeps the name visible that a reference begins with.
    fn reference(&mut self, id: ExprId, decl: DeclId) {
        match self.wholes.get(&decl) {
            Some(whole) if self.middle.hints(id).any(|hint| hint == Hint::Qualified) => {
                self.keep_name_visible(*whole);
            }
            _ => self.keep_visible(decl),
        }
    }

    fn keep_visible(&mut self, decl: DeclId) {
        let named = |local: &LocalId, name: Str| self.names.local(*local) == name;
        let is_local = |name: Str| self.locals.iter().any(|local| named(local, name));
        let (start, _) = self.names.start_of(self.middle, decl, &self.bodies, is_local);
        let name = self.names.decl(start);
        if self.middle.decl(start).container().is_none() {
            self.keep_name_visible(name);
        } else {
            self.hide_locals(name);
        }
    }

    /// Keeps a name of the file itself visible.
    fn keep_name_visible(&mut self, name: Str) {
        self.hide_locals(name);
        // Every nested resource of this name in the bodies around would be meant instead.
        for body in &self.bodies {
            let nested = self.middle.nested_in(*body).iter().copied();
            self.hiding_decls.extend(nested.filter(|child| self.names.decl(*child) == name));
        }
        sort(&mut self.hiding_decls);
        self.hiding_decls.dedup();
    }

    fn hide_locals(&mut self, name: Str) {
        let named = |local: &LocalId| self.names.local(*local) == name;
        let hiding: Vec<LocalId> = self.locals.iter().copied().filter(named).collect();
        hiding.into_iter().for_each(|local| self.hide_local(local));
    }

    fn keep_local_visible(&mut self, local: LocalId) {
        let name = self.names.local(local);
        // Those bound further inside come after it. One of the same binder is told apart where it is bound.
        let Some(position) = self.locals.iter().rposition(|other| *other == local) else { return };
        let binder = self.middle.local(local).binder;
        let inner = self.locals[position + 1..].iter().copied();
        let hiding: Vec<LocalId> = inner
            .filter(|other| self.names.local(*other) == name && self.middle.local(*other).binder != binder)
            .collect();
        hiding.into_iter().for_each(|local| self.hide_local(local));
    }

    fn hide_local(&mut self, local: LocalId) {
        if !self.hiding_locals.contains(&local) {
            self.hiding_locals.push(local);
        }
    }
}

/// A name with a number after it, cut to what a name may have.
fn numbered(preferred: &str, number: u32) -> String {
    let number = number.to_string();
    let room = MAX_NAME_LENGTH - number.len();
    let kept: String = preferred.chars().take(room).collect();
    kept + &number
}

/// By declaration: the name of the file as a whole through which it is imported.
fn wholes(middle: &Middle) -> Map<DeclId, Str> {
    let mut wholes = Map::new();
    for import in middle.imports() {
        let ImportedNames::All { alias, decls } = &import.names else { continue };
        let Some(alias) = middle.find_str(alias) else { continue };
        for (_, decl) in decls {
            wholes.insert(*decl, alias);
        }
    }
    wholes
}

/// Whether a local of this name would be read as something of the language.
fn is_reserved(name: &str) -> bool {
    matches!(name, "sys" | "az" | "this") || (matches!(name, "true" | "false" | "null") && !is_identifier(name))
}
