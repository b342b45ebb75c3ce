//! How fast text is read and formatted: a file of 600 resources.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use triceps_syntax::{Language, Options, format, parse};

const TEXT: &str = include_str!("../../../fixtures/conformance/perf/600.bicep");

fn main() {
    divan::main();
}

#[divan::bench]
fn read(bencher: Bencher) {
    bencher.counter(BytesCount::of_str(TEXT)).bench(|| parse(black_box(TEXT), Language::Bicep));
}

#[divan::bench]
fn lay_out(bencher: Bencher) {
    let tree = parse(TEXT, Language::Bicep);
    bencher.counter(BytesCount::of_str(TEXT)).bench(|| format(black_box(&tree), &Options::default()));
}

#[divan::bench]
fn text_to_text(bencher: Bencher) {
    bencher
        .counter(BytesCount::of_str(TEXT))
        .bench(|| format(&parse(black_box(TEXT), Language::Bicep), &Options::default()));
}
