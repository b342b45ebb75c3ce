//! Naming rules of resource types, and names that always follow them.
//!
//! Every resource type has its own rule: the length of a name, its characters, and its first and last character.
//! [`rule`] returns it, [`Template::check`](crate::Template::check) compares all names with it, and [`UniqueName`]
//! makes names that follow it.

/// The rule for the names of one resource type.
///
/// ```
/// let rule = triceps::names::rule("Microsoft.KeyVault/vaults").expect("a known type");
/// assert_eq!((rule.type_name(), rule.property()), ("Microsoft.KeyVault/vaults", "name"));
/// assert_eq!((rule.min_length(), rule.max_length()), (3, Some(24)));
/// assert!(rule.accepts("kv-portal") && !rule.accepts("kv_portal"));
/// ```
pub use triceps_core::names::NamingRule;

/// The rule for a resource type.
///
/// ```
/// use triceps::names::rule;
///
/// assert!(rule("Microsoft.KeyVault/vaults").is_some_and(|rule| rule.accepts("kv-portal")));
/// assert!(rule("Contoso.Unknown/things").is_none());
/// ```
pub use triceps_core::names::rule;

/// All rules.
///
/// ```
/// use triceps::names::rules;
///
/// assert!(rules().iter().any(|rule| rule.type_name() == "Microsoft.KeyVault/vaults"));
/// ```
pub use triceps_core::names::rules;

use triceps_core::names::{UniqueName as Form, UniqueText};
use triceps_model::convert::Args;
use triceps_model::tree::{Composite, Part};
use triceps_model::{Expr, IntoExpr, IntoValue, Value};

///
/// A literal prefix is made to fit here and now. Of a prefix that is known at deployment only, as a parameter is, Azure
/// makes it fit; it has to consist of letters, digits and hyphens and to start with a letter. Its hyphens are taken
/// out too where two of them could come to stand side by side.
///
/// ```
/// use triceps::functions::resource_group;
/// use triceps::container_registry::Registry;
/// use triceps::key_vault::Vault;
/// use triceps::names::UniqueName;
/// use triceps::{Param, Template};
///
/// let mut t = Template::for_resource_group();
/// let prefix = t.param(Param::string("namePrefix"));
///
/// let name = UniqueName::new(&prefix, [resource_group().id()]);
/// t.output("vault", name.for_type(Vault::TYPE));
/// t.output("registry", name.for_type(Registry::TYPE));
/// t.output("fixed", UniqueName::new("contoso-portal", [resource_group().id()]).for_type(Vault::TYPE));
///
/// let bicep = t.check()?.to_bicep();
/// for line in [
///     "output vault string = '${take(replace(namePrefix, '-', ''), 10)}-${uniqueString(resourceGroup().id)}'",
///     "output registry string = '${take(replace(namePrefix, '-', ''), 37)}${uniqueString(resourceGroup().id)}'",
///     "output fixed string = 'contoso-po-${uniqueString(resourceGroup().id)}'",
/// ] {
///     assert!(bicep.contains(line), "{bicep}");
/// }
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct UniqueName {
    prefix: Expr,
    seed: Vec<Expr>,
}

impl UniqueName {
    /// Names that start with this prefix, and whose hash depends on `seed` only: `[resource_group().id()]` gives the
    /// same names at every deployment into a resource group, and other ones elsewhere.
    pub fn new(prefix: impl IntoValue<String>, seed: impl Args) -> Self {
        Self { prefix: prefix.into_value().into_expr(), seed: seed.into_args() }
    }

    /// The name for a resource of this type: `Vault::TYPE`, or `"Microsoft.KeyVault/vaults"`. Of a child it is the last
    /// segment, without the names of its parents.
    ///
    /// Where the type wants a GUID it is one that depends on seed and prefix; where there is but one name, it is that. A
    /// type whose rule is not known gets at most 24 lower-case letters and digits.
    pub fn for_type(&self, type_name: &str) -> Value<String> {
        Value::from_expr(match Form::of(type_name) {
            Form::Text(form) => self.text(&form, type_name),
            Form::Guid => Expr::call("guid", self.seed.iter().chain([&self.prefix]).cloned().collect()),
            Form::Fixed(name) => name.into_expr(),
        })
    }

    fn text(&self, form: &UniqueText, type_name: &str) -> Expr {
        let mut parts = match self.prefix.as_str() {
            Some(prefix) => vec![Part::Text(form.literal_prefix(prefix, type_name).into())],
            None => computed(self.prefix.clone(), form),
        };
        let hash = Expr::call("uniqueString", self.seed.clone());
        if matches!(parts.as_slice(), [Part::Text(prefix)] if prefix.is_empty()) {
            if form.suffix().is_empty() {
                return hash;
            }
        } else {
            parts.push(Part::Text(form.separator().into()));
        }
        parts.push(Part::Hole(hash));
        if !form.suffix().is_empty() {
            parts.push(Part::Text(form.suffix().into()));
        }
        Expr::interpolation(parts)
    }
}

/// A computed prefix, made to fit at deployment.
fn computed(mut prefix: Expr, form: &UniqueText) -> Vec<Part> {
    if form.refuses_hyphens() {
        prefix = Expr::call("replace", vec![prefix, "-".into_expr(), "".into_expr()]);
    }
    if form.refuses_upper_case() {
        prefix = Expr::call("toLower", vec![prefix]);
    }
    if let Some(room) = form.prefix_length() {
        let room = i64::try_from(room).unwrap_or(i64::MAX);
        prefix = Expr::call("take", vec![prefix, room.into_expr()]);
    }
    match prefix.as_composite() {
        // A text within a text would be simplified anyway.
        Some(Composite::Interpolation { parts, dollars: 0 }) => parts.clone(),
        _ => vec![Part::Hole(prefix)],
    }
}
