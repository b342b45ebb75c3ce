//! What a module gives: its outputs, and the objects in them.

use triceps_modules::{Additional, Property, Schema, Shape};

use super::derived;
use super::model::{Output, Read, View};
use super::read::{Place, Reader, description};
use crate::naming::{Names, constant, snake};

/// Deeper than this, an output is taken as it comes.
const MAX_DEPTH: usize = 64;

impl Reader<'_> {
    /// Reads all outputs.
    pub(super) fn outputs(&mut self) {
        let binding = self.binding;
        let types = &binding.interface.types;
        let mut methods = Names::reserving(["clone"]);
        for output in &binding.interface.outputs {
            let place = Place::output(&output.name, &self.model.rust_name);
            let kind = self.read(&output.schema, &place, 0);
            self.model.outputs.push(Output {
                name: output.name.clone(),
                method: methods.take(&[snake(&output.name)]),
                kind,
                is_nullable: output.schema.is_nullable(types),
                is_secure: output.schema.is_secure(types),
                description: description(&output.schema, types),
            });
        }
    }

    fn read(&mut self, schema: &Schema, place: &Place, depth: usize) -> Read {
        self.model.places += 1;
        let types = &self.binding.interface.types;
        let definition = match &schema.shape {
            Shape::Named(name) => Some(name.as_str()),
            _ => None,
        };
        if let Some(known) = definition.and_then(|name| self.views.get(name)) {
            return known.clone();
        }
        let schema = schema.resolve(types);
        if let Some(read) = schema.derived_from.as_deref().and_then(|from| derived::read(self, from, place)) {
            return read;
        }
        if depth > MAX_DEPTH {
            self.untyped(place, "nested too deep");
            return Read::Any;
        }
        match &schema.shape {
            Shape::Bool => Read::Bool,
            Shape::Int => Read::Int,
            Shape::String => Read::Text,
            Shape::Array(Some(items)) => Read::List(Box::new(self.read_part(items, &place.item(), depth + 1))),
            Shape::Array(None) => Read::List(Box::new(Read::Any)),
            Shape::Tuple(_) => {
                self.untyped(place, "a tuple among outputs");
                Read::List(Box::new(Read::Any))
            }
            Shape::Object { properties, additional } => match additional {
                Additional::Typed(value) if properties.is_empty() => {
                    Read::Map(Box::new(self.read_part(value, &place.entry(), depth + 1)))
                }
                _ if properties.is_empty() => Read::Object,
                _ => {
                    let properties: Vec<(&Property, bool)> =
                        properties.iter().map(|property| (property, property.optional)).collect();
                    self.view(&properties, schema, definition, place, depth)
                }
            },
            Shape::Tagged { by, variants } => {
                // What all variants have together; but for the property that tells them apart, each may be missing.
                let mut all: Vec<(&Property, bool)> = Vec::new();
                for (_, variant) in variants {
                    let Shape::Object { properties, .. } = &variant.resolve(types).shape else { continue };
                    for property in properties {
                        if !all.iter().any(|(known, _)| known.name == property.name) {
                            all.push((property, property.name != *by));
                        }
                    }
                }
                self.view(&all, schema, definition, place, depth)
            }
            Shape::Any => Read::Any,
            Shape::Named(_) => {
                self.untyped(place, "a reference that leads nowhere");
                Read::Any
            }
        }
    }

    /// The type of an item or entry, which may be null on its own.
    fn read_part(&mut self, schema: &Schema, place: &Place, depth: usize) -> Read {
        let read = self.read(schema, place, depth);
        let is_nullable = schema.is_nullable(&self.binding.interface.types) && read != Read::Any;
        if is_nullable { Read::Nullable(Box::new(read)) } else { read }
    }

    /// A view without properties yet.
    pub(super) fn open_view(&mut self, place: &Place, description: Option<String>) -> usize {
        let rust_name = self.name(place);
        self.model.views.push(View { rust_name, place: place.path.clone(), description, properties: Vec::new() });
        self.model.views.len() - 1
    }

    /// An object whose properties may be missing, as each of them says.
    fn view(
        &mut self,
        properties: &[(&Property, bool)],
        schema: &Schema,
        definition: Option<&str>,
        place: &Place,
        depth: usize,
    ) -> Read {
        let types = &self.binding.interface.types;
        let at = self.open_view(place, schema.description.clone());
        let rust_name = self.model.views[at].rust_name.clone();
        if let Some(name) = definition {
            // A type may hold itself.
            self.views.insert(name.to_owned(), Read::View(at));
        }
        let mut constants = Names::default();
        let mut list = Vec::with_capacity(properties.len());
        for (property, may_be_missing) in properties {
            let kind = self.read(&property.schema, &place.property(&rust_name, &property.name), depth + 1);
            let output = Output {
                name: property.name.clone(),
                method: String::new(),
                kind,
                is_nullable: *may_be_missing || property.schema.is_nullable(types),
                is_secure: property.schema.is_secure(types),
                description: description(&property.schema, types),
            };
            list.push((constants.take(&[constant(&property.name)]), output));
        }
        self.model.views[at].properties = list;
        Read::View(at)
    }
}
