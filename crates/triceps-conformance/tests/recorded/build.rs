//! Every recorded case is built through the public API and compared.

use triceps_conformance::build::{Outcome, outcomes};

#[test]
fn every_case_is_what_the_compiler_made() {
    let outcomes = outcomes(&[]).expect("the recorded cases can be read");
    assert_eq!(outcomes.len(), 89 + 20 + 1, "all recorded cases are looked at, and those for typed models again");
    let mut different = Vec::new();
    for (name, outcome) in outcomes {
        match outcome {
            Outcome::Same => {}
            Outcome::Differs(difference) => different.push(format!("{name}: {difference}")),
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn a_case_that_is_not_recorded_is_an_error() {
    let error = outcomes(&["no-such-case".to_owned()]).expect_err("nobody recorded it");
    assert_eq!(error.to_string(), "there is no case `no-such-case`");
}
