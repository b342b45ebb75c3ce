//! `docs/first-hour.md` shows the program of `examples/quick-start` and what it writes.

const PAGE: &str = include_str!("../../docs/first-hour.md");

#[track_caller]
fn shows(language: &str, text: &str) {
    assert!(PAGE.contains(&format!("```{language}\n{text}```\n")), "the page has another `{language}` block");
}

#[test]
fn the_page_has_the_program_and_its_file() {
    shows("rust", include_str!("../../examples/quick-start/src/main.rs"));
    shows("bicep", include_str!("../../examples/quick-start/main.bicep"));
}
