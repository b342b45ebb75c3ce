//! Lines and columns of byte offsets.

/// A place in a text, counted from 1; columns count UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// How many bytes are counted anew for a position.
const BLOCK: usize = 256;

/// Where the lines of a text start: made once, when positions are asked for.
#[derive(Clone, Debug)]
pub struct LineIndex<T> {
    text: T,
    /// The first byte of each line.
    starts: Vec<u32>,
    /// The UTF-16 units before each block of bytes.
    units: Vec<u32>,
}

impl<T: AsRef<str>> LineIndex<T> {
    /// Finds the lines of a text. A byte order mark is not part of the first line.
    pub fn new(text: T) -> Self {
        let bytes = text.as_ref().as_bytes();
        let mut starts = vec![if text.as_ref().starts_with('\u{feff}') { 3 } else { 0 }];
        let mut units = Vec::with_capacity(bytes.len() / BLOCK + 1);
        let mut before = 0;
        for start in (0..=bytes.len()).step_by(BLOCK) {
            units.push(before);
            let end = (start + BLOCK).min(bytes.len());
            before += units_between(bytes, start, end);
            for at in start..end {
                let ends_line = bytes[at] == b'\n' || bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
                if ends_line {
                    starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
                }
            }
        }
        Self { text, starts, units }
    }

    /// The position of a byte offset. An offset in the middle of a character of four bytes is
    /// between its two units.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset).max(1) - 1;
        let start = self.starts[line] as usize;
        let end = (offset as usize).clamp(start, self.bytes().len().max(start));
        let column = self.units_before(end).saturating_sub(self.units_before(start)) + 1;
        Position { line: u32::try_from(line + 1).unwrap_or(u32::MAX), column }
    }

    fn bytes(&self) -> &[u8] {
        self.text.as_ref().as_bytes()
    }

    fn units_before(&self, offset: usize) -> u32 {
        let offset = offset.min(self.bytes().len());
        let block = offset / BLOCK;
        self.units[block] + units_between(self.bytes(), block * BLOCK, offset)
    }
}

/// A byte that starts a character counts one unit, and the third byte of a character of four bytes
/// another.
fn units_between(bytes: &[u8], start: usize, end: usize) -> u32 {
    let is_counted = |at: usize| u32::from(bytes[at] & 0xc0 != 0x80) + u32::from(at >= 2 && bytes[at - 2] >= 0xf0);
    (start..end).map(is_counted).sum()
}
