//! Work of two threads, each with a name.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const THREADS: usize = 2;

/// Does something with each item, the first ones first.
///
/// # Errors
///
/// The first error; the other thread ends with its item.
pub(super) fn side_by_side<T: Sync>(
    items: &[T],
    each: impl Fn(usize, &T) -> Result<(), String> + Sync,
) -> Result<(), String> {
    let next = AtomicUsize::new(0);
    let work = || -> Result<(), String> {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return Ok(()) };
            if let Err(error) = each(index, item) {
                next.store(items.len(), Ordering::Relaxed);
                return Err(error);
            }
        }
    };
    thread::scope(|scope| {
        let named = |number: usize| thread::Builder::new().name(format!("thread-{number}"));
        let threads: Vec<_> = (0..THREADS)
            .map(|number| named(number).spawn_scoped(scope, work).map_err(|error| error.to_string()))
            .collect::<Result<_, _>>()?;
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| "a thread failed".to_owned())?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_is_done_once_and_an_error_ends_all() {
        let items = [1, 2, 3, 4, 5];
        let sum = AtomicUsize::new(0);
        let add = |index: usize, item: &usize| {
            assert_eq!(index + 1, *item);
            sum.fetch_add(*item, Ordering::Relaxed);
            Ok(())
        };
        assert_eq!(side_by_side(&items, add), Ok(()));
        assert_eq!(sum.into_inner(), 15);
        assert_eq!(side_by_side(&items, |_, _| Err("no".to_owned())), Err("no".to_owned()));
    }
}
