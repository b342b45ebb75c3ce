//! Types that a module derives from resource types.

use triceps_types::{Index, ObjectType, Property, TypeId, TypeKind};

use super::model::{Field, Kind, Output, Read};
use super::read::{Place, Reader, adders, setters};
use crate::naming::{Names, OBJECT_METHODS, constant, type_name};

/// What tells such a type apart from others.
pub(super) type Identity = TypeId;

/// Deeper than this, a type is taken as it comes.
const MAX_DEPTH: usize = 48;

/// The type at `Microsoft.Storage/storageAccounts@2024-01-01#properties/sku`; none where the index lacks it.
pub(super) fn kind(reader: &mut Reader<'_>, from: &str, place: &Place) -> Option<Kind> {
    let (kind, id) = locate(from)?;
    Some(reader.derived(kind, id, place))
}

/// Fills a variant with the properties of an object of the index; false where the index lacks it.
pub(super) fn fill_variant(reader: &mut Reader<'_>, at: usize, from: &str, place: &Place, tag: (&str, &str)) -> bool {
    let Some((TypeKind::Object(object), _)) = locate(from) else { return false };
    reader.fill_derived(at, &mut object.properties(), Some(object), place, Some(tag));
    true
}

/// The same for an output, in which what can only be read counts too.
pub(super) fn read(reader: &mut Reader<'_>, from: &str, place: &Place) -> Option<Read> {
    let (kind, id) = locate(from)?;
    Some(reader.derived_read(kind, id, place, 0))
}

fn locate(from: &str) -> Option<(TypeKind<'static>, Option<TypeId>)> {
    let (resource, pointer) = from.split_once('#').unwrap_or((from, ""));
    let (name, version) = resource.split_once('@')?;
    let mut at = Index::builtin().resource_type(name, version)?.body();
    let mut id = None;
    let mut steps = pointer.split('/').filter(|step| !step.is_empty());
    while let Some(step) = steps.next() {
        at = match (step, at) {
            ("properties", TypeKind::Object(object)) => {
                let property = object.property(&unescape(steps.next()?))?;
                id = Some(property.type_id());
                property.kind()
            }
            ("properties", TypeKind::Discriminated(object)) => {
                let name = unescape(steps.next()?);
                object.base_properties().find(|property| property.is_named(&name))?.kind()
            }
            ("additionalProperties", TypeKind::Object(object)) => {
                id = object.additional_type_id();
                object.additional_properties()?
            }
            ("items", TypeKind::Array(array)) => {
                id = None;
                array.item()
            }
            ("discriminator", TypeKind::Discriminated(object)) => {
                let value = unescape(steps.nth(1)?);
                id = None;
                TypeKind::Object(object.variant(&value)?.object())
            }
            _ => return None,
        };
    }
    Some((at, id))
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

impl Reader<'_> {
    fn derived(&mut self, kind: TypeKind<'static>, id: Option<TypeId>, place: &Place) -> Kind {
        self.model.places += 1;
        let is_secret = matches!(kind, TypeKind::Object(object) if object.is_sensitive());
        let made = self.known_or_made(kind, id, place);
        if is_secret { Kind::Secret(Box::new(made)) } else { made }
    }

    fn known_or_made(&mut self, kind: TypeKind<'static>, id: Option<TypeId>, place: &Place) -> Kind {
        if let Some(known) = id.and_then(|id| self.derived.get(&id)) {
            return known.clone();
        }
        if self.depth > MAX_DEPTH {
            return self.untyped(place, "nested too deep");
        }
        self.depth += 1;
        let made = self.made(kind, id, place);
        self.depth -= 1;
        if let (Some(id), Kind::Record(_) | Kind::Union(_)) = (id, &made) {
            self.derived.insert(id, made.clone());
        }
        made
    }

    fn made(&mut self, kind: TypeKind<'static>, id: Option<TypeId>, place: &Place) -> Kind {
        match kind {
            TypeKind::Any => Kind::Any,
            TypeKind::Boolean => Kind::Bool,
            TypeKind::Integer(_) => Kind::Int,
            TypeKind::String(text) if text.is_sensitive() => Kind::Secret(Box::new(Kind::Text)),
            TypeKind::String(_) => Kind::Text,
            TypeKind::Literal(value) => self.enumeration(vec![value.to_owned()], false, place),
            TypeKind::Union(union) if union.other().is_some_and(|rest| rest.is_sensitive()) => {
                Kind::Secret(Box::new(Kind::Text))
            }
            TypeKind::Union(union) => {
                let values = union.literals().map(str::to_owned).collect();
                self.enumeration(values, union.is_open(), place)
            }
            TypeKind::Array(array) => Kind::List(Box::new(self.derived(array.item(), None, &place.item()))),
            TypeKind::Object(object) => {
                if object.properties().next().is_none() {
                    return match object.additional_properties() {
                        Some(TypeKind::Any) | None => Kind::Any,
                        Some(value) => {
                            let inner = place.entry();
                            Kind::Map(Box::new(self.derived(value, object.additional_type_id(), &inner)))
                        }
                    };
                }
                // Items have no identity, but their objects do.
                let id = id.or(Some(object.id()));
                if let Some(known) = id.and_then(|id| self.derived.get(&id)) {
                    return known.clone();
                }
                let at = self.open_record(place);
                if let Some(id) = id {
                    self.derived.insert(id, Kind::Record(at));
                }
                self.fill_derived(at, &mut object.properties(), Some(object), place, None);
                Kind::Record(at)
            }
            TypeKind::Discriminated(object) => {
                let by = object.discriminator();
                let at = self.open_union(place, by);
                if let Some(id) = id {
                    self.derived.insert(id, Kind::Union(at));
                }
                for variant in object.variants() {
                    let value = variant.value();
                    let parent = self.model.unions[at].rust_name.clone();
                    let inner = place.variant(&parent, value);
                    let record = self.open_record(&inner);
                    self.fill_derived(record, &mut variant.properties(), None, &inner, Some((by, value)));
                    self.model.unions[at].variants.push((type_name(value), value.to_owned(), record));
                }
                self.finish_union(at);
                Kind::Union(at)
            }
            _ => self.untyped(place, "a kind of type that is not known"),
        }
    }

    fn fill_derived(
        &mut self,
        at: usize,
        properties: &mut dyn Iterator<Item = Property<'static>>,
        object: Option<ObjectType<'static>>,
        place: &Place,
        tag: Option<(&str, &str)>,
    ) {
        let parent = self.model.records[at].rust_name.clone();
        let mut methods = Names::reserving(OBJECT_METHODS.into_iter().chain(["entry"]));
        let properties: Vec<Property<'static>> = properties
            .filter(|property| !property.is_read_only() && tag.is_none_or(|(by, _)| !property.is_named(by)))
            .collect();
        let names: Vec<&str> = properties.iter().map(Property::name).collect();
        let mut fields = Vec::with_capacity(properties.len());
        for (property, method) in properties.iter().zip(setters(&mut methods, &names)) {
            let inner = place.property(&parent, property.name());
            let kind = self.derived(property.kind(), Some(property.type_id()), &inner);
            fields.push(Field {
                name: property.name().to_owned(),
                method,
                adder: None,
                kind,
                is_required: property.is_required(),
                description: None,
                facts: Vec::new(),
                preset: None,
            });
        }
        adders(&mut methods, &mut fields);
        let additional = object.and_then(|object| Some((object.additional_properties()?, object.additional_type_id())));
        let entries = additional.map(|(value, id)| {
            let inner = place.entry();
            self.derived(value, id, &inner)
        });
        let record = &mut self.model.records[at];
        record.fields = fields;
        record.entries = entries;
        record.tag = tag.map(|(by, value)| (by.to_owned(), value.to_owned()));
        record.choose_arguments();
    }

    fn derived_read(&mut self, kind: TypeKind<'static>, id: Option<TypeId>, place: &Place, depth: usize) -> Read {
        self.model.places += 1;
        if let Some(known) = id.and_then(|id| self.derived_views.get(&id)) {
            return known.clone();
        }
        if depth > MAX_DEPTH {
            self.untyped(place, "nested too deep");
            return Read::Any;
        }
        match kind {
            TypeKind::Any => Read::Any,
            TypeKind::Boolean => Read::Bool,
            TypeKind::Integer(_) => Read::Int,
            TypeKind::String(_) | TypeKind::Literal(_) | TypeKind::Union(_) => Read::Text,
            TypeKind::Array(array) => {
                Read::List(Box::new(self.derived_read(array.item(), None, &place.item(), depth + 1)))
            }
            TypeKind::Object(object) => {
                if object.properties().next().is_none() {
                    return match object.additional_properties() {
                        Some(TypeKind::Any) | None => Read::Object,
                        Some(value) => {
                            let id = object.additional_type_id();
                            Read::Map(Box::new(self.derived_read(value, id, &place.entry(), depth + 1)))
                        }
                    };
                }
                let id = id.unwrap_or(object.id());
                if let Some(known) = self.derived_views.get(&id) {
                    return known.clone();
                }
                let at = self.open_view(place, None);
                self.derived_views.insert(id, Read::View(at));
                let properties: Vec<(Property<'static>, bool)> = object
                    .properties()
                    .filter(|property| !property.is_write_only())
                    .map(|property| (property, property.is_required()))
                    .collect();
                self.fill_view(at, properties, place, depth)
            }
            TypeKind::Discriminated(object) => {
                let at = self.open_view(place, None);
                if let Some(id) = id {
                    self.derived_views.insert(id, Read::View(at));
                }
                let mut properties: Vec<(Property<'static>, bool)> =
                    object.base_properties().map(|property| (property, property.is_required())).collect();
                for variant in object.variants() {
                    for property in variant.properties() {
                        if !properties.iter().any(|(known, _)| known.is_named(property.name())) {
                            properties.push((property, property.is_named(object.discriminator())));
                        }
                    }
                }
                self.fill_view(at, properties, place, depth)
            }
            _ => {
                self.untyped(place, "a kind of type that is not known");
                Read::Any
            }
        }
    }

    /// Fills a view with properties that are there always, or may be missing.
    fn fill_view(
        &mut self,
        at: usize,
        properties: Vec<(Property<'static>, bool)>,
        place: &Place,
        depth: usize,
    ) -> Read {
        let parent = self.model.views[at].rust_name.clone();
        let mut constants = Names::default();
        let mut list = Vec::with_capacity(properties.len());
        for (property, is_there) in properties {
            let is_secure = match property.kind() {
                TypeKind::String(text) => text.is_sensitive(),
                TypeKind::Object(object) => object.is_sensitive(),
                _ => false,
            };
            let inner = place.property(&parent, property.name());
            let output = Output {
                name: property.name().to_owned(),
                method: String::new(),
                kind: self.derived_read(property.kind(), Some(property.type_id()), &inner, depth + 1),
                is_nullable: !is_there,
                is_secure,
                description: None,
            };
            list.push((constants.take(&[constant(property.name())]), output));
        }
        self.model.views[at].properties = list;
        Read::View(at)
    }
}
