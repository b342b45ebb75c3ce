//! A template that writes one secret into the vault.
//!
//! Through Azure Resource Manager, because that reaches a vault without public address, and because a secure parameter
//! is neither an argument of a command nor in a file.

use triceps::functions::{date_time_add, date_time_to_epoch};
use triceps::key_vault::{Secret, Vault};
use triceps::{Checked, Param, Template, Value, call};

use crate::BundleFile;
use crate::config::{KeyVault, Portal};

pub(super) fn files(portal: &Portal) -> Vec<BundleFile> {
    let Some(config) = &portal.key_vault else { return Vec::new() };
    let checked = template(config);
    vec![
        BundleFile::new("infra/secret.bicep", checked.to_bicep()),
        BundleFile::new("infra/secret.bicepparam", checked.to_bicepparam("./secret.bicep")),
    ]
}

fn template(config: &KeyVault) -> Checked {
    let mut t = Template::for_resource_group();
    t.metadata("description", "One secret of the vault of the portal.");
    let vault_name = t.param(Param::string("vaultName").description("Vault of the portal.").length(3..=24));
    let name = t.param(Param::string("secretName").description("Name of the secret.").length(1..=127));
    let value = t.param(Param::secure_string("secretValue").description("Value of the secret.").min_length(1));
    let now = Value::<String>::from_expr(call("utcNow", ()));
    let in_days = date_time_add(now, format!("P{}D", config.secret_expiry_days));
    let expiry = t.param(
        Param::int("secretExpiry")
            .description("When the value expires, in seconds since 1970.")
            .default(date_time_to_epoch(in_days)),
    );
    let vault = t.existing("vault", Vault::existing(&vault_name));
    t.add("secret", Secret::new(&name).parent(vault).value(&value).content_type("text/plain").expires(&expiry));
    t.check().expect("the template is the same but for the number of days")
}
