//! Functions of the namespace `sys`.

use super::functions;
use crate::expr::{Any, AnyArgs, Args, Array, Expr, IntoExpr, Object, Plain, Value};
use crate::value::{IntoArray, IntoArrays, IntoSecure, IntoTyped, IntoValue, Items, Secure};

functions! {
    /// The text of a file, which is taken over while the template is checked.
    fn load_text_content(path: String) -> String = "loadTextContent";
    /// The text of a file in an encoding: `iso-8859-1`, `us-ascii`, `utf-16`, `utf-16BE`, `utf-8`.
    fn load_text_content_as(path: String, encoding: String) -> String = "loadTextContent";
    /// The bytes of a file as Base64.
    fn load_file_as_base64(path: String) -> String = "loadFileAsBase64";
    /// The value of a file of JSON.
    fn load_json_content(path: String) -> Any = "loadJsonContent";
    /// A part of the value of a file of JSON: `$.endpoints[0]`.
    fn load_json_content_at(path: String, part: String) -> Any = "loadJsonContent";
    /// The value of a file of YAML.
    fn load_yaml_content(path: String) -> Any = "loadYamlContent";
    /// A part of the value of a file of YAML: `$.stages`.
    fn load_yaml_content_at(path: String, part: String) -> Any = "loadYamlContent";
    /// The files in a folder that fit a pattern with `*` and `?`: `relativePath`, `baseName`, `extension`.
    fn load_directory_file_info(folder: String, pattern: String) -> Vec<Any> = "loadDirectoryFileInfo";
    /// Encodes as Base64.
    fn base64(text: String) -> String = "base64";
    /// Decodes Base64 into JSON.
    fn base64_to_json(text: String) -> Any = "base64ToJson";
    /// Decodes Base64 into text.
    fn base64_to_string(text: String) -> String = "base64ToString";
    /// The address of a host: number `index` of the network, from 0.
    fn cidr_host(network: String, index: i64) -> String = "cidrHost";
    /// Subnet number `index` (from 0) with a prefix of `length` bits.
    fn cidr_subnet(network: String, length: i64, index: i64) -> String = "cidrSubnet";
    /// The parts of a network: `network`, `netmask`, `broadcast`, `firstUsable`, `lastUsable`, `cidr`.
    fn parse_cidr(network: String) -> Object = "parseCidr";
    /// A `data:` address with the text in it.
    fn data_uri(text: String) -> String = "dataUri";
    /// The text in a `data:` address.
    fn data_uri_to_string(uri: String) -> String = "dataUriToString";
    /// Adds an ISO 8601 duration, as `P1D`, to a point in time.
    fn date_time_add(base: String, duration: String) -> String = "dateTimeAdd";
    /// The point in time this number of seconds after 1970.
    fn date_time_from_epoch(seconds: i64) -> String = "dateTimeFromEpoch";
    /// Seconds from 1970 to a point in time.
    fn date_time_to_epoch(time: String) -> i64 = "dateTimeToEpoch";
    /// Whether the text ends so, whatever the case of letters.
    fn ends_with(text: String, end: String) -> bool = "endsWith";
    /// Whether the text starts so, whatever the case of letters.
    fn starts_with(text: String, start: String) -> bool = "startsWith";
    /// The whole number that the text is.
    fn int(text: String) -> i64 = "int";
    /// Objects `{ key, value }`, sorted by key.
    fn items(object: Object) -> Vec<Any> = "items";
    /// The keys of an object, sorted.
    fn object_keys(object: Object) -> Vec<String> = "objectKeys";
    /// Joins texts with a delimiter between them.
    fn join(texts: Vec<String>, delimiter: String) -> String = "join";
    /// Reads JSON.
    fn json(text: String) -> Any = "json";
    /// Pads with `fill` on the left to `width` characters.
    fn pad_left(text: String, width: i64, fill: String) -> String = "padLeft";
    /// `count` whole numbers from `start` on; at most 10,000.
    fn range(start: i64, count: i64) -> Vec<i64> = "range";
    /// Replaces every occurrence of `old`.
    fn replace(text: String, old: String, new: String) -> String = "replace";
    /// The parts between delimiters.
    fn split(text: String, delimiter: String) -> Vec<String> = "split";
    /// `length` characters from `start` on, from 0.
    fn substring(text: String, start: i64, length: i64) -> String = "substring";
    /// In lower case.
    fn to_lower(text: String) -> String = "toLower";
    /// In upper case.
    fn to_upper(text: String) -> String = "toUpper";
    /// Without white space at both ends.
    fn trim(text: String) -> String = "trim";
    /// An address out of a base and a relative part.
    fn uri(base: String, relative: String) -> String = "uri";
    /// Escapes for use in an address.
    fn uri_component(text: String) -> String = "uriComponent";
    /// Undoes [`uri_component`].
    fn uri_component_to_string(text: String) -> String = "uriComponentToString";
}

/// The first characters of a text or items of an array: at most `count`.
///
/// ```
/// use triceps::functions::{index_of, skip, take};
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let zones = t.param(Param::array_of::<String>("zones"));
/// t.output("two", take(&zones, 2)); // string[]
/// t.output("rest", skip(&zones, 2)); // string[]
/// t.output("short", take("a long name", 6)); // string
/// t.output("at", index_of(&zones, "1")); // int
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn take<V: IntoTyped>(text_or_array: V, count: impl IntoValue<i64>) -> Value<V::Kind> {
    Value::from_expr(Expr::call("take", vec![text_or_array.into_typed().into_expr(), count.into_value().into_expr()]))
}

/// A text without its first characters, or an array without its first items.
pub fn skip<V: IntoTyped>(text_or_array: V, count: impl IntoValue<i64>) -> Value<V::Kind> {
    Value::from_expr(Expr::call("skip", vec![text_or_array.into_typed().into_expr(), count.into_value().into_expr()]))
}

/// The position of a text in a text, or of an item in an array, from 0; or -1.
pub fn index_of(text_or_array: impl Plain, part: impl Plain) -> Value<i64> {
    Value::from_expr(Expr::call("indexOf", vec![text_or_array.into_expr(), part.into_expr()]))
}

/// The value as the only item of an array; an array as it is.
///
/// ```
/// use triceps::functions::array;
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let zone = t.param(Param::string("zone"));
/// t.output_as::<Vec<String>>("zones", array(&zone));
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn array(value: impl Plain) -> Value<Vec<Any>> {
    Value::from_expr(Expr::call("array", vec![value.into_expr()]))
}

/// Ends the deployment with this message, where it is evaluated: in the branch of a ternary that is chosen.
///
/// ```
/// use triceps::functions::{empty, fail};
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let name = t.param(Param::string("name"));
/// t.output_as::<String>("checked", empty(&name).then_else(fail("give a name"), &name));
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn fail(message: impl IntoValue<String>) -> Expr {
    Expr::call("fail", vec![message.into_value().into_expr()])
}

/// The position of the last such text in a text, or item in an array, from 0; or -1.
pub fn last_index_of(text_or_array: impl Plain, part: impl Plain) -> Value<i64> {
    Value::from_expr(Expr::call("lastIndexOf", vec![text_or_array.into_expr(), part.into_expr()]))
}

/// Whether a text, an array or an object (by key) contains something.
pub fn contains(container: impl Plain, item: impl Plain) -> Value<bool> {
    Value::from_expr(Expr::call("contains", vec![container.into_expr(), item.into_expr()]))
}

/// Whether a text, an array or an object is empty or null. Says nothing else of a secret, so it
/// takes one.
pub fn empty(value: impl IntoExpr) -> Value<bool> {
    Value::from_expr(Expr::call("empty", vec![value.into_expr()]))
}

/// The number of characters, items or properties.
pub fn length(value: impl Plain) -> Value<i64> {
    Value::from_expr(Expr::call("length", vec![value.into_expr()]))
}

/// The first item.
pub fn first<A: IntoArray>(array: A) -> Value<A::Item> {
    Value::from_expr(Expr::call("first", vec![array.into_array().into_expr()]))
}

/// The last item.
pub fn last<A: IntoArray>(array: A) -> Value<A::Item> {
    Value::from_expr(Expr::call("last", vec![array.into_array().into_expr()]))
}

/// The items without repetitions.
pub fn distinct<A: IntoArray>(array: A) -> Value<Vec<A::Item>> {
    Value::from_expr(Expr::call("distinct", vec![array.into_array().into_expr()]))
}

/// The items of all arrays in one.
///
/// ```
/// use triceps::functions::{flatten, map};
/// use triceps::{Param, Template, Value, array, interpolate};
///
/// let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// let stages = t.param(Param::array_of::<String>("stages"));
/// let all = flatten(map("name", &names, |name| map("stage", &stages, |stage| interpolate!("{name}-{stage}"))));
/// t.output("all", all); // string[]
/// t.output("both", flatten([&names, &stages]));
/// let rules = t.param(Param::array("rules"));
/// t.output_as::<Vec<triceps::Any>>("rules", flatten(array![&rules, ["more"]]));
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn flatten<A: IntoArray>(arrays: A) -> Value<Vec<<A::Item as Items>::Item>>
where
    A::Item: Items,
{
    Value::from_expr(Expr::call("flatten", vec![arrays.into_array().into_expr()]))
}

/// The items of several arrays, one after the other; the first array says what the items are. Text is joined with
/// [`interpolate!`](crate::interpolate).
///
/// ```
/// use triceps::functions::concat;
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let regions = t.param(Param::array_of::<String>("regions"));
/// t.output("all", concat((&regions, ["westeurope"])));
/// ```
pub fn concat<A: IntoArrays>(arrays: A) -> Value<Vec<A::Item>> {
    Value::from_expr(Expr::call("concat", arrays.into_arrays()))
}

/// The items, or the properties by name, of all arguments.
pub fn union(parts: impl Args) -> Expr {
    Expr::call("union", parts.into_args())
}

/// [`union`] with secrets among the parts; the whole is a secret.
pub fn union_secret(parts: impl AnyArgs) -> Secure<Object> {
    Secure::from_expr(Expr::call("union", parts.into_args()))
}

/// What all arguments have in common.
pub fn intersection(parts: impl Args) -> Expr {
    Expr::call("intersection", parts.into_args())
}

/// The properties of all objects; later ones win and nothing below is merged.
pub fn shallow_merge(objects: impl IntoValue<Vec<Object>>) -> Value<Object> {
    Value::from_expr(Expr::call("shallowMerge", vec![objects.into_value().into_expr()]))
}

/// The greatest number.
pub fn max(numbers: impl Args) -> Value<i64> {
    Value::from_expr(Expr::call("max", numbers.into_args()))
}

/// The least number.
pub fn min(numbers: impl Args) -> Value<i64> {
    Value::from_expr(Expr::call("min", numbers.into_args()))
}

/// Text after a pattern of .NET: `format("{0:D3}", (3,))`. Plain text is shorter with
/// [`interpolate!`](crate::interpolate).
pub fn format(pattern: impl IntoValue<String>, args: impl Args) -> Value<String> {
    let mut all = vec![pattern.into_value().into_expr()];
    all.extend(args.into_args());
    Value::from_expr(Expr::call("format", all))
}

/// A GUID that depends on the arguments only: 36 characters.
pub fn guid(parts: impl Args) -> Value<String> {
    Value::from_expr(Expr::call("guid", parts.into_args()))
}

/// 13 letters and digits that depend on the arguments only.
pub fn unique_string(parts: impl Args) -> Value<String> {
    Value::from_expr(Expr::call("uniqueString", parts.into_args()))
}

/// A new GUID at every deployment; only as the default of a parameter.
pub fn new_guid() -> Value<String> {
    Value::from_expr(Expr::call("newGuid", Vec::new()))
}

/// The time of the deployment in this .NET format; only as the default of a parameter.
pub fn utc_now(format: impl IntoValue<String>) -> Value<String> {
    Value::from_expr(Expr::call("utcNow", vec![format.into_value().into_expr()]))
}

/// The value as text: JSON for arrays and objects.
pub fn string(value: impl Plain) -> Value<String> {
    Value::from_expr(Expr::call("string", vec![value.into_expr()]))
}

/// A secret as text.
pub fn string_secret(value: impl IntoExpr) -> Secure<String> {
    Secure::from_expr(Expr::call("string", vec![value.into_expr()]))
}

/// Joins texts of which some are secrets, with a delimiter between them.
pub fn join_secret<S: IntoSecure<String>>(
    texts: impl IntoIterator<Item = S>,
    delimiter: impl IntoValue<String>,
) -> Secure<String> {
    let texts: Array = texts.into_iter().map(|text| text.into_secure().into_expr()).collect();
    Secure::from_expr(Expr::call("join", vec![texts.into(), delimiter.into_value().into_expr()]))
}

/// The name of a declaration, as text.
pub fn nameof(declared: impl Plain) -> Value<String> {
    Value::from_expr(Expr::call("nameof", vec![declared.into_expr()]))
}
