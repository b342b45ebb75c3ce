//! Compiling a program, once or again after each change.

use triceps_core::{Day, Generator};

use crate::compilation::Compilation;
use crate::files::Files;
use crate::memory::{Memory, Work};
use crate::modules::{Modules, NoModules};
use crate::program;

/// Compiles programs again and again, and does only what a change asks for.
///
/// A file is read again only if its text is new. It is compiled again only if its text is new, or its configuration, a
/// file that it loads, or what a file that it names shows to it: parameters, outputs and exports. Everything is as in a
/// compilation of its own.
///
/// ```
/// use triceps_compile::{Compiler, MemoryFiles, NoModules, Work};
/// use triceps_core::Generator;
///
/// let mut files = MemoryFiles::new()
///     .with("main.bicep", "module inner 'inner.bicep' = {\n}\noutput name string = inner.outputs.name\n")
///     .with("inner.bicep", "output name string = 'one'\n");
/// let mut compiler = Compiler::new();
/// compiler.compile(&files, &NoModules, "main.bicep");
///
/// files.insert("inner.bicep", "output name string = 'two'\n");
/// let compilation = compiler.compile(&files, &NoModules, "main.bicep");
/// let json = compiler.arm_string(&compilation, &Generator::default()).expect("no errors");
/// assert!(json.contains("two"));
/// // The module was read and compiled, the main file was not; both were written.
/// assert_eq!(compiler.work(), Work { parsed: 1, lowered: 1, written: 2 });
/// ```
#[derive(Debug, Default)]
pub struct Compiler {
    memory: Memory,
}

impl Compiler {
    /// A compiler that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks at the ages of API versions on this day, where a configuration asks for `use-recent-api-versions`. The rule
    /// has nothing to say without a day.
    ///
    /// ```
    /// use triceps_compile::{Compiler, MemoryFiles, NoModules};
    /// use triceps_core::Day;
    ///
    /// let files = MemoryFiles::new()
    ///     .with("bicepconfig.json", r#"{"analyzers": {"core": {"rules": {"use-recent-api-versions": {"level": "warning"}}}}}"#)
    ///     .with("main.bicep", "resource vault 'Microsoft.KeyVault/vaults@2019-09-01' existing = { name: 'kv' }\noutput id string = vault.id\n");
    /// let mut compiler = Compiler::new().on_day(Day::parse("2026-11-29").expect("a day"));
    /// let compilation = compiler.compile(&files, &NoModules, "main.bicep");
    /// assert_eq!(compilation.diagnostics().iter().next().expect("a warning").id(), "use-recent-api-versions");
    /// ```
    #[must_use]
    pub fn on_day(mut self, day: Day) -> Self {
        self.memory.set_today(day);
        self
    }

    /// Compiles a file and the files and modules of registries that it names.
    pub fn compile(&mut self, files: &dyn Files, modules: &dyn Modules, path: &str) -> Compilation {
        self.memory.work = Work::default();
        program::run(&mut self.memory, files, modules, path)
    }

    /// The template as ARM JSON, as [`Checked::to_arm_string_by`](triceps_core::Checked::to_arm_string_by) writes it.
    /// The JSON of all its files is kept, in the name of the first generator.
    pub fn arm_string(&mut self, compilation: &Compilation, generator: &Generator) -> Option<String> {
        let checked = compilation.checked()?;
        self.memory.work.written += checked.keep_arm(generator);
        Some(checked.to_arm_string_by(generator))
    }

    /// What the last compilation and writing its JSON took.
    pub fn work(&self) -> Work {
        self.memory.work
    }
}

/// Compiles a file and the files that it names. Each is read once. Modules of registries are not there.
pub fn compile(files: &dyn Files, path: &str) -> Compilation {
    compile_with(files, &NoModules, path)
}

/// Compiles a file and the files and modules of registries that it names. Each is read once.
pub fn compile_with(files: &dyn Files, modules: &dyn Modules, path: &str) -> Compilation {
    Compiler::new().compile(files, modules, path)
}
