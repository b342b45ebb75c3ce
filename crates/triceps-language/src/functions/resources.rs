//! Functions of Azure about resources.

use crate::row::{Emission, Flags, Overload, Param, Row, Rule};
use crate::sig::{Field, RecordSig, Sig};

const TYPE: Param = Param::new("resourceType", Sig::String);
const NAME: Param = Param::new("resourceName", Sig::String);
const SUBSCRIPTION: Param = Param::new("subscriptionId", Sig::String);
const GROUP: Param = Param::new("resourceGroupName", Sig::String);
const NAMESPACE: Param = Param::new("providerNamespace", Sig::String);
const LOCATION: Param = Param::new("location", Sig::String);

const ROLE_DEFINITION: RecordSig = RecordSig {
    name: "roleDefinition",
    fields: &[Field::new("id", Sig::String), Field::new("roleDefinitionId", Sig::String)],
};

const ROLE_ASSIGNMENT: RecordSig = RecordSig {
    name: "inputs",
    fields: &[
        Field::new("scope", Sig::String).required(),
        Field::new("principalId", Sig::String).required(),
        Field::new("roleDefinitionId", Sig::String).required(),
    ],
};

const PROVIDER_TYPE: RecordSig = RecordSig {
    name: "ProviderResource",
    fields: &[
        Field::new("resourceType", Sig::String),
        Field::new("locations", Sig::ArrayOf(&Sig::String)),
        Field::new("apiVersions", Sig::ArrayOf(&Sig::String)),
    ],
};

const PROVIDER: RecordSig = RecordSig {
    name: "Provider",
    fields: &[
        Field::new("namespace", Sig::String),
        Field::new("resourceTypes", Sig::ArrayOf(&Sig::Record(&PROVIDER_TYPE))),
    ],
};

pub(super) const RESOURCE_ID: Row = Row::new(
    "Puts the id of a resource in a resource group together.",
    &[
        Overload::new(&[TYPE], Sig::String).rest(NAME, 1),
        Overload::new(&[SUBSCRIPTION, TYPE], Sig::String).rest(NAME, 1),
        Overload::new(&[GROUP, TYPE], Sig::String).rest(NAME, 1),
        Overload::new(&[SUBSCRIPTION, GROUP, TYPE], Sig::String).rest(NAME, 1),
    ],
)
.flags(Flags::TEMPLATE);

pub(super) const SUBSCRIPTION_RESOURCE_ID: Row = Row::new(
    "Puts the id of a resource in a subscription together.",
    &[
        Overload::new(&[TYPE], Sig::String).rest(NAME, 1),
        Overload::new(&[SUBSCRIPTION, TYPE], Sig::String).rest(NAME, 1),
    ],
)
.flags(Flags::TEMPLATE);

pub(super) const MANAGEMENT_GROUP_RESOURCE_ID: Row = Row::new(
    "Puts the id of a resource in a management group together.",
    &[
        Overload::new(&[TYPE], Sig::String).rest(NAME, 1),
        Overload::new(&[Param::new("managementGroupId", Sig::String), TYPE], Sig::String).rest(NAME, 1),
    ],
)
.flags(Flags::TEMPLATE);

pub(super) const TENANT_RESOURCE_ID: Row =
    Row::new("Puts the id of a resource in the tenant together.", &[Overload::new(&[TYPE], Sig::String).rest(NAME, 1)])
        .pure()
        .flags(Flags::TEMPLATE);

pub(super) const EXTENSION_RESOURCE_ID: Row = Row::new(
    "Puts the id of a resource that extends another one together.",
    &[Overload::new(&[Param::new("resourceId", Sig::String), TYPE], Sig::String).rest(NAME, 1)],
)
.pure()
.flags(Flags::TEMPLATE);

pub(super) const ROLE_DEFINITIONS: Row = Row::new(
    "Finds a role by its display name.",
    &[Overload::new(&[Param::new("roleName", Sig::String)], Sig::Record(&ROLE_DEFINITION))],
)
.flags(Flags::TEMPLATE);

pub(super) const GET_ROLE_ASSIGNMENT_NAME: Row = Row::new(
    "Makes the name of a role assignment out of scope, principal and role.",
    &[Overload::new(&[Param::new("inputs", Sig::Record(&ROLE_ASSIGNMENT))], Sig::String)],
)
.flags(Flags::TEMPLATE);

pub(super) const PROVIDERS: Row = Row::new(
    "Returns a resource provider: its types, their locations and API versions.",
    &[
        Overload::new(&[NAMESPACE], Sig::Record(&PROVIDER)),
        Overload::new(&[NAMESPACE, TYPE], Sig::Record(&PROVIDER_TYPE)),
    ],
)
.flags(Flags::TEMPLATE.and(Flags::DEPRECATED));

pub(super) const TO_LOGICAL_ZONE: Row = Row::new(
    "Gives the logical zone of a subscription for a physical one.",
    &[Overload::new(&[SUBSCRIPTION, LOCATION, Param::new("physicalZone", Sig::String)], Sig::String)],
)
.flags(Flags::TEMPLATE.and(Flags::INLINED));

pub(super) const TO_LOGICAL_ZONES: Row = Row::new(
    "Gives the logical zones of a subscription for physical ones.",
    &[Overload::new(&[SUBSCRIPTION, LOCATION, Param::new("physicalZones", Sig::Array)], Sig::ArrayOf(&Sig::String))],
)
.flags(Flags::TEMPLATE.and(Flags::INLINED));

pub(super) const TO_PHYSICAL_ZONE: Row = Row::new(
    "Gives the physical zone for a logical one of a subscription.",
    &[Overload::new(&[SUBSCRIPTION, LOCATION, Param::new("logicalZone", Sig::String)], Sig::String)],
)
.flags(Flags::TEMPLATE.and(Flags::INLINED));

pub(super) const TO_PHYSICAL_ZONES: Row = Row::new(
    "Gives the physical zones for logical ones of a subscription.",
    &[Overload::new(&[SUBSCRIPTION, LOCATION, Param::new("logicalZones", Sig::Array)], Sig::ArrayOf(&Sig::String))],
)
.flags(Flags::TEMPLATE.and(Flags::INLINED));

pub(super) const PICK_ZONES: Row = Row::new(
    "Picks zones of a region that a resource type supports.",
    &[Overload::new(
        &[
            NAMESPACE,
            TYPE,
            LOCATION,
            Param::new("numberOfZones", Sig::Int).optional(),
            Param::new("offset", Sig::Int).optional(),
        ],
        Sig::Array,
    )],
)
.flags(Flags::TEMPLATE);

pub(super) const REFERENCE: Row = Row::new(
    "Reads the state of a resource while the deployment runs.",
    &[Overload::new(
        &[
            Param::new("resourceNameOrIdentifier", Sig::String),
            Param::new("apiVersion", Sig::String).optional(),
            Param::new("full", Sig::String).optional(),
        ],
        Sig::Object,
    )],
)
.flags(Flags::TEMPLATE.and(Flags::INLINED));

/// What the functions have in common whose names start with `list`.
pub(super) const LIST: Row = Row::new(
    "Calls an operation of a resource that lists something, often its keys, while the deployment runs.",
    &[Overload::new(
        &[
            Param::new("resourceNameOrIdentifier", Sig::String),
            Param::new("apiVersion", Sig::String),
            Param::new("functionValues", Sig::Object).optional(),
        ],
        Sig::Any,
    )],
)
.flags(Flags::TEMPLATE.and(Flags::INLINED).and(Flags::SECRET));

pub(super) const THIS_EXISTS: Row =
    Row::new("Whether the resource around the call existed before.", &[Overload::new(&[], Sig::Bool)])
        .flags(Flags::TEMPLATE.and(Flags::INLINED).and(Flags::RESOURCE_BODY))
        .emission(Emission::Target);

pub(super) const THIS_EXISTING_RESOURCE: Row = Row::new(
    "Gives the resource around the call as it was before, or null.",
    &[Overload::new(&[], Sig::Union(&[Sig::Null, Sig::Object])).rule(Rule::ExistingResource)],
)
.flags(Flags::TEMPLATE.and(Flags::INLINED).and(Flags::RESOURCE_BODY))
.emission(Emission::Target);
