//! Modules, as far as their template need not be known.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::expr::TemplateId;

/// A module from a registry, with the template that it deploys. Generated bindings hold one.
///
/// ```
/// use triceps::ModuleSource;
///
/// // What a generated binding holds; the text comes from `include_str!` there.
/// static SOURCE: ModuleSource = ModuleSource::new("br:contoso.azurecr.io/empty:1", "{}");
/// static SPEC: ModuleSource = ModuleSource::template_spec("ts:0/specs/portal:1", "{}");
/// assert_eq!(SOURCE.reference(), "br:contoso.azurecr.io/empty:1");
/// ```
pub struct ModuleSource {
    reference: &'static str,
    json: &'static str,
    is_spec: bool,
    /// What a reader has made of the JSON.
    read: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl ModuleSource {
    /// A module of a registry, or a file of ARM JSON, by its reference as it is printed:
    /// `br/public:avm/res/storage/storage-account:0.32.1`.
    pub const fn new(reference: &'static str, json: &'static str) -> Self {
        Self { reference, json, is_spec: false, read: OnceLock::new() }
    }

    /// A template spec by its reference, with the resource of its version.
    pub const fn template_spec(reference: &'static str, json: &'static str) -> Self {
        Self { reference, json, is_spec: true, read: OnceLock::new() }
    }

    /// The reference as it is printed.
    pub const fn reference(&self) -> &'static str {
        self.reference
    }

    /// What `read` makes of the JSON, which is read once. All callers have to use one function.
    #[doc(hidden)]
    pub fn read_once<T: Any + Send + Sync>(&self, read: impl FnOnce(&str, bool) -> T) -> &T {
        let read = self.read.get_or_init(|| Box::new(read(self.json, self.is_spec)));
        read.downcast_ref().expect("all readers make the same type")
    }
}

impl fmt::Debug for ModuleSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ModuleSource").field(&self.reference).finish()
    }
}

/// A module from a registry that is used without a binding.
#[derive(Debug)]
pub struct UnboundModule {
    /// The reference as it is printed.
    pub reference: Cow<'static, str>,
    /// The template that it deploys.
    pub json: Cow<'static, str>,
}

/// Which template a module deploys.
#[derive(Clone, Debug)]
pub enum ModuleTarget {
    /// A file of a template.
    File {
        /// The template that has the file.
        template: TemplateId,
        /// The place in its list.
        index: usize,
    },
    /// A module from a registry, with a binding.
    Source(&'static ModuleSource),
    /// A module from a registry, without one.
    Unbound(Arc<UnboundModule>),
}

impl ModuleTarget {
    /// The reference and the text of a module from a registry.
    pub fn of_others(&self) -> Option<(&str, &str)> {
        match self {
            Self::File { .. } => None,
            Self::Source(source) => Some((source.reference, source.json)),
            Self::Unbound(module) => Some((&module.reference, &module.json)),
        }
    }
}
