//! From the type index to the shape of a model.

mod functions;
mod getters;
mod ids;
mod record;

use std::collections::BTreeMap;

use triceps_types::{DiscriminatedObjectType, ObjectType, Property, ResourceType, StringType, TypeId, TypeKind};

use crate::naming::{MODEL_METHODS, Names, OBJECT_METHODS, TYPES_IN_USE, pascal, singular, snake};
use crate::shape::{Enum, Identity, Model, NameRule, Record, TextRule, Type};
use crate::style::Applied;
use ids::is_resource_id;

/// Property names that say little without the object they are in.
const VAGUE: [&str; 16] = [
    "action", "category", "family", "format", "kind", "level", "mode", "name", "operator", "scope", "size", "state",
    "status", "tier", "type", "value",
];

/// What the type of an identity is named after.
const IDENTITY: &str = "Identity";

/// Reads the body of a type into a model with these names.
pub(crate) fn model(resource: &ResourceType<'_>, provider: String, rust_name: String, style: &mut Applied) -> Model {
    let used = [rust_name.clone(), format!("{rust_name}Ref")];
    let types = Names::reserving(TYPES_IN_USE.into_iter().chain(used.iter().map(String::as_str)));
    let mut reader = Reader {
        types,
        records: Vec::new(),
        enums: Vec::new(),
        seen: BTreeMap::new(),
        identity: None,
        empty_properties: false,
        style,
    };
    let (record, name) = reader.resource(resource.body(), &rust_name);
    let getters = getters::read(&mut reader, &record, resource.body());
    let (functions, outputs) = functions::read(&mut reader, resource, &getters);
    let provider_feature = provider.replace('_', "-");
    let parent = resource.name().rsplit_once('/').map(|(parent, _)| parent.to_owned());
    Model {
        type_name: resource.name().to_owned(),
        version: resource.version().as_str().to_owned(),
        provider,
        feature: Some(provider_feature),
        is_flat: reader.style.is_flat(&rust_name),
        module: snake(&rust_name),
        rust_name,
        scopes: resource.writable_scopes().to_string(),
        parent: parent.filter(|parent| parent.contains('/')),
        name,
        record,
        empty_properties: reader.empty_properties,
        identity: reader.identity,
        records: reader.records,
        enums: reader.enums,
        getters,
        functions,
        outputs,
    }
}

/// State of reading one model.
struct Reader<'s> {
    types: Names,
    records: Vec<Record>,
    enums: Vec<Enum>,
    seen: BTreeMap<TypeId, usize>,
    identity: Option<Identity>,
    empty_properties: bool,
    style: &'s mut Applied,
}

/// Whose properties are read.
#[derive(Clone, Copy)]
struct Owner<'a> {
    /// The type that gets the setters.
    name: &'a str,
    /// What names of nested types begin with where they say too little alone.
    prefix: &'a str,
    is_nested: bool,
}

impl<'a> Owner<'a> {
    fn resource(name: &'a str) -> Self {
        Self { name, prefix: name, is_nested: false }
    }

    fn object(name: &'a str) -> Self {
        Self { name, prefix: name, is_nested: true }
    }

    /// The same type, for an object whose properties it has.
    fn flat(self, prefix: &'a str) -> Self {
        Self { prefix, is_nested: true, ..self }
    }
}

/// A property before the setters of its object have their names.
#[derive(Clone)]
struct Draft {
    path: Vec<String>,
    kind: Type,
    required: bool,
    write_only: bool,
    /// It can have this value only, so that it needs no setter.
    fixed: Option<String>,
    /// What it is set to by default.
    chosen: Option<String>,
}

impl Reader<'_> {
    fn resource(&mut self, body: TypeKind<'_>, rust_name: &str) -> (Record, NameRule) {
        let (name, variants, discriminator) = match body {
            TypeKind::Object(body) => {
                let name = name_rule(body.properties());
                (name, vec![(None, self.top_level(body.properties(), rust_name))], None)
            }
            TypeKind::Discriminated(body) => {
                let name = name_rule(body.base_properties());
                let discriminator = body.discriminator().to_owned();
                let variants = self.variants(&body, |reader, properties| reader.top_level(properties, rust_name));
                (name, variants, Some(discriminator))
            }
            _ => (NameRule::Chosen(TextRule::default()), vec![(None, Vec::new())], None),
        };
        let mut methods: Vec<&str> = MODEL_METHODS.to_vec();
        if let NameRule::Absent(_) = name {
            methods.retain(|method| *method != "name");
        }
        methods.extend(["tag"]);
        if self.identity.is_some() {
            methods.extend(["identity", "system_identity", "identity_type"]);
        }
        let mut record = self.record(rust_name, String::new(), discriminator, &variants, &methods);
        for constructor in &mut record.constructors {
            // What a resource is known by comes first, then where it is.
            constructor.arguments.sort_by_key(|at| match (&name, record.fields[*at].path.as_slice()) {
                (NameRule::Absent(Some(key)), [only]) if only == key => 0,
                (_, [only]) if only == "location" => 1,
                _ => 2,
            });
        }
        self.choose_arguments(&mut record);
        (record, name)
    }

    /// The drafts of the variants of an object, by their values.
    fn variants<'a>(
        &mut self,
        object: &DiscriminatedObjectType<'a>,
        mut read: impl FnMut(&mut Self, Vec<Property<'a>>) -> Vec<Draft>,
    ) -> Vec<(Option<String>, Vec<Draft>)> {
        let mut variants = Vec::new();
        for variant in object.variants() {
            let is_other = |p: &Property<'_>| !p.name().eq_ignore_ascii_case(object.discriminator());
            let properties: Vec<_> = variant.properties().filter(is_other).collect();
            variants.push((Some(variant.value().to_owned()), read(self, properties)));
        }
        if variants.is_empty() {
            variants.push((None, read(self, object.base_properties().collect())));
        }
        variants
    }

    fn top_level<'a>(&mut self, properties: impl IntoIterator<Item = Property<'a>>, rust_name: &str) -> Vec<Draft> {
        let owner = Owner::resource(rust_name);
        let mut drafts = Vec::new();
        // The identity first, wherever the data has it: its types have the same names in all resources.
        let mut properties: Vec<_> = properties.into_iter().collect();
        properties.sort_by_key(|property| property.name() != "identity");
        for property in properties {
            match (property.name(), property.kind()) {
                ("name", _) if !property.is_identifier() => {}
                ("properties", TypeKind::Object(inner)) if !property.is_read_only() && has_writable(&inner) => {
                    let inner: Vec<_> = self.drafts(inner.properties(), &["properties".to_owned()], owner);
                    if property.is_required() && !inner.iter().any(|draft| draft.required) {
                        self.empty_properties = true;
                    }
                    drafts.extend(inner);
                }
                ("identity", TypeKind::Object(inner)) if !property.is_read_only() => match self.identity(&inner) {
                    Some((identity, further)) => {
                        self.identity = Some(identity);
                        drafts.extend(further);
                    }
                    None => drafts.extend(self.draft(&property, &[], owner)),
                },
                _ => drafts.extend(self.draft(&property, &[], owner)),
            }
        }
        drafts
    }

    /// Identities get shorthands where they look as they usually do.
    fn identity(&mut self, object: &ObjectType<'_>) -> Option<(Identity, Vec<Draft>)> {
        let TypeKind::Union(kinds) = object.property("type")?.kind() else { return None };
        let has = |text: &str| kinds.literals().any(|literal| literal == text);
        if !has("SystemAssigned") && !has("UserAssigned") {
            return None;
        }
        let both = |text: &&str| text.contains("SystemAssigned") && text.contains("UserAssigned");
        let combined = kinds.literals().find(both).unwrap_or("SystemAssigned, UserAssigned").to_owned();
        let (path, owner) = (["identity".to_owned()], Owner::object(IDENTITY));
        let further = self.drafts(object.properties().filter(|property| property.name() != "type"), &path, owner);
        let kind = self.draft(&object.property("type")?, &path, owner)?.kind;
        Some((Identity { combined, kind }, further))
    }

    fn drafts<'a>(
        &mut self,
        properties: impl IntoIterator<Item = Property<'a>>,
        prefix: &[String],
        owner: Owner<'_>,
    ) -> Vec<Draft> {
        let mut drafts = Vec::new();
        for property in properties {
            let path = below(prefix, property.name());
            if let Some(inner) = nested_properties(&property).filter(|_| prefix.is_empty()) {
                drafts.extend(self.drafts(inner.properties(), &path, owner));
            } else if let Some(inner) = self.flat_properties(&property, &path, owner) {
                let prefix = pascal(property.name());
                let inner = self.drafts(inner.properties(), &path, owner.flat(&prefix));
                let required = property.is_required();
                drafts.extend(inner.into_iter().map(|draft| Draft { required: required && draft.required, ..draft }));
            } else {
                drafts.extend(self.draft(&property, prefix, owner));
            }
        }
        drafts
    }

    /// The properties of an object that are chosen to be set on its owner.
    fn flat_properties<'a>(
        &mut self,
        property: &Property<'a>,
        path: &[String],
        owner: Owner<'_>,
    ) -> Option<ObjectType<'a>> {
        let TypeKind::Object(inner) = property.kind() else { return None };
        (!property.is_read_only() && self.is_flattened(owner.name, path)).then_some(inner)
    }

    fn is_flattened(&mut self, owner: &str, path: &[String]) -> bool {
        self.style.is_flattened(owner, &path.join("."))
    }

    fn draft(&mut self, property: &Property<'_>, prefix: &[String], owner: Owner<'_>) -> Option<Draft> {
        if property.is_read_only() {
            return None;
        }
        let path = below(prefix, property.name());
        let required = property.is_required();
        let chosen = self.style.fixed(owner.name, &path.join("."));
        let fixed = match property.kind() {
            _ if chosen.is_some() => None,
            TypeKind::Literal(value) if required => Some(value.to_owned()),
            _ => None,
        };
        let kind = match fixed {
            Some(_) => Type::Text(TextRule::default()),
            None => self.kind(property.kind(), property.name(), &path, owner, true),
        };
        Some(Draft { path, kind, required, write_only: property.is_write_only(), fixed, chosen })
    }

    /// The type of a property. Items of lists (`single` is false) are not stood for by a key.
    fn kind(&mut self, kind: TypeKind<'_>, name: &str, path: &[String], owner: Owner<'_>, single: bool) -> Type {
        match kind {
            TypeKind::Boolean => Type::Bool,
            TypeKind::Integer(integer) => Type::Int { min: integer.min(), max: integer.max() },
            TypeKind::String(text) if text.is_sensitive() => Type::Secret,
            TypeKind::String(text) => match text_rule(&text) {
                rule if rule.pattern.is_none() && is_resource_id(name) => Type::ResourceId,
                rule => Type::Text(rule),
            },
            TypeKind::Literal(value) => self.enumeration(vec![value.to_owned()], false, name, path, owner),
            TypeKind::Union(union) => {
                let values: Vec<String> = union.literals().map(str::to_owned).collect();
                match union.other() {
                    Some(rest) if rest.is_sensitive() => Type::Secret,
                    _ if values.is_empty() => Type::Text(TextRule::default()),
                    _ => self.enumeration(values, union.is_open(), name, path, owner),
                }
            }
            TypeKind::Array(array) => match self.kind(array.item(), &singular(name), path, owner, false) {
                // Lists of secrets are written with `array!`, which takes them.
                Type::Secret | Type::SecretObject => Type::List(Box::new(Type::Any)),
                item => Type::List(Box::new(item)),
            },
            TypeKind::Object(object) => match self.object(&object, name, path, owner, single) {
                Type::Record(at) if single && is_embedded_resource(&object) => Type::Reference(at),
                kind => kind,
            },
            TypeKind::Discriminated(object) => self.discriminated(&object, name, path, owner),
            _ => Type::Any,
        }
    }

    fn object(&mut self, object: &ObjectType<'_>, name: &str, path: &[String], owner: Owner<'_>, single: bool) -> Type {
        if object.is_sensitive() {
            return Type::SecretObject;
        }
        if !has_writable(object) {
            return match object.additional_properties() {
                Some(value) => {
                    let value = self.kind(value, &singular(name), path, owner, false);
                    Type::Map(Box::new(value))
                }
                None => Type::Object,
            };
        }
        if let Some(key) = standing_for(object).filter(|_| single) {
            let outer = if key.name() == "id" { "id" } else { name };
            let inner = self.kind(key.kind(), outer, path, owner, false);
            return Type::Keyed(key.name().to_owned(), Box::new(inner));
        }
        if let Some(at) = self.seen.get(&object.id()) {
            return Type::Record(*at);
        }
        let candidates = type_names(object.name(), name, owner);
        if let Some(at) = self.twin(object, &candidates[0], path) {
            return Type::Record(at);
        }
        let rust_name = self.take(candidates);
        let at = self.reserve(object.id(), &rust_name, path);
        let drafts = self.drafts(object.properties(), &[], Owner::object(&rust_name));
        self.records[at] = self.record(&rust_name, path.join("."), None, &[(None, drafts)], &OBJECT_METHODS);
        self.choose_arguments_of(at);
        Type::Record(at)
    }

    fn discriminated(
        &mut self,
        object: &DiscriminatedObjectType<'_>,
        name: &str,
        path: &[String],
        owner: Owner<'_>,
    ) -> Type {
        if object.variants().next().is_none() {
            return Type::Object;
        }
        if let Some(at) = self.seen.get(&object.id()) {
            return Type::Record(*at);
        }
        let rust_name = self.take(type_names(object.name(), name, owner));
        let at = self.reserve(object.id(), &rust_name, path);
        let variants =
            self.variants(object, |reader, properties| reader.drafts(properties, &[], Owner::object(&rust_name)));
        let discriminator = Some(object.discriminator().to_owned());
        self.records[at] = self.record(&rust_name, path.join("."), discriminator, &variants, &OBJECT_METHODS);
        Type::Record(at)
    }

    fn reserve(&mut self, id: TypeId, rust_name: &str, path: &[String]) -> usize {
        let at = self.records.len();
        self.seen.insert(id, at);
        self.records.push(Record {
            rust_name: rust_name.to_owned(),
            place: path.join("."),
            docs: Vec::new(),
            fields: Vec::new(),
            constructors: Vec::new(),
            discriminator: None,
            is_shared: false,
        });
        at
    }

    fn enumeration(
        &mut self,
        values: Vec<String>,
        is_open: bool,
        name: &str,
        path: &[String],
        owner: Owner<'_>,
    ) -> Type {
        let short = pascal(name);
        let long = format!("{}{short}", owner.prefix);
        let is_vague = owner.is_nested && VAGUE.contains(&name);
        let candidates = if is_vague { vec![long] } else { vec![short, long] };
        let candidates: Vec<String> = candidates.into_iter().map(|name| self.style.renamed(name)).collect();
        let same = |known: &Enum| known.values == values && candidates.contains(&known.rust_name);
        if let Some(at) = self.enums.iter().position(same) {
            return Type::Enum(at);
        }
        let rust_name = self.types.take(&candidates);
        let value_docs = vec![None; values.len()];
        let place = path.join(".");
        self.enums.push(Enum { rust_name, place, docs: Vec::new(), values, value_docs, is_open, is_shared: false });
        Type::Enum(self.enums.len() - 1)
    }

    /// The object of the same shape that has the name chosen for this one.
    fn twin(&mut self, object: &ObjectType<'_>, name: &str, path: &[String]) -> Option<usize> {
        let chosen = self.style.renamed(name.to_owned());
        let known = self.records.iter().position(|record| record.rust_name == chosen && chosen != name)?;
        let count = self.records.len();
        let drafts = self.drafts(object.properties(), &[], Owner::object(&chosen));
        let mut twin = self.record(&chosen, path.join("."), None, &[(None, drafts)], &OBJECT_METHODS);
        self.choose_arguments(&mut twin);
        let Record { fields, constructors, .. } = &self.records[known];
        let is_same = *fields == twin.fields && *constructors == twin.constructors && self.records.len() == count;
        is_same.then(|| {
            self.seen.insert(object.id(), known);
            known
        })
    }

    /// A name for a nested type.
    fn take(&mut self, candidates: Vec<String>) -> String {
        let candidates: Vec<String> = candidates.into_iter().map(|name| self.style.renamed(name)).collect();
        self.types.take(&candidates)
    }
}

/// What an object may be called: as in the data, unless that is a long name put together by a machine.
fn type_names(data_name: &str, property: &str, owner: Owner<'_>) -> Vec<String> {
    let by_data = pascal(data_name.rsplit(['/', '.']).next().unwrap_or_default());
    let prefixes = ["Common", "MicrosoftGraph"];
    let short = prefixes.iter().find_map(|prefix| by_data.strip_prefix(prefix).filter(|rest| !rest.is_empty()));
    let by_data = short.map(str::to_owned).unwrap_or(by_data);
    let by_property = pascal(&singular(property));
    let mut candidates = vec![by_data.clone(), by_property.clone(), format!("{}{by_property}", owner.prefix)];
    if by_data.is_empty() || by_data.len() > 40 || data_name.contains("CreateParametersOr") {
        candidates.remove(0);
    }
    candidates
}

fn below(prefix: &[String], name: &str) -> Vec<String> {
    prefix.iter().cloned().chain([name.to_owned()]).collect()
}

/// Types of Azure have a name; those of extensions have identifiers.
fn name_rule<'a>(properties: impl Iterator<Item = Property<'a>>) -> NameRule {
    let properties: Vec<_> = properties.collect();
    let identifier = properties.iter().find(|property| property.is_identifier());
    let name = properties.iter().find(|property| property.name() == "name" && !property.is_identifier());
    match name.map(Property::kind) {
        Some(TypeKind::Literal(value)) => NameRule::Fixed(value.to_owned()),
        Some(TypeKind::String(text)) => NameRule::Chosen(text_rule(&text)),
        Some(_) => NameRule::Chosen(TextRule::default()),
        None => NameRule::Absent(identifier.map(|property| property.name().to_owned())),
    }
}

fn text_rule(text: &StringType<'_>) -> TextRule {
    TextRule {
        min_length: text.min_length(),
        max_length: text.max_length(),
        pattern: text.pattern().map(str::to_owned),
    }
}

fn has_writable(object: &ObjectType<'_>) -> bool {
    object.properties().any(|property| !property.is_read_only())
}

/// The properties of an embedded resource that lie below its `properties`, as those of any resource.
fn nested_properties<'a>(property: &Property<'a>) -> Option<ObjectType<'a>> {
    let TypeKind::Object(inner) = property.kind() else { return None };
    let is_envelope = property.name() == "properties" && !property.is_read_only() && has_writable(&inner);
    let is_marked = property.is_required() && !inner.properties().any(|inner| inner.is_required());
    (is_envelope && !is_marked && inner.additional_properties().is_none()).then_some(inner)
}

/// Whether an object is a resource of its own, with an id beside its properties. In a list it is made together with the
/// resource that it stands in; by itself it is one that is there, and its id refers to it.
fn is_embedded_resource(object: &ObjectType<'_>) -> bool {
    let is_writable = |name: &str| object.property(name).is_some_and(|property| !property.is_read_only());
    let has_id = object.property("id").is_some_and(|id| !id.is_read_only() && matches!(id.kind(), TypeKind::String(_)));
    has_id && is_writable("properties")
}

/// The only property of an object that can be set, if it is its name or id.
fn standing_for<'a>(object: &ObjectType<'a>) -> Option<Property<'a>> {
    let mut writable = object.properties().filter(|property| !property.is_read_only());
    let only = writable.next().filter(|_| writable.next().is_none())?;
    let is_text = match only.kind() {
        TypeKind::String(text) => !text.is_sensitive(),
        TypeKind::Union(_) => true,
        _ => false,
    };
    (is_text && matches!(only.name(), "id" | "name") && object.additional_properties().is_none()).then_some(only)
}
