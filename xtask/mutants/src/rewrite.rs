//! A file with all its mutants in it, of which one is chosen when the program runs.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use crate::mutant::{Genre, Mutant, Position};
use crate::sites::{self, Sites};

/// Mutants of one file by their numbers.
pub(super) type Numbered<'a> = (u32, &'a Mutant);

#[derive(Debug, Default)]
pub(super) struct Rewritten {
    pub(super) text: String,
    pub(super) places: Vec<Place>,
    /// Mutants that are not at an expression: they do not compile.
    pub(super) nowhere: Vec<u32>,
}

/// Where a mutant is in the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) number: u32,
    /// The text of the mutant alone.
    pub(super) own: Range<usize>,
    /// The expression with all its mutants.
    pub(super) whole: Range<usize>,
    /// The function around it that is not `const` any more.
    pub(super) function: Option<String>,
}

/// How the code that a mutant replaces is surrounded. Of two around the same code the first is outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    /// Statements before the first of a function.
    Body,
    /// A guard after a pattern.
    NewGuard,
    /// A condition before a guard.
    Guarded,
    /// An expression chosen among others.
    Choice,
}

/// The mutants of one piece of code.
#[derive(Debug)]
struct Edit {
    form: Form,
    range: Range<usize>,
    function: Option<String>,
    choices: Vec<(u32, String)>,
}

/// Puts the mutants into the text.
///
/// # Errors
///
/// If the text is not Rust.
pub(super) fn rewrite(source: &str, mutants: &[Numbered]) -> Result<Rewritten, String> {
    let sites = sites::find(source).map_err(|error| error.to_string())?;
    let lines = line_starts(source);
    let mut rewritten = Rewritten::default();
    // A choice is not made by the compiler.
    let mut without_const = source.to_owned();
    let mut edits: HashMap<(Form, usize, usize), Edit> = HashMap::new();
    for (number, mutant) in mutants {
        let Some((form, range, choice)) = edit(source, &lines, &sites, mutant) else {
            rewritten.nowhere.push(*number);
            continue;
        };
        edits
            .entry((form, range.start, range.end))
            .or_insert_with(|| {
                let mut around = sites.const_functions.iter().rev();
                let function =
                    around.find(|function| function.body.start <= range.start && range.end <= function.body.end);
                if let Some(function) = function {
                    without_const.replace_range(function.keyword.clone(), &" ".repeat(function.keyword.len()));
                }
                Edit { form, range, function: function.map(|function| function.name.clone()), choices: Vec::new() }
            })
            .choices
            .push((*number, choice));
    }
    let mut edits: Vec<Edit> = edits.into_values().collect();
    // Outer edits before inner ones.
    edits.sort_by_key(|edit| (edit.range.start, edit.form > Form::NewGuard, Reverse(edit.range.end), edit.form));
    for edit in &mut edits {
        edit.choices.sort();
    }
    write(&without_const, &edits, &mut rewritten);
    Ok(rewritten)
}

fn edit(source: &str, lines: &[usize], sites: &Sites, mutant: &Mutant) -> Option<(Form, Range<usize>, String)> {
    match mutant.genre {
        Genre::Function => {
            let start = offset(source, lines, mutant.start)?;
            Some((Form::Body, start..start, mutant.replacement.clone()))
        }
        Genre::BinaryOperator | Genre::UnaryOperator => {
            let site = sites.operators.get(&mutant.start)?;
            Some((Form::Choice, site.whole.clone(), replaced(source, &site.whole, &site.part, &mutant.replacement)))
        }
        Genre::StructField => {
            let site = sites.fields.get(&mutant.start)?;
            Some((Form::Choice, site.whole.clone(), replaced(source, &site.whole, &site.part, "")))
        }
        Genre::MatchArmGuard => {
            Some((Form::Choice, sites.guards.get(&mutant.start)?.clone(), mutant.replacement.clone()))
        }
        Genre::MatchArm => {
            let arm = sites.arms.get(&mutant.start)?;
            Some(match &arm.guard {
                Some(guard) => (Form::Guarded, guard.clone(), String::new()),
                None => (Form::NewGuard, arm.pattern_end..arm.pattern_end, String::new()),
            })
        }
    }
}

fn replaced(source: &str, whole: &Range<usize>, part: &Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &source[whole.start..part.start], &source[part.end..whole.end])
}

/// Writes the text with the edits, which are sorted and in each other or apart.
fn write(source: &str, edits: &[Edit], rewritten: &mut Rewritten) {
    let mut written = 0;
    // Edits whose end is still to come, with their places.
    let mut open: Vec<(&Edit, Range<usize>)> = Vec::new();
    let mut next = edits.iter().peekable();
    loop {
        let end = open.last().map(|(edit, _)| edit.range.end);
        match next.peek() {
            Some(edit) if end.is_none_or(|end| edit.range.start < end) => {
                rewritten.text.push_str(&source[written..edit.range.start]);
                written = edit.range.start;
                let places = begin(edit, rewritten);
                if edit.form <= Form::NewGuard {
                    continue_after(places, rewritten);
                } else {
                    open.push((edit, places));
                }
                next.next();
            }
            _ => {
                let Some((edit, places)) = open.pop() else { break };
                rewritten.text.push_str(&source[written..edit.range.end]);
                written = edit.range.end;
                rewritten.text.push_str(match edit.form {
                    Form::Body | Form::NewGuard => "",
                    Form::Guarded => ")",
                    Form::Choice => " })",
                });
                continue_after(places, rewritten);
            }
        }
    }
    rewritten.text.push_str(&source[written..]);
}

/// Writes what comes before the code, and gives which places were added.
fn begin(edit: &Edit, rewritten: &mut Rewritten) -> Range<usize> {
    let first = rewritten.places.len();
    let (start, end) = match edit.form {
        Form::Body => ("", ""),
        Form::NewGuard => (" if ", ""),
        Form::Guarded => ("", " && ("),
        Form::Choice => ("(", " { "),
    };
    let whole = rewritten.text.len();
    rewritten.text.push_str(start);
    for (index, (number, choice)) in edit.choices.iter().enumerate() {
        let own = rewritten.text.len();
        let on = format!("::mutant_switch::on({number})");
        let text = match edit.form {
            Form::Body => format!("if {on} {{ return {choice}; }} "),
            Form::NewGuard | Form::Guarded if index == 0 => format!("!{on}"),
            Form::NewGuard | Form::Guarded => format!(" && !{on}"),
            Form::Choice => format!("if {on} {{ {choice} }} else"),
        };
        rewritten.text.push_str(&text);
        if edit.form == Form::Choice && index + 1 < edit.choices.len() {
            rewritten.text.push(' ');
        }
        rewritten.places.push(Place {
            number: *number,
            own: own..rewritten.text.len(),
            whole: whole..whole,
            function: edit.function.clone(),
        });
    }
    rewritten.text.push_str(end);
    first..rewritten.places.len()
}

/// The text so far is the whole of these places.
fn continue_after(places: Range<usize>, rewritten: &mut Rewritten) {
    let end = rewritten.text.len();
    for place in &mut rewritten.places[places] {
        place.whole.end = end;
    }
}

fn line_starts(source: &str) -> Vec<usize> {
    std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

fn offset(source: &str, lines: &[usize], position: Position) -> Option<usize> {
    let start = *lines.get(position.line.checked_sub(1)?)?;
    let (at, _) = source[start..].char_indices().nth(position.column.checked_sub(1)?)?;
    Some(start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(genre: Genre, column: usize, replacement: &str) -> Mutant {
        Mutant {
            name: String::new(),
            file: String::new(),
            change: String::new(),
            genre,
            replacement: replacement.to_owned(),
            start: Position { line: 1, column },
        }
    }

    #[track_caller]
    fn check(source: &str, mutants: &[(Genre, usize, &str)], expected: &str) {
        let mutants: Vec<Mutant> = mutants.iter().map(|(genre, at, by)| mutant(*genre, *at, by)).collect();
        let numbered: Vec<Numbered> = (1..).zip(&mutants).collect();
        let rewritten = rewrite(source, &numbered).unwrap();
        assert_eq!(rewritten.text.replace("::mutant_switch::on", "on"), expected);
        syn::parse_file(&rewritten.text).unwrap();
        for place in &rewritten.places {
            let own = &rewritten.text[place.own.clone()];
            assert!(own.contains(&format!("on({})", place.number)), "{own}");
            assert!(place.whole.start <= place.own.start && place.own.end <= place.whole.end);
        }
    }

    #[test]
    fn a_function_returns_at_once() {
        check(
            "fn f() -> u8 { 1 + 2 }",
            &[(Genre::Function, 16, "0"), (Genre::Function, 16, "1"), (Genre::BinaryOperator, 18, "-")],
            "fn f() -> u8 { if on(1) { return 0; } if on(2) { return 1; } (if on(3) { 1 - 2 } else { 1 + 2 }) }",
        );
    }

    #[test]
    fn operators_are_chosen_also_in_each_other() {
        check(
            "fn f() { a && b == !c }",
            &[
                (Genre::BinaryOperator, 12, "||"),
                (Genre::BinaryOperator, 17, "!="),
                (Genre::BinaryOperator, 17, "<"),
                (Genre::UnaryOperator, 20, ""),
            ],
            "fn f() { (if on(1) { a || b == !c } else { a && (if on(2) { b != !c } else if on(3) { b < !c } else { b == \
             (if on(4) { c } else { !c }) }) }) }",
        );
    }

    #[test]
    fn an_arm_is_deleted_by_its_guard() {
        check(
            "fn f() { match a { 1 | 2 => b, 3 if c => d, _ => e } }",
            &[(Genre::MatchArm, 20, ""), (Genre::MatchArm, 32, ""), (Genre::MatchArmGuard, 37, "true")],
            "fn f() { match a { 1 | 2 if !on(1) => b, 3 if !on(2) && ((if on(3) { true } else { c })) => d, _ => e } }",
        );
    }

    #[test]
    fn a_field_is_left_to_the_base() {
        check(
            "fn f() { S { a: 1, ..b } }",
            &[(Genre::StructField, 14, "")],
            "fn f() { (if on(1) { S {  ..b } } else { S { a: 1, ..b } }) }",
        );
    }

    #[test]
    fn a_function_with_a_mutant_is_not_const() {
        check(
            "const fn f() -> bool { !a } const fn g() { b }",
            &[(Genre::UnaryOperator, 24, "")],
            "      fn f() -> bool { (if on(1) { a } else { !a }) } const fn g() { b }",
        );
    }

    #[test]
    fn adjacent_edits_close_before_the_next_opens() {
        check(
            "fn f() { [a<b,c<d] }",
            &[(Genre::BinaryOperator, 12, ">"), (Genre::BinaryOperator, 16, ">")],
            "fn f() { [(if on(1) { a>b } else { a<b }),(if on(2) { c>d } else { c<d })] }",
        );
    }

    #[test]
    fn a_mutant_that_is_not_at_an_expression_is_nowhere() {
        let mutant = mutant(Genre::BinaryOperator, 23, "||");
        let rewritten = rewrite("fn f() { if let 1 = a && b {} }", &[(7, &mutant)]).unwrap();
        assert_eq!(rewritten.nowhere, [7]);
        assert_eq!(rewritten.text, "fn f() { if let 1 = a && b {} }");
    }
}
