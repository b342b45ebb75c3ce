//! Key Vault.

use triceps::authorization::{Principal, RoleAssignment, RoleDefinition};
use triceps::functions::{empty, guid, resource_group, take, tenant, unique_string};
use triceps::insights::DiagnosticSetting;
use triceps::insights::diagnostic_setting::LogSettings;
use triceps::key_vault::{IpRule, NetworkAcls, NetworkAction, NetworkBypass, Sku, Vault, VaultRef};
use triceps::{Param, Raw, Template, Value, each, interpolate, object};

pub(super) fn azure_key_vault() -> Template {
    vault(|t, vault, workspace| {
        let setting = DiagnosticSetting::new("audit")
            .scope(vault)
            .workspace_id(workspace)
            .logs([LogSettings::new(true).category_group("audit")]);
        t.add("audit", setting).id()
    })
}

/// The models of the core keep to the order of the text; `DiagnosticSetting` asks for `enabled` first.
pub(super) fn azure_key_vault_as_text() -> Template {
    vault(|t, vault, workspace| {
        let setting = Raw::new(
            "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
            object! {
                name: "audit",
                scope: vault,
                properties: { workspaceId: workspace, logs: [{ categoryGroup: "audit", enabled: true }] },
            },
        );
        t.add("audit", setting).id()
    })
}

fn vault(audit: impl FnOnce(&mut Template, VaultRef, &Value<String>) -> Value<String>) -> Template {
    let mut t = Template::for_resource_group();
    t.metadata("description", "Vault for portal secrets, readable by one workload identity.");
    let location =
        t.param(Param::string("location").description("Region of the vault.").default(resource_group().location()));
    let workload = t.param(Param::string("workload").description("Short workload name.").length(2..=8));
    let principal = t.param(Param::string("principalId").description("Principal id of the workload identity."));
    let client_secret =
        t.param(Param::secure_string("clientSecret").description("Client secret of the sign-in application."));
    let addresses = t.param(
        Param::array_of::<String>("allowedAddresses")
            .description("Addresses that may reach the vault.")
            .default(Vec::<String>::new()),
    );
    let workspace = t.param(Param::string("workspaceId").description("Workspace for audit logs."));
    let name = t.var("vaultName", interpolate!("kv-{workload}-{}", unique_string([resource_group().id()])));
    let role = t.var("secretsUserRoleId", "4633458b-17de-408a-b874-0445c86b69e6");

    let vault = t.add(
        "vault",
        Vault::new(take(&name, 24), &location, tenant().tenant_id(), Sku::STANDARD)
            .api_version("2026-02-01")
            .enable_rbac_authorization(true)
            .enable_soft_delete(true)
            .soft_delete_retention_in_days(90)
            .enable_purge_protection(true)
            .public_network_access(empty(&addresses).then_else("Disabled", "Enabled"))
            .network_acls(
                NetworkAcls::new()
                    .bypass(NetworkBypass::AZURE_SERVICES)
                    .default_action(NetworkAction::DENY)
                    .ip_rules(each("address", &addresses).map(|address, _| IpRule::new(address))),
            ),
    );
    let secret = t.add(
        "signInSecret",
        vault
            .new_secret("auth-client-secret")
            .api_version("2026-02-01")
            .content_type("text/plain")
            .value(&client_secret)
            .enabled(true),
    );
    let reader = t.add(
        "reader",
        RoleAssignment::new(
            guid((secret.id(), &principal, &role)),
            Principal::service_principal(&principal),
            RoleDefinition::by_guid(&role),
        )
        .scope(secret),
    );
    let audit = audit(&mut t, vault, &workspace);
    t.output("vaultUri", vault.vault_uri()).description("Where the vault answers.");
    t.output("signInUri", secret.secret_uri()).description("Versionless identifier for container app references.");
    t.output("readerId", reader.id());
    t.output("auditId", audit);
    t
}
