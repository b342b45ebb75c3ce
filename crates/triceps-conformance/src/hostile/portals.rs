//! Portals with a text in each string of a configuration, and where those are.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use triceps_backstage::config::schema;

/// A place in a portal, and the text that stands there where no other is tried.
pub(super) struct Place {
    pub(super) portal: Value,
    /// The pointer to it.
    pub(super) at: String,
    pub(super) mark: String,
    /// Whether the schema has a pattern for it: then a text alone is seldom taken, and a part of one may be.
    pub(super) has_pattern: bool,
}

/// The places of all string fields of the schema, each once; choices among words are not text.
///
/// # Errors
///
/// Fields of the schema that no portal below has, and strings of the portals that the schema does not have.
pub(super) fn places() -> Result<Vec<Place>, String> {
    let fields = fields();
    let mut places: Vec<Place> = Vec::new();
    let mut seen = BTreeSet::new();
    for portal in [wide(), inside(), known()] {
        let mut strings = Vec::new();
        walk(&portal, String::new(), String::new(), &mut strings);
        for (at, field, mark) in strings {
            let Some((_, has_pattern)) = fields.iter().find(|(known, _)| *known == field) else { continue };
            // Each kind of credential has fields of its own.
            let is_new = seen.insert(field.clone());
            if is_new || field.contains("/credentials/") {
                places.push(Place { portal: portal.clone(), at, mark, has_pattern: *has_pattern });
            }
        }
    }
    let missing: Vec<&str> =
        fields.iter().map(|(field, _)| field.as_str()).filter(|field| !seen.contains(*field)).collect();
    if missing.is_empty() { Ok(places) } else { Err(format!("no portal has a text in {missing:?}")) }
}

/// All strings of a portal: the pointer, the field of the schema, the text.
fn walk(value: &Value, at: String, field: String, found: &mut Vec<(String, String, String)>) {
    match value {
        Value::String(text) => found.push((at, field, text.clone())),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, format!("{at}/{index}"), format!("{field}/[]"), found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                let is_free =
                    ["/tags", "/env", "/environments"].contains(&field.as_str()) || field.ends_with("/metadata");
                let name = if is_free { "*" } else { key };
                walk(member, format!("{at}/{key}"), format!("{field}/{name}"), found);
            }
        }
        _ => {}
    }
}

/// The string fields of the schema, and whether each has a pattern.
fn fields() -> BTreeSet<(String, bool)> {
    let mut found = BTreeSet::new();
    let root = schema();
    let mut open = vec![(root, String::new(), 0)];
    while let Some((node, path, depth)) = open.pop() {
        // No definition has itself inside.
        if depth > 24 {
            continue;
        }
        if let Some(name) = node["$ref"].as_str() {
            let pointer = name.trim_start_matches('#');
            open.extend(root.pointer(pointer).map(|node| (node, path.clone(), depth + 1)));
        }
        let branches = ["anyOf", "oneOf", "allOf"].into_iter().filter_map(|key| node[key].as_array()).flatten();
        open.extend(branches.map(|node| (node, path.clone(), depth + 1)));
        if node["type"] == "string" && node.get("enum").is_none() && node.get("const").is_none() {
            found.insert((path.clone(), node.get("pattern").is_some()));
        }
        for (key, node) in node["properties"].as_object().into_iter().flatten() {
            open.push((node, format!("{path}/{key}"), depth + 1));
        }
        let of_any_name = node["patternProperties"].as_object().into_iter().flatten().map(|(_, node)| node);
        let of_any_name = of_any_name.chain(node.get("additionalProperties").filter(|node| node.is_object()));
        open.extend(of_any_name.map(|node| (node, format!("{path}/*"), depth + 1)));
        open.extend(node.get("items").map(|node| (node, format!("{path}/[]"), depth + 1)));
    }
    found
}

/// What stands side by side without a network.
fn wide() -> Value {
    let schedule = json!({ "frequency": "PT1H7M", "timeout": "PT51M", "initial-delay": "PT3M" });
    json!({
        "name": "zqname",
        "title": "Zqtitle",
        "organization": "Zqorganization",
        "tags": { "first": "Zqtag" },
        "env": { "FIRST": "Zqvariable" },
        "secrets": [{ "name": "zq-secret", "env": "ZQ_SECRET_VARIABLE", "description": "Zqdescription" }],
        "image": { "repository": "zqrepository/image" },
        "scale": {
            "min": 1,
            "max": 2,
            "rules": [
                { "kind": "custom", "scaler": "zqscaler", "metadata": { "address": "zqaddress" } },
                { "kind": "cron", "timezone": "Zqzone/Zqcity", "start": "1 7 * * 1-5", "end": "2 19 * * 1-5", "replicas": 2 },
                { "kind": "azure-queue", "account": "zqaccount", "queue": "zqqueue", "messages": 5 },
                { "kind": "service-bus", "namespace": "zqnamespace", "queue": "zqbusqueue", "messages": 5 },
            ],
        },
        "ip-rules": [{ "name": "Zqrule", "range": "203.0.113.0/24" }],
        "auth": {
            "additional-scopes": ["Zqscope.Read"],
            "domain-hint": "zqhint.example.com",
            "session-duration": "PT17H",
            "resolvers": [{
                "kind": "email-local-part-matching-user-entity-name",
                "allowed-domains": ["zqdomain.example.com"],
            }],
        },
        "postgres": {
            "sku": "Standard_B2s",
            "database": "zqdatabase",
            "administrators": { "id": "a2f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59", "name": "Zqadministrators" },
        },
        "key-vault": {},
        "redis": { "size": "Balanced_B3" },
        "techdocs": { "container": "zqdocuments" },
        "domain": { "host": "zqhost.zqparent.example.com", "zone": { "name": "zqparent.example.com" } },
        "alerts": { "emails": ["zqmail@example.com"] },
        "assistant": { "models": [{ "name": "zqmodel", "version": "zqversion", "capacity": 1 }] },
        "dapr": { "app-id": "zqapp" },
        "github": {
            "repository": "zqowner/zqportal",
            "subjects": [{ "environment": "zqenvironment" }, { "branch": "zqbranch" }, { "tag": "zqtag-1" }],
        },
        "azure-devops": [
            { "credentials": [
                { "kind": "managed-identity", "organizations": ["zqorganization-1"] },
                { "kind": "system-identity", "organizations": ["zqorganization-3"] },
                {
                    "kind": "client-secret",
                    "organizations": ["zqorganization-4"],
                    "client-id": "b2f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59",
                    "tenant-id": "c2f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59",
                    "secret": "zq-client-secret",
                },
                { "kind": "personal-access-token", "organizations": ["zqorganization-6"], "secret": "zq-token" },
                { "kind": "managed-identity" },
            ] },
            { "host": "zqserver.example.com", "credentials": [{ "kind": "personal-access-token", "secret": "zq-server" }] },
        ],
        "catalog": {
            "microsoft-graph": {
                "user-filter": "zquser eq 1",
                "group-filter": "zqgroup eq 1",
                "query-mode": "advanced",
                "schedule": schedule.clone(),
            },
            "azure-devops": [{
                "id": "zqfirst",
                "host": "zqserver.example.com",
                "organization": "zqorganization-2",
                "project": "zqproject",
                "repository": "zqcatalog",
                "path": "/zqpath.yaml",
                "schedule": schedule.clone(),
            }],
            "azure-blob": [{ "id": "zqfiles", "account": "zqfilesaccount", "container": "zqcontainer", "schedule": schedule }],
            "locations": [{ "url": "https://zqlocation.example.com/all.yaml" }],
            "users": [{
                "name": "zquser",
                "display-name": "Zquser One",
                "email": "zqperson@example.com",
                "user-id": "d2f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59",
                "member-of": ["zqteam"],
            }],
            "groups": [
                { "name": "zqteam", "display-name": "Zqteam One", "parent": "zqdepartment" },
                { "name": "zqdepartment" },
            ],
        },
        "delivery": { "resource-group": "rg-zqgroup", "location": "zqregion" },
        "accept": [{ "id": "Zqid", "reason": "Zqreason, long enough" }],
    })
}

/// A portal in a network, with environments.
fn inside() -> Value {
    json!({
        "name": "backstage",
        "network": { "address-space": "10.40.0.0/20" },
        "front-door": {},
        "domain": { "host": "portal.contoso.com" },
        "key-vault": {},
        "catalog": { "microsoft-graph": { "group-member-filter": "zqmember eq 1", "group-filter": "zqgroup eq 1" } },
        "environments": {
            "staging": {
                "subscription": "e2f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59",
                "resource-group": "rg-zqstaging",
                "location": "zqregion",
                "domain": "zqstaging.contoso.com",
                "image": { "repository": "zqstaging/image" },
            },
            "production": {},
        },
    })
}

/// A registration that is there already, and an application of another tenant.
fn known() -> Value {
    json!({
        "name": "backstage",
        "entra": {
            "client-id": "f2f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59",
            "tenant-id": "02f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59",
            "audience": "multi-tenant",
        },
        "azure-devops": [{ "credentials": [{
            "kind": "client-assertion",
            "organizations": ["zqorganization-5"],
            "client-id": "f2f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59",
            "tenant-id": "12f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59",
        }] }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_string_field_of_the_schema_has_a_place() {
        let places = places().unwrap_or_else(|missing| panic!("{missing}"));
        assert!(places.len() >= fields().len() && places.len() > 80, "{} places", places.len());
    }
}
