//! What `bicepconfig.json` says.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use triceps_core::language::Hosts;
use triceps_core::{Day, MODULE_EXTENSION_CONFIGS, VersionAges};
use triceps_diagnostics::{Code, Severity, Source, codes};
use triceps_syntax::ast::JsonValue;
use triceps_syntax::{Language, parse};

use crate::version::{OWN, Range};

/// The part of a configuration that compiling depends on.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// Whether the linter is off.
    is_linter_off: bool,
    /// By rule: its level; none if it is off.
    rules: HashMap<String, Option<Severity>>,
    /// By name: where the types of an extension are.
    extensions: HashMap<String, String>,
    /// The experiments that are on, in lower case.
    experiments: HashSet<String>,
    /// The day on which API versions are looked at, and how old they may be.
    today: Option<Day>,
    most_days: Option<i64>,
    grace_days: Option<i64>,
    /// The hosts that belong to one cloud.
    hosts: Hosts,
    /// The oldest version of Azure PowerShell that is recent.
    recent_power_shell: Option<String>,
    /// The versions of the compiler that are asked for.
    versions: Option<Range>,
    /// What is wrong with it.
    errors: Vec<(Code, String)>,
}

/// Rules of the linter that are errors by default.
const IS_ERROR: &[Code] = &[
    codes::MAX_OUTPUTS,
    codes::MAX_PARAMS,
    codes::MAX_RESOURCES,
    codes::MAX_VARIABLES,
    codes::NESTED_DEPLOYMENT_TEMPLATE_SCOPING,
    codes::NO_CONFLICTING_VERSION_CONSTRAINTS,
];

impl Config {
    /// Reads a configuration; none has the defaults. Without a day API versions are not looked at.
    pub(crate) fn read(content: Option<&[u8]>, today: Option<Day>) -> Self {
        let mut config = Self { today, ..Self::default() };
        let Some(content) = content else { return config };
        let tree = parse(crate::text::decode(content.to_vec()), Language::Json);
        let root = tree.json().filter(|_| tree.errors().is_empty());
        let Some(root) = root else {
            config.errors.push((codes::BCP271, "the `bicepconfig.json` of the file is not JSON".to_owned()));
            return config;
        };
        if let Some(wanted) = root.get("bicep").and_then(|bicep| bicep.get("version")).and_then(JsonValue::as_str) {
            config.versions = Range::parse(&wanted);
            match &config.versions {
                None => {
                    let message =
                        format!("`{wanted}` in `bicepconfig.json` is not a version of Bicep or a range of them");
                    config.errors.push((codes::BCP273, message));
                }
                Some(range) if !range.contains(OWN) => {
                    let message =
                        format!("Bicep {OWN} is not one of the versions `{range}` that `bicepconfig.json` asks for");
                    config.errors.push((codes::BCP456, message));
                }
                Some(_) => {}
            }
        }
        let core = root.get("analyzers").and_then(|analyzers| analyzers.get("core"));
        config.is_linter_off = core.and_then(|core| core.get("enabled")).and_then(JsonValue::as_bool) == Some(false);
        if let Some(rules) = core.and_then(|core| core.get("rules")) {
            if let Some(ages) = rules.get(codes::USE_RECENT_API_VERSIONS.id()) {
                let day = ages.get("test-today").and_then(JsonValue::as_str);
                config.today = day.and_then(|day| Day::parse(day.get(..10)?)).or(today);
                config.most_days = ages.get("maxAgeInDays").and_then(JsonValue::as_int);
                config.grace_days = ages.get("gracePeriodInDays").and_then(JsonValue::as_int);
            }
            if let Some(rule) = rules.get(codes::NO_HARDCODED_ENV_URLS.id()) {
                config.hosts = Hosts::new(strings(rule, "disallowedhosts"), strings(rule, "excludedhosts"));
            }
            if let Some(rule) = rules.get(codes::USE_RECENT_AZ_POWERSHELL_VERSION.id()) {
                let version = rule.get("minimumVersion").and_then(JsonValue::as_str);
                config.recent_power_shell = version.map(Cow::into_owned);
            }
            for rule in rules.members() {
                let level = rule.value().and_then(|rule| rule.get("level")).and_then(JsonValue::as_str);
                let level = match level.as_deref().map(str::to_ascii_lowercase).as_deref() {
                    Some("off") => None,
                    Some("info") => Some(Severity::Info),
                    Some("warning") => Some(Severity::Warning),
                    Some("error") => Some(Severity::Error),
                    _ => continue,
                };
                if let Some(name) = rule.key() {
                    config.rules.insert(name.to_ascii_lowercase(), level);
                }
            }
        }
        if let Some(experiments) = root.get("experimentalFeaturesEnabled") {
            for experiment in experiments.members() {
                if let Some(name) = experiment.key()
                    && experiment.value().and_then(JsonValue::as_bool) == Some(true)
                {
                    config.experiments.insert(name.to_ascii_lowercase());
                }
            }
        }
        if let Some(extensions) = root.get("extensions") {
            for extension in extensions.members() {
                if let (Some(name), Some(place)) = (extension.key(), extension.value().and_then(JsonValue::as_str)) {
                    config.extensions.insert(name.into_owned(), place.into_owned());
                }
            }
        }
        config
    }

    /// The defaults, where a configuration cannot be had.
    pub(crate) fn refused(error: (Code, String), today: Option<Day>) -> Self {
        Self { today, errors: vec![error], ..Self::default() }
    }

    /// What is wrong with it.
    pub(crate) fn errors(&self) -> &[(Code, String)] {
        &self.errors
    }

    /// The versions of the compiler that are asked for.
    pub(crate) fn versions(&self) -> Option<&Range> {
        self.versions.as_ref()
    }

    /// The level of a diagnostic; none if its rule is off. What only triceps says never withholds a result of text.
    pub(crate) fn level(&self, code: Code, severity: Severity) -> Option<Severity> {
        match code.source() {
            Source::Linter if self.is_linter_off => None,
            Source::Linter => match self.rules.get(code.id()) {
                Some(level) => *level,
                None if codes::OFF_BY_DEFAULT.contains(&code) => None,
                None if IS_ERROR.contains(&code) => Some(severity),
                None => Some(severity.min(Severity::Warning)),
            },
            // Of these, those below 10 and from 50 to 99 say that no right template can be made.
            Source::Triceps if code.id() >= "TRI0100" || matches!(code.id(), "TRI0002" | "TRI0003") => {
                Some(severity.min(Severity::Warning))
            }
            _ => Some(severity),
        }
    }

    /// Whether a rule of the linter is named and on.
    pub(crate) fn asks_for(&self, code: Code) -> bool {
        !self.is_linter_off && self.rules.get(code.id()).is_some_and(Option::is_some)
    }

    /// How old API versions may be; none where the day is not known.
    pub(crate) fn version_ages(&self) -> Option<VersionAges> {
        let days = |given: Option<i64>, default| {
            given.and_then(|days| i32::try_from(days).ok()).filter(|days| *days >= 0).unwrap_or(default)
        };
        let (most, grace) = (days(self.most_days, 2 * 365), days(self.grace_days, 90));
        Some(VersionAges { today: self.today?, most, grace })
    }

    /// The hosts that belong to one cloud.
    pub(crate) fn hosts(&self) -> &Hosts {
        &self.hosts
    }

    /// The oldest version of Azure PowerShell that is recent; none for that of the rule.
    pub(crate) fn recent_power_shell(&self) -> Option<&str> {
        self.recent_power_shell.as_deref()
    }

    /// Whether an experiment of the compiler is on. The name is in lower case.
    pub(crate) fn has_experiment(&self, name: &str) -> bool {
        self.experiments.contains(name)
    }

    /// Where the types of the extension of this name are; none if there is no such extension.
    pub(crate) fn extension(&self, name: &str) -> Option<ExtensionPlace<'_>> {
        match self.extensions.get(name).map(String::as_str) {
            None | Some("builtin:") => ExtensionPlace::built_in(name),
            Some(place) => Some(ExtensionPlace::of(place)),
        }
    }
}

/// The strings of an array; none without an array of this name.
fn strings(object: JsonValue<'_>, name: &str) -> Option<Vec<String>> {
    let array = object.get(name)?;
    Some(array.items().filter_map(JsonValue::as_str).map(Cow::into_owned).collect())
}

/// Where the types of an extension are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExtensionPlace<'c> {
    /// In the compiler: a namespace of the language.
    Language,
    /// In the compiler: the types of Kubernetes.
    Kubernetes,
    /// No longer in the compiler.
    Retired,
    /// Microsoft Graph of this version.
    Graph(&'c str),
    /// At a path or in a registry.
    Elsewhere(&'c str),
}

impl<'c> ExtensionPlace<'c> {
    /// Where Microsoft publishes the types of its Graph, before the version.
    pub(crate) const GRAPH: &'static str = "br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:";

    /// What a path or reference leads to.
    pub(crate) fn of(place: &'c str) -> Self {
        place.strip_prefix(Self::GRAPH).map_or(Self::Elsewhere(place), Self::Graph)
    }

    fn built_in(name: &str) -> Option<Self> {
        match name {
            "az" | "sys" => Some(Self::Language),
            "kubernetes" => Some(Self::Kubernetes),
            "microsoftGraph" => Some(Self::Retired),
            _ => None,
        }
    }
}

/// Experiments that templates need of the deployment engine: the option in lower case, and the name in templates.
pub(crate) const EXPERIMENTS_OF_ENGINE: [(&str, &str); 8] = [
    ("resourceinfocodegen", "Resource info code generation"),
    ("assertions", "Asserts"),
    ("waituntil", "Enable waitUntil feature on resource bicep types"),
    ("localdeploy", "Enable local deploy"),
    ("moduleextensionconfigs", MODULE_EXTENSION_CONFIGS),
    ("userdefinedconstraints", "Enable @validate() decorator"),
    ("deploycommands", "Enable deploy commands"),
    ("runtimevaluesintagsandsku", "Enable runtime values in tags and SKU"),
];
