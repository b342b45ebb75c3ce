//! The exit codes, below the help of each command.

pub(crate) const ALL: &str = "\
Exit codes:
  0  success
  1  diagnostics with errors, or files that are out of date
  2  wrong usage, or a file that cannot be read or written; `build` and `format` exit with 1";

pub(crate) const BICEP: &str = "\
Exit codes, as for `bicep`:
  0  success; there may be warnings
  1  any error, including wrong usage";

pub(crate) const FORMAT: &str = "\
Exit codes, as for `bicep`:
  0  success
  1  any error, including wrong usage; with `--check`, files that would change";

pub(crate) const PORTAL: &str = "\
Exit codes:
  0  success; there may be warnings
  1  errors in the configuration; changes that would lose data; with `--check`, files that are out of date
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
