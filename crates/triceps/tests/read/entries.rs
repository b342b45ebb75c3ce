//! What has to hold for any bytes. The fuzz targets call the same functions.

use triceps::Checked;
use triceps::read::{MemoryFiles, compile as compile_files};
use triceps_syntax::{Language, Options, Tree, format, parse};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The tree holds every byte.
pub(crate) fn parser(bytes: &[u8]) {
    for language in [Language::Bicep, Language::BicepParam, Language::Json] {
        let text = text(bytes);
        let tree = parse(text.clone(), language);
        assert_eq!(tree.text(), text);
        assert_eq!(joined(&tree), text);
        for error in tree.errors() {
            // It may split a character, as columns count UTF-16 units.
            assert!(error.range.start <= error.range.end && error.range.end as usize <= text.len(), "{error:?}");
        }
    }
}

/// All tokens with what stands before and after them.
fn joined(tree: &Tree) -> String {
    let mut out = String::new();
    for token in tree.tokens() {
        token.leading_trivia().for_each(|trivia| out.push_str(trivia.text));
        out.push_str(token.text());
        token.trailing_trivia().for_each(|trivia| out.push_str(trivia.text));
    }
    out
}

/// Any text is laid out, and what was laid out too.
pub(crate) fn formatter(bytes: &[u8]) {
    let narrow = Options { width: 20, ..Options::default() };
    for language in [Language::Bicep, Language::BicepParam] {
        for options in [Options::default(), narrow] {
            let once = format(&parse(text(bytes), language), &options);
            let _twice = format(&parse(once, language), &options);
        }
    }
}

/// Any text is compiled or refused, a template comes out as text and JSON, and a file to go on with is the text.
pub(crate) fn compile(bytes: &[u8]) {
    let text = text(bytes);
    let files = MemoryFiles::new()
        .with("main.bicep", text.as_str())
        .with("module.bicep", "param name string = 'x'\n@export()\nvar shared = 1\noutput id string = name\n")
        .with("data.json", "{ \"a\": [1, null] }");
    let compilation = compile_files(&files, "main.bicep");
    let template = compilation.template().expect("the file is there");
    assert_eq!(template.to_bicep().as_deref(), Ok(text.as_str()));
    match compilation.checked() {
        Some(checked) => {
            let (_, _) = (checked.to_arm_string(), Checked::to_bicep(checked));
        }
        None => assert!(compilation.diagnostics().has_errors(), "what is refused has an error"),
    }
}
