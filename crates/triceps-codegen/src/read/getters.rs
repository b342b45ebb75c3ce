//! Which properties have read accessors.

use triceps_types::{ObjectType, Property, TypeKind};

use super::ids::is_resource_id;
use super::{Reader, has_writable, standing_for, text_rule};
use crate::naming::{HANDLE_METHODS, Names, snake};
use crate::shape::{Getter, Record, TextRule, Type};

/// Below `properties`, objects are followed so far.
const DEPTH: usize = 3;

pub(super) fn read(reader: &mut Reader<'_>, record: &Record, body: TypeKind<'_>) -> Vec<Getter> {
    let mut getters = Vec::new();
    let mut methods = Names::reserving(HANDLE_METHODS);
    if reader.identity.is_some() {
        methods.take(&["system_principal_id".to_owned()]);
        methods.take(&["optional_system_principal_id".to_owned()]);
    }
    let properties: Vec<_> = match body {
        TypeKind::Object(body) => body.properties().collect(),
        TypeKind::Discriminated(body) => body.base_properties().collect(),
        _ => Vec::new(),
    };
    let mut walk = Walk { reader, record, getters: &mut getters, methods: &mut methods };
    // `systemData` is the same on all resources and tells who changed what; `prop` reads it.
    let is_own = |name: &str| !["id", "name", "type", "apiVersion", "identity", "systemData"].contains(&name);
    let (inner, outer): (Vec<_>, Vec<_>) = properties
        .into_iter()
        .filter(|property| is_own(property.name()))
        .partition(|property| property.name() == "properties");
    for property in &outer {
        walk.property(property, &[], property.is_read_only(), 1);
    }
    for property in inner {
        match property.kind() {
            TypeKind::Object(object) => walk.object(&object, &["properties".to_owned()], property.is_read_only(), 1),
            TypeKind::Discriminated(object) => {
                for inner in object.base_properties() {
                    walk.property(&inner, &["properties".to_owned()], inner.is_read_only(), 1);
                }
            }
            _ => walk.property(&property, &[], property.is_read_only(), 1),
        }
    }
    getters
}

struct Walk<'w, 's> {
    reader: &'w mut Reader<'s>,
    record: &'w Record,
    getters: &'w mut Vec<Getter>,
    methods: &'w mut Names,
}

impl Walk<'_, '_> {
    fn object(&mut self, object: &ObjectType<'_>, path: &[String], read_only: bool, depth: usize) {
        for property in object.properties() {
            self.property(&property, path, read_only || property.is_read_only(), depth);
        }
    }

    fn property(&mut self, property: &Property<'_>, path: &[String], read_only: bool, depth: usize) {
        if property.is_write_only() {
            return;
        }
        let mut path = path.to_vec();
        path.push(property.name().to_owned());
        let kind = match property.kind() {
            TypeKind::Object(object) if object.is_sensitive() => return,
            TypeKind::Object(object) if object.properties().next().is_some() => {
                let is_resource = object.property("id").is_some() && object.property("properties").is_some();
                // What is set on the resource is read from it.
                let is_flat = path.len() > 1 && self.reader.is_flattened(&self.record.rust_name, &path);
                let depth = if is_flat { depth - 1 } else { depth };
                match standing_for(&object).filter(|_| depth == 1 && !is_flat) {
                    Some(key) => {
                        let kind = self.scalar(key.kind(), property.name(), false);
                        path.push(key.name().to_owned());
                        self.push(&path[..path.len() - 1], &path, kind, read_only);
                        let others = object.properties().filter(|other| other.name() != key.name());
                        for other in others.filter(|other| other.name() != "id") {
                            self.property(&other, &path[..path.len() - 1], true, depth + 1);
                        }
                    }
                    None if depth < DEPTH && (is_flat || !is_resource) => {
                        self.object(&object, &path, read_only, depth + 1);
                    }
                    None => {}
                }
                return;
            }
            kind => self.scalar(kind, property.name(), read_only),
        };
        // What is written further down is known to whom it was written by.
        if depth == 1 || read_only {
            self.push(&path, &path, kind, read_only);
        }
    }

    fn push(&mut self, named_by: &[String], path: &[String], kind: Option<Type>, read_only: bool) {
        let Some(kind) = kind else { return };
        // What an enum is called is known from the setter.
        let field = self.record.fields.iter().find(|field| field.path == named_by || field.path == path);
        let kind = match field.map(|field| &field.kind) {
            Some(Type::Enum(at)) => Type::Enum(*at),
            Some(Type::Keyed(_, inner)) if matches!(**inner, Type::Enum(_)) => (**inner).clone(),
            _ => kind,
        };
        let chosen = self.reader.style.method(&self.record.rust_name, &path.join("."));
        let mut short = named_by;
        for end in (1..named_by.len()).rev() {
            if named_by[..end] == ["properties"] || self.reader.is_flattened(&self.record.rust_name, &named_by[..end]) {
                short = &named_by[end..];
                break;
            }
        }
        let mut candidates: Vec<String> = chosen.into_iter().collect();
        candidates.push(if short == ["type"] { "kind".to_owned() } else { snake(&short.join("_")) });
        candidates.push(snake(&path.join("_")));
        candidates.push(snake(&format!("{}_property", path.join("_"))));
        let method = self.methods.take(&candidates);
        self.getters.push(Getter { path: path.to_vec(), method, kind, docs: None, read_only });
    }

    /// The type that a property is read as; none where nothing is known.
    fn scalar(&mut self, kind: TypeKind<'_>, name: &str, read_only: bool) -> Option<Type> {
        Some(match kind {
            TypeKind::Boolean => Type::Bool,
            TypeKind::Integer(_) => Type::Int { min: None, max: None },
            TypeKind::String(text) if text.is_sensitive() => Type::Secret,
            TypeKind::String(text) => match text_rule(&text) {
                rule if rule.pattern.is_none() && is_resource_id(name) => Type::ResourceId,
                rule => Type::Text(rule),
            },
            TypeKind::Literal(_) => Type::Text(TextRule::default()),
            TypeKind::Union(union) => {
                let values: Vec<&str> = union.literals().collect();
                let known = self.reader.enums.iter().position(|e| e.values == values && !read_only);
                known.map_or(Type::Text(TextRule::default()), Type::Enum)
            }
            TypeKind::Array(array) => match array.item() {
                TypeKind::Object(object) => {
                    match self.reader.seen.get(&object.id()).filter(|_| has_writable(&object)) {
                        Some(at) => Type::List(Box::new(Type::Record(*at))),
                        None => Type::List(Box::new(Type::Object)),
                    }
                }
                TypeKind::Any | TypeKind::Array(_) | TypeKind::Discriminated(_) => Type::List(Box::new(Type::Any)),
                item => match self.scalar(item, name, read_only)? {
                    Type::Secret => return None,
                    item => Type::List(Box::new(item)),
                },
            },
            TypeKind::Object(_) => Type::Object,
            TypeKind::Any => Type::Any,
            _ => return None,
        })
    }
}
