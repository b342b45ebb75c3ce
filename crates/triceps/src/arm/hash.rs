//! `metadata._generator.templateHash`: the hash that Azure's own compiler writes.
//!
//! The keys of known levels are brought into a fixed order, the whole is written without spaces, in
//! upper case, and hashed with a 64-bit variant of Murmur 3.

use super::tape::{Tape, Token};

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
];

const FUNCTION: &[&str] = &["parameters", "output", "metadata"];

const RESOURCE: &[&str] = &[
    "extension",
    "import",
    "type",
    "apiVersion",
    "name",
    "existing",
    "location",
    "extendedLocation",
    "dependsOn",
    "tags",
    "sku",
    "kind",
    "zones",
    "identity",
    "plan",
    "properties",
    "scope",
    "metadata",
    "subscriptionId",
    "resourceGroup",
    "copy",
    "condition",
];

/// The hash of the template at a position of the tape, as it is written: a decimal number.
pub(crate) fn template_hash(tape: &Tape, token: usize) -> String {
    let waiting = Vec::with_capacity((tape.text.len() * 2).min(Canonical::BATCH * 2));
    let mut canonical = Canonical { ascii: tape.text.is_ascii(), murmur: Murmur::default(), waiting };
    write(tape, token, Level::Template, &mut canonical);
    canonical.finish().to_string()
}

impl Level {
    /// The order of the keys on this level; none where they stay as they are.
    fn order(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Template => Some(TEMPLATE),
            Self::Schema(order) => Some(order),
            Self::Function => Some(FUNCTION),
            Self::Resource => Some(RESOURCE),
            _ => None,
        }
    }

    /// The level of the value under a key.
    fn below(self, key: &str) -> Self {
        match (self, key) {
            (Self::Template, "parameters") => Self::Parameters,
            (Self::Template, "outputs") => Self::Outputs,
            (Self::Template, "definitions") => Self::Definitions,
            (Self::Template, "functions") => Self::Namespaces,
            (Self::Template, "resources") => Self::Resources,
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
            _ => Self::Other,
        }
    }
}

fn write(tape: &Tape, token: usize, level: Level, out: &mut Canonical) {
    match tape.tokens[token] {
        Token::Scalar(start, end) | Token::Key(start, end) => out.push_str(tape.slice(start, end)),
        Token::Array(_) => {
            out.push_str("[");
            for (index, item) in tape.items(token).enumerate() {
                if index > 0 {
                    out.push_str(",");
                }
                write(tape, item, level.item(), out);
            }
            out.push_str("]");
        }
        Token::Object(end) if matches!(level, Level::Resources) && end as usize == token + 1 => {
            out.push_str("[]");
        }
        Token::Object(_) => write_object(tape, token, level, out),
    }
}

fn write_object(tape: &Tape, token: usize, level: Level, out: &mut Canonical) {
    out.push_str("{");
    let mut first = true;
    let mut put = |quoted: &str, value: usize| {
        let key = &quoted[1..quoted.len() - 1];
        if matches!(level, Level::Generator) && key == "templateHash" {
            return;
        }
        if !first {
            out.push_str(",");
        }
        first = false;
        out.push_str(quoted);
        out.push_str(":");
        write(tape, value, level.below(key), out);
    };
    match level.order() {
        None => tape.properties(token).for_each(|(key, value)| put(key, value)),
        Some(order) => {
            let rank = |quoted: &str| {
                let key = &quoted[1..quoted.len() - 1];
                order.iter().position(|name| *name == key).unwrap_or(order.len())
            };
            let is_null =
                |value: usize| matches!(tape.tokens[value], Token::Scalar(s, e) if tape.slice(s, e) == "null");
            let mut properties: Vec<(usize, &str, usize)> = tape
                .properties(token)
                .filter(|(_, value)| !is_null(*value))
                .map(|(key, value)| (rank(key), key, value))
                .collect();
            properties.sort_by_key(|(rank, ..)| *rank);
            for (_, key, value) in properties {
                put(key, value);
            }
        }
    }
    out.push_str("}");
}

/// The canonical text on its way into the hash.
#[derive(Default)]
struct Canonical {
    /// Whether all of it is ASCII.
    ascii: bool,
    murmur: Murmur,
    /// What is not hashed yet.
    waiting: Vec<u8>,
}

impl Canonical {
    /// Bytes that wait to be hashed together: few enough for the fastest cache.
    const BATCH: usize = 8 * 1024;

    fn push_str(&mut self, text: &str) {
        if self.waiting.len() > Self::BATCH {
            self.waiting.make_ascii_uppercase();
            let hashed = self.murmur.blocks(&self.waiting);
            self.waiting.drain(..hashed);
        }
        if self.ascii || text.is_ascii() {
            return self.waiting.extend_from_slice(text.as_bytes());
        }
        // One character for one: what has no single upper-case character stays.
        let mut utf8 = [0; 4];
        for c in text.chars() {
            let mut upper = c.to_uppercase();
            let single = match (upper.next(), upper.next()) {
                (Some(single), None) => single,
                _ => c,
            };
            self.waiting.extend_from_slice(single.encode_utf8(&mut utf8).as_bytes());
        }
    }

    fn finish(mut self) -> u64 {
        self.waiting.make_ascii_uppercase();
        self.murmur.finish(&self.waiting)
    }
}

/// The hash behind `uniqueString` and the template hash.
#[derive(Default)]
struct Murmur {
    h1: u32,
    h2: u32,
    length: usize,
}

impl Murmur {
    /// Hashes all whole blocks and says how many bytes these are.
    fn blocks(&mut self, data: &[u8]) -> usize {
        let (mut h1, mut h2) = (self.h1, self.h2);
        let mut blocks = data.chunks_exact(8);
        for block in &mut blocks {
            let (low, high) = block.split_at(4);
            h1 = (h1 ^ mix1(word(low))).rotate_left(19).wrapping_add(h2);
            h1 = h1.wrapping_mul(5).wrapping_add(0x561c_cd1b);
            h2 = (h2 ^ mix2(word(high))).rotate_left(13).wrapping_add(h1);
            h2 = h2.wrapping_mul(5).wrapping_add(0x0bca_a747);
        }
        (self.h1, self.h2) = (h1, h2);
        let hashed = data.len() - blocks.remainder().len();
        self.length += hashed;
        hashed
    }

    /// Hashes what is left, which need not end with a block.
    fn finish(mut self, data: &[u8]) -> u64 {
        let hashed = self.blocks(data);
        let tail = &data[hashed..];
        let Self { mut h1, mut h2, length } = self;
        if !tail.is_empty() {
            h1 ^= mix1(word(&tail[..tail.len().min(4)]));
            if tail.len() > 4 {
                h2 ^= mix2(word(&tail[4..]));
            }
        }
        // The recipe counts bytes in 32 bits.
        #[allow(clippy::cast_possible_truncation)]
        let length = (length + tail.len()) as u32;
        h1 ^= length;
        h2 ^= length;
        h1 = h1.wrapping_add(h2);
        h2 = h2.wrapping_add(h1);
        h1 = avalanche(h1);
        h2 = avalanche(h2);
        h1 = h1.wrapping_add(h2);
        h2 = h2.wrapping_add(h1);
        u64::from(h2) << 32 | u64::from(h1)
    }
}

const C1: u32 = 0x239b_961b;
const C2: u32 = 0xab0e_9789;

fn mix1(k: u32) -> u32 {
    k.wrapping_mul(C1).rotate_left(15).wrapping_mul(C2)
}

fn mix2(k: u32) -> u32 {
    k.wrapping_mul(C2).rotate_left(17).wrapping_mul(C1)
}

fn word(bytes: &[u8]) -> u32 {
    match *bytes {
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        _ => bytes.iter().rev().fold(0u32, |word, byte| word << 8 | u32::from(*byte)),
    }
}

fn avalanche(mut h: u32) -> u32 {
    h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b);
    h = (h ^ (h >> 13)).wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

#[cfg(test)]
mod tests {
    use super::{Canonical, Murmur};

    #[test]
    fn agrees_with_recorded_unique_strings() {
        fn unique_string(data: &str) -> String {
            let mut value = Murmur::default().finish(data.as_bytes());
            let mut text = String::new();
            for _ in 0..13 {
                let index = usize::try_from(value >> 59).expect("five bits");
                text.push(char::from(b"abcdefghijklmnopqrstuvwxyz234567"[index]));
                value <<= 5;
            }
            text
        }
        assert_eq!(unique_string("snap-crackle-pop"), "byghxckddilkc");
        assert_eq!(unique_string("asd-asdf-asdf"), "iizpqit7ih3cc");
        assert_eq!(
            unique_string("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg"),
            "js26ofeqkqeve"
        );
    }

    #[test]
    fn long_text_is_hashed_in_parts() {
        let text = "hash me, ß and é ".repeat(3_000);
        let mut canonical = Canonical::default();
        text.split_inclusive(' ').for_each(|word| canonical.push_str(word));
        let upper: String =
            text.chars().map(|c| if c == 'ß' { c } else { c.to_uppercase().next().unwrap_or(c) }).collect();
        assert_eq!(canonical.finish(), Murmur::default().finish(upper.as_bytes()));
    }
}
