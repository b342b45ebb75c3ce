//! Data with the places that it has in a file, if it is of a file.

use std::ops::Range;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its place.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    pub(super) span: Range<usize>,
    pub(super) kind: Kind<'a>,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    Table(Vec<(Key<'a>, Node<'a>)>),
    List(Vec<Node<'a>>),
    Text(&'a str),
    /// As it is written, and its value unless it is larger than any number.
    Integer(String, Option<i64>),
    Boolean(bool),
    Fraction,
    Date,
}

/// A key and its place.
#[derive(Debug)]
pub(super) struct Key<'a> {
    pub(super) name: &'a str,
    pub(super) span: Range<usize>,
}

impl<'a> Node<'a> {
    /// A TOML file.
    pub(crate) fn of_file(table: &'a DeTable<'_>) -> Self {
        Self { span: 0..0, kind: Kind::table(table) }
    }

    /// Data that stands in no file.
    pub(crate) fn of_data(value: &'a Value) -> Self {
        let kind = match value {
            Value::Object(object) => Kind::Table(
                object.iter().map(|(name, value)| (Key { name, span: 0..0 }, Self::of_data(value))).collect(),
            ),
            Value::Array(items) => Kind::List(items.iter().map(Self::of_data).collect()),
            Value::String(text) => Kind::Text(text),
            Value::Bool(value) => Kind::Boolean(*value),
            Value::Number(number) if number.is_f64() => Kind::Fraction,
            Value::Number(number) => Kind::Integer(number.to_string(), number.as_i64()),
            // An optional key is left out, so that there is no null.
            Value::Null => Kind::Table(Vec::new()),
        };
        Self { span: 0..0, kind }
    }

    /// The data, without its places. What no configuration can hold is nothing.
    pub(crate) fn to_data(&self) -> Value {
        match &self.kind {
            Kind::Table(entries) => {
                Value::Object(entries.iter().map(|(key, value)| (key.name.to_owned(), value.to_data())).collect())
            }
            Kind::List(items) => Value::Array(items.iter().map(Self::to_data).collect()),
            Kind::Text(text) => Value::String((*text).to_owned()),
            Kind::Integer(_, value) => value.map_or(Value::Null, Value::from),
            Kind::Boolean(value) => Value::Bool(*value),
            Kind::Fraction | Kind::Date => Value::Null,
        }
    }

    pub(super) fn text(&self) -> Option<&'a str> {
        match self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    fn of_value(value: &'a Spanned<DeValue<'_>>) -> Self {
        let kind = match value.get_ref() {
            DeValue::Table(table) => Kind::table(table),
            DeValue::Array(items) => Kind::List(items.iter().map(Self::of_value).collect()),
            DeValue::String(text) => Kind::Text(text),
            DeValue::Integer(number) => {
                Kind::Integer(number.as_str().to_owned(), i64::from_str_radix(number.as_str(), number.radix()).ok())
            }
            DeValue::Boolean(value) => Kind::Boolean(*value),
            DeValue::Float(_) => Kind::Fraction,
            DeValue::Datetime(_) => Kind::Date,
        };
        Self { span: value.span(), kind }
    }
}

impl<'a> Kind<'a> {
    /// What it is, with an article.
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Self::Table(_) => "a table",
            Self::List(_) => "a list",
            Self::Text(_) => "a string",
            Self::Integer(..) => "a whole number",
            Self::Boolean(_) => "`true` or `false`",
            Self::Fraction => "a number with a fraction",
            Self::Date => "a date",
        }
    }

    fn table(table: &'a DeTable<'_>) -> Self {
        let entry = |(key, value): (&'a Spanned<_>, &'a Spanned<DeValue<'_>>)| {
            let key: &Spanned<toml::de::DeString<'_>> = key;
            (Key { name: key.get_ref(), span: key.span() }, Node::of_value(value))
        };
        Self::Table(table.iter().map(entry).collect())
    }
}
