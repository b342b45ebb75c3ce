//! What the repository that a portal is generated into says about itself.

use triceps_diagnostics::Diagnostic;

use crate::codes;
use crate::config::Portal;
use crate::release::{self, Release};
use crate::secrecy;

/// A Backstage repository: its release, and the locations in its own configuration.
///
/// ```
/// use triceps_portal::Repository;
///
/// let repository = Repository::new().backstage_json("{ \"version\": \"1.55.0\" }");
/// assert_eq!(repository.release().map(ToString::to_string), Some("1.55.0".to_owned()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repository {
    release: Option<Release>,
    locations: Vec<String>,
}

impl Repository {
    /// A repository of which nothing is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what its `backstage.json` says: the release.
    pub fn backstage_json(mut self, text: &str) -> Self {
        self.release = Release::from_backstage_json(text);
        self
    }

    /// Adds what its `app-config.yaml` says: the locations of the catalog that are not examples of a new app.
    pub fn app_config(mut self, text: &str) -> Self {
        self.locations = locations(text);
        self
    }

    /// The release, where it is known.
    pub fn release(&self) -> Option<&Release> {
        self.release.as_ref()
    }

    /// Whether the catalog reads locations that the team named itself.
    pub fn has_locations(&self) -> bool {
        !self.locations.is_empty()
    }
}

/// What the repository is too old for, and what the files would replace in it.
pub(crate) fn check(portal: &Portal, repository: &Repository, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(release) = &repository.release {
        release::check(portal, release, diagnostics);
    }
    if repository.has_locations() && portal.delivery.app_config && portal.catalog.has_locations() {
        let quoted: Vec<String> = repository.locations.iter().map(|target| format!("`{target}`")).collect();
        let message = format!(
            "the locations of this file replace those of `app-config.yaml`: {} would not be read in production",
            quoted.join(", ")
        );
        diagnostics.push(
            Diagnostic::new(codes::TRI0382, "catalog.locations", message)
                .with_help("add an entry of `[[catalog.locations]]` for each that is to be read"),
        );
    }
}

/// Where the examples of a new app are.
const EXAMPLES: &str = "../../examples/";
/// How many of the locations a diagnostic names at most.
const SHOWN: usize = 20;

/// The targets below `catalog.locations`. Only the lines are read, since nothing but the targets is needed.
fn locations(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_catalog = false;
    let mut list: Option<usize> = None;
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        if indent == 0 {
            in_catalog = words.starts_with("catalog:");
            list = None;
        } else if let Some(start) = list {
            if indent < start || (indent == start && !words.starts_with('-')) {
                list = None;
            } else if let Some(target) = words.trim_start_matches(['-', ' ']).strip_prefix("target:") {
                found.push(target.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']).to_owned());
            }
        } else if let Some(rest) = words.strip_prefix("locations:").filter(|_| in_catalog) {
            list = Some(indent);
            let rest = rest.split(" #").next().unwrap_or_default().trim();
            if rest.starts_with('[') && rest.contains("target:") {
                found.push("a list on one line".to_owned());
            }
        }
    }
    found.retain(|target| !target.is_empty() && !target.starts_with(EXAMPLES));
    found.truncate(SHOWN);
    found.iter().map(|target| secrecy::conceal(target)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_of_a_team_are_told_from_examples() {
        let app = "app:\n  title: Portal\ncatalog:\n  rules:\n    - allow: [Component]\n  locations:\n";
        let example = "    # examples\n    - type: file\n      target: ../../examples/entities.yaml\n";
        let own = "    - type: url # ours\n      target: 'https://github.com/contoso/catalog/blob/main/all.yaml' # all\n      rules:\n        - allow: [User]\n";
        let url = "https://github.com/contoso/catalog/blob/main/all.yaml";
        for (text, expected) in [
            (format!("{app}{example}"), vec![]),
            (format!("{app}    # target: no.yaml\n\n{example}"), vec![]),
            (format!("{app}{example}{own}techdocs:\n  target: no\n"), vec![url]),
            (format!("{app}{own}  providers:\n    x:\n      target: no\n"), vec![url]),
            ("catalog:\n  locations:\n  - target: a.yaml\n  other:\n    target: no\n".to_owned(), vec!["a.yaml"]),
            ("catalog:\n  locations: []\n".to_owned(), vec![]),
            ("catalog:\n  locations: [{ type: url, target: a }]\n".to_owned(), vec!["a list on one line"]),
            ("other:\n  locations:\n    - target: a.yaml\n".to_owned(), vec![]),
            (String::new(), vec![]),
        ] {
            assert_eq!(locations(&text), expected, "{text}");
        }
    }

    #[test]
    fn what_may_be_a_secret_is_not_shown() {
        let text = "catalog:\n  locations:\n    - target: https://mona:word@contoso.com/all.yaml?sig=abcdef\n";
        let shown = locations(text).concat();
        assert!(shown.contains("contoso.com") && !shown.contains("word") && !shown.contains("abcdef"), "{shown}");
    }
}
