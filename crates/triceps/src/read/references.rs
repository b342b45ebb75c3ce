//! Names: where the text uses one, removing what has it, and giving another one.

use std::cmp::Reverse;
use std::ops::Range;

use triceps_core::language::{is_identifier, namespace_of};
use triceps_syntax::ast::{AstNode, For, Lambda, Resource, TypedLambda};
use triceps_syntax::{Element, Node, SyntaxKind, Token, Tree};

use super::place::{Edit, body, children, cut};
use super::stubs::{Home, Kind};
use super::text::range;
use super::{EditError, Target, TextTemplate};

impl TextTemplate {
    /// Removes a declaration with its own comments.
    ///
    /// # Errors
    ///
    /// If the file still names it.
    pub fn remove(&mut self, target: impl Target) -> Result<(), EditError> {
        self.flush()?;
        let index = self.index(target)?;
        let (piece, declaration) = self.declaration(index)?;
        let own = range(declaration.syntax());
        let home = &self.homes[index];
        let name = self.template.decls[index].name.to_string();
        if home.kind == Kind::Imported {
            return Err(EditError::new(format!("`{name}` is declared in another file")));
        }
        if !matches!(home.kind, Kind::Output | Kind::Metadata)
            && let Some(user) = self.user_of(index, piece, &own)
        {
            return Err(EditError::new(format!("`{name}` is still used, in `{user}`: change that first")));
        }
        if home.names.is_empty() {
            self.pieces.remove(piece);
        } else {
            let edit = cut(self.pieces.get(piece).sound()?, declaration.syntax());
            self.pieces.get_mut(piece).apply(&edit);
        }
        let names = home.names.clone();
        for other in self.homes.iter_mut().filter(|it| it.piece == Some(piece) && it.names.starts_with(&names)) {
            other.piece = None;
        }
        Ok(())
    }

    /// Gives a declaration another name, wherever the file names it. Files that name it too are left alone.
    ///
    /// # Errors
    ///
    /// If the name is not an identifier, or means something in the file already.
    pub fn rename(&mut self, target: impl Target, name: &str) -> Result<(), EditError> {
        self.flush()?;
        let index = self.index(target)?;
        let old = self.template.decls[index].name.to_string();
        let refused = |why: &str| Err(EditError::new(format!("`{old}` cannot be called `{name}`: {why}")));
        if !is_identifier(name) {
            return refused("it is not an identifier");
        }
        let home = &self.homes[index];
        if !home.names.is_empty() || home.kind == Kind::Imported {
            return refused("a resource in another one, and what is imported, keep their names");
        }
        let is_symbol = !matches!(home.kind, Kind::Output | Kind::Metadata);
        let is_peer = |other: Kind| {
            if is_symbol { !matches!(other, Kind::Output | Kind::Metadata) } else { other == home.kind }
        };
        let is_taken =
            |other: &(usize, &Home)| is_peer(other.1.kind) && other.1.piece.is_some() && other.1.names.is_empty();
        if self.homes.iter().enumerate().filter(is_taken).any(|(other, _)| self.template.decls[other].name == name) {
            return refused("the file declares that name");
        }
        let (own, declaration) = self.declaration(index)?;
        let Some(declared) = declaration.name().map(token_range) else { return refused("it has no name") };
        let mut edits: Vec<(usize, Edit)> = vec![(own, Edit { range: declared, text: name.to_owned() })];
        if is_symbol {
            if namespace_of(name).is_some() {
                return refused("the language has that name");
            }
            for id in self.pieces.ids() {
                let tree = self.pieces.get(id).sound()?;
                if references(tree, name).next().is_some() {
                    return refused("the file uses that name");
                }
                for token in references(tree, &old) {
                    if is_hidden(tree, token, name) {
                        return refused("a variable or a resource around a use has that name");
                    }
                    edits.push((id, Edit { range: token_range(token), text: name.to_owned() }));
                }
            }
        }
        // From the end on, so that places stay right.
        edits.sort_by_key(|(id, edit)| (*id, Reverse(edit.range.start)));
        for (id, edit) in edits {
            self.pieces.get_mut(id).apply(&edit);
        }
        self.template.decls[index].name = name.to_owned().into();
        Ok(())
    }

    /// The declaration that names another one, if there is one. `own` is the other's range in its piece.
    fn user_of(&self, index: usize, piece: usize, own: &Range<usize>) -> Option<String> {
        let name = &*self.template.decls[index].name;
        let is_nested = !self.homes[index].names.is_empty();
        let user = self.pieces.ids().find(|id| {
            let tree = self.pieces.get(*id).tree();
            let elsewhere = |at: Range<usize>| *id != piece || at.start < own.start || at.end > own.end;
            if !is_nested {
                return *id != piece && references(tree, name).next().is_some();
            }
            // By whatever way it is reached.
            tree.tokens().filter(|token| token.text() == name).any(|token| {
                let kind = tree.node_at(token.range().start).kind();
                matches!(kind, SyntaxKind::NameRef | SyntaxKind::ResourceAccess) && elsewhere(token_range(token))
            })
        })?;
        let declaration = self.pieces.get(user).declaration()?;
        Some(declaration.name().map_or_else(|| "import".to_owned(), |name| name.text().to_owned()))
    }
}

/// The places where a text names what a file declares under a name.
fn references<'t>(tree: &'t Tree, name: &'t str) -> impl Iterator<Item = Token<'t>> {
    let tokens = tree.tokens().filter(move |token| token.kind() == SyntaxKind::Identifier && token.text() == name);
    tokens.filter(move |token| names_symbol(tree, *token) && hiding(tree, *token, name).is_none())
}

/// Whether a variable or a nested resource around a token would be meant by a name.
fn is_hidden(tree: &Tree, token: Token<'_>, name: &str) -> bool {
    hiding(tree, token, name).is_some()
}

/// Whether a token names something that is declared, and not a property, a key or a declaration.
fn names_symbol(tree: &Tree, token: Token<'_>) -> bool {
    let node = tree.node_at(token.range().start);
    let is_first = node.child(0) == Some(Element::Token(token));
    match node.kind() {
        SyntaxKind::NameRef | SyntaxKind::TypeName => true,
        SyntaxKind::TypeInstantiation => is_first,
        // A decorator is never declared in a file.
        SyntaxKind::Call => is_first && node.parent().is_none_or(|parent| parent.kind() != SyntaxKind::Decorator),
        _ => false,
    }
}

/// What hides a name of the file at a token.
fn hiding<'t>(tree: &'t Tree, token: Token<'_>, name: &str) -> Option<Node<'t>> {
    let at = token.range();
    let mut node = Some(tree.node_at(at.start));
    while let Some(around) = node {
        let hides = match around.kind() {
            SyntaxKind::For => For::cast(around).is_some_and(|it| {
                let in_array = it.array().is_some_and(|array| array.syntax().range().end > at.start);
                !in_array && it.variables().any(|variable| is_named(variable.name(), name))
            }),
            SyntaxKind::Lambda => {
                Lambda::cast(around).is_some_and(|it| it.variables().any(|variable| is_named(variable.name(), name)))
            }
            SyntaxKind::TypedLambda => TypedLambda::cast(around).is_some_and(|it| {
                let in_body = it.body().is_some_and(|body| body.syntax().range().start <= at.start);
                in_body && it.parameters().any(|variable| is_named(variable.name(), name))
            }),
            SyntaxKind::Resource => Resource::cast(around).is_some_and(|it| {
                let braces = it.body().and_then(body).map(|body| body.syntax().range());
                let in_body = braces.is_some_and(|braces| braces.start <= at.start && at.end <= braces.end);
                in_body && children(it).any(|child| is_named(child.name(), name))
            }),
            _ => false,
        };
        if hides {
            return Some(around);
        }
        node = around.parent();
    }
    None
}

fn is_named(token: Option<Token<'_>>, name: &str) -> bool {
    token.is_some_and(|token| token.text() == name)
}

fn token_range(token: Token<'_>) -> Range<usize> {
    token.range().start as usize..token.range().end as usize
}
