//! Places within a declaration.

use std::fmt;

use triceps_core::language::is_identifier;

use super::EditError;

/// The way to a property: `properties.template.containers[0].image`.
///
/// A key that is not an identifier is in brackets: `tags['cost-center']`. Methods accept a string, an array of keys or a
/// path.
///
/// ```
/// use triceps::read::ValuePath;
///
/// let path = ValuePath::new().key("containers").index(0).key("image");
/// assert_eq!(path, ValuePath::from("containers[0].image"));
/// assert_eq!(ValuePath::new().key("tags").key("cost-center"), ValuePath::from(["tags", "cost-center"]));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValuePath {
    steps: Vec<Step>,
    /// The text that could not be read.
    invalid: Option<String>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

impl ValuePath {
    /// The value as a whole.
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes to a property.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.steps.push(Step::Key(key.into()));
        self
    }

    /// Goes to an item.
    pub fn index(mut self, index: usize) -> Self {
        self.steps.push(Step::Index(index));
        self
    }

    pub(super) fn steps(&self) -> Result<&[Step], EditError> {
        match &self.invalid {
            None => Ok(&self.steps),
            Some(text) => Err(EditError::new(format!(
                "`{text}` is not a path: write `a.b[0]`, and `['c d']` for a key that is not an identifier"
            ))),
        }
    }

    fn read(text: &str) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(inner) = rest.strip_prefix("['") {
                let (key, after) = inner.split_once("']")?;
                steps.push(Step::Key(key.to_owned()));
                rest = after;
            } else if let Some(inner) = rest.strip_prefix('[') {
                let (index, after) = inner.split_once(']')?;
                steps.push(Step::Index(index.parse().ok()?));
                rest = after;
            } else {
                let name = if steps.is_empty() { rest } else { rest.strip_prefix('.')? };
                let end = name.find(['.', '[']).unwrap_or(name.len());
                if !is_identifier(&name[..end]) {
                    return None;
                }
                steps.push(Step::Key(name[..end].to_owned()));
                rest = &name[end..];
            }
        }
        Some(steps)
    }
}

impl From<&str> for ValuePath {
    fn from(text: &str) -> Self {
        match Self::read(text) {
            Some(steps) => Self { steps, invalid: None },
            None => Self { steps: Vec::new(), invalid: Some(text.to_owned()) },
        }
    }
}

impl<const N: usize> From<[&str; N]> for ValuePath {
    fn from(keys: [&str; N]) -> Self {
        Self { steps: keys.into_iter().map(|key| Step::Key(key.to_owned())).collect(), invalid: None }
    }
}

impl From<&[&str]> for ValuePath {
    fn from(keys: &[&str]) -> Self {
        Self { steps: keys.iter().map(|key| Step::Key((*key).to_owned())).collect(), invalid: None }
    }
}

impl From<&ValuePath> for ValuePath {
    fn from(path: &ValuePath) -> Self {
        path.clone()
    }
}

impl fmt::Display for ValuePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.steps.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if !is_identifier(key) => write!(f, "['{key}']")?,
                Step::Key(key) if position == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::ValuePath;

    #[test]
    fn paths_read_as_they_are_shown() {
        for text in ["", "a", "a.b[0].c", "a['b c'][12]['d.e'].f", "['x y'].z", "[3]"] {
            let path = ValuePath::from(text);
            assert!(path.steps().is_ok(), "{text}");
            assert_eq!(path.to_string(), text);
        }
        for text in [".a", "a.", "a..b", "a[", "a[x]", "a['b]", "a b", "a[-1]"] {
            assert!(ValuePath::from(text).steps().is_err(), "{text}");
        }
        assert_eq!(ValuePath::from(["a", "b c"]), ValuePath::from("a['b c']"));
        assert_eq!(ValuePath::new().key("a").index(0), ValuePath::from("a[0]"));
    }
}
