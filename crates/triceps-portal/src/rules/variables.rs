//! Variables that the container itself lives by.

use triceps_diagnostics::Diagnostic;

use super::report;
use crate::codes;

/// Variables of the shell, of the loader, and of Node.js, which decide what runs.
const OF_THE_CONTAINER: [&str; 17] = [
    "BASH_ENV",
    "ENV",
    "HOME",
    "HOSTNAME",
    "IFS",
    "LD_AUDIT",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "NODE_PATH",
    "OPENSSL_CONF",
    "PATH",
    "PWD",
    "PYTHONHOME",
    "PYTHONPATH",
    "SHELL",
    "SHELLOPTS",
    "USER",
];
/// Variables that Container Apps sets, so that the portal finds its identity.
const OF_THE_PLATFORM: [&str; 4] = ["IDENTITY_ENDPOINT", "IDENTITY_HEADER", "MSI_ENDPOINT", "MSI_SECRET"];

/// Whether the name is refused. Letter case makes no difference: a name that differs in it alone is a mistake.
pub(super) fn refused(name: &str, at: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let is = |known: &&str| known.eq_ignore_ascii_case(name);
    if OF_THE_CONTAINER.iter().any(is) {
        let message = format!("`{name}` decides what runs in the container, and how");
        report(diagnostics, codes::TRI0373, at, message, "choose another name, or set it in the `Dockerfile`");
        return true;
    }
    let platform = OF_THE_PLATFORM.iter().any(is);
    if platform {
        let message = format!("`{name}` is set by Container Apps");
        report(diagnostics, codes::TRI0360, at, message, "choose another name; it can be read without being set");
    }
    platform
}
