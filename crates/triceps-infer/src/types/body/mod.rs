//! The types of resource bodies: what the index says, with what the language adds.

mod lookup;
mod method;
mod module;
mod standard;

pub use lookup::Known;
pub use lookup::{catalog_of, is_type, is_version};
pub use method::Method;

use triceps_types::{ResourceType, Scopes, TypeKind};

use super::index::{IndexObject, IndexVariants};
use super::object::{Object, ObjectKind, Variants, VariantsKind};
use super::table::Types;
use standard::StandardProperties;
use triceps_middle::data::{Member, Shape};
use triceps_middle::kinds::{Property, PropertyFlags, ScopeKinds, Type, TypeFlags, TypeId};
use triceps_middle::map::Map;
use triceps_middle::strings::{Str, known};
use triceps_middle::{DeclId, DeclKind, FileId};

/// What is known of the bodies of a file's resources and modules.
#[derive(Debug)]
pub(super) struct Bodies {
    /// By declaration.
    found: Vec<Option<Found>>,
    /// By type and version as written.
    looked_up: Map<(Str, Option<Str>), Known>,
    /// What the index says about bodies that have no variants, with their names, by type and version as written.
    plain: Map<(Str, Option<Str>), (IndexObject, Str)>,
    list: Vec<Body>,
    standard: Option<StandardProperties>,
    modules: Map<FileId, TypeId>,
    /// By file: resource types that its types are derived from, and that the index does not have.
    unknown: Map<FileId, Vec<String>>,
    /// Whether all modules name the parameters that they give, once that is known.
    names_parameters: Option<bool>,
}

#[derive(Clone, Copy, Debug)]
struct Found {
    known: Known,
    /// What can be written.
    declared: Option<TypeId>,
    /// What can be read.
    narrowed: Option<TypeId>,
}

impl Bodies {
    pub(super) fn new(decls: usize) -> Self {
        Self {
            found: vec![None; decls],
            looked_up: Map::default(),
            plain: Map::default(),
            list: Vec::with_capacity(decls + 2),
            standard: None,
            modules: Map::default(),
            unknown: Map::default(),
            names_parameters: None,
        }
    }
}

/// The body of a resource, or one variant of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BodyId(u32);

#[derive(Clone, Copy, Debug)]
struct Body {
    base: Base,
    /// The resource that it is of; none where a type stands for the body of any.
    decl: Option<DeclId>,
    resource: Option<ResourceType<'static>>,
    traits: Traits,
}

/// What a body is made of.
#[derive(Clone, Copy, Debug)]
enum Base {
    Object(IndexObject),
    Variant(IndexObject),
    /// The usual properties: all, or where variants cannot be told apart those that one of them has.
    StandardProperties(Option<IndexVariants>),
}

/// What a declaration makes of its type.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "facts about a declaration, independent of each other")]
struct Traits {
    /// A type of an extension rather than of Azure.
    extension: bool,
    existing: bool,
    nested: bool,
    /// Whether the type is a child of another.
    child: bool,
    /// Whether the name is the last segment only, so that rules for it apply.
    short_name: bool,
    deployments: bool,
}

impl Traits {
    fn of_type(type_name: &str) -> Self {
        let segments = type_name.bytes().filter(|byte| *byte == b'/').count();
        Self {
            extension: false,
            existing: false,
            nested: false,
            child: segments > 1,
            short_name: segments == 1,
            deployments: type_name.eq_ignore_ascii_case("Microsoft.Resources/deployments"),
        }
    }
}

impl Types<'_> {
    /// The type of what can be written to a resource: an object, or one with variants. [`TypeId::ERROR`] of a
    /// resource whose type is none.
    pub fn declared_body(&mut self, decl: DeclId) -> TypeId {
        let known = self.known_type(decl);
        if let Some(Found { declared: Some(declared), .. }) = self.bodies.found[decl.index()] {
            return declared;
        }
        let declared = self.make_body(decl, known);
        if let Some(found) = &mut self.bodies.found[decl.index()] {
            found.declared = Some(declared);
        }
        declared
    }

    /// The type of what can be read from a resource: what can be written, made narrower by what is written.
    pub fn body_of(&mut self, decl: DeclId) -> TypeId {
        let declared = self.declared_body(decl);
        if let Some(Found { narrowed: Some(narrowed), .. }) = self.bodies.found[decl.index()] {
            return narrowed;
        }
        if declared == TypeId::ANY {
            return declared;
        }
        let narrowed = self.narrowed_body(decl, declared);
        // It is met nowhere else, so that it need not be looked up.
        let narrowed = self.stripped_object(narrowed, PropertyFlags::READ_ONLY).unwrap_or(narrowed);
        if let Some(found) = &mut self.bodies.found[decl.index()] {
            found.narrowed = Some(narrowed);
        }
        narrowed
    }

    fn narrowed_body(&mut self, decl: DeclId, declared: TypeId) -> TypeId {
        let Some(literal) = self.middle.decl(decl).body() else { return declared };
        match self.get(declared) {
            Type::Object(_) => self.narrowed_object(declared, literal),
            Type::Variants(id) => {
                let discriminator = self.variants_of(id).discriminator;
                let given = self.middle.property(literal, discriminator);
                let value = given.map(|given| self.get(self.of(given)));
                let Some(Type::StringLiteral(value, _)) = value else { return TypeId::ANY };
                let value = self.str(value).to_owned();
                match self.variant(id, &value) {
                    Some(variant) => self.narrowed_object(variant, literal),
                    None => TypeId::ANY,
                }
            }
            _ => declared,
        }
    }

    /// The body of a resource type by itself, for `resourceInput<..>`.
    pub(super) fn free_body(&mut self, resource: ResourceType<'static>) -> TypeId {
        let body = Body {
            base: Base::StandardProperties(None),
            decl: None,
            resource: Some(resource),
            traits: Traits::of_type(resource.name()),
        };
        self.body_type(body, resource)
    }

    fn make_body(&mut self, decl: DeclId, known: Known) -> TypeId {
        let DeclKind::Resource(resource) = self.middle.decl(decl).kind else { return TypeId::ERROR };
        if known.is_wrong {
            return TypeId::ERROR;
        }
        if known.is_opaque {
            return TypeId::ANY;
        }
        let mut traits = Traits::of_type(self.middle.str(resource.type_name));
        let nested = resource.container.is_some();
        traits.extension = known.extension;
        traits.existing = resource.existing;
        traits.nested = nested;
        traits.short_name |= nested || self.middle.property(resource.body, known::PARENT).is_some();
        let body = Body { base: Base::StandardProperties(None), decl: Some(decl), resource: known.resource, traits };
        match known.resource {
            Some(own) => {
                let key = (resource.type_name, resource.api_version);
                if let Some((listing, name)) = self.bodies.plain.get(&key).copied() {
                    return self.push_body_object(Body { base: Base::Object(listing), ..body }, name);
                }
                let ty = self.body_type(body, own);
                if let (Type::Object(id), Some(version)) = (self.get(ty), resource.api_version)
                    && let Object { name: Some(name), kind: ObjectKind::Body(id), .. } = *self.object_of(id)
                    && let Base::Object(listing) = self.bodies.list[id.0 as usize].base
                {
                    self.bodies.plain.insert((resource.type_name, Some(version)), (listing, name));
                }
                ty
            }
            None => {
                let name = self.type_of_resource(decl).to_owned();
                let version = self.middle.api_version(decl).map(|version| self.middle.str(version));
                let name = version.map_or(name.clone(), |version| format!("{name}@{version}"));
                self.body_object(body, &name)
            }
        }
    }

    fn body_type(&mut self, body: Body, resource: ResourceType<'static>) -> TypeId {
        match resource.body() {
            TypeKind::Object(object) => {
                let base = Base::Object(self.body_listing(object));
                self.body_object(Body { base, ..body }, resource.name())
            }
            TypeKind::Discriminated(object) => {
                let by_name = object.discriminator() == "name";
                let is_generic = (by_name && !body.traits.short_name)
                    || (!by_name && body.traits.existing && !body.traits.extension);
                let id = self.push_body(body);
                let variants = IndexVariants::of_body(object, id);
                if is_generic {
                    let name = format!("{}@{}", resource.name(), resource.version());
                    return self.body_object(Body { base: Base::StandardProperties(Some(variants)), ..body }, &name);
                }
                let name = Some(self.text(object.name()));
                let discriminator = self.text(object.discriminator());
                let kind = VariantsKind::Index(variants);
                self.push_variants(Variants { name, flags: TypeFlags::NONE, discriminator, kind })
            }
            _ => TypeId::ANY,
        }
    }

    fn push_body(&mut self, body: Body) -> BodyId {
        let id = BodyId(u32::try_from(self.bodies.list.len()).expect("limits on size keep ids within 32 bits"));
        self.bodies.list.push(body);
        id
    }

    fn body_object(&mut self, body: Body, name: &str) -> TypeId {
        let name = self.text(name);
        self.push_body_object(body, name)
    }

    fn push_body_object(&mut self, body: Body, name: Str) -> TypeId {
        let kind = ObjectKind::Body(self.push_body(body));
        let name = Some(name);
        self.push_object(Object { name, flags: TypeFlags::NONE, scope: ScopeKinds::NONE, kind })
    }

    /// One variant of a body.
    pub(super) fn variant_body(&mut self, common: BodyId, listing: IndexObject, value: &str) -> TypeId {
        let body = self.bodies.list[common.0 as usize];
        self.body_object(Body { base: Base::Variant(listing), ..body }, value)
    }

    pub(super) fn body_property(&mut self, id: BodyId, name: Str) -> Option<Property> {
        let body = self.bodies.list[id.0 as usize];
        if let Some(property) = self.property_of_language(body, name) {
            return Some(property);
        }
        let own = match body.base {
            Base::Object(listing) | Base::Variant(listing) => {
                let position = self.position_of(listing, name);
                position.map(|position| self.adapted(body, listing, position, name))
            }
            Base::StandardProperties(variants) => self.generic_property(body, variants, name),
        };
        own.or_else(|| self.fallback(body, name)).map(|property| body.traits.as_existing(property))
    }

    /// The marks of a property, without a look at its type.
    pub(super) fn body_flags(&mut self, id: BodyId, name: Str) -> Option<PropertyFlags> {
        let body = self.bodies.list[id.0 as usize];
        if let Base::Object(listing) | Base::Variant(listing) = body.base
            && !self.is_of_language(body, name)
            && let Some(position) = self.position_of(listing, name)
        {
            let member = &self.stored(listing).members()[position];
            return Some(body.traits.existing_flags(name, body.traits.adapted_flags(member, name)));
        }
        self.body_property(id, name).map(|property| property.flags)
    }

    /// A property that is written to a body.
    pub(super) fn body_expected(&mut self, id: BodyId, name: Str) -> Option<Property> {
        let body = &self.bodies.list[id.0 as usize];
        let is_adapted = matches!(name, known::NAME | known::TYPE | known::API_VERSION | known::ID);
        if let Base::Object(listing) | Base::Variant(listing) = body.base
            && !is_adapted
            && !body.traits.extension
            && !body.traits.deployments
            && !self.is_of_language(*body, name)
            && let Some(position) = self.position_of(listing, name)
        {
            let traits = body.traits;
            let is_constant = traits.is_constant(self.stored(listing).members()[position].name);
            let mut property = self.index_expected_at(listing, position, name);
            if is_constant {
                property.flags |= PropertyFlags::DEPLOY_TIME;
            }
            return Some(traits.as_existing(property));
        }
        self.body_property(id, name)
    }

    /// The properties of an object of the index that is written, and whether it is the body of a resource, to which the
    /// language adds its own. None where a declaration makes something else of them.
    pub(super) fn written_shape(&self, ty: TypeId) -> Option<(&'static Shape, bool)> {
        let Type::Object(id) = self.raw(ty) else { return None };
        match self.object_of(id).kind {
            ObjectKind::Index(listing) => Some((self.stored(listing), false)),
            ObjectKind::Body(id) => {
                let Body { base, traits, .. } = &self.bodies.list[id.0 as usize];
                match *base {
                    Base::Object(listing) | Base::Variant(listing)
                        if !traits.existing && !traits.extension && !traits.deployments =>
                    {
                        Some((self.stored(listing), true))
                    }
                    _ => None,
                }
            }
            ObjectKind::Listed { .. }
            | ObjectKind::Literal(_)
            | ObjectKind::Narrowed { .. }
            | ObjectKind::Stripped { .. } => None,
        }
    }

    /// Whether a property may belong to the language, whatever the data say about it.
    fn is_of_language(&self, body: Body, name: Str) -> bool {
        matches!(name, known::DEPENDS_ON | known::SCOPE | known::PARENT)
            || body.traits.deployments && matches!(self.str(name), "resourceGroup" | "subscriptionId")
    }

    /// A property of the index as the language takes it.
    fn adapted(&mut self, body: Body, listing: IndexObject, position: usize, name: Str) -> Property {
        let member = &self.stored(listing).members()[position];
        let literal = match (name, body.resource) {
            (known::TYPE, Some(resource)) => Some(resource.name()),
            (known::API_VERSION, Some(resource)) => Some(resource.version().as_str()),
            _ => None,
        };
        let is_any_name = name == known::NAME
            && !body.traits.extension
            && !body.traits.short_name
            && matches!(body.base, Base::Object(_));
        let ty = match literal {
            // These two belong to the resource, not to the body, which versions share.
            Some(literal) => self.literal(literal),
            None if is_any_name => TypeId::STRING,
            None => self.index_property_at(listing, position, name).ty,
        };
        Property { name, ty, flags: body.traits.adapted_flags(member, name) }
    }

    fn generic_property(&mut self, body: Body, variants: Option<IndexVariants>, name: Str) -> Option<Property> {
        let early = PropertyFlags::DEPLOY_TIME | PropertyFlags::READABLE_EARLY | PropertyFlags::SYSTEM;
        let (ty, flags) = match (name, body.resource) {
            (known::ID, _) => (TypeId::STRING, early | PropertyFlags::READ_ONLY),
            (known::NAME, _) => (TypeId::STRING, early | PropertyFlags::REQUIRED | PropertyFlags::LOOP_VARIANT),
            (known::TYPE, Some(resource)) => (self.literal(resource.name()), early | PropertyFlags::READ_ONLY),
            (known::API_VERSION, Some(resource)) => {
                (self.literal(resource.version().as_str()), early | PropertyFlags::READ_ONLY)
            }
            (known::TYPE | known::API_VERSION, None) => {
                let decl = body.decl?;
                let text = match name {
                    known::TYPE => self.type_of_resource(decl).to_owned(),
                    _ => self.middle.api_version(decl).map_or(String::new(), |text| self.middle.str(text).to_owned()),
                };
                (self.literal(&text), early | PropertyFlags::READ_ONLY)
            }
            _ => {
                let mut standard = self.standard_property(name)?;
                let text = self.str(name);
                let is_known = variants
                    .is_none_or(|variants| variants.object.variants().any(|variant| variant.property(text).is_some()));
                if body.traits.is_constant(text) {
                    standard.flags |= PropertyFlags::DEPLOY_TIME;
                }
                return is_known.then_some(standard);
            }
        };
        Some(Property { name, ty, flags })
    }

    /// A usual property that the type lacks.
    fn fallback(&mut self, body: Body, name: Str) -> Option<Property> {
        if body.traits.extension {
            return None;
        }
        let standard = self.standard_property(name)?;
        // Data of plain objects is taken to have asserts.
        let is_own = self.str(name) == "asserts" && matches!(body.base, Base::Object(_));
        let flags =
            if is_own { standard.flags | PropertyFlags::DEPLOY_TIME } else { standard.flags | PropertyFlags::FALLBACK };
        Some(Property { flags, ..standard })
    }

    fn property_of_language(&mut self, body: Body, name: Str) -> Option<Property> {
        let Traits { extension, existing, nested, child, deployments, .. } = body.traits;
        let meta = PropertyFlags::WRITE_ONLY | PropertyFlags::NO_ANY | PropertyFlags::SYSTEM;
        let place = meta | PropertyFlags::DEPLOY_TIME | PropertyFlags::READABLE_EARLY | PropertyFlags::LOOP_VARIANT;
        let (ty, flags) = match name {
            known::DEPENDS_ON if extension && existing => return None,
            known::DEPENDS_ON if extension => (TypeId::DEPENDENCIES, meta.without(PropertyFlags::SYSTEM)),
            known::DEPENDS_ON => (TypeId::DEPENDENCIES, meta),
            known::SCOPE if !extension => (self.scope_of(body)?, place),
            known::PARENT if !extension && child && !nested => {
                let parent = match body.decl {
                    Some(decl) => self.intern(Type::ParentOf(decl)),
                    None => TypeId::ANY_RESOURCE,
                };
                (parent, place)
            }
            _ if deployments && self.is_of_language(body, name) => {
                (TypeId::STRING, PropertyFlags::DEPLOY_TIME | PropertyFlags::SYSTEM)
            }
            _ => return None,
        };
        Some(body.traits.as_existing(Property { name, ty, flags }))
    }

    /// Where a resource may be: the type of its `scope`, if it has one.
    fn scope_of(&mut self, body: Body) -> Option<TypeId> {
        let scopes = match body.resource {
            Some(resource) => resource.readable_scopes() | resource.writable_scopes(),
            None => {
                Scopes::TENANT
                    | Scopes::MANAGEMENT_GROUP
                    | Scopes::SUBSCRIPTION
                    | Scopes::RESOURCE_GROUP
                    | Scopes::EXTENSION
            }
        };
        let mut kinds = ScopeKinds::from(scopes);
        if !body.traits.existing {
            kinds = kinds.common(ScopeKinds::RESOURCE | ScopeKinds::TENANT);
            if kinds.is_empty() {
                return None;
            }
        }
        Some(self.intern(Type::Scope(kinds)))
    }

    pub(super) fn body_properties(&mut self, id: BodyId) -> Vec<Property> {
        let body = self.bodies.list[id.0 as usize];
        let mut properties: Vec<Property> = Vec::new();
        for name in ["dependsOn", "scope", "parent", "resourceGroup", "subscriptionId"] {
            let name = self.text(name);
            properties.extend(self.property_of_language(body, name));
        }
        let language = properties.len();
        match body.base {
            Base::Object(listing) | Base::Variant(listing) => {
                for (position, member) in self.stored(listing).members().iter().enumerate() {
                    let name = self.text(member.name);
                    if !properties[..language].iter().any(|property| property.name == name) {
                        let property = self.adapted(body, listing, position, name);
                        properties.push(body.traits.as_existing(property));
                    }
                }
            }
            Base::StandardProperties(variants) => {
                let standard: Vec<Str> = self.standard().into_iter().map(|standard| standard.name).collect();
                for name in [known::ID, known::NAME, known::TYPE, known::API_VERSION].into_iter().chain(standard) {
                    let property = self.generic_property(body, variants, name);
                    properties.extend(property.map(|property| body.traits.as_existing(property)));
                }
            }
        }
        for standard in self.standard() {
            if !properties.iter().any(|property| property.name == standard.name) {
                let property = self.fallback(body, standard.name);
                properties.extend(property.map(|property| body.traits.as_existing(property)));
            }
        }
        properties
    }

    /// The names of what has to be written in a body and is not, read-only properties left out.
    pub(super) fn body_missing(&self, id: BodyId, given: &(impl Iterator<Item = Str> + Clone)) -> Vec<&'static str> {
        let body = &self.bodies.list[id.0 as usize];
        let name_alone = || if given.clone().any(|name| name == known::NAME) { Vec::new() } else { vec!["name"] };
        if body.traits.existing && !body.traits.extension {
            return name_alone();
        }
        match body.base {
            Base::Object(listing) | Base::Variant(listing) => self
                .stored(listing)
                .required()
                .map(|(_, member)| member)
                .filter(|member| {
                    (!body.traits.existing || member.marks().contains(PropertyFlags::IDENTIFIER))
                        && !given.clone().any(|name| member.name == self.str(name))
                })
                .map(|member| member.name)
                .collect(),
            Base::StandardProperties(_) => name_alone(),
        }
    }
}

impl Traits {
    /// Whether a property at the top of a body takes values alone that are known when the deployment starts.
    fn is_constant(self, name: &str) -> bool {
        !self.existing && standard::is_constant(name)
    }

    /// The marks of a property of the index as the language takes it.
    fn adapted_flags(self, member: &Member, name: Str) -> PropertyFlags {
        let mut flags = member.marks();
        if self.extension {
            if flags.contains(PropertyFlags::IDENTIFIER | PropertyFlags::REQUIRED) {
                flags |= PropertyFlags::SYSTEM | PropertyFlags::LOOP_VARIANT;
            }
            return flags;
        }
        if self.is_constant(member.name) {
            flags |= PropertyFlags::DEPLOY_TIME;
        }
        match name {
            known::NAME => flags | PropertyFlags::LOOP_VARIANT | PropertyFlags::SYSTEM | PropertyFlags::READABLE_EARLY,
            known::ID | known::TYPE | known::API_VERSION => flags | PropertyFlags::READABLE_EARLY,
            _ => flags,
        }
    }

    /// A property of an existing resource: what does not say which resource is meant can only be read.
    fn as_existing(self, property: Property) -> Property {
        Property { flags: self.existing_flags(property.name, property.flags), ..property }
    }

    fn existing_flags(self, name: Str, flags: PropertyFlags) -> PropertyFlags {
        let identifies = if self.extension {
            flags.contains(PropertyFlags::IDENTIFIER)
        } else {
            matches!(name, known::NAME | known::SCOPE | known::PARENT | known::DEPENDS_ON)
        };
        if !self.existing || identifies {
            return flags;
        }
        (flags | PropertyFlags::READ_ONLY).without(PropertyFlags::REQUIRED)
    }
}
