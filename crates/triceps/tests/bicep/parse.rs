//! An independent reader of Bicep text.

use tree_sitter::{Node, Parser};

/// What a parser that shares no code with ours does not understand, as text.
pub(crate) fn errors(bicep: &str) -> Vec<String> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_bicep::LANGUAGE.into()).expect("the grammar fits the library");
    let tree = parser.parse(bicep, None).expect("parsing is neither cancelled nor limited");
    let mut errors = Vec::new();
    collect(tree.root_node(), bicep, &mut errors);
    errors
}

/// Whether the parser understands text with string literals. It takes `//` and `/*` in them for comments.
pub(crate) fn reads(bicep: &str) -> bool {
    bicep.contains("//") || bicep.contains("/*") || errors(bicep).is_empty()
}

fn collect(node: Node<'_>, bicep: &str, errors: &mut Vec<String>) {
    if node.is_error() || node.is_missing() {
        errors.push(bicep[node.byte_range()].to_owned());
    } else if node.has_error() {
        let mut cursor = node.walk();
        for child in node.children(&mut cursor) {
            collect(child, bicep, errors);
        }
    }
}

/// The text that a string literal without holes stands for, or none where it is not such a literal.
pub(crate) fn string(literal: &str) -> Option<String> {
    if let Some(inner) = literal.strip_prefix("'''") {
        let inner = inner.strip_suffix("'''")?;
        let inner = inner.strip_prefix('\n').unwrap_or(inner);
        return (!inner.contains("'''")).then(|| inner.to_owned());
    }
    let mut characters = literal.strip_prefix('\'')?.strip_suffix('\'')?.chars().peekable();
    let mut text = String::new();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\'' | '\n' | '\r' => return None,
            '$' if characters.peek() == Some(&'{') => return None,
            '\\' => match characters.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                escaped @ ('\\' | '\'' | '$') => escaped,
                'u' => {
                    let code: String = characters.by_ref().skip(1).take_while(|digit| *digit != '}').collect();
                    char::from_u32(u32::from_str_radix(&code, 16).ok()?)?
                }
                _ => return None,
            },
            other => other,
        });
    }
    Some(text)
}
