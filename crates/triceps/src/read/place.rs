//! Values within a declaration, and the edits that change them.

use std::ops::Range;

use triceps_syntax::ast::{AstNode, Declaration, Expr, Key, Object, ObjectItem, Resource};
use triceps_syntax::{Node, Options, SyntaxKind, Tree};

use super::EditError;
use super::path::Step;
use super::text::{
    begins_line, column, comments_in, end_with_comments, indent, keyword, line_end, line_start, own_start, range,
};

/// A change of a text.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// Prints something with what indents its lines but the first, from a column on.
pub(super) type Print<'a> = &'a dyn Fn(&str, usize) -> String;

/// What a path leads to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found<'t, 's> {
    /// A value, and what it is the value of: a property, a declaration, or itself as an item of an array.
    Value { value: Expr<'t>, owner: Node<'t> },
    /// An object without the first key of the rest of the path.
    Missing { object: Object<'t>, rest: &'s [Step] },
    /// A parameter without a default.
    NoDefault { param: Node<'t> },
}

/// The braces of a resource or module, in its loop and condition.
pub(super) fn body(expr: Expr<'_>) -> Option<Object<'_>> {
    match expr {
        Expr::Object(object) => Some(object),
        Expr::If(it) => body_of_condition(it),
        Expr::For(it) => match it.body()? {
            Expr::Object(object) => Some(object),
            Expr::If(it) => body_of_condition(it),
            _ => None,
        },
        _ => None,
    }
}

fn body_of_condition(it: triceps_syntax::ast::If<'_>) -> Option<Object<'_>> {
    match it.body()? {
        Expr::Object(object) => Some(object),
        _ => None,
    }
}

/// The resources in the bodies of others, from a declaration on, by the names on the way.
pub(super) fn nested<'t>(declaration: Declaration<'t>, names: &[String]) -> Option<Declaration<'t>> {
    let mut found = declaration;
    for name in names {
        let Declaration::Resource(resource) = found else { return None };
        found =
            children(resource).find(|it| it.name().is_some_and(|it| it.text() == name)).map(Declaration::Resource)?;
    }
    Some(found)
}

/// The resources in the body of another one.
pub(super) fn children(resource: Resource<'_>) -> impl Iterator<Item = Resource<'_>> {
    let items = resource.body().and_then(body).into_iter().flat_map(Object::items);
    items.filter_map(|item| match item {
        ObjectItem::Resource(child) => Some(child),
        ObjectItem::Property(_) | ObjectItem::Spread(_) | ObjectItem::Skipped(_) => None,
    })
}

/// Follows a path from a declaration on.
pub(super) fn find<'t, 's>(declaration: Declaration<'t>, steps: &'s [Step]) -> Result<Found<'t, 's>, EditError> {
    let node = declaration.syntax();
    let value = match declaration {
        Declaration::Param(it) => match it.default() {
            None if steps.is_empty() => return Ok(Found::NoDefault { param: node }),
            default => default,
        },
        Declaration::Var(it) => it.value(),
        Declaration::Output(it) => it.value(),
        Declaration::Metadata(it) => it.value(),
        Declaration::Resource(it) => return in_body(it.body(), steps),
        Declaration::Module(it) => return in_body(it.body(), steps),
        _ => return Err(EditError::new("values of such a declaration are not changed")),
    };
    let value = value.ok_or_else(|| EditError::new("there is no value"))?;
    descend(value, node, steps)
}

fn in_body<'t, 's>(value: Option<Expr<'t>>, steps: &'s [Step]) -> Result<Found<'t, 's>, EditError> {
    let body = value.and_then(body).ok_or_else(|| EditError::new("the body is not an object"))?;
    if steps.is_empty() {
        return Err(EditError::new("name a property of the body: it is not changed as a whole"));
    }
    descend(Expr::Object(body), body.syntax(), steps)
}

fn descend<'t, 's>(start: Expr<'t>, owner: Node<'t>, steps: &'s [Step]) -> Result<Found<'t, 's>, EditError> {
    let (mut value, mut owner) = (start, owner);
    for (position, step) in steps.iter().enumerate() {
        match (value, step) {
            (Expr::Object(object), Step::Key(name)) => {
                let Some(property) = object.properties().find(|it| has_key(it.key(), name)) else {
                    return Ok(Found::Missing { object, rest: &steps[position..] });
                };
                owner = property.syntax();
                value = property.value().ok_or_else(|| EditError::new(format!("`{name}` has no value")))?;
            }
            (Expr::Array(array), Step::Index(index)) => {
                let Some(item) = array.items().nth(*index) else {
                    return Err(EditError::new(format!("the array has no item {index}")));
                };
                if array.items().take(*index + 1).any(|item| item.is_err()) {
                    return Err(EditError::new(format!("which item is {index} depends on what is spread before it")));
                }
                value = item.map_err(|_| EditError::new("the item is spread"))?;
                owner = value.syntax();
            }
            (_, Step::Key(name)) => {
                return Err(EditError::new(format!("what should hold `{name}` is not an object literal")));
            }
            (_, Step::Index(index)) => {
                return Err(EditError::new(format!("what should hold item {index} is not an array literal")));
            }
        }
    }
    Ok(Found::Value { value, owner })
}

fn has_key(key: Option<Key<'_>>, name: &str) -> bool {
    match key {
        Some(Key::Name(token)) => token.text() == name,
        Some(Key::String(string)) => string.value().as_deref() == Some(name),
        Some(Key::Any(_) | Key::Skipped(_)) | None => false,
    }
}

/// Puts another value in the place of one. Comments in the old one are kept above what it belongs to.
pub(super) fn replace(tree: &Tree, value: Node<'_>, owner: Node<'_>, print: Print<'_>) -> Edit {
    let text = tree.text();
    let range = range(value);
    let printed = print(indent(text, range.start), column(text, range.start));
    let comments = comments_in(value);
    if comments.is_empty() {
        return Edit { range, text: printed };
    }
    let start = keyword(owner).start;
    let mut out = String::new();
    for comment in comments {
        if begins_line(text, start) {
            out.push_str(comment);
            out.push_str(newline_after(text, start));
            out.push_str(indent(text, start));
        } else {
            out.push_str(&as_block(comment));
            out.push(' ');
        }
    }
    out.push_str(&text[start..range.start]);
    out.push_str(&printed);
    Edit { range: start..range.end, text: out }
}

/// A comment that code may follow on its line.
fn as_block(comment: &str) -> String {
    match comment.strip_prefix("//") {
        Some(words) => format!("/*{} */", words.replace("*/", "* /")),
        None => comment.to_owned(),
    }
}

/// The line end of a text, as it has it near a place.
fn newline_after(text: &str, at: usize) -> &str {
    let first = text[at..].find(['\n', '\r']).map(|end| at + end).or_else(|| text.find(['\n', '\r']));
    first.map_or("\n", |end| &text[end..end + line_end(&text[end..])])
}

/// Adds an item at the end of an object or array literal. Resources in a body stay behind its properties.
pub(super) fn append(tree: &Tree, list: Node<'_>, options: Options, print: Print<'_>) -> Edit {
    let text = tree.text();
    let items: Vec<Node<'_>> = list.child_nodes().filter(|node| node.kind() != SyntaxKind::MissingSeparator).collect();
    let final_item = items.iter().rev().find(|node| node.kind() != SyntaxKind::Resource);
    append_after(text, list, final_item.copied(), !items.is_empty(), options, "", print)
}

/// Adds a resource at the end of a body, after a blank line.
pub(super) fn append_resource(tree: &Tree, body: Node<'_>, options: Options, print: Print<'_>) -> Edit {
    let final_item = body.child_nodes().rfind(|node| node.kind() != SyntaxKind::MissingSeparator);
    append_after(tree.text(), body, final_item, false, options, options.newline.as_str(), print)
}

fn append_after(
    text: &str,
    list: Node<'_>,
    item: Option<Node<'_>>,
    has_others: bool,
    options: Options,
    gap: &str,
    print: Print<'_>,
) -> Edit {
    let newline = options.newline.as_str();
    let inner = list.range().start as usize + 1..(list.range().end as usize).saturating_sub(1);
    let deeper = |at: usize| indent(text, at).to_owned() + &options.indent();
    match item {
        Some(item) => {
            let at = end_with_comments(item);
            let own = own_line(text, item);
            if own || text[range(item).end..at].contains("//") || !gap.is_empty() {
                let indent = if own { indent(text, range(item).start).to_owned() } else { deeper(inner.start) };
                let printed = print(&indent, super::text::width(&indent));
                let text = format!("{gap}{newline}{indent}{printed}");
                return Edit { range: at..at, text };
            }
            let printed = print(indent(text, at), column(text, at) + 2);
            Edit { range: at..at, text: format!(", {printed}") }
        }
        // Only resources are there.
        None if has_others => {
            let indent = deeper(inner.start);
            let printed = print(&indent, super::text::width(&indent));
            Edit { range: inner.start..inner.start, text: format!("{newline}{indent}{printed}{newline}") }
        }
        None => {
            let comments = text[inner.clone()].trim_end();
            let indent = deeper(inner.start);
            let printed = print(&indent, super::text::width(&indent));
            let close = self::indent(text, inner.start);
            Edit {
                range: inner.start + comments.len()..inner.end,
                text: format!("{newline}{indent}{printed}{newline}{close}"),
            }
        }
    }
}

/// Whether an item begins its line.
fn own_line(text: &str, item: Node<'_>) -> bool {
    begins_line(text, item.range().start as usize)
}

/// Takes an item out of a list, with its own comments and what separates it from the others.
pub(super) fn cut(tree: &Tree, item: Node<'_>) -> Edit {
    let text = tree.text();
    let siblings: Vec<_> = item.parent().into_iter().flat_map(Node::children).collect();
    let at = siblings.iter().position(|child| child.as_node() == Some(item)).unwrap_or_default();
    let kind = |index: Option<usize>| index.and_then(|index| siblings.get(index)).map(|child| child.kind());
    let (before, after) = (kind(at.checked_sub(1)), kind(Some(at + 1)));
    let range = range(item);
    let remove = |range: Range<usize>| Edit { range, text: String::new() };
    if after == Some(SyntaxKind::Comma) {
        let next = siblings.get(at + 2).map_or(range.end, |next| next.range().start as usize);
        return remove(range.start..next);
    }
    if before == Some(SyntaxKind::Comma) {
        return remove(siblings[at - 1].range().start as usize..range.end);
    }
    if !own_line(text, item) || after != Some(SyntaxKind::NewLine) {
        let inner = text[..range.start].trim_end_matches([' ', '\t']).len();
        let blanks = text[range.end..].len() - text[range.end..].trim_start_matches([' ', '\t']).len();
        let is_alone = text[..inner].ends_with(['{', '[']) && text[range.end + blanks..].starts_with(['}', ']']);
        return remove(if is_alone { inner..range.end + blanks } else { range });
    }
    let start = own_start(text, item);
    let end = end_with_comments(item);
    let blanks = text[end..].len() - text[end..].trim_start_matches([' ', '\t']).len();
    let end = end + blanks + line_end(&text[end + blanks..]);
    remove(line_start(text, start)..end)
}
