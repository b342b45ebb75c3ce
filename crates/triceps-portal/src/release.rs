//! The release of Backstage that a repository is of.

use triceps_diagnostics::Diagnostic;

use crate::codes;
use crate::config::Portal;

/// The oldest release that understands all files: it reaches PostgreSQL with the identity of the portal.
pub const OLDEST_RELEASE: &str = "1.48.0";
/// The first release that keeps the connection to the cache alive.
const PINGING_RELEASE: &str = "1.53.0";
/// What newer versions help.
const HELP: &str = "run `yarn backstage-cli versions:bump`";

/// A release of Backstage.
///
/// ```
/// use triceps_portal::Release;
///
/// let release = Release::from_backstage_json("{ \"version\": \"1.55.0\" }");
/// assert_eq!(release.map(|release| release.to_string()), Some("1.55.0".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    name: String,
    numbers: Vec<u64>,
}

impl Release {
    /// The release that the `backstage.json` of a repository names, if it names one.
    pub fn from_backstage_json(text: &str) -> Option<Self> {
        let json: serde_json::Value = serde_json::from_str(text).ok()?;
        let name = json.get("version")?.as_str()?;
        Some(Self { name: name.to_owned(), numbers: numbers(name)? })
    }

    /// Whether it understands an interval of pings for the cache.
    pub fn pings(&self) -> bool {
        self.is_at_least(PINGING_RELEASE)
    }

    fn is_at_least(&self, name: &str) -> bool {
        numbers(name).is_some_and(|numbers| self.numbers >= numbers)
    }
}

impl std::fmt::Display for Release {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

/// What the release of the repository is too old for.
pub(crate) fn check(portal: &Portal, release: &Release, diagnostics: &mut Vec<Diagnostic>) {
    let mut report = |code, message: String| {
        diagnostics.push(Diagnostic::new(code, FILE, message).with_help(HELP));
    };
    if !release.is_at_least(OLDEST_RELEASE) {
        report(
            codes::TRI0379,
            format!("the repository is of Backstage {release}, and the files are for {OLDEST_RELEASE} or later"),
        );
    }
    if portal.redis.is_some() && !release.pings() {
        report(
            codes::TRI0380,
            format!(
                "the repository is of Backstage {release}, and {PINGING_RELEASE} is the first that keeps the connection to the cache alive"
            ),
        );
    }
}

/// Codes of what only the repository tells.
pub(crate) const CODES: [triceps_diagnostics::Code; 3] = [codes::TRI0379, codes::TRI0380, codes::TRI0382];
/// The file that names the release.
const FILE: &str = "backstage.json";

/// The numbers of a release, without what stands behind a hyphen.
fn numbers(version: &str) -> Option<Vec<u64>> {
    let plain = version.split('-').next().unwrap_or_default();
    plain.split('.').map(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::Release;

    #[test]
    fn releases_have_an_order_and_a_name() {
        let release = |name: &str| Release::from_backstage_json(&format!("{{ \"version\": \"{name}\" }}"));
        let pings = |name: &str| release(name).map(|release| release.pings());
        assert_eq!(pings("1.53.0"), Some(true));
        assert_eq!(pings("1.9.12"), Some(false));
        assert_eq!(pings("1.53.0-next.1"), Some(true));
        assert_eq!(pings("next"), None);
        assert_eq!(release("1.53.0-next.1").map(|release| release.to_string()), Some("1.53.0-next.1".to_owned()));
    }
}
