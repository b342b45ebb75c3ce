//! What is printed is laid out, is read to the same, and is what the author wrote in the normal form.

use triceps_conformance::laws::{Outcome, outcomes};

#[test]
fn recorded_programs_keep_the_laws() {
    let outcomes = outcomes().expect("the fixtures can be read");
    for outcome in &outcomes {
        assert!(outcome.is_clean(), "{}", outcome.report());
    }
    let count = |of: fn(&Outcome) -> usize| outcomes.iter().map(of).sum::<usize>();
    let (compiled, normal) = (count(|it| it.compiled), count(|it| it.normal));
    assert!(compiled > 680 && normal > 150, "{normal} of {compiled}");
}
