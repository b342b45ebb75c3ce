//! Emitted files, their generator, and the hash of a template.

/// A file of a template.
///
/// ```
/// # use triceps::{Module, Template};
/// # let mut t = Template::for_resource_group();
/// let file = t.module_file("empty.bicep", Template::for_resource_group().check()?);
/// t.add("empty", Module::new(&file));
/// let paths: Vec<String> = t.check()?.files()?.into_iter().map(|file| file.path).collect();
/// assert_eq!(paths, ["main.bicep", "empty.bicep"]);
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::File;

/// The program that the metadata of ARM JSON names.
///
/// ```
/// # use triceps::emit::Generator;
/// # use triceps::Template;
/// let checked = Template::for_resource_group().check()?;
/// let json = checked.to_arm_string_by(&Generator::new("portal", "1.2.0"));
/// assert!(json.contains(r#""name": "portal""#) && json.contains(r#""version": "1.2.0""#));
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
pub use triceps_core::Generator;

/// Why a text is not JSON.
///
/// ```
/// let error = triceps::emit::template_hash("{").expect_err("an object without an end");
/// assert_eq!(error.offset(), 1);
/// ```
pub use triceps_core::NotJson;

/// The hash of ARM JSON.
///
/// ```
/// let hash = triceps::emit::template_hash(r#"{ "resources": [] }"#)?;
/// assert!(hash.parse::<u64>().is_ok());
/// # Ok::<(), triceps::emit::NotJson>(())
/// ```
pub use triceps_core::template_hash;
