//! Bounds-checked reads of the numbers the index is made of, all little endian.

/// Reads `width` bytes at `at`, one to four.
pub(crate) fn fixed(bytes: &[u8], at: usize, width: usize) -> Option<u32> {
    let field = bytes.get(at..at.checked_add(width)?)?;
    match *field {
        [a] => Some(u32::from(a)),
        [a, b] => Some(u32::from_le_bytes([a, b, 0, 0])),
        [a, b, c] => Some(u32::from_le_bytes([a, b, c, 0])),
        [a, b, c, d] => Some(u32::from_le_bytes([a, b, c, d])),
        _ => None,
    }
}

/// Reads field `column` of row `row` in a table of four-byte fields.
pub(crate) fn cell(table: &[u8], columns: usize, row: usize, column: usize) -> Option<u32> {
    let at = row.checked_mul(columns)?.checked_add(column)?.checked_mul(4)?;
    fixed(table, at, 4)
}

/// A place in a run of bytes that moves on with every read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(crate) const EMPTY: Self = Self { rest: &[] };

    pub(crate) fn at(bytes: &'a [u8], offset: usize) -> Option<Self> {
        bytes.get(offset..).map(|rest| Self { rest })
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// A three-byte reference.
    pub(crate) fn reference(&mut self) -> Option<u32> {
        self.take(3).and_then(|bytes| fixed(bytes, 0, 3))
    }

    /// A number of seven bits a byte, lowest first.
    pub(crate) fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number of seven bits a byte that fits into 32 bits.
    pub(crate) fn small(&mut self) -> Option<u32> {
        // Nearly all of them are a single byte.
        if let Some((first, rest)) = self.rest.split_first()
            && *first < 0x80
        {
            self.rest = rest;
            return Some(u32::from(*first));
        }
        u32::try_from(self.varint()?).ok()
    }

    /// A signed number: the lowest bit is the sign.
    pub(crate) fn signed(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// Passes over one number of seven bits a byte.
    pub(crate) fn skip(&mut self) -> Option<()> {
        while self.byte()? >= 0x80 {}
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let bytes = [1, 2, 3, 4, 5];
        let numbers: Vec<Option<u32>> = (0..=5).map(|width| fixed(&bytes, 0, width)).collect();
        assert_eq!(numbers, [None, Some(1), Some(0x02_01), Some(0x03_02_01), Some(0x04_03_02_01), None]);
        assert_eq!(fixed(&bytes, 1, 4), Some(0x05_04_03_02));
        assert_eq!((fixed(&bytes, 2, 4), fixed(&bytes, usize::MAX, 1)), (None, None));
        assert_eq!(cell(&[0, 0, 0, 0, 7, 0, 0, 0], 1, 1, 0), Some(7));
        let mut cursor = Cursor::at(&[0x96, 0x01, 0x03, 0x80], 0).expect("offset 0 exists");
        assert_eq!(cursor.varint(), Some(150));
        assert_eq!(cursor.signed(), Some(-2));
        assert_eq!(cursor.varint(), None);
    }
}
