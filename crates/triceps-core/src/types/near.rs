//! Near misses: what a misspelt name was probably meant to be.

use std::mem::swap;

/// The candidate nearest to a name: one that differs in letter case only, else one with about one letter in three
/// wrong at most. None if nothing is near.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    // 0.34 of the length, in whole numbers.
    let budget = length * 34 / 100;
    let most_longer = budget.min(2);
    let upper: Vec<char> = uppercase(name).collect();
    let mut limit = budget + 1;
    let mut best = None;
    for candidate in candidates {
        let other = candidate.chars().count();
        if candidate.is_empty() || length.abs_diff(other) > most_longer {
            continue;
        }
        if upper.iter().copied().eq(uppercase(candidate)) {
            return Some(candidate);
        }
        // A distance of one cannot be improved on, but by a name that differs in letter case only.
        if limit == 0 || other < 3 {
            continue;
        }
        if let Some(distance) = distance(&upper, candidate, limit - 1) {
            limit = if distance < 2 { 0 } else { distance };
            best = Some(candidate);
        }
    }
    best
}

fn uppercase(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_uppercase)
}

/// How many letters to insert, remove or change, if not more than `most`.
fn distance(from: &[char], to: &str, most: usize) -> Option<usize> {
    let to: Vec<char> = uppercase(to).collect();
    let mut previous: Vec<usize> = (0..=to.len()).collect();
    let mut current = previous.clone();
    for (row, from) in from.iter().enumerate() {
        current[0] = row + 1;
        for (column, to) in to.iter().enumerate() {
            let change = previous[column] + usize::from(from != to);
            current[column + 1] = change.min(previous[column + 1] + 1).min(current[column] + 1);
        }
        swap(&mut previous, &mut current);
    }
    previous.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        for (name, candidates, expected) in [
            ("locatoin", vec!["kind", "location", "locations"], Some("location")),
            ("Location", vec!["locations", "location"], Some("location")),
            ("zebra", vec!["kind", "tags"], None),
            ("vlue", vec!["value"], Some("value")),
            ("nme", vec!["name"], Some("name")),
            ("ab", vec!["ac"], None),
            ("AB", vec!["ab"], Some("ab")),
        ] {
            assert_eq!(nearest(name, candidates), expected, "{name}");
        }
    }
}
