//! The names that the language brings, and where they are found when a symbol hides them.

/// A namespace of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    Sys,
    Az,
}

impl Namespace {
    /// What stands before a name that is hidden.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Sys => "sys.",
            Self::Az => "az.",
        }
    }
}

/// The namespace of a function, a decorator or a type of the language, or none for other names.
pub(super) fn namespace(name: &str) -> Option<Namespace> {
    if name.starts_with("list") || AZ.binary_search(&name).is_ok() {
        Some(Namespace::Az)
    } else if SYS.binary_search(&name).is_ok() {
        Some(Namespace::Sys)
    } else {
        None
    }
}

/// Whether a name may stand where a symbol or a property is named, without quotes.
pub(super) fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !matches!(name, "true" | "false" | "null")
}

/// Functions of `az`, beside all that start with `list`.
const AZ: [&str; 22] = [
    "deployer",
    "deployment",
    "environment",
    "extensionResourceId",
    "getRoleAssignmentName",
    "getSecret",
    "managementGroup",
    "managementGroupResourceId",
    "pickZones",
    "providers",
    "reference",
    "resourceGroup",
    "resourceId",
    "roleDefinitions",
    "subscription",
    "subscriptionResourceId",
    "tenant",
    "tenantResourceId",
    "toLogicalZone",
    "toLogicalZones",
    "toPhysicalZone",
    "toPhysicalZones",
];

/// Functions, decorators and types of `sys`.
const SYS: [&str; 99] = [
    "allowed",
    "any",
    "array",
    "base64",
    "base64ToJson",
    "base64ToString",
    "batchSize",
    "bool",
    "buildUri",
    "cidrHost",
    "cidrSubnet",
    "concat",
    "contains",
    "dataUri",
    "dataUriToString",
    "dateTimeAdd",
    "dateTimeFromEpoch",
    "dateTimeToEpoch",
    "description",
    "discriminator",
    "distinct",
    "empty",
    "endsWith",
    "export",
    "externalInput",
    "fail",
    "filter",
    "first",
    "flatten",
    "format",
    "groupBy",
    "guid",
    "indexOf",
    "int",
    "intersection",
    "items",
    "join",
    "json",
    "last",
    "lastIndexOf",
    "length",
    "like",
    "loadDirectoryFileInfo",
    "loadFileAsBase64",
    "loadJsonContent",
    "loadTextContent",
    "loadYamlContent",
    "map",
    "mapValues",
    "max",
    "maxLength",
    "maxValue",
    "metadata",
    "min",
    "minLength",
    "minValue",
    "nameof",
    "newGuid",
    "nullIfNotFound",
    "object",
    "objectKeys",
    "onlyIfNotExists",
    "padLeft",
    "parseCidr",
    "parseUri",
    "patch",
    "range",
    "readCliArg",
    "readEnvVar",
    "readEnvironmentVariable",
    "reduce",
    "replace",
    "resourceInput",
    "resourceOutput",
    "retryOn",
    "sealed",
    "secure",
    "secureObject",
    "secureString",
    "shallowMerge",
    "skip",
    "sort",
    "split",
    "startsWith",
    "string",
    "substring",
    "take",
    "toLower",
    "toObject",
    "toUpper",
    "trim",
    "union",
    "uniqueString",
    "uri",
    "uriComponent",
    "uriComponentToString",
    "utcNow",
    "validate",
    "waitUntil",
];

#[cfg(test)]
mod tests {
    use super::{AZ, Namespace, SYS, namespace};

    #[test]
    fn the_tables_are_sorted() {
        assert!(AZ.is_sorted());
        assert!(SYS.is_sorted());
    }

    #[test]
    fn names_are_found() {
        assert_eq!(namespace("listKeys"), Some(Namespace::Az));
        assert_eq!(namespace("resourceGroup"), Some(Namespace::Az));
        assert_eq!(namespace("uniqueString"), Some(Namespace::Sys));
        assert_eq!(namespace("description"), Some(Namespace::Sys));
        assert_eq!(namespace("resourceInput"), Some(Namespace::Sys));
        assert_eq!(namespace("portal"), None);
    }
}
