//! Queries and the runbook.

use crate::support::{find, fixture, made, paths, portals, text};

#[test]
fn queries_name_tables_of_their_destination() {
    for (destination, console, column) in [
        ("azure-monitor", "ContainerAppConsoleLogs\n", " ContainerAppName =="),
        ("log-analytics", "ContainerAppConsoleLogs_CL\n", " ContainerAppName_s =="),
    ] {
        let (_, bundle) = made(&format!("name = \"portal\"\n[logs]\ndestination = \"{destination}\"\n"));
        let queries = paths(&bundle, "queries/", ".kql");
        assert_eq!(queries.len(), 6, "{destination}");
        assert!(text(&bundle, "queries/console.kql").contains(console), "{destination}");
        for path in queries {
            let query = text(&bundle, path);
            assert!(query.contains(column) && query.contains("\"ca-portal\""), "{destination}: {path}");
            let custom = destination == "log-analytics";
            for (plain, suffix) in [("Logs\n", "Logs_CL\n"), ("Log\n", "Log_s\n"), ("Reason ", "Reason_s ")] {
                assert!(!query.contains(if custom { plain } else { suffix }), "{destination}: {path}");
            }
        }
    }
    let (_, bundle) = made("name = \"backstage\"\n[logs]\ndestination = \"none\"\n");
    assert!(paths(&bundle, "queries/", "").is_empty());
    assert!(!text(&bundle, "docs/runbook.md").contains(".kql"));
}

#[test]
fn logs_of_other_resources_are_asked_for_where_they_are_kept() {
    let hardened = fixture("hardened");
    assert!(find(&hardened, "queries/vault.kql").is_some() && find(&hardened, "queries/firewall.kql").is_some());
    let (_, bundle) = made("name = \"backstage\"\n[key-vault]\n[logs]\ndiagnostics = false\n");
    assert_eq!(find(&bundle, "queries/vault.kql"), None);
}

#[test]
fn nothing_is_left_to_fill_in() {
    for (name, _, bundle) in portals() {
        for file in
            bundle.files.iter().filter(|file| !file.path.starts_with("infra/") && !file.path.starts_with(".github"))
        {
            for (number, line) in file.text.lines().enumerate() {
                let marker = ["when: ", "unless: "].iter().any(|marker| {
                    line.contains(&format!("<!-- {marker}"))
                        || line.trim_start_matches(['#', '/', ' ']).starts_with(marker)
                });
                let template = line.contains("{{") && !line.contains("provider={{") || marker;
                assert!(!template, "{name}: {}:{}: {line}", file.path, number + 1);
            }
            assert!(file.text.ends_with('\n') && !file.text.contains('\r'), "{name}: {}", file.path);
        }
    }
}

/// The page names files that exist.
#[test]
fn the_runbook_speaks_of_files_that_are_there() {
    for (name, _, bundle) in portals() {
        let page = text(&bundle, "docs/runbook.md");
        for prefix in ["scripts/", "queries/"] {
            for (start, _) in page.match_indices(prefix) {
                let rest = &page[start..];
                let path = rest.split([' ', '`', '"', '\n', ')', '|']).next().expect("a first part");
                if path.contains('.') {
                    assert!(find(&bundle, path).is_some(), "{name}: {path}");
                }
            }
        }
    }
}

#[test]
fn each_symptom_has_a_check_and_a_remedy() {
    for (name, _, bundle) in portals() {
        let page = text(&bundle, "docs/runbook.md");
        let (_, table) = page.split_once("## If something is wrong").expect("the table is there");
        let (table, _) = table.split_once("\n## ").expect("something follows");
        for symptom in [
            "AADSTS50011",
            "stays empty",
            "unable to resolve user identity",
            "404 at",
            "not pulled",
            "old version",
            "secretref:",
        ] {
            let row = table.lines().find(|line| line.contains(symptom)).unwrap_or_else(|| panic!("{name}: {symptom}"));
            let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
            assert_eq!(cells.len(), 3, "{name}: {row}");
            assert!(cells.iter().all(|cell| !cell.is_empty()), "{name}: {row}");
        }
    }
}

#[test]
fn packages_are_those_that_the_configuration_names() {
    for (name, portal, bundle) in portals() {
        let page = text(&bundle, "docs/runbook.md");
        let add = |package: &str| {
            let lines = [format!("packages/backend add {package}\n"), format!("backend.add(import('{package}'));\n")];
            let there = lines.map(|line| page.contains(&line));
            assert_eq!(there[0], there[1], "{name}: {package}");
            there[0]
        };
        let catalog = &portal.catalog;
        assert!(add("@backstage/plugin-auth-backend-module-microsoft-provider"), "{name}");
        assert_eq!(
            add("@backstage/plugin-catalog-backend-module-msgraph"),
            catalog.microsoft_graph.is_some(),
            "{name}"
        );
        let azure = !catalog.azure_devops.is_empty() || !catalog.azure_blob.is_empty();
        assert_eq!(add("@backstage/plugin-catalog-backend-module-azure"), azure, "{name}");
        assert!(page.contains("microsoft-auth-provider") && !page.contains("providers=["), "{name}");
    }
}

/// Azure refuses a host name whose records are not there; the page and the guide have the same order.
#[test]
fn records_come_before_a_domain_without_front_door() {
    let page = |more: &str| {
        let (_, bundle) = made(&format!("name = \"backstage\"\n[domain]\nhost = \"portal.contoso.com\"\n{more}"));
        text(&bundle, "docs/runbook.md").to_owned()
    };
    let alone = page("");
    let steps = ["1. Deploy without `[domain]`", "customDomainVerificationId", "3. Add `[domain]`"];
    let places: Vec<_> = steps.iter().map(|step| alone.find(step).unwrap_or_else(|| panic!("{step}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    let zone = page("zone = { name = \"contoso.com\" }\n");
    assert!(zone.contains("The template makes both") && !zone.contains("1. Deploy without"));
    let front_door = page("[front-door]\n");
    assert!(front_door.contains("Make them after the deployment") && !front_door.contains("1. Deploy without"));
    let guide = include_str!("../../../../docs/portal.md");
    assert!(guide.contains("deploy without `[domain]`, make the records, then add `[domain]`"));
}

/// Both registrations are completed by the same script, and the deployment alone does not do it.
#[test]
fn what_only_the_registration_has_is_added_by_its_script() {
    for name in ["medium", "hardened"] {
        let bundle = fixture(name);
        let rows = text(&bundle, "docs/runbook.md").lines().filter(|line| line.starts_with("| "));
        for symptom in ["`AADSTS50011`", "users of the directory are missing"] {
            let row = rows.clone().find(|row| row.contains(symptom)).expect("the symptom has a row");
            assert!(row.contains("`scripts/register-app.sh`"), "{name}: {row}");
        }
    }
}

#[test]
fn who_reads_azure_devops_is_named() {
    let page = |name: &str| text(&fixture(name), "docs/runbook.md").to_owned();
    assert!(page("medium").contains("add the identity `id-backstage`, with the access level Basic"));
    let credentials = page("credentials");
    for user in [
        "`id-creds`",
        "`ca-creds`",
        "application `11111111-2222-4333-8444-555555555555`",
        "(`contoso`, `contoso-platform`",
    ] {
        assert!(credentials.contains(user), "{user}");
    }
    assert!(page("providers").contains("Code Search") && !page("medium").contains("Code Search"));
    assert!(!page("minimal").contains("access level Basic"));
}

#[test]
fn administrators_of_other_tenants_have_an_address_to_agree_at() {
    let address = |tenant: &str, client: &str| {
        format!("https://login.microsoftonline.com/{tenant}/adminconsent?client_id={client}")
    };
    let credentials = fixture("credentials");
    let page = text(&credentials, "docs/runbook.md");
    for tenant in ["bbbbbbbb-cccc-4ddd-8eee-ffffffffffff", "cccccccc-dddd-4eee-8fff-000000000000"] {
        assert!(page.contains(&address(tenant, "22222222-3333-4444-8555-666666666666")));
    }
    let any = fixture("resolvers");
    assert!(text(&any, "docs/runbook.md").contains(&address("TENANT_ID", "CLIENT_ID")));
    assert!(!text(&fixture("medium"), "docs/runbook.md").contains("adminconsent"));
}

#[test]
fn the_files_can_be_left_out() {
    let (_, bundle) = made("name = \"backstage\"\n[delivery]\nrunbook = false\n");
    assert!(paths(&bundle, "queries/", "").is_empty());
    assert_eq!(find(&bundle, "docs/runbook.md"), None);
}

/// Without scripts the page says what they would do.
#[test]
fn the_runbook_goes_without_scripts() {
    let (_, bundle) = made(
        "name = \"backstage\"\n[delivery]\nscripts = false\ndockerfile = false\n[network]\n[front-door]\n[key-vault]\n[catalog.microsoft-graph]\n",
    );
    let page = text(&bundle, "docs/runbook.md");
    assert!(!page.contains("scripts/") && !page.contains("generated `Dockerfile`"));
    assert!(page.contains("az deployment group create --resource-group rg-backstage --name backstage"));
    assert!(page.contains("`PORTAL_MICROSOFT_CLIENT_ID`, `PORTAL_SECRET_MICROSOFT_CLIENT_SECRET`"));
}
