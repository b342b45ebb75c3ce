//! The type data as one graph.

use std::collections::BTreeMap;

/// Number of a string.
pub(crate) type Text = u32;
/// Number of a node.
pub(crate) type NodeId = u32;

/// Everything that goes into the index.
pub(crate) struct Data {
    pub(crate) texts: Texts,
    pub(crate) nodes: Vec<Node>,
    /// Azure first, then the extensions.
    pub(crate) catalogs: Vec<Catalog>,
}

/// One API.
pub(crate) struct Catalog {
    pub(crate) name: Text,
    pub(crate) channel: Text,
    pub(crate) release: Text,
    pub(crate) is_singleton: bool,
    pub(crate) configuration: Option<NodeId>,
    /// By lower-case name and version.
    pub(crate) resources: BTreeMap<(String, String), Resource>,
    /// By lower-case name and version of the resource type.
    pub(crate) functions: BTreeMap<(String, String), FunctionsOf>,
}

/// A resource type at one version.
pub(crate) struct Resource {
    pub(crate) name: Text,
    pub(crate) version: Text,
    pub(crate) body: NodeId,
    pub(crate) readable: u8,
    pub(crate) writable: u8,
}

/// The functions of a resource type at one version.
pub(crate) struct FunctionsOf {
    pub(crate) name: Text,
    pub(crate) version: Text,
    pub(crate) list: Vec<Function>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Function {
    pub(crate) name: Text,
    pub(crate) output: NodeId,
    pub(crate) input: Option<NodeId>,
}

/// A type.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    Any,
    Boolean,
    Integer {
        min: Option<i64>,
        max: Option<i64>,
    },
    String {
        min: Option<u64>,
        max: Option<u64>,
        pattern: Option<Text>,
        is_sensitive: bool,
    },
    Literal(Text),
    /// The name of the resource type, in its body.
    OwnName,
    /// The version of the resource type, in its body.
    OwnVersion,
    Union {
        literals: Vec<Text>,
        rest: Option<NodeId>,
    },
    Array {
        item: NodeId,
        min: Option<u64>,
        max: Option<u64>,
    },
    Object {
        name: Option<Text>,
        is_sensitive: bool,
        additional: Option<NodeId>,
        properties: Vec<Property>,
    },
    Discriminated {
        name: Option<Text>,
        discriminator: Text,
        base: Vec<Property>,
        variants: Vec<(Text, NodeId)>,
    },
}

#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Property {
    pub(crate) name: Text,
    pub(crate) flags: u8,
    pub(crate) kind: NodeId,
}

/// Nodes that every graph begins with.
pub(crate) const ANY: NodeId = 0;
pub(crate) const OWN_NAME: NodeId = 1;
pub(crate) const OWN_VERSION: NodeId = 2;

impl Data {
    pub(crate) fn new() -> Self {
        let nodes = vec![Node::Any, Node::OwnName, Node::OwnVersion];
        Self { texts: Texts::default(), nodes, catalogs: Vec::new() }
    }

    pub(crate) fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        number(self.nodes.len() - 1)
    }
}

impl Node {
    /// The types that this one refers to. The open string of a union is part of the union.
    pub(crate) fn targets(&self) -> Vec<NodeId> {
        let of = |list: &[Property]| list.iter().map(|property| property.kind).collect::<Vec<_>>();
        match self {
            Self::Array { item, .. } => vec![*item],
            Self::Object { additional, properties, .. } => additional.iter().copied().chain(of(properties)).collect(),
            Self::Discriminated { base, variants, .. } => {
                of(base).into_iter().chain(variants.iter().map(|(_, variant)| *variant)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The same type with other numbers for the types it refers to.
    pub(crate) fn map(&self, change: impl Fn(NodeId) -> NodeId) -> Self {
        let properties = |list: &[Property]| {
            list.iter().map(|property| Property { kind: change(property.kind), ..property.clone() }).collect()
        };
        match self {
            Self::Union { literals, rest } => Self::Union { literals: literals.clone(), rest: rest.map(&change) },
            Self::Array { item, min, max } => Self::Array { item: change(*item), min: *min, max: *max },
            Self::Object { name, is_sensitive, additional, properties: list } => Self::Object {
                name: *name,
                is_sensitive: *is_sensitive,
                additional: additional.map(&change),
                properties: properties(list),
            },
            Self::Discriminated { name, discriminator, base, variants } => Self::Discriminated {
                name: *name,
                discriminator: *discriminator,
                base: properties(base),
                variants: variants.iter().map(|(value, variant)| (*value, change(*variant))).collect(),
            },
            other => other.clone(),
        }
    }
}

/// Strings by number.
#[derive(Default)]
pub(crate) struct Texts {
    texts: Vec<String>,
    numbers: std::collections::HashMap<String, Text>,
}

impl Texts {
    pub(crate) fn add(&mut self, text: &str) -> Text {
        if let Some(found) = self.numbers.get(text) {
            return *found;
        }
        let new = number(self.texts.len());
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), new);
        new
    }

    pub(crate) fn get(&self, text: Text) -> &str {
        &self.texts[text as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }
}

/// A count or position as a number of the index.
pub(crate) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("the data has far fewer than 2^32 of anything")
}
