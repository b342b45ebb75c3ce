//! How far a command is, on a terminal, once it takes more than a second.

use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::output;

/// Commands that end sooner show nothing.
const DELAY: Duration = Duration::from_secs(1);
const INTERVAL: Duration = Duration::from_millis(100);

/// A line on the standard error that is removed when this is dropped.
pub(crate) struct Progress {
    done: Arc<AtomicUsize>,
    worker: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Shows `action` and how many of `total` are done.
    pub(crate) fn new(action: &'static str, total: usize) -> Self {
        if output::is_quiet() || !io::stderr().is_terminal() {
            return Self { done: Arc::default(), worker: None };
        }
        Self::on(io::stderr(), DELAY, action, total)
    }

    fn on(target: impl Write + Send + 'static, delay: Duration, action: &'static str, total: usize) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let (end, ended) = channel();
        let count = Arc::clone(&done);
        let show = move || {
            // Nothing depends on what is shown.
            let _ = show(target, &ended, delay, || line(action, count.load(Ordering::Relaxed), total));
        };
        Self { done, worker: Some((end, thread::spawn(show))) }
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, worker)) = self.worker.take() {
            drop(end);
            let _ = worker.join();
        }
    }
}

/// What `work` gives for each item, several at a time, with a line on how many are done.
pub(crate) fn each<T: Sync, O: Send>(action: &'static str, items: &[T], work: impl Fn(&T) -> O + Sync) -> Vec<O> {
    let progress = Progress::new(action, items.len());
    triceps_modules::each(items, |item| {
        let outcome = work(item);
        progress.step();
        outcome
    })
}

fn show(mut target: impl Write, ended: &Receiver<()>, delay: Duration, line: impl Fn() -> String) -> io::Result<()> {
    let mut wait = delay;
    let mut is_shown = false;
    while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        write!(target, "\r\x1b[K{}", line())?;
        target.flush()?;
        is_shown = true;
        wait = INTERVAL;
    }
    if is_shown {
        write!(target, "\r\x1b[K")?;
        target.flush()?;
    }
    Ok(())
}

fn line(action: &str, done: usize, total: usize) -> String {
    if total > 1 { format!("{action}: {done} of {total}") } else { format!("{action} ..") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands on what is written.
    struct Lines(Sender<String>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.0.send(String::from_utf8_lossy(bytes).into_owned());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_line_counts_and_is_removed() {
        let (sender, lines) = channel();
        let progress = Progress::on(Lines(sender), Duration::ZERO, "restoring modules", 12);
        progress.step();
        let mut shown = String::new();
        while !shown.contains("restoring modules: 1 of 12") {
            shown += &lines.recv().expect("the line is shown until the end");
        }
        drop(progress);
        let rest: String = lines.iter().collect();
        assert!(rest.ends_with("\r\x1b[K"), "{rest:?}");
    }

    #[test]
    fn what_ends_soon_shows_nothing() {
        let (sender, lines) = channel();
        drop(Progress::on(Lines(sender), Duration::from_secs(3600), "restoring modules", 12));
        assert_eq!(lines.iter().collect::<String>(), "");
    }

    #[test]
    fn one_thing_is_not_counted() {
        assert_eq!(line("generating", 0, 1), "generating ..");
    }
}
