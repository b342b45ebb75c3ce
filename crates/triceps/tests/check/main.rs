//! What is refused, and what is warned of: one bad template a rule, with the line it gives.

mod accepted;
mod additions;
mod anything;
mod calls;
mod clones;
mod declarations;
mod doubling;
mod files;
mod imports;
mod keys;
mod linter;
mod made;
mod numbers;
mod places;
mod secrets;
mod strays;
mod structure;
mod this;

use triceps::{Diagnostics, Template};

/// All diagnostics of a template, one a line.
fn diagnostics(build: impl FnOnce(&mut Template)) -> Vec<String> {
    let mut template = Template::for_resource_group();
    build(&mut template);
    lines(template)
}

fn lines(template: Template) -> Vec<String> {
    let render = |diagnostics: &Diagnostics| diagnostics.iter().map(ToString::to_string).collect();
    match template.check() {
        Ok(checked) => render(checked.warnings()),
        Err(diagnostics) => {
            assert!(
                diagnostics.iter().all(|diagnostic| diagnostic.help().is_some()),
                "every diagnostic says what to do: {diagnostics}"
            );
            render(&diagnostics)
        }
    }
}

#[track_caller]
fn check(build: impl FnOnce(&mut Template), expected: &[&str]) {
    assert_eq!(diagnostics(build), expected);
}
