//! Damaged indexes are errors, and nothing read from them panics.

use triceps_types::{Catalog, Index, IndexErrorKind, TypeKind};

static BYTES: &[u8] = include_bytes!("../../data/types.bin");

#[test]
fn no_index_at_all() {
    let kind = |bytes: &[u8]| Index::open(bytes).map(drop).unwrap_err().kind();
    assert_eq!(kind(b""), IndexErrorKind::NotAnIndex);
    assert_eq!(kind(b"TRITYPE?"), IndexErrorKind::NotAnIndex);
    assert_eq!(kind(&BYTES[..50]), IndexErrorKind::Truncated);
    let mut other = BYTES.to_vec();
    other[8] = 99;
    assert_eq!(kind(&other), IndexErrorKind::OtherFormat);
}

#[test]
fn a_truncated_index_is_an_error() {
    for length in (0..BYTES.len()).step_by(40_009).chain([BYTES.len() - 1]) {
        assert!(Index::open(&BYTES[..length]).is_err(), "{length}");
    }
}

#[test]
fn every_changed_byte_is_seen() {
    for place in (12..BYTES.len()).step_by(171_717).chain([12, 19, 20, 131, BYTES.len() - 1]) {
        let mut bytes = BYTES.to_vec();
        bytes[place] ^= 0x40;
        let verified = Index::open(&bytes).and_then(|index| index.verify());
        assert!(verified.is_err(), "{place}");
    }
}

#[test]
fn nothing_read_from_a_damaged_index_panics() {
    let mut random = Random(7);
    for round in 0..60 {
        let mut bytes = BYTES.to_vec();
        // Many changes, more of them in the small sections at both ends.
        for _ in 0..2_000 {
            let place = 132 + random.below(bytes.len() - 132);
            bytes[place] = random.byte();
        }
        for _ in 0..round * 20 {
            let place = bytes.len() - 1 - random.below(290_000);
            bytes[place] = random.byte();
        }
        for place in 20..bytes.len().min(180) {
            if round % 3 == 0 && random.below(40) == 0 {
                bytes[place] = random.byte();
            }
        }
        // With a checksum that fits, the damage has to be found by reading.
        if round % 2 == 0 {
            let checksum = checksum(&bytes[20..]).to_le_bytes();
            bytes[12..20].copy_from_slice(&checksum);
        }
        if let Ok(index) = Index::open(&bytes) {
            assert!(index.verify().is_err(), "round {round}");
            touch(&index, &mut random);
        }
    }
}

fn touch<'a>(index: &'a Index<'a>, random: &mut Random) {
    for source in index.sources().take(100) {
        let _ = (source.name(), source.version(), source.sha256());
    }
    let _ = index.resource_type("Microsoft.App/containerApps", "2025-07-01").map(|resource| resource.body());
    let _ = index.functions("Microsoft.Confluent/organizations/access", "2023-08-22").take(1_000).count();
    let catalogs = [index.azure()].into_iter().chain(index.extensions().take(100).map(|e| e.catalog()));
    for catalog in catalogs {
        touch_catalog(catalog, random);
    }
}

fn touch_catalog(catalog: Catalog<'_>, random: &mut Random) {
    let skipped = random.below(400);
    for versioned in catalog.types().skip(skipped).step_by(211).take(20) {
        let _ = versioned.name();
        let _ = versioned.newest_stable();
        for resource in versioned.resource_types().take(3) {
            let _ = (resource.name(), resource.version(), resource.functions().take(9).count());
            let _ = shallow(resource.body(), 3);
        }
    }
}

/// Reads a few levels and counts; gives up where damage made a giant.
fn shallow(kind: TypeKind<'_>, depth: usize) -> usize {
    if depth == 0 {
        return 1;
    }
    let inner: usize = match kind {
        TypeKind::Object(object) => {
            let _ = object.name();
            object.properties().take(300).map(|property| shallow(property.kind(), depth - 1)).sum()
        }
        TypeKind::Array(array) => shallow(array.item(), depth - 1),
        TypeKind::Union(union) => union.literals().take(300).count(),
        TypeKind::Discriminated(object) => {
            let _ = (object.name(), object.discriminator());
            object.variants().take(30).map(|variant| variant.properties().take(300).count()).sum()
        }
        _ => 0,
    };
    inner + 1
}

fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// A small generator of numbers (xorshift), the same on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or_default()
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[3]
    }
}
