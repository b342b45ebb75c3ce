//! Which properties have read accessors.

use triceps_types::{ObjectType, Property, TypeKind};

use super::{Reader, has_writable, is_resource_id, standing_for, text_rule};
use crate::naming::{HANDLE_METHODS, Names, snake};
use crate::shape::{Getter, TextRule, Type};

/// Below `properties`, objects are followed so far.
const DEPTH: usize = 3;

pub(super) fn read(reader: &mut Reader, body: TypeKind<'_>) -> Vec<Getter> {
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
    let mut walk = Walk { reader, getters: &mut getters, methods: &mut methods };
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

struct Walk<'w> {
    reader: &'w mut Reader,
    getters: &'w mut Vec<Getter>,
    methods: &'w mut Names,
}

impl Walk<'_> {
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
                match standing_for(&object).filter(|_| depth == 1) {
                    Some(key) => {
                        let kind = self.scalar(key.kind(), property.name(), false);
                        path.push(key.name().to_owned());
                        self.push(path[..path.len() - 1].to_vec(), &path, kind, read_only);
                    }
                    None if depth < DEPTH && !is_resource => self.object(&object, &path, read_only, depth + 1),
                    None => {}
                }
                return;
            }
            kind => self.scalar(kind, property.name(), read_only),
        };
        // What is written further down is known to whom it was written by.
        if depth == 1 || read_only {
            let path_of_method = path.clone();
            self.push(path_of_method, &path, kind, read_only);
        }
    }

    fn push(&mut self, named_by: Vec<String>, path: &[String], kind: Option<Type>, read_only: bool) {
        let Some(kind) = kind else { return };
        let named_by: Vec<String> = named_by.into_iter().skip_while(|name| name == "properties").collect();
        let mut candidates = vec![snake(&named_by.join("_"))];
        if named_by == ["type"] {
            candidates = vec!["kind".to_owned()];
        }
        candidates.push(snake(&path.join("_")));
        candidates.push(snake(&format!("{}_property", path.join("_"))));
        let method = self.methods.take(&candidates);
        self.getters.push(Getter { path: path.to_vec(), method, kind, read_only });
    }

    /// The type that a property is read as; none where nothing can be said.
    fn scalar(&mut self, kind: TypeKind<'_>, name: &str, read_only: bool) -> Option<Type> {
        Some(match kind {
            TypeKind::Boolean => Type::Bool,
            TypeKind::Integer(_) => Type::Int { min: None, max: None },
            TypeKind::String(text) if text.is_sensitive() => Type::Secret,
            TypeKind::String(text) => match text_rule(&text) {
                rule if rule == TextRule::default() && is_resource_id(name) => Type::ResourceId,
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
