//! A landing zone for a team at the scope of a subscription: groups, rights, policies and a budget.

use triceps::authorization::{CustomRole, Principal, Role, RoleAssignment, custom_role::Permission};
use triceps::functions::{
    deployment, guid, map, object_keys, subscription, subscription_resource_id, tenant_resource_id, to_object, utc_now,
};
use triceps::operational_insights::Workspace;
use triceps::resource_manager::ResourceGroup;
use triceps::storage::StorageAccount;
use triceps::storage::storage_account::{Kind, MinimumTlsVersion, Sku};
use triceps::{Checked, Diagnostics, Module, Param, Template, TypeExpr, array, each, interpolate, object};

use crate::azure::authorization::policy_assignment::{EnforcementMode, NonComplianceMessage};
use crate::azure::authorization::policy_set_definition::PolicyDefinitionReference;
use crate::azure::authorization::types::{
    ParameterDefinitionsValue, ParameterDefinitionsValueType, ParameterValuesValue, PolicyType,
};
use crate::azure::authorization::{PolicyAssignment, PolicyDefinition, PolicySetDefinition};
use crate::azure::consumption::Budget;
use crate::azure::consumption::budget::{
    BudgetTimePeriod, Category, Notification, NotificationOperator, ThresholdType, TimeGrain,
};

/// What every group of the team has.
fn baseline() -> Result<Checked, Diagnostics> {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location"));
    let name = t.param(Param::string("name").length(2..=15));
    let retention = t.param(Param::int("retentionInDays").range(30..=730).default(30));
    let tags = t.param(Param::object("tags"));
    let workspace = t.add(
        "workspace",
        Workspace::new(interpolate!("log-{name}"), &location).retention_in_days(&retention).tags(&tags),
    );
    let account = t.add(
        "account",
        StorageAccount::new(
            interpolate!("st{}", triceps::functions::unique_string((triceps::functions::resource_group().id(), &name))),
            &location,
            Sku::STANDARD_ZRS,
            Kind::STORAGE_V2,
        )
        .allow_blob_public_access(false)
        .minimum_tls_version(MinimumTlsVersion::TLS1_2)
        .tags(&tags),
    );
    t.output("workspaceId", workspace.id());
    t.output("accountName", account.name());
    t.check()
}

/// The template.
///
/// # Errors
///
/// What is wrong in its module.
pub fn template() -> Result<Template, Diagnostics> {
    let mut t = Template::for_subscription();

    let string = || TypeExpr::named("string");
    let group_type = t.declare_type(
        "group",
        TypeExpr::object([("name", string()), ("location", string())])
            .with("tags", TypeExpr::object::<&str>([]).additional(string()).nullable())
            .with("baseline", TypeExpr::named("bool")),
    );

    let team = t.param(Param::string("team").description("Name of the team.").length(2..=10));
    let location = t.param(Param::string("location").default(deployment().location()));
    let groups = t.param(Param::typed("groups", group_type.array()).default([
        object! { name: "network", location: "westeurope", baseline: false },
        object! { name: "apps", location: "westeurope", tags: { tier: "app" }, baseline: true },
    ]));
    let owners = t.param(Param::string("ownersGroupId").description("Object id of the owners."));
    let readers = t.param(Param::array_of::<String>("readerIds").default(triceps::empty()));
    let regions = t.param(Param::array_of::<String>("allowedRegions").default(["westeurope", "northeurope"]));
    let cost_center = t.param(Param::string("costCenter").min_length(1));
    let amount = t.param(Param::int("monthlyBudget").min_value(1).default(1000));
    let contacts = t.param(Param::array_of::<String>("budgetContacts").min_length(1));
    let start = t.param(Param::string("budgetStart").default(utc_now("yyyy-MM-01")));
    let enforce = t.param(Param::bool("enforce").default(true));

    let common = t.var("commonTags", object! { team: &team, costCenter: &cost_center });
    let builtin = t.var(
        "builtInPolicies",
        object! {
            locations: "e56962a6-4747-49cd-b67b-bf8b01975c4c",
            httpsStorage: "404c3081-a854-4457-ae30-26a93ef643f9",
        },
    );

    let resource_groups = t.add_each("resourceGroups", each("group", &groups), |group, _| {
        ResourceGroup::new(interpolate!("rg-{team}-{}", group.prop("name")), group.prop("location"))
            .tags(triceps::functions::union((&common, group.safe_prop("tags").or(object! {}))))
    });
    let file = t.module_file("baseline.bicep", baseline()?);
    t.add_each("baselines", each("group", &groups), |group, i| {
        Module::new(&file)
            .name(interpolate!("baseline-{}", group.prop("name")))
            .scope(resource_groups.at(i))
            .param("location", group.prop("location"))
            .param("name", group.prop("name"))
            .param("tags", &common)
            .when(group.prop("baseline"))
    });

    let operator = t.add(
        "operator",
        CustomRole::new(guid((subscription().id(), &team, "operator")))
            .role_name(interpolate!("{team} operator"))
            .description("Restarts what runs, and reads everything.")
            .kind("customRole")
            .permission(
                Permission::new()
                    .actions(["*/read", "Microsoft.Web/sites/restart/action"])
                    .not_actions(["Microsoft.KeyVault/*/read"]),
            )
            .assignable_scopes([subscription().id()]),
    );
    t.grant("ownersContribute", subscription(), Role::CONTRIBUTOR, Principal::group(&owners));
    t.grant("ownersOperate", subscription(), operator, Principal::group(&owners));
    t.add_each("readersRead", each("reader", &readers), |reader, _| {
        RoleAssignment::grant(subscription(), Role::READER, Principal::user(reader))
    });

    let tag_policy = t.add(
        "requireTag",
        PolicyDefinition::new(interpolate!("require-tag-{team}"))
            .policy_type(PolicyType::CUSTOM)
            .mode("Indexed")
            .display_name("Resources have a tag")
            .parameters(object! {
                tagName: ParameterDefinitionsValue::new().kind(ParameterDefinitionsValueType::STRING),
                effect: ParameterDefinitionsValue::new()
                    .kind(ParameterDefinitionsValueType::STRING)
                    .allowed_values(["Audit", "Deny", "Disabled"])
                    .default_value("Audit"),
            })
            .policy_rule(object! {
                "if": { field: "[concat('tags[', parameters('tagName'), ']')]", exists: "false" },
                then: { effect: "[parameters('effect')]" },
            }),
    );
    let initiative = t.add(
        "initiative",
        PolicySetDefinition::new(
            interpolate!("baseline-{team}"),
            [
                PolicyDefinitionReference::new(tag_policy.id())
                    .policy_definition_reference_id("costCenter")
                    .parameters(object! {
                        tagName: ParameterValuesValue::new().value("costCenter"),
                        effect: ParameterValuesValue::new().value("[parameters('tagEffect')]"),
                    }),
                PolicyDefinitionReference::new(tenant_resource_id(
                    "Microsoft.Authorization/policyDefinitions",
                    [builtin.prop("httpsStorage")],
                ))
                .policy_definition_reference_id("httpsStorage"),
            ],
        )
        .policy_type(PolicyType::CUSTOM)
        .display_name(interpolate!("Baseline of {team}"))
        .parameters(object! {
            tagEffect: ParameterDefinitionsValue::new()
                .kind(ParameterDefinitionsValueType::STRING)
                .default_value("Audit"),
        }),
    );
    let assignment = t.add(
        "assignment",
        PolicyAssignment::new(interpolate!("baseline-{team}"))
            .location(&location)
            .system_identity()
            .policy_definition_id(initiative.id())
            .display_name(interpolate!("Baseline of {team}"))
            .enforcement_mode(enforce.then_else(EnforcementMode::DEFAULT, EnforcementMode::DO_NOT_ENFORCE))
            .parameters(object! {
                tagEffect: ParameterValuesValue::new().value(enforce.then_else("Deny", "Audit")),
            })
            .non_compliance_message(NonComplianceMessage::new("See the wiki of the platform.")),
    );
    t.add(
        "regionsAssignment",
        PolicyAssignment::new("allowed-regions")
            .policy_definition_id(tenant_resource_id(
                "Microsoft.Authorization/policyDefinitions",
                [builtin.prop("locations")],
            ))
            .parameters(object! { listOfAllowedLocations: { value: &regions } })
            .not_scopes(map("group", &groups, |group| {
                subscription_resource_id(
                    "Microsoft.Resources/resourceGroups",
                    [interpolate!("rg-{team}-{}", group.prop("name"))],
                )
            })),
    );
    t.grant("assignmentTags", subscription(), Role::TAG_CONTRIBUTOR, Principal::system_identity_of(&assignment));
    t.add(
        "budget",
        Budget::new(
            interpolate!("budget-{team}"),
            Category::COST,
            &amount,
            TimeGrain::MONTHLY,
            BudgetTimePeriod::new(&start),
        )
        .notifications(object! {
            actual80: Notification::new(true, NotificationOperator::GREATER_THAN, 80, &contacts)
                .threshold_type(ThresholdType::ACTUAL),
            forecast100: Notification::new(true, NotificationOperator::GREATER_THAN, 100, &contacts)
                .threshold_type(ThresholdType::FORECASTED),
        }),
    );

    let by_name = t
        .var("groupLocations", to_object("group", &groups, |group| group.prop("name"), |group| group.prop("location")));
    t.output("groupIds", resource_groups.each(|group| group.id()));
    t.output("groupNames", object_keys(&by_name));
    t.output("assignmentId", assignment.id());
    t.output_as::<Vec<String>>("operatorScopes", array![subscription().id()]);
    Ok(t)
}
