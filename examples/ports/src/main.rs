//! Writes every template as Bicep and as ARM JSON below `infra/`; with `--check` it compares them instead.

use std::error::Error;
use std::path::Path;

use ports_example::PORTS;
use triceps::build::{Bundle, Mode};

fn main() -> Result<(), Box<dyn Error>> {
    let mode = if std::env::args().any(|arg| arg == "--check") { Mode::Check } else { Mode::Write };
    let infra = Path::new(env!("CARGO_MANIFEST_DIR")).join("infra");
    for (name, template) in PORTS {
        Bundle::new(template()?)
            .bicep(infra.join(name).join("main.bicep"))
            .arm(infra.join(name).join("main.json"))
            .command("cargo run --package ports-example")
            .run(mode)?;
    }
    Ok(())
}
