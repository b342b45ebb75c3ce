//! `resource-identity`: an identity that trusts a pipeline, and a registry that has it.

use triceps::container_registry::{Registry, Sku};
use triceps::functions::resource_group;
use triceps::managed_identity::{FederatedIdentityCredential, UserAssignedIdentity};
use triceps::{Param, Template};

use crate::prints;

#[test]
fn prints_identities() {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let identity = t.add("identity", UserAssignedIdentity::new("id-app", &location));
    let credential = t.add(
        "credential",
        FederatedIdentityCredential::github("github", "contoso/portal", "ref:refs/heads/main").parent(identity),
    );
    let registry = t.add(
        "registry",
        Registry::new("contosoregistry", &location, Sku::PREMIUM)
            .identity(identity)
            .tag("credential", credential.name()),
    );
    t.output("principalId", identity.principal_id());
    t.output("systemPrincipal", registry.optional_system_principal_id().or(""));
    prints("resource-identity", t);
}
