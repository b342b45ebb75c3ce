//! The files that a template is written to.

use std::borrow::Cow;
use std::collections::HashSet;

use triceps_diagnostics::Diagnostics;
use triceps_middle::DeclKind;
use triceps_middle::json::ArmTemplate;
use triceps_middle::paths::beside;

use crate::checked::{Checked, ImportSource, ModuleTemplate};

/// A file to write: its path and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path relative to the folder of `main.bicep`, with `/` between folders.
    pub path: String,
    /// The text, with line feeds and one of them at the end.
    pub text: String,
}

impl Checked {
    /// All files of the template: `main.bicep`, the files of its modules and of theirs, and the `bicepconfig.json` that
    /// extensions need.
    ///
    /// A module file that is used several times under one path is given once.
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

impl Checked {
    /// The [`warnings`](Self::warnings) of the template and of all module files, its own first. Those of a file have
    /// it in their path: `files['network.bicep'].params.prefix`.
    pub fn all_warnings(&self) -> Diagnostics {
        let mut all = self.warnings().clone();
        let mut seen = HashSet::from(["main.bicep".to_owned()]);
        let mut open = vec![("main.bicep".to_owned(), self)];
        while let Some((base, checked)) = open.pop() {
            let modules = checked.middle().files().zip(checked.linked().modules());
            let files = modules.filter_map(|((_, file), template)| match template {
                ModuleTemplate::Checked(checked) => Some((beside(&base, &file.path), &**checked)),
                // What others wrote is checked where it was written.
                ModuleTemplate::Broken(_) | ModuleTemplate::Json(_) | ModuleTemplate::Spec { .. } => None,
            });
            let new: Vec<(String, &Self)> = files.filter(|(path, _)| seen.insert(path.clone())).collect();
            for (path, file) in &new {
                let part = format!("files['{path}']");
                all.extend(file.warnings().iter().map(|warning| warning.clone().within(&part)));
            }
            open.extend(new.into_iter().rev());
        }
        all
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
        let middle = checked.middle();
        for (_, decl) in middle.decls() {
            if let DeclKind::Extension { position, .. } = decl.kind {
                let extension = middle.extension(position);
                let entry: (&str, &str) = (&extension.specification, &extension.registry);
                if !extension.registry.is_empty() && !self.extensions.contains(&entry) {
                    self.extensions.push(entry);
                }
            }
        }
        self.files.push(File { path: path.to_owned(), text: checked.to_bicep() });
        for (import, source) in middle.imports().iter().zip(checked.linked().imports()) {
            match source {
                Some(ImportSource::Checked(checked)) => self.visit(&beside(path, &import.path), checked),
                Some(ImportSource::Json(template)) => self.json(path, &import.path, template),
                None => {}
            }
        }
        for ((_, file), template) in middle.files().zip(checked.linked().modules()) {
            match template {
                ModuleTemplate::Checked(checked) => self.visit(&beside(path, &file.path), checked),
                ModuleTemplate::Json(template) => self.json(path, &file.path, template),
                ModuleTemplate::Broken(_) | ModuleTemplate::Spec { .. } => {}
            }
        }
    }
}

impl Found<'_> {
    /// Takes a file of JSON. What a registry has is not a file of the project.
    fn json(&mut self, base: &str, path: &str, template: &ArmTemplate) {
        if path.contains(':') {
            return;
        }
        let path = beside(base, path);
        if self.paths.insert(path.clone()) {
            self.files.push(File { path, text: template.text().to_owned() });
        }
    }
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
