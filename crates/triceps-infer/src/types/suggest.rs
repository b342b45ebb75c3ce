//! Near misses: what a misspelled name was probably meant to be.

use std::cell::Cell;
use std::mem::swap;

/// How many more names are compared in a file, so that one with very many unknown names takes no longer than others.
///
/// ```
/// use triceps_infer::Comparisons;
///
/// let comparisons = Comparisons::default();
/// assert!(comparisons.allow(1_500_000));
/// assert!(!comparisons.allow(1_500_000));
/// ```
#[derive(Debug)]
pub struct Comparisons(Cell<usize>);

impl Default for Comparisons {
    fn default() -> Self {
        Self(Cell::new(2_000_000))
    }
}

impl Comparisons {
    /// Whether an unknown name may be compared with that many others. Once it may not, none may.
    pub fn allow(&self, count: usize) -> bool {
        let left = self.0.get().checked_sub(count);
        self.0.set(left.unwrap_or_default());
        left.is_some()
    }
}

/// The candidate nearest to a name: one that differs in letter case only, else one with about one letter in three
/// wrong at most. None if nothing is near.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Wanted::new(name);
    let length = name.chars().count();
    // 0.34 of the length, in whole numbers.
    let budget = length * 34 / 100;
    let most_longer = budget.min(2);
    let mut limit = budget + 1;
    let mut best = None;
    for candidate in candidates {
        let other = if candidate.is_ascii() { candidate.len() } else { candidate.chars().count() };
        if candidate.is_empty() || length.abs_diff(other) > most_longer {
            continue;
        }
        if wanted.is(candidate) {
            return Some(candidate);
        }
        // A distance of one cannot be improved on, but by a name that differs in letter case only.
        if limit == 0 || other < 3 {
            continue;
        }
        let distance = wanted.distance(candidate);
        if distance < limit {
            limit = if distance < 2 { 0 } else { distance };
            best = Some(candidate);
        }
    }
    best
}

/// A name that is looked for, in upper case.
struct Wanted {
    letters: Vec<char>,
    /// By ASCII letter: where it stands in the name. None where the name is too long for that.
    places: Option<[u64; 128]>,
}

impl Wanted {
    fn new(name: &str) -> Self {
        let letters: Vec<char> = uppercase(name).collect();
        let places = (name.is_ascii() && (1..=64).contains(&letters.len())).then(|| {
            let mut places = [0; 128];
            for (position, letter) in name.bytes().enumerate() {
                places[usize::from(letter.to_ascii_uppercase())] |= 1 << position;
            }
            places
        });
        Self { letters, places }
    }

    fn is(&self, candidate: &str) -> bool {
        self.letters.iter().copied().eq(uppercase(candidate))
    }

    /// How many letters to insert, remove or change.
    fn distance(&self, candidate: &str) -> usize {
        match &self.places {
            Some(places) if candidate.is_ascii() => columns(places, self.letters.len(), candidate),
            _ => rows(&self.letters, candidate),
        }
    }
}

fn uppercase(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_uppercase)
}

/// The distance by Myers' bits: a column of the table of distances is two words, with the steps up and down in it.
fn columns(places: &[u64; 128], length: usize, to: &str) -> usize {
    let last = 1_u64 << (length - 1);
    let (mut up, mut down, mut distance) = (u64::MAX, 0_u64, length);
    for letter in to.bytes() {
        let equal = places[usize::from(letter.to_ascii_uppercase())];
        let diagonal = ((equal & up).wrapping_add(up) ^ up) | equal | down;
        let mut right_up = down | !(diagonal | up);
        let mut right_down = up & diagonal;
        if right_up & last != 0 {
            distance += 1;
        } else if right_down & last != 0 {
            distance -= 1;
        }
        right_up = right_up << 1 | 1;
        right_down <<= 1;
        up = right_down | !((equal | down) | right_up);
        down = right_up & (equal | down);
    }
    distance
}

/// The distance by the whole table, row by row.
fn rows(from: &[char], to: &str) -> usize {
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
    previous.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Wanted, closest, rows};

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
            assert_eq!(closest(name, candidates), expected, "{name}");
        }
    }

    #[test]
    fn both_ways_of_counting_agree() {
        let names =
            ["a", "kind", "location", "Microsoft.App/containerApps", "microsoft.app/containerapp", "zones", "xx"];
        for name in names {
            let wanted = Wanted::new(name);
            for other in names {
                assert_eq!(wanted.distance(other), rows(&wanted.letters, other), "{name} {other}");
            }
        }
        let long = "a".repeat(65);
        assert_eq!(Wanted::new(&long).distance("b"), 65);
    }
}
