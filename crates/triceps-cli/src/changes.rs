//! What a deployment would do silently, shown before the files are written.

use std::fs;
use std::path::Path;

use triceps_backstage::{BundleFile, changes};

use crate::output;

const TEMPLATE: &str = "infra/main.json";
/// Where the scripts name the resource group.
const SETTINGS: &str = "scripts/settings.env";

/// Compares the template on disk with the new one, and prints what changes. Whether the files may be written.
pub(crate) fn announce(folder: &Path, files: &[BundleFile], force: bool, command: &str) -> bool {
    let text = |path: &str| files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str());
    // What cannot be read is not there, or is found to be in the way when the files are written.
    let Ok(old) = fs::read_to_string(folder.join(TEMPLATE)) else { return true };
    let group = text(SETTINGS).lines().find_map(|line| line.strip_prefix("PORTAL_RESOURCE_GROUP="));
    let found = changes(&old, text(TEMPLATE), group.unwrap_or("RESOURCE_GROUP"));
    if found.is_empty() {
        return true;
    }
    let lines: Vec<String> = found.iter().map(|change| format!("  {change}\n")).collect();
    output::stderr(&format!("changes that a deployment does not show:\n{}", lines.concat()));
    let refused = !force && found.iter().any(|change| change.loses_data);
    if refused {
        output::stderr(&format!(
            "data would be lost or left behind: nothing is written; save it first, then run `{command} --force`\n"
        ));
    }
    !refused
}
