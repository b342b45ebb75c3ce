//! Arithmetic with ranges of IPv4 addresses.

use std::collections::HashMap;
use std::fmt;
use std::net::Ipv4Addr;

use crate::config::Cidr;

/// A range of IPv4 addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Range {
    address: u32,
    length: u32,
}

impl Range {
    pub(super) fn of(range: &Cidr) -> Self {
        Self::parse(range.as_str())
    }

    /// The range of a text that follows the pattern of [`Cidr`].
    pub(super) fn parse(text: &str) -> Self {
        let (address, length) = text.split_once('/').expect("a range has a slash");
        let address: Ipv4Addr = address.parse().expect("a range begins with an address");
        Self { address: address.into(), length: length.parse().expect("a range ends with a number") }
    }

    /// The bits that all addresses of the range share.
    pub(super) fn length(self) -> u32 {
        self.length
    }

    /// Whether the address is the first of the range.
    pub(super) fn is_aligned(self) -> bool {
        self.address == self.first()
    }

    /// The range of another size that has the same address in it.
    pub(super) fn with_length(self, length: u32) -> Self {
        let range = Self { length, ..self };
        Self { address: range.first(), length }
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        let length = self.length.min(other.length);
        self.with_length(length) == other.with_length(length)
    }

    pub(super) fn contains(self, other: Self) -> bool {
        self.length <= other.length && self.overlaps(other)
    }

    fn first(self) -> u32 {
        self.address & u32::MAX.checked_shl(32 - self.length).unwrap_or(0)
    }
}

/// For each range an earlier one that has addresses in common with it: one inside the other, as ranges are.
pub(super) fn overlaps(ranges: &[Range]) -> Vec<Option<usize>> {
    let mut earlier: HashMap<Range, usize> = HashMap::new();
    let mut inside: HashMap<Range, usize> = HashMap::new();
    let mut found = Vec::with_capacity(ranges.len());
    for (index, range) in ranges.iter().enumerate() {
        let whole = range.with_length(range.length);
        let around = (0..=whole.length).map(|length| whole.with_length(length));
        let larger = around.clone().filter_map(|around| earlier.get(&around)).min();
        found.push(larger.into_iter().chain(inside.get(&whole)).min().copied());
        earlier.entry(whole).or_insert(index);
        for around in around {
            inside.entry(around).or_insert(index);
        }
    }
    found
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", Ipv4Addr::from(self.address), self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::{Range, overlaps};

    #[test]
    fn the_first_range_that_overlaps_is_found() {
        let ranges = ["10.0.0.0/8", "192.168.0.0/24", "10.1.2.3/32", "192.168.0.0/16", "192.168.0.7/24", "0.0.0.0/0"];
        let ranges = ranges.map(Range::parse);
        let slow: Vec<_> =
            (0..ranges.len()).map(|index| (0..index).find(|other| ranges[*other].overlaps(ranges[index]))).collect();
        assert_eq!(overlaps(&ranges), slow);
        assert_eq!(slow, [None, None, Some(0), Some(1), Some(1), Some(0)]);
    }

    #[test]
    fn ranges_overlap_where_one_holds_the_other() {
        let range = Range::parse;
        for (one, other, overlap) in [
            ("10.0.0.0/8", "10.40.0.0/20", true),
            ("10.40.0.0/20", "10.40.16.0/20", false),
            ("0.0.0.0/0", "255.255.255.255/32", true),
            ("172.16.0.0/12", "172.31.0.0/16", true),
            ("100.64.0.0/10", "100.100.192.0/19", true),
        ] {
            assert_eq!(range(one).overlaps(range(other)), overlap, "{one} {other}");
            assert_eq!(range(other).overlaps(range(one)), overlap, "{other} {one}");
        }
        assert!(range("10.0.0.0/8").contains(range("10.0.0.0/8")));
        assert!(!range("10.40.0.0/20").contains(range("10.0.0.0/8")));
    }

    #[test]
    fn a_range_begins_where_its_size_allows() {
        assert!(Range::parse("10.40.0.0/20").is_aligned());
        assert!(!Range::parse("10.40.1.0/20").is_aligned());
        assert_eq!(Range::parse("10.40.17.3/32").with_length(20).to_string(), "10.40.16.0/20");
        assert_eq!(Range::parse("10.40.17.3/24").with_length(0).to_string(), "0.0.0.0/0");
    }
}
