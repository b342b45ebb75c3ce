//! What checks find, by ids; paths and lines are added at the end.

mod accepted;
mod help;

use std::panic::Location;

pub use accepted::Accepted;
pub use help::Help;

use triceps_diagnostics::{Code, Diagnostic, Diagnostics, Severity, codes};

use crate::map::{Map, Set};
use crate::middle::{Callee, DeclId, Expr, ExprId, Middle, Place};
use crate::order::sort_by;
use crate::strings::known;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawDiagnostic {
    /// Its code.
    pub code: Code,
    /// How bad it is here.
    pub severity: Severity,
    /// What it is about.
    pub place: Place,
    /// One sentence that says what is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<Help>,
    /// The line of Rust, where it is not that of a declaration.
    pub line: Option<&'static Location<'static>>,
}

/// Errors of values that have a type all the same.
const OF_VALUES: &[Code] = &[
    codes::BCP032,
    codes::BCP033,
    codes::BCP034,
    codes::BCP035,
    codes::BCP036,
    codes::BCP037,
    codes::BCP040,
    codes::BCP052,
    codes::BCP053,
    codes::BCP073,
    codes::BCP077,
    codes::BCP078,
    codes::BCP083,
    codes::BCP088,
    codes::BCP089,
    codes::BCP176,
    codes::BCP225,
    codes::BCP327,
    codes::BCP328,
    codes::BCP332,
    codes::BCP333,
    codes::BCP403,
    codes::BCP416,
];

impl RawDiagnostic {
    /// Whether it is what an expression has in place of a type: it is lost where that expression is not looked at.
    fn is_carried(&self) -> bool {
        self.severity == Severity::Error && !OF_VALUES.contains(&self.code)
    }
}

/// What checks have found so far.
#[derive(Clone, Debug, Default)]
pub struct RawDiagnostics {
    list: Vec<RawDiagnostic>,
}

impl<'f> IntoIterator for &'f RawDiagnostics {
    type Item = &'f RawDiagnostic;
    type IntoIter = std::slice::Iter<'f, RawDiagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl RawDiagnostics {
    /// Adds a diagnostic with the level of its code.
    // Cold: most models have few diagnostics, so that what makes them lies apart from the code that runs.
    #[cold]
    pub fn report(&mut self, code: Code, place: Place, message: impl Into<String>, help: impl Into<Help>) {
        self.report_as(code, code.level(), place, message, help);
    }

    /// Adds a diagnostic with a level of its own.
    #[cold]
    pub fn report_as(
        &mut self,
        code: Code,
        severity: Severity,
        place: Place,
        message: impl Into<String>,
        help: impl Into<Help>,
    ) {
        let help = Some(help.into()).filter(|help: &Help| !help.is_empty());
        self.list.push(RawDiagnostic { code, severity, place, message: message.into(), help, line: None });
    }

    /// Adds a diagnostic about a line of Rust that is not that of a declaration.
    #[cold]
    pub fn report_line(
        &mut self,
        code: Code,
        line: Option<&'static Location<'static>>,
        message: impl Into<String>,
        help: impl Into<Help>,
    ) {
        self.report(code, Place::File, message, help);
        if let Some(last) = self.list.last_mut() {
            last.line = line;
        }
    }

    /// Adds all diagnostics of another list.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// Gives each diagnostic the level that the text of its file asks for, and takes out those that it accepts.
    pub fn apply_levels(&mut self, middle: &Middle) -> Vec<Accepted> {
        let mut accepted = Vec::new();
        let Some(origins) = middle.origins() else {
            // What is wrong with the declarations of another file is reported for that file.
            let is_own = |place| middle.decl_of_place(place).is_none_or(|decl| middle.foreign(decl).is_none());
            self.list.retain(|diagnostic| is_own(diagnostic.place));
            return accepted;
        };
        self.list.retain_mut(|diagnostic| {
            let span = origins.span(middle, diagnostic.place);
            let level = origins.level(diagnostic.code, diagnostic.severity, span.as_ref());
            if level.is_none() && span.is_some_and(|span| origins.accepts(diagnostic.code, diagnostic.severity, &span))
            {
                accepted.push(Accepted::by_directive(middle, diagnostic));
            }
            diagnostic.severity = level.unwrap_or(diagnostic.severity);
            level.is_some()
        });
        accepted
    }

    /// Drops what `keep` refuses.
    pub fn retain(&mut self, keep: impl FnMut(&RawDiagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Drops what `keep` refuses of the diagnostics after the first `since`. Those before are not looked at: this is
    /// called again and again as the list grows.
    fn retain_since(&mut self, since: usize, keep: impl FnMut(&RawDiagnostic) -> bool) {
        if since == 0 {
            self.list.retain(keep);
        } else if since < self.list.len() {
            let mut rest = self.list.split_off(since);
            rest.retain(keep);
            self.list.append(&mut rest);
        }
    }

    /// Takes back the errors after the first `since` diagnostics; warnings stay.
    pub fn take_back_errors(&mut self, since: usize) {
        self.retain_since(since, |diagnostic| diagnostic.severity != Severity::Error);
    }

    /// Takes back the errors after the first `since` diagnostics that are what an expression has in place of a type.
    /// The diagnostics of values that have a type stays.
    pub fn take_back_carried(&mut self, since: usize) {
        self.retain_since(since, |diagnostic| !diagnostic.is_carried());
    }

    /// Whether one of the errors after the first `since` diagnostics is what an expression has in place of a type.
    pub fn has_carried(&self, since: usize) -> bool {
        self.list[since..].iter().any(RawDiagnostic::is_carried)
    }

    /// Whether one of those after the first `since` diagnostics is an error.
    pub fn has_errors_since(&self, since: usize) -> bool {
        self.list[since..].iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Takes out the diagnostics of names that lead nowhere, by the expressions that stand for them.
    pub fn take_unresolved(&mut self, middle: &Middle) -> Map<ExprId, Vec<RawDiagnostic>> {
        let mut unresolved: Map<ExprId, Vec<RawDiagnostic>> = Map::new();
        let unresolved_at = |place| match place {
            Place::Expr(expr) | Place::Name(expr) | Place::Arguments(expr) => match middle.expr(expr) {
                Expr::Error(_) | Expr::Call { callee: Callee::Unknown(known::EMPTY), .. } => Some(expr),
                _ => None,
            },
            _ => None,
        };
        self.list.retain(|diagnostic| {
            let at = unresolved_at(diagnostic.place);
            if let Some(expr) = at {
                unresolved.or_insert_with(expr, Vec::new).push(diagnostic.clone());
            }
            at.is_none()
        });
        unresolved
    }

    /// Adds diagnostics that are made already.
    pub fn extend(&mut self, diagnostics: Vec<RawDiagnostic>) {
        self.list.extend(diagnostics);
    }

    /// Takes back the diagnostics of some places after the first `since` diagnostics.
    pub fn take_back_at(&mut self, since: usize, is_at: impl Fn(Place) -> bool) {
        self.retain_since(since, |diagnostic| !is_at(diagnostic.place));
    }

    /// Takes back the diagnostics of some codes and places.
    pub fn take_back_if(&mut self, is_lost: impl Fn(Code, Place) -> bool) {
        self.list.retain(|diagnostic| !is_lost(diagnostic.code, diagnostic.place));
    }

    /// Takes back a diagnostic that is the last of those before a position.
    pub fn take_back_last(&mut self, until: usize, code: Code, place: Place) {
        let is_it = |found: &RawDiagnostic| found.code == code && found.place == place;
        if let Some(last) = until.checked_sub(1).filter(|last| self.list.get(*last).is_some_and(is_it)) {
            self.list.remove(last);
        }
    }

    /// Takes back the errors from the position `since` to the position `until`.
    pub fn take_back_between(&mut self, since: usize, until: usize) {
        let mut position = since;
        self.retain_since(since, |diagnostic| {
            position += 1;
            position > until || diagnostic.severity != Severity::Error
        });
    }

    /// Takes back all diagnostics after the first `since`.
    pub fn truncate(&mut self, since: usize) {
        self.list.truncate(since);
    }

    /// The diagnostics in the order in which they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, RawDiagnostic> {
        self.list.iter()
    }

    /// The diagnostics as diagnostics: by declaration in printed order, each with its path and the line of Rust, and
    /// none twice.
    pub fn into_diagnostics(self, middle: &Middle) -> Diagnostics {
        if self.list.is_empty() {
            return Diagnostics::default();
        }
        let ranks = ranks(middle);
        let mut keyed: Vec<(usize, Option<DeclId>, RawDiagnostic)> = self
            .list
            .into_iter()
            .map(|diagnostic| {
                let decl = middle.decl_of_place(diagnostic.place);
                (decl.map_or(0, |decl| ranks[decl.index()]), decl, diagnostic)
            })
            .collect();
        sort_by(&mut keyed, |(a, ..), (b, ..)| a.cmp(b));
        let mut diagnostics = Diagnostics::default();
        let mut seen = Set::new();
        for (_, decl, raw) in keyed {
            let path = middle.path(raw.place);
            if !seen.insert((raw.code.id(), raw.place, raw.line, raw.message.clone())) {
                continue;
            }
            let mut diagnostic = Diagnostic::new(raw.code, path, raw.message)
                .with_severity(raw.severity)
                .with_location(raw.line.or_else(|| middle.line_of(decl?)))
                .with_span(middle.origins().and_then(|origins| origins.span(middle, raw.place)));
            if let Some(help) = raw.help {
                diagnostic = diagnostic.with_help(help.words(middle.is_text()));
            }
            diagnostics.push(diagnostic);
        }
        diagnostics
    }
}

/// By declaration: its place in the order in which diagnostics are shown, from 1.
fn ranks(middle: &Middle) -> Vec<usize> {
    let mut ranks = vec![0; middle.decl_count()];
    let mut next = 1;
    let mut waiting: Vec<DeclId> = middle.order().iter().rev().copied().collect();
    while let Some(decl) = waiting.pop() {
        ranks[decl.index()] = next;
        next += 1;
        waiting.extend(middle.nested_in(decl).iter().rev());
    }
    ranks
}
