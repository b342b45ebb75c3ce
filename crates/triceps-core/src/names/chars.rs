//! Sets of characters.

/// A set of ASCII characters, and whether all other characters are in it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chars {
    ascii: u128,
    others: bool,
}

pub(crate) const LOWER: Chars = Chars::of("abcdefghijklmnopqrstuvwxyz");
pub(crate) const UPPER: Chars = Chars::of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
pub(crate) const DIGIT: Chars = Chars::of("0123456789");
pub(crate) const LETTER: Chars = LOWER.and(UPPER);
pub(crate) const LOWER_OR_DIGIT: Chars = LOWER.and(DIGIT);
pub(crate) const LETTER_OR_DIGIT: Chars = LETTER.and(DIGIT);
pub(crate) const ANY: Chars = Chars { ascii: u128::MAX, others: true };

impl Chars {
    pub(crate) const ASCII: Self = Self { ascii: u128::MAX, others: false };

    pub(crate) const fn of(text: &str) -> Self {
        let (bytes, mut at, mut ascii) = (text.as_bytes(), 0, 0);
        while at < bytes.len() {
            assert!(bytes[at].is_ascii(), "only ASCII characters are told apart");
            ascii |= 1 << bytes[at];
            at += 1;
        }
        Self { ascii, others: false }
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self { ascii: self.ascii | other.ascii, others: self.others || other.others }
    }

    pub(crate) const fn but(self, other: Self) -> Self {
        Self { ascii: self.ascii & !other.ascii, others: self.others && !other.others }
    }

    /// What both sets have.
    pub(crate) const fn common(self, other: Self) -> Self {
        Self { ascii: self.ascii & other.ascii, others: self.others && other.others }
    }

    /// The set with upper-case letters for lower-case ones.
    pub(crate) const fn to_upper(self) -> Self {
        let lower = self.ascii & LOWER.ascii;
        Self { ascii: (self.ascii & !lower) | lower >> 32, others: self.others }
    }

    /// The set with lower-case letters for upper-case ones.
    pub(crate) const fn to_lower(self) -> Self {
        let upper = self.ascii & UPPER.ascii;
        Self { ascii: (self.ascii & !upper) | upper << 32, others: self.others }
    }

    pub(crate) const fn contains(self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> (c as u32) & 1 == 1 } else { self.others }
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.ascii == 0 && !self.others
    }

    /// A character that is in this set and not in the other one.
    pub(crate) fn first_outside(self, other: Self) -> Option<char> {
        self.but(other).chars().next()
    }

    /// The set in words: `letters, digits and hyphens`.
    pub(crate) fn in_words(self) -> String {
        if !self.others {
            return list(&self.names("letters", "digits"), "and");
        }
        let missing = Self::ASCII.but(self);
        if missing.is_empty() {
            return "characters".to_owned();
        }
        if missing.len() < DIGIT.len() {
            return format!("characters other than {}", list(&missing.names("letters", "digits"), "and"));
        }
        let mut names = self.names("letters", "digits");
        names.push("letters of other scripts".to_owned());
        list(&names, "and")
    }

    /// One character of the set in words: `letter or digit`.
    pub(crate) fn one_in_words(self) -> String {
        list(&self.names("letter", "digit"), "or")
    }

    /// How many ASCII characters are in it.
    pub(crate) const fn len(self) -> u32 {
        self.ascii.count_ones()
    }

    fn chars(self) -> impl Iterator<Item = char> {
        let mut left = self.ascii;
        std::iter::from_fn(move || {
            let first = u8::try_from(left.trailing_zeros()).ok().filter(u8::is_ascii)?;
            left &= left - 1;
            Some(char::from(first))
        })
    }

    fn names(self, letters: &str, digits: &str) -> Vec<String> {
        let has = |other: Self| self.ascii & other.ascii == other.ascii;
        let (words, rest) = if has(LETTER) {
            (vec![letters.to_owned()], self.but(LETTER))
        } else if has(LOWER) {
            (vec![format!("lower-case {letters}")], self.but(LOWER))
        } else {
            (Vec::new(), self)
        };
        let digits = has(DIGIT).then(|| digits.to_owned());
        words.into_iter().chain(digits).chain(rest.but(DIGIT).chars().map(in_words)).collect()
    }
}

/// One character in words.
pub(crate) fn in_words(c: char) -> String {
    if c == ' ' { "spaces".to_owned() } else { format!("`{c}`") }
}

fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., one] => format!("{} {last} {one}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_in_one_case_has_no_letter_of_the_other() {
        let mixed = Chars::of("aBc-9");
        for (set, lower, upper) in [
            (LETTER, LOWER, UPPER),
            (LETTER_OR_DIGIT, LOWER_OR_DIGIT, UPPER.and(DIGIT)),
            (Chars::of("aA"), Chars::of("a"), Chars::of("A")),
            (mixed, Chars::of("abc-9"), Chars::of("ABC-9")),
            (DIGIT, DIGIT, DIGIT),
        ] {
            assert_eq!(set.to_lower(), lower, "{set:?}");
            assert_eq!(set.to_upper(), upper, "{set:?}");
        }
    }
}
