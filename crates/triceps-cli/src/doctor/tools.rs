//! Programs on this machine.

use std::process::Command;

use serde_json::Value;

use super::wanted::Wanted;
use super::{Probe, Verdict};

/// The first versions that know all that the scripts and the templates use.
const AZURE_CLI: [u64; 3] = [2, 69, 0];
const BICEP: [u64; 3] = [0, 36, 1];

pub(super) fn probes(wanted: &Wanted) -> Vec<Probe> {
    vec![Probe::new("Azure CLI", azure_cli()), Probe::new("Bicep", bicep()), Probe::new("Docker", docker(wanted))]
}

/// What a program prints, or what it says is wrong.
pub(super) fn output(program: &str, args: &[&str]) -> Result<String, String> {
    let output =
        Command::new(program).args(args).output().map_err(|error| format!("`{program}` does not start: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let output = String::from_utf8_lossy(&output.stderr).into_owned();
    let first = output.lines().find(|line| !line.trim().is_empty()).unwrap_or("it failed without a message");
    Err(triceps_backstage::conceal(first.trim_start_matches("ERROR: ")))
}

/// What the Azure CLI answers.
pub(super) fn az(args: &[&str]) -> Result<Value, String> {
    let text = output("az", &[args, &["--only-show-errors", "--output", "json"]].concat())?;
    serde_json::from_str(&text).map_err(|error| format!("`az {}` answers no JSON: {error}", args.join(" ")))
}

fn azure_cli() -> Verdict {
    match az(&["version"]) {
        Err(wrong) => {
            Verdict::Bad(wrong, "install it: https://learn.microsoft.com/cli/azure/install-azure-cli".to_owned())
        }
        Ok(version) => at_least(version["azure-cli"].as_str().unwrap_or_default(), AZURE_CLI, "run `az upgrade`"),
    }
}

fn bicep() -> Verdict {
    match output("az", &["bicep", "version", "--only-show-errors"]) {
        Err(wrong) => Verdict::Bad(wrong, "run `az bicep install`".to_owned()),
        Ok(text) => {
            let version = text.split_whitespace().find(|word| numbers(word).is_some()).unwrap_or_default();
            at_least(version, BICEP, "run `az bicep upgrade`")
        }
    }
}

fn docker(wanted: &Wanted) -> Verdict {
    if !wanted.docker {
        return Verdict::Open("not needed: images are built in the registry".to_owned());
    }
    match output("docker", &["version", "--format", "{{.Server.Version}}"]) {
        Ok(version) => Verdict::Good(version.trim().to_owned()),
        Err(wrong) => {
            Verdict::Bad(wrong, "install and start it: a registry in a network is pushed to from inside".to_owned())
        }
    }
}

fn at_least(version: &str, least: [u64; 3], help: &str) -> Verdict {
    match numbers(version) {
        None => Verdict::Open(format!("the version `{version}` cannot be read")),
        Some(found) if found.as_slice() < least.as_slice() => {
            let least = least.map(|number| number.to_string()).join(".");
            Verdict::Bad(format!("{version} is older than {least}"), help.to_owned())
        }
        Some(_) => Verdict::Good(version.to_owned()),
    }
}

fn numbers(version: &str) -> Option<Vec<u64>> {
    let numbers: Option<Vec<u64>> = version.split('.').map(|number| number.parse().ok()).collect();
    numbers.filter(|numbers| numbers.len() > 1)
}
