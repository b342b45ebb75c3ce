//! The exit codes, below the help of each command.

pub(crate) const ALL: &str = "\
Exit codes:
  0  success
  1  diagnostics with errors, or files that are out of date
  2  wrong usage, or a file that cannot be read or written; `build` and `format` end with 1";

pub(crate) const BICEP: &str = "\
Exit codes, those of `bicep`:
  0  success; there may be warnings
  1  errors of any kind, wrong usage too";

pub(crate) const FORMAT: &str = "\
Exit codes, those of `bicep`:
  0  success
  1  errors of any kind, wrong usage too; with `--check` files that would change";

pub(crate) const PORTAL: &str = "\
Exit codes:
  0  success; there may be warnings
  1  errors in the configuration; with `--check` files that are out of date; files that would lose data
  2  wrong usage, or a file that cannot be read or written";

pub(crate) const GRAPH: &str = "\
Exit codes:
  0  success; there may be warnings
  1  errors in the configuration
  2  wrong usage, or a file that cannot be read";

pub(crate) const DOCTOR: &str = "\
Exit codes:
  0  ready
  1  something is missing, or the configuration has errors
  2  wrong usage, or a file that cannot be read";

pub(crate) const MODULES: &str = "\
Exit codes:
  0  success
  1  errors of modules, registries or the lock file
  2  wrong usage, or a file that cannot be read or written";

pub(crate) const PLAIN: &str = "\
Exit codes:
  0  success
  2  wrong usage, or a file that cannot be written";
