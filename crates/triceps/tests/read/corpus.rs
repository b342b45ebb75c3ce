//! The kept corpus of the fuzz targets.

use std::fs;

use crate::entries;

#[test]
fn the_kept_corpus_is_read() {
    let folder = crate::fixtures().join("../../fuzz/corpus");
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the corpus") {
        let bytes = fs::read(entry.expect("an entry").path()).expect("a file");
        entries::parser(&bytes);
        entries::formatter(&bytes);
        entries::compile(&bytes);
        count += 1;
    }
    assert!(count >= 40, "{count} files");
}
