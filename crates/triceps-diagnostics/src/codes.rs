//! The registry of all codes: id, who says it, default level, title.
//!
//! A code has its default level here; where the compiler decides by place, the check gives the level.

use crate::Code;
use crate::Severity::{Error, Info, Warning};
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
    BCP032 = "BCP032", Compiler, Error, "the value must be a compile-time constant";
    BCP033 = "BCP033", Compiler, Error, "a value of the wrong type";
    BCP034 = "BCP034", Compiler, Error, "an item of the wrong type";
    BCP035 = "BCP035", Compiler, Warning, "required properties are missing";
    BCP036 = "BCP036", Compiler, Warning, "a property has a value of the wrong type";
    BCP037 = "BCP037", Compiler, Error, "the object has no such property";
    BCP040 = "BCP040", Compiler, Error, "an interpolated key cannot be used here";
    BCP041 = "BCP041", Compiler, Error, "a value of this type cannot be assigned to a variable";
    BCP044 = "BCP044", Compiler, Error, "the operand of a unary operator has the wrong type";
    BCP045 = "BCP045", Compiler, Error, "the operands of a binary operator have the wrong types";
    BCP046 = "BCP046", Compiler, Error, "a value of another type is expected";
    BCP047 = "BCP047", Compiler, Error, "the type of a resource holds an interpolation";
    BCP048 = "BCP048", Compiler, Error, "no overload of the function fits the arguments";
    BCP051 = "BCP051", Compiler, Error, "a module path is not valid";
    BCP049 = "BCP049", Compiler, Error, "an index is neither a position nor a name";
    BCP052 = "BCP052", Compiler, Error, "the type has no such property to read";
    BCP053 = "BCP053", Compiler, Warning, "the type has no such property to read";
    BCP055 = "BCP055", Compiler, Error, "properties of this type cannot be read";
    BCP056 = "BCP056", Compiler, Error, "an object without properties cannot be indexed";
    BCP057 = "BCP057", Compiler, Error, "the name does not exist";
    BCP059 = "BCP059", Compiler, Error, "a value that is not a function is called";
    BCP060 = "BCP060", Compiler, Error, "a variable is read by its name, without `variables()`";
    BCP061 = "BCP061", Compiler, Error, "a parameter is read by its name, without `parameters()`";
    BCP062 = "BCP062", Compiler, Error, "the referenced declaration has an error";
    BCP063 = "BCP063", Compiler, Error, "the name is not a parameter, variable, resource or module";
    BCP065 = "BCP065", Compiler, Error, "the function can only be used in the default of a parameter";
    BCP066 = "BCP066", Compiler, Error, "the function can only be used in resources, variables and outputs";
    BCP067 = "BCP067", Compiler, Error, "a function is called on a value that is not an object";
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
    BCP082 = "BCP082", Compiler, Error, "the name does not exist; a similar one does";
    BCP083 = "BCP083", Compiler, Warning, "the type has no such property; a similar one exists";
    BCP084 = "BCP084", Compiler, Error, "the name is reserved";
    BCP085 = "BCP085", Compiler, Error, "a path holds a character that is not allowed";
    BCP087 = "BCP087", Compiler, Error, "an array or object literal cannot be used here";
    BCP088 = "BCP088", Compiler, Warning, "a misspelled member of an enum";
    BCP089 = "BCP089", Compiler, Error, "the object has no such property; a similar one exists";
    BCP099 = "BCP099", Compiler, Error, "the list of allowed values is empty";
    BCP100 = "BCP100", Compiler, Error, "the function `if` is an operator in Bicep";
    BCP101 = "BCP101", Compiler, Error, "the function `createArray` is a literal in Bicep";
    BCP102 = "BCP102", Compiler, Error, "the function `createObject` is a literal in Bicep";
    BCP107 = "BCP107", Compiler, Error, "a namespace has no such function";
    BCP109 = "BCP109", Compiler, Error, "the type has no such function";
    BCP110 = "BCP110", Compiler, Error, "the type has no such function; a similar one exists";
    BCP113 = "BCP113", Compiler, Error, "the scope cannot be deployed to from a template for tenants";
    BCP114 = "BCP114", Compiler, Error, "the scope cannot be deployed to from a template for management groups";
    BCP115 = "BCP115", Compiler, Error, "the scope cannot be deployed to from a template for subscriptions";
    BCP116 = "BCP116", Compiler, Error, "the scope cannot be deployed to from a template for resource groups";
    BCP120 = "BCP120", Compiler, Error, "the value must be known when the deployment starts";
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
    BCP138 = "BCP138", Compiler, Error, "a loop cannot be used here";
    BCP139 = "BCP139", Compiler, Error, "the scope of a resource must match that of its file";
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
    BCP167 = "BCP167", Compiler, Error, "a condition cannot be used here";
    BCP168 = "BCP168", Compiler, Error, "a length is negative";
    BCP169 = "BCP169", Compiler, Error, "the name has the wrong number of segments";
    BCP170 = "BCP170", Compiler, Error, "the name of a child has too many segments";
    BCP173 = "BCP173", Compiler, Error, "the property cannot be set on an existing resource";
    BCP174 = "BCP174", Compiler, Warning, "the type of an extension is written by the path of both resources";
    BCP176 = "BCP176", Compiler, Error, "`any` cannot be used here";
    BCP177 = "BCP177", Compiler, Error, "a condition must be known when the deployment starts";
    BCP178 = "BCP178", Compiler, Error, "a loop must be known when the deployment starts";
    BCP179 = "BCP179", Compiler, Warning, "a name in a loop does not depend on the loop";
    BCP180 = "BCP180", Compiler, Error, "the function may only be assigned to a secure module parameter";
    BCP181 = "BCP181", Compiler, Error, "an argument must be known when the deployment starts";
    BCP182 = "BCP182", Compiler, Error, "a loop of a variable must be known when the deployment starts";
    BCP183 = "BCP183", Compiler, Error, "the module parameters must be an object";
    BCP186 = "BCP186", Compiler, Error, "the text is not valid JSON";
    BCP184 = "BCP184", Compiler, Error, "a file that is loaded is too large";
    BCP430 = "BCP430", Compiler, Error, "a file is given where a folder is expected";
    BCP428 = "BCP428", Compiler, Error, "a folder that is listed is not there";
    BCP271 = "BCP271", Compiler, Error, "a configuration is not JSON";
    BCP272 = "BCP272", Compiler, Error, "a configuration cannot be read";
    BCP273 = "BCP273", Compiler, Error, "a configuration names an invalid version of Bicep";
    BCP453 = "BCP453", Compiler, Error, "a configuration extends an absolute path";
    BCP454 = "BCP454", Compiler, Error, "configurations extend each other in a circle";
    BCP455 = "BCP455", Compiler, Error, "a configuration extends too many others";
    BCP456 = "BCP456", Compiler, Error, "a configuration requires another version of Bicep";
    BCP188 = "BCP188", Compiler, Error, "a template of a module has errors";
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
    BCP293 = "BCP293", Compiler, Error, "the members of a union must be literals";
    BCP294 = "BCP294", Compiler, Error, "the members of a union must be of one type";
    BCP295 = "BCP295", Compiler, Error, "the decorator cannot constrain a union or literal type";
    BCP297 = "BCP297", Compiler, Error, "the function cannot be used as a type decorator";
    BCP298 = "BCP298", Compiler, Error, "a type refers to itself";
    BCP299 = "BCP299", Compiler, Error, "types refer to each other in a circle";
    BCP301 = "BCP301", Compiler, Error, "the type name is reserved";
    BCP302 = "BCP302", Compiler, Error, "the name is not a type";
    BCP307 = "BCP307", Compiler, Error, "a value must be known when the deployment starts, in a name, scope or parent of an existing resource";
    BCP308 = "BCP308", Compiler, Error, "a decorator cannot constrain a type that is declared elsewhere";
    BCP309 = "BCP309", Compiler, Error, "the value cannot be flattened";
    BCP311 = "BCP311", Compiler, Error, "the tuple has no item at this index";
    BCP316 = "BCP316", Compiler, Error, "a sealed type cannot declare other properties";
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
    BCP361 = "BCP361", Compiler, Error, "only declarations can be exported";
    BCP363 = "BCP363", Compiler, Error, "a discriminator needs a union of objects";
    BCP364 = "BCP364", Compiler, Error, "the discriminator must be a required string literal in each object";
    BCP365 = "BCP365", Compiler, Error, "two objects of a union have the same value of the discriminator";
    BCP386 = "BCP386", Compiler, Error, "a decorator cannot constrain a type that comes from a resource";
    BCP388 = "BCP388", Compiler, Error, "only a tuple type has items by index";
    BCP389 = "BCP389", Compiler, Error, "the type does not declare its other properties";
    BCP390 = "BCP390", Compiler, Error, "only an array type has items";
    BCP391 = "BCP391", Compiler, Error, "only a type with a name has members";
    BCP392 = "BCP392", Compiler, Warning, "a type of a module comes from what is not a resource type";
    BCP394 = "BCP394", Compiler, Error, "the whole body of a resource cannot be a type";
    BCP401 = "BCP401", Compiler, Error, "a spread cannot be used here";
    BCP402 = "BCP402", Compiler, Error, "a value that is spread has the wrong type";
    BCP403 = "BCP403", Compiler, Error, "an array that is spread has items of the wrong type";
    BCP408 = "BCP408", Compiler, Error, "`nameof` needs something with a name";
    BCP410 = "BCP410", Compiler, Error, "a division by zero";
    BCP366 = "BCP366", Compiler, Error, "the property that chooses the variant has another name";
    BCP415 = "BCP415", Compiler, Error, "an index from the end is a name";
    BCP431 = "BCP431", Compiler, Error, "the settings of an extension of a module are not an object";
    BCP440 = "BCP440", Compiler, Error, "`@secure` is used on a type that is neither a string nor an object";
    BCP444 = "BCP444", Compiler, Error, "the settings of an extension are known at run time only";
    BCP157 = "BCP157", Compiler, Error, "the type of the resource around this one is not known";
    BCP412 = "BCP412", Compiler, Error, "the type of a variable is not valid";
    BCP414 = "BCP414", Compiler, Error, "the number of items does not fit";
    BCP416 = "BCP416", Compiler, Error, "the string does not match the pattern";
    BCP417 = "BCP417", Compiler, Error, "a spread and a loop cannot be used in one object";
    BCP420 = "BCP420", Compiler, Error, "the scope cannot be resolved before the deployment";
    BCP422 = "BCP422", Compiler, Warning, "a resource that may not be deployed is used without a check";
    BCP426 = "BCP426", Compiler, Error, "a secure output can only be read from a module";
    BCP433 = "BCP433", Compiler, Error, "a resource that is known at run time only waits for others";
    BCP434 = "BCP434", Compiler, Error, "a resource waits for one that is known at run time only";
    BCP445 = "BCP445", Compiler, Error, "`@nullIfNotFound` is used on a resource that is deployed";
    // Its linter.
    ADMINUSERNAME_SHOULD_NOT_BE_LITERAL = "adminusername-should-not-be-literal", Linter, Warning, "the user name of an administrator is a literal";
    ARTIFACTS_PARAMETERS = "artifacts-parameters", Linter, Warning, "the parameters for artifacts do not fit each other";
    DECOMPILER_CLEANUP = "decompiler-cleanup", Linter, Warning, "a name looks like the decompiler made it";
    MAX_OUTPUTS = "max-outputs", Linter, Error, "too many outputs";
    MAX_PARAMS = "max-params", Linter, Error, "too many parameters";
    MAX_RESOURCES = "max-resources", Linter, Error, "too many resources";
    MAX_VARIABLES = "max-variables", Linter, Error, "too many variables";
    NO_CONFLICTING_VERSION_CONSTRAINTS = "no-conflicting-version-constraints", Linter, Error, "no version of Bicep satisfies all configurations";
    NO_INCOMPATIBLE_ENTRYPOINT_VERSION = "no-incompatible-entrypoint-version", Linter, Warning, "a file that is used requires other versions of Bicep";
    NO_CONFLICTING_METADATA = "no-conflicting-metadata", Linter, Warning, "the description is given twice";
    NO_DEPLOYMENTS_RESOURCES = "no-deployments-resources", Linter, Warning, "a nested deployment is written as a resource";
    NO_EXPLICIT_ANY = "no-explicit-any", Linter, Warning, "the declared type is `any`";
    NO_HARDCODED_ENV_URLS = "no-hardcoded-env-urls", Linter, Warning, "an address belongs to one Azure cloud only";
    NO_UNNECESSARY_DEPENDSON = "no-unnecessary-dependson", Linter, Warning, "a dependency is implied already";
    NO_UNUSED_EXISTING_RESOURCES = "no-unused-existing-resources", Linter, Warning, "an existing resource is never used";
    NO_UNUSED_IMPORTS = "no-unused-imports", Linter, Warning, "an import is never used";
    NO_UNUSED_PARAMS = "no-unused-params", Linter, Warning, "a parameter is never used";
    NO_UNUSED_TYPES = "no-unused-types", Linter, Warning, "a type is never used";
    NO_UNUSED_VARS = "no-unused-vars", Linter, Warning, "a variable is never used";
    NESTED_DEPLOYMENT_TEMPLATE_SCOPING = "nested-deployment-template-scoping", Linter, Error, "a nested deployment refers to symbols of the outer template";
    OUTPUTS_SHOULD_NOT_CONTAIN_SECRETS = "outputs-should-not-contain-secrets", Linter, Error, "an output holds a secret";
    PREFER_INTERPOLATION = "prefer-interpolation", Linter, Warning, "strings are joined with `concat`";
    PREFER_UNQUOTED_PROPERTY_NAMES = "prefer-unquoted-property-names", Linter, Warning, "a property name needs no quotes";
    PROTECT_COMMANDTOEXECUTE_SECRETS = "protect-commandtoexecute-secrets", Linter, Warning, "a command holds a secret";
    SECURE_PARAMETER_DEFAULT = "secure-parameter-default", Linter, Warning, "a secret has a default that everyone can read";
    SECURE_PARAMS_IN_NESTED_DEPLOY = "secure-params-in-nested-deploy", Linter, Warning, "a secure parameter is used in a nested deployment";
    SECURE_SECRETS_IN_PARAMS = "secure-secrets-in-params", Linter, Warning, "a parameter is named like a secret, but is not secure";
    SIMPLIFY_INTERPOLATION = "simplify-interpolation", Linter, Warning, "an interpolation holds a single string";
    SIMPLIFY_JSON_NULL = "simplify-json-null", Linter, Warning, "`json('null')` is `null`";
    USE_PARENT_PROPERTY = "use-parent-property", Linter, Warning, "the name repeats the name of the parent";
    USE_RECENT_AZ_POWERSHELL_VERSION = "use-recent-az-powershell-version", Linter, Warning, "the version of Azure PowerShell is old";
    USE_RECOGNIZED_RESOURCE_TYPE = "use-recognized-resource-type", Linter, Warning, "a function is called with an unknown resource type";
    USE_RESOURCE_SYMBOL_REFERENCE = "use-resource-symbol-reference", Linter, Warning, "a function is called with the id of a resource of the template";
    USE_SAFE_ACCESS = "use-safe-access", Linter, Warning, "a property is read after a test of its existence";
    USE_SECURE_VALUE_FOR_SECURE_INPUTS = "use-secure-value-for-secure-inputs", Linter, Warning, "a secure property gets a value that is not secure";
    USE_STABLE_RESOURCE_IDENTIFIERS = "use-stable-resource-identifiers", Linter, Warning, "an identifier changes with every deployment";
    USE_STABLE_VM_IMAGE = "use-stable-vm-image", Linter, Warning, "a virtual machine image is a preview";

    // The linter, where a text asks for the rule.
    EXPLICIT_VALUES_FOR_LOC_PARAMS = "explicit-values-for-loc-params", Linter, Warning, "a module gets no value for a location";
    NO_HARDCODED_LOCATION = "no-hardcoded-location", Linter, Warning, "a location is hard-coded";
    NO_HARDCODED_OUTPUTS = "no-hardcoded-outputs", Linter, Warning, "an output is a literal";
    NO_LOC_EXPR_OUTSIDE_PARAMS = "no-loc-expr-outside-params", Linter, Warning, "the location of the deployment is read outside of parameters";
    NO_MODULE_NAME = "no-module-name", Linter, Warning, "a module has a name";
    USE_DESCRIPTION_OUTPUTS = "use-description-outputs", Linter, Warning, "an output has no description";
    USE_DESCRIPTION_PARAMS = "use-description-params", Linter, Warning, "a parameter has no description";
    USE_DESCRIPTION_TYPE_PROPERTIES = "use-description-type-properties", Linter, Warning, "a property of a type has no description";
    USE_DESCRIPTION_TYPES = "use-description-types", Linter, Warning, "a type has no description";
    USE_DESCRIPTION_VARS = "use-description-vars", Linter, Warning, "a variable has no description";
    USE_RECENT_API_VERSIONS = "use-recent-api-versions", Linter, Warning, "an API version is old";
    USE_RESOURCE_ID_FUNCTIONS = "use-resource-id-functions", Linter, Warning, "the id of a resource is written by hand";
    USE_USER_DEFINED_TYPES = "use-user-defined-types", Linter, Warning, "a type does not describe its values";
    WHAT_IF_SHORT_CIRCUITING = "what-if-short-circuiting", Linter, Warning, "a value that is known late decides what a module deploys";
    // The compiler: texts, names and files.
    BCP001 = "BCP001", Compiler, Error, "a character is not known";
    BCP002 = "BCP002", Compiler, Error, "a comment has no end";
    BCP003 = "BCP003", Compiler, Error, "a string has no end";
    BCP004 = "BCP004", Compiler, Error, "a string ends at the end of its line";
    BCP005 = "BCP005", Compiler, Error, "an escape has no end";
    BCP006 = "BCP006", Compiler, Error, "an escape is not known";
    BCP007 = "BCP007", Compiler, Error, "a declaration is not known";
    BCP008 = "BCP008", Compiler, Error, "`=` or a line end is missing";
    BCP009 = "BCP009", Compiler, Error, "an expression is missing";
    BCP010 = "BCP010", Compiler, Error, "a number does not fit 64 bits";
    BCP012 = "BCP012", Compiler, Error, "a keyword is missing";
    BCP013 = "BCP013", Compiler, Error, "the name of a parameter is missing";
    BCP016 = "BCP016", Compiler, Error, "the name of an output is missing";
    BCP017 = "BCP017", Compiler, Error, "the name of a resource is missing";
    BCP018 = "BCP018", Compiler, Error, "a character is missing";
    BCP019 = "BCP019", Compiler, Error, "a line end is missing";
    BCP020 = "BCP020", Compiler, Error, "the name of a function or property is missing";
    BCP022 = "BCP022", Compiler, Error, "the name of a property is missing";
    BCP050 = "BCP050", Compiler, Error, "a path is empty";
    BCP064 = "BCP064", Compiler, Error, "an interpolation holds more than one expression";
    BCP068 = "BCP068", Compiler, Error, "the type of a resource is missing";
    BCP086 = "BCP086", Compiler, Error, "a path ends in a space or a dot";
    BCP090 = "BCP090", Compiler, Error, "a module has no path";
    BCP091 = "BCP091", Compiler, Error, "a file cannot be read";
    BCP092 = "BCP092", Compiler, Error, "a path holds an interpolation";
    BCP094 = "BCP094", Compiler, Error, "a file deploys itself";
    BCP095 = "BCP095", Compiler, Error, "files deploy each other in a circle";
    BCP096 = "BCP096", Compiler, Error, "the name of a module is missing";
    BCP097 = "BCP097", Compiler, Error, "the path of a module is missing";
    BCP098 = "BCP098", Compiler, Error, "a path has a backslash";
    BCP103 = "BCP103", Compiler, Error, "double quotes do not make a string";
    BCP104 = "BCP104", Compiler, Error, "a module has errors";
    BCP112 = "BCP112", Compiler, Error, "`targetScope` is given twice";
    BCP117 = "BCP117", Compiler, Error, "an index is missing";
    BCP118 = "BCP118", Compiler, Error, "a body, a loop or a condition is missing";
    BCP123 = "BCP123", Compiler, Error, "the name of a decorator is missing";
    BCP133 = "BCP133", Compiler, Error, "an escape is not a character";
    BCP140 = "BCP140", Compiler, Error, "a string of several lines has no end";
    BCP156 = "BCP156", Compiler, Error, "the type of a nested resource is not one segment";
    BCP158 = "BCP158", Compiler, Error, "`::` does not follow a resource";
    BCP159 = "BCP159", Compiler, Error, "a resource has no nested resource of this name";
    BCP162 = "BCP162", Compiler, Error, "a variable of a loop is missing";
    BCP189 = "BCP189", Compiler, Error, "the scheme of a path is not known";
    BCP190 = "BCP190", Compiler, Error, "a module of a registry is not restored";
    BCP201 = "BCP201", Compiler, Error, "the name of an extension is missing";
    BCP202 = "BCP202", Compiler, Error, "the other name of an extension is missing";
    BCP204 = "BCP204", Compiler, Error, "an extension is not configured";
    BCP226 = "BCP226", Compiler, Error, "a directive names no code";
    BCP192 = "BCP192", Compiler, Error, "a module of a registry cannot be fetched";
    BCP277 = "BCP277", Compiler, Error, "a module names a parameter file";
    BCP340 = "BCP340", Compiler, Error, "the text is not valid YAML";
    BCP236 = "BCP236", Compiler, Error, "a line end or a comma is missing";
    BCP237 = "BCP237", Compiler, Error, "a comma is missing";
    BCP238 = "BCP238", Compiler, Error, "a line ends after a comma";
    BCP243 = "BCP243", Compiler, Error, "parentheses hold one expression";
    BCP249 = "BCP249", Compiler, Error, "a loop has one or two variables";
    BCP257 = "BCP257", Compiler, Error, "the path of a file is missing";
    BCP266 = "BCP266", Compiler, Error, "the name of metadata is missing";
    BCP279 = "BCP279", Compiler, Error, "a type is missing";
    BCP287 = "BCP287", Compiler, Error, "a value is used as a type";
    BCP300 = "BCP300", Compiler, Error, "a literal type is missing";
    BCP305 = "BCP305", Compiler, Error, "`with`, `as` or a line end is missing";
    BCP317 = "BCP317", Compiler, Error, "the name of a property of a type is missing";
    BCP325 = "BCP325", Compiler, Error, "the name of a type is missing";
    BCP337 = "BCP337", Compiler, Error, "a declaration does not belong in a parameter file";
    BCP344 = "BCP344", Compiler, Error, "the name of an assertion is missing";
    BCP346 = "BCP346", Compiler, Error, "the name of a test is missing";
    BCP347 = "BCP347", Compiler, Error, "the path of a test is missing";
    BCP354 = "BCP354", Compiler, Error, "a list of imports is missing";
    BCP355 = "BCP355", Compiler, Error, "the name of an import is missing";
    BCP356 = "BCP356", Compiler, Error, "the name of a namespace is missing";
    BCP375 = "BCP375", Compiler, Error, "an import in quotes has no other name";
    BCP404 = "BCP404", Compiler, Error, "the path of a base file is missing";
    BCP436 = "BCP436", Compiler, Error, "`with` or a line end is missing";
    BCP360 = "BCP360", Compiler, Error, "a file does not export this name";
    BCP235 = "BCP235", Compiler, Error, "a path selects nothing in a JSON file";
    BCP193 = "BCP193", Compiler, Error, "a reference to a registry has the wrong shape";
    BCP194 = "BCP194", Compiler, Error, "a reference to a template spec has the wrong shape";
    BCP195 = "BCP195", Compiler, Error, "a segment of a registry path is not valid";
    BCP196 = "BCP196", Compiler, Error, "a reference to a registry has no tag or digest";
    BCP197 = "BCP197", Compiler, Error, "a tag is too long";
    BCP198 = "BCP198", Compiler, Error, "a tag is not valid";
    BCP199 = "BCP199", Compiler, Error, "a registry path is too long";
    BCP200 = "BCP200", Compiler, Error, "the name of a registry is too long";
    BCP211 = "BCP211", Compiler, Error, "the name of an alias is not valid";
    BCP212 = "BCP212", Compiler, Error, "a template spec alias is not configured";
    BCP213 = "BCP213", Compiler, Error, "a registry alias is not configured";
    BCP214 = "BCP214", Compiler, Error, "a template spec alias has no subscription";
    BCP215 = "BCP215", Compiler, Error, "a template spec alias has no resource group";
    BCP216 = "BCP216", Compiler, Error, "a registry alias has no registry";
    BCP217 = "BCP217", Compiler, Error, "a subscription is not a GUID";
    BCP218 = "BCP218", Compiler, Error, "the name of a resource group is too long";
    BCP219 = "BCP219", Compiler, Error, "the name of a resource group is not valid";
    BCP220 = "BCP220", Compiler, Error, "the name of a template spec is too long";
    BCP221 = "BCP221", Compiler, Error, "the name of a template spec is not valid";
    BCP222 = "BCP222", Compiler, Error, "the version of a template spec is too long";
    BCP223 = "BCP223", Compiler, Error, "the version of a template spec is not valid";
    BCP224 = "BCP224", Compiler, Error, "a digest is not valid";
    BCP275 = "BCP275", Compiler, Error, "a folder is given where a file is expected";
    BCP205 = "BCP205", Compiler, Error, "an extension takes no settings";
    BCP206 = "BCP206", Compiler, Error, "an extension needs settings";
    BCP207 = "BCP207", Compiler, Error, "an extension is declared more than once";
    BCP303 = "BCP303", Compiler, Error, "the reference of an extension is not a literal";
    BCP407 = "BCP407", Compiler, Error, "an extension of the compiler is retired";
    BCP418 = "BCP418", Compiler, Error, "an extension is not a value";
    BCP185 = "BCP185", Compiler, Info, "a file has another encoding than the one that is asked for";
    BCP208 = "BCP208", Compiler, Error, "a namespace has no resource types";
    BCP446 = "BCP446", Compiler, Error, "a registry is not trusted";
    BCP449 = "BCP449", Compiler, Error, "a scheme is for tests of the compiler only";
    BCP108 = "BCP108", Compiler, Error, "a namespace has no such function; a similar one exists";
    BCP111 = "BCP111", Compiler, Error, "a path has a control character";
    BCP130 = "BCP130", Compiler, Error, "decorators cannot be used here";
    BCP132 = "BCP132", Compiler, Error, "a declaration must follow a decorator";
    BCP141 = "BCP141", Compiler, Error, "the expression of a decorator cannot be called";
    BCP147 = "BCP147", Compiler, Error, "a parameter must follow a decorator";
    BCP149 = "BCP149", Compiler, Error, "a resource must follow a decorator";
    BCP152 = "BCP152", Compiler, Error, "the function is not a decorator";
    BCP153 = "BCP153", Compiler, Error, "a resource or module must follow a decorator";
    BCP231 = "BCP231", Compiler, Error, "parameters and outputs that are resources are an experiment";
    BCP285 = "BCP285", Compiler, Error, "a type is not a literal";
    BCP292 = "BCP292", Compiler, Error, "a parameter, output or type must follow a decorator";
    BCP296 = "BCP296", Compiler, Error, "the name of a property of a type is not a literal";
    BCP306 = "BCP306", Compiler, Error, "a namespace is used as a type";
    BCP315 = "BCP315", Compiler, Error, "an object type declares its other properties more than once";
    BCP348 = "BCP348", Compiler, Error, "tests are an experiment";
    BCP349 = "BCP349", Compiler, Error, "assertions are an experiment";
    BCP350 = "BCP350", Compiler, Error, "an assertion is not a value of type `bool`";
    BCP358 = "BCP358", Compiler, Error, "an import has no path";
    BCP362 = "BCP362", Compiler, Error, "a symbol is imported more than once";
    BCP372 = "BCP372", Compiler, Error, "an exported variable refers to what cannot be exported";
    BCP383 = "BCP383", Compiler, Error, "the type takes no parameters";
    BCP384 = "BCP384", Compiler, Error, "the type takes a parameter";
    BCP387 = "BCP387", Compiler, Error, "an index of a type is negative";
    // triceps: texts.
    TRI0050 = "TRI0050", Triceps, Error, "a text is nested too deeply to be read";
    TRI0051 = "TRI0051", Triceps, Error, "a text is not JSON";
    TRI0052 = "TRI0052", Triceps, Error, "a text is too long to be read";
    TRI0054 = "TRI0054", Triceps, Error, "a template needs a file that is missing";
    TRI0053 = "TRI0053", Triceps, Error, "a construct is not supported yet";
    // triceps: modules from registries.
    TRI0060 = "TRI0060", Triceps, Error, "a reference holds user information, a query or a fragment";
    TRI0061 = "TRI0061", Triceps, Error, "a module is not in `triceps.lock`";
    TRI0062 = "TRI0062", Triceps, Error, "a module does not fit its digest in `triceps.lock`";
    TRI0063 = "TRI0063", Triceps, Error, "a locked module is missing";
    TRI0064 = "TRI0064", Triceps, Error, "`triceps.lock` or `triceps.toml` cannot be read";
    TRI0065 = "TRI0065", Triceps, Error, "a locked module is not used";
    TRI0066 = "TRI0066", Triceps, Error, "generated bindings were edited or are out of date";
    TRI0067 = "TRI0067", Triceps, Error, "a tag refers to another artifact than before";
    TRI0068 = "TRI0068", Triceps, Error, "a module is larger or deeper than its limit";
    TRI0069 = "TRI0069", Triceps, Error, "a path leaves the project";
    TRI0070 = "TRI0070", Triceps, Error, "the cache holds an entry that cannot be verified";
    TRI0071 = "TRI0071", Triceps, Error, "a registry could not be reached or did not answer as one";
    TRI0072 = "TRI0072", Triceps, Error, "no credentials for a registry were accepted";
    TRI0073 = "TRI0073", Triceps, Error, "an answer of a registry is not trusted";
    TRI0074 = "TRI0074", Triceps, Error, "two modules would have one name or file";
    TRI0075 = "TRI0075", Triceps, Error, "a folder or file of modules cannot be read or written";
    // triceps: models.
    TRI0001 = "TRI0001", Triceps, Error, "a handle belongs to another template";
    TRI0002 = "TRI0002", Triceps, Error, "a secret is written where everyone can read it";
    TRI0003 = "TRI0003", Triceps, Error, "a lower bound is above the upper one";
    TRI0004 = "TRI0004", Triceps, Error, "a path of a module or import does not end in its extension";
    TRI0005 = "TRI0005", Triceps, Error, "two files that differ have one path";
    TRI0006 = "TRI0006", Triceps, Error, "an expression is too long";
    TRI0007 = "TRI0007", Triceps, Error, "the template is too large";
    TRI0009 = "TRI0009", Triceps, Error, "an expression is too deep or too large";
    TRI0010 = "TRI0010", Triceps, Error, "a name cannot be written in Bicep";
    TRI0011 = "TRI0011", Triceps, Error, "an expression crashes the Bicep compiler";
    TRI0012 = "TRI0012", Triceps, Warning, "an accepted diagnostic does not occur";
    TRI0013 = "TRI0013", Triceps, Error, "a diagnostic cannot be accepted";
    TRI0014 = "TRI0014", Triceps, Error, "something is added to a value or type that takes no addition";
    TRI0015 = "TRI0015", Triceps, Error, "a call is about something that is not a declaration";
    // triceps: what Azure refuses, or what is most likely a mistake.
    TRI0101 = "TRI0101", Triceps, Error, "a name breaks the naming rule of its type: length, characters, first and last character, two hyphens in a row, or a fixed name";
    TRI0102 = "TRI0102", Triceps, Warning, "a name can break the naming rule of its type: a parameter may be too long or have a value that does not fit, `uniqueString` may start with a digit";
    TRI0103 = "TRI0103", Triceps, Warning, "a name breaks the documented naming rule of its type, though Azure is not known to refuse it";
    TRI0104 = "TRI0104", Triceps, Warning, "the suffix of a revision holds other characters than lower-case letters, digits and single hyphens";
    TRI0105 = "TRI0105", Triceps, Error, "the name of a role assignment or of an administrator of PostgreSQL is not a GUID";
    TRI0110 = "TRI0110", Triceps, Error, "the sums of CPU and memory over all containers are not one of the 16 pairs of the Consumption plan: 0.25 to 4 vCPU in steps of 0.25, with twice as many GiB";
    TRI0111 = "TRI0111", Triceps, Warning, "memory is not given as `2Gi`";
    TRI0112 = "TRI0112", Triceps, Warning, "more than 2 vCPU in an environment without workload profiles";
    TRI0113 = "TRI0113", Triceps, Warning, "the environment has no workload profile of this name";
    TRI0114 = "TRI0114", Triceps, Error, "`minReplicas` is not 0 to 1000, or `maxReplicas` not 1 to 1000";
    TRI0115 = "TRI0115", Triceps, Error, "`minReplicas` is greater than `maxReplicas`";
    TRI0116 = "TRI0116", Triceps, Warning, "the app never starts: no ingress, no scale rule, no Dapr and no minimum number of replicas";
    TRI0117 = "TRI0117", Triceps, Warning, "`minReplicas` is 0, and all scale rules are about CPU and memory, which cannot start a replica";
    TRI0118 = "TRI0118", Triceps, Error, "a scale rule does not have exactly one of `http`, `tcp`, `azureQueue` and `custom`";
    TRI0119 = "TRI0119", Triceps, Warning, "metadata of a scale rule is a number or a boolean instead of a string";
    TRI0127 = "TRI0127", Triceps, Warning, "two scale rules have the same name";
    TRI0128 = "TRI0128", Triceps, Error, "`concurrentRequests` or `concurrentConnections` is not a whole number of at least 1";
    TRI0129 = "TRI0129", Triceps, Warning, "`containerName` is not a container of the app";
    TRI0120 = "TRI0120", Triceps, Error, "the name of a secret is not made of lower-case letters, digits, `-` and `.` with a letter or digit at either end";
    TRI0121 = "TRI0121", Triceps, Error, "two secrets have the same name";
    TRI0122 = "TRI0122", Triceps, Error, "a secret has both a `value` and a `keyVaultUrl`, or neither";
    TRI0123 = "TRI0123", Triceps, Error, "a secret has a `keyVaultUrl` without an `identity`";
    TRI0124 = "TRI0124", Triceps, Error, "a variable, volume, registry or rule refers to a secret that the app does not have";
    TRI0125 = "TRI0125", Triceps, Error, "a secret, registry, rule or identity setting names an identity that the app does not have";
    TRI0126 = "TRI0126", Triceps, Warning, "`keyVaultUrl` is not an address: `@Microsoft.KeyVault(..)` is understood by App Service only";
    TRI0130 = "TRI0130", Triceps, Error, "an environment variable has both a `value` and a `secretRef`";
    TRI0131 = "TRI0131", Triceps, Warning, "two environment variables have the same name; Azure uses the last one";
    TRI0132 = "TRI0132", Triceps, Warning, "an environment variable has a name that Azure sets itself";
    TRI0133 = "TRI0133", Triceps, Warning, "a value starts with `secretref:`, which only the command line understands";
    TRI0134 = "TRI0134", Triceps, Error, "two containers have the same name";
    TRI0140 = "TRI0140", Triceps, Error, "a mount names a volume that the app does not have";
    TRI0141 = "TRI0141", Triceps, Error, "a file share has no `storageName`";
    TRI0142 = "TRI0142", Triceps, Error, "a mount path contains `:`";
    TRI0143 = "TRI0143", Triceps, Error, "two volumes have the same name";
    TRI0160 = "TRI0160", Triceps, Error, "two probes of a container are of the same type";
    TRI0161 = "TRI0161", Triceps, Error, "a probe does not have exactly one of `httpGet` and `tcpSocket`";
    TRI0162 = "TRI0162", Triceps, Error, "a number of a probe is out of its range";
    TRI0163 = "TRI0163", Triceps, Error, "`successThreshold` of a liveness or startup probe is not 1";
    TRI0150 = "TRI0150", Triceps, Error, "a registry has both an identity and a user name or password, or only one of user name and password";
    TRI0151 = "TRI0151", Triceps, Warning, "a registry is listed twice";
    TRI0152 = "TRI0152", Triceps, Warning, "the app does not wait for the role assignment that lets its identity pull";
    TRI0153 = "TRI0153", Triceps, Warning, "registry and identity are new, and no role assignment lets the identity pull";
    TRI0154 = "TRI0154", Triceps, Warning, "the app pulls from a registry of the template with its system-assigned identity, which exists only after the app";
    TRI0170 = "TRI0170", Triceps, Error, "a port is not 1 to 65535";
    TRI0171 = "TRI0171", Triceps, Error, "`exposedPort` is 80 or 443, or the transport is not `tcp`";
    TRI0172 = "TRI0172", Triceps, Error, "`allowInsecure` with the transport `tcp`";
    TRI0173 = "TRI0173", Triceps, Error, "the weights of the traffic do not add up to 100";
    TRI0174 = "TRI0174", Triceps, Warning, "traffic is split in the revision mode `Single`";
    TRI0175 = "TRI0175", Triceps, Error, "sticky sessions in the revision mode `Multiple`, or with the transport `tcp`";
    TRI0176 = "TRI0176", Triceps, Warning, "CORS with the origin `*` and credentials";
    TRI0177 = "TRI0177", Triceps, Error, "some IP restrictions allow and some deny";
    TRI0178 = "TRI0178", Triceps, Error, "the binding `SniEnabled` without a certificate";
    TRI0179 = "TRI0179", Triceps, Error, "more than 5 additional ports, or a port mapped twice";
    TRI0180 = "TRI0180", Triceps, Warning, "Dapr is enabled without an `appId`";
    TRI0181 = "TRI0181", Triceps, Error, "an interval, timeout or threshold of the health check of Dapr is less than 1";
    TRI0185 = "TRI0185", Triceps, Error, "an internal environment without a subnet";
    TRI0186 = "TRI0186", Triceps, Error, "a zone-redundant environment without a subnet";
    TRI0187 = "TRI0187", Triceps, Error, "the destination `log-analytics` without a workspace";
    TRI0188 = "TRI0188", Triceps, Error, "`minimumCount` of a workload profile is greater than `maximumCount`, or the profile `Consumption` has a count";
    TRI0189 = "TRI0189", Triceps, Error, "two workload profiles have the same name";
    TRI0190 = "TRI0190", Triceps, Warning, "a limit of the ingress is out of its range";
    TRI0191 = "TRI0191", Triceps, Warning, "a resource of a regional type has no location";
    TRI0193 = "TRI0193", Triceps, Warning, "the retention of a workspace is not what its plan allows";
    TRI0194 = "TRI0194", Triceps, Warning, "a registry uses a feature of a higher tier";
    TRI0200 = "TRI0200", Triceps, Warning, "a template of a module has a time with an offset, which is written in UTC";
    TRI0201 = "TRI0201", Triceps, Error, "an index from the end of a loop of resources or modules, which Bicep counts from the start";
    TRI0202 = "TRI0202", Triceps, Error, "a resource that is placed in an item of a loop, read where its id has the place of another item";
    TRI0209 = "TRI0209", Triceps, Warning, "the compiler ignores a scope that is chosen by a condition behind a variable";
    TRI0195 = "TRI0195", Triceps, Warning, "`condition` without `conditionVersion`, or the reverse";
    TRI0196 = "TRI0196", Triceps, Warning, "a role for a new identity without `principalType`";
    TRI0197 = "TRI0197", Triceps, Error, "a vault retains deleted objects for less than 7 or more than 90 days";
    TRI0198 = "TRI0198", Triceps, Error, "`enablePurgeProtection` is false, which Azure refuses";
    TRI0199 = "TRI0199", Triceps, Warning, "access policies in a vault that uses role-based access control";
}

/// Rules of the linter that are off where a text does not ask for them.
pub const OFF_BY_DEFAULT: &[Code] = &[
    EXPLICIT_VALUES_FOR_LOC_PARAMS,
    NO_HARDCODED_LOCATION,
    NO_HARDCODED_OUTPUTS,
    NO_LOC_EXPR_OUTSIDE_PARAMS,
    NO_MODULE_NAME,
    USE_DESCRIPTION_OUTPUTS,
    USE_DESCRIPTION_PARAMS,
    USE_DESCRIPTION_TYPE_PROPERTIES,
    USE_DESCRIPTION_TYPES,
    USE_DESCRIPTION_VARS,
    USE_RECENT_API_VERSIONS,
    USE_RESOURCE_ID_FUNCTIONS,
    USE_USER_DEFINED_TYPES,
    WHAT_IF_SHORT_CIRCUITING,
];

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
