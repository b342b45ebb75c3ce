//! What the command line takes.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ValueEnum;
use triceps_syntax::{IndentKind, Newline, Options};

/// Compile a `.bicep` file to an ARM template.
///
/// Writes the template next to the file, as `.json`. If there are errors, nothing is written.
#[derive(Debug, clap::Args)]
pub(crate) struct BuildArgs {
    /// The file to compile.
    #[arg(value_name = "FILE", required_unless_present = "pattern")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) target: Target,
    /// Do not fetch modules. They are never fetched if there is a `triceps.lock` in the folder of the file or above.
    #[arg(long)]
    pub(crate) no_restore: bool,
    /// Allow paths of modules that leave the folder of `triceps.lock`.
    #[arg(long)]
    pub(crate) allow_outside: bool,
    /// List the size of each module in the template, and templates that are in it more than once.
    #[arg(long, conflicts_with = "stdout")]
    pub(crate) sizes: bool,
    /// The format of diagnostics. Default: `full` in a terminal, otherwise `default`.
    #[arg(long, value_enum, ignore_case = true, value_name = "FORMAT")]
    pub(crate) diagnostics_format: Option<DiagnosticsFormat>,
    /// The configuration to use instead of the closest `bicepconfig.json`.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// Format `.bicep` and `.bicepparam` files.
///
/// Formats files in place, and writes only files that change.
#[derive(Debug, clap::Args)]
pub(crate) struct FormatArgs {
    /// The files to format; for a folder, all files in it.
    #[arg(value_name = "FILE", required_unless_present = "pattern")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) target: Target,
    /// Write nothing; fail if a file would change, and show the differences.
    #[arg(long, conflicts_with_all = ["stdout", "outdir", "outfile"])]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) layout: Layout,
    /// The configuration to use instead of the closest `bicepconfig.json`.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// Where the output goes.
#[derive(Debug, clap::Args)]
pub(crate) struct Target {
    /// Print the output.
    #[arg(long, conflicts_with_all = ["outdir", "outfile", "pattern"])]
    pub(crate) stdout: bool,
    /// The folder to write to; created if it does not exist.
    #[arg(long, value_name = "DIR", conflicts_with = "outfile")]
    pub(crate) outdir: Option<PathBuf>,
    /// The file to write.
    #[arg(long, value_name = "FILE", conflicts_with = "pattern")]
    pub(crate) outfile: Option<PathBuf>,
    /// All files that match a pattern with `*` and `**`, ignoring case.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) pattern: Option<String>,
}

/// Options that go before those of the configuration.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Layout {
    /// The line ending.
    #[arg(long, value_enum, ignore_case = true, value_name = "KIND")]
    newline_kind: Option<NewlineKind>,
    /// The kind of indentation.
    #[arg(long, value_enum, ignore_case = true, value_name = "KIND")]
    indent_kind: Option<Indent>,
    /// Spaces for each level, at most 1000.
    #[arg(long, value_name = "SPACES")]
    indent_size: Option<usize>,
    /// Whether files end with a line ending.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    insert_final_newline: Option<bool>,
}

impl Layout {
    /// The options of the configuration with those of the command line.
    pub(crate) fn over(self, mut options: Options) -> Options {
        match self.newline_kind {
            Some(NewlineKind::Lf) => options.newline = Newline::Lf,
            Some(NewlineKind::Crlf) => options.newline = Newline::CrLf,
            Some(NewlineKind::Cr) => options.newline = Newline::Cr,
            None => {}
        }
        match self.indent_kind {
            Some(Indent::Space) => options.indent_kind = IndentKind::Space,
            Some(Indent::Tab) => options.indent_kind = IndentKind::Tab,
            None => {}
        }
        if let Some(size) = self.indent_size {
            options.indent_size = size.min(Options::MAX_INDENT_SIZE);
        }
        if let Some(insert) = self.insert_final_newline {
            options.final_newline = insert;
        }
        options
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum NewlineKind {
    Lf,
    Crlf,
    Cr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Indent {
    Space,
    Tab,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiagnosticsFormat {
    /// One line for each.
    Default,
    /// SARIF 2.1.0.
    Sarif,
    /// With the lines of source.
    Full,
}

/// Whether the arguments are for one of these commands, which end with 1 for wrong usage too.
pub(crate) fn takes_verb(args: &[OsString]) -> bool {
    let mut args = args.iter().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--color" {
            args.next();
        } else if !arg.as_encoded_bytes().starts_with(b"-") {
            return arg == "build" || arg == "format";
        }
    }
    false
}

/// The arguments in the spelling of the reader of the command line: the official one also takes `--name:value`, and
/// the value of a flag as an argument of its own.
pub(crate) fn normalized(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let args: Vec<OsString> = args.into_iter().collect();
    if !takes_verb(&args) {
        return args;
    }
    let mut out: Vec<OsString> = Vec::with_capacity(args.len());
    for arg in args {
        let flag = out.last().filter(|last| *last == "--insert-final-newline");
        let is_value = arg.eq_ignore_ascii_case("true") || arg.eq_ignore_ascii_case("false");
        if let (Some(flag), true) = (flag, is_value) {
            let mut joined = flag.clone();
            joined.push("=");
            joined.push(arg.to_ascii_lowercase());
            out.pop();
            out.push(joined);
            continue;
        }
        let spelt = arg.to_str().and_then(|text| text.strip_prefix("--")?.split_once([':', '=']));
        out.push(match spelt {
            Some((name, value)) => format!("--{name}={value}").into(),
            None => arg,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn spellings_of_the_official_command_line() {
        for (given, taken) in [
            (&["build", "--outfile:a=b.json"][..], &["build", "--outfile=a=b.json"][..]),
            (&["format", "--insert-final-newline", "False", "x"], &["format", "--insert-final-newline=false", "x"]),
            (&["format", "--insert-final-newline", "x"], &["format", "--insert-final-newline", "x"]),
            (&["--color", "never", "-q", "build", "--stdout:x"], &["--color", "never", "-q", "build", "--stdout=x"]),
            (&["generate", "--out:x"], &["generate", "--out:x"]),
            (&["--color", "build", "generate", "--out:x"], &["--color", "build", "generate", "--out:x"]),
        ] {
            let args = ["triceps"].iter().chain(given).map(Into::into);
            assert_eq!(normalized(args)[1..], *taken, "{given:?}");
        }
    }
}
