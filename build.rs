//! Makes a test of every pair of blocks in `docs/bicep-to-rust.md`: a function that runs the Rust, with the files that
//! it has to print.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const PAGE: &str = "docs/bicep-to-rust.md";

/// A fenced block: the words after its fence, its line, and its text.
struct Block<'p> {
    info: &'p str,
    heading: &'p str,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={PAGE}");
    let page = fs::read_to_string(PAGE)?;
    let mut blocks = blocks(&page).into_iter();
    let preamble = blocks.next().ok_or("the page has no blocks")?;
    let mut tests = String::new();
    let mut files: Vec<(&str, String)> = Vec::new();
    for Block { info, heading, text } in blocks {
        if let Some(name) = info.strip_prefix("bicep") {
            let name = name.trim();
            files.push((if name.is_empty() { "main.bicep" } else { name }, text));
            continue;
        }
        let own = if text.contains("let mut t = Template::for_tenant()") || text.starts_with("let mut t =") {
            ""
        } else {
            "let mut t = Template::for_resource_group();"
        };
        writeln!(
            tests,
            "#[test]\nfn {}() -> Result<(), Diagnostics> {{\n{own}\n{text}\ncompare(t, &{files:?});\nOk(())\n}}",
            function(heading),
        )?;
        files.clear();
    }
    let out = Path::new(&env::var("OUT_DIR")?).join("bicep_to_rust.rs");
    fs::write(out, format!("{}{tests}", preamble.text))?;
    Ok(())
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut heading = "";
    let mut open: Option<Block<'_>> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(info), None) => open = Some(Block { info, heading, text: String::new() }),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {
                if line.starts_with('#') {
                    heading = line.trim_start_matches('#').trim();
                }
            }
        }
    }
    blocks
}

/// The name of a test: the heading in snake case.
fn function(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").to_ascii_lowercase()
}
