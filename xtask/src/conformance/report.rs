//! What is printed: a line a case, then the totals.

use std::fmt::Write as _;
use std::process::ExitCode;

/// What came of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Text, JSON and hashes are those of the compiler, and nothing was found to complain about.
    Same,
    /// The first difference.
    Differs(String),
    /// The API lacks this construct.
    NotExpressible(&'static str),
}

/// Lines to print and whether they are good news.
pub(super) struct Report {
    text: String,
    success: bool,
}

impl Report {
    pub(super) fn print(self) -> ExitCode {
        #[allow(clippy::print_stdout)]
        {
            print!("{}", self.text);
        }
        if self.success { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

pub(super) fn render(outcomes: &[(String, Outcome)]) -> Report {
    let mut text = String::new();
    let (mut same, mut different, mut missing) = (0, 0, 0);
    for (name, outcome) in outcomes {
        let (count, line) = match outcome {
            Outcome::Same => (&mut same, format!("ok {name}")),
            Outcome::Differs(difference) => (&mut different, format!("differs {name}: {difference}")),
            Outcome::NotExpressible(construct) => (&mut missing, format!("not expressible {name}: {construct}")),
        };
        *count += 1;
        text.push_str(&line);
        text.push('\n');
    }
    let _ = writeln!(text, "{same} ok, {different} differ, {missing} not expressible, {} cases", outcomes.len());
    Report { text, success: different == 0 }
}

pub(super) fn failure(message: &str) -> Report {
    Report { text: format!("error: {message}\n"), success: false }
}
