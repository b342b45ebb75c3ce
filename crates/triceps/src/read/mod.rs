//! Bicep text: read, compile and edit it.

mod compilation;
mod disk;
mod error;
mod path;
mod pending;
mod pieces;
mod place;
mod references;
mod stubs;
mod template;
mod text;

pub use compilation::{Compilation, Compiler, compile, compile_with};
pub use disk::Disk;
pub use error::EditError;
pub use path::ValuePath;
pub use template::{Named, Target, TextTemplate};
/// Where a compilation reads from.
///
/// ```
/// use triceps::read::{Files, compile};
///
/// /// One file, whatever its path.
/// struct One;
///
/// impl Files for One {
///     fn read(&self, _: &str) -> Option<Vec<u8>> {
///         Some(b"output port int = 7007\n".to_vec())
///     }
/// }
///
/// assert!(One.list("").is_none() && One.config("main.bicep").is_some());
/// # struct Main;
/// # impl Files for Main {
/// #     fn read(&self, path: &str) -> Option<Vec<u8>> { (path == "main.bicep").then(|| One.read(path))? }
/// # }
/// assert!(compile(&Main, "main.bicep").checked().is_some());
/// ```
pub use triceps_compile::Files;

/// The configuration that holds for a file, with all that it extends merged into it.
///
/// ```
/// use triceps::read::{MemoryFiles, configuration};
///
/// let files = MemoryFiles::new()
///     .with("bicepconfig.json", r#"{ "extends": "shared/base.json" }"#)
///     .with("shared/base.json", r#"{ "formatting": { "width": 100 } }"#);
/// let merged = configuration(&files, "main.bicep").expect("both are there");
/// assert_eq!(merged.as_deref(), Some(br#"{"formatting":{"width":100}}"#.as_slice()));
/// ```
pub use triceps_compile::configuration;

/// Files that are kept in memory.
///
/// ```
/// use triceps::read::{Files, MemoryFiles};
///
/// let mut files = MemoryFiles::new().with("main.bicep", "");
/// files.insert("inner.bicep", "output port int = 7007\n");
/// assert!(files.read("inner.bicep").is_some());
/// assert_eq!(files.paths().count(), 2);
/// ```
pub use triceps_compile::MemoryFiles;

/// Where a compilation has modules of registries from. `Resolver` of the feature `modules` is one.
///
/// ```
/// use triceps::read::{Disk, Modules, NoModules};
///
/// assert!(NoModules.resolve(&Disk, "main.bicep", "br/public:avm/res/key-vault/vault:0.13.3").is_err());
/// ```
pub use triceps_compile::Modules;

/// No modules of registries.
///
/// ```
/// use triceps::read::{MemoryFiles, NoModules, compile_with};
///
/// let files = MemoryFiles::new().with("main.bicep", "module kv 'br/public:avm/res/key-vault/vault:0.13.3' = {}\n");
/// assert!(compile_with(&files, &NoModules, "main.bicep").diagnostics().has_errors());
/// ```
pub use triceps_compile::NoModules;

/// A day, for the ages of API versions.
///
/// ```
/// use triceps::read::Day;
///
/// assert_eq!(Day::parse("1970-01-02"), Some(Day::since_1970(1)));
/// ```
pub use triceps_core::Day;

/// What a compilation took.
///
/// ```
/// use triceps::read::{Compiler, MemoryFiles, NoModules, Work};
///
/// let files = MemoryFiles::new().with("main.bicep", "output port int = 7007\n");
/// let mut compiler = Compiler::new();
/// compiler.compile(&files, &NoModules, "main.bicep");
/// assert_eq!(compiler.work(), Work { parsed: 1, lowered: 1, written: 0 });
/// compiler.compile(&files, &NoModules, "main.bicep");
/// assert_eq!(compiler.work(), Work::default());
/// ```
pub use triceps_compile::Work;

use place::Edit;
