//! Which names the language brings, and where they are found when a symbol hides them.

use super::{Ambient, DecoratorId, Function, Namespace};

/// The namespace of a function, decorator or type of the language; none for other names.
///
/// ```
/// use triceps_language::{Namespace, namespace_of};
///
/// assert_eq!(namespace_of("listKeys"), Some(Namespace::Az));
/// assert_eq!(namespace_of("description"), Some(Namespace::Sys));
/// assert_eq!(namespace_of("portal"), None);
/// ```
pub fn namespace_of(name: &str) -> Option<Namespace> {
    if name.starts_with("list") {
        return Some(Namespace::Az);
    }
    if let Some(function) = Function::find(name) {
        return Some(function.namespace());
    }
    let of_sys = DecoratorId::find(name).is_some()
        || Ambient::find(name).is_some()
        || matches!(name, "resourceInput" | "resourceOutput" | "secureObject" | "secureString");
    of_sys.then_some(Namespace::Sys)
}
