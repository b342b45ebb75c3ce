//! Names made of a prefix and a hash.

use super::chars::{Chars, DIGIT, LETTER_OR_DIGIT, LOWER, LOWER_OR_DIGIT, UPPER};
use super::piece::HASH_LENGTH;
use super::rule::{NamingRule, Shape, Text};
use super::table;
use crate::expr::{Composite, Expr, Node, Part};
use crate::value::{Args, IntoExpr, IntoValue, Value};

/// Names made of a prefix and the 13 characters of `uniqueString`, which fit the rule of any type of resource.
///
/// The prefix is shortened to what the type leaves for it, the hash never. A hyphen stands between them where the type
/// has hyphens; upper-case letters and hyphens are taken out of the prefix where the type refuses them.
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

/// For types whose rule is not known: what nearly all of them accept.
const NARROW: NamingRule = NamingRule::text("", 3, 24, LOWER_OR_DIGIT).first(LOWER);

/// What a private zone ends with, as one label is not enough.
const PRIVATE_DOMAIN: &str = ".internal";

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
        let rule = table::find(type_name).unwrap_or(&NARROW);
        Value::from_expr(match &rule.shape {
            Shape::Text(text) => self.text(text, type_name),
            Shape::Guid => Expr::call("guid", self.seed.iter().chain([&self.prefix]).cloned().collect()),
            Shape::Fixed(name) => (*name).into_expr(),
        })
    }

    fn text(&self, text: &Text, type_name: &str) -> Expr {
        let separator = if text.allowed.contains('-') && text.lead == 1 { "-" } else { "" };
        let room = text.max.saturating_sub(HASH_LENGTH + separator.len());
        let mut parts = match self.prefix.as_str() {
            Some(prefix) => vec![Part::Text(literal(prefix, text, room, type_name).into())],
            None => computed(self.prefix.clone(), text, room),
        };
        let hash = Expr::call("uniqueString", self.seed.clone());
        if matches!(parts.as_slice(), [Part::Text(prefix)] if prefix.is_empty()) {
            if text.labels.is_none() {
                return hash;
            }
        } else {
            parts.push(Part::Text(separator.into()));
        }
        parts.push(Part::Hole(hash));
        if text.labels.is_some() {
            parts.push(Part::Text(PRIVATE_DOMAIN.into()));
        }
        Expr::interpolation(parts, 0)
    }
}

/// As much of a literal prefix as fits; empty if nothing of it does.
fn literal(prefix: &str, text: &Text, room: usize, type_name: &str) -> String {
    let readable = LETTER_OR_DIGIT.and(Chars::of("-_."));
    let mut fitting = String::with_capacity(prefix.len());
    for c in prefix.chars() {
        let c = if text.allowed.contains('A') { c } else { c.to_ascii_lowercase() };
        let c = if text.allowed.contains(c) && readable.contains(c) { c } else { '-' };
        let repeated = c == '-' && fitting.ends_with('-');
        let early = fitting.len() < text.lead && !(text.first.contains(c) && LETTER_OR_DIGIT.contains(c));
        if text.allowed.contains(c) && !repeated && !early && fitting.len() < room {
            fitting.push(c);
        }
    }
    fitting.truncate(fitting.trim_end_matches(['-', '_', '.']).len());
    if fitting.is_empty() && DIGIT.first_outside(text.first).is_some() {
        // The hash can start with a digit.
        let kind = type_name.rsplit('/').next().unwrap_or_default();
        let initial = kind.chars().find(char::is_ascii_alphabetic).unwrap_or('x');
        fitting.push(initial.to_ascii_lowercase());
    }
    fitting
}

/// A computed prefix, made to fit at deployment.
fn computed(mut prefix: Expr, text: &Text, room: usize) -> Vec<Part> {
    if !text.allowed.contains('-') || text.single_hyphens {
        prefix = Expr::call("replace", vec![prefix, "-".into_expr(), "".into_expr()]);
    }
    if UPPER.first_outside(text.allowed).is_some() {
        prefix = Expr::call("toLower", vec![prefix]);
    }
    if text.max != usize::MAX {
        let room = i64::try_from(room).unwrap_or(i64::MAX);
        prefix = Expr::call("take", vec![prefix, room.into_expr()]);
    }
    match prefix {
        Expr(Node::Composite(measured)) => match measured.composite() {
            // A text within a text would be simplified anyway.
            Composite::Interpolation { parts, dollars: 0 } => parts.clone(),
            _ => vec![Part::Hole(Expr(Node::Composite(measured)))],
        },
        other => vec![Part::Hole(other)],
    }
}
