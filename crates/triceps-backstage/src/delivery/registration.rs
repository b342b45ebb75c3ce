//! What is registered in Microsoft Entra: a file that both shells read, or the parameters of the template.

use std::fmt::Write;

use serde_json::{Value, json};
use triceps::Checked;

use super::names::Target;
use crate::file::BundleFile;
use crate::permissions::{DELEGATED, GRAPH};
use triceps_portal::config::{Audience, GroupClaims, Portal};

/// The registration as Microsoft Graph takes it. Addresses are not part of it: they are added to those that are there.
pub(super) fn file(portal: &Portal, target: &Target) -> BundleFile {
    let permissions: Vec<Value> = DELEGATED.iter().map(|id| json!({ "id": id, "type": "Scope" })).collect();
    let groups = match portal.entra.group_claims {
        GroupClaims::None => json!([]),
        _ => json!([{ "name": "groups" }]),
    };
    let mut application = json!({
        "displayName": format!("{} ({})", portal.title, target.label),
        "signInAudience": audience(portal),
        "groupMembershipClaims": group_claims(portal),
        "optionalClaims": { "idToken": groups, "accessToken": groups },
        "requiredResourceAccess": [{ "resourceAppId": GRAPH, "resourceAccess": permissions }],
        "web": { "implicitGrantSettings": { "enableIdTokenIssuance": false, "enableAccessTokenIssuance": false } },
    });
    if let (Some(_), Some(application)) = (&portal.entra.client_id, application.as_object_mut()) {
        // Someone else named it.
        application.shift_remove("displayName");
    }
    let text = serde_json::to_string_pretty(&application).expect("trees of JSON can be written");
    let name = target.environment.as_ref().map(|environment| format!(".{environment}")).unwrap_or_default();
    BundleFile::new(format!("scripts/registration{name}.json"), text + "\n")
}

/// The parameter file of the template of the registration.
pub(super) fn parameters(checked: &Checked) -> BundleFile {
    let mut text = "using './registration.bicep'\n\n".to_owned();
    for parameter in checked.interface().parameters() {
        let name = &parameter.name;
        let variable = match name.as_str() {
            "uniqueName" => "readEnvironmentVariable('PORTAL_UNIQUE_NAME')",
            "redirectUri" => "readEnvironmentVariable('PORTAL_REDIRECT_URI', '')",
            "environmentName" => "readEnvironmentVariable('PORTAL_ENVIRONMENT')",
            "homePage" => "readEnvironmentVariable('PORTAL_HOME_PAGE', '')",
            _ => "readEnvironmentVariable('PORTAL_IDENTITY', '')",
        };
        let _ = writeln!(text, "param {name} = {variable}");
    }
    BundleFile::new("infra/registration.bicepparam", text)
}

fn audience(portal: &Portal) -> &'static str {
    match portal.entra.audience {
        Audience::SingleTenant => "AzureADMyOrg",
        Audience::MultiTenant => "AzureADMultipleOrgs",
    }
}

fn group_claims(portal: &Portal) -> &'static str {
    match portal.entra.group_claims {
        GroupClaims::None => "None",
        GroupClaims::SecurityGroup => "SecurityGroup",
        GroupClaims::ApplicationGroup => "ApplicationGroup",
        GroupClaims::All => "All",
    }
}
