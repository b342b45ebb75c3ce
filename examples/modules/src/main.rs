//! Writes the platform as Bicep and as ARM JSON below `infra/`; with `--check` it compares them instead.

use std::error::Error;
use std::path::Path;

use triceps::build::{Bundle, Mode};

fn main() -> Result<(), Box<dyn Error>> {
    let mode = if std::env::args().any(|arg| arg == "--check") { Mode::Check } else { Mode::Write };
    let infra = Path::new(env!("CARGO_MANIFEST_DIR")).join("infra");
    Bundle::new(modules_example::platform())
        .bicep(infra.join("main.bicep"))
        .arm(infra.join("main.json"))
        .command("cargo run --package modules-example")
        .run(mode)?;
    Ok(())
}
