//! What holds for each program that compiles.

use triceps_compile::{Compilation, Files, Modules, compile_with};
use triceps_core::Checked;

use super::normal::{deviation, formatted};

/// What came of one program.
#[derive(Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a law of its own")]
pub(super) struct Kept {
    /// What is printed is laid out.
    pub(super) laid_out: bool,
    /// What is printed means what was read.
    pub(super) means_the_same: bool,
    /// What is laid out means what was read.
    pub(super) formatted_means_the_same: bool,
    /// The diagnostics of what is printed are those of what was read.
    pub(super) same_diagnostics: bool,
    /// What is printed is what was laid out; the reason why it need not be.
    pub(super) normal: Result<bool, &'static str>,
    /// The first difference.
    pub(super) difference: Option<String>,
}

/// Prints a program and reads it again; nothing if it does not compile.
pub(super) fn keep(files: &dyn Files, modules: &dyn Modules, main: &str) -> Option<Kept> {
    let compilation = compile_with(files, modules, main);
    let checked = compilation.checked()?;
    let text = compilation.text(main).unwrap_or_default();
    let (json, printed, laid_out) = (checked.to_arm_string(), checked.to_bicep(), formatted(text));
    let with_text = |text: &str| compile_with(&WithText { files, path: main, text }, modules, main);
    let (again, of_laid_out) = (with_text(&printed), with_text(&laid_out));
    let text_and_json = |it: &Checked| (it.to_bicep(), it.to_arm_string());
    let again_printed = formatted(&printed);
    let read_back = again.checked().map(text_and_json);
    let laid_out_json = of_laid_out.checked().map(Checked::to_arm_string);
    // The formatter gives all lines the same end, those of strings too.
    let with_same_ends = text.contains('\r').then(|| with_text(&text.replace("\r\n", "\n").replace('\r', "\n")));
    let wanted_json = with_same_ends.and_then(|it| it.checked().map(Checked::to_arm_string)).unwrap_or(json.clone());
    let normal = match deviation(&laid_out) {
        Some(deviation) => Err(deviation),
        None if laid_out != printed && without_blank_lines(&laid_out) == without_blank_lines(&printed) => {
            Err("other blank lines between declarations")
        }
        None => Ok(laid_out == printed),
    };
    let (found, found_again) = (codes(&compilation), codes(&again));
    let difference = if again_printed != printed {
        Some(format!("what is printed is laid out in another way: {}", first(&printed, &again_printed)))
    } else if let Some((text_again, json_again)) = &read_back {
        if *text_again != printed {
            Some(format!("what is read again is printed in another way: {}", first(&printed, text_again)))
        } else if *json_again != json {
            Some(format!("what is printed has another template: {}", first(&json, json_again)))
        } else if laid_out_json.as_ref() != Some(&wanted_json) {
            let other = laid_out_json.as_deref().unwrap_or("refused");
            Some(format!("what is laid out has another template: {}", first(&wanted_json, other)))
        } else if found != found_again {
            Some(format!("diagnostics of what is printed: {}", change(&found, &found_again)))
        } else if normal == Ok(false) {
            Some(format!("what is printed is not what is laid out: {}", first(&laid_out, &printed)))
        } else {
            None
        }
    } else {
        let errors = again.diagnostics().iter().filter(|found| found.severity().name() == "error");
        let error = errors.map(ToString::to_string).next().unwrap_or_default();
        Some(format!("what is printed is refused: {error}"))
    };
    Some(Kept {
        laid_out: again_printed == printed,
        means_the_same: read_back == Some((printed, json)),
        formatted_means_the_same: laid_out_json == Some(wanted_json),
        same_diagnostics: found == found_again,
        normal,
        difference,
    })
}

fn without_blank_lines(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| *line != "\n").collect()
}

/// The codes of all that is found, sorted.
fn codes(compilation: &Compilation) -> Vec<String> {
    let mut codes: Vec<String> = compilation.diagnostics().iter().map(|found| found.id().to_owned()).collect();
    codes.sort();
    codes
}

fn change(before: &[String], after: &[String]) -> String {
    let count = |codes: &[String], code: &str| codes.iter().filter(|other| *other == code).count();
    let mut codes: Vec<&String> = before.iter().chain(after).collect();
    codes.sort();
    codes.dedup();
    let changes = codes.into_iter().map(|code| (code, count(before, code), count(after, code)));
    let changes = changes.filter(|(_, before, after)| before != after);
    changes.map(|(code, before, after)| format!("{code} {before} -> {after}")).collect::<Vec<_>>().join(", ")
}

/// The first line that differs.
fn first(before: &str, after: &str) -> String {
    let mut lines = before.lines().zip(after.lines()).enumerate();
    match lines.find(|(_, (before, after))| before != after) {
        Some((line, (before, after))) => format!("line {}: `{}`, then `{}`", line + 1, before.trim(), after.trim()),
        None => "one is longer".to_owned(),
    }
}

/// Files with another text for one of them.
struct WithText<'a> {
    files: &'a dyn Files,
    path: &'a str,
    text: &'a str,
}

impl Files for WithText<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        if path == self.path { Some(self.text.into()) } else { self.files.read(path) }
    }

    fn list(&self, folder: &str) -> Option<Vec<String>> {
        self.files.list(folder)
    }
}
