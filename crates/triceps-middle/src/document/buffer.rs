//! JSON as text and as a list of its tokens.
//!
//! The text is written once, as it is emitted; the tokens say where its keys and values are, for the hash. Documents
//! that others wrote are embedded by reference, and indented when the text is emitted.

use std::io::{self, Write as _};
use std::sync::Arc;

use super::text::{push_int, quote};
use crate::bytes::{length_of_indentation, length_of_line, length_of_run};

/// A JSON document in the order it was written, with two spaces of indentation.
#[derive(Debug, Default)]
pub struct JsonBuffer {
    /// The text, without indentation.
    pub text: String,
    /// Where its parts are.
    pub tokens: Vec<Token>,
    /// How many objects and arrays are open.
    depth: usize,
    /// Values that are written by others, in the order of the text.
    documents: Vec<Document>,
}

/// A document that was written on its own and is a value of another one.
#[derive(Clone, Debug)]
struct Document {
    text: Arc<String>,
    /// How deep its lines are.
    depth: usize,
    /// The position in the text around it that it stands at.
    at: u32,
}

/// A key, a value or the beginning of one.
#[derive(Clone, Copy, Debug)]
pub enum Token {
    /// Ends before the token at this position.
    Object(u32),
    /// Ends before the token at this position.
    Array(u32),
    /// A range of the text; its value follows.
    Key(u32, u32),
    /// A range of the text.
    Scalar(u32, u32),
    /// A document of others by its position: its keys and values have no tokens.
    Document(u32),
}

/// An object or array that was opened.
#[derive(Clone, Copy)]
#[must_use]
pub struct Mark(u32);

/// A position in the text and among the tokens.
#[derive(Clone, Copy)]
pub struct Position {
    text: usize,
    tokens: usize,
    documents: usize,
}

/// A comma, a line end, and the indentation of lines that are not very deep.
const LINE: &str = ",\n                                                                ";

/// Gives a line end and the indentation of the next line.
#[inline]
fn break_line(depth: usize, comma: bool, mut piece: impl FnMut(&str)) {
    let skipped = usize::from(!comma);
    match LINE.get(skipped..2 + depth * 2) {
        Some(line) => piece(line),
        None => {
            piece(&LINE[skipped..2]);
            (0..depth).for_each(|_| piece("  "));
        }
    }
}

/// Gives the lines of a document as deep as the value that it becomes.
#[inline]
fn lines(document: &str, depth: usize, mut piece: impl FnMut(&str)) {
    // No string of JSON has a line end in it, so that each starts a line of the document.
    let mut rest = document;
    loop {
        let (line, after) = rest.split_at(length_of_line(rest.as_bytes()));
        piece(line);
        let Some(next) = after.strip_prefix('\n') else { return };
        break_line(depth, false, &mut piece);
        rest = next;
    }
}

impl JsonBuffer {
    /// With room for the JSON of about as many expressions.
    pub fn with_capacity(exprs: usize) -> Self {
        Self {
            text: String::with_capacity(exprs * 64 + 1024),
            tokens: Vec::with_capacity(exprs * 2 + 64),
            depth: 0,
            documents: Vec::new(),
        }
    }

    /// The text, with all documents in it.
    pub fn into_text(self) -> String {
        if self.documents.is_empty() { self.text } else { self.to_text() }
    }

    /// The text, with all documents in it.
    pub fn to_text(&self) -> String {
        let documents: usize = self.documents.iter().map(|document| document.text.len()).sum();
        let mut text = String::with_capacity(self.text.len() + documents + documents / 4);
        self.pieces(|piece| text.push_str(piece));
        text
    }

    /// Writes the text, with all documents in it, without having it as a whole.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write_to(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(64 * 1024, out);
        let mut outcome = Ok(());
        self.pieces(|piece| {
            if outcome.is_ok() {
                outcome = out.write_all(piece.as_bytes());
            }
        });
        outcome?;
        out.flush()
    }

    /// Gives the pieces of the text, with all documents in it.
    #[inline]
    fn pieces(&self, mut piece: impl FnMut(&str)) {
        let mut copied = 0;
        for document in &self.documents {
            let at = document.at as usize;
            piece(&self.text[copied..at]);
            lines(&document.text, document.depth, &mut piece);
            copied = at;
        }
        piece(&self.text[copied..]);
    }

    /// Whether the text and all documents in it are ASCII.
    pub fn is_ascii(&self) -> bool {
        self.text.is_ascii() && self.documents.iter().all(|document| document.text.is_ascii())
    }

    /// The text of a document of others.
    pub fn document(&self, index: u32) -> &str {
        &self.documents[index as usize].text
    }

    fn push_document(&mut self, text: &Arc<String>, depth: usize) {
        self.tokens.push(Token::Document(position(self.documents.len())));
        let at = position(self.text.len());
        self.documents.push(Document { text: text.clone(), depth, at });
    }

    /// Starts an object.
    pub fn open_object(&mut self) -> Mark {
        self.open(Token::Object(0), '{')
    }

    /// Starts an array.
    pub fn open_array(&mut self) -> Mark {
        self.open(Token::Array(0), '[')
    }

    fn open(&mut self, token: Token, bracket: char) -> Mark {
        self.separate();
        self.tokens.push(token);
        self.text.push(bracket);
        self.depth += 1;
        Mark(position(self.tokens.len() - 1))
    }

    /// Ends the object or array that starts at `mark`.
    pub fn close(&mut self, mark: Mark) {
        let end = position(self.tokens.len());
        let bracket = match &mut self.tokens[mark.0 as usize] {
            Token::Object(slot) => {
                *slot = end;
                '}'
            }
            Token::Array(slot) => {
                *slot = end;
                ']'
            }
            Token::Key(..) | Token::Scalar(..) | Token::Document(_) => {
                unreachable!("only objects and arrays are opened")
            }
        };
        self.depth -= 1;
        if end > mark.0 + 1 {
            self.break_line(false);
        }
        self.text.push(bracket);
    }

    /// Whether nothing was written since.
    pub fn is_empty_since(&self, mark: Mark) -> bool {
        self.tokens.len() == mark.0 as usize + 1
    }

    /// Where the next token will stand.
    pub fn position(&self) -> Position {
        Position { text: self.text.len(), tokens: self.tokens.len(), documents: self.documents.len() }
    }

    /// Takes back the object that was opened right after a key at this position.
    pub fn take_back(&mut self, position: Position) {
        self.text.truncate(position.text);
        self.tokens.truncate(position.tokens);
        self.documents.truncate(position.documents);
        self.depth -= 1;
    }

    /// Writes what separates the next key or item from what is before it. Nothing does after a key.
    fn separate(&mut self) {
        let follows_document = self.documents.last().is_some_and(|document| document.at as usize == self.text.len());
        match self.text.as_bytes().last() {
            Some(_) if follows_document => self.break_line(true),
            None | Some(b' ') => {}
            Some(b'{' | b'[') => self.break_line(false),
            Some(_) => self.break_line(true),
        }
    }

    fn break_line(&mut self, comma: bool) {
        break_line(self.depth, comma, |piece| self.text.push_str(piece));
    }

    /// Starts a property.
    pub fn key(&mut self, name: &str) {
        let start = self.begin();
        quote(&mut self.text, name);
        self.end_key(start);
    }

    /// Writes a text value as it is, without the escape that texts in brackets need.
    pub fn text(&mut self, value: &str) {
        let start = self.begin();
        quote(&mut self.text, value);
        self.end_scalar(start);
    }

    /// A property whose value is text.
    pub fn text_property(&mut self, name: &str, value: &str) {
        self.key(name);
        self.text(value);
    }

    /// Writes a token that needs no escapes: a number, `true`, `null`.
    pub fn raw(&mut self, token: &str) {
        let start = self.begin();
        self.text.push_str(token);
        self.end_scalar(start);
    }

    /// A number.
    pub fn int(&mut self, value: i64) {
        let start = self.begin();
        push_int(&mut self.text, value);
        self.end_scalar(start);
    }

    /// The position of a token whose text is written next.
    pub fn begin(&mut self) -> u32 {
        self.separate();
        position(self.text.len())
    }

    /// A value whose text starts at `start` and ends here.
    pub fn end_scalar(&mut self, start: u32) {
        self.tokens.push(Token::Scalar(start, position(self.text.len())));
    }

    /// A name whose text starts at `start` and ends here.
    pub fn end_key(&mut self, start: u32) {
        self.tokens.push(Token::Key(start, position(self.text.len())));
        self.text.push_str(": ");
    }

    /// Fills in a string that was written empty, and moves what comes after it.
    pub fn fill(&mut self, token: usize, value: &str) {
        let Token::Scalar(start, _) = self.tokens[token] else { unreachable!("only scalars are filled in") };
        self.text.insert_str(start as usize + 1, value);
        let moved = position(value.len());
        for token in &mut self.tokens[token..] {
            match token {
                Token::Key(from, to) | Token::Scalar(from, to) => {
                    if *from > start {
                        *from += moved;
                    }
                    *to += moved;
                }
                Token::Object(_) | Token::Array(_) | Token::Document(_) => {}
            }
        }
        for document in self.documents.iter_mut().filter(|document| document.at > start) {
            document.at += moved;
        }
    }

    /// Writes a value again that stands between two positions, equally deep.
    pub fn repeat(&mut self, from: Position, to: Position) {
        let text = position(self.text.len()) - position(from.text);
        let tokens = position(self.tokens.len()) - position(from.tokens);
        let documents = position(self.documents.len()) - position(from.documents);
        self.text.extend_from_within(from.text..to.text);
        for index in from.documents..to.documents {
            let document = self.documents[index].clone();
            self.documents.push(Document { at: document.at + text, ..document });
        }
        for token in from.tokens..to.tokens {
            self.tokens.push(match self.tokens[token] {
                Token::Object(end) => Token::Object(end + tokens),
                Token::Array(end) => Token::Array(end + tokens),
                Token::Key(from, to) => Token::Key(from + text, to + text),
                Token::Scalar(from, to) => Token::Scalar(from + text, to + text),
                Token::Document(index) => Token::Document(index + documents),
            });
        }
    }

    /// Writes the text of a document that was written on its own as a value, whose parts are not asked for later.
    pub fn embed_text(&mut self, document: &Arc<String>) {
        self.separate();
        self.push_document(document, self.depth);
    }

    /// Writes lines of a document as deep as the value that it becomes.
    fn push_lines(&mut self, document: &str) {
        lines(document, self.depth, |piece| self.text.push_str(piece));
    }

    /// Writes a document that was written on its own as a value.
    pub fn embed(&mut self, document: &Self) {
        self.separate();
        let tokens = position(self.tokens.len());
        let mut copied = 0;
        for token in &document.tokens {
            let token = match *token {
                Token::Object(end) => Token::Object(end + tokens),
                Token::Array(end) => Token::Array(end + tokens),
                Token::Key(start, end) | Token::Scalar(start, end) => {
                    self.push_lines(&document.text[copied..end as usize]);
                    copied = end as usize;
                    let to = position(self.text.len());
                    let from = to - (end - start);
                    if matches!(token, Token::Key(..)) { Token::Key(from, to) } else { Token::Scalar(from, to) }
                }
                Token::Document(index) => {
                    let inner = &document.documents[index as usize];
                    self.push_lines(&document.text[copied..inner.at as usize]);
                    copied = inner.at as usize;
                    self.push_document(&inner.text, self.depth + inner.depth);
                    continue;
                }
            };
            self.tokens.push(token);
        }
        self.push_lines(&document.text[copied..]);
    }

    /// The text between two positions.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        &self.text[start as usize..end as usize]
    }

    /// Where the value at `token` ends: the position after it.
    pub fn end_of(&self, token: usize) -> usize {
        match self.tokens[token] {
            Token::Object(end) | Token::Array(end) => end as usize,
            Token::Key(..) | Token::Scalar(..) | Token::Document(_) => token + 1,
        }
    }

    /// The properties of the object at `token`: their keys and the positions of their values.
    pub fn properties(&self, token: usize) -> impl Iterator<Item = (&str, usize)> {
        let mut next = token + 1;
        let end = self.end_of(token);
        std::iter::from_fn(move || {
            if next >= end {
                return None;
            }
            let Token::Key(start, stop) = self.tokens[next] else { return None };
            let value = next + 1;
            next = self.end_of(value);
            Some((self.slice(start, stop), value))
        })
    }

    /// The positions of the items of the array at `token`.
    pub fn items(&self, token: usize) -> impl Iterator<Item = usize> {
        let mut next = token + 1;
        let end = self.end_of(token);
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let item = next;
                next = self.end_of(item);
                item
            })
        })
    }

    /// How many bytes the document has without white space.
    pub fn compact_len(&self) -> usize {
        self.tokens
            .iter()
            .map(|token| match token {
                // With its colon, and with the comma after it.
                Token::Key(start, end) | Token::Scalar(start, end) => (end - start) as usize + 1,
                Token::Object(_) | Token::Array(_) => 3,
                Token::Document(index) => {
                    let mut length = 1;
                    dense(self.document(*index), |part| length += part.len());
                    length
                }
            })
            .sum()
    }
}

/// Gives the parts of a document as it is written here, without the white space between them.
#[inline]
pub fn dense(document: &str, mut part: impl FnMut(&str)) {
    let mut rest = document;
    while !rest.is_empty() {
        let (line, after) = rest.split_at(length_of_line(rest.as_bytes()));
        let line = &line[length_of_indentation(line.as_bytes())..];
        let (key, value) = line.split_at(length_of_key(line));
        part(key);
        part(if key.is_empty() { value } else { &value[1..] });
        rest = after.get(1..).unwrap_or_default();
    }
}

/// How long the key is that a line begins with, with its colon.
fn length_of_key(line: &str) -> usize {
    let bytes = line.as_bytes();
    if bytes.first() != Some(&b'"') {
        return 0;
    }
    let mut at = 1;
    loop {
        at += length_of_run(&bytes[at..], b'"');
        match bytes.get(at) {
            Some(b'"') => return if bytes.get(at + 1) == Some(&b':') { at + 2 } else { 0 },
            Some(_) => at += 2,
            None => return 0,
        }
        at = at.min(bytes.len());
    }
}

/// A length as a position: a text has less than 4 GiB.
pub fn position(length: usize) -> u32 {
    u32::try_from(length).expect("templates are far smaller than 4 GiB")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::JsonBuffer;

    #[test]
    fn empty_objects_and_arrays_stay_on_their_line() {
        let mut buffer = JsonBuffer::default();
        let root = buffer.open_object();
        buffer.key("a");
        let inner = buffer.open_object();
        buffer.close(inner);
        buffer.key("b");
        let inner = buffer.open_array();
        buffer.int(-12);
        let empty = buffer.open_array();
        buffer.close(empty);
        buffer.text("x { ");
        buffer.raw("null");
        buffer.close(inner);
        buffer.close(root);
        assert_eq!(buffer.text, "{\n  \"a\": {},\n  \"b\": [\n    -12,\n    [],\n    \"x { \",\n    null\n  ]\n}");
    }

    #[test]
    fn what_is_filled_in_moves_what_follows() {
        let mut buffer = JsonBuffer::default();
        let root = buffer.open_object();
        buffer.text_property("hash", "");
        let hash = buffer.tokens.len() - 1;
        buffer.text_property("next", "value");
        buffer.close(root);
        buffer.fill(hash, "123");
        let read: Vec<&str> = buffer
            .tokens
            .iter()
            .filter_map(|token| match *token {
                super::Token::Key(start, end) | super::Token::Scalar(start, end) => Some(buffer.slice(start, end)),
                _ => None,
            })
            .collect();
        assert_eq!(read, ["\"hash\"", "\"123\"", "\"next\"", "\"value\""]);
    }

    #[test]
    fn a_document_is_written_as_a_value_with_its_tokens() {
        let write = |buffer: &mut JsonBuffer| {
            let root = buffer.open_object();
            buffer.key("a");
            let list = buffer.open_array();
            buffer.text("one\n");
            buffer.int(2);
            buffer.close(list);
            let empty = buffer.begin();
            buffer.text.push_str("\"b\"");
            buffer.end_key(empty);
            let none = buffer.open_object();
            buffer.close(none);
            buffer.close(root);
        };
        let (mut direct, mut embedded, mut document) =
            (JsonBuffer::default(), JsonBuffer::default(), JsonBuffer::default());
        write(&mut document);
        for buffer in [&mut direct, &mut embedded] {
            let _ = buffer.open_object();
            buffer.text_property("before", "x");
            buffer.key("inner");
        }
        write(&mut direct);
        embedded.embed(&document);
        assert_eq!(embedded.text, direct.text);
        assert_eq!(format!("{:?}", embedded.tokens), format!("{:?}", direct.tokens));
    }

    #[test]
    fn text_is_a_value_of_the_same_size_and_content() {
        let text =
            "{\n  \"a\": [\n    \"x\\\": y\",\n    {},\n    -1\n  ],\n  \"b\\\"\": \"!  c: d\",\n  \"e\": null\n}";
        let text = Arc::new(text.to_owned());
        let mut whole = JsonBuffer::default();
        let root = whole.open_object();
        whole.key("inner");
        whole.embed_text(&text);
        whole.key("after");
        whole.int(1);
        whole.close(root);
        let written = "{\n  \"inner\": {\n    \"a\": [\n      \"x\\\": y\",\n      {},\n      -1\n    ],\n    \"b\\\"\": \"!  c: d\",\n    \"e\": null\n  },\n  \"after\": 1\n}";
        assert_eq!(whole.to_text(), written);
        let mut parts = String::new();
        super::dense(&text, |part| parts.push_str(part));
        assert_eq!(parts, "{\"a\":[\"x\\\": y\",{},-1],\"b\\\"\":\"!  c: d\",\"e\":null}");
        // As large as with a token for each part, give or take the commas that are counted for all.
        assert_eq!(whole.compact_len(), "{\"inner\":".len() + 2 + parts.len() + 1 + "\"after\":1,".len());
        let mut outer = JsonBuffer::default();
        let root = outer.open_array();
        outer.text("");
        let hash = outer.tokens.len() - 1;
        outer.embed(&whole);
        let from = outer.position();
        outer.embed_text(&Arc::new(whole.to_text()));
        let to = outer.position();
        outer.repeat(from, to);
        let before = outer.position();
        let _ = outer.open_object();
        outer.key("lost");
        outer.embed_text(&text);
        outer.take_back(before);
        outer.fill(hash, "12");
        outer.close(root);
        let documents = outer.tokens.iter().filter_map(|token| match *token {
            super::Token::Document(index) => Some(outer.document(index)),
            _ => None,
        });
        assert_eq!(documents.collect::<Vec<_>>(), [&**text, written, written]);
        let all = written.replace('\n', "\n  ");
        let mut streamed = Vec::new();
        outer.write_to(&mut streamed).expect("a vector takes everything");
        assert_eq!(streamed, outer.to_text().into_bytes());
        let mut too_small = [0; 100];
        assert!(outer.write_to(&mut &mut too_small[..]).is_err());
        assert_eq!(outer.into_text(), format!("[\n  \"12\",\n  {all},\n  {all},\n  {all}\n]"));
    }

    #[test]
    fn a_document_may_begin_a_list_or_be_all_of_it() {
        let text = Arc::new("{\n  \"a\": 1\n}".to_owned());
        let mut buffer = JsonBuffer::default();
        let root = buffer.open_array();
        let inner = buffer.open_array();
        buffer.embed_text(&text);
        buffer.close(inner);
        buffer.embed_text(&text);
        buffer.embed_text(&text);
        buffer.close(root);
        let deeper = |spaces: &str| text.replace('\n', &format!("\n{spaces}"));
        let (two, four) = (deeper("  "), deeper("    "));
        assert_eq!(buffer.into_text(), format!("[\n  [\n    {four}\n  ],\n  {two},\n  {two}\n]"));
    }

    #[test]
    fn deep_lines_are_indented() {
        let text = Arc::new("[\n  1\n]".to_owned());
        let mut buffer = JsonBuffer::default();
        let marks: Vec<_> = (0..40).map(|_| buffer.open_array()).collect();
        buffer.embed_text(&text);
        marks.into_iter().rev().for_each(|mark| buffer.close(mark));
        let spaces = " ".repeat(80);
        assert!(buffer.to_text().contains(&format!("[\n{spaces}[\n{spaces}  1\n{spaces}]\n")));
    }

    #[test]
    fn a_value_is_repeated_with_its_tokens() {
        let mut buffer = JsonBuffer::default();
        let root = buffer.open_object();
        buffer.key("a");
        let from = buffer.position();
        let list = buffer.open_array();
        buffer.text("one");
        buffer.close(list);
        let to = buffer.position();
        buffer.key("b");
        buffer.repeat(from, to);
        buffer.close(root);
        assert_eq!(buffer.text, "{\n  \"a\": [\n    \"one\"\n  ],\n  \"b\": [\n    \"one\"\n  ]\n}");
        assert_eq!(buffer.end_of(5), buffer.tokens.len());
    }

    #[test]
    fn a_buffer_is_ascii_with_all_documents_in_it() {
        for (text, document, expected) in [("a", "1", true), ("ü", "1", false), ("a", "\"ü\"", false)] {
            let mut buffer = JsonBuffer::default();
            let root = buffer.open_array();
            buffer.text(text);
            buffer.embed_text(&Arc::new(document.to_owned()));
            buffer.close(root);
            assert_eq!(buffer.is_ascii(), expected, "{text} {document}");
        }
    }
}
