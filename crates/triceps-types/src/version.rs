//! API versions and their order.

use std::{cmp::Ordering, fmt};

/// An API version: `2025-07-01`, `2025-07-01-preview`, `v1.0`.
///
/// Ordered by age: by date, and of one date the stable version is the newest. Letter case is ignored.
///
/// ```
/// use triceps_types::ApiVersion;
///
/// let stable = ApiVersion::new("2025-07-01");
/// let preview = ApiVersion::new("2025-07-01-preview");
/// assert!(preview < stable);
/// assert!(stable < ApiVersion::new("2025-07-02-preview"));
/// assert!(stable.is_stable() && !preview.is_stable());
/// assert_eq!(preview.date(), "2025-07-01");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ApiVersion<'a> {
    text: &'a str,
}

impl<'a> ApiVersion<'a> {
    /// A version by its text, known or not.
    pub const fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// The text, as written.
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// The date in front of the suffix; the whole text if it does not begin with a date.
    pub fn date(&self) -> &'a str {
        self.parts().0
    }

    /// Whether there is no suffix: not a preview, beta, alpha, release candidate or private version.
    pub fn is_stable(&self) -> bool {
        let (date, suffix) = self.parts();
        suffix.is_empty() && !["alpha", "beta", "preview"].iter().any(|word| date.eq_ignore_ascii_case(word))
    }

    fn parts(&self) -> (&'a str, &'a str) {
        let bytes = self.text.as_bytes();
        let is_dated = bytes.len() >= 10
            && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        // Ten ASCII bytes end at a character.
        if is_dated { self.text.split_at(10) } else { (self.text, "") }
    }
}

impl Ord for ApiVersion<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let ((date, suffix), (other_date, other_suffix)) = (self.parts(), other.parts());
        compare(date, other_date)
            .then_with(|| suffix.is_empty().cmp(&other_suffix.is_empty()))
            .then_with(|| compare(suffix, other_suffix))
    }
}

impl PartialOrd for ApiVersion<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for ApiVersion<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text.eq_ignore_ascii_case(other.text)
    }
}

impl Eq for ApiVersion<'_> {}

impl fmt::Display for ApiVersion<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

/// Order without regard to letter case.
pub(crate) fn compare(left: &str, right: &str) -> Ordering {
    let (left, right) = (left.as_bytes().iter(), right.as_bytes().iter());
    left.map(u8::to_ascii_lowercase).cmp(right.map(u8::to_ascii_lowercase))
}
