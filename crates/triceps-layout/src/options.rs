//! The options of `formatting` in `bicepconfig.json`.

/// The kind of character that indents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum IndentKind {
    /// As many spaces a level as `indent_size` says.
    #[default]
    Space,
    /// One tab a level.
    Tab,
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Newline {
    /// `\n`
    #[default]
    Lf,
    /// `\r\n`
    CrLf,
    /// `\r`
    Cr,
}

impl Newline {
    /// The characters themselves.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
        }
    }
}

/// How text is laid out. The default is that of the official formatter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Spaces or tabs.
    pub indent_kind: IndentKind,
    /// Spaces a level, at most 1,000. Tabs ignore it.
    pub indent_size: usize,
    /// The last column that a group on one line may reach.
    pub width: usize,
    /// What ends a line, also within multi-line strings and comments.
    pub newline: Newline,
    /// Whether the text ends with a line end.
    pub final_newline: bool,
}

impl Options {
    /// The most spaces a level.
    pub const MAX_INDENT_SIZE: usize = 1_000;

    /// What indents one level.
    pub fn indent(&self) -> String {
        match self.indent_kind {
            IndentKind::Space => " ".repeat(self.indent_size.min(Self::MAX_INDENT_SIZE)),
            IndentKind::Tab => "\t".to_owned(),
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { indent_kind: IndentKind::Space, indent_size: 2, width: 120, newline: Newline::Lf, final_newline: true }
    }
}
