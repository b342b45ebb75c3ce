//! What is generated for a module.

use std::collections::BTreeMap;

/// A module.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The type of its parameters: `StorageAccount`.
    pub rust_name: String,
    /// The parameters, as the properties of one object.
    pub parameters: Record,
    /// The outputs.
    pub outputs: Vec<Output>,
    /// Objects.
    pub records: Vec<Record>,
    /// Strings with known values.
    pub enums: Vec<Enum>,
    /// Objects that one of their properties tells apart.
    pub unions: Vec<Union>,
    /// Arrays with a type for each place.
    pub tuples: Vec<Tuple>,
    /// Objects that outputs hold.
    pub views: Vec<View>,
    /// The names of nested types, by place.
    pub(super) names: BTreeMap<String, String>,
    pub(super) untyped: Vec<String>,
    /// Parameters, outputs and their parts.
    pub(super) places: usize,
    /// Types that another module has too, by their names here: the names that they have among shared types.
    pub(super) shared: BTreeMap<String, String>,
}

/// The type of a parameter or property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any value.
    Any,
    /// `bool`
    Bool,
    /// `int`
    Int,
    /// `string`
    Text,
    /// An item of [`Model::enums`].
    Enum(usize),
    /// An item of [`Model::records`].
    Record(usize),
    /// An item of [`Model::unions`].
    Union(usize),
    /// An item of [`Model::tuples`].
    Tuple(usize),
    /// An object with any keys.
    Map(Box<Kind>),
    /// An array.
    List(Box<Kind>),
    /// A secret.
    Secret(Box<Kind>),
    /// An item or entry that may be null.
    Nullable(Box<Kind>),
}

/// An object with setters: the parameters, or a nested object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The type in Rust.
    pub rust_name: String,
    /// Where it is used first: `privateEndpoints[]`.
    pub place: String,
    /// The description of the module.
    pub description: Option<String>,
    /// The properties.
    pub fields: Vec<Field>,
    /// The value of the property that tells it apart from others.
    pub tag: Option<(String, String)>,
    /// The type of entries that have no property.
    pub entries: Option<Kind>,
    /// Positions of the fields that its constructor takes.
    pub arguments: Vec<usize>,
}

/// A parameter or property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in Bicep.
    pub name: String,
    /// The method.
    pub method: String,
    /// The method that adds an item to a list, or an entry to a map.
    pub adder: Option<String>,
    /// The type.
    pub kind: Kind,
    /// Whether it has to be given.
    pub is_required: bool,
    /// The description of the module.
    pub description: Option<String>,
    /// Bounds and default, in words.
    pub facts: Vec<String>,
    /// The value that the project gives every module which has the parameter, as an expression of Rust.
    pub preset: Option<String>,
}

/// A string with known values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enum {
    /// The type in Rust.
    pub rust_name: String,
    /// Where it is used first.
    pub place: String,
    /// Constant and value.
    pub values: Vec<(String, String)>,
    /// Whether there are other values.
    pub is_open: bool,
}

/// An object that one of its properties tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Union {
    /// The type in Rust.
    pub rust_name: String,
    /// Where it is used first.
    pub place: String,
    /// The property.
    pub by: String,
    /// Name, value and position of the record.
    pub variants: Vec<(String, String, usize)>,
}

/// An array with a type for each place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tuple {
    /// The type in Rust.
    pub rust_name: String,
    /// Where it is used first.
    pub place: String,
    /// The types of its items.
    pub items: Vec<Kind>,
}

/// An object that an output holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The type in Rust.
    pub rust_name: String,
    /// Where it is used first.
    pub place: String,
    /// The description of the module.
    pub description: Option<String>,
    /// Its properties: constant, and what it reads.
    pub properties: Vec<(String, Output)>,
}

/// An output, or a property of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The name in Bicep.
    pub name: String,
    /// The method of an output; properties have none.
    pub method: String,
    /// The type.
    pub kind: Read,
    /// Whether it may be missing or null.
    pub is_nullable: bool,
    /// Whether it is a secret.
    pub is_secure: bool,
    /// The description of the module.
    pub description: Option<String>,
}

/// The type of an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// Any value.
    Any,
    /// `bool`
    Bool,
    /// `int`
    Int,
    /// `string`
    Text,
    /// `object`
    Object,
    /// An item of [`Model::views`].
    View(usize),
    /// An object with any keys.
    Map(Box<Read>),
    /// An array.
    List(Box<Read>),
    /// An item or entry that may be null.
    Nullable(Box<Read>),
}

impl Kind {
    /// Whether items of any type, or secrets, are in it: they need not be of one type in Rust, so a list or map of them
    /// is taken as any expression.
    pub fn holds_any(&self) -> bool {
        match self {
            Self::Any | Self::Secret(_) => true,
            Self::List(item) | Self::Map(item) | Self::Nullable(item) => item.holds_any(),
            _ => false,
        }
    }
}

impl Field {
    /// Whether a caller has to give it.
    pub fn is_wanted(&self) -> bool {
        self.is_required && self.preset.is_none()
    }
}

impl Record {
    /// The fields that the constructor takes: at most two that are required, and never two of one type, which could be
    /// swapped unseen.
    pub(super) fn choose_arguments(&mut self) {
        let required: Vec<usize> = (0..self.fields.len()).filter(|at| self.fields[*at].is_wanted()).collect();
        let is_clear = match required.as_slice() {
            [one, other] => self.fields[*one].kind != self.fields[*other].kind,
            required => required.len() <= 1,
        };
        if is_clear {
            self.arguments = required;
        }
    }
}
