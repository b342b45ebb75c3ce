//! Each rule: a change of a good configuration, and the place of what is found then.

use triceps::Diagnostic;
use triceps::Severity::{self, Error, Warning};
use triceps_backstage::config::{ExtraSecret, Portal};
use triceps_backstage::{Document, Repository, bundle, bundle_for};

const MINIMAL: &str = include_str!("../../../../fixtures/portals/minimal.toml");
const MEDIUM: &str = include_str!("../../../../fixtures/portals/medium.toml");
const HARDENED: &str = include_str!("../../../../fixtures/portals/hardened.toml");

/// Stands where a diagnostic is expected.
const MARK: char = '§';
/// The line of the minimal configuration that others are written behind.
const NAME: &str = "name = \"backstage\"";

/// Id and severity, a good configuration, the text to replace in it, and what to replace it with.
type Case = (&'static str, Severity, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    // What is not TOML, or has another structure.
    ("TRI0301", Error, MINIMAL, NAME, "name = §backstage"),
    ("TRI0301", Error, MINIMAL, NAME, "name = \"backstage\"\n§name = \"portal\""),
    ("TRI0302", Error, MEDIUM, "title =", "§titel ="),
    ("TRI0302", Error, MEDIUM, "min = 2", "min = 2\n§replicas = 2"),
    ("TRI0303", Error, MINIMAL, NAME, "title = \"Portal\""),
    ("TRI0303", Error, MEDIUM, "repository = \"contoso/portal\"", ""),
    ("TRI0304", Error, MEDIUM, "max = 5", "max = §\"5\""),
    ("TRI0304", Error, MEDIUM, "size = \"medium\"", "size = \"medium\"\nredis = §true"),
    ("TRI0305", Error, MINIMAL, NAME, "name = §\"Back-Stage\""),
    ("TRI0305", Error, HARDENED, "host = \"portal.contoso.com\"", "host = §\"https://portal.contoso.com\""),
    ("TRI0306", Error, MEDIUM, "max = 5", "max = §301"),
    ("TRI0307", Error, MEDIUM, "size = \"medium\"", "size = §\"middle\""),
    ("TRI0308", Error, HARDENED, "emails = [\"platform@contoso.com\"]", "emails = §[]"),
    // Size and replicas.
    (
        "TRI0310",
        Error,
        MEDIUM,
        "max = 5\nrules = [\n    { kind = \"http\", concurrent-requests = 50 },\n    { kind = \"cpu\", utilization = 70 },\n]\n\n[key-vault]\n\n[postgres]",
        "max = §5",
    ),
    ("TRI0311", Error, MEDIUM, "min = 2", "min = §6"),
    ("TRI0312", Error, MINIMAL, NAME, "name = \"backstage\"\nsize = §\"large\""),
    (
        "TRI0381",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[postgres]\nauthentication = \"password\"\nadministrators = §{ id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\", name = \"dba\" }",
    ),
    ("TRI0312", Error, MINIMAL, NAME, "name = \"backstage\"\nsize = §\"dedicated\""),
    (
        "TRI0313",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[scale]\nmin = §0\nrules = [{ kind = \"cpu\", utilization = 70 }]",
    ),
    (
        "TRI0314",
        Error,
        MEDIUM,
        "{ kind = \"cpu\", utilization = 70 }",
        "{ kind = \"cron\", timezone = \"Europe/Berlin\", start = \"0 7 * * *\", end = §\"0 7 * * *\", replicas = 3 }",
    ),
    (
        "TRI0314",
        Error,
        MEDIUM,
        "{ kind = \"cpu\", utilization = 70 }",
        "{ kind = \"cron\", timezone = \"UTC\", start = §\"0 25 * * *\", end = \"0 7 * * mon-fri\", replicas = 3 }",
    ),
    (
        "TRI0314",
        Error,
        MEDIUM,
        "{ kind = \"cpu\", utilization = 70 }",
        "{ kind = \"cron\", timezone = \"UTC\", start = \"*/15 7-9,12 1 jan *\", end = §\"0 7 * * 5-1\", replicas = 3 }",
    ),
    (
        "TRI0315",
        Error,
        MEDIUM,
        "{ kind = \"cpu\", utilization = 70 }",
        "{ kind = \"custom\", scaler = §\"azure-servicebus\", metadata = {} }",
    ),
    (
        "TRI0315",
        Error,
        MEDIUM,
        "{ kind = \"cpu\", utilization = 70 }",
        "{ kind = \"custom\", scaler = \"redis\", metadata = { metricType = §\"Utilization\" } }",
    ),
    (
        "TRI0316",
        Warning,
        MEDIUM,
        "{ kind = \"cpu\", utilization = 70 }",
        "§{ kind = \"http\", concurrent-requests = 20 }",
    ),
    ("TRI0317", Warning, HARDENED, "min = 3", "min = 2"),
    ("TRI0318", Warning, MEDIUM, "max = 5\nrules = ", "max = 2\nrules = §"),
    (
        "TRI0319",
        Warning,
        MEDIUM,
        "{ kind = \"cpu\", utilization = 70 }",
        "{ kind = \"cron\", timezone = \"UTC\", start = \"0 7 * * *\", end = \"0 9 * * *\", replicas = §6 }",
    ),
    ("TRI0320", Error, MINIMAL, NAME, "name = §\"login1\""),
    // Data.
    ("TRI0321", Error, HARDENED, "[key-vault]\n\n", ""),
    ("TRI0322", Error, MEDIUM, "[postgres]", "[postgres]\nhigh-availability = §\"same-zone\""),
    ("TRI0323", Error, HARDENED, "tier = \"general-purpose\"", "tier = \"general-purpose\"\nsku = §\"Standard_B2s\""),
    ("TRI0324", Error, MEDIUM, "[postgres]", "[postgres]\ndatabase = §\"postgres\""),
    ("TRI0325", Error, HARDENED, "storage-gb = 128", "storage-gb = §100"),
    ("TRI0326", Error, HARDENED, "[redis]", "[redis]\nsize = §\"Balanced_B2\""),
    ("TRI0327", Error, HARDENED, "search = { replicas = 3 }", "search = { replicas = §4 }"),
    ("TRI0328", Error, HARDENED, "\"text-embedding-3-large\"", "§\"gpt-4o\""),
    ("TRI0329", Warning, HARDENED, "\"text-embedding-3-large\"", "§\"text-embeding-3-large\""),
    // Registry.
    ("TRI0330", Error, HARDENED, "[registry]", "[registry]\nsku = §\"standard\""),
    ("TRI0331", Error, MINIMAL, NAME, "name = \"backstage\"\n[registry]\nretention-days = §7"),
    ("TRI0331", Error, MINIMAL, NAME, "name = \"backstage\"\n[registry]\nsku = \"basic\"\nzone-redundant = §true"),
    // Network and addresses.
    ("TRI0332", Error, HARDENED, "[network]", "[network]\naddress-space = §\"10.40.0.0/21\""),
    ("TRI0333", Error, HARDENED, "[network]", "[network]\naddress-space = §\"10.40.8.0/20\""),
    (
        "TRI0333",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\nip-rules = [{ name = \"office\", range = §\"198.51.100.7/24\" }]",
    ),
    ("TRI0334", Error, HARDENED, "[network]", "[network]\naddress-space = §\"172.30.0.0/16\""),
    ("TRI0335", Warning, HARDENED, "[network]", "[network]\naddress-space = §\"8.8.0.0/20\""),
    (
        "TRI0336",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\nip-rules = [{ name = \"a\", range = \"198.51.100.0/24\" }, { name = §\"A\", range = \"203.0.113.0/24\" }]",
    ),
    (
        "TRI0337",
        Warning,
        MINIMAL,
        NAME,
        "name = \"backstage\"\nip-rules = [{ name = \"a\", range = \"198.51.100.0/24\" }, { name = \"b\", range = §\"198.51.100.7/32\" }]",
    ),
    (
        "TRI0338",
        Error,
        HARDENED,
        "locks = true",
        "locks = true\nip-rules = §[{ name = \"office\", range = \"198.51.100.0/24\" }]",
    ),
    (
        "TRI0339",
        Warning,
        MINIMAL,
        NAME,
        "name = \"backstage\"\nip-rules = [{ name = \"all\", range = §\"0.0.0.0/0\" }]",
    ),
    // Host name.
    ("TRI0340", Error, HARDENED, "\"portal.contoso.com\"", "§\"portal.azurecontainerapps.io\""),
    (
        "TRI0341",
        Error,
        HARDENED,
        "\"portal.contoso.com\"",
        "§\"portal-of-the-platform-engineering-group.internal.developers.contoso.com\"",
    ),
    ("TRI0342", Warning, HARDENED, "\"portal.contoso.com\"", "§\"Portal.contoso.com\""),
    (
        "TRI0343",
        Error,
        HARDENED,
        "host = \"portal.contoso.com\"",
        "host = \"portal.contoso.com\"\nzone = { name = §\"fabrikam.com\" }",
    ),
    (
        "TRI0343",
        Error,
        HARDENED,
        "host = \"portal.contoso.com\"",
        "host = §\"contoso.com\"\nzone = { name = \"contoso.com\" }",
    ),
    (
        "TRI0344",
        Error,
        HARDENED,
        "host = \"portal.contoso.com\"",
        "host = \"portal.contoso.com\"\ncertificate = §\"TXT\"",
    ),
    ("TRI0345", Error, HARDENED, "[front-door]\n\n[domain]", "§[domain]"),
    // Registration and workflows.
    (
        "TRI0350",
        Error,
        HARDENED,
        "registration = \"graph\"",
        "registration = \"graph\"\nclient-id = §\"11111111-2222-3333-4444-555555555555\"",
    ),
    (
        "TRI0351",
        Warning,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[entra]\ntenant-id = §\"00000000-0000-0000-0000-000000000000\"",
    ),
    ("TRI0352", Error, HARDENED, "{ environment = \"staging\" }, {", "{ environment = \"production\" }, §{"),
    ("TRI0353", Error, HARDENED, "environment = \"staging\"", "branch = §\"refs/heads/main\""),
    ("TRI0353", Error, HARDENED, "environment = \"staging\"", "tag = §\"v*\""),
    // Tags.
    (
        "TRI0354",
        Error,
        HARDENED,
        "[tags]",
        "§[tags]\nt1 = \"\"\nt2 = \"\"\nt3 = \"\"\nt4 = \"\"\nt5 = \"\"\nt6 = \"\"\nt7 = \"\"\nt8 = \"\"\nt9 = \"\"\nt10 = \"\"\nt11 = \"\"\nt12 = \"\"\nt13 = \"\"\nt14 = \"\"",
    ),
    ("TRI0355", Error, MEDIUM, "workload = \"backstage\"", "\"a/b\" = §\"backstage\""),
    ("TRI0355", Error, MEDIUM, "workload = \"backstage\"", "azure-team = §\"backstage\""),
    ("TRI0355", Error, HARDENED, "workload = \"backstage\"", "\"cost center\" = §\"4711\""),
    ("TRI0356", Error, MEDIUM, "workload = \"backstage\"", "workload = \"backstage\"\nWorkload = §\"portal\""),
    // Logs and alerts.
    ("TRI0357", Error, HARDENED, "[\"platform@contoso.com\"]", "[\"platform@contoso.com\", §\"Platform@contoso.com\"]"),
    ("TRI0358", Warning, HARDENED, "[logs]", "[logs]\ndestination = §\"none\""),
    ("TRI0359", Warning, HARDENED, "sentinel = true", "sentinel = §true\ndestination = \"none\"\ndiagnostics = false"),
    // Environment and secrets.
    ("TRI0360", Error, MINIMAL, NAME, "name = \"backstage\"\n[env]\nCONTAINER_APP_NAME = §\"portal\""),
    ("TRI0361", Error, MINIMAL, NAME, "name = \"backstage\"\n[env]\nNODE_OPTIONS = §\"--inspect\""),
    ("TRI0361", Error, HARDENED, "[tags]", "[[secrets]]\nname = \"cache\"\nenv = §\"REDIS_URL\"\n[tags]"),
    (
        "TRI0362",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[[secrets]]\nname = \"a\"\nenv = \"A\"\n[[secrets]]\nname = §\"a\"\nenv = \"B\"",
    ),
    (
        "TRI0362",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[[secrets]]\nname = \"a\"\nenv = \"A\"\n[[secrets]]\nname = \"b\"\nenv = §\"A\"",
    ),
    (
        "TRI0362",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\nenv = { A = §\"1\" }\n[[secrets]]\nname = \"a\"\nenv = \"A\"",
    ),
    (
        "TRI0362",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[[secrets]]\nname = §\"auth-microsoft-client-secret\"\nenv = \"A\"",
    ),
    ("TRI0363", Error, MINIMAL, NAME, "name = \"backstage\"\n[env]\nA = §\"secretref:github-token\""),
    (
        "TRI0363",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[env]\nA = §\"@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/a)\"",
    ),
    ("TRI0364", Warning, MINIMAL, NAME, "name = \"backstage\"\n[env]\nGITHUB_TOKEN = §\"abcdef\""),
    (
        "TRI0364",
        Warning,
        MEDIUM,
        "{ kind = \"cpu\", utilization = 70 }",
        "{ kind = \"custom\", scaler = \"redis\", metadata = { password = §\"abcdef\" } }",
    ),
    (
        "TRI0365",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[[secrets]]\nname = §\"a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6\"\nenv = \"A\"",
    ),
    (
        "TRI0365",
        Error,
        MEDIUM,
        "{ kind = \"managed-identity\" }",
        "{ kind = \"personal-access-token\", secret = §\"a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6\" }",
    ),
    ("TRI0366", Warning, MINIMAL, NAME, "name = \"backstage\"\n[env]\nAPP_CONFIG_app_title = §\"Portal\""),
    ("TRI0367", Error, MINIMAL, NAME, "name = \"backstage\"\n[[secrets]]\nname = §\"name-prefix\"\nenv = \"A\""),
    (
        "TRI0367",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[[secrets]]\nname = \"a-b\"\nenv = \"A\"\n[[secrets]]\nname = §\"a--b\"\nenv = \"B\"",
    ),
    ("TRI0368", Warning, MINIMAL, NAME, "name = \"backstage\"\n[env]\nA = §\"${B}/x\""),
    (
        "TRI0370",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[[catalog.locations]]\nurl = §\"https://contoso.com/a.yaml?sig=abc\"",
    ),
    ("TRI0370", Error, MINIMAL, NAME, "name = \"backstage\"\n[env]\nPROXY = §\"http://mona:word@proxy:8080\""),
    ("TRI0371", Warning, MINIMAL, NAME, "name = \"backstage\"\n[tags]\nsize = §\"medium\""),
    ("TRI0371", Warning, MINIMAL, NAME, "name = \"backstage\"\n[env]\ntitle = §\"Portal\""),
    ("TRI0372", Warning, MEDIUM, "[tags]", "[delivery]\nscripts = §false\n[tags]"),
    ("TRI0373", Error, MINIMAL, NAME, "name = \"backstage\"\n[env]\nLD_PRELOAD = §\"/x.so\""),
    ("TRI0373", Error, MINIMAL, NAME, "name = \"backstage\"\n[[secrets]]\nname = \"a\"\nenv = §\"Path\""),
    ("TRI0360", Error, MINIMAL, NAME, "name = \"backstage\"\n[env]\nIDENTITY_HEADER = §\"x\""),
    (
        "TRI0361",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\ndapr = { app-id = \"a\" }\nenv = { DAPR_HTTP_PORT = §\"1\" }",
    ),
    ("TRI0374", Error, MEDIUM, "title = \"Contoso Portal\"", "title = §\"Developer\\nPortal\""),
    ("TRI0374", Error, MEDIUM, "organization = \"Contoso\"", "organization = §\"Contoso\\r\""),
    ("TRI0375", Warning, MEDIUM, "max = 5", "max = §40"),
    ("TRI0376", Warning, MINIMAL, NAME, "name = \"backstage\"\n[delivery]\nlocation = §\"westeurop\""),
    ("TRI0377", Warning, HARDENED, "[tags]", "[delivery]\nlocation = §\"westus\"\n[tags]"),
    ("TRI0378", Warning, HARDENED, "[tags]", "[delivery]\nlocation = §\"italynorth\"\n[tags]"),
    ("TRI0353", Error, HARDENED, "environment = \"staging\"", "environment = §\"${{ github.actor }}\""),
    ("TRI0353", Error, HARDENED, "environment = \"staging\"", "branch = §\"feature/c?\""),
    ("TRI0353", Error, HARDENED, "environment = \"staging\"", "tag = §\"v[1]\""),
    ("TRI0366", Warning, MINIMAL, NAME, "name = \"backstage\"\n[env]\nBACKSTAGE_ENV = §\"local\""),
    // Environments.
    (
        "TRI0391",
        Error,
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[environments]\none = { resource-group = \"rg\" }\ntwo = §{ resource-group = \"rg\" }",
    ),
    ("TRI0392", Error, MINIMAL, NAME, "name = \"backstage\"\n[environments.one]\ndomain = §\"a.contoso.com\""),
    ("TRI0393", Error, MEDIUM, "size = \"medium\"", "size = \"medium\"\nenvironments.one.size = §\"dedicated\""),
    ("TRI0310", Error, MINIMAL, NAME, "name = \"backstage\"\n[environments.one.scale]\nmax = §3"),
    ("TRI0305", Error, MINIMAL, NAME, "name = \"backstage\"\n[environments]\n§Staging = {}"),
];

/// An id, a good configuration, the text to replace in it, and what to replace it with so that the id is not found.
const SIMILAR: &[(&str, &str, &str, &str)] = &[
    ("TRI0308", MEDIUM, "repository = \"contoso/portal\"", TWENTY_SUBJECTS),
    (
        "TRI0308",
        MINIMAL,
        NAME,
        "name = \"backstage\"\n[postgres]\nadministrators = { id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\", name = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" }",
    ),
    // Fewer private links matter only to a private network.
    ("TRI0378", MEDIUM, "[tags]", "[front-door]\n[delivery]\nlocation = \"italynorth\"\n[tags]"),
    ("TRI0393", MEDIUM, "size = \"medium\"", "size = \"medium\"\nenvironments.one.size = \"poc\""),
    ("TRI0422", MEDIUM, "max = 5", "max = 6"),
    // The application is another one.
    (
        "TRI0516",
        MEDIUM,
        "[tags]",
        "[entra]\nclient-id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ntenant-id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964fe\"\naudience = \"single-tenant\"\n[[azure-devops]]\ncredentials = [{ kind = \"client-assertion\", organizations = [\"contoso\"], client-id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964fd\", tenant-id = \"6f9619ff-8b86-4d01-b42d-00cf4fc964fc\" }]\n[tags]",
    ),
    // The portal has a value of its own, so that the tag is meant.
    ("TRI0371", MINIMAL, NAME, "name = \"backstage\"\n[tags]\nname = \"portal\""),
    ("TRI0371", MEDIUM, "[tags]", "[tags]\ntitle = \"Portal\""),
    ("TRI0371", MEDIUM, "[tags]", "[tags]\norganization = \"Fabrikam\""),
    ("TRI0371", MEDIUM, "[tags]", "[tags]\nsize = \"large\""),
    ("TRI0371", MINIMAL, NAME, "name = \"backstage\"\nlocks = true\n[tags]\nlocks = \"none\""),
    ("TRI0372", MEDIUM, "[tags]", "[delivery]\ngithub-actions = false\nscripts = false\n[tags]"),
    ("TRI0372", MINIMAL, NAME, "name = \"backstage\"\n[delivery]\nscripts = false"),
];

/// As many as a credential of an identity can have.
const TWENTY_SUBJECTS: &str = "repository = \"contoso/portal\"\nsubjects = [{ tag = \"a\" }, { tag = \"b\" }, { tag = \"c\" }, { tag = \"d\" }, { tag = \"e\" }, { tag = \"f\" }, { tag = \"g\" }, { tag = \"h\" }, { tag = \"i\" }, { tag = \"j\" }, { tag = \"k\" }, { tag = \"l\" }, { tag = \"m\" }, { tag = \"n\" }, { tag = \"o\" }, { tag = \"p\" }, { tag = \"q\" }, { tag = \"r\" }, { tag = \"s\" }, { tag = \"t\" }]";

/// Line and column of each diagnostic of an id, from 1.
fn places(text: &str, id: &str) -> Vec<(Severity, usize, usize)> {
    let document = Document::new("portal.toml", text);
    let diagnostics = match document.portal() {
        Ok(portal) => document.locate(portal.check()),
        Err(diagnostics) => diagnostics,
    };
    let of_the_id = diagnostics.iter().filter(|diagnostic| diagnostic.id() == id);
    of_the_id
        .map(|diagnostic| {
            assert!(diagnostic.help().is_some_and(|help| !help.is_empty()), "{id} has no help");
            assert!(!diagnostic.message().ends_with('.'), "{id} ends with a full stop");
            (diagnostic.severity(), diagnostic.line().expect("has a line"), diagnostic.column().expect("has a column"))
        })
        .collect()
}

/// The text without its mark, and the line and column of the mark. Without a mark the place is not shown.
fn marked(text: &str) -> (String, Option<(usize, usize)>) {
    let place = text.find(MARK).map(|at| {
        let line = text[..at].matches('\n').count() + 1;
        let column = text[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    });
    (text.replace(MARK, ""), place)
}

#[test]
fn one_change_is_found_where_it_is() {
    let mut failed = Vec::new();
    for (id, severity, good, from, to) in CASES {
        assert_eq!(good.matches(from).count(), 1, "{id}: `{from}` is in the good configuration once");
        assert_eq!(places(good, id), [], "{id} is found in the good configuration");
        let (text, place) = marked(&good.replace(from, to));
        let found = places(&text, id);
        let as_expected = match (found.as_slice(), place) {
            ([(found, line, column)], Some(place)) => found == severity && (*line, *column) == place,
            ([(found, ..)], None) => found == severity,
            _ => false,
        };
        if !as_expected {
            failed.push(format!("{id} {place:?}, found {found:?}:\n{to}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn a_similar_configuration_is_without_the_diagnostic() {
    for (id, good, from, to) in SIMILAR {
        assert_eq!(good.matches(from).count(), 1, "{id}: `{from}` is in the good configuration once");
        let text = good.replace(from, to);
        assert_eq!(places(&text, id), [], "{text}");
    }
}

#[test]
fn every_rule_is_explained() {
    let book = include_str!("../../../../docs/portal-checks.md");
    let explained: Vec<&str> = book
        .lines()
        .filter_map(|line| line.strip_prefix("### ")?.split_whitespace().next())
        .filter(|id| id.starts_with("TRI03"))
        .collect();
    let mut cases: Vec<&str> = CASES.iter().map(|(id, ..)| *id).collect();
    // What is counted only, what is about acceptance, and what the repository tells, is tested elsewhere.
    cases.extend(["TRI0300", "TRI0309", "TRI0379", "TRI0380", "TRI0382"]);
    cases.sort_unstable();
    cases.dedup();
    assert_eq!(explained, cases);
}

#[test]
fn a_secret_is_not_shown() {
    let secret = "a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6";
    for text in [
        format!("name = \"backstage\"\n[env]\nGITHUB_TOKEN = \"{secret}\"\n"),
        format!("name = \"backstage\"\n[[secrets]]\nname = \"{secret}\"\nenv = \"A\"\n"),
        format!("name = \"backstage\"\n[[secrets]]\nname = \"_{secret}\"\nenv = \"A\"\n"),
    ] {
        let document = Document::new("portal.toml", &text);
        let diagnostics = match document.portal() {
            Ok(portal) => document.locate(portal.check()),
            Err(diagnostics) => diagnostics,
        };
        assert!(!diagnostics.is_empty());
        for rendered in
            [diagnostics.to_text(false), diagnostics.to_lines(), diagnostics.to_json(), diagnostics.to_github()]
        {
            assert!(!rendered.contains(secret), "{rendered}");
        }
    }
}

/// Ids and places of what is found in the configuration and the template.
fn found(text: &str) -> Vec<(&'static str, Severity, String)> {
    let portal = Portal::from_toml("portal.toml", text).expect("the configuration has no errors");
    let diagnostics = match bundle(&portal) {
        Ok(bundle) => bundle.warnings,
        Err(diagnostics) => diagnostics,
    };
    let of_acceptance = |diagnostic: &&Diagnostic| matches!(diagnostic.id(), "TRI0309" | "TRI0364");
    let diagnostics = diagnostics.iter().filter(of_acceptance);
    diagnostics.map(|diagnostic| (diagnostic.id(), diagnostic.severity(), diagnostic.path().to_owned())).collect()
}

#[test]
fn a_warning_can_be_accepted() {
    let text = "name = \"backstage\"\nenv = { API_TOKEN = \"abcdef\" }\n";
    let accept = |id: &str| format!("{text}[[accept]]\nid = \"{id}\"\nreason = \"a token of the test system\"\n");
    let literal = ("TRI0364", Warning, "env.API_TOKEN".to_owned());
    let idle = ("TRI0309", Warning, "accept[0].id".to_owned());
    assert_eq!(found(text), std::slice::from_ref(&literal));
    assert_eq!(found(&accept("TRI0364")), []);
    assert_eq!(found(&accept("TRI0363")), [literal, idle]);
}

/// What the repository tells is accepted as any other warning, and an entry for it is idle only where it is known.
#[test]
fn an_old_release_can_be_accepted() {
    let text = "name = \"backstage\"\n[key-vault]\n[redis]\n";
    let accept = |id: &str| format!("{text}[[accept]]\nid = \"{id}\"\nreason = \"renewed next week\"\n");
    let found = |text: &str, release: &str| -> Vec<&'static str> {
        let portal = Portal::from_toml("portal.toml", text).expect("the configuration has no errors");
        let repository = Repository::new().backstage_json(&format!("{{ \"version\": \"{release}\" }}"));
        let bundle = bundle_for(&portal, &repository).expect("it has no errors");
        let of_release = ["TRI0309", "TRI0379", "TRI0380"];
        bundle.warnings.iter().map(Diagnostic::id).filter(|id| of_release.contains(id)).collect()
    };
    assert_eq!(found(text, "1.30.2"), ["TRI0379", "TRI0380"]);
    assert_eq!(found(text, "1.48.0"), ["TRI0380"]);
    assert_eq!(found(text, "1.53.0"), [""; 0]);
    assert_eq!(found(&accept("TRI0379"), "1.30.2"), ["TRI0380"]);
    assert_eq!(found(&accept("TRI0380"), "1.48.0"), [""; 0]);
    assert_eq!(found(&accept("TRI0379"), "1.53.0"), ["TRI0309"]);
    assert_eq!(found(&accept("TRI0379"), "of nobody"), [""; 0]);
}

#[test]
fn an_error_cannot_be_accepted() {
    let text = "name = \"backstage\"\nscale = { max = 2 }\n[[accept]]\nid = \"TRI0310\"\nreason = \"two are better than one\"\n";
    let diagnostics = Portal::from_toml("portal.toml", text).unwrap_err();
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.id() == "TRI0310"), "{diagnostics}");
}

#[test]
fn a_parameter_that_meets_a_name_of_the_template_is_found_at_its_secret() {
    let text = "name = \"backstage\"\n[[secrets]]\nname = \"registry\"\nenv = \"A\"\n";
    let portal = Portal::from_toml("portal.toml", text).expect("the configuration alone has no errors");
    let diagnostics = Document::new("portal.toml", text).locate(bundle(&portal).expect_err("the name is taken"));
    let places: Vec<_> =
        diagnostics.iter().map(|diagnostic| (diagnostic.id(), diagnostic.line(), diagnostic.column())).collect();
    assert!(places.contains(&("TRI0367", Some(3), Some(8))), "{diagnostics}");
}

/// The names in a list of the portal in a template.
fn names(template: &serde_json::Value, list: &str) -> Vec<String> {
    let resources = match &template["resources"] {
        serde_json::Value::Array(resources) => resources.iter().collect::<Vec<_>>(),
        resources => resources.as_object().expect("resources by name").values().collect(),
    };
    let app = resources.into_iter().find(|resource| resource["type"] == "Microsoft.App/containerApps");
    let list = app.expect("there is a portal").pointer(list).expect("the portal has the list");
    let names = list.as_array().expect("it is a list").iter().map(|entry| entry["name"].as_str());
    names.map(|name| name.expect("an entry has a plain name").to_owned()).collect()
}

#[test]
fn nothing_of_the_template_can_be_set_twice() {
    const PASSWORD: &str = "name = \"backstage\"\npostgres = { authentication = \"password\" }\n";
    let mut seen = std::collections::BTreeSet::new();
    for text in [MINIMAL, MEDIUM, HARDENED, PASSWORD] {
        let good = Portal::from_toml("portal.toml", text).expect("it has no errors");
        let bundle = bundle(&good).expect("it has no errors");
        let template = bundle.files.iter().find(|file| file.path == "infra/main.json").expect("it has a template");
        let template = serde_json::from_str(&template.text).expect("it is JSON");
        let refused = |portal: &Portal, id: &str, path: &str| {
            let diagnostics = portal.check();
            let found = diagnostics.iter().any(|diagnostic| diagnostic.id() == id && diagnostic.path() == path);
            assert!(found, "{id} is not found at {path}");
        };
        // Options of Node.js are added to those of the template.
        let set = names(&template, "/properties/template/containers/0/env");
        for name in set.into_iter().filter(|name| name != "NODE_OPTIONS") {
            let mut portal = good.clone();
            portal.env = [(name.parse().expect("it is a name"), "x".to_owned())].into_iter().collect();
            refused(&portal, "TRI0361", &format!("env.{name}"));
            seen.insert(name);
        }
        for name in names(&template, "/properties/configuration/secrets") {
            let mut portal = good.clone();
            let env = "OTHER".parse().expect("it is a name");
            portal.secrets = vec![ExtraSecret {
                name: name.parse().expect("it is a name"),
                env,
                description: None,
                multiline: false,
            }];
            refused(&portal, "TRI0362", "secrets[0].name");
            seen.insert(name);
        }
    }
    assert!(seen.len() >= 17, "{seen:?}");
}
