//! Makes a test of every example of `docs/bicep-to-rust.md` and `docs/cookbook.md`: a function that runs the Rust, with
//! the files that it has to print.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// The pages, and where their Bicep stands.
const PAGES: &[(&str, Order)] = &[("bicep-to-rust", Order::BicepFirst), ("cookbook", Order::RustFirst)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    BicepFirst,
    RustFirst,
}

/// A fenced block: the words after its fence, its heading, and its text.
struct Block<'p> {
    info: &'p str,
    heading: &'p str,
    text: String,
}

/// The Rust of an example, and the files beside it.
#[derive(Default)]
struct Example<'p> {
    heading: &'p str,
    rust: Option<String>,
    files: Vec<(&'p str, String)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    for (name, order) in PAGES {
        let path = format!("docs/{name}.md");
        println!("cargo::rerun-if-changed={path}");
        let page = fs::read_to_string(path)?;
        let mut blocks = blocks(&page).into_iter();
        let preamble = blocks.next().ok_or("the page has no blocks")?;
        let mut text = preamble.text;
        for example in examples(blocks, *order) {
            write(&mut text, &example)?;
        }
        fs::write(Path::new(&env::var("OUT_DIR")?).join(format!("{}.rs", name.replace('-', "_"))), text)?;
    }
    Ok(())
}

fn examples<'p>(blocks: impl Iterator<Item = Block<'p>>, order: Order) -> Vec<Example<'p>> {
    let mut examples = vec![Example::default()];
    for Block { info, heading, text } in blocks {
        let current = examples.last_mut().expect("there is one");
        let is_next = match order {
            Order::BicepFirst => current.rust.is_some(),
            Order::RustFirst => current.rust.is_some() && current.heading != heading,
        };
        if is_next {
            examples.push(Example::default());
        }
        let current = examples.last_mut().expect("there is one");
        current.heading = heading;
        match info.split_once(' ').unwrap_or((info, "main.bicep")) {
            ("bicep" | "json", name) => current.files.push((name, text)),
            _ => current.rust = Some(text),
        }
    }
    examples.retain(|example| example.rust.is_some());
    examples
}

fn write(tests: &mut String, example: &Example<'_>) -> std::fmt::Result {
    let rust = example.rust.as_deref().unwrap_or_default();
    let makes_one = rust.starts_with("let mut t =") || rust.contains("\nlet mut t = Template::for_");
    let template = if makes_one { "" } else { "let mut t = Template::for_resource_group();" };
    writeln!(
        tests,
        "#[test]\nfn {}() -> Result<(), Diagnostics> {{\n{template}\n{rust}\ncompare(t, &{:?});\nOk(())\n}}",
        function(example.heading),
        example.files,
    )
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
