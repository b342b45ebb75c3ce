//! What came of a set of programs.

use triceps_syntax::{Element, Language, LineIndex, Options, SyntaxError, SyntaxKind, Tree, format, parse};

/// How many differences of a set are shown.
const SHOWN: usize = 5;

/// Counts the programs of a set.
#[derive(Debug, Default)]
pub struct Tally {
    name: String,
    programs: usize,
    without_errors: usize,
    lossless: usize,
    formatted: usize,
    repaired: Vec<String>,
    reported: Option<usize>,
    differences: Vec<String>,
}

/// Text of a program, and what the official compiler makes of it.
pub(super) struct Program<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    pub(super) language: Language,
    pub(super) options: Options,
}

impl Tally {
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Whether all programs came out as recorded, but for those whose official text does not compile.
    pub fn is_clean(&self) -> bool {
        self.differences.is_empty()
    }

    /// One line, then the differences.
    pub fn report(&self) -> String {
        let mut parts = vec![
            format!("{}: {} programs", self.name, self.programs),
            format!("{} without errors of the text", self.without_errors),
            format!("{} lossless", self.lossless),
            format!("{} formatted equal", self.formatted),
        ];
        if !self.repaired.is_empty() {
            parts.push(format!("{} valid where the official text is not", self.repaired.len()));
        }
        parts.extend(self.reported.map(|reported| format!("{reported} with the same errors of the text")));
        let mut lines = vec![parts.join(", ")];
        lines.extend(self.differences.iter().take(SHOWN).map(|difference| format!("  {difference}")));
        if self.differences.len() > SHOWN {
            lines.push(format!("  and {} more", self.differences.len() - SHOWN));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// Reads and formats a program.
    pub(super) fn read(&mut self, program: &Program<'_>) -> (Tree, String) {
        self.programs += 1;
        let tree = parse(program.text, program.language);
        self.without_errors += usize::from(tree.errors().is_empty());
        if joined(&tree) == program.text {
            self.lossless += 1;
        } else {
            self.differences.push(format!("{}: bytes are lost", program.name));
        }
        let formatted = format(&tree, &program.options);
        (tree, formatted)
    }

    /// Compares a formatted text with the official one. Where they differ, ours may mean what the program
    /// means while the official one does not.
    pub(super) fn compare_text(&mut self, program: &Program<'_>, tree: &Tree, ours: &str, official: &str) {
        let is_valid = tree.errors().is_empty();
        if ours == official && (!is_valid || means_the_same(ours, tree, program.language)) {
            self.formatted += 1;
        } else if !means_the_same(official, tree, program.language) && means_the_same(ours, tree, program.language) {
            self.repaired.push(program.name.to_owned());
        } else {
            self.differences.push(format!("{}: {}", program.name, first_difference(ours, official)));
        }
    }

    /// Compares a formatted text with the hash of the official one.
    pub(super) fn compare_hash(&mut self, program: &Program<'_>, is_equal: bool) {
        if is_equal {
            self.formatted += 1;
        } else {
            self.differences.push(format!("{}: the formatted text differs", program.name));
        }
    }

    /// Compares the errors of the text with what the official compiler says.
    pub(super) fn compare_errors(&mut self, program: &Program<'_>, mut ours: Vec<String>, official: Vec<String>) {
        let mut official: Vec<String> = official.into_iter().filter(|line| is_of_text(line)).collect();
        ours.retain(|line| is_of_text(line));
        official.sort();
        ours.sort();
        let reported = self.reported.get_or_insert(0);
        if ours == official {
            *reported += 1;
        } else {
            let more = ours.iter().find(|line| !official.contains(line));
            let less = official.iter().find(|line| !ours.contains(line));
            self.differences.push(format!("{}: errors: ours {more:?}, official {less:?}", program.name));
        }
    }
}

/// Whether a line names a code that only lexer and parser raise.
fn is_of_text(line: &str) -> bool {
    let by_the_checker_too = ["BCP010", "BCP032"];
    line.split(' ').any(|word| SyntaxError::codes().any(|code| code == word) && !by_the_checker_too.contains(&word))
}

/// Whether a formatted text has the structure and the words of what it was made of.
fn means_the_same(formatted: &str, tree: &Tree, language: Language) -> bool {
    words(&parse(formatted, language)) == words(tree)
}

/// The kinds of all nodes, and all tokens but line ends, commas and bars.
fn words(tree: &Tree) -> Vec<(SyntaxKind, String)> {
    let mut words = Vec::new();
    let mut stack = vec![tree.root()];
    while let Some(node) = stack.pop() {
        words.push((node.kind(), String::new()));
        for child in node.children() {
            match child {
                Element::Node(node) => stack.push(node),
                Element::Token(token) => match token.kind() {
                    SyntaxKind::NewLine | SyntaxKind::Comma | SyntaxKind::Pipe => {}
                    kind => words.push((kind, token.text().replace("\r\n", "\n"))),
                },
            }
        }
    }
    words
}

fn joined(tree: &Tree) -> String {
    let mut text = String::with_capacity(tree.text().len());
    for token in tree.root().tokens() {
        text.extend(token.leading_trivia().map(|trivia| trivia.text));
        text.push_str(token.text());
        text.extend(token.trailing_trivia().map(|trivia| trivia.text));
    }
    text
}

fn first_difference(ours: &str, official: &str) -> String {
    let mut lines = ours.lines().zip(official.lines()).enumerate();
    match lines.find(|(_, (ours, official))| ours != official) {
        Some((line, (ours, official))) => format!("line {}: ours {ours:?}, official {official:?}", line + 1),
        None => "the end differs".to_owned(),
    }
}

/// The errors of a text: `line:col-endLine:endCol Error code rest`, where the place and the rest are as the table has
/// them.
pub(super) fn errors(tree: &Tree, with_end: bool, rest: impl Fn(&str) -> String) -> Vec<String> {
    let lines = LineIndex::new(tree.text());
    let line = |error: &SyntaxError| {
        let (start, end) = (lines.position(error.range.start), lines.position(error.range.end));
        let end = if with_end { format!("-{}:{}", end.line, end.column) } else { String::new() };
        let message = rest(&error.message(tree.text()));
        format!("{}:{}{end} Error {} {message}", start.line, start.column, error.code())
    };
    tree.errors().iter().map(line).collect()
}
