//! From the interface of a module to what is generated for it.

use std::collections::{BTreeMap, HashMap};

use triceps_core::json::Json;
use triceps_modules::{Additional, Schema, Shape};

use super::Binding;
use super::derived;
use super::docs;
use super::literal;
use super::model::{Enum, Field, Kind, Model, Read, Record, Tuple, Union};
use crate::naming::{Names, OBJECT_METHODS, TYPES_IN_USE, constant, singular, snake, type_name};

/// What the generated code uses beside the names that all generated code uses.
const TYPES: [&str; 5] = ["IntoSecretArgument", "Map", "ModuleSource", "Self", "Vec"];

/// Deeper than this, a type is taken as it comes.
const MAX_DEPTH: usize = 64;

pub(super) fn model(binding: &Binding<'_>) -> Model {
    let rust_name = type_name(binding.name);
    let mut taken = Names::reserving(TYPES_IN_USE.into_iter().chain(TYPES));
    taken.take(std::slice::from_ref(&rust_name));
    taken.take(&[format!("{rust_name}Outputs")]);
    for kept in binding.names.values() {
        taken.take(std::slice::from_ref(kept));
    }
    let mut reader = Reader {
        binding,
        model: Model { rust_name: rust_name.clone(), ..Model::default() },
        taken,
        definitions: HashMap::new(),
        views: HashMap::new(),
        derived_views: HashMap::new(),
        derived: HashMap::new(),
        depth: 0,
    };
    let mut methods = Names::reserving(["new", "clone"]);
    let mut parameters = Record { rust_name: rust_name.clone(), ..Record::default() };
    let types = &binding.interface.types;
    let names: Vec<&str> = binding.interface.parameters.iter().map(|parameter| &*parameter.name).collect();
    let setters = setters(&mut methods, &names);
    for (parameter, method) in binding.interface.parameters.iter().zip(setters) {
        let place = Place::new(parameter.name.clone(), &parameter.name, &rust_name);
        let kind = reader.kind(&parameter.schema, &place);
        let mut facts = docs::bounds(&parameter.schema, types);
        facts.extend(parameter.default.as_ref().and_then(docs::default));
        let preset = binding.defaults.get(&parameter.name);
        facts.extend(preset.map(docs::preset));
        parameters.fields.push(Field {
            name: parameter.name.clone(),
            method,
            adder: None,
            kind,
            is_required: parameter.is_required(types),
            description: description(&parameter.schema, types),
            facts,
            preset: preset.map(literal::expression),
        });
    }
    adders(&mut methods, &mut parameters.fields);
    parameters.choose_arguments();
    reader.model.parameters = parameters;
    reader.outputs();
    reader.model
}

/// Where a type is met, and what it may be called.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// `privateEndpoints[].service`
    pub(super) path: String,
    /// The best name.
    name: String,
    /// The name of one item or entry.
    item: String,
    /// The name of the type around it.
    parent: String,
    /// What names of types at such places end with.
    suffix: &'static str,
}

/// What the names of types end with that outputs hold.
const OUTPUT: &str = "Output";

impl Place {
    /// The place of a parameter or property: in it, an object is called as it is, an item of it by the singular.
    fn new(path: String, name: &str, parent: &str) -> Self {
        Self { path, name: type_name(name), item: type_name(&singular(name)), parent: parent.to_owned(), suffix: "" }
    }

    /// The place of an output. No parameter has a path like it.
    pub(super) fn output(name: &str, parent: &str) -> Self {
        Self { suffix: OUTPUT, ..Self::new(format!("outputs/{name}"), name, parent) }
    }

    pub(super) fn item(&self) -> Self {
        Self { path: format!("{}[]", self.path), name: self.item.clone(), ..self.clone() }
    }

    pub(super) fn entry(&self) -> Self {
        Self { path: format!("{}.*", self.path), name: self.item.clone(), ..self.clone() }
    }

    pub(super) fn property(&self, parent: &str, name: &str) -> Self {
        let parent = parent.strip_suffix(self.suffix).unwrap_or(parent);
        Self { suffix: self.suffix, ..Self::new(format!("{}.{name}", self.path), name, parent) }
    }

    /// The place of one item of a tuple.
    pub(super) fn position(&self, parent: &str, at: usize) -> Self {
        let name = format!("{parent}{}", at + 1);
        Self { path: format!("{}[{at}]", self.path), item: name.clone(), name, ..self.clone() }
    }

    /// The place of a variant of the union of this name.
    pub(super) fn variant(&self, union: &str, value: &str) -> Self {
        let name = format!("{union}{}", type_name(value));
        Self {
            path: format!("{}<{value}>", self.path),
            item: name.clone(),
            name,
            parent: union.to_owned(),
            ..self.clone()
        }
    }

    fn candidates(&self) -> Vec<String> {
        let Self { name, parent, suffix, .. } = self;
        vec![format!("{name}{suffix}"), format!("{parent}{name}{suffix}")]
    }
}

pub(super) struct Reader<'a> {
    pub(super) binding: &'a Binding<'a>,
    pub(super) model: Model,
    taken: Names,
    /// Types of definitions, by name; none while they are made and have no name yet.
    definitions: HashMap<String, Option<Kind>>,
    /// Types of definitions where outputs hold them, by name.
    pub(super) views: HashMap<String, Read>,
    /// Types that come from resources where outputs hold them, by identity.
    pub(super) derived_views: HashMap<derived::Identity, Read>,
    /// Types that come from resources, by identity.
    pub(super) derived: HashMap<derived::Identity, Kind>,
    pub(super) depth: usize,
}

impl Reader<'_> {
    /// The type of a parameter or property.
    fn kind(&mut self, schema: &Schema, place: &Place) -> Kind {
        self.model.places += 1;
        let mut schema = schema;
        let mut definition = None;
        let mut is_secure = schema.secure;
        let types: &BTreeMap<String, Schema> = &self.binding.interface.types;
        let mut steps = 0;
        while let Shape::Named(name) = &schema.shape {
            if schema.derived_from.is_some() || steps > MAX_DEPTH {
                break;
            }
            let Some(next) = types.get(name) else { break };
            definition = Some(name.as_str());
            schema = next;
            is_secure |= schema.secure;
            steps += 1;
        }
        let kind = match definition.and_then(|name| self.definitions.get(name)) {
            Some(Some(known)) => known.clone(),
            Some(None) => self.untyped(place, "a list or map that holds itself"),
            None if self.depth > MAX_DEPTH => self.untyped(place, "nested too deep"),
            None => {
                if let Some(name) = definition {
                    self.definitions.insert(name.to_owned(), None);
                }
                self.depth += 1;
                let kind = self.resolved(schema, place, definition);
                self.depth -= 1;
                if let Some(name) = definition {
                    self.definitions.insert(name.to_owned(), Some(kind.clone()));
                }
                kind
            }
        };
        if let Kind::List(item) | Kind::Map(item) = &kind
            && matches!(**item, Kind::Secret(_))
        {
            self.untyped(place, "secrets of their own in a list or map");
        }
        if is_secure { Kind::Secret(Box::new(kind)) } else { kind }
    }

    /// The type of an item or entry, which may be null on its own.
    fn part(&mut self, schema: &Schema, place: &Place) -> Kind {
        let kind = self.kind(schema, place);
        let is_nullable = schema.is_nullable(&self.binding.interface.types) && !kind.holds_any();
        if is_nullable { Kind::Nullable(Box::new(kind)) } else { kind }
    }

    fn resolved(&mut self, schema: &Schema, place: &Place, definition: Option<&str>) -> Kind {
        if let Some(kind) = schema.derived_from.as_deref().and_then(|from| derived::kind(self, from, place)) {
            return kind;
        }
        match &schema.shape {
            Shape::Named(_) => self.untyped(place, "a reference that leads nowhere"),
            Shape::Any => Kind::Any,
            Shape::Bool => Kind::Bool,
            Shape::Int => Kind::Int,
            Shape::String => self.string(schema, place),
            // What the items may be counts before their type.
            Shape::Array(items) => match items.as_ref().filter(|_| !schema.allowed.iter().any(is_literal)) {
                Some(items) => Kind::List(Box::new(self.part(items, &place.item()))),
                None if schema.allowed.iter().any(|value| value.as_str().is_some()) => {
                    Kind::List(Box::new(self.string(schema, place)))
                }
                None if schema.allowed.iter().any(|value| value.as_int().is_some()) => Kind::List(Box::new(Kind::Int)),
                None => Kind::Any,
            },
            Shape::Tuple(items) => self.tuple(items, place, definition),
            Shape::Object { properties, additional } => {
                if properties.is_empty() {
                    return match additional {
                        Additional::Typed(value) => Kind::Map(Box::new(self.part(value, &place.entry()))),
                        Additional::Any | Additional::Sealed => Kind::Any,
                    };
                }
                let at = self.open_record(place);
                if let Some(name) = definition {
                    // A type may hold itself.
                    self.definitions.insert(name.to_owned(), Some(Kind::Record(at)));
                }
                self.fill(at, schema, place, None);
                self.close_record(at, place)
            }
            Shape::Tagged { by, variants } => {
                let at = self.open_union(place, by);
                if let Some(name) = definition {
                    self.definitions.insert(name.to_owned(), Some(Kind::Union(at)));
                }
                for (value, variant) in variants {
                    let types = &self.binding.interface.types;
                    let object = variant.resolve(types).clone();
                    let parent = self.model.unions[at].rust_name.clone();
                    let inner = place.variant(&parent, value);
                    let record = self.open_record(&inner);
                    let tag = (by.as_str(), value.as_str());
                    let from = object.derived_from.as_deref();
                    if from.is_some_and(|from| derived::fill_variant(self, record, from, &inner, tag)) {
                        // The resource type has its properties.
                    } else if matches!(object.shape, Shape::Object { .. }) {
                        self.fill(record, &object, &inner, Some((by, value)));
                    } else {
                        self.model.records[record].tag = Some((by.clone(), value.clone()));
                        self.untyped(&inner, "a variant that is not an object with properties of its own");
                    }
                    let name = type_name(value);
                    self.model.unions[at].variants.push((name, value.clone(), record));
                }
                self.finish_union(at);
                Kind::Union(at)
            }
        }
    }

    fn tuple(&mut self, items: &[Schema], place: &Place, definition: Option<&str>) -> Kind {
        let rust_name = self.name(place);
        let places: Vec<Place> = (0..items.len()).map(|at| place.position(&rust_name, at)).collect();
        let at = self.model.tuples.len();
        self.model.tuples.push(Tuple { rust_name, place: place.path.clone(), items: Vec::new() });
        if let Some(name) = definition {
            self.definitions.insert(name.to_owned(), Some(Kind::Tuple(at)));
        }
        let items = items.iter().zip(&places).map(|(item, place)| self.part(item, place)).collect();
        self.model.tuples[at].items = items;
        Kind::Tuple(at)
    }

    fn string(&mut self, schema: &Schema, place: &Place) -> Kind {
        let values: Vec<String> = schema.allowed.iter().filter_map(Json::as_str).map(str::to_owned).collect();
        if values.is_empty() { Kind::Text } else { self.enumeration(values, false, place) }
    }

    pub(super) fn untyped(&mut self, place: &Place, why: &str) -> Kind {
        self.model.untyped.push(format!("{}: {why}", place.path));
        Kind::Any
    }

    pub(super) fn enumeration(&mut self, values: Vec<String>, is_open: bool, place: &Place) -> Kind {
        let mut names = Names::default();
        let values: Vec<(String, String)> =
            values.into_iter().map(|value| (names.take(&[constant(&value)]), value)).collect();
        let same = |known: &Enum| {
            known.values == values && known.is_open == is_open && place.candidates().contains(&known.rust_name)
        };
        if let Some(at) = self.model.enums.iter().position(same) {
            return Kind::Enum(at);
        }
        let rust_name = self.name(place);
        self.model.enums.push(Enum { rust_name, place: place.path.clone(), values, is_open });
        Kind::Enum(self.model.enums.len() - 1)
    }

    pub(super) fn name(&mut self, place: &Place) -> String {
        let name = match self.binding.names.get(&place.path) {
            Some(kept) => kept.clone(),
            None => self.taken.take(&place.candidates()),
        };
        self.model.names.insert(place.path.clone(), name.clone());
        name
    }

    /// A record without fields yet.
    pub(super) fn open_record(&mut self, place: &Place) -> usize {
        let rust_name = self.name(place);
        self.model.records.push(Record { rust_name, place: place.path.clone(), ..Record::default() });
        self.model.records.len() - 1
    }

    pub(super) fn open_union(&mut self, place: &Place, by: &str) -> usize {
        let rust_name = self.name(place);
        self.model.unions.push(Union { rust_name, place: place.path.clone(), by: by.to_owned(), variants: Vec::new() });
        self.model.unions.len() - 1
    }

    /// Variants have names of their own.
    pub(super) fn finish_union(&mut self, at: usize) {
        let mut names = Names::reserving(["Self"]);
        for (name, ..) in &mut self.model.unions[at].variants {
            *name = names.take(std::slice::from_ref(name));
        }
    }

    fn fill(&mut self, at: usize, schema: &Schema, place: &Place, tag: Option<(&str, &str)>) {
        let Shape::Object { properties, additional } = &schema.shape else { return };
        let types = &self.binding.interface.types;
        let parent = self.model.records[at].rust_name.clone();
        let mut methods = Names::reserving(OBJECT_METHODS.into_iter().chain(["entry"]));
        let properties: Vec<_> =
            properties.iter().filter(|property| tag.is_none_or(|(by, _)| property.name != by)).collect();
        let names: Vec<&str> = properties.iter().map(|property| &*property.name).collect();
        let mut fields = Vec::with_capacity(properties.len());
        for (property, method) in properties.iter().zip(setters(&mut methods, &names)) {
            let kind = self.kind(&property.schema, &place.property(&parent, &property.name));
            fields.push(Field {
                name: property.name.clone(),
                method,
                adder: None,
                kind,
                is_required: !property.optional && !property.schema.is_nullable(types),
                description: description(&property.schema, types),
                facts: docs::bounds(&property.schema, types),
                preset: None,
            });
        }
        adders(&mut methods, &mut fields);
        let entries = match additional {
            Additional::Typed(value) => Some(self.part(value, &place.entry())),
            Additional::Any | Additional::Sealed => None,
        };
        let record = &mut self.model.records[at];
        record.description.clone_from(&schema.description);
        record.fields = fields;
        record.entries = entries;
        record.tag = tag.map(|(by, value)| (by.to_owned(), value.to_owned()));
        record.choose_arguments();
    }

    /// Merges the last record into an equal one of the same name, if there is one.
    pub(super) fn close_record(&mut self, at: usize, place: &Place) -> Kind {
        if at + 1 != self.model.records.len() {
            return Kind::Record(at);
        }
        let candidates = place.candidates();
        let record = &self.model.records[at];
        let shape = |record: &Record| -> Vec<(String, Kind, bool)> {
            record.fields.iter().map(|field| (field.name.clone(), field.kind.clone(), field.is_required)).collect()
        };
        let same = self.model.records[..at].iter().position(|known| {
            candidates.contains(&known.rust_name)
                && known.tag.is_none()
                && known.entries == record.entries
                && known.fields.len() == record.fields.len()
                && shape(known) == shape(record)
        });
        let Some(known) = same else { return Kind::Record(at) };
        let known_name = self.model.records[known].rust_name.clone();
        self.model.names.insert(place.path.clone(), known_name);
        self.model.records.pop();
        Kind::Record(known)
    }
}

/// The names of setters, each once.
pub(super) fn setters(methods: &mut Names, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| methods.take(&[snake(name), snake(&format!("{name} value"))])).collect()
}

/// Methods that add one item, where their name is free.
pub(super) fn adders(methods: &mut Names, fields: &mut [Field]) {
    for field in fields {
        if !matches!(field.kind, Kind::List(_) | Kind::Map(_)) {
            continue;
        }
        let one = snake(&singular(&field.name));
        let name = if one == field.method { format!("add_{one}") } else { one };
        if methods.is_free(&name) {
            field.adder = Some(methods.take(&[name]));
        }
    }
}

fn is_literal(value: &Json) -> bool {
    value.as_str().is_some() || value.as_int().is_some()
}

pub(super) fn description(schema: &Schema, types: &BTreeMap<String, Schema>) -> Option<String> {
    schema.description(types).map(str::to_owned)
}
