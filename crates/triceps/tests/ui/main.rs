//! What must not compile, and what the message says instead: `<case>.rs` with its `<case>.stderr`.
//!
//! `TRYBUILD=overwrite cargo test --package triceps --test ui` writes the messages again.

#[test]
fn mistakes_are_refused_with_advice() {
    trybuild::TestCases::new().compile_fail("tests/ui/cases/*.rs");
}
