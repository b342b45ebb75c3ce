//! Deployment scopes.

use std::{fmt, ops::BitOr};

/// A set of scopes that a resource can be read or deployed at.
///
/// ```
/// use triceps_types::Scopes;
///
/// let scopes = Scopes::TENANT | Scopes::RESOURCE_GROUP;
/// assert!(scopes.contains(Scopes::TENANT));
/// assert!(!scopes.contains(Scopes::SUBSCRIPTION));
/// assert_eq!(scopes.to_string(), "tenant, resourceGroup");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scopes(u8);

impl Scopes {
    /// No scope.
    pub const NONE: Self = Self(0);
    /// The tenant.
    pub const TENANT: Self = Self(1);
    /// A management group.
    pub const MANAGEMENT_GROUP: Self = Self(2);
    /// A subscription.
    pub const SUBSCRIPTION: Self = Self(4);
    /// A resource group.
    pub const RESOURCE_GROUP: Self = Self(8);
    /// Another resource.
    pub const EXTENSION: Self = Self(16);

    const NAMES: [(Self, &'static str); 5] = [
        (Self::TENANT, "tenant"),
        (Self::MANAGEMENT_GROUP, "managementGroup"),
        (Self::SUBSCRIPTION, "subscription"),
        (Self::RESOURCE_GROUP, "resourceGroup"),
        (Self::EXTENSION, "resource"),
    ];

    pub(crate) const fn new(bits: u8) -> Self {
        Self(bits)
    }

    /// Whether every scope of `other` is in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any scope of `other` is in this set.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is no scope in this set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set as the type data writes it: tenant 1, management group 2, subscription 4, resource group 8, resource 16.
    pub const fn bits(self) -> u8 {
        self.0
    }
}

impl BitOr for Scopes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (scope, name) in Self::NAMES {
            if self.contains(scope) {
                write!(f, "{separator}{name}")?;
                separator = ", ";
            }
        }
        Ok(())
    }
}
