//! Lines and columns of byte offsets.

/// A place in a text, counted from 1; columns count UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Where the lines of a text start: made once, when positions are asked for.
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<u32>,
}

impl<'t> LineIndex<'t> {
    /// Finds the lines of a text. A byte order mark is not part of the first line.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![if text.starts_with('\u{feff}') { 3 } else { 0 }];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        Self { text, starts }
    }

    /// The position of a byte offset. An offset in the middle of a character of four bytes is
    /// between its two units.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset).max(1) - 1;
        let start = self.starts[line] as usize;
        let bytes = self.text.as_bytes();
        let end = (offset as usize).clamp(start.min(bytes.len()), bytes.len());
        // A byte that starts a character counts one unit, and the third byte of a character of four
        // bytes another.
        let mut units = 0u32;
        let mut at = start;
        while at < end {
            let length = character_length(bytes[at]);
            units += if length == 4 && end >= at + 4 { 2 } else { 1 };
            at += length;
        }
        Position { line: u32::try_from(line + 1).unwrap_or(u32::MAX), column: units + 1 }
    }
}

fn character_length(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    }
}
