//! Which texts the printer writes as they are.

use triceps_syntax::ast::{self, AstNode as _, StringPart};
use triceps_syntax::{Language, Node, Options, SyntaxKind, Token, format, parse};

/// A text as the formatter lays it out.
pub(super) fn formatted(text: &str) -> String {
    format(&parse(text.to_owned(), Language::Bicep), &Options::default())
}

/// Why the printer writes a text that is laid out in another way, if it does: comments, blank lines and parentheses that
/// mean nothing, other spellings of strings and paths, the scope that a file has anyway, what is within `${..}` as it was
/// typed.
pub(super) fn deviation(text: &str) -> Option<&'static str> {
    let tree = parse(text.to_owned(), Language::Bicep);
    let has_comments =
        |token: Token<'_>| token.leading_comments().next().is_some() || token.trailing_comments().next().is_some();
    if tree.tokens().any(has_comments) {
        return Some("comments");
    }
    // In strings of types too.
    if text.contains("\\u{") {
        return Some("other escapes in strings");
    }
    let mut open = vec![tree.root()];
    while let Some(node) = open.pop() {
        let deviation = of_node(node);
        if deviation.is_some() {
            return deviation;
        }
        open.extend(node.child_nodes());
    }
    None
}

fn of_node(node: Node<'_>) -> Option<&'static str> {
    match node.kind() {
        SyntaxKind::File => return None,
        SyntaxKind::StringLiteral => {
            let of_file = node.parent().is_some_and(|it| matches!(it.kind(), SyntaxKind::Module | SyntaxKind::Import));
            if of_file && node.text().starts_with("'./") {
                return Some("a path that starts with `./`");
            }
            return ast::StringLiteral::cast(node).and_then(of_string);
        }
        SyntaxKind::TargetScope if node.text().ends_with("'resourceGroup'") => {
            return Some("the scope that a file has anyway");
        }
        SyntaxKind::Lambda => {
            let parameters = node.child_nodes().next();
            if parameters.is_some_and(|it| it.kind() == SyntaxKind::VariableBlock && it.child_nodes().count() == 1) {
                return Some("parentheses around the parameter of a lambda");
            }
        }
        SyntaxKind::IndexAccess => {
            let index = ast::IndexAccess::cast(node).and_then(ast::IndexAccess::index);
            if matches!(index, Some(ast::Expr::String(_))) {
                return Some("an index that is a string");
            }
        }
        SyntaxKind::Resource if node.parent().is_none_or(|it| it.kind() != SyntaxKind::File) => {
            return Some("a resource within another one");
        }
        _ => {}
    }
    let mut ends = node.children().filter(|child| child.kind() == SyntaxKind::NewLine);
    if ends.any(|end| end.as_token().is_some_and(|end| end.text() != "\n")) {
        return Some("blank lines within a declaration");
    }
    let starts_with_decorators = node.child(0).is_some_and(|first| first.kind() == SyntaxKind::Decorators);
    (starts_with_decorators && !node.kind().is_declaration()).then_some("decorators within a type")
}

fn of_string(string: ast::StringLiteral<'_>) -> Option<&'static str> {
    let text = string.syntax().text();
    let has_controls =
        text.chars().any(|c| c.is_control() || matches!(c, '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}'));
    if text.starts_with("'''") || text.starts_with('$') {
        return Some("strings of several lines");
    }
    if text.replace("\\${", "").contains("\\$") || has_controls {
        return Some("other escapes in strings");
    }
    let is_as_printed = |part| match part {
        StringPart::Hole(hole) => {
            let (node, text) = (hole.syntax(), string.syntax().tree().text());
            let alone = format!("var x = {}\n", node.text());
            let (start, end) = (node.range().start as usize, node.range().end as usize);
            formatted(&alone) == alone && text[..start].ends_with("${") && text[end..].starts_with('}')
        }
        StringPart::Text(_) => true,
    };
    (!string.parts().all(is_as_printed)).then_some("another layout within `${..}`")
}
