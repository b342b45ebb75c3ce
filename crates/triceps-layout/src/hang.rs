//! Constructs that continue on indented lines where they do not fit: ternaries, bodies of lambdas,
//! unions.

use crate::document::{Document, Flat, Region};

/// A part that goes to indented lines where it does not fit.
#[derive(Debug)]
#[must_use = "what hangs has to be closed"]
struct Hanging {
    region: Region,
    breakers: isize,
}

impl Hanging {
    fn open(doc: &mut Document) -> Self {
        let region = doc.open_group();
        doc.level += 1;
        Self { region, breakers: doc.breakers }
    }

    fn close(self, doc: &mut Document) {
        doc.level -= 1;
        // A comment at the end of the line breaks nothing here, as nothing follows it.
        if doc.ends_with_comment() {
            doc.breakers -= 1;
        }
        doc.close(self.region, doc.breakers > self.breakers);
    }
}

/// A ternary that is being laid out.
#[derive(Debug)]
#[must_use = "a ternary has to be closed"]
pub struct Ternary(Hanging);

impl Ternary {
    /// After the condition: `?`. Comments on the same line may follow, then
    /// [`first_value`](Self::first_value).
    pub fn question_mark(&self, doc: &mut Document) {
        doc.line(Flat::Space);
        doc.ascii("?");
    }

    /// After the question mark: the first value follows.
    pub fn first_value(&self, doc: &mut Document) {
        doc.space();
        doc.level += 1;
    }

    /// After the condition: `?`. The first value follows.
    pub fn question(&self, doc: &mut Document) {
        self.question_mark(doc);
        self.first_value(doc);
    }

    /// After the first value: the place of the colon, which the caller writes; then
    /// [`second_value`](Self::second_value).
    pub fn second_line(&self, doc: &mut Document) {
        self.end_value(doc);
        doc.line(Flat::Space);
    }

    /// After the colon: the second value follows.
    pub fn second_value(&self, doc: &mut Document) {
        doc.space();
        doc.level += 1;
    }

    /// After the first value: `:`. The second value follows.
    pub fn colon(&self, doc: &mut Document) {
        self.second_line(doc);
        doc.ascii(":");
        self.second_value(doc);
    }

    /// A comment on a line of its own before `?`.
    pub fn comment_before_question(&self, doc: &mut Document) {
        doc.line(Flat::Space);
    }

    /// A comment on a line of its own before `:`.
    pub fn comment_before_colon(&self, doc: &mut Document) {
        self.end_value(doc);
        doc.line(Flat::Space);
        doc.level += 1;
    }

    /// After the second value.
    pub fn close(self, doc: &mut Document) {
        self.end_value(doc);
        self.0.close(doc);
    }

    #[allow(clippy::unused_self)]
    fn end_value(&self, doc: &mut Document) {
        doc.level -= 1;
    }
}

/// What follows `=>`, or `=` before a condition: on the same line if it fits.
#[derive(Debug)]
#[must_use = "a body has to be closed"]
pub struct Body(Option<Hanging>);

impl Body {
    /// Goes to the place of the body, or of a comment before it.
    pub fn item(&self, doc: &mut Document) {
        if self.0.is_some() {
            doc.line(Flat::Space);
        } else {
            doc.space();
        }
    }

    /// After the body.
    pub fn close(self, doc: &mut Document) {
        if let Some(hanging) = self.0 {
            hanging.close(doc);
        }
    }
}

/// A union type that is being laid out.
#[derive(Debug)]
#[must_use = "a union has to be closed"]
pub struct Union {
    hanging: Hanging,
    is_started: bool,
    has_member: bool,
    stays_on_line: bool,
}

impl Union {
    /// Goes to the place of the next member.
    pub fn member(&mut self, doc: &mut Document) {
        if self.stays_on_line && !self.has_member {
            self.has_member = true;
            self.is_started = true;
            return;
        }
        self.comment(doc);
        if self.has_member {
            doc.ascii("|");
            doc.space();
        } else {
            doc.bar_if_broken();
        }
        self.has_member = true;
    }

    /// Goes to the place of a comment on a line of its own.
    pub fn comment(&mut self, doc: &mut Document) {
        doc.line(if self.is_started { Flat::Space } else { Flat::Nothing });
        self.is_started = true;
    }

    /// A comment before the first member follows. It stays on the line that the union starts on: on a
    /// line of its own it would end the declaration.
    pub fn before_first_member(&mut self) {
        self.is_started = true;
    }

    /// Keeps the first member on the line that the union starts on, for places where a bar at the start
    /// of a line would belong to something else.
    pub fn stay_on_line(&mut self) {
        self.stays_on_line = true;
    }

    /// After the last member.
    pub fn close(self, doc: &mut Document) {
        self.hanging.close(doc);
    }
}

impl Document {
    /// A ternary. The condition follows:
    /// `c ? a : b`, or `? a` and `: b` on lines of their own.
    pub fn ternary(&mut self) -> Ternary {
        Ternary(Hanging::open(self))
    }

    /// `=>` and the body of a lambda or a declared function. A body that is an object or an array
    /// starts on the same line; another goes to the next line where it does not fit.
    /// [`Body::item`] comes before the body.
    pub fn arrow(&mut self, body_has_brackets: bool) -> Body {
        self.space();
        self.ascii("=>");
        Body((!body_has_brackets).then(|| Hanging::open(self)))
    }

    /// The value after `=` where comments stand before it; see [`Body::item`].
    pub fn value_after_comments(&mut self) -> Body {
        Body(Some(Hanging::open(self)))
    }

    /// A union type: `'a' | 'b'`, or one member a line after a bar.
    pub fn union(&mut self) -> Union {
        Union { hanging: Hanging::open(self), is_started: false, has_member: false, stays_on_line: false }
    }
}
