//! What each option adds, in the ARM JSON of the bundle.

use serde_json::{Value, json};
use triceps_backstage::bundle;

use crate::support::{HARDENED, MEDIUM, app, arm, container, contains_text, of_type, only, portal, variable};

/// A portal with a vault, since its template has symbolic names.
fn with(lines: &str) -> Value {
    arm(&format!("name = \"backstage\"\n{lines}\n[key-vault]\n"))
}

#[test]
fn one_address_for_url_and_redirect() {
    for (lines, address) in [
        ("", "[format('https://{0}.{1}', variables('portalName'), reference('managedEnvironment').defaultDomain)]"),
        ("[front-door]", "[format('https://{0}', reference('endpoint').hostName)]"),
        ("[domain]\nhost = \"portal.contoso.com\"", "https://portal.contoso.com"),
    ] {
        let arm = with(lines);
        let url = arm["outputs"]["url"]["value"].as_str().expect("the address is an output");
        let url = if url == "[variables('portalUrl')]" {
            arm["variables"]["portalUrl"].as_str().unwrap_or_default()
        } else {
            url
        };
        assert_eq!(url, address);
        let redirect = arm["outputs"]["redirectUri"]["value"].as_str().expect("the redirect is an output");
        assert!(redirect.contains("{0}/api/auth/microsoft/handler/frame"), "{redirect}");
        assert_eq!(variable(&arm, "APP_BASE_URL"), arm["outputs"]["url"]["value"].as_str());
    }
}

#[test]
fn the_registration_has_addresses_permissions_and_a_credential() {
    let arm = registration(HARDENED);
    let application = &arm["resources"]["application"]["properties"];
    assert_eq!(application["signInAudience"], "AzureADMyOrg");
    assert_eq!(application["groupMembershipClaims"], "SecurityGroup");
    assert_eq!(application["web"]["implicitGrantSettings"]["enableIdTokenIssuance"], false);
    assert!(contains_text(&application["web"]["redirectUris"], "variables('redirectUris')"));
    assert_eq!(
        arm["variables"]["redirectUris"],
        json!(["[parameters('redirectUri')]", "http://localhost:7007/api/auth/microsoft/handler/frame"])
    );
    assert_eq!(arm["variables"]["delegatedPermissions"].as_array().map(Vec::len), Some(5));
    assert_eq!(arm["variables"]["graphAppId"], "00000003-0000-0000-c000-000000000000");
    let credential = &arm["resources"]["application::credential"];
    assert_eq!(credential["properties"]["audiences"], json!(["api://AzureADTokenExchange"]));
    assert_eq!(credential["properties"]["subject"], "[parameters('identity')]");
    // Before the first deployment nobody is known.
    assert_eq!(credential["condition"], "[not(empty(parameters('identity')))]");
    assert_eq!(arm["resources"]["directoryGrants"]["copy"]["count"], "[length(variables('directoryRoles'))]");

    let many = "name = \"backstage\"\n[entra]\nregistration = \"graph\"\naudience = \"multi-tenant\"\n[delivery]\napp-config = false\n[[catalog.users]]\nname = \"mona\"\n";
    let other = registration(many);
    assert_eq!(other["resources"]["application"]["properties"]["signInAudience"], "AzureADMultipleOrgs");
    assert_eq!(other["variables"]["redirectUris"], json!(["[parameters('redirectUri')]"]));
    assert_eq!(other["resources"]["directoryGrants"], Value::Null);
    assert_eq!(variable(&self::arm(many), "AUTH_MICROSOFT_TENANT_ID"), Some("[tenant().tenantId]"));
}

/// Workflows deploy the portal without a right in the directory: nothing of Microsoft Graph is in its template.
#[test]
fn the_template_of_the_portal_needs_nothing_of_the_directory() {
    let bundle = bundle(&portal(HARDENED)).expect("the hardened portal has no errors");
    let file = |path: &str| bundle.files.iter().find(|file| file.path == path).map(|file| file.text.as_str());
    for path in ["infra/main.bicep", "infra/main.json"] {
        let text = file(path).expect("a bundle has its template");
        assert!(!text.contains("Microsoft.Graph") && !text.contains("extension"), "{path}");
    }
    let registration = file("infra/registration.bicep").expect("a template of its own registers the portal");
    assert!(registration.contains("extension"));
    let parameters = file("infra/registration.bicepparam").expect("it has a parameter file");
    for variable in ["PORTAL_UNIQUE_NAME", "PORTAL_REDIRECT_URI", "PORTAL_HOME_PAGE", "PORTAL_IDENTITY"] {
        assert!(parameters.contains(variable), "{variable}");
    }
    assert_eq!(arm(HARDENED)["parameters"]["microsoftClientId"]["minLength"], 36);
}

/// The JSON of the template that registers a portal.
fn registration(text: &str) -> Value {
    let bundle = bundle(&portal(text)).unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"));
    let file = bundle.files.iter().find(|file| file.path == "infra/registration.json").expect("it has a template");
    serde_json::from_str(&file.text).expect("the template is JSON")
}

#[test]
fn workflows_have_an_identity_and_its_credentials_come_one_after_the_other() {
    let arm = arm(HARDENED);
    let credentials = &arm["resources"]["githubCredentials"];
    assert_eq!(credentials["copy"]["mode"], "serial");
    assert_eq!(credentials["copy"]["batchSize"], 1);
    assert_eq!(
        arm["variables"]["githubSubjects"],
        json!([
            { "name": "github-staging", "subject": "repo:contoso/portal:environment:staging" },
            { "name": "github-production", "subject": "repo:contoso/portal:environment:production" },
        ])
    );
    let scope = &arm["resources"]["deployerPushesImages"]["scope"];
    assert!(contains_text(scope, "Microsoft.ContainerRegistry/registries"));
    assert!(contains_text(&arm["resources"]["deployerContributes"]["name"], "resourceGroup().id"));

    let subjects = "subjects = [{ branch = \"release/1.0\" }, { tag = \"v1\" }]";
    let others = with(&format!("[github]\nrepository = \"contoso/portal\"\n{subjects}"));
    assert_eq!(
        others["variables"]["githubSubjects"],
        json!([
            { "name": "github-branch-release-1-0", "subject": "repo:contoso/portal:ref:refs/heads/release/1.0" },
            { "name": "github-tag-v1", "subject": "repo:contoso/portal:ref:refs/tags/v1" },
        ])
    );
}

#[test]
fn secrets_are_in_the_vault_and_read_with_the_identity() {
    let text = format!("{MEDIUM}\n[[secrets]]\nname = \"github-token\"\nenv = \"GITHUB_TOKEN\"\n");
    let vault = arm(&text);
    let secrets = app(&vault)["properties"]["configuration"]["secrets"].as_array().expect("the app has secrets");
    let names: Vec<_> = secrets.iter().filter_map(|secret| secret["name"].as_str()).collect();
    assert_eq!(names, ["auth-microsoft-client-secret", "github-token"]);
    for secret in secrets {
        let name = secret["name"].as_str().expect("a secret has a name");
        let url = format!("[format('{{0}}secrets/{name}', reference('vault').vaultUri)]");
        assert_eq!(secret["keyVaultUrl"], url);
        assert!(contains_text(&secret["identity"], "userAssignedIdentities"));
        assert_eq!(secret["value"], Value::Null);
    }
    assert_eq!(variable(&vault, "GITHUB_TOKEN"), Some("github-token"));
    for symbol in ["signInSecret", "githubTokenSecret"] {
        let secret = &vault["resources"][symbol];
        assert_eq!(secret["@options"]["onlyIfNotExists"], json!([]));
        let parameter = if symbol == "signInSecret" { "microsoftClientSecret" } else { "githubToken" };
        assert_eq!(secret["condition"], format!("[not(empty(parameters('{parameter}')))]"));
        assert_eq!(vault["parameters"][parameter]["defaultValue"], "");
        assert_eq!(secret["properties"]["attributes"]["exp"], "[parameters('secretExpiry')]");
        assert_eq!(secret["properties"]["contentType"], "text/plain");
    }
    assert_eq!(
        vault["parameters"]["secretExpiry"]["defaultValue"],
        "[dateTimeToEpoch(dateTimeAdd(utcNow(), 'P180D'))]"
    );
    assert!(contains_text(&vault["resources"]["portalReadsSecret"]["scope"], "github-token"));
}

#[test]
fn without_a_vault_secrets_are_parameters() {
    let secret = "[[secrets]]\nname = \"github-token\"\nenv = \"GITHUB_TOKEN\"";
    let arm = arm(&format!("name = \"backstage\"\n{secret}\n"));
    let secrets = &app(&arm)["properties"]["configuration"]["secrets"];
    assert_eq!(
        *secrets,
        json!([
            { "name": "auth-microsoft-client-secret", "value": "[parameters('microsoftClientSecret')]" },
            { "name": "github-token", "value": "[parameters('githubToken')]" },
        ])
    );
    assert_eq!(arm["parameters"]["githubToken"]["type"], "securestring");
    assert!(of_type(&arm, "Microsoft.KeyVault/vaults").is_empty());
}

#[test]
fn sizes_are_pairs_that_azure_has() {
    for (size, cpu, memory, profile) in [
        ("poc", 1, "2Gi", "Consumption"),
        ("medium", 2, "4Gi", "Consumption"),
        ("large", 4, "8Gi", "Consumption"),
        ("dedicated", 2, "8Gi", "portal"),
    ] {
        let arm = with(&format!("size = \"{size}\"\n[postgres]"));
        assert_eq!(container(&arm)["resources"], json!({ "cpu": cpu, "memory": memory }));
        assert_eq!(app(&arm)["properties"]["workloadProfileName"], profile);
        let profiles = &only(&arm, "Microsoft.App/managedEnvironments")["properties"]["workloadProfiles"];
        assert!(profiles.as_array().is_some_and(|profiles| profiles.iter().any(|known| known["name"] == profile)));
    }
}

#[test]
fn rules_of_all_kinds() {
    let rules = r#"
size = "medium"
[postgres]
[scale]
max = 5
cooldown-seconds = 600
polling-seconds = 15
rules = [
    { kind = "http", concurrent-requests = 50 },
    { kind = "tcp", concurrent-connections = 20 },
    { kind = "cpu", utilization = 70 },
    { kind = "memory", utilization = 80 },
    { kind = "cron", timezone = "Europe/Berlin", start = "0 7 * * 1-5", end = "0 19 * * 1-5", replicas = 3 },
    { kind = "azure-queue", account = "stjobs", queue = "jobs" },
    { kind = "service-bus", namespace = "sb-contoso", queue = "mail", messages = 9 },
    { kind = "custom", scaler = "prometheus", metadata = { query = "up", threshold = "3" } },
]"#;
    let arm = with(rules);
    let scale = &app(&arm)["properties"]["template"]["scale"];
    assert_eq!((&scale["cooldownPeriod"], &scale["pollingInterval"]), (&json!(600), &json!(15)));
    let mut rules = scale["rules"].clone();
    for rule in rules.as_array_mut().expect("the portal has rules") {
        for kind in ["azureQueue", "custom"] {
            let settings = rule.get_mut(kind).and_then(Value::as_object_mut);
            if let Some(identity) = settings.and_then(|settings| settings.remove("identity")) {
                assert!(contains_text(&identity, "userAssignedIdentities"), "{identity}");
            }
        }
    }
    assert_eq!(
        rules,
        json!([
            { "name": "http", "http": { "metadata": { "concurrentRequests": "50" } } },
            { "name": "tcp", "tcp": { "metadata": { "concurrentConnections": "20" } } },
            { "name": "cpu", "custom": { "type": "cpu", "metadata": { "type": "Utilization", "value": "70" } } },
            { "name": "memory", "custom": { "type": "memory", "metadata": { "type": "Utilization", "value": "80" } } },
            { "name": "cron", "custom": { "type": "cron", "metadata": {
                "timezone": "Europe/Berlin", "start": "0 7 * * 1-5", "end": "0 19 * * 1-5", "desiredReplicas": "3" } } },
            { "name": "queue", "azureQueue": { "accountName": "stjobs", "queueName": "jobs", "queueLength": 5 } },
            { "name": "service-bus", "custom": { "type": "azure-servicebus", "metadata": {
                "queueName": "mail", "namespace": "sb-contoso", "messageCount": "9" } } },
            { "name": "custom", "custom": { "type": "prometheus", "metadata": { "query": "up", "threshold": "3" } } },
        ])
    );
    let queue = &arm["resources"]["portalReadsQueue"];
    assert!(contains_text(&queue["scope"], "storageAccounts/queueServices/queues"), "{queue}");
    assert_eq!(queue["properties"]["roleDefinitionId"], "[variables('storageQueueDataReaderRoleId')]");
    let bus = &arm["resources"]["portalReceivesMessages"];
    assert!(contains_text(&bus["scope"], "Microsoft.ServiceBus/namespaces/queues"), "{bus}");
    assert_eq!(bus["properties"]["roleDefinitionId"], "[variables('azureServiceBusDataReceiverRoleId')]");
}

#[test]
fn the_database_takes_the_identity() {
    let arm = arm(MEDIUM);
    let server = &only(&arm, "Microsoft.DBforPostgreSQL/flexibleServers")["properties"];
    assert_eq!(server["authConfig"]["passwordAuth"], "Disabled");
    assert_eq!(server["authConfig"]["activeDirectoryAuth"], "Enabled");
    assert_eq!(server["administratorLogin"], Value::Null);
    assert_eq!(variable(&arm, "POSTGRES_USER"), Some("[format('id-{0}', parameters('namePrefix'))]"));
    let administrator = &arm["resources"]["administrator"]["properties"]["template"];
    assert!(contains_text(administrator, "Microsoft.DBforPostgreSQL/flexibleServers/administrators"));
    let tls = only(&arm, "Microsoft.DBforPostgreSQL/flexibleServers/configurations");
    assert!(contains_text(&tls["name"], "ssl_min_protocol_version"));
    assert_eq!(tls["properties"]["value"], "TLSv1.2");
    let rule = only(&arm, "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules");
    assert_eq!(rule["properties"], json!({ "startIpAddress": "0.0.0.0", "endIpAddress": "0.0.0.0" }));
}

#[test]
fn a_group_administers_the_database_beside_the_identity() {
    let group = "administrators = { id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\", name = \"Portal DBA\" }";
    let arm = with(&format!("[postgres]\n{group}"));
    let group = only(&arm, "Microsoft.DBforPostgreSQL/flexibleServers/administrators");
    assert!(
        group["name"].as_str().is_some_and(|name| name.contains("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")),
        "{group}"
    );
    assert_eq!(group["properties"]["principalName"], "Portal DBA");
    assert_eq!(group["properties"]["principalType"], "Group");
    // The server takes one change at a time.
    assert_eq!(group["dependsOn"], json!(["administrator", "postgres"]));
    assert!(contains_text(&arm["resources"]["portal"]["dependsOn"], "administratorGroup"));
}

#[test]
fn a_password_is_a_secret_of_the_deployment() {
    // Later deployments leave server and vault as they are, and a new value reaches the server first.
    let vault = with("[postgres]\nauthentication = \"password\"");
    let server = &only(&vault, "Microsoft.DBforPostgreSQL/flexibleServers")["properties"];
    let value = "[if(empty(parameters('postgresPassword')), null(), parameters('postgresPassword'))]";
    assert_eq!(server["administratorLoginPassword"], value);
    let secret = &vault["resources"]["databaseSecret"];
    assert_eq!(secret["condition"], "[not(empty(parameters('postgresPassword')))]");
    assert_eq!(secret["@options"], Value::Null);
    assert!(secret["dependsOn"].as_array().is_some_and(|names| names.iter().any(|name| name == "postgres")));

    let arm = arm("name = \"backstage\"\n[postgres]\nauthentication = \"password\"\n");
    let server = &only(&arm, "Microsoft.DBforPostgreSQL/flexibleServers")["properties"];
    assert_eq!(server["administratorLoginPassword"], "[parameters('postgresPassword')]");
    assert_eq!(server["authConfig"]["passwordAuth"], "Enabled");
    assert_eq!(arm["parameters"]["postgresPassword"]["type"], "securestring");
    assert_eq!(variable(&arm, "POSTGRES_PASSWORD"), Some("postgres-password"));
    assert_eq!(arm["resources"]["administrator"], Value::Null);
}

#[test]
fn the_cache_keeps_its_key_in_the_vault() {
    let arm = arm(HARDENED);
    let secret = &arm["resources"]["cacheSecret"];
    let value = secret["properties"]["value"].as_str().expect("the secret has a value");
    assert!(value.contains("rediss://") && value.contains("uriComponent(listKeys('redisDatabase'"), "{value}");
    assert_eq!(secret["@options"], Value::Null, "the key of today, not of the first deployment");
    assert_eq!(variable(&arm, "REDIS_URL"), Some("cache-connection"));
    assert_eq!(only(&arm, "Microsoft.Cache/redisEnterprise/databases")["properties"]["port"], 10_000);
}

#[test]
fn documents_have_an_account_without_keys() {
    let arm = arm(HARDENED);
    let account = only(&arm, "Microsoft.Storage/storageAccounts");
    assert_eq!(account["properties"]["allowSharedKeyAccess"], false);
    assert_eq!(account["sku"]["name"], "Standard_ZRS");
    let blobs = only(&arm, "Microsoft.Storage/storageAccounts/blobServices");
    assert_eq!(blobs["properties"]["deleteRetentionPolicy"], json!({ "enabled": true, "days": 14 }));
    let policy = only(&arm, "Microsoft.Storage/storageAccounts/managementPolicies");
    let actions = &policy["properties"]["policy"]["rules"][0]["definition"]["actions"];
    let old = &actions["version"]["delete"]["daysAfterCreationGreaterThan"];
    assert_eq!(*old, 14, "old versions go when deleted ones go");
    let role = &arm["resources"]["portalReadsDocs"];
    assert!(contains_text(&role["scope"], "'techdocs'"), "one container, not the account: {role}");
    assert_eq!(variable(&arm, "TECHDOCS_CONTAINER_NAME"), Some("techdocs"));
}

#[test]
fn the_network_has_subnets_zones_and_endpoints() {
    let arm = arm(HARDENED);
    let subnets = &only(&arm, "Microsoft.Network/virtualNetworks")["properties"]["subnets"];
    assert_eq!(subnets[0]["properties"]["delegations"][0]["properties"]["serviceName"], "Microsoft.App/environments");
    assert_eq!(subnets[1]["properties"]["privateEndpointNetworkPolicies"], "Enabled");
    assert_eq!(
        subnets[2]["properties"]["delegations"][0]["properties"]["serviceName"],
        "Microsoft.DBforPostgreSQL/flexibleServers"
    );
    let services = arm["variables"]["privateServices"].as_array().expect("services are reached privately");
    let groups: Vec<_> = services.iter().filter_map(|service| service["groupId"].as_str()).collect();
    assert_eq!(
        groups,
        ["registry", "vault", "blob", "redisEnterprise", "managedEnvironments", "account", "searchService"]
    );
    let environment = &only(&arm, "Microsoft.App/managedEnvironments")["properties"];
    assert_eq!(environment["vnetConfiguration"]["internal"], true);
    assert_eq!(environment["zoneRedundant"], true);
    assert_eq!(environment["peerTrafficConfiguration"]["encryption"]["enabled"], true);
    let waits = app(&arm)["dependsOn"].as_array().expect("the portal waits");
    assert!(waits.contains(&json!("privateZoneGroups")) && waits.contains(&json!("privateZoneLinks")));
}

#[test]
fn front_door_has_a_firewall_and_a_private_link() {
    let arm = arm(HARDENED);
    assert_eq!(only(&arm, "Microsoft.Cdn/profiles")["sku"]["name"], "Premium_AzureFrontDoor");
    let firewall = only(&arm, "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies");
    assert_eq!(firewall["properties"]["policySettings"]["mode"], "Prevention");
    let origin = &only(&arm, "Microsoft.Cdn/profiles/originGroups/origins")["properties"];
    assert_eq!(origin["sharedPrivateLinkResource"]["groupId"], "managedEnvironments");
    assert_eq!(origin["enforceCertificateNameCheck"], true);
    let route = &arm["resources"]["route"];
    assert_eq!(route["properties"]["httpsRedirect"], "Enabled");
    assert_eq!(route["properties"]["forwardingProtocol"], "HttpsOnly");
    let waits = route["dependsOn"].as_array().expect("the route waits");
    assert!(waits.contains(&json!("firewallAssociation")), "nothing is public before the firewall");

    let public = with("[front-door]");
    let origin = &only(&public, "Microsoft.Cdn/profiles/originGroups/origins")["properties"];
    assert_eq!(origin["sharedPrivateLinkResource"], Value::Null);
    assert_eq!(public["resources"]["route"]["properties"]["linkToDefaultDomain"], "Enabled");
}

#[test]
fn a_host_name_gets_records_and_a_certificate() {
    let domain = "[domain]\nhost = \"portal.contoso.com\"\nzone = { name = \"contoso.com\" }";
    let arm = with(domain);
    let ingress = &app(&arm)["properties"]["configuration"]["ingress"];
    assert_eq!(ingress["customDomains"], json!([{ "name": "portal.contoso.com", "bindingType": "Auto" }]));
    let certificate = only(&arm, "Microsoft.App/managedEnvironments/managedCertificates");
    assert_eq!(certificate["properties"]["subjectName"], "portal.contoso.com");
    assert_eq!(certificate["properties"]["domainControlValidation"], "CNAME");
    assert!(certificate["dependsOn"].as_array().is_some_and(|waits| waits.contains(&json!("portal"))));
    let alias = only(&arm, "Microsoft.Network/dnsZones/CNAME");
    assert!(contains_text(&alias["name"], "'portal'"), "{alias}");
    assert!(contains_text(&only(&arm, "Microsoft.Network/dnsZones/TXT")["name"], "asuid.portal"));
    let waits = app(&arm)["dependsOn"].as_array().expect("the portal waits");
    assert!(waits.contains(&json!("alias")) && waits.contains(&json!("ownership")));

    let front = with(&format!("{domain}\n[front-door]"));
    assert!(of_type(&front, "Microsoft.App/managedEnvironments/managedCertificates").is_empty());
    let proof = only(&front, "Microsoft.Network/dnsZones/TXT");
    assert!(contains_text(&proof["name"], "_dnsauth.portal"));
    assert!(contains_text(&proof["properties"], "validationToken"));
    assert!(contains_text(
        &only(&front, "Microsoft.Network/dnsZones/CNAME")["properties"],
        "reference('endpoint').hostName"
    ));
}

#[test]
fn everything_logs_into_the_workspace() {
    let arm = arm(HARDENED);
    let settings = of_type(&arm, "Microsoft.Insights/diagnosticSettings");
    let logged = |kind: &str| {
        settings
            .iter()
            .any(|setting| setting["scope"].as_str().is_some_and(|scope| scope.contains(&format!("'{kind}'"))))
    };
    for kind in [
        "Microsoft.App/managedEnvironments",
        "Microsoft.App/containerApps",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.Network/networkSecurityGroups",
        "Microsoft.Network/virtualNetworks",
        "Microsoft.KeyVault/vaults",
        "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.DBforPostgreSQL/flexibleServers",
        "Microsoft.Cache/redisEnterprise",
        "Microsoft.Cache/redisEnterprise/databases",
        "Microsoft.CognitiveServices/accounts",
        "Microsoft.Search/searchServices",
        "Microsoft.Cdn/profiles",
    ] {
        assert!(logged(kind), "{kind}");
    }
    let sentinel = only(&arm, "Microsoft.SecurityInsights/onboardingStates");
    assert_eq!(sentinel["name"], "default");
    assert!(contains_text(&sentinel["scope"], "Microsoft.OperationalInsights/workspaces"));

    let few = with("[logs]\ndiagnostics = false");
    assert_eq!(of_type(&few, "Microsoft.Insights/diagnosticSettings").len(), 1, "that of the environment");
    let none = with("[logs]\ndiagnostics = false\ndestination = \"none\"");
    assert!(of_type(&none, "Microsoft.Insights/diagnosticSettings").is_empty());
    let environment = &only(&none, "Microsoft.App/managedEnvironments")["properties"];
    assert_eq!(environment.get("appLogsConfiguration"), None, "Azure fails to provision an environment with `none`");
}

#[test]
fn telemetry_and_alerts() {
    let arm = arm(HARDENED);
    let component = &only(&arm, "Microsoft.Insights/components")["properties"];
    assert_eq!(component["DisableLocalAuth"], true);
    assert!(contains_text(&component["WorkspaceResourceId"], "Microsoft.OperationalInsights/workspaces"));
    assert!(arm["resources"]["portalPublishesMetrics"].is_object());
    let names: Vec<_> = arm["variables"]["alerts"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|alert| alert["name"].as_str())
        .collect();
    assert_eq!(names, ["server-errors", "too-few-replicas"]);
    // The metric counts all restarts since a replica was made; the log has those of the window.
    let restarts = &only(&arm, "Microsoft.Insights/scheduledQueryRules")["properties"];
    let condition = &restarts["criteria"]["allOf"][0];
    let query = condition["query"].as_str().expect("a query");
    assert!(query.contains("ContainerAppSystemLogs | where ContainerAppName == ''{0}''"), "{query}");
    assert_eq!((&condition["timeAggregation"], &condition["threshold"]), (&json!("Count"), &json!(3)));
    assert_eq!((&restarts["windowSize"], &restarts["evaluationFrequency"]), (&json!("PT5M"), &json!("PT5M")));
    assert!(contains_text(&restarts["actions"]["actionGroups"], "actionGroups"));
    let keyed = with("[logs]\ndestination = \"log-analytics\"\n[alerts]\nemails = [\"a@contoso.com\"]");
    let keyed = &only(&keyed, "Microsoft.Insights/scheduledQueryRules")["properties"]["criteria"]["allOf"][0];
    assert!(
        keyed["query"]
            .as_str()
            .is_some_and(|query| query.contains("ContainerAppSystemLogs_CL | where ContainerAppName_s"))
    );
    let silent = with("[logs]\ndestination = \"none\"\n[alerts]\nemails = [\"a@contoso.com\"]");
    assert!(of_type(&silent, "Microsoft.Insights/scheduledQueryRules").is_empty());
    assert!(!silent.to_string().contains("RestartCount") && !arm.to_string().contains("RestartCount"));
    let receivers = &only(&arm, "Microsoft.Insights/actionGroups")["properties"]["emailReceivers"];
    assert_eq!(receivers[0]["emailAddress"], "platform@contoso.com");

    // A portal without replicas may be meant, unless an environment keeps some.
    for (kept, is_watched) in [(0, false), (2, true)] {
        let watched = with(&format!(
            "[postgres]\n[scale]\nmin = 0\nmax = 3\n[alerts]\nemails = [\"a@contoso.com\"]\n[environments]\n\
             one = {{ resource-group = \"rg-one\" }}\ntwo = {{ resource-group = \"rg-two\", scale = {{ min = {kept} }} }}"
        ));
        assert_eq!(watched.to_string().contains("too-few-replicas"), is_watched, "{kept}");
    }

    let sampled = with("[telemetry]\nsampling-percent = 25");
    assert_eq!(only(&sampled, "Microsoft.Insights/components")["properties"]["SamplingPercentage"], 25);
    // The same people hear of secrets that expire.
    let told = &arm["resources"]["secretsExpire"]["properties"];
    assert_eq!(told["destination"]["endpointType"], "MonitorAlert");
    assert!(contains_text(&told["destination"]["properties"]["actionGroups"], "actionGroups"));
    assert_eq!(told["filter"]["includedEventTypes"][0], "Microsoft.KeyVault.SecretNearExpiry");
    assert!(contains_text(&arm["resources"]["vaultEvents"]["properties"]["source"], "Microsoft.KeyVault/vaults"));
}

#[test]
fn models_and_search() {
    let arm = arm(HARDENED);
    let deployments = &arm["resources"]["modelDeployments"];
    assert_eq!(deployments["copy"]["mode"], "serial");
    assert_eq!(arm["variables"]["models"][0], json!({ "name": "gpt-4o", "version": "2024-11-20", "capacity": 30 }));
    assert_eq!(only(&arm, "Microsoft.CognitiveServices/accounts")["kind"], "OpenAI");
    assert_eq!(only(&arm, "Microsoft.Search/searchServices")["properties"]["replicaCount"], 3);
    for (role, definition) in [
        ("portalUsesModels", "[variables('cognitiveServicesOpenAIUserRoleId')]"),
        ("portalReadsIndex", "[variables('searchIndexDataReaderRoleId')]"),
    ] {
        assert_eq!(arm["resources"][role]["properties"]["roleDefinitionId"], definition);
    }
    assert_eq!(variable(&arm, "AZURE_SEARCH_ENDPOINT"), Some("[reference('search').endpoint]"));
}

#[test]
fn the_portal_has_a_system_identity_where_a_credential_takes_it() {
    let system = with("[[azure-devops]]\ncredentials = [{ kind = \"system-identity\" }]");
    assert_eq!(app(&system)["identity"]["type"], "SystemAssigned,UserAssigned");
    let user = with("[[azure-devops]]\ncredentials = [{ kind = \"managed-identity\" }]");
    assert_eq!(app(&user)["identity"]["type"], "UserAssigned");
    assert_eq!(variable(&user, "AZURE_CLIENT_ID"), Some("[reference('portalIdentity').clientId]"));
}

#[test]
fn catalog_files_are_read_with_the_identity() {
    let arm = with("[[catalog.azure-blob]]\nid = \"files\"\naccount = \"stcatalog\"\ncontainer = \"catalog\"");
    let role = &arm["resources"]["portalReadsFiles"];
    assert_eq!(role["properties"]["roleDefinitionId"], "[variables('storageBlobDataReaderRoleId')]");
    assert!(contains_text(&role["scope"], "stcatalog") && contains_text(&role["scope"], "'catalog'"), "{role}");
}

#[test]
fn the_heap_and_the_variables_of_the_team() {
    let arm = with("[env]\nLOG_LEVEL = \"debug\"\n[dapr]\napp-id = \"portal\"\nlog-level = \"warn\"");
    assert_eq!(variable(&arm, "LOG_LEVEL"), Some("debug"));
    assert_eq!(variable(&arm, "NODE_OPTIONS"), Some("--max-old-space-size=1536"));
    let more = with("[env]\nNODE_OPTIONS = \"--no-node-snapshot\"");
    assert_eq!(variable(&more, "NODE_OPTIONS"), Some("--max-old-space-size=1536 --no-node-snapshot"));
    let dapr = &app(&arm)["properties"]["configuration"]["dapr"];
    assert_eq!((&dapr["appId"], &dapr["logLevel"]), (&json!("portal"), &json!("warn")));
    assert_eq!(dapr["appPort"], "[variables('portalPort')]");
}
