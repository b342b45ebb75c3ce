//! What the script registers in Microsoft Entra, as files that both shells read.

use serde_json::{Value, json};

use crate::BundleFile;
use crate::config::{Audience, GroupClaims, Portal};

/// Microsoft Graph.
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";
/// The permissions `openid`, `profile`, `email`, `offline_access` and `User.Read` of whoever signs in.
const DELEGATED: [&str; 5] = [
    "37f7f235-527c-4136-accd-4a02d197296e",
    "14dad69e-099b-42c9-810b-d002981feec1",
    "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
    "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
    "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
];

pub(super) fn files(portal: &Portal) -> [BundleFile; 2] {
    let permissions: Vec<Value> = DELEGATED.iter().map(|id| json!({ "id": id, "type": "Scope" })).collect();
    let permissions = json!([{ "resourceAppId": GRAPH, "resourceAccess": permissions }]);
    let groups = match portal.entra.group_claims {
        GroupClaims::None => json!([]),
        _ => json!([{ "name": "groups" }]),
    };
    let claims = json!({ "idToken": groups, "accessToken": groups });
    [file("scripts/permissions.json", &permissions), file("scripts/claims.json", &claims)]
}

pub(super) fn audience(portal: &Portal) -> &'static str {
    match portal.entra.audience {
        Audience::SingleTenant => "AzureADMyOrg",
        Audience::MultiTenant => "AzureADMultipleOrgs",
    }
}

pub(super) fn group_claims(portal: &Portal) -> &'static str {
    match portal.entra.group_claims {
        GroupClaims::None => "None",
        GroupClaims::SecurityGroup => "SecurityGroup",
        GroupClaims::ApplicationGroup => "ApplicationGroup",
        GroupClaims::All => "All",
    }
}

fn file(path: &str, value: &Value) -> BundleFile {
    BundleFile::new(path, serde_json::to_string_pretty(value).expect("trees of JSON can be written") + "\n")
}
