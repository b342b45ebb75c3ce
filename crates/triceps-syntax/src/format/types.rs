//! Union types.

use triceps_layout::Document;

use super::Formatter;
use super::comments::{write_comment_line, write_leading_comments};
use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node, Token};

impl<'t> Formatter<'t> {
    pub(super) fn union(&mut self, node: Node<'t>) {
        let mut union = self.doc.union();
        if needs_first_line(node) {
            union.stay_on_line();
        }
        let mut has_member = false;
        for child in node.children() {
            match child {
                Element::Token(token) if matches!(token.kind(), K::NewLine | K::Pipe) => {
                    if !token.has_leading() {
                        continue;
                    }
                    if has_member {
                        union.comment(&mut self.doc);
                        write_comment(&mut self.doc, token);
                    } else {
                        union.before_first_member();
                        write_comment(&mut self.doc, token);
                    }
                }
                child => {
                    union.member(&mut self.doc);
                    self.element(child);
                    has_member = true;
                }
            }
        }
        union.close(&mut self.doc);
    }
}

/// Whether a bar at the start of the next line would not belong to the union: the type of a variable
/// ends with its line, and an item of a tuple would go on with the one before.
fn needs_first_line(union: Node<'_>) -> bool {
    let Some(parent) = union.parent() else { return false };
    match parent.kind() {
        K::Var => true,
        K::TupleTypeItem => {
            let first =
                parent.parent().and_then(|tuple| tuple.child_nodes().find(|item| item.kind() == K::TupleTypeItem));
            first != Some(parent) && parent.child(0).is_some_and(|first| first.kind() != K::Decorators)
        }
        _ => false,
    }
}

fn write_comment(doc: &mut Document, token: Token<'_>) {
    if token.kind() == K::NewLine {
        write_comment_line(doc, token);
    } else {
        write_leading_comments(doc, token);
    }
}
