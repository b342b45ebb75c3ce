//! What every part of the template starts from: region, prefix of the names, tags, roles.

use triceps::authorization::{IntoPrincipal, Role, RoleAssignmentRef};
use triceps::functions::{resource_group, unique_string};
use triceps::handle::ResourceRef;
use triceps::{Object, Param, ResourceId, Template, Value, interpolate};

use super::existing::Existing;
use triceps_portal::config::Portal;

/// Adds the tags of the portal, where it has some. Models have the same setter and no common trait.
macro_rules! tagged {
    ($base:expr, $model:expr) => {{
        let model = $model;
        match &$base.tags {
            Some(tags) => model.tags(tags),
            None => model,
        }
    }};
}
pub(super) use tagged;

/// Region, prefix and tags of all resources, and the roles that are granted.
pub(super) struct Base {
    pub location: Value<String>,
    pub prefix: Value<String>,
    /// The prefix with the environment, where there is one: for names that take hyphens.
    pub name: Value<String>,
    pub environment: Option<Value<String>>,
    /// 13 characters that tell this resource group from others: part of names that are unique in Azure.
    pub token: Value<String>,
    pub tags: Option<Value<Object>>,
    pub existing: Existing,
    roles: Vec<(Role, Value<ResourceId>)>,
}

/// A variable with its description.
macro_rules! described {
    ($t:expr, $name:expr, $value:expr, $text:expr) => {{
        let variable = $t.var($name, $value);
        $t.describe(&variable, $text);
        variable
    }};
}

pub(super) use described;

impl Base {
    pub(super) fn add(t: &mut Template, portal: &Portal) -> Self {
        let location = t.param(
            Param::string("location")
                .description("Region of all regional resources, as `westeurope`.")
                .default(resource_group().location()),
        );
        let prefix = t.param(
            Param::string("namePrefix")
                .description("Prefix of all names: lower-case letters and digits, a letter first.")
                .length(3..=9)
                .default(portal.name.to_string()),
        );
        let environment = (!portal.environments.is_empty()).then(|| {
            t.param(
                Param::string("environmentName")
                    .description("Which environment it is: part of the names.")
                    .allowed(portal.environments.keys().map(ToString::to_string)),
            )
        });
        let name = match &environment {
            Some(environment) => described!(
                t,
                "resourcePrefix",
                interpolate!("{prefix}-{environment}"),
                "Prefix of names that take hyphens, with the environment."
            ),
            None => prefix.clone(),
        };
        let tags = (!portal.tags.is_empty()).then(|| {
            let tags = portal.tags.iter().fold(Object::new(), |tags, (name, value)| tags.set(name.clone(), value));
            described!(t, "tags", tags, "Tags of all resources.")
        });
        let token = described!(
            t,
            "nameToken",
            unique_string([resource_group().id()]),
            "What makes public names unique: the same for all deployments into the group."
        );
        Self { location, prefix, name, environment, token, tags, existing: Existing::default(), roles: Vec::new() }
    }

    /// Gives `principal` the role at `scope`.
    pub(super) fn grant(
        &mut self,
        t: &mut Template,
        name: impl Into<String>,
        scope: impl ResourceRef,
        role: Role,
        principal: impl IntoPrincipal,
    ) -> RoleAssignmentRef {
        let role = self.role(t, role);
        t.grant(name.into(), scope, role, principal)
    }

    /// The id of the definition of a role, a variable that all who grant it share.
    pub(super) fn role(&mut self, t: &mut Template, role: Role) -> Value<ResourceId> {
        if let Some((_, id)) = self.roles.iter().find(|(known, _)| *known == role) {
            return id.clone();
        }
        let id = described!(
            t,
            format!("{}RoleId", camel(role.name())),
            role.definition_id(),
            format!("Definition of the role {}.", role.name())
        );
        self.roles.push((role, id.clone()));
        id
    }
}

/// `Key Vault Secrets User` is `keyVaultSecretsUser`.
fn camel(name: &str) -> String {
    let mut text: String = name.split_whitespace().collect();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
}
