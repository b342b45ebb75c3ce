//! What knows its type.

use crate::expr::{Any, Array, IntoExpr, Object, Value};

/// A plain value that knows its type, for `Template::output` and
/// `Template::var`.
///
/// ```
/// # use triceps::Template;
/// # let mut t = Template::for_resource_group();
/// t.output("port", 7007); // int
/// t.output("hosts", ["a", "b"]); // string[]
/// t.output("zones", vec!["1".to_owned()]); // string[]
/// t.output("ready", true); // bool
/// assert!(t.check()?.to_bicep().starts_with("output port int = 7007\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "the type of the value of `{Self}` is not known",
    label = "not a typed value",
    note = "expected text, an integer of at most 32 bits or an `i64`, a boolean, a value, `object!` or an array of them; a handle is read first: `registry.login_server()`",
    note = "a fraction is `Expr::number(0.5)`, and a `usize` or `u64` is converted to an `i64`"
)]
pub trait IntoTyped {
    /// The Rust type of the value.
    type Kind;

    /// The value.
    fn into_typed(self) -> Value<Self::Kind>;
}

impl<T> IntoTyped for Value<T> {
    type Kind = T;

    fn into_typed(self) -> Self {
        self
    }
}

impl<T> IntoTyped for &Value<T> {
    type Kind = T;

    fn into_typed(self) -> Value<T> {
        self.clone()
    }
}

impl<V: IntoTyped, const N: usize> IntoTyped for [V; N] {
    type Kind = Vec<V::Kind>;

    fn into_typed(self) -> Value<Self::Kind> {
        Value::from_expr(self.map(|item| item.into_typed().into_expr()).into_iter().collect::<Array>().into())
    }
}

impl<V: IntoTyped> IntoTyped for Vec<V> {
    type Kind = Vec<V::Kind>;

    fn into_typed(self) -> Value<Self::Kind> {
        Value::from_expr(self.into_iter().map(|item| item.into_typed().into_expr()).collect::<Array>().into())
    }
}

macro_rules! typed {
    ($($type:ty => $kind:ty;)*) => {$(
        impl IntoTyped for $type {
            type Kind = $kind;

            fn into_typed(self) -> Value<$kind> {
                Value::from_expr(self.into_expr())
            }
        }
    )*};
}

typed! {
    &str => String;
    String => String;
    bool => bool;
    i32 => i64;
    i64 => i64;
    u32 => i64;
    u16 => i64;
    u8 => i64;
    Object => Object;
    Array => Vec<Any>;
}
