//! Handles: small references to what was added, through which its properties are read.

use std::fmt;
use std::marker::PhantomData;

use super::{LoopHeader, Model};
use crate::expr::{Expr, ForLoop, IntoExpr, Local, Node, Plain, Symbol, Value};
use crate::sealed::{OfAccess, Sealed};
use crate::value::{IntoTyped, IntoValue, Secure};

/// How a handle reaches its declaration, which decides the type of a property that is read.
///
/// ```
/// # use triceps::handle::RawRef;
/// # use triceps::{Access, Raw, Template, object};
/// # let mut t = Template::for_resource_group();
/// // A function over every handle: of a resource that is there, may be missing, or is an item of a loop.
/// fn id<A: Access>(handle: &RawRef<A>) -> triceps::Expr {
///     handle.prop("id")
/// }
///
/// let body = object! { name: "kv-portal" };
/// let vault = t.add("vault", Raw::existing("Microsoft.KeyVault/vaults@2023-07-01", body));
/// t.output_as::<String>("id", id(&vault));
/// assert!(t.check()?.to_bicep().ends_with("output id string = vault.id\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub trait Access: Clone + fmt::Debug + Sealed<OfAccess> {
    /// What reading a property of the type `T` gives.
    type Read<T>;

    /// What reading a secret of the type `T` gives.
    type ReadSecret<T>;

    /// How a child is reached that is written in the body of what this reaches, if it is added as `C`.
    type Child<C: Direct>: Direct;

    /// The expression that names it: its symbol, or an item of a loop.
    fn symbol(&self) -> Expr;

    /// Reads the property at a path of names.
    fn read<T>(&self, path: &[&'static str]) -> Self::Read<T>;

    /// Reads the secret at a path of names.
    fn read_secret<T>(&self, path: &[&'static str]) -> Self::ReadSecret<T>;

    /// Reads the property at a path of names, of any type.
    fn read_expr(&self, path: &[&'static str]) -> Expr;
}

/// How a declaration is reached by its own name.
///
/// ```
/// # use triceps::handle::{Conditional, Direct};
/// # use triceps::managed_identity::{UserAssignedIdentity, UserAssignedIdentityRef};
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let wanted = t.param(Param::bool("wanted"));
/// let identity: UserAssignedIdentityRef<Conditional> =
///     t.add("identity", UserAssignedIdentity::new("id-portal", "westeurope").when(&wanted));
/// t.output("clientId", identity.client_id());
/// assert!(t.check()?.to_bicep().ends_with("output clientId string? = identity.?properties.clientId\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub trait Direct: Access {
    /// How an item is reached where it is added in a loop.
    type Item: Access;

    /// Reaches a declaration.
    fn reach(declared: Declared) -> Self;

    /// Reaches an item of a loop.
    fn reach_item(item: Item) -> Self::Item;
}

fn walk(base: Expr, path: &[&'static str]) -> Expr {
    path.iter().fold(base, |base, name| base.prop(*name))
}

/// Always deployed: reading gives a plain value.
///
/// ```
/// # use triceps::handle::Declared;
/// # use triceps::managed_identity::{UserAssignedIdentity, UserAssignedIdentityRef};
/// # use triceps::Template;
/// # let mut t = Template::for_resource_group();
/// let identity: UserAssignedIdentityRef<Declared> =
///     t.add("identity", UserAssignedIdentity::new("id-portal", "westeurope"));
/// t.output("clientId", identity.client_id());
/// assert!(t.check()?.to_bicep().ends_with("output clientId string = identity.properties.clientId\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Declared(Symbol);

/// One item of a loop.
///
/// ```
/// # use triceps::handle::Item;
/// # use triceps::managed_identity::{UserAssignedIdentity, UserAssignedIdentityRef};
/// # use triceps::{Template, each, interpolate};
/// # let mut t = Template::for_resource_group();
/// let identities = t.add_each("identities", each("stage", ["dev", "prod"]), |stage, _| {
///     UserAssignedIdentity::new(interpolate!("id-{stage}"), "westeurope")
/// });
/// let first: UserAssignedIdentityRef<Item> = identities.at(0);
/// t.output("clientId", first.client_id());
/// assert!(t.check()?.to_bicep().ends_with("output clientId string = identities[0].properties.clientId\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Item(Expr);

/// Deployed on a condition, as all items of a loop may be: reading gives null where it is not deployed.
///
/// ```
/// # use triceps::managed_identity::UserAssignedIdentity;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let wanted = t.param(Param::bool("wanted"));
/// let identity = t.add("identity", UserAssignedIdentity::new("id-portal", "westeurope").when(&wanted));
/// t.output("maybe", identity.client_id().or("none"));
/// t.output("sure", wanted.then_else(identity.assume_exists().client_id(), "none"));
/// let text = t.check()?.to_bicep();
/// assert!(text.contains("output maybe string = identity.?properties.clientId ?? 'none'\n"));
/// assert!(text.contains("output sure string = wanted ? identity!.properties.clientId : 'none'\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Conditional<A: Access = Declared>(A);

/// Deployed on a condition and taken to be deployed: prints `!`.
///
/// ```
/// # use triceps::managed_identity::UserAssignedIdentity;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let wanted = t.param(Param::bool("wanted"));
/// let identity = t.add("identity", UserAssignedIdentity::new("id-portal", "westeurope").when(&wanted));
/// t.output("sure", wanted.then_else(identity.assume_exists().client_id(), "none"));
/// assert!(t.check()?.to_bicep().ends_with("output sure string = wanted ? identity!.properties.clientId : 'none'\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Assumed<A: Access = Declared>(A);

macro_rules! plain_reads {
    () => {
        type Read<T> = Value<T>;
        type ReadSecret<T> = Secure<T>;

        fn read<T>(&self, path: &[&'static str]) -> Value<T> {
            Value::from_expr(self.read_expr(path))
        }

        fn read_secret<T>(&self, path: &[&'static str]) -> Secure<T> {
            Secure::from_expr(self.read_expr(path))
        }
    };
}

impl Sealed<OfAccess> for Declared {}

impl Access for Declared {
    type Child<C: Direct> = C;

    plain_reads!();

    fn symbol(&self) -> Expr {
        Expr::new(Node::Symbol(self.0))
    }

    fn read_expr(&self, path: &[&'static str]) -> Expr {
        walk(self.symbol(), path)
    }
}

impl Sealed<OfAccess> for Item {}

impl Access for Item {
    type Child<C: Direct> = C;

    plain_reads!();

    fn symbol(&self) -> Expr {
        self.0.clone()
    }

    fn read_expr(&self, path: &[&'static str]) -> Expr {
        walk(self.0.clone(), path)
    }
}

impl<A: Access> Sealed<OfAccess> for Conditional<A> {}

impl<A: Access> Access for Conditional<A> {
    type Read<T> = Value<Option<T>>;
    type ReadSecret<T> = Secure<Option<T>>;
    type Child<C: Direct> = Conditional;

    fn symbol(&self) -> Expr {
        self.0.symbol()
    }

    fn read<T>(&self, path: &[&'static str]) -> Value<Option<T>> {
        Value::from_expr(self.read_expr(path))
    }

    fn read_secret<T>(&self, path: &[&'static str]) -> Secure<Option<T>> {
        Secure::from_expr(self.read_expr(path))
    }

    fn read_expr(&self, path: &[&'static str]) -> Expr {
        match path.split_first() {
            Some((first, rest)) => walk(self.symbol().safe_prop(*first), rest),
            None => self.symbol(),
        }
    }
}

impl<A: Access> Sealed<OfAccess> for Assumed<A> {}

impl<A: Access> Access for Assumed<A> {
    type Child<C: Direct> = Conditional;

    plain_reads!();

    fn symbol(&self) -> Expr {
        self.0.symbol()
    }

    fn read_expr(&self, path: &[&'static str]) -> Expr {
        walk(self.symbol().non_null(), path)
    }
}

impl Direct for Declared {
    type Item = Item;

    fn reach(declared: Declared) -> Self {
        declared
    }

    fn reach_item(item: Item) -> Item {
        item
    }
}

impl Direct for Conditional {
    type Item = Conditional<Item>;

    fn reach(declared: Declared) -> Self {
        Self(declared)
    }

    fn reach_item(item: Item) -> Conditional<Item> {
        Conditional(item)
    }
}

impl Declared {
    #[doc(hidden)]
    pub fn new(symbol: Symbol) -> Self {
        Self(symbol)
    }

    /// The same, printed through its parent even where its name alone would do.
    ///
    /// ```
    /// use triceps::handle::Declared;
    ///
    /// // Handles have the same method: `network::apps` instead of `apps`.
    /// fn through_parent(access: Declared) -> Declared {
    ///     access.qualified()
    /// }
    /// ```
    pub fn qualified(self) -> Self {
        Self(Symbol { qualified: true, ..self.0 })
    }
}

impl<A: Access> Conditional<A> {
    /// The same, taken to be deployed.
    pub fn assume_exists(&self) -> Assumed<A> {
        Assumed(self.0.clone())
    }
}

/// A handle of a resource of any type, for what takes every resource: scopes, parents, grants.
///
/// ```
/// # use triceps::handle::ResourceRef;
/// # use triceps::{Template, object};
/// fn lock(t: &mut Template, resource: &impl ResourceRef) {
///     t.add_raw(
///         "lock",
///         "Microsoft.Authorization/locks@2020-05-01",
///         object! { name: "keep", scope: resource.symbol(), properties: { level: "CanNotDelete" } },
///     );
/// }
///
/// let mut t = Template::for_resource_group();
/// let vault = t.add("vault", triceps::key_vault::Vault::existing("kv-portal"));
/// lock(&mut t, &vault);
/// assert!(t.check()?.to_bicep().contains("  scope: vault\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub trait ResourceRef {
    /// How it is reached.
    type Access: Access;

    /// The expression that names it: its symbol, or an item of a loop.
    fn symbol(&self) -> Expr;
}

impl<R: ResourceRef> ResourceRef for &R {
    type Access = R::Access;

    fn symbol(&self) -> Expr {
        (**self).symbol()
    }
}

/// All resources or modules of a loop.
///
/// ```
/// # use triceps::managed_identity::UserAssignedIdentity;
/// # use triceps::{Template, each, interpolate};
/// # let mut t = Template::for_resource_group();
/// let identities = t.add_each("identities", each("stage", ["dev", "prod"]), |stage, _| {
///     UserAssignedIdentity::new(interpolate!("id-{stage}"), "westeurope")
/// });
/// t.output("first", identities.at(0).client_id());
/// t.output("all", identities.each(|identity| identity.client_id()));
/// let text = t.check()?.to_bicep();
/// assert!(text.contains("output first string = identities[0].properties.clientId\n"));
/// assert!(text.contains("identities[i].properties.clientId"), "{text}");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub struct Collection<M: Model, A: Direct = Declared> {
    symbol: Symbol,
    header: LoopHeader,
    model: PhantomData<fn() -> (M, A)>,
}

impl<M: Model, A: Direct> Collection<M, A> {
    #[doc(hidden)]
    pub fn new(symbol: Symbol, header: LoopHeader) -> Self {
        Self { symbol, header, model: PhantomData }
    }

    /// The one at a position of the loop: `name[index]`.
    pub fn at(&self, index: impl IntoValue<i64>) -> M::Ref<A::Item> {
        M::reference(A::reach_item(Item(self.into_expr().at(index.into_value()))))
    }

    /// An array of what `read` takes from every one: `[for (x, i) in xs: name[i].id]`.
    pub fn each<V: IntoTyped>(&self, read: impl FnOnce(M::Ref<A::Item>) -> V) -> Value<Vec<V::Kind>> {
        let index = self.header.index.as_ref().map_or_else(|| Local::unnamed("i"), Local::renewed);
        let item = read(self.at(Value::<i64>::from_expr(Expr::local(&index))));
        Value::from_expr(Expr::for_loop(ForLoop {
            item: self.header.item.renewed(),
            index: Some(index),
            array: self.header.array.clone(),
            body: item.into_typed().into_expr(),
        }))
    }
}

impl<M: Model, A: Direct> IntoExpr for &Collection<M, A> {
    fn into_expr(self) -> Expr {
        Expr::new(Node::Symbol(self.symbol))
    }
}

impl<M: Model, A: Direct> Plain for &Collection<M, A> {}

impl<M: Model, A: Direct> fmt::Debug for Collection<M, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Collection").field(&self.symbol).finish()
    }
}
