//! Containers, volumes and probes.

use triceps::app::{EnvVar, Probe, Secret, Volume, VolumeMount};
use triceps::{Param, Template, array, object};

use crate::{app, container, rule, set, text, with};

const CONTAINER: &str = "resources.portal.properties.template.containers[0]";

fn with_env(variables: impl triceps::IntoValue<Vec<EnvVar>>) -> Template {
    let mut t = Template::for_resource_group();
    let secret = t.param(Param::secure_string("secret"));
    t.add("portal", app().secret(Secret::value("token", &secret)).containers([container().env_vars(variables)]));
    t
}

fn with_probe(probe: Probe) -> Template {
    with(app().containers([container().probe(probe)]))
}

#[test]
fn variables() {
    let good = || with_env([EnvVar::value("A", "1"), EnvVar::secret("B", "token")]);
    for (variable, expected) in [
        (
            EnvVar::value("B", "2").property("secretRef", "token"),
            "error[TRI0130] {}.env[1]: the variable has both a `value` and a `secretRef`",
        ),
        (EnvVar::value("A", "2"), "warning[TRI0131] {}.env[1].name: there is a variable `A` already"),
        (
            EnvVar::value("CONTAINER_APP_NAME", "2"),
            "warning[TRI0132] {}.env[1].name: `CONTAINER_APP_NAME` is set by Azure itself",
        ),
        (
            EnvVar::value("B", "secretref:token"),
            "warning[TRI0133] {}.env[1].value: the container would see the text `secretref:..`, \
             which only the command line understands",
        ),
        (EnvVar::secret("B", "tocken"), "error[TRI0124] {}.env[1].secretRef: the app has no secret `tocken`"),
    ] {
        let bad = with_env([EnvVar::value("A", "1"), variable]);
        rule(good(), bad, &[&expected.replace("{}", CONTAINER)]);
    }
}

#[test]
fn containers_have_names_of_their_own() {
    let two = |name: &str| with(app().container(triceps::app::Container::new(name, "redis:7").resources(0.5, 1.0)));
    rule(
        two("cache"),
        two("portal"),
        &["error[TRI0134] resources.portal.properties.template.containers[1].name: \
           there is a container `portal` already"],
    );
}

#[test]
fn mounts() {
    let mounted = |mount| with(app().volume(Volume::empty_dir("data")).containers([container().volume_mount(mount)]));
    rule(
        mounted(VolumeMount::new("data", "/data")),
        mounted(VolumeMount::new("date", "/data")),
        &[&format!("error[TRI0140] {CONTAINER}.volumeMounts[0].volumeName: the app has no volume `date`")],
    );
    rule(
        mounted(VolumeMount::new("data", "/data")),
        mounted(VolumeMount::new("data", "C:/data")),
        &[&format!("error[TRI0142] {CONTAINER}.volumeMounts[0].mountPath: `C:/data` contains `:`")],
    );
}

#[test]
fn volumes() {
    rule(
        with(app().volume(Volume::azure_file("data", "share"))),
        set("template.volumes", array![{ name: "data", storageType: "AzureFile" }]),
        &["error[TRI0141] resources.portal.properties.template.volumes[0]: \
           a volume of the type `AzureFile` needs a `storageName`"],
    );
    rule(
        with(app().volume(Volume::empty_dir("a")).volume(Volume::empty_dir("b"))),
        with(app().volume(Volume::empty_dir("a")).volume(Volume::empty_dir("a"))),
        &["error[TRI0143] resources.portal.properties.template.volumes[1].name: there is a volume `a` already"],
    );
    rule(
        with(app().volume(Volume::secrets("a"))),
        with(app().volume(Volume::secrets("a").secret("token", "token"))),
        &["error[TRI0124] resources.portal.properties.template.volumes[0].secrets[0].secretRef: \
           the app has no secret `token`"],
    );
}

#[test]
fn probes() {
    let probe = || Probe::liveness_http("/", 80);
    let cases = [
        (
            probe().period_seconds(300),
            "error[TRI0162] {}.probes[0].periodSeconds: `periodSeconds` is 300, but must be between 1 and 240",
        ),
        (
            probe().failure_threshold(30),
            "error[TRI0162] {}.probes[0].failureThreshold: `failureThreshold` is 30, but must be between 1 and 10",
        ),
        (
            probe().success_threshold(2),
            "error[TRI0163] {}.probes[0].successThreshold: a probe of the type `Liveness` counts one success",
        ),
        (
            Probe::startup_tcp(0),
            "error[TRI0170] {}.probes[0].tcpSocket.port: `port` is 0, but must be between 1 and 65535",
        ),
        (
            probe().property("tcpSocket", object! { port: 80 }),
            "error[TRI0161] {}.probes[0]: the probe has both `httpGet` and `tcpSocket`",
        ),
    ];
    for (bad, expected) in cases {
        rule(with_probe(probe()), with_probe(bad), &[&expected.replace("{}", CONTAINER)]);
    }
    let two = |second| with(app().containers([container().probe(probe()).probe(second)]));
    rule(
        two(Probe::readiness_tcp(80)),
        two(Probe::liveness_tcp(80)),
        &[&format!(
            "error[TRI0160] {CONTAINER}.probes[1].type: the container has a probe of the type `Liveness` already"
        )],
    );
    let raw = |probe| {
        set(
            "template.containers",
            array![
                { name: "a", image: text("b"), probes: [probe] },
            ],
        )
    };
    rule(
        raw(object! { type: "Startup", tcpSocket: { port: 1 } }),
        raw(object! { type: "Startup" }),
        &[&format!("error[TRI0161] {CONTAINER}.probes[0]: the probe has neither `httpGet` nor `tcpSocket`")],
    );
}
