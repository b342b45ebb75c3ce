//! The release of Backstage that the files are for.

use triceps::Diagnostic;

use crate::codes;

/// The oldest release that understands all files: it reaches PostgreSQL with the identity of the portal.
pub const OLDEST_RELEASE: &str = "1.48.0";

/// What is wrong with the release that the `backstage.json` of a repository names.
///
/// ```
/// use triceps_backstage::check_release;
///
/// assert!(check_release("{ \"version\": \"1.30.2\" }").is_some());
/// assert!(check_release("{ \"version\": \"1.52.0\" }").is_none());
/// ```
pub fn check_release(backstage_json: &str) -> Option<Diagnostic> {
    let json: serde_json::Value = serde_json::from_str(backstage_json).ok()?;
    let version = json.get("version")?.as_str()?;
    if numbers(version)? >= numbers(OLDEST_RELEASE)? {
        return None;
    }
    let message = format!("the repository is of Backstage {version}, and the files are for {OLDEST_RELEASE} or later");
    let help = "run `yarn backstage-cli versions:bump`";
    Some(Diagnostic::new(codes::TRI0379, "backstage.json", message).with_help(help))
}

/// The numbers of a release, without what stands behind a hyphen.
fn numbers(version: &str) -> Option<Vec<u64>> {
    let plain = version.split('-').next().unwrap_or_default();
    plain.split('.').map(|number| number.parse().ok()).collect()
}
