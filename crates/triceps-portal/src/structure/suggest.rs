//! Near misses: what a misspelled word was probably meant to be.

use strsim::damerau_levenshtein;

/// Longer words are not compared.
const LONGEST: usize = 100;

/// The nearest of the candidates: one that differs in letter case and hyphens only, else one with about one letter in
/// three wrong at most.
pub(crate) fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let plain = plain(word);
    let most = (plain.chars().count() / 3).max(1);
    let mut best = None;
    for candidate in candidates {
        let distance = damerau_levenshtein(&plain, &self::plain(candidate));
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn plain(word: &str) -> String {
    word.chars().filter(|letter| !matches!(letter, '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_what_was_meant() {
        let keys = ["min", "max", "cooldown-seconds", "polling-seconds", "rules"];
        for (word, expected) in [
            ("cooldownSeconds", Some("cooldown-seconds")),
            ("cooldown_second", Some("cooldown-seconds")),
            ("ruels", Some("rules")),
            ("MAX", Some("max")),
            ("replicas", None),
            ("", None),
            (&"rules".repeat(1000), None),
        ] {
            assert_eq!(closest(word, keys), expected, "{word}");
        }
        // The longest that is compared.
        let (long, longer) = ("a".repeat(super::LONGEST), "a".repeat(super::LONGEST + 1));
        assert_eq!(closest(&long, [&*longer]), Some(&*longer));
        assert_eq!(closest(&longer, [&*longer]), None);
    }
}
