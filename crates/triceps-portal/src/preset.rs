//! Configurations to start from.

/// A configuration to start from: TOML with comments, which is read without diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Preset {
    /// A portal to try out: one replica, data in memory.
    Poc,
    /// Two to five replicas, a database without password, a vault, documents.
    Medium,
    /// A private network, Front Door with its firewall, zones, alerts.
    Hardened,
}

impl Preset {
    /// The text of the TOML file.
    ///
    /// ```
    /// use triceps_portal::{Preset, config::Portal};
    ///
    /// assert!(Portal::from_toml("portal.toml", Preset::Medium.toml()).is_ok());
    /// ```
    pub fn toml(self) -> &'static str {
        match self {
            Self::Poc => include_str!("presets/poc.toml"),
            Self::Medium => include_str!("presets/medium.toml"),
            Self::Hardened => include_str!("presets/hardened.toml"),
        }
    }
}
