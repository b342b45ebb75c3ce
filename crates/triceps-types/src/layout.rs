//! The frame of the file: magic, format version, checksum and the table of sections.
//!
//! `docs/types-index.md` describes all of it; the generator writes what is read here.

use crate::error::{IndexError, IndexErrorKind};

const MAGIC: &[u8; 8] = b"TRITYPES";
const FORMAT: u32 = 1;
const SECTIONS: usize = 13;
const CHECKSUM: usize = 12;
/// Where the checksummed part begins.
const TABLE: usize = 20;
const HEADER: usize = TABLE + 8 * SECTIONS;

/// The sections of an index, in their order in the file.
#[derive(Clone, Copy)]
pub(crate) struct Sections<'a> {
    /// Counts, bit widths and the sources.
    pub(crate) meta: &'a [u8],
    /// Offset into `strings` of every eighth string.
    pub(crate) string_blocks: &'a [u8],
    /// Strings, each after its length.
    pub(crate) strings: &'a [u8],
    /// Name, flags and type of every distinct property, packed to bits.
    pub(crate) properties: &'a [u8],
    /// Types, addressed by offset.
    pub(crate) types: &'a [u8],
    /// Strings of the API versions, oldest first.
    pub(crate) versions: &'a [u8],
    /// Azure first, then the extensions.
    pub(crate) catalogs: &'a [u8],
    /// Names and first types of the providers.
    pub(crate) providers: &'a [u8],
    /// Names and first records of the types.
    pub(crate) entries: &'a [u8],
    /// Version, body and traits of every resource type.
    pub(crate) records: &'a [u8],
    /// Scopes, spelling and functions that resource types share.
    pub(crate) traits: &'a [u8],
    /// Lists of functions.
    pub(crate) functions: &'a [u8],
    /// Functions of types that have no body.
    pub(crate) loose: &'a [u8],
}

impl<'a> Sections<'a> {
    /// Cuts an index into its sections. `const`, so that the frame of the built-in index is checked by the compiler.
    pub(crate) const fn read(bytes: &'a [u8]) -> Result<Self, IndexError> {
        if bytes.len() < MAGIC.len() {
            return Err(IndexError::new(IndexErrorKind::NotAnIndex));
        }
        let mut at = 0;
        while at < MAGIC.len() {
            if bytes[at] != MAGIC[at] {
                return Err(IndexError::new(IndexErrorKind::NotAnIndex));
            }
            at += 1;
        }
        if bytes.len() < HEADER {
            return Err(IndexError::new(IndexErrorKind::Truncated));
        }
        if number(bytes, MAGIC.len()) != FORMAT {
            return Err(IndexError::new(IndexErrorKind::OtherFormat));
        }
        let mut cut: [&[u8]; SECTIONS] = [&[]; SECTIONS];
        let mut section = 0;
        while section < SECTIONS {
            let start = number(bytes, TABLE + 8 * section) as usize;
            let length = number(bytes, TABLE + 8 * section + 4) as usize;
            let Some((_, tail)) = bytes.split_at_checked(start) else {
                return Err(IndexError::new(IndexErrorKind::Truncated));
            };
            let Some((body, _)) = tail.split_at_checked(length) else {
                return Err(IndexError::new(IndexErrorKind::Truncated));
            };
            cut[section] = body;
            section += 1;
        }
        Ok(Self {
            meta: cut[0],
            string_blocks: cut[1],
            strings: cut[2],
            properties: cut[3],
            types: cut[4],
            versions: cut[5],
            catalogs: cut[6],
            providers: cut[7],
            entries: cut[8],
            records: cut[9],
            traits: cut[10],
            functions: cut[11],
            loose: cut[12],
        })
    }
}

/// Whether the bytes have the checksum in their header.
pub(crate) fn is_intact(bytes: &[u8]) -> bool {
    let (Some(written), Some(rest)) = (bytes.get(CHECKSUM..TABLE), bytes.get(TABLE..)) else {
        return false;
    };
    checksum(rest).to_le_bytes() == *written
}

/// FNV-1a of 64 bits: every step is a bijection, so that no single changed byte goes unseen.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

const fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
