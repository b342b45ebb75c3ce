//! Connections of all replicas to the database server.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;
use crate::config::{Portal, Postgres};

/// Plugins of a usual portal that have a pool of connections each.
const PLUGINS: i64 = 12;
/// Connections that a pool has at most, unless the configuration says fewer.
const DEFAULT: i64 = 10;
/// With fewer connections a plugin waits for itself.
const FEWEST: i64 = 2;
/// More replicas are refused anyway.
const MOST_REPLICAS: i64 = 300;
/// Connections that the server keeps for itself.
const RESERVED: i64 = 15;

pub(super) fn check(portal: &Portal, diagnostics: &mut Vec<Diagnostic>) {
    let Some(postgres) = portal.postgres.as_ref().filter(|_| portal.scale.max <= MOST_REPLICAS) else { return };
    let Some(limit) = limit(postgres) else { return };
    if share(limit, portal.scale.max) < FEWEST {
        report(
            diagnostics,
            codes::TRI0375,
            "scale.max",
            format!(
                "{} replicas with {PLUGINS} plugins and {FEWEST} connections for each need more than the {limit} of the server",
                portal.scale.max
            ),
            "choose a larger `postgres.sku`, or fewer replicas",
        );
    }
}

impl Portal {
    /// How many connections to the database one plugin in one replica may have, where that is fewer than it takes by
    /// default: all of them have to share those of the server.
    ///
    /// ```
    /// use triceps_portal::config::Portal;
    ///
    /// let toml = "name = \"backstage\"\n[postgres]\nsku = \"Standard_B1ms\"\n";
    /// assert_eq!(Portal::from_toml("portal.toml", toml)?.connection_pool(), Some(2));
    /// # Ok::<(), triceps_portal::Report>(())
    /// ```
    pub fn connection_pool(&self) -> Option<i64> {
        let share = share(limit(self.postgres.as_ref()?)?, self.scale.max).max(FEWEST);
        (share < DEFAULT).then_some(share)
    }
}

fn share(limit: i64, replicas: i64) -> i64 {
    limit / (replicas.max(1) * PLUGINS)
}

/// Connections that a server of this machine takes from its users. Azure derives them from the memory.
fn limit(postgres: &Postgres) -> Option<i64> {
    let machine = postgres.machine().trim_start_matches("Standard_").to_ascii_lowercase();
    let family = machine.chars().next()?;
    let digits: String = machine.chars().skip(1).take_while(char::is_ascii_digit).collect();
    let cores: i64 = digits.parse().ok()?;
    let all = match (family, cores) {
        ('b', 1) => 50,
        ('b', 2) if machine.starts_with("b2s") => 429,
        ('e', cores) => cores.saturating_mul(859),
        (_, cores) => cores.saturating_mul(430),
    };
    Some(all.min(5000) - RESERVED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::PostgresTier;

    #[test]
    fn machines_have_the_connections_of_their_memory() {
        for (tier, sku, expected) in [
            (PostgresTier::Burstable, None, 414),
            (PostgresTier::Burstable, Some("Standard_B1ms"), 35),
            (PostgresTier::Burstable, Some("Standard_B2ms"), 845),
            (PostgresTier::GeneralPurpose, None, 1705),
            (PostgresTier::GeneralPurpose, Some("Standard_D16ds_v5"), 4985),
            (PostgresTier::MemoryOptimized, Some("Standard_E2ds_v5"), 1703),
        ] {
            let sku = sku.map(|sku| sku.parse().expect("it is a machine"));
            assert_eq!(limit(&Postgres { tier, sku, ..Postgres::default() }), Some(expected));
        }
    }
}
