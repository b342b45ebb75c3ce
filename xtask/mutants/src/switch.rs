//! The crate `mutant_switch` of the tree with mutants: which mutant is on.
//!
//! `MUTANT` has the number of the mutant. With `MUTANT_REACHED` none is on, and the numbers that are asked for are
//! added to the file of that name.

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

const UNREAD: u32 = u32::MAX;
const RECORDED: u32 = u32::MAX - 1;
/// There are fewer mutants.
const NONE: u32 = u32::MAX - 2;

static ACTIVE: AtomicU32 = AtomicU32::new(UNREAD);
static REACHED: [AtomicBool; 1 << 16] = [const { AtomicBool::new(false) }; 1 << 16];

/// Whether this mutant is on.
#[inline]
#[must_use]
pub fn on(number: u32) -> bool {
    let active = ACTIVE.load(Ordering::Relaxed);
    if active < NONE { active == number } else { active != NONE && first(number, active) }
}

#[cold]
fn first(number: u32, mut active: u32) -> bool {
    if active == UNREAD {
        active = match std::env::var("MUTANT") {
            Ok(number) => number.parse().unwrap_or(NONE),
            Err(_) if std::env::var_os("MUTANT_REACHED").is_some() => RECORDED,
            Err(_) => NONE,
        };
        ACTIVE.store(active, Ordering::Relaxed);
    }
    if active == RECORDED && REACHED.get(number as usize).is_some_and(|was| !was.swap(true, Ordering::Relaxed)) {
        let file = std::env::var_os("MUTANT_REACHED").unwrap_or_default();
        if let Ok(mut file) = std::fs::OpenOptions::new().append(true).create(true).open(file) {
            let _ = file.write_all(format!("{number}\n").as_bytes());
        }
    }
    active == number
}
