//! Tables by hash, compiled once.
//!
//! A table of the standard library becomes two thousand lines of machine code for each pair of types, which whoever
//! adds this crate to a build script compiles. Here what searches and grows knows of no types, and a table of few
//! entries, as most are, is searched without slots. Entries keep the order in which they came.

use std::hash::{BuildHasher, Hash};

use crate::mix::Mix;

/// Values by key.
#[derive(Clone, Debug)]
pub(crate) struct Map<K, V> {
    slots: Slots,
    entries: Vec<(K, V)>,
}

/// Keys alone.
#[derive(Clone, Debug)]
pub(crate) struct Set<K>(Map<K, ()>);

/// Where entries are, by their hashes.
#[derive(Clone, Debug, Default)]
struct Slots {
    hashes: Vec<u32>,
    /// Open addressing over positions plus one; zero is a free slot. The length is a power of two, or zero where the
    /// entries are few.
    slots: Vec<u32>,
}

/// Up to here hashes are compared one by one.
const FEW: usize = 8;

impl<K: Eq + Hash, V> Map<K, V> {
    pub(crate) const fn new() -> Self {
        Self { slots: Slots { hashes: Vec::new(), slots: Vec::new() }, entries: Vec::new() }
    }

    pub(crate) fn with_capacity(count: usize) -> Self {
        Self { slots: Slots::with_capacity(count), entries: Vec::with_capacity(count) }
    }

    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.position(hash(key), key).map(|position| &self.entries[position].1)
    }

    pub(crate) fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let position = self.position(hash(key), key)?;
        Some(&mut self.entries[position].1)
    }

    pub(crate) fn contains(&self, key: &K) -> bool {
        self.position(hash(key), key).is_some()
    }

    /// Sets a value, in the place of the one that the key had. False: it had one.
    pub(crate) fn insert(&mut self, key: K, value: V) -> bool {
        let hash = hash(&key);
        match self.position(hash, &key) {
            Some(position) => {
                self.entries[position].1 = value;
                false
            }
            None => {
                self.slots.push(hash);
                self.entries.push((key, value));
                true
            }
        }
    }

    /// The value of a key, which is made if there is none.
    pub(crate) fn or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let hash = hash(&key);
        let position = self.position(hash, &key).unwrap_or_else(|| {
            self.slots.push(hash);
            self.entries.push((key, make()));
            self.entries.len() - 1
        });
        &mut self.entries[position].1
    }

    /// The values, in the order in which their keys came.
    pub(crate) fn into_values(self) -> impl Iterator<Item = V> {
        self.entries.into_iter().map(|(_, value)| value)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn position(&self, hash: u32, key: &K) -> Option<usize> {
        self.slots.find(hash, &mut |position| self.entries[position].0 == *key)
    }
}

impl<K: Eq + Hash> Set<K> {
    pub(crate) const fn new() -> Self {
        Self(Map::new())
    }

    /// Adds a key. False: it is there already.
    pub(crate) fn insert(&mut self, key: K) -> bool {
        self.0.insert(key, ())
    }

    pub(crate) fn contains(&self, key: &K) -> bool {
        self.0.contains(key)
    }

    pub(crate) fn clear(&mut self) {
        self.0.slots.clear();
        self.0.entries.clear();
    }

    pub(crate) fn into_keys(self) -> impl Iterator<Item = K> {
        self.0.entries.into_iter().map(|(key, ())| key)
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { slots: Slots::default(), entries: Vec::new() }
    }
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self(Map::default())
    }
}

impl<K: Eq + Hash, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<K: Eq + Hash> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        for key in keys {
            self.insert(key);
        }
    }
}

impl<K: Eq + Hash> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = Self::new();
        for key in keys {
            set.insert(key);
        }
        set
    }
}

#[allow(clippy::cast_possible_truncation)]
fn hash<K: Hash>(key: &K) -> u32 {
    Mix::default().hash_one(key) as u32
}

impl Slots {
    fn with_capacity(count: usize) -> Self {
        let slots = if count > FEW { (count * 2).next_power_of_two() } else { 0 };
        Self { hashes: Vec::with_capacity(count), slots: vec![0; slots] }
    }

    fn find(&self, hash: u32, is: &mut dyn FnMut(usize) -> bool) -> Option<usize> {
        if self.hashes.len() <= FEW {
            let alike = |position: &usize| self.hashes[*position] == hash && is(*position);
            return (0..self.hashes.len()).find(alike);
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(position) = (self.slots[slot] as usize).checked_sub(1) {
            if self.hashes[position] == hash && is(position) {
                return Some(position);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    fn push(&mut self, hash: u32) {
        self.hashes.push(hash);
        let count = self.hashes.len();
        if count == FEW + 1 || (count > FEW && count * 2 > self.slots.len()) {
            let len = (count * 4).next_power_of_two().max(self.slots.len());
            self.slots.clear();
            self.slots.resize(len, 0);
            for position in 0..count {
                self.place(position);
            }
        } else if count > FEW {
            self.place(count - 1);
        }
    }

    fn place(&mut self, position: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = self.hashes[position] as usize & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = u32::try_from(position + 1).expect("limits on size keep positions within 32 bits");
    }

    fn clear(&mut self) {
        self.hashes.clear();
        self.slots.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Map, Set};

    #[test]
    fn agrees_with_the_standard_library() {
        for capacity in [0, 3, 20, 2_000] {
            let mut map = Map::with_capacity(capacity);
            let mut expected = HashMap::new();
            let mut state = 1_u32;
            for value in 0..3_000 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let key = state >> 21;
                assert_eq!(map.insert(key, value), expected.insert(key, value).is_none());
                if value % 50 < 12 {
                    assert!((0..2_048).all(|key| map.get(&key) == expected.get(&key)), "{capacity} {value}");
                }
            }
        }
    }

    #[test]
    fn entries_keep_their_order() {
        let mut map: Map<&str, Vec<u32>> = Map::new();
        for (position, key) in (0..).zip(["b", "a", "b", "c"]) {
            map.or_insert_with(key, Vec::new).push(position);
        }
        assert_eq!(map.into_values().collect::<Vec<_>>(), [vec![0, 2], vec![1], vec![3]]);
        let mut set: Set<u32> = (0..20).collect();
        assert!(set.contains(&19) && !set.insert(7));
        set.clear();
        assert!(!set.contains(&19) && set.insert(7));
    }
}
