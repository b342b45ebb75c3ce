//! Merging types that are equal in all depth.
//!
//! All types start in one class; each round splits the classes by what their members look like when the types they refer
//! to are replaced by classes. When no class splits any more, members of a class cannot be told apart, however deep one
//! looks; types that contain themselves are not an exception.

use std::collections::HashMap;

use super::graph::{ANY, Data, Node, NodeId, OWN_NAME, OWN_VERSION, number};

/// The same data with one node for each class, numbered by first appearance.
pub(crate) fn merge(mut data: Data) -> Data {
    let classes = classes(&data.nodes);
    // The first nodes differ from each other, so that they keep their numbers.
    debug_assert!([ANY, OWN_NAME, OWN_VERSION].iter().all(|node| classes[*node as usize] == *node));
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
            return next;
        }
        count = numbers.len();
        classes = next;
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::Property;
    use super::*;

    /// `{ self: ..., count: int(min..) }`
    fn object(own: NodeId, count: NodeId) -> Node {
        let property = |name, kind| Property { name, flags: 0, kind };
        let properties = vec![property(0, own), property(1, count)];
        Node::Object { name: None, is_sensitive: false, additional: None, properties }
    }

    #[test]
    fn types_that_contain_themselves_merge_when_they_are_equal() {
        let integer = |min| Node::Integer { min: Some(min), max: None };
        // Two equal rings of one and two objects, and one with another bound.
        let nodes = [integer(1), integer(1), integer(2), object(3, 0), object(5, 0), object(4, 1), object(6, 2)];
        assert_eq!(classes(&nodes), [0, 0, 1, 2, 2, 2, 3]);
    }
}
