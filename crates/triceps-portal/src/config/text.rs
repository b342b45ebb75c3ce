//! Text with a rule: each kind is a type, its pattern is the one of the JSON Schema.

use std::fmt;
use std::sync::LazyLock;

use regex_lite::Regex;
use serde::{Deserialize, Serialize};

/// Text that breaks the rule of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidText {
    kind: &'static str,
    rule: &'static str,
    text: String,
}

impl fmt::Display for InvalidText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a valid {}: {}", self.text, self.kind, self.rule)
    }
}

impl std::error::Error for InvalidText {}

/// A kind of text and its rule.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) pattern: &'static str,
    #[cfg(test)]
    example: &'static str,
}

fn compile(kind: &Kind) -> Regex {
    Regex::new(kind.pattern).expect("patterns are constants, compiled in tests")
}

fn parse(kind: &Kind, regex: &Regex, text: String) -> Result<String, InvalidText> {
    if regex.is_match(&text) { Ok(text) } else { Err(InvalidText { kind: kind.name, rule: kind.rule, text }) }
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $rule:literal, $pattern:literal, $example:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The pattern that the whole text matches.
            pub const PATTERN: &'static str = $pattern;

            pub(crate) const KIND: Kind =
                Kind { name: $kind, rule: $rule, pattern: $pattern, #[cfg(test)] example: $example };

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidText;

            fn try_from(text: String) -> Result<Self, InvalidText> {
                static REGEX: LazyLock<Regex> = LazyLock::new(|| compile(&$name::KIND));
                parse(&Self::KIND, &REGEX, text).map(Self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidText;

            fn from_str(text: &str) -> Result<Self, InvalidText> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        #[cfg(test)]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": concat!("A ", $kind, ": ", $rule, "."),
                    "pattern": $pattern,
                    "examples": [$example],
                })
            }
        }
    };
}

text! {
    /// Prefix of the names of all resources. Storage accounts and vaults have 24 characters, 13 of them a hash.
    NamePrefix, "name prefix", "3 to 9 lower-case letters and digits, a letter first", "^[a-z][a-z0-9]{2,8}$", "backstage"
}
text! {
    /// A GUID as Microsoft Entra writes it: of a tenant, an application, a user.
    Guid, "GUID", "32 hexadecimal digits as 8-4-4-4-12", "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "72f988bf-86f1-41af-91ab-2d7cd011db47"
}
text! {
    /// A host name with at least two labels, without scheme, port and path.
    HostName, "host name", "labels of letters, digits and hyphens, joined by dots, without scheme or path", "^([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,63}$", "portal.contoso.com"
}
text! {
    /// What names an organization at the sign-in: one of its domains, or the id of its tenant.
    DomainHint, "domain or tenant id", "a host name such as `contoso.com`, or a GUID", "^(([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,63}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$", "contoso.com"
}
text! {
    /// A range of IPv4 addresses.
    Cidr, "IPv4 range", "an address, a slash and 0 to 32", "^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])/(3[0-2]|[12]?[0-9])$", "10.40.0.0/20"
}
text! {
    /// An e-mail address.
    EmailAddress, "e-mail address", "a name, `@` and a host name", "^[^@\\s]+@([a-zA-Z0-9-]+\\.)+[a-zA-Z]{2,63}$", "platform@contoso.com"
}
text! {
    /// A repository on GitHub.
    GitHubRepository, "GitHub repository", "owner and name joined by a slash", "^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}$", "contoso/portal"
}
text! {
    /// The name of a secret of a container app and of a vault.
    SecretName, "secret name", "1 to 127 lower-case letters, digits and hyphens, a letter or digit at both ends", "^[a-z0-9]([a-z0-9-]{0,125}[a-z0-9])?$", "github-token"
}
text! {
    /// The name of an environment variable.
    EnvName, "name of an environment variable", "letters, digits and `_`, no digit first", "^[A-Za-z_][A-Za-z0-9_]*$", "GITHUB_TOKEN"
}
text! {
    /// The name of an environment, part of the names of its resources.
    EnvironmentName, "name of an environment", "2 to 10 lower-case letters and digits, a letter first", "^[a-z][a-z0-9]{1,9}$", "staging"
}
text! {
    /// The name of an entity of the catalog.
    EntityName, "entity name", "1 to 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends", "^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", "team-a"
}
text! {
    /// A span of time as Backstage and ISO 8601 write it.
    IsoDuration, "duration", "ISO 8601, for example `PT30M` or `P1D`", "^P([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$", "PT1H"
}
text! {
    /// The name of a blob container.
    ContainerName, "name of a container or a queue", "3 to 63 lower-case letters, digits and single hyphens, a letter or digit at both ends", "^[a-z0-9](-?[a-z0-9]){2,62}$", "techdocs"
}
text! {
    /// The name of a storage account.
    StorageAccountName, "storage account name", "3 to 24 lower-case letters and digits", "^[a-z0-9]{3,24}$", "stportal"
}
text! {
    /// A repository of a container registry.
    ImageRepository, "image repository", "lower-case letters and digits, parts joined by `.`, `_`, `-` or `/`", "^[a-z0-9]+([._/-][a-z0-9]+)*$", "backstage"
}
text! {
    /// The name of a database.
    DatabaseName, "database name", "1 to 63 lower-case letters, digits and `_`, no digit first", "^[a-z_][a-z0-9_]{0,62}$", "backstage"
}
text! {
    /// A machine of a database server.
    PostgresSku, "machine of a database server", "`Standard_` and its name, for example `Standard_B2s` or `Standard_D2ds_v5`", "^Standard_[BDE][A-Za-z0-9_]{1,30}$", "Standard_B2s"
}
text! {
    /// A size of an Azure Managed Redis.
    RedisSize, "size of a managed Redis", "`Balanced_B`, `ComputeOptimized_X` or `MemoryOptimized_M` and a number", "^(Balanced_B|ComputeOptimized_X|MemoryOptimized_M)[0-9]{1,4}$", "Balanced_B1"
}
text! {
    /// The name of a model and of its deployment.
    ModelName, "model name", "2 to 64 letters, digits, `.`, `_` and `-`, a letter or digit first", "^[a-zA-Z0-9][a-zA-Z0-9._-]{1,63}$", "gpt-4o"
}
text! {
    /// An address of the web with TLS.
    HttpsUrl, "address", "`https://`, a host name and a path", "^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^\\s]*)?$", "https://github.com/contoso/catalog/blob/main/catalog-info.yaml"
}
text! {
    /// The name of a namespace of Azure Service Bus.
    ServiceBusNamespace, "Service Bus namespace", "6 to 50 letters, digits and hyphens, a letter first, no hyphen last", "^[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]$", "sb-portal"
}
text! {
    /// The name of a queue of Azure Service Bus.
    ServiceBusQueue, "Service Bus queue", "1 to 260 letters, digits, `.`, `-`, `_` and `/`, a letter or digit at both ends", "^[A-Za-z0-9]([A-Za-z0-9._/-]{0,258}[A-Za-z0-9])?$", "jobs"
}
text! {
    /// The name of a queue of Azure Storage.
    QueueName, "name of a container or a queue", "3 to 63 lower-case letters, digits and single hyphens, a letter or digit at both ends", "^[a-z0-9](-?[a-z0-9]){2,62}$", "jobs"
}
text! {
    /// Five fields of cron: minute, hour, day of the month, month, day of the week.
    CronExpression, "cron expression", "five fields: minute, hour, day of the month, month, day of the week", "^[0-9A-Za-z*/,-]+( [0-9A-Za-z*/,-]+){4}$", "0 7 * * 1-5"
}
text! {
    /// A time zone of the IANA data base.
    TimeZone, "time zone", "`UTC`, or a name of the IANA data base such as `Europe/Berlin`", "^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})$", "Europe/Berlin"
}
text! {
    /// Name of a resource group.
    ResourceGroupName, "resource group", "1 to 90 letters, digits, `-`, `_`, `.`, `(` and `)`, no dot last", "^[-A-Za-z0-9_.()]{0,89}[-A-Za-z0-9_()]$", "rg-portal"
}
text! {
    /// A region of Azure in its short form.
    Region, "region", "the short form: lower-case letters and digits", "^[a-z][a-z0-9]{2,29}$", "westeurope"
}

/// All kinds of text.
pub(crate) const KINDS: [Kind; 27] = [
    NamePrefix::KIND,
    Guid::KIND,
    HostName::KIND,
    DomainHint::KIND,
    Cidr::KIND,
    EmailAddress::KIND,
    GitHubRepository::KIND,
    SecretName::KIND,
    EnvName::KIND,
    EnvironmentName::KIND,
    EntityName::KIND,
    IsoDuration::KIND,
    ContainerName::KIND,
    StorageAccountName::KIND,
    ImageRepository::KIND,
    DatabaseName::KIND,
    PostgresSku::KIND,
    RedisSize::KIND,
    ModelName::KIND,
    HttpsUrl::KIND,
    ServiceBusNamespace::KIND,
    ServiceBusQueue::KIND,
    QueueName::KIND,
    CronExpression::KIND,
    TimeZone::KIND,
    ResourceGroupName::KIND,
    Region::KIND,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_follow_their_patterns() {
        for kind in &KINDS {
            assert_eq!(parse(kind, &compile(kind), kind.example.to_owned()), Ok(kind.example.to_owned()));
        }
    }

    #[test]
    fn what_breaks_a_rule_is_named() {
        let error = "Backstage".parse::<NamePrefix>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`Backstage` is not a valid name prefix: 3 to 9 lower-case letters and digits, a letter first"
        );
        assert!("backstage1x".parse::<NamePrefix>().is_err());
        assert!("https://contoso.com".parse::<HostName>().is_err());
        assert!("10.0.0.0/33".parse::<Cidr>().is_err());
        assert!("1234567-86f1-41af-91ab-2d7cd011db47".parse::<Guid>().is_err());
    }
}
