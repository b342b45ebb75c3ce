//! What is printed: a line a case, then the totals.

use std::fmt::Write as _;

/// What came of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Text, JSON and hashes are those of the compiler, and nothing was found to complain about.
    Same,
    /// The first difference.
    Differs(String),
}

/// A line a case and the totals, as an error where a case differs.
pub(super) fn render(outcomes: &[(String, Outcome)]) -> Result<String, String> {
    let mut text = String::new();
    let (mut same, mut different) = (0, 0);
    for (name, outcome) in outcomes {
        let (count, line) = match outcome {
            Outcome::Same => (&mut same, format!("ok {name}")),
            Outcome::Differs(difference) => (&mut different, format!("differs {name}: {difference}")),
        };
        *count += 1;
        text.push_str(&line);
        text.push('\n');
    }
    let _ = writeln!(text, "{same} ok, {different} differ, {} cases", outcomes.len());
    if different == 0 { Ok(text) } else { Err(text) }
}
