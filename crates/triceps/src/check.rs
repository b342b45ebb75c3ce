//! From a template to what can be emitted.

use triceps_core::Checked;
use triceps_diagnostics::Diagnostics;

use crate::lower::lower;
use crate::template::Template;

/// Checks.
impl Template {
    /// The Bicep text of a template that is not checked, for tests of how constructs are laid out.
    #[doc(hidden)]
    pub fn to_unchecked_bicep(self) -> String {
        triceps_core::unchecked_text(lower(self, None).0)
    }

    /// What the template means, unchecked, and what lowering finds.
    #[doc(hidden)]
    pub fn lower(self) -> (triceps_core::Middle, triceps_core::LinkedFiles, triceps_core::RawDiagnostics) {
        lower(self, None)
    }

    /// Checks the whole template and gives all diagnostics, or what can be emitted.
    ///
    /// What is checked knows where its parts come from, so that a path in an error of Azure leads to the line of Rust:
    ///
    /// ```
    /// use triceps::Template;
    /// use triceps::container_registry::{Registry, Sku};
    ///
    /// let mut t = Template::for_resource_group();
    /// t.add("registry", Registry::new("contosoregistry", "westeurope", Sku::BASIC));
    /// let checked = t.check()?;
    /// let origin = checked.origin_of("/resources/0/sku/name").expect("a part of the template");
    /// assert_eq!(origin.path(), "resources.registry.sku.name");
    /// assert!(origin.location().is_some_and(|made| made.line() > 0));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    ///
    /// All diagnostics, if one of them is an error. Warnings alone come with the
    /// [`Checked`] template.
    pub fn check(self) -> Result<Checked, Diagnostics> {
        let (middle, linked, found) = lower(self, None);
        triceps_core::check(middle, linked, found)
    }

    /// Checks a template that takes over files with `load_text_content` and the other loading functions. Paths are relative to the folder of
    /// the files.
    ///
    /// # Errors
    ///
    /// All diagnostics, if one of them is an error. Warnings alone come with the [`Checked`] template.
    ///
    /// ```
    /// use triceps::functions::load_text_content;
    /// use triceps::Template;
    /// use triceps::read::MemoryFiles;
    ///
    /// let mut t = Template::for_resource_group();
    /// let script = t.var("script", load_text_content("start.sh"));
    /// t.output("script", &script);
    /// let checked = t.check_with(&MemoryFiles::new().with("start.sh", "echo hello\n"))?;
    /// assert!(checked.to_bicep().starts_with("var script = loadTextContent('start.sh')\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    #[cfg(feature = "read")]
    pub fn check_with(self, files: &dyn triceps_compile::Files) -> Result<Checked, Diagnostics> {
        self.check_at(files, "main.bicep")
    }

    /// Checks a template whose text is at a path, from where it takes over files.
    #[cfg(feature = "read")]
    pub(crate) fn check_at(self, files: &dyn triceps_compile::Files, path: &str) -> Result<Checked, Diagnostics> {
        let load = |function, args: &[String]| triceps_compile::load_content(files, path, function, args);
        let (middle, linked, found) = lower(self, Some(&load));
        triceps_core::check(middle, linked, found)
    }
}
