//! Paths of files that another file names, with `/` between folders.

use triceps_diagnostics::{Code, codes};

/// Looks at a path as it is written, from the folder of the file that names it and with `/` between folders. Whether
/// there is such a file does not count.
///
/// # Errors
///
/// The first thing that is wrong with it, with the code and the sentence of the compiler.
pub fn check(path: &str) -> Result<(), (Code, &'static str)> {
    if path.is_empty() {
        return Err((codes::BCP050, "The specified path is empty."));
    }
    if path.starts_with('/') || has_drive(path) {
        return Err((
            codes::BCP051,
            "The specified path seems to reference an absolute path. Files must be referenced using relative paths.",
        ));
    }
    for found in path.chars() {
        if found == '\\' {
            return Err((
                codes::BCP098,
                "The specified file path contains a \"\\\" character. Use \"/\" instead as the directory separator \
                 character.",
            ));
        }
        if matches!(found, '"' | '*' | ':' | '<' | '>' | '?' | '|') {
            return Err((
                codes::BCP085,
                "The specified file path contains one ore more invalid path characters. The following are not \
                 permitted: \"\"\", \"*\", \":\", \"<\", \">\", \"?\", \"\\\", \"|\".",
            ));
        }
        if found.is_control() {
            return Err((codes::BCP111, "The specified file path contains invalid control code characters."));
        }
    }
    if path.ends_with([' ', '.']) {
        return Err((
            codes::BCP086,
            "The specified file path ends with an invalid character. The following are not permitted: \" \", \".\".",
        ));
    }
    Ok(())
}

/// Whether a path starts at a drive of Windows: `C:`.
pub fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

/// The path that the file at `from` names, seen from where that is seen from.
pub fn beside(from: &str, path: &str) -> String {
    match from.rsplit_once('/') {
        Some((folder, _)) => normalize(&format!("{folder}/{path}")),
        None => normalize(path),
    }
}

/// A path as it is written in the file at `from`.
pub fn relative(from: &str, path: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let target: Vec<&str> = path.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let shared = folders.iter().zip(&target).take_while(|(a, b)| a == b).count().min(target.len() - 1);
    let mut segments = vec![".."; folders.len() - shared];
    segments.extend(&target[shared..]);
    segments.join("/")
}

/// A path without `.`, empty segments, and `..` where a folder or the root of the disk stands before it.
pub fn normalize(path: &str) -> String {
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
    use super::{beside, check, normalize, relative};

    #[test]
    fn flaws_have_the_codes_of_the_compiler() {
        for (path, code) in [
            ("", Some("BCP050")),
            ("/x.bicep", Some("BCP051")),
            ("C:/x.bicep", Some("BCP051")),
            ("a\\x.bicep", Some("BCP098")),
            ("a?.bicep", Some("BCP085")),
            ("a\tb.bicep", Some("BCP111")),
            ("x.", Some("BCP086")),
            ("x ", Some("BCP086")),
            ("../a b/x.bicep", None),
        ] {
            assert_eq!(check(path).err().map(|(code, _)| code.id()), code, "{path}");
        }
    }

    #[test]
    fn paths_are_seen_from_the_root() {
        for (from, path, expected) in [
            ("main.bicep", "modules/a.bicep", "modules/a.bicep"),
            ("main.bicep", "../c.bicep", "../c.bicep"),
            ("modules/a.bicep", "b.bicep", "modules/b.bicep"),
            ("modules/a.bicep", "../b.bicep", "b.bicep"),
            ("modules/a.bicep", "./x/../b.bicep", "modules/b.bicep"),
            ("a/main.bicep", "../b/./c.bicep", "b/c.bicep"),
            ("a.bicep", "../../b.bicep", "../../b.bicep"),
            ("/a/main.bicep", "../b.bicep", "/b.bicep"),
        ] {
            assert_eq!(beside(from, path), expected, "{from} {path}");
        }
    }

    #[test]
    fn paths_are_written_from_the_file_that_names_them() {
        assert_eq!(relative("a/b/main.bicep", "a/c/d.bicep"), "../c/d.bicep");
        assert_eq!(relative("main.bicep", "d.bicep"), "d.bicep");
        assert_eq!(relative("a/b/main.bicep", "a/b"), "../b");
        assert_eq!(normalize("../../x//y/../z"), "../../x/z");
        assert_eq!(normalize("/x/../../y/main.bicep"), "/y/main.bicep");
    }
}
