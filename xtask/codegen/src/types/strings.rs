//! The table of strings, the most used first so that their numbers are short.

use std::collections::HashMap;

use super::{
    graph::{Data, Node, NodeId, Text, Texts, number},
    writer::Writer,
};

/// How many strings share one stored offset.
const BLOCK: usize = 8;

/// Strings in use and their numbers in the index.
pub(crate) struct Strings<'a> {
    texts: &'a Texts,
    order: Vec<&'a str>,
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Strings<'a> {
    pub(crate) fn collect(data: &'a Data, nodes: &[NodeId], sources: &[[&'a str; 3]]) -> Self {
        let mut uses = vec![0_u32; data.texts.len()];
        let mut count = |text: Text| uses[text as usize] += 1;
        for node in nodes {
            match &data.nodes[*node as usize] {
                Node::String { pattern: Some(text), .. } | Node::Literal(text) => count(*text),
                Node::Union { literals, .. } => literals.iter().copied().for_each(&mut count),
                Node::Object { name, properties, .. } => {
                    name.iter().copied().for_each(&mut count);
                    for property in properties {
                        count(property.name);
                    }
                }
                Node::Discriminated { name, discriminator, base, variants } => {
                    name.iter().copied().for_each(&mut count);
                    count(*discriminator);
                    for property in base {
                        count(property.name);
                    }
                    for (value, _) in variants {
                        count(*value);
                    }
                }
                _ => {}
            }
        }
        for catalog in &data.catalogs {
            [catalog.name, catalog.channel, catalog.release].into_iter().for_each(&mut count);
            for resource in catalog.resources.values() {
                [resource.name, resource.version].into_iter().for_each(&mut count);
            }
            for functions in catalog.functions.values() {
                [functions.name, functions.version].into_iter().for_each(&mut count);
                for function in &functions.list {
                    count(function.name);
                }
            }
        }
        let mut order: Vec<Text> = (0..number(uses.len())).filter(|text| uses[*text as usize] > 0).collect();
        order.sort_by_key(|text| std::cmp::Reverse(uses[*text as usize]));

        let mut strings = Self { texts: &data.texts, order: Vec::new(), numbers: HashMap::new() };
        for text in order {
            strings.add(data.texts.get(text));
        }
        // Namespaces are parts of names, and may stand alone nowhere in the data.
        let resources = data.catalogs.iter().flat_map(|catalog| catalog.resources.values());
        resources.filter_map(|resource| data.texts.get(resource.name).split('/').next()).for_each(|n| strings.add(n));
        sources.iter().flatten().for_each(|text| strings.add(text));
        strings
    }

    fn add(&mut self, text: &'a str) {
        let next = self.len();
        if *self.numbers.entry(text).or_insert(next) == next {
            self.order.push(text);
        }
    }

    pub(crate) fn len(&self) -> u32 {
        number(self.order.len())
    }

    /// The number of a string of the graph.
    pub(crate) fn of(&self, text: Text) -> u32 {
        self.of_str(self.texts.get(text))
    }

    /// The number of a string that was collected.
    pub(crate) fn of_str(&self, text: &str) -> u32 {
        self.numbers[text]
    }

    /// The offsets of the blocks and the strings themselves.
    pub(crate) fn write(&self) -> (Vec<u8>, Vec<u8>) {
        let (mut blocks, mut table) = (Writer::default(), Writer::default());
        for (at, text) in self.order.iter().enumerate() {
            if at % BLOCK == 0 {
                blocks.word(table.len());
            }
            table.varint(text.len() as u64);
            table.bytes.extend(text.as_bytes());
        }
        (blocks.bytes, table.bytes)
    }
}
