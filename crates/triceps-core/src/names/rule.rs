//! What the name of a resource of one type may look like.

use std::fmt;

use super::chars::{Chars, LETTER_OR_DIGIT};
use super::piece::Piece;
use super::scan::check_name;

/// What names of one resource type may look like. Prints as one phrase: `5 to 50 letters and digits`.
///
/// ```
/// let rule = triceps_core::names::rule("Microsoft.ContainerRegistry/registries").expect("the type is known");
/// assert_eq!(rule.to_string(), "5 to 50 letters and digits");
/// assert!(rule.accepts("contosoregistry") && !rule.accepts("contoso-registry"));
/// ```
#[derive(Clone, Debug)]
pub struct NamingRule {
    pub(super) type_name: &'static str,
    pub(super) property: &'static str,
    pub(super) shape: Shape,
    /// Aspects of which Azure is not known to refuse what breaks them.
    doubts: u8,
}

/// What a name is.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Text(Text),
    Guid,
    /// The only name there is.
    Fixed(&'static str),
}

#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) min: usize,
    /// `usize::MAX` where no limit is known.
    pub(super) max: usize,
    pub(super) allowed: Chars,
    /// What the first `lead` characters are of.
    pub(super) first: Chars,
    pub(super) lead: usize,
    pub(super) last: Chars,
    /// Whether two hyphens in a row are refused.
    pub(super) single_hyphens: bool,
    pub(super) refused_endings: &'static [&'static str],
    /// Names that are accepted whatever the other rules are.
    pub(super) also: &'static [&'static str],
    /// The least and the greatest number of parts with dots between them; the lengths are those of a part.
    pub(super) labels: Option<(usize, usize)>,
}

/// What of a name a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    Length = 1,
    Chars = 2,
    Edges = 4,
    Hyphens = 8,
    Ending = 16,
    /// A slash, which separates the names of parents and children.
    Slash = 32,
}

pub(super) const EVERYTHING: &[Aspect] =
    &[Aspect::Length, Aspect::Chars, Aspect::Edges, Aspect::Hyphens, Aspect::Ending];

impl NamingRule {
    /// The resource type: `Microsoft.KeyVault/vaults`.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// The property that the rule is about: nearly always `name`.
    pub fn property(&self) -> &'static str {
        self.property
    }

    /// The least number of characters.
    pub fn min_length(&self) -> usize {
        match &self.shape {
            Shape::Text(Text { min, labels: Some((least, _)), .. }) => (min + 1) * least - 1,
            Shape::Text(text) => text.min,
            Shape::Guid => 36,
            Shape::Fixed(name) => name.len(),
        }
    }

    /// The greatest number of characters, if there is a limit.
    pub fn max_length(&self) -> Option<usize> {
        match &self.shape {
            Shape::Text(Text { max: usize::MAX, .. }) => None,
            Shape::Text(Text { max, labels: Some((_, most)), .. }) => Some((max + 1) * most - 1),
            Shape::Text(text) => Some(text.max),
            Shape::Guid => Some(36),
            Shape::Fixed(name) => Some(name.len()),
        }
    }

    /// Whether a name, without the names of parents, keeps the rule.
    pub fn accepts(&self, name: &str) -> bool {
        check_name(self, &mut |visit| visit(Piece::literal(name))).is_none()
    }

    /// Whether Azure is known to refuse a name that breaks this.
    pub(crate) fn is_certain_of(&self, aspect: Aspect) -> bool {
        self.doubts & aspect as u8 == 0
    }

    pub(crate) fn is_guid(&self) -> bool {
        matches!(self.shape, Shape::Guid)
    }

    pub(super) const fn text(type_name: &'static str, min: usize, max: usize, allowed: Chars) -> Self {
        let text = Text {
            min,
            max,
            allowed,
            first: allowed,
            lead: 1,
            last: allowed,
            single_hyphens: false,
            refused_endings: &[],
            also: &[],
            labels: None,
        };
        Self::of(type_name, Shape::Text(text))
    }

    pub(super) const fn guid(type_name: &'static str) -> Self {
        Self::of(type_name, Shape::Guid)
    }

    pub(super) const fn fixed(type_name: &'static str, name: &'static str) -> Self {
        Self::of(type_name, Shape::Fixed(name))
    }

    const fn of(type_name: &'static str, shape: Shape) -> Self {
        Self { type_name, property: "name", shape, doubts: 0 }
    }

    pub(super) const fn about(mut self, property: &'static str) -> Self {
        self.property = property;
        self
    }

    pub(super) const fn first(self, first: Chars) -> Self {
        self.lead(1, first)
    }

    pub(super) const fn lead(mut self, lead: usize, first: Chars) -> Self {
        let text = self.as_text();
        text.first = first;
        text.lead = lead;
        self
    }

    pub(super) const fn last(mut self, last: Chars) -> Self {
        self.as_text().last = last;
        self
    }

    /// A letter or digit at either end.
    pub(super) const fn plain_ends(mut self) -> Self {
        let text = self.as_text();
        text.first = text.allowed.but(text.allowed.but(LETTER_OR_DIGIT));
        text.last = text.first;
        self
    }

    pub(super) const fn single_hyphens(mut self) -> Self {
        self.as_text().single_hyphens = true;
        self
    }

    pub(super) const fn not_ending(mut self, endings: &'static [&'static str]) -> Self {
        self.as_text().refused_endings = endings;
        self
    }

    pub(super) const fn or(mut self, names: &'static [&'static str]) -> Self {
        self.as_text().also = names;
        self
    }

    pub(super) const fn labels(mut self, least: usize, most: usize) -> Self {
        self.as_text().labels = Some((least, most));
        self
    }

    /// Breaking these is a warning only: the documents say so, but Azure is not known to refuse it.
    pub(super) const fn doubting(mut self, aspects: &[Aspect]) -> Self {
        let mut at = 0;
        while at < aspects.len() {
            self.doubts |= aspects[at] as u8;
            at += 1;
        }
        self
    }

    const fn as_text(&mut self) -> &mut Text {
        match &mut self.shape {
            Shape::Text(text) => text,
            _ => panic!("only rules of texts have more to say"),
        }
    }
}

impl fmt::Display for NamingRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.shape {
            Shape::Text(text) => text.fmt(f),
            Shape::Guid => f.write_str("a GUID"),
            Shape::Fixed(name) => write!(f, "`{name}`"),
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((least, most)) = self.labels {
            write!(f, "{least} to {most} parts with dots between them, each of ")?;
        }
        match self.max {
            usize::MAX => write!(f, "{} or more ", self.min)?,
            max => write!(f, "{} to {max} ", self.min)?,
        }
        f.write_str(&self.allowed.in_words())?;
        if self.single_hyphens {
            f.write_str(", no two hyphens in a row")?;
        }
        if self.lead == 1 && self.first == self.last {
            self.edge(f, self.first, "at either end")?;
        } else {
            let first = if self.lead == 1 { "first".to_owned() } else { format!("among the first {}", self.lead) };
            self.edge(f, self.first, &first)?;
            self.edge(f, self.last, "last")?;
        }
        for ending in self.refused_endings {
            write!(f, ", no `{ending}` at the end")?;
        }
        for name in self.also {
            write!(f, ", or `{name}`")?;
        }
        Ok(())
    }
}

impl Text {
    /// Names what fewer words are needed for: what may stand there, or what may not.
    fn edge(&self, f: &mut fmt::Formatter<'_>, chars: Chars, place: &str) -> fmt::Result {
        let refused = self.allowed.but(chars);
        if refused.is_empty() {
            Ok(())
        } else if refused.len() <= 4 {
            write!(f, ", no {} {place}", refused.one_in_words())
        } else {
            write!(f, ", a {} {place}", chars.one_in_words())
        }
    }
}
