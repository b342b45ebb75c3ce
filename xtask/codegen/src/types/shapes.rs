//! Types and properties.

use std::collections::HashMap;

use super::{
    graph::{Data, Node, NodeId, Property, Text, number},
    strings::Strings,
    writer::{BitWriter, Writer, bits},
};

/// First bytes of the stored types.
mod tag {
    pub(super) const ANY: u8 = 0;
    pub(super) const BOOLEAN: u8 = 1;
    pub(super) const INTEGER: u8 = 2;
    pub(super) const STRING: u8 = 3;
    pub(super) const LITERAL: u8 = 4;
    pub(super) const OWN_NAME: u8 = 5;
    pub(super) const OWN_VERSION: u8 = 6;
    pub(super) const CLOSED_UNION: u8 = 7;
    pub(super) const OPEN_UNION: u8 = 8;
    pub(super) const BOUNDED_UNION: u8 = 9;
    pub(super) const ARRAY: u8 = 10;
    pub(super) const BOUNDED_ARRAY: u8 = 11;
    pub(super) const OBJECT: u8 = 12;
    pub(super) const DISCRIMINATED: u8 = 13;
}

/// The sections of types and properties.
pub(crate) struct Types {
    /// Bits of a property's name, flags and type.
    pub(crate) widths: [u32; 3],
    pub(crate) property_count: u32,
    pub(crate) properties: Vec<u8>,
    pub(crate) bytes: Vec<u8>,
    offsets: HashMap<NodeId, u32>,
}

impl Types {
    pub(crate) fn write(data: &Data, nodes: &[NodeId], strings: &Strings<'_>) -> Result<Self, String> {
        let (properties, numbers) = number_properties(data, nodes);
        let mut encoder = Encoder { data, strings, numbers, out: Writer::default(), references: Vec::new() };
        let mut offsets = HashMap::new();
        for node in nodes {
            offsets.insert(*node, encoder.out.len());
            encoder.node(&data.nodes[*node as usize]);
        }
        let Encoder { mut out, references, .. } = encoder;
        for (at, target) in references {
            let mut reference = Writer::default();
            reference.fixed(offsets[&target], 3)?;
            out.bytes[at..at + 3].copy_from_slice(&reference.bytes);
        }

        let largest = |field: &dyn Fn(&Property) -> u32| properties.iter().map(|p| field(p)).max().unwrap_or_default();
        let widths = [
            bits(largest(&|property| strings.of(property.name))),
            bits(largest(&|property| u32::from(property.flags))),
            bits(largest(&|property| offsets[&property.kind])),
        ];
        let mut packed = BitWriter::default();
        for property in &properties {
            packed.push(strings.of(property.name), widths[0]);
            packed.push(u32::from(property.flags), widths[1]);
            packed.push(offsets[&property.kind], widths[2]);
        }
        let property_count = number(properties.len());
        Ok(Self { widths, property_count, properties: packed.finish(), bytes: out.bytes, offsets })
    }

    /// Where a type is stored.
    pub(crate) fn offset(&self, node: NodeId) -> u32 {
        self.offsets[&node]
    }
}

/// The distinct properties, the most used first, with their numbers.
fn number_properties<'a>(data: &'a Data, nodes: &[NodeId]) -> (Vec<&'a Property>, HashMap<&'a Property, u32>) {
    let mut uses: HashMap<&Property, u32> = HashMap::new();
    let mut properties = Vec::new();
    for node in nodes {
        let (Node::Object { properties: list, .. } | Node::Discriminated { base: list, .. }) =
            &data.nodes[*node as usize]
        else {
            continue;
        };
        for property in list {
            let count = uses.entry(property).or_insert(0);
            if *count == 0 {
                properties.push(property);
            }
            *count += 1;
        }
    }
    properties.sort_by_key(|property| std::cmp::Reverse(uses[property]));
    let numbers = properties.iter().enumerate().map(|(at, property)| (*property, number(at))).collect();
    (properties, numbers)
}

struct Encoder<'a> {
    data: &'a Data,
    strings: &'a Strings<'a>,
    numbers: HashMap<&'a Property, u32>,
    out: Writer,
    /// Places to write the offsets of types to, once all are known.
    references: Vec<(usize, NodeId)>,
}

impl Encoder<'_> {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Any => self.out.byte(tag::ANY),
            Node::Boolean => self.out.byte(tag::BOOLEAN),
            Node::Integer { min, max } => {
                self.out.byte(tag::INTEGER);
                self.out.byte(u8::from(min.is_some()) | u8::from(max.is_some()) << 1);
                min.iter().chain(max).for_each(|bound| self.out.signed(*bound));
            }
            Node::String { .. } => {
                self.out.byte(tag::STRING);
                self.string(node);
            }
            Node::Literal(text) => {
                self.out.byte(tag::LITERAL);
                self.text(*text);
            }
            Node::OwnName => self.out.byte(tag::OWN_NAME),
            Node::OwnVersion => self.out.byte(tag::OWN_VERSION),
            Node::Union { literals, rest } => self.union(literals, *rest),
            Node::Array { item, min: None, max: None } => {
                self.out.byte(tag::ARRAY);
                self.reference(*item);
            }
            Node::Array { item, min, max } => {
                self.out.byte(tag::BOUNDED_ARRAY);
                self.reference(*item);
                self.out.byte(u8::from(min.is_some()) | u8::from(max.is_some()) << 1);
                min.iter().chain(max).for_each(|bound| self.out.varint(*bound));
            }
            Node::Object { name, is_sensitive, additional, properties } => {
                self.out.byte(tag::OBJECT);
                self.out.byte(u8::from(additional.is_some()) | u8::from(*is_sensitive) << 1);
                self.name(*name);
                if let Some(target) = additional {
                    self.reference(*target);
                }
                self.properties(properties);
            }
            Node::Discriminated { name, discriminator, base, variants } => {
                self.out.byte(tag::DISCRIMINATED);
                self.name(*name);
                self.text(*discriminator);
                self.properties(base);
                self.out.varint(variants.len() as u64);
                for (value, variant) in variants {
                    self.text(*value);
                    self.reference(*variant);
                }
            }
        }
    }

    fn string(&mut self, node: &Node) {
        let Node::String { min, max, pattern, is_sensitive } = node else {
            return;
        };
        let given = u8::from(min.is_some())
            | u8::from(max.is_some()) << 1
            | u8::from(pattern.is_some()) << 2
            | u8::from(*is_sensitive) << 3;
        self.out.byte(given);
        min.iter().chain(max).for_each(|bound| self.out.varint(*bound));
        if let Some(text) = pattern {
            self.text(*text);
        }
    }

    fn union(&mut self, literals: &[Text], rest: Option<NodeId>) {
        let rest = rest.map(|rest| &self.data.nodes[rest as usize]);
        match rest {
            None => self.out.byte(tag::CLOSED_UNION),
            Some(Node::String { min: None, max: None, pattern: None, is_sensitive: false }) => {
                self.out.byte(tag::OPEN_UNION);
            }
            Some(bounded) => {
                self.out.byte(tag::BOUNDED_UNION);
                self.string(bounded);
            }
        }
        self.out.varint(literals.len() as u64);
        for text in literals {
            self.text(*text);
        }
    }

    fn properties(&mut self, properties: &[Property]) {
        self.out.varint(properties.len() as u64);
        for property in properties {
            self.out.varint(u64::from(self.numbers[property]));
        }
    }

    fn text(&mut self, text: Text) {
        self.out.varint(u64::from(self.strings.of(text)));
    }

    /// Zero stands for the name of the resource type.
    fn name(&mut self, name: Option<Text>) {
        self.out.varint(name.map_or(0, |text| u64::from(self.strings.of(text)) + 1));
    }

    fn reference(&mut self, target: NodeId) {
        self.references.push((self.out.bytes.len(), target));
        self.out.bytes.extend([0; 3]);
    }
}
