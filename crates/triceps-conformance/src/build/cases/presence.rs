//! Resources that may be missing, and names of role assignments.

use triceps::functions::{BinaryOp, call};
use triceps::functions::{
    get_role_assignment_name, range, resource_group, subscription_resource_id, this_existing_resource, this_exists,
};
use triceps::{Any, Expr, IntoExpr, Object, Param, Raw, Template, array, each, object};

pub(super) fn null_if_not_found() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let names = t.param(Param::array_of::<String>("names").default(array!["contosoone", "contosotwo"]));

    let vault = t.add(
        "vault",
        Raw::existing("Microsoft.KeyVault/vaults@2023-07-01", object! { name: "contosovault" }).null_if_not_found(),
    );
    t.decorate(vault, "description", ["May be missing.".into_expr()]);
    let secret =
        t.nested(&vault, "secret", Raw::existing("Microsoft.KeyVault/vaults/secrets", object! { name: "token" }));
    let accounts = t.add_each("accounts", each("name", &names), |name, _| {
        Raw::existing("Microsoft.Storage/storageAccounts@2023-05-01", object! { name: name }).null_if_not_found()
    });
    let is_missing = Expr::binary(BinaryOp::Equal, vault, Expr::NULL);
    let account = t.add(
        "account",
        Raw::new(
            "Microsoft.Storage/storageAccounts@2023-05-01",
            object! {
                name: "contosothis",
                location: &location,
                kind: "StorageV2",
                sku: { name: "Standard_LRS" },
                properties: {
                    accessTier: Expr::ternary(
                        this_exists(),
                        this_existing_resource().safe_prop("properties").prop("accessTier"),
                        "Cool",
                    ),
                    minimumTlsVersion: Expr::ternary(is_missing, "TLS1_2", "TLS1_3"),
                },
            },
        ),
    );

    let vault_or_null = vault.into_expr();
    t.output_as::<bool>("found", Expr::binary(BinaryOp::NotEqual, vault, Expr::NULL));
    t.output("id", vault.id());
    t.output_as::<Option<String>>("uri", vault_or_null.safe_prop("properties").prop("vaultUri"));
    t.output_as::<String>("uriOrNone", vault_or_null.safe_prop("properties").safe_prop("vaultUri").or("none"));
    t.output_as::<String>("asserted", vault_or_null.non_null().prop("properties").prop("vaultUri"));
    t.output_as::<Option<Object>>("whole", vault);
    t.output_as::<Option<String>>("secretUri", secret.into_expr().safe_prop("properties").prop("secretUri"));
    let first = accounts.at(0).into_expr();
    t.output_as::<Option<String>>("first", first.safe_prop("properties").prop("primaryEndpoints").prop("blob"));
    t.output_as::<Vec<Any>>(
        "each",
        each("i", range(0, 2)).map(|i, _| accounts.at(i).into_expr().safe_prop("location").or("nowhere")),
    );
    t.output_as::<String>("own", account.prop("properties").prop("accessTier"));
    t
}

pub(super) fn role_assignment_name() -> Template {
    let mut t = Template::for_resource_group();
    let principal = t.param(Param::string("principalId"));
    let role = t.param(Param::string("roleDefinitionId").default(subscription_resource_id(
        "Microsoft.Authorization/roleDefinitions",
        ["7f951dda-4ed3-4680-a7ca-43fe172d538d"],
    )));

    let fixed = t.var(
        "fixed",
        get_role_assignment_name(
            "/subscriptions/7e2f3c1a-5a0c-4b8e-8d57-1c9a5b3e2f60/resourceGroups/rg-contoso",
            "0b8a3f5e-2d51-4c0e-9c1f-3a5d7e9b1c2d",
            "/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d",
        ),
    );
    let input =
        t.var("input", object! { principalId: &principal, scope: resource_group().id(), roleDefinitionId: &role });

    let registry = t.add(
        "registry",
        Raw::existing("Microsoft.ContainerRegistry/registries@2025-11-01", object! { name: "contosoregistry" }),
    );
    t.add(
        "pull",
        Raw::new(
            "Microsoft.Authorization/roleAssignments@2022-04-01",
            object! {
                scope: registry,
                name: get_role_assignment_name(registry, &principal, &role),
                properties: { principalId: &principal, roleDefinitionId: &role, principalType: "ServicePrincipal" },
            },
        ),
    );

    t.output_as::<Vec<Any>>("names", array![&fixed, call("az.getRoleAssignmentName", [&input])]);
    t
}
