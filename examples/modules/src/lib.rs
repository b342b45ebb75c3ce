//! A small platform: identity, logs, vault and storage come from Azure Verified Modules, the data from a module of the
//! company. `triceps modules add` wrote `src/modules`, the copies in `modules/` and `triceps.lock`.

#[rustfmt::skip]
pub mod modules;

use modules::data::{AccountOutput, Container, Data, Environment, Owner, PrimaryEndpointsOutput, Settings};
use modules::storage_account::{SkuName, StorageAccount, StorageAccountDiagnosticSetting};
use modules::user_assigned_identity::UserAssignedIdentity;
use modules::vault::{PrincipalType, RoleAssignment, Vault};
use modules::workspace::Workspace;
use triceps::functions::{resource_group, unique_string};
use triceps::{Module, Param, Template, interpolate};

/// The template of the platform.
pub fn platform() -> Template {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name").description("Short name of the platform.").length(2..=7));
    let owner = t.param(Param::string("ownerMail").description("Who is asked about it."));
    let redundant = t.param(Param::bool("redundant").default(true));
    let suffix = t.var("suffix", unique_string((resource_group().id(),)));

    let identity = t.add("identity", UserAssignedIdentity::new(interpolate!("id-{name}")));
    let logs = t.add("logs", Workspace::new(interpolate!("log-{name}")).data_retention(30));
    let vault = t.add(
        "vault",
        Module::new(
            Vault::new(interpolate!("kv-{name}-{suffix}")).role_assignment(
                RoleAssignment::new()
                    .role_definition_id_or_name("Key Vault Secrets User")
                    .principal_id(identity.outputs().principal_id())
                    .principal_type(PrincipalType::SERVICE_PRINCIPAL),
            ),
        )
        .name(interpolate!("vault-of-{name}")),
    );
    let storage = t.add(
        "storage",
        StorageAccount::new(interpolate!("st{name}{suffix}"))
            .sku_name(redundant.then_else(SkuName::STANDARD_ZRS, SkuName::STANDARD_LRS))
            .diagnostic_setting(
                StorageAccountDiagnosticSetting::new().workspace_resource_id(logs.outputs().resource_id()),
            ),
    );
    let data = t.add(
        "data",
        Data::new(Settings::new(Owner::new(&owner).cost_center(4711), Environment::PROD))
            .container(Container::new("reports"))
            .tag("platform", &name),
    );

    t.output("vaultUri", vault.outputs().uri());
    t.output("blobEndpoint", storage.outputs().primary_blob_endpoint());
    t.output("dataId", data.outputs().id());
    let endpoints = data.outputs().account().get(AccountOutput::PRIMARY_ENDPOINTS);
    t.output("dataEndpoint", endpoints.get(PrimaryEndpointsOutput::BLOB).or(""));
    t
}
