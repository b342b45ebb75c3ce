//! Paths of one file in another.

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
    check(path)?;
    Ok(match from.rsplit_once('/') {
        Some((folder, _)) => normalize(&format!("{folder}/{path}")),
        None => normalize(path),
    })
}

/// Whether a path is the reference of a module in a registry.
pub(crate) fn is_reference(path: &str) -> bool {
    let scheme = path.split_once(':').map_or("", |(scheme, _)| scheme);
    matches!(scheme, "br" | "ts") || scheme.starts_with("br/") || scheme.starts_with("ts/")
}

fn check(path: &str) -> Result<(), CodedError> {
    if path.is_empty() {
        return Err((codes::BCP050, "the path is empty".to_owned()));
    }
    let has_drive = path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && path[1..].starts_with(':');
    if path.starts_with('/') || has_drive {
        return Err((codes::BCP051, format!("the path `{path}` is absolute")));
    }
    for found in path.chars() {
        if found == '\\' {
            return Err((codes::BCP098, format!("the path `{path}` has a backslash")));
        }
        if found.is_control() {
            return Err((codes::BCP111, format!("the path `{}` has a control character", path.escape_default())));
        }
        if matches!(found, '"' | '*' | ':' | '<' | '>' | '?' | '|') {
            return Err((codes::BCP085, format!("the path `{path}` has the character `{}`", found.escape_default())));
        }
    }
    if path.ends_with([' ', '.']) {
        return Err((codes::BCP086, format!("the path `{path}` ends in a space or a dot")));
    }
    Ok(())
}

/// A path as it is written in a file of another path.
pub(crate) fn relative(from: &str, path: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let target: Vec<&str> = path.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let shared = folders.iter().zip(&target).take_while(|(a, b)| a == b).count().min(target.len() - 1);
    let mut segments = vec![".."; folders.len() - shared];
    segments.extend(&target[shared..]);
    segments.join("/")
}

/// A path without `.`, empty segments, and `..` where a folder or the root of the disk stands before it.
pub(crate) fn normalize(path: &str) -> String {
    let is_absolute = path.starts_with('/');
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            ".." if is_absolute => {}
            _ => segments.push(segment),
        }
    }
    let path = segments.join("/");
    if is_absolute { format!("/{path}") } else { path }
}

#[cfg(test)]
mod tests {
    use super::{normalize, relative, resolve};

    #[test]
    fn paths_are_relative_to_the_file_that_names_them() {
        assert_eq!(resolve("a/main.bicep", "../b/./c.bicep").as_deref(), Ok("b/c.bicep"));
        assert_eq!(resolve("main.bicep", "../c.bicep").as_deref(), Ok("../c.bicep"));
        assert_eq!(relative("a/b/main.bicep", "a/c/d.bicep"), "../c/d.bicep");
        assert_eq!(relative("main.bicep", "d.bicep"), "d.bicep");
        assert_eq!(normalize("../../x//y/../z"), "../../x/z");
        assert_eq!(normalize("/x/../../y/main.bicep"), "/y/main.bicep");
        assert_eq!(resolve("/a/main.bicep", "../b.bicep").as_deref(), Ok("/b.bicep"));
    }

    #[test]
    fn flaws_have_the_codes_of_the_compiler() {
        for (path, code) in [
            ("", "BCP050"),
            ("/x.bicep", "BCP051"),
            ("a\\x.bicep", "BCP098"),
            ("a?.bicep", "BCP085"),
            ("x.", "BCP086"),
            ("http://x", "BCP189"),
        ] {
            assert_eq!(resolve("main.bicep", path).map_err(|(code, _)| code.id()), Err(code), "{path}");
        }
    }
}
