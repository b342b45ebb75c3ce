//! Accepted diagnostics in the text: a directive above the line that each is reported in, and its reason as a comment.
//!
//! Which line that is, is known once the text is laid out. So the text is printed with a mark at each place, and the
//! lines are added when the marks are taken out again.

use triceps_diagnostics::Source;
use triceps_middle::map::{Map, Set};
use triceps_middle::raw::Accepted;
use triceps_middle::{Entry, ExprId, Middle, Parent, Place};

use super::comments::lines;
use super::printer::Printer;

/// The places to mark, and those marked so far.
pub(super) struct Marks {
    mark: char,
    /// Whether each is still missing.
    wanted: Map<Place, bool>,
    /// Expressions with such a place in them.
    around: Set<ExprId>,
    /// In the order of the text.
    found: Vec<Place>,
}

impl Marks {
    fn new(middle: &Middle, accepted: &[Accepted], mark: char) -> Self {
        let mut marks = Self { mark, wanted: Map::new(), around: Set::new(), found: Vec::new() };
        for place in accepted.iter().map(Accepted::place) {
            marks.wanted.insert(place, true);
            let (Place::Expr(expr)
            | Place::Key(expr, _)
            | Place::Entry(expr, _)
            | Place::Name(expr)
            | Place::Access(expr)
            | Place::Arguments(expr)) = place
            else {
                continue;
            };
            let mut around = Some(expr);
            while let Some(expr) = around.filter(|expr| marks.around.insert(*expr)) {
                around = match middle.parent(expr) {
                    Parent::Expr(parent) => Some(parent),
                    _ => None,
                };
            }
        }
        marks
    }
}

impl Printer<'_> {
    /// The whole file, with the diagnostics that it accepts.
    pub(super) fn print_accepting(self, accepted: &[Accepted]) -> String {
        if accepted.is_empty() {
            return self.print();
        }
        let (middle, names) = (self.middle, self.names);
        let plain = self.print();
        let free = ('\u{e000}'..='\u{f8ff}').find(|mark| !plain.contains(*mark));
        let Some(mark) = free else { return plain };
        let marked = |accepted: &[Accepted]| {
            let marks = Some(Marks::new(middle, accepted, mark));
            let (text, marks) = Printer { marks, ..Printer::new(middle, names) }.print_marked();
            let marks = marks.map(|marks| (marks.wanted, marks.found)).unwrap_or_default();
            (text, marks)
        };
        let mut accepted: Vec<Accepted> = accepted.iter().map(|own| own.clone().at(marked_at(own.place()))).collect();
        let (mut text, (missing, mut found)) = marked(&accepted);
        let is_missing = |place: Place| missing.get(&place) == Some(&true);
        if accepted.iter().any(|own| is_missing(own.place())) {
            // What has no place in the text is reported for its declaration.
            let place_of = |place| middle.decl_of_place(place).map_or(Place::File, Place::Decl);
            let moved = |own: Accepted| {
                let place = own.place();
                if is_missing(place) { own.at(place_of(place)) } else { own }
            };
            accepted = accepted.into_iter().map(moved).collect();
            (text, (_, found)) = marked(&accepted);
        }
        let mut found = found.into_iter();
        let mut out = String::with_capacity(text.len() + 100 * accepted.len());
        for line in text.split_inclusive('\n') {
            let mut at_line: Vec<&Accepted> = Vec::new();
            for place in found.by_ref().take(line.matches(mark).count()) {
                at_line.extend(accepted.iter().filter(|own| own.place() == place));
            }
            above(line, &at_line, &mut out);
            out.extend(line.chars().filter(|char| *char != mark));
        }
        out
    }

    /// Marks a place where something accepted is found.
    pub(super) fn mark(&mut self, place: Place) {
        if let Some(marks) = &mut self.marks
            && let Some(missing @ true) = marks.wanted.get_mut(&place)
        {
            *missing = false;
            marks.found.push(place);
            self.doc.mark(marks.mark);
        }
    }

    /// Whether something accepted is found in an expression: then it is not printed so that a directive could not
    /// stand above its line.
    pub(super) fn has_marks(&self, expr: ExprId) -> bool {
        self.marks.as_ref().is_some_and(|marks| marks.around.contains(&expr))
    }

    /// Marks the key of a member.
    pub(super) fn mark_key(&mut self, object: ExprId, position: usize, entry: &Entry) {
        if self.marks.is_some() {
            self.mark(Place::Key(object, u32::try_from(position).unwrap_or(u32::MAX)));
            // What is spread has no key of its own.
            if entry.key == triceps_middle::Key::Spread {
                self.mark(Place::Expr(entry.value));
            }
        }
    }
}

/// Where the line of a place is marked: what lies within an expression is in its line.
fn marked_at(place: Place) -> Place {
    match place {
        Place::Host(string, _) => string.whole(),
        Place::Inside(expr) => Place::Arguments(expr),
        _ => place,
    }
}

/// The lines above one that accepts something.
fn above(line: &str, accepted: &[&Accepted], out: &mut String) {
    let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
    let mut reasons: Vec<&str> = Vec::new();
    let mut codes: Vec<&str> = Vec::new();
    for own in accepted {
        let code = own.code();
        if !reasons.contains(&own.reason()) {
            reasons.push(own.reason());
        }
        let is_known = matches!(code.source(), Source::Compiler | Source::Linter);
        if is_known && !codes.contains(&code.id()) {
            codes.push(code.id());
        }
    }
    for reason in reasons.into_iter().filter(|reason| !reason.is_empty()).flat_map(lines) {
        out.extend([indent, "// ", reason.trim(), "\n"]);
    }
    if !codes.is_empty() {
        out.extend([indent, "#disable-next-line ", &codes.join(" "), "\n"]);
    }
}
