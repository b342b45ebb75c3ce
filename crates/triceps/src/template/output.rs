//! Outputs.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::{Comment, CommentPlace, Template};
use crate::expr::{Array, Expr, Object};
use crate::value::{Any, IntoExpr, Value};

/// A plain value that knows its type, for [`Template::output`](crate::Template::output) and
/// [`Template::var`](crate::Template::var).
#[diagnostic::on_unimplemented(
    message = "the type of the value of `{Self}` is not known",
    label = "not a typed value",
    note = "expected text, a number, a boolean, a value, `object!` or an array of them; a handle is read first: `registry.login_server()`"
)]
pub trait IntoTyped {
    /// The Rust type that stands for the type of the value.
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
    Object => Object;
    Array => Vec<Any>;
}

/// An output or a metadata entry that was just added, for describing it.
pub struct OutputBuilder<'a>(&'a mut Template);

impl<'a> OutputBuilder<'a> {
    /// For the declaration that was added last.
    pub(crate) fn new(template: &'a mut Template) -> Self {
        Self(template)
    }

    fn decorate<const N: usize>(self, name: &'static str, args: [Expr; N]) -> Self {
        if let Some(decl) = self.0.decls.last_mut() {
            decl.decorators.push(name, args);
        }
        self
    }

    /// Accepts a diagnostic about it, and says why it is fine here: see [`Template::accept`].
    ///
    /// ```
    /// use triceps::{Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let endpoint = t.param(Param::string("endpoint"));
    /// t.output("passwordUrl", &endpoint)
    ///     .accept("outputs-should-not-contain-secrets", "the page where passwords are changed");
    /// assert!(t.check()?.to_bicep().ends_with(
    ///     "\n// the page where passwords are changed\n#disable-next-line outputs-should-not-contain-secrets\n\
    ///      output passwordUrl string = endpoint\n",
    /// ));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn accept(self, code: impl Into<Cow<'static, str>>, reason: impl Into<Cow<'static, str>>) -> Self {
        let index = self.index();
        self.0.accept_at(index, code.into(), reason.into());
        self
    }

    /// Adds a comment above it.
    pub fn comment(self, comment: impl Into<Comment>) -> Self {
        self.comment_at(CommentPlace::Above, comment)
    }

    /// Adds a comment after it, on its last line.
    pub fn comment_after(self, comment: impl Into<Comment>) -> Self {
        self.comment_at(CommentPlace::After, comment)
    }

    /// Adds a comment beside it.
    pub fn comment_at(self, place: CommentPlace, comment: impl Into<Comment>) -> Self {
        let index = self.index();
        self.0.comment_decl(index, place, comment.into());
        self
    }

    /// The index of the declaration.
    fn index(&self) -> u32 {
        u32::try_from(self.0.decls.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// Says what the output is: `@description`.
    pub fn description(self, text: impl IntoExpr) -> Self {
        self.decorate("description", [text.into_expr()])
    }

    /// Attaches any facts: `@metadata({..})`.
    pub fn metadata(self, facts: Object) -> Self {
        self.decorate("metadata", [facts.into()])
    }

    /// The number of characters or items: `@minLength` and `@maxLength`.
    pub fn length(self, bounds: RangeInclusive<u32>) -> Self {
        self.min_length(*bounds.start()).max_length(*bounds.end())
    }

    /// Says whether a blank line stands before it. By default there is none between two undecorated
    /// neighbours.
    pub fn blank_line_before(self, blank: bool) -> Self {
        if let Some(decl) = self.0.decls.last_mut() {
            decl.blank_line_before = Some(blank);
        }
        self
    }

    /// The least number of characters or items: `@minLength`.
    pub fn min_length(self, least: u32) -> Self {
        self.decorate("minLength", [least.into_expr()])
    }

    /// The greatest number of characters or items: `@maxLength`.
    pub fn max_length(self, most: u32) -> Self {
        self.decorate("maxLength", [most.into_expr()])
    }
}
