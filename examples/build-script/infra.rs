//! The infrastructure of the package.

use triceps::functions::{resource_group, unique_string};
use triceps::{Param, Template, interpolate, object};

/// A storage account in the location of its resource group.
pub(crate) fn storage() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let account = t.add_raw(
        "account",
        "Microsoft.Storage/storageAccounts@2024-01-01",
        object! {
            name: interpolate!("st{}", unique_string([resource_group().id()])),
            location: &location,
            kind: "StorageV2",
            sku: { name: "Standard_LRS" },
            properties: { allowBlobPublicAccess: false },
        },
    );
    t.output("accountId", account.id()).description("For what reads and writes blobs.");
    t
}
