//! What can be known of a value.

use std::borrow::Cow;

use triceps_types::{ObjectType as IndexObject, TypeKind, UnionType};

use super::target::quoted;
use crate::expr::{Array, Object};
use crate::types::{ObjectType, TypeExpr};

/// The type of an expression, as narrow as it is known.
#[derive(Clone, Debug)]
pub(super) enum Inferred<'t> {
    /// Nothing is known.
    Any,
    Null,
    Bool(Option<bool>),
    Int(Bounds<i64>),
    Text(Text<'t>),
    Array(Items<'t>),
    Object(Properties<'t>),
    /// A whole resource.
    Resource,
    /// One of several, flat.
    OneOf(Vec<Inferred<'t>>),
}

/// The least and the greatest that a number or a length can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds<N> {
    pub(super) min: Option<N>,
    pub(super) max: Option<N>,
}

#[derive(Clone, Debug)]
pub(super) enum Text<'t> {
    Literal(Cow<'t, str>),
    /// `loose`: a member of a closed enum may be expected of it, as of a plain `string` parameter.
    Of {
        length: Bounds<u64>,
        loose: bool,
    },
}

#[derive(Clone, Debug)]
pub(super) enum Items<'t> {
    Unknown,
    Literal(&'t Array),
    Declared(&'t TypeExpr),
    /// What a resource has there.
    Known(TypeKind<'static>),
    Text,
    Int,
}

#[derive(Clone, Debug)]
pub(super) enum Properties<'t> {
    Unknown,
    Literal(&'t Object),
    Declared(&'t ObjectType),
    /// What a resource has there.
    Known(IndexObject<'static>),
}

impl<'t> Text<'t> {
    pub(super) const PLAIN: Self = Self::Of { length: Bounds { min: None, max: None }, loose: false };

    /// How long it is at least and at most.
    pub(super) fn length(&self) -> Bounds<u64> {
        match self {
            Self::Literal(text) => Bounds::exactly(utf16_length(text)),
            Self::Of { length, .. } => *length,
        }
    }

    pub(super) fn sized(length: Bounds<u64>) -> Inferred<'t> {
        Inferred::Text(Self::Of { length, loose: false })
    }
}

impl<N: Copy> Bounds<N> {
    pub(super) fn exactly(number: N) -> Self {
        Self { min: Some(number), max: Some(number) }
    }
}

impl Bounds<i64> {
    /// The number, if it can be only one.
    pub(super) fn literal(self) -> Option<i64> {
        self.min.filter(|min| self.max == Some(*min))
    }
}

impl Inferred<'_> {
    pub(super) const TEXT: Self = Self::Text(Text::PLAIN);
    pub(super) const INT: Self = Self::Int(Bounds { min: None, max: None });
    pub(super) const BOOL: Self = Self::Bool(None);

    /// The type in a message.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Bool(Some(value)) => value.to_string(),
            Self::Bool(None) => "bool".to_owned(),
            Self::Int(bounds) => bounds.literal().map_or_else(|| "int".to_owned(), |value| value.to_string()),
            Self::Text(Text::Literal(text)) => quoted(text),
            Self::Text(Text::Of { .. }) => "string".to_owned(),
            Self::Array(Items::Text) => "string[]".to_owned(),
            Self::Array(Items::Int) => "int[]".to_owned(),
            Self::Array(_) => "array".to_owned(),
            Self::Object(_) => "object".to_owned(),
            Self::Resource => "resource".to_owned(),
            Self::OneOf(members) => {
                let mut names: Vec<String> = members.iter().map(Self::name).collect();
                names.sort_unstable();
                names.dedup();
                names.join(" | ")
            }
        }
    }

    /// Takes away what makes a `string` parameter fit a closed enum.
    pub(super) fn strict(self) -> Self {
        match self {
            Self::Text(Text::Of { length, .. }) => Self::Text(Text::Of { length, loose: false }),
            other => other,
        }
    }
}

impl Inferred<'_> {
    /// One of several types.
    pub(super) fn one_of(members: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for member in members {
            match member {
                Self::Any => return Self::Any,
                Self::OneOf(inner) => flat.extend(inner),
                member => flat.push(member),
            }
        }
        let same = |left: &Self, right: &Self| match (left, right) {
            (Self::Text(Text::Literal(left)), Self::Text(Text::Literal(right))) => left == right,
            (Self::Int(left), Self::Int(right)) => left == right,
            (Self::Bool(left), Self::Bool(right)) => left == right,
            (Self::Null, Self::Null) => true,
            _ => false,
        };
        let mut index = 0;
        while index < flat.len() {
            if (0..index).any(|before| same(&flat[before], &flat[index])) {
                flat.remove(index);
            } else {
                index += 1;
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Self::OneOf(flat) }
    }
}

/// What is known of a value that has a type of the index.
pub(super) fn of_kind<'t>(kind: TypeKind<'static>) -> Inferred<'t> {
    match kind {
        TypeKind::Boolean => Inferred::BOOL,
        TypeKind::Integer(integer) => Inferred::Int(Bounds { min: integer.min(), max: integer.max() }),
        TypeKind::String(text) => Text::sized(Bounds { min: text.min_length(), max: text.max_length() }),
        TypeKind::Literal(text) => Inferred::Text(Text::Literal(Cow::Borrowed(text))),
        TypeKind::Union(union) => of_union(union),
        TypeKind::Array(array) => Inferred::Array(Items::Known(array.item())),
        TypeKind::Object(object) => Inferred::Object(Properties::Known(object)),
        TypeKind::Discriminated(_) => Inferred::Object(Properties::Unknown),
        _ => Inferred::Any,
    }
}

fn of_union<'t>(union: UnionType<'static>) -> Inferred<'t> {
    let literals = union.literals().map(|text| Inferred::Text(Text::Literal(Cow::Borrowed(text))));
    let other = union.is_open().then_some(Inferred::TEXT);
    Inferred::one_of(literals.chain(other))
}

/// The type without null.
pub(super) fn non_null(inferred: Inferred<'_>) -> Inferred<'_> {
    match inferred {
        Inferred::OneOf(members) => {
            let mut members: Vec<_> = members.into_iter().filter(|member| !matches!(member, Inferred::Null)).collect();
            if members.len() == 1 { members.swap_remove(0).strict() } else { Inferred::OneOf(members) }
        }
        other => other,
    }
}

/// How long a value is once it is printed into a text.
pub(super) fn printed_length(value: &Inferred<'_>) -> Bounds<u64> {
    match value {
        Inferred::Text(text) => text.length(),
        Inferred::Bool(Some(value)) => Bounds::exactly(if *value { 4 } else { 5 }),
        Inferred::Bool(None) => Bounds { min: Some(4), max: Some(5) },
        Inferred::Int(bounds) => match bounds.literal() {
            Some(value) => Bounds::exactly(value.to_string().len() as u64),
            None => Bounds { min: Some(1), max: None },
        },
        Inferred::OneOf(members) => {
            let lengths = || members.iter().map(printed_length);
            let min = lengths().map(|length| length.min.unwrap_or(0)).min();
            let max = lengths().map(|length| length.max).try_fold(0, |most, max| Some(most.max(max?)));
            Bounds { min, max }
        }
        _ => Bounds::default(),
    }
}

pub(super) fn printed<'v>(value: &'v Inferred<'_>) -> Option<Cow<'v, str>> {
    match value {
        Inferred::Text(Text::Literal(text)) => Some(Cow::Borrowed(text)),
        Inferred::Int(bounds) => bounds.literal().map(|value| Cow::Owned(value.to_string())),
        _ => None,
    }
}

/// Length as the compiler counts it.
pub(super) fn utf16_length(text: &str) -> u64 {
    if text.is_ascii() { text.len() as u64 } else { text.encode_utf16().count() as u64 }
}
