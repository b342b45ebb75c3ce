//! Shorthands of how apps are reached.

use super::{Ingress, IpRestriction, RestrictionAction, TrafficWeight};
use crate::IntoValue;

impl Ingress {
    /// `external: true`: reached from outside the environment, on this port of the container (1 to 65535).
    pub fn external(target_port: impl IntoValue<i64>) -> Self {
        Self::new().with_external(true).target_port(target_port)
    }

    /// `external: false`: reached from apps of the environment only, on this port of the container.
    pub fn internal(target_port: impl IntoValue<i64>) -> Self {
        Self::new().with_external(false).target_port(target_port)
    }

    /// Adds a share of the requests to `traffic`.
    pub fn traffic_weight(self, weight: impl IntoValue<TrafficWeight>) -> Self {
        Self(self.0.push_at(&["traffic"], weight.into_value()))
    }
}

impl TrafficWeight {
    /// `latestRevision: true`: this many percent go to the latest revision.
    pub fn latest(weight: impl IntoValue<i64>) -> Self {
        Self::new().latest_revision(true).weight(weight)
    }

    /// This many percent go to a revision by its name.
    pub fn revision(name: impl IntoValue<String>, weight: impl IntoValue<i64>) -> Self {
        Self::new().revision_name(name).weight(weight)
    }
}

impl IpRestriction {
    /// Allows a range; ranges without a rule are denied.
    pub fn allow(name: impl IntoValue<String>, range: impl IntoValue<String>) -> Self {
        Self::new(name, RestrictionAction::ALLOW, range)
    }

    /// Keeps a range out.
    pub fn deny(name: impl IntoValue<String>, range: impl IntoValue<String>) -> Self {
        Self::new(name, RestrictionAction::DENY, range)
    }
}
