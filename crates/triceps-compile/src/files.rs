//! Where texts come from.

use std::collections::BTreeMap;

/// The files that a compilation may read.
///
/// Paths have `/` between folders and neither `.` nor `..`, but for `..` at the start where a path leaves the folder
/// of the compilation. They start with `/` only if the path of the compiled file does. Letter case is kept and told
/// apart.
pub trait Files {
    /// The content of a file, or none if there is no such file.
    fn read(&self, path: &str) -> Option<Vec<u8>>;

    /// The names of the files right in a folder, in any order, or none if there is no such folder. An empty path is the
    /// folder of the compilation.
    fn list(&self, folder: &str) -> Option<Vec<String>> {
        let _ = folder;
        None
    }

    /// The content of the configuration that holds for a file: by default the nearest `bicepconfig.json`, upwards from
    /// its folder.
    fn config(&self, path: &str) -> Option<Vec<u8>> {
        closest(path, |config| self.read(config)).map(|(_, content)| content)
    }

    /// The path of that configuration. What it `extends` is looked for from its folder.
    ///
    /// ```
    /// use triceps_compile::{Files, MemoryFiles};
    ///
    /// let files = MemoryFiles::new().with("infra/bicepconfig.json", "{}").with("infra/app/main.bicep", "");
    /// assert_eq!(files.config_path("infra/app/main.bicep").as_deref(), Some("infra/bicepconfig.json"));
    /// assert_eq!(files.config_path("main.bicep"), None);
    /// ```
    fn config_path(&self, path: &str) -> Option<String> {
        closest(path, |config| self.read(config)).map(|(config, _)| config)
    }
}

/// The closest configuration upwards of a file, with its content.
fn closest(path: &str, read: impl Fn(&str) -> Option<Vec<u8>>) -> Option<(String, Vec<u8>)> {
    let mut folder = path;
    while let Some((parent, _)) = folder.rsplit_once('/') {
        // What is above a folder outside of the compilation is not known.
        if folder.ends_with("/..") {
            return None;
        }
        folder = parent;
        let config = format!("{folder}/bicepconfig.json");
        if let Some(content) = read(&config) {
            return Some((config, content));
        }
    }
    let is_outside = path.starts_with('/') || path.starts_with("../");
    let config = "bicepconfig.json";
    read(config).filter(|_| !is_outside).map(|content| (config.to_owned(), content))
}

/// Files in memory.
///
/// ```
/// use triceps_compile::{Files, MemoryFiles};
///
/// let files = MemoryFiles::new().with("main.bicep", "param name string");
/// assert!(files.read("main.bicep").is_some());
/// ```
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles(BTreeMap<String, Vec<u8>>);

impl MemoryFiles {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, or replaces it.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        self.insert(path, content);
        self
    }

    /// Adds a file, or replaces it.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), content.into());
    }

    /// The paths of all files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.get(path).cloned()
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut inside = self.0.range(start.clone()..).map_while(|(path, _)| path.strip_prefix(&*start)).peekable();
        inside.peek()?;
        Some(inside.filter(|path| !path.contains('/')).map(str::to_owned).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_is_the_first_one_upwards() {
        let all = ["bicepconfig.json", "a/b/bicepconfig.json", "../bicepconfig.json", "../../bicepconfig.json"];
        let top = ["/bicepconfig.json", "bicepconfig.json"];
        for (configs, path, expected) in [
            (&all[..], "main.bicep", Some("bicepconfig.json")),
            (&all, "a/main.bicep", Some("bicepconfig.json")),
            (&all, "a/b/main.bicep", Some("a/b/bicepconfig.json")),
            (&all, "a/b/c/d/main.bicep", Some("a/b/bicepconfig.json")),
            (&all, "../main.bicep", Some("../bicepconfig.json")),
            (&all, "../a/main.bicep", Some("../bicepconfig.json")),
            (&all, "../../a/main.bicep", Some("../../bicepconfig.json")),
            // What is above `../../..` is not the folder of the compilation.
            (&all, "../../../a/main.bicep", None),
            (&top, "../main.bicep", None),
            (&top, "../../main.bicep", None),
            (&top, "/a/main.bicep", Some("/bicepconfig.json")),
            (&["bicepconfig.json"], "/a/main.bicep", None),
        ] {
            let files = configs.iter().fold(MemoryFiles::new(), |files, config| files.with(*config, "{}"));
            assert_eq!(files.config_path(path).as_deref(), expected, "{path}");
            assert_eq!(files.config(path).is_some(), expected.is_some(), "{path}");
        }
    }

    #[test]
    fn a_folder_has_the_files_right_in_it() {
        let files = ["a.txt", "f/b.txt", "f/c.txt", "f/g/d.txt", "fg/e.txt"];
        let files = files.iter().fold(MemoryFiles::new(), |files, path| files.with(*path, ""));
        let names = |folder: &str| files.list(folder).map(|names| names.join(" "));
        assert_eq!(names("").as_deref(), Some("a.txt"));
        assert_eq!(names("f").as_deref(), Some("b.txt c.txt"));
        assert_eq!(names("f/g").as_deref(), Some("d.txt"));
        assert_eq!((names("g"), names("a.txt"), names("f/b.txt")), (None, None, None));
    }
}
