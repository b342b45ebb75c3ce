//! What a new template changes that a deployment does not show: deployments are incremental, so that what is gone from the
//! template stays in Azure, and some of what is different cannot be changed in place.

use std::fmt;

use serde_json::Value;

use super::{Resource, resources};

/// Resources with data in them.
const WITH_DATA: [&str; 5] = [
    "Microsoft.DBforPostgreSQL/flexibleServers",
    "Microsoft.DBforPostgreSQL/flexibleServers/databases",
    "Microsoft.KeyVault/vaults",
    "Microsoft.Storage/storageAccounts",
    "Microsoft.Storage/storageAccounts/blobServices/containers",
];

/// Properties that Azure sets once: type, path, what it is, and whether another value needs a new resource without the data.
const FIXED: [(&str, &str, &str); 13] = [
    ("Microsoft.App/managedEnvironments", "/properties/vnetConfiguration", "its network"),
    ("Microsoft.App/managedEnvironments", "/properties/zoneRedundant", "its zones"),
    ("Microsoft.Cache/redisEnterprise", "/properties/highAvailability", "its second node"),
    ("Microsoft.Cache/redisEnterprise/databases", "/properties/clusteringPolicy", "its clustering"),
    ("Microsoft.ContainerRegistry/registries", "/properties/zoneRedundancy", "its zones"),
    ("Microsoft.DBforPostgreSQL/flexibleServers", "/properties/network", "its network"),
    ("Microsoft.DBforPostgreSQL/flexibleServers", "/properties/backup/geoRedundantBackup", "where its backups are"),
    ("Microsoft.DBforPostgreSQL/flexibleServers", "/properties/administratorLogin", "its administrator"),
    ("Microsoft.KeyVault/vaults", "/properties/softDeleteRetentionInDays", "how long it can be brought back"),
    ("Microsoft.Network/virtualNetworks", "/properties/addressSpace", "its addresses, while subnets are in use"),
    ("Microsoft.Storage/storageAccounts", "/properties/encryption/requireInfrastructureEncryption", "its encryption"),
    ("Microsoft.Storage/storageAccounts", "/kind", "its kind"),
    ("Microsoft.CognitiveServices/accounts", "/properties/customSubDomainName", "its address"),
];

/// Numbers that only grow.
const GROWING: [(&str, &str, &str); 2] = [
    ("Microsoft.DBforPostgreSQL/flexibleServers", "/properties/version", "its version"),
    ("Microsoft.DBforPostgreSQL/flexibleServers", "/properties/storage/storageSizeGB", "its storage"),
];

/// Lists in variables, each entry of which is a resource: the variable, the type, and the name in front of the entry.
const LISTS: [(&str, &str, &str); 4] = [
    ("githubSubjects", "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials", "-deployer/"),
    ("previewSubjects", "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials", "-preview/"),
    ("privateServices", "Microsoft.Network/privateEndpoints", "pe-"),
    ("models", "Microsoft.CognitiveServices/accounts/deployments", ""),
];

/// A change that someone has to know of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// One sentence.
    pub message: String,
    /// Commands that bring Azure to what the template says, if there are such.
    pub commands: Vec<String>,
    /// Whether data is lost, or left behind.
    pub loses_data: bool,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        self.commands.iter().try_for_each(|command| write!(f, "\n    {command}"))
    }
}

/// What changes from one `infra/main.json` to the next without a warning of Azure. `group` is the resource group in commands.
/// Text that is not a template changes nothing.
pub fn changes(old: &str, new: &str, group: &str) -> Vec<Change> {
    let read = |text| serde_json::from_str::<Value>(text).unwrap_or_default();
    let (old, new) = (read(old), read(new));
    let prefix = |template: &Value| template["parameters"]["namePrefix"]["defaultValue"].as_str().map(str::to_owned);
    if let (Some(before), Some(after)) = (prefix(&old), prefix(&new))
        && before != after
    {
        return vec![Change {
            message: format!(
                "`name` changes from `{before}` to `{after}`: the next deployment makes a second portal with empty data, and the first one stays"
            ),
            commands: Vec::new(),
            loses_data: true,
        }];
    }
    let (before, after) = (resources(&old), resources(&new));
    let mut changes = Vec::new();
    for resource in &before {
        match after.iter().find(|other| other.kind == resource.kind && other.name == resource.name) {
            Some(other) => in_place(resource, other, &mut changes),
            None => changes.extend(orphan(resource, &before, &after, group)),
        }
    }
    changes.extend(locks(&before, &after, group));
    changes.extend(entries(&old, &new, &before, group));
    changes
}

/// A resource that the template does not make any more.
fn orphan(resource: &Resource, before: &[Resource], after: &[Resource], group: &str) -> Option<Change> {
    let Resource { kind, name, scope, .. } = resource;
    // What belongs to a resource goes with it, and locks, roles and settings are named after what they are on.
    let parent = kind.rsplit_once('/').map(|(kind, _)| kind).filter(|kind| kind.contains('/'));
    let parent = parent.zip(name.rsplit_once('/').map(|(name, _)| name));
    let goes_along = parent.is_some_and(|(kind, name)| {
        let is = |list: &[Resource]| list.iter().any(|other| other.kind == kind && other.name == name);
        is(before) && !is(after)
    });
    let unnamed = name.starts_with('*') || name.contains("/*");
    if goes_along || scope.is_some() || unnamed || kind.starts_with("Microsoft.Authorization/") {
        return None;
    }
    let loses_data = WITH_DATA.contains(&kind.as_str());
    let data = if loses_data { ", with its data" } else { "" };
    let id = format!(
        "az resource list --resource-group {group} --resource-type {kind} --query \"[?{}].id\" --output tsv",
        condition(name)
    );
    let mut commands = Vec::new();
    if kind == "Microsoft.ManagedIdentity/userAssignedIdentities" {
        let principal =
            format!("az identity show --resource-group {group} --name {name} --query principalId --output tsv");
        commands.push(format!("az role assignment delete --assignee \"$({principal})\" --resource-group {group}"));
    }
    commands.push(match parent {
        None => format!("az resource delete --ids $({id})"),
        Some((_, parent)) => {
            let own = name.rsplit_once('/').map_or(name.as_str(), |(_, own)| own);
            let (provider, types) = kind.split_once('/').unwrap_or((kind, ""));
            let (outer, own_kind) = types.rsplit_once('/').unwrap_or(("", types));
            format!(
                "az resource delete --resource-group {group} --namespace {provider} --parent {outer}/{parent} --resource-type {own_kind} --name {own}"
            )
        }
    });
    let access = if kind == "Microsoft.ManagedIdentity/userAssignedIdentities" { " and its rights" } else { "" };
    Some(Change {
        message: format!(
            "`{name}` ({kind}) is not part of the template any more: it stays in Azure{data}, and so do its cost{access}"
        ),
        commands,
        loses_data,
    })
}

/// A condition of a query for a name with `?` or `*` at its end.
fn condition(name: &str) -> String {
    match name.find(['?', '*']) {
        Some(end) => format!("starts_with(name, '{}')", &name[..end]),
        None => format!("name=='{name}'"),
    }
}

/// What differs and cannot change in place.
fn in_place(before: &Resource, after: &Resource, changes: &mut Vec<Change>) {
    let Resource { kind, name, .. } = before;
    let at = |resource: &Resource, path: &str| resource.body.pointer(path).cloned().unwrap_or_default();
    let mut fixed = |what: &str, loses_data: bool| {
        let data = if loses_data { "; its data would have to be moved to a new one" } else { "" };
        changes.push(Change {
            message: format!("`{name}` ({kind}): Azure does not change {what} in place{data}"),
            commands: Vec::new(),
            loses_data,
        });
    };
    let with_data = WITH_DATA.contains(&kind.as_str());
    for (_, path, what) in FIXED.iter().filter(|(of, ..)| of == kind) {
        if at(before, path) != at(after, path) {
            fixed(what, with_data);
        }
    }
    for (_, path, what) in GROWING.iter().filter(|(of, ..)| of == kind) {
        let number = |resource| {
            let value = at(resource, path);
            value.as_i64().or_else(|| value.as_str().and_then(|text| text.parse().ok()))
        };
        match (number(before), number(after)) {
            (Some(before), Some(after)) if after < before => {
                fixed(&format!("{what} from {before} down to {after}"), true);
            }
            _ => {}
        }
    }
}

/// Locks that were there and are not: they go on, and keep `az group delete` from its work.
fn locks(before: &[Resource], after: &[Resource], group: &str) -> Option<Change> {
    let count = |list: &[Resource]| list.iter().filter(|one| one.kind == "Microsoft.Authorization/locks").count();
    (count(before) > 0 && count(after) == 0).then(|| Change {
        message: "`locks` is off: the locks stay in Azure".to_owned(),
        commands: vec![format!(
            "az lock delete --ids $(az lock list --resource-group {group} --query \"[?name=='keep'].id\" --output tsv)"
        )],
        loses_data: false,
    })
}

/// Entries of lists that are gone while the list is there.
fn entries(old: &Value, new: &Value, before: &[Resource], group: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    for (variable, kind, prefix) in LISTS {
        let names = |template: &Value| -> Vec<String> {
            let entries = template["variables"][variable].as_array().into_iter().flatten();
            entries.filter_map(|entry| Some(entry["name"].as_str()?.to_owned())).collect()
        };
        let still = names(new);
        if still.is_empty() || !before.iter().any(|resource| resource.kind == kind) {
            continue;
        }
        for name in names(old).into_iter().filter(|name| !still.contains(name)) {
            let command = match variable {
                "githubSubjects" | "previewSubjects" => {
                    let identity = before.iter().find(|one| {
                        one.kind == "Microsoft.ManagedIdentity/userAssignedIdentities"
                            && one.name.ends_with(prefix.trim_end_matches('/'))
                    });
                    let identity = identity.map_or("IDENTITY", |identity| identity.name.as_str());
                    format!(
                        "az identity federated-credential delete --resource-group {group} --identity-name {identity} --name {name} --yes"
                    )
                }
                "privateServices" => format!(
                    "az network private-endpoint delete --ids $(az network private-endpoint list --resource-group {group} --query \"[?ends_with(name, '-{name}')].id\" --output tsv)"
                ),
                _ => format!(
                    "az cognitiveservices account deployment delete --resource-group {group} --name $(az cognitiveservices account list --resource-group {group} --query \"[?starts_with(name, 'oai-')].name\" --output tsv) --deployment-name {name}"
                ),
            };
            let access = if variable.ends_with("Subjects") { ": its trusted subjects keep access" } else { "" };
            changes.push(Change {
                message: format!("`{name}` ({kind}) is not part of the template any more and stays in Azure{access}"),
                commands: vec![command],
                loses_data: false,
            });
        }
    }
    changes
}
