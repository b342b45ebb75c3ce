//! Writing templates to disk from a build script or an xtask: the only place of the crate that touches files.
//!
//! A build script needs only [`bicep`]. [`Bundle`] writes Bicep, ARM JSON and a parameter file, or checks that the
//! committed ones are up to date:
//!
//! ```no_run
//! use triceps::build::{Bundle, Mode};
//!
//! # fn portal() -> triceps::Template { triceps::Template::for_resource_group() }
//! let mode = if std::env::args().any(|arg| arg == "--check") { Mode::Check } else { Mode::Write };
//! Bundle::new(portal())
//!     .bicep("infra/main.bicep")
//!     .arm("infra/main.json")
//!     .bicepparam("infra/main.bicepparam")
//!     .command("cargo xtask infra")
//!     .run(mode)?;
//! # Ok::<(), triceps::build::Error>(())
//! ```

mod bundle;
mod disk;
mod error;
mod files;
mod journal;
mod loaded;
mod lock;
// Without the feature no list is read or written.
#[cfg_attr(not(feature = "manifest"), allow(dead_code))]
mod manifest;
mod paths;
mod system;
mod transaction;

use std::path::PathBuf;

pub use bundle::{Bundle, Mode, Outcome};
pub use error::Error;
pub use files::Files;

use crate::template::Template;

/// Writes `main.bicep` and the files it needs from a build script.
///
/// Writes a file only if it changed. Cargo runs the build script again when the model changes, but not because of
/// the written files. Warnings are shown as warnings of cargo; if there are errors, the build fails with all of them.
///
/// `path` is relative to the package. With the feature `read` the files that the template takes over, such as with
/// `load_text_content`, are read from the folder of `path`, and cargo runs the build script again when they change.
///
/// ```no_run
/// // build.rs
/// # mod infra { pub fn portal() -> triceps::Template { triceps::Template::for_resource_group() } }
/// fn main() {
///     triceps::build::bicep("infra/main.bicep", infra::portal);
/// }
/// ```
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "cargo reads both streams of a build script")]
pub fn bicep(path: impl Into<PathBuf>, template: impl FnOnce() -> Template) {
    let by_cargo = std::env::var_os("CARGO").is_some();
    if by_cargo {
        println!("cargo::rerun-if-changed=build.rs");
    }
    match Bundle::new(template()).bicep(path).run(Mode::Write) {
        Ok(outcome) => {
            for path in outcome.loaded().iter().filter(|_| by_cargo) {
                println!("cargo::rerun-if-changed={}", path.display());
            }
            for warning in outcome.warnings() {
                if by_cargo {
                    println!("cargo::warning={warning}");
                } else {
                    eprintln!("{warning:#}");
                }
            }
        }
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}
