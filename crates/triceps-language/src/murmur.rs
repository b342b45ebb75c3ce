//! The hash of 64 bits behind `uniqueString` and the template hash: a variant of Murmur 3.

/// A hash in the making.
#[derive(Default)]
pub struct Murmur {
    h1: u32,
    h2: u32,
    length: usize,
}

impl Murmur {
    /// Hashes all whole blocks and says how many bytes these are.
    pub fn blocks(&mut self, data: &[u8]) -> usize {
        let (mut h1, mut h2) = (self.h1, self.h2);
        let (blocks, rest) = data.as_chunks::<8>();
        for block in blocks {
            let (low, high) = block.split_at(4);
            h1 = (h1 ^ mix1(word(low))).rotate_left(19).wrapping_add(h2);
            h1 = h1.wrapping_mul(5).wrapping_add(0x561c_cd1b);
            h2 = (h2 ^ mix2(word(high))).rotate_left(13).wrapping_add(h1);
            h2 = h2.wrapping_mul(5).wrapping_add(0x0bca_a747);
        }
        (self.h1, self.h2) = (h1, h2);
        let hashed = data.len() - rest.len();
        self.length += hashed;
        hashed
    }

    /// Hashes what is left, which need not end with a block.
    pub fn finish(mut self, data: &[u8]) -> u64 {
        let hashed = self.blocks(data);
        let tail = &data[hashed..];
        let Self { mut h1, mut h2, length } = self;
        if !tail.is_empty() {
            h1 ^= mix1(word(&tail[..tail.len().min(4)]));
            if tail.len() > 4 {
                h2 ^= mix2(word(&tail[4..]));
            }
        }
        // The recipe counts bytes in 32 bits.
        #[allow(clippy::cast_possible_truncation)]
        let length = (length + tail.len()) as u32;
        h1 ^= length;
        h2 ^= length;
        h1 = h1.wrapping_add(h2);
        h2 = h2.wrapping_add(h1);
        h1 = avalanche(h1);
        h2 = avalanche(h2);
        h1 = h1.wrapping_add(h2);
        h2 = h2.wrapping_add(h1);
        u64::from(h2) << 32 | u64::from(h1)
    }
}

const C1: u32 = 0x239b_961b;
const C2: u32 = 0xab0e_9789;

fn mix1(k: u32) -> u32 {
    k.wrapping_mul(C1).rotate_left(15).wrapping_mul(C2)
}

fn mix2(k: u32) -> u32 {
    k.wrapping_mul(C2).rotate_left(17).wrapping_mul(C1)
}

fn word(bytes: &[u8]) -> u32 {
    match *bytes {
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        _ => bytes.iter().rev().fold(0u32, |word, byte| word << 8 | u32::from(*byte)),
    }
}

fn avalanche(mut h: u32) -> u32 {
    h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b);
    h = (h ^ (h >> 13)).wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

#[cfg(test)]
mod tests {
    use super::Murmur;

    #[test]
    fn agrees_with_recorded_unique_strings() {
        fn unique_string(data: &str) -> String {
            let mut value = Murmur::default().finish(data.as_bytes());
            let mut text = String::new();
            for _ in 0..13 {
                let index = usize::try_from(value >> 59).expect("five bits");
                text.push(char::from(b"abcdefghijklmnopqrstuvwxyz234567"[index]));
                value <<= 5;
            }
            text
        }
        assert_eq!(unique_string("snap-crackle-pop"), "byghxckddilkc");
        assert_eq!(unique_string("asd-asdf-asdf"), "iizpqit7ih3cc");
        assert_eq!(
            unique_string("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg"),
            "js26ofeqkqeve"
        );
    }
}
