//! Any mix of options has a template without diagnostics, with the properties that all portals have.

use std::fmt::Write as _;
use std::sync::Mutex;

use triceps_backstage::config::Portal;

use crate::{invariants, support};

/// An option: top-level keys with their values.
type Lines = &'static [(&'static str, &'static str)];

const POSTGRES: (&str, &str) = ("postgres", "{}");
const VAULT: (&str, &str) = ("key-vault", "{}");
const NETWORK: (&str, &str) = ("network", "{}");
const PREMIUM: (&str, &str) = ("registry", r#"{ sku = "premium" }"#);

const MINIMAL: Lines = &[("name", "\"backstage\"")];
const MEDIUM: Lines = &[
    ("name", "\"portal\""),
    ("title", "\"Contoso Portal\""),
    ("size", "\"medium\""),
    ("tags", r#"{ workload = "backstage" }"#),
    ("scale", "{ min = 2, max = 5 }"),
    VAULT,
    POSTGRES,
    ("techdocs", "{}"),
    ("github", r#"{ repository = "contoso/portal" }"#),
];

/// Each option of the configuration at least once.
const OPTIONS: &[Lines] = &[
    &[("organization", "\"Contoso\"")],
    &[("size", "\"large\""), POSTGRES],
    &[("size", "\"dedicated\""), POSTGRES],
    &[("size", "\"dedicated\""), POSTGRES, ("scale", "{ min = 3, max = 9 }"), ("network", "{ zone-redundant = true }")],
    &[("tags", r#"{ team = "platform", "cost center" = "42" }"#)],
    &[("env", r#"{ LOG_LEVEL = "debug", GREETING = "it's ${here}" }"#)],
    &[("secrets", r#"[{ name = "github-token", env = "GITHUB_TOKEN", description = "Token for the catalog." }]"#)],
    &[("secrets", r#"[{ name = "a", env = "FIRST_ONE" }, { name = "b", env = "SECOND_ONE" }]"#), VAULT],
    // Names that are nearly those of the template.
    &[
        (
            "secrets",
            r#"[{ name = "token", env = "A" }, { name = "token-secret", env = "B" }, { name = "sign-in", env = "C" }, { name = "microsoft-client", env = "D" }]"#,
        ),
        VAULT,
    ],
    &[("scale", "{ min = 0, max = 1 }")],
    &[("scale", "{ min = 2, max = 9, cooldown-seconds = 600, polling-seconds = 15 }"), POSTGRES],
    &[
        (
            "scale",
            r#"{ max = 3, rules = [{ kind = "http", concurrent-requests = 20 }, { kind = "memory", utilization = 80 }] }"#,
        ),
        POSTGRES,
    ],
    &[("scale", r#"{ max = 3, rules = [{ kind = "tcp", concurrent-connections = 20 }] }"#), POSTGRES],
    &[("scale", r#"{ max = 3, rules = [{ kind = "cpu", utilization = 70 }] }"#), POSTGRES],
    &[
        (
            "scale",
            r#"{ max = 3, rules = [{ kind = "cron", timezone = "Europe/Berlin", start = "0 7 * * 1-5", end = "0 19 * * 1-5", replicas = 3 }] }"#,
        ),
        POSTGRES,
    ],
    &[
        (
            "scale",
            r#"{ max = 3, rules = [{ kind = "azure-queue", account = "stjobs", queue = "jobs" }, { kind = "azure-queue", account = "stjobs", queue = "mail", messages = 9 }] }"#,
        ),
        POSTGRES,
    ],
    &[
        (
            "scale",
            r#"{ max = 3, rules = [{ kind = "service-bus", namespace = "sb-contoso", queue = "jobs" }, { kind = "service-bus", namespace = "sb-contoso", queue = "mail" }] }"#,
        ),
        POSTGRES,
    ],
    &[
        (
            "scale",
            r#"{ max = 3, rules = [{ kind = "custom", scaler = "prometheus", metadata = { serverAddress = "http://prometheus", query = "up", threshold = "3" } }] }"#,
        ),
        POSTGRES,
    ],
    &[("ip-rules", r#"[{ name = "office", range = "203.0.113.0/24" }, { name = "vpn", range = "198.51.100.7/32" }]"#)],
    &[("registry", r#"{ sku = "basic" }"#)],
    &[("registry", r#"{ sku = "premium", retention-days = 30, zone-redundant = true }"#)],
    &[PREMIUM],
    &[("logs", r#"{ destination = "log-analytics", retention-days = 90 }"#)],
    &[("logs", r#"{ destination = "none" }"#)],
    &[("logs", "{ diagnostics = false, sentinel = true }")],
    &[("entra", r#"{ registration = "graph" }"#)],
    &[("entra", r#"{ registration = "graph", audience = "multi-tenant", group-claims = "all" }"#)],
    &[
        ("entra", r#"{ registration = "graph", group-claims = "application-group" }"#),
        ("delivery", "{ app-config = false }"),
    ],
    &[("entra", r#"{ audience = "multi-tenant" }"#)],
    &[(
        "entra",
        r#"{ client-id = "72f988bf-86f1-41af-91ab-2d7cd011db47", tenant-id = "82f988bf-86f1-41af-91ab-2d7cd011db47" }"#,
    )],
    &[VAULT],
    &[("key-vault", "{ secret-expiry-days = 90, retention-days = 30 }")],
    &[POSTGRES],
    &[("postgres", r#"{ authentication = "password" }"#)],
    &[("postgres", r#"{ authentication = "password", version = 16 }"#), VAULT, NETWORK],
    &[(
        "postgres",
        r#"{ tier = "general-purpose", high-availability = "same-zone", geo-backup = true, backup-days = 35 }"#,
    )],
    &[(
        "postgres",
        r#"{ tier = "memory-optimized", sku = "Standard_E8ds_v5", high-availability = "zone-redundant", storage-gb = 256, database = "portal" }"#,
    )],
    &[("redis", "{}"), VAULT],
    &[("redis", r#"{ size = "ComputeOptimized_X5", high-availability = false }"#), VAULT],
    &[("techdocs", "{}")],
    &[("techdocs", r#"{ container = "handbook", replication = "gzrs", retention-days = 7, builder = "local" }"#)],
    &[NETWORK],
    &[("network", r#"{ address-space = "10.8.0.0/16", encrypt-traffic = false }"#)],
    &[("front-door", "{}")],
    &[("front-door", r#"{ waf = "detection" }"#), NETWORK],
    &[("front-door", "{}"), ("domain", r#"{ host = "portal.contoso.com", zone = { name = "contoso.com" } }"#)],
    &[("front-door", "{}"), NETWORK, ("domain", r#"{ host = "portal.contoso.com" }"#)],
    &[("domain", r#"{ host = "portal.contoso.com" }"#)],
    &[("domain", r#"{ host = "a.portal.contoso.com", certificate = "HTTP", zone = { name = "contoso.com" } }"#)],
    &[("domain", r#"{ host = "portal.contoso.com", certificate = "TXT" }"#)],
    &[("telemetry", "{}")],
    &[("telemetry", "{ sampling-percent = 25 }")],
    &[("alerts", r#"{ emails = ["a@contoso.com", "b@contoso.com"], restarts = 5 }"#)],
    &[("assistant", r#"{ models = [{ name = "gpt-4o", version = "2024-11-20", capacity = 30 }] }"#)],
    &[(
        "assistant",
        r#"{ models = [{ name = "gpt-4o", version = "2024-11-20", capacity = 30 }], search = { sku = "standard", replicas = 4 } }"#,
    )],
    &[("dapr", r#"{ app-id = "portal", log-level = "warn" }"#)],
    &[("locks", "true")],
    &[(
        "github",
        r#"{ repository = "contoso/portal", subjects = [{ environment = "production" }, { branch = "release/1.0" }, { tag = "v1" }] }"#,
    )],
    &[("azure-devops", r#"[{ credentials = [{ kind = "managed-identity" }] }]"#)],
    &[("azure-devops", r#"[{ credentials = [{ kind = "system-identity", organizations = ["contoso"] }] }]"#)],
    &[(
        "azure-devops",
        r#"[{ credentials = [{ kind = "client-secret", client-id = "72f988bf-86f1-41af-91ab-2d7cd011db47", tenant-id = "82f988bf-86f1-41af-91ab-2d7cd011db47", secret = "ado-client" }] }]"#,
    )],
    &[(
        "azure-devops",
        r#"[{ credentials = [{ kind = "client-assertion", client-id = "72f988bf-86f1-41af-91ab-2d7cd011db47", tenant-id = "82f988bf-86f1-41af-91ab-2d7cd011db47" }] }]"#,
    )],
    &[("azure-devops", r#"[{ credentials = [{ kind = "personal-access-token", secret = "ado-token" }] }]"#)],
    &[("catalog", "{ microsoft-graph = {} }")],
    &[("catalog", "{ microsoft-graph = {} }"), ("entra", r#"{ registration = "graph" }"#)],
    &[(
        "catalog",
        r#"{ azure-blob = [{ id = "one", account = "stcatalog", container = "first" }, { id = "two", account = "stcatalog", container = "second" }, { id = "three", account = "stcatalog", container = "first" }] }"#,
    )],
];

/// All options at once, inside a network.
const EVERYTHING: Lines = &[
    ("size", "\"dedicated\""),
    ("env", r#"{ LOG_LEVEL = "debug" }"#),
    ("secrets", r#"[{ name = "github-token", env = "GITHUB_TOKEN" }]"#),
    (
        "scale",
        r#"{ min = 3, max = 12, cooldown-seconds = 600, polling-seconds = 15, rules = [{ kind = "http", concurrent-requests = 50 }, { kind = "tcp", concurrent-connections = 9 }, { kind = "cpu", utilization = 70 }, { kind = "memory", utilization = 80 }, { kind = "cron", timezone = "UTC", start = "0 7 * * *", end = "0 19 * * *", replicas = 6 }, { kind = "azure-queue", account = "stcatalog", queue = "jobs" }, { kind = "service-bus", namespace = "sb-contoso", queue = "jobs" }, { kind = "custom", scaler = "prometheus", metadata = { query = "up", threshold = "3" } }] }"#,
    ),
    ("registry", r#"{ sku = "premium", retention-days = 30, zone-redundant = true }"#),
    ("logs", "{ retention-days = 90, sentinel = true }"),
    ("entra", r#"{ registration = "graph", group-claims = "all" }"#),
    ("postgres", r#"{ tier = "general-purpose", high-availability = "zone-redundant", geo-backup = true }"#),
    ("redis", "{}"),
    ("network", "{ zone-redundant = true }"),
    ("front-door", "{}"),
    ("domain", r#"{ host = "portal.contoso.com", zone = { name = "contoso.com" } }"#),
    ("telemetry", "{ sampling-percent = 25 }"),
    ("alerts", r#"{ emails = ["a@contoso.com"] }"#),
    ("assistant", r#"{ models = [{ name = "gpt-4o", version = "2024-11-20", capacity = 30 }], search = {} }"#),
    ("dapr", r#"{ app-id = "portal" }"#),
    ("locks", "true"),
    ("github", r#"{ repository = "contoso/portal", subjects = [{ environment = "staging" }, { tag = "v1" }] }"#),
    (
        "azure-devops",
        r#"[{ credentials = [{ kind = "system-identity", organizations = ["a"] }, { kind = "managed-identity", organizations = ["b"] }, { kind = "personal-access-token", secret = "ado-token" }] }]"#,
    ),
    (
        "catalog",
        r#"{ microsoft-graph = {}, azure-blob = [{ id = "files", account = "stcatalog", container = "catalog" }] }"#,
    ),
];

/// What differs without a network: a password, a certificate of the environment, rules about addresses.
const PUBLIC: Lines = &[
    ("size", "\"large\""),
    (
        "scale",
        r#"{ min = 3, max = 12, rules = [{ kind = "cpu", utilization = 70 }, { kind = "memory", utilization = 80 }] }"#,
    ),
    ("postgres", r#"{ authentication = "password" }"#),
    ("logs", r#"{ destination = "log-analytics" }"#),
    ("entra", "{}"),
    ("ip-rules", r#"[{ name = "office", range = "203.0.113.0/24" }]"#),
    OFF_NETWORK,
    OFF_FRONT_DOOR,
    ("registry", "{}"),
];
/// Options that are off again.
const OFF_NETWORK: (&str, &str) = ("network", "");
const OFF_FRONT_DOOR: (&str, &str) = ("front-door", "");

/// The text of a portal: keys of later options replace those of earlier ones; nothing as value removes them.
fn text(options: &[Lines]) -> String {
    let mut lines: Vec<(&str, &str)> = Vec::new();
    for (key, value) in options.iter().copied().flatten() {
        match lines.iter_mut().find(|(known, _)| known == key) {
            Some(line) => line.1 = value,
            None => lines.push((key, value)),
        }
    }
    lines.iter().filter(|(_, value)| !value.is_empty()).fold(String::new(), |mut text, (key, value)| {
        writeln!(text, "{key} = {value}").expect("text takes any text");
        text
    })
}

/// Checks the portals that follow the rules on all cores; gives how many they were.
fn check(texts: &[String]) -> usize {
    let failures = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let accepted: usize = std::thread::scope(|scope| {
        let check = |chunk: &[String]| {
            let mut accepted = 0;
            for text in chunk {
                let Ok(portal) = Portal::from_toml("portal.toml", text) else { continue };
                accepted += 1;
                let broken = match support::clean_arm(&portal) {
                    Ok(arm) => invariants::broken(&portal, &arm),
                    Err(diagnostics) => vec![diagnostics],
                };
                if !broken.is_empty() {
                    failures.lock().expect("no worker panics").push(format!("{text}\n{}", broken.join("\n")));
                }
            }
            accepted
        };
        let chunks = texts.chunks(texts.len().div_ceil(workers));
        let workers: Vec<_> = chunks.map(|chunk| scope.spawn(move || check(chunk))).collect();
        workers.into_iter().map(|worker| worker.join().expect("no worker panics")).sum()
    });
    let failures = failures.into_inner().expect("no worker panics");
    assert!(
        failures.is_empty(),
        "{} of {accepted} portals:\n{}",
        failures.len(),
        failures[..failures.len().min(5)].join("\n\n")
    );
    accepted
}

#[test]
fn each_option_alone() {
    let on_minimal: Vec<String> = OPTIONS.iter().map(|option| text(&[MINIMAL, option])).collect();
    let on_medium: Vec<String> = OPTIONS.iter().map(|option| text(&[MEDIUM, option])).collect();
    assert_eq!(check(&on_minimal), OPTIONS.len(), "no option is refused on its own");
    // Replicas and a smaller size do not go together, and so on: the medium portal has more to contradict.
    let refused = on_medium.iter().filter(|text| Portal::from_toml("portal.toml", text).is_err()).count();
    assert_eq!(check(&on_medium) + refused, OPTIONS.len());
    assert!(refused <= 2, "{refused} options are refused on the medium portal");
}

#[test]
fn pairs_of_options() {
    let pairs: Vec<String> = OPTIONS
        .iter()
        .enumerate()
        .flat_map(|(index, first)| OPTIONS[index + 1..].iter().map(move |second| (first, second)))
        // The later one would replace all that the other says.
        .filter(|(first, second)| !first.iter().all(|(key, _)| second.iter().any(|(other, _)| key == other)))
        .map(|(first, second)| text(&[MEDIUM, first, second]))
        .collect();
    let accepted = check(&pairs);
    assert!(accepted * 10 >= pairs.len() * 9, "{accepted} of {} pairs follow the rules", pairs.len());
}

#[test]
fn all_options_together() {
    let texts = [text(&[MEDIUM, EVERYTHING]), text(&[MEDIUM, EVERYTHING, PUBLIC])];
    assert_eq!(check(&texts), texts.len(), "all options together follow the rules");
}
