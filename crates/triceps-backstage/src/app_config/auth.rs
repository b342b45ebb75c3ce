//! Sign-in.

use serde_json::{Value, json};

use super::Stage;
use crate::yaml::{literal, object};
use triceps_portal::config::{Audience, Portal, Resolver};

pub(super) fn section(portal: &Portal, stage: Stage) -> Value {
    let (environment, guest) = match stage {
        // `null` removes the guest provider that `app-config.yaml` has.
        Stage::Production => ("production", Value::Null),
        Stage::Local => ("development", json!({})),
    };
    json!({
        "environment": environment,
        "providers": { "guest": guest, "microsoft": { environment: microsoft(portal, stage) } },
    })
}

fn microsoft(portal: &Portal, stage: Stage) -> Value {
    let auth = &portal.auth;
    let variable = |name: &str| match stage {
        Stage::Production => json!(format!("${{{name}}}")),
        // The provider needs some text, also while nobody signs in with it.
        Stage::Local => json!(format!("${{{name}:-not-set}}")),
    };
    let tenant = match (portal.entra.audience, stage) {
        // Users of other tenants cannot sign in at the address of the own tenant.
        (Audience::MultiTenant, _) => json!("organizations"),
        (Audience::SingleTenant, _) => variable("AUTH_MICROSOFT_TENANT_ID"),
    };
    let scopes: Vec<Value> = auth.additional_scopes.iter().map(|scope| literal(scope)).collect();
    let resolvers: Vec<Value> = auth.resolvers.iter().map(|resolver| sign_in_resolver(resolver, stage)).collect();
    object([
        ("clientId", Some(variable("AUTH_MICROSOFT_CLIENT_ID"))),
        ("clientSecret", Some(variable("AUTH_MICROSOFT_CLIENT_SECRET"))),
        ("tenantId", Some(tenant)),
        ("domainHint", auth.domain_hint.as_ref().map(|host| json!(host))),
        ("additionalScopes", (!scopes.is_empty()).then_some(Value::Array(scopes))),
        ("sessionDuration", auth.session_duration.as_ref().map(|duration| json!(duration))),
        ("signIn", Some(json!({ "resolvers": resolvers }))),
    ])
}

fn sign_in_resolver(resolver: &Resolver, stage: Stage) -> Value {
    object([
        ("resolver", Some(json!(resolver.kind.name()))),
        ("allowedDomains", (!resolver.allowed_domains.is_empty()).then(|| json!(resolver.allowed_domains))),
        // The catalog of a developer has no users of the directory.
        ("dangerouslyAllowSignInWithoutUserInCatalog", (stage == Stage::Local).then(|| json!(true))),
    ])
}
