//! The top of a resource's body: properties of its type, of the language, and usual ones that the type lacks.

use triceps_types::{DiscriminatedObjectType, ObjectType, Property, ResourceType, Scopes, Variant};

use super::target::{Field, Target, quoted};
use super::usual::{self, TOP_LEVEL, Usual};
use crate::template::ResourceDecl;

/// What the top of one resource's body may hold.
#[derive(Clone, Copy)]
pub(super) struct Body {
    pub(super) kind: BodyKind,
    pub(super) traits: Traits,
}

#[derive(Clone, Copy)]
pub(super) enum BodyKind {
    Object(ObjectType<'static>),
    Variant(Variant<'static>),
    /// A type without data: the usual properties.
    Unknown,
    /// Variants that cannot be told apart: the usual properties that one of them has.
    Generic(DiscriminatedObjectType<'static>),
}

/// What a declaration makes of its type.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "facts about a declaration, independent of each other")]
pub(super) struct Traits {
    /// None for a type without data.
    pub(super) resource: Option<ResourceType<'static>>,
    /// A type of an extension rather than of Azure.
    pub(super) extension: bool,
    pub(super) existing: bool,
    pub(super) nested: bool,
    /// Whether the type is a child of another.
    pub(super) child: bool,
    /// Whether the name is the last segment only, so that rules for it apply.
    pub(super) short_name: bool,
    pub(super) deployments: bool,
}

impl Traits {
    pub(super) fn of(decl: &ResourceDecl, resource: Option<ResourceType<'static>>, extension: bool) -> Self {
        let segments = decl.type_name.bytes().filter(|byte| *byte == b'/').count();
        let nested = decl.container.is_some();
        Self {
            resource,
            extension,
            existing: decl.existing,
            nested,
            child: segments > 1,
            short_name: segments == 1 || nested || decl.body.get("parent").is_some(),
            deployments: decl.type_name.eq_ignore_ascii_case("Microsoft.Resources/deployments"),
        }
    }

    fn takes_scope(&self) -> bool {
        let Some(resource) = self.resource else { return true };
        let scopes = resource.readable_scopes() | resource.writable_scopes();
        self.existing || scopes.intersects(Scopes::EXTENSION | Scopes::TENANT)
    }
}

impl Body {
    /// The name of the type in messages.
    pub(super) fn name(&self) -> String {
        match (self.kind, self.traits.resource) {
            (BodyKind::Variant(variant), _) => quoted(variant.value()),
            (BodyKind::Object(_), Some(resource)) => resource.name().to_owned(),
            (_, Some(resource)) => format!("{}@{}", resource.name(), resource.version()),
            (_, None) => "a type without data".to_owned(),
        }
    }

    /// Calls `visit` with every property that the data of the type has.
    pub(super) fn for_each(&self, mut visit: impl FnMut(Field)) {
        match self.kind {
            BodyKind::Object(object) => {
                object.properties().filter_map(|property| self.adapted(property)).for_each(visit);
            }
            BodyKind::Variant(variant) => {
                variant.properties().filter_map(|property| self.adapted(property)).for_each(visit);
            }
            BodyKind::Unknown | BodyKind::Generic(_) => {
                let text = Target::Usual(Usual::Text);
                visit(Field { required: true, system: true, ..Field::plain("name", text) });
                for name in ["id", "type", "apiVersion"] {
                    visit(Field { read_only: true, system: true, ..Field::plain(name, text) });
                }
                for property in TOP_LEVEL.iter().filter(|property| self.generic_has(property.name)) {
                    visit(Field::plain(property.name, Target::Usual(property.kind)));
                }
            }
        }
    }

    /// A property of the data as the language takes it, or none if the language has its own of that name.
    fn adapted(&self, property: Property<'static>) -> Option<Field> {
        let traits = &self.traits;
        let mut field = Field::of(property);
        if traits.extension {
            // What tells an existing resource from others is enough.
            field.required &= !traits.existing || property.is_identifier();
            return Some(field);
        }
        match field.name {
            "name" => {
                field.system = true;
                field.nullable = false;
                if !traits.short_name && matches!(self.kind, BodyKind::Object(_)) {
                    field.target = Target::Usual(Usual::Text);
                }
            }
            name if self.of_the_language(name).is_some() => return None,
            _ if traits.existing => field.required = false,
            _ => {}
        }
        Some(field)
    }

    /// A property that the data of the type lacks: one of the language, or a usual one.
    pub(super) fn extra(&self, name: &str) -> Option<Field> {
        self.of_the_language(name).or_else(|| {
            if self.traits.extension {
                return None;
            }
            let property = usual::top_level(name)?;
            let fallback = !(name == "asserts" && matches!(self.kind, BodyKind::Object(_)));
            Some(Field { fallback, ..Field::plain(property.name, Target::Usual(property.kind)) })
        })
    }

    fn of_the_language(&self, name: &str) -> Option<Field> {
        let traits = &self.traits;
        let system = |name, target| Some(Field { system: true, ..Field::plain(name, target) });
        match name {
            "dependsOn" => system("dependsOn", Target::Any),
            "scope" if !traits.extension && traits.takes_scope() => system("scope", Target::Any),
            "parent" if !traits.extension && traits.child && !traits.nested => system("parent", Target::Any),
            "resourceGroup" if traits.deployments => system("resourceGroup", Target::Usual(Usual::Text)),
            "subscriptionId" if traits.deployments => system("subscriptionId", Target::Usual(Usual::Text)),
            _ => None,
        }
    }

    /// Calls `visit` with the names of all properties that may be written.
    pub(super) fn for_each_permitted(&self, mut visit: impl FnMut(&'static str)) {
        self.for_each(|field| {
            if !field.read_only {
                visit(field.name);
            }
        });
        let mut language = vec!["dependsOn", "scope", "parent", "resourceGroup", "subscriptionId"];
        if matches!(self.kind, BodyKind::Object(_)) && !self.traits.extension {
            language.push("asserts");
        }
        language.retain(|name| *name == "asserts" || self.of_the_language(name).is_some());
        language.into_iter().for_each(visit);
    }

    /// Whether one of the variants of a generic body has a property of this name.
    fn generic_has(&self, name: &str) -> bool {
        match self.kind {
            BodyKind::Generic(object) => object.variants().any(|variant| variant.property(name).is_some()),
            _ => true,
        }
    }
}
