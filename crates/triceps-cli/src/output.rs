//! What is printed, and how a command ends.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;

use annotate_snippets::{Group, Level, Origin, Renderer};
use clap::ValueEnum;
use triceps_modules::Error;

/// How every command prints.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Console {
    /// Whether diagnostics have colors. `auto`: in a terminal, unless `NO_COLOR` is set.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto, help_heading = "Output")]
    pub(crate) color: Color,
    /// Print only results, diagnostics and errors.
    #[arg(long, short, global = true, help_heading = "Output")]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// How a command ends, if nothing keeps it from its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// Success.
    Fine,
    /// There are errors in the input, or files are out of date.
    Diagnostics,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        match code {
            Code::Fine => Self::SUCCESS,
            Code::Diagnostics => Self::from(1),
        }
    }
}

/// What keeps a command from its work.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    pub(crate) fn disk(action: &str, path: &Path, error: &io::Error) -> Self {
        Self(format!("could not {action} `{}`: {error}", path.display()))
    }
}

static CONSOLE: OnceLock<Console> = OnceLock::new();

/// Sets how the command prints, once.
pub(crate) fn configure(console: Console) {
    let _ = CONSOLE.set(console);
}

/// Whether only results, diagnostics and errors are printed.
pub(crate) fn is_quiet() -> bool {
    CONSOLE.get().is_some_and(|console| console.quiet)
}

/// Whether the standard error shows colors.
pub(crate) fn has_colors() -> bool {
    match CONSOLE.get().map_or(Color::Auto, |console| console.color) {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// Prints the result of a command.
pub(crate) fn stdout(text: &str) -> Result<Code, Failure> {
    write(|out| out.write_all(text.as_bytes()))
}

/// Prints the result of a command as it is made.
pub(crate) fn write(result: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Code, Failure> {
    match result(&mut io::stdout().lock()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("could not write to the standard output: {error}")))
        }
        _ => Ok(Code::Fine),
    }
}

/// Prints what a command did, unless it is quiet.
pub(crate) fn report(text: &str) -> Result<Code, Failure> {
    if is_quiet() { Ok(Code::Fine) } else { stdout(text) }
}

/// Prints diagnostics.
pub(crate) fn stderr(text: &str) {
    // There is nowhere left to say that it failed.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints what a user may want to know beside the result, unless the command is quiet.
pub(crate) fn note(text: &str) {
    if !is_quiet() {
        stderr(text);
    }
}

/// Prints what keeps a command from its work.
pub(crate) fn failure(failure: &Failure) {
    let mut lines = failure.0.trim_end().lines();
    let title = lines.next().unwrap_or_default();
    let mut text = render(Group::with_title(Level::ERROR.primary_title(title)));
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    stderr(&text);
}

/// Prints errors of modules: each with its code, what it is about, and what to do.
pub(crate) fn module_errors(errors: &[Error]) {
    for error in errors {
        let title = Level::ERROR.primary_title(error.message()).id(error.code().to_string());
        let group = title.element(Origin::path(from_here(error.subject())));
        stderr(&render(match error.help() {
            Some(help) => group.element(Level::HELP.message(help)),
            None => group,
        }));
    }
}

/// A path below the current folder as it is from there; any other subject as it is.
fn from_here(subject: &str) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    match Path::new(subject).strip_prefix(&here) {
        Ok(below) if !here.as_os_str().is_empty() && !below.as_os_str().is_empty() => below.display().to_string(),
        _ => subject.to_owned(),
    }
}

fn render(group: Group<'_>) -> String {
    let renderer = if has_colors() { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]) + "\n"
}
