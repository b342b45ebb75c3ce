//! The lossless tree of a file, in a few flat vectors.

use std::ops::Range;

use crate::error::SyntaxError;
use crate::kind::SyntaxKind;
use crate::range::TextRange;

/// What stands between tokens besides blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriviaKind {
    /// Spaces and tabs.
    Blank,
    /// `// ..`
    LineComment,
    /// `/* .. */`
    BlockComment,
    /// `#disable-next-line ..`
    DisableNextLine,
    /// `#disable-diagnostics ..`
    DisableDiagnostics,
    /// `#restore-diagnostics ..`
    RestoreDiagnostics,
    /// A byte order mark.
    ByteOrderMark,
}

impl TriviaKind {
    /// Whether it is a comment.
    pub fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }

    /// The word of a directive, without `#`.
    pub fn directive(self) -> Option<&'static str> {
        match self {
            Self::DisableNextLine => Some("disable-next-line"),
            Self::DisableDiagnostics => Some("disable-diagnostics"),
            Self::RestoreDiagnostics => Some("restore-diagnostics"),
            Self::Blank | Self::LineComment | Self::BlockComment | Self::ByteOrderMark => None,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct TriviaData {
    pub(crate) kind: TriviaKind,
    /// Whether it belongs to the token before it.
    pub(crate) is_trailing: bool,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenData {
    pub(crate) kind: SyntaxKind,
    pub(crate) flags: u8,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl TokenData {
    pub(crate) const LEADING: u8 = 1;
    pub(crate) const TRAILING: u8 = 2;
    /// A string that the lexer could not read.
    pub(crate) const MALFORMED: u8 = 4;

    pub(crate) fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeData {
    pub(crate) kind: SyntaxKind,
    pub(crate) first_child: u32,
    pub(crate) children: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) parent: u32,
}

/// A child: a node, or a token where the highest bit is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Child(u32);

const TOKEN: u32 = 1 << 31;
pub(crate) const NO_PARENT: u32 = u32::MAX;

impl Child {
    pub(crate) fn node(id: u32) -> Self {
        Self(id)
    }

    pub(crate) fn token(id: u32) -> Self {
        Self(id | TOKEN)
    }

    pub(crate) fn as_node(self) -> Option<u32> {
        (self.0 & TOKEN == 0).then_some(self.0)
    }

    pub(crate) fn as_token(self) -> Option<u32> {
        (self.0 & TOKEN != 0).then_some(self.0 & !TOKEN)
    }
}

/// The tree of a file. Every byte of the text is in it: as a token, or as trivia between tokens.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(crate) text: String,
    pub(crate) tokens: Vec<TokenData>,
    pub(crate) trivia: Vec<TriviaData>,
    pub(crate) nodes: Vec<NodeData>,
    pub(crate) children: Vec<Child>,
    pub(crate) errors: Vec<SyntaxError>,
}

impl Tree {
    /// The node of the whole file.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, id: u32::try_from(self.nodes.len() - 1).unwrap_or_default() }
    }

    /// The text that was parsed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with the text, by place.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> impl Iterator<Item = Token<'_>> {
        (0..u32::try_from(self.tokens.len()).unwrap_or(u32::MAX)).map(|id| Token { tree: self, id })
    }

    /// A node by its number.
    pub fn node(&self, id: NodeId) -> Option<Node<'_>> {
        ((id.0 as usize) < self.nodes.len()).then_some(Node { tree: self, id: id.0 })
    }

    /// The smallest node around a byte. A byte between two nodes belongs to what is around both.
    pub fn node_at(&self, offset: u32) -> Node<'_> {
        let mut node = self.root();
        loop {
            let children = self.child_slice(node.id);
            let next = children.partition_point(|child| self.child_range(*child).end <= offset);
            match children.get(next).copied() {
                Some(child) if self.child_range(child).start <= offset => match child.as_node() {
                    Some(id) => node = Node { tree: self, id },
                    None => return node,
                },
                _ => return node,
            }
        }
    }

    /// How many bytes of memory the tree takes, the text included.
    pub fn memory(&self) -> usize {
        self.text.capacity()
            + self.tokens.capacity() * size_of::<TokenData>()
            + self.trivia.capacity() * size_of::<TriviaData>()
            + self.nodes.capacity() * size_of::<NodeData>()
            + self.children.capacity() * size_of::<Child>()
            + self.errors.capacity() * size_of::<SyntaxError>()
    }

    pub(crate) fn child_slice(&self, node: u32) -> &[Child] {
        let data = &self.nodes[node as usize];
        &self.children[data.first_child as usize..(data.first_child + data.children) as usize]
    }

    fn child_range(&self, child: Child) -> TextRange {
        match (child.as_node(), child.as_token()) {
            (Some(id), _) => {
                let node = &self.nodes[id as usize];
                TextRange { start: node.start, end: node.end }
            }
            (None, id) => {
                let token = &self.tokens[id.unwrap_or_default() as usize];
                TextRange { start: token.start, end: token.end }
            }
        }
    }

    /// Comments, directives and a byte order mark within a range.
    pub(crate) fn trivia_in(&self, range: Range<u32>) -> &[TriviaData] {
        let first = self.trivia.partition_point(|trivia| trivia.start < range.start);
        let count = self.trivia[first..].partition_point(|trivia| trivia.start < range.end);
        &self.trivia[first..first + count]
    }
}

/// The number of a node: it stays the same as long as the tree does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

/// A node of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

/// A child of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element<'t> {
    /// A node.
    Node(Node<'t>),
    /// A token.
    Token(Token<'t>),
}

impl<'t> Element<'t> {
    /// The kind of the node or token.
    pub fn kind(self) -> SyntaxKind {
        match self {
            Self::Node(node) => node.kind(),
            Self::Token(token) => token.kind(),
        }
    }

    /// The node, if it is one.
    pub fn as_node(self) -> Option<Node<'t>> {
        match self {
            Self::Node(node) => Some(node),
            Self::Token(_) => None,
        }
    }

    /// The token, if it is one.
    pub fn as_token(self) -> Option<Token<'t>> {
        match self {
            Self::Token(token) => Some(token),
            Self::Node(_) => None,
        }
    }

    /// Whether there is a token in it: a missing part is a node without any.
    fn has_token(self) -> bool {
        self.as_node().is_none_or(|node| !node.range().is_empty())
    }

    /// Where it is, without comments and blanks around it.
    pub fn range(self) -> TextRange {
        match self {
            Self::Node(node) => node.range(),
            Self::Token(token) => token.range(),
        }
    }
}

impl<'t> Node<'t> {
    /// What it is.
    pub fn kind(self) -> SyntaxKind {
        self.data().kind
    }

    /// Its number.
    pub fn id(self) -> NodeId {
        NodeId(self.id)
    }

    /// The tree it belongs to.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// Where it is, without comments and blanks around it.
    pub fn range(self) -> TextRange {
        let data = self.data();
        TextRange { start: data.start, end: data.end }
    }

    /// Its text, without comments and blanks around it.
    pub fn text(self) -> &'t str {
        self.range().of(&self.tree.text).unwrap_or_default()
    }

    /// The node around it.
    pub fn parent(self) -> Option<Node<'t>> {
        let parent = self.data().parent;
        (parent != NO_PARENT).then_some(Self { tree: self.tree, id: parent })
    }

    /// How many children it has.
    pub fn child_count(self) -> usize {
        self.data().children as usize
    }

    /// One child.
    pub fn child(self, index: usize) -> Option<Element<'t>> {
        self.tree.child_slice(self.id).get(index).map(|child| self.element(*child))
    }

    /// The last child.
    pub fn last_child(self) -> Option<Element<'t>> {
        self.tree.child_slice(self.id).last().map(|child| self.element(*child))
    }

    /// Its children, in order.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Element<'t>> + ExactSizeIterator + Clone {
        self.tree.child_slice(self.id).iter().map(move |child| self.element(*child))
    }

    /// The children that are nodes.
    pub fn child_nodes(self) -> impl DoubleEndedIterator<Item = Node<'t>> + Clone {
        self.children().filter_map(Element::as_node)
    }

    /// The first child token of a kind.
    pub fn token(self, kind: SyntaxKind) -> Option<Token<'t>> {
        self.children().filter_map(Element::as_token).find(|token| token.kind() == kind)
    }

    /// All tokens in it, in order.
    pub fn tokens(self) -> impl Iterator<Item = Token<'t>> {
        let range = self.range();
        let tree = self.tree;
        let first = tree.tokens.partition_point(|token| token.start < range.start);
        let start = u32::try_from(first).unwrap_or(u32::MAX);
        (start..u32::try_from(tree.tokens.len()).unwrap_or(u32::MAX))
            .take_while(move |id| tree.tokens[*id as usize].end <= range.end)
            .map(move |id| Token { tree, id })
    }

    /// The first token in it.
    pub fn first_token(self) -> Option<Token<'t>> {
        let mut node = self;
        loop {
            match node.children().find(|child| child.has_token())? {
                Element::Node(child) => node = child,
                Element::Token(token) => return Some(token),
            }
        }
    }

    /// The last token in it.
    pub fn last_token(self) -> Option<Token<'t>> {
        let mut node = self;
        loop {
            match node.children().rfind(|child| child.has_token())? {
                Element::Node(child) => node = child,
                Element::Token(token) => return Some(token),
            }
        }
    }

    fn element(self, child: Child) -> Element<'t> {
        match child.as_token() {
            Some(id) => Element::Token(Token { tree: self.tree, id }),
            None => Element::Node(Node { tree: self.tree, id: child.as_node().unwrap_or_default() }),
        }
    }

    fn data(self) -> &'t NodeData {
        &self.tree.nodes[self.id as usize]
    }
}

/// A token of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Token<'t> {
    tree: &'t Tree,
    id: u32,
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl Eq for Token<'_> {}

impl<'t> Token<'t> {
    /// What it is.
    pub fn kind(self) -> SyntaxKind {
        self.data().kind
    }

    /// Where it is.
    pub fn range(self) -> TextRange {
        let data = self.data();
        TextRange { start: data.start, end: data.end }
    }

    /// Its text.
    pub fn text(self) -> &'t str {
        self.range().of(&self.tree.text).unwrap_or_default()
    }

    /// Whether it is a string that the lexer could not read to its end.
    pub fn is_malformed(self) -> bool {
        self.data().has(TokenData::MALFORMED)
    }

    /// Comments, directives and blanks before it that do not belong to the token before.
    pub fn leading_trivia(self) -> impl Iterator<Item = Trivia<'t>> {
        let start = match self.id.checked_sub(1) {
            Some(before) => Self { tree: self.tree, id: before }.end_of_trailing_trivia(),
            None => 0,
        };
        Pieces::new(self.tree, start..self.data().start, false)
    }

    /// Comments and blanks after it, up to where those of the next token start.
    pub fn trailing_trivia(self) -> impl Iterator<Item = Trivia<'t>> {
        Pieces::new(self.tree, self.data().end..self.end_of_trailing_trivia(), true)
    }

    fn end_of_trailing_trivia(self) -> u32 {
        let end = self.data().end;
        let next = self.tree.tokens.get(self.id as usize + 1).map_or(end, |next| next.start);
        let leading = self.tree.trivia_in(end..next).iter().find(|trivia| !trivia.is_trailing);
        leading.map_or(next, |trivia| trivia.start)
    }

    /// Comments and directives before it.
    pub fn leading_comments(self) -> impl Iterator<Item = Trivia<'t>> {
        let range = if self.has_leading() { self.start_of_leading()..self.data().start } else { 0..0 };
        let noted = self.tree.trivia_in(range).iter();
        noted
            .filter(|trivia| !trivia.is_trailing && trivia.kind != TriviaKind::ByteOrderMark)
            .map(move |trivia| Trivia::of(trivia, self.tree))
    }

    /// Comments after it that belong to it.
    pub fn trailing_comments(self) -> impl Iterator<Item = Trivia<'t>> {
        let range = if self.data().has(TokenData::TRAILING) {
            let end = self.data().end;
            end..self.tree.tokens.get(self.id as usize + 1).map_or(end, |next| next.start)
        } else {
            0..0
        };
        let noted = self.tree.trivia_in(range).iter().filter(|trivia| trivia.is_trailing);
        noted.map(move |trivia| Trivia::of(trivia, self.tree))
    }

    pub(crate) fn tree_text(self) -> &'t str {
        &self.tree.text
    }

    pub(crate) fn has_leading(self) -> bool {
        self.data().has(TokenData::LEADING)
    }

    pub(crate) fn has_comments(self) -> bool {
        self.data().has(TokenData::LEADING | TokenData::TRAILING)
    }

    fn start_of_leading(self) -> u32 {
        self.id.checked_sub(1).map_or(0, |before| self.tree.tokens[before as usize].end)
    }

    fn data(self) -> &'t TokenData {
        &self.tree.tokens[self.id as usize]
    }
}

/// A piece of text between tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trivia<'t> {
    /// What it is.
    pub kind: TriviaKind,
    /// Where it is.
    pub range: TextRange,
    /// Its text.
    pub text: &'t str,
}

impl<'t> Trivia<'t> {
    fn of(data: &TriviaData, tree: &'t Tree) -> Self {
        let range = TextRange { start: data.start, end: data.end };
        Self { kind: data.kind, range, text: range.of(&tree.text).unwrap_or_default() }
    }

    /// The codes that a directive names.
    pub fn codes(self) -> impl Iterator<Item = &'t str> {
        let codes = self.kind.directive().and_then(|word| self.text.get(1 + word.len()..)).unwrap_or_default();
        codes.split([' ', '\t']).filter(|code| !code.is_empty())
    }
}

/// The pieces between two tokens: what is noted, and blanks around it.
struct Pieces<'t> {
    tree: &'t Tree,
    noted: std::slice::Iter<'t, TriviaData>,
    next: Option<&'t TriviaData>,
    at: u32,
    end: u32,
}

impl<'t> Pieces<'t> {
    fn new(tree: &'t Tree, range: Range<u32>, is_trailing: bool) -> Self {
        let all = tree.trivia_in(range.clone());
        let first = all.iter().position(|trivia| trivia.is_trailing == is_trailing).unwrap_or(all.len());
        let mut noted = all[first..].iter();
        Self { tree, next: noted.next(), noted, at: range.start, end: range.end }
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Trivia<'t>;

    fn next(&mut self) -> Option<Trivia<'t>> {
        if self.at >= self.end {
            return None;
        }
        let (kind, end) = match self.next {
            Some(trivia) if trivia.start == self.at => {
                self.next = self.noted.next();
                (trivia.kind, trivia.end)
            }
            Some(trivia) => (TriviaKind::Blank, trivia.start.min(self.end)),
            None => (TriviaKind::Blank, self.end),
        };
        let range = TextRange { start: self.at, end };
        self.at = end;
        Some(Trivia { kind, range, text: range.of(&self.tree.text).unwrap_or_default() })
    }
}
