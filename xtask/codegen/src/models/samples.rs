//! Samples of types whose rules do not let all properties be set at once.

use triceps_codegen::{Sample, Samples};

/// All samples that differ from the whole.
pub(super) fn all() -> Samples {
    container_apps(Samples::new())
        .sample("ManagedEnvironment", Sample::new().with("IngressConfiguration", "requestIdleTimeout", "4"))
        .sample("Vault", roles().without("Vault", "properties.accessPolicies"))
        .sample("Vault", policies())
        .sample("Workspace", Sample::new().with("Workspace", "properties.retentionInDays", "7"))
}

fn roles() -> Sample {
    Sample::new().with("Vault", "properties.softDeleteRetentionInDays", "7")
}

fn policies() -> Sample {
    roles().without("Vault", "properties.enableRbacAuthorization")
}

/// How an app is reached, and what starts replicas, are one of several kinds each.
fn container_apps(samples: Samples) -> Samples {
    let kinds = ["http", "tcp", "azureQueue", "custom"];
    let one_rule = |kind: &str| {
        kinds
            .into_iter()
            .filter(|other| *other != kind)
            .fold(Sample::new(), |sample, other| sample.without("ScaleRule", other))
    };
    let values = |sample: Sample| {
        sample
            .without("Secret", "keyVaultUrl")
            .without("Secret", "identity")
            .without("RegistryCredential", "identity")
            .without("EnvVar", "secretRef")
            .without("Probe", "tcpSocket")
            .with("TrafficWeight", "weight", "100")
            .with("PortMapping", "targetPort", "2")
            .with("PortMapping", "exposedPort", "2")
    };
    let references = |sample: Sample| {
        sample
            .without("Secret", "value")
            .without("RegistryCredential", "username")
            .without("RegistryCredential", "passwordSecretRef")
            .without("EnvVar", "value")
            .without("Probe", "httpGet")
            .with("TrafficWeight", "weight", "100")
            .with("PortMapping", "targetPort", "2")
            .with("PortMapping", "exposedPort", "2")
    };
    samples
        .sample(
            "ContainerApp",
            values(one_rule("http")).without("Ingress", "exposedPort").without("Ingress", "stickySessions.affinity"),
        )
        .sample(
            "ContainerApp",
            references(one_rule("custom")).without("Ingress", "exposedPort").without("Ingress", "traffic").with(
                "ContainerApp",
                "properties.configuration.activeRevisionsMode",
                "m::RevisionMode::SINGLE",
            ),
        )
        .sample(
            "ContainerApp",
            values(one_rule("tcp"))
                .without("Ingress", "stickySessions.affinity")
                .without("Ingress", "traffic")
                .without("Ingress", "allowInsecure")
                .without("Ingress", "corsPolicy")
                .without("Ingress", "clientCertificateMode")
                .with("Ingress", "transport", "m::Transport::TCP"),
        )
        .sample(
            "ContainerApp",
            references(one_rule("azureQueue"))
                .without("Ingress", "exposedPort")
                .without("Ingress", "stickySessions.affinity"),
        )
}
