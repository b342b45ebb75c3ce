//! What is generated for a module.

use std::collections::BTreeMap;

/// A module.
#[derive(Debug, Default)]
pub(super) struct Model {
    /// The type of its parameters: `StorageAccount`.
    pub(super) rust_name: String,
    pub(super) parameters: Record,
    pub(super) outputs: Vec<Output>,
    pub(super) records: Vec<Record>,
    pub(super) enums: Vec<Enum>,
    pub(super) unions: Vec<Union>,
    /// The names of nested types, by place.
    pub(super) names: BTreeMap<String, String>,
    pub(super) untyped: Vec<String>,
}

/// The type of a parameter or property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    Bool,
    Int,
    Text,
    Enum(usize),
    Record(usize),
    Union(usize),
    Map(Box<Kind>),
    List(Box<Kind>),
    Secret(Box<Kind>),
}

/// An object with setters: the parameters, or a nested object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) rust_name: String,
    /// Where it is used first: `privateEndpoints[]`.
    pub(super) place: String,
    pub(super) description: Option<String>,
    pub(super) fields: Vec<Field>,
    /// The value of the property that tells it apart from others.
    pub(super) tag: Option<(String, String)>,
    /// The type of entries that have no property.
    pub(super) entries: Option<Kind>,
    /// Positions of the fields that its constructor takes.
    pub(super) arguments: Vec<usize>,
}

/// A parameter or property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) method: String,
    /// The method that adds an item to a list, or an entry to a map.
    pub(super) adder: Option<String>,
    pub(super) kind: Kind,
    pub(super) is_required: bool,
    pub(super) description: Option<String>,
    /// Bounds and default, in words.
    pub(super) facts: Vec<String>,
}

/// A string with known values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Enum {
    pub(super) rust_name: String,
    pub(super) place: String,
    pub(super) values: Vec<String>,
    pub(super) is_open: bool,
}

/// An object that one of its properties tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Union {
    pub(super) rust_name: String,
    pub(super) place: String,
    pub(super) by: String,
    /// Name, value and position of the record.
    pub(super) variants: Vec<(String, String, usize)>,
}

/// An output.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub(super) name: String,
    pub(super) method: String,
    pub(super) kind: Read,
    pub(super) is_nullable: bool,
    pub(super) is_secure: bool,
    pub(super) description: Option<String>,
}

/// The type of an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    Any,
    Bool,
    Int,
    Text,
    Object,
    List(Box<Read>),
}

impl Record {
    /// The fields that the constructor takes: at most two that are required, and never two of one type, which could be
    /// swapped unseen.
    pub(super) fn choose_arguments(&mut self) {
        let required: Vec<usize> = (0..self.fields.len()).filter(|at| self.fields[*at].is_required).collect();
        let is_clear = match required.as_slice() {
            [one, other] => self.fields[*one].kind != self.fields[*other].kind,
            required => required.len() <= 1,
        };
        if is_clear {
            self.arguments = required;
        }
    }
}
