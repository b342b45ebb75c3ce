//! Rows of sorted tables, and the table of API versions.

use crate::{bytes, index::Index, version::ApiVersion};

/// The API version of a number.
pub(crate) fn api_version<'a>(index: &Index<'a>, number: u32) -> Option<ApiVersion<'a>> {
    let text = bytes::cell(index.sections.versions, 1, number as usize, 0)?;
    index.try_string(text).map(ApiVersion::new)
}

/// The number of an API version.
pub(crate) fn find_version(index: &Index<'_>, text: &str) -> Option<u32> {
    let count = u32::try_from(index.sections.versions.len() / 4).ok()?;
    search(0, count, |number| Some(api_version(index, number)?.cmp(&ApiVersion::new(text))))
}

/// Binary search among numbers; `compare` tells how the one of a number compares to the one that is wanted.
pub(crate) fn search(first: u32, end: u32, compare: impl Fn(u32) -> Option<std::cmp::Ordering>) -> Option<u32> {
    let (mut low, mut high) = (first, end);
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(middle)? {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return Some(middle),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}
