//! Functions that take a lambda. The names come first, as with [`each`](crate::each): they are those of its parameters
//! in the output.

use crate::expr::{Composite, Expr, IntoExpr, Local, Object, Value};
use crate::value::{IntoArray, IntoTyped, IntoValue};

fn lambda(params: Vec<Local>, body: Expr) -> Expr {
    Expr::composite(Composite::Lambda { params, body })
}

/// What `body` makes of every item: `map(array, item => body)`.
///
/// ```
/// use triceps::functions::map;
/// use triceps::{Param, Template, interpolate};
///
/// let mut t = Template::for_resource_group();
/// let regions = t.param(Param::array_of::<String>("regions"));
/// t.output("names", map("region", &regions, |region| interpolate!("app-{region}")));
/// ```
pub fn map<A: IntoArray, V: IntoTyped>(
    item: &str,
    array: A,
    body: impl FnOnce(Value<A::Item>) -> V,
) -> Value<Vec<V::Kind>> {
    let item = Local::named(item);
    let body = body(Value::from_expr(Expr::local(&item))).into_typed().into_expr();
    Value::from_expr(Expr::call("map", vec![array.into_array().into_expr(), lambda(vec![item], body)]))
}

/// Like [`map`], with the position of each item: `map(array, (item, index) => body)`.
///
/// ```
/// # use triceps::functions::map_indexed;
/// # use triceps::{Param, Template, interpolate};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output("labels", map_indexed(["name", "i"], &names, |name, i| interpolate!("{i}-{name}")));
/// assert!(t.check()?.to_bicep().ends_with("output labels string[] = map(names, (name, i) => '${i}-${name}')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn map_indexed<A: IntoArray, V: IntoTyped>(
    [item, index]: [&str; 2],
    array: A,
    body: impl FnOnce(Value<A::Item>, Value<i64>) -> V,
) -> Value<Vec<V::Kind>> {
    let (item, index) = (Local::named(item), Local::named(index));
    let body = body(Value::from_expr(Expr::local(&item)), Value::from_expr(Expr::local(&index)));
    let body = lambda(vec![item, index], body.into_typed().into_expr());
    Value::from_expr(Expr::call("map", vec![array.into_array().into_expr(), body]))
}

/// The items for which `keep` holds: `filter(array, item => keep)`.
///
/// ```
/// # use triceps::functions::filter;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output("named", filter("name", &names, |name| name.not_equals("")));
/// assert!(t.check()?.to_bicep().ends_with("output named string[] = filter(names, name => name != '')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn filter<A: IntoArray, K: IntoValue<bool>>(
    item: &str,
    array: A,
    keep: impl FnOnce(Value<A::Item>) -> K,
) -> Value<Vec<A::Item>> {
    let item = Local::named(item);
    let keep = keep(Value::from_expr(Expr::local(&item))).into_value().into_expr();
    Value::from_expr(Expr::call("filter", vec![array.into_array().into_expr(), lambda(vec![item], keep)]))
}

/// Like [`filter`], with the position of each item: `filter(array, (item, index) => keep)`.
///
/// ```
/// use triceps::functions::filter_indexed;
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let zones = t.param(Param::array_of::<String>("zones"));
/// t.output("first", filter_indexed(["zone", "i"], &zones, |zone, i| i.less_than(2).and(zone.not_equals(""))));
/// # t.check()?;
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn filter_indexed<A: IntoArray, K: IntoValue<bool>>(
    [item, index]: [&str; 2],
    array: A,
    keep: impl FnOnce(Value<A::Item>, Value<i64>) -> K,
) -> Value<Vec<A::Item>> {
    let (item, index) = (Local::named(item), Local::named(index));
    let keep = keep(Value::from_expr(Expr::local(&item)), Value::from_expr(Expr::local(&index)));
    let keep = keep.into_value().into_expr();
    Value::from_expr(Expr::call("filter", vec![array.into_array().into_expr(), lambda(vec![item, index], keep)]))
}

/// The items in the order that `less` gives: `sort(array, (a, b) => less)`.
///
/// ```
/// # use triceps::functions::sort;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let names = t.param(Param::array_of::<String>("names"));
/// t.output("sorted", sort(["a", "b"], &names, |a, b| a.less_than(b)));
/// assert!(t.check()?.to_bicep().ends_with("output sorted string[] = sort(names, (a, b) => a < b)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn sort<A: IntoArray, L: IntoValue<bool>>(
    [a, b]: [&str; 2],
    array: A,
    less: impl FnOnce(Value<A::Item>, Value<A::Item>) -> L,
) -> Value<Vec<A::Item>> {
    let (a, b) = (Local::named(a), Local::named(b));
    let less = less(Value::from_expr(Expr::local(&a)), Value::from_expr(Expr::local(&b))).into_value().into_expr();
    Value::from_expr(Expr::call("sort", vec![array.into_array().into_expr(), lambda(vec![a, b], less)]))
}

/// Folds all items into one value: `reduce(array, initial, (total, next) => body)`.
///
/// ```
/// # use triceps::functions::reduce;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let counts = t.param(Param::array_of::<i64>("counts"));
/// t.output("total", reduce(["sum", "n"], &counts, 0, |sum, n| sum + n));
/// assert!(t.check()?.to_bicep().ends_with("output total int = reduce(counts, 0, (sum, n) => sum + n)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn reduce<A: IntoArray, V: IntoTyped, B: IntoValue<V::Kind>>(
    [total, next]: [&str; 2],
    array: A,
    initial: V,
    body: impl FnOnce(Value<V::Kind>, Value<A::Item>) -> B,
) -> Value<V::Kind> {
    let (total, next) = (Local::named(total), Local::named(next));
    let body = body(Value::from_expr(Expr::local(&total)), Value::from_expr(Expr::local(&next)));
    let body = body.into_value().into_expr();
    let initial = initial.into_typed().into_expr();
    let args = vec![array.into_array().into_expr(), initial, lambda(vec![total, next], body)];
    Value::from_expr(Expr::call("reduce", args))
}

/// An object with a property for each item: `toObject(array, item => key, item => value)`.
///
/// ```
/// use triceps::functions::to_object;
/// use triceps::{Object, Param, Template, object};
///
/// let mut t = Template::for_resource_group();
/// let settings = t.param(Param::array_of::<Object>("settings"));
/// t.output("byName", to_object("s", &settings, |s| s.prop("name"), |s| s.prop("value")));
/// ```
pub fn to_object<A: IntoArray, K: IntoValue<String>, V: IntoTyped>(
    item: &str,
    array: A,
    key: impl FnOnce(Value<A::Item>) -> K,
    value: impl FnOnce(Value<A::Item>) -> V,
) -> Value<Object> {
    let (of_key, of_value) = (Local::named(item), Local::named(item));
    let key = key(Value::from_expr(Expr::local(&of_key))).into_value().into_expr();
    let value = value(Value::from_expr(Expr::local(&of_value))).into_typed().into_expr();
    let args = vec![array.into_array().into_expr(), lambda(vec![of_key], key), lambda(vec![of_value], value)];
    Value::from_expr(Expr::call("toObject", args))
}

/// The items by key, in arrays: `groupBy(array, item => key)`.
///
/// ```
/// # use triceps::functions::group_by;
/// # use triceps::{Object, Param, Template};
/// # let mut t = Template::for_resource_group();
/// let apps = t.param(Param::array_of::<Object>("apps"));
/// t.output("byTeam", group_by("app", &apps, |app| app.prop("team")));
/// assert!(t.check()?.to_bicep().ends_with("output byTeam object = groupBy(apps, app => app.team)\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn group_by<A: IntoArray, K: IntoValue<String>>(
    item: &str,
    array: A,
    key: impl FnOnce(Value<A::Item>) -> K,
) -> Value<Object> {
    let item = Local::named(item);
    let key = key(Value::from_expr(Expr::local(&item))).into_value().into_expr();
    Value::from_expr(Expr::call("groupBy", vec![array.into_array().into_expr(), lambda(vec![item], key)]))
}

/// The same keys with other values: `mapValues(object, value => body)`.
///
/// ```
/// # use triceps::functions::{map_values, to_lower};
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let tags = t.param(Param::object("tags"));
/// t.output("lower", map_values("tag", &tags, |tag| to_lower(tag)));
/// assert!(t.check()?.to_bicep().ends_with("output lower object = mapValues(tags, tag => toLower(tag))\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub fn map_values<V: IntoTyped>(
    value: &str,
    object: impl IntoValue<Object>,
    body: impl FnOnce(Expr) -> V,
) -> Value<Object> {
    let value = Local::named(value);
    let body = body(Expr::local(&value)).into_typed().into_expr();
    Value::from_expr(Expr::call("mapValues", vec![object.into_value().into_expr(), lambda(vec![value], body)]))
}
