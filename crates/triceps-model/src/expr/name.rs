//! Names that the language brings: functions and decorators.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// The name of a function or decorator of the language. Reads as the bare name.
#[derive(Clone, Debug, PartialEq)]
pub struct LanguageName {
    name: Cow<'static, str>,
    /// Printed with its namespace even where nothing hides it: `sys.map`.
    pub qualified: bool,
}

impl From<Cow<'static, str>> for LanguageName {
    fn from(text: Cow<'static, str>) -> Self {
        let bare = |text: &str| ["sys.", "az."].iter().find_map(|prefix| text.strip_prefix(prefix)).map(str::len);
        match (bare(&text), text) {
            (None, name) => Self { name, qualified: false },
            (Some(len), Cow::Borrowed(text)) => Self { name: text[text.len() - len..].into(), qualified: true },
            (Some(len), Cow::Owned(mut text)) => {
                text.drain(..text.len() - len);
                Self { name: text.into(), qualified: true }
            }
        }
    }
}

impl From<&'static str> for LanguageName {
    fn from(text: &'static str) -> Self {
        Cow::Borrowed(text).into()
    }
}

impl Deref for LanguageName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for LanguageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl PartialEq<&str> for LanguageName {
    fn eq(&self, other: &&str) -> bool {
        *self.name == **other
    }
}
