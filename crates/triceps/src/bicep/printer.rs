//! Where the text goes: indentation, the column, and what fits on a line.

use crate::expr::Symbol;
use crate::template::Template;

/// The column that no group on one line goes beyond.
const WIDTH: usize = 120;

/// The column of an attempt that must not succeed.
const FAILED: usize = usize::MAX;

/// The limit once nothing is counted any more; a failed attempt is still beyond it.
const UNCOUNTED: usize = usize::MAX - 1;

/// How the text is laid out at the moment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Groups that do not fit are broken over lines.
    Broken,
    /// An attempt to put a group on one line: stops where it goes beyond the limit or meets
    /// something that has to be broken.
    Flat,
    /// Inside `${..}`: everything is on one line, however long.
    Hole,
}

/// Prints one template.
pub(super) struct Printer<'a> {
    pub(super) template: &'a Template,
    out: String,
    /// The width of the current line in UTF-16 units, a multi-line string counted as a whole.
    column: usize,
    limit: usize,
    pub(super) mode: Mode,
    /// Symbols of the file that hide a function, a decorator or a type of the language.
    pub(super) shadows: Vec<&'a str>,
    /// The nested resources of each declaration; empty where there are none at all.
    pub(super) children: Vec<Vec<u32>>,
    /// The resources whose bodies are being printed, outermost first.
    pub(super) ancestors: Vec<Symbol>,
    /// Variables of the loops, lambdas and functions around, outermost first.
    pub(super) locals: Vec<&'a str>,
}

impl<'a> Printer<'a> {
    pub(super) fn new(template: &'a Template) -> Self {
        let mut printer = Self {
            template,
            out: String::with_capacity(template.decls.len() * 384),
            column: 0,
            limit: FAILED,
            mode: Mode::Broken,
            shadows: Vec::new(),
            children: Vec::new(),
            ancestors: Vec::new(),
            locals: Vec::new(),
        };
        printer.learn_symbols();
        printer
    }

    pub(super) fn into_text(self) -> String {
        self.out
    }

    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether what was printed from a place on spans lines.
    pub(super) fn spans_lines(&self, from: usize) -> bool {
        self.out.as_bytes()[from..].contains(&b'\n')
    }

    pub(super) fn insert_blank_line(&mut self, at: usize) {
        self.out.insert(at, '\n');
    }

    /// Writes text of ASCII characters.
    pub(super) fn put(&mut self, text: &str) {
        if self.column <= self.limit {
            self.out.push_str(text);
            self.column += text.len();
        }
    }

    /// Writes any text as it is.
    pub(super) fn put_text(&mut self, text: &str) {
        // A character of three bytes is the most a UTF-16 unit takes.
        if self.column <= self.limit && text.len() / 3 > self.limit - self.column {
            self.fail();
        }
        if self.column <= self.limit {
            self.out.push_str(text);
            self.column += if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() };
        }
    }

    pub(super) fn put_int(&mut self, value: i64) {
        let mut digits = [0u8; 20];
        let mut start = digits.len();
        let mut rest = value.unsigned_abs();
        loop {
            start -= 1;
            digits[start] = b"0123456789"[usize::try_from(rest % 10).expect("a digit is less than ten")];
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            self.put("-");
        }
        self.put(std::str::from_utf8(&digits[start..]).expect("digits are ASCII"));
    }

    /// Starts a line; the last one keeps no space at its end.
    pub(super) fn newline(&mut self, indent: usize) {
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        self.out.push('\n');
        for _ in 0..indent {
            self.out.push_str("  ");
        }
        self.column = 2 * indent;
    }

    /// Leaves a line empty, then starts another.
    pub(super) fn blank_line(&mut self, indent: usize) {
        self.newline(0);
        self.newline(indent);
    }

    /// Whether the attempt to stay on one line has failed already.
    pub(super) fn failed(&self) -> bool {
        self.column > self.limit
    }

    /// Says that what is to be printed has to be broken over lines. Only for attempts.
    pub(super) fn fail(&mut self) {
        if self.mode == Mode::Flat {
            self.column = FAILED;
        }
    }

    /// Checks that one more character fits, and counts nothing from then on: what follows is on the
    /// same line in any case.
    pub(super) fn stop_counting(&mut self) {
        if self.mode == Mode::Flat {
            if self.column >= self.limit {
                self.fail();
            } else {
                self.limit = UNCOUNTED;
            }
        }
    }

    /// Prints on one line where that fits, and broken where it does not.
    pub(super) fn group(&mut self, flat: impl Fn(&mut Self), broken: impl FnOnce(&mut Self)) {
        if self.mode != Mode::Broken {
            flat(self);
        } else if !self.attempt(flat) {
            broken(self);
        }
    }

    /// Prints on one line, or nothing where that does not fit.
    pub(super) fn attempt(&mut self, flat: impl FnOnce(&mut Self)) -> bool {
        let (length, column) = (self.out.len(), self.column);
        let fits = self.try_flat(flat);
        if !fits {
            self.out.truncate(length);
            self.column = column;
        }
        fits
    }

    /// Whether it would fit on a line of its own at this indentation; prints nothing.
    pub(super) fn fits_at(&mut self, indent: usize, flat: impl FnOnce(&mut Self)) -> bool {
        let (length, column) = (self.out.len(), self.column);
        self.column = 2 * indent;
        let fits = self.try_flat(flat);
        self.out.truncate(length);
        self.column = column;
        fits
    }

    fn try_flat(&mut self, flat: impl FnOnce(&mut Self)) -> bool {
        self.mode = Mode::Flat;
        self.limit = WIDTH;
        flat(self);
        let fits = !self.failed();
        self.mode = Mode::Broken;
        self.limit = FAILED;
        fits
    }
}
