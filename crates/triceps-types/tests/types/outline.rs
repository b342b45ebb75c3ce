//! Outlines of resource types and functions as the reader sees them.
//!
//! The generator of the index writes the same outlines from the JSON that the index is made of, by other code. An
//! outline has a block for each object type, in the order in which they are first referred to. Blocks refer to objects
//! by name, `{Name}`, and to objects with variants as `<Name>`; equal blocks are written once.

use std::{
    collections::{BTreeSet, VecDeque},
    fmt::Write as _,
};

use triceps_types::{Properties, ResourceFunction, ResourceType, StringType, TypeKind};

/// Scopes, body and everything below it.
pub(crate) fn resource(resource: ResourceType<'_>) -> String {
    let mut outline = Outline::default();
    let (read, write) = (resource.readable_scopes().bits(), resource.writable_scopes().bits());
    let body = outline.expression(resource.body());
    outline.text = format!("read {read} write {write} body {body}\n");
    outline.blocks()
}

/// Output, input and everything below them.
pub(crate) fn function(function: ResourceFunction<'_>) -> String {
    let mut outline = Outline::default();
    let output = outline.expression(function.output());
    let input = function.input().map_or(String::new(), |input| outline.expression(input));
    outline.text = format!("({input}) => {output}\n");
    outline.blocks()
}

#[derive(Default)]
struct Outline<'a> {
    text: String,
    open: VecDeque<TypeKind<'a>>,
    seen: BTreeSet<String>,
}

impl<'a> Outline<'a> {
    fn blocks(mut self) -> String {
        while let Some(kind) = self.open.pop_front() {
            let waiting = self.open.len();
            let block = self.block(kind);
            if self.seen.contains(&block) {
                self.open.truncate(waiting);
            } else {
                self.text += &block;
                self.seen.insert(block);
            }
        }
        self.text
    }

    fn block(&mut self, kind: TypeKind<'a>) -> String {
        match kind {
            TypeKind::Object(object) => {
                let mark = if object.is_sensitive() { " secret" } else { "" };
                let mut block = format!("{{{}}}{mark}\n", object.name());
                self.properties(&mut block, object.properties());
                if let Some(kind) = object.additional_properties() {
                    let _ = writeln!(block, " *: {}", self.expression(kind));
                }
                block
            }
            TypeKind::Discriminated(object) => {
                let mut block = format!("<{}> by {}\n", object.name(), object.discriminator());
                self.properties(&mut block, object.base_properties());
                for variant in object.variants() {
                    let kind = self.expression(TypeKind::Object(variant.object()));
                    let _ = writeln!(block, " {:?} => {kind}", variant.value());
                }
                block
            }
            _ => String::new(),
        }
    }

    fn properties(&mut self, block: &mut String, properties: Properties<'a>) {
        for property in properties {
            let kind = self.expression(property.kind());
            let _ = writeln!(block, " {} {}: {kind}", property.name(), property.flags().bits());
        }
    }

    fn expression(&mut self, kind: TypeKind<'a>) -> String {
        match kind {
            TypeKind::Any => "any".to_owned(),
            TypeKind::Boolean => "bool".to_owned(),
            TypeKind::Integer(integer) => format!("int{}", bounds(integer.min(), integer.max())),
            TypeKind::String(text) => string(text),
            TypeKind::Literal(literal) => format!("{literal:?}"),
            TypeKind::Union(union) => {
                let literals = union.literals().map(|literal| format!("{literal:?}"));
                literals.chain(union.other().map(string)).collect::<Vec<_>>().join("|")
            }
            TypeKind::Array(array) => {
                let item = self.expression(array.item());
                format!("[{item}]{}", bounds(array.min_length(), array.max_length()))
            }
            TypeKind::Object(object) => {
                self.open.push_back(kind);
                format!("{{{}}}", object.name())
            }
            TypeKind::Discriminated(object) => {
                self.open.push_back(kind);
                format!("<{}>", object.name())
            }
            other => format!("unknown {other:?}"),
        }
    }
}

fn string(text: StringType<'_>) -> String {
    let pattern = text.pattern().map_or(String::new(), |pattern| format!(" matching {pattern:?}"));
    let mark = if text.is_sensitive() { " secret" } else { "" };
    format!("string{}{pattern}{mark}", bounds(text.min_length(), text.max_length()))
}

fn bounds<T: ToString>(min: Option<T>, max: Option<T>) -> String {
    if min.is_none() && max.is_none() {
        return String::new();
    }
    let text = |bound: Option<T>| bound.map_or(String::new(), |bound| bound.to_string());
    format!("({}..{})", text(min), text(max))
}
