//! `api`: the public items of the crate `triceps`, as rustdoc shows them, compared with `crates/triceps/api.txt`.
//!
//! It reads the pages that `cargo doc --workspace --no-deps` writes, which stable Rust has and continuous integration
//! makes anyway; tools over rustdoc's JSON need the nightly compiler of their own release.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What to do with differences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Show them and fail.
    Check,
    /// Take them over.
    Accept,
    /// Compare with those of a revision, and with the changelog.
    Since(String),
}

const SNAPSHOT: &str = "crates/triceps/api.txt";

/// Compares the items with the snapshot, or writes it.
///
/// # Errors
///
/// If pages are missing, or if something differs, unless it is accepted.
pub(crate) fn run(mode: &Mode) -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    if let Mode::Since(revision) = mode {
        return crate::since::run(&root, SNAPSHOT, revision);
    }
    let Pages { items, by_hand } = pages(&root)?;
    crate::examples::check(&by_hand)?;
    let path = root.join(SNAPSHOT);
    let found = items.iter().fold(String::new(), |text, line| text + line + "\n");
    let known = fs::read_to_string(&path).unwrap_or_default();
    if *mode == Mode::Accept {
        fs::write(&path, &found).map_err(|error| format!("{SNAPSHOT}: {error}"))?;
    } else if found != known {
        let known: BTreeSet<&str> = known.lines().collect();
        let found: BTreeSet<&str> = found.lines().collect();
        let mut message = String::from("the public items of `triceps` differ:\n");
        known.difference(&found).for_each(|line| message.extend(["- ", line, "\n"]));
        found.difference(&known).for_each(|line| message.extend(["+ ", line, "\n"]));
        return Err(message + "`cargo xtask api --accept` takes them over; CHANGELOG.md and docs/upgrade.md tell users");
    }
    Ok(format!("{} public items\n", items.len()))
}

/// What the pages have.
struct Pages {
    /// One line an item: its path and what it is; of what is written by hand also what it has.
    items: BTreeSet<String>,
    /// The pages of items other than models of resources, by path.
    by_hand: Vec<(String, String)>,
}

fn pages(root: &Path) -> Result<Pages, String> {
    let pages = root.join("target/doc/triceps");
    let read = |path: &Path| {
        let text = fs::read_to_string(path);
        text.map_err(|error| format!("{}: {error}: run `cargo doc --workspace --no-deps` first", path.display()))
    };
    let generated = root.join("crates/triceps-model/src/generated");
    let generated: BTreeSet<String> = fs::read_dir(&generated)
        .map_err(|error| format!("{}: {error}", generated.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let mut items = BTreeSet::new();
    let mut by_hand = Vec::new();
    let mut modules: BTreeSet<PathBuf> = BTreeSet::from([PathBuf::from("index.html")]);
    for link in links(&read(&pages.join("all.html"))?) {
        let page = Path::new(link);
        let module = page.parent().unwrap_or(Path::new(""));
        modules.insert(module.join("index.html"));
        let name = page.file_name().and_then(|name| name.to_str()).unwrap_or_default().trim_end_matches(".html");
        let (kind, name) = name.split_once('.').unwrap_or(("item", name));
        let path = module.iter().filter_map(|part| part.to_str()).chain([name]).collect::<Vec<_>>().join("::");
        items.insert(format!("{path}: {kind}"));
        let is_generated =
            module.iter().next().and_then(|first| first.to_str()).is_some_and(|first| generated.contains(first));
        if !is_generated {
            let text = read(&pages.join(page))?;
            items.extend(headers(own(&text)).map(|header| format!("{path}: {header}")));
            by_hand.push((path, own(&text).to_owned()));
        }
    }
    for module in modules {
        let text = read(&pages.join(&module))?;
        let path = module.parent().map(|path| path.display().to_string().replace('/', "::")).unwrap_or_default();
        let exports = text.split("<code>pub use ").skip(1).filter_map(|rest| rest.split("</code>").next());
        items.extend(exports.map(|export| format!("{path}: use {}", plain(export))));
    }
    Ok(Pages { items, by_hand })
}

/// The pages that a page links in its lists.
fn links(page: &str) -> impl Iterator<Item = &str> {
    let lists = page.split("<ul class=\"all-items\">").skip(1).filter_map(|rest| rest.split("</ul>").next());
    lists.flat_map(|list| list.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next()))
}

/// The page of an item up to what others implement, and what the compiler implements by itself.
fn own(page: &str) -> &str {
    let ends = ["synthetic-implementations", "blanket-implementations", "foreign-impls", "implementors"];
    let end = ends.iter().filter_map(|id| page.find(&format!("<h2 id=\"{id}\""))).min();
    &page[..end.unwrap_or(page.len())]
}

/// Implementations, methods and other parts of an item.
fn headers(page: &str) -> impl Iterator<Item = String> {
    page.split("class=\"code-header\">").skip(1).filter_map(|rest| {
        let end = ["</h3>", "</h4>"].into_iter().filter_map(|end| rest.find(end)).min()?;
        Some(plain(&rest[..end]))
    })
}

/// Text without tags, with single spaces.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            _ if !is_tag => text.push(letter),
            _ => {}
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&quot;", "\"");
    text.replace("&amp;", "&").replace("&nbsp;", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_read_from_pages() {
        let page =
            "<h4 class=\"code-header\">pub fn <a href=\"#\">add</a>&lt;D: <a>Declare</a>&gt;(&amp;mut self)</h4>";
        assert_eq!(headers(page).collect::<Vec<_>>(), ["pub fn add<D: Declare>(&mut self)"]);
    }

    #[test]
    fn items_are_listed_by_their_pages() {
        let page = "<a href=\"x\"><ul class=\"all-items\"><li><a href=\"build/fn.bicep.html\">bicep</a></li></ul>";
        assert_eq!(links(page).collect::<Vec<_>>(), ["build/fn.bicep.html"]);
    }
}
