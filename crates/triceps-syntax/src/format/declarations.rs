//! Declarations and members with decorators.

use triceps_layout::Items;

use super::Formatter;
use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node};

impl<'t> Formatter<'t> {
    /// A node that stands on lines of its own, with the decorators before it.
    pub(super) fn statement(&mut self, items: &mut impl Items, node: Node<'t>) {
        let kind = node.kind();
        if kind.is_declaration() && self.has_error(node) {
            items.item(&mut self.doc);
            return self.verbatim(node);
        }
        let mut children = node.children().peekable();
        let decorators = children.next_if(|child| child.kind() == K::Decorators).and_then(Element::as_node);
        if let Some(decorators) = decorators {
            // The official formatter loses those that are not allowed anyway.
            let is_lost = matches!(kind, K::TargetScope | K::Using | K::Extends | K::ParamAssignment);
            if !is_lost {
                for child in decorators.children() {
                    self.child(items, child, kind == K::MissingDeclaration);
                }
            }
            if kind == K::MissingDeclaration {
                return;
            }
        }
        items.item(&mut self.doc);
        match kind {
            K::Resource | K::Module => self.resource(node),
            K::Func => {
                if let Some(keyword) = children.next() {
                    self.element(keyword);
                    self.doc.space();
                }
                self.glued(children);
            }
            K::ObjectTypeProperty | K::ObjectTypeAdditionalProperties => self.property(children),
            K::TupleTypeItem => self.glued(children),
            kind if kind.is_declaration() => self.spaced(children),
            _ => self.node(node),
        }
    }

    fn resource(&mut self, node: Node<'t>) {
        let is_newline = |child: &Element<'t>| child.kind() == K::NewLine;
        let children = node.children().filter(|child| child.kind() != K::Decorators);
        let has_comments = children
            .clone()
            .filter_map(Element::as_token)
            .any(|token| token.kind() == K::NewLine && token.has_leading());
        if !has_comments {
            return self.spaced(children.filter(|child| !is_newline(child)));
        }
        let before = children.clone().take_while(|child| !is_newline(child));
        self.spaced(before);
        let body = self.doc.value_after_comments();
        for child in children.skip_while(|child| !is_newline(child)) {
            self.part_of_body(&body, child);
        }
        body.close(&mut self.doc);
    }
}
