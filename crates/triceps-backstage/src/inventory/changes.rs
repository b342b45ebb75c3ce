//! What a new template changes that a deployment does not show: deployments are incremental, so that what is gone from the
//! template stays in Azure, and some of what is different cannot be changed in place.

use std::fmt;

use serde_json::Value;
use triceps::authorization::Role;

use super::expression::PARTS;
use super::{Resource, resources};

const IDENTITY: &str = "Microsoft.ManagedIdentity/userAssignedIdentities";
const CREDENTIAL: &str = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials";
const ASSIGNMENT: &str = "Microsoft.Authorization/roleAssignments";
const SECRET: &str = "Microsoft.KeyVault/vaults/secrets";
const ZONE: &str = "Microsoft.Network/privateDnsZones";

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
    // What is declared later may need what is declared before: it goes first.
    for resource in before.iter().rev() {
        match after.iter().find(|other| other.kind == resource.kind && other.name == resource.name) {
            Some(other) => in_place(resource, other, &mut changes),
            None => changes.extend(orphan(resource, &before, &after, group)),
        }
    }
    changes.extend(before.iter().filter_map(|resource| right(resource, &before, &after, group)));
    changes.extend(locks(&before, &after, group));
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
    let mut along = Vec::new();
    if loses_data {
        along.push("its data");
    }
    match kind.as_str() {
        IDENTITY => along.extend(["its cost", "its rights"]),
        CREDENTIAL => along.push("the access of its subject"),
        _ => along.push("its cost"),
    }
    Some(Change {
        message: format!(
            "`{name}` ({kind}) is not part of the template any more: it stays in Azure, with {}",
            along.join(" and ")
        ),
        commands: removal(resource, before, group),
        loses_data,
    })
}

/// The commands that remove a resource, in the order in which Azure takes them.
fn removal(resource: &Resource, before: &[Resource], group: &str) -> Vec<String> {
    let Resource { kind, name, .. } = resource;
    let (outer_kind, own_kind) = kind.rsplit_once('/').unwrap_or(("", kind));
    match kind.as_str() {
        SECRET => {
            let (vault, own) = name.rsplit_once('/').unwrap_or(("", name));
            let vault = known(outer_kind, vault, group);
            return vec![format!("az keyvault secret delete --vault-name {vault} --name {own}")];
        }
        CREDENTIAL => {
            let (identity, own) = name.rsplit_once('/').unwrap_or(("", name));
            return vec![format!(
                "az identity federated-credential delete --resource-group {group} --identity-name {identity} --name {own} --yes"
            )];
        }
        // A property of the server, which stays as it is.
        "Microsoft.DBforPostgreSQL/flexibleServers/configurations" => return Vec::new(),
        _ => {}
    }
    let mut commands = Vec::new();
    if kind == IDENTITY {
        let principal =
            format!("az identity show --resource-group {group} --name {name} --query principalId --output tsv");
        commands.push(format!("az role assignment delete --assignee \"$({principal})\" --resource-group {group}"));
    }
    // Azure deletes a zone only without its links.
    if kind == ZONE {
        let links = before.iter().filter(|link| link.kind == format!("{ZONE}/virtualNetworkLinks"));
        for link in links.filter(|link| link.name.rsplit_once('/').is_some_and(|(zone, _)| zone == name)) {
            commands.extend(removal(link, before, group));
        }
    }
    commands.push(match name.rsplit_once('/').filter(|_| outer_kind.contains('/')) {
        Some((outer, own)) => {
            let (provider, outer_types) = outer_kind.split_once('/').unwrap_or((outer_kind, ""));
            // Names of types and of resources take turns.
            let mut parent = String::new();
            let mut of = provider.to_owned();
            for (of_type, of_name) in outer_types.split('/').zip(outer.split('/')) {
                let separator = if parent.is_empty() { "" } else { "/" };
                of = format!("{of}/{of_type}");
                parent = format!("{parent}{separator}{of_type}/{}", known(&of, of_name, group));
            }
            format!(
                "az resource delete --resource-group {group} --namespace {provider} --parent {parent} --resource-type {own_kind} --name {own}"
            )
        }
        None => format!("az resource delete --ids $({})", query(kind, name, "id", group)),
    });
    commands
}

/// A name in a command: as it is, or asked for where only a deployment knows it.
fn known(kind: &str, name: &str, group: &str) -> String {
    if name.contains(['?', '*']) { format!("$({})", query(kind, name, "name", group)) } else { name.to_owned() }
}

/// A command that prints the id or the name of a resource.
fn query(kind: &str, name: &str, what: &str, group: &str) -> String {
    format!(
        "az resource list --resource-group {group} --resource-type {kind} --query \"[?{}].{what}\" --output tsv",
        condition(name)
    )
}

/// A condition of a query for a name, in which `?` and `*` stand for what only a deployment knows.
fn condition(name: &str) -> String {
    match (name.find(['?', '*']), name.rfind(['?', '*'])) {
        (Some(start), Some(end)) => {
            let starts = format!("starts_with(name, '{}')", &name[..start]);
            let rest = &name[end + 1..];
            if rest.is_empty() { starts } else { format!("{starts} && ends_with(name, '{rest}')") }
        }
        _ => format!("name=='{name}'"),
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

/// A role that the template does not assign any more, while who has it and what it is for are still there.
fn right(resource: &Resource, before: &[Resource], after: &[Resource], group: &str) -> Option<Change> {
    if resource.kind != ASSIGNMENT || after.iter().any(|other| other.kind == ASSIGNMENT && other.name == resource.name)
    {
        return None;
    }
    // The name says what it is for, who has it, and the definition of the role.
    let parts: Vec<&str> = resource.name.split(PARTS).collect();
    let start = parts.iter().position(|part| *part == IDENTITY)?;
    let (scope, identity, role) = (&parts[..start], *parts.get(start + 1)?, *parts.last()?);
    let is = |list: &[Resource], kind: &str, name: &str| list.iter().any(|one| one.kind == kind && one.name == name);
    let (place, on) = match scope {
        [kind, names @ ..] if kind.contains('/') => {
            let name = names.join("/");
            if !is(after, kind, &name) {
                return None;
            }
            (format!("--scope {}", scope_of(kind, names, group)), format!("`{name}` ({kind})"))
        }
        _ => (format!("--resource-group {group}"), "the resource group".to_owned()),
    };
    let named = Role::with_guid(role).map_or_else(|| format!("`{role}`"), |role| format!("`{}`", role.name()));
    (is(before, IDENTITY, identity) && is(after, IDENTITY, identity)).then(|| Change {
        message: format!("`{identity}` does not get the role {named} any more: it keeps it on {on}"),
        commands: vec![format!(
            "az role assignment delete --assignee \"$(az identity show --resource-group {group} --name {identity} --query principalId --output tsv)\" --role {role} {place}"
        )],
        loses_data: false,
    })
}

/// The id of a resource in a command, from its type and its names.
fn scope_of(kind: &str, names: &[&str], group: &str) -> String {
    let mut types = kind.split('/');
    let top = types.by_ref().take(2).collect::<Vec<_>>().join("/");
    let outer = names.first().copied().unwrap_or_default();
    let inner = types.zip(names.iter().skip(1)).map(|(own, name)| format!("/{own}/{name}"));
    format!("\"$({}){}\"", query(&top, outer, "id", group), inner.collect::<String>())
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
