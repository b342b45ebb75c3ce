//! Functions of Azure that name scopes, and what is known of the deployment.

use crate::row::{Flags, Overload, Param, Row, Rule, Scopes};
use crate::scope::TargetScope;
use crate::sig::{Field, RecordSig, Sig};

const fn text(name: &'static str) -> Field {
    Field::new(name, Sig::String)
}

const TENANT_FIELDS: &[Field] = &[text("tenantId"), text("country"), text("countryCode"), text("displayName")];

const MANAGEMENT_GROUP_FIELDS: &[Field] = &[
    text("id"),
    text("name"),
    text("type"),
    Field::new(
        "properties",
        Sig::Record(&RecordSig {
            name: "properties",
            fields: &[
                text("tenantId"),
                text("displayName"),
                Field::new(
                    "details",
                    Sig::Record(&RecordSig {
                        name: "detailsProperties",
                        fields: &[
                            text("version"),
                            text("updatedTime"),
                            text("updatedBy"),
                            Field::new(
                                "parent",
                                Sig::Record(&RecordSig {
                                    name: "summaryProperties",
                                    fields: &[text("id"), text("name"), text("type")],
                                }),
                            ),
                        ],
                    }),
                ),
            ],
        }),
    ),
];

const SUBSCRIPTION_FIELDS: &[Field] = &[text("id"), text("subscriptionId"), text("tenantId"), text("displayName")];

const RESOURCE_GROUP_FIELDS: &[Field] = &[
    text("id"),
    text("name"),
    text("type"),
    text("location"),
    text("managedBy"),
    Field::new("tags", Sig::Object),
    Field::new("properties", Sig::Record(&RecordSig { name: "properties", fields: &[text("provisioningState")] })),
];

/// What `deployment()` gives in a file for a resource group; all others have a `location` too.
pub(super) const DEPLOYMENT_RECORD: RecordSig = RecordSig {
    name: "deployment",
    fields: &[
        text("name"),
        Field::new(
            "properties",
            Sig::Record(&RecordSig {
                name: "properties",
                fields: &[
                    Field::new("template", Sig::Object),
                    Field::new(
                        "templateLink",
                        Sig::Record(&RecordSig { name: "templateLinkProperties", fields: &[text("id"), text("uri")] }),
                    ),
                ],
            }),
        ),
    ],
};

const ENVIRONMENT_RECORD: RecordSig = RecordSig {
    name: "environment",
    fields: &[
        text("activeDirectoryDataLake"),
        Field::new(
            "authentication",
            Sig::Record(&RecordSig {
                name: "authenticationProperties",
                fields: &[
                    Field::new("audiences", Sig::ArrayOf(&Sig::String)),
                    text("identityProvider"),
                    text("loginEndpoint"),
                    text("tenant"),
                ],
            }),
        ),
        text("batch"),
        text("gallery"),
        text("graph"),
        text("graphAudience"),
        text("media"),
        text("name"),
        text("portal"),
        text("resourceManager"),
        text("sqlManagement"),
        Field::new(
            "suffixes",
            Sig::Record(&RecordSig {
                name: "suffixesProperties",
                fields: &[
                    text("acrLoginServer"),
                    text("azureDatalakeAnalyticsCatalogAndJob"),
                    text("azureDatalakeStoreFileSystem"),
                    text("azureFrontDoorEndpointSuffix"),
                    text("keyvaultDns"),
                    text("sqlServerHostname"),
                    text("storage"),
                ],
            }),
        ),
        text("vmImageAliasDoc"),
    ],
};

const DEPLOYER_RECORD: RecordSig =
    RecordSig { name: "deployer", fields: &[text("objectId"), text("tenantId"), text("userPrincipalName")] };

pub(super) const TENANT: Row = Row::new(
    "Names the tenant, or returns its properties.",
    &[Overload::new(&[], Sig::Scope(TargetScope::Tenant, TENANT_FIELDS))],
)
.flags(Flags::TEMPLATE);

pub(super) const MANAGEMENT_GROUP: Row = Row::new(
    "Names a management group, or returns the properties of the one that is deployed to.",
    &[
        Overload::new(&[], Sig::Scope(TargetScope::ManagementGroup, MANAGEMENT_GROUP_FIELDS))
            .scopes(Scopes::MANAGEMENT_GROUP),
        Overload::new(&[Param::new("name", Sig::String)], Sig::Scope(TargetScope::ManagementGroup, &[])).names_scope(),
    ],
)
.flags(Flags::TEMPLATE);

pub(super) const SUBSCRIPTION: Row = Row::new(
    "Names a subscription, or returns the properties of the one that is deployed to.",
    &[
        Overload::new(&[], Sig::Scope(TargetScope::Subscription, SUBSCRIPTION_FIELDS)).scopes(Scopes::SUBSCRIPTION),
        Overload::new(&[Param::new("subscriptionId", Sig::String)], Sig::Scope(TargetScope::Subscription, &[]))
            .names_scope(),
    ],
)
.flags(Flags::TEMPLATE);

pub(super) const RESOURCE_GROUP: Row = Row::new(
    "Names a resource group, or returns the properties of the one that is deployed to.",
    &[
        Overload::new(&[], Sig::Scope(TargetScope::ResourceGroup, RESOURCE_GROUP_FIELDS))
            .scopes(Scopes::RESOURCE_GROUP),
        Overload::new(&[Param::new("resourceGroupName", Sig::String)], Sig::Scope(TargetScope::ResourceGroup, &[]))
            .scopes(Scopes::SUBSCRIPTION)
            .names_scope(),
        Overload::new(
            &[Param::new("subscriptionId", Sig::String), Param::new("resourceGroupName", Sig::String)],
            Sig::Scope(TargetScope::ResourceGroup, &[]),
        )
        .names_scope(),
    ],
)
.flags(Flags::TEMPLATE);

pub(super) const DEPLOYMENT: Row = Row::new(
    "Returns the deployment: its name, its template, and outside of resource groups its location.",
    &[Overload::new(&[], Sig::Record(&DEPLOYMENT_RECORD)).rule(Rule::Deployment)],
)
.flags(Flags::TEMPLATE);

pub(super) const DEPLOYER: Row =
    Row::new("Tells who runs the deployment.", &[Overload::new(&[], Sig::Record(&DEPLOYER_RECORD))])
        .flags(Flags::TEMPLATE);

pub(super) const ENVIRONMENT: Row = Row::new(
    "Returns the cloud: its endpoints and the suffixes of its hosts.",
    &[Overload::new(&[], Sig::Record(&ENVIRONMENT_RECORD))],
)
.flags(Flags::TEMPLATE);
