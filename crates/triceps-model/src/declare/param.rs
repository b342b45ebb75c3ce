//! Parameters.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::ops::RangeInclusive;

use crate::decorators::Decorators;
use crate::expr::{Any, Array, Expr, IntoExpr, Object, Value};
use crate::functions::new_guid;
use crate::sealed::{OfParamKind, Sealed};
use crate::types::TypeExpr;
use crate::value::{ArmType, IntoValue, Secure};

/// A parameter before it is added: its name, type, default and rules.
///
/// `K` is what `Template::param` gives for it: a [`Value`], or a
/// [`Secure`] for secrets.
///
/// ```
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let prefix = t.param(Param::string("namePrefix").length(3..=12).default("backstage"));
/// let secret = t.param(Param::secure_string("clientSecret").description("From the app registration."));
/// ```
///
/// ```
/// # use triceps::{Param, Template, TypeExpr, object};
/// # let mut t = Template::for_resource_group();
/// t.param(Param::string("stage").allowed(["dev", "prod"]).metadata(object! { owner: "platform" }));
/// t.param(Param::optional_string("zone").min_length(1).max_length(3));
/// t.param(Param::int("replicas").range(1..=9));
/// t.param(Param::int("port").min_value(1).max_value(65_535));
/// t.param(Param::bool("verbose").default(false));
/// t.param(Param::object("settings"));
/// t.param(Param::array("rules"));
/// t.param(Param::array_of::<String>("hosts"));
/// t.param(Param::typed("size", TypeExpr::union([TypeExpr::literal("S"), TypeExpr::literal("L")])));
/// t.param(Param::secure_string("password").or_new_guid());
/// t.param(Param::secure_string("token").or_empty());
/// t.param(Param::secure_object("login"));
/// let text = t.check()?.to_bicep();
/// for part in [
///     "@allowed([\n  'dev'\n  'prod'\n])\n@metadata({\n  owner: 'platform'\n})\nparam stage string\n",
///     "@minLength(1)\n@maxLength(3)\nparam zone string?\n",
///     "@minValue(1)\n@maxValue(9)\nparam replicas int\n",
///     "param verbose bool = false\n",
///     "param hosts string[]\n",
///     "param size 'S' | 'L'\n",
///     "@secure()\nparam password string = newGuid()\n",
///     "@secure()\nparam token string = ''\n",
///     "@secure()\nparam login object\n",
/// ] {
///     assert!(text.contains(part), "{part}: {text}");
/// }
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a parameter is part of a template only once it is added with `Template::param`"]
pub struct Param<K> {
    name: Cow<'static, str>,
    ty: TypeExpr,
    default: Option<Expr>,
    decorators: Decorators,
    kind: PhantomData<fn() -> K>,
}

/// What a parameter is read as: a [`Value`], a [`Secure`], or an [`Expr`] where only its
/// [`TypeExpr`] is known.
///
/// ```
/// # use triceps::{Param, Secure, Template, Value};
/// # let mut t = Template::for_resource_group();
/// let name: Value<String> = t.param(Param::string("name"));
/// let password: Secure<String> = t.param(Param::secure_string("password"));
/// ```
pub trait ParamKind: Sealed<OfParamKind> {
    /// The reference to the parameter.
    fn from_expr(expr: Expr) -> Self;
}

impl<T: ?Sized> Sealed<OfParamKind> for Value<T> {}
impl<T: ?Sized> Sealed<OfParamKind> for Secure<T> {}

impl<T: ?Sized> ParamKind for Value<T> {
    fn from_expr(expr: Expr) -> Self {
        Self::from_expr(expr)
    }
}

impl<T: ?Sized> ParamKind for Secure<T> {
    fn from_expr(expr: Expr) -> Self {
        Self::from_expr(expr)
    }
}

impl<K> Param<K> {
    fn new(name: impl Into<Cow<'static, str>>, ty: TypeExpr) -> Self {
        Self { name: name.into(), ty, default: None, decorators: Decorators::default(), kind: PhantomData }
    }

    fn decorate<const N: usize>(mut self, name: &'static str, args: [Expr; N]) -> Self {
        self.decorators.push(name, args);
        self
    }

    /// The description of the parameter: `@description`.
    pub fn description(self, text: impl IntoExpr) -> Self {
        self.decorate("description", [text.into_expr()])
    }

    /// Adds metadata: `@metadata({..})`. For a description, use
    /// [`description`](Self::description).
    pub fn metadata(self, facts: Object) -> Self {
        self.decorate("metadata", [facts.into()])
    }

    /// The number of characters or items: `@minLength` and `@maxLength`.
    pub fn length(self, bounds: RangeInclusive<u32>) -> Self {
        self.min_length(*bounds.start()).max_length(*bounds.end())
    }

    /// The least number of characters or items: `@minLength`.
    pub fn min_length(self, least: u32) -> Self {
        self.decorate("minLength", [least.into_expr()])
    }

    /// The greatest number of characters or items: `@maxLength`.
    pub fn max_length(self, most: u32) -> Self {
        self.decorate("maxLength", [most.into_expr()])
    }

    /// The only values that are accepted: `@allowed`.
    pub fn allowed<E: IntoExpr>(self, values: impl IntoIterator<Item = E>) -> Self {
        self.decorate("allowed", [values.into_iter().collect::<Array>().into()])
    }

    /// Its name, type, default and decorators.
    #[doc(hidden)]
    pub fn into_parts(self) -> (Cow<'static, str>, TypeExpr, Option<Expr>, Decorators) {
        (self.name, self.ty, self.default, self.decorators)
    }
}

impl<T: ArmType> Param<Value<T>> {
    /// A parameter of the Bicep type of `T`.
    ///
    /// ```
    /// # use triceps::{Param, Template, Value};
    /// # let mut t = Template::for_resource_group();
    /// let zones: Value<Option<Vec<String>>> = t.param(Param::of("zones"));
    /// t.output("zones", &zones);
    /// assert_eq!(t.check()?.to_bicep(), "param zones string[]?\n\noutput zones string[]? = zones\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn of(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, T::declared())
    }
}

impl<T> Param<Value<T>> {
    /// The value where none is given. A parameter without one is required.
    pub fn default(mut self, value: impl IntoValue<T>) -> Self {
        self.default = Some(value.into_value().into_expr());
        self
    }
}

impl Param<Expr> {
    /// A parameter of a type written out, as an object type or a union.
    pub fn typed(name: impl Into<Cow<'static, str>>, ty: TypeExpr) -> Self {
        Self::new(name, ty)
    }
}

impl Param<Value<String>> {
    /// A parameter of the type `string`.
    pub fn string(name: impl Into<Cow<'static, str>>) -> Self {
        Self::of(name)
    }
}

impl Param<Value<Option<String>>> {
    /// A parameter of the type `string?`, null where it is not given.
    pub fn optional_string(name: impl Into<Cow<'static, str>>) -> Self {
        Self::of(name)
    }
}

impl Param<Value<i64>> {
    /// A parameter of the type `int`.
    pub fn int(name: impl Into<Cow<'static, str>>) -> Self {
        Self::of(name)
    }

    /// The numbers that are accepted: `@minValue` and `@maxValue`.
    pub fn range(self, bounds: RangeInclusive<i64>) -> Self {
        self.min_value(*bounds.start()).max_value(*bounds.end())
    }

    /// The least number that is accepted: `@minValue`.
    pub fn min_value(self, least: i64) -> Self {
        self.decorate("minValue", [least.into_expr()])
    }

    /// The greatest number that is accepted: `@maxValue`.
    pub fn max_value(self, most: i64) -> Self {
        self.decorate("maxValue", [most.into_expr()])
    }
}

impl Param<Value<bool>> {
    /// A parameter of the type `bool`.
    pub fn bool(name: impl Into<Cow<'static, str>>) -> Self {
        Self::of(name)
    }
}

impl Param<Value<Object>> {
    /// A parameter of the type `object`.
    pub fn object(name: impl Into<Cow<'static, str>>) -> Self {
        Self::of(name)
    }
}

impl Param<Value<Vec<Any>>> {
    /// A parameter of the type `array`.
    pub fn array(name: impl Into<Cow<'static, str>>) -> Self {
        Self::of(name)
    }

    /// A parameter of the type `T[]`.
    pub fn array_of<T: ArmType>(name: impl Into<Cow<'static, str>>) -> Param<Value<Vec<T>>> {
        Param::of(name)
    }

    /// A parameter that takes one of the constants of an enum: `@allowed([..])` over a `string`.
    ///
    /// ```
    /// # use triceps::container_registry::Sku;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// t.param(Param::one_of("sku", [Sku::BASIC, Sku::PREMIUM]));
    /// assert_eq!(t.check()?.to_bicep(), "@allowed([\n  'Basic'\n  'Premium'\n])\nparam sku string\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn one_of<T: ArmType + IntoExpr>(
        name: impl Into<Cow<'static, str>>,
        values: impl IntoIterator<Item = T>,
    ) -> Param<Value<T>> {
        Param::of(name).allowed(values)
    }
}

impl Param<Secure<String>> {
    /// A secret of the type `string`. Its only defaults are empty text and a new GUID: [`or_empty`](Self::or_empty) and
    /// [`or_new_guid`](Self::or_new_guid). Any other would be in the text of the template.
    pub fn secure_string(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, String::declared()).decorate("secure", [])
    }

    /// Empty text where none is given.
    pub fn or_empty(mut self) -> Self {
        self.default = Some("".into_expr());
        self
    }

    /// A new GUID at every deployment where none is given.
    pub fn or_new_guid(mut self) -> Self {
        self.default = Some(new_guid().into_expr());
        self
    }
}

impl Param<Secure<Object>> {
    /// A secret of the type `object`.
    pub fn secure_object(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, Object::declared()).decorate("secure", [])
    }
}
