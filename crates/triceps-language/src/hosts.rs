//! Hosts that differ between Azure's clouds, and where a string names them.

/// Hosts that differ between Azure's clouds, in lower case.
const HOSTS: &[&str] = &[
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

/// No host has fewer bytes.
pub const SHORTEST_HOST: usize = 15;

/// A host within the tokens of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostMatch {
    /// The position of the token.
    pub token: usize,
    /// Where it starts in the token, in bytes.
    pub start: usize,
    /// The host, in lower case.
    pub host: &'static str,
}

/// Whether a text ends a word in one of the two domains that all hosts end in.
///
/// ```
/// use triceps_language::may_have_host;
///
/// assert!(may_have_host("https://vault.azure.net/"));
/// assert!(!may_have_host("https://contoso.example/"));
/// ```
pub fn may_have_host(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= SHORTEST_HOST
        && bytes.contains(&b'.')
        && bytes.windows(4).any(|window| {
            window[0] == b'.' && (window[1..].eq_ignore_ascii_case(b"net") || window[1..].eq_ignore_ascii_case(b"com"))
        })
}

/// The hosts in a string, of which the tokens are given with their quotes and the `${` and `}` of its holes. As in the
/// linter of the compiler, the first token that is long enough and has no host ends the search.
///
/// ```
/// use triceps_language::hosts_in;
///
/// let found = hosts_in(["'https://${", "}.vault.azure.net'"]);
/// assert_eq!((found[0].token, found[0].start, found[0].host), (1, 2, "vault.azure.net"));
/// assert!(hosts_in(["'jdbc:sqlserver://${", "}.database.windows.net'"]).is_empty());
/// ```
pub fn hosts_in<'t>(tokens: impl IntoIterator<Item = &'t str>) -> Vec<HostMatch> {
    let mut found = Vec::new();
    for (token, text) in tokens.into_iter().enumerate() {
        if text.encode_utf16().count() < SHORTEST_HOST {
            continue;
        }
        let lower = text.to_ascii_lowercase();
        let matches = matches_of(HOSTS, &lower);
        if matches.is_empty() {
            break;
        }
        let excluded = matches_of(EXCLUDED, &lower);
        let overlaps = |(start, host): (usize, &str), (other, longer): (usize, &str)| {
            start < other + longer.len() && other < start + host.len()
        };
        let mut end = 0;
        for (start, host) in matches {
            // Of hosts that overlap the one that starts first counts.
            if start < end {
                continue;
            }
            end = start + host.len();
            if !excluded.iter().any(|other| overlaps((start, host), *other)) {
                found.push(HostMatch { token, start, host });
            }
        }
    }
    found
}

/// Where words of a text are one of the hosts: the first first, of several at one place the longest.
fn matches_of(hosts: &[&'static str], lower: &str) -> Vec<(usize, &'static str)> {
    let is_of_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut found: Vec<(usize, &str)> = Vec::new();
    for host in hosts {
        for (start, _) in lower.match_indices(host) {
            let (before, after) = (lower[..start].chars().next_back(), lower[start + host.len()..].chars().next());
            if !is_of_word(before) && !is_of_word(after) {
                found.push((start, host));
            }
        }
    }
    found.sort_unstable_by_key(|(start, host)| (*start, usize::MAX - host.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::{EXCLUDED, HOSTS, SHORTEST_HOST, hosts_in, may_have_host};

    fn starts(tokens: &[&str]) -> Vec<(usize, usize)> {
        hosts_in(tokens.iter().copied()).iter().map(|found| (found.token, found.start)).collect()
    }

    #[test]
    fn the_shortest_host_is_the_shortest() {
        assert_eq!(HOSTS.iter().map(|host| host.len()).min(), Some(SHORTEST_HOST));
        assert!(HOSTS.iter().chain(EXCLUDED).all(|host| may_have_host(host)));
    }

    #[test]
    fn hosts_are_whole_words() {
        assert_eq!(starts(&["'EndpointSuffix=core.windows.net'"]), [(0, 16)]);
        assert_eq!(starts(&["'https://myvault.azure.net/ https://vault.azure.net'"]), [(0, 35)]);
        assert_eq!(starts(&["'vault.azure.network'"]), []);
    }

    #[test]
    fn an_excluded_host_is_a_whole_word_too() {
        assert_eq!(starts(&["'https://schema.management.azure.com/'"]), []);
        assert_eq!(starts(&["'https://aschema.management.azure.com/'"]), [(0, 17)]);
        assert_eq!(starts(&["'https://schema.management.azure.com https://management.azure.com'"]), [(0, 44)]);
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
}
