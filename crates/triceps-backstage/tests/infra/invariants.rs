//! What the template of every portal has, whatever its configuration says.

use serde_json::Value;
use triceps_backstage::config::{LogDestination, Portal};

use crate::support::{app, container, contains_text, of_type, only, resources};

/// Sentences about what is not as it is with every portal.
pub(crate) fn broken(portal: &Portal, arm: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    let mut hold = |holds: bool, sentence: &str| {
        if !holds {
            broken.push(sentence.to_owned());
        }
    };
    the_app(portal, arm, &mut hold);
    identities_and_roles(arm, &mut hold);
    services(portal, arm, &mut hold);
    secrets(arm, &mut hold);
    private_addresses(portal, arm, &mut hold);
    broken
}

fn the_app(portal: &Portal, arm: &Value, hold: &mut dyn FnMut(bool, &str)) {
    let configuration = &app(arm)["properties"]["configuration"];
    let ingress = &configuration["ingress"];
    hold(ingress["allowInsecure"] == false, "the portal answers without TLS");
    hold(ingress["targetPort"] == "[variables('portalPort')]", "ingress and image have different ports");
    hold(configuration["activeRevisionsMode"] == "Single", "the mode of revisions is not one of the type");
    hold(app(arm)["properties"]["environmentId"].is_string(), "the app has no environment");
    hold(app(arm)["properties"]["managedEnvironmentId"].is_null(), "the environment has its old name");
    hold(!configuration["dapr"].is_object() || portal.dapr.is_some(), "Dapr is there although it is off");

    let container = container(arm);
    hold(container["resources"]["cpu"] == portal.size.cpu(), "the replica has another size");
    let probes = container["probes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut kinds: Vec<_> = probes.iter().filter_map(|probe| probe["type"].as_str()).collect();
    kinds.sort_unstable();
    hold(kinds == ["Liveness", "Readiness", "Startup"], "a probe is missing");
    hold(
        probes.iter().all(|probe| probe["httpGet"]["port"] == "[variables('portalPort')]"),
        "a probe asks at another port",
    );
    let variables = container["env"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut names: Vec<_> = variables.iter().filter_map(|variable| variable["name"].as_str()).collect();
    hold(
        variables.iter().all(|variable| variable["value"].is_string() != variable["secretRef"].is_string()),
        "a variable has not exactly one of value and secret",
    );
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    hold(names.len() == count, "two variables have the same name");
    let secrets = configuration["secrets"].as_array().map(Vec::as_slice).unwrap_or_default();
    hold(
        variables
            .iter()
            .filter_map(|variable| variable["secretRef"].as_str())
            .all(|secret| secrets.iter().any(|known| known["name"] == secret)),
        "a variable refers to a secret that the app does not have",
    );
    let rules = app(arm)["properties"]["template"]["scale"]["rules"].as_array().map(Vec::as_slice).unwrap_or_default();
    hold(!rules.is_empty(), "the portal has no rule");
    for rule in rules {
        let metadata = rule["http"]["metadata"].as_object().or(rule["custom"]["metadata"].as_object());
        hold(metadata.is_none_or(|metadata| metadata.values().all(Value::is_string)), "metadata of a rule is not text");
    }
}

fn identities_and_roles(arm: &Value, hold: &mut dyn FnMut(bool, &str)) {
    let identity = &app(arm)["identity"];
    hold(identity["type"].as_str().is_some_and(|kind| kind.contains("UserAssigned")), "the app has no identity");
    let registry = &app(arm)["properties"]["configuration"]["registries"][0];
    hold(registry["identity"].is_string() && registry["passwordSecretRef"].is_null(), "images take a password");
    let waits = app(arm)["dependsOn"].as_array().map(Vec::as_slice).unwrap_or_default();
    for (name, resource) in resources(arm) {
        if resource["type"] != "Microsoft.Authorization/roleAssignments" {
            continue;
        }
        let properties = &resource["properties"];
        hold(properties["principalType"] == "ServicePrincipal", "a role assignment does not say what its principal is");
        let assignment = resource["name"].as_str().unwrap_or_default();
        hold(
            assignment.starts_with("[guid(") && assignment.matches(", ").count() >= 2,
            "the name of a role assignment does not say scope, principal and role",
        );
        if !contains_text(properties, "deployer") && !contains_text(properties, "preview") {
            // Templates without symbolic names wait for ids, which have the name in them.
            let id = assignment.trim_matches(['[', ']']);
            let waits_for = |other: &Value| other == name || other.as_str().is_some_and(|other| other.contains(id));
            hold(waits.iter().any(waits_for), "the portal starts before it has a role");
        }
    }
    hold(!waits.is_empty(), "the portal waits for nothing");
}

fn services(portal: &Portal, arm: &Value, hold: &mut dyn FnMut(bool, &str)) {
    let registry = &only(arm, "Microsoft.ContainerRegistry/registries")["properties"];
    hold(registry["adminUserEnabled"] == false, "the registry has an administrator");
    let workspace = &only(arm, "Microsoft.OperationalInsights/workspaces")["properties"];
    hold(
        workspace["features"]["disableLocalAuth"] == (portal.logs.destination != LogDestination::LogAnalytics),
        "the workspace takes keys for nobody",
    );
    hold(workspace["sku"]["name"] == "PerGB2018", "the tier of the workspace is not where it belongs");
    let environment = &only(arm, "Microsoft.App/managedEnvironments")["properties"];
    hold(environment["workloadProfiles"][0]["name"] == "Consumption", "the environment has no workload profiles");
    for vault in of_type(arm, "Microsoft.KeyVault/vaults") {
        for setting in ["enablePurgeProtection", "enableSoftDelete", "enableRbacAuthorization"] {
            hold(vault["properties"][setting] == true, "the vault gives up a protection");
        }
    }
    for account in of_type(arm, "Microsoft.Storage/storageAccounts") {
        let properties = &account["properties"];
        hold(properties["allowSharedKeyAccess"] == false, "the storage account takes keys");
        hold(properties["allowBlobPublicAccess"] == false, "containers can be public");
        hold(properties["minimumTlsVersion"] == "TLS1_2", "the storage account takes old TLS");
        hold(properties["supportsHttpsTrafficOnly"] == true, "the storage account answers without TLS");
    }
    for container in of_type(arm, "Microsoft.Storage/storageAccounts/blobServices/containers") {
        hold(container["properties"]["publicAccess"] == "None", "a container is public");
    }
    let settings = of_type(arm, "Microsoft.DBforPostgreSQL/flexibleServers/configurations");
    hold(
        settings
            .iter()
            .all(|setting| setting["name"].as_str().is_some_and(|name| !name.contains("require_secure_transport"))),
        "the database may turn off TLS",
    );
    hold(settings.len() == usize::from(portal.postgres.is_some()), "the database takes old TLS");
    for rule in of_type(arm, "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules") {
        hold(rule["properties"]["endIpAddress"] == "0.0.0.0", "the database takes connections from the internet");
    }
    for cache in of_type(arm, "Microsoft.Cache/redisEnterprise") {
        hold(cache["properties"]["minimumTlsVersion"] == "1.2", "the cache takes old TLS");
    }
    for database in of_type(arm, "Microsoft.Cache/redisEnterprise/databases") {
        hold(database["properties"]["clientProtocol"] == "Encrypted", "the cache answers without TLS");
    }
    for kind in ["Microsoft.CognitiveServices/accounts", "Microsoft.Search/searchServices"] {
        for service in of_type(arm, kind) {
            hold(service["properties"]["disableLocalAuth"] == true, "models or search take keys");
        }
    }
    for component in of_type(arm, "Microsoft.Insights/components") {
        hold(component["properties"]["DisableLocalAuth"] == true, "telemetry takes keys");
    }
}

fn secrets(arm: &Value, hold: &mut dyn FnMut(bool, &str)) {
    let parameters = arm["parameters"].as_object().expect("a portal has parameters");
    for parameter in parameters.values() {
        let secure = parameter["type"].as_str().is_some_and(|kind| kind.starts_with("secure"));
        hold(!secure || parameter["defaultValue"].as_str().unwrap_or_default().is_empty(), "a secret has a default");
        hold(parameter["metadata"]["description"].is_string(), "a parameter has no description");
    }
    for output in arm["outputs"].as_object().expect("a portal has outputs").values() {
        hold(output["type"] == "string", "an output is secret");
        hold(output["metadata"]["description"].is_string(), "an output has no description");
        let value = output["value"].as_str().unwrap_or_default();
        hold(!value.contains("listKeys") && !value.contains("Secret'"), "an output has a secret in it");
    }
    for secret in of_type(arm, "Microsoft.KeyVault/vaults/secrets") {
        let properties = &secret["properties"];
        hold(properties["attributes"]["exp"].is_string(), "a secret never expires");
        hold(properties["contentType"] == "text/plain", "a secret does not say what it is");
    }
}

fn private_addresses(portal: &Portal, arm: &Value, hold: &mut dyn FnMut(bool, &str)) {
    if portal.network.is_none() {
        hold(of_type(arm, "Microsoft.Network/privateEndpoints").is_empty(), "a private endpoint has no network");
        return;
    }
    let kinds = [
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.KeyVault/vaults",
        "Microsoft.Storage/storageAccounts",
        "Microsoft.Cache/redisEnterprise",
        "Microsoft.App/managedEnvironments",
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.Search/searchServices",
    ];
    let mut services = 0;
    for kind in kinds {
        for service in of_type(arm, kind) {
            services += 1;
            hold(service["properties"]["publicNetworkAccess"] == "Disabled", "a service has a public address");
        }
    }
    for variable in ["privateServices", "zoneNames"] {
        let count = arm["variables"][variable].as_array().map_or(0, Vec::len);
        hold(count == services, "a service has no private endpoint or no zone");
    }
    let environment = &only(arm, "Microsoft.App/managedEnvironments")["properties"]["vnetConfiguration"];
    hold(environment["internal"] == true, "the environment has a public address");
    hold(environment["infrastructureSubnetId"].is_string(), "the environment has no subnet");
    for server in of_type(arm, "Microsoft.DBforPostgreSQL/flexibleServers") {
        let network = &server["properties"]["network"];
        hold(network["delegatedSubnetResourceId"].is_string(), "the database has a public address");
        hold(network["privateDnsZoneArmResourceId"].is_string(), "the database has no private name");
    }
}
