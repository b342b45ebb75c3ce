//! Functions of arrays, objects and any value.

use super::functions;
use crate::expr::{Any, AnyArgs, Args, Array, Expr, IntoExpr, Object, Plain, Value};
use crate::value::{IntoArray, IntoArrays, IntoSecure, IntoTyped, IntoValue, Items, Secure};

functions! {
    /// Objects `{ key, value }`, sorted by key.
    ///
    /// ```
    /// # use triceps::functions::{items, map};
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let tags = t.param(Param::object("tags"));
    /// t.output("tags", map("tag", items(&tags), |tag| tag.prop("key")));
    /// assert!(t.check()?.to_bicep().ends_with("output tags array = map(items(tags), tag => tag.key)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn items(object: Object) -> Vec<Any> = "items";
    /// The keys of an object, sorted.
    ///
    /// ```
    /// # use triceps::functions::object_keys;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let tags = t.param(Param::object("tags"));
    /// t.output("keys", object_keys(&tags));
    /// assert!(t.check()?.to_bicep().ends_with("output keys string[] = objectKeys(tags)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn object_keys(object: Object) -> Vec<String> = "objectKeys";
    /// `count` whole numbers from `start` on; at most 10,000.
    ///
    /// ```
    /// # use triceps::functions::range;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("zones", range(1, 3));
    /// assert_eq!(t.check()?.to_bicep(), "output zones int[] = range(1, 3)\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn range(start: i64, count: i64) -> Vec<i64> = "range";
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
///
/// ```
/// # use triceps::functions::skip;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output("rest", skip(&names, 1));
/// assert!(t.check()?.to_bicep().ends_with("output rest string[] = skip(names, 1)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn skip<V: IntoTyped>(text_or_array: V, count: impl IntoValue<i64>) -> Value<V::Kind> {
    Value::from_expr(Expr::call("skip", vec![text_or_array.into_typed().into_expr(), count.into_value().into_expr()]))
}

/// The position of a text in a text, or of an item in an array, from 0; or -1.
///
/// ```
/// # use triceps::functions::index_of;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output("at", index_of(&names, "portal"));
/// assert!(t.check()?.to_bicep().ends_with("output at int = indexOf(names, 'portal')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
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
///
/// ```
/// # use triceps::functions::last_index_of;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let host = t.param(Param::string("host"));
/// t.output("dot", last_index_of(&host, "."));
/// assert!(t.check()?.to_bicep().ends_with("output dot int = lastIndexOf(host, '.')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn last_index_of(text_or_array: impl Plain, part: impl Plain) -> Value<i64> {
    Value::from_expr(Expr::call("lastIndexOf", vec![text_or_array.into_expr(), part.into_expr()]))
}

/// Whether a text, an array or an object (by key) contains something.
///
/// ```
/// # use triceps::functions::contains;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let tags = t.param(Param::object("tags"));
/// t.output("hasTeam", contains(&tags, "team"));
/// assert!(t.check()?.to_bicep().ends_with("output hasTeam bool = contains(tags, 'team')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn contains(container: impl Plain, item: impl Plain) -> Value<bool> {
    Value::from_expr(Expr::call("contains", vec![container.into_expr(), item.into_expr()]))
}

/// Whether a text, an array or an object is empty or null. Says nothing else of a secret, so it
/// takes one.
///
/// ```
/// # use triceps::functions::empty;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let name = t.param(Param::string("name"));
/// t.output("isNamed", !empty(&name));
/// assert!(t.check()?.to_bicep().ends_with("output isNamed bool = !empty(name)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn empty(value: impl IntoExpr) -> Value<bool> {
    Value::from_expr(Expr::call("empty", vec![value.into_expr()]))
}

/// The number of characters, items or properties.
///
/// ```
/// # use triceps::functions::length;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output("count", length(&names));
/// assert!(t.check()?.to_bicep().ends_with("output count int = length(names)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn length(value: impl Plain) -> Value<i64> {
    Value::from_expr(Expr::call("length", vec![value.into_expr()]))
}

/// The first item.
///
/// ```
/// # use triceps::functions::first;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output("first", first(&names));
/// assert!(t.check()?.to_bicep().ends_with("output first string = first(names)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn first<A: IntoArray>(array: A) -> Value<A::Item> {
    Value::from_expr(Expr::call("first", vec![array.into_array().into_expr()]))
}

/// The last item.
///
/// ```
/// # use triceps::functions::last;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output("last", last(&names));
/// assert!(t.check()?.to_bicep().ends_with("output last string = last(names)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn last<A: IntoArray>(array: A) -> Value<A::Item> {
    Value::from_expr(Expr::call("last", vec![array.into_array().into_expr()]))
}

/// The items without repetitions.
///
/// ```
/// # use triceps::functions::distinct;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output("distinct", distinct(&names));
/// assert!(t.check()?.to_bicep().ends_with("output distinct string[] = distinct(names)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
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
///
/// ```
/// # use triceps::functions::union;
/// # use triceps::{Object, Param, Template, object};
/// # let mut t = Template::for_resource_group();
/// let tags = t.param(Param::object("tags"));
/// t.output_as::<Object>("tags", union((&tags, object! { team: "platform" })));
/// assert!(t.check()?.to_bicep().ends_with("output tags object = union(tags, {\n  team: 'platform'\n})\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn union(parts: impl Args) -> Expr {
    Expr::call("union", parts.into_args())
}

/// [`union`] with secrets among the parts; the whole is a secret.
///
/// ```
/// # use triceps::functions::union_secret;
/// # use triceps::{Param, Template, object};
/// # let mut t = Template::for_resource_group();
/// let settings = t.param(Param::secure_object("settings"));
/// t.secure_output("settings", union_secret((&settings, object! { user: "app" })));
/// assert!(t.check()?.to_bicep().ends_with(
///     "@secure()\noutput settings object = union(settings, {\n  user: 'app'\n})\n",
/// ));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn union_secret(parts: impl AnyArgs) -> Secure<Object> {
    Secure::from_expr(Expr::call("union", parts.into_args()))
}

/// What all arguments have in common.
///
/// ```
/// # use triceps::functions::intersection;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output_as::<Vec<String>>("both", intersection((&names, ["portal"])));
/// assert!(t.check()?.to_bicep().ends_with("output both string[] = intersection(names, [\n  'portal'\n])\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn intersection(parts: impl Args) -> Expr {
    Expr::call("intersection", parts.into_args())
}

/// The properties of all objects; later ones win and nothing below is merged.
///
/// ```
/// # use triceps::functions::shallow_merge;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let common = t.param(Param::object("common"));
/// let own = t.param(Param::object("own"));
/// t.output("tags", shallow_merge([&common, &own]));
/// assert!(t.check()?.to_bicep().ends_with("output tags object = shallowMerge([\n  common\n  own\n])\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn shallow_merge(objects: impl IntoValue<Vec<Object>>) -> Value<Object> {
    Value::from_expr(Expr::call("shallowMerge", vec![objects.into_value().into_expr()]))
}

/// The greatest number.
///
/// ```
/// # use triceps::functions::max;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let replicas = t.param(Param::int("replicas"));
/// t.output("replicas", max((&replicas, 2)));
/// assert!(t.check()?.to_bicep().ends_with("output replicas int = max(replicas, 2)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn max(numbers: impl Args) -> Value<i64> {
    Value::from_expr(Expr::call("max", numbers.into_args()))
}

/// The least number.
///
/// ```
/// # use triceps::functions::min;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let replicas = t.param(Param::int("replicas"));
/// t.output("replicas", min((&replicas, 30)));
/// assert!(t.check()?.to_bicep().ends_with("output replicas int = min(replicas, 30)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn min(numbers: impl Args) -> Value<i64> {
    Value::from_expr(Expr::call("min", numbers.into_args()))
}

/// Text after a pattern of .NET: `format("{0:D3}", (3,))`. Plain text is shorter with
/// [`interpolate!`](crate::interpolate).
///
/// ```
/// # use triceps::functions::format;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let number = t.param(Param::int("number"));
/// t.output("name", format("vm{0:D3}", (&number,)));
/// assert!(t.check()?.to_bicep().ends_with("output name string = format('vm{0:D3}', number)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn format(pattern: impl IntoValue<String>, args: impl Args) -> Value<String> {
    let mut all = vec![pattern.into_value().into_expr()];
    all.extend(args.into_args());
    Value::from_expr(Expr::call("format", all))
}

/// A GUID that depends on the arguments only: 36 characters.
///
/// ```
/// # use triceps::functions::{guid, resource_group};
/// # use triceps::Template;
/// # let mut t = Template::for_resource_group();
/// t.output("id", guid((resource_group().id(), "portal")));
/// assert_eq!(t.check()?.to_bicep(), "output id string = guid(resourceGroup().id, 'portal')\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn guid(parts: impl Args) -> Value<String> {
    Value::from_expr(Expr::call("guid", parts.into_args()))
}

/// 13 letters and digits that depend on the arguments only.
///
/// ```
/// # use triceps::functions::{resource_group, unique_string};
/// # use triceps::Template;
/// # let mut t = Template::for_resource_group();
/// t.output("suffix", unique_string([resource_group().id()]));
/// assert_eq!(t.check()?.to_bicep(), "output suffix string = uniqueString(resourceGroup().id)\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn unique_string(parts: impl Args) -> Value<String> {
    Value::from_expr(Expr::call("uniqueString", parts.into_args()))
}

/// A new GUID at every deployment; only as the default of a parameter.
///
/// ```
/// # use triceps::functions::new_guid;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// t.param(Param::string("run").default(new_guid()));
/// assert_eq!(t.check()?.to_bicep(), "param run string = newGuid()\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn new_guid() -> Value<String> {
    Value::from_expr(Expr::call("newGuid", Vec::new()))
}

/// The time of the deployment in this .NET format; only as the default of a parameter.
///
/// ```
/// # use triceps::functions::utc_now;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// t.param(Param::string("now").default(utc_now("yyyyMMdd")));
/// assert_eq!(t.check()?.to_bicep(), "param now string = utcNow('yyyyMMdd')\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn utc_now(format: impl IntoValue<String>) -> Value<String> {
    Value::from_expr(Expr::call("utcNow", vec![format.into_value().into_expr()]))
}

/// The value as text: JSON for arrays and objects.
///
/// ```
/// # use triceps::functions::string;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let tags = t.param(Param::object("tags"));
/// t.output("text", string(&tags));
/// assert!(t.check()?.to_bicep().ends_with("output text string = string(tags)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn string(value: impl Plain) -> Value<String> {
    Value::from_expr(Expr::call("string", vec![value.into_expr()]))
}

/// A secret as text.
///
/// ```
/// # use triceps::functions::string_secret;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let settings = t.param(Param::secure_object("settings"));
/// t.secure_output("text", string_secret(&settings));
/// assert!(t.check()?.to_bicep().ends_with("@secure()\noutput text string = string(settings)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn string_secret(value: impl IntoExpr) -> Secure<String> {
    Secure::from_expr(Expr::call("string", vec![value.into_expr()]))
}

/// Joins texts of which some are secrets, with a delimiter between them.
///
/// ```
/// # use triceps::functions::join_secret;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let user = t.param(Param::secure_string("user"));
/// let password = t.param(Param::secure_string("password"));
/// t.secure_output("pair", join_secret([&user, &password], ":"));
/// assert!(t.check()?.to_bicep().ends_with("@secure()\noutput pair string = join(\n  [\n    user\n    password\n  ],\n  ':'\n)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn join_secret<S: IntoSecure<String>>(
    texts: impl IntoIterator<Item = S>,
    delimiter: impl IntoValue<String>,
) -> Secure<String> {
    let texts: Array = texts.into_iter().map(|text| text.into_secure().into_expr()).collect();
    Secure::from_expr(Expr::call("join", vec![texts.into(), delimiter.into_value().into_expr()]))
}

/// The name of a declaration, as text.
///
/// ```
/// # use triceps::functions::nameof;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let tags = t.param(Param::object("tags"));
/// t.output("name", nameof(&tags));
/// assert!(t.check()?.to_bicep().ends_with("output name string = nameof(tags)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn nameof(declared: impl Plain) -> Value<String> {
    Value::from_expr(Expr::call("nameof", vec![declared.into_expr()]))
}
