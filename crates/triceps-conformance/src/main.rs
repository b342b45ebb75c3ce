//! The comparisons, as `cargo xtask` calls them.

use std::process::ExitCode;

use triceps_conformance::Task;

fn main() -> ExitCode {
    xtask::finish(Task::parse(std::env::args().skip(1)).and_then(Task::run))
}
