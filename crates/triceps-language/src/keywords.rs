//! Words with a meaning in the grammar.

/// A word with a meaning in the grammar. Only the literals are reserved: all others may also be names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The word.
    pub word: &'static str,
    /// Where it has its meaning.
    pub kind: KeywordKind,
}

/// Where a keyword has its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeywordKind {
    /// It is a value, everywhere.
    Literal,
    /// It starts a statement of a template.
    Statement,
    /// It starts a statement of a parameter file.
    ParamsStatement,
    /// It stands within a statement or loop.
    Within,
}

impl Keyword {
    /// All of them, by kind.
    pub const ALL: &'static [Self] = KEYWORDS;

    /// The keyword of this spelling, or none.
    pub fn find(word: &str) -> Option<&'static Self> {
        KEYWORDS.iter().find(|keyword| keyword.word == word)
    }

    /// Whether a word can never be a name.
    pub fn is_reserved(word: &str) -> bool {
        matches!(Self::find(word), Some(Self { kind: KeywordKind::Literal, .. }))
    }
}

const fn keyword(word: &'static str, kind: KeywordKind) -> Keyword {
    Keyword { word, kind }
}

const KEYWORDS: &[Keyword] = &[
    keyword("true", KeywordKind::Literal),
    keyword("false", KeywordKind::Literal),
    keyword("null", KeywordKind::Literal),
    keyword("metadata", KeywordKind::Statement),
    keyword("targetScope", KeywordKind::Statement),
    keyword("extension", KeywordKind::Statement),
    keyword("import", KeywordKind::Statement),
    keyword("type", KeywordKind::Statement),
    keyword("param", KeywordKind::Statement),
    keyword("var", KeywordKind::Statement),
    keyword("func", KeywordKind::Statement),
    keyword("resource", KeywordKind::Statement),
    keyword("module", KeywordKind::Statement),
    keyword("output", KeywordKind::Statement),
    keyword("assert", KeywordKind::Statement),
    keyword("test", KeywordKind::Statement),
    keyword("using", KeywordKind::ParamsStatement),
    keyword("extends", KeywordKind::ParamsStatement),
    keyword("extensionConfig", KeywordKind::ParamsStatement),
    keyword("as", KeywordKind::Within),
    keyword("existing", KeywordKind::Within),
    keyword("for", KeywordKind::Within),
    keyword("from", KeywordKind::Within),
    keyword("if", KeywordKind::Within),
    keyword("in", KeywordKind::Within),
    keyword("none", KeywordKind::Within),
    keyword("with", KeywordKind::Within),
];

#[cfg(test)]
mod tests {
    use super::{Keyword, KeywordKind};

    #[test]
    fn a_keyword_is_found_by_its_exact_spelling() {
        for (word, kind) in [
            ("null", KeywordKind::Literal),
            ("param", KeywordKind::Statement),
            ("using", KeywordKind::ParamsStatement),
            ("existing", KeywordKind::Within),
        ] {
            let found = Keyword::find(word).expect("it is a keyword");
            assert_eq!((found.word, found.kind), (word, kind));
        }
        assert!(Keyword::find("Param").is_none());
    }

    #[test]
    fn only_literals_are_reserved() {
        assert!(["true", "false", "null"].into_iter().all(Keyword::is_reserved));
        assert!(!["param", "using", "existing", "portal"].into_iter().any(Keyword::is_reserved));
    }
}
