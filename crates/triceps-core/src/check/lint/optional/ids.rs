//! Ids of resources that are written by hand.

use triceps_diagnostics::codes;
use triceps_infer::{Type, TypeId, Types};
use triceps_language::Function;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::known;
use triceps_middle::{Callee, DeclId, DeclKind, Expr, ExprId, Hint, Key, Middle, Place};

use super::Rules;
use crate::check::context::Context;

/// Properties that are named like ids of resources, but are not.
const OTHER_IDS: &[&str] = &[
    "appId",
    "clientId",
    "contentId",
    "connectorId",
    "DataTypeId",
    "defaultMenuItemId",
    "deploymentSpecId",
    "detector",
    "groupId",
    "IllusiveIncidentId",
    "keyId",
    "keyVaultId",
    "keyVaultSecretId",
    "locations",
    "menuId",
    "metadata",
    "metricId",
    "nodeAgentSkuId",
    "objectId",
    "parentId",
    "policyDefinitionReferenceId",
    "requestedServiceObjectiveId",
    "resource",
    "ruleId",
    "schemaId",
    "servicePrincipalClientId",
    "sid",
    "StartingDeviceID",
    "subscriptionId",
    "storageAccountSubscriptionId",
    "SyntheticMonitorId",
    "tags",
    "targetProtectionContainerId",
    "targetWorkerSizeId",
    "tenantId",
    "timezoneId",
    "vlanId",
    "workerSizeId",
    "UniqueFindingId",
    "principalId",
];

/// Resource types whose properties are not looked at.
const OTHER_TYPES: &[&str] =
    &["microsoft.portal/dashboards", "microsoft.logic/workflows", "microsoft.apimanagement/service/backends"];

pub(super) fn check(context: &Context<'_>, types: &Types<'_>, rules: Rules<'_>, diagnostics: &mut RawDiagnostics) {
    if !rules.has(codes::USE_RESOURCE_ID_FUNCTIONS) {
        return;
    }
    let middle = context.middle;
    for (id, decl) in middle.decls() {
        let Some(resource) = decl.as_resource() else { continue };
        let name = middle.str(resource.type_name).to_ascii_lowercase();
        if context.facts.resources.extension(id).is_some() || is_other_type(&name) {
            continue;
        }
        let Some(properties) = middle.property(resource.body, known::PROPERTIES) else { continue };
        if middle.object(properties).is_some() {
            let is_subscription = name == "microsoft.apimanagement/service/subscriptions";
            Ids { middle, types, is_subscription, diagnostics }.visit(properties);
        }
    }
}

fn is_other_type(name: &str) -> bool {
    let is_collection = |rest: &str| {
        let word = rest.strip_suffix("/collections");
        word.is_some_and(|word| word.chars().all(|letter| letter.is_alphanumeric() || letter == '_'))
    };
    OTHER_TYPES.contains(&name)
        || name.starts_with("microsoft.web/sites/config")
        || name.strip_prefix("microsoft.documentdb/databaseaccounts/").is_some_and(is_collection)
}

struct Ids<'a, 'm> {
    middle: &'m Middle,
    types: &'a Types<'m>,
    /// Whether the resource is a subscription of an API, whose owner is not a resource.
    is_subscription: bool,
    diagnostics: &'a mut RawDiagnostics,
}

impl Ids<'_, '_> {
    fn visit(&mut self, expr: ExprId) {
        let middle = self.middle;
        let Some(entries) = middle.object(expr) else {
            return middle.for_each_child(expr, |child| self.visit(child));
        };
        for (position, entry) in (0..).zip(entries) {
            let Key::Name(name) = entry.key else {
                self.visit(entry.value);
                continue;
            };
            let name = middle.str(name);
            let is_same = |other: &str| name.eq_ignore_ascii_case(other);
            if OTHER_IDS.iter().any(|other| is_same(other)) || (self.is_subscription && is_same("ownerId")) {
                continue;
            }
            let is_id = name.len() >= 2
                && name.get(name.len() - 2..).is_some_and(|end| end.eq_ignore_ascii_case("id"))
                && !name.ends_with("uid")
                && !name.ends_with("UID");
            if !is_id {
                self.visit(entry.value);
            } else if self.is_text(entry.value) && self.is_by_hand(entry.value) {
                let message = format!("`{name}` is the id of a resource that is written by hand");
                let help = "read it from the resource, take it as a parameter, or call `resourceId`";
                let place = Place::Key(expr, position);
                self.diagnostics.report(codes::USE_RESOURCE_ID_FUNCTIONS, place, message, help);
            }
        }
    }

    /// Whether a value is a string, or null beside one.
    fn is_text(&self, value: ExprId) -> bool {
        let is_string = |ty: TypeId| matches!(self.types.get(ty), Type::String { .. } | Type::StringLiteral(..));
        let members = self.types.members(self.types.of(value));
        let mut strings = members.iter().filter(|member| **member != TypeId::NULL).peekable();
        strings.peek().is_some() && strings.all(|member| is_string(*member))
    }

    fn is_by_hand(&self, value: ExprId) -> bool {
        let middle = self.middle;
        let mut value = value;
        let mut followed: Vec<DeclId> = Vec::new();
        loop {
            let names_resource = |part: ExprId| {
                let Expr::Decl(decl) = middle.expr(part) else { return false };
                matches!(middle.decl(decl).kind, DeclKind::Resource(_) | DeclKind::Module(_))
            };
            if middle.any(value, &mut |part| names_resource(part)) {
                return false;
            }
            value = match middle.expr(value) {
                Expr::Call { callee: Callee::Function(function), .. } => {
                    // The linter of the compiler does not know `az.resourceId(..)`.
                    let is_qualified = middle.hints(value).any(|hint| hint == Hint::Qualified);
                    return is_qualified || !is_of_ids(function);
                }
                Expr::Property { base, .. } | Expr::Index { base, .. } => {
                    if self.is_of_parameter(base) {
                        return false;
                    }
                    base
                }
                Expr::Decl(decl) => match middle.decl(decl).kind {
                    DeclKind::Param { .. } => return false,
                    DeclKind::Var { value, .. } if !followed.contains(&decl) => {
                        followed.push(decl);
                        value
                    }
                    _ => return true,
                },
                Expr::Ternary(..) => return false,
                Expr::String(text) => return middle.str(text).contains('/'),
                Expr::Paren(inner) | Expr::NonNull(inner) => inner,
                _ => return true,
            };
        }
    }

    fn is_of_parameter(&self, mut base: ExprId) -> bool {
        loop {
            base = match self.middle.expr(base) {
                Expr::Decl(decl) => return matches!(self.middle.decl(decl).kind, DeclKind::Param { .. }),
                Expr::Property { base, .. } | Expr::Index { base, .. } | Expr::Paren(base) | Expr::NonNull(base) => {
                    base
                }
                _ => return false,
            };
        }
    }
}

/// Whether a function gives the id of a resource.
fn is_of_ids(function: Function) -> bool {
    matches!(
        function.name(),
        "extensionResourceId"
            | "guid"
            | "managementGroupResourceId"
            | "reference"
            | "resourceId"
            | "roleDefinitions"
            | "subscription"
            | "subscriptionResourceId"
            | "tenantResourceId"
    )
}
