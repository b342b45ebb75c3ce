//! The places of free text in a configuration. What has a pattern takes no text that means something.

use serde_json::{Value, json};

/// A place in a portal, and the text that stands there usually, which is nowhere else.
pub(super) struct Place {
    pub(super) portal: Value,
    pub(super) at: &'static str,
    pub(super) mark: String,
}

const PLACES: [&str; 24] = [
    "/title",
    "/organization",
    "/tags/first",
    "/env/FIRST",
    "/secrets/0/description",
    "/scale/rules/0/scaler",
    "/scale/rules/0/metadata/address",
    "/ip-rules/0/name",
    "/auth/additional-scopes/0",
    "/assistant/models/0/version",
    "/github/subjects/0/environment",
    "/github/subjects/1/branch",
    "/github/subjects/2/tag",
    "/azure-devops/0/credentials/0/organizations/0",
    "/catalog/microsoft-graph/user-filter",
    "/catalog/microsoft-graph/group-filter",
    "/catalog/azure-devops/0/organization",
    "/catalog/azure-devops/0/project",
    "/catalog/azure-devops/0/repository",
    "/catalog/azure-devops/0/path",
    "/catalog/users/0/display-name",
    "/catalog/groups/0/display-name",
    "/accept/0/reason",
    "/accept/0/id",
];

/// All places with free text.
pub(super) fn places() -> Vec<Place> {
    let portal = portal();
    let place = |at: &'static str| {
        let mark = portal.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        Place { portal: portal.clone(), at, mark }
    };
    PLACES.into_iter().map(place).collect()
}

/// A portal with a text in each of them.
fn portal() -> Value {
    json!({
        "name": "backstage",
        "title": "Zqtitle",
        "organization": "Zqorganization",
        "tags": { "first": "Zqtag" },
        "env": { "FIRST": "Zqvariable" },
        "secrets": [{ "name": "first-secret", "env": "SECOND", "description": "Zqdescription" }],
        "scale": {
            "min": 1,
            "max": 2,
            "rules": [{ "kind": "custom", "scaler": "zqscaler", "metadata": { "address": "zqaddress" } }],
        },
        "ip-rules": [{ "name": "Zqrule", "range": "203.0.113.0/24" }],
        "auth": { "additional-scopes": ["Zqscope.Read"] },
        "postgres": {},
        "key-vault": {},
        "assistant": { "models": [{ "name": "gpt-4o", "version": "zqversion", "capacity": 1 }] },
        "github": {
            "repository": "contoso/portal",
            "subjects": [{ "environment": "zqenvironment" }, { "branch": "zqbranch" }, { "tag": "zqtag-1" }],
        },
        "azure-devops": [{ "credentials": [
            { "kind": "managed-identity", "organizations": ["zqorganization-1"] },
            { "kind": "system-identity" },
        ] }],
        "catalog": {
            "microsoft-graph": { "user-filter": "zquser eq 1", "group-filter": "zqgroup eq 1", "query-mode": "advanced" },
            "azure-devops": [{
                "id": "first",
                "organization": "zqorganization-2",
                "project": "zqproject",
                "repository": "zqrepository",
                "path": "/zqpath.yaml",
            }],
            "users": [{ "name": "first-user", "display-name": "Zquser", "user-id": "d2f8a3a1-5b1c-4b7e-9c0f-0e1d2c3b4a59" }],
            "groups": [{ "name": "first-group", "display-name": "Zqgroup" }],
        },
        "accept": [{ "id": "Zqid", "reason": "Zqreason, long enough" }],
    })
}
