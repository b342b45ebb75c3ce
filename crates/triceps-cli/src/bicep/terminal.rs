//! Diagnostics with the lines that they are about, as the Rust compiler shows them.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use triceps::read::Compilation;
use triceps::{Diagnostic, Severity};

use super::diagnostics::{all, place};

pub(super) fn full(compilations: &[Compilation], colors: bool) -> String {
    let renderer = if colors { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for (compilation, diagnostic) in all(compilations) {
        out.push_str(&renderer.render(&[group(compilation, diagnostic)]));
        out.push_str("\n\n");
    }
    out
}

fn group<'a>(compilation: &'a Compilation, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        _ => Level::INFO,
    };
    let title = level.primary_title(diagnostic.message()).id(diagnostic.id());
    let source = diagnostic.span().and_then(|span| Some((span, compilation.text(&span.file)?)));
    let group = match source {
        Some((span, text)) => {
            // A place counts UTF-16 units and may split a character.
            let is_boundary = |at: &usize| text.is_char_boundary(*at);
            let start = (0..=span.bytes.start).rev().find(is_boundary).unwrap_or(0);
            let end = (span.bytes.end..text.len()).find(is_boundary).unwrap_or(text.len());
            let mark = AnnotationKind::Primary.span(start..end);
            title.element(Snippet::source(text).path(span.file.as_str()).annotation(mark))
        }
        None => Group::with_title(title).element(Level::NOTE.no_name().message(place(diagnostic).0)),
    };
    match diagnostic.help() {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

#[cfg(test)]
mod tests {
    use triceps::read::{MemoryFiles, compile};

    #[test]
    fn a_place_that_splits_a_character_is_shown() {
        let files = MemoryFiles::new().with("main.bicep", "var \u{1f600} = 1\r\n");
        let text = super::full(&[compile(&files, "main.bicep")], false);
        assert!(text.contains("1 | var \u{1f600} = 1"), "{text}");
    }

    #[test]
    fn a_diagnostic_shows_its_line() {
        let files = MemoryFiles::new().with("/w/main.bicep", "param size int\n\noutput name string = nmae\n");
        let text = super::full(&[compile(&files, "/w/main.bicep")], false);
        assert!(text.contains("error[BCP057]: "), "{text}");
        assert!(text.contains(" --> /w/main.bicep:3:22\n"), "{text}");
        assert!(text.contains("3 | output name string = nmae\n  |                      ^^^^\n"), "{text}");
    }
}
