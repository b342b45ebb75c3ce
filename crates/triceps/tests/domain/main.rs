//! Rules of the domain: a template that keeps each rule, and one that breaks it.

mod apps;
mod containers;
mod documented;
mod environments;
mod ingress;
mod names;
mod pulls;
mod roles;
mod scale;
mod secrets;
mod stores;

use triceps::app::{Container, ContainerApp, Ingress};
use triceps::{Expr, IntoExpr, Template};
use triceps_diagnostics::Diagnostics;

const LOCATION: &str = "westeurope";
const ENVIRONMENT: &str =
    "/subscriptions/0/resourceGroups/portal/providers/Microsoft.App/managedEnvironments/portal-env";

/// Asserts that `good` has no diagnostic of the domain, and that `bad` has exactly these.
#[track_caller]
fn rule(good: Template, bad: Template, expected: &[&str]) {
    assert_eq!(diagnostics(good), Vec::<String>::new(), "the rule is kept");
    assert_eq!(diagnostics(bad), expected, "the rule is broken");
}

/// The diagnostics of the domain, each on one line.
fn diagnostics(template: Template) -> Vec<String> {
    let all = |diagnostics: &Diagnostics| {
        let of_the_domain = diagnostics.iter().filter(|diagnostic| diagnostic.id().starts_with("TRI01"));
        of_the_domain
            .map(|diagnostic| {
                assert!(diagnostic.help().is_some(), "{diagnostic} says what to write instead");
                diagnostic.to_string()
            })
            .collect()
    };
    let (middle, linked, found) = template.lower();
    match triceps_core::check(middle, linked, found) {
        Ok(checked) => all(checked.warnings()),
        Err(diagnostics) => all(&diagnostics),
    }
}

/// An app that keeps all rules.
fn app() -> ContainerApp {
    ContainerApp::new("portal", LOCATION, ENVIRONMENT).ingress(Ingress::external(7007)).container(container())
}

fn container() -> Container {
    Container::new("portal", "contoso.azurecr.io/portal:1").resources(0.5, 1.0)
}

/// A template with this app alone.
fn with(app: ContainerApp) -> Template {
    let mut t = Template::for_resource_group();
    t.add("portal", app);
    t
}

/// The app with a property below `properties` set, whatever its type: `configuration.dapr`.
fn set(path: &'static str, value: impl IntoExpr) -> Template {
    let path: Vec<&'static str> = std::iter::once("properties").chain(path.split('.')).collect();
    with(app().property(path, value))
}

fn text(value: &str) -> Expr {
    value.into_expr()
}
