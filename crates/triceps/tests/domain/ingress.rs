//! Ingress.

use triceps::app::{
    Affinity, BindingType, CorsPolicy, CustomDomain, Ingress, IpRestriction, PortMapping, RevisionMode, TrafficWeight,
    Transport,
};

use crate::{app, rule, with};

const INGRESS: &str = "resources.portal.properties.configuration.ingress";

/// The rule for ingresses alone.
#[track_caller]
fn ingress(good: Ingress, bad: Ingress, expected: &str) {
    let mode = RevisionMode::MULTIPLE;
    rule(
        with(app().active_revisions_mode(&mode).ingress(good)),
        with(app().active_revisions_mode(&mode).ingress(bad)),
        &[&expected.replace("{}", INGRESS)],
    );
}

#[test]
fn ports() {
    ingress(
        Ingress::external(65535),
        Ingress::external(65536),
        "error[TRI0170] {}.targetPort: `targetPort` is 65536, but must be between 1 and 65535",
    );
    let tcp = || Ingress::internal(5432).transport(Transport::TCP);
    ingress(
        tcp().exposed_port(5432),
        Ingress::internal(80).exposed_port(5432),
        "error[TRI0171] {}.exposedPort: an `exposedPort` needs the transport `tcp`",
    );
    ingress(
        tcp().exposed_port(5432),
        tcp().exposed_port(443),
        "error[TRI0171] {}.exposedPort: the exposed ports 80 and 443 are reserved",
    );
    ingress(
        tcp().allow_insecure(false),
        tcp().allow_insecure(true),
        "error[TRI0172] {}.allowInsecure: `allowInsecure` applies to HTTP, but the transport is `tcp`",
    );
}

#[test]
fn traffic() {
    let split = |weight: i64| {
        Ingress::external(80)
            .traffic_weight(TrafficWeight::latest(80))
            .traffic_weight(TrafficWeight::revision("portal--v1", weight))
    };
    ingress(split(20), split(30), "error[TRI0173] {}.traffic: the weights add up to 110, not to 100");
    rule(
        with(app().active_revisions_mode(RevisionMode::MULTIPLE).ingress(split(20))),
        with(app().active_revisions_mode(RevisionMode::SINGLE).ingress(split(20))),
        &[&format!("warning[TRI0174] {INGRESS}.traffic: traffic is split among revisions, but only one is active")],
    );
}

#[test]
fn sticky_sessions() {
    let sticky = || Ingress::external(80).sticky_sessions(Affinity::STICKY);
    rule(
        with(app().ingress(sticky())),
        with(app().active_revisions_mode(RevisionMode::MULTIPLE).ingress(sticky())),
        &[&format!("error[TRI0175] {INGRESS}.stickySessions: sticky sessions need the revision mode `Single`")],
    );
    rule(
        with(app().ingress(sticky())),
        with(app().ingress(sticky().transport(Transport::TCP))),
        &[&format!("error[TRI0175] {INGRESS}.stickySessions: sticky sessions need HTTP")],
    );
}

#[test]
fn cross_origin_requests() {
    let cors = |origin: &str| Ingress::external(80).cors(CorsPolicy::new([origin]).allow_credentials(true));
    ingress(
        cors("https://portal.contoso.com"),
        cors("*"),
        "warning[TRI0176] {}.corsPolicy: browsers refuse credentials where the origin is `*`",
    );
}

#[test]
fn restrictions() {
    let restricted = |second| {
        Ingress::external(80).ip_restriction(IpRestriction::allow("office", "203.0.113.0/24")).ip_restriction(second)
    };
    ingress(
        restricted(IpRestriction::allow("home", "198.51.100.0/24")),
        restricted(IpRestriction::deny("home", "198.51.100.0/24")),
        "error[TRI0177] {}.ipSecurityRestrictions[1].action: some rules allow and some deny",
    );
}

#[test]
fn domains() {
    let bound = |kind| Ingress::external(80).custom_domain(CustomDomain::new("portal.contoso.com").binding_type(kind));
    ingress(
        bound(BindingType::AUTO),
        bound(BindingType::SNI_ENABLED),
        "error[TRI0178] {}.customDomains[0]: the binding `SniEnabled` needs a `certificateId`",
    );
}

#[test]
fn further_ports() {
    let mapped = |ports: &[i32]| {
        ports.iter().fold(Ingress::external(80), |ingress, port| ingress.port_mapping(PortMapping::new(false, *port)))
    };
    ingress(
        mapped(&[1, 2, 3, 4, 5]),
        mapped(&[1, 2, 3, 4, 5, 6]),
        "error[TRI0179] {}.additionalPortMappings: there are 6 additional ports",
    );
    ingress(
        mapped(&[81]),
        mapped(&[80]),
        "error[TRI0179] {}.additionalPortMappings[0].targetPort: the port 80 is mapped already",
    );
}
