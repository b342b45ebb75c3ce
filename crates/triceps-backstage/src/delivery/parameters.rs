//! Parameter files, and the variables that they read.

use std::fmt::Write;

use triceps::Checked;

use super::names::{IMAGE_VARIABLE, Names};
use crate::file::BundleFile;
use crate::infra::Argument;
use triceps_portal::config::Portal;

/// Begins the names of all variables, so that none of a shell is taken for one of them.
pub(super) const PREFIX: &str = "PORTAL_";
/// Begins the names of those with secrets.
pub(super) const SECRET_PREFIX: &str = "PORTAL_SECRET_";

/// A parameter that a deployment gives a value.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub name: String,
    pub variable: String,
    /// Whether it may be left out; then it is empty.
    pub optional: bool,
}

/// The required parameters of a portal's template. A secret has the name that the team gave it, not that of its parameter.
pub(super) fn of_portal(portal: &Portal, checked: &Checked) -> Vec<Parameter> {
    let known = portal.secrets();
    let mut parameters = parameters(checked);
    for parameter in &mut parameters {
        if let Some(secret) = known.iter().find(|secret| secret.parameter == parameter.name) {
            parameter.variable = secret_variable(secret.name.as_str());
        } else if parameter.name == "image" {
            IMAGE_VARIABLE.clone_into(&mut parameter.variable);
        }
    }
    parameters
}

/// `github-token` is given in `PORTAL_SECRET_GITHUB_TOKEN`.
pub(super) fn secret_variable(name: &str) -> String {
    format!("{SECRET_PREFIX}{}", name.to_ascii_uppercase().replace('-', "_"))
}

/// The parameters that a deployment is asked for: those without a default, and secrets.
fn parameters(checked: &Checked) -> Vec<Parameter> {
    let asked =
        checked.interface().parameters().iter().filter(|parameter| parameter.is_secure || parameter.is_required);
    asked
        .map(|parameter| {
            let prefix = if parameter.is_secure { SECRET_PREFIX } else { PREFIX };
            Parameter {
                name: parameter.name.clone(),
                variable: format!("{prefix}{}", screaming(&parameter.name)),
                optional: !parameter.is_required,
            }
        })
        .collect()
}

/// A parameter file that takes each value from its variable: none stands in the file.
pub(super) fn file(template: &str, parameters: &[Parameter]) -> String {
    let mut text = format!("using './{template}'\n\n");
    for Parameter { name, variable, optional } in parameters {
        let default = if *optional { ", ''" } else { "" };
        let _ = writeln!(text, "param {name} = readEnvironmentVariable('{variable}'{default})");
    }
    text
}

/// The parameter files of the portal: one, or one for each environment.
pub(super) fn bicepparam(names: &Names) -> impl Iterator<Item = BundleFile> {
    names.targets.iter().map(|target| {
        let mut text = file("main.bicep", &names.parameters);
        if let Some(environment) = &target.environment {
            let _ = writeln!(text, "param environmentName = '{environment}'");
        }
        for Argument { name, value } in &target.arguments {
            let _ = writeln!(text, "param {name} = {value}");
        }
        let _ = writeln!(text, "param image = readEnvironmentVariable('{IMAGE_VARIABLE}', '')");
        BundleFile::new(format!("infra/{}.bicepparam", target.environment.as_deref().unwrap_or("main")), text)
    })
}

/// `githubToken` as `GITHUB_TOKEN`.
fn screaming(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
    }
    out
}
