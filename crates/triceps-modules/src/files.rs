//! The files of a project: their names, and where the copy of a module is.

use crate::reference::{Pin, Reference};

/// The name of the lock file.
pub const LOCK_FILE: &str = "triceps.lock";

/// The name of the file of settings.
pub const SETTINGS_FILE: &str = "triceps.toml";

/// The folder of the copies.
pub const MODULES_FOLDER: &str = "modules";

/// The file of a copy below the root, with `/` between folders.
pub(crate) fn file_of(reference: &Reference) -> String {
    match reference {
        Reference::Registry(reference) => {
            let host = reference.registry().replace(':', "$");
            let path = reference.path();
            match reference.pin() {
                Pin::Tag(tag) => format!("{MODULES_FOLDER}/{host}/{path}/{tag}.json"),
                // No tag has a `@`.
                Pin::Digest(digest) => format!("{MODULES_FOLDER}/{host}/{path}/@{}.json", digest.hex()),
            }
        }
        Reference::TemplateSpec(spec) => {
            let parts = [spec.subscription(), spec.group(), spec.name(), spec.version()].map(str::to_lowercase);
            format!("{MODULES_FOLDER}/template-specs/{}.json", parts.join("/"))
        }
        Reference::Path(path) => path.to_string(),
    }
}
