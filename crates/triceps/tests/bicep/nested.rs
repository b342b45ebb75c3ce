//! Resources nested in the bodies of others, and how they are named from where.

use triceps::{Param, Raw, Template, each, interpolate, object};

use crate::check;

#[test]
fn nested_resources_and_their_paths() {
    let mut t = Template::for_resource_group();
    let names = t.param(Param::array_of::<String>("names"));
    let flag = t.param(Param::bool("flag"));
    let account = t.add_raw(
        "account",
        "Microsoft.Storage/storageAccounts@2025-06-01",
        object! { name: "stcontoso", location: "westeurope", kind: "StorageV2", sku: { name: "Standard_LRS" } },
    );
    let blobs = t.nested(
        &account,
        "blobs",
        Raw::new("Microsoft.Storage/storageAccounts/blobServices", object! { name: "default" }),
    );
    let container_type = "Microsoft.Storage/storageAccounts/blobServices/containers";
    let containers = t.nested_each(&blobs, "containers", each("name", &names), |name, i| {
        Raw::new(container_type, object! { name: interpolate!("{name}-{i}") })
    });
    let audit = t.nested(
        &blobs,
        "audit",
        Raw::new(container_type, object! { name: "audit", dependsOn: [&containers, &containers] }),
    );
    t.describe(audit, "Kept.");
    let tables = t.nested(
        &account,
        "tables",
        Raw::new(
            "microsoft.storage/STORAGEACCOUNTS/tableServices@2025-01-01",
            object! { name: "default", properties: { after: blobs.id(), deep: audit.id(), parent: account.id() } },
        )
        .when(&flag),
    );
    t.add_raw(
        "keep",
        "Microsoft.Authorization/locks@2020-05-01",
        object! { name: "keep", scope: &blobs, properties: { level: "CanNotDelete" } },
    );
    t.output("first", containers.at(0).id());
    t.output("audit", audit.name());
    t.output("tables", tables.name());
    check(
        t,
        "
param names string[]
param flag bool

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: 'stcontoso'
  location: 'westeurope'
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource containers 'containers' = [
      for (name, i) in names: {
        name: '${name}-${i}'
      }
    ]

    @description('Kept.')
    resource audit 'containers' = {
      name: 'audit'
      dependsOn: [
        containers
        containers
      ]
    }
  }

  resource tables 'tableServices@2025-01-01' = if (flag) {
    name: 'default'
    properties: {
      after: blobs.id
      deep: blobs::audit.id
      parent: account.id
    }
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  scope: account::blobs
  properties: {
    level: 'CanNotDelete'
  }
}

output first string = account::blobs::containers[0].id
output audit string = account::blobs::audit.name
output tables string = account::tables.name
",
    );
}

#[test]
fn a_blank_line_stands_between_nested_resources_and_not_before_the_first() {
    let account_type = "Microsoft.Storage/storageAccounts@2025-06-01";
    for (body, printed) in [(object! {}, ""), (object! { name: "stcontoso" }, "  name: 'stcontoso'\n\n")] {
        let mut t = Template::for_resource_group();
        let account = t.add_raw("account", account_type, body);
        for (name, ty) in [("blobs", "blobServices"), ("tables", "tableServices")] {
            let full = format!("Microsoft.Storage/storageAccounts/{ty}");
            t.nested(&account, name, Raw::new(full, object! { name: "default" }));
        }
        check(
            t,
            &format!(
                "\
resource account '{account_type}' = {{
{printed}  resource blobs 'blobServices' = {{
    name: 'default'
  }}

  resource tables 'tableServices' = {{
    name: 'default'
  }}
}}
"
            ),
        );
    }
}
