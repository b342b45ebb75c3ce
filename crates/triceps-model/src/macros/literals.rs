//! `object!` and `array!`.

/// Writes an object literal: `object! { name: "keep", "kebab-key": 1, (computed_key): 2, ..spread }`.
///
/// Values are anything that is an expression: text, numbers, values, secrets, handles, nested
/// `object!` and `array!`, or `{ .. }` and `[ .. ]` in place. A key in parentheses is computed; it
/// prints as `'${key}'`. A keyword of Rust is a key as `r#type` or `"type"`. Of a key that is there twice the last value
/// counts, as with [`Object::set`](crate::Object::set).
///
/// ```
/// use triceps::{object, Expr};
///
/// let body: triceps::Object = object! {
///     name: "keep",
///     properties: { level: "CanNotDelete", notes: ["a", "b"], nothing: null },
///     "has space": Expr::NULL,
/// };
/// ```
#[macro_export]
macro_rules! object {
    (@entry $object:ident,) => {};
    (@entry $object:ident, ..$spread:expr $(, $($rest:tt)*)?) => {
        $object = $object.spread($spread);
        $crate::object!(@entry $object, $($($rest)*)?);
    };
    (@entry $object:ident, $key:ident: $($rest:tt)*) => {
        $crate::object!(@value $object, set, $crate::__private::key_of(stringify!($key)), $($rest)*);
    };
    (@entry $object:ident, $key:literal: $($rest:tt)*) => {
        $crate::object!(@value $object, set, $key, $($rest)*);
    };
    (@entry $object:ident, ($key:expr): $($rest:tt)*) => {
        $crate::object!(@value $object, set_computed, $key, $($rest)*);
    };
    (@value $object:ident, $set:ident, $key:expr, { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $object = $object.$set($key, $crate::object!($($inner)*));
        $crate::object!(@entry $object, $($($rest)*)?);
    };
    (@value $object:ident, $set:ident, $key:expr, [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $object = $object.$set($key, $crate::array!($($inner)*));
        $crate::object!(@entry $object, $($($rest)*)?);
    };
    (@value $object:ident, $set:ident, $key:expr, null $(, $($rest:tt)*)?) => {
        $object = $object.$set($key, $crate::Expr::NULL);
        $crate::object!(@entry $object, $($($rest)*)?);
    };
    (@value $object:ident, $set:ident, $key:expr, $value:expr $(, $($rest:tt)*)?) => {
        $object = $object.$set($key, $value);
        $crate::object!(@entry $object, $($($rest)*)?);
    };
    ($($entries:tt)*) => {{
        #[allow(unused_mut)]
        let mut object = $crate::Object::new();
        $crate::object!(@entry object, $($entries)*);
        object
    }};
}

/// Writes an array literal whose items may be of different kinds: `array!["a", 1, { k: 2 }, ..spread]`.
///
/// ```
/// use triceps::array;
///
/// let mixed = array!["a", 1, true, null, { k: "v" }, ["inner"]];
/// ```
#[macro_export]
macro_rules! array {
    (@item $array:ident,) => {};
    (@item $array:ident, ..$spread:expr $(, $($rest:tt)*)?) => {
        $array = $array.spread($spread);
        $crate::array!(@item $array, $($($rest)*)?);
    };
    (@item $array:ident, { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $array = $array.push($crate::object!($($inner)*));
        $crate::array!(@item $array, $($($rest)*)?);
    };
    (@item $array:ident, [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $array = $array.push($crate::array!($($inner)*));
        $crate::array!(@item $array, $($($rest)*)?);
    };
    (@item $array:ident, null $(, $($rest:tt)*)?) => {
        $array = $array.push($crate::Expr::NULL);
        $crate::array!(@item $array, $($($rest)*)?);
    };
    (@item $array:ident, $item:expr $(, $($rest:tt)*)?) => {
        $array = $array.push($item);
        $crate::array!(@item $array, $($($rest)*)?);
    };
    ($($items:tt)*) => {{
        #[allow(unused_mut)]
        let mut array = $crate::Array::new();
        $crate::array!(@item array, $($items)*);
        array
    }};
}
