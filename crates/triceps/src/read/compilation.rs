//! Compiling Bicep text.

use std::sync::Arc;

use triceps_compile::{Files, Modules, NoModules, Work, configuration};
use triceps_core::{Checked, Day, Generator};
use triceps_diagnostics::Diagnostics;
use triceps_syntax::{Language, Options, formatting_options, parse};

use super::TextTemplate;

/// What came of compiling a file and the files that it names.
///
/// ```
/// use triceps::read::{MemoryFiles, compile};
///
/// let files = MemoryFiles::new().with("main.bicep", "output port int = 7007\n");
/// let compilation = compile(&files, "main.bicep");
/// assert!(compilation.diagnostics().is_empty());
/// assert_eq!(compilation.text("main.bicep"), Some("output port int = 7007\n"));
/// assert!(compilation.template().is_some());
/// let checked = compilation.into_checked().expect("no errors");
/// assert!(checked.to_arm_string().contains(r#""value": 7007"#));
/// ```
#[derive(Clone, Debug)]
pub struct Compilation {
    inner: triceps_compile::Compilation,
    path: String,
    layout: Options,
}

/// Compiles a Bicep file and the files that it names. Each is read once.
///
/// ```
/// use triceps::read::{MemoryFiles, compile};
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
///
/// ```
/// use triceps::read::{Disk, NoModules, compile_with};
///
/// let compilation = compile_with(&Disk, &NoModules, "/tmp/not-there/main.bicep");
/// assert!(compilation.checked().is_none() && compilation.diagnostics().has_errors());
/// ```
pub fn compile_with(files: &dyn Files, modules: &dyn Modules, path: &str) -> Compilation {
    Compiler::new().compile(files, modules, path)
}

/// Compiles programs again and again, and does only what a change asks for: an editor, or a command that watches files.
///
/// A file is read again only if its text is new, and compiled again only if its text is new, its configuration, a file
/// that it loads, or what a file that it names shows to it. Everything is as in a compilation of its own.
///
/// ```
/// use triceps::read::{Compiler, MemoryFiles, NoModules};
///
/// let mut files = MemoryFiles::new()
///     .with("main.bicep", "module inner 'inner.bicep' = {\n}\n")
///     .with("inner.bicep", "output name string = 'one'\n");
/// let mut compiler = Compiler::new();
/// assert!(compiler.compile(&files, &NoModules, "main.bicep").checked().is_some());
/// files.insert("inner.bicep", "output name string = 'two'\n");
/// assert!(compiler.compile(&files, &NoModules, "main.bicep").checked().is_some());
/// assert_eq!((compiler.work().parsed, compiler.work().lowered), (1, 1));
/// ```
#[derive(Debug, Default)]
pub struct Compiler(triceps_compile::Compiler);

impl Compiler {
    /// A compiler that knows no file yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks at the ages of API versions on this day, where a `bicepconfig.json` asks for `use-recent-api-versions`. The
    /// rule has nothing to say without a day.
    ///
    /// ```
    /// use triceps::read::{Compiler, Day, MemoryFiles, NoModules};
    ///
    /// let rules = r#"{"analyzers": {"core": {"rules": {"use-recent-api-versions": {"level": "warning"}}}}}"#;
    /// let vault = "resource vault 'Microsoft.KeyVault/vaults@2019-09-01' existing = { name: 'kv' }\noutput id string = vault.id\n";
    /// let files = MemoryFiles::new().with("bicepconfig.json", rules).with("main.bicep", vault);
    /// let mut compiler = Compiler::new().on_day(Day::parse("2026-11-29").expect("a day"));
    /// let compilation = compiler.compile(&files, &NoModules, "main.bicep");
    /// assert_eq!(compilation.diagnostics().iter().next().expect("a warning").id(), "use-recent-api-versions");
    /// ```
    #[must_use]
    pub fn on_day(self, day: Day) -> Self {
        Self(self.0.on_day(day))
    }

    /// Compiles a file and the files and modules of registries that it names.
    pub fn compile(&mut self, files: &dyn Files, modules: &dyn Modules, path: &str) -> Compilation {
        let config = configuration(files, path).ok().flatten().unwrap_or_default();
        let layout = formatting_options(&parse(String::from_utf8_lossy(&config), Language::Json));
        Compilation { inner: self.0.compile(files, modules, path), path: path.to_owned(), layout }
    }

    /// The template as ARM JSON. The JSON of all its files is kept, in the name of the first generator.
    ///
    /// ```
    /// use triceps::emit::Generator;
    /// use triceps::read::{Compiler, MemoryFiles, NoModules};
    ///
    /// let files = MemoryFiles::new().with("main.bicep", "output port int = 7007\n");
    /// let mut compiler = Compiler::new();
    /// let compilation = compiler.compile(&files, &NoModules, "main.bicep");
    /// let json = compiler.arm_string(&compilation, &Generator::new("portal", "1.0.0")).expect("no errors");
    /// assert!(json.contains(r#""name": "portal""#));
    /// assert_eq!(compiler.work().written, 1);
    /// ```
    pub fn arm_string(&mut self, compilation: &Compilation, generator: &Generator) -> Option<String> {
        self.0.arm_string(&compilation.inner, generator)
    }

    /// What the last compilation and writing its JSON took.
    pub fn work(&self) -> Work {
        self.0.work()
    }
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

    /// The text of a file that was read, by its path in [`Span::file`](crate::diagnostics::Span::file).
    pub fn text(&self, path: &str) -> Option<&str> {
        self.inner.text(path)
    }
}
