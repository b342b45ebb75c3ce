//! A host name of one's own: its records, and its certificate where no Front Door has one.

use triceps::app::{
    ContainerAppRef, ManagedCertificate, ManagedEnvironmentRef, managed_certificate::DomainControlValidation,
};
use triceps::network::{CnameRecord, DnsCnameRecord, DnsTxtRecord, DnsZone, DnsZoneRef, TxtRecord};
use triceps::{Expr, IntoExpr, Template, Value, object};

use super::base::Base;
use super::front_door::FrontDoor;
use crate::config::{Certificate, Domain};

/// Seconds that others may remember a record.
const TTL: i64 = 3600;

/// The records that point to the environment and prove the name to it. The app waits for them.
pub(super) fn records_for_environment(
    t: &mut Template,
    domain: &Domain,
    environment: ManagedEnvironmentRef,
    app_name: &Value<String>,
) -> Vec<Expr> {
    let Some((zone, label)) = zone(t, domain) else { return Vec::new() };
    let alias = match label {
        // The name of the zone itself cannot be an alias.
        "" => t
            .add_raw(
                "alias",
                "Microsoft.Network/dnsZones/A@2018-05-01",
                object! {
                    parent: &zone,
                    name: "@",
                    properties: { TTL: TTL, ARecords: [{ ipv4Address: environment.static_ip() }] },
                },
            )
            .into_expr(),
        label => {
            let target = triceps::interpolate!("{app_name}.{}", environment.default_domain());
            t.add("alias", alias(zone, label, target)).into_expr()
        }
    };
    let proof = t.add("ownership", proof(zone, "asuid", label, environment.custom_domain_verification_id()));
    vec![alias, proof.into_expr()]
}

/// The records that point to Front Door and prove the name to it.
pub(super) fn records_for_front_door(t: &mut Template, domain: &Domain, front_door: &FrontDoor) {
    let (Some((zone, label)), Some(name)) = (zone(t, domain), front_door.domain) else { return };
    match label {
        "" => {
            t.add_raw(
                "alias",
                "Microsoft.Network/dnsZones/A@2018-05-01",
                object! {
                    parent: &zone,
                    name: "@",
                    properties: { TTL: TTL, targetResource: { id: front_door.endpoint.id() } },
                },
            );
        }
        label => {
            t.add("alias", alias(zone, label, front_door.endpoint.host_name()));
        }
    }
    t.add("ownership", proof(zone, "_dnsauth", label, name.validation_properties_validation_token()));
}

/// The certificate that the environment makes once the app has the name.
pub(super) fn certificate(
    t: &mut Template,
    base: &Base,
    domain: &Domain,
    environment: ManagedEnvironmentRef,
    portal: ContainerAppRef,
) {
    let validation = match domain.certificate {
        Certificate::Cname => DomainControlValidation::CNAME,
        Certificate::Http => DomainControlValidation::HTTP,
        Certificate::Txt => DomainControlValidation::TXT,
    };
    let host = domain.host.as_str();
    let name = format!("mc-{}", host.to_ascii_lowercase().replace('.', "-"));
    let certificate = super::base::tagged!(base, ManagedCertificate::new(name, &base.location).parent(environment))
        .subject_name(host)
        .domain_control_validation(validation)
        .depends_on(portal);
    t.add("certificate", certificate);
}

/// The zone of the name, and what stands before it: nothing for the name of the zone itself.
fn zone<'a>(t: &mut Template, domain: &'a Domain) -> Option<(DnsZoneRef, &'a str)> {
    let zone = domain.zone.as_ref()?;
    let host = domain.host.as_str();
    let label = host.get(..host.len().saturating_sub(zone.name.as_str().len())).unwrap_or_default();
    let label = label.trim_end_matches('.');
    Some((t.existing("zone", DnsZone::existing(zone.name.to_string())), label))
}

fn alias(zone: DnsZoneRef, label: &str, target: Value<String>) -> DnsCnameRecord {
    DnsCnameRecord::new(label).parent(zone).ttl(TTL).cname_record(CnameRecord::new().cname(target).one_line())
}

fn proof(zone: DnsZoneRef, prefix: &str, label: &str, value: Value<String>) -> DnsTxtRecord {
    let name = if label.is_empty() { prefix.to_owned() } else { format!("{prefix}.{label}") };
    DnsTxtRecord::new(name).parent(zone).ttl(TTL).txt_records([TxtRecord::new().value([value]).one_line()])
}
