//! The macros that make a typed model out of its name, type and API version.

/// Declares a typed resource model and its handle, with everything that all resources share.
///
/// What is special to the type (constructor, setters, read accessors) is written in `impl` blocks
/// beside it. Generated models use it too.
///
/// ```
/// use triceps::{IntoExpr, IntoValue, ResourceBody, Template, Value, resource_model};
///
/// resource_model! {
///     /// A lock on a resource.
///     Lock, LockRef, "Microsoft.Authorization/locks", "2020-05-01"
/// }
///
/// impl Lock {
///     /// A lock of this level.
///     pub fn new(name: impl IntoValue<String>, level: impl IntoValue<String>) -> Self {
///         let mut body = ResourceBody::new(Self::TYPE, Self::API_VERSION, name);
///         body.set(&["properties", "level"], level.into_value());
///         Self(body)
///     }
/// }
///
/// let mut t = Template::for_resource_group();
/// let lock = t.add("lock", Lock::new("keep", "CanNotDelete"));
/// t.output("lockId", lock.id());
/// ```
#[macro_export]
macro_rules! resource_model {
    ($(#[$doc:meta])* $model:ident, $reference:ident, $type:literal, $version:literal $(, $key:literal)?) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $model(pub(crate) $crate::ResourceBody);

        impl $model {
            /// The resource type.
            pub const TYPE: &'static str = $type;
            /// The API version that is used unless another is chosen.
            pub const API_VERSION: &'static str = $version;

            /// A resource of this type that exists already.
            pub fn existing(name: impl $crate::IntoValue<::std::string::String>) -> $crate::Existing<Self> {
                $crate::Existing::new(Self::TYPE, Self::API_VERSION, name)$(.keyed($key))?
            }

            /// Chooses another API version.
            pub fn api_version(mut self, version: impl Into<::std::borrow::Cow<'static, str>>) -> Self {
                self.0.set_api_version(version);
                self
            }

            /// The scope that it is deployed to, or the resource that it extends.
            pub fn scope(mut self, scope: impl $crate::scope::IntoScope) -> Self {
                self.0.set_scope(scope);
                self
            }

            /// Makes it a child of another resource, for types that are children.
            pub fn parent(mut self, parent: impl $crate::handle::ResourceRef) -> Self {
                self.0.set_parent(parent);
                self
            }

            /// Adds something that has to be deployed before it. What it refers to is known anyway.
            pub fn depends_on(mut self, other: impl $crate::IntoExpr) -> Self {
                self.0.push_dependency(other);
                self
            }

            /// Deploys it only where `condition` holds.
            pub fn when(self, condition: impl $crate::IntoValue<bool>) -> $crate::handle::When<Self> {
                $crate::handle::When::new(self, condition)
            }

            /// Sets any property, for what has no setter: by its name, or by the names from the top of the body.
            ///
            #[doc = concat!("`", stringify!($model), "::new(..).property(\"zones\", [\"1\"]).property([\"properties\", \"mode\"], \"On\")`")]
            pub fn property(mut self, path: impl $crate::convert::PropertyPath, value: impl $crate::IntoExpr) -> Self {
                self.0.set(path.names(), value);
                self
            }
        }

        #[diagnostic::do_not_recommend]
        impl $crate::Model for $model {
            type Ref<A: $crate::Access> = $reference<A>;

            const RESOURCE_TYPE: ::std::option::Option<&'static str> = ::std::option::Option::Some(Self::TYPE);

            fn reference<A: $crate::Access>(access: A) -> $reference<A> {
                $reference(access)
            }

            #[inline]
            fn into_declaration(self) -> $crate::handle::Declaration {
                self.0.into_declaration()
            }
        }

        #[doc = concat!("A handle of a resource of the type `", $type, "`.")]
        #[derive(Clone, Copy, Debug)]
        pub struct $reference<A: $crate::Access = $crate::handle::Declared>(A);

        $crate::reference_methods!($reference);
    };
}

/// What all handles of resources have.
#[doc(hidden)]
#[macro_export]
macro_rules! reference_methods {
    ($reference:ident) => {
        impl<A: $crate::Access> $reference<A> {
            /// The id of the resource.
            pub fn id(&self) -> $crate::Value<::std::string::String> {
                $crate::Value::from_expr(self.0.symbol().prop("id"))
            }

            /// The name of the resource.
            pub fn name(&self) -> $crate::Value<::std::string::String> {
                $crate::Value::from_expr(self.0.symbol().prop("name"))
            }

            /// The type of the resource, as text.
            pub fn type_name(&self) -> $crate::Value<::std::string::String> {
                $crate::Value::from_expr(self.0.symbol().prop("type"))
            }

            /// The API version of the resource, as text.
            pub fn api_version(&self) -> $crate::Value<::std::string::String> {
                $crate::Value::from_expr(self.0.symbol().prop("apiVersion"))
            }

            /// Reads any top-level property, for what has no accessor.
            pub fn prop(&self, name: &'static str) -> $crate::Expr {
                $crate::IntoExpr::into_expr(self.0.read_expr(&[name]))
            }

            /// Calls a method of the resource that is not secret, such as `list..` functions without keys.
            pub fn method(&self, name: &'static str, args: impl $crate::convert::AnyArgs) -> $crate::Expr {
                self.0.symbol().method(name, args)
            }
        }

        impl $reference<$crate::handle::Declared> {
            /// The same resource; nested in another, it is printed through it, as `network::apps`, even where
            /// `apps` alone would do.
            pub fn qualified(&self) -> Self {
                $reference(self.0.qualified())
            }
        }

        impl<A: $crate::Access> $reference<$crate::handle::Conditional<A>> {
            /// The same resource, taken to be deployed: reading gives plain values and prints `!`.
            pub fn assume_exists(&self) -> $reference<$crate::handle::Assumed<A>> {
                $reference(self.0.assume_exists())
            }
        }

        impl<A: $crate::Access> $crate::handle::ResourceRef for $reference<A> {
            type Access = A;

            fn symbol(&self) -> $crate::Expr {
                self.0.symbol()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<A: $crate::Access> $crate::IntoExpr for $reference<A> {
            fn into_expr(self) -> $crate::Expr {
                self.0.symbol()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<A: $crate::Access> $crate::IntoExpr for &$reference<A> {
            fn into_expr(self) -> $crate::Expr {
                self.0.symbol()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<A: $crate::Access> $crate::convert::Plain for $reference<A> {}
        #[diagnostic::do_not_recommend]
        impl<A: $crate::Access> $crate::convert::Plain for &$reference<A> {}

        #[diagnostic::do_not_recommend]
        impl<T, A: $crate::Access> $crate::IntoReference<T> for $reference<A> {
            fn into_reference(self) -> $crate::Expr {
                $crate::IntoReference::<T>::into_reference(self.id())
            }
        }

        #[diagnostic::do_not_recommend]
        impl<T, A: $crate::Access> $crate::IntoReference<T> for &$reference<A> {
            fn into_reference(self) -> $crate::Expr {
                $crate::IntoReference::<T>::into_reference(self.id())
            }
        }

        #[diagnostic::do_not_recommend]
        impl<A: $crate::Access> $crate::IntoValue<$crate::ResourceId> for $reference<A> {
            fn into_value(self) -> $crate::Value<$crate::ResourceId> {
                self.id().cast()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<A: $crate::Access> $crate::IntoValue<$crate::ResourceId> for &$reference<A> {
            fn into_value(self) -> $crate::Value<$crate::ResourceId> {
                self.id().cast()
            }
        }

        impl<A: $crate::Access> $crate::scope::IntoScope for $reference<A> {
            type Level = $crate::scope::AnyLevel;

            fn into_scope(self) -> $crate::scope::Scope {
                $crate::scope::Scope::from_expr(self.0.symbol())
            }
        }

        impl<A: $crate::Access> $crate::scope::IntoScope for &$reference<A> {
            type Level = $crate::scope::AnyLevel;

            fn into_scope(self) -> $crate::scope::Scope {
                $crate::scope::Scope::from_expr(self.0.symbol())
            }
        }
    };
}
