//! Expressions.

use triceps_layout::Body;

use super::Formatter;
use super::comments::{write_comment_line, write_leading_comment, write_trailing_comments};
use crate::kind::SyntaxKind as K;
use crate::tree::{Element, Node};

/// The part of a ternary that comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Condition,
    First,
    Colon,
    Second,
}

impl<'t> Formatter<'t> {
    /// Any node that is one part of something.
    pub(super) fn node(&mut self, node: Node<'t>) {
        match node.kind() {
            K::StringLiteral | K::StringType => self.string(node),
            K::Property | K::ObjectTypeProperty | K::ObjectTypeAdditionalProperties => self.property(node.children()),
            K::Object | K::Array | K::ObjectType | K::TupleType | K::ImportList => self.bracketed(node),
            kind if is_chain(kind) => self.chain(node),
            K::Literal
            | K::NameRef
            | K::LocalVariable
            | K::TypeName
            | K::LiteralType
            | K::NoneLiteral
            | K::Unary
            | K::UnaryType
            | K::Paren
            | K::ParenType
            | K::Spread
            | K::Call
            | K::TypeInstantiation
            | K::Decorator
            | K::ResourceType
            | K::TupleTypeItem => self.glued(node.children()),
            K::If
            | K::AsClause
            | K::FromClause
            | K::WithClause
            | K::ParamDefault
            | K::WildcardImport
            | K::ImportItem
            | K::TypedVariable => self.spaced(node.children()),
            K::Arguments => self.arguments(node),
            K::TypeArguments => self.type_arguments(node),
            K::VariableBlock | K::TypedVariableBlock => self.parameters(node),
            K::For => self.for_loop(node),
            K::Ternary => self.ternary(node),
            K::Lambda | K::TypedLambda => self.lambda(node),
            K::UnionType => self.union(node),
            _ => self.verbatim(node),
        }
    }

    /// `key: value`
    pub(super) fn property(&mut self, children: impl Iterator<Item = Element<'t>>) {
        for (position, child) in children.enumerate() {
            if position == 2 {
                self.doc.space();
            }
            self.element(child);
        }
    }

    /// Operators and accesses, from the innermost outwards.
    fn chain(&mut self, node: Node<'t>) {
        let bottom = self.chain.len();
        let mut current = node;
        loop {
            self.chain.push(current);
            match current.child(0) {
                Some(Element::Node(first)) if is_chain(first.kind()) => current = first,
                Some(first) => {
                    self.element(first);
                    break;
                }
                None => break,
            }
        }
        while self.chain.len() > bottom {
            let Some(node) = self.chain.pop() else { return };
            let is_binary = node.kind() == K::Binary;
            for child in node.children().skip(1) {
                if is_binary {
                    self.doc.space();
                }
                self.element(child);
            }
        }
    }

    fn ternary(&mut self, node: Node<'t>) {
        let ternary = self.doc.ternary();
        let mut stage = Stage::Condition;
        for child in node.children() {
            match (stage, child) {
                (_, Element::Token(token)) if token.kind() == K::NewLine => {
                    if token.has_leading() {
                        match stage {
                            Stage::Condition => ternary.comment_before_question(&mut self.doc),
                            Stage::First | Stage::Colon | Stage::Second => ternary.comment_before_colon(&mut self.doc),
                        }
                        write_comment_line(&mut self.doc, token);
                    }
                }
                (Stage::Condition, Element::Token(token)) if token.kind() == K::Question => {
                    for comment in token.leading_comments() {
                        ternary.comment_before_question(&mut self.doc);
                        write_leading_comment(&mut self.doc, comment);
                    }
                    ternary.question_mark(&mut self.doc);
                    write_trailing_comments(&mut self.doc, token);
                    ternary.first_value(&mut self.doc);
                    stage = Stage::First;
                }
                (Stage::Colon, colon) => {
                    ternary.second_line(&mut self.doc);
                    self.element(colon);
                    ternary.second_value(&mut self.doc);
                    stage = Stage::Second;
                }
                (_, part) => {
                    self.element(part);
                    if stage == Stage::First {
                        stage = Stage::Colon;
                    }
                }
            }
        }
        ternary.close(&mut self.doc);
    }

    fn lambda(&mut self, node: Node<'t>) {
        let has_brackets = node.last_child().is_some_and(|body| matches!(body.kind(), K::Object | K::Array));
        let has_comments = node
            .children()
            .filter_map(Element::as_token)
            .any(|token| token.kind() == K::NewLine && token.has_leading());
        let mut body = None;
        let mut is_first = true;
        for child in node.children() {
            match (child, &body) {
                (Element::Token(arrow), None) if arrow.kind() == K::Arrow => {
                    body = Some(self.doc.arrow(has_brackets && !has_comments));
                }
                (_, None) => {
                    if !std::mem::take(&mut is_first) {
                        self.doc.space();
                    }
                    self.element(child);
                }
                (_, Some(hanging)) => self.part_of_body(hanging, child),
            }
        }
        if let Some(body) = body {
            body.close(&mut self.doc);
        }
    }

    /// A comment before a body, or the body.
    pub(super) fn part_of_body(&mut self, body: &Body, child: Element<'t>) {
        match child {
            Element::Token(token) if token.kind() == K::NewLine => {
                if token.has_leading() {
                    body.item(&mut self.doc);
                    write_comment_line(&mut self.doc, token);
                }
            }
            _ => {
                body.item(&mut self.doc);
                self.element(child);
            }
        }
    }
}

/// Whether the first child may be of the same kinds, to any depth.
fn is_chain(kind: K) -> bool {
    matches!(
        kind,
        K::Binary
            | K::PropertyAccess
            | K::IndexAccess
            | K::ResourceAccess
            | K::NonNull
            | K::MethodCall
            | K::TypePropertyAccess
            | K::TypeAdditionalPropertiesAccess
            | K::TypeItemsAccess
            | K::TypeIndexAccess
            | K::QualifiedTypeInstantiation
            | K::ArrayType
            | K::NullableType
            | K::NonNullType
    )
}
