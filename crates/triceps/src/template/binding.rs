//! Modules from registries, with typed parameters and outputs.

use triceps_core::ModuleTemplate;
use triceps_core::json::ArmTemplate;
use triceps_model::convert::IntoModuleArgument as _;
use triceps_model::handle::SecretReference;
use triceps_model::scope::AnyLevel;
use triceps_model::tree::{ModuleTarget, UnboundModule};
use triceps_model::{Access, Expr, IntoExpr, Map, ModuleSource, Object, Secure, Value};

use super::ModuleFile;

fn read(json: &str, is_spec: bool) -> Result<ModuleTemplate, String> {
    if is_spec {
        let (id, template) = ArmTemplate::parse_spec(json)?;
        return Ok(ModuleTemplate::Spec { id, template: template.into() });
    }
    ArmTemplate::parse(json).map(ModuleTemplate::from)
}

/// The template of a module with a binding, read once.
pub(crate) fn template_of(source: &'static ModuleSource) -> Result<&'static ModuleTemplate, &'static str> {
    source.read_once(read).as_ref().map_err(String::as_str)
}

/// The template of a module without a binding.
pub(crate) fn template_of_unbound(module: &UnboundModule) -> Result<ModuleTemplate, String> {
    read(&module.json, module.reference.starts_with("ts:") || module.reference.starts_with("ts/"))
}

/// What a module deploys, and the parameters it is given.
///
/// ```
/// # use triceps::convert::{IntoModule, ModuleContent};
/// # use triceps::{Module, Template};
/// # let mut t = Template::for_resource_group();
/// let file = t.module_file("empty.bicep", Template::for_resource_group().check()?);
/// let content: ModuleContent = (&file).into_module();
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct ModuleContent {
    pub(super) target: ModuleTarget,
    pub(super) params: Object,
}

impl ModuleContent {
    /// A module from a registry with these parameters.
    ///
    /// ```
    /// use triceps::convert::ModuleContent;
    /// use triceps::{ModuleSource, Object};
    ///
    /// static SOURCE: ModuleSource = ModuleSource::new("br:contoso.azurecr.io/empty:1", "{}");
    /// let content = ModuleContent::new(&SOURCE, Object::new().set("name", "portal"));
    /// ```
    pub fn new(source: &'static ModuleSource, params: Object) -> Self {
        Self { target: ModuleTarget::Source(source), params }
    }
}

/// What [`Module::new`](crate::Module::new) takes: a [`ModuleFile`], or a generated binding.
///
/// ```
/// # use triceps::convert::IntoModule;
/// # use triceps::{Module, Template};
/// fn deploy(t: &mut Template, content: impl IntoModule) {
///     t.add("names", Module::new(content).name("names"));
/// }
///
/// let mut t = Template::for_resource_group();
/// let file = t.module_file("names.bicep", Template::for_resource_group().check()?);
/// deploy(&mut t, &file);
/// assert!(t.check()?.to_bicep().starts_with("module names 'names.bicep' = {\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a module",
    note = "expected `&file` of `module_file`, or a generated binding"
)]
pub trait IntoModule {
    /// How its outputs are read.
    type Binding;

    /// What is deployed.
    fn into_module(self) -> ModuleContent;
}

impl IntoModule for &ModuleFile {
    type Binding = ModuleFile;

    fn into_module(self) -> ModuleContent {
        let target = ModuleTarget::File { template: self.template, index: self.index };
        ModuleContent { target, params: Object::new() }
    }
}

/// The level of the scopes that a module may be deployed to.
///
/// ```
/// # use triceps::scope::SubscriptionLevel;
/// # use triceps::{Module, convert::ModuleLevel, functions::subscription};
/// // Any module for subscriptions, deployed to the one of this template.
/// fn here<B: ModuleLevel<Level = SubscriptionLevel>>(module: Module<B>) -> Module<B> {
///     module.scope(subscription())
/// }
/// ```
pub trait ModuleLevel {
    /// [`ResourceGroupLevel`](crate::scope::ResourceGroupLevel) and the other levels; of a file it is known once the template is checked.
    type Level;
}

impl ModuleLevel for ModuleFile {
    type Level = AnyLevel;
}

/// A generated binding: a module from a registry whose outputs are typed.
///
/// ```
/// # use triceps::convert::ModuleBinding;
/// # use triceps::handle::{Declared, ModuleRef};
/// // What every generated binding has: its outputs, as its own type.
/// fn outputs<B: ModuleBinding>(module: &ModuleRef<Declared, B>) -> B::Outputs<Declared> {
///     module.outputs()
/// }
/// ```
pub trait ModuleBinding {
    /// The outputs, by how the module is reached.
    type Outputs<A: Access>;

    /// The outputs of a module that is reached so.
    fn outputs<A: Access>(access: A) -> Self::Outputs<A>;
}

/// What a secure parameter of a binding takes: a [`Secure`](crate::Secure), or a [`SecretReference`].
///
/// ```
/// # use triceps::{IntoSecretArgument, Object};
/// // A setter of a generated binding for a secure parameter.
/// fn password(params: Object, value: impl IntoSecretArgument<String>) -> Object {
///     params.set("password", value.into_secret_argument())
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a secret of the type `{T}`",
    label = "expected a secure parameter, an account key, a secure output, or `vault.get_secret(..)`"
)]
pub trait IntoSecretArgument<T: ?Sized> {
    /// The expression.
    fn into_secret_argument(self) -> Expr;
}

impl<T: ?Sized> IntoSecretArgument<T> for Secure<T> {
    fn into_secret_argument(self) -> Expr {
        self.into_expr()
    }
}

impl<T: ?Sized> IntoSecretArgument<T> for &Secure<T> {
    fn into_secret_argument(self) -> Expr {
        self.into_expr()
    }
}

impl IntoSecretArgument<String> for SecretReference {
    fn into_secret_argument(self) -> Expr {
        self.into_argument()
    }
}

/// A kind of object that may hold secrets: what a secure parameter of an object type takes beside a secret as a whole.
#[doc(hidden)]
pub trait HoldsSecrets {}

impl HoldsSecrets for Object {}
impl<T: ?Sized> HoldsSecrets for Map<T> {}

impl<T: HoldsSecrets> IntoSecretArgument<T> for Value<T> {
    fn into_secret_argument(self) -> Expr {
        self.into_expr()
    }
}

// What is of any type fits everywhere; the check finds where it does not.
impl<T: ?Sized> IntoSecretArgument<T> for Expr {
    fn into_secret_argument(self) -> Expr {
        self
    }
}

impl IntoSecretArgument<Self> for Object {
    fn into_secret_argument(self) -> Expr {
        self.into()
    }
}

impl<T: ?Sized> IntoSecretArgument<Self> for Map<T> {
    fn into_secret_argument(self) -> Expr {
        self.into_expr()
    }
}

/// Declares the binding of a module from a registry: its parameters, and its outputs. Generated code uses it.
#[doc(hidden)]
#[macro_export]
macro_rules! module_binding {
    ($(#[$doc:meta])* $name:ident, $outputs:ident, $level:ident, $source:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name($crate::Object);

        impl $name {
            /// The module with its template.
            pub const SOURCE: &'static $crate::ModuleSource = {
                static SOURCE: $crate::ModuleSource = $source;
                &SOURCE
            };
        }

        /// The outputs of the module.
        #[derive(Clone, Debug)]
        pub struct $outputs<A: $crate::Access>(A);

        impl $crate::convert::ModuleLevel for $name {
            type Level = $crate::scope::$level;
        }

        impl $crate::convert::ModuleBinding for $name {
            type Outputs<A: $crate::Access> = $outputs<A>;

            #[inline]
            fn outputs<A: $crate::Access>(access: A) -> $outputs<A> {
                $outputs(access)
            }
        }

        impl $crate::convert::IntoModule for $name {
            type Binding = Self;

            #[inline]
            fn into_module(self) -> $crate::convert::ModuleContent {
                $crate::convert::ModuleContent::new(Self::SOURCE, self.0)
            }
        }

        #[diagnostic::do_not_recommend]
        impl $crate::Model for $name {
            type Ref<A: $crate::Access> = $crate::handle::ModuleRef<A, Self>;

            #[inline]
            fn reference<A: $crate::Access>(access: A) -> $crate::handle::ModuleRef<A, Self> {
                <$crate::Module<Self> as $crate::Model>::reference(access)
            }

            #[inline]
            fn into_declaration(self) -> $crate::handle::Declaration {
                $crate::Model::into_declaration($crate::Module::<Self>::new(self))
            }
        }
    };
}

/// Declares an object that a binding takes.
#[doc(hidden)]
#[macro_export]
macro_rules! binding_object {
    ($(#[$doc:meta])* $name:ident) => {
        $crate::model_object! { $(#[$doc])* $name }

        $crate::stands_for! { $name => ::std::option::Option<$name> }

        impl $crate::convert::HoldsSecrets for $name {}

        impl $crate::IntoSecretArgument<$name> for $name {
            #[inline]
            fn into_secret_argument(self) -> $crate::Expr {
                self.0.into()
            }
        }
    };
}

/// Declares a string with known values that a binding takes.
#[doc(hidden)]
#[macro_export]
macro_rules! binding_enum {
    ($(#[$doc:meta])* $name:ident { $($values:tt)* }) => {
        $crate::model_enum! { $(#[$doc])* $name { $($values)* } }

        impl $crate::convert::KnownValues for $name {}

        $crate::stands_for! { $name => ::std::option::Option<$name> }
    };
}

/// Declares a discriminated object.
#[doc(hidden)]
#[macro_export]
macro_rules! binding_union {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident($object:ident),)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub enum $name {
            $(
                $(#[$variant_doc])*
                $variant($object),
            )*
        }

        impl $crate::convert::Concrete for $name {}

        impl $crate::convert::HoldsSecrets for $name {}

        impl $crate::IntoSecretArgument<$name> for $name {
            #[inline]
            fn into_secret_argument(self) -> $crate::Expr {
                $crate::IntoExpr::into_expr(self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl $crate::IntoExpr for $name {
            #[inline]
            fn into_expr(self) -> $crate::Expr {
                match self {
                    $(Self::$variant(object) => $crate::IntoExpr::into_expr(object),)*
                }
            }
        }

        $crate::own_kind! { $name }

        $crate::stands_for! { $name => ::std::option::Option<$name> }

        $(
            impl ::std::convert::From<$object> for $name {
                #[inline]
                fn from(object: $object) -> Self {
                    Self::$variant(object)
                }
            }

            impl $crate::IntoSecretArgument<$name> for $object {
                #[inline]
                fn into_secret_argument(self) -> $crate::Expr {
                    $crate::IntoExpr::into_expr(self)
                }
            }

            impl $crate::convert::Fits<$name> for $object {}
            impl $crate::convert::Fits<::std::option::Option<$name>> for $object {}

            $crate::stands_for! { $object => $name, $object => ::std::option::Option<$name> }
        )*
    };
}

/// Declares an array with a type for each place that a binding takes.
#[doc(hidden)]
#[macro_export]
macro_rules! binding_tuple {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name($crate::Array);

        impl $crate::convert::Concrete for $name {}

        #[diagnostic::do_not_recommend]
        impl $crate::IntoExpr for $name {
            #[inline]
            fn into_expr(self) -> $crate::Expr {
                self.0.into()
            }
        }

        $crate::own_kind! { $name }

        $crate::stands_for! { $name => ::std::option::Option<$name> }
    };
}

/// Declares the properties of an object that a module gives.
#[doc(hidden)]
#[macro_export]
macro_rules! binding_view {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $constant:ident: $kind:ident<$value:ty> = $property:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl $name {
            $(
                $(#[$of])*
                pub const $constant: $crate::$kind<Self, $value> = $crate::$kind::new($property);
            )*
        }

        impl $crate::convert::Concrete for $name {}
        impl $crate::convert::Described for $name {}

        impl $crate::convert::ArmType for $name {
            fn declared() -> $crate::TypeExpr {
                <$crate::Object as $crate::convert::ArmType>::declared()
            }
        }

        impl $crate::convert::Fits<$crate::Object> for $name {}
        impl $crate::convert::Fits<::std::option::Option<$crate::Object>> for $name {}
    };
}
