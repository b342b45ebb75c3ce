//! Microsoft Graph: its own types have no models.

use triceps::authorization::{Principal, Role, RoleAssignment};
use triceps::functions::guid;
use triceps::key_vault::Vault;
use triceps::{Extension, Param, Raw, ResourceRef, Template, object};

pub(super) fn graph_existing() -> Template {
    let mut t = Template::for_resource_group();
    t.extension(Extension::microsoft_graph());

    let vault_name =
        t.param(Param::string("vaultName").description("Name of the vault whose secrets the readers may see."));

    let readers =
        t.add("readers", Raw::existing("Microsoft.Graph/groups@v1.0", object! { uniqueName: "portal-readers" }));

    let graph = t.add(
        "graph",
        Raw::existing(
            "Microsoft.Graph/servicePrincipals@v1.0",
            object! { appId: "00000003-0000-0000-c000-000000000000" },
        ),
    );

    let vault = t.existing("vault", Vault::existing(&vault_name).api_version("2024-11-01"));

    t.add(
        "secretsUser",
        RoleAssignment::new(
            guid((vault.id(), "portal-readers", "secrets-user")),
            Principal::group(readers.id()),
            Role::KEY_VAULT_SECRETS_USER,
        )
        .scope(vault),
    );

    t.output("graphObjectId", graph.id());
    t.output_as::<Option<String>>("mail", readers.symbol().safe_prop("mail"));
    t
}
