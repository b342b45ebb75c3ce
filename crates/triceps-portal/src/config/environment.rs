//! Several environments from one file: what each has differently.

use serde::{Deserialize, Serialize};

use super::{EnvironmentName, Guid, HostName, Image, Portal, Region, ResourceGroupName, Size};

/// What an environment has differently from the rest of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Environment {
    /// Subscription that it is deployed into. Absent: the one that `az` is signed in to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription: Option<Guid>,
    /// Resource group. Default: `rg-`, the name of the portal and that of the environment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_group: Option<ResourceGroupName>,
    /// Region of the resource group. Default: `delivery.location`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Region>,
    /// CPU and memory of one replica.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// How many replicas run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<EnvironmentScale>,
    /// Its host name, where the portal has a `domain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<HostName>,
    /// The image of the portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
}

/// How many replicas run in an environment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct EnvironmentScale {
    /// Fewest replicas.
    #[cfg_attr(test, schemars(range(min = 0, max = 1000)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// Most replicas.
    #[cfg_attr(test, schemars(range(min = 1, max = 1000)))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
}

impl Portal {
    /// The portal as it is in one of its environments, with nothing left that differs. None where there is no such one.
    pub fn in_environment(&self, name: &str) -> Option<Self> {
        let (name, environment) = self.environments.iter().find(|(known, _)| known.as_str() == name)?;
        let mut portal = Self { environments: indexmap::IndexMap::new(), ..self.clone() };
        let Environment { subscription: _, resource_group, location, size, scale, domain, image } = environment;
        portal.size = size.unwrap_or(portal.size);
        if let Some(scale) = scale {
            portal.scale.min = scale.min.unwrap_or(portal.scale.min);
            portal.scale.max = scale.max.unwrap_or(portal.scale.max);
        }
        if let (Some(host), Some(domain)) = (domain, &mut portal.domain) {
            domain.host = host.clone();
        }
        if let Some(image) = image {
            portal.image = image.clone();
        }
        let group = resource_group.as_ref().or(self.delivery.resource_group.as_ref()).cloned();
        let default = || format!("rg-{}-{name}", self.name).parse().expect("letters, digits and hyphens");
        portal.delivery.resource_group = Some(group.unwrap_or_else(default));
        portal.delivery.location = location.clone().or(portal.delivery.location);
        Some(portal)
    }

    /// All environments, each with the portal as it is in it.
    ///
    /// ```
    /// use triceps_portal::Document;
    ///
    /// let toml = "name = \"portal\"\n[environments.dev]\n[environments.prod]\nresource-group = \"rg-own\"\n";
    /// let portal = Document::new("portal.toml", toml).portal()?;
    /// let groups = portal.in_environments().into_iter().map(|(_, _, own)| own.delivery.resource_group);
    /// let groups: Vec<String> = groups.flatten().map(|group| group.to_string()).collect();
    /// assert_eq!(groups, ["rg-portal-dev", "rg-own"]);
    /// # Ok::<(), triceps_portal::Report>(())
    /// ```
    pub fn in_environments(&self) -> Vec<(&EnvironmentName, &Environment, Self)> {
        let environments = self.environments.iter();
        environments
            .filter_map(|(name, environment)| Some((name, environment, self.in_environment(name.as_str())?)))
            .collect()
    }
}
