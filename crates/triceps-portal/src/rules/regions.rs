//! Regions of Azure, as far as they are known. They come and go, so that none is refused.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::{HighAvailability, Portal};
use crate::structure::closest;

/// What a region has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Has {
    /// Neither zones nor private links of Front Door.
    Little,
    /// Availability zones.
    Zones,
    /// Availability zones, and private links of Front Door.
    All,
}

use Has::{All, Little, Zones};

const REGIONS: [(&str, Has); 60] = [
    ("australiacentral", Little),
    ("australiacentral2", Little),
    ("australiaeast", All),
    ("australiasoutheast", Little),
    ("austriaeast", Zones),
    ("belgiumcentral", Zones),
    ("brazilsouth", All),
    ("brazilsoutheast", Little),
    ("canadacentral", All),
    ("canadaeast", Little),
    ("centralindia", All),
    ("centralus", All),
    ("chilecentral", Zones),
    ("chinaeast2", Little),
    ("chinaeast3", Little),
    ("chinanorth2", Little),
    ("chinanorth3", All),
    ("denmarkeast", Zones),
    ("eastasia", All),
    ("eastus", All),
    ("eastus2", All),
    ("francecentral", All),
    ("francesouth", Little),
    ("germanynorth", Little),
    ("germanywestcentral", All),
    ("indonesiacentral", Zones),
    ("israelcentral", Zones),
    ("italynorth", Zones),
    ("japaneast", All),
    ("japanwest", Zones),
    ("koreacentral", All),
    ("koreasouth", Little),
    ("malaysiawest", Zones),
    ("mexicocentral", Zones),
    ("newzealandnorth", Zones),
    ("northcentralus", Little),
    ("northeurope", All),
    ("norwayeast", All),
    ("norwaywest", Little),
    ("polandcentral", Zones),
    ("qatarcentral", Zones),
    ("southafricanorth", All),
    ("southafricawest", Little),
    ("southcentralus", All),
    ("southeastasia", All),
    ("southindia", Little),
    ("spaincentral", Zones),
    ("swedencentral", All),
    ("switzerlandnorth", Zones),
    ("switzerlandwest", Little),
    ("uaecentral", Little),
    ("uaenorth", All),
    ("uksouth", All),
    ("ukwest", Little),
    ("usgovvirginia", All),
    ("westeurope", All),
    ("westindia", Little),
    ("westus", Little),
    ("westus2", All),
    ("westus3", All),
];

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    const PATH: &str = "delivery.location";
    let Some(region) = &portal.delivery.location else { return };
    let Some((_, has)) = REGIONS.iter().find(|(name, _)| *name == region.as_str()) else {
        let help = match closest(region.as_str(), REGIONS.iter().map(|(name, _)| *name)) {
            Some(closest) => format!("did you mean `{closest}`? Otherwise accept it: regions come and go"),
            None => "look at `az account list-locations`, and accept it if it is there".to_owned(),
        };
        return report(
            diagnostics,
            codes::TRI0376,
            PATH,
            format!("`{region}` is not known as a region of Azure"),
            help,
        );
    };
    if *has == Little && in_zones(portal) {
        let message = format!("`{region}` is not known to have availability zones, which the configuration asks for");
        report(diagnostics, codes::TRI0377, PATH, message, "choose a region with zones, or leave zones out");
    }
    if *has != All && portal.front_door.is_some() && portal.network.is_some() {
        let message = format!("`{region}` is not known to have private links for Front Door");
        report(
            diagnostics,
            codes::TRI0378,
            PATH,
            message,
            "choose another region, for example one with zones near to it",
        );
    }
}

fn in_zones(portal: &Portal) -> bool {
    portal.network.as_ref().is_some_and(|network| network.zone_redundant)
        || portal.registry.zone_redundant
        || portal.postgres.as_ref().is_some_and(|one| one.high_availability == HighAvailability::ZoneRedundant)
}

#[cfg(test)]
mod tests {
    use super::REGIONS;

    #[test]
    fn regions_are_in_order_and_once() {
        assert!(REGIONS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
