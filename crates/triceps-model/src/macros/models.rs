//! The macros that make the enums and objects of the typed models.
//!
//! What is not generic is marked `#[inline]`: a build compiles it where it is called, and most is not.

/// Lets a type of a model stand for a value of a kind.
#[doc(hidden)]
#[macro_export]
macro_rules! stands_for {
    ($($from:ty => $kind:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl $crate::IntoValue<$kind> for $from {
            #[inline]
            fn into_value(self) -> $crate::Value<$kind> {
                $crate::Value::from_expr($crate::IntoExpr::into_expr(self))
            }
        }
    )*};
}

/// Lets a type of a model stand for a value of its own kind.
#[doc(hidden)]
#[macro_export]
macro_rules! own_kind {
    ($name:ident) => {
        $crate::stands_for! { $name => $name }

        #[diagnostic::do_not_recommend]
        impl $crate::convert::IntoTyped for $name {
            type Kind = $name;

            #[inline]
            fn into_typed(self) -> $crate::Value<$name> {
                $crate::Value::from_expr($crate::IntoExpr::into_expr(self))
            }
        }
    };
}

/// Declares an open enum: text whose known values are constants.
///
/// Azure adds values all the time, so any other text is possible through `other`. A value that is
/// computed is taken over with [`Value::cast`](crate::Value::cast).
#[doc(hidden)]
#[macro_export]
macro_rules! model_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$constant_doc:meta])* $constant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(::std::borrow::Cow<'static, str>);

        impl $name {
            $(
                $(#[$constant_doc])*
                pub const $constant: Self = Self(::std::borrow::Cow::Borrowed($text));
            )*

            /// The values known here.
            pub const KNOWN: &'static [Self] = &[$(Self::$constant),*];

            /// A value that is newer than this list.
            pub fn other(text: impl Into<::std::borrow::Cow<'static, str>>) -> Self {
                Self(text.into())
            }

            /// The value as text.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl $crate::convert::Concrete for $name {}

        impl $crate::convert::Fits<::std::string::String> for $name {}

        impl $crate::convert::ArmType for $name {
            #[inline]
            fn declared() -> $crate::TypeExpr {
                <::std::string::String as $crate::convert::ArmType>::declared()
            }
        }

        #[diagnostic::do_not_recommend]
        impl $crate::IntoExpr for $name {
            #[inline]
            fn into_expr(self) -> $crate::Expr {
                $crate::IntoExpr::into_expr(self.0)
            }
        }

        #[diagnostic::do_not_recommend]
        impl $crate::IntoExpr for &$name {
            #[inline]
            fn into_expr(self) -> $crate::Expr {
                $crate::IntoExpr::into_expr(self.0.clone())
            }
        }

        #[diagnostic::do_not_recommend]
        impl $crate::convert::Plain for $name {}
        #[diagnostic::do_not_recommend]
        impl $crate::convert::Plain for &$name {}

        $crate::own_kind! { $name }

        $crate::stands_for! { &$name => $name, $name => $crate::Any, $name => ::std::string::String }
    };
}

/// Declares a nested object of a model: a wrapper of an ordered [`Object`](crate::Object).
///
/// What is special to it (constructor, setters) is written in `impl` blocks beside it.
#[doc(hidden)]
#[macro_export]
macro_rules! model_object {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(pub(crate) $crate::Object);

        impl $name {
            /// Sets any property by its name, for what has no setter.
            pub fn property(
                self,
                name: impl Into<::std::borrow::Cow<'static, str>>,
                value: impl $crate::IntoExpr,
            ) -> Self {
                Self(self.0.set(name, value))
            }

            /// Prints it on one line if it fits.
            #[inline]
            pub fn one_line(self) -> Self {
                Self(self.0.one_line())
            }
        }

        impl $crate::convert::Concrete for $name {}
        impl $crate::convert::ModelObject for $name {}

        #[diagnostic::do_not_recommend]
        impl $crate::IntoExpr for $name {
            #[inline]
            fn into_expr(self) -> $crate::Expr {
                self.0.into()
            }
        }

        $crate::own_kind! { $name }

        $crate::stands_for! { $name => $crate::Any }
    };
}

/// Lets an object of a model, and what is computed of it, stand where a resource is referred to.
#[doc(hidden)]
#[macro_export]
macro_rules! model_reference {
    ($name:ident) => {
        #[diagnostic::do_not_recommend]
        impl $crate::IntoReference<$name> for $name {
            fn into_reference(self) -> $crate::Expr {
                $crate::IntoExpr::into_expr(self)
            }
        }

        impl $crate::convert::RefersTo<$name> for $name {
            fn refer(value: $crate::Expr) -> $crate::Expr {
                value
            }
        }

        impl $crate::convert::RefersTo<$name> for ::std::option::Option<$name> {
            fn refer(value: $crate::Expr) -> $crate::Expr {
                value
            }
        }
    };
}
