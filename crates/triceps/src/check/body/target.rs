//! What a value is checked against: a type of the index, or one of the compiler's own.

use triceps_types::{DiscriminatedObjectType, ObjectType, Property, StringType, TypeKind, UnionType, Variant};

use super::top::Body;
use super::usual::{Usual, UsualObject};

/// A type, not read yet.
#[derive(Clone, Copy)]
pub(super) enum Target {
    Property(Property<'static>),
    Kind(TypeKind<'static>),
    Usual(Usual),
    /// Checked elsewhere, or open.
    Any,
}

/// What a type asks of a value.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Any,
    Boolean,
    Integer {
        min: Option<i64>,
        max: Option<i64>,
    },
    /// Text; None without rules. An open enum is text: any member and anything else is fine.
    Text(Option<StringType<'static>>),
    Literal(&'static str),
    /// A closed enum.
    Enum(UnionType<'static>),
    Array(Target),
    Object(Fields),
    Variants(DiscriminatedObjectType<'static>),
    /// An object with anything in it.
    AnyObject,
}

/// The properties of an object type.
#[derive(Clone, Copy)]
pub(super) enum Fields {
    /// The body of a resource itself.
    Body(Body),
    Object(ObjectType<'static>),
    Variant(Variant<'static>),
    Usual(&'static UsualObject),
}

/// How strictly the compiler takes an object: the body itself, an object of the type data (which may be wrong), or
/// one of the compiler's own types.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Body,
    Typed,
    Usual,
}

/// One property of an object type.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "flags of the data, independent of each other")]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) target: Target,
    pub(super) required: bool,
    pub(super) read_only: bool,
    /// Whether `null` stands for leaving it out.
    pub(super) nullable: bool,
    /// A property of the language rather than of the type: mistakes are errors.
    pub(super) system: bool,
    /// A usual property that the type lacks.
    pub(super) fallback: bool,
}

impl Target {
    pub(super) fn shape(self) -> Shape {
        match self {
            Self::Any => Shape::Any,
            Self::Property(property) => Shape::of(property.kind()),
            Self::Kind(kind) => Shape::of(kind),
            Self::Usual(usual) => match usual {
                Usual::Text => Shape::Text(None),
                Usual::Number => Shape::Integer { min: None, max: None },
                Usual::Flag => Shape::Boolean,
                Usual::Texts => Shape::Array(Self::Usual(Usual::Text)),
                Usual::Anything => Shape::AnyObject,
                Usual::Object(object) => Shape::Object(Fields::Usual(object)),
            },
        }
    }
}

impl Shape {
    pub(super) fn of(kind: TypeKind<'static>) -> Self {
        match kind {
            TypeKind::Boolean => Self::Boolean,
            TypeKind::Integer(integer) => Self::Integer { min: integer.min(), max: integer.max() },
            TypeKind::String(text) => Self::Text(Some(text)),
            TypeKind::Literal(text) => Self::Literal(text),
            TypeKind::Union(union) if union.is_open() => Self::Text(None),
            TypeKind::Union(union) => Self::Enum(union),
            TypeKind::Array(array) => Self::Array(Target::Kind(array.item())),
            TypeKind::Object(object) => Self::Object(Fields::Object(object)),
            TypeKind::Discriminated(object) => Self::Variants(object),
            _ => Self::Any,
        }
    }

    /// The type in a message: `string`, `'a' | 'b'`, the name of an object type.
    pub(super) fn name(self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Boolean => "bool".to_owned(),
            Self::Integer { .. } => "int".to_owned(),
            Self::Text(_) => "string".to_owned(),
            Self::Literal(text) => quoted(text),
            Self::Enum(union) => alternatives(union.literals()),
            Self::Array(item) => match item.shape() {
                Self::Any => "array".to_owned(),
                item @ Self::Enum(_) => format!("({})[]", item.name()),
                item => format!("{}[]", item.name()),
            },
            Self::Object(fields) => fields.name(),
            Self::Variants(object) => object.name().to_owned(),
            Self::AnyObject => "object".to_owned(),
        }
    }
}

impl Fields {
    pub(super) fn level(&self) -> Level {
        match self {
            Self::Body(_) => Level::Body,
            Self::Object(_) | Self::Variant(_) => Level::Typed,
            Self::Usual(_) => Level::Usual,
        }
    }

    /// Calls `visit` with every property that the type has, read-only ones included.
    pub(super) fn for_each(&self, mut visit: impl FnMut(Field)) {
        match self {
            Self::Body(body) => body.for_each(visit),
            Self::Object(object) => object.properties().for_each(|property| visit(Field::of(property))),
            Self::Variant(variant) => variant.properties().for_each(|property| visit(Field::of(property))),
            Self::Usual(object) => {
                for property in object.properties {
                    let target = Target::Usual(property.kind);
                    visit(Field { required: property.required, ..Field::plain(property.name, target) });
                }
            }
        }
    }

    /// What properties beyond the named ones are, if there may be any.
    pub(super) fn additional(&self) -> Option<Target> {
        match self {
            Self::Body(_) => None,
            Self::Object(object) => object.additional_properties().map(Target::Kind),
            Self::Variant(variant) => variant.object().additional_properties().map(Target::Kind),
            Self::Usual(object) => object.additional.map(Target::Usual),
        }
    }

    /// The name of the type in a message.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Body(body) => body.name(),
            Self::Object(object) => object.name().to_owned(),
            Self::Variant(variant) => quoted(variant.value()),
            Self::Usual(object) => object.name.to_owned(),
        }
    }
}

impl Field {
    /// A property that may be left out, but not be null.
    pub(super) fn plain(name: &'static str, target: Target) -> Self {
        Self { name, target, required: false, read_only: false, nullable: false, system: false, fallback: false }
    }

    pub(super) fn of(property: Property<'static>) -> Self {
        let (required, read_only) = (property.is_required(), property.is_read_only());
        let nullable = !required && !read_only;
        Self { required, read_only, nullable, ..Self::plain(property.name(), Target::Property(property)) }
    }
}

/// A text as Bicep writes it.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// Literals as Bicep writes a union, sorted.
pub(super) fn alternatives<'a>(literals: impl Iterator<Item = &'a str>) -> String {
    let mut literals: Vec<String> = literals.map(quoted).collect();
    literals.sort_unstable();
    literals.dedup();
    literals.join(" | ")
}

/// Literals in a sentence, sorted.
pub(super) fn listed_sorted<'a>(literals: impl Iterator<Item = &'a str>) -> String {
    let mut literals: Vec<&str> = literals.collect();
    literals.sort_unstable();
    listed(literals)
}

/// Names in a sentence: each in backticks.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
