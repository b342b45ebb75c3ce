//! Files and modules that a file names.

use triceps_core::paths;
pub(crate) use triceps_core::paths::{normalize, relative};
use triceps_diagnostics::{Code, codes};

/// What is wrong with a path as it is written.
pub(crate) type CodedError = (Code, String);

/// The path of a file that another one names, from the folder of the compilation.
pub(crate) fn resolve(from: &str, path: &str) -> Result<String, CodedError> {
    if let Some((scheme, _)) = path.split_once(':') {
        return Err((codes::BCP189, format!("`{scheme}` is not a scheme of modules")));
    }
    resolve_plain(from, path)
}

/// The same for a file that is loaded, whose path has no scheme.
pub(crate) fn resolve_plain(from: &str, path: &str) -> Result<String, CodedError> {
    paths::check(path).map_err(|(code, message)| (code, message.to_owned()))?;
    Ok(paths::beside(from, path))
}

/// Whether a path is the reference of a module in a registry.
pub(crate) fn is_reference(path: &str) -> bool {
    let scheme = path.split_once(':').map_or("", |(scheme, _)| scheme);
    matches!(scheme, "br" | "ts") || scheme.starts_with("br/") || scheme.starts_with("ts/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn schemes_and_paths_are_told_apart() {
        assert_eq!(resolve("a/main.bicep", "../b/./c.bicep").as_deref(), Ok("b/c.bicep"));
        for (path, code) in [("x.", "BCP086"), ("http://x", "BCP189")] {
            assert_eq!(resolve("main.bicep", path).map_err(|(code, _)| code.id()), Err(code), "{path}");
        }
    }
}
