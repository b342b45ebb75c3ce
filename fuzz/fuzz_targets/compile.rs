#![no_main]

#[allow(dead_code, reason = "the other targets use the rest")]
#[path = "../../crates/triceps/tests/read/entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entries::compile(bytes));
