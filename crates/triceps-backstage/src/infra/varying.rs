//! What environments may have differently: parameters where they do, and values where all have the same.

use triceps::functions::{length, replace, take, to_lower};
use triceps::{IntoExpr, IntoValue, Param, Template, Value, convert::ArmType, interpolate};

use triceps_portal::config::{Domain, Portal, Size};

/// Size, replicas and host name, as the template has them.
pub(super) struct Varying {
    pub cpu: Value<i64>,
    pub memory: Value<String>,
    pub node_options: Value<String>,
    pub min: Value<i64>,
    pub max: Value<i64>,
    /// Fewest and most dedicated machines.
    pub nodes: (Value<i64>, Value<i64>),
    pub host: Option<Host>,
}

/// The host name in the forms that names take.
pub(super) struct Host {
    pub name: Value<String>,
    /// Without dots.
    pub dashed: Value<String>,
    /// Without dots, in lower case.
    pub lower: Value<String>,
    /// The part in front of the zone.
    pub label: Option<Value<String>>,
}

/// A parameter that environments give, and what each gives.
pub(crate) struct Argument {
    pub name: &'static str,
    /// As the parameter file has it.
    pub value: String,
}

/// The name of a parameter, what it is, and its value in a portal.
type Number = (&'static str, &'static str, fn(&Portal) -> i64);

/// The parameters with a number.
const NUMBERS: [Number; 7] = [
    ("cpu", "vCPU of one replica.", |portal| portal.size.cpu()),
    ("memory", "GiB of memory of one replica.", |portal| portal.size.memory()),
    ("heap", "MiB of the heap of the backend.", |portal| portal.size.heap()),
    ("minReplicas", "Fewest replicas.", |portal| portal.scale.min),
    ("maxReplicas", "Most replicas.", |portal| portal.scale.max),
    ("minNodes", "Fewest machines.", |portal| nodes(portal).0),
    ("maxNodes", "Most machines.", |portal| nodes(portal).1),
];
const HOST: (&str, &str) = ("host", "Host name of the portal.");

/// Two replicas fit on a machine; the next revision needs as much room again. Zones need three machines. Without dedicated
/// machines there are none.
fn nodes(portal: &Portal) -> (i64, i64) {
    if portal.size != Size::Dedicated {
        return (0, 0);
    }
    let zones = portal.network.as_ref().is_some_and(|network| network.zone_redundant);
    let least = (portal.scale.min + 1) / 2;
    let least = least.max(if zones { 3 } else { 1 });
    (least, portal.scale.max.max(least))
}

/// Whether the environments of a portal have it differently.
fn differs<T: PartialEq>(portal: &Portal, value: impl Fn(&Portal) -> T) -> bool {
    let base = value(portal);
    portal.in_environments().iter().any(|(_, _, own)| value(own) != base)
}

/// What the parameter file of an environment says besides its name.
pub(crate) fn arguments(portal: &Portal, own: &Portal) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = NUMBERS
        .iter()
        .filter(|(_, _, value)| differs(portal, value))
        .map(|(name, _, value)| Argument { name, value: value(own).to_string() })
        .collect();
    let host = |portal: &Portal| portal.domain.as_ref().map(|domain| domain.host.clone());
    if let (true, Some(host)) = (differs(portal, host), host(own)) {
        arguments.push(Argument { name: HOST.0, value: format!("'{host}'") });
    }
    arguments
}

impl Varying {
    pub(super) fn add(t: &mut Template, portal: &Portal) -> Self {
        let mut number = |name: &'static str| {
            let (_, what, value) = NUMBERS.iter().find(|(known, ..)| *known == name).expect("it is one of them");
            differs(portal, value).then(|| parameter(t, name, what, value(portal)))
        };
        let cpu = number("cpu").unwrap_or_else(|| portal.size.cpu().into_value());
        let memory = number("memory").map(|memory| interpolate!("{memory}Gi"));
        let heap = number("heap").map(|heap| interpolate!("--max-old-space-size={heap}"));
        let min = number("minReplicas").unwrap_or_else(|| portal.scale.min.into_value());
        let max = number("maxReplicas").unwrap_or_else(|| portal.scale.max.into_value());
        let (least, most) = nodes(portal);
        let nodes = (
            number("minNodes").unwrap_or_else(|| least.into_value()),
            number("maxNodes").unwrap_or_else(|| most.into_value()),
        );
        Self {
            cpu,
            memory: memory.unwrap_or_else(|| format!("{}Gi", portal.size.memory()).into_value()),
            node_options: heap.unwrap_or_else(|| interpolate!("--max-old-space-size={}", portal.size.heap())),
            min,
            max,
            nodes,
            host: portal.domain.as_ref().map(|domain| Host::add(t, portal, domain)),
        }
    }
}

impl Host {
    fn add(t: &mut Template, portal: &Portal, domain: &Domain) -> Self {
        let host = domain.host.as_str();
        let zone = domain.zone.as_ref().map(|zone| zone.name.as_str());
        if !differs(portal, |portal| portal.domain.as_ref().map(|domain| domain.host.clone())) {
            // The rules see to it that the name is in the zone.
            let label = |zone: &str| host.get(..host.len().saturating_sub(zone.len())).unwrap_or_default();
            return Self {
                name: host.into_value(),
                dashed: host.replace('.', "-").into_value(),
                lower: host.to_ascii_lowercase().replace('.', "-").into_value(),
                label: zone.map(|zone| label(zone).trim_end_matches('.').into_value()),
            };
        }
        let name: Value<String> = parameter(t, HOST.0, HOST.1, host.to_owned());
        let behind = |zone: &str| i64::try_from(zone.len() + 1).unwrap_or(i64::MAX);
        Self {
            dashed: replace(&name, ".", "-"),
            lower: replace(to_lower(&name), ".", "-"),
            label: zone.map(|zone| take(&name, length(&name) - behind(zone))),
            name,
        }
    }
}

fn parameter<T: ArmType>(t: &mut Template, name: &'static str, what: &str, value: impl IntoValue<T>) -> Value<T>
where
    Value<T>: IntoExpr,
{
    t.param(Param::<Value<T>>::of(name).description(what.to_owned()).default(value))
}
