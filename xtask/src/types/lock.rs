//! The pin file: repository, commit, day and fingerprint of each source.

use std::{collections::BTreeMap, fmt, fs, path::Path};

use super::source::Checkout;

/// The pinned sources.
pub(crate) struct Lock {
    pub(crate) azure: Pin,
    pub(crate) graph: Pin,
}

/// One pinned source.
#[derive(Clone)]
pub(crate) struct Pin {
    pub(crate) repository: String,
    pub(crate) commit: String,
    pub(crate) date: String,
    /// Hash of all paths and contents, for checkouts that are no git repository.
    fingerprint: String,
}

impl Lock {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut tables: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        let mut table = "";
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                table = name;
            } else if let Some((key, value)) = line.split_once('=') {
                tables.entry(table).or_default().insert(key.trim(), value.trim().trim_matches('"'));
            } else {
                return Err(format!("{}: expected `key = \"value\"`, found `{line}`", path.display()));
            }
        }
        let pin = |name: &str| {
            let field = |key: &str| {
                let value = tables.get(name).and_then(|table| table.get(key));
                value.map(|value| (*value).to_owned()).ok_or_else(|| format!("the pin file lacks `{name}.{key}`"))
            };
            Ok::<_, String>(Pin {
                repository: field("repository")?,
                commit: field("commit")?,
                date: field("date")?,
                fingerprint: field("fingerprint")?,
            })
        };
        Ok(Self { azure: pin("azure")?, graph: pin("graph")? })
    }

    /// The pins of the sources in use.
    pub(crate) fn pins(&self, with_graph: bool) -> Vec<Pin> {
        let mut pins = vec![self.azure.clone()];
        pins.extend(with_graph.then(|| self.graph.clone()));
        pins
    }
}

impl Pin {
    /// Compares a checkout with the pin; with `repin`, makes the checkout the pin.
    pub(crate) fn admit(&mut self, checkout: &Checkout, repin: bool) -> Result<(), String> {
        let fingerprint = checkout.fingerprint();
        if repin {
            let Some((commit, date)) = checkout.head() else {
                return Err(format!("{} is no git checkout: its commit is not known", checkout.root().display()));
            };
            (self.commit, self.date) = (commit, date);
            self.fingerprint = fingerprint;
            return Ok(());
        }
        if let Some((commit, _)) = checkout.head()
            && commit != self.commit
        {
            let Self { repository, commit: pinned, .. } = self;
            return Err(format!("{repository} is pinned to {pinned}, the checkout is at {commit}"));
        }
        // A pin that was written by hand gets its fingerprint at the first run.
        if self.fingerprint.is_empty() {
            self.fingerprint = fingerprint;
        } else if self.fingerprint != fingerprint {
            let Self { repository, fingerprint: pinned, .. } = self;
            return Err(format!("the files of {repository} are not those that are pinned: {pinned}, {fingerprint}"));
        }
        Ok(())
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# The commits that data/types.bin is made of. `cargo xtask codegen types` reads this file and")?;
        writeln!(f, "# refuses other data; with `--repin` it pins the commits of the checkouts instead.")?;
        for (name, pin) in [("azure", &self.azure), ("graph", &self.graph)] {
            writeln!(f, "\n[{name}]")?;
            writeln!(f, "repository = \"{}\"", pin.repository)?;
            writeln!(f, "commit = \"{}\"", pin.commit)?;
            writeln!(f, "date = \"{}\"", pin.date)?;
            writeln!(f, "fingerprint = \"{}\"", pin.fingerprint)?;
        }
        Ok(())
    }
}
