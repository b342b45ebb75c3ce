//! What is generated, between the type index and the Rust text. Fix-ups change it here.

/// The model of one resource type at one API version.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// `Microsoft.Storage/storageAccounts`
    pub(crate) type_name: String,
    pub(crate) version: String,
    /// `storage`
    pub(crate) provider: String,
    /// The feature that it is behind, where files are written.
    pub(crate) feature: Option<String>,
    /// Its nested types are found in the module of the provider, too.
    pub(crate) is_flat: bool,
    /// `storage_account`
    pub(crate) module: String,
    /// `StorageAccount`
    pub(crate) rust_name: String,
    /// Where it is deployed, in words.
    pub(crate) scopes: String,
    /// The type it is a child of.
    pub(crate) parent: Option<String>,
    pub(crate) name: NameRule,
    pub(crate) record: Record,
    /// `properties` is required, but nothing in it is.
    pub(crate) empty_properties: bool,
    pub(crate) identity: Option<Identity>,
    pub(crate) records: Vec<Record>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) getters: Vec<Getter>,
    pub(crate) functions: Vec<Function>,
    pub(crate) outputs: Vec<Output>,
}

/// What is known of the name of a resource.
#[derive(Clone, Debug)]
pub(crate) enum NameRule {
    /// It is chosen within these rules.
    Chosen(TextRule),
    /// It can only be this one.
    Fixed(String),
    /// It is a type of an extension, known by this property if by any.
    Absent(Option<String>),
}

/// How the shorthands of identities spell both kinds together.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) combined: String,
    pub(crate) kind: Type,
}

/// An object with setters: the resource itself or a nested one.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) rust_name: String,
    /// Where it is used first: `properties.networkAcls`.
    pub(crate) place: String,
    /// What it is for, in lines of Markdown.
    pub(crate) docs: Vec<String>,
    pub(crate) fields: Vec<Field>,
    pub(crate) constructors: Vec<Constructor>,
    /// The property that chooses the variant.
    pub(crate) discriminator: Option<String>,
    /// Other resources of the provider have the same one.
    pub(crate) is_shared: bool,
}

/// One property that can be set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    /// Below the resource or the nested object: `["properties", "accessTier"]`.
    pub(crate) path: Vec<String>,
    pub(crate) method: String,
    /// The method that adds an item to a list.
    pub(crate) adder: Option<String>,
    pub(crate) kind: Type,
    /// What it is for.
    pub(crate) docs: Option<String>,
    /// In one of the variants at least.
    pub(crate) required: bool,
    pub(crate) write_only: bool,
    /// The variants that have it; empty if all have.
    pub(crate) only_in: Vec<String>,
}

/// `new`, or one for each variant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Constructor {
    pub(crate) name: String,
    /// The value of the discriminator.
    pub(crate) variant: Option<String>,
    /// Positions of the fields that are arguments.
    pub(crate) arguments: Vec<usize>,
    /// What is set without being asked for: what can have one value only and is required.
    pub(crate) fixed: Vec<(Vec<String>, String)>,
}

/// The type of a property.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    Any,
    Bool,
    Int {
        min: Option<i64>,
        max: Option<i64>,
    },
    /// A number that may have a fraction.
    Number,
    Text(TextRule),
    Secret,
    /// Text that the data has for a secret though it is often none: both fit.
    SecretOrPlain,
    SecretObject,
    ResourceId,
    Enum(usize),
    Record(usize),
    /// A resource that is there, described by this object: its id says it all.
    Reference(usize),
    /// An object of which only this property can be set: it stands for the object.
    Keyed(String, Box<Type>),
    Map(Box<Type>),
    /// An object without known properties.
    Object,
    List(Box<Type>),
}

/// Constraints of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextRule {
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<String>,
}

/// Text with known values.
#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) rust_name: String,
    pub(crate) place: String,
    /// What it is for, in lines of Markdown.
    pub(crate) docs: Vec<String>,
    pub(crate) values: Vec<String>,
    /// What the values mean.
    pub(crate) value_docs: Vec<Option<String>>,
    pub(crate) is_open: bool,
    /// Other resources of the provider have the same one.
    pub(crate) is_shared: bool,
}

/// A nested type of a model, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nested {
    Enum(usize),
    Record(usize),
}

/// A read accessor of a handle.
#[derive(Clone, Debug)]
pub(crate) struct Getter {
    pub(crate) path: Vec<String>,
    pub(crate) method: String,
    pub(crate) kind: Type,
    /// What it is for.
    pub(crate) docs: Option<String>,
    pub(crate) read_only: bool,
}

/// A `list..` function of a handle.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) method: String,
    pub(crate) input: Option<Type>,
    pub(crate) output: Read,
    /// What it is for.
    pub(crate) docs: Option<String>,
}

/// What a function gives, or a part of it.
#[derive(Clone, Debug)]
pub(crate) enum Read {
    Plain(Type),
    Secret(Type),
    Output(usize),
    List(Box<Read>),
}

/// An object that a function gives.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) rust_name: String,
    pub(crate) place: String,
    /// What it is for, in lines of Markdown.
    pub(crate) docs: Vec<String>,
    pub(crate) accessors: Vec<Accessor>,
}

/// How a property of such an object is read.
#[derive(Clone, Debug)]
pub(crate) struct Accessor {
    pub(crate) property: String,
    pub(crate) method: String,
    pub(crate) read: Read,
    /// What it is for.
    pub(crate) docs: Option<String>,
}

impl Model {
    /// All nested types: the enums first, both in the order in which they were met.
    pub(crate) fn nested(&self) -> impl Iterator<Item = Nested> + use<> {
        (0..self.enums.len()).map(Nested::Enum).chain((0..self.records.len()).map(Nested::Record))
    }

    /// The Rust name of a nested type.
    pub(crate) fn nested_name(&self, nested: Nested) -> &str {
        match nested {
            Nested::Enum(at) => &self.enums[at].rust_name,
            Nested::Record(at) => &self.records[at].rust_name,
        }
    }

    /// Where a nested type is used first.
    pub(crate) fn nested_place(&self, nested: Nested) -> &str {
        match nested {
            Nested::Enum(at) => &self.enums[at].place,
            Nested::Record(at) => &self.records[at].place,
        }
    }

    /// Whether other resources of the provider have the same type.
    pub(crate) fn is_shared(&self, nested: Nested) -> bool {
        match nested {
            Nested::Enum(at) => self.enums[at].is_shared,
            Nested::Record(at) => self.records[at].is_shared,
        }
    }

    /// The resource and its nested objects.
    /// Whether a value of this type is a secret, or has one in it.
    pub(crate) fn holds_secret(&self, kind: &Type) -> bool {
        let mut seen = vec![false; self.records.len()];
        let mut open = vec![kind];
        while let Some(kind) = open.pop() {
            match kind {
                Type::Secret | Type::SecretOrPlain | Type::SecretObject => return true,
                Type::Record(at) | Type::Reference(at) if !std::mem::replace(&mut seen[*at], true) => {
                    open.extend(self.records[*at].fields.iter().map(|field| &field.kind));
                }
                Type::Keyed(_, inner) | Type::Map(inner) | Type::List(inner) => open.push(inner),
                Type::Record(_)
                | Type::Reference(_)
                | Type::Any
                | Type::Bool
                | Type::Int { .. }
                | Type::Number
                | Type::Text(_)
                | Type::ResourceId
                | Type::Enum(_)
                | Type::Object => {}
            }
        }
        false
    }

    pub(crate) fn all_records_mut(&mut self) -> impl Iterator<Item = &mut Record> {
        std::iter::once(&mut self.record).chain(&mut self.records)
    }
}
