//! Paths between files, with `/` between folders.

/// The path that the file at `from` names, seen from the root of the project.
pub(crate) fn beside(from: &str, path: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn paths_are_seen_from_the_root() {
        for (from, path, expected) in [
            ("main.bicep", "modules/a.bicep", "modules/a.bicep"),
            ("modules/a.bicep", "b.bicep", "modules/b.bicep"),
            ("modules/a.bicep", "../b.bicep", "b.bicep"),
            ("modules/a.bicep", "./x/../b.bicep", "modules/b.bicep"),
            ("a.bicep", "../../b.bicep", "../../b.bicep"),
        ] {
            assert_eq!(beside(from, path), expected, "{from} {path}");
        }
    }
}
