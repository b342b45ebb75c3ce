//! `docs/first-hour.md` shows the program of `examples/quick-start`, what it writes, and diagnostics as they are.

use triceps::Template;
use triceps::storage::storage_account::{Kind, Sku, StorageAccount};
use triceps_backstage::Document;

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

#[test]
fn the_page_has_the_diagnostics_of_a_wrong_name() {
    let mut t = Template::for_resource_group();
    let account = StorageAccount::new("Contoso-Files", "westeurope", Sku::STANDARD_ZRS, Kind::STORAGE_V2);
    t.add("account", account);
    let diagnostics = t.check().expect_err("the name is wrong");
    let text = diagnostics.to_string();
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.contains("made at")).collect();
    assert_eq!(lines.len(), 6, "{text}");
    for line in lines {
        assert!(PAGE.lines().any(|own| own.trim_start_matches("Error: ") == line), "the page does not have `{line}`");
    }
}

#[test]
fn the_guide_of_the_portal_has_the_diagnostic_of_a_portal_without_a_database() {
    const GUIDE: &str = include_str!("../../docs/portal.md");
    let text = "name = \"backstage\"\n\n\n[scale]\nmax = 3\n";
    let document = Document::new("portal.toml", text);
    let portal = document.portal().expect("its form is right");
    let report = document.locate(portal.check()).to_string();
    let report = report.split("\n\n").find(|diagnostic| diagnostic.starts_with("error[TRI0310]")).expect(&report);
    assert!(GUIDE.contains(report.trim_end()), "the guide does not have\n{report}");
}
