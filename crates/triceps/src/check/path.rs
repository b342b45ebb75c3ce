//! The place in the model that a check looks at, written out only when something is found there.

use std::fmt;

/// A path of names and positions, linked from the inside out; frames live on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    segment: Segment<'a>,
}

#[derive(Clone, Copy)]
enum Segment<'a> {
    Name(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    pub(crate) fn root(name: &'a str) -> Self {
        Self { parent: None, segment: Segment::Name(name) }
    }

    pub(crate) fn name(&'a self, name: &'a str) -> Self {
        Self { parent: Some(self), segment: Segment::Name(name) }
    }

    pub(crate) fn index(&'a self, index: usize) -> Self {
        Self { parent: Some(self), segment: Segment::Index(index) }
    }

    /// The names from the root on; positions are left out.
    pub(crate) fn ends_with(&self, names: &[&str]) -> bool {
        let Some((last, before)) = names.split_last() else { return true };
        match self.segment {
            Segment::Index(_) => self.parent.is_some_and(|parent| parent.ends_with(names)),
            Segment::Name(name) => {
                name == *last && (before.is_empty() || self.parent.is_some_and(|parent| parent.ends_with(before)))
            }
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.segment {
            Segment::Index(index) => write!(f, "[{index}]"),
            Segment::Name(name) => {
                let mut chars = name.chars();
                let identifier = chars.next().is_some_and(|c| c == '_' || c.is_ascii_alphabetic())
                    && chars.all(|c| c == '_' || c.is_ascii_alphanumeric());
                match (identifier, self.parent.is_some()) {
                    (true, true) => write!(f, ".{name}"),
                    (true, false) => f.write_str(name),
                    (false, _) => write!(f, "['{name}']"),
                }
            }
        }
    }
}
