//! `codegen types`: the type index of `triceps-types`, made from checkouts of the repositories it is pinned to.
//!
//! Two paths lead through the sources. The encoder reads them into a graph, merges equal types and writes the index;
//! the witness renders the JSON as it is. The index is written only if the reader gives back what the witness says of
//! every type and version.

mod encode;
mod graph;
mod load;
mod lock;
mod merge;
mod resources;
mod settle;
mod shapes;
mod source;
mod strings;
mod testimony;
mod witness;
mod writer;

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use triceps_types::Index;

use self::{
    lock::Lock,
    settle::{Mode, settle},
    source::Checkout,
};

/// How the command is called.
pub(crate) const USAGE: &str = "codegen types --types-repo DIR [--graph-repo DIR] [--check | --repin]

  --types-repo DIR  checkout of Azure/bicep-types-az
  --graph-repo DIR  checkout of microsoftgraph/msgraph-bicep-types; without it the index has no Microsoft Graph
  --check           compare with the committed files instead of writing them
  --repin           accept other commits than the pinned ones and pin them
";

/// Makes the index and what its tests compare it with. Gives a summary to print.
///
/// # Errors
///
/// If a checkout is not at its pinned commit, the data has something the index has no form for, the finished index does
/// not say what the data says, or, with `--check`, a committed file is out of date.
pub(crate) fn run(args: &[String]) -> Result<String, String> {
    let options = Options::parse(args)?;
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/triceps-types");
    let lock_path = crate_dir.join("types.lock.toml");
    let mut lock = Lock::read(&lock_path)?;

    let azure = Checkout::open(&options.types_repo)?;
    let graph = options.graph_repo.as_deref().map(Checkout::open).transpose()?;
    lock.azure.admit(&azure, options.repin)?;
    if let Some(graph) = &graph {
        lock.graph.admit(graph, options.repin)?;
    }

    let mut data = graph::Data::new();
    load::azure(&mut data, &azure)?;
    if let Some(graph) = &graph {
        load::graph(&mut data, graph)?;
    }
    let nodes = data.nodes.len();
    let data = merge::merge(data);
    let bytes = encode::encode(&data, &lock.pins(graph.is_some()))?;

    let index = Index::open(&bytes).map_err(|error| error.to_string())?;
    index.verify().map_err(|error| error.to_string())?;
    let seen = witness::compare(&index, &azure, graph.as_ref())?;

    let mode = if options.check { Mode::Check } else { Mode::Write };
    settle(mode, &crate_dir.join("data/types.bin"), &bytes)?;
    settle(mode, &crate_dir.join("tests/fixtures/counts.txt"), seen.counts.as_bytes())?;
    settle(mode, &crate_dir.join("tests/fixtures/sample.txt"), seen.sample.as_bytes())?;
    settle(mode, &lock_path, lock.to_string().as_bytes())?;

    let mut summary = String::new();
    writeln!(summary, "{} bytes made of {nodes} types", bytes.len())
        .and_then(|()| {
            writeln!(summary, "{} resource types and functions compared, {} lines", seen.compared, seen.lines)
        })
        .map_err(|error| error.to_string())?;
    Ok(summary)
}

struct Options {
    types_repo: PathBuf,
    graph_repo: Option<PathBuf>,
    check: bool,
    repin: bool,
}

impl Options {
    fn parse(args: &[String]) -> Result<Self, String> {
        let (mut types_repo, mut graph_repo, mut check, mut repin) = (None, None, false, false);
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--types-repo" => types_repo = args.next().map(PathBuf::from),
                "--graph-repo" => graph_repo = args.next().map(PathBuf::from),
                "--check" => check = true,
                "--repin" => repin = true,
                other => return Err(format!("unknown argument `{other}`\nusage: {USAGE}")),
            }
        }
        if check && repin {
            return Err("`--check` and `--repin` exclude each other".to_owned());
        }
        let types_repo = types_repo.ok_or_else(|| format!("`--types-repo DIR` is missing\nusage: {USAGE}"))?;
        Ok(Self { types_repo, graph_repo, check, repin })
    }
}
