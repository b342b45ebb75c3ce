//! Arguments of modules, and secrets that only modules take.

use crate::expr::{AnyArgs, Composite, Expr, IntoExpr};
use crate::value::IntoValue;

/// A secret that stays in its Key Vault until the module is deployed: `vault.getSecret(..)`.
///
/// Only a secure parameter of a module accepts it.
///
/// ```
/// # use triceps::key_vault::Vault;
/// # use triceps::{Module, Param, Template};
/// # let mut app = Template::for_resource_group();
/// # app.param(Param::secure_string("password"));
/// # let mut t = Template::for_resource_group();
/// let is_prod = t.param(Param::bool("isProd"));
/// let vault = t.add("vault", Vault::existing("kv-portal"));
/// let file = t.module_file("app.bicep", app.check()?);
/// let password = vault.get_secret("prod").when_or(&is_prod, vault.get_secret("dev"));
/// t.add("app", Module::new(&file).param("password", password));
/// assert!(t.check()?.to_bicep().contains("password: isProd ? vault.getSecret('prod') : vault.getSecret('dev')\n"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct SecretReference(Expr);

impl SecretReference {
    pub(crate) fn new(vault: &Expr, args: impl AnyArgs) -> Self {
        Self(vault.method("getSecret", args))
    }

    /// One of two secrets: `condition ? self : other`.
    pub fn when_or(self, condition: impl IntoValue<bool>, other: Self) -> Self {
        Self(Expr::composite(Composite::Ternary(condition.into_value().into_expr(), self.0, other.0)))
    }
}

/// What a parameter of a module takes: any value, a [`Secure`](crate::Secure), or a [`SecretReference`].
///
/// ```
/// # use triceps::convert::IntoModuleArgument;
/// # use triceps::handle::ModuleFile;
/// # use triceps::Module;
/// fn named(file: &ModuleFile, name: impl IntoModuleArgument) -> Module {
///     Module::new(file).param("name", name) // a value, a secret, or a secret of a Key Vault
/// }
/// ```
pub trait IntoModuleArgument {
    /// The expression.
    fn into_argument(self) -> Expr;
}

impl<E: IntoExpr> IntoModuleArgument for E {
    fn into_argument(self) -> Expr {
        self.into_expr()
    }
}

impl IntoModuleArgument for SecretReference {
    fn into_argument(self) -> Expr {
        self.0
    }
}
