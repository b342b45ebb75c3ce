//! The parts of a diagnostic, accepted diagnostics, and the declaration behind a path in an error of Azure.

/// A diagnostic that a template accepts, as [`Template::accept`](crate::Template::accept) takes it.
///
/// ```
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let old = t.param(Param::string("oldName").default(""));
/// t.accept(&old, "no-unused-params", "callers still give it");
/// let checked = t.check()?;
/// let accepted = &checked.accepted()[0];
/// assert_eq!(accepted.code().id(), "no-unused-params");
/// assert_eq!(accepted.path(), "params.oldName");
/// assert_eq!(accepted.reason(), "callers still give it");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::Accepted;

/// Where a part of the ARM JSON comes from.
///
/// ```
/// # use triceps::Template;
/// # use triceps::managed_identity::UserAssignedIdentity;
/// # let mut t = Template::for_resource_group();
/// t.add("identity", UserAssignedIdentity::new("id-portal", "westeurope"));
/// let checked = t.check()?;
/// let origin = checked.origin_of("/resources/0/name").expect("a part of the template");
/// assert_eq!(origin.path(), "resources.identity.name");
/// assert!(origin.location().is_some()); // the line of Rust
/// assert!(origin.span().is_none() && origin.module().is_none()); // neither Bicep text nor a module
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::Origin;

/// The code of a diagnostic.
///
/// ```
/// # use triceps::diagnostics::Source;
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// t.param(Param::string("unused"));
/// let checked = t.check()?;
/// let code = checked.warnings().iter().next().expect("a warning").code();
/// assert_eq!(code.id(), "no-unused-params");
/// assert_eq!(code.source(), Source::Linter);
/// assert!(code.page().contains("no-unused-params"));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
///
/// ```
/// use triceps::Severity;
/// use triceps::diagnostics::{Code, Source};
///
/// let code = Code::new("TRI0101", Source::Triceps, Severity::Error, "a name that Azure refuses");
/// assert_eq!((code.level(), code.title()), (Severity::Error, "a name that Azure refuses"));
/// ```
pub use triceps_diagnostics::Code;

/// Who defines a code.
///
/// ```
/// # use triceps::diagnostics::Source;
/// # use triceps::{Expr, Template};
/// # let mut t = Template::for_resource_group();
/// t.output_as::<String>("port", 7007);
/// let diagnostics = t.check().expect_err("a number is not a string");
/// let found = diagnostics.iter().next().expect("one");
/// assert_eq!((found.id(), found.code().source()), ("BCP033", Source::Compiler));
/// ```
pub use triceps_diagnostics::Source;

/// A place in Bicep text.
///
#[cfg_attr(feature = "read", doc = "```")]
#[cfg_attr(not(feature = "read"), doc = "```ignore")]
/// use triceps::read::{MemoryFiles, compile};
///
/// let files = MemoryFiles::new().with("main.bicep", "output port string = 7007\n");
/// let compilation = compile(&files, "main.bicep");
/// let span = compilation.diagnostics().iter().next().and_then(|found| found.span()).expect("a place");
/// assert_eq!((&*span.file, span.start), ("main.bicep", (1, 22)));
/// ```
pub use triceps_diagnostics::Span;
