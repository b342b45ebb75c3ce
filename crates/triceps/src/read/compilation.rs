//! Compiling Bicep text.

use std::sync::Arc;

use triceps_compile::{Files, Modules, NoModules};
use triceps_core::Checked;
use triceps_diagnostics::Diagnostics;
use triceps_syntax::{Language, Options, formatting_options, parse};

use super::TextTemplate;

/// What came of compiling a file and the files that it names.
#[derive(Clone, Debug)]
pub struct Compilation {
    inner: triceps_compile::Compilation,
    path: String,
    layout: Options,
}

/// Compiles a Bicep file and the files that it names. Each is read once.
///
/// ```
/// use triceps::{MemoryFiles, compile};
///
/// let files = MemoryFiles::new().with("main.bicep", "param name string\noutput hello string = 'Hello ${name}'\n");
/// let compilation = compile(&files, "main.bicep");
/// let checked = compilation.checked().expect("no errors");
/// assert!(checked.to_arm_string().contains("[format('Hello {0}', parameters('name'))]"));
/// ```
pub fn compile(files: &impl Files, path: &str) -> Compilation {
    compile_with(files, &NoModules, path)
}

/// Compiles a Bicep file, the files that it names, and modules of registries that are there.
pub fn compile_with(files: &dyn Files, modules: &dyn Modules, path: &str) -> Compilation {
    let config = files.config(path).unwrap_or_default();
    let layout = formatting_options(&parse(String::from_utf8_lossy(&config), Language::Json));
    Compilation { inner: triceps_compile::compile_with(files, modules, path), path: path.to_owned(), layout }
}

impl Compilation {
    /// What was found in every file: the main one first, then the others in the order in which they are named.
    pub fn diagnostics(&self) -> &Diagnostics {
        self.inner.diagnostics()
    }

    /// The template, if there are no errors.
    pub fn checked(&self) -> Option<&Checked> {
        self.inner.checked()
    }

    /// The template, to share.
    pub fn into_checked(self) -> Option<Arc<Checked>> {
        self.inner.into_checked()
    }

    /// The file to go on with; none if it is not there. It may have errors.
    pub fn template(&self) -> Option<TextTemplate> {
        Some(TextTemplate::new(self.path.clone(), self.inner.tree()?, self.layout))
    }

    /// The text of a file that was read, by its path in [`Span::file`](crate::Span::file).
    pub fn text(&self, path: &str) -> Option<&str> {
        self.inner.text(path)
    }
}
