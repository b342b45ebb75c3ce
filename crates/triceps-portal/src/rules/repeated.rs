//! What is there twice.

use std::collections::HashMap;
use std::hash::Hash;

/// For each key the index of the first one that is the same, if that is an earlier one.
pub(super) fn earlier<K: Eq + Hash>(keys: impl IntoIterator<Item = K>) -> Vec<Option<usize>> {
    let mut first = HashMap::new();
    let earlier = keys.into_iter().enumerate().map(|(index, key)| {
        let found = *first.entry(key).or_insert(index);
        (found < index).then_some(found)
    });
    earlier.collect()
}

/// The places of those that are there already.
pub(super) fn repeated<K: Eq + Hash>(keys: impl IntoIterator<Item = K>) -> impl Iterator<Item = usize> {
    earlier(keys).into_iter().enumerate().filter_map(|(index, earlier)| earlier.map(|_| index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_is_found() {
        assert_eq!(earlier(["a", "b", "a", "a"]), [None, None, Some(0), Some(0)]);
        assert_eq!(repeated(["a", "b", "b"]).collect::<Vec<_>>(), [2]);
    }
}
