//! What a search for misspelled names needs: walks over all names, quick enough to do on every diagnostic.

use triceps_types::{ApiVersion, Index};

#[test]
fn a_misspelled_type_is_found_by_walking_its_provider() {
    let provider = Index::builtin().provider("Microsoft.App").expect("known");
    let wanted = "Microsoft.App/containerApp";
    let closest = provider.types().map(|versioned| versioned.name()).min_by_key(|name| distance(name, wanted));
    assert_eq!(closest, Some("Microsoft.App/containerApps"));
}

#[test]
fn a_misspelled_provider_is_found_by_walking_all() {
    let closest = Index::builtin().providers().map(|p| p.name()).min_by_key(|name| distance(name, "Microsft.KeyVault"));
    assert_eq!(closest, Some("Microsoft.KeyVault"));
}

#[test]
fn a_wrong_version_has_neighbours() {
    let apps = Index::builtin().versioned_type("Microsoft.App/containerApps").expect("known");
    let wanted = ApiVersion::new("2024-03-02");
    let before = apps.versions().rev().find(|version| *version < wanted && version.is_stable());
    assert_eq!(before.map(|version| version.as_str()), Some("2024-03-01"));
    let after = apps.versions().find(|version| *version > wanted && version.is_stable());
    assert_eq!(after.map(|version| version.as_str()), Some("2025-01-01"));
}

/// Edit distance.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, r) in right.iter().enumerate() {
            let substituted = diagonal + usize::from(l != *r);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[right.len()]
}
