//! Types of parameters, outputs and their parts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use triceps_core::json::Json;

/// How far a chain of references is followed.
const MAX_CHAIN: usize = 64;

/// What fits a parameter, a property or an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// The kind of value.
    pub shape: Shape,
    /// Whether `null` fits too. Where it is not written, the type that it refers to decides.
    pub nullable: Option<bool>,
    /// Whether the value is a secret.
    pub secure: bool,
    /// What it is for.
    pub description: Option<String>,
    /// The only values that fit; of an array, those of its items.
    pub allowed: Vec<Json>,
    /// The least value, or the least length.
    pub min: Option<i64>,
    /// The greatest value, or the greatest length.
    pub max: Option<i64>,
    /// The resource type that it is derived from, as it is written: `Microsoft.Storage/storageAccounts@2024-01-01#properties/sku`.
    pub derived_from: Option<String>,
}

/// The kind of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Shape {
    /// Anything.
    #[default]
    Any,
    /// `string`
    String,
    /// `int`
    Int,
    /// `bool`
    Bool,
    /// `array`, with the type of its items if it is known.
    Array(Option<Box<Schema>>),
    /// An array with a type for each place.
    Tuple(Vec<Schema>),
    /// `object`
    Object {
        /// Its properties, in the order of the template.
        properties: Vec<Property>,
        /// What else it may have.
        additional: Additional,
    },
    /// An object that one of its properties tells apart.
    Tagged {
        /// The name of the property.
        by: String,
        /// The object for each of its values, in the order of the template.
        variants: Vec<(String, Schema)>,
    },
    /// A type of the module, by name.
    Named(String),
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The name.
    pub name: String,
    /// What fits.
    pub schema: Schema,
    /// Whether it may be left out, apart from being nullable.
    pub optional: bool,
}

/// What an object may have beside its properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Additional {
    /// Anything; the compiler warns if the object has properties.
    #[default]
    Any,
    /// Nothing.
    Sealed,
    /// Values of a type.
    Typed(Box<Schema>),
}

impl Schema {
    /// The type that is meant, references followed; itself where a reference leads nowhere.
    pub fn resolve<'a>(&'a self, types: &'a BTreeMap<String, Self>) -> &'a Self {
        self.chain(types).last().unwrap_or(self)
    }

    /// The type, and those that its references lead to, nearest first.
    pub fn chain<'a>(&'a self, types: &'a BTreeMap<String, Self>) -> impl Iterator<Item = &'a Self> {
        let next = |at: &&'a Self| match &at.shape {
            Shape::Named(name) => types.get(name),
            _ => None,
        };
        std::iter::successors(Some(self), next).take(MAX_CHAIN + 1)
    }

    /// Whether `null` fits: what is nearest counts.
    pub fn is_nullable(&self, types: &BTreeMap<String, Self>) -> bool {
        self.chain(types).find_map(|schema| schema.nullable) == Some(true)
    }

    /// Whether the value is a secret, here or where a reference leads.
    pub fn is_secure(&self, types: &BTreeMap<String, Self>) -> bool {
        self.chain(types).any(|schema| schema.secure)
    }

    /// What it is for, here or where a reference leads.
    pub fn description<'a>(&'a self, types: &'a BTreeMap<String, Self>) -> Option<&'a str> {
        self.chain(types).find_map(|schema| schema.description.as_deref())
    }

    /// The type in the words of Bicep, one level deep: `string`, `'a' | 'b'`, `lockType?`.
    pub fn text(&self) -> String {
        self.text_within(3)
    }

    fn text_within(&self, depth: usize) -> String {
        let mut text = match &self.shape {
            Shape::Any => "any".to_owned(),
            Shape::String => self.literals().unwrap_or_else(|| "string".to_owned()),
            Shape::Int => self.literals().unwrap_or_else(|| "int".to_owned()),
            Shape::Bool => self.literals().unwrap_or_else(|| "bool".to_owned()),
            Shape::Array(items) => match (items, self.literals()) {
                (Some(items), _) if depth > 0 => {
                    let inner = items.text_within(depth - 1);
                    if items.is_compound() { format!("({inner})[]") } else { format!("{inner}[]") }
                }
                (None, Some(literals)) => format!("({literals})[]"),
                _ => "array".to_owned(),
            },
            Shape::Tuple(items) if depth > 0 => {
                let items: Vec<String> = items.iter().map(|item| item.text_within(depth - 1)).collect();
                format!("[{}]", items.join(", "))
            }
            Shape::Tuple(_) => "array".to_owned(),
            Shape::Object { properties, additional } => match additional {
                Additional::Typed(value) if depth > 0 && properties.is_empty() => {
                    format!("{{ *: {} }}", value.text_within(depth - 1))
                }
                _ if properties.is_empty() || depth == 0 => "object".to_owned(),
                _ => {
                    let names: Vec<&str> = properties.iter().map(|property| &*property.name).collect();
                    format!("{{ {} }}", names.join(", "))
                }
            },
            Shape::Tagged { by, variants } => {
                let names: Vec<String> = variants.iter().map(|(name, _)| format!("'{name}'")).collect();
                format!("{{ {by}: {} }}", names.join(" | "))
            }
            Shape::Named(name) => shown_name(name),
        };
        if self.secure {
            text.insert_str(0, "secure ");
        }
        if self.nullable == Some(true) {
            text.push('?');
        }
        text
    }

    /// Whether its text has parts that `[]` after it would separate.
    fn is_compound(&self) -> bool {
        let is_choice = self.allowed.len() > 1 && matches!(self.shape, Shape::String | Shape::Int | Shape::Bool);
        is_choice || self.secure || self.nullable == Some(true)
    }

    fn literals(&self) -> Option<String> {
        if self.allowed.is_empty() {
            return None;
        }
        let mut text = String::new();
        for (at, value) in self.allowed.iter().enumerate() {
            if at > 0 {
                text.push_str(" | ");
            }
            match value {
                Json::String(value) => {
                    let _ = write!(text, "'{}'", value.replace('\\', "\\\\").replace('\'', "\\'"));
                }
                other => {
                    let _ = write!(text, "{other}");
                }
            }
        }
        Some(text)
    }
}

/// The name of a type, or of a part of one as Bicep writes it: `lockType.kind`.
pub(super) fn shown_name(name: &str) -> String {
    name.replace("/properties/", ".").replace("/items", "[*]").replace("/additionalProperties", ".*")
}
