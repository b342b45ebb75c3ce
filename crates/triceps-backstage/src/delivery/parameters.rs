//! The parameter file.

use std::fmt::Write;

use triceps::Checked;

use super::names::IMAGE_VARIABLE;
use crate::BundleFile;

/// Every required parameter, and the image, from environment variables: no value stands in the file.
pub(super) fn bicepparam(checked: &Checked) -> BundleFile {
    let mut text = checked.to_bicepparam("./main.bicep");
    if !text.contains("\nparam ") {
        text.push('\n');
    }
    let _ = writeln!(text, "param image = readEnvironmentVariable('{IMAGE_VARIABLE}', '')");
    BundleFile::new("infra/main.bicepparam", text)
}

/// The parameters without a default, each with the environment variable that its file reads.
pub(super) fn required(checked: &Checked) -> Vec<(String, String)> {
    let text = checked.to_bicepparam("./main.bicep");
    text.lines()
        .filter_map(|line| {
            let (name, value) = line.strip_prefix("param ")?.split_once(" = ")?;
            let (_, variable) = value.split_once("readEnvironmentVariable('")?;
            let (variable, _) = variable.split_once('\'')?;
            Some((name.to_owned(), variable.to_owned()))
        })
        .collect()
}
