//! `infra`: the files of the small portal.

use std::fmt::Write as _;
use std::path::Path;

use triceps::build::{Bundle, Mode};

/// Writes `infra/main.bicep`, `main.json` and `main.bicepparam`, or compares them.
///
/// # Errors
///
/// Findings in the template, or, with [`Mode::Check`], the differences and the command to run.
pub(crate) fn run(mode: Mode) -> Result<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the workspace").join("infra");
    let outcome = Bundle::new(triceps_backstage::minimal_portal())
        .bicep(folder.join("main.bicep"))
        .arm(folder.join("main.json"))
        .bicepparam(folder.join("main.bicepparam"))
        .command("cargo xtask infra")
        .run(mode)
        .map_err(|error| error.to_string())?;
    let mut text = String::new();
    for warning in outcome.warnings() {
        writeln!(text, "{warning:#}").map_err(|error| error.to_string())?;
    }
    for path in outcome.written() {
        writeln!(text, "wrote {}", path.display()).map_err(|error| error.to_string())?;
    }
    if outcome.written().is_empty() {
        writeln!(text, "{} is up to date", folder.display()).map_err(|error| error.to_string())?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_infrastructure_is_fresh() {
        if let Err(message) = run(Mode::Check) {
            panic!("{message}");
        }
    }
}
