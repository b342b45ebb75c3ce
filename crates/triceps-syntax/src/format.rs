//! The formatter: a tree laid out as the official formatter does it, comments included.
//!
//! It walks the tree and calls the functions of `triceps-layout`. A declaration with an error in
//! it is printed as it is.

mod comments;
mod declarations;
mod expressions;
mod lists;
mod types;
mod verbatim;

use triceps_layout::{Document, Items, Options, Statements};

use self::comments::{write_comment_line, write_token};
use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node, Tree};

/// The text of a file as `bicep format` lays it out. For [`Language::Bicep`](crate::Language::Bicep)
/// and [`Language::BicepParam`](crate::Language::BicepParam).
///
/// ```
/// use triceps_syntax::{Language, Options, format, parse};
///
/// let tree = parse("param  a   string='x'  // c\n\n\n", Language::Bicep);
/// assert_eq!(format(&tree, &Options::default()), "param a string = 'x' // c\n");
/// ```
pub fn format(tree: &Tree, options: &Options) -> String {
    let mut formatter = Formatter {
        tree,
        doc: Document::with_capacity(*options, tree.text().len() + tree.text().len() / 8),
        chain: Vec::new(),
    };
    let mut statements = Statements::new();
    for child in tree.root().children() {
        formatter.child(&mut statements, child, true);
    }
    formatter.doc.finish()
}

struct Formatter<'t> {
    tree: &'t Tree,
    doc: Document,
    /// Nodes whose first child is being laid out: chains of operators and accesses are as deep as
    /// they are long.
    chain: Vec<Node<'t>>,
}

impl<'t> Formatter<'t> {
    /// A child of a list or of the file: an item, or a line end with its comments.
    fn child(&mut self, items: &mut impl Items, child: Element<'t>, keeps_blank_lines: bool) {
        match child {
            Element::Token(token) => match token.kind() {
                K::NewLine => {
                    if token.has_leading() {
                        items.item(&mut self.doc);
                        write_comment_line(&mut self.doc, token);
                    }
                    if !has_blank_line(token.text()) {
                        items.line_end();
                    } else if keeps_blank_lines {
                        items.blank_line();
                    }
                }
                K::EndOfFile => {
                    if token.has_leading() {
                        items.item(&mut self.doc);
                        write_comment_line(&mut self.doc, token);
                    }
                }
                K::Comma => {}
                _ => {
                    items.item(&mut self.doc);
                    write_token(&mut self.doc, token);
                }
            },
            Element::Node(node) => self.statement(items, node),
        }
    }

    /// A part of something: one token or node.
    fn element(&mut self, element: Element<'t>) {
        match element {
            Element::Token(token) => write_token(&mut self.doc, token),
            Element::Node(node) => self.node(node),
        }
    }

    /// All children next to each other.
    fn glued(&mut self, children: impl Iterator<Item = Element<'t>>) {
        for child in children {
            self.element(child);
        }
    }

    /// All children with spaces between them.
    fn spaced(&mut self, children: impl Iterator<Item = Element<'t>>) {
        let mut is_first = true;
        for child in children {
            if !std::mem::take(&mut is_first) {
                self.doc.space();
            }
            self.element(child);
        }
    }
}

/// Whether a run of line ends has more than one.
fn has_blank_line(text: &str) -> bool {
    match text.as_bytes() {
        [_] | [b'\r', b'\n'] => false,
        bytes => bytes.len() > 1,
    }
}
