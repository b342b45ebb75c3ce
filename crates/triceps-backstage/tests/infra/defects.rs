//! Mistakes of templates that people write by hand for this portal: none of them can be expressed, or is refused.

use serde_json::{Value, json};
use triceps_backstage::config::Portal;
use triceps_backstage::{bundle, infrastructure};

use crate::support::{
    HARDENED, MEDIUM, MINIMAL, app, arm, container, contains_text, of_type, only, portal, resources, variable,
};

/// Ids of all diagnostics of a text that is refused.
fn refused(text: &str) -> Vec<&'static str> {
    let diagnostics = Portal::from_toml("portal.toml", text).expect_err("the text is refused");
    diagnostics.iter().map(triceps_backstage::LocatedDiagnostic::id).collect()
}

/// Those whose resources have symbolic names.
fn two() -> [Value; 2] {
    [arm(MEDIUM), arm(HARDENED)]
}

fn three() -> [Value; 3] {
    [arm(MINIMAL), arm(MEDIUM), arm(HARDENED)]
}

#[test]
fn b01_members_stand_on_lines_or_behind_commas() {
    for text in [MINIMAL, MEDIUM, HARDENED] {
        let bundle = bundle(&portal(text)).expect("the portal has no errors");
        let main = bundle.files.iter().find(|file| file.path == "infra/main.bicep").expect("a bundle has its template");
        let semicolons =
            main.text.lines().filter(|line| line.contains(';') && !line.starts_with("@description")).count();
        // One is in the description of the template and part of a sentence.
        let sentence =
            main.text.lines().filter(|line| line.starts_with("metadata description") && line.contains(';')).count();
        assert_eq!(semicolons, sentence);
    }
}

#[test]
fn b02_variables_belong_to_the_container() {
    for arm in three() {
        assert_eq!(app(&arm)["properties"]["configuration"]["environmentVariables"], Value::Null);
        assert!(container(&arm)["env"].as_array().is_some_and(|variables| variables.len() >= 6));
    }
}

#[test]
fn b03_secrets_are_referred_to_by_their_name() {
    for arm in three() {
        assert!(!contains_text(&arm, "secretref:"));
        assert_eq!(variable(&arm, "AUTH_MICROSOFT_CLIENT_SECRET"), Some("auth-microsoft-client-secret"));
    }
    let found = refused("name = \"backstage\"\n[env]\nGITHUB_TOKEN = \"secretref:github-token\"\n");
    assert!(found.contains(&"TRI0363"), "{found:?}");
}

#[test]
fn b04_metadata_of_a_rule_is_text() {
    for arm in three() {
        let rule = &app(&arm)["properties"]["template"]["scale"]["rules"][0];
        assert_eq!(*rule, json!({ "name": "http", "http": { "metadata": { "concurrentRequests": "50" } } }));
    }
    let rules = "rules = [{ kind = \"http\", http = { concurrentRequests = 50 } }]";
    assert!(!refused(&format!("name = \"backstage\"\n[scale]\n{rules}\n")).is_empty());
}

#[test]
fn b05_the_mode_of_revisions_is_spelled_as_in_the_type() {
    for arm in three() {
        assert_eq!(app(&arm)["properties"]["configuration"]["activeRevisionsMode"], "Single");
    }
}

#[test]
fn b06_the_tier_of_the_workspace_is_a_property() {
    for arm in three() {
        let workspace = only(&arm, "Microsoft.OperationalInsights/workspaces");
        assert_eq!(workspace["sku"], Value::Null);
        assert_eq!(workspace["properties"]["sku"], json!({ "name": "PerGB2018" }));
    }
}

#[test]
fn b07_the_role_is_there_before_the_app() {
    let minimal = arm(MINIMAL);
    assert!(contains_text(&app(&minimal)["dependsOn"], "Microsoft.Authorization/roleAssignments"));
    for arm in two() {
        let waits = app(&arm)["dependsOn"].as_array().expect("the app waits");
        assert!(waits.contains(&json!("portalPullsImages")));
        let role = &arm["resources"]["portalPullsImages"];
        assert_eq!(role["properties"]["principalId"], "[reference('portalIdentity').principalId]");
        assert!(!contains_text(role, "reference('portal')"), "the role does not wait for the app");
        let identity = &app(&arm)["properties"]["configuration"]["registries"][0]["identity"];
        assert!(contains_text(identity, "userAssignedIdentities"), "{identity}");
    }
}

#[test]
fn b08_a_placeholder_runs_until_the_image_exists() {
    for arm in three() {
        assert_eq!(arm["parameters"]["image"]["defaultValue"], "");
        let image = container(&arm)["image"].as_str().expect("a container has an image");
        assert_eq!(
            image,
            "[if(variables('isPlaceholder'), 'mcr.microsoft.com/k8se/quickstart:latest', parameters('image'))]"
        );
        assert_eq!(arm["variables"]["isPlaceholder"], "[empty(parameters('image'))]");
        assert_eq!(arm["variables"]["portalPort"], "[if(variables('isPlaceholder'), 80, 7007)]");
    }
}

#[test]
fn b09_no_key_of_the_workspace_is_read() {
    for arm in three() {
        let logs = &only(&arm, "Microsoft.App/managedEnvironments")["properties"]["appLogsConfiguration"];
        assert_eq!(*logs, json!({ "destination": "azure-monitor" }));
        assert!(of_type(&arm, "Microsoft.Insights/diagnosticSettings").iter().any(|setting| {
            setting["scope"].as_str().is_some_and(|scope| scope.contains("Microsoft.App/managedEnvironments"))
        }));
    }
    let keyed = arm("name = \"backstage\"\n[logs]\ndestination = \"log-analytics\"\n");
    let key = &only(&keyed, "Microsoft.App/managedEnvironments")["properties"]["appLogsConfiguration"];
    let key = key["logAnalyticsConfiguration"]["sharedKey"].as_str().unwrap_or_default();
    assert!(key.starts_with("[listKeys(resourceId('Microsoft.OperationalInsights/workspaces', "), "{key}");
    assert!(key.ends_with("'2026-03-01').primarySharedKey]"), "{key}");
}

#[test]
fn b10_the_environment_has_its_new_name() {
    for arm in three() {
        assert!(app(&arm)["properties"]["environmentId"].is_string());
        assert_eq!(app(&arm)["properties"]["managedEnvironmentId"], Value::Null);
    }
}

#[test]
fn b11_the_registry_says_its_own_address() {
    for arm in three() {
        let server = &app(&arm)["properties"]["configuration"]["registries"][0]["server"];
        let server = server.as_str().unwrap_or_default();
        assert!(server.starts_with("[reference(") && server.ends_with(").loginServer]"), "{server}");
        assert!(!contains_text(&arm, ".azurecr.io"));
    }
}

#[test]
fn b12_no_image_of_the_portal_is_called_latest() {
    for arm in three() {
        let text = arm.to_string();
        assert_eq!(text.matches(":latest").count(), 1, "the placeholder alone");
    }
    let found = refused("name = \"backstage\"\n[image]\ntag = \"latest\"\n");
    assert_eq!(found, ["TRI0302"]);
}

#[test]
fn b13_the_name_of_the_registry_fits() {
    for arm in three() {
        let registry = only(&arm, "Microsoft.ContainerRegistry/registries");
        assert_eq!(registry["name"], "[format('cr{0}{1}', parameters('namePrefix'), variables('nameToken'))]");
        assert_eq!(arm["variables"]["nameToken"], "[uniqueString(resourceGroup().id)]");
        assert_eq!(arm["parameters"]["namePrefix"]["maxLength"], 9);
    }
    for name in ["back-stage", "back_stage", "ab", "backstageportal", "9lives", "Backstage"] {
        assert_eq!(refused(&format!("name = \"{name}\"\n")), ["TRI0305"], "{name}");
    }
}

#[test]
fn b14_names_are_told_by_the_deployment() {
    for arm in three() {
        let outputs = &arm["outputs"];
        assert_eq!(outputs["portalName"]["value"], "[variables('portalName')]");
        assert_eq!(app(&arm)["name"], "[variables('portalName')]");
        assert_eq!(outputs["environmentName"]["value"], only(&arm, "Microsoft.App/managedEnvironments")["name"]);
        assert_eq!(outputs["registryName"]["value"], only(&arm, "Microsoft.ContainerRegistry/registries")["name"]);
    }
}

#[test]
fn b15_the_name_of_an_assignment_says_scope_principal_and_role() {
    for arm in two() {
        let name = arm["resources"]["portalPullsImages"]["name"].as_str().expect("an assignment has a name");
        for part in ["'Microsoft.ContainerRegistry/registries'", "userAssignedIdentities", "acrPullRoleId"] {
            assert!(name.starts_with("[guid(") && name.contains(part), "{name}");
        }
    }
}

#[test]
fn b16_api_versions_are_stable() {
    for arm in three() {
        for (name, resource) in resources(&arm) {
            let version = resource["apiVersion"].as_str().unwrap_or_default();
            // The only version that sends groups of logs.
            let allowed = resource["type"] == "Microsoft.Insights/diagnosticSettings";
            assert!(allowed || !version.contains("preview"), "{name} has the version {version}");
        }
    }
}

#[test]
fn b17_the_environment_has_workload_profiles() {
    for arm in three() {
        let profiles = &only(&arm, "Microsoft.App/managedEnvironments")["properties"]["workloadProfiles"];
        assert_eq!(profiles[0], json!({ "name": "Consumption", "workloadProfileType": "Consumption" }));
    }
}

#[test]
fn b18_what_is_off_is_not_there() {
    for arm in three() {
        assert_eq!(app(&arm)["properties"]["configuration"]["dapr"], Value::Null);
    }
    let with = arm("name = \"backstage\"\n[dapr]\napp-id = \"portal\"\n");
    assert_eq!(app(&with)["properties"]["configuration"]["dapr"]["enabled"], true);
}

#[test]
fn b19_the_heap_fits_the_memory() {
    for (size, memory, heap) in [("poc", 2, 1536), ("medium", 4, 3072), ("large", 8, 6144), ("dedicated", 8, 6144)] {
        let arm = arm(&format!("name = \"backstage\"\nsize = \"{size}\"\n[postgres]\n"));
        assert_eq!(container(&arm)["resources"]["memory"], format!("{memory}Gi"));
        assert_eq!(variable(&arm, "NODE_OPTIONS"), Some(format!("--max-old-space-size={heap}").as_str()));
        assert_eq!(heap * 4, memory * 1024 * 3, "three quarters");
    }
    let found = refused("name = \"backstage\"\n[env]\nNODE_OPTIONS = \"--max_old_space_size=512\"\n");
    assert!(!found.is_empty());
}

#[test]
fn b20_secrets_have_no_value_in_any_file() {
    for text in [MINIMAL, MEDIUM, HARDENED] {
        let arm = arm(text);
        let secret = &arm["parameters"]["microsoftClientSecret"];
        assert_eq!(secret["type"], "securestring");
        // With a vault an empty value keeps what is there.
        assert_eq!(secret["defaultValue"].as_str().unwrap_or_default(), "");
    }
}

#[test]
fn b21_ingress_and_probes_are_said() {
    for arm in three() {
        let ingress = &app(&arm)["properties"]["configuration"]["ingress"];
        assert_eq!(ingress["allowInsecure"], false);
        assert_eq!(ingress["transport"], "auto");
        assert_eq!(container(&arm)["probes"].as_array().map(Vec::len), Some(3));
    }
    let guarded = arm("name = \"backstage\"\nip-rules = [{ name = \"office\", range = \"203.0.113.0/24\" }]\n");
    let rules = &app(&guarded)["properties"]["configuration"]["ingress"]["ipSecurityRestrictions"];
    assert_eq!(*rules, json!([{ "name": "office", "ipAddressRange": "203.0.113.0/24", "action": "Allow" }]));
}

#[test]
fn b22_assignments_say_what_their_principal_is() {
    for arm in three() {
        for assignment in of_type(&arm, "Microsoft.Authorization/roleAssignments") {
            assert_eq!(assignment["properties"]["principalType"], "ServicePrincipal");
        }
    }
}

#[test]
fn b23_production_has_what_production_needs() {
    let arm = arm(HARDENED);
    for output in ["url", "redirectUri", "registryLoginServer", "vaultName", "postgresHost"] {
        assert!(arm["outputs"][output].is_object(), "{output}");
    }
    assert_eq!(of_type(&arm, "Microsoft.Authorization/locks").len(), 3);
    only(&arm, "Microsoft.KeyVault/vaults");
    only(&arm, "Microsoft.DBforPostgreSQL/flexibleServers");
    let tagged = ["Microsoft.App/containerApps", "Microsoft.KeyVault/vaults", "Microsoft.Cdn/profiles"];
    for kind in tagged {
        assert_eq!(only(&arm, kind)["tags"], "[variables('tags')]");
    }
    // A portal of this size without them is found.
    let found: Vec<_> = bundle(&portal("name = \"backstage\"\nsize = \"large\"\n[postgres]\n"))
        .expect("the portal has no errors")
        .warnings
        .iter()
        .map(triceps::Diagnostic::id)
        .collect();
    for id in ["TRI0406", "TRI0407", "TRI0408"] {
        assert!(found.contains(&id), "{id} is not among {found:?}");
    }
}

#[test]
fn b24_names_keep_the_rule_of_each_type() {
    // The shortest and the longest prefix: names are checked after they are put together.
    for name in ["abc", "a12345678"] {
        let text = HARDENED.replace("name = \"backstage\"", &format!("name = \"{name}\""));
        let checked = infrastructure(&portal(&text)).check().unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"));
        assert!(checked.warnings().is_empty(), "{:?}", checked.warnings());
    }
}
