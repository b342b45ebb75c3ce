//! Functions that take a lambda. The names given are those of its parameters in the output.

use crate::expr::{Composite, Expr, Local, Object};
use crate::template::IntoTyped;
use crate::value::{Any, IntoExpr, IntoValue, Value};

fn lambda(params: Vec<Local>, body: Expr) -> Expr {
    Expr::composite(Composite::Lambda { params, body })
}

/// What `body` makes of every item: `map(array, item => body)`.
pub fn map<T, V: IntoTyped>(
    array: impl IntoValue<Vec<T>>,
    item: &str,
    body: impl FnOnce(Value<T>) -> V,
) -> Value<Vec<V::Kind>> {
    let item = Local::named(item);
    let body = body(Value::from_expr(Expr::local(&item))).into_typed().into_expr();
    Value::from_expr(Expr::call("map", vec![array.into_value().into_expr(), lambda(vec![item], body)]))
}

/// Like [`map`], with the position of each item: `map(array, (item, index) => body)`.
pub fn map_indexed<T, V: IntoTyped>(
    array: impl IntoValue<Vec<T>>,
    [item, index]: [&str; 2],
    body: impl FnOnce(Value<T>, Value<i64>) -> V,
) -> Value<Vec<V::Kind>> {
    let (item, index) = (Local::named(item), Local::named(index));
    let body = body(Value::from_expr(Expr::local(&item)), Value::from_expr(Expr::local(&index)));
    let body = lambda(vec![item, index], body.into_typed().into_expr());
    Value::from_expr(Expr::call("map", vec![array.into_value().into_expr(), body]))
}

/// The items for which `keep` holds: `filter(array, item => keep)`.
pub fn filter<T>(
    array: impl IntoValue<Vec<T>>,
    item: &str,
    keep: impl FnOnce(Value<T>) -> Value<bool>,
) -> Value<Vec<T>> {
    let item = Local::named(item);
    let keep = keep(Value::from_expr(Expr::local(&item))).into_expr();
    Value::from_expr(Expr::call("filter", vec![array.into_value().into_expr(), lambda(vec![item], keep)]))
}

/// The items in the order that `less` gives: `sort(array, (a, b) => less)`.
pub fn sort<T>(
    array: impl IntoValue<Vec<T>>,
    [a, b]: [&str; 2],
    less: impl FnOnce(Value<T>, Value<T>) -> Value<bool>,
) -> Value<Vec<T>> {
    let (a, b) = (Local::named(a), Local::named(b));
    let less = less(Value::from_expr(Expr::local(&a)), Value::from_expr(Expr::local(&b))).into_expr();
    Value::from_expr(Expr::call("sort", vec![array.into_value().into_expr(), lambda(vec![a, b], less)]))
}

/// Folds all items into one value: `reduce(array, initial, (total, next) => body)`.
pub fn reduce<T, U>(
    array: impl IntoValue<Vec<T>>,
    initial: impl IntoValue<U>,
    [total, next]: [&str; 2],
    body: impl FnOnce(Value<U>, Value<T>) -> Value<U>,
) -> Value<U> {
    let (total, next) = (Local::named(total), Local::named(next));
    let body = body(Value::from_expr(Expr::local(&total)), Value::from_expr(Expr::local(&next))).into_expr();
    let args = vec![array.into_value().into_expr(), initial.into_value().into_expr(), lambda(vec![total, next], body)];
    Value::from_expr(Expr::call("reduce", args))
}

/// An object with a property for each item: `toObject(array, item => key, item => value)`.
pub fn to_object<T, V: IntoTyped>(
    array: impl IntoValue<Vec<T>>,
    item: &str,
    key: impl FnOnce(Value<T>) -> Value<String>,
    value: impl FnOnce(Value<T>) -> V,
) -> Value<Object> {
    let (of_key, of_value) = (Local::named(item), Local::named(item));
    let key = key(Value::from_expr(Expr::local(&of_key))).into_expr();
    let value = value(Value::from_expr(Expr::local(&of_value))).into_typed().into_expr();
    let args = vec![array.into_value().into_expr(), lambda(vec![of_key], key), lambda(vec![of_value], value)];
    Value::from_expr(Expr::call("toObject", args))
}

/// The items by key, in arrays: `groupBy(array, item => key)`.
pub fn group_by<T>(
    array: impl IntoValue<Vec<T>>,
    item: &str,
    key: impl FnOnce(Value<T>) -> Value<String>,
) -> Value<Object> {
    let item = Local::named(item);
    let key = key(Value::from_expr(Expr::local(&item))).into_expr();
    Value::from_expr(Expr::call("groupBy", vec![array.into_value().into_expr(), lambda(vec![item], key)]))
}

/// The same keys with other values: `mapValues(object, value => body)`.
pub fn map_values<V: IntoTyped>(
    object: impl IntoValue<Object>,
    value: &str,
    body: impl FnOnce(Value<Any>) -> V,
) -> Value<Object> {
    let value = Local::named(value);
    let body = body(Value::from_expr(Expr::local(&value))).into_typed().into_expr();
    Value::from_expr(Expr::call("mapValues", vec![object.into_value().into_expr(), lambda(vec![value], body)]))
}
