//! Lines and columns of places in a text.

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The number of the line that a place is on, from 1, and where it begins.
    pub(super) fn of(&self, at: usize) -> (usize, usize) {
        let number = self.0.partition_point(|start| *start <= at).max(1);
        (number, self.0[number - 1])
    }
}

/// The text of the line that begins at a place, without its end.
pub(super) fn line(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    rest[..rest.find('\n').unwrap_or(rest.len())].trim_end_matches('\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_on_a_line() {
        let text = "a\n\nbc\r\n";
        let lines = Lines::new(text);
        let found: Vec<_> = (0..=text.len()).map(|at| lines.of(at).0).collect();
        assert_eq!(found, [1, 1, 2, 3, 3, 3, 3, 4]);
        assert_eq!(line(text, lines.of(4).1), "bc");
        assert_eq!(Lines::new("").of(0), (1, 0));
    }
}
