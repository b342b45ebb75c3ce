//! The files that are made of one template.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use triceps_core::{Checked, File};
use triceps_diagnostics::Diagnostics;

use super::error::{Error, Kind};
use super::files::Files;
use super::{loaded, paths};
use crate::template::Template;

/// Whether files are written or compared.
///
/// ```no_run
/// # use triceps::build::{Files, Mode};
/// let files = Files::new().file("infra/readme.md", "# Infrastructure\n");
/// files.run(Mode::Check)?; // an error if the file has another text
/// # Ok::<(), triceps::build::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mode {
    /// Write what changed.
    Write,
    /// Write nothing; fail where a file is missing or out of date. The error shows the first difference, and all of
    /// them with the feature `diff`.
    Check,
}

/// A template with the files that are made of it.
///
/// Nothing is written before the template is checked and every text is made, and each file is
/// written whole.
///
/// ```no_run
/// use triceps::Template;
/// use triceps::build::{Bundle, Mode};
///
/// let bundle = Bundle::new(Template::for_resource_group())
///     .bicep("infra/main.bicep")
///     .arm("infra/main.json")
///     .bicepparam("infra/main.bicepparam")
///     .command("cargo xtask infra");
/// for path in bundle.run(Mode::Write)?.written() {
///     println!("wrote {}", path.display());
/// }
/// # Ok::<(), triceps::build::Error>(())
/// ```
#[derive(Debug)]
#[must_use = "nothing is written before `run`"]
pub struct Bundle {
    source: Source,
    bicep: Option<PathBuf>,
    arm: Option<PathBuf>,
    bicepparam: Option<PathBuf>,
    command: Cow<'static, str>,
}

/// What the files are made of.
#[derive(Debug)]
enum Source {
    Template(Box<Template>),
    Checked(Box<Checked>),
}

impl Bundle {
    /// A bundle of this template, without files so far.
    ///
    /// With the feature `read` the files that the template takes over, such as with
    /// [`load_text_content`](crate::functions::load_text_content), are read from the disk: from the folder that the
    /// Bicep text is written to.
    pub fn new(template: Template) -> Self {
        Self::of(Source::Template(Box::new(template)))
    }

    /// A bundle of a template that is checked already, such as with files that are not on the disk.
    ///
    /// ```no_run
    /// # #[cfg(feature = "read")] {
    /// use triceps::Template;
    /// use triceps::build::{Bundle, Mode};
    /// use triceps::functions::load_text_content;
    /// use triceps::read::MemoryFiles;
    ///
    /// let mut t = Template::for_resource_group();
    /// let script = t.var("script", load_text_content("start.sh"));
    /// t.output("script", &script);
    /// let checked = t.check_with(&MemoryFiles::new().with("start.sh", "echo hello\n")).expect("the template is right");
    /// Bundle::checked(checked).arm("infra/main.json").run(Mode::Write)?;
    /// # }
    /// # Ok::<(), triceps::build::Error>(())
    /// ```
    pub fn checked(checked: Checked) -> Self {
        Self::of(Source::Checked(Box::new(checked)))
    }

    fn of(source: Source) -> Self {
        Self { source, bicep: None, arm: None, bicepparam: None, command: Cow::Borrowed("") }
    }

    /// The file of the Bicep text. Module files and `bicepconfig.json` are written next to it.
    pub fn bicep(mut self, path: impl Into<PathBuf>) -> Self {
        self.bicep = Some(path.into());
        self
    }

    /// The file of the ARM JSON.
    pub fn arm(mut self, path: impl Into<PathBuf>) -> Self {
        self.arm = Some(path.into());
        self
    }

    /// The file of the parameters, which takes each required one from an environment variable. It
    /// names the file given to [`bicep`](Self::bicep).
    pub fn bicepparam(mut self, path: impl Into<PathBuf>) -> Self {
        self.bicepparam = Some(path.into());
        self
    }

    /// The command that writes the files; [`Mode::Check`] names it where one is out of date.
    pub fn command(mut self, command: impl Into<Cow<'static, str>>) -> Self {
        self.command = command.into();
        self
    }

    /// Checks the template, makes every text, and writes or compares the files.
    ///
    /// Line ends do not count as a difference, since version control may change them.
    ///
    /// # Errors
    ///
    /// If the template has diagnostics that refuse it, two files have the same path, a parameter file
    /// is asked for without a Bicep file, the disk refuses, or, with [`Mode::Check`], a file is
    /// missing or out of date.
    pub fn run(self, mode: Mode) -> Result<Outcome, Error> {
        let (checked, loaded) = match self.source {
            Source::Checked(checked) => (*checked, Vec::new()),
            Source::Template(template) => {
                let path = self.bicep.as_deref().or(self.arm.as_deref()).unwrap_or(Path::new("main.bicep"));
                loaded::check(*template, path).map_err(Kind::RawDiagnostics)?
            }
        };
        let mut files: Vec<(PathBuf, String)> = Vec::new();
        if let Some(path) = &self.bicep {
            let folder = path.parent().unwrap_or(Path::new(""));
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let mut texts = checked.files_as(&name).map_err(Kind::RawDiagnostics)?.into_iter();
            files.extend(texts.next().map(|main| (path.clone(), main.text)));
            files.extend(texts.map(|File { path: beside, text }| (folder.join(beside), text)));
        }
        if let Some(path) = self.arm {
            files.push((path, checked.to_arm_string()));
        }
        if let Some(path) = self.bicepparam {
            let bicep = self.bicep.as_deref().ok_or_else(|| Kind::ParametersAlone(path.clone()))?;
            let using = paths::reference(&path, bicep)
                .ok_or_else(|| Kind::Unrelated { bicepparam: path.clone(), bicep: bicep.to_owned() })?;
            let text = checked.to_bicepparam(&using);
            files.push((path, text));
        }
        let files = files.into_iter().fold(Files::new(), |files, (path, text)| files.file(path, text));
        let outcome = files.command(self.command).run(mode)?;
        Ok(Outcome { warnings: checked.all_warnings(), loaded, ..outcome })
    }
}

/// What a run did.
///
/// ```no_run
/// # use triceps::build::{Files, Mode};
/// let outcome = Files::new().file("infra/readme.md", "# Infrastructure\n").run(Mode::Write)?;
/// println!("{} written, {} removed, {} left", outcome.written().len(), outcome.removed().len(), outcome.left().len());
/// for warning in outcome.warnings() {
///     println!("{warning}");
/// }
/// # Ok::<(), triceps::build::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Outcome {
    pub(super) written: Vec<PathBuf>,
    pub(super) removed: Vec<PathBuf>,
    pub(super) left: Vec<PathBuf>,
    pub(super) warnings: Diagnostics,
    pub(super) loaded: Vec<PathBuf>,
}

impl Outcome {
    /// The files that were written because they changed.
    pub fn written(&self) -> &[PathBuf] {
        &self.written
    }

    /// The files of an earlier run that were removed because they are not made any more.
    pub fn removed(&self) -> &[PathBuf] {
        &self.removed
    }

    /// The files of an earlier run that are not made any more, and were left because someone edited them.
    pub fn left(&self) -> &[PathBuf] {
        &self.left
    }

    /// The files that the template takes over, and the folders whose files it lists, by their full paths.
    ///
    /// ```no_run
    /// # use triceps::Template;
    /// # use triceps::build::{Bundle, Mode};
    /// let outcome = Bundle::new(Template::for_resource_group()).bicep("infra/main.bicep").run(Mode::Write)?;
    /// for path in outcome.loaded() {
    ///     println!("cargo::rerun-if-changed={}", path.display());
    /// }
    /// # Ok::<(), triceps::build::Error>(())
    /// ```
    pub fn loaded(&self) -> &[PathBuf] {
        &self.loaded
    }

    /// The warnings of the template and of the files of its modules, though nothing is refused.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }
}
