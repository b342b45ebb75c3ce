//! The backend: addresses, database, cache, audit log.

use serde_json::{Value, json};

use super::Stage;
use crate::yaml::object;
use triceps_portal::Release;
use triceps_portal::config::{Authentication, Portal, Postgres};

/// Between two pings of the cache.
const PING_MILLISECONDS: i64 = 60_000;

/// All methods that the frontend uses.
const METHODS: [&str; 6] = ["GET", "HEAD", "PATCH", "POST", "PUT", "DELETE"];

pub(super) fn section(portal: &Portal, stage: Stage, release: Option<&Release>) -> Value {
    let production = stage == Stage::Production;
    let (url, origin) = match stage {
        Stage::Production => ("${APP_BASE_URL}", "${APP_BASE_URL}"),
        Stage::Local => ("http://localhost:7007", "http://localhost:3000"),
    };
    // Guests may sign in on the machine of a developer, so nobody else may reach it.
    let listen = if production { json!(":7007") } else { json!({ "host": "127.0.0.1", "port": 7007 }) };
    let connect = if production { json!(["'self'", "https:"]) } else { json!(["'self'", "http:", "https:"]) };
    object([
        ("baseUrl", Some(json!(url))),
        ("listen", Some(listen)),
        // TLS ends in front of the container: how many proxies may say who the client is.
        ("trustProxy", production.then(|| json!(if portal.front_door.is_some() { 2 } else { 1 }))),
        ("cors", Some(json!({ "origin": origin, "methods": METHODS, "credentials": true }))),
        ("csp", Some(json!({ "connect-src": connect }))),
        ("database", Some(database(portal.postgres.as_ref().filter(|_| production), portal.connection_pool()))),
        ("cache", Some(cache(production && portal.redis.is_some(), release.is_some_and(Release::pings)))),
        ("reading", reading(portal)),
        ("auditor", production.then(auditor)),
    ])
}

fn database(postgres: Option<&Postgres>, pool: Option<i64>) -> Value {
    let Some(postgres) = postgres else {
        return json!({ "client": "better-sqlite3", "connection": ":memory:" });
    };
    let entra = postgres.authentication == Authentication::Entra;
    object([
        ("client", Some(json!("pg"))),
        // One database that the infrastructure makes, a schema in it for each plugin.
        ("pluginDivisionMode", Some(json!("schema"))),
        // The connections of the server are enough for all plugins of all replicas.
        ("knexConfig", pool.map(|most| json!({ "pool": { "max": most } }))),
        ("ensureExists", Some(json!(false))),
        ("ensureSchemaExists", Some(json!(true))),
        (
            "connection",
            Some(object([
                ("type", entra.then(|| json!("azure"))),
                ("tokenCredential", entra.then(|| json!({ "clientId": "${AZURE_CLIENT_ID}" }))),
                ("host", Some(json!("${POSTGRES_HOST}"))),
                ("port", Some(json!(5432))),
                ("user", Some(json!("${POSTGRES_USER}"))),
                ("password", (!entra).then(|| json!("${POSTGRES_PASSWORD}"))),
                ("database", Some(json!("${POSTGRES_DATABASE}"))),
                ("ssl", Some(json!({ "rejectUnauthorized": true }))),
            ])),
        ),
    ])
}

/// Azure ends connections that are idle for ten minutes. Releases that do not know pings take the address alone.
fn cache(redis: bool, pings: bool) -> Value {
    match (redis, pings) {
        (false, _) => json!({ "store": "memory" }),
        (true, false) => json!({ "store": "redis", "connection": "${REDIS_URL}" }),
        (true, true) => {
            json!({ "store": "redis", "connection": { "url": "${REDIS_URL}", "pingInterval": PING_MILLISECONDS } })
        }
    }
}

/// Hosts of locations that no integration reads from.
fn reading(portal: &Portal) -> Option<Value> {
    let mut hosts: Vec<&str> = Vec::new();
    for location in &portal.catalog.locations {
        let host = location.url.as_str().trim_start_matches("https://").split('/').next().unwrap_or_default();
        let integrated = ["github.com", "gitlab.com", "bitbucket.org", "dev.azure.com"].contains(&host)
            || portal.azure_devops.iter().any(|azure| azure.host.as_str() == host);
        if !integrated && !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    let allow: Vec<Value> = hosts.iter().map(|host| json!({ "host": host })).collect();
    (!allow.is_empty()).then(|| json!({ "allow": allow }))
}

/// Every audit event reaches the log, whose level is `info`.
fn auditor() -> Value {
    json!({ "severityLogLevelMappings": { "low": "info", "medium": "info", "high": "warn", "critical": "error" } })
}
