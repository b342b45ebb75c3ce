//! The pictures of `docs/images`: what the command draws and prints.

use triceps_backstage::{Document, Graph};

const PORTAL: &str = "name = \"backstage\"\nsize = \"medium\"\n\n[scale]\nmin = 2\nmax = 4\n\n[postgres]\n";
const MISTAKE: &str = "name = \"backstage\"\n\n[scale]\nmax = 3\n\n[network]\nadress-space = \"10.40.0.0/22\"\n";

#[test]
fn the_graph_is_what_the_command_draws() {
    let portal = Document::new("portal.toml", PORTAL).portal().unwrap_or_else(|report| panic!("{report}"));
    let graph = Graph::new(&portal).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    assert_eq!(graph.to_svg(), include_str!("../../docs/images/graph.svg"));
}

#[test]
fn the_diagnostic_is_what_the_command_prints() {
    let report = Document::new("portal.toml", MISTAKE).portal().expect_err("a key is misspelled");
    let picture = include_str!("../../docs/images/diagnostic.svg");
    let lines = picture.lines().filter(|line| line.contains("<text")).skip(1).map(text);
    assert_eq!(lines.collect::<Vec<_>>(), report.to_text(false).trim_end().lines().collect::<Vec<_>>());
}

/// What a line of the picture shows.
fn text(line: &str) -> String {
    let mut shown = String::new();
    let mut is_tag = false;
    for letter in line[line.find("<text").unwrap_or_default()..].chars() {
        match letter {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            _ if !is_tag => shown.push(letter),
            _ => {}
        }
    }
    shown.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
}
