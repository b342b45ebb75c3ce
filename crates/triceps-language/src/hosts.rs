//! Hosts that differ between Azure's clouds, and where a string names them.

/// Hosts that differ between Azure's clouds.
const DISALLOWED: &[&str] = &[
    "azuredatalakeanalytics.net",
    "azuredatalakestore.net",
    "batch.core.windows.net",
    "core.windows.net",
    "database.windows.net",
    "datalake.azure.net",
    "gallery.azure.com",
    "graph.windows.net",
    "login.microsoftonline.com",
    "management.azure.com",
    "management.core.windows.net",
    "vault.azure.net",
];

/// Hosts that are the same in all clouds, though they end in one of those above.
const EXCLUDED: &[&str] = &["schema.management.azure.com"];

/// Hosts that belong to one cloud: those of the rule, or others.
#[derive(Clone, Debug)]
pub struct Hosts {
    /// In lower case; none for those of the rule.
    disallowed: Option<Vec<String>>,
    /// In lower case; none for those of the rule.
    excluded: Option<Vec<String>>,
    /// No host has fewer bytes.
    shortest: usize,
}

/// A host within the tokens of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostMatch {
    /// The position of the token.
    pub token: usize,
    /// Where it starts in the token, in bytes.
    pub start: usize,
    /// How many bytes it has.
    pub length: usize,
}

impl Default for Hosts {
    fn default() -> Self {
        Self::BUILT_IN
    }
}

impl Hosts {
    /// Those of the rule.
    pub const BUILT_IN: Self = Self { disallowed: None, excluded: None, shortest: "vault.azure.net".len() };

    /// Other hosts, and other ones that are excluded; none for those of the rule.
    pub fn new(disallowed: Option<Vec<String>>, excluded: Option<Vec<String>>) -> Self {
        let lower = |hosts: Vec<String>| hosts.iter().map(|host| host.to_ascii_lowercase()).collect::<Vec<_>>();
        let (disallowed, excluded) = (disallowed.map(lower), excluded.map(lower));
        let shortest = disallowed
            .as_ref()
            .map_or(Self::BUILT_IN.shortest, |hosts| hosts.iter().map(String::len).min().unwrap_or(usize::MAX));
        Self { disallowed, excluded, shortest }
    }

    /// No host has fewer bytes.
    pub fn shortest(&self) -> usize {
        self.shortest
    }

    /// Whether a text may hold one of them, which is cheap to find out.
    ///
    /// ```
    /// use triceps_language::Hosts;
    ///
    /// assert!(Hosts::BUILT_IN.may_be_in("https://vault.azure.net/"));
    /// assert!(!Hosts::BUILT_IN.may_be_in("https://contoso.example/"));
    /// ```
    pub fn may_be_in(&self, text: &str) -> bool {
        text.len() >= self.shortest && (self.disallowed.is_some() || ends_word_in_domain(text.as_bytes()))
    }

    /// Those in a string, of which the tokens are given with their quotes and the `${` and `}` of its holes. As in the
    /// linter of the compiler, the first token that is long enough and has no host ends the search.
    ///
    /// ```
    /// use triceps_language::Hosts;
    ///
    /// let found = Hosts::BUILT_IN.find(["'https://${", "}.vault.azure.net'"]);
    /// assert_eq!((found[0].token, found[0].start, found[0].length), (1, 2, 15));
    /// assert!(Hosts::BUILT_IN.find(["'jdbc:sqlserver://${", "}.database.windows.net'"]).is_empty());
    /// ```
    pub fn find<'t>(&self, tokens: impl IntoIterator<Item = &'t str>) -> Vec<HostMatch> {
        let mut found = Vec::new();
        for (token, text) in tokens.into_iter().enumerate() {
            if text.encode_utf16().count() < self.shortest {
                continue;
            }
            let lower = text.to_ascii_lowercase();
            let matches = matches_of(self.disallowed.as_deref(), DISALLOWED, &lower);
            if matches.is_empty() {
                break;
            }
            let excluded = matches_of(self.excluded.as_deref(), EXCLUDED, &lower);
            let mut end = 0;
            for (start, length) in matches {
                // Of hosts that overlap the one that starts first counts.
                if start < end {
                    continue;
                }
                end = start + length;
                if !excluded.iter().any(|(other, longer)| start < other + longer && *other < end) {
                    found.push(HostMatch { token, start, length });
                }
            }
        }
        found
    }
}

/// Whether a word ends in one of the two domains that all hosts of the rule end in.
fn ends_word_in_domain(text: &[u8]) -> bool {
    text.contains(&b'.')
        && text.windows(4).any(|window| {
            window[0] == b'.' && (window[1..].eq_ignore_ascii_case(b"net") || window[1..].eq_ignore_ascii_case(b"com"))
        })
}

/// Where words of a text are one of the hosts, and their lengths: the first first, of several at one place the longest.
fn matches_of(own: Option<&[String]>, built_in: &[&str], lower: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    match own {
        Some(hosts) => hosts.iter().for_each(|host| add_matches(host, lower, &mut found)),
        None => built_in.iter().for_each(|host| add_matches(host, lower, &mut found)),
    }
    found.sort_unstable_by_key(|(start, length)| (*start, usize::MAX - length));
    found
}

fn add_matches(host: &str, lower: &str, found: &mut Vec<(usize, usize)>) {
    if host.is_empty() {
        return;
    }
    let is_of_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    for (start, _) in lower.match_indices(host) {
        let (before, after) = (lower[..start].chars().next_back(), lower[start + host.len()..].chars().next());
        if !is_of_word(before) && !is_of_word(after) {
            found.push((start, host.len()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DISALLOWED, Hosts};

    fn starts(tokens: &[&str]) -> Vec<(usize, usize)> {
        Hosts::BUILT_IN.find(tokens.iter().copied()).iter().map(|found| (found.token, found.start)).collect()
    }

    #[test]
    fn the_shortest_host_is_the_shortest() {
        let hosts = Hosts::BUILT_IN;
        assert_eq!(DISALLOWED.iter().map(|host| host.len()).min(), Some(hosts.shortest));
        assert!(DISALLOWED.iter().all(|host| hosts.may_be_in(host)));
    }

    #[test]
    fn hosts_are_whole_words() {
        assert_eq!(starts(&["'EndpointSuffix=core.windows.net'"]), [(0, 16)]);
        assert_eq!(starts(&["'https://myvault.azure.net/ https://vault.azure.net'"]), [(0, 36)]);
        assert_eq!(starts(&["'vault.azure.network'"]), []);
    }

    #[test]
    fn an_excluded_host_is_a_whole_word_too() {
        assert_eq!(starts(&["'https://schema.management.azure.com/'"]), []);
        assert_eq!(starts(&["'https://aschema.management.azure.com/'"]), [(0, 17)]);
        assert_eq!(starts(&["'https://schema.management.azure.com https://management.azure.com'"]), [(0, 45)]);
    }

    #[test]
    fn of_hosts_that_overlap_the_first_counts() {
        assert_eq!(starts(&["'management.core.windows.net, x.core.windows.net'"]), [(0, 1), (0, 32)]);
    }

    #[test]
    fn a_long_token_without_a_host_ends_the_search() {
        assert_eq!(starts(&["'jdbc:sqlserver://${", "}.database.windows.net'"]), []);
        assert_eq!(starts(&["'https://${", "}.database.windows.net'"]), [(1, 2)]);
        assert_eq!(starts(&["'https://123${", "}.database.windows.net'"]), [(1, 2)]);
        assert_eq!(starts(&["'https://1234${", "}.database.windows.net'"]), []);
    }

    #[test]
    fn a_configuration_has_hosts_of_its_own() {
        let hosts = Hosts::new(Some(vec!["Contoso.com".to_owned(), String::new()]), None);
        assert_eq!(hosts.find(["'https://example.CONTOSO.com/'"]).len(), 1);
        assert!(hosts.find(["'https://vault.azure.net/'"]).is_empty());
        assert!(Hosts::new(Some(Vec::new()), None).find(["'https://vault.azure.net/'"]).is_empty());
        let allowed = Hosts::new(None, Some(vec!["my.vault.azure.net".to_owned()]));
        assert!(allowed.find(["'https://my.vault.azure.net/'"]).is_empty());
        assert_eq!(allowed.find(["'https://schema.management.azure.com/'"]).len(), 1);
    }
}
