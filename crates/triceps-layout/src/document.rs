//! The document: what is written, and where lines may break.
//!
//! Text is written as if everything fitted on one line. Where no group is open whose form is not
//! known yet, a line break goes to the text at once. Inside such a group each possible break is noted as a [`Token`];
//! when the outermost one closes it is decided: what fits is right already, what does not is
//! written again with its breaks ([`Document::decide_groups`]). So every byte is moved at most once.

use crate::options::Options;

/// What a line break is replaced by where its group is on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flat {
    Nothing,
    Space,
    CommaSpace,
}

impl Flat {
    fn text(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Space => " ",
            Self::CommaSpace => ", ",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A break, or its flat text of that number of bytes.
    Line {
        flat: u8,
    },
    /// A break in any case.
    HardLine,
    /// `| ` where the group around is broken.
    Bar,
    Open(Mode),
    Close,
}

/// How a region of the document is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// On one line if its flat width fits, else broken.
    Group { flat_width: usize, last_argument: Option<LastArgument> },
    /// Broken; a line break in it breaks the groups around it.
    Broken,
    /// On one line, however long.
    Flat,
    /// Broken, though the group around it stays on one line.
    Tail,
}

/// The last argument of a call, which is broken by itself where it does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LastArgument {
    /// The group of its brackets.
    pub(crate) token: usize,
    /// The width of what stands before the brackets: the variables of a lambda.
    pub(crate) before: usize,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// Where in the text.
    pub(crate) at: usize,
    /// The width of the text up to here.
    pub(crate) width: usize,
    pub(crate) level: usize,
    /// Separating spaces right before it, which vanish at the end of a line.
    pub(crate) spaces: usize,
}

/// A region that has been opened.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub(crate) struct Region {
    /// The token that opens it; none where lines break at once.
    token: Option<usize>,
    width: usize,
    tails: usize,
    comment_breaks: usize,
}

/// A region that was closed last: what a call may keep on its line as its last argument.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closed {
    token: usize,
    /// How many tails there were before it.
    tails: usize,
    /// How many tokens there were after it.
    end: usize,
}

/// Whether the current line ends with a comment, so that what follows has to be on another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comment {
    None,
    /// The comment was written last.
    Last,
    /// Only a space follows it.
    BeforeSpace,
}

/// Bicep text in the making.
///
/// Constructs are laid out in the order of the text: each function writes its own tokens, and the
/// caller writes the parts between them.
///
/// ```
/// use triceps_layout::{Document, Form, Items, Options};
///
/// let mut doc = Document::new(Options::default());
/// doc.text("var ports = ");
/// let mut array = doc.array(Form::Fit);
/// for port in [80, 443] {
///     array.item(&mut doc);
///     doc.integer(port);
/// }
/// array.close(&mut doc);
/// assert_eq!(doc.finish(), "var ports = [80, 443]\n");
/// ```
#[derive(Debug)]
pub struct Document {
    pub(crate) options: Options,
    /// The width of one level.
    pub(crate) indent_width: usize,
    /// The width of what indents every line but the first.
    pub(crate) base_width: usize,
    /// A line end and the indentation of as many levels as were needed so far.
    line_start_text: String,
    pub(crate) out: String,
    /// Bytes of the text that take no width.
    excess: usize,
    /// The column of the start of the text, seen from the start of the current line.
    pub(crate) line_start: isize,
    /// Separating spaces at the end of the text.
    pub(crate) spaces: usize,
    pub(crate) level: usize,
    pub(crate) tokens: Vec<Token>,
    /// How many open regions have tokens.
    undecided: usize,
    /// The width of the text before each tail of a call.
    tails: Vec<usize>,
    /// A token is noted that breaks even within a group on one line.
    pub(crate) breaks_anyway: bool,
    is_stable: bool,
    /// Counts what forces the groups around it to break.
    pub(crate) breakers: isize,
    comment: Comment,
    /// Breaks after such a comment in groups that are open.
    comment_breaks: usize,
    last_closed: Option<Closed>,
    pub(crate) scratch: String,
}

impl Document {
    /// An empty document.
    pub fn new(options: Options) -> Self {
        Self::with_capacity(options, 0)
    }

    /// An empty document with room for that number of bytes.
    pub fn with_capacity(options: Options, capacity: usize) -> Self {
        Self::at(options, capacity, "", 0)
    }

    /// An empty document that is a part of another text: it starts at a column there, and `indent` stands before each
    /// of its other lines.
    pub fn within(options: Options, indent: &str, column: usize) -> Self {
        Self::at(options, 0, indent, column)
    }

    fn at(options: Options, capacity: usize, base: &str, column: usize) -> Self {
        Self {
            indent_width: options.indent().len(),
            base_width: base.len(),
            line_start_text: options.newline.as_str().to_owned() + base,
            options,
            out: String::with_capacity(capacity),
            excess: 0,
            line_start: -column.min(isize::MAX as usize).cast_signed(),
            spaces: 0,
            level: 0,
            tokens: Vec::new(),
            undecided: 0,
            tails: Vec::new(),
            breaks_anyway: false,
            is_stable: false,
            breakers: 0,
            comment: Comment::None,
            comment_breaks: 0,
            last_closed: None,
            scratch: String::new(),
        }
    }

    /// Lays text out so that laying it out again changes nothing.
    ///
    /// The official formatter, and so a document by default, first sets every argument of a call on
    /// a line of its own if the last one does not fit; the next time it takes the last one to be
    /// broken on purpose, and keeps it on the line of the call. A printer goes there at once.
    pub fn stable(mut self) -> Self {
        self.is_stable = true;
        self
    }

    /// The text, with a line end if the options ask for it.
    pub fn finish(mut self) -> String {
        self.out.truncate(self.out.len() - self.spaces);
        if self.options.final_newline {
            self.out.push_str(self.options.newline.as_str());
        }
        self.out
    }

    /// What ends a line.
    pub fn newline_text(&self) -> &'static str {
        self.options.newline.as_str()
    }

    /// Writes text that is one or more whole words of the language: not only spaces, without line
    /// ends outside of string literals. Line ends within are written as they are.
    #[inline]
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.out.push_str(text);
        if !text.is_ascii() {
            self.excess += text.len() - text.chars().map(char::len_utf16).sum::<usize>();
        }
        self.spaces = 0;
        self.comment = Comment::None;
    }

    /// Writes ASCII text: keywords, operators and brackets.
    #[inline]
    pub(crate) fn ascii(&mut self, text: &str) {
        debug_assert!(text.is_ascii() && !text.ends_with(' '));
        self.out.push_str(text);
        self.spaces = 0;
        self.comment = Comment::None;
    }

    /// Writes text that may span lines, such as a multi-line string or a block comment. Each line
    /// end becomes that of the options, as the official formatter has it: `\r\n`, `\n`, `\r`, form
    /// feed, U+0085, U+2028 and U+2029.
    pub fn text_with_lines(&mut self, text: &str) {
        let mut rest = text;
        while let Some((line, after)) = split_line(rest) {
            self.text(line);
            self.text(self.options.newline.as_str());
            rest = after;
        }
        self.text(rest);
    }

    /// Writes a character that takes no width, by which the caller finds the place again once the lines are laid out.
    /// What follows it is on the same line.
    pub fn mark(&mut self, mark: char) {
        self.out.push(mark);
        self.excess += mark.len_utf8();
        self.spaces = 0;
    }

    /// A separating space. It vanishes at the end of a line.
    #[inline]
    pub fn space(&mut self) {
        self.out.push(' ');
        self.spaces += 1;
        if self.comment == Comment::Last {
            self.comment = Comment::BeforeSpace;
        }
    }

    /// An integer literal.
    pub fn integer(&mut self, value: i64) {
        let mut digits = [0u8; 20];
        let mut start = digits.len();
        let mut rest = value.unsigned_abs();
        loop {
            start -= 1;
            digits[start] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            self.out.push('-');
        }
        self.out.extend(digits[start..].iter().map(|digit| char::from(*digit)));
        self.spaces = 0;
        self.comment = Comment::None;
    }

    /// A comment at the end of a line: `// text`. It breaks what it stands in, and takes no width.
    pub fn end_of_line_comment(&mut self, comment: &str) {
        self.breakers += 1;
        let before = self.out.len();
        self.out.push(' ');
        for line in lines(comment) {
            self.out.push_str(line.unwrap_or_else(|| self.options.newline.as_str()));
        }
        self.excess += self.out.len() - before;
        self.spaces = 0;
        self.comment = Comment::Last;
    }

    /// A comment on a line of its own, `// text` or `/* text */`, without its indentation. What it
    /// stands in is broken.
    pub fn comment_line(&mut self, comment: &str) {
        self.force_break();
        self.text_with_lines(comment);
    }

    /// Breaks everything that is open.
    pub fn force_break(&mut self) {
        self.breakers += 1;
    }

    pub(crate) fn ends_with_comment(&self) -> bool {
        self.comment == Comment::Last
    }

    /// The width of the text so far, as if it were one line.
    pub(crate) fn width(&self) -> usize {
        self.out.len() - self.excess
    }

    #[inline]
    pub(crate) fn line(&mut self, flat: Flat) {
        if self.undecided == 0 {
            return self.newline(self.level);
        }
        self.comment_breaks += usize::from(self.comment != Comment::None);
        let text = flat.text();
        self.note(Kind::Line { flat: if text.len() == 2 { 2 } else { u8::from(!text.is_empty()) } });
        self.out.push_str(text);
        match flat {
            Flat::Nothing => {}
            Flat::Space => self.spaces += 1,
            Flat::CommaSpace => self.spaces = 1,
        }
        self.comment = Comment::None;
    }

    #[inline]
    pub(crate) fn hard_line(&mut self) {
        if self.undecided == 0 {
            self.newline(self.level);
        } else {
            self.note(Kind::HardLine);
            self.breaks_anyway = true;
            self.comment = Comment::None;
        }
    }

    /// `| `, unless the group around is on one line.
    pub(crate) fn bar_if_broken(&mut self) {
        if self.undecided == 0 {
            self.ascii("|");
            self.space();
        } else {
            self.note(Kind::Bar);
        }
    }

    /// Ends the line, without the spaces at its end, and indents the next.
    #[inline]
    pub(crate) fn newline(&mut self, level: usize) {
        if self.spaces > 0 {
            self.out.truncate(self.out.len() - self.spaces);
        }
        self.spaces = self.base_width + level * self.indent_width;
        let length = self.options.newline.as_str().len() + self.spaces;
        if self.line_start_text.len() < length {
            self.grow_line_start(level);
        }
        self.out.push_str(&self.line_start_text[..length]);
        self.line_start = self.place(self.out.len() - self.spaces);
        self.comment = Comment::None;
    }

    #[cold]
    fn grow_line_start(&mut self, level: usize) {
        self.line_start_text.truncate(self.options.newline.as_str().len() + self.base_width);
        self.line_start_text.push_str(&self.options.indent().repeat(level));
    }

    /// The place of a byte on the scale of widths.
    fn place(&self, at: usize) -> isize {
        at.cast_signed() - self.excess.cast_signed()
    }

    /// The column of the end of the text, as if the text since the last break were one line.
    pub(crate) fn column(&self) -> isize {
        self.place(self.out.len()) - self.line_start
    }

    fn note(&mut self, kind: Kind) {
        self.tokens.push(Token {
            kind,
            at: self.out.len(),
            width: self.width(),
            level: self.level,
            spaces: self.spaces,
        });
    }

    /// Opens a region that is broken in any case.
    pub(crate) fn open_broken(&mut self) -> Region {
        if self.undecided == 0 {
            return Region { token: None, width: 0, tails: 0, comment_breaks: 0 };
        }
        self.open(Mode::Broken)
    }

    /// Opens a region that is on one line if it fits.
    pub(crate) fn open_group(&mut self) -> Region {
        self.open(Mode::Group { flat_width: 0, last_argument: None })
    }

    fn open(&mut self, mode: Mode) -> Region {
        self.note(Kind::Open(mode));
        self.undecided += 1;
        Region {
            token: Some(self.tokens.len() - 1),
            width: self.width(),
            tails: self.tails.len(),
            comment_breaks: self.comment_breaks,
        }
    }

    /// Closes a region; `broken` if something in it has to break.
    pub(crate) fn close(&mut self, region: Region, broken: bool) {
        self.close_call(region, broken, None);
    }

    /// Closes the arguments of a call.
    pub(crate) fn close_call(&mut self, region: Region, broken: bool, last_argument: Option<LastArgument>) {
        let Some(token) = region.token else { return };
        let broken = self.is_broken(&region, broken);
        let flat_width = match self.tails.get(region.tails) {
            Some(tail) => tail - region.width + 1,
            None => self.width() - region.width,
        };
        if let Kind::Open(mode @ Mode::Group { .. }) = &mut self.tokens[token].kind {
            *mode = if broken { Mode::Broken } else { Mode::Group { flat_width, last_argument } };
        }
        self.end_region(token, region.tails);
    }

    /// Closes a region that stays on one line unless something in it has to break.
    pub(crate) fn close_flat(&mut self, region: Region, broken: bool) {
        let Some(token) = region.token else { return };
        let broken = self.is_broken(&region, broken);
        self.tokens[token].kind = Kind::Open(if broken { Mode::Broken } else { Mode::Flat });
        self.end_region(token, region.tails);
    }

    /// Closes a region that is text to the groups around it.
    pub(crate) fn close_opaque(&mut self, region: Region, broken: bool) {
        self.tails.truncate(region.tails);
        self.close_flat(region, broken);
    }

    /// What follows a comment on its line would be part of it: a group with a break there is broken,
    /// and so is what is around it.
    fn is_broken(&mut self, region: &Region, broken: bool) -> bool {
        let after_comment = self.comment_breaks > region.comment_breaks;
        self.comment_breaks = region.comment_breaks;
        if after_comment && !broken {
            self.force_break();
        }
        broken || after_comment
    }

    fn end_region(&mut self, token: usize, tails: usize) {
        self.note(Kind::Close);
        self.last_closed = Some(Closed { token, tails, end: self.tokens.len() });
        self.undecided -= 1;
        if self.undecided == 0 {
            self.decide_groups();
            self.tokens.clear();
            self.tails.clear();
            self.breaks_anyway = false;
            self.last_closed = None;
        }
    }

    /// If the text ends with a broken region, lets the groups around it stay on one line up to its
    /// first character. If it ends with a group, and the text has to be stable, gives that group.
    /// `start` is the width of the text before the argument.
    pub(crate) fn end_last_argument(&mut self, start: usize) -> Option<LastArgument> {
        let Closed { token, tails, end } = self.last_closed?;
        if end != self.tokens.len() {
            return None;
        }
        let Token { kind: Kind::Open(mode), width, .. } = self.tokens[token] else { return None };
        match mode {
            Mode::Group { .. } if self.is_stable => Some(LastArgument { token, before: width - start }),
            Mode::Broken => {
                self.tokens[token].kind = Kind::Open(Mode::Tail);
                self.breaks_anyway = true;
                self.tails.truncate(tails);
                self.tails.push(width);
                None
            }
            Mode::Group { .. } | Mode::Flat | Mode::Tail => None,
        }
    }
}

/// The first line of a text and what follows its end.
fn split_line(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\n' | b'\r' | 0x0c => 1,
            0xc2 if bytes.get(at + 1) == Some(&0x85) => 2,
            0xe2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xa8 | 0xa9)) => 3,
            _ => {
                at += 1;
                continue;
            }
        };
        return Some((&text[..at], &text[at + length..]));
    }
    None
}

/// The lines of a text, with `None` for each line end.
fn lines(text: &str) -> impl Iterator<Item = Option<&str>> {
    let mut rest = Some(text);
    let mut pending_end = false;
    std::iter::from_fn(move || {
        if std::mem::take(&mut pending_end) {
            return Some(None);
        }
        let text = rest?;
        match split_line(text) {
            Some((line, after)) => {
                rest = Some(after);
                pending_end = true;
                Some(Some(line))
            }
            None => {
                rest = None;
                Some(Some(text))
            }
        }
    })
}
