//! Sentences about types and their constraints.

use std::fmt::Write as _;

use crate::naming::snake;
use crate::shape::{Constructor, Field, Model, NameRule, Record, TextRule, Type};

/// The path of a field as it is written in Bicep: `properties.accessTier`.
pub(super) fn path(prefix: &str, path: &[String]) -> String {
    let path = path.join(".");
    let path = if prefix.is_empty() { path } else { format!("{prefix}.{path}") };
    code(&path)
}

/// What a setter takes: a sentence that begins with the path.
pub(super) fn field(model: &Model, field: &Field) -> String {
    let key = match &field.kind {
        Type::Keyed(key, _) => vec![key.clone()],
        _ => Vec::new(),
    };
    let path: Vec<String> = field.path.iter().cloned().chain(key).collect();
    let what = field.docs.clone().unwrap_or_else(|| kind(model, &field.kind));
    let mut text = format!("{}: {what}", self::path("", &path));
    match (field.required, field.write_only) {
        (true, true) => text.push_str(" (required, write-only)"),
        (true, false) => text.push_str(" (required)"),
        (false, true) => text.push_str(" (write-only)"),
        (false, false) => {}
    }
    if !field.only_in.is_empty() {
        let variants: Vec<String> = field.only_in.iter().map(|value| code(value)).collect();
        let _ = write!(text, "; only in {}", variants.join(", "));
    }
    text.push('.');
    text
}

/// What the method does that adds one item to a list.
pub(super) fn adder(field: &Field) -> String {
    format!("Adds one item to {}; [`{1}`](Self::{1}) sets all.", path("", &field.path), field.method)
}

/// What a field is called as an argument: its setter, without the variant that it may name.
pub(super) fn argument(field: &Field) -> &str {
    let variants = field.only_in.first().filter(|_| field.method.contains("_of_"));
    let is_suffix = |variant: &String| {
        let suffix = format!("_of_{}", snake(variant.rsplit(['.', '/', '#']).next().unwrap_or_default()));
        field.method.strip_suffix(&suffix).map(str::len)
    };
    variants.and_then(is_suffix).map_or(field.method.as_str(), |end| &field.method[..end])
}

/// What a constructor makes.
pub(super) fn constructor(what: &str, record: &Record, constructor: &Constructor) -> String {
    let is_required = |at: &usize| record.fields[*at].required;
    match &constructor.variant {
        Some(variant) => format!("The variant {}, with its required properties.", code(variant)),
        None if constructor.arguments.iter().all(is_required) => format!("{what} with its required properties."),
        None => format!("{what} with these properties."),
    }
}

/// What values of a type are.
pub(super) fn kind(model: &Model, kind: &Type) -> String {
    match kind {
        Type::Any => "anything".to_owned(),
        Type::Bool => "true or false".to_owned(),
        Type::Int { min, max } => match (min, max) {
            (Some(min), Some(max)) => format!("a whole number from {min} to {max}"),
            (Some(min), None) => format!("a whole number from {min}"),
            (None, Some(max)) => format!("a whole number up to {max}"),
            (None, None) => "a whole number".to_owned(),
        },
        Type::Number => "a number, also with a fraction".to_owned(),
        Type::Text(rule) => text_rule(rule),
        Type::Secret | Type::SecretOrPlain => "a secret string".to_owned(),
        Type::SecretObject => "a secret object".to_owned(),
        Type::ResourceId => "the id of a resource, or its handle".to_owned(),
        Type::Enum(at) => link(&model.enums[*at].rust_name),
        Type::Record(at) => link(&model.records[*at].rust_name),
        Type::Reference(at) => format!("the id of a resource, or {}", link(&model.records[*at].rust_name)),
        Type::Keyed(_, inner) => self::kind(model, inner),
        Type::Map(value) => format!("an object, each of its values {}", self::kind(model, value)),
        Type::Object => "an object".to_owned(),
        Type::List(item) => match &**item {
            Type::Enum(_) | Type::Record(_) => format!("a list of {}", self::kind(model, item)),
            Type::Any => "a list".to_owned(),
            item => format!("a list, each item {}", self::kind(model, item)),
        },
    }
}

/// What is known of the name of the resource.
pub(super) fn name(rule: &NameRule) -> Option<String> {
    match rule {
        NameRule::Chosen(rule) if *rule == TextRule::default() => None,
        NameRule::Chosen(rule) => Some(format!("The name is {}.", text_rule(rule))),
        NameRule::Fixed(name) => Some(format!("The name is always {}.", code(name))),
        NameRule::Absent(_) => None,
    }
}

fn text_rule(rule: &TextRule) -> String {
    let mut text = match (rule.min_length, rule.max_length) {
        (Some(min), Some(max)) if min == max => format!("a string of {min} characters"),
        (Some(min), Some(max)) => format!("a string of {min} to {max} characters"),
        (Some(1), None) => "a string that is not empty".to_owned(),
        (Some(min), None) => format!("a string of {min} characters or more"),
        (None, Some(max)) => format!("a string of up to {max} characters"),
        (None, None) => "a string".to_owned(),
    };
    if let Some(pattern) = &rule.pattern {
        let _ = write!(text, ", pattern {}", code(pattern));
    }
    text
}

fn link(name: &str) -> String {
    format!("[`{name}`]")
}

/// Code in a sentence, whatever it holds.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.contains('`') {
        format!("`` {text} ``")
    } else if text.is_empty() {
        "`''`".to_owned()
    } else {
        format!("`{text}`")
    }
}

/// The page of the reference.
pub(super) fn reference(model: &Model) -> String {
    let (namespace, rest) = model.type_name.split_once('/').unwrap_or((&model.type_name, ""));
    if namespace.eq_ignore_ascii_case("Microsoft.Graph") {
        return format!("https://learn.microsoft.com/graph/templates/bicep/reference/{}", rest.to_lowercase());
    }
    format!(
        "https://learn.microsoft.com/azure/templates/{}/{}/{}",
        namespace.to_lowercase(),
        model.version,
        rest.to_lowercase()
    )
}
