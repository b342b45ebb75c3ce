//! Types in a template: the schema nodes of parameters, outputs, definitions and functions.

use super::name::Name;
use super::value::Json;
use crate::kinds::DerivedFrom;
use crate::language::Direction;

/// A schema node: what a parameter, output, definition or a part of one says about its values.
#[derive(Clone, Copy, Debug)]
pub struct Schema<'a>(&'a Json);

/// The kind of value that a schema node names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// `string`
    String,
    /// `securestring`
    SecureString,
    /// `int`
    Int,
    /// `bool`
    Bool,
    /// `array`
    Array,
    /// `object`
    Object,
    /// `secureObject`
    SecureObject,
}

/// What a schema node says about properties that it does not name.
#[derive(Clone, Copy, Debug)]
pub enum OtherProperties<'a> {
    /// Nothing: they are taken with a warning.
    Unspecified,
    /// They may be anything.
    Any,
    /// There are none.
    None,
    /// They have this type.
    Of(Schema<'a>),
}

impl<'a> Schema<'a> {
    /// The node that a value is.
    pub fn new(json: &'a Json) -> Self {
        Self(json)
    }

    /// The value of the node.
    pub fn json(self) -> &'a Json {
        self.0
    }

    fn get(self, name: &str) -> Option<&'a Json> {
        super::find(self.0, name)
    }

    /// The name of its kind as it is written.
    pub(super) fn kind_name(self) -> Option<&'a Json> {
        self.get("type")
    }

    /// The kind of its values; none where it refers to another node, or says nothing.
    pub fn kind(self) -> Option<SchemaKind> {
        const KINDS: [(&str, SchemaKind); 7] = [
            ("string", SchemaKind::String),
            ("securestring", SchemaKind::SecureString),
            ("int", SchemaKind::Int),
            ("bool", SchemaKind::Bool),
            ("array", SchemaKind::Array),
            ("object", SchemaKind::Object),
            ("secureobject", SchemaKind::SecureObject),
        ];
        let name = self.kind_name()?.as_str()?;
        KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind)
    }

    /// The node that this one refers to: `#/definitions/name`.
    pub fn reference(self) -> Option<&'a str> {
        self.get("$ref")?.as_str()
    }

    /// Whether it takes null, if it says so.
    pub fn nullable(self) -> Option<bool> {
        self.get("nullable")?.as_bool()
    }

    /// The only values it has, or that the items of an array have.
    pub fn allowed_values(self) -> Option<&'a [Json]> {
        match self.get("allowedValues")? {
            Json::Array(values) => Some(values),
            _ => None,
        }
    }

    /// A bound: `minLength`, `maxLength`, `minValue` or `maxValue`.
    pub fn bound(self, name: &str) -> Option<i64> {
        self.get(name)?.as_int()
    }

    /// The type of the items of an array.
    pub fn items(self) -> Option<Self> {
        self.get("items").filter(|items| matches!(items, Json::Object(_))).map(Self)
    }

    /// The types of the first items of an array.
    pub fn prefix_items(self) -> Option<impl ExactSizeIterator<Item = Self>> {
        match self.get("prefixItems")? {
            Json::Array(items) => Some(items.iter().map(Self)),
            _ => None,
        }
    }

    /// Whether it names properties, be it none.
    pub fn has_properties(self) -> bool {
        self.get("properties").is_some_and(|properties| matches!(properties, Json::Object(_)))
    }

    /// The properties of an object.
    pub fn properties(self) -> impl Iterator<Item = (&'a str, Self)> {
        let members = self.get("properties").map_or(&[][..], Json::members);
        members.iter().map(|(name, schema)| (&**name, Self(schema)))
    }

    /// The properties that have to be there, in templates of language version 1.
    pub fn required(self) -> impl Iterator<Item = &'a str> {
        self.get("required").map_or(&[][..], Json::items).iter().filter_map(Json::as_str)
    }

    /// What it says about properties that it does not name.
    pub fn other_properties(self) -> OtherProperties<'a> {
        match self.get("additionalProperties") {
            Some(Json::Bool(false)) => OtherProperties::None,
            Some(schema @ Json::Object(_)) => OtherProperties::Of(Self(schema)),
            Some(Json::Bool(true)) => OtherProperties::Any,
            _ => OtherProperties::Unspecified,
        }
    }

    /// The property that tells variants apart, and the variants by its value.
    pub fn discriminator(self) -> Option<(&'a str, impl Iterator<Item = (&'a str, Self)>)> {
        let discriminator = self.get("discriminator")?;
        let name = super::find(discriminator, "propertyName")?.as_str()?;
        let mapping = super::find(discriminator, "mapping").map_or(&[][..], Json::members);
        Some((name, mapping.iter().map(|(value, schema)| (&**value, Self(schema)))))
    }

    /// The members of its metadata.
    pub fn metadata(self) -> &'a [(Name, Json)] {
        self.get("metadata").map_or(&[], Json::members)
    }

    /// What it says about itself.
    pub fn description(self) -> Option<&'a str> {
        self.get("metadata")?.get("description")?.as_str()
    }

    /// The value where none is given. `null` is none.
    pub fn default_value(self) -> Option<&'a Json> {
        self.get("defaultValue").filter(|value| **value != Json::Null)
    }

    /// Whether other files may import it.
    pub fn is_exported(self) -> bool {
        self.get("metadata").is_some_and(super::is_exported)
    }

    /// The resource type that it is derived from.
    pub fn derived_from(self) -> Option<DerivedFrom> {
        let mark = self.get("metadata")?.get("__bicep_resource_derived_type!")?;
        let (source, is_output) = match mark {
            // Compilers of old write the source alone.
            Json::String(source) => (source.as_str(), false),
            _ => (mark.get("source")?.as_str()?, mark.get("output").and_then(Json::as_bool) == Some(true)),
        };
        Some(DerivedFrom::new(source, if is_output { Direction::Output } else { Direction::Input }))
    }
}
