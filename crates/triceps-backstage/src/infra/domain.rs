//! A custom domain: its records, and its certificate where no Front Door has one.

use triceps::app::{
    ContainerAppRef, ManagedCertificate, ManagedEnvironmentRef, managed_certificate::DomainControlValidation,
};
use triceps::network::{CnameRecord, DnsCnameRecord, DnsTxtRecord, DnsZone, DnsZoneRef, TxtRecord};
use triceps::{Expr, IntoExpr, Template, Value, interpolate};

use super::base::{Base, tagged};
use super::front_door::FrontDoor;
use super::varying::Host;
use triceps_portal::config::{Certificate, Domain};

/// Seconds that others may remember a record.
const TTL: i64 = 3600;

/// The records that point to the environment and prove the name to it. The app waits for them.
pub(super) fn records_for_environment(
    t: &mut Template,
    domain: &Domain,
    host: &Host,
    environment: ManagedEnvironmentRef,
    app_name: &Value<String>,
) -> Vec<Expr> {
    let Some((zone, label)) = zone(t, domain, host) else { return Vec::new() };
    let target = interpolate!("{app_name}.{}", environment.default_domain());
    let alias = t.add("alias", alias(zone, label, target));
    let proof = t.add("ownership", proof(zone, "asuid", label, environment.custom_domain_verification_id()));
    vec![alias.into_expr(), proof.into_expr()]
}

/// The records that point to Front Door and prove the name to it.
pub(super) fn records_for_front_door(t: &mut Template, domain: &Domain, host: &Host, front_door: &FrontDoor) {
    let (Some((zone, label)), Some(name)) = (zone(t, domain, host), front_door.domain) else { return };
    t.add("alias", alias(zone, label, front_door.endpoint.host_name()));
    t.add("ownership", proof(zone, "_dnsauth", label, name.validation_properties_validation_token()));
}

/// The certificate that the environment makes once the app has the name.
pub(super) fn certificate(
    t: &mut Template,
    base: &Base,
    domain: &Domain,
    host: &Host,
    environment: ManagedEnvironmentRef,
    portal: ContainerAppRef,
) {
    let validation = match domain.certificate {
        Certificate::Cname => DomainControlValidation::CNAME,
        Certificate::Http => DomainControlValidation::HTTP,
        Certificate::Txt => DomainControlValidation::TXT,
    };
    let name = interpolate!("mc-{}", host.lower);
    let certificate = tagged!(base, ManagedCertificate::new(name, &base.location).parent(environment))
        .subject_name(&host.name)
        .domain_control_validation(validation)
        .depends_on(portal);
    t.add("certificate", certificate);
}

/// The zone of the name, and the name in it.
fn zone<'a>(t: &mut Template, domain: &Domain, host: &'a Host) -> Option<(DnsZoneRef, &'a Value<String>)> {
    let (zone, label) = domain.zone.as_ref().zip(host.label.as_ref())?;
    Some((t.existing("zone", DnsZone::existing(zone.name.to_string())), label))
}

fn alias(zone: DnsZoneRef, label: &Value<String>, target: Value<String>) -> DnsCnameRecord {
    DnsCnameRecord::new(label).parent(zone).ttl(TTL).cname_record(CnameRecord::new().cname(target).one_line())
}

fn proof(zone: DnsZoneRef, prefix: &str, label: &Value<String>, value: Value<String>) -> DnsTxtRecord {
    let record = TxtRecord::new().value([value]);
    DnsTxtRecord::new(interpolate!("{prefix}.{label}")).parent(zone).ttl(TTL).txt_records([record])
}
