//! A small platform: its identity, logs, vault and storage come from Azure Verified Modules, its data from a module of
//! the company. `src/modules` is written by `triceps modules add`, the copies in `modules/` too.

#[allow(missing_docs, clippy::pedantic, rustdoc::all, reason = "written by `triceps modules`")]
#[rustfmt::skip]
pub mod modules;

use modules::data::{Container, Data, Redundancy, Settings};
use modules::storage_account::{AccessTier, PublicNetworkAccess, SkuName, StorageAccount};
use modules::user_assigned_identity::UserAssignedIdentity;
use modules::vault::{RoleAssignment, Vault};
use modules::workspace::{DiagnosticSetting, Workspace};
use triceps::functions::{resource_group, unique_string};
use triceps::{Module, Param, Template, interpolate};

/// The template of the platform.
pub fn platform() -> Template {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name").description("Short name of the platform.").max_length(8));
    let owner = t.param(Param::string("ownerMail").description("Who is asked about it."));
    let suffix = t.var("suffix", unique_string(resource_group().id()));

    let identity = t.add("identity", UserAssignedIdentity::new(interpolate!("id-{name}")));
    let logs = t.add("logs", Workspace::new(interpolate!("log-{name}")).data_retention(30));
    t
}
