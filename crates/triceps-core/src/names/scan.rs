//! Whether a name keeps its rule, as far as it is known.

use super::chars::{Chars, DIGIT, LOWER, UPPER, in_words};
use super::piece::{Piece, sum};
use super::rule::{Aspect, NamingRule, Shape, Text};

/// What is wrong with a name.
#[derive(Clone, Debug)]
pub(crate) struct Violation {
    pub(crate) aspect: Aspect,
    /// Whether every value that the name can have is wrong, not only some.
    pub(crate) certain: bool,
    pub(crate) message: String,
}

/// Something that tells the parts of a name in order.
pub(crate) type Pieces<'f, 'a> = dyn FnMut(&mut dyn FnMut(Piece<'a>)) + 'f;

const GUID_LENGTH: usize = 36;

/// What is wrong with the name that these parts make, or none. Certain violations come first.
pub(crate) fn check_name(rule: &NamingRule, pieces: &mut Pieces<'_, '_>) -> Option<Violation> {
    let text = match &rule.shape {
        Shape::Text(text) if text.labels.is_none() => text,
        shape => return whole(shape, pieces),
    };
    let mut scan = Scan::new(text);
    pieces(&mut |piece| scan.piece(&piece));
    scan.finish()
}

/// Judges rules that need to see the name in one piece.
fn whole(shape: &Shape, pieces: &mut Pieces<'_, '_>) -> Option<Violation> {
    let mut known = Some(String::new());
    let (mut min, mut max) = (0, Some(0));
    pieces(&mut |piece| {
        min += piece.min();
        max = sum(max, piece.max());
        match (&piece, &mut known) {
            (Piece::Literal(text), Some(known)) => known.push_str(text),
            _ => known = None,
        }
    });
    let fits = |length: usize| min <= length && max.is_none_or(|max| max >= length);
    match (shape, &known) {
        (Shape::Guid, Some(name)) if is_guid(name) => None,
        (Shape::Guid, None) if fits(GUID_LENGTH) => None,
        (Shape::Guid, _) => Some(Violation::certain(Aspect::Chars, "the name must be a GUID".to_owned())),
        (Shape::Fixed(only), Some(name)) if name.eq_ignore_ascii_case(only) => None,
        (Shape::Fixed(only), None) if fits(only.len()) => None,
        (Shape::Fixed(only), _) => Some(Violation::certain(Aspect::Chars, format!("the name must be `{only}`"))),
        (Shape::Text(text), Some(name)) => labels(text, name),
        (Shape::Text(_), None) => None,
    }
}

/// Judges every label of a domain name.
fn labels(text: &Text, name: &str) -> Option<Violation> {
    let (least, most) = text.labels?;
    let count = name.split('.').count();
    if count < least || count > most {
        let message = format!("the name has {count} parts, but needs {least} to {most}");
        return Some(Violation::certain(Aspect::Length, message));
    }
    name.split('.').find_map(|label| {
        let mut scan = Scan::new(text);
        scan.piece(&Piece::literal(label));
        let violation = scan.finish()?;
        let message = violation.message.replacen("the name", &format!("the part `{label}` of the name"), 1);
        Some(Violation { message, ..violation })
    })
}

impl Violation {
    fn certain(aspect: Aspect, message: String) -> Self {
        Self { aspect, certain: true, message }
    }
}

/// What the name ends with, as far as it was read.
#[derive(Clone, Copy)]
enum Tail {
    Open,
    Char(char),
    /// It can be this among others.
    Possible(char),
}

struct Scan<'r> {
    text: &'r Text,
    min: usize,
    max: Option<usize>,
    tail: Tail,
    ending: Option<&'static str>,
    /// Whether the name is one that is accepted whatever the other rules are.
    excused: bool,
    certain: Option<Violation>,
    possible: Option<Violation>,
}

impl<'r> Scan<'r> {
    fn new(text: &'r Text) -> Self {
        let (certain, possible) = (None, None);
        Self { text, min: 0, max: Some(0), tail: Tail::Open, ending: None, excused: false, certain, possible }
    }

    /// Where the next character stands, if that is known.
    fn position(&self) -> Option<usize> {
        self.max.filter(|max| *max == self.min)
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        if piece.max() == Some(0) {
            return;
        }
        self.excused = false;
        self.ending = None;
        match piece {
            Piece::Literal(text) => self.literal(text),
            Piece::Choice(options) => {
                self.choice(options);
                self.advance(piece);
            }
            Piece::Made { chars, by, .. } => {
                self.made(*chars, by);
                self.advance(piece);
            }
            Piece::Unknown { .. } => {
                self.tail = Tail::Open;
                self.advance(piece);
            }
        }
    }

    fn advance(&mut self, piece: &Piece<'_>) {
        self.min = self.min.saturating_add(piece.min());
        self.max = sum(self.max, piece.max());
    }

    fn literal(&mut self, text: &str) {
        self.excused = self.position() == Some(0) && self.text.also.contains(&text);
        self.ending = self.text.refused_endings.iter().find(|ending| text.ends_with(**ending)).copied();
        if self.certain.is_none() && self.is_right(text) {
            self.min += text.len();
            self.max = self.max.map(|max| max + text.len());
            self.tail = text.chars().next_back().map_or(self.tail, Tail::Char);
            return;
        }
        for c in text.chars() {
            if self.certain.is_none() {
                self.certain = self.violation_of(c);
            }
            self.tail = Tail::Char(c);
            self.min += 1;
            self.max = self.max.map(|max| max + 1);
        }
    }

    /// Whether no character of a text can be wrong, wherever it stands.
    fn is_right(&self, text: &str) -> bool {
        let rule = self.text;
        let allowed = if self.position().is_some_and(|at| at < rule.lead) {
            rule.allowed.common(rule.first)
        } else {
            rule.allowed
        };
        let is_right = |byte: u8| byte.is_ascii() && allowed.contains(char::from(byte));
        text.bytes().all(|byte| is_right(byte) && !(byte == b'-' && rule.single_hyphens))
    }

    fn violation_of(&self, c: char) -> Option<Violation> {
        let text = self.text;
        if !text.allowed.contains(c) {
            let aspect = if c == '/' { Aspect::Slash } else { Aspect::Chars };
            return Some(Violation::certain(aspect, format!("the name contains {}", in_words(c))));
        }
        if c == '-' && text.single_hyphens && matches!(self.tail, Tail::Char('-')) {
            return Some(Violation::certain(Aspect::Hyphens, "the name has two hyphens in a row".to_owned()));
        }
        let place = self.position().filter(|at| *at < text.lead && !text.first.contains(c))?;
        let message = match place {
            0 => format!("the name starts with {}", in_words(c)),
            _ => format!("character {} of the name is {}", place + 1, in_words(c)),
        };
        Some(Violation::certain(Aspect::Edges, message))
    }

    /// Every option is tried; what is wrong with all of them is certain.
    fn choice(&mut self, options: &[impl AsRef<str>]) {
        let mut violations = 0;
        let mut wrong = None;
        let mut ends = 0;
        let mut end = None;
        for option in options.iter().map(AsRef::as_ref) {
            let mut trial = Self { min: self.min, max: self.max, tail: self.tail, ..Self::new(self.text) };
            trial.literal(option);
            if let Some(mut violation) = trial.certain {
                violations += 1;
                violation.message = format!("{} in the part `{option}`", violation.message);
                wrong.get_or_insert(violation);
            }
            if let Some(c) = option.chars().next_back().filter(|c| !self.text.last.contains(*c)) {
                ends += 1;
                end.get_or_insert(c);
            }
        }
        if let Some(violation) = wrong {
            if violations == options.len() {
                self.certain.get_or_insert(violation);
            } else {
                self.possible.get_or_insert(Violation { certain: false, ..violation });
            }
        }
        self.tail = match end {
            Some(c) if ends == options.len() => Tail::Char(c),
            Some(c) => Tail::Possible(c),
            None => Tail::Open,
        };
    }

    fn made(&mut self, chars: Chars, by: &str) {
        let text = self.text;
        let starts = self.position() == Some(0);
        let found =
            chars.first_outside(text.allowed).map(|c| (Aspect::Chars, ("contains", "contain"), c)).or_else(|| {
                let outside = chars.first_outside(text.first).filter(|_| starts);
                outside.map(|c| (Aspect::Edges, ("starts with", "start with"), c))
            });
        if let Some((aspect, (does, can), c)) = found {
            let message = format!("the name {does} the result of `{by}`, which can {can} {}", kind(c));
            self.possible.get_or_insert(Violation { aspect, certain: false, message });
        }
        self.tail = chars.first_outside(text.last).map_or(Tail::Open, Tail::Possible);
    }

    fn finish(self) -> Option<Violation> {
        if self.excused {
            return None;
        }
        let Self { text, min, max, .. } = self;
        if self.certain.is_some() {
            return self.certain;
        }
        if let Tail::Char(c) = self.tail
            && !text.last.contains(c)
        {
            return Some(Violation::certain(Aspect::Edges, format!("the name ends with {}", in_words(c))));
        }
        if min > text.max {
            let message = format!("the name has {min} or more characters, but the maximum is {}", text.max);
            return Some(Violation::certain(Aspect::Length, message));
        }
        if let Some(max) = max.filter(|max| *max < text.min) {
            let message = format!("the name has at most {max} characters, but the minimum is {}", text.min);
            return Some(Violation::certain(Aspect::Length, message));
        }
        if let Some(ending) = self.ending {
            return Some(Violation::certain(Aspect::Ending, format!("the name ends with `{ending}`")));
        }
        let (aspect, message) = match (max, self.tail) {
            (Some(max), _) if max > text.max => {
                (Aspect::Length, format!("the name can have {max} characters, but the maximum is {}", text.max))
            }
            _ if self.possible.is_some() => return self.possible,
            (_, Tail::Possible(c)) if !text.last.contains(c) => {
                (Aspect::Edges, format!("the name can end with {}", in_words(c)))
            }
            _ => return None,
        };
        Some(Violation { aspect, certain: false, message })
    }
}

/// What a character is, in words.
fn kind(c: char) -> String {
    if DIGIT.contains(c) {
        "a digit".to_owned()
    } else if UPPER.contains(c) {
        "an upper-case letter".to_owned()
    } else if LOWER.contains(c) {
        "a lower-case letter".to_owned()
    } else {
        in_words(c)
    }
}

fn is_guid(text: &str) -> bool {
    text.len() == GUID_LENGTH
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
