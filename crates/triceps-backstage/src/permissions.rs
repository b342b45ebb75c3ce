//! The permissions of a portal in Microsoft Graph, by their ids.

/// Microsoft Graph.
pub(crate) const GRAPH: &str = "00000003-0000-0000-c000-000000000000";
/// The permissions `openid`, `profile`, `email`, `offline_access` and `User.Read` of users who sign in.
pub(crate) const DELEGATED: [&str; 5] = [
    "37f7f235-527c-4136-accd-4a02d197296e",
    "14dad69e-099b-42c9-810b-d002981feec1",
    "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
    "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
    "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
];
/// The application roles `User.Read.All` and `GroupMember.Read.All`.
pub(crate) const DIRECTORY: [&str; 2] =
    ["df021288-bdef-4463-88db-98f22de89214", "98830695-27a2-44f7-8c18-0c3ebc9698f6"];
