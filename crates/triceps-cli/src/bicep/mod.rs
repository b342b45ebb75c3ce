//! Commands with the flags, outputs and exit codes of the official command line.

mod args;
mod build;
mod diagnostics;
mod format;
mod inputs;
mod outputs;
mod parallel;
mod sarif;
mod sizes;
mod terminal;

pub(crate) use args::{BuildArgs, FormatArgs, normalized, takes_verb};

use crate::output::{self, Code, Failure};

/// `triceps build`.
pub(crate) fn build(args: &BuildArgs) -> Code {
    code(build::run(args))
}

/// `triceps format`.
pub(crate) fn format(args: &FormatArgs) -> Code {
    code(format::run(args))
}

/// These commands end with 1 whatever keeps them from their work, as the official ones do.
fn code(outcome: Result<Code, Failure>) -> Code {
    outcome.unwrap_or_else(|failure| {
        output::failure(&failure);
        Code::Diagnostics
    })
}
