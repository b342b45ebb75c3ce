//! Lists between brackets, and the statements of a file: items, what separates them, and the blank
//! lines that are kept.

use crate::document::{Document, Flat, LastArgument, Region};

/// Whether a list may be on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// On one line if it fits and nothing in it has to break.
    Fit,
    /// One item a line. For lists that are not empty.
    Broken,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Brackets {
    open: &'static str,
    close: &'static str,
    separator: Flat,
    padding: Flat,
}

const OBJECT: Brackets = Brackets { open: "{", close: "}", separator: Flat::CommaSpace, padding: Flat::Space };
const ARRAY: Brackets = Brackets { open: "[", close: "]", separator: Flat::CommaSpace, padding: Flat::Nothing };
const LOOP: Brackets = Brackets { open: "[", close: "]", separator: Flat::Nothing, padding: Flat::Nothing };
const ARGUMENTS: Brackets = Brackets { open: "(", close: ")", separator: Flat::Space, padding: Flat::Nothing };
const TYPE_ARGUMENTS: Brackets = Brackets { open: "<", close: ">", separator: Flat::Space, padding: Flat::Nothing };

/// Line ends of a source between two items: one alone means nothing, more leave blank lines.
#[derive(Clone, Copy, Debug, Default)]
struct LineEnds {
    last: LineEnd,
    blank_lines: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LineEnd {
    #[default]
    None,
    One,
    Blank,
}

impl LineEnds {
    fn one(&mut self) {
        self.blank_lines += usize::from(self.last == LineEnd::One);
        self.last = LineEnd::One;
    }

    fn blank(&mut self) {
        self.blank_lines += usize::from(self.last != LineEnd::Blank);
        self.last = LineEnd::Blank;
    }

    fn take(&mut self) -> usize {
        std::mem::take(self).blank_lines
    }
}

/// Where items, comments and blank lines go: a [`List`] or the [`Statements`] of a file.
pub trait Items {
    /// Goes to the place of the next item: a part of the list, or a comment on a line of its own.
    fn item(&mut self, doc: &mut Document);

    /// The source ends a line here. Alone it means nothing; the second in a row leaves a blank line.
    fn line_end(&mut self);

    /// The source has a blank line here: one is kept before the next item, and the list is broken.
    /// Before the first and after the last item blank lines vanish.
    fn blank_line(&mut self);
}

/// A list between brackets that is being laid out.
#[derive(Debug)]
#[must_use = "a list has to be closed"]
pub struct List {
    brackets: Brackets,
    region: Option<Region>,
    /// What had forced groups to break before the first item.
    breakers: isize,
    /// The same and the width of the text, before the last argument.
    before_tail: (isize, usize),
    last_argument: Option<LastArgument>,
    is_flat: bool,
    is_empty: bool,
    arguments: usize,
    line_ends: LineEnds,
}

impl Items for List {
    #[inline]
    fn item(&mut self, doc: &mut Document) {
        if self.region.is_none() {
            self.is_empty = false;
            return;
        }
        if self.is_empty {
            self.is_empty = false;
            self.line_ends = LineEnds::default();
            doc.level += 1;
            doc.line(self.brackets.padding);
            return;
        }
        doc.line(self.brackets.separator);
        for _ in 0..self.line_ends.take() {
            doc.force_break();
            doc.hard_line();
        }
    }

    fn line_end(&mut self) {
        self.line_ends.one();
    }

    fn blank_line(&mut self) {
        self.line_ends.blank();
    }
}

impl List {
    #[inline]
    fn open(doc: &mut Document, brackets: Brackets, form: Form, token: impl FnOnce(&mut Document)) -> Self {
        let region = match form {
            Form::Broken => doc.open_broken(),
            Form::Fit => doc.open_group(),
        };
        token(doc);
        let breakers = doc.breakers;
        if form == Form::Broken {
            doc.force_break();
        }
        Self::new(brackets, Some(region), breakers)
    }

    fn new(brackets: Brackets, region: Option<Region>, breakers: isize) -> Self {
        Self {
            brackets,
            region,
            breakers,
            before_tail: (0, 0),
            last_argument: None,
            is_flat: false,
            is_empty: true,
            arguments: 0,
            line_ends: LineEnds::default(),
        }
    }

    /// The next argument of a call or parameter of a declaration, with the comma after the one
    /// before.
    pub fn argument(&mut self, doc: &mut Document) {
        self.comma(doc);
        self.next_argument(doc);
    }

    /// The comma after the argument before, where comments follow it; then
    /// [`next_argument`](Self::next_argument).
    pub fn comma(&mut self, doc: &mut Document) {
        if self.arguments > 0 {
            doc.ascii(",");
        }
    }

    /// The next argument, after [`comma`](Self::comma).
    pub fn next_argument(&mut self, doc: &mut Document) {
        self.arguments += 1;
        self.item(doc);
    }

    /// Says that an argument follows that may stay on the line of the call though it is broken
    /// itself: the last of two or more, which is an object, an array, or a lambda with one of them
    /// as its body. It follows [`argument`](Self::argument).
    pub fn tail(&mut self, doc: &Document) {
        self.before_tail = (doc.breakers, doc.width());
    }

    /// The end of the argument that [`tail`](Self::tail) announced.
    pub fn end_tail(&mut self, doc: &mut Document) {
        let (breakers, start) = self.before_tail;
        self.breakers += doc.breakers - breakers;
        self.last_argument = doc.end_last_argument(start);
    }

    /// The closing bracket.
    #[inline]
    pub fn close(self, doc: &mut Document) {
        let bracket = self.brackets.close;
        self.close_with(doc, |doc| doc.ascii(bracket));
    }

    /// The closing bracket, written by the caller with its comments.
    #[inline]
    pub fn close_with(self, doc: &mut Document, bracket: impl FnOnce(&mut Document)) {
        let Some(region) = self.region else { return bracket(doc) };
        let broken = self.is_empty || doc.breakers > self.breakers;
        if !self.is_empty {
            doc.level -= 1;
            doc.line(self.brackets.padding);
        }
        bracket(doc);
        if self.is_flat {
            doc.close_flat(region, broken);
        } else {
            doc.close_call(region, broken, self.last_argument);
        }
    }
}

/// How many arguments a call has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arguments {
    /// One, comments on lines of their own included, that does not end with a comment: it is never set
    /// on a line of its own.
    One,
    /// None, two or more.
    Other,
}

impl From<usize> for Arguments {
    fn from(count: usize) -> Self {
        if count == 1 { Self::One } else { Self::Other }
    }
}

impl Document {
    /// An object, `{ a: 1, b: 2 }` or one property a line.
    #[inline]
    pub fn object(&mut self, form: Form) -> List {
        self.object_with(form, |doc| doc.ascii(OBJECT.open))
    }

    /// An object whose opening brace is written by the caller, with its comments.
    #[inline]
    pub fn object_with(&mut self, form: Form, brace: impl FnOnce(&mut Self)) -> List {
        List::open(self, OBJECT, form, brace)
    }

    /// An array, `[1, 2]` or one item a line.
    pub fn array(&mut self, form: Form) -> List {
        self.array_with(form, |doc| doc.ascii(ARRAY.open))
    }

    /// An array whose opening bracket is written by the caller, with its comments.
    pub fn array_with(&mut self, form: Form, bracket: impl FnOnce(&mut Self)) -> List {
        List::open(self, ARRAY, form, bracket)
    }

    /// The arguments of a call, and of a decorator: `(a, b)` or one a line with commas. The name
    /// comes before.
    pub fn arguments(&mut self, count: impl Into<Arguments>) -> List {
        self.arguments_with(count, |doc| doc.ascii(ARGUMENTS.open))
    }

    /// Arguments whose opening parenthesis is written by the caller, with its comments.
    pub fn arguments_with(&mut self, count: impl Into<Arguments>, parenthesis: impl FnOnce(&mut Self)) -> List {
        match count.into() {
            Arguments::One => {
                parenthesis(self);
                List::new(ARGUMENTS, None, self.breakers)
            }
            Arguments::Other => List::open(self, ARGUMENTS, Form::Fit, parenthesis),
        }
    }

    /// The parameters of a lambda or of a function declaration: `(a, b)` or one a line.
    pub fn parameters(&mut self) -> List {
        self.parameters_with(|doc| doc.ascii(ARGUMENTS.open))
    }

    /// Parameters whose opening parenthesis is written by the caller, with its comments.
    pub fn parameters_with(&mut self, parenthesis: impl FnOnce(&mut Self)) -> List {
        List::open(self, ARGUMENTS, Form::Fit, parenthesis)
    }

    /// The variables of a loop, `(item, index)`: on one line, however long.
    pub fn loop_variables_with(&mut self, parenthesis: impl FnOnce(&mut Self)) -> List {
        List { is_flat: true, ..List::open(self, ARGUMENTS, Form::Fit, parenthesis) }
    }

    /// The arguments of a type, `<'Microsoft.App/jobs@2025-01-01'>`: on one line, however long.
    pub fn type_arguments(&mut self) -> List {
        self.type_arguments_with(Form::Fit, |doc| doc.ascii(TYPE_ARGUMENTS.open))
    }

    /// Type arguments whose opening bracket is written by the caller, with its comments.
    pub fn type_arguments_with(&mut self, form: Form, bracket: impl FnOnce(&mut Self)) -> List {
        List { is_flat: true, ..List::open(self, TYPE_ARGUMENTS, form, bracket) }
    }

    /// The brackets of a loop; their one item is `for x in xs: body`. A loop whose body is broken is
    /// broken too: saying so with the form spares work.
    pub fn for_loop(&mut self, form: Form) -> List {
        self.for_loop_with(form, |doc| doc.ascii(LOOP.open))
    }

    /// A loop whose opening bracket is written by the caller, with its comments.
    pub fn for_loop_with(&mut self, form: Form, bracket: impl FnOnce(&mut Self)) -> List {
        List::open(self, LOOP, form, bracket)
    }
}

/// The statements of a file: one below the other, with the blank lines that the caller asks for.
///
/// ```
/// use triceps_layout::{Document, Items, Options, Statements};
///
/// let mut doc = Document::new(Options::default());
/// let mut statements = Statements::new();
/// for (name, blank) in [("a", true), ("b", false), ("c", true)] {
///     if blank {
///         statements.blank_line();
///     }
///     statements.item(&mut doc);
///     doc.keyword("param");
///     doc.text(name);
///     doc.space();
///     doc.text("int");
/// }
/// assert_eq!(doc.finish(), "param a int\nparam b int\n\nparam c int\n");
/// ```
#[derive(Debug, Default)]
pub struct Statements {
    is_started: bool,
    line_ends: LineEnds,
}

impl Statements {
    /// A file without statements.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Items for Statements {
    fn item(&mut self, doc: &mut Document) {
        let blank_lines = self.line_ends.take();
        if self.is_started {
            doc.hard_line();
            for _ in 0..blank_lines {
                doc.hard_line();
            }
        }
        self.is_started = true;
    }

    fn line_end(&mut self) {
        self.line_ends.one();
    }

    fn blank_line(&mut self) {
        self.line_ends.blank();
    }
}
