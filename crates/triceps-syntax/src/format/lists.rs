//! Lists between brackets.

use triceps_layout::{Arguments, Form, Items, List};

use super::Formatter;
use super::comments::{write_leading_comment, write_token, write_trailing_comments};
use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node, Token, TriviaKind};

impl<'t> Formatter<'t> {
    /// An object, array or list of imports, also of types.
    pub(super) fn bracketed(&mut self, node: Node<'t>) {
        let form = form_of(node);
        let (Some(open), Some(close)) = brackets(node) else { return self.verbatim(node) };
        let is_object = matches!(node.kind(), K::Object | K::ObjectType | K::ImportList);
        let mut list = if is_object {
            self.doc.object_with(form, |doc| write_token(doc, open))
        } else {
            self.doc.array_with(form, |doc| write_token(doc, open))
        };
        if node.kind() == K::TupleType && has_decorators(node) {
            // On one line a decorator would be an item of its own.
            self.doc.force_break();
        }
        for child in inner(node) {
            self.child(&mut list, child, true);
        }
        self.close(list, close);
    }

    /// Closes a list with a bracket and the comments around it.
    fn close(&mut self, mut list: List, bracket: Element<'t>) {
        let bracket = match bracket {
            Element::Token(token) => token,
            Element::Node(skipped) => {
                let text = self.verbatim_text(skipped);
                return list.close_with(&mut self.doc, |doc| doc.text(&text));
            }
        };
        for comment in bracket.leading_comments() {
            list.item(&mut self.doc);
            self.doc.force_break();
            write_leading_comment(&mut self.doc, comment);
        }
        list.close_with(&mut self.doc, |doc| {
            doc.text(bracket.text());
            write_trailing_comments(doc, bracket);
        });
    }

    /// Arguments of a call.
    pub(super) fn arguments(&mut self, node: Node<'t>) {
        let (Some(open), Some(close)) = brackets(node) else { return self.verbatim(node) };
        let count = items(node).count();
        let final_item = items(node).next_back();
        let tail = final_item.filter(|argument| count > 1 && may_be_tail(*argument));
        let form = if is_single(node, count, close) { Arguments::One } else { Arguments::Other };
        let mut list = self.doc.arguments_with(form, |doc| write_token(doc, open));
        self.separated(&mut list, node, final_item, tail);
        self.close(list, close);
    }

    /// Items with commas after all but the last.
    pub(super) fn separated(
        &mut self,
        list: &mut List,
        node: Node<'t>,
        final_item: Option<Node<'t>>,
        tail: Option<Node<'t>>,
    ) {
        for child in inner(node) {
            let Element::Node(item) = child else {
                self.child(list, child, true);
                continue;
            };
            list.item(&mut self.doc);
            if !is_item(item) {
                self.node(item);
            } else if Some(item) == tail {
                list.tail(&self.doc);
                self.node(item);
                list.end_tail(&mut self.doc);
            } else {
                self.node(item);
                if Some(item) != final_item {
                    self.doc.text(",");
                }
            }
        }
    }

    /// `(a, b)` of a lambda or a declared function.
    pub(super) fn parameters(&mut self, node: Node<'t>) {
        let (Some(open), Some(close)) = brackets(node) else { return self.verbatim(node) };
        let mut list = self.doc.parameters_with(|doc| write_token(doc, open));
        self.separated(&mut list, node, last_variable(node), None);
        self.close(list, close);
    }

    fn loop_variables(&mut self, node: Node<'t>) {
        let (Some(open), Some(close)) = brackets(node) else { return self.verbatim(node) };
        let mut list = self.doc.loop_variables_with(|doc| write_token(doc, open));
        self.separated(&mut list, node, last_variable(node), None);
        self.close(list, close);
    }

    /// `<a, b>` of a type.
    pub(super) fn type_arguments(&mut self, node: Node<'t>) {
        let (Some(open), Some(close)) = brackets(node) else { return self.verbatim(node) };
        let final_item = items(node).next_back();
        let form = if starts_with_newline(node) && final_item.is_some() { Form::Broken } else { Form::Fit };
        let mut list = self.doc.type_arguments_with(form, |doc| write_token(doc, open));
        self.separated(&mut list, node, final_item, None);
        self.close(list, close);
    }

    /// `[for x in xs: body]`
    pub(super) fn for_loop(&mut self, node: Node<'t>) {
        let (Some(open), Some(close)) = brackets(node) else { return self.verbatim(node) };
        let form = match loop_body(node) {
            Some(body) if body.kind() == K::Object => form_of(body),
            _ => Form::Fit,
        };
        let mut list = self.doc.for_loop_with(form, |doc| write_token(doc, open));
        let mut is_started = false;
        let mut is_after_colon = false;
        for child in inner(node) {
            if child.kind() == K::NewLine {
                self.child(&mut list, child, true);
                continue;
            }
            if !is_started {
                list.item(&mut self.doc);
                is_started = true;
            } else if child.kind() != K::Colon || is_after_colon {
                self.doc.space();
            }
            is_after_colon |= child.kind() == K::Colon;
            match child {
                Element::Node(block) if block.kind() == K::VariableBlock => self.loop_variables(block),
                child => self.element(child),
            }
        }
        self.close(list, close);
    }
}

/// The brackets; the closing one may have been skipped.
fn brackets(node: Node<'_>) -> (Option<Token<'_>>, Option<Element<'_>>) {
    (node.child(0).and_then(Element::as_token), node.last_child().filter(|_| node.child_count() > 1))
}

/// Whether a node between brackets is an argument, parameter or variable.
fn is_item(node: Node<'_>) -> bool {
    match node.kind() {
        K::MissingSeparator => false,
        K::Skipped => node.parent().is_none_or(|list| !matches!(list.kind(), K::VariableBlock | K::TypedVariableBlock)),
        _ => true,
    }
}

fn items(node: Node<'_>) -> impl DoubleEndedIterator<Item = Node<'_>> {
    let last = node.child_count().saturating_sub(1);
    node.children().take(last).filter_map(Element::as_node).filter(|item| is_item(*item))
}

/// What is between the brackets.
fn inner(node: Node<'_>) -> impl Iterator<Item = Element<'_>> {
    node.children().skip(1).take(node.child_count().saturating_sub(2))
}

fn starts_with_newline(node: Node<'_>) -> bool {
    node.child(1).is_some_and(|child| child.kind() == K::NewLine)
}

/// A line end after the opening bracket keeps a list that has items broken.
fn form_of(node: Node<'_>) -> Form {
    if !starts_with_newline(node) {
        return Form::Fit;
    }
    let has_items = node.child_nodes().any(|child| match node.kind() {
        K::Object => child.kind() == K::Property,
        K::ObjectType => matches!(child.kind(), K::ObjectTypeProperty | K::ObjectTypeAdditionalProperties),
        K::ImportList => child.kind() == K::ImportItem,
        K::Array => !matches!(child.kind(), K::Spread | K::Skipped),
        _ => false,
    });
    if has_items { Form::Broken } else { Form::Fit }
}

fn has_decorators(node: Node<'_>) -> bool {
    node.child_nodes().any(|item| item.child(0).is_some_and(|first| first.kind() == K::Decorators))
}

fn last_variable(node: Node<'_>) -> Option<Node<'_>> {
    items(node).next_back()
}

/// Whether a last argument may stay on the line of the call though it is broken.
fn may_be_tail(argument: Node<'_>) -> bool {
    let body = match argument.kind() {
        K::Lambda => argument.last_child().and_then(Element::as_node),
        _ => Some(argument),
    };
    let Some(body) = body.filter(|body| matches!(body.kind(), K::Object | K::Array)) else { return false };
    body.last_token().is_none_or(|close| !ends_line_with_comment(close))
}

fn ends_line_with_comment(token: Token<'_>) -> bool {
    token.trailing_comments().any(|comment| comment.kind == TriviaKind::LineComment)
}

/// Whether there is one argument or comment between the parentheses.
fn is_single(node: Node<'_>, arguments: usize, close: Element<'_>) -> bool {
    let tokens = node.children().filter_map(Element::as_token);
    let comments = tokens.filter(|token| token.kind() == K::NewLine && token.has_leading()).count()
        + close.as_token().map_or(0, |close| close.leading_comments().count());
    let gaps = node.child_nodes().filter(|child| child.kind() == K::MissingSeparator).count();
    if arguments + comments + gaps != 1 {
        return false;
    }
    let last = items(node).next_back().and_then(Node::last_token);
    !last.is_some_and(ends_line_with_comment)
}

/// The object or other expression that a loop repeats, behind its condition.
fn loop_body(node: Node<'_>) -> Option<Node<'_>> {
    let body = node.child_nodes().rfind(|child| child.kind() != K::Skipped)?;
    if body.kind() == K::If { body.last_child().and_then(Element::as_node) } else { Some(body) }
}
