//! Rules as text files. A case has a title that states a rule, and Bicep with all that is reported about it: place,
//! message and help. A line without a diagnostic is a near case that is right.
//!
//! A file begins with the codes that it hides (`hide CODE ..`), modules (`++ PATH`) and frames (`%% NAME`). A case is a
//! whole text, or stands `in` a frame: then each row that begins with `|` is a text of its own, whose parts, divided by
//! ` ; `, are put into the frame for `$1`, `$2`, ..
//!
//! `CASES=overwrite` writes what is reported now. The difference is reviewed like any other.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use triceps_diagnostics::{Diagnostic, Span};

use crate::files::{Files, diagnostics_with, files};

/// What a file of cases has before its first case.
struct Setting<'t> {
    hidden: Vec<&'t str>,
    modules: Files,
    frames: HashMap<&'t str, &'t str>,
}

impl<'t> Setting<'t> {
    fn parse(head: &'t str) -> Self {
        let mut setting = Self { hidden: Vec::new(), modules: Files::new(), frames: HashMap::new() };
        let mut modules = Vec::new();
        for section in head.split("\n\n").filter(|section| !section.is_empty()) {
            let (first, text) = section.split_once('\n').unwrap_or((section, ""));
            match first.split_once(' ').expect("a section of the head has a kind") {
                ("hide", codes) => setting.hidden.extend(codes.split(' ')),
                ("++", path) => modules.push((path, text)),
                ("%%", name) => {
                    setting.frames.insert(name, text);
                }
                (kind, _) => panic!("`{kind}` is not a kind of section"),
            }
        }
        let (bicep, others): (Vec<_>, Vec<_>) =
            modules.into_iter().partition(|(path, _)| Path::new(path).extension().is_some_and(|own| own == "bicep"));
        setting.modules = files(&bicep);
        for (path, text) in others {
            setting.modules.insert(path, text);
        }
        setting
    }

    /// What is reported about a text, one line a diagnostic and one for its help.
    fn reported(&self, text: &str, place: &dyn Fn(&Span) -> String) -> String {
        let mut lines = String::new();
        for found in diagnostics_with(text, &self.modules) {
            if !self.hidden.contains(&found.id()) {
                write(&mut lines, &found, place);
            }
        }
        lines
    }

    /// A case as it is written, with what is reported now.
    fn renew(&self, case: &str) -> String {
        match case.split_once('\n') {
            Some((first, rows)) if first.starts_with("in ") => {
                let frame = self.frames.get(&first[3..]).expect("the frame is in the head of the file");
                let rows = rows.lines().filter_map(|line| line.strip_prefix("| "));
                let rows = rows.fold(String::new(), |text, row| text + "| " + row + "\n" + &self.row(frame, row));
                format!("{first}\n{rows}")
            }
            _ => {
                let (text, _) = case.split_once("\n--\n").expect("`--` stands between a text and what is reported");
                let found = self
                    .reported(text, &|span| format!("{}:{}-{}:{}", span.start.0, span.start.1, span.end.0, span.end.1));
                format!("{text}\n--\n{}", if found.is_empty() { "nothing\n" } else { &found })
            }
        }
    }

    /// What is reported about a row. Places in the row are columns of it, others lines and columns of the whole text.
    fn row(&self, frame: &str, row: &str) -> String {
        let mut text = String::new();
        // Line and column of each part in the text, its length, and its column in the row.
        let mut parts: Vec<(usize, usize, usize, usize)> = Vec::new();
        let (mut column, mut columns) = (1, HashMap::new());
        for (position, part) in row.split(" ; ").enumerate() {
            columns.insert(format!("${}", position + 1), (column, part));
            column += part.chars().count() + 3;
        }
        let mut rest = frame;
        while let Some(at) = rest.find('$') {
            let after = (at + 2).min(rest.len());
            text.push_str(&rest[..at]);
            match rest.get(at..after).and_then(|hole| columns.get(hole)) {
                Some((column, part)) => {
                    let line_start = text.rfind('\n').map_or(0, |end| end + 1);
                    let length = part.chars().count();
                    parts.push((
                        text.matches('\n').count() + 1,
                        text[line_start..].chars().count() + 1,
                        length,
                        *column,
                    ));
                    text.push_str(part);
                }
                None => text.push_str(&rest[at..after]),
            }
            rest = &rest[after..];
        }
        text.push_str(rest);
        let place = |(line, column): (u32, u32)| {
            let (line, column) = (line as usize, column as usize);
            let is_here =
                |part: &&(usize, usize, usize, usize)| part.0 == line && (part.1..=part.1 + part.2).contains(&column);
            let part = parts.iter().find(is_here);
            part.map_or_else(|| format!("{line}:{column}"), |part| (column - part.1 + part.3).to_string())
        };
        self.reported(&text, &|span| format!("  {}-{}", place(span.start), place(span.end)))
    }
}

fn write(lines: &mut String, found: &Diagnostic, place: &dyn Fn(&Span) -> String) {
    let place = found.span().map_or_else(|| found.path().to_owned(), place);
    let _ = writeln!(lines, "{place} {} {}: {}", found.severity(), found.id(), found.message());
    if let Some(help) = found.help() {
        let _ = writeln!(lines, "      {help}");
    }
}

/// Compares the cases of a file.
#[track_caller]
fn check(name: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules/cases").join(name).with_extension("txt");
    let content = std::fs::read_to_string(&path).expect("the cases can be read");
    let mut sections = content.split("\n== ");
    let head = sections.next().unwrap_or_default();
    let setting = Setting::parse(head.trim_end());
    let mut wrong = String::new();
    let mut written = head.trim_end().to_owned() + "\n\n";
    for section in sections {
        let (title, case) = section.split_once('\n').expect("a title has a line of its own");
        let renewed = setting.renew(case);
        if renewed.trim_end() != case.trim_end() {
            let _ = writeln!(wrong, "{title}\n{renewed}\n  expected:\n{case}");
        }
        let _ = write!(written, "== {title}\n{}\n\n", renewed.trim_end());
    }
    if std::env::var_os("CASES").is_some_and(|value| value == "overwrite") {
        std::fs::write(&path, written.trim_end().to_owned() + "\n").expect("the cases can be written");
    } else {
        assert!(wrong.is_empty(), "{}:\n{wrong}", path.display());
    }
}

macro_rules! files_of_cases {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            check(stringify!($name));
        })*

        #[test]
        fn all_files_are_listed() {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/cases");
            let mut found: Vec<String> = std::fs::read_dir(folder)
                .expect("the folder can be read")
                .map(|entry| entry.expect("an entry can be read").file_name().into_string().expect("a name is text"))
                .collect();
            found.sort();
            let listed: Vec<String> = [$(stringify!($name)),*].iter().map(|name| format!("{name}.txt")).collect();
            assert_eq!(found, listed);
        }
    };
}

files_of_cases!(
    accesses, bounds, constants, containers, decorators, identities, imports, inference, ingress, lint, loops, names,
    narrowing, objects, scale, secrecy, stores, structure, templates, types, unions, variants
);
