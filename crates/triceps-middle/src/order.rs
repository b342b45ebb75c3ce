//! Sorting, compiled once.
//!
//! The sort of the standard library becomes two thousand lines of machine code for each comparison that it is used
//! with, and whoever adds this crate to a build script compiles them all. Here one sort orders positions, and each
//! use brings its comparison alone.

use std::cmp::Ordering;

/// Up to here each item is moved to its place among those before it.
const FEW: usize = 12;

/// Sorts by a comparison. What is equal stays in its order.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    if items.len() <= FEW {
        for end in 1..items.len() {
            let mut here = end;
            while here > 0 && compare(&items[here - 1], &items[here]).is_gt() {
                items.swap(here - 1, here);
                here -= 1;
            }
        }
        return;
    }
    if items.is_sorted_by(|a, b| compare(a, b).is_le()) {
        return;
    }
    let mut order = positions(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    // Each circle of positions is followed once: what belongs here comes from there.
    for start in 0..order.len() {
        let mut here = start;
        while order[here] != start {
            let there = order[here];
            items.swap(here, there);
            order[here] = here;
            here = there;
        }
        order[here] = here;
    }
}

/// Sorts in the order of the type.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// The positions of `count` items in the order of their comparison.
fn positions(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::{sort, sort_by};

    #[test]
    fn agrees_with_the_standard_library() {
        let mut state = 7_u32;
        for count in 0..60 {
            let mut items: Vec<(u32, u32)> = (0..count)
                .map(|position| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 28, position)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by(&mut items, |a, b| a.0.cmp(&b.0));
            assert_eq!(items, expected);
            items.reverse();
            sort(&mut items);
            expected.sort_unstable();
            assert_eq!(items, expected);
        }
    }
}
