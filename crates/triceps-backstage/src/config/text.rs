//! Text with a rule: each kind is a type, its pattern is the one of the JSON Schema.

use std::borrow::Cow;
use std::fmt;

use regex_lite::Regex;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
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
        write!(f, "`{}` is no {}: {}", self.text, self.kind, self.rule)
    }
}

impl std::error::Error for InvalidText {}

fn parse(kind: &'static str, rule: &'static str, pattern: &str, text: String) -> Result<String, InvalidText> {
    let regex = Regex::new(pattern).expect("patterns are constants, compiled in tests");
    if regex.is_match(&text) { Ok(text) } else { Err(InvalidText { kind, rule, text }) }
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

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidText;

            fn try_from(text: String) -> Result<Self, InvalidText> {
                parse($kind, $rule, Self::PATTERN, text).map(Self)
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

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "description": concat!("A ", $kind, ": ", $rule, "."),
                    "pattern": $pattern,
                    "examples": [$example],
                })
            }
        }

        #[cfg(test)]
        impl $name {
            fn example() -> Result<Self, InvalidText> {
                $example.parse()
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
    /// The name of an entity of the catalog.
    EntityName, "entity name", "1 to 63 letters, digits, `-`, `_` and `.`, a letter or digit at both ends", "^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$", "team-a"
}
text! {
    /// A span of time as Backstage and ISO 8601 write it.
    IsoDuration, "duration", "ISO 8601, for example `PT30M` or `P1D`", "^P([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$", "PT1H"
}
text! {
    /// The name of a blob container.
    ContainerName, "container name", "3 to 63 lower-case letters, digits and single hyphens, a letter or digit at both ends", "^[a-z0-9](-?[a-z0-9]){2,62}$", "techdocs"
}
text! {
    /// The name of a storage account.
    StorageAccountName, "storage account name", "3 to 24 lower-case letters and digits", "^[a-z0-9]{3,24}$", "stportal"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_follow_their_patterns() {
        assert!(NamePrefix::example().is_ok());
        assert!(Guid::example().is_ok());
        assert!(HostName::example().is_ok());
        assert!(Cidr::example().is_ok());
        assert!(EmailAddress::example().is_ok());
        assert!(GitHubRepository::example().is_ok());
        assert!(SecretName::example().is_ok());
        assert!(EnvName::example().is_ok());
        assert!(EntityName::example().is_ok());
        assert!(IsoDuration::example().is_ok());
        assert!(ContainerName::example().is_ok());
        assert!(StorageAccountName::example().is_ok());
    }

    #[test]
    fn what_breaks_a_rule_is_named() {
        let error = "Backstage".parse::<NamePrefix>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`Backstage` is no name prefix: 3 to 9 lower-case letters and digits, a letter first"
        );
        assert!("backstage1x".parse::<NamePrefix>().is_err());
        assert!("https://contoso.com".parse::<HostName>().is_err());
        assert!("10.0.0.0/33".parse::<Cidr>().is_err());
        assert!("1234567-86f1-41af-91ab-2d7cd011db47".parse::<Guid>().is_err());
    }
}
