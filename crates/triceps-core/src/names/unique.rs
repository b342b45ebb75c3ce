//! Names made of a prefix and a hash.

use super::chars::{Chars, DIGIT, LETTER_OR_DIGIT, LOWER, LOWER_OR_DIGIT, UPPER};
use super::piece::HASH_LENGTH;
use super::rule::{NamingRule, Shape, Text};
use super::table;

/// How a unique name for a type is made of a prefix and the 13 characters of `uniqueString`.
#[derive(Clone, Debug)]
pub enum UniqueName {
    /// The prefix, made to fit, and the hash.
    Text(UniqueText),
    /// A GUID that depends on seed and prefix.
    Guid,
    /// The only name there is.
    Fixed(&'static str),
}

/// How prefix and hash make a name.
#[derive(Clone, Debug)]
pub struct UniqueText {
    text: &'static Text,
    separator: &'static str,
    room: usize,
}

/// For types whose rule is not known: what nearly all of them accept.
static NARROW: NamingRule = NamingRule::text("", 3, 24, LOWER_OR_DIGIT).first(LOWER);

/// What a private zone ends with, as one label is not enough.
const PRIVATE_DOMAIN: &str = ".internal";

impl UniqueName {
    /// How names of a type are made. A type whose rule is not known gets at most 24 lower-case letters and digits.
    ///
    /// ```
    /// use triceps_core::names::UniqueName;
    ///
    /// let UniqueName::Text(text) = UniqueName::of("Microsoft.KeyVault/vaults") else { panic!("vaults have free names") };
    /// assert_eq!(text.literal_prefix("contoso-portal", "Microsoft.KeyVault/vaults"), "contoso-po");
    /// assert_eq!(text.separator(), "-");
    /// ```
    pub fn of(type_name: &str) -> Self {
        match &table::find(type_name).unwrap_or(&NARROW).shape {
            Shape::Text(text) => {
                let separator = if text.allowed.contains('-') && text.lead == 1 { "-" } else { "" };
                let room = text.max.saturating_sub(HASH_LENGTH + separator.len());
                Self::Text(UniqueText { text, separator, room })
            }
            Shape::Guid => Self::Guid,
            Shape::Fixed(name) => Self::Fixed(name),
        }
    }
}

impl UniqueText {
    /// What stands between prefix and hash, where there is a prefix.
    pub fn separator(&self) -> &'static str {
        self.separator
    }

    /// What follows the hash.
    pub fn suffix(&self) -> &'static str {
        if self.text.labels.is_some() { PRIVATE_DOMAIN } else { "" }
    }

    /// The greatest length of the prefix, where there is a limit.
    pub fn prefix_length(&self) -> Option<usize> {
        (self.text.max != usize::MAX).then_some(self.room)
    }

    /// Whether a computed prefix has to lose its hyphens: they are refused, or two could come to stand side by side.
    pub fn refuses_hyphens(&self) -> bool {
        !self.text.allowed.contains('-') || self.text.single_hyphens
    }

    /// Whether a computed prefix has to be in lower case.
    pub fn refuses_upper_case(&self) -> bool {
        UPPER.first_outside(self.text.allowed).is_some()
    }

    /// As much of a literal prefix as fits; empty if nothing of it does.
    pub fn literal_prefix(&self, prefix: &str, type_name: &str) -> String {
        let text = self.text;
        let readable = LETTER_OR_DIGIT.and(Chars::of("-_."));
        let mut fitting = String::with_capacity(prefix.len());
        for c in prefix.chars() {
            let c = if text.allowed.contains('A') { c } else { c.to_ascii_lowercase() };
            let c = if text.allowed.contains(c) && readable.contains(c) { c } else { '-' };
            let repeated = c == '-' && fitting.ends_with('-');
            let early = fitting.len() < text.lead && !(text.first.contains(c) && LETTER_OR_DIGIT.contains(c));
            if text.allowed.contains(c) && !repeated && !early && fitting.len() < self.room {
                fitting.push(c);
            }
        }
        fitting.truncate(fitting.trim_end_matches(['-', '_', '.']).len());
        if fitting.is_empty() && DIGIT.first_outside(text.first).is_some() {
            // The hash can start with a digit.
            let kind = type_name.rsplit('/').next().unwrap_or_default();
            let initial = kind.chars().find(char::is_ascii_alphabetic).unwrap_or('x');
            fitting.push(initial.to_ascii_lowercase());
        }
        fitting
    }
}
