//! One text that was read.

use std::sync::{Arc, OnceLock};

use triceps_diagnostics::{Code, Diagnostic, Severity, Span, codes};
use triceps_syntax::{LineIndex, SyntaxKind, TextRange, Tree};

use crate::directives::Directives;

/// How many errors of a text are shown.
const MOST_ERRORS: usize = 100_000;

/// A text with its tree.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) tree: Arc<Tree>,
    lines: OnceLock<LineIndex<TreeText>>,
    directives: OnceLock<Directives>,
    parse_errors: OnceLock<Vec<TextRange>>,
    pub(crate) config: Arc<crate::config::Config>,
}

#[derive(Debug)]
struct TreeText(Arc<Tree>);

impl AsRef<str> for TreeText {
    fn as_ref(&self) -> &str {
        self.0.text()
    }
}

impl Source {
    pub(crate) fn new(path: String, tree: Arc<Tree>, config: Arc<crate::config::Config>) -> Self {
        Self { path, tree, lines: OnceLock::new(), directives: OnceLock::new(), parse_errors: OnceLock::new(), config }
    }

    /// Whether two texts differ in comments, spaces and empty lines alone.
    pub(crate) fn has_same_tokens(&self, other: &Self) -> bool {
        tokens(&self.tree).eq(tokens(&other.tree))
    }

    fn lines(&self) -> &LineIndex<TreeText> {
        self.lines.get_or_init(|| LineIndex::new(TreeText(self.tree.clone())))
    }

    /// A range with its lines and columns.
    pub(crate) fn span(&self, range: TextRange) -> Span {
        let position = |offset| {
            let position = self.lines().position(offset);
            (position.line, position.column)
        };
        Span {
            file: self.path.clone(),
            bytes: range.start as usize..range.end as usize,
            start: position(range.start),
            end: position(range.end),
        }
    }

    /// The level that a diagnostic has in this text; none where the text accepts it.
    pub(crate) fn level(&self, code: Code, severity: Severity, span: Option<&Span>) -> Option<Severity> {
        let severity = self.config.level(code, severity)?;
        let is_fixed = severity == Severity::Error && code.source() != triceps_diagnostics::Source::Linter;
        if is_fixed {
            return Some(severity);
        }
        let is_accepted = span.is_some_and(|span| self.accepts(code, span));
        (!is_accepted).then_some(severity)
    }

    /// Whether a directive accepts what is found in a place.
    pub(crate) fn accepts(&self, code: Code, span: &Span) -> bool {
        let directives = self.directives.get_or_init(|| Directives::of(&self.tree, self.lines()));
        directives.accept(code.id(), span.start.0)
    }

    /// Whether the parser found something wrong within a range.
    pub(crate) fn has_parse_error(&self, range: TextRange) -> bool {
        let errors = self.parse_errors.get_or_init(|| {
            let mut errors: Vec<TextRange> =
                self.tree.errors().iter().filter(|error| error.is_of_parser()).map(|error| error.range).collect();
            errors.sort_unstable_by_key(|error| (error.start, error.end));
            errors
        });
        let first = errors.partition_point(|error| error.start < range.start);
        errors[first..].iter().take_while(|error| error.start <= range.end).any(|error| error.end <= range.end)
    }

    /// What is wrong with the text itself.
    pub(crate) fn errors(&self) -> impl Iterator<Item = Diagnostic> {
        self.tree.errors().iter().take(MOST_ERRORS).map(|error| {
            let code = codes::find(error.code()).unwrap_or(codes::BCP007);
            self.diagnostic(code, error.range, error.message(self.tree.text()).into_owned())
        })
    }

    pub(crate) fn diagnostic(&self, code: Code, range: TextRange, message: String) -> Diagnostic {
        Diagnostic::new(code, self.path.clone(), message).with_span(Some(self.span(range)))
    }
}

/// The tokens of a text. Line ends in a row are one, and those at the start and the end are left out.
fn tokens(tree: &Tree) -> impl Iterator<Item = (SyntaxKind, &str)> {
    let mut line_end = None;
    let mut is_first = true;
    tree.tokens()
        .flat_map(move |token| {
            if token.kind() == SyntaxKind::NewLine {
                line_end = (!is_first).then_some((SyntaxKind::NewLine, ""));
                return [None, None];
            }
            is_first = false;
            let line_end = line_end.take().filter(|_| token.kind() != SyntaxKind::EndOfFile);
            [line_end, Some((token.kind(), token.text()))]
        })
        .flatten()
}
