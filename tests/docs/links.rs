//! Links between pages lead to files and headings that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex_lite::Regex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of the book, of the root, and of each crate.
fn pages() -> Vec<PathBuf> {
    let crates = fs::read_dir(root().join("crates")).expect("the folder is there");
    let folders = [root().to_owned(), root().join("docs")];
    let folders = folders.into_iter().chain(crates.map(|entry| entry.expect("it is read").path()));
    let mut pages: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder).into_iter().flatten())
        .map(|entry| entry.expect("it is read").path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    pages.sort();
    pages
}

/// The text of a page without its blocks of code.
fn prose(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("it is UTF-8");
    text.split("```").step_by(2).collect()
}

/// What a link to a heading ends with: its words in lower case, with hyphens between them.
fn slug(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn anchors(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter(|line| line.starts_with('#')).map(|line| slug(line.trim_start_matches('#')));
    let ids = page.split("id=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(id, _)| id.to_owned());
    headings.chain(ids).collect()
}

#[test]
fn each_link_leads_somewhere() {
    let link = Regex::new(r"\]\(([^)\s]+)\)").expect("it is a pattern");
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in pages() {
        let text = prose(&page);
        for found in link.captures_iter(&text) {
            let target = found.get(1).expect("a target").as_str();
            if target.contains("://") {
                continue;
            }
            count += 1;
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let to = if path.is_empty() { page.clone() } else { page.with_file_name(path) };
            let is_page = to.extension().is_some_and(|end| end == "md");
            if !to.exists() || (is_page && !anchor.is_empty() && !anchors(&prose(&to)).contains(anchor)) {
                wrong.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 100, "{count} links");
}

#[test]
fn headings_become_anchors() {
    assert_eq!(slug(" What `check` gives"), "what-check-gives");
    assert_eq!(slug(" Ingress, Dapr"), "ingress-dapr");
    let page = "# A page\n| <a id=\"tri0101\"></a>TRI0101 |\n";
    assert_eq!(anchors(page), BTreeSet::from(["a-page".to_owned(), "tri0101".to_owned()]));
}
