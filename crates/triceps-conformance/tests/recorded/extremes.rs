//! Texts that are meant to keep a compiler busy: a sample, since a build for tests is slow.

use triceps_conformance::extremes::{EXTREMES, survive};

#[test]
fn what_doubles_and_what_is_evaluated_ends() {
    let sample = EXTREMES.iter().filter(|(name, _)| {
        let is_deep = ["depth: brackets", "chain: members of types", "circle: types of members"].contains(name);
        is_deep || ["doubling", "evaluation"].iter().any(|group| name.starts_with(group))
    });
    let mut count = 0;
    for (name, files) in sample {
        if let Err(error) = survive(&files()) {
            panic!("{name}: {error}");
        }
        count += 1;
    }
    assert!(count >= 34, "{count} texts");
}
