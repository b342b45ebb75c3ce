//! The interface of a checked file: parameters, outputs and exports.

/// The interface of a checked file.
///
/// ```
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// let prefix = t.param(Param::string("prefix"));
/// t.output("name", &prefix);
/// let checked = t.check()?;
/// let interface = checked.interface();
/// let prefix = interface.parameter("prefix").expect("it is declared");
/// assert!(prefix.is_required && !prefix.is_secure);
/// assert_eq!(interface.parameters().len(), 1);
/// assert_eq!(interface.output("name").map(|output| &*output.name), Some("name"));
/// assert_eq!(interface.outputs().len(), 1);
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
///
/// ```
/// use triceps::TargetScope;
/// use triceps::interface::Interface;
///
/// let interface = Interface::empty(TargetScope::Subscription);
/// assert_eq!(interface.scope(), TargetScope::Subscription);
/// assert!(interface.exports().is_empty());
/// ```
pub use triceps_core::Interface;

/// A parameter of a file.
///
/// ```
/// # use triceps::{Param, Template};
/// # let mut t = Template::for_resource_group();
/// # t.param(Param::string("prefix").default("portal"));
/// # let checked = t.check()?;
/// let parameter = checked.interface().parameter("prefix").expect("it is declared");
/// assert!(!parameter.is_required); // it has a default
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::InterfaceParameter;

/// An output of a file.
///
/// ```
/// # use triceps::Template;
/// # let mut t = Template::for_resource_group();
/// # t.output("name", "portal");
/// # let checked = t.check()?;
/// let output = checked.interface().output("name").expect("it is declared");
/// assert!(!output.is_secure);
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::InterfaceOutput;

/// A variable, type or function that other files may import.
///
/// ```
/// # use triceps::Template;
/// # use triceps::interface::ExportKind;
/// # let mut t = Template::for_resource_group();
/// let size = t.var("size", 3);
/// t.export(&size);
/// let checked = t.check()?;
/// let export = &checked.interface().exports()[0];
/// assert_eq!(&*export.name, "size");
/// assert!(matches!(export.kind, ExportKind::Variable));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::InterfaceExport;

/// What an export is.
///
/// ```
/// # use triceps::interface::ExportKind;
/// # use triceps::{Template, TypeExpr};
/// # let mut t = Template::for_resource_group();
/// let size = t.declare_type("size", TypeExpr::named("int"));
/// t.export(&size);
/// let checked = t.check()?;
/// assert!(matches!(checked.interface().exports()[0].kind, ExportKind::Type));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::ExportKind;

/// A parameter of a function that is exported.
///
/// ```
/// # use triceps::functions::to_lower;
/// # use triceps::interface::ExportKind;
/// # use triceps::{Template, TypeExpr, Value};
/// # let mut t = Template::for_resource_group();
/// let lower = t.func("lower", [("text", TypeExpr::named("string"))], |[text]| -> Value<String> { to_lower(text) });
/// t.export(&lower);
/// let checked = t.check()?;
/// let ExportKind::Function(parameters) = &checked.interface().exports()[0].kind else { panic!() };
/// assert_eq!(&*parameters[0].name, "text");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::ExportedParameter;
