//! How the portal is reached: network, Front Door, host name, addresses.

use serde::{Deserialize, Serialize};

use super::{Cidr, HostName};

/// A virtual network with the environment, private endpoints and the database in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Network {
    /// Address space, `/20` or larger; each subnet is a `/24` of it.
    pub address_space: Cidr,
    /// Whether the environment is spread over availability zones. Its region must have them.
    pub zone_redundant: bool,
    /// Whether traffic between apps is encrypted.
    pub encrypt_traffic: bool,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            address_space: "10.40.0.0/20".parse().expect("the default range follows its rule"),
            zone_redundant: false,
            encrypt_traffic: true,
        }
    }
}

/// Azure Front Door Premium with its firewall.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct FrontDoor {
    /// What the firewall does with suspicious requests.
    pub waf: WafMode,
}

/// What the firewall does with suspicious requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WafMode {
    /// Blocks it.
    #[default]
    Prevention,
    /// Logs it.
    Detection,
}

/// Your own host name, with a certificate that Azure renews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Domain {
    /// The host name.
    pub host: HostName,
    /// How Azure proves the name before it issues the certificate. Without Front Door only.
    #[serde(default)]
    pub certificate: Certificate,
    /// A DNS zone in the same resource group that gets the records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<DnsZone>,
}

/// How Azure proves the host name of a managed certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Certificate {
    /// By an alias of the name.
    #[default]
    Cname,
    /// By a request to the name.
    Http,
    /// By a text record.
    Txt,
}

/// A DNS zone in the same resource group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DnsZone {
    /// Name of the zone; the host name ends with it.
    pub name: HostName,
}

/// An address range that can reach the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IpRule {
    /// Name of the range.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub name: String,
    /// The range.
    pub range: Cidr,
}
