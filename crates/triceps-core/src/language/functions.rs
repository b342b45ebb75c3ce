//! The functions of the language.

use super::Namespace;

macro_rules! functions {
    ($($variant:ident = $namespace:ident $name:literal;)*) => {
        /// A function of the language. Functions of `az` that start with `list` are not here, since every resource
        /// type brings its own; see [`Callee::List`](crate::Callee::List).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
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
        }
    };
}

functions! {
    Any = Sys "any";
    Array = Sys "array";
    Base64 = Sys "base64";
    Base64ToJson = Sys "base64ToJson";
    Base64ToString = Sys "base64ToString";
    Bool = Sys "bool";
    BuildUri = Sys "buildUri";
    CidrHost = Sys "cidrHost";
    CidrSubnet = Sys "cidrSubnet";
    Concat = Sys "concat";
    Contains = Sys "contains";
    DataUri = Sys "dataUri";
    DataUriToString = Sys "dataUriToString";
    DateTimeAdd = Sys "dateTimeAdd";
    DateTimeFromEpoch = Sys "dateTimeFromEpoch";
    DateTimeToEpoch = Sys "dateTimeToEpoch";
    Deployer = Az "deployer";
    Deployment = Az "deployment";
    Distinct = Sys "distinct";
    Empty = Sys "empty";
    EndsWith = Sys "endsWith";
    Environment = Az "environment";
    ExtensionResourceId = Az "extensionResourceId";
    ExternalInput = Sys "externalInput";
    Fail = Sys "fail";
    Filter = Sys "filter";
    First = Sys "first";
    Flatten = Sys "flatten";
    Format = Sys "format";
    GetRoleAssignmentName = Az "getRoleAssignmentName";
    GroupBy = Sys "groupBy";
    Guid = Sys "guid";
    IndexOf = Sys "indexOf";
    Int = Sys "int";
    Intersection = Sys "intersection";
    Items = Sys "items";
    Join = Sys "join";
    Json = Sys "json";
    Last = Sys "last";
    LastIndexOf = Sys "lastIndexOf";
    Length = Sys "length";
    Like = Sys "like";
    LoadDirectoryFileInfo = Sys "loadDirectoryFileInfo";
    LoadFileAsBase64 = Sys "loadFileAsBase64";
    LoadJsonContent = Sys "loadJsonContent";
    LoadTextContent = Sys "loadTextContent";
    LoadYamlContent = Sys "loadYamlContent";
    ManagementGroup = Az "managementGroup";
    ManagementGroupResourceId = Az "managementGroupResourceId";
    Map = Sys "map";
    MapValues = Sys "mapValues";
    Max = Sys "max";
    Min = Sys "min";
    Nameof = Sys "nameof";
    NewGuid = Sys "newGuid";
    ObjectKeys = Sys "objectKeys";
    PadLeft = Sys "padLeft";
    ParseCidr = Sys "parseCidr";
    ParseUri = Sys "parseUri";
    PickZones = Az "pickZones";
    Providers = Az "providers";
    Range = Sys "range";
    ReadCliArg = Sys "readCliArg";
    ReadEnvVar = Sys "readEnvVar";
    ReadEnvironmentVariable = Sys "readEnvironmentVariable";
    Reduce = Sys "reduce";
    Reference = Az "reference";
    Replace = Sys "replace";
    ResourceGroup = Az "resourceGroup";
    ResourceId = Az "resourceId";
    RoleDefinitions = Az "roleDefinitions";
    ShallowMerge = Sys "shallowMerge";
    Skip = Sys "skip";
    Sort = Sys "sort";
    Split = Sys "split";
    StartsWith = Sys "startsWith";
    String = Sys "string";
    Subscription = Az "subscription";
    SubscriptionResourceId = Az "subscriptionResourceId";
    Substring = Sys "substring";
    Take = Sys "take";
    Tenant = Az "tenant";
    TenantResourceId = Az "tenantResourceId";
    ThisExistingResource = This "this.existingResource";
    ThisExists = This "this.exists";
    ToLogicalZone = Az "toLogicalZone";
    ToLogicalZones = Az "toLogicalZones";
    ToLower = Sys "toLower";
    ToObject = Sys "toObject";
    ToPhysicalZone = Az "toPhysicalZone";
    ToPhysicalZones = Az "toPhysicalZones";
    ToUpper = Sys "toUpper";
    Trim = Sys "trim";
    Union = Sys "union";
    UniqueString = Sys "uniqueString";
    Uri = Sys "uri";
    UriComponent = Sys "uriComponent";
    UriComponentToString = Sys "uriComponentToString";
    UtcNow = Sys "utcNow";
}

impl Function {
    /// The function of this name, or none.
    ///
    /// ```
    /// use triceps_core::language::{Function, Namespace};
    ///
    /// assert_eq!(Function::find("uniqueString"), Some(Function::UniqueString));
    /// assert_eq!(Function::UniqueString.namespace(), Namespace::Sys);
    /// ```
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.binary_search_by(|function| function.name().cmp(name)).ok().map(|position| Self::ALL[position])
    }
}

#[cfg(test)]
mod tests {
    use super::Function;

    #[test]
    fn the_table_is_sorted() {
        assert!(Function::ALL.is_sorted_by_key(|function| function.name()));
    }
}
