//! The container registry.

use triceps::container_registry::{
    NetworkRuleBypass, Policies, PublicNetworkAccess, Registry as Model, RegistryRef, RetentionPolicy,
    RoleAssignmentMode, Sku, Status, StatusPolicy, ZoneRedundancy,
};
use triceps::{Template, Value, interpolate};

use super::base::{Base, tagged};
use triceps_portal::config::{Portal, RegistrySku};

fn name(base: &Base) -> Value<String> {
    interpolate!("cr{}{}", base.prefix, base.token)
}

/// The registry, deployed before.
pub(super) fn existing(t: &mut Template, base: &Base) -> RegistryRef {
    t.existing("registry", Model::existing(name(base)))
}

/// A registry without users and passwords; with a network it has no public address.
pub(super) fn registry(t: &mut Template, base: &Base, portal: &Portal) -> RegistryRef {
    let config = &portal.registry;
    let private = portal.network.is_some();
    let sku = config.sku.unwrap_or(if private { RegistrySku::Premium } else { RegistrySku::Standard });
    let name = name(base);
    let model = match sku {
        RegistrySku::Basic => Model::new(name, &base.location, Sku::BASIC),
        RegistrySku::Standard => Model::new(name, &base.location, Sku::STANDARD).anonymous_pull_enabled(false),
        RegistrySku::Premium => Model::new(name, &base.location, Sku::PREMIUM).anonymous_pull_enabled(false),
    };
    let mut model = tagged!(base, model)
        .admin_user_enabled(false)
        // `AcrPull` counts for nothing in the other mode.
        .role_assignment_mode(RoleAssignmentMode::LEGACY_REGISTRY_PERMISSIONS);
    if private {
        model = model
            .data_endpoint_enabled(true)
            .public_network_access(PublicNetworkAccess::DISABLED)
            .network_rule_bypass_options(NetworkRuleBypass::AZURE_SERVICES);
    }
    if config.zone_redundant {
        model = model.zone_redundancy(ZoneRedundancy::ENABLED);
    }
    let mut policies = Policies::new();
    let mut has_policies = false;
    if private {
        policies = policies.export(StatusPolicy::new(Status::DISABLED).one_line());
        has_policies = true;
    }
    if let Some(days) = config.retention_days {
        policies = policies.retention(RetentionPolicy::new().status(Status::ENABLED).days(days).one_line());
        has_policies = true;
    }
    if has_policies {
        model = model.policies(policies);
    }
    t.add("registry", model)
}
