//! Merging types that are equal in all depth.
//!
//! All types start in one class; each round splits the classes by what their members look like when the types they refer
//! to are replaced by classes. When no class splits any more, members of a class cannot be told apart, however deep one
//! looks; types that contain themselves are no exception.

use std::collections::HashMap;

use super::graph::{ANY, Data, Node, NodeId, OWN_NAME, OWN_VERSION, number};

/// The same data with one node for each class, numbered by first appearance.
pub(crate) fn merge(mut data: Data) -> Data {
    let classes = classes(&data.nodes);
    let class_of = |node: NodeId| classes[node as usize];
    let mut merged: Vec<Node> = Vec::new();
    for (node, class) in data.nodes.iter().zip(&classes) {
        if *class as usize == merged.len() {
            merged.push(node.map(class_of));
        }
    }
    for catalog in &mut data.catalogs {
        catalog.configuration = catalog.configuration.map(class_of);
        for resource in catalog.resources.values_mut() {
            resource.body = class_of(resource.body);
        }
        for function in catalog.functions.values_mut().flat_map(|functions| &mut functions.list) {
            function.output = class_of(function.output);
            function.input = function.input.map(class_of);
        }
    }
    data.nodes = merged;
    data
}

fn classes(nodes: &[Node]) -> Vec<NodeId> {
    let mut classes = vec![0; nodes.len()];
    let mut count = 1;
    loop {
        let mut numbers: HashMap<(NodeId, Node), NodeId> = HashMap::with_capacity(count);
        let mut next = Vec::with_capacity(nodes.len());
        for (node, class) in nodes.iter().zip(&classes) {
            let new = number(numbers.len());
            let look = node.map(|target| classes[target as usize]);
            next.push(*numbers.entry((*class, look)).or_insert(new));
        }
        if numbers.len() == count {
            debug_assert!([ANY, OWN_NAME, OWN_VERSION].iter().all(|node| next[*node as usize] == *node));
            return next;
        }
        count = numbers.len();
        classes = next;
    }
}
