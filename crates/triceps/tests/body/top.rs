//! The top of bodies: usual properties, types without data, existing resources, extensions.

use triceps::{Extension, Raw, Template, object};

use crate::{expect, expect_text, one};

#[test]
fn usual_properties_that_the_type_lacks() {
    let body = object! {
        name: "group/rule",
        location: "westeurope",
        tags: { a: 1 },
        sku: { nme: "x", capacity: "1" },
        zones: [1],
        scale: {},
    };
    expect(
        one("Microsoft.Network/networkSecurityGroups/securityRules@2023-11-01", body),
        &[
            "W187 resources.main.location",
            "W187 resources.main.tags",
            "E036 resources.main.tags.a",
            "W187 resources.main.sku",
            "E089 resources.main.sku.nme",
            "W036 resources.main.sku.capacity",
            "W187 resources.main.zones",
            "E034 resources.main.zones[0]",
            "W187 resources.main.scale",
            "W035 resources.main.scale",
        ],
    );
}

#[test]
fn types_and_versions_without_data() {
    expect_text(
        one("Microsoft.Storage/storageAccount@2023-05-01", object! { name: "a" }),
        "warning[BCP081] resources.main: there is no type data for `Microsoft.Storage/storageAccount@2023-05-01`, \
         so its body is not checked",
        "did you mean `Microsoft.Storage/storageAccounts@2026-09-01`?",
    );
    expect_text(
        one("Microsoft.App/containerApps@2025-07-02", object! { name: "a" }),
        "warning[BCP081] resources.main: there is no type data for `Microsoft.App/containerApps@2025-07-02`, \
         so its body is not checked",
        "did you mean `2025-07-01`? The newest stable version of `Microsoft.App/containerApps` is `2026-07-01`",
    );
    // Letter case is ignored.
    expect(
        one(
            "MICROSOFT.storage/STORAGEACCOUNTS@2023-05-01",
            object! { name: "account0name", location: "x", kind: "StorageV2", sku: { name: "Standard_LRS" } },
        ),
        &[],
    );
}

#[test]
fn existing_resources() {
    let mut t = Template::for_resource_group();
    let body = object! { name: "existing0", location: "x", zebra: 1 };
    let main = t.add("main", Raw::existing("Microsoft.Storage/storageAccounts@2023-05-01", body));
    t.output("id", main.id());
    expect(t, &["E173 resources.main.location", "E037 resources.main.zebra"]);
}

#[test]
fn nested_resources_take_the_version_of_their_container() {
    let mut t = Template::for_resource_group();
    let account = t.add_raw(
        "account",
        "Microsoft.Storage/storageAccounts@2023-05-01",
        object! { name: "accountname", location: "x", kind: "StorageV2", sku: { name: "Standard_LRS" } },
    );
    let blobs = t.nested(
        &account,
        "blobs",
        Raw::new("Microsoft.Storage/storageAccounts/blobServices", object! { name: "other" }),
    );
    t.nested(
        &blobs,
        "box",
        Raw::new("Microsoft.Storage/storageAccounts/blobServices/containers", object! { name: "x" }),
    );
    expect(t, &["E036 resources.blobs.name", "W333 resources.box.name"]);
}

#[test]
fn names_of_children_in_one_piece_have_no_rules() {
    expect(one("Microsoft.Storage/storageAccounts/blobServices@2023-05-01", object! { name: "account/other" }), &[]);
}

#[test]
fn extensions_have_types_of_their_own() {
    let mut t = Template::for_resource_group();
    t.extension(Extension::microsoft_graph());
    let body = object! { uniqueName: "portal", displayName: "Portal", zebra: 1, signInAudience: 3 };
    t.add_raw("portal", "Microsoft.Graph/applications@v1.0", body);
    let readers = t.add("readers", Raw::existing("Microsoft.Graph/groups@v1.0", object! { uniqueName: "readers" }));
    t.output("readers", readers.prop("id").prop("x"));
    expect(t, &["E037 resources.portal.zebra", "W036 resources.portal.signInAudience", "E055 outputs.readers"]);
}
