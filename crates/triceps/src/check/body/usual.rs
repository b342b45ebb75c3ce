//! Properties that resources usually have at the top. They are accepted with a warning where the type lacks them,
//! and bring types of their own.

/// The type of a usual property.
#[derive(Clone, Copy, Debug)]
pub(super) enum Usual {
    Text,
    Number,
    Flag,
    Texts,
    /// An object with anything in it.
    Anything,
    Object(&'static UsualObject),
}

#[derive(Debug)]
pub(super) struct UsualObject {
    pub(super) name: &'static str,
    pub(super) properties: &'static [UsualProperty],
    /// What other properties are, if there may be any.
    pub(super) additional: Option<Usual>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct UsualProperty {
    pub(super) name: &'static str,
    pub(super) kind: Usual,
    pub(super) required: bool,
}

const fn optional(name: &'static str, kind: Usual) -> UsualProperty {
    UsualProperty { name, kind, required: false }
}

const fn required(name: &'static str, kind: Usual) -> UsualProperty {
    UsualProperty { name, kind, required: true }
}

const fn map(name: &'static str, entry: Usual) -> UsualObject {
    UsualObject { name, properties: &[], additional: Some(entry) }
}

const fn closed(name: &'static str, properties: &'static [UsualProperty]) -> UsualObject {
    UsualObject { name, properties, additional: None }
}

/// The usual properties, sorted by name.
pub(super) static TOP_LEVEL: [UsualProperty; 15] = [
    optional("asserts", Usual::Object(&ASSERTS)),
    optional("eTag", Usual::Text),
    optional("extendedLocation", Usual::Object(&EXTENDED_LOCATION)),
    optional("identity", Usual::Object(&IDENTITY)),
    optional("kind", Usual::Text),
    optional("location", Usual::Text),
    optional("managedBy", Usual::Text),
    optional("managedByExtended", Usual::Texts),
    optional("placement", Usual::Object(&PLACEMENT)),
    optional("plan", Usual::Anything),
    optional("properties", Usual::Anything),
    optional("scale", Usual::Object(&SCALE)),
    optional("sku", Usual::Object(&SKU)),
    optional("tags", Usual::Object(&TAGS)),
    optional("zones", Usual::Texts),
];

static ASSERTS: UsualObject = map("asserts", Usual::Flag);
static TAGS: UsualObject = map("Tags", Usual::Text);
static SKU: UsualObject = closed(
    "sku",
    &[
        optional("name", Usual::Text),
        optional("tier", Usual::Text),
        optional("size", Usual::Text),
        optional("family", Usual::Text),
        optional("model", Usual::Text),
        optional("capacity", Usual::Number),
    ],
);
static EXTENDED_LOCATION: UsualObject =
    closed("extendedLocation", &[required("type", Usual::Text), optional("name", Usual::Text)]);
static PLACEMENT: UsualObject = closed(
    "placement",
    &[
        required("zonePlacementPolicy", Usual::Text),
        optional("includeZones", Usual::Texts),
        optional("excludeZones", Usual::Texts),
    ],
);
static SCALE: UsualObject = closed(
    "scale",
    &[required("capacity", Usual::Number), optional("maximum", Usual::Number), optional("minimum", Usual::Number)],
);
static USER_ASSIGNED: UsualObject = closed(
    "userAssignedIdentityProperties",
    &[optional("principalId", Usual::Text), optional("clientId", Usual::Text)],
);
static USER_ASSIGNED_IDENTITIES: UsualObject = map("userAssignedIdentities", Usual::Object(&USER_ASSIGNED));
static IDENTITY: UsualObject = closed(
    "identity",
    &[
        optional("principalId", Usual::Text),
        optional("tenantId", Usual::Text),
        required("type", Usual::Text),
        optional("identityIds", Usual::Texts),
        optional("userAssignedIdentities", Usual::Object(&USER_ASSIGNED_IDENTITIES)),
        optional("delegatedResources", Usual::Anything),
    ],
);

/// Properties at the top whose values have to be known when the deployment starts, where the type has them.
pub(super) fn is_constant(name: &str) -> bool {
    matches!(
        name,
        "location"
            | "kind"
            | "subscriptionId"
            | "resourceGroup"
            | "managedBy"
            | "extendedLocation"
            | "zones"
            | "placement"
            | "plan"
            | "sku"
            | "identity"
            | "managedByExtended"
            | "tags"
            | "asserts"
    )
}

/// The usual property of this name.
pub(super) fn top_level(name: &str) -> Option<&'static UsualProperty> {
    TOP_LEVEL.iter().find(|property| property.name == name)
}
