//! `metadata._generator.templateHash`: the hash that Azure's own compiler writes.
//!
//! The engine reads the template into its own classes and writes it again. That brings the keys of known levels into a
//! fixed order, drops unknown ones and nulls, and reads some values as another kind. The result is minified, written in
//! upper case, and hashed with a 64-bit variant of Murmur 3.

use triceps_language::Murmur;
use triceps_middle::document::{JsonBuffer, Token, dense};

use super::upper::upper;

#[derive(Clone, Copy)]
enum Level {
    Template,
    Metadata,
    Generator,
    Parameters,
    Outputs,
    Definitions,
    Schema(&'static [&'static str]),
    /// Named schemas below `properties` or `mapping`.
    Schemas,
    SchemaList,
    Discriminator,
    Namespaces,
    Namespace,
    Functions,
    Function,
    FunctionParameters,
    Resources,
    Resource,
    /// A string: numbers and booleans become one.
    Text,
    /// A list of strings.
    Texts,
    /// A boolean: numbers and strings become one.
    Flag,
    /// Anything, which stays as it is.
    Other,
}

const TEMPLATE: &[&str] = &[
    "$schema",
    "languageVersion",
    "contentVersion",
    "apiProfile",
    "definitions",
    "extensions",
    "imports",
    "parameters",
    "variables",
    "functions",
    "resources",
    "outputs",
    "asserts",
    "metadata",
];

const PARAMETER: &[&str] = &[
    "name",
    "$ref",
    "defaultValue",
    "allowedValues",
    "minValue",
    "maxValue",
    "minLength",
    "maxLength",
    "prefixItems",
    "items",
    "properties",
    "additionalProperties",
    "nullable",
    "discriminator",
    "validate",
    "type",
    "metadata",
];

const OUTPUT: &[&str] = &[
    "$ref",
    "condition",
    "copy",
    "allowedValues",
    "nullable",
    "discriminator",
    "minLength",
    "maxLength",
    "minValue",
    "maxValue",
    "prefixItems",
    "items",
    "properties",
    "additionalProperties",
    "validate",
    "type",
    "value",
    "metadata",
];

const DEFINITION: &[&str] = &[
    "$ref",
    "type",
    "metadata",
    "allowedValues",
    "nullable",
    "discriminator",
    "minLength",
    "maxLength",
    "minValue",
    "maxValue",
    "prefixItems",
    "items",
    "properties",
    "additionalProperties",
    "validate",
];

const DISCRIMINATOR: &[&str] = &["propertyName", "mapping"];

const FUNCTION: &[&str] = &["parameters", "output", "metadata"];

const RESOURCE: &[&str] = &[
    "extension",
    "import",
    "type",
    "apiVersion",
    "name",
    "existing",
    "comments",
    "location",
    "extendedLocation",
    "dependsOn",
    "tags",
    "sku",
    "kind",
    "zones",
    "scale",
    "identity",
    "plan",
    "properties",
    "resources",
    "method",
    "scope",
    "managedBy",
    "managedByExtended",
    "metadata",
    "id",
    "subscriptionId",
    "resourceGroup",
    "copy",
    "condition",
    "asserts",
    "placement",
    "@options",
];

/// At least as many as the longest of the lists above.
const MOST_KEYS: usize = 32;

/// The hash of the template at a position of the tape, as it is written: a decimal number.
pub(super) fn template_hash(buffer: &JsonBuffer, token: usize) -> String {
    let waiting = Vec::with_capacity(buffer.text.len().min(Canonical::BATCH));
    let mut canonical = Canonical { ascii: buffer.is_ascii(), murmur: Murmur::default(), waiting, open: Vec::new() };
    write(buffer, token, Level::Template, &mut canonical);
    canonical.finish().to_string()
}

impl Level {
    /// The order of the keys on this level; none where they stay as they are.
    fn order(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Template => Some(TEMPLATE),
            Self::Schema(order) => Some(order),
            Self::Discriminator => Some(DISCRIMINATOR),
            Self::Function => Some(FUNCTION),
            Self::Resource => Some(RESOURCE),
            _ => None,
        }
    }

    /// Whether a key counts as the known one though it is spelled in another way.
    fn is_key(self, key: &str, known: &str) -> bool {
        matches!(self, Self::Resource) && key.eq_ignore_ascii_case(known)
    }

    /// The level of the value under a key, which is spelled as above where it is known.
    fn below(self, key: &str) -> Self {
        match (self, key) {
            (Self::Template, "parameters") => Self::Parameters,
            (Self::Template, "outputs") => Self::Outputs,
            (Self::Template, "definitions") => Self::Definitions,
            (Self::Template, "functions") => Self::Namespaces,
            (Self::Template | Self::Resource, "resources") => Self::Resources,
            (Self::Template, "metadata") => Self::Metadata,
            (Self::Metadata, "_generator") => Self::Generator,
            (Self::Parameters, _) => Self::Schema(PARAMETER),
            (Self::Outputs, _) | (Self::Function, "output") => Self::Schema(OUTPUT),
            (Self::Definitions | Self::Schemas, _) | (Self::Schema(_), "items" | "additionalProperties") => {
                Self::Schema(DEFINITION)
            }
            (Self::Schema(_), "properties") | (Self::Discriminator, "mapping") => Self::Schemas,
            (Self::Schema(_), "prefixItems") => Self::SchemaList,
            (Self::Schema(_), "discriminator") => Self::Discriminator,
            (Self::Namespace, "members") => Self::Functions,
            (Self::Functions, _) => Self::Function,
            (Self::Function, "parameters") => Self::FunctionParameters,
            (Self::Resources, _) => Self::Resource,
            (
                Self::Resource,
                "extension" | "import" | "type" | "apiVersion" | "name" | "comments" | "location" | "kind" | "scope"
                | "managedBy" | "id" | "subscriptionId" | "resourceGroup",
            ) => Self::Text,
            (Self::Resource, "dependsOn") => Self::Texts,
            (Self::Resource, "existing") => Self::Flag,
            _ => Self::Other,
        }
    }

    /// The level of the items of an array.
    fn item(self) -> Self {
        match self {
            Self::SchemaList => Self::Schema(DEFINITION),
            Self::Namespaces => Self::Namespace,
            Self::FunctionParameters => Self::Schema(PARAMETER),
            Self::Resources => Self::Resource,
            Self::Texts => Self::Text,
            _ => Self::Other,
        }
    }
}

fn write(buffer: &JsonBuffer, token: usize, level: Level, out: &mut Canonical) {
    match buffer.tokens[token] {
        _ if matches!(level, Level::Other) => write_whole(buffer, token, out),
        Token::Scalar(start, end) | Token::Key(start, end) => match level {
            Level::Text if buffer.text.as_bytes()[start as usize] != b'"' => {
                write_scalar(buffer.slice(start, end), level, out);
            }
            Level::Flag => write_scalar(buffer.slice(start, end), level, out),
            _ => out.push(buffer, start, end),
        },
        // Templates of others stand where everything stays as it is.
        Token::Document(_) => write_whole(buffer, token, out),
        Token::Array(_) => {
            out.push_str("[");
            for (index, item) in buffer.items(token).enumerate() {
                if index > 0 {
                    out.push_str(",");
                }
                write(buffer, item, level.item(), out);
            }
            out.push_str("]");
        }
        Token::Object(end) if matches!(level, Level::Resources) && end as usize == token + 1 => {
            out.push_str("[]");
        }
        Token::Object(_) => {
            out.push_str("{");
            match level.order() {
                Some(order) => write_known(buffer, token, level, order, out),
                None => write_all(buffer, token, level, out),
            }
            out.push_str("}");
        }
    }
}

/// Writes a value as it stands, without white space.
fn write_whole(buffer: &JsonBuffer, token: usize, out: &mut Canonical) {
    let around = out.open.len();
    let mut next = token;
    for value in &buffer.tokens[token..buffer.end_of(token)] {
        next += 1;
        match *value {
            // With the colon behind it.
            Token::Key(start, end) => {
                out.push(buffer, start, end + 1);
                continue;
            }
            Token::Scalar(start, end) => {
                // With the comma behind it, unless that stands behind the whole.
                let comma = out.open.len() > around && buffer.text.as_bytes().get(end as usize) == Some(&b',');
                out.push(buffer, start, end + u32::from(comma));
                if comma {
                    continue;
                }
            }
            Token::Object(end) => {
                out.push_str("{");
                out.open.push((end, "}"));
                if end as usize > next {
                    continue;
                }
            }
            Token::Array(end) => {
                out.push_str("[");
                out.open.push((end, "]"));
                if end as usize > next {
                    continue;
                }
            }
            Token::Document(index) => dense(buffer.document(index), |part| out.push_str(part)),
        }
        while out.open.len() > around
            && let Some((_, bracket)) = out.open.pop_if(|(end, _)| *end as usize == next)
        {
            out.push_str(bracket);
        }
        if out.open.len() > around {
            out.push_str(",");
        }
    }
}

fn write_scalar(text: &str, level: Level, out: &mut Canonical) {
    match level {
        Level::Text if text != "null" && !text.contains(['.', 'e', 'E']) => {
            write_quoted(text, out);
        }
        Level::Text if matches!(text, "true" | "false") => write_quoted(text, out),
        Level::Flag => {
            let is_false = text.trim_matches('"').eq_ignore_ascii_case("false") || matches!(text, "0" | "-0");
            out.push_str(if is_false { "false" } else { "true" });
        }
        _ => out.push_str(text),
    }
}

fn write_quoted(text: &str, out: &mut Canonical) {
    out.push_str("\"");
    out.push_str(text);
    out.push_str("\"");
}

/// Writes the properties in the order they have.
fn write_all(buffer: &JsonBuffer, token: usize, level: Level, out: &mut Canonical) {
    let mut first = true;
    for (quoted, value) in buffer.properties(token) {
        let key = &quoted[1..quoted.len() - 1];
        if matches!(level, Level::Generator) && key == "templateHash" {
            continue;
        }
        write_property(buffer, value, level.below(key), &mut first, out);
    }
}

/// Writes the known properties in the known order. Of equal ones the last counts.
fn write_known(buffer: &JsonBuffer, token: usize, level: Level, order: &'static [&'static str], out: &mut Canonical) {
    // By known key: the position of the value, which is never the first token.
    let mut found = [0; MOST_KEYS];
    // Keys mostly come in about this order, so that each is looked for behind the one before it.
    let mut cursor = 0;
    let mut end = 0;
    for (quoted, value) in buffer.properties(token) {
        let key = &quoted[1..quoted.len() - 1];
        let (before, behind) = order.split_at(cursor);
        let at = behind.iter().position(|known| *known == key).map(|at| cursor + at);
        let at = at.or_else(|| before.iter().position(|known| *known == key));
        let at = at.or_else(|| order.iter().position(|known| level.is_key(key, known)));
        if let Some(at) = at {
            found[at] = value;
            cursor = at;
            end = end.max(at + 1);
        }
    }
    let mut first = true;
    for (known, value) in order[..end].iter().zip(found).filter(|(_, value)| *value > 0) {
        if !matches!(buffer.tokens[value], Token::Scalar(start, end) if buffer.slice(start, end) == "null") {
            write_property(buffer, value, level.below(known), &mut first, out);
        }
    }
}

/// Writes a value with the key before it.
fn write_property(buffer: &JsonBuffer, value: usize, level: Level, first: &mut bool, out: &mut Canonical) {
    if !std::mem::take(first) {
        out.push_str(",");
    }
    if let Token::Key(start, end) = buffer.tokens[value - 1] {
        // With the colon behind it.
        out.push(buffer, start, end + 1);
    }
    write(buffer, value, level, out);
}

/// The canonical text on its way into the hash.
#[derive(Default)]
struct Canonical {
    /// Whether all of it is ASCII.
    ascii: bool,
    murmur: Murmur,
    /// What is not hashed yet.
    waiting: Vec<u8>,
    /// Where what is open ends, and its bracket.
    open: Vec<(u32, &'static str)>,
}

impl Canonical {
    /// Bytes that wait to be hashed together: few enough for the fastest cache.
    const BATCH: usize = 8 * 1024;

    #[inline]
    fn push_str(&mut self, text: &str) {
        if self.waiting.len() + text.len() <= Self::BATCH && (self.ascii || text.is_ascii()) {
            self.waiting.extend_from_slice(text.as_bytes());
        } else {
            self.push_further(text);
        }
    }

    /// Pushes a range of a text.
    fn push(&mut self, buffer: &JsonBuffer, start: u32, end: u32) {
        let (start, end) = (start as usize, end as usize);
        if self.ascii && self.waiting.len() + (end - start) <= Self::BATCH {
            self.waiting.extend_from_slice(&buffer.text.as_bytes()[start..end]);
        } else {
            self.push_further(&buffer.text[start..end]);
        }
    }

    #[inline(never)]
    fn push_further(&mut self, text: &str) {
        if self.waiting.len() + text.len() > Self::BATCH {
            self.waiting.make_ascii_uppercase();
            let hashed = self.murmur.blocks(&self.waiting);
            self.waiting.drain(..hashed);
        }
        if self.ascii || text.is_ascii() {
            return self.waiting.extend_from_slice(text.as_bytes());
        }
        let mut utf8 = [0; 4];
        for c in text.chars() {
            self.waiting.extend_from_slice(upper(c).encode_utf8(&mut utf8).as_bytes());
        }
    }

    fn finish(mut self) -> u64 {
        self.waiting.make_ascii_uppercase();
        self.murmur.finish(&self.waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::{Canonical, DEFINITION, MOST_KEYS, Murmur, OUTPUT, PARAMETER, RESOURCE, TEMPLATE, upper};

    #[test]
    fn long_text_is_hashed_in_parts() {
        let text = "hash me, ß and é ".repeat(3_000);
        let mut canonical = Canonical::default();
        text.split_inclusive(' ').for_each(|word| canonical.push_str(word));
        let upper: String = text.chars().map(upper).collect();
        assert_eq!(canonical.finish(), Murmur::default().finish(upper.as_bytes()));
    }

    #[test]
    fn all_keys_have_a_place() {
        assert!([TEMPLATE, PARAMETER, OUTPUT, DEFINITION, RESOURCE].iter().all(|order| order.len() <= MOST_KEYS));
    }
}
