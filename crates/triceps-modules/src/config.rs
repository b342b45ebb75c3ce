//! What `bicepconfig.json` says about modules.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use triceps_diagnostics::codes;
use triceps_syntax::ast::JsonValue;
use triceps_syntax::{Language, parse};

use crate::reference_error::ReferenceError;

/// The name of the file.
pub(crate) const FILE: &str = "bicepconfig.json";

/// The part of a `bicepconfig.json` that modules depend on.
#[derive(Clone, Debug)]
pub struct BicepConfig {
    /// The path of the file, for messages.
    path: Option<String>,
    registries: BTreeMap<String, RegistryAlias>,
    template_specs: BTreeMap<String, TemplateSpecAlias>,
    extensions: BTreeMap<String, String>,
    cache_root: Option<String>,
    cloud: Cloud,
}

#[derive(Clone, Debug, Default)]
struct RegistryAlias {
    registry: Option<String>,
    module_path: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct TemplateSpecAlias {
    subscription: Option<String>,
    group: Option<String>,
}

/// Where Azure is, and how to sign in there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cloud {
    /// The name of the profile: `AzureCloud`.
    pub profile: String,
    /// Where Azure Resource Manager is.
    pub resource_manager: String,
    /// Where to sign in.
    pub authority: String,
}

impl Default for BicepConfig {
    /// What counts without a file: the alias `public`.
    fn default() -> Self {
        let public =
            RegistryAlias { registry: Some("mcr.microsoft.com".to_owned()), module_path: Some("bicep".to_owned()) };
        Self {
            path: None,
            registries: BTreeMap::from([("public".to_owned(), public)]),
            template_specs: BTreeMap::new(),
            extensions: BTreeMap::new(),
            cache_root: None,
            cloud: Cloud::named("AzureCloud"),
        }
    }
}

impl Cloud {
    fn named(profile: &str) -> Self {
        let (resource_manager, authority) = match profile {
            "AzureChinaCloud" => ("https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn"),
            "AzureUSGovernment" => ("https://management.usgovcloudapi.net", "https://login.microsoftonline.us"),
            _ => ("https://management.azure.com", "https://login.microsoftonline.com"),
        };
        Self {
            profile: profile.to_owned(),
            resource_manager: resource_manager.to_owned(),
            authority: authority.to_owned(),
        }
    }
}

impl BicepConfig {
    /// The configuration that is nearest to files of a folder, upwards from it.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or is not JSON.
    pub fn discover(folder: &Path) -> Result<Self, ReferenceError> {
        for folder in folder.ancestors() {
            let path = folder.join(FILE);
            match std::fs::read_to_string(&path) {
                Ok(text) => return Self::read(&text, &path.display().to_string()),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => {
                    let message = format!("could not read `{}`: {error}", path.display());
                    return Err(ReferenceError::new(codes::TRI0075, message));
                }
            }
        }
        Ok(Self::default())
    }

    /// Reads the text of a configuration, which messages name by its path.
    ///
    /// # Errors
    ///
    /// A text that is not JSON, or a cache without an absolute path.
    pub fn read(text: &str, path: &str) -> Result<Self, ReferenceError> {
        let tree = parse(text, Language::Json);
        let root = tree.json().filter(|_| tree.errors().is_empty());
        let Some(root) = root else {
            return Err(ReferenceError::new(codes::TRI0051, format!("`{path}` is not JSON")));
        };
        let mut config = Self { path: Some(path.to_owned()), ..Self::default() };
        let text = |value: JsonValue<'_>, key: &str| value.get(key).and_then(JsonValue::as_str).map(String::from);
        let aliases = |kind: &str| {
            let aliases = root.get("moduleAliases").and_then(|aliases| aliases.get(kind));
            aliases.into_iter().flat_map(JsonValue::members).filter_map(|member| Some((member.key()?, member.value()?)))
        };
        // What the file does not say about an alias that is built in stays.
        for (name, value) in aliases("br") {
            let alias = config.registries.entry(name.into_owned()).or_default();
            alias.registry = text(value, "registry").or(alias.registry.take());
            alias.module_path = text(value, "modulePath").or(alias.module_path.take());
        }
        for (name, value) in aliases("ts") {
            let alias =
                TemplateSpecAlias { subscription: text(value, "subscription"), group: text(value, "resourceGroup") };
            config.template_specs.insert(name.into_owned(), alias);
        }
        for member in root.get("extensions").into_iter().flat_map(JsonValue::members) {
            if let (Some(name), Some(place)) = (member.key(), member.value().and_then(JsonValue::as_str)) {
                config.extensions.insert(name.into_owned(), place.into_owned());
            }
        }
        if let Some(folder) = text(root, "cacheRootDirectory") {
            if !Path::new(&folder).is_absolute() {
                let message = format!("`cacheRootDirectory` of `{path}` is `{folder}`, which is not an absolute path");
                return Err(ReferenceError::new(codes::TRI0075, message));
            }
            config.cache_root = Some(folder);
        }
        if let Some(cloud) = root.get("cloud") {
            let profile = text(cloud, "currentProfile").unwrap_or_else(|| config.cloud.profile.clone());
            let mut chosen = Cloud::named(&profile);
            if let Some(answer) = cloud.get("profiles").and_then(|profiles| profiles.get(&profile)) {
                chosen.resource_manager = text(answer, "resourceManagerEndpoint").unwrap_or(chosen.resource_manager);
                chosen.authority = text(answer, "activeDirectoryAuthority").unwrap_or(chosen.authority);
            }
            config.cloud = chosen;
        }
        Ok(config)
    }

    /// Where extensions are, by name.
    pub fn extensions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.extensions.iter().map(|(name, place)| (name.as_str(), place.as_str()))
    }

    /// Where Azure is.
    pub fn cloud(&self) -> &Cloud {
        &self.cloud
    }

    /// The folder of the compiler's cache: the one of the configuration, else `.bicep` of the home folder.
    pub fn cache_root(&self) -> Option<PathBuf> {
        match &self.cache_root {
            Some(root) => Some(PathBuf::from(root)),
            None => std::env::home_dir().map(|home| home.join(".bicep")),
        }
    }

    /// What stands for a registry alias: a host, and a path if there is one.
    pub(crate) fn registry_alias(&self, name: &str) -> Result<String, ReferenceError> {
        check_name(name)?;
        let alias = self.registries.get(name).ok_or_else(|| {
            let message =
                format!("The OCI artifact module alias name \"{name}\" does not exist in the {}.", self.source_name());
            ReferenceError::new(codes::BCP213, message)
        })?;
        let Some(registry) = &alias.registry else {
            let message = format!(
                "The OCI artifact module alias \"{name}\" in the {} is invalid. The \"registry\" property must be \
                 specified.",
                self.source_name()
            );
            return Err(ReferenceError::new(codes::BCP216, message));
        };
        Ok(match &alias.module_path {
            Some(path) => format!("{registry}/{path}"),
            None => registry.clone(),
        })
    }

    /// What stands for a template spec alias: a subscription and a resource group.
    pub(crate) fn template_spec_alias(&self, name: &str) -> Result<String, ReferenceError> {
        check_name(name)?;
        let alias = self.template_specs.get(name).ok_or_else(|| {
            let message =
                format!("The Template Spec module alias name \"{name}\" does not exist in the {}.", self.source_name());
            ReferenceError::new(codes::BCP212, message)
        })?;
        let missing = |code, property: &str| {
            let message = format!(
                "The Template Spec module alias \"{name}\" in the {} is in valid. The \"{property}\" property cannot \
                 be null or undefined.",
                self.source_name()
            );
            ReferenceError::new(code, message)
        };
        let subscription = alias.subscription.as_ref().ok_or_else(|| missing(codes::BCP214, "subscription"))?;
        let group = alias.group.as_ref().ok_or_else(|| missing(codes::BCP215, "resourceGroup"))?;
        Ok(format!("{subscription}/{group}"))
    }

    fn source_name(&self) -> String {
        match &self.path {
            Some(path) => format!("Bicep configuration \"{path}\""),
            None => "built-in Bicep configuration".to_owned(),
        }
    }
}

fn check_name(name: &str) -> Result<(), ReferenceError> {
    let is_valid =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_valid {
        return Ok(());
    }
    let message =
        format!("The module alias name \"{name}\" is invalid. Valid characters are alphanumeric, \"_\", or \"-\".");
    Err(ReferenceError::new(codes::BCP211, message))
}

#[cfg(test)]
mod tests {
    use super::BicepConfig;

    #[test]
    fn a_configuration_changes_what_it_names() {
        let text = r#"{
            // comments are fine
            "moduleAliases": { "br": { "public": { "registry": "mirror.azurecr.io" } } },
            "cloud": { "currentProfile": "Own", "profiles": { "Own": { "resourceManagerEndpoint": "https://own" } } },
        }"#;
        let config = BicepConfig::read(text, "bicepconfig.json").expect("it is JSON");
        assert_eq!(config.registry_alias("public").as_deref(), Ok("mirror.azurecr.io/bicep"));
        assert_eq!(config.cloud().resource_manager, "https://own");
        for (profile, resource_manager, authority) in [
            ("AzureCloud", "https://management.azure.com", "https://login.microsoftonline.com"),
            ("AzureChinaCloud", "https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn"),
            ("AzureUSGovernment", "https://management.usgovcloudapi.net", "https://login.microsoftonline.us"),
        ] {
            let text = format!(r#"{{ "cloud": {{ "currentProfile": "{profile}" }} }}"#);
            let config = BicepConfig::read(&text, "bicepconfig.json").expect("it is JSON");
            let cloud = config.cloud();
            assert_eq!(
                (&*cloud.profile, &*cloud.resource_manager, &*cloud.authority),
                (profile, resource_manager, authority)
            );
        }
        let error = BicepConfig::default().registry_alias("x").expect_err("there is no such alias");
        assert!(error.message.ends_with("does not exist in the built-in Bicep configuration."), "{error}");
    }

    #[test]
    fn a_cache_has_an_absolute_path() {
        let error = BicepConfig::read(r#"{ "cacheRootDirectory": "x" }"#, "a.json").expect_err("it is relative");
        assert!(error.message.contains("`x`"), "{error}");
    }
}
