//! Functions of the namespace `az`.

use crate::expr::{Args, Expr, IntoExpr, Object, Plain, Value};
use crate::scope::{IntoScope, ManagementGroupLevel, ResourceGroupLevel, Scope, SubscriptionLevel, TenantLevel};
use crate::value::{IntoValue, Map, ResourceId};

macro_rules! contexts {
    ($($(#[$doc:meta])* $function:ident $type:ident = $bicep:literal {
        $($(#[$prop_doc:meta])* $prop:ident: $path:expr;)*
    })*) => {$(
        $(#[$doc])*
        pub fn $function() -> $type {
            $type
        }

        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub struct $type;

        impl $type {
            $(
                $(#[$prop_doc])*
                pub fn $prop(self) -> Value<String> {
                    let path: &[&'static str] = &$path;
                    Value::from_expr(path.iter().fold(self.into_expr(), |base, name| base.prop(*name)))
                }
            )*
        }

        impl IntoExpr for $type {
            fn into_expr(self) -> Expr {
                Expr::call($bicep, Vec::new())
            }
        }

        impl Plain for $type {}
    )*};
}

contexts! {
    /// The resource group that the template is deployed into.
    ///
    /// ```
    /// # use triceps::functions::resource_group;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("id", resource_group().id());
    /// t.output("name", resource_group().name());
    /// t.output("location", resource_group().location());
    /// t.output("tags", resource_group().tags());
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("output location string = resourceGroup().location\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    resource_group ResourceGroupContext = "resourceGroup" {
        /// Its id.
        id: ["id"];
        /// Its name.
        name: ["name"];
        /// Its region.
        location: ["location"];
    }
    /// The subscription that the template is deployed into.
    ///
    /// ```
    /// # use triceps::functions::subscription;
    /// # use triceps::Template;
    /// # let mut t = Template::for_subscription();
    /// t.output("id", subscription().id());
    /// t.output("subscriptionId", subscription().subscription_id());
    /// t.output("tenantId", subscription().tenant_id());
    /// t.output("displayName", subscription().display_name());
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("output displayName string = subscription().displayName\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    subscription SubscriptionContext = "subscription" {
        /// Its id: `/subscriptions/..`.
        id: ["id"];
        /// Its GUID.
        subscription_id: ["subscriptionId"];
        /// The GUID of its tenant.
        tenant_id: ["tenantId"];
        /// Its display name.
        display_name: ["displayName"];
    }
    /// The management group that the template is deployed into.
    ///
    /// ```
    /// # use triceps::functions::management_group;
    /// # use triceps::Template;
    /// # let mut t = Template::for_management_group();
    /// t.output("id", management_group().id());
    /// t.output("name", management_group().name());
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("output name string = managementGroup().name\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    management_group ManagementGroupContext = "managementGroup" {
        /// Its id.
        id: ["id"];
        /// Its name.
        name: ["name"];
    }
    /// The tenant.
    ///
    /// ```
    /// # use triceps::functions::tenant;
    /// # use triceps::Template;
    /// # let mut t = Template::for_tenant();
    /// t.output("tenantId", tenant().tenant_id());
    /// t.output("displayName", tenant().display_name());
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("output displayName string = tenant().displayName\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    tenant TenantContext = "tenant" {
        /// Its GUID.
        tenant_id: ["tenantId"];
        /// Its display name.
        display_name: ["displayName"];
    }
    /// The deployment itself.
    ///
    /// ```
    /// # use triceps::functions::deployment;
    /// # use triceps::Template;
    /// # let mut t = Template::for_subscription();
    /// t.output("name", deployment().name());
    /// t.output("location", deployment().location());
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("output location string = deployment().location\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    deployment DeploymentContext = "deployment" {
        /// Its name.
        name: ["name"];
        /// Its region, outside resource groups.
        location: ["location"];
    }
    /// The Azure cloud: public, government, China.
    ///
    /// ```
    /// # use triceps::functions::environment;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("name", environment().name());
    /// t.output("portal", environment().portal());
    /// t.output("resourceManager", environment().resource_manager());
    /// t.output("loginEndpoint", environment().login_endpoint());
    /// t.output("storageSuffix", environment().storage_suffix());
    /// t.output("keyVaultSuffix", environment().key_vault_suffix());
    /// t.output("acrSuffix", environment().acr_suffix());
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("output acrSuffix string = environment().suffixes.acrLoginServer\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    environment EnvironmentContext = "environment" {
        /// Its name.
        name: ["name"];
        /// The address of its portal.
        portal: ["portal"];
        /// The address of its resource manager.
        resource_manager: ["resourceManager"];
        /// Where users sign in.
        login_endpoint: ["authentication", "loginEndpoint"];
        /// The domain of storage accounts, without a dot before it.
        storage_suffix: ["suffixes", "storage"];
        /// The domain of key vaults, with a dot before it.
        key_vault_suffix: ["suffixes", "keyvaultDns"];
        /// The domain of container registries, with a dot before it.
        acr_suffix: ["suffixes", "acrLoginServer"];
    }
    /// Who deploys.
    ///
    /// ```
    /// # use triceps::functions::deployer;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("objectId", deployer().object_id());
    /// t.output("tenantId", deployer().tenant_id());
    /// let text = t.check()?.to_bicep();
    /// assert!(text.contains("output tenantId string = deployer().tenantId\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    deployer DeployerContext = "deployer" {
        /// The object id of the user or service principal.
        object_id: ["objectId"];
        /// The GUID of the tenant.
        tenant_id: ["tenantId"];
    }
}

impl ResourceGroupContext {
    /// Its tags.
    pub fn tags(self) -> Value<Map<String>> {
        Value::from_expr(self.into_expr().prop("tags"))
    }
}

macro_rules! scopes {
    ($($type:ident: $level:ident,)*) => {$(
        impl IntoScope for $type {
            type Level = $level;

            fn into_scope(self) -> Scope<$level> {
                Scope::of_level(self.into_expr())
            }
        }
    )*};
}

scopes! {
    ResourceGroupContext: ResourceGroupLevel,
    SubscriptionContext: SubscriptionLevel,
    ManagementGroupContext: ManagementGroupLevel,
    TenantContext: TenantLevel,
}

fn with_type(type_name: impl IntoValue<String>, names: impl Args) -> Vec<Expr> {
    let mut args = vec![type_name.into_value().into_expr()];
    args.extend(names.into_args());
    args
}

/// The id of a resource of this type in the resource group: one name a segment of the type.
///
/// ```
/// # use triceps::functions::resource_id;
/// # use triceps::Template;
/// # let mut t = Template::for_resource_group();
/// t.output("id", resource_id("Microsoft.KeyVault/vaults", ["kv-portal"]));
/// assert_eq!(t.check()?.to_bicep(), "output id string = resourceId('Microsoft.KeyVault/vaults', 'kv-portal')\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn resource_id(type_name: impl IntoValue<String>, names: impl Args) -> Value<String> {
    Value::from_expr(Expr::call("resourceId", with_type(type_name, names)))
}

/// [`resource_id`] in another resource group of the subscription.
///
/// ```
/// use triceps::functions::{resource_id_in, resource_id_of};
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let group = t.param(Param::string("group"));
/// let subscription = t.param(Param::string("subscription"));
/// t.output("here", resource_id_in(&group, "Microsoft.KeyVault/vaults", ["kv-contoso"]));
/// t.output("there", resource_id_of(&subscription, &group, "Microsoft.KeyVault/vaults", ["kv-contoso"]));
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn resource_id_in(
    group: impl IntoValue<String>,
    type_name: impl IntoValue<String>,
    names: impl Args,
) -> Value<String> {
    let mut args = vec![group.into_value().into_expr()];
    args.extend(with_type(type_name, names));
    Value::from_expr(Expr::call("resourceId", args))
}

/// [`resource_id`] in a resource group of another subscription, which is given by its GUID.
///
/// ```
/// # use triceps::functions::resource_id_of;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let subscription = t.param(Param::string("subscriptionId"));
/// t.output("id", resource_id_of(&subscription, "rg-shared", "Microsoft.KeyVault/vaults", ["kv-shared"]));
/// assert!(t.check()?.to_bicep().ends_with(
///     "output id string = resourceId(subscriptionId, 'rg-shared', 'Microsoft.KeyVault/vaults', 'kv-shared')\n",
/// ));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn resource_id_of(
    subscription_id: impl IntoValue<String>,
    group: impl IntoValue<String>,
    type_name: impl IntoValue<String>,
    names: impl Args,
) -> Value<String> {
    let mut args = vec![subscription_id.into_value().into_expr(), group.into_value().into_expr()];
    args.extend(with_type(type_name, names));
    Value::from_expr(Expr::call("resourceId", args))
}

/// The id of a resource of this type at the subscription.
///
/// ```
/// use triceps::authorization::Role;
/// use triceps::functions::subscription_resource_id;
///
/// let role = subscription_resource_id("Microsoft.Authorization/roleDefinitions", [Role::ACR_PULL.guid()]);
/// ```
pub fn subscription_resource_id(type_name: impl IntoValue<String>, names: impl Args) -> Value<String> {
    Value::from_expr(Expr::call("subscriptionResourceId", with_type(type_name, names)))
}

/// The id of a resource of this type at the tenant.
///
/// ```
/// # use triceps::functions::tenant_resource_id;
/// # use triceps::Template;
/// # let mut t = Template::for_resource_group();
/// t.output("id", tenant_resource_id("Microsoft.Management/managementGroups", ["contoso"]));
/// assert_eq!(t.check()?.to_bicep(),
///     "output id string = tenantResourceId('Microsoft.Management/managementGroups', 'contoso')\n",
/// );
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn tenant_resource_id(type_name: impl IntoValue<String>, names: impl Args) -> Value<String> {
    Value::from_expr(Expr::call("tenantResourceId", with_type(type_name, names)))
}

/// The id of a resource of this type that extends the resource or scope `base`.
///
/// ```
/// # use triceps::functions::{extension_resource_id, resource_group};
/// # use triceps::Template;
/// # let mut t = Template::for_resource_group();
/// t.output("id", extension_resource_id(resource_group().id(), "Microsoft.Authorization/locks", ["keep"]));
/// assert_eq!(t.check()?.to_bicep(),
///     "output id string = extensionResourceId(resourceGroup().id, 'Microsoft.Authorization/locks', 'keep')\n",
/// );
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn extension_resource_id(
    base: impl IntoValue<String>,
    type_name: impl IntoValue<String>,
    names: impl Args,
) -> Value<String> {
    let mut args = vec![base.into_value().into_expr()];
    args.extend(with_type(type_name, names));
    Value::from_expr(Expr::call("extensionResourceId", args))
}

/// The name of a role assignment: a GUID made of where the role counts, whom it is given to and which role it is.
///
/// ```
/// use triceps::container_registry::Registry;
/// use triceps::functions::{get_role_assignment_name, subscription_resource_id};
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let principal = t.param(Param::string("principalId"));
/// let registry = t.add("registry", Registry::existing("acrportal"));
/// let role = subscription_resource_id("Microsoft.Authorization/roleDefinitions", ["7f951dda-4ed3-4680-a7ca-43fe172d538d"]);
/// let name = get_role_assignment_name(registry, &principal, role);
/// ```
pub fn get_role_assignment_name(
    scope: impl IntoValue<ResourceId>,
    principal_id: impl IntoValue<String>,
    role_definition_id: impl IntoValue<ResourceId>,
) -> Value<String> {
    let inputs = Object::new()
        .set("scope", scope.into_value())
        .set("principalId", principal_id.into_value())
        .set("roleDefinitionId", role_definition_id.into_value());
    Value::from_expr(Expr::call("getRoleAssignmentName", vec![inputs.into_expr()]))
}

/// Whether the resource exists before the deployment, used in its own body: `this.exists()`.
///
/// ```
/// # use triceps::functions::this_exists;
/// # use triceps::{Template, object};
/// # let mut t = Template::for_resource_group();
/// t.add_raw(
///     "account",
///     "Microsoft.Storage/storageAccounts@2023-05-01",
///     object! {
///         name: "stportal",
///         location: "westeurope",
///         kind: "StorageV2",
///         sku: { name: "Standard_LRS" },
///         properties: { allowSharedKeyAccess: this_exists() },
///     },
/// );
/// assert!(t.check()?.to_bicep().ends_with("    allowSharedKeyAccess: this.exists()\n  }\n}\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn this_exists() -> Value<bool> {
    Value::from_expr(Expr::call("this.exists", Vec::new()))
}

/// The resource as it is before the deployment, used in its own body, or null if it does not exist yet:
/// `this.existingResource()`.
///
/// ```
/// use triceps::functions::{this_existing_resource, this_exists};
/// use triceps::{Expr, Raw, Template, object};
///
/// let tier = this_existing_resource().safe_prop("properties").prop("accessTier");
/// let mut t = Template::for_resource_group();
/// t.add(
///     "account",
///     Raw::new(
///         "Microsoft.Storage/storageAccounts@2023-05-01",
///         object! {
///             name: "stportal",
///             location: "westeurope",
///             kind: "StorageV2",
///             sku: { name: "Standard_LRS" },
///             properties: { accessTier: Expr::ternary(this_exists(), tier, "Cool") },
///         },
///     ),
/// );
/// assert!(t.check()?.to_arm_string().contains("tryGet(target('full'), 'properties', 'accessTier')"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn this_existing_resource() -> Expr {
    Expr::call("this.existingResource", Vec::new())
}
