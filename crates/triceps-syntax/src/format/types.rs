//! Union types.

use triceps_layout::Document;

use super::Formatter;
use super::comments::{write_comment_line, write_leading_comments};
use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node, Token};

impl<'t> Formatter<'t> {
    pub(super) fn union(&mut self, node: Node<'t>) {
        let mut union = self.doc.union();
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

fn write_comment(doc: &mut Document, token: Token<'_>) {
    if token.kind() == K::NewLine {
        write_comment_line(doc, token);
    } else {
        write_leading_comments(doc, token);
    }
}
