//! Values of `bicepconfig.json`.

use std::borrow::Cow;

use super::{all, ast_nodes};
use crate::kind::SyntaxKind as K;
use crate::tree::{Node, Token, Tree};

ast_nodes! {
    /// `"key": value`
    JsonMember = JsonMember;
}

/// Any value of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonValue<'t> {
    /// `{..}`
    Object(Node<'t>),
    /// `[..]`
    Array(Node<'t>),
    /// A string, number or word.
    Scalar(Token<'t>),
}

impl Tree {
    /// The value of a JSON file; none if the text is not JSON.
    pub fn json(&self) -> Option<JsonValue<'_>> {
        self.root().child_nodes().find_map(JsonValue::from_node)
    }
}

impl<'t> JsonValue<'t> {
    fn from_node(node: Node<'t>) -> Option<Self> {
        match node.kind() {
            K::JsonObject => Some(Self::Object(node)),
            K::JsonArray => Some(Self::Array(node)),
            K::JsonValue => node.child(0)?.as_token().map(Self::Scalar),
            _ => None,
        }
    }

    /// The members of an object, in order.
    pub fn members(self) -> impl Iterator<Item = JsonMember<'t>> {
        let object = match self {
            Self::Object(node) => Some(node),
            Self::Array(_) | Self::Scalar(_) => None,
        };
        object.into_iter().flat_map(all)
    }

    /// The value of a member; the last one if there are more.
    pub fn get(self, key: &str) -> Option<JsonValue<'t>> {
        let member = self.members().filter(|member| member.key().is_some_and(|name| name == key)).last();
        member?.value()
    }

    /// The items of an array, in order.
    pub fn items(self) -> impl Iterator<Item = JsonValue<'t>> {
        let array = match self {
            Self::Array(node) => Some(node),
            Self::Object(_) | Self::Scalar(_) => None,
        };
        array.into_iter().flat_map(|node| node.child_nodes().filter_map(Self::from_node))
    }

    /// The text of a string.
    pub fn as_str(self) -> Option<Cow<'t, str>> {
        match self {
            Self::Scalar(token) if token.kind() == K::JsonString => Some(json_text(token.text())),
            _ => None,
        }
    }

    /// The value of an integer of 64 bits.
    pub fn as_int(self) -> Option<i64> {
        match self {
            Self::Scalar(token) if token.kind() == K::Integer => token.text().parse().ok(),
            _ => None,
        }
    }

    /// `true` or `false`.
    pub fn as_bool(self) -> Option<bool> {
        match self {
            Self::Scalar(token) if token.kind() == K::True => Some(true),
            Self::Scalar(token) if token.kind() == K::False => Some(false),
            _ => None,
        }
    }
}

impl<'t> JsonMember<'t> {
    /// The key.
    pub fn key(self) -> Option<Cow<'t, str>> {
        let token = self.0.token(K::JsonString)?;
        Some(json_text(token.text()))
    }

    /// The value.
    pub fn value(self) -> Option<JsonValue<'t>> {
        self.0.child_nodes().find_map(JsonValue::from_node)
    }
}

/// The text of a string between double quotes.
fn json_text(token: &str) -> Cow<'_, str> {
    let inner = token.strip_prefix('"').unwrap_or(token);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut units: Vec<u16> = Vec::with_capacity(inner.len());
    let mut chars = inner.chars();
    let mut buffer = [0; 2];
    while let Some(next) = chars.next() {
        if next != '\\' {
            units.extend_from_slice(next.encode_utf16(&mut buffer));
            continue;
        }
        match chars.next() {
            Some('n') => units.push(0x0a),
            Some('r') => units.push(0x0d),
            Some('t') => units.push(0x09),
            Some('b') => units.push(0x08),
            Some('f') => units.push(0x0c),
            Some('u') => {
                let hex = chars.as_str().get(..4).unwrap_or_default();
                units.push(u16::from_str_radix(hex, 16).unwrap_or(0xfffd));
                chars = chars.as_str().get(4..).unwrap_or_default().chars();
            }
            Some(other) => units.extend_from_slice(other.encode_utf16(&mut buffer)),
            None => {}
        }
    }
    Cow::Owned(String::from_utf16_lossy(&units))
}
