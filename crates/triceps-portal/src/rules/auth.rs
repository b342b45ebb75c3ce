//! Sign-in.

use triceps_diagnostics::Diagnostic;

use super::duration;
use crate::codes;
use crate::config::{Audience, Portal, ResolverKind};

/// Scopes that the sign-in provider asks for by itself.
const REQUIRED_SCOPES: [&str; 4] = ["email", "openid", "offline_access", "user.read"];

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    resolvers(portal, diagnostics);
    names_of_the_directory(portal, diagnostics);
    domain_hint(portal, diagnostics);
    scopes(portal, diagnostics);
    if let Some(session) = &portal.auth.session_duration
        && duration::seconds(session) == Some(0)
    {
        diagnostics.push(
            Diagnostic::new(
                codes::TRI0506,
                "auth.session-duration",
                format!("`{session}` is a duration of zero: users are signed out at once"),
            )
            .with_help("write a span such as `PT8H` or `P7D`, or remove the key"),
        );
    }
}

fn resolvers(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let resolvers = &portal.auth.resolvers;
    for (index, resolver) in resolvers.iter().enumerate() {
        let path = format!("auth.resolvers[{index}]");
        let local_part = resolver.kind == ResolverKind::EmailLocalPartMatchingUserEntityName;
        if resolvers[..index].iter().any(|earlier| earlier.kind == resolver.kind) {
            diagnostics.push(
                Diagnostic::new(
                    codes::TRI0501,
                    format!("{path}.kind"),
                    format!("the resolver `{}` is in the list already, and is never asked again", resolver.kind.key()),
                )
                .with_help("remove the second one"),
            );
        }
        if !local_part && !resolver.allowed_domains.is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    codes::TRI0502,
                    format!("{path}.allowed-domains"),
                    format!(
                        "the resolver `{}` does not look at domains: everyone would be let in",
                        resolver.kind.key()
                    ),
                )
                .with_help("remove `allowed-domains`, or use `email-local-part-matching-user-entity-name`"),
            );
        }
        if local_part && resolver.allowed_domains.is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    codes::TRI0503,
                    path.clone(),
                    "a guest of the directory signs in as the user who has the same name before the `@`",
                )
                .with_help("list the domains of your users: `allowed-domains = [\"contoso.com\"]`"),
            );
        }
        let by_address = resolver.kind != ResolverKind::UserIdMatchingUserEntityAnnotation;
        if by_address && portal.entra.audience == Audience::MultiTenant {
            diagnostics.push(
                Diagnostic::new(
                    codes::TRI0504,
                    format!("{path}.kind"),
                    "administrators of any tenant choose the addresses of their users: these could sign in as yours",
                )
                .with_help("use `user-id-matching-user-entity-annotation`: object ids cannot be chosen"),
            );
        }
    }
}

/// Users of the directory are named after their whole address: `mona_contoso.com`.
fn names_of_the_directory(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let catalog = &portal.catalog;
    let others = !catalog.users.is_empty() || catalog.locations.iter().any(|location| location.organization);
    let local_part = |kind: ResolverKind| kind == ResolverKind::EmailLocalPartMatchingUserEntityName;
    if catalog.microsoft_graph.is_some()
        && !others
        && !portal.auth.resolvers.is_empty()
        && portal.auth.resolvers.iter().all(|resolver| local_part(resolver.kind))
    {
        diagnostics.push(
            Diagnostic::new(
                codes::TRI0509,
                "auth.resolvers",
                "users of the directory are named after their whole address, so no one is found by a part of it",
            )
            .with_help("use `user-id-matching-user-entity-annotation`"),
        );
    }
}

fn domain_hint(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(hint) = &portal.auth.domain_hint
        && portal.entra.audience == Audience::MultiTenant
    {
        diagnostics.push(
            Diagnostic::new(
                codes::TRI0505,
                "auth.domain-hint",
                format!("`{hint}` sends users of all other tenants to the wrong sign-in page"),
            )
            .with_help("remove `auth.domain-hint`, or write `entra.audience = \"single-tenant\"`"),
        );
    }
}

fn scopes(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    for (index, scope) in portal.auth.additional_scopes.iter().enumerate() {
        let path = format!("auth.additional-scopes[{index}]");
        if scope.is_empty() || scope.contains(char::is_whitespace) {
            diagnostics.push(
                Diagnostic::new(codes::TRI0507, path, format!("`{scope}` is not one scope"))
                    .with_help("write one scope an entry, for example `Calendars.Read`"),
            );
        } else if REQUIRED_SCOPES.iter().any(|required| required.eq_ignore_ascii_case(scope)) {
            diagnostics.push(
                Diagnostic::new(codes::TRI0508, path, format!("the scope `{scope}` is always asked for"))
                    .with_help("remove it"),
            );
        }
    }
}
