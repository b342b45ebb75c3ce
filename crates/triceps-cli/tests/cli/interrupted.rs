//! Runs that are killed, interrupted or ended, and runs side by side: all files are those of one configuration.
//!
//! `cargo xtask interrupt` does the same many times.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::{folder, listing, portals};

const PORTALS: [&str; 2] = ["medium", "hardened"];

/// How often: few times, or as the variable says.
fn times(variable: &str, few: usize) -> usize {
    std::env::var(variable).ok().map_or(few, |times| times.parse().expect("a number of times"))
}

fn start(folder: &Path, portal: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_triceps"));
    command.args(["generate", &format!("../{portal}.toml"), "--out", ".", "--force"]).current_dir(folder);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts")
}

/// What ends a run: by force, from the keyboard, by the system, with the terminal.
const SIGNALS: [&str; 4] = ["KILL", "INT", "TERM", "HUP"];

/// Sends a signal, where there are such, and ends the run by force elsewhere. It may have ended by itself.
fn stop(child: &mut Child, signal: &str) {
    let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).stderr(Stdio::null()).status();
    if !sent.is_ok_and(|status| status.success()) {
        child.kill().expect("it can be killed");
    }
}

fn finish(child: Child) -> Result<(), String> {
    let output = child.wait_with_output().expect("it ends");
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

fn contents(folder: &Path) -> BTreeMap<String, String> {
    let text = |path: &String| fs::read_to_string(folder.join(path)).expect("it is text");
    listing(folder).into_iter().map(|path| (path.clone(), text(&path))).collect()
}

/// The files of each portal, and the folder for those that are broken off.
fn prepare(test: &str) -> (Vec<BTreeMap<String, String>>, std::path::PathBuf, Duration) {
    let folder = folder(test);
    let mut expected = Vec::new();
    for portal in PORTALS {
        fs::copy(portals().join(format!("{portal}.toml")), folder.join(format!("{portal}.toml"))).expect("a fixture");
        let out = folder.join(portal);
        fs::create_dir(&out).expect("it can be made");
        finish(start(&out, portal)).expect("it is a good configuration");
        expected.push(contents(&out));
    }
    // Whoever has no file of its own keeps that of the other one.
    let seed = "app-config.local.yaml";
    let own = expected[0][seed].clone();
    expected[1].insert(seed.to_owned(), own);
    let work = folder.join("work");
    fs::create_dir(&work).expect("it can be made");
    // The first runs take longer, while the program is read from the disk.
    let begin = Instant::now();
    finish(start(&work, PORTALS[0])).expect("it is a good configuration");
    (expected, work, begin.elapsed())
}

#[test]
fn what_a_killed_run_began_is_finished_or_undone() {
    let (expected, work, usual) = prepare("interrupted-killed");
    let random = RandomState::new();
    let mut killed = 0;
    for turn in 0..times("TRICEPS_KILLS", 12) {
        let random = random.hash_one(turn);
        let mut child = start(&work, PORTALS[usize::from(random & 1 == 1)]);
        let most = u64::try_from(usual.as_micros()).expect("a run is short");
        sleep(Duration::from_micros((random >> 8) % most));
        stop(&mut child, SIGNALS[turn % SIGNALS.len()]);
        killed += usize::from(!child.wait().expect("it ends").success());
        let next = usize::from(random & 2 == 2);
        if let Err(message) = finish(start(&work, PORTALS[next])) {
            panic!("turn {turn}: {message}");
        }
        assert_eq!(contents(&work), expected[next], "turn {turn}");
    }
    assert!(killed > 0, "no run was killed");
}

#[test]
fn runs_side_by_side_wait_for_each_other() {
    let (expected, work, _) = prepare("interrupted-side-by-side");
    for turn in 0..times("TRICEPS_SIDE_BY_SIDE", 2) {
        let children: Vec<Child> = (0..8).map(|index| start(&work, PORTALS[index % 2])).collect();
        for child in children {
            if let Err(message) = finish(child) {
                panic!("turn {turn}: {message}");
            }
        }
        let found = contents(&work);
        assert!(expected.contains(&found), "turn {turn}: {:?}", found.keys());
    }
}
