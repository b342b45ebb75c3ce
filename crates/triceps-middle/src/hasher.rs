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
    use std::hash::BuildHasher;

    use super::FastBuildHasher;

    #[test]
    fn numbers_of_each_size_count() {
        let hasher = FastBuildHasher::default();
        assert_ne!(hasher.hash_one(1_u8), hasher.hash_one(2_u8));
        assert_ne!(hasher.hash_one(1_u16), hasher.hash_one(2_u16));
        assert_ne!(hasher.hash_one(1_u32), hasher.hash_one(2_u32));
        assert_ne!(hasher.hash_one(1_u64), hasher.hash_one(2_u64));
        assert_ne!(hasher.hash_one(-1_i64), hasher.hash_one(1_i64));
        assert_ne!(hasher.hash_one(1_usize), hasher.hash_one(2_usize));
        assert_ne!(hasher.hash_one(-1_isize), hasher.hash_one(1_isize));
    }
}
