//! Tables by hash, compiled once.
//!
//! A table of the standard library becomes two thousand lines of machine code for each pair of types, which whoever
//! adds this crate to a build script compiles. Here what searches and grows knows of no types, and a table of few
//! entries, as most are, is searched without hashes. Entries keep the order in which they came.

use std::hash::{BuildHasher, Hash};

use crate::hasher::FastBuildHasher;

/// Values by key.
#[derive(Clone, Debug)]
pub struct Map<K, V> {
    entries: Vec<(K, V)>,
    /// None where the entries are few.
    slots: Slots,
}

/// Keys alone.
#[derive(Clone, Debug)]
pub struct Set<K>(Map<K, ()>);

/// Where entries are, by their hashes.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    /// Open addressing over hashes and positions plus one; zero is a free slot. The length is a power of two, or zero.
    table: Vec<(u32, u32)>,
    count: usize,
}

/// Up to here keys are compared one by one.
const FEW: usize = 8;

impl<K: Eq + Hash, V> Map<K, V> {
    /// An empty one.
    pub const fn new() -> Self {
        Self { entries: Vec::new(), slots: Slots::new() }
    }

    /// An empty one with room.
    pub fn with_capacity(count: usize) -> Self {
        let slots = if count > FEW { Slots::with_capacity(count) } else { Slots::new() };
        Self { entries: Vec::with_capacity(count), slots }
    }

    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.position(key).map(|position| &self.entries[position].1)
    }

    /// The value of a key, to change it.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let position = self.position(key)?;
        Some(&mut self.entries[position].1)
    }

    /// Whether a key is there.
    pub fn contains(&self, key: &K) -> bool {
        self.position(key).is_some()
    }

    /// Sets a value, in the place of the one that the key had. False: it had one.
    pub fn insert(&mut self, key: K, value: V) -> bool {
        match self.position(&key) {
            Some(position) => {
                self.entries[position].1 = value;
                false
            }
            None => {
                self.push(key, value);
                true
            }
        }
    }

    /// The value of a key, which is made if there is none.
    pub fn or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let position = self.position(&key).unwrap_or_else(|| self.push(key, make()));
        &mut self.entries[position].1
    }

    /// The values, in the order in which their keys came.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.entries.into_iter().map(|(_, value)| value)
    }

    /// Whether nothing is there.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn position(&self, key: &K) -> Option<usize> {
        if self.entries.len() <= FEW {
            return self.entries.iter().position(|(other, _)| other == key);
        }
        self.slots.find(hash(key), &mut |position| self.entries[position].0 == *key)
    }

    /// Adds a key that is not there.
    fn push(&mut self, key: K, value: V) -> usize {
        self.entries.push((key, value));
        let last = self.entries.len() - 1;
        if last >= FEW {
            let first = if last == FEW { 0 } else { last };
            for position in first..=last {
                self.slots.add(hash(&self.entries[position].0), position);
            }
        }
        last
    }
}

impl<K: Eq + Hash> Set<K> {
    /// An empty one.
    pub const fn new() -> Self {
        Self(Map::new())
    }

    /// An empty one with room.
    pub fn with_capacity(count: usize) -> Self {
        Self(Map::with_capacity(count))
    }

    /// Adds a key. False: it is there already.
    pub fn insert(&mut self, key: K) -> bool {
        self.0.insert(key, ())
    }

    /// Where a key is among all, in the order in which they came; it is added if `may_grow` allows one more after as
    /// many.
    pub fn position_or_insert(&mut self, key: K, may_grow: impl FnOnce(usize) -> bool) -> Option<usize> {
        match self.0.position(&key) {
            None if may_grow(self.0.entries.len()) => Some(self.0.push(key, ())),
            found => found,
        }
    }

    /// The key at a position.
    pub fn at(&self, position: usize) -> &K {
        &self.0.entries[position].0
    }

    /// Whether a key is there.
    pub fn contains(&self, key: &K) -> bool {
        self.0.contains(key)
    }

    pub(crate) fn clear(&mut self) {
        self.0.slots = Slots::new();
        self.0.entries.clear();
    }

    /// All keys, in the order they were added.
    pub fn into_keys(self) -> impl Iterator<Item = K> {
        self.0.entries.into_iter().map(|(key, ())| key)
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { entries: Vec::new(), slots: Slots::default() }
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

/// The hash of a key, as [`Slots`] take it.
#[allow(clippy::cast_possible_truncation)]
pub fn hash<K: Hash>(key: &K) -> u32 {
    FastBuildHasher::default().hash_one(key) as u32
}

impl Slots {
    pub(crate) const fn new() -> Self {
        Self { table: Vec::new(), count: 0 }
    }

    /// With room for as many entries.
    pub fn with_capacity(count: usize) -> Self {
        Self { table: vec![(0, 0); (count * 2).next_power_of_two()], count: 0 }
    }

    /// The entry of a hash that is the one.
    pub fn find(&self, hash: u32, is: &mut dyn FnMut(usize) -> bool) -> Option<usize> {
        let mask = self.table.len().checked_sub(1)?;
        let mut slot = hash as usize & mask;
        loop {
            let (other, position) = self.table[slot];
            let position = (position as usize).checked_sub(1)?;
            if other == hash && is(position) {
                return Some(position);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Adds an entry that is not there.
    pub fn add(&mut self, hash: u32, position: usize) {
        self.count += 1;
        if self.count * 2 > self.table.len() {
            let larger = vec![(0, 0); (self.count * 4).next_power_of_two()];
            for (hash, position) in std::mem::replace(&mut self.table, larger) {
                if position != 0 {
                    self.place(hash, position);
                }
            }
        }
        self.place(hash, u32::try_from(position + 1).expect("limits on size keep positions within 32 bits"));
    }

    fn place(&mut self, hash: u32, position: u32) {
        let mask = self.table.len() - 1;
        let mut slot = hash as usize & mask;
        while self.table[slot].1 != 0 {
            slot = (slot + 1) & mask;
        }
        self.table[slot] = (hash, position);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{FEW, Map, Set, Slots};

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
        assert_eq!(set.position_or_insert(12, |_| false), Some(12));
        assert_eq!(set.position_or_insert(90, |count| count < 20), None);
        assert_eq!(set.position_or_insert(90, |count| count < 21), Some(20));
        assert_eq!((set.at(0), set.at(20)), (&0, &90));
        set.clear();
        assert!(!set.contains(&19) && set.insert(7));
    }

    #[test]
    fn entries_of_one_hash_are_told_apart() {
        let mut slots = Slots::with_capacity(2);
        slots.add(7, 0);
        slots.add(7, 1);
        for (entry, expected) in [(0, Some(0)), (1, Some(1)), (2, None)] {
            assert_eq!(slots.find(7, &mut |position| position == entry), expected, "{entry}");
        }
    }

    #[test]
    fn a_map_has_room_from_the_start() {
        for (count, has_slots) in [(0, false), (FEW, false), (FEW + 1, true), (100, true)] {
            let map: Map<u32, u32> = Map::with_capacity(count);
            assert!(map.entries.capacity() >= count, "{count}");
            assert_eq!(map.slots.table.len() >= count * 2 && !map.slots.table.is_empty(), has_slots, "{count}");
        }
    }
}
