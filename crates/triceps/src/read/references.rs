//! Where the text names a declaration.

use std::ops::Range;

use triceps_syntax::ast::{AstNode, For, Lambda, Resource, TypedLambda};
use triceps_syntax::{Element, Node, SyntaxKind, Token, Tree};

use super::place::{body, children};

/// The places where a text names what a file declares under a name.
pub(super) fn references<'t>(tree: &'t Tree, name: &'t str) -> impl Iterator<Item = Token<'t>> {
    let tokens = tree.tokens().filter(move |token| token.kind() == SyntaxKind::Identifier && token.text() == name);
    tokens.filter(move |token| names_symbol(tree, *token) && hiding(tree, *token, name).is_none())
}

/// Whether a variable or a nested resource around a token would be meant by a name.
pub(super) fn is_hidden(tree: &Tree, token: Token<'_>, name: &str) -> bool {
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

pub(super) fn range(token: Token<'_>) -> Range<usize> {
    token.range().start as usize..token.range().end as usize
}
