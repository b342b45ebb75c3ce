//! The recorded programs of the repository are read and formatted as recorded.

use triceps_conformance::corpora::{Inputs, tallies};

#[test]
fn every_recorded_program_is_formatted_as_recorded() {
    let tallies = tallies(&Inputs::default()).expect("the fixtures can be read");
    assert_eq!(tallies.len(), 9);
    for tally in tallies {
        assert!(tally.is_clean(), "{}", tally.report());
    }
}
