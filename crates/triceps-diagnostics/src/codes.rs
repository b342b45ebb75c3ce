//! The registry of all codes: id, who says it, default level, title.
//!
//! A code has its default level here; where the compiler decides by place, the check gives the level.

use crate::Code;
use crate::Severity::{Error, Warning};
use crate::Source::{Compiler, Linter, Triceps};

macro_rules! registry {
    ($($name:ident = $id:literal, $source:ident, $level:ident, $title:literal;)*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $title, ".")]
            pub const $name: Code = Code::new($id, $source, $level, $title);
        )*

        /// All codes, in the order of the registry.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

registry! {
    // The compiler.
    BCP015 = "BCP015", Compiler, Error, "a name is not an identifier";
    BCP024 = "BCP024", Compiler, Error, "a name is too long";
    BCP025 = "BCP025", Compiler, Error, "a property is declared twice";
    BCP028 = "BCP028", Compiler, Error, "a name is declared twice";
    BCP029 = "BCP029", Compiler, Error, "the resource type is not valid";
    BCP030 = "BCP030", Compiler, Error, "the type of an output is not valid";
    BCP031 = "BCP031", Compiler, Error, "the type of a parameter is not valid";
    BCP032 = "BCP032", Compiler, Error, "the value has to be a compile-time constant";
    BCP033 = "BCP033", Compiler, Error, "a value of the wrong type";
    BCP034 = "BCP034", Compiler, Error, "an item of the wrong type";
    BCP035 = "BCP035", Compiler, Warning, "required properties are missing";
    BCP036 = "BCP036", Compiler, Warning, "a property has a value of the wrong type";
    BCP037 = "BCP037", Compiler, Error, "the object has no such property";
    BCP040 = "BCP040", Compiler, Error, "an interpolated key cannot stand here";
    BCP041 = "BCP041", Compiler, Error, "a value of this type cannot be assigned to a variable";
    BCP044 = "BCP044", Compiler, Error, "the operand of a unary operator has the wrong type";
    BCP045 = "BCP045", Compiler, Error, "the operands of a binary operator have the wrong types";
    BCP046 = "BCP046", Compiler, Error, "a value of another type is expected";
    BCP048 = "BCP048", Compiler, Error, "no overload of the function fits the arguments";
    BCP051 = "BCP051", Compiler, Error, "a module path is not valid";
    BCP049 = "BCP049", Compiler, Error, "an index is neither a position nor a name";
    BCP052 = "BCP052", Compiler, Error, "the type has no such property to read";
    BCP053 = "BCP053", Compiler, Warning, "the type has no such property to read";
    BCP055 = "BCP055", Compiler, Error, "properties of this type cannot be read";
    BCP056 = "BCP056", Compiler, Error, "an object without properties cannot be indexed";
    BCP057 = "BCP057", Compiler, Error, "the name does not exist";
    BCP059 = "BCP059", Compiler, Error, "what is called is not a function";
    BCP060 = "BCP060", Compiler, Error, "variables are named directly";
    BCP061 = "BCP061", Compiler, Error, "parameters are named directly";
    BCP062 = "BCP062", Compiler, Error, "the referenced declaration has an error";
    BCP063 = "BCP063", Compiler, Error, "the name is not a parameter, variable, resource or module";
    BCP065 = "BCP065", Compiler, Error, "the function may stand in the default of a parameter only";
    BCP066 = "BCP066", Compiler, Error, "the function may stand in resources, variables and outputs only";
    BCP067 = "BCP067", Compiler, Error, "what a function is called on is no object";
    BCP069 = "BCP069", Compiler, Error, "the function is an operator in Bicep";
    BCP070 = "BCP070", Compiler, Error, "an argument has the wrong type";
    BCP071 = "BCP071", Compiler, Error, "the number of arguments is wrong";
    BCP072 = "BCP072", Compiler, Error, "the symbol cannot be referenced in a parameter's default";
    BCP073 = "BCP073", Compiler, Warning, "the property is read-only";
    BCP074 = "BCP074", Compiler, Error, "an array index has the wrong type";
    BCP075 = "BCP075", Compiler, Error, "an object index has the wrong type";
    BCP076 = "BCP076", Compiler, Error, "a value of this type cannot be indexed";
    BCP077 = "BCP077", Compiler, Error, "the property is write-only";
    BCP078 = "BCP078", Compiler, Warning, "the property that chooses the variant is missing";
    BCP079 = "BCP079", Compiler, Error, "a declaration refers to itself";
    BCP080 = "BCP080", Compiler, Error, "declarations refer to each other in a circle";
    BCP081 = "BCP081", Compiler, Warning, "the resource type has no data";
    BCP082 = "BCP082", Compiler, Error, "the name does not exist, but a similar one";
    BCP083 = "BCP083", Compiler, Warning, "the type has no such property, but a similar one";
    BCP084 = "BCP084", Compiler, Error, "the name is reserved";
    BCP085 = "BCP085", Compiler, Error, "a path holds a character that is not allowed";
    BCP087 = "BCP087", Compiler, Error, "an array or object literal cannot stand here";
    BCP088 = "BCP088", Compiler, Warning, "a misspelt member of an enum";
    BCP089 = "BCP089", Compiler, Error, "the object has no such property, but a similar one";
    BCP099 = "BCP099", Compiler, Error, "the list of allowed values is empty";
    BCP100 = "BCP100", Compiler, Error, "the function `if` is an operator in Bicep";
    BCP101 = "BCP101", Compiler, Error, "the function `createArray` is a literal in Bicep";
    BCP102 = "BCP102", Compiler, Error, "the function `createObject` is a literal in Bicep";
    BCP107 = "BCP107", Compiler, Error, "a namespace has no such function";
    BCP109 = "BCP109", Compiler, Error, "the type has no such function";
    BCP110 = "BCP110", Compiler, Error, "the type has no such function, but a similar one";
    BCP113 = "BCP113", Compiler, Error, "the scope cannot be deployed to from a template for tenants";
    BCP114 = "BCP114", Compiler, Error, "the scope cannot be deployed to from a template for management groups";
    BCP115 = "BCP115", Compiler, Error, "the scope cannot be deployed to from a template for subscriptions";
    BCP116 = "BCP116", Compiler, Error, "the scope cannot be deployed to from a template for resource groups";
    BCP120 = "BCP120", Compiler, Error, "the value has to be known when the deployment starts";
    BCP121 = "BCP121", Compiler, Error, "two resources have the same name";
    BCP122 = "BCP122", Compiler, Error, "two modules have the same name";
    BCP124 = "BCP124", Compiler, Error, "the decorator does not fit the type of its target";
    BCP125 = "BCP125", Compiler, Error, "the function cannot be used as a decorator here";
    BCP126 = "BCP126", Compiler, Error, "the function cannot be used as a variable decorator";
    BCP127 = "BCP127", Compiler, Error, "the function cannot be used as a resource decorator";
    BCP128 = "BCP128", Compiler, Error, "the function cannot be used as a module decorator";
    BCP129 = "BCP129", Compiler, Error, "the function cannot be used as an output decorator";
    BCP134 = "BCP134", Compiler, Error, "the module cannot be deployed at this scope";
    BCP135 = "BCP135", Compiler, Error, "the resource cannot be deployed at this scope";
    BCP137 = "BCP137", Compiler, Error, "a loop runs over an array";
    BCP138 = "BCP138", Compiler, Error, "a loop cannot stand here";
    BCP139 = "BCP139", Compiler, Error, "the scope of a resource has to match that of its file";
    BCP142 = "BCP142", Compiler, Error, "loops cannot be nested here";
    BCP143 = "BCP143", Compiler, Error, "a loop cannot be the value of a computed key";
    BCP144 = "BCP144", Compiler, Error, "a whole collection cannot be referenced here";
    BCP145 = "BCP145", Compiler, Error, "the output of a resource type is not valid";
    BCP154 = "BCP154", Compiler, Error, "a batch has at least one item";
    BCP155 = "BCP155", Compiler, Error, "the decorator belongs to loops only";
    BCP160 = "BCP160", Compiler, Error, "a resource cannot be nested in a looped one";
    BCP164 = "BCP164", Compiler, Error, "the scope of a child is that of its parent";
    BCP165 = "BCP165", Compiler, Error, "the scope of a resource is that of its file";
    BCP166 = "BCP166", Compiler, Error, "a decorator is given twice";
    BCP167 = "BCP167", Compiler, Error, "a condition cannot stand here";
    BCP168 = "BCP168", Compiler, Error, "a length is negative";
    BCP169 = "BCP169", Compiler, Error, "the name has the wrong number of segments";
    BCP170 = "BCP170", Compiler, Error, "the name of a child has too many segments";
    BCP173 = "BCP173", Compiler, Error, "the property cannot stand in an existing resource";
    BCP174 = "BCP174", Compiler, Warning, "the type of an extension is written by the path of both resources";
    BCP176 = "BCP176", Compiler, Error, "`any` cannot stand here";
    BCP177 = "BCP177", Compiler, Error, "a condition has to be known when the deployment starts";
    BCP178 = "BCP178", Compiler, Error, "a loop has to be known when the deployment starts";
    BCP179 = "BCP179", Compiler, Warning, "a name in a loop does not depend on the loop";
    BCP180 = "BCP180", Compiler, Error, "the function may only be assigned to a secure module parameter";
    BCP181 = "BCP181", Compiler, Error, "an argument has to be known when the deployment starts";
    BCP182 = "BCP182", Compiler, Error, "a loop of a variable has to be known when the deployment starts";
    BCP183 = "BCP183", Compiler, Error, "the module parameters have to be an object";
    BCP186 = "BCP186", Compiler, Error, "the text is not valid JSON";
    BCP187 = "BCP187", Compiler, Warning, "the property is not in the data of the type";
    BCP225 = "BCP225", Compiler, Warning, "the property that chooses the variant is not known before the deployment";
    BCP234 = "BCP234", Compiler, Warning, "the arguments of the function do not fit";
    BCP239 = "BCP239", Compiler, Error, "the name is reserved in this position";
    BCP240 = "BCP240", Compiler, Error, "the parent is not a resource";
    BCP241 = "BCP241", Compiler, Warning, "the function is deprecated";
    BCP242 = "BCP242", Compiler, Error, "a lambda may only be an argument of a function";
    BCP245 = "BCP245", Compiler, Warning, "the resource type is read-only";
    BCP246 = "BCP246", Compiler, Warning, "the resource type is read-only at this scope";
    BCP247 = "BCP247", Compiler, Error, "a lambda variable cannot index resources or modules";
    BCP248 = "BCP248", Compiler, Error, "a lambda variable cannot be used in this call";
    BCP265 = "BCP265", Compiler, Error, "the name is not a function, but one of a namespace";
    BCP268 = "BCP268", Compiler, Error, "the metadata name is reserved";
    BCP269 = "BCP269", Compiler, Error, "a decorator needs an object type";
    BCP286 = "BCP286", Compiler, Error, "a union member is not valid";
    BCP289 = "BCP289", Compiler, Error, "the type is not valid";
    BCP288 = "BCP288", Compiler, Error, "a type is used as a value";
    BCP293 = "BCP293", Compiler, Error, "the members of a union have to be literals";
    BCP294 = "BCP294", Compiler, Error, "the members of a union have to be of one type";
    BCP295 = "BCP295", Compiler, Error, "the decorator cannot constrain a union or literal type";
    BCP297 = "BCP297", Compiler, Error, "the function cannot be used as a type decorator";
    BCP298 = "BCP298", Compiler, Error, "a type refers to itself";
    BCP299 = "BCP299", Compiler, Error, "types refer to each other in a circle";
    BCP301 = "BCP301", Compiler, Error, "the type name is reserved";
    BCP302 = "BCP302", Compiler, Error, "the name is not a type";
    BCP307 = "BCP307", Compiler, Error, "a value has to be known when the deployment starts, in a name, scope or parent of an existing resource";
    BCP308 = "BCP308", Compiler, Error, "a decorator cannot constrain a type that is declared elsewhere";
    BCP309 = "BCP309", Compiler, Error, "the value cannot be flattened";
    BCP311 = "BCP311", Compiler, Error, "the tuple has no item at this index";
    BCP316 = "BCP316", Compiler, Error, "a sealed type cannot say what its other properties are";
    BCP318 = "BCP318", Compiler, Warning, "the value may be null at the start of the deployment";
    BCP321 = "BCP321", Compiler, Warning, "the value may be null";
    BCP322 = "BCP322", Compiler, Error, "`!` cannot be assigned to";
    BCP323 = "BCP323", Compiler, Error, "`?` cannot be used here";
    BCP326 = "BCP326", Compiler, Error, "an optional parameter cannot have a default";
    BCP327 = "BCP327", Compiler, Error, "the number is above the greatest value";
    BCP328 = "BCP328", Compiler, Error, "the number is below the least value";
    BCP329 = "BCP329", Compiler, Warning, "the number may be above the greatest value";
    BCP330 = "BCP330", Compiler, Warning, "the number may be below the least value";
    BCP331 = "BCP331", Compiler, Error, "the lower bound is above the upper one";
    BCP332 = "BCP332", Compiler, Error, "the value is too long";
    BCP333 = "BCP333", Compiler, Error, "the value is too short";
    BCP334 = "BCP334", Compiler, Warning, "the value may be too short";
    BCP335 = "BCP335", Compiler, Warning, "the value may be too long";
    BCP338 = "BCP338", Compiler, Error, "the expression cannot be evaluated";
    BCP339 = "BCP339", Compiler, Error, "the index is not valid";
    BCP341 = "BCP341", Compiler, Error, "the value cannot be calculated at the start of the deployment";
    BCP351 = "BCP351", Compiler, Error, "the user-defined function cannot be called here";
    BCP353 = "BCP353", Compiler, Error, "two names differ in case only";
    BCP361 = "BCP361", Compiler, Error, "an exported item refers to something that cannot be exported";
    BCP363 = "BCP363", Compiler, Error, "a discriminator needs a union of objects";
    BCP364 = "BCP364", Compiler, Error, "the discriminator has to be a required string literal in each object";
    BCP365 = "BCP365", Compiler, Error, "two objects of a union have the same value of the discriminator";
    BCP386 = "BCP386", Compiler, Error, "a decorator cannot constrain a type that comes from a resource";
    BCP388 = "BCP388", Compiler, Error, "only a tuple type has items by index";
    BCP389 = "BCP389", Compiler, Error, "the type does not say what its other properties are";
    BCP390 = "BCP390", Compiler, Error, "only an array type has items";
    BCP391 = "BCP391", Compiler, Error, "only a type with a name has members";
    BCP394 = "BCP394", Compiler, Error, "the whole body of a resource cannot be a type";
    BCP401 = "BCP401", Compiler, Error, "a spread cannot stand here";
    BCP402 = "BCP402", Compiler, Error, "a value that is spread has the wrong type";
    BCP403 = "BCP403", Compiler, Error, "an array that is spread has items of the wrong type";
    BCP408 = "BCP408", Compiler, Error, "`nameof` needs something with a name";
    BCP410 = "BCP410", Compiler, Error, "a division by zero";
    BCP414 = "BCP414", Compiler, Error, "the number of items does not fit";
    BCP416 = "BCP416", Compiler, Error, "the text does not match the pattern";
    BCP417 = "BCP417", Compiler, Error, "a spread and a loop cannot stand in one object";
    BCP420 = "BCP420", Compiler, Error, "the scope cannot be resolved before the deployment";
    BCP422 = "BCP422", Compiler, Warning, "a resource that may not be deployed is used without a check";
    BCP426 = "BCP426", Compiler, Error, "a secure output can only be read from a module";
    BCP433 = "BCP433", Compiler, Error, "a resource that is known at run time only waits for others";
    BCP434 = "BCP434", Compiler, Error, "a resource waits for one that is known at run time only";
    BCP445 = "BCP445", Compiler, Error, "`@nullIfNotFound` stands above a resource that is deployed";
    // Its linter.
    ADMINUSERNAME_SHOULD_NOT_BE_LITERAL = "adminusername-should-not-be-literal", Linter, Warning, "the user name of an administrator is a literal";
    ARTIFACTS_PARAMETERS = "artifacts-parameters", Linter, Warning, "the parameters for artifacts do not fit each other";
    DECOMPILER_CLEANUP = "decompiler-cleanup", Linter, Warning, "a name looks like the decompiler made it";
    MAX_OUTPUTS = "max-outputs", Linter, Error, "too many outputs";
    MAX_PARAMS = "max-params", Linter, Error, "too many parameters";
    MAX_RESOURCES = "max-resources", Linter, Error, "too many resources";
    MAX_VARIABLES = "max-variables", Linter, Error, "too many variables";
    NO_CONFLICTING_METADATA = "no-conflicting-metadata", Linter, Warning, "the description is given twice";
    NO_DEPLOYMENTS_RESOURCES = "no-deployments-resources", Linter, Warning, "a nested deployment is written as a resource";
    NO_EXPLICIT_ANY = "no-explicit-any", Linter, Warning, "the declared type is `any`";
    NO_HARDCODED_ENV_URLS = "no-hardcoded-env-urls", Linter, Warning, "an address of one Azure cloud";
    NO_UNNECESSARY_DEPENDSON = "no-unnecessary-dependson", Linter, Warning, "a dependency is implied already";
    NO_UNUSED_EXISTING_RESOURCES = "no-unused-existing-resources", Linter, Warning, "an existing resource is never used";
    NO_UNUSED_PARAMS = "no-unused-params", Linter, Warning, "a parameter is never used";
    NO_UNUSED_TYPES = "no-unused-types", Linter, Warning, "a type is never used";
    NO_UNUSED_VARS = "no-unused-vars", Linter, Warning, "a variable is never used";
    NESTED_DEPLOYMENT_TEMPLATE_SCOPING = "nested-deployment-template-scoping", Linter, Error, "a nested deployment refers to symbols of the outer template";
    OUTPUTS_SHOULD_NOT_CONTAIN_SECRETS = "outputs-should-not-contain-secrets", Linter, Error, "an output holds a secret";
    PREFER_INTERPOLATION = "prefer-interpolation", Linter, Warning, "text is joined with `concat`";
    PREFER_UNQUOTED_PROPERTY_NAMES = "prefer-unquoted-property-names", Linter, Warning, "a property name needs no quotes";
    PROTECT_COMMANDTOEXECUTE_SECRETS = "protect-commandtoexecute-secrets", Linter, Warning, "a command holds a secret";
    SECURE_PARAMETER_DEFAULT = "secure-parameter-default", Linter, Warning, "a secret has a default that everyone can read";
    SECURE_PARAMS_IN_NESTED_DEPLOY = "secure-params-in-nested-deploy", Linter, Warning, "a secure parameter is used in a nested deployment";
    SECURE_SECRETS_IN_PARAMS = "secure-secrets-in-params", Linter, Warning, "a parameter is named like a secret, but is not secure";
    SIMPLIFY_INTERPOLATION = "simplify-interpolation", Linter, Warning, "an interpolation holds a single string";
    SIMPLIFY_JSON_NULL = "simplify-json-null", Linter, Warning, "`json('null')` is `null`";
    USE_PARENT_PROPERTY = "use-parent-property", Linter, Warning, "the name holds that of the parent";
    USE_RECENT_AZ_POWERSHELL_VERSION = "use-recent-az-powershell-version", Linter, Warning, "the version of Azure PowerShell is old";
    USE_RECOGNIZED_RESOURCE_TYPE = "use-recognized-resource-type", Linter, Warning, "a function is called with an unknown resource type";
    USE_RESOURCE_SYMBOL_REFERENCE = "use-resource-symbol-reference", Linter, Warning, "a function is called with the id of a resource of the template";
    USE_SAFE_ACCESS = "use-safe-access", Linter, Warning, "a property is read after a test of its existence";
    USE_SECURE_VALUE_FOR_SECURE_INPUTS = "use-secure-value-for-secure-inputs", Linter, Warning, "a secure property gets a value that is not secure";
    USE_STABLE_RESOURCE_IDENTIFIERS = "use-stable-resource-identifiers", Linter, Warning, "an identifier changes with every deployment";
    USE_STABLE_VM_IMAGE = "use-stable-vm-image", Linter, Warning, "a virtual machine image is a preview";
    // triceps: models.
    TRI0001 = "TRI0001", Triceps, Error, "a handle belongs to another template";
    TRI0002 = "TRI0002", Triceps, Error, "a secret ends where everyone can read it";
    TRI0003 = "TRI0003", Triceps, Error, "a lower bound is above the upper one";
    TRI0004 = "TRI0004", Triceps, Error, "a module file does not end in `.bicep`";
    TRI0005 = "TRI0005", Triceps, Error, "two module files have one path";
    TRI0006 = "TRI0006", Triceps, Error, "an expression is too long";
    TRI0007 = "TRI0007", Triceps, Error, "the template is too large";
    TRI0008 = "TRI0008", Triceps, Error, "a local is used outside of its closure";
    TRI0009 = "TRI0009", Triceps, Error, "an expression is too deep or too large";
    TRI0010 = "TRI0010", Triceps, Error, "a name cannot be written in Bicep";
    TRI0011 = "TRI0011", Triceps, Error, "an expression breaks the compiler";
    // triceps: what Azure refuses or most likely did not mean.
    TRI0101 = "TRI0101", Triceps, Error, "a name certainly breaks the rule of its type: length, characters, first and last character, two hyphens in a row, or another name than the only one";
    TRI0102 = "TRI0102", Triceps, Warning, "a name can break the rule of its type: a parameter may get too long or have a value that does not fit, `uniqueString` may start with a digit";
    TRI0103 = "TRI0103", Triceps, Warning, "a name breaks what the documents say of its type, though Azure is not known to refuse it";
    TRI0104 = "TRI0104", Triceps, Warning, "the suffix of a revision is not made of lower-case letters, digits and single hyphens";
    TRI0105 = "TRI0105", Triceps, Error, "the name of a role assignment or of an administrator of PostgreSQL is no GUID";
    TRI0110 = "TRI0110", Triceps, Error, "the sums over all containers are none of the 16 pairs of the Consumption plan: 0.25 to 4 vCPU in steps of 0.25, with twice as many GiB";
    TRI0111 = "TRI0111", Triceps, Warning, "memory is not given as `2Gi`";
    TRI0112 = "TRI0112", Triceps, Warning, "more than 2 vCPU in an environment without workload profiles";
    TRI0113 = "TRI0113", Triceps, Warning, "the environment has no workload profile of this name";
    TRI0114 = "TRI0114", Triceps, Error, "`minReplicas` is not 0 to 1000, or `maxReplicas` not 1 to 1000";
    TRI0115 = "TRI0115", Triceps, Error, "`minReplicas` is greater than `maxReplicas`";
    TRI0116 = "TRI0116", Triceps, Warning, "no ingress, no rule, no Dapr and no least number of replicas: the app never starts";
    TRI0117 = "TRI0117", Triceps, Warning, "rules about CPU and memory alone, and `minReplicas` is 0";
    TRI0118 = "TRI0118", Triceps, Error, "a rule is not exactly one of `http`, `tcp`, `azureQueue` and `custom`";
    TRI0119 = "TRI0119", Triceps, Warning, "metadata of a rule is a number or a boolean instead of text";
    TRI0127 = "TRI0127", Triceps, Warning, "two rules have the same name";
    TRI0128 = "TRI0128", Triceps, Error, "`concurrentRequests` or `concurrentConnections` is no whole number from 1 on";
    TRI0129 = "TRI0129", Triceps, Warning, "`containerName` is no container of the app";
    TRI0120 = "TRI0120", Triceps, Error, "the name of a secret is not made of lower-case letters, digits, `-` and `.` with a letter or digit at either end";
    TRI0121 = "TRI0121", Triceps, Error, "two secrets have the same name";
    TRI0122 = "TRI0122", Triceps, Error, "a secret has both a `value` and a `keyVaultUrl`, or neither";
    TRI0123 = "TRI0123", Triceps, Error, "a secret has a `keyVaultUrl` without an `identity`";
    TRI0124 = "TRI0124", Triceps, Error, "a variable, volume, registry or rule refers to a secret that the app does not have";
    TRI0125 = "TRI0125", Triceps, Error, "a secret, registry, rule or identity setting names an identity that the app does not have";
    TRI0126 = "TRI0126", Triceps, Warning, "`keyVaultUrl` is no address: `@Microsoft.KeyVault(..)` is understood by App Service only";
    TRI0130 = "TRI0130", Triceps, Error, "an environment variable has both a `value` and a `secretRef`";
    TRI0131 = "TRI0131", Triceps, Warning, "two environment variables have the same name; the last one counts";
    TRI0132 = "TRI0132", Triceps, Warning, "an environment variable has a name that Azure sets itself";
    TRI0133 = "TRI0133", Triceps, Warning, "a value starts with `secretref:`, which only the command line understands";
    TRI0134 = "TRI0134", Triceps, Error, "two containers have the same name";
    TRI0140 = "TRI0140", Triceps, Error, "a mount names a volume that the app does not have";
    TRI0141 = "TRI0141", Triceps, Error, "a file share has no `storageName`";
    TRI0142 = "TRI0142", Triceps, Error, "a mount path has a `:` in it";
    TRI0143 = "TRI0143", Triceps, Error, "two volumes have the same name";
    TRI0160 = "TRI0160", Triceps, Error, "two probes of a container are of the same type";
    TRI0161 = "TRI0161", Triceps, Error, "a probe is not exactly one of `httpGet` and `tcpSocket`";
    TRI0162 = "TRI0162", Triceps, Error, "a number of a probe is out of its range";
    TRI0163 = "TRI0163", Triceps, Error, "a liveness or startup probe counts more than one success";
    TRI0150 = "TRI0150", Triceps, Error, "a registry has both an identity and a user name or password, or only half of the latter";
    TRI0151 = "TRI0151", Triceps, Warning, "a registry is listed twice";
    TRI0152 = "TRI0152", Triceps, Warning, "the app does not wait for the role assignment that lets its identity pull";
    TRI0153 = "TRI0153", Triceps, Warning, "registry and identity are new, and no role assignment lets the identity pull";
    TRI0154 = "TRI0154", Triceps, Warning, "the app pulls as its own identity from a registry of the template; that identity exists too late";
    TRI0170 = "TRI0170", Triceps, Error, "a port is not 1 to 65535";
    TRI0171 = "TRI0171", Triceps, Error, "`exposedPort` without the transport `tcp`, or one of 80 and 443";
    TRI0172 = "TRI0172", Triceps, Error, "`allowInsecure` with the transport `tcp`";
    TRI0173 = "TRI0173", Triceps, Error, "the weights of the traffic do not sum up to 100";
    TRI0174 = "TRI0174", Triceps, Warning, "traffic is split in the revision mode `Single`";
    TRI0175 = "TRI0175", Triceps, Error, "sticky sessions in the revision mode `Multiple`, or with the transport `tcp`";
    TRI0176 = "TRI0176", Triceps, Warning, "CORS with the origin `*` and credentials";
    TRI0177 = "TRI0177", Triceps, Error, "some IP restrictions allow and some deny";
    TRI0178 = "TRI0178", Triceps, Error, "the binding `SniEnabled` without a certificate";
    TRI0179 = "TRI0179", Triceps, Error, "more than 5 further ports, or a port mapped twice";
    TRI0180 = "TRI0180", Triceps, Warning, "Dapr is on without an `appId`";
    TRI0181 = "TRI0181", Triceps, Error, "an interval, timeout or threshold of the health check of Dapr is less than 1";
    TRI0185 = "TRI0185", Triceps, Error, "an internal environment without a subnet";
    TRI0186 = "TRI0186", Triceps, Error, "a zone-redundant environment without a subnet";
    TRI0187 = "TRI0187", Triceps, Error, "the destination `log-analytics` without a workspace";
    TRI0188 = "TRI0188", Triceps, Error, "a workload profile whose least number is greater than its greatest, or counts machines of `Consumption`";
    TRI0189 = "TRI0189", Triceps, Error, "two workload profiles have the same name";
    TRI0190 = "TRI0190", Triceps, Warning, "a limit of the ingress is out of its range";
    TRI0191 = "TRI0191", Triceps, Warning, "a resource that Azure keeps in a location has none";
    TRI0193 = "TRI0193", Triceps, Warning, "the retention of a workspace is not what its plan allows";
    TRI0194 = "TRI0194", Triceps, Warning, "a registry uses what only a higher tier has";
    TRI0195 = "TRI0195", Triceps, Warning, "`condition` without `conditionVersion`, or the other way round";
    TRI0196 = "TRI0196", Triceps, Warning, "a role for a new identity without `principalType`";
    TRI0197 = "TRI0197", Triceps, Error, "a vault keeps deleted things for less than 7 or more than 90 days";
    TRI0198 = "TRI0198", Triceps, Error, "`enablePurgeProtection` is false, which is refused";
    TRI0199 = "TRI0199", Triceps, Warning, "access policies in a vault where roles decide";
}

/// The code with this id, or none.
///
/// ```
/// assert_eq!(triceps_diagnostics::codes::find("BCP036").map(|code| code.title()), Some("a property has a value of the wrong type"));
/// ```
pub fn find(id: &str) -> Option<Code> {
    ALL.iter().copied().find(|code| code.id() == id)
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<&str> = ALL.iter().map(|code| code.id()).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}
