//! Bytes of the index: the counterpart of the reader's primitive reads.

/// A growing run of bytes, all numbers little endian.
#[derive(Default)]
pub(crate) struct Writer {
    pub(crate) bytes: Vec<u8>,
}

impl Writer {
    pub(crate) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(crate) fn word(&mut self, number: u32) {
        self.bytes.extend(number.to_le_bytes());
    }

    /// A number in a fixed number of bytes.
    pub(crate) fn fixed(&mut self, number: u32, width: usize) -> Result<(), String> {
        let bytes = number.to_le_bytes();
        if bytes[width..].iter().any(|byte| *byte != 0) {
            return Err(format!("{number} does not fit into {width} bytes: the format needs a wider field"));
        }
        self.bytes.extend(&bytes[..width]);
        Ok(())
    }

    /// A number of seven bits a byte, lowest first.
    pub(crate) fn varint(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.byte(number.to_le_bytes()[0]);
    }

    /// A signed number: the lowest bit is the sign.
    pub(crate) fn signed(&mut self, number: i64) {
        self.varint(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    pub(crate) fn len(&self) -> u32 {
        super::graph::number(self.bytes.len())
    }
}

/// A growing run of bits, lowest first.
#[derive(Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    pending: u64,
    width: u32,
}

impl BitWriter {
    pub(crate) fn push(&mut self, number: u32, width: u32) {
        self.pending |= u64::from(number) << self.width;
        self.width += width;
        while self.width >= 8 {
            self.bytes.push(self.pending.to_le_bytes()[0]);
            self.pending >>= 8;
            self.width -= 8;
        }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        if self.width > 0 {
            self.bytes.push(self.pending.to_le_bytes()[0]);
        }
        self.bytes
    }
}

/// How many bits the numbers up to `largest` take.
pub(crate) fn bits(largest: u32) -> u32 {
    (u32::BITS - largest.leading_zeros()).max(1)
}
