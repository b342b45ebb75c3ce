//! The models that are written by hand: whether they have all properties that the data has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use triceps_types::{Index, TypeId, TypeKind};

/// Types, and the directories of their models below `src/resources`.
const TYPES: &[(&str, &str)] = &[
    ("Microsoft.App/containerApps", "app"),
    ("Microsoft.App/managedEnvironments", "app"),
    ("Microsoft.Authorization/roleAssignments", "authorization"),
    ("Microsoft.ContainerRegistry/registries", "container_registry"),
    ("Microsoft.KeyVault/vaults", "key_vault"),
    ("Microsoft.KeyVault/vaults/secrets", "key_vault"),
    ("Microsoft.ManagedIdentity/userAssignedIdentities", "managed_identity"),
    ("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials", "managed_identity"),
    ("Microsoft.OperationalInsights/workspaces", "operational_insights"),
];

/// Compares the models with the data at the version that they name. Gives their number.
pub(crate) fn check(crate_dir: &Path) -> Result<usize, String> {
    let resources = crate_dir.join("src/resources");
    let shared = source(&resources.join("body.rs"))?;
    for (name, directory) in TYPES {
        let mut text = shared.clone();
        let entries = fs::read_dir(resources.join(directory)).map_err(|error| format!("{directory}: {error}"))?;
        for entry in entries {
            let path = entry.map_err(|error| format!("{directory}: {error}"))?.path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                text += &source(&path)?;
            }
        }
        let version = text
            .split_once(&format!("\"{name}\", \""))
            .and_then(|(_, rest)| rest.split('"').next())
            .ok_or_else(|| format!("`{name}` has no model in {directory}"))?;
        let resource = Index::builtin()
            .resource_type(name, version)
            .ok_or_else(|| format!("`{name}@{version}` is not in the index"))?;
        let mut properties = BTreeSet::new();
        collect(resource.body(), &mut properties, &mut BTreeSet::new());
        // The name is an argument of the constructor.
        properties.remove("name");
        let missing: Vec<&str> =
            properties.into_iter().filter(|property| !text.contains(&format!("{property:?}"))).collect();
        if !missing.is_empty() {
            return Err(format!("the model of `{name}@{version}` lacks {}", missing.join(", ")));
        }
    }
    Ok(TYPES.len())
}

fn source(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The names of all properties that can be set.
fn collect(kind: TypeKind<'static>, names: &mut BTreeSet<&'static str>, seen: &mut BTreeSet<TypeId>) {
    match kind {
        TypeKind::Array(array) => collect(array.item(), names, seen),
        TypeKind::Object(object) if seen.insert(object.id()) => {
            for property in object.properties().filter(|property| !property.is_read_only()) {
                names.insert(property.name());
                collect(property.kind(), names, seen);
            }
            if let Some(value) = object.additional_properties() {
                collect(value, names, seen);
            }
        }
        _ => {}
    }
}
