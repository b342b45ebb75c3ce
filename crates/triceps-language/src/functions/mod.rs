//! The functions of the language: their names here, their rows in files by topic.

mod addresses;
mod arrays;
mod dates;
mod encoding;
mod lambdas;
mod loads;
mod misc;
mod numbers;
mod objects;
mod resources;
mod scopes;
mod strings;

use super::Namespace;
use super::row::{Flags, Row};
use super::sig::RecordSig;

macro_rules! functions {
    ($($variant:ident = $namespace:ident $name:literal => $row:path;)*) => {
        /// A function of the language. Functions of `az` that start with `list` are not here, since every resource
        /// type brings its own; see `Callee::List`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Function {
            $(
                #[doc = concat!("`", $name, "`")]
                $variant,
            )*
        }

        impl Function {
            /// All functions, sorted by name.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in Bicep. Functions of the namespace `this` always stand with it: `this.exists`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The namespace that it is in.
            pub const fn namespace(self) -> Namespace {
                match self {
                    $(Self::$variant => Namespace::$namespace,)*
                }
            }

            /// What the table says about it.
            pub fn row(self) -> &'static Row {
                match self {
                    $(Self::$variant => const { &$row },)*
                }
            }
        }
    };
}

functions! {
    Any = Sys "any" => misc::ANY;
    Array = Sys "array" => arrays::ARRAY;
    Base64 = Sys "base64" => encoding::TO_BASE64;
    Base64ToJson = Sys "base64ToJson" => encoding::BASE64_TO_JSON;
    Base64ToString = Sys "base64ToString" => encoding::BASE64_TO_STRING;
    Bool = Sys "bool" => numbers::BOOL;
    BuildUri = Sys "buildUri" => addresses::BUILD_URI;
    CidrHost = Sys "cidrHost" => addresses::CIDR_HOST;
    CidrSubnet = Sys "cidrSubnet" => addresses::CIDR_SUBNET;
    Concat = Sys "concat" => arrays::CONCAT;
    Contains = Sys "contains" => arrays::CONTAINS;
    DataUri = Sys "dataUri" => encoding::DATA_URI;
    DataUriToString = Sys "dataUriToString" => encoding::DATA_URI_TO_STRING;
    DateTimeAdd = Sys "dateTimeAdd" => dates::DATE_TIME_ADD;
    DateTimeFromEpoch = Sys "dateTimeFromEpoch" => dates::DATE_TIME_FROM_EPOCH;
    DateTimeToEpoch = Sys "dateTimeToEpoch" => dates::DATE_TIME_TO_EPOCH;
    Deployer = Az "deployer" => scopes::DEPLOYER;
    Deployment = Az "deployment" => scopes::DEPLOYMENT;
    Distinct = Sys "distinct" => arrays::DISTINCT;
    Empty = Sys "empty" => arrays::EMPTY;
    EndsWith = Sys "endsWith" => strings::ENDS_WITH;
    Environment = Az "environment" => scopes::ENVIRONMENT;
    ExtensionResourceId = Az "extensionResourceId" => resources::EXTENSION_RESOURCE_ID;
    ExternalInput = Sys "externalInput" => loads::EXTERNAL_INPUT;
    Fail = Sys "fail" => misc::FAIL;
    Filter = Sys "filter" => lambdas::FILTER;
    First = Sys "first" => arrays::FIRST;
    Flatten = Sys "flatten" => arrays::FLATTEN;
    Format = Sys "format" => strings::FORMAT;
    GetRoleAssignmentName = Az "getRoleAssignmentName" => resources::GET_ROLE_ASSIGNMENT_NAME;
    GetSecret = Az "getSecret" => loads::GET_SECRET;
    GroupBy = Sys "groupBy" => lambdas::GROUP_BY;
    Guid = Sys "guid" => strings::GUID;
    IndexOf = Sys "indexOf" => strings::INDEX_OF;
    Int = Sys "int" => numbers::INT;
    Intersection = Sys "intersection" => arrays::INTERSECTION;
    Items = Sys "items" => objects::ITEMS;
    Join = Sys "join" => strings::JOIN;
    Json = Sys "json" => objects::JSON;
    Last = Sys "last" => arrays::LAST;
    LastIndexOf = Sys "lastIndexOf" => strings::LAST_INDEX_OF;
    Length = Sys "length" => arrays::LENGTH;
    Like = Sys "like" => strings::LIKE;
    LoadDirectoryFileInfo = Sys "loadDirectoryFileInfo" => loads::LOAD_DIRECTORY_FILE_INFO;
    LoadFileAsBase64 = Sys "loadFileAsBase64" => loads::LOAD_FILE_AS_BASE64;
    LoadJsonContent = Sys "loadJsonContent" => loads::LOAD_JSON_CONTENT;
    LoadTextContent = Sys "loadTextContent" => loads::LOAD_TEXT_CONTENT;
    LoadYamlContent = Sys "loadYamlContent" => loads::LOAD_YAML_CONTENT;
    ManagementGroup = Az "managementGroup" => scopes::MANAGEMENT_GROUP;
    ManagementGroupResourceId = Az "managementGroupResourceId" => resources::MANAGEMENT_GROUP_RESOURCE_ID;
    Map = Sys "map" => lambdas::MAP;
    MapValues = Sys "mapValues" => lambdas::MAP_VALUES;
    Max = Sys "max" => numbers::MAX;
    Min = Sys "min" => numbers::MIN;
    Nameof = Sys "nameof" => misc::NAMEOF;
    NewGuid = Sys "newGuid" => misc::NEW_GUID;
    ObjectKeys = Sys "objectKeys" => objects::OBJECT_KEYS;
    PadLeft = Sys "padLeft" => strings::PAD_LEFT;
    ParseCidr = Sys "parseCidr" => addresses::PARSE_CIDR;
    ParseUri = Sys "parseUri" => addresses::PARSE_URI;
    PickZones = Az "pickZones" => resources::PICK_ZONES;
    Providers = Az "providers" => resources::PROVIDERS;
    Range = Sys "range" => arrays::RANGE;
    ReadCliArg = Sys "readCliArg" => loads::READ_CLI_ARG;
    ReadEnvVar = Sys "readEnvVar" => loads::READ_ENV_VAR;
    ReadEnvironmentVariable = Sys "readEnvironmentVariable" => loads::READ_ENVIRONMENT_VARIABLE;
    Reduce = Sys "reduce" => lambdas::REDUCE;
    Reference = Az "reference" => resources::REFERENCE;
    Replace = Sys "replace" => strings::REPLACE;
    ResourceGroup = Az "resourceGroup" => scopes::RESOURCE_GROUP;
    ResourceId = Az "resourceId" => resources::RESOURCE_ID;
    RoleDefinitions = Az "roleDefinitions" => resources::ROLE_DEFINITIONS;
    ShallowMerge = Sys "shallowMerge" => objects::SHALLOW_MERGE;
    Skip = Sys "skip" => arrays::SKIP;
    Sort = Sys "sort" => lambdas::SORT;
    Split = Sys "split" => strings::SPLIT;
    StartsWith = Sys "startsWith" => strings::STARTS_WITH;
    String = Sys "string" => strings::STRING;
    Subscription = Az "subscription" => scopes::SUBSCRIPTION;
    SubscriptionResourceId = Az "subscriptionResourceId" => resources::SUBSCRIPTION_RESOURCE_ID;
    Substring = Sys "substring" => strings::SUBSTRING;
    Take = Sys "take" => arrays::TAKE;
    Tenant = Az "tenant" => scopes::TENANT;
    TenantResourceId = Az "tenantResourceId" => resources::TENANT_RESOURCE_ID;
    ThisExistingResource = This "this.existingResource" => resources::THIS_EXISTING_RESOURCE;
    ThisExists = This "this.exists" => resources::THIS_EXISTS;
    ToLogicalZone = Az "toLogicalZone" => resources::TO_LOGICAL_ZONE;
    ToLogicalZones = Az "toLogicalZones" => resources::TO_LOGICAL_ZONES;
    ToLower = Sys "toLower" => strings::TO_LOWER;
    ToObject = Sys "toObject" => lambdas::TO_OBJECT;
    ToPhysicalZone = Az "toPhysicalZone" => resources::TO_PHYSICAL_ZONE;
    ToPhysicalZones = Az "toPhysicalZones" => resources::TO_PHYSICAL_ZONES;
    ToUpper = Sys "toUpper" => strings::TO_UPPER;
    Trim = Sys "trim" => strings::TRIM;
    Union = Sys "union" => arrays::UNION;
    UniqueString = Sys "uniqueString" => strings::UNIQUE_STRING;
    Uri = Sys "uri" => addresses::URI;
    UriComponent = Sys "uriComponent" => encoding::URI_COMPONENT;
    UriComponentToString = Sys "uriComponentToString" => encoding::URI_COMPONENT_TO_STRING;
    UtcNow = Sys "utcNow" => dates::UTC_NOW;
}

impl Function {
    /// The function of this name, or none.
    ///
    /// ```
    /// use triceps_language::{Function, Namespace};
    ///
    /// assert_eq!(Function::find("uniqueString"), Some(Function::UniqueString));
    /// assert_eq!(Function::UniqueString.namespace(), Namespace::Sys);
    /// ```
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.binary_search_by(|function| function.name().cmp(name)).ok().map(|position| Self::ALL[position])
    }
}

/// What the table says about the functions whose names start with `list`.
pub fn list_row() -> &'static Row {
    const { &resources::LIST }
}

/// What `deployment()` gives in a file for a resource group; in all others it has a `location` too.
pub const DEPLOYMENT_RECORD: &RecordSig = &scopes::DEPLOYMENT_RECORD;

impl Function {
    /// Whether all of `flags` hold for it.
    pub fn has(self, flags: Flags) -> bool {
        self.row().flags.contains(flags)
    }
}

#[cfg(test)]
mod tests {
    use super::Function;
    use crate::{Flags, Rule, Sig};

    #[test]
    fn the_table_is_sorted() {
        assert!(Function::ALL.is_sorted_by_key(|function| function.name()));
    }

    #[test]
    fn rows_are_well_formed() {
        for function in Function::ALL {
            let row = function.row();
            assert!(row.summary.ends_with('.'), "{}: a sentence", function.name());
            assert!(!row.overloads.is_empty(), "{}: has an overload", function.name());
            for overload in row.overloads {
                let optional = overload.params.iter().position(|param| param.optional);
                let required = overload.params.iter().rposition(|param| !param.optional);
                assert!(optional.is_none() || required < optional, "{}: required ones first", function.name());
                assert!(optional.is_none() || overload.rest.is_none(), "{}: rest or optional", function.name());
                assert!(!overload.folds || row.eval.is_some(), "{}: folds by evaluation", function.name());
            }
        }
    }

    #[test]
    fn flags_say_where_a_function_may_stand() {
        let with = |flags| Function::ALL.iter().filter(|f| f.has(flags)).map(|f| f.name()).collect::<Vec<_>>();
        assert_eq!(with(Flags::PARAM_DEFAULT), ["newGuid", "utcNow"]);
        assert_eq!(with(Flags::BY_NAME), ["nameof"]);
        assert_eq!(
            with(Flags::PARAMS_FILE),
            ["externalInput", "getSecret", "readCliArg", "readEnvVar", "readEnvironmentVariable"]
        );
        assert!(with(Flags::INLINED).contains(&"reference"));
    }

    #[test]
    fn overloads_are_written_as_the_compiler_does() {
        let overloads =
            |function: Function| function.row().overloads.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(overloads(Function::Length), ["(arg: object | string): int", "(arg: array): int"]);
        assert_eq!(overloads(Function::Filter), ["(array: array, predicate: (any[, int]) => bool): array"]);
        assert_eq!(
            overloads(Function::ToObject),
            ["(array: array, keyPredicate: any => string, [valuePredicate: any => any]): object"]
        );
        assert_eq!(overloads(Function::Guid), ["(... : string): string"]);
    }

    #[test]
    fn every_rule_and_scope_has_a_function() {
        let overloads = || Function::ALL.iter().flat_map(|function| function.row().overloads);
        assert!(overloads().any(|overload| overload.rule == Rule::Reduce));
        assert!(
            overloads()
                .filter(|overload| overload.names_scope)
                .all(|overload| { matches!(overload.result, Sig::Scope(_, fields) if fields.is_empty()) })
        );
    }
}
