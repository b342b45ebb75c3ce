//! The files that a template is written to.

use std::borrow::Cow;
use std::collections::HashSet;

use super::printer::Printer;
use crate::check::Checked;
use crate::template::{DeclKind, Template};

/// A file to write: its path and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path relative to the folder of `main.bicep`, with `/` between folders.
    pub path: String,
    /// The text, with line feeds and one of them at the end.
    pub text: String,
}

impl Checked {
    /// All files of the template: `main.bicep`, the files of its modules and of theirs, and the
    /// `bicepconfig.json` that extensions need.
    ///
    /// A module file that is used several times under one path is given once.
    ///
    /// ```
    /// use triceps::{Module, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let file = t.module_file("modules/network.bicep", Template::for_resource_group().check()?);
    /// t.add("network", Module::new(&file));
    /// let paths: Vec<String> = t.check()?.files().into_iter().map(|file| file.path).collect();
    /// assert_eq!(paths, ["main.bicep", "modules/network.bicep"]);
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn files(&self) -> Vec<File> {
        let mut found = Found::default();
        found.visit("main.bicep", self);
        let mut files = found.files;
        if !found.extensions.is_empty() {
            files.push(File { path: "bicepconfig.json".to_owned(), text: config(&found.extensions) });
        }
        files
    }
}

#[derive(Default)]
struct Found<'a> {
    files: Vec<File>,
    paths: HashSet<String>,
    /// Name and registry of each extension.
    extensions: Vec<(&'a str, &'a str)>,
}

impl<'a> Found<'a> {
    fn visit(&mut self, path: &str, checked: &'a Checked) {
        if !self.paths.insert(path.to_owned()) {
            return;
        }
        let template: &'a Template = &checked.template;
        for decl in &template.decls {
            if let DeclKind::Extension(extension) = &decl.kind {
                let entry: (&str, &str) = (&extension.specification, &extension.registry);
                if !self.extensions.contains(&entry) {
                    self.extensions.push(entry);
                }
            }
        }
        let text = Printer::new(template).print(&checked.order);
        self.files.push(File { path: path.to_owned(), text });
        for file in &template.files {
            self.visit(&resolve(path, &file.path), &file.template);
        }
    }
}

/// A path as seen from the root, which `base` is relative to, when `base` names it `relative`.
fn resolve(base: &str, relative: &str) -> String {
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(relative.split('/')) {
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

fn config(extensions: &[(&str, &str)]) -> String {
    let mut text = String::from("{\n  \"extensions\": {");
    for (position, (name, registry)) in extensions.iter().enumerate() {
        text.push_str(if position > 0 { ",\n    \"" } else { "\n    \"" });
        text.push_str(&json_text(name));
        text.push_str("\": \"");
        text.push_str(&json_text(registry));
        text.push('"');
    }
    text.push_str("\n  }\n}\n");
    text
}

/// Text as it stands between quotes in JSON. What the two names hold otherwise needs no escape.
fn json_text(text: &str) -> Cow<'_, str> {
    if text.contains(['"', '\\']) {
        Cow::Owned(text.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        Cow::Borrowed(text)
    }
}
