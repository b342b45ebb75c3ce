//! A hash of few instructions.

use std::hash::{BuildHasherDefault, Hasher};

/// A hasher for small keys that nobody chooses to harm.
pub(crate) type FastBuildHasher = BuildHasherDefault<FastHasher>;

/// Mixes words by multiplication.
#[derive(Clone, Default)]
pub struct FastHasher(u64);

impl FastHasher {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(Self::FACTOR);
    }
}

impl Hasher for FastHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.mix(u64::from_le_bytes(*chunk));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(u64::from(number));
    }

    fn write_u16(&mut self, number: u16) {
        self.mix(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn write_i64(&mut self, number: i64) {
        self.mix(number.cast_unsigned());
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.mix(number.cast_unsigned() as u64);
    }
}

#[cfg(test)]
mod tests {
    use std::hash::Hasher;

    use super::FastHasher;

    #[test]
    fn numbers_of_each_size_count() {
        let writes: [(&str, fn(&mut FastHasher, u8)); 7] = [
            ("u8", |hasher, number| hasher.write_u8(number)),
            ("u16", |hasher, number| hasher.write_u16(number.into())),
            ("u32", |hasher, number| hasher.write_u32(number.into())),
            ("u64", |hasher, number| hasher.write_u64(number.into())),
            ("i64", |hasher, number| hasher.write_i64(-i64::from(number))),
            ("usize", |hasher, number| hasher.write_usize(number.into())),
            ("isize", |hasher, number| hasher.write_isize(-isize::from(number))),
        ];
        for (size, write) in writes {
            let hash = |number| {
                let mut hasher = FastHasher::default();
                write(&mut hasher, number);
                hasher.finish()
            };
            assert_ne!(hash(1), hash(2), "{size}");
        }
    }
}
