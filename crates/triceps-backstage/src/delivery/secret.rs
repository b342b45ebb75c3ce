//! A template that writes one secret into the vault.
//!
//! Through Azure Resource Manager, because that reaches a vault without public address, and because a secure parameter
//! is neither an argument of a command nor in a file.

use triceps::key_vault::{Secret, Vault};
use triceps::{Checked, Param, Template};

use crate::file::BundleFile;
use triceps_portal::config::Portal;

const PARAMETERS: &str = "\
using './secret.bicep'

param vaultName = readEnvironmentVariable('PORTAL_VAULT_NAME')
param secretName = readEnvironmentVariable('PORTAL_VAULT_ENTRY')
param secretValue = readEnvironmentVariable('PORTAL_VAULT_VALUE')
param secretExpiry = int(readEnvironmentVariable('PORTAL_VAULT_EXPIRY'))
";

pub(super) fn files(portal: &Portal) -> Vec<BundleFile> {
    if portal.key_vault.is_none() {
        return Vec::new();
    }
    let checked = template();
    vec![
        BundleFile::new("infra/secret.bicep", checked.to_bicep()),
        BundleFile::new("infra/secret.bicepparam", PARAMETERS),
    ]
}

fn template() -> Checked {
    let mut t = Template::for_resource_group();
    t.metadata("description", "One secret of the vault of the portal.");
    let vault_name = t.param(Param::string("vaultName").description("Vault of the portal.").length(3..=24));
    let name = t.param(Param::string("secretName").description("Name of the secret.").length(1..=127));
    let value = t.param(Param::secure_string("secretValue").description("Value of the secret.").min_length(1));
    let expiry = t.param(Param::int("secretExpiry").description("When the value expires, in seconds since 1970."));
    let vault = t.existing("vault", Vault::existing(&vault_name));
    t.add("secret", Secret::new(&name).parent(vault).value(&value).content_type("text/plain").expires(&expiry));
    t.check().expect("the template is always the same")
}
