//! The index file: sections in order, behind a header with their places and a checksum.
//!
//! `docs/types-index.md` describes the format, `triceps-types` reads it.

use super::{
    graph::{Data, NodeId, number},
    lock::Pin,
    resources::Tables,
    shapes::Types,
    strings::Strings,
    writer::Writer,
};

const MAGIC: &[u8; 8] = b"TRITYPES";
const FORMAT: u32 = 1;

/// The bytes of the index.
pub(crate) fn encode(data: &Data, pins: &[Pin]) -> Result<Vec<u8>, String> {
    let sources: Vec<[&str; 3]> = pins.iter().map(|pin| [&*pin.name, &*pin.version, &*pin.sha256]).collect();
    let nodes = reachable(data);
    let strings = Strings::collect(data, &nodes, &sources);
    let types = Types::write(data, &nodes, &strings)?;
    let tables = Tables::write(data, &strings, &types)?;

    let mut meta = Writer::default();
    for width in types.widths {
        meta.byte(u8::try_from(width).map_err(|error| error.to_string())?);
    }
    meta.byte(0);
    for count in [strings.len(), types.property_count, number(nodes.len())] {
        meta.word(count);
    }
    for text in sources.iter().flatten() {
        meta.word(strings.of_str(text));
    }

    let (blocks, table) = strings.write();
    let head = [meta.bytes, blocks, table, types.properties, types.bytes];
    let sections: Vec<Vec<u8>> = head.into_iter().chain(tables.sections).collect();
    Ok(frame(&sections))
}

/// Numbers of the types that anything leads to, in order.
fn reachable(data: &Data) -> Vec<NodeId> {
    let mut seen = vec![false; data.nodes.len()];
    let mut open: Vec<NodeId> = vec![super::graph::ANY];
    for catalog in &data.catalogs {
        open.extend(catalog.configuration);
        open.extend(catalog.resources.values().map(|resource| resource.body));
        let functions = catalog.functions.values().flat_map(|functions| &functions.list);
        open.extend(functions.flat_map(|function| [Some(function.output), function.input]).flatten());
    }
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut seen[node as usize], true) {
            open.extend(data.nodes[node as usize].targets());
        }
    }
    (0..number(data.nodes.len())).filter(|node| seen[*node as usize]).collect()
}

fn frame(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut table = Writer::default();
    let mut at = number(MAGIC.len() + 4 + 8 + 8 * sections.len());
    for section in sections {
        table.word(at);
        table.word(number(section.len()));
        at += number(section.len());
    }
    for section in sections {
        table.bytes.extend(section);
    }
    let mut file = MAGIC.to_vec();
    file.extend(FORMAT.to_le_bytes());
    file.extend(checksum(&table.bytes).to_le_bytes());
    file.extend(table.bytes);
    file
}

/// FNV-1a of 64 bits.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
