//! How long it takes to build, check and emit templates of 7, 700 and 7,000 resources.
//!
//! A template may hold 800 resources and 4 MB, modules included, so the 7,000 are ten modules of 700 small ones each.
//! They are compared with one such module.
//!
//! `cargo bench --package triceps --bench emit`

use divan::{Bencher, black_box};
use triceps::app::{
    Container, ContainerApp, Ingress, ManagedEnvironment, RegistryCredential, Replicas, ScaleRule, Secret,
};
use triceps::authorization::Role;
use triceps::container_registry::{Registry, Sku};
use triceps::functions::{replace, resource_group, unique_string};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::operational_insights::Workspace;
use triceps::{Checked, Module, Param, Template, Value, interpolate};

/// The stacks in a template; each has seven resources.
const STACKS: [usize; 2] = [1, 100];

/// The modules of 700 resources in a template.
const MODULES: [usize; 2] = [1, 10];

fn main() {
    divan::main();
}

#[divan::bench(args = STACKS)]
fn build(bencher: Bencher<'_, '_>, count: usize) {
    bencher.bench(|| stacks(black_box(count)));
}

#[divan::bench(args = STACKS)]
fn check(bencher: Bencher<'_, '_>, count: usize) {
    bencher.with_inputs(|| stacks(count)).bench_values(checked);
}

#[divan::bench(args = STACKS)]
fn emit_bicep(bencher: Bencher<'_, '_>, count: usize) {
    let checked = checked(stacks(count));
    bencher.bench(|| black_box(&checked).to_bicep());
}

#[divan::bench(args = STACKS)]
fn emit_arm(bencher: Bencher<'_, '_>, count: usize) {
    let checked = checked(stacks(count));
    bencher.bench(|| black_box(&checked).to_arm_string());
}

#[divan::bench(args = STACKS)]
fn build_check_bicep(bencher: Bencher<'_, '_>, count: usize) {
    bencher.bench(|| checked(stacks(black_box(count))).to_bicep());
}

#[divan::bench(args = STACKS)]
fn build_check_arm(bencher: Bencher<'_, '_>, count: usize) {
    bencher.bench(|| checked(stacks(black_box(count))).to_arm_string());
}

#[divan::bench(args = MODULES)]
fn modules_build_check_bicep(bencher: Bencher<'_, '_>, count: usize) {
    bencher.bench(|| checked(modules(black_box(count))).files());
}

#[divan::bench(args = MODULES)]
fn modules_build_check_arm(bencher: Bencher<'_, '_>, count: usize) {
    bencher.bench(|| checked(modules(black_box(count))).to_arm_string());
}

fn checked(template: Template) -> Checked {
    template.check().expect("the template has no errors")
}

/// A template of `count` stacks, each like the small portal.
fn stacks(count: usize) -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(
        Param::string("location").default(resource_group().location()).description("Location for all resources."),
    );
    let prefix = t.param(Param::string("namePrefix").length(3..=12).default("backstage"));
    let tag = t.param(Param::string("imageTag"));
    let client_secret = t.param(Param::secure_string("microsoftClientSecret"));
    for stack in 0..count {
        let base: Value<String> = interpolate!("{prefix}{}", i64::try_from(stack).expect("a small number"));
        let identity =
            t.add(format!("identity{stack}"), UserAssignedIdentity::new(interpolate!("{base}-id"), &location));
        let registry = t.add(
            format!("registry{stack}"),
            Registry::new(
                interpolate!("{}{}", replace(&base, "-", ""), unique_string([resource_group().id()])),
                &location,
                Sku::BASIC,
            )
            .admin_user_enabled(false),
        );
        let workspace = t.add(
            format!("workspace{stack}"),
            Workspace::new(interpolate!("{base}-law"), &location).retention_in_days(30),
        );
        let environment = t.add(
            format!("environment{stack}"),
            ManagedEnvironment::new(interpolate!("{base}-env"), &location).logs(workspace),
        );
        let pull = t.grant(format!("acrPull{stack}"), registry, Role::ACR_PULL, identity);
        let portal = t.add(
            format!("portal{stack}"),
            ContainerApp::new(interpolate!("{base}-portal"), &location, environment)
                .identity(identity)
                .registry(RegistryCredential::identity(registry.login_server(), identity))
                .secret(Secret::value("client-secret", &client_secret))
                .ingress(Ingress::external(7007))
                .container(
                    Container::new("backstage", interpolate!("{}/backstage:{tag}", registry.login_server()))
                        .resources(1.0, 2.0)
                        .env("NODE_ENV", "production")
                        .env_secret("AUTH_MICROSOFT_CLIENT_SECRET", "client-secret"),
                )
                .scale(Replicas::between(1, 5).rule(ScaleRule::http("http", 50)))
                .depends_on(pull),
        );
        t.add(
            format!("spare{stack}"),
            UserAssignedIdentity::new(interpolate!("{base}-spare-id"), &location).depends_on(portal),
        );
    }
    t
}

/// A template of `count` modules, each of 700 identities.
fn modules(count: usize) -> Template {
    let mut t = Template::for_resource_group();
    for module in 0..count {
        let mut part = Template::for_resource_group();
        let location = part.param(Param::string("location"));
        for identity in 0..700 {
            part.add(format!("identity{identity}"), UserAssignedIdentity::new(format!("id-{identity}"), &location));
        }
        let file = t.module_file(format!("part{module}.bicep"), checked(part));
        t.add(format!("part{module}"), Module::new(&file).param("location", "westeurope"));
    }
    t
}
