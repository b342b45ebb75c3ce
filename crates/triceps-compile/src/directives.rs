//! Comments that accept diagnostics.

use std::collections::HashMap;

use triceps_syntax::{LineIndex, Tree, TriviaKind};

/// Which lines of a text accept which diagnostics.
#[derive(Debug, Default)]
pub(crate) struct Directives {
    /// By code: the lines that accept it, from the first to before the second; sorted, each second one at least that of
    /// the range before.
    ranges: HashMap<String, Vec<(u32, u32)>>,
}

impl Directives {
    /// The directives of a text.
    pub(crate) fn of<T: AsRef<str>>(tree: &Tree, lines: &LineIndex<T>) -> Self {
        let mut directives = Self::default();
        if !tree.text().contains('#') {
            return directives;
        }
        // By code: the first line from which all accept it, until they no longer do.
        let mut open: HashMap<String, u32> = HashMap::new();
        for token in tree.tokens() {
            for trivia in token.leading_trivia().chain(token.trailing_trivia()) {
                if trivia.kind.directive().is_none() {
                    continue;
                }
                let line = lines.position(trivia.range.start).line;
                for code in trivia.codes() {
                    match trivia.kind {
                        TriviaKind::DisableNextLine => directives.add(code, line + 1, line + 2),
                        TriviaKind::DisableDiagnostics => {
                            open.entry(code.to_owned()).or_insert(line);
                        }
                        TriviaKind::RestoreDiagnostics => {
                            if let Some(first) = open.remove(code) {
                                directives.add(code, first, line);
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
        for (code, first) in open {
            directives.add(&code, first, u32::MAX);
        }
        for ranges in directives.ranges.values_mut() {
            ranges.sort_unstable();
            let mut last = 0;
            for (_, end) in ranges {
                last = last.max(*end);
                *end = last;
            }
        }
        directives
    }

    fn add(&mut self, code: &str, first: u32, end: u32) {
        self.ranges.entry(code.to_owned()).or_default().push((first, end));
    }

    /// Whether a diagnostic of this code in this line is accepted.
    pub(crate) fn accept(&self, code: &str, line: u32) -> bool {
        let ranges = self.ranges.get(code).map_or(&[][..], Vec::as_slice);
        let before = ranges.partition_point(|(first, _)| *first <= line);
        before.checked_sub(1).is_some_and(|last| line < ranges[last].1)
    }
}
