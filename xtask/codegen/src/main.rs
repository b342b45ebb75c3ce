//! `cargo xtask codegen`: the generated code and the type index.

mod models;
mod roles;
mod types;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["codegen", "models", ..] => models::run(&args[2..]),
        ["codegen", "roles", ..] => roles::run(&args[2..]),
        ["codegen", "types", ..] => types::run(&args[2..]),
        words => Err(format!("`{}`: see `cargo xtask --help`", words.join(" "))),
    };
    xtask::finish(outcome)
}
