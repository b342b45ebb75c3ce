//! Shorthands give what the setters of their properties give.

use triceps::app::{
    Container, ContainerApp, EnvVar, HttpGet, HttpScaleRule, Ingress, Probe, ProbeType, RegistryCredential, Replicas,
    ScaleRule, Scheme, Secret, VnetConfiguration, Volume, VolumeMount,
};
use triceps::authorization::{Principal, Role, RoleAssignment};
use triceps::functions::resource_group;
use triceps::{IntoExpr, Param, Template, Value, object};

/// The text of a template with one output of this value.
fn text(value: impl IntoExpr) -> String {
    let mut t = Template::for_resource_group();
    t.var("value", value.into_expr());
    t.check().expect("the template has no errors").to_bicep()
}

#[test]
fn shorthands_of_objects() {
    for (short, long) in [
        (text(Ingress::external(80)), text(Ingress::new().with_external(true).target_port(80))),
        (text(Ingress::internal(80)), text(Ingress::new().with_external(false).target_port(80))),
        (text(EnvVar::value("a", "b")), text(object! { name: "a", value: "b" })),
        (text(EnvVar::secret("a", "b")), text(object! { name: "a", secretRef: "b" })),
        (
            text(RegistryCredential::system_identity("r.azurecr.io")),
            text(object! { server: "r.azurecr.io", identity: "system" }),
        ),
        (
            text(Secret::key_vault_system("a", "https://v/secrets/a")),
            text(object! { name: "a", keyVaultUrl: "https://v/secrets/a", identity: "system" }),
        ),
        (text(Replicas::exactly(2)), text(object! { minReplicas: 2, maxReplicas: 2 })),
        (
            text(ScaleRule::http("http", 50)),
            text(
                ScaleRule::new()
                    .name("http")
                    .with_http(HttpScaleRule::new().metadata(object! { concurrentRequests: "50" })),
            ),
        ),
        (
            text(Probe::liveness_http("/", 80).scheme(Scheme::HTTPS)),
            text(Probe::new().kind(ProbeType::LIVENESS).http_get(HttpGet::new("/", 80).scheme(Scheme::HTTPS))),
        ),
        (
            text(Probe::startup_http("/", 80).header("Accept", "text/plain").header("X-Probe", "1").host("local")),
            text(object! {
                type: "Startup",
                httpGet: {
                    path: "/",
                    port: 80,
                    httpHeaders: [{ name: "Accept", value: "text/plain" }, { name: "X-Probe", value: "1" }],
                    host: "local",
                },
            }),
        ),
        (
            text(Probe::readiness_tcp(80).host("local")),
            text(object! { type: "Readiness", tcpSocket: { port: 80, host: "local" } }),
        ),
        (
            text(Volume::secrets("v").secret("a", "a.pem")),
            text(object! { name: "v", storageType: "Secret", secrets: [{ secretRef: "a", path: "a.pem" }] }),
        ),
        (
            text(VnetConfiguration::internal_in("/subnet")),
            text(object! { internal: true, infrastructureSubnetId: "/subnet" }),
        ),
        (text(Container::new("c", "i").resources(0.5, 1.0)), text(Container::new("c", "i").cpu(0.5).memory("1Gi"))),
    ] {
        assert_eq!(short, long);
    }
}

#[test]
fn lists_are_set_and_added_to() {
    let mounts = [VolumeMount::new("a", "/a"), VolumeMount::new("b", "/b")];
    let [first, second] = mounts.clone();
    assert_eq!(
        text(Container::new("c", "i").volume_mounts(mounts)),
        text(Container::new("c", "i").volume_mount(first.clone()).volume_mount(second.clone()))
    );
    assert_eq!(
        text(Container::new("c", "i").volume_mounts([first.clone()]).volume_mount(second.clone())),
        text(Container::new("c", "i").volume_mount(first).volume_mount(second))
    );

    let app = |edit: fn(ContainerApp) -> ContainerApp| {
        let mut t = Template::for_resource_group();
        t.add("app", edit(ContainerApp::new("app", "westeurope", "/environment")));
        t.check().expect("the template has no errors").to_bicep()
    };
    assert_eq!(
        app(|app| app.containers([Container::new("a", "i:1"), Container::new("b", "i:1")])),
        app(|app| app.container(Container::new("a", "i:1")).container(Container::new("b", "i:1")))
    );
}

#[test]
fn a_role_is_given_by_ids_too() {
    let assignment = |make: fn(&Value<String>) -> RoleAssignment| {
        let mut t = Template::for_resource_group();
        let principal = t.param(Param::string("principal"));
        t.add("assignment", make(&principal));
        t.check().expect("the template has no errors").to_bicep()
    };
    let with_ids = assignment(|id| {
        RoleAssignment::with_ids("00000000-0000-0000-0000-000000000001", id, Role::READER.definition_id())
            .condition("true")
    });
    let new = assignment(|id| {
        RoleAssignment::new("00000000-0000-0000-0000-000000000001", Principal::new(id), Role::READER)
            .with_condition("true")
            .condition_version("2.0")
    });
    assert_eq!(with_ids, new);
    assert!(new.contains("conditionVersion: '2.0'"), "{new}");
    let granted = assignment(|id| RoleAssignment::grant(resource_group(), Role::READER, Principal::user(id)));
    assert!(granted.contains("principalType: 'User'"), "{granted}");
}
