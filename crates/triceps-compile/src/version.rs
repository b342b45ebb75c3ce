//! Versions of the compiler that a configuration asks for.

use std::fmt;

/// The version of the compiler whose language is read.
pub(crate) const OWN: Version = Version([0, 49, 2]);

/// `0.49.2`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version([u32; 3]);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// The versions that are asked for: `>=0.40, <0.60`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    /// As it is shown.
    shown: String,
    least: (Version, bool),
    /// Without it there is no greatest one.
    most: Option<(Version, bool)>,
}

impl Range {
    /// Reads a range; none for what is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut range = Self { shown: String::new(), least: (Version([0; 3]), true), most: None };
        for part in text.split(',') {
            let part = part.trim();
            let operator = [">=", "<=", ">", "<", "="].into_iter().find(|operator| part.starts_with(operator));
            let version = version(part[operator.map_or(0, str::len)..].trim())?;
            match operator {
                Some(">=") => range.at_least(version, true),
                Some(">") => range.at_least(version, false),
                Some("<=") => range.at_most(version, true),
                Some("<") => range.at_most(version, false),
                _ => {
                    range.at_least(version, true);
                    range.at_most(version, true);
                }
            }
            let separator = if range.shown.is_empty() { "" } else { ", " };
            range.shown = format!("{}{separator}{}{version}", range.shown, operator.unwrap_or_default());
        }
        Some(range)
    }

    fn at_least(&mut self, version: Version, is_in: bool) {
        if version > self.least.0 || (version == self.least.0 && !is_in) {
            self.least = (version, is_in);
        }
    }

    fn at_most(&mut self, version: Version, is_in: bool) {
        if self.most.is_none_or(|(most, _)| version < most || (version == most && !is_in)) {
            self.most = Some((version, is_in));
        }
    }

    /// Whether a version is one of them.
    pub(crate) fn contains(&self, version: Version) -> bool {
        let (least, is_in) = self.least;
        let is_above = version > least || (version == least && is_in);
        is_above && self.most.is_none_or(|(most, is_in)| version < most || (version == most && is_in))
    }

    /// Whether all of them are among others.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        let least = self.least.0 > other.least.0 || (self.least.0 == other.least.0 && (other.least.1 || !self.least.1));
        let most = match (self.most, other.most) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(other)) => own.0 < other.0 || (own.0 == other.0 && (other.1 || !own.1)),
        };
        least && most
    }

    /// Whether none of them is among others.
    pub(crate) fn is_apart_from(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, other: &Self| {
            one.most.is_some_and(|(most, is_in)| {
                most < other.least.0 || (most == other.least.0 && !(is_in && other.least.1))
            })
        };
        ends_before(self, other) || ends_before(other, self)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

fn version(text: &str) -> Option<Version> {
    let mut numbers = [0; 3];
    let parts: Vec<&str> = text.split('.').collect();
    if !(1..=3).contains(&parts.len()) {
        return None;
    }
    for (slot, part) in numbers.iter_mut().zip(parts) {
        *slot = part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))?;
    }
    Some(Version(numbers))
}

#[cfg(test)]
mod tests {
    use super::{OWN, Range};

    #[test]
    fn ranges_hold_versions() {
        let range = |text: &str| Range::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert!(range(">=0.40, <0.60").contains(OWN) && range("0.49.2").contains(OWN));
        assert!(!range("0.46").contains(OWN) && !range("<0.49.2").contains(OWN) && !range(">0.49.2").contains(OWN));
        assert_eq!(range(">=0.40,<0.60").to_string(), ">=0.40.0, <0.60.0");
        for text in ["0.49.x", "", ">=", "1.2.3.4", "^1"] {
            assert_eq!(Range::parse(text), None, "{text}");
        }
    }

    #[test]
    fn of_several_bounds_the_narrowest_counts() {
        for (text, is_in) in [
            ("<=0.40, <0.60", false),
            ("<0.60, <=0.40", false),
            ("<0.60, <0.50", true),
            ("<=0.49.2, <0.49.2", false),
            ("<0.49.2, <=0.49.2", false),
            ("<=0.49.2, <=0.49.2", true),
            (">=0.50, >=0.40", false),
            (">0.40, >=0.50", false),
            (">=0.40, >=0.45", true),
            (">=0.49.2, >0.49.2", false),
            (">0.49.2, >=0.49.2", false),
            (">=0.49.2, >=0.49.2", true),
        ] {
            assert_eq!(Range::parse(text).map(|range| range.contains(OWN)), Some(is_in), "{text}");
        }
    }

    #[test]
    fn ranges_are_within_others_or_apart_from_them() {
        for (one, other, is_within, is_apart) in [
            (">=0.50", ">=0.50", true, false),
            (">0.50", ">=0.50", true, false),
            (">=0.50", ">0.50", false, false),
            (">0.50", ">0.50", true, false),
            (">=0.60", ">0.50", true, false),
            (">=0.40", ">=0.50", false, false),
            ("<=0.50", "<=0.50", true, false),
            ("<0.50", "<=0.50", true, false),
            ("<=0.50", "<0.50", false, false),
            ("<0.50", "<0.50", true, false),
            ("<=0.40", "<0.50", true, false),
            ("<=0.60", "<=0.50", false, false),
            ("<0.50", ">=0", true, false),
            (">=0", "<0.50", false, false),
            (">=0.40, <0.60", ">=0.48", false, false),
            ("0.49", ">=0.48, <0.50", true, false),
            ("<0.48", ">=0.48", false, true),
            ("<=0.48", ">0.48", false, true),
            ("<0.48", ">0.48", false, true),
            ("<=0.48", ">=0.48", false, false),
            ("<0.47", ">=0.48", false, true),
            ("0.48", "0.49", false, true),
        ] {
            let [first, second] = [one, other].map(|text| Range::parse(text).unwrap_or_else(|| panic!("{text}")));
            assert_eq!(first.is_within(&second), is_within, "{one} within {other}");
            assert_eq!(first.is_apart_from(&second), is_apart, "{one} apart from {other}");
            assert_eq!(second.is_apart_from(&first), is_apart, "{other} apart from {one}");
        }
    }
}
