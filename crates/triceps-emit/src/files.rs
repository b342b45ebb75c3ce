//! The files of a template: those that it names, those that these name, and so on, each with the path that it has beside
//! the template.

use std::borrow::Cow;
use std::collections::HashSet;

use triceps_diagnostics::{Diagnostics, codes};
use triceps_middle::json::ArmTemplate;
use triceps_middle::map::Map;
use triceps_middle::paths::{beside, normalize};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::{DeclKind, FileId, Middle, Place};

use crate::checked::{Checked, ImportSource, LinkedFiles, ModuleTemplate};

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
    ///
    /// # Errors
    ///
    /// If another of these files has the path `main.bicep` or `bicepconfig.json`.
    pub fn files(&self) -> Result<Vec<File>, Diagnostics> {
        self.files_as("main.bicep")
    }

    /// All files of the template, as [`files`](Self::files) gives them, where the first has another name than `main.bicep`.
    ///
    /// # Errors
    ///
    /// If two of these files have one path.
    pub fn files_as(&self, main: &str) -> Result<Vec<File>, Diagnostics> {
        let main = normalize(main);
        let mut tree = Tree::default();
        tree.add(&main, None, Content::Bicep(self));
        tree.follow(&main, self.middle(), self.linked());
        let mut files: Vec<File> = tree.files.iter().map(FoundFile::written).collect();
        let extensions = tree.extensions();
        if !extensions.is_empty() {
            let path = beside(&main, "bicepconfig.json");
            if let Some(other) = tree.positions.get(&path) {
                tree.clashes.push(tree.files[*other].clash_with_own());
            }
            files.push(File { path, text: config(&extensions) });
        }
        if tree.clashes.is_empty() {
            return Ok(files);
        }
        let mut found = RawDiagnostics::default();
        for clash in tree.clashes {
            found.report(codes::TRI0005, Place::File, clash.message, Clash::HELP);
        }
        Err(found.into_diagnostics(self.middle()))
    }

    /// The [`warnings`](Self::warnings) of the template and of all module files, its own first. Those of a file have
    /// it in their path: `files['network.bicep'].params.prefix`.
    pub fn all_warnings(&self) -> Diagnostics {
        let mut all = self.warnings().clone();
        let mut seen = HashSet::new();
        let mut open = vec![(String::new(), self)];
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

/// Where a file names another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// As a module file.
    Module(FileId),
    /// In an import: its position in [`Middle::imports`].
    Import(usize),
}

/// One path that two files have which differ.
#[derive(Clone, Debug)]
pub struct Clash {
    /// Where the template names the file that leads to the second of them.
    pub link: Link,
    /// Which files these are.
    pub message: String,
}

impl Clash {
    /// What to do.
    pub const HELP: &str = "give one of them another path, or name the same file in both places";
}

/// The paths that several files have, from a template whose own path is not known.
pub fn clashes(middle: &Middle, linked: &LinkedFiles) -> Vec<Clash> {
    let mut tree = Tree::default();
    tree.follow("", middle, linked);
    tree.clashes
}

/// What is in a file.
#[derive(Clone, Copy)]
enum Content<'a> {
    Bicep(&'a Checked),
    Json(&'a ArmTemplate),
}

impl Content<'_> {
    /// Whether both have the same text, and the files that they name mean the same.
    fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Bicep(a), Self::Bicep(b)) => {
                std::ptr::eq(a, b) || (a.to_bicep() == b.to_bicep() && a.to_arm_string() == b.to_arm_string())
            }
            (Self::Json(a), Self::Json(b)) => std::ptr::eq(a, b) || a.text() == b.text(),
            (Self::Bicep(_), Self::Json(_)) | (Self::Json(_), Self::Bicep(_)) => false,
        }
    }

    fn text(self) -> String {
        match self {
            Self::Bicep(checked) => checked.to_bicep(),
            Self::Json(template) => template.text().to_owned(),
        }
    }
}

/// A file of the tree.
struct FoundFile<'a> {
    path: String,
    /// Where it is named first: by which file, and where the template leads there. None if it is the template itself.
    named: Option<Naming>,
    content: Content<'a>,
}

#[derive(Clone)]
struct Naming {
    /// The path of the file that names it; none if that is the template.
    by: Option<String>,
    link: Link,
}

impl Naming {
    fn by(&self) -> Cow<'static, str> {
        match &self.by {
            Some(path) => format!("`{path}`").into(),
            None => "the template".into(),
        }
    }
}

impl FoundFile<'_> {
    fn written(&self) -> File {
        File { path: self.path.clone(), text: self.content.text() }
    }

    /// The diagnostic that something else at its path is named.
    fn clash(&self, other: &Naming) -> Clash {
        let (path, second) = (&self.path, other.by());
        let message = match &self.named {
            _ if other.by.as_ref() == Some(path) => format!("`{path}` names another file that is called `{path}` too"),
            None => format!("the template is called `{path}`, and {second} names another file that is called so too"),
            Some(first) if first.by == other.by => {
                format!("{second} names two files that differ and are called `{path}`")
            }
            Some(first) => {
                let first = first.by();
                format!("two files that differ are called `{path}`: {first} names one, and {second} the other")
            }
        };
        Clash { link: other.link, message }
    }

    /// The diagnostic that it has the path of a file that is made for the template as a whole.
    fn clash_with_own(&self) -> Clash {
        let path = &self.path;
        let link = self.named.as_ref().map_or(Link::Import(0), |named| named.link);
        Clash {
            link,
            message: format!("`{path}` is made of the extensions of the template, and a file is called so too"),
        }
    }
}

/// The files that are found from a template on.
#[derive(Default)]
struct Tree<'a> {
    files: Vec<FoundFile<'a>>,
    /// By path.
    positions: Map<String, usize>,
    clashes: Vec<Clash>,
}

impl<'a> Tree<'a> {
    /// Adds a file, and says whether it is new.
    fn add(&mut self, path: &String, named: Option<Naming>, content: Content<'a>) -> bool {
        match (self.positions.get(path), named) {
            (Some(position), Some(named)) => {
                let known = &self.files[*position];
                if !known.content.is_same(content) {
                    let clash = known.clash(&named);
                    self.clashes.push(clash);
                }
                false
            }
            (_, named) => {
                self.positions.insert(path.clone(), self.files.len());
                self.files.push(FoundFile { path: path.clone(), named, content });
                true
            }
        }
    }

    /// Adds the files that the template at a path names, and those that these name.
    fn follow(&mut self, main: &str, middle: &'a Middle, linked: &'a LinkedFiles) {
        let mut open: Vec<(String, Naming, Content<'a>)> = Vec::new();
        for (link, path, content) in links(middle, linked) {
            open.push((beside(main, path), Naming { by: None, link }, content));
        }
        open.reverse();
        while let Some((path, named, content)) = open.pop() {
            let link = named.link;
            let is_new = self.add(&path, Some(named), content);
            let Content::Bicep(checked) = content else { continue };
            if !is_new {
                continue;
            }
            let start = open.len();
            for (_, inner, content) in links(checked.middle(), checked.linked()) {
                open.push((beside(&path, inner), Naming { by: Some(path.clone()), link }, content));
            }
            open[start..].reverse();
        }
    }

    /// Name and registry of each extension that `bicepconfig.json` has to have.
    fn extensions(&self) -> Vec<(&'a str, &'a str)> {
        let mut extensions = Vec::new();
        for file in &self.files {
            let Content::Bicep(checked) = file.content else { continue };
            let middle = checked.middle();
            for (_, decl) in middle.decls() {
                let DeclKind::Extension { position, .. } = decl.kind else { continue };
                let extension = middle.extension(position);
                let entry: (&str, &str) = (&extension.specification, &extension.registry);
                if !extension.registry.is_empty() && !extensions.contains(&entry) {
                    extensions.push(entry);
                }
            }
        }
        extensions
    }
}

/// The files that a file names, imports first. What a registry has is not a file of the project.
fn links<'a>(middle: &'a Middle, linked: &'a LinkedFiles) -> Vec<(Link, &'a str, Content<'a>)> {
    let imports = middle.imports().iter().zip(linked.imports()).enumerate();
    let imports = imports.filter_map(|(position, (import, source))| {
        let content = match source.as_ref()? {
            ImportSource::Checked(checked) => Content::Bicep(checked),
            ImportSource::Json(template) => Content::Json(template),
        };
        Some((Link::Import(position), &*import.path, content))
    });
    let modules = middle.files().zip(linked.modules()).filter_map(|((id, file), template)| {
        let content = match template {
            ModuleTemplate::Checked(checked) => Content::Bicep(checked),
            ModuleTemplate::Json(template) => Content::Json(template),
            ModuleTemplate::Broken(_) | ModuleTemplate::Spec { .. } => return None,
        };
        Some((Link::Module(id), &*file.path, content))
    });
    imports.chain(modules).filter(|(_, path, _)| !path.contains(':')).collect()
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
