//! Declarations that were added, and decorators: printed into the text.

use triceps_core::{DeclId, Fragments, Placement};
use triceps_model::tree::Decorators;
use triceps_syntax::ast::{AstNode, Declaration, Expr as Syntax};

use super::place::{Edit, append_resource, body, nested};
use super::stubs::{Home, Kind};
use super::text::{indent, keyword, range};
use super::{EditError, TextTemplate};
use crate::lower::fragment;
use crate::template::{Commented, Decl, DeclKind, ImportedDecl};

impl TextTemplate {
    /// Whether something was added that is not part of the text yet.
    pub(super) fn has_pending(&self) -> bool {
        self.template.decls.len() > self.homes.len()
            || self.is_reordered()
            || !self.template.strays.is_empty()
            || !self.template.comments.is_empty()
            || !self.template.accepted.is_empty()
            || self
                .template
                .decls
                .iter()
                .any(|decl| !decl.decorators.list().is_empty() || decl.blank_line_before.is_some())
    }

    /// Whether declarations of the text were placed elsewhere.
    fn is_reordered(&self) -> bool {
        let count = self.homes.len();
        !self.template.order().iter().filter(|index| (**index as usize) < count).is_sorted()
    }

    /// Makes what was added part of the text.
    pub(super) fn flush(&mut self) -> Result<(), EditError> {
        if !self.has_pending() && self.template.id == self.id {
            return Ok(());
        }
        self.refuse_what_cannot_be()?;
        let count = self.homes.len();
        let fragments = fragment::declarations(&self.template, count)?;
        // The text stays as it is if one of the changes cannot be made.
        let mut changed = self.same();
        for index in 0..count {
            changed.decorate(&fragments, index)?;
        }
        changed.insert_all(&fragments, count)?;
        for decl in &mut changed.template.decls {
            decl.decorators = Decorators::default();
            decl.blank_line_before = None;
        }
        changed.template.comments.clear();
        *self = changed;
        Ok(())
    }

    fn refuse_what_cannot_be(&self) -> Result<(), EditError> {
        if self.template.id != self.id || self.template.decls.len() < self.homes.len() {
            return Err(EditError::new("the template of `builder` was replaced by another one"));
        }
        let read = &self.template.decls[..self.homes.len()];
        if read.iter().any(|decl| decl.blank_line_before.is_some()) || self.is_reordered() {
            return Err(EditError::new("declarations that stand in the text already stay where they are"));
        }
        if !self.template.comments.iter().all(|(place, _)| self.is_of_new(*place)) {
            return Err(EditError::new("only declarations that are added are given comments: those of the text stay"));
        }
        if let Some(accepted) = self.template.accepted.first() {
            let code = &accepted.code;
            let message = format!("`{code}` cannot be accepted in a text: write `#disable-next-line {code}` into it");
            return Err(EditError::new(message));
        }
        self.refuse_names_of_written_imports()
    }

    /// Whether a comment is beside a declaration that is not part of the text yet.
    fn is_of_new(&self, place: Commented) -> bool {
        matches!(place, Commented::Decl(index, _) if index >= self.homes.len())
    }

    /// Names that are taken over through an import that is part of the text already, and are not in its list.
    fn refuse_names_of_written_imports(&self) -> Result<(), EditError> {
        let count = self.homes.len();
        let (written, new) = self.template.decls.split_at(count);
        for decl in new {
            let DeclKind::Imported(ImportedDecl { import: Some(import), original }) = &decl.kind else { continue };
            let Some(DeclKind::Import(statement)) = written.get(import.index as usize).map(|decl| &decl.kind) else {
                continue;
            };
            let is_listed = |other: &Decl| match &other.kind {
                DeclKind::Imported(other) => other.import == Some(*import) && other.original == *original,
                _ => false,
            };
            if statement.alias.is_none() && !written.iter().any(is_listed) {
                let message = format!("the import of `{original}` stands in the text already: import it once more");
                return Err(EditError::new(message));
            }
        }
        Ok(())
    }

    /// Writes the decorators that a declaration of the text was given.
    fn decorate(&mut self, fragments: &Fragments, index: usize) -> Result<(), EditError> {
        if self.template.decls[index].decorators.list().is_empty() {
            return Ok(());
        }
        let name = self.template.decls[index].name.clone();
        let names: Vec<String> =
            self.template.decls[index].decorators.list().iter().map(|it| it.name.to_string()).collect();
        for (position, name_of_decorator) in names.iter().enumerate() {
            let options = self.options;
            let (piece, declaration) = self.declaration(index)?;
            let tree = self.pieces.get(piece).sound()?;
            let node = declaration.syntax();
            let same = declaration.decorators().find(|decorator| {
                let called = match decorator.expression() {
                    Some(Syntax::Call(call)) => call.name(),
                    Some(Syntax::MethodCall(call)) => call.name(),
                    _ => None,
                };
                called.is_some_and(|called| called.text() == name_of_decorator)
            });
            let place = same.map_or_else(|| keyword(node), |decorator| range(decorator.syntax()));
            let indent = indent(tree.text(), place.start);
            let placement = Placement { options, indent, column: super::text::width(indent), locals: &[], bodies: &[] };
            let printed = fragments.decorators(DeclId::new(index), &placement).swap_remove(position);
            let edit = match same {
                Some(_) => Edit { range: place, text: printed },
                None => Edit {
                    range: place.start..place.start,
                    text: format!("{printed}{}{indent}", options.newline.as_str()),
                },
            };
            if self.homes[index].kind == Kind::Imported {
                return Err(EditError::new(format!("`{name}` is declared in another file")));
            }
            self.pieces.get_mut(piece).apply(&edit);
        }
        Ok(())
    }

    /// Inserts the declarations from a position on.
    fn insert_all(&mut self, fragments: &Fragments, from: usize) -> Result<(), EditError> {
        let order = self.template.order().to_vec();
        let mut homes: Vec<Option<Home>> = vec![None; self.template.decls.len() - from];
        let home = |homes: &[Option<Home>], own: &[Home], index: usize| -> Option<Home> {
            if index < from { Some(own[index].clone()) } else { homes[index - from].clone() }
        };
        let new = |index: &&u32| **index as usize >= from;
        for (place, index) in order.iter().enumerate().filter(|(_, index)| new(index)) {
            let index = *index as usize;
            let decl = &self.template.decls[index];
            let kind = Kind::of(&decl.kind);
            if matches!(decl.kind, DeclKind::Imported(_)) {
                continue;
            }
            let container = match &decl.kind {
                DeclKind::Resource(resource) => resource.container,
                _ => None,
            };
            if container.is_some() {
                continue;
            }
            let placement = Placement { options: self.options, indent: "", column: 0, locals: &[], bodies: &[] };
            let text = fragments.declaration(DeclId::new(index), &placement);
            let group = decl.kind.group();
            // After the last of its group that comes before it.
            let after = order[..place].iter().rev().find_map(|other| {
                let other = *other as usize;
                let is_peer = self.template.decls[other].kind.group() == group;
                let home = home(&homes, &self.homes, other).filter(|home| is_peer && home.kind != Kind::Imported)?;
                home.piece
            });
            let blank = decl.blank_line_before;
            let piece = self.pieces.insert(text, after, blank, self.options.newline.as_str());
            let mut own = Home::new(piece, kind);
            if let DeclKind::Resource(resource) = &decl.kind {
                own.bodies.push(index);
                own.loops.extend(resource.header.as_ref().map(|it| (it.item.clone(), it.index.clone())));
            }
            if let DeclKind::Module(module) = &decl.kind {
                own.loops.extend(module.header.as_ref().map(|it| (it.item.clone(), it.index.clone())));
            }
            homes[index - from] = Some(own);
        }
        for index in from..self.template.decls.len() {
            let DeclKind::Imported(ImportedDecl { import: Some(import), .. }) = self.template.decls[index].kind else {
                continue;
            };
            homes[index - from] = home(&homes, &self.homes, import.index as usize);
        }
        // Resources in the bodies of others, which come before them.
        for index in from..self.template.decls.len() {
            let DeclKind::Resource(resource) = &self.template.decls[index].kind else { continue };
            let Some(container) = resource.container.map(|symbol| symbol.index as usize) else { continue };
            let around = home(&homes, &self.homes, container)
                .ok_or_else(|| EditError::new("a resource stands in one that was added after it"))?;
            let name = self.template.decls[index].name.to_string();
            let mut own = Home { kind: Kind::of(&self.template.decls[index].kind), ..around.clone() };
            own.names.push(name);
            own.bodies.push(index);
            own.loops.extend(resource.header.as_ref().map(|it| (it.item.clone(), it.index.clone())));
            homes[index - from] = Some(own);
            // One that was added is printed with what is in it.
            if container < from {
                self.insert_nested(fragments, index, &around)?;
            }
        }
        self.homes.extend(homes.into_iter().flatten());
        Ok(())
    }

    fn insert_nested(&mut self, fragments: &Fragments, index: usize, around: &Home) -> Result<(), EditError> {
        let piece = around.piece.ok_or_else(|| EditError::new("the resource around was removed"))?;
        let tree = self.pieces.get(piece).sound()?;
        let declaration = self.pieces.get(piece).declaration().and_then(|it| nested(it, &around.names));
        let body = match declaration {
            Some(Declaration::Resource(resource)) => resource.body().and_then(body),
            _ => None,
        };
        let body = body.ok_or_else(|| EditError::new("the body of the resource around is not an object"))?;
        let bodies: Vec<DeclId> = around.bodies.iter().map(|index| DeclId::new(*index)).collect();
        let print = |indent: &str, column: usize| {
            let placement = Placement { options: self.options, indent, column, locals: &[], bodies: &bodies };
            fragments.declaration(DeclId::new(index), &placement)
        };
        let edit = append_resource(tree, body.syntax(), self.options, &print);
        self.pieces.get_mut(piece).apply(&edit);
        Ok(())
    }
}
