//! `guid` and `uniqueString`.

use super::{Failure, Outcome, Value};
use crate::murmur::Murmur;

fn seed(args: &[Value]) -> Result<Vec<u8>, Failure> {
    let mut seed = String::new();
    for (index, arg) in args.iter().enumerate() {
        let Value::Text(text) = arg else { return Err(Failure::Unknown) };
        if index > 0 {
            seed.push('-');
        }
        seed.push_str(text);
    }
    Ok(seed.into_bytes())
}

/// A GUID of version 5 in a namespace of its own.
pub(crate) fn guid(args: &[Value]) -> Outcome {
    const NAMESPACE: [u8; 16] =
        [0x11, 0xfb, 0x06, 0xfb, 0x71, 0x2d, 0x4d, 0xdd, 0x98, 0xc7, 0xe7, 0x1b, 0xbd, 0x58, 0x88, 0x30];
    let seed = seed(args)?;
    let mut input = NAMESPACE.to_vec();
    input.extend(seed);
    let hash = sha1(&input);
    let mut bytes: [u8; 16] = std::array::from_fn(|index| hash[index]);
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.into_iter().enumerate() {
        use std::fmt::Write;
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let _ = write!(text, "{byte:02x}");
    }
    Ok(Value::Text(text))
}

/// SHA-1, for GUIDs alone.
fn sha1(input: &[u8]) -> [u8; 20] {
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    let mut padded = input.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((input.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        let mut words = [0u32; 80];
        for (word, bytes) in words.iter_mut().zip(block.chunks_exact(4)) {
            *word = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        for index in 16..80 {
            let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16];
            words[index] = mixed.rotate_left(1);
        }
        let mut turn = state;
        for (index, word) in words.into_iter().enumerate() {
            let [first, second, third, fourth, last] = turn;
            let (mix, constant) = match index / 20 {
                0 => (second & third | !second & fourth, 0x5a82_7999),
                1 => (second ^ third ^ fourth, 0x6ed9_eba1),
                2 => (second & third | second & fourth | third & fourth, 0x8f1b_bcdc),
                _ => (second ^ third ^ fourth, 0xca62_c1d6_u32),
            };
            let sum = [mix, last, constant, word].into_iter().fold(first.rotate_left(5), u32::wrapping_add);
            turn = [sum, first, second.rotate_left(30), third, fourth];
        }
        for (slot, value) in state.iter_mut().zip(turn) {
            *slot = slot.wrapping_add(value);
        }
    }
    let mut hash = [0; 20];
    for (bytes, word) in hash.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    hash
}

/// A 64-bit hash as 13 characters.
pub(crate) fn unique_string(args: &[Value]) -> Outcome {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut rest = Murmur::default().finish(&seed(args)?);
    let mut text = String::with_capacity(13);
    for _ in 0..13 {
        text.push(char::from(ALPHABET[(rest >> 59) as usize]));
        rest <<= 5;
    }
    Ok(Value::Text(text))
}

#[cfg(test)]
mod tests {
    use super::super::Value;

    fn args(args: &[&str]) -> Vec<Value> {
        args.iter().map(|arg| Value::text(*arg)).collect()
    }

    #[test]
    fn guids() {
        for (seed, guid) in [
            (&["foo", "bar", "baz"][..], "2ed86837-7c7c-5eaa-9864-dd077fd19b0d"),
            (&["asdf"], "228d27cc-6fdb-5934-b7ac-1efccebade04"),
        ] {
            assert_eq!(super::guid(&args(seed)), Ok(Value::text(guid)));
        }
    }

    #[test]
    fn unique_strings() {
        let group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg";
        for (seed, text) in [
            (&["snap", "crackle", "pop"][..], "byghxckddilkc"),
            (&[group], "js26ofeqkqeve"),
            (&["asd", "asdf", "asdf"], "iizpqit7ih3cc"),
        ] {
            assert_eq!(super::unique_string(&args(seed)), Ok(Value::text(text)));
        }
    }
}
