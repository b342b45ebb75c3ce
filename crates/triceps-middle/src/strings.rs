//! Interned strings: equal text has equal ids.

use std::fmt;

use crate::bytes::is_plain;

/// An interned string. It belongs to the [`Strings`] that made it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Str(std::num::NonZeroU32);

impl Str {
    /// The string at a position.
    pub const fn new(index: u32) -> Self {
        match std::num::NonZeroU32::new(index + 1) {
            Some(number) => Self(number),
            None => unreachable!(),
        }
    }

    /// The position.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Str({})", self.index())
    }
}

macro_rules! well_known {
    ($($name:ident = $text:literal;)*) => {
        /// Strings that every file has, under fixed ids.
        pub mod known {
            use super::Str;

            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Position { $($name),* }

            $(
                #[doc = concat!("`", $text, "`")]
                pub const $name: Str = Str::new(Position::$name as u32);
            )*
        }

        const KNOWN: &[&str] = &[$($text),*];
        const KNOWN_HASHES: &[u32] = &[$(hash($text)),*];
    };
}

well_known! {
    EMPTY = "";
    NAME = "name";
    ID = "id";
    TYPE = "type";
    API_VERSION = "apiVersion";
    LOCATION = "location";
    PARENT = "parent";
    SCOPE = "scope";
    DEPENDS_ON = "dependsOn";
    PROPERTIES = "properties";
    PARAMS = "params";
    OUTPUTS = "outputs";
    TAGS = "tags";
    SKU = "sku";
    KIND = "kind";
    IDENTITY = "identity";
    ZONES = "zones";
    MANAGED_BY = "managedBy";
    VALUE = "value";
    EXTENSION_CONFIGS = "extensionConfigs";
}

/// Where a string is.
#[derive(Clone, Copy)]
enum Text {
    /// In the program itself, as names of properties are: it is there as long as anything.
    Program(&'static str),
    /// In the table.
    Table { start: u32, end: u32 },
}

const _: () = assert!(size_of::<Text>() <= 16, "strings lie close together");

/// The strings of one file.
#[derive(Clone)]
pub struct Strings {
    /// The text of all strings that are not part of the program.
    text: String,
    texts: Vec<Text>,
    /// How many bytes all strings have together.
    length: usize,
    hashes: Vec<u32>,
    /// Which of them are [plain](is_plain).
    plain: Vec<bool>,
    /// Open addressing over positions plus one; zero is a free slot. The length is a power of two.
    slots: Vec<u32>,
}

impl Strings {
    /// The well-known strings, with room for as many more.
    pub fn with_capacity(count: usize) -> Self {
        let count = count + KNOWN.len();
        let mut strings = Self::empty_with_capacity(count, count * 12);
        // They differ from each other, so that none of them is looked for.
        for (text, hash) in KNOWN.iter().zip(KNOWN_HASHES) {
            strings.add(Text::Program(text), text.len(), *hash, true);
            strings.place(strings.hashes.len() - 1);
        }
        strings
    }

    /// No strings, not even the well-known ones: those of another table come first.
    pub fn empty() -> Self {
        Self::empty_with_capacity(63, 1024)
    }

    fn empty_with_capacity(count: usize, bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            texts: Vec::with_capacity(count),
            length: 0,
            hashes: Vec::with_capacity(count),
            plain: Vec::with_capacity(count),
            slots: vec![0; (count * 2).next_power_of_two()],
        }
    }

    /// Whether all strings are the same and have the same ids.
    pub(crate) fn are_same(&self, other: &Self) -> bool {
        self.hashes == other.hashes && self.iter().zip(other.iter()).all(|(one, other)| one == other)
    }

    /// How many strings there are.
    pub fn count(&self) -> usize {
        self.hashes.len()
    }

    /// The id of a string, which is kept if it is new.
    pub fn intern(&mut self, text: &str) -> Str {
        let hash = hash(text);
        self.find_hashed(text, hash).unwrap_or_else(|| {
            let start = self.text.len();
            self.text.push_str(text);
            let end = u32::try_from(self.text.len()).expect("limits on size keep text below 4 GiB");
            self.keep(Text::Table { start: narrow(start), end }, text, hash)
        })
    }

    /// The id of a string of the program, which is not copied.
    pub fn intern_static(&mut self, text: &'static str) -> Str {
        let hash = hash(text);
        self.find_hashed(text, hash).unwrap_or_else(|| self.keep(Text::Program(text), text, hash))
    }

    fn keep(&mut self, place: Text, text: &str, hash: u32) -> Str {
        let position = self.hashes.len();
        self.add(place, text.len(), hash, is_plain(text));
        if self.hashes.len() * 2 > self.slots.len() {
            self.grow();
        } else {
            self.place(position);
        }
        Str::new(narrow(position))
    }

    fn add(&mut self, place: Text, length: usize, hash: u32, is_plain: bool) {
        self.texts.push(place);
        self.length += length;
        self.hashes.push(hash);
        self.plain.push(is_plain);
    }

    /// The id of a string, if it is there.
    pub fn find(&self, text: &str) -> Option<Str> {
        self.find_hashed(text, hash(text))
    }

    /// The id of a string whose hash is known, if it is there.
    pub fn find_hashed(&self, text: &str, hash: u32) -> Option<Str> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot] != 0 {
            let position = self.slots[slot] - 1;
            if self.hashes[position as usize] == hash && self.text_at(position as usize) == text {
                return Some(Str::new(position));
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    /// How many bytes a string has.
    pub(crate) fn length_of(&self, id: Str) -> usize {
        match self.texts[id.index()] {
            Text::Program(text) => text.len(),
            Text::Table { start, end } => (end - start) as usize,
        }
    }

    /// Whether a string is [plain](is_plain).
    pub(crate) fn is_plain(&self, id: Str) -> bool {
        self.plain[id.index()]
    }

    /// How many bytes all strings have together.
    pub fn total_length(&self) -> usize {
        self.length
    }

    /// The ids of all strings, in their order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Str> + use<> {
        (0..self.count()).map(|position| Str::new(narrow(position)))
    }

    /// All strings in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (Str, &str)> {
        (0..self.count()).map(|position| (Str::new(narrow(position)), self.text_at(position)))
    }

    /// The text of a string.
    pub fn get(&self, id: Str) -> &str {
        self.text_at(id.index())
    }

    /// The hash of a string, as [`hash`] gives it.
    pub fn hash_of(&self, id: Str) -> u32 {
        self.hashes[id.index()]
    }

    fn text_at(&self, position: usize) -> &str {
        match self.texts[position] {
            Text::Program(text) => text,
            Text::Table { start, end } => &self.text[start as usize..end as usize],
        }
    }

    fn grow(&mut self) {
        let len = self.slots.len() * 2;
        self.slots.clear();
        self.slots.resize(len, 0);
        for position in 0..self.hashes.len() {
            self.place(position);
        }
    }

    /// Takes the first free slot for a string.
    fn place(&mut self, position: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = self.hashes[position] as usize & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = narrow(position + 1);
    }
}

fn narrow(position: usize) -> u32 {
    u32::try_from(position).expect("limits on size keep ids within 32 bits")
}

impl Default for Strings {
    fn default() -> Self {
        Self::with_capacity(64)
    }
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} strings", self.count())
    }
}

/// Eight bytes at a time, with a multiplication that spreads them and a final fold.
pub const fn hash(text: &str) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = (text.len() as u64).wrapping_mul(FACTOR);
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    let mut position = 0;
    while position < chunks.len() {
        state = (state.rotate_left(5) ^ u64::from_le_bytes(chunks[position])).wrapping_mul(FACTOR);
        position += 1;
    }
    let mut last = 0;
    position = rest.len();
    while position > 0 {
        position -= 1;
        last = last << 8 | rest[position] as u64;
    }
    state = (state.rotate_left(5) ^ last).wrapping_mul(FACTOR);
    #[allow(clippy::cast_possible_truncation)]
    let folded = (state ^ (state >> 32)) as u32;
    folded
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, Strings, is_plain, known};

    #[test]
    fn known_strings_have_their_ids() {
        let strings = Strings::default();
        assert_eq!(strings.get(known::NAME), "name");
        assert_eq!(strings.get(known::EXTENSION_CONFIGS), "extensionConfigs");
        assert_eq!(strings.find("properties"), Some(known::PROPERTIES));
        assert_eq!(strings.count(), KNOWN.len());
        assert!(KNOWN.iter().all(|text| is_plain(text)));
    }

    #[test]
    fn plain_strings_are_known() {
        let mut strings = Strings::default();
        for text in ["name", "a longer text: {0}", "it's", "a \"quote\"", "tür", "a\nb"] {
            let id = strings.intern(text);
            assert_eq!(strings.is_plain(id), is_plain(text), "{text:?}");
        }
        assert!(strings.is_plain(known::PROPERTIES));
    }

    #[test]
    fn equal_text_has_equal_ids() {
        let mut strings = Strings::with_capacity(0);
        let ids: Vec<_> = (0..5000).map(|number| strings.intern(&format!("text {number}"))).collect();
        for (number, id) in ids.iter().enumerate() {
            assert_eq!(strings.get(*id), format!("text {number}"));
            assert_eq!(strings.intern(&format!("text {number}")), *id);
        }
        assert_eq!(strings.find("text 5000"), None);
    }

    #[test]
    fn the_total_length_counts_each_string_once() {
        let mut strings = Strings::empty();
        assert_eq!(strings.total_length(), 0);
        strings.intern("tür");
        strings.intern_static("ab");
        strings.intern("ab");
        assert_eq!(strings.total_length(), 6);
    }
}
